"""Message templates as WeChat keeps them: the public library, and what the account took from it (`newtmpl/*`)."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request

from wechat_sandbox.state import State, Template
from wechat_sandbox.wechat import Endpoint, WeChat, WeChatError, json_body

CATEGORY = 616
MOST_TEMPLATES = 25
MOST_ON_A_PAGE = 30
LONGEST_SCENE = 15
KEYWORDS_OF_A_TEMPLATE = range(2, 6)


@dataclass(frozen=True)
class Keyword:
    name: str
    rule: str
    example: str


@dataclass(frozen=True)
class Title:
    title: str
    type: int
    keywords: tuple[Keyword, ...]


LIBRARY = {
    5001: Title(
        "缴费提醒",
        2,
        (
            Keyword("缴费对象", "thing", "王芳"),
            Keyword("缴费截止日期", "date", "2025-12-20"),
            Keyword("缴费金额", "thing", "400元"),
            Keyword("缴费渠道", "thing", "粤税通"),
            Keyword("温馨提示", "thing", "还有7天截止"),
            Keyword("订单编号", "character_string", "20251220001"),
        ),
    ),
    5002: Title(
        "备案到期提醒",
        2,
        (
            Keyword("备案人", "thing", "王芳"),
            Keyword("就医地", "thing", "长沙市"),
            Keyword("到期日期", "date", "2025-12-04"),
            Keyword("备注", "thing", "到期前续办"),
        ),
    ),
    5003: Title(
        "事项办理提醒",
        2,
        (
            Keyword("提醒对象", "thing", "王芳"),
            Keyword("办理日期", "date", "2025-12-20"),
            Keyword("办理地点", "thing", "参保地医保服务点"),
            Keyword("温馨提示", "thing", "带上身份证"),
        ),
    ),
    5004: Title(
        "预约成功通知",
        3,
        (Keyword("预约人", "name", "王芳"), Keyword("预约时间", "time", "15:01")),
    ),
}


class Library:
    """Keys of a template are the keyword's type and number, in the order that the account chose."""

    def __init__(self, *, wechat: WeChat, state: State) -> None:
        self.wechat = wechat
        self.state = state

    def endpoints(self) -> dict[str, Endpoint]:
        calls = {
            "getcategory": self.categories,
            "getpubtemplatetitles": self.titles,
            "getpubtemplatekeywords": self.keywords,
            "addtemplate": self.add,
            "gettemplate": self.private,
            "deltemplate": self.delete,
        }
        return {f"/wxaapi/newtmpl/{name}": call for name, call in calls.items()}

    async def categories(
        self, request: Request, call: dict[str, Any], delay: float
    ) -> dict[str, Any]:
        await self.wechat.admit(request, delay)
        return {"errcode": 0, "errmsg": "ok", "data": [{"id": CATEGORY, "name": "备忘录"}]}

    async def titles(self, request: Request, call: dict[str, Any], delay: float) -> dict[str, Any]:
        await self.wechat.admit(request, delay)
        query = request.query_params
        ids = [part for part in query.get("ids", "").split(",") if part]
        if not ids:
            raise WeChatError(200018)
        if str(CATEGORY) not in ids:
            raise WeChatError(200019)
        start, limit = _number(query.get("start")), _number(query.get("limit"))
        if start is None:
            raise WeChatError(200016)
        if limit is None or not 1 <= limit <= MOST_ON_A_PAGE:
            raise WeChatError(200017)
        found = [
            {"tid": tid, "title": each.title, "type": each.type, "categoryId": str(CATEGORY)}
            for tid, each in LIBRARY.items()
        ]
        shown = found[start : start + limit]
        return {"errcode": 0, "errmsg": "ok", "count": len(found), "data": shown}

    async def keywords(
        self, request: Request, call: dict[str, Any], delay: float
    ) -> dict[str, Any]:
        await self.wechat.admit(request, delay)
        title = self._title(request.query_params.get("tid"))
        listed = [
            {"kid": kid, "name": each.name, "example": each.example, "rule": each.rule}
            for kid, each in enumerate(title.keywords, start=1)
        ]
        return {"errcode": 0, "errmsg": "ok", "count": len(listed), "data": listed}

    async def add(self, request: Request, call: dict[str, Any], delay: float) -> dict[str, Any]:
        await self.wechat.admit(request, delay, method="POST")
        body = await json_body(request)
        title = self._title(body.get("tid"))
        kids = body.get("kidList")
        if not isinstance(kids, list) or len(kids) not in KEYWORDS_OF_A_TEMPLATE:
            raise WeChatError(200020)
        known = dict(enumerate(title.keywords, start=1))
        if len(set(kids)) < len(kids) or not all(kid in known for kid in kids):
            raise WeChatError(200020)
        scene = body.get("sceneDesc")
        if not isinstance(scene, str) or not 0 < len(scene) <= LONGEST_SCENE:
            raise WeChatError(200021)
        fields = {f"{known[kid].rule}{kid}": known[kid].name for kid in kids}
        held = self.state.templates.values()
        if any(each.title == title.title and list(each.fields) == list(fields) for each in held):
            raise WeChatError(200022)
        if len(held) >= MOST_TEMPLATES:
            raise WeChatError(200012)
        template = Template(
            template_id=secrets.token_urlsafe(32), title=title.title, type=title.type, fields=fields
        )
        self.state.templates[template.template_id] = template
        return {"errcode": 0, "errmsg": "ok", "priTmplId": template.template_id}

    async def private(self, request: Request, call: dict[str, Any], delay: float) -> dict[str, Any]:
        await self.wechat.admit(request, delay)
        return {
            "errcode": 0,
            "errmsg": "ok",
            "data": [_shown(template) for template in self.state.templates.values()],
        }

    async def delete(self, request: Request, call: dict[str, Any], delay: float) -> dict[str, Any]:
        await self.wechat.admit(request, delay, method="POST")
        template_id = (await json_body(request)).get("priTmplId")
        if not isinstance(template_id, str) or template_id not in self.state.templates:
            raise WeChatError(200014)
        del self.state.templates[template_id]
        return {"errcode": 0, "errmsg": "ok"}

    def _title(self, tid: object) -> Title:
        number = _number(str(tid))
        if number not in LIBRARY:
            raise WeChatError(200014)
        return LIBRARY[number]


def _shown(template: Template) -> dict[str, Any]:
    content = "".join(f"{label}:{{{{{key}.DATA}}}}\n" for key, label in template.fields.items())
    enums = [
        {"keywordCode": f"{key}.DATA", "enumValueList": values}
        for key, values in template.enums.items()
    ]
    return {
        "priTmplId": template.template_id,
        "title": template.title,
        "content": content,
        "example": "",
        "type": template.type,
        **({"keywordEnumValueList": enums} if enums else {}),
    }


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else None
