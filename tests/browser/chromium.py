"""A real Chromium for the page tests: found on PATH, else installed, else a loud word about the cure.

`python -m tests.browser.chromium` is what `make test` runs first.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
CURE = (
    "没有 Chromium，页面测试会被跳过。请装好它再测："
    "apt-get install chromium fonts-noto-cjk，或 .venv/bin/python -m playwright install chromium。"
)
INSTALL_SECONDS = 900


def find() -> str | None:
    """The program to start, from PATH or from Playwright's own download."""
    for name in NAMES:
        if path := shutil.which(name):
            return path
    return _downloaded()


def _downloaded() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if path and Path(path).exists() else None


def provide() -> str | None:
    """Find Chromium or install it; where Debian's packages can be had, with fonts for Chinese."""
    may_use_apt = os.geteuid() == 0 and shutil.which("apt-get") is not None
    if may_use_apt and not _has_chinese_font():
        _tell("正在安装中文字体 fonts-noto-cjk …")
        _apt_install("fonts-noto-cjk", "fontconfig")
    if path := find():
        return path
    if may_use_apt:
        _tell("没有找到 Chromium，正在用 apt-get 安装 …")
        _apt_install("chromium")
    if path := find():
        return path
    _tell("正在用 Playwright 下载 Chromium …")
    _succeeds(sys.executable, "-m", "playwright", "install", "chromium")
    return find()


def _has_chinese_font() -> bool:
    if not shutil.which("fc-list"):
        return False
    found = subprocess.run(
        ["fc-list", ":lang=zh", "file"],  # noqa: S607  the system's own
        capture_output=True,
        check=False,
    )
    return bool(found.stdout.strip())


def _apt_install(*packages: str) -> None:
    install = ("apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages)
    if not _succeeds(*install):
        _succeeds("apt-get", "update", "-qq")
        _succeeds(*install)


def _succeeds(*command: str) -> bool:
    try:
        done = subprocess.run(
            command,
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
            timeout=INSTALL_SECONDS,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _tell(sentence: str) -> None:
    print(sentence, flush=True)  # noqa: T201


if __name__ == "__main__":
    path = provide()
    _tell(f"Chromium：{path}" if path else f"\n!!! {CURE}\n")
