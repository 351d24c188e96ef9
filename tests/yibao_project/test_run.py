"""`make run` under the hands of people: twice at once, ports taken, killed, children dying."""

from __future__ import annotations

import os
import signal
import socket
import stat
from pathlib import Path

import psutil
import pytest

from tests.running import RunningProduct, running, wait_for

pytestmark = pytest.mark.slow


@pytest.fixture
def var(tmp_path: Path) -> Path:
    """A folder as people name them: with a space and Chinese in its path."""
    return tmp_path / "我的 项目" / "var"


def test_a_newcomer_gets_addresses_and_a_reminder(var: Path) -> None:
    with running(var) as product:
        told = product.told()
        assert "第一条提醒已送到手机" in told, told + product.logs()
        password = var / "admin-password"
        assert stat.S_IMODE(password.stat().st_mode) == 0o600
        assert f"用户 admin，密码 {password.read_text()}" in told
        assert f"开始页：{product.url}/" in told
        assert f"居民的手机：{product.sandbox.url}/" in told
        assert product.get("/").ok

        second = RunningProduct(var)
        second.launch()
        assert second.process.wait(timeout=90) == 1
        assert f"已经有一个演示在运行：{product.url}（进程 {product.process.pid}）" in second.told()

        assert product.stop() == 0
    wait_for(lambda: not product.processes())
    assert product.processes() == []


def test_a_taken_port_is_named_with_its_holder_and_the_cure(var: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as holder:
        port = holder.getsockname()[1]
        product = RunningProduct(var, web_port=port)
        product.launch()
        assert product.process.wait(timeout=90) == 1
    assert f"端口 {port} 已被进程 {os.getpid()}" in product.told()
    assert f"WEB_PORT={port + 10} make run" in product.told()
    assert product.processes() == []


def test_one_port_for_both_is_refused_before_anything_starts(var: Path) -> None:
    product = RunningProduct(var, web_port=18200, sandbox_port=18200)
    product.launch()
    assert product.process.wait(timeout=90) == 1
    assert "网页和微信沙箱不能用同一个端口 18200" in product.told()
    assert "SANDBOX_PORT=18201 make run" in product.told()
    assert not var.exists()


def test_a_killed_run_is_cleared_away_and_its_data_used_again(var: Path) -> None:
    killed = RunningProduct(var)
    killed.launch()
    killed.wait_until_ready()
    wait_for(lambda: len(killed.sandbox.messages()) == 2)
    killed.stop(signal.SIGKILL)
    assert killed.processes()

    with running(var) as product:
        assert "上次没有正常结束" in product.told()
        assert "接着用上次的数据，手机上已有 2 条提醒" in product.told()

        worker = next(each for each in psutil.process_iter() if is_worker(each, product))
        worker.kill()
        assert product.process.wait(timeout=90) == 1
        assert "worker 意外退出了，所以全部停下" in product.told()
    wait_for(lambda: not product.processes())
    assert product.processes() == []


def is_worker(process: psutil.Process, product: RunningProduct) -> bool:
    try:
        command = " ".join(process.cmdline())  # Celery may have given itself a title
        return process.ppid() == product.process.pid and "celery" in command and "worker" in command
    except psutil.Error:
        return False
