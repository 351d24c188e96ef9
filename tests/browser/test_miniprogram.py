"""The mini-program's own pages as a resident uses them: Chromium, the real run, one phone each."""

from __future__ import annotations

import re
import secrets
import subprocess
from collections.abc import Iterator

import pytest
import requests
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, ViewportSize, expect

from tests.browser.conftest import SCREENSHOTS
from tests.running import ROOT, RunningProduct

pytestmark = pytest.mark.browser

PHONE = ViewportSize(width=390, height=844)
READY = "小程序预览已就绪"


class Phone:
    """A resident's phone with the mini-program open; notes what went wrong in it."""

    def __init__(self, context: BrowserContext, product: RunningProduct, openid: str) -> None:
        self.page: Page = context.new_page()
        self.openid = openid
        self.home = f"{product.url}/rehearsal/miniprogram/?phone={openid}"
        self.errors: list[str] = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", self._note)

    def _note(self, message: ConsoleMessage) -> None:
        # A refused request is told to the resident; here only what the pages themselves get wrong counts.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.errors.append(message.text)

    def open(self, page: str = "") -> None:
        self.page.goto("about:blank")
        self.page.goto(f"{self.home}#/{page}" if page else self.home)

    def tap(self, name: str | re.Pattern[str]) -> None:
        self.page.get_by_text(name, exact=True).locator("visible=true").first.click()

    def sees(self, text: str | re.Pattern[str]) -> None:
        expect(self.page.get_by_text(text).locator("visible=true").first).to_be_visible()

    def photograph(self, name: str) -> None:
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        self.page.wait_for_timeout(300)
        self.page.screenshot(path=SCREENSHOTS / f"miniprogram-{name}.png", full_page=True)

    def add_parent_in_guangzhou(self) -> None:
        self.tap("添加第一位家人")
        for title in ("隐私说明", "家人参保资料的单独同意"):
            self.sees(title)
            self.tap("同意")
        self.tap("爸爸或妈妈")
        self.tap("下一步")
        self.page.get_by_label("城市名").fill("广州")
        self.page.get_by_role("button", name="广州市 广东省").click()
        self.tap("老人")
        self.tap("好了")


@pytest.fixture(scope="module")
def preview(product: RunningProduct) -> RunningProduct:
    """The run on its first day, with the mini-program's preview built."""
    if READY not in product.told():
        why = next(
            line for line in product.told().splitlines() if "小程序" in line or "npm" in line
        )
        pytest.skip(why)  # the sentence names the cure
    with requests.Session() as http:
        token = re.search(r'csrfmiddlewaretoken" value="([^"]+)', http.get(product.url).text)
        assert token
        http.post(
            f"{product.url}/rehearsal/start-again", data={"csrfmiddlewaretoken": token[1]}
        ).raise_for_status()
    return product


@pytest.fixture
def phone(browser: Browser, preview: RunningProduct) -> Iterator[Phone]:
    context = browser.new_context(
        viewport=PHONE, has_touch=True, locale="zh-CN", timezone_id="Asia/Shanghai"
    )
    context.set_default_timeout(20_000)
    phone = Phone(context, preview, f"o{secrets.token_hex(8)}")
    yield phone
    context.close()
    assert phone.errors == []


def test_a_new_resident_registers_a_parent_and_tells_what_is_paid(phone: Phone) -> None:
    phone.open()
    phone.photograph("welcome")
    phone.add_parent_in_guangzhou()
    phone.sees("请填2025年度交了没有")
    phone.tap("去填 ›")
    phone.page.get_by_label("哪天交的").fill("2024-11-20")
    phone.sees("记下了，不再催您。")
    phone.page.get_by_label("返回").click()
    phone.sees("今天看病能报销")
    phone.sees("12月20日截止，还剩30天")
    phone.photograph("home")

    phone.tap("去交2026年度的钱")
    phone.sees("国家再补")
    phone.sees("粤税通")
    phone.page.get_by_label("假如哪天交").fill("2026-03-15")
    phone.sees(re.compile("要等3个月，从2026年6月15日起能报销"))
    phone.photograph("payment")
    phone.tap("今天已经交了")
    phone.sees("2026年度：已经办好")
    phone.tap("填错了，撤销")
    phone.sees("12月20日截止，还剩30天")


def test_who_does_not_agree_may_still_look_around(phone: Phone) -> None:
    phone.open()
    phone.tap("添加第一位家人")
    phone.sees("隐私说明")
    phone.tap("不同意，先看看")
    phone.sees("替一家人记着医保的日子")
    phone.open("pages/member/member")
    phone.tap("我自己")
    phone.tap("下一步")
    phone.page.get_by_label("城市名").fill("广州")
    phone.page.get_by_role("button", name="广州市 广东省").click()
    phone.tap("一般大人")
    phone.tap("好了")
    phone.sees("隐私说明")


def test_without_network_the_last_answer_stays(phone: Phone) -> None:
    phone.open()
    phone.add_parent_in_guangzhou()
    phone.sees("有1件事要办")
    phone.page.route("**/api/v1/**", lambda route: route.abort())
    phone.open()
    phone.sees("没有网络，这是2025年11月20日的情况。")
    phone.sees("妈妈")
    phone.page.evaluate("localStorage.clear()")
    phone.open()
    phone.sees("没有打开")
    phone.page.unroute("**/api/v1/**")
    phone.tap("再试一次")
    phone.sees("妈妈")


def test_the_pure_functions_hold(preview: RunningProduct) -> None:
    done = subprocess.run(
        ["npm", "run", "--silent", "test"],  # noqa: S607  the one on PATH
        cwd=ROOT / "miniprogram",
        capture_output=True,
        check=False,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
