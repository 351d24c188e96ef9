"""Everything the sandbox remembers: residents, codes, tokens, templates, grants and messages, kept in one JSON file."""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
import secrets
import sys
import time
from base64 import b64encode
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any, Literal

BEIJING = timezone(timedelta(hours=8))
BEIJING_SECONDS = 8 * 3600
DAY_SECONDS = 24 * 3600
CODE_SECONDS = 300
TOKEN_SECONDS = 7200
TOKEN_OVERLAP_SECONDS = 300
FORCED_REFRESHES_A_DAY = 20
FORCED_REFRESH_SPACING_SECONDS = 30
SENDS_A_DAY = 10_000_000

TokenKind = Literal["classic", "stable"]


class StateFileError(Exception):
    """The state file exists but cannot be read; the text says so in Chinese."""


@dataclass
class User:
    openid: str
    name: str
    session_key: str
    phone: str = ""
    unionid: str = ""
    service_openid: str = ""
    follows: bool = False
    blocks: bool = False

    def __post_init__(self) -> None:
        """What the same person is to the telephone and to other programs of the same owner."""
        digest = hashlib.sha256(self.openid.encode()).hexdigest()
        self.phone = self.phone or f"138{int(digest, 16) % 10**8:08d}"
        self.unionid = self.unionid or f"u{digest[:27]}"
        self.service_openid = self.service_openid or f"s{digest[27:54]}"


@dataclass
class Code:
    openid: str
    expires_at: float
    used: bool = False
    purpose: str = "login"


@dataclass
class Token:
    kind: TokenKind
    expires_at: float
    appid: str = ""
    replaced_at: float | None = None


@dataclass
class Template:
    template_id: str
    title: str
    type: int
    fields: dict[str, str]
    enums: dict[str, list[str]] = field(default_factory=dict)
    banned: bool = False

    @property
    def is_long_term(self) -> bool:
        return self.type == 3


@dataclass
class Message:
    seq: int
    msgid: int
    openid: str
    template_id: str
    template: str
    data: dict[str, Any]
    fields: dict[str, str]
    page: str
    sent_at: str
    channel: str = "mini-program"


