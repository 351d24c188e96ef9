"""A hand on the WeChat sandbox: what WeChat's console, the residents' thumbs and bad luck do."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Self

ROOT = Path(__file__).resolve().parent.parent


class SandboxPhone:
    """One running `python -m wechat_sandbox`."""

    def __init__(self, url: str) -> None:
        self.url = url

    @classmethod
    @contextlib.contextmanager
    def running(cls, *, appid: str, secret: str, **options: str) -> Iterator[Self]:
        """Start a sandbox on a free port; `options` are its command-line options."""
        flags = [
            part
            for name, value in options.items()
            for part in (f"--{name.replace('_', '-')}", value)
        ]
        process = subprocess.Popen(
            [sys.executable, "-m", "wechat_sandbox", "--port", "0"]
            + ["--appid", appid, "--secret", secret, *flags],
            cwd=ROOT,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            assert process.stdout
            line = process.stdout.readline()
            assert "http://" in line, "the sandbox did not start"
            yield cls(line[line.index("http://") :].strip().rstrip("/"))
        finally:
            process.terminate()
            process.communicate(timeout=10)

    def control(self, path: str, body: Mapping[str, Any] | None = None, *, method: str = "") -> Any:
        """Call the control API: POST with a body, GET without."""
        request = urllib.request.Request(
            f"{self.url}/control/{path}",
            method=method or ("GET" if body is None else "POST"),
            data=None if body is None else json.dumps(body).encode(),
            headers={"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.load(answer)

    def reset(self) -> None:
        self.control("reset", {})
        self.control("push", {"url": ""})

    def add_user(self, name: str = "") -> str:
        """A resident with a phone; returns the openid."""
        openid: str = self.control("users", {"name": name} if name else {})["openid"]
        return openid

    def login_code(self, openid: str) -> str:
        """What wx.login gives the mini-program."""
        code: str = self.control("codes", {"openid": openid})["code"]
        return code

    def add_template(self, *, template_id: str, title: str, fields: dict[str, str]) -> None:
        self.control(
            "templates", {"template_id": template_id, "title": title, "type": 2, "fields": fields}
        )

    def answer(self, openid: str, answers: dict[str, str]) -> dict[str, str]:
        """The resident answers a subscription prompt; returns what the mini-program is told."""
        result: dict[str, str] = self.control("subscribe", {"openid": openid, "answers": answers})
        return result

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
        query = f"?openid={openid}" if openid else ""
        with urllib.request.urlopen(f"{self.url}/messages.json{query}", timeout=10) as answer:
            messages: list[dict[str, Any]] = json.load(answer)["messages"]
        return messages
