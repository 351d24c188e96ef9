from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sandbox import ROOT, RunningSandbox
from tests.wechat_sandbox.caller import PAYMENT, Caller


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "wechat_sandbox", *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=20,
        check=False,
    )


def test_a_port_in_use_is_told_with_the_cure() -> None:
    with socket.create_server(("127.0.0.1", 0)) as occupied:
        port = occupied.getsockname()[1]
        ended = run("--port", str(port))
    assert ended.returncode == 1
    assert ended.stderr.strip() == (
        f"端口 {port} 已被占用。请先关掉占用它的程序，或用 --port 换一个端口。"
    )


@pytest.mark.parametrize(
    ("arguments", "environment", "word"),
    [
        (["--port", "http"], {}, "端口"),
        ([], {"WECHAT_SANDBOX_PORT": "70000"}, "端口"),
        (["--push-mode", "secret"], {}, "推送方式"),
        (["--push-url", "127.0.0.1:8000"], {}, "http://"),
        (["--push-url", "http://127.0.0.1/"], {"WECHAT_SANDBOX_PUSH_MODE": "safe"}, "43 位"),
    ],
)
def test_a_wrong_option_stops_the_start_with_a_sentence(
    arguments: list[str], environment: dict[str, str], word: str
) -> None:
    ended = run(*arguments, **environment)
    assert ended.returncode == 1
    assert word in ended.stderr
    assert len(ended.stderr.splitlines()) == 1


@pytest.mark.parametrize("content", ["{", "[]", "{}", '{"users": {"a": {"name": 1}}}'])
def test_a_broken_state_file_stops_the_start_with_the_cure(tmp_path: Path, content: str) -> None:
    broken = tmp_path / "sandbox.json"
    broken.write_text(content)
    ended = run("--port", "0", "--state", str(broken))
    assert ended.returncode == 1
    assert str(broken) in ended.stderr
    assert "删掉它" in ended.stderr


def test_a_restart_goes_on_where_it_stopped(tmp_path: Path) -> None:
    options = {
        "appid": os.environ["WECHAT_APPID"],
        "secret": os.environ["WECHAT_SECRET"],
        "state": str(tmp_path / "var" / "sandbox.json"),
    }
    with RunningSandbox.running(**options) as before:
        openid = before.add_user("王芳")
        before.add_template(
            template_id=PAYMENT, title="提醒", fields={"thing1": "参保人", "date2": "截止日期"}
        )
        for _ in range(2):
            before.answer(openid, {PAYMENT: "accept"})
        token = Caller(before).stable_token()["access_token"]
        Caller(before).send(openid, token=token)
        code = before.login_code(openid)
        messages = before.messages()
    with RunningSandbox.running(**options) as after:
        assert after.messages() == messages
        assert Caller(after).login(code)["openid"] == openid
        assert Caller(after).send(openid, token=token)["errcode"] == 0
        assert Caller(after).send(openid, token=token)["errcode"] == 43101
    assert [path.name for path in (tmp_path / "var").iterdir()] == ["sandbox.json"]


def test_a_state_to_begin_with_is_only_read(tmp_path: Path) -> None:
    archive = tmp_path / "phones.json"
    options = {"appid": "wx1", "secret": "secret"}
    with RunningSandbox.running(**options, state=str(archive)) as sandbox:
        openid = sandbox.add_user("王芳")
    told = archive.read_text()
    with RunningSandbox.running(**options, begin_with=str(archive)) as sandbox:
        assert sandbox.add_user("李明") != openid
        assert len(sandbox.control("users")["users"]) == 2
    assert archive.read_text() == told
    ended = run("--port", "0", "--begin-with", str(tmp_path / "missing.json"))
    assert (ended.returncode, "--begin-with" in ended.stderr) == (1, True)
