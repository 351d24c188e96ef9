"""The residents' phones: the page that draws the received service notices, and the lists behind it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from wechat_sandbox.state import Message, State, User

STATIC = Path(__file__).parent / "static"
MOST_PHONES_ON_PAGE = 12
MOST_CARDS_ON_PHONE = 100


class Phones:
    def __init__(self, *, state: State) -> None:
        self.state = state

    def routes(self) -> list[BaseRoute]:
        return [
            Route("/", self.page),
            Route("/phones/{openid}", self.page),
            Route("/phones.json", self.phones),
            Route("/messages.json", self.messages),
            Mount("/static", StaticFiles(directory=STATIC)),
        ]

    async def page(self, request: Request) -> Response:
        return FileResponse(STATIC / "phones.html", headers={"Cache-Control": "no-cache"})

    async def messages(self, request: Request) -> Response:
        """Every message, oldest first; `since` is the `seq` (or `last`) of the newest one already known."""
        since = _since(request)
        if since is None:
            return JSONResponse({"message": "since 要写成不小于 0 的整数。"}, status_code=400)
        found = self.state.messages_since(seq=since, openid=request.query_params.get("openid", ""))
        return JSONResponse(
            {"messages": [vars(message) for message in found], "last": len(self.state.messages)}
        )

    async def phones(self, request: Request) -> Response:
        """What the page needs at once: the clock, the phones with their grants, and the new cards."""
        since = _since(request)
        if since is None:
            return JSONResponse({"message": "since 要写成不小于 0 的整数。"}, status_code=400)
        openid = request.query_params.get("openid", "")
        known = [user for user in self.state.users.values() if openid in ("", user.openid)]
        shown = known[:MOST_PHONES_ON_PAGE]
        cards: dict[str, list[Message]] = {user.openid: [] for user in shown}
        for message in self.state.messages_since(seq=since):
            if message.openid in cards:
                cards[message.openid].append(message)
        return JSONResponse(
            {
                "time": self.state.display_time(),
                "mini_program": self.state.mini_program,
                "mini_program_url": self.state.mini_program_url,
                "hidden": len(known) - len(shown),
                "last": len(self.state.messages),
                "phones": [self._phone(user, cards[user.openid]) for user in shown],
            }
        )

    def _phone(self, user: User, cards: list[Message]) -> dict[str, Any]:
        return {
            "openid": user.openid,
            "name": user.name,
            "follows": user.follows,
            "cards": [
                {
                    "seq": card.seq,
                    "title": card.template,
                    "rows": list(card.fields.items()),
                    "page": card.page,
                    "channel": card.channel,
                    "sent_at": card.sent_at,
                }
                for card in cards[-MOST_CARDS_ON_PHONE:]
            ],
            "templates": [
                {
                    "template_id": template.template_id,
                    "title": template.title,
                    "type": template.type,
                    "count": self.state.grants_of(
                        openid=user.openid, template_id=template.template_id
                    ),
                }
                for template in self.state.templates.values()
            ],
        }


def _since(request: Request) -> int | None:
    text = request.query_params.get("since", "0")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else None
