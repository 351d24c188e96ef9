"""One running product and one real Chromium for all page tests."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect, sync_playwright

from tests.browser import chromium
from tests.running import RunningProduct, running

SCREENSHOTS = Path(__file__).resolve().parents[2] / "var" / "screenshots"
SIZES = {"desktop": (1280, 900), "phone": (390, 844)}
QUIET = [
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningProduct]:
    """`make run`, in a folder of its own."""
    if chromium.find() is None:
        pytest.skip(chromium.CURE)  # the sentence names what to install
    with running(tmp_path_factory.mktemp("product") / "var") as product:
        yield product


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    program = chromium.find()
    if program is None:
        pytest.skip(chromium.CURE)  # the sentence names what to install
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=QUIET + sandbox)
        yield browser
        browser.close()


# Real workers plan and send behind these pages, on a machine that may be busy.
expect.set_options(timeout=60_000)


class Window:
    """A page that notes what went wrong in it and every foreign address it asked for."""

    def __init__(self, page: Page, size: str) -> None:
        self.page = page
        self.size = size
        self.errors: list[str] = []
        self.foreign: list[str] = []
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", self._note_error)
        page.on("request", self._note_foreign)

    def _note_error(self, message: ConsoleMessage) -> None:
        """A refusal by the API is an answer, which the page is there to show."""
        url = message.location.get("url", "")
        if message.type == "error" and not ("/api/v1/" in url and "status of 4" in message.text):
            self.errors.append(f"{message.text} {url}")

    def _note_foreign(self, request: Request) -> None:
        if not request.url.startswith(("http://127.0.0.1:", "data:", "blob:")):
            self.foreign.append(request.url)

    def photograph(self, name: str) -> None:
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=SCREENSHOTS / f"{name}-{self.size}.png", full_page=True)

    def is_wider_than_screen(self) -> bool:
        root = "document.documentElement"
        return bool(self.page.evaluate(f"{root}.scrollWidth > {root}.clientWidth"))


@pytest.fixture(params=list(SIZES))
def window(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Window]:
    """A fresh window of each size."""
    width, height = SIZES[request.param]
    context = browser.new_context(
        viewport={"width": width, "height": height}, locale="zh-CN", timezone_id="Asia/Shanghai"
    )
    context.set_default_timeout(60_000)
    yield Window(context.new_page(), request.param)
    context.close()


@pytest.fixture(scope="session", autouse=True)
def empty_album() -> None:
    shutil.rmtree(SCREENSHOTS, ignore_errors=True)
