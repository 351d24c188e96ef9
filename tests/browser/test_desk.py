"""The editing desk as editors see it, in a real Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import openpyxl
import pytest
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import Member, User
from policies.desk import passage
from policies.models import PaymentWindow, Region
from tests.browser.conftest import Window
from tests.policies.desk_staff import make_staff, page_of
from tests.policies.factories import make_contribution, make_place, make_source, make_window
from yibao_project import clock

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(scope="module", autouse=True)
def orm_beside_playwright() -> Iterator[None]:
    """Playwright keeps an event loop in this thread, in which the ORM would refuse to work."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        yield


@pytest.fixture
def server(settings: Any) -> Iterator[str]:
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False
    settings.ALLOWED_HOSTS = ["127.0.0.1"]
    running = LiveServer("127.0.0.1")
    yield running.url
    running.stop()


@pytest.fixture
def season() -> PaymentWindow:
    """Guangzhou collecting for a coverage year, with 40 families who have not paid."""
    today = clock.today()
    year = today.year + 1 if today.month >= 7 else today.year
    notice = make_source(
        "GZ-NOTICE",
        title=f"关于开展{year}年度广州市城乡居民医保集中参保缴费工作的通告",
        issuer="广州市医疗保险服务中心",
        url="https://www.gz.gov.cn/notice",
        published_on=today - timedelta(days=30),
    )
    for code in ("440300", "440106"):
        make_place(code)
    window = make_window(
        f"PW-GZ-{year}",
        coverage_year=year,
        opens_on=max(date(year - 1, 7, 1), today - timedelta(days=30)),
        closes_on=today + timedelta(days=35),
        checked_on=today - timedelta(days=120),
    )
    window.sources.set([notice])
    make_contribution(f"CS-GZ-{year - 1}", coverage_year=year - 1, individual=400)
    guangzhou = Region.objects.get(pk="440100")
    for number in range(40):
        user = User.objects.create(username=f"u{number}", openid=f"o{number}")
        Member.objects.create(
            user=user,
            nickname="本人",
            relation="self",
            region=guangzhou,
            category="ADULT" if number % 4 else "STUDENT",
        )
    return window


def log_in(window: Window, server: str, user: Any) -> Page:
    client = Client()
    client.force_login(user)
    cookie = client.cookies["sessionid"]
    window.page.context.add_cookies(
        [{"name": "sessionid", "value": cookie.value, "url": server}],
    )
    return window.page


def visit(window: Window, url: str, name: str) -> None:
    window.page.goto(url, wait_until="networkidle")
    look(window, name)


def look(window: Window, name: str) -> None:
    window.page.wait_for_timeout(600)
    window.photograph(name)
    assert not window.is_wider_than_screen(), name


def test_a_deadline_is_moved_by_two_people(
    window: Window, server: str, season: PaymentWindow
) -> None:
    writer = make_staff("小李", editor="440100")
    reviewer = make_staff("老王", reviewer="440000")
    page = log_in(window, server, writer)
    visit(window, server + page_of(season), "desk-published")
    page.get_by_role("button", name="修改（另写草稿）").click()
    expect(page.get_by_text("这是修改用的草稿")).to_be_visible()
    later = season.closes_on and season.closes_on + timedelta(days=20)
    page.fill("input[name=closes_on]", str(later))
    page.fill("input[name=original_closes_on]", str(season.closes_on))
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.get_by_role("button", name="提交复核")).to_be_visible()
    look(window, "desk-draft")
    page.get_by_role("button", name="提交复核").click()
    expect(page.get_by_text("已提交，等另一位同事复核。")).to_be_visible()

    page = log_in(window, server, reviewer)
    visit(window, server + "/admin/desk/", "desk-home")
    page.get_by_role("link", name=f"{season.code}-R2").click()
    page.get_by_role("link", name="看发布后的变化").click()
    expect(page.get_by_text("哪天会收到提醒")).to_be_visible()
    look(window, "desk-impact")
    page.get_by_role("button", name="发布", exact=True).click()
    expect(page.get_by_text("居民现在看到的就是这一条").first).to_be_visible()
    new = PaymentWindow.objects.get(replaces=season)
    assert (new.status, new.closes_on) == ("published", later)
    visit(window, server + page_of(new, "history/"), "desk-history")
    assert window.errors == []
    assert window.foreign == []


def test_a_table_with_mistakes_is_mended_and_brought_in(
    window: Window, server: str, season: PaymentWindow, tmp_path: Any
) -> None:
    page = log_in(window, server, make_staff("小李", editor="440100"))
    visit(window, server + "/admin/policies/paymentwindow/", "desk-list")
    with page.expect_download() as download:
        page.get_by_role("link", name="导出 Excel").click()
    path = tmp_path / "缴费期.xlsx"
    download.value.save_as(path)

    book = openpyxl.load_workbook(path)
    sheet = book.active
    assert sheet is not None
    heads = [cell.value for cell in sheet[1]]
    row = [cell.value for cell in sheet[2]]

    def line(**values: Any) -> list[Any]:
        return [values.get(str(head), value) for head, value in zip(heads, row, strict=True)]

    wrong = openpyxl.Workbook()
    table = wrong.active
    assert table is not None
    for values in (
        heads,
        line(截止日期="年底前"),
        line(编号="PW-SZ-1", 地区="440300", 版本=""),
        line(编号="PW-GZ-NEW", 险种="新农合", 来源="没有的来源", 版本=""),
    ):
        table.append(values)
    bad = tmp_path / "有错的表.xlsx"
    wrong.save(bad)
    page.goto(f"{server}/admin/policies/paymentwindow/import/")
    page.set_input_files("input[type=file]", bad)
    page.get_by_role("button", name="看看会怎样").click()
    expect(page.get_by_text("3 行要改")).to_be_visible()
    look(window, "desk-import-errors")

    sheet.cell(2, heads.index("缴费渠道") + 1).value = "粤省事"
    book.save(path)
    page.set_input_files("input[type=file]", path)
    page.get_by_role("button", name="看看会怎样").click()
    expect(page.get_by_text("修改草稿 1 条")).to_be_visible()
    look(window, "desk-import-preview")
    page.get_by_role("button", name="保存为草稿").click()
    expect(page.get_by_text("请逐条提交复核")).to_be_visible()
    assert PaymentWindow.objects.get(replaces=season).pay_at == "粤省事"
    assert window.errors == []
    assert window.foreign == []


def test_the_slower_editor_sees_what_the_other_changed(
    window: Window, server: str, season: PaymentWindow
) -> None:
    draft = passage.revise(season, by=make_staff("小周", editor="440100"))
    page = log_in(window, server, make_staff("小李", editor="440100"))
    page.goto(server + page_of(draft))
    draft.pay_at = "粤省事"
    passage.save_draft(
        draft,
        sources=["GZ-NOTICE"],
        by=User.objects.get(username="小周"),
        seen=draft.updated_at,
    )
    page.fill("input[name=note]", "截止日期已核对")
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.get_by_text("没有保存：您打开之后，小周在").first).to_be_visible()
    look(window, "desk-conflict")
    assert page.input_value("input[name=note]") == "截止日期已核对"
