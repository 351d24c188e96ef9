"""What became of one message that went by another channel than the mini-program's."""

from __future__ import annotations

from typing import NamedTuple

from yibao_project.wechat_answers import Kind


class Answer(NamedTuple):
    """`kind` is None when the channel took the message; then `receipt` is the channel's number of it."""

    kind: Kind | None
    code: str = ""
    detail: str = ""
    receipt: str = ""
