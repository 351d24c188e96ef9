"""A caller of the sandbox's WeChat endpoints, as plain as a backend can be."""

from __future__ import annotations

import os
from typing import Any

import requests

from tests.sandbox import RunningSandbox

LOGIN = "/sns/jscode2session"
TOKEN = "/cgi-bin/token"
STABLE_TOKEN = "/cgi-bin/stable_token"
SEND = "/cgi-bin/message/subscribe/send"

PAYMENT = "tmpl-payment"
FILING = "tmpl-filing"
DATA = {"thing1": {"value": "王芳"}, "date2": {"value": "2025-12-20"}}


class Caller:
    def __init__(self, sandbox: RunningSandbox) -> None:
        self.url = sandbox.url
        self.appid = os.environ["WECHAT_APPID"]
        self.secret = os.environ["WECHAT_SECRET"]

    def get(self, path: str, **query: str) -> dict[str, Any]:
        return self._answer(requests.get(self.url + path, params=query, timeout=10))

    def post(self, path: str, body: Any, **query: str) -> dict[str, Any]:
        how = {"data": body} if isinstance(body, bytes) else {"json": body}
        return self._answer(requests.post(self.url + path, params=query, timeout=10, **how))

    def _answer(self, answer: requests.Response) -> dict[str, Any]:
        assert answer.status_code == 200
        content: dict[str, Any] = answer.json()
        return content

    def login(self, code: str, **query: str) -> dict[str, Any]:
        proper = {"appid": self.appid, "secret": self.secret, "js_code": code}
        return self.get(LOGIN, **{**proper, "grant_type": "authorization_code", **query})

    def stable_token(self, **body: Any) -> dict[str, Any]:
        proper = {"grant_type": "client_credential", "appid": self.appid, "secret": self.secret}
        return self.post(STABLE_TOKEN, {**proper, **body})

    def classic_token(self, **query: str) -> dict[str, Any]:
        proper = {"grant_type": "client_credential", "appid": self.appid, "secret": self.secret}
        return self.get(TOKEN, **{**proper, **query})

    def send(self, openid: str, *, token: str | None = None, **body: Any) -> dict[str, Any]:
        if token is None:
            token = self.stable_token()["access_token"]
        proper = {"touser": openid, "template_id": PAYMENT, "page": "pages/inbox", "data": DATA}
        return self.post(SEND, {**proper, **body}, access_token=token)
