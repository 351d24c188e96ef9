"""The door to the chat with customer service: one text to somebody who wrote or came in just now."""

from __future__ import annotations

from yibao_project.wechat import client


def say(*, openid: str, text: str) -> None:
    """Raises WeChatError; REFUSED means the right to answer has passed or is used up.

    WeChat gives five answers within two days of a message, two within a minute of coming in.
    """
    client().message.send_text(openid, text)
