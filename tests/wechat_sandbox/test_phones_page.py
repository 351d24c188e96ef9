from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser import chromium
from tests.sandbox import RunningSandbox
from tests.wechat_sandbox.caller import DATA, PAYMENT, Caller

FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
)

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = chromium.find()
    if path is None:
        pytest.skip(chromium.CURE)  # the sentence names what to install
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS.split())
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda message: problems.append(message.text))
    yield page
    page.close()
    assert problems == []


def test_a_phone_without_notices_says_so(
    page: Page, sandbox: RunningSandbox, wang_fang: str
) -> None:
    page.goto(sandbox.url)
    expect(page.get_by_role("heading", name="王芳的手机")).to_be_visible()
    expect(page.get_by_text("还没有收到服务通知")).to_be_visible()


def test_without_residents_the_page_says_how_phones_come(
    page: Page, sandbox: RunningSandbox
) -> None:
    page.goto(sandbox.url)
    expect(page.get_by_text("还没有居民的手机")).to_be_visible()


def test_an_unknown_phone_says_so(page: Page, sandbox: RunningSandbox) -> None:
    page.goto(f"{sandbox.url}/phones/nobody")
    expect(page.get_by_text("没有找到这部手机。")).to_be_in_viewport()


def test_a_notice_arrives_without_reload_and_is_drawn_as_wechat_draws_it(
    page: Page, wechat: Caller, sandbox: RunningSandbox, wang_fang: str
) -> None:
    sandbox.control("display-time", {"iso": "2025-11-20T09:00:00"})
    page.goto(f"{sandbox.url}/phones/{wang_fang}")
    expect(page.get_by_text("11月20日 周四")).to_be_visible()
    page.get_by_role("button", name="允许一次提醒").click()
    expect(page.get_by_text("还可收 1 次：医保缴费提醒、备案到期提醒")).to_be_visible()
    assert wechat.send(wang_fang)["errcode"] == 0
    card = page.locator(".card")
    expect(card).to_contain_text("医保提醒")
    expect(card.get_by_role("heading", name="医保缴费提醒")).to_be_visible()
    assert card.locator("dt").all_inner_texts() == ["参保人", "截止日期"]
    assert card.locator("dd").all_inner_texts() == ["王芳", "2025-12-20"]
    expect(card.get_by_text("进入小程序查看")).to_be_visible()
    expect(page.locator(".sent-at")).to_have_text("09:00")


def test_yesterdays_notice_says_yesterday_when_the_date_moves_on(
    page: Page, wechat: Caller, sandbox: RunningSandbox, wang_fang: str
) -> None:
    sandbox.control("display-time", {"iso": "2025-11-20T09:00:00"})
    sandbox.answer(wang_fang, {PAYMENT: "accept"})
    wechat.send(wang_fang, page="")
    page.goto(sandbox.url)
    expect(page.locator(".sent-at")).to_have_text("09:00")
    expect(page.get_by_text("进入小程序查看")).to_be_hidden()
    sandbox.control("display-time", {"iso": "2025-11-21T09:00:00"})
    expect(page.locator(".sent-at")).to_have_text("昨天 09:00")
    sandbox.control("display-time", {"iso": "2026-01-02T09:00:00"})
    expect(page.locator(".sent-at")).to_have_text("2025年11月20日 09:00")


def test_the_newest_notice_is_in_view(
    page: Page, wechat: Caller, sandbox: RunningSandbox, wang_fang: str
) -> None:
    page.goto(sandbox.url)
    for day in range(1, 7):
        sandbox.answer(wang_fang, {PAYMENT: "accept"})
        wechat.send(wang_fang, data={**DATA, "date2": {"value": f"2025-12-{day:02}"}})
    expect(page.locator(".card")).to_have_count(6)
    expect(page.locator(".card").last).to_contain_text("2025-12-06")
    expect(page.locator(".card").last).to_be_in_viewport(ratio=1)


def test_refusing_on_the_phone_takes_the_grants_away(
    page: Page, wechat: Caller, sandbox: RunningSandbox, wang_fang: str
) -> None:
    sandbox.answer(wang_fang, {PAYMENT: "accept"})
    page.goto(sandbox.url)
    page.get_by_role("button", name="拒收").click()
    expect(page.get_by_text("现在没有可用的提醒次数")).to_be_visible()
    assert wechat.send(wang_fang)["errcode"] == 43101


def test_after_a_reset_the_page_starts_anew(
    page: Page, sandbox: RunningSandbox, wang_fang: str
) -> None:
    page.goto(sandbox.url)
    expect(page.locator(".phone")).to_have_count(1)
    sandbox.reset()
    expect(page.locator(".phone")).to_have_count(0)
    sandbox.add_user("李明")
    expect(page.get_by_role("heading", name="李明的手机")).to_be_visible()


def test_text_from_outside_is_never_markup(
    page: Page, wechat: Caller, sandbox: RunningSandbox
) -> None:
    openid = sandbox.add_user("<b>王</b>")
    sandbox.answer(openid, {PAYMENT: "accept"})
    wechat.send(openid, data={**DATA, "thing1": {"value": "<img src=x>"}})
    page.goto(sandbox.url)
    expect(page.get_by_text("<img src=x>")).to_be_visible()
    expect(page.get_by_role("heading", name="<b>王</b>的手机")).to_be_visible()


@pytest.mark.parametrize(("width", "columns"), [(390, 1), (1280, 3)])
def test_phones_stand_side_by_side_where_there_is_room(
    page: Page, sandbox: RunningSandbox, width: int, columns: int
) -> None:
    for name in ("王芳", "李明", "赵蕾"):
        sandbox.add_user(name)
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(sandbox.url)
    expect(page.locator(".phone")).to_have_count(3)
    tops = [box["y"] for phone in page.locator(".phone").all() if (box := phone.bounding_box())]
    assert tops.count(tops[0]) == columns
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_more_phones_than_fit_the_page_are_counted(page: Page, sandbox: RunningSandbox) -> None:
    for _ in range(15):
        sandbox.add_user()
    page.goto(sandbox.url)
    expect(page.locator(".phone")).to_have_count(12)
    expect(page.get_by_text("另外还有 3 部手机没有画出来")).to_be_visible()
