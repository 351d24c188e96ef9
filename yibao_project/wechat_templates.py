"""The door's view of message templates: the public library, and those that this account took from it.

Over the same client, token and errors as `wechat`. The keys of a template (thing1, date2 …) are read
from its content, which is where WeChat tells them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from yibao_project.wechat import ask

MOST_ON_A_PAGE: Final = 30
KEY: Final = re.compile(r"^(.*?)[:：]?\{\{(\w+)\.DATA\}\}$", re.M)


@dataclass(frozen=True, slots=True)
class PrivateTemplate:
    """A template of ours; `labels` maps its keys, in their order, to what stands before them."""

    template_id: str
    title: str
    type: int
    labels: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class LibraryTitle:
    tid: int
    title: str
    type: int


@dataclass(frozen=True, slots=True)
class Keyword:
    kid: int
    name: str
    rule: str
    example: str


def private_templates() -> list[PrivateTemplate]:
    """Every template of the account. Raises WeChatError."""
    return [
        PrivateTemplate(
            template_id=each["priTmplId"],
            title=each["title"],
            type=int(each["type"]),
            labels={key: label.strip() for label, key in KEY.findall(each["content"])},
        )
        for each in ask("GET", "/wxaapi/newtmpl/gettemplate").get("data", [])
    ]


def library_titles() -> list[LibraryTitle]:
    """Every title of the public library in the account's categories. Raises WeChatError."""
    categories = ask("GET", "/wxaapi/newtmpl/getcategory").get("data", [])
    ids = ",".join(str(each["id"]) for each in categories)
    found: list[LibraryTitle] = []
    while True:
        page = ask(
            "GET",
            "/wxaapi/newtmpl/getpubtemplatetitles",
            params={"ids": ids, "start": len(found), "limit": MOST_ON_A_PAGE},
        )
        listed = page.get("data", [])
        found += [
            LibraryTitle(int(each["tid"]), each["title"], int(each["type"])) for each in listed
        ]
        if not listed or len(found) >= page.get("count", 0):
            return found


def keywords_of(tid: int) -> list[Keyword]:
    """What a title of the library can say. Raises WeChatError."""
    listed = ask("GET", "/wxaapi/newtmpl/getpubtemplatekeywords", params={"tid": tid})
    return [
        Keyword(int(each["kid"]), each["name"], each["rule"], each.get("example", ""))
        for each in listed.get("data", [])
    ]


def add_from_library(*, tid: int, kids: Sequence[int], scene: str) -> str:
    """Take a title with some of its keywords, in this order; returns our template's id.

    Raises WeChatError.
    """
    content = {"tid": str(tid), "kidList": list(kids), "sceneDesc": scene}
    taken: str = ask("POST", "/wxaapi/newtmpl/addtemplate", content=content)["priTmplId"]
    return taken
