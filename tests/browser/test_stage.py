"""The stage as a newcomer plays it, in a real Chromium against the real run."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Window
from tests.running import RunningProduct, wait_for

pytestmark = pytest.mark.browser

PAYMENT = "缴费截止提醒"
FILING = "异地备案到期提醒"


def start_again(window: Window, product: RunningProduct) -> Page:
    page = window.page
    page.goto(product.url)
    page.once("dialog", lambda question: question.accept())
    page.get_by_role("button", name="重新开始").click()
    expect(page.locator("#stage:not([inert]) .date")).to_have_text("11月20日")
    wait_for(lambda: len(product.sandbox.messages()) == 2)
    return page


def next_reminder(page: Page, day: str) -> None:
    # By keyboard: a mouse click is tried again when the button turns idle under it.
    expect(page.locator("#stage:not([inert])")).to_be_visible()
    page.get_by_role("button", name="到下一次提醒").press("Enter")
    expect(page.locator("#stage:not([inert]) .date")).to_have_text(day)


def cards(product: RunningProduct, template: str) -> list[dict[str, str]]:
    return [
        {key: field["value"] for key, field in message["data"].items()}
        for message in product.sandbox.messages()
        if message["template"] == template
    ]


def test_a_season_is_played_to_its_end(window: Window, product: RunningProduct) -> None:
    page = start_again(window, product)
    phone = page.frame_locator("#phone")
    expect(phone.get_by_text(PAYMENT).first).to_be_visible()
    expect(phone.get_by_text("老公、朵朵").first).to_be_visible()
    assert cards(product, PAYMENT)[0]["thing1"] == "老公、朵朵"
    assert cards(product, FILING)[0]["thing1"] == "外婆"

    if page.locator("#app").count():  # where Node.js built the mini-program
        card = phone.locator(".card").filter(has_text="老公、朵朵")
        card.get_by_role("button", name="进入小程序查看").click()
        app = page.frame_locator("#app")
        expect(app.get_by_role("heading", name="提醒")).to_be_visible()
        expect(app.get_by_text("居民医保 12月20日截止", exact=True)).to_be_visible()
        expect(app.get_by_text("老公：去交2026年度的钱")).to_be_visible()

    page.get_by_role("button", name="把老公标记为已缴").click()
    expect(page.get_by_role("button", name="撤销老公的缴费")).to_be_visible()

    next_reminder(page, "11月27日")
    wait_for(lambda: len(cards(product, FILING)) == 2)
    next_reminder(page, "12月3日")
    wait_for(lambda: len(cards(product, FILING)) == 3)
    next_reminder(page, "12月13日")
    wait_for(lambda: len(cards(product, PAYMENT)) == 2)
    assert cards(product, PAYMENT)[1]["thing1"] == "朵朵"
    expect(phone.get_by_text("12月13日 周六")).to_be_visible()
    expect(page.locator(".told li").first).to_contain_text(re.compile("已发.*还有7天时发出", re.S))
    window.photograph("stage-in-december")

    page.get_by_role("button", name="把朵朵标记为已缴").click()
    expect(page.get_by_role("button", name="到下一次提醒")).to_contain_text("3月5日")
    for day in ("12月14日", "12月15日"):
        page.get_by_role("button", name="往后一天").press("Enter")
        expect(page.locator("#stage:not([inert]) .date")).to_have_text(day)
    assert len(product.sandbox.messages()) == 5
    assert window.errors == []


def test_taking_a_payment_back_brings_the_reminders_back(
    window: Window, product: RunningProduct
) -> None:
    page = start_again(window, product)
    for name in ("老公", "朵朵"):
        page.get_by_role("button", name=f"把{name}标记为已缴").click()
        expect(page.get_by_role("button", name=f"撤销{name}的缴费")).to_be_visible()
    page.get_by_role("button", name="撤销朵朵的缴费").click()
    expect(page.get_by_role("button", name="把朵朵标记为已缴")).to_be_visible()
    for day in ("11月27日", "12月3日", "12月13日"):
        next_reminder(page, day)
    wait_for(lambda: len(cards(product, PAYMENT)) == 2)
    assert cards(product, PAYMENT)[1]["thing1"] == "朵朵"


def test_pages_fit_their_window_and_stay_at_home(window: Window, product: RunningProduct) -> None:
    start_again(window, product)
    password = (product.var / "admin-password").read_text()
    page = window.page
    pages = {
        "start": product.url,
        "phones": product.sandbox.url,
        "api-docs": f"{product.url}/api/docs/",
        "admin-login": f"{product.url}/admin/",
        "admin-home": f"{product.url}/admin/",
        "admin-windows": f"{product.url}/admin/policies/paymentwindow/",
        "admin-window": f"{product.url}/admin/policies/paymentwindow/?q=PW-GZ-2026-O",
        "admin-reminders": f"{product.url}/admin/reminders/reminder/",
        "admin-reminder": f"{product.url}/admin/reminders/reminder/",
    }
    for name, url in pages.items():
        page.goto(url, wait_until="networkidle" if "admin" in name else "load")
        if name == "admin-home" and page.locator("input[name=password]").count():
            page.fill("input[name=username]", "admin")
            page.fill("input[name=password]", password)
            page.locator("button[type=submit]").first.click()
            page.wait_for_load_state("networkidle")
        if name in ("admin-window", "admin-reminder"):
            page.locator("#result_list a[href*='/change/']").first.click()
            page.wait_for_load_state("networkidle")
        page.wait_for_timeout(1200)
        window.photograph(name)
        assert not window.is_wider_than_screen(), name
    assert window.foreign == []
    assert window.errors == []
