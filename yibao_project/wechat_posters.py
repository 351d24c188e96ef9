"""The door's ways into the mini-program: a code to print with a scene, and a link to pass on."""

from __future__ import annotations

from typing import Final

import orjson

from yibao_project.wechat import ask, client
from yibao_project.wechat_answers import Kind, judged

CODE_PATH: Final = "/wxa/getwxacodeunlimit"
LINK_PATH: Final = "/wxa/generate_urllink"
WIDTH: Final = 860
LONGEST_DAYS: Final = 30
PNG: Final = b"\x89PNG"


def code(*, page: str, scene: str) -> bytes:
    """The picture of a code that opens `page` with `scene`, PNG or JPEG. Raises WeChatError.

    wechatpy's own call takes the picture for an answer that is not WeChat's.
    """
    content = {"page": page, "scene": scene, "width": WIDTH}
    status, picture = client().call(
        "POST", CODE_PATH, body=orjson.dumps(content), lost=Kind.TEMPORARY
    )
    if status == 200 and picture.startswith((PNG, b"\xff\xd8")):
        return picture
    raise judged(status, picture)


def link(*, page: str, query: str) -> str:
    """An https address that opens `page` from outside WeChat, for 30 days. Raises WeChatError."""
    content = {
        "path": page,
        "query": query,
        "expire_type": 1,
        "expire_interval": LONGEST_DAYS,
    }
    address: str = ask("POST", LINK_PATH, content=content)["url_link"]
    return address
