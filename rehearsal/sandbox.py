"""A hand on the WeChat sandbox: what WeChat's console, the residents' thumbs and bad luck do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import requests

TIMEOUT_SECONDS = 10


class Sandbox:
    """A running `python -m wechat_sandbox`, reached through its control API."""

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        self.http = requests.Session()
        # The sandbox is on this machine; a proxy in the environment is not for it.
        self.http.trust_env = False

    def control(self, path: str, body: Mapping[str, Any] | None = None, *, method: str = "") -> Any:
        """Call the control API: POST with a body, GET without."""
        return self._call(
            method or ("GET" if body is None else "POST"), f"/control/{path}", json=body
        )

    def _call(self, method: str, path: str, **content: Any) -> Any:
        answer = self.http.request(method, self.url + path, timeout=TIMEOUT_SECONDS, **content)
        answer.raise_for_status()
        return answer.json()

    def reset(self) -> None:
        """Forget everything and push to nobody."""
        self.control("reset", {})
        self.control("push", {"url": ""})

    def add_user(self, name: str = "", *, openid: str = "") -> str:
        """A resident with a phone; returns the openid."""
        told = {"name": name, "openid": openid}
        known: str = self.control("users", {key: told[key] for key in told if told[key]})["openid"]
        return known

    def login_code(self, openid: str) -> str:
        """What wx.login gives the mini-program."""
        code: str = self.control("codes", {"openid": openid})["code"]
        return code

    def phone_code(self, openid: str) -> str:
        """What the button for the phone number gives the mini-program."""
        code: str = self.control("phone-codes", {"openid": openid})["code"]
        return code

    def bind_programs(self) -> None:
        """Let WeChat tell the mini-program and the service account that people are the same."""
        self.control("settings", {"bound": True})

    def follow(self, openid: str, *, follows: bool = True) -> None:
        """The resident begins to follow the service account, or leaves it."""
        self.control("follow", {"openid": openid, "follows": follows})

    def add_template(self, *, template_id: str, title: str, fields: Mapping[str, str]) -> None:
        self.control(
            "templates", {"template_id": template_id, "title": title, "type": 2, "fields": fields}
        )

    def templates(self, openid: str) -> list[dict[str, Any]]:
        """Every template, with the answer `kept` by this resident for good, if any."""
        found: list[dict[str, Any]] = self._call(
            "GET", "/control/templates", params={"openid": openid}
        )["templates"]
        return found

    def answer(
        self, openid: str, answers: Mapping[str, str], *, always_keep: bool = False
    ) -> dict[str, str]:
        """The resident answers a subscription prompt; returns what the mini-program is told."""
        result: dict[str, str] = self.control(
            "subscribe", {"openid": openid, "answers": answers, "always_keep": always_keep}
        )
        return result

    def end_authorisation(self, openid: str, *, closed: bool = False) -> None:
        """The resident withdraws authorisations in WeChat, or closes the account."""
        event = "cancellation" if closed else "revoke"
        self.control("authorization", {"openid": openid, "event": f"user_authorization_{event}"})

    def show_time(self, iso: str) -> None:
        """Set the clock that the phones show."""
        self.control("display-time", {"iso": iso})

    def open_cards_at(self, url: str) -> None:
        """Where the mini-program runs in a browser; a card's page is put behind the #."""
        self.control("settings", {"mini_program_url": url})

    def fault(self, path: str, kind: str, **details: Any) -> None:
        self.control("faults", {"path": path, "kind": kind, **details})

    def clear_faults(self) -> None:
        self.control("faults", method="DELETE")

    def push_to(self, url: str, *, token: str = "", aes_key: str = "", **how: str) -> None:
        """Send the subscribe events to `url` from now on."""
        self.control("push", {"url": url, "token": token, "aes_key": aes_key, **how})

    def log(self) -> dict[str, Any]:
        """Every WeChat call received, and how many tokens were minted."""
        result: dict[str, Any] = self.control("log")
        return result

    def messages(self, openid: str = "") -> list[dict[str, Any]]:
        """The service notices received, oldest first."""
        query = {"openid": openid} if openid else {}
        messages: list[dict[str, Any]] = self._call("GET", "/messages.json", params=query)[
            "messages"
        ]
        return messages