@dataclass
class State:
    users: dict[str, User] = field(default_factory=dict)
    codes: dict[str, Code] = field(default_factory=dict)
    tokens: dict[str, Token] = field(default_factory=dict)
    minted: dict[str, int] = field(default_factory=lambda: {"classic": 0, "stable": 0})
    forced_refreshes: list[float] = field(default_factory=list)
    templates: dict[str, Template] = field(default_factory=dict)
    grants: dict[str, dict[str, int]] = field(default_factory=dict)
    kept_answers: dict[str, dict[str, str]] = field(default_factory=dict)
    messages: list[Message] = field(default_factory=list)
    chats: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    chat_rights: dict[str, tuple[int, float]] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    client_msg_ids: dict[str, int] = field(default_factory=dict)
    is_bound: bool = False
    sms_scripts: list[dict[str, Any]] = field(default_factory=list)
    texts_at: dict[str, list[tuple[float, str]]] = field(default_factory=dict)
    daily_limit: int = SENDS_A_DAY
    used: dict[str, int] = field(default_factory=dict)
    used_on: int = 0
    mini_program: str = "医保提醒"
    mini_program_url: str = ""
    token_overlap: float = TOKEN_OVERLAP_SECONDS
    skipped_seconds: float = 0
    fixed_display_time: str = ""

    def reset(self) -> None:
        vars(self).update(vars(State()))

    def now(self) -> float:
        return time.time() + self.skipped_seconds

    def display_time(self) -> str:
        """What the phones' clocks show: the fixed rehearsal instant, or else Beijing time now."""
        return self.fixed_display_time or datetime.fromtimestamp(self.now(), BEIJING).isoformat(
            timespec="seconds"
        )

    def add_user(self, *, openid: str = "", name: str = "") -> User:
        """Add a resident; an openid already known keeps its session_key and takes the new name, if any."""
        openid = openid or f"o{secrets.token_urlsafe(20)}"
        user = self.users.get(openid)
        if user is None:
            session_key = b64encode(secrets.token_bytes(16)).decode()
            user = User(
                openid=openid,
                name=name or f"居民{len(self.users) + 1}",
                session_key=session_key,
            )
            self.users[openid] = user
        elif name:
            user.name = name
        return user

    def new_code(self, *, openid: str, purpose: str = "login") -> str:
        code = f"0{secrets.token_hex(16)[:31]}"
        now = self.now()
        self.codes = {known: entry for known, entry in self.codes.items() if entry.expires_at > now}
        self.codes[code] = Code(openid=openid, expires_at=now + CODE_SECONDS, purpose=purpose)
        return code

    def classic_token(self, *, appid: str) -> tuple[str, int]:
        """A new token; the classic tokens before it live on for the overlap only. Stable tokens are not touched."""
        now = self.now()
        for token in self.tokens.values():
            if (token.kind, token.appid) == ("classic", appid) and token.replaced_at is None:
                token.replaced_at = now + self.token_overlap
        return self._mint("classic", appid), TOKEN_SECONDS

    def stable_token(self, *, appid: str, force_refresh: bool) -> tuple[str, int]:
        """
        The same token while more than five minutes of it are left, otherwise a new one beside the old.
        A forced refresh kills the old token, but only 20 times a day and 30 s apart; else it refreshes nothing.
        """
        now = self.now()
        current = next(
            (
                (value, token)
                for value, token in reversed(self.tokens.items())
                if (token.kind, token.appid) == ("stable", appid) and token.replaced_at is None
            ),
            None,
        )
        if force_refresh and self._may_force_refresh(now):
            self.forced_refreshes.append(now)
            if current:
                current[1].replaced_at = now
        elif current and current[1].expires_at - now > TOKEN_OVERLAP_SECONDS:
            return current[0], int(current[1].expires_at - now)
        return self._mint("stable", appid), TOKEN_SECONDS

    def _may_force_refresh(self, now: float) -> bool:
        today = datetime.fromtimestamp(now, BEIJING).date()
        self.forced_refreshes = [
            moment
            for moment in self.forced_refreshes
            if datetime.fromtimestamp(moment, BEIJING).date() == today
        ]
        if len(self.forced_refreshes) >= FORCED_REFRESHES_A_DAY:
            return False
        return (
            not self.forced_refreshes
            or now - self.forced_refreshes[-1] >= FORCED_REFRESH_SPACING_SECONDS
        )

    def _mint(self, kind: TokenKind, appid: str) -> str:
        value = f"92_{secrets.token_urlsafe(102)}"
        self.tokens[value] = Token(kind=kind, expires_at=self.now() + TOKEN_SECONDS, appid=appid)
        self.minted[kind] += 1
        return value

    def use(self, path: str) -> None:
        """Count a call that succeeded towards its path's quota of the day."""
        self._begin_day()
        self.used[path] = self.used.get(path, 0) + 1

    def used_today(self, path: str) -> int:
        self._begin_day()
        return self.used.get(path, 0)

    def _begin_day(self) -> None:
        day = int((self.now() + BEIJING_SECONDS) // DAY_SECONDS)
        if day != self.used_on:
            self.used, self.used_on = {}, day

    def expire_tokens(self) -> int:
        now = self.now()
        alive = [token for token in self.tokens.values() if token.expires_at > now]
        for token in alive:
            token.expires_at = now
        return len(alive)

    def grants_of(self, *, openid: str, template_id: str) -> int:
        return self.grants.get(openid, {}).get(template_id, 0)

    def add_grant(self, *, openid: str, template: Template) -> None:
        """One accept buys one message; of a long-term template the first accept lasts."""
        held = self.grants_of(openid=openid, template_id=template.template_id)
        self.grants.setdefault(openid, {})[template.template_id] = (
            1 if template.is_long_term else held + 1
        )

    def spend_grant(self, *, openid: str, template: Template) -> None:
        if not template.is_long_term:
            self.grants[openid][template.template_id] -= 1

    def clear_grants(self, *, openid: str, template_id: str) -> None:
        self.grants.get(openid, {}).pop(template_id, None)
        self.kept_answers.get(openid, {}).pop(template_id, None)

    def add_message(
        self, *, openid: str, template: Template, data: dict[str, Any], page: str
    ) -> Message:
        message = Message(
            seq=len(self.messages) + 1,
            msgid=10**18 + secrets.randbelow(9 * 10**18 - 10**18),
            openid=openid,
            template_id=template.template_id,
            template=template.title,
            data=data,
            fields={label: data[key]["value"] for key, label in template.fields.items()},
            page=page,
            sent_at=self.display_time(),
        )
        self.messages.append(message)
        return message

    def add_text(self, *, openid: str, phone: str, text: str) -> None:
        """A text message on the phone of `openid`, or of nobody known."""
        self.messages.append(
            Message(
                seq=len(self.messages) + 1,
                msgid=0,
                openid=openid,
                template_id="",
                template="短信",
                data={"phone": phone},
                fields={"短信": text},
                page="",
                sent_at=self.display_time(),
                channel="sms",
            )
        )

    def add_service_message(
        self, *, openid: str, title: str, rows: dict[str, str], page: str, msgid: int
    ) -> None:
        """A template message of the service account."""
        self.messages.append(
            Message(
                seq=len(self.messages) + 1,
                msgid=msgid,
                openid=openid,
                template_id="",
                template=title,
                data={},
                fields=rows,
                page=page,
                sent_at=self.display_time(),
                channel="service",
            )
        )

    def messages_since(self, *, seq: int, openid: str = "") -> list[Message]:
        return [
            message
            for message in self.messages[max(seq, 0) :]
            if not openid or message.openid == openid
        ]


class StateFile:
    """Keeps the state on disk. Every save replaces the whole file atomically; a kill loses at most the last second.

    Without a file of its own the state may begin as another file tells, which is only read.
    """

    def __init__(self, path: Path | None, *, begin_with: Path | None = None) -> None:
        self.path = path
        self.begin_with = begin_with
        self.is_dirty = False

    def load(self) -> State:
        if self.path is not None and self.path.exists():
            return _read(self.path, cure="删掉它就会从头开始。")
        if self.begin_with is not None:
            return _read(self.begin_with, cure="请看看 --begin-with 写得对不对。")
        return State()

    def save(self, state: State) -> None:
        if self.path is None:
            return
        self.path.parent.mkdir(parents=True, exist_ok=True)
        draft = self.path.with_name(f"{self.path.name}.{os.getpid()}.tmp")
        draft.write_text(
            json.dumps(vars(state), default=vars, ensure_ascii=False), encoding="utf-8"
        )
        draft.replace(self.path)
        self.is_dirty = False

    async def keep_saving(self, state: State) -> None:
        while True:
            await asyncio.sleep(1)
            if self.is_dirty:
                try:
                    self.save(state)
                except OSError as error:
                    print(f"沙箱的存档写不进 {self.path}：{error.strerror}。", file=sys.stderr)


def _read(path: Path, *, cure: str) -> State:
    try:
        return _from_json(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError, LookupError, AttributeError) as error:
        raise StateFileError(f"读不懂沙箱的存档 {path}（{error}）。{cure}") from error


def _from_json(saved: dict[str, Any]) -> State:
    kinds = {"users": User, "codes": Code, "tokens": Token, "templates": Template}
    for name, kind in kinds.items():
        saved[name] = {key: kind(**entry) for key, entry in saved[name].items()}
    saved["messages"] = [Message(**entry) for entry in saved["messages"]]
    return State(**saved)
