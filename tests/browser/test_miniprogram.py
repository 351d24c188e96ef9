"""The mini-program's own pages as a resident uses them: Chromium, the real run, one phone each."""

from __future__ import annotations

import json
import re
import secrets
import subprocess
import time
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
import requests
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, ViewportSize, expect

from rehearsal.demo import OPENID
from tests.browser.conftest import SCREENSHOTS
from tests.running import ROOT, RunningProduct, wait_for

pytestmark = pytest.mark.browser

PHONE = ViewportSize(width=390, height=844)
# The mini-program takes taps as quick as this on one spot for one tap.
TREMBLE_SECONDS = 0.35
SEND = "/cgi-bin/message/subscribe/send"
READY = "小程序预览已就绪"
CHANGED_MEANWHILE = (
    "这一项刚刚改过，可能是家里别的手机改的。现在显示的是最新的，请看一看，要改再改。"
)
AUNT = {
    "nickname": "小姨",
    "relation": "other",
    "region": "440100",
    "scheme": "FLEXIBLE",
    "category": "FLEX",
}


class Phone:
    """A resident's phone with the mini-program open; notes what went wrong in it."""

    def __init__(self, context: BrowserContext, product: RunningProduct, openid: str) -> None:
        self.page: Page = context.new_page()
        self.url = f"{product.url}/rehearsal/miniprogram/"
        self.belongs_to(openid)
        self.errors: list[str] = []
        self.tapped_at = 0.0
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", self._note)

    def _note(self, message: ConsoleMessage) -> None:
        # A refused request is told to the resident; here only what the pages themselves get wrong counts.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.errors.append(message.text)

    def belongs_to(self, openid: str) -> None:
        """From the next `open` on."""
        self.openid = openid
        self.home = f"{self.url}?phone={openid}"

    def open(self, page: str = "") -> None:
        self.page.goto("about:blank")
        self.page.goto(f"{self.home}#/{page}" if page else self.home)
        self.page.wait_for_selector("wx-page", state="attached")

    def tap(self, name: str | re.Pattern[str]) -> None:
        time.sleep(max(0.0, self.tapped_at + TREMBLE_SECONDS - time.monotonic()))
        self.page.get_by_text(name, exact=True).locator("visible=true").first.click()
        self.tapped_at = time.monotonic()

    def tap_twice(self, name: str, *, asking: str) -> int:
        """Tap with an unsteady hand; returns how often the server was asked for it."""
        asked: list[str] = []
        self.page.on("request", lambda request: asked.append(f"{request.method} {request.url}"))
        self.page.get_by_text(name, exact=True).locator("visible=true").first.dblclick()
        self.page.wait_for_load_state("networkidle")
        return sum(bool(re.search(asking, each)) for each in asked)

    def finds(self, text: str, *, on: str) -> bool:
        """Whether the page `on` says so at this moment."""
        self.go(on)
        return self.page.get_by_text(text).count() > 0

    def asks_on_coming_back(self) -> int:
        """How often the server is asked for the family, by a phone that knows them already."""
        asked: list[str] = []
        self.page.on("request", lambda request: asked.append(request.url))
        self.open()
        self.page.wait_for_load_state("networkidle")
        return sum(bool(re.search("/api/v1/(?!auth/)", each)) for each in asked)

    def go(self, page: str) -> None:
        """To another page without starting anew."""
        self.page.evaluate("url => wx.reLaunch({ url: '/' + url })", page)
        self.page.wait_for_load_state("networkidle")
        expect(self.page.get_by_label("正在打开")).to_have_count(0)

    def sees(self, text: str | re.Pattern[str]) -> None:
        expect(self.page.get_by_text(text).locator("visible=true").first).to_be_visible()

    def is_told_why(self, name: str | re.Pattern[str], *, sure: str) -> None:
        """A date leads to its rule, the notice with its day, how sure it is, and 报错; and back."""
        self.tap(name)
        self.sees("依据")
        self.sees(sure)
        self.sees(re.compile(r"\d{4}-\d{2}"))
        self.sees("这里写错了，告诉我们")
        self.page.get_by_label("返回").click()

    def opens_card(self, product: RunningProduct) -> None:
        """Taps the newest card among WeChat's messages."""
        self.page.goto(f"{product.sandbox.url}/phones/{self.openid}")
        with self.page.expect_popup() as opened:
            self.page.get_by_role("button", name="进入小程序查看").first.click()
        self.page = opened.value

    def member_id(self) -> int:
        """The only one of the family."""
        members = self.page.evaluate("wx.getStorageSync('household').members")
        return int(members[0]["id"])

    def elsewhere(self, method: str, path: str, told: Mapping[str, object]) -> dict[str, Any]:
        """The same resident, on another phone."""
        code = self.page.evaluate("wx.login().then(({ code }) => code)")
        api = self.url.removesuffix("/rehearsal/miniprogram/") + "/api/v1"
        access = requests.post(f"{api}/auth/login", json={"code": code}, timeout=10).json()
        headers = {"Authorization": f"Bearer {access['access']}"}
        answer = requests.request(method, api + path, json=told, headers=headers, timeout=10)
        answer.raise_for_status()
        return dict(answer.json())

    def photograph(self, name: str) -> None:
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        self.page.wait_for_timeout(300)
        # As tall as the page, so that the tabs below lie over nothing.
        tall = max(PHONE["height"], self.page.evaluate("document.documentElement.scrollHeight"))
        self.page.set_viewport_size({**PHONE, "height": tall})
        self.page.screenshot(path=SCREENSHOTS / f"miniprogram-{name}.png")
        self.page.set_viewport_size(PHONE)

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


def on_stage(product: RunningProduct, what: str, **told: str) -> None:
    """Press a button of the stage."""
    with requests.Session() as http:
        token = re.search(r'csrfmiddlewaretoken" value="([^"]+)', http.get(product.url).text)
        assert token
        http.post(
            f"{product.url}/rehearsal/{what}", data={"csrfmiddlewaretoken": token[1], **told}
        ).raise_for_status()


def advance_to(product: RunningProduct, day: str) -> None:
    """From one day with something to tell to the next, to `day`."""
    while product.get("/rehearsal/state").json()["date"] < day:
        on_stage(product, "advance", to="next")


@pytest.fixture
def preview(product: RunningProduct) -> RunningProduct:
    """The run on its first day, with the mini-program's preview built."""
    if READY not in product.told():
        why = next(
            line for line in product.told().splitlines() if "小程序" in line or "npm" in line
        )
        pytest.skip(why)  # the sentence names the cure
    on_stage(product, "start-again")
    return product


@pytest.fixture
def phone(browser: Browser, preview: RunningProduct) -> Iterator[Phone]:
    context = browser.new_context(
        viewport=PHONE, has_touch=True, locale="zh-CN", timezone_id="Asia/Shanghai"
    )
    context.set_default_timeout(60_000)
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
    phone.is_told_why("为什么是那一天 ›", sure="权威转述")
    phone.is_told_why("为什么是这个日子和钱数 ›", sure="官方原文，可以放心")
    phone.photograph("payment")
    assert phone.tap_twice("今天已经交了", asking="PUT .*/enrolments/2026$") == 1
    phone.sees("2026年度：已经办好")
    phone.tap("填错了，撤销")
    phone.sees("12月20日截止，还剩30天")
    phone.elsewhere("PUT", f"/members/{phone.member_id()}/enrolments/2026", {"exempt": True})
    phone.tap("今天已经交了")
    phone.sees(CHANGED_MEANWHILE)
    phone.sees("2026年度：已经办好")
    phone.tap("填错了，撤销")
    phone.sees("12月20日截止，还剩30天")

    phone.tap("以前断过？填一下，算得更准 ›")
    phone.page.get_by_role("button", name="2024年度没交").click()
    phone.sees("没有交")
    phone.page.get_by_label("2024年度哪天交的").fill("2023-11-02")
    phone.sees("2023年11月2日交的")
    paid = {"paid_on": "2022-11-03"}
    phone.elsewhere("PUT", f"/members/{phone.member_id()}/enrolments/2023", paid)
    phone.page.get_by_role("button", name="2023年度没交").click()
    phone.sees(CHANGED_MEANWHILE)
    phone.sees("2022年11月3日交的")
    phone.tap("好了")
    phone.sees("晚些交会怎样？")

    phone.go("pages/guides/guides")
    expect(phone.page.get_by_text("灵活就业怎么参保")).to_have_count(0)
    phone.tap("怎么缴费")
    phone.sees(re.compile("按这位家人说：妈妈 · 广州市 · 城乡居民医保"))
    phone.sees("广东省 广州市的规定")
    phone.is_told_why("依据哪里的规定 ›", sure="权威转述")
    phone.tap("去交2026年度的钱")
    phone.sees("12月20日截止，还剩30天")

    aunt = phone.elsewhere("POST", "/members", AUNT)["id"]
    phone.elsewhere("PUT", f"/members/{aunt}/debit-plan", {"day": 20, "since": "2025-10"})
    phone.go(f"pages/why/why?member={aunt}")
    phone.tap("怎么交、交了没有")
    phone.sees(re.compile("每月20号扣"))
    phone.elsewhere("PUT", f"/members/{aunt}/debit-plan", {"day": 25, "since": "2025-10"})
    phone.page.get_by_label("每月几号扣款").select_option("每月10号")
    phone.sees(CHANGED_MEANWHILE)
    phone.sees(re.compile("每月25号扣"))


def test_a_poster_brings_its_place_and_a_newborn_is_registered(phone: Phone) -> None:
    phone.open("pages/home/home?scene=r%3D440100")
    phone.sees("广州市的参保地已经替您选好了。")
    phone.tap("添加第一位家人")
    for title in ("隐私说明", "家人参保资料的单独同意"):
        phone.sees(title)
        phone.tap("同意")
    phone.tap("孩子")
    phone.tap("下一步")
    phone.sees("在哪里交医保？")
    phone.tap("下一步")
    phone.tap("刚出生的宝宝")
    phone.page.get_by_label("出生日期").fill("2025-11-05")
    phone.tap("好了")
    phone.sees("不满十四周岁")
    phone.tap("同意")
    phone.tap("给宝宝参保交钱")
    phone.sees("在哪里交")


def test_who_does_not_agree_may_still_look_around(phone: Phone) -> None:
    phone.open()
    phone.tap("添加第一位家人")
    phone.sees("隐私说明")
    phone.tap("不同意，先看看")
    phone.sees("替一家人记着医保的日子")
    phone.go("pages/sources/sources")
    phone.page.evaluate(PRIVACY_REFUSED)
    phone.tap("复制网址")
    phone.sees(re.compile("您没有同意微信的《小程序隐私保护指引》，所以没有复制。别的都能照常用"))
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
    assert phone.asks_on_coming_back() <= 1
    phone.page.route("**/api/v1/**", lambda route: route.fulfill(status=500, body="oops"))
    someone = dict.fromkeys(("filed", "unpaid", "monthly", "inbox"), phone.member_id())
    for name, query in LATER.items():
        phone.go(f"pages/{name}/{name}{query.format(**someone)}")
        said = phone.page.locator("wx-page:not([hidden])").inner_text()
        assert len(said) > 20, name  # never blank, and no error that nobody caught
    phone.page.unroute("**/api/v1/**")
    phone.page.route("**/api/v1/**", lambda route: route.abort())
    phone.open()
    phone.sees("没有网络，这是2025年11月20日的情况。")
    phone.tap("去填 ›")
    phone.sees("没有网络，这是2025年11月20日的情况。")
    phone.page.unroute("**/api/v1/**")
    phone.page.route("**/api/v1/status", lambda route: route.fulfill(status=500, body="oops"))
    phone.open()
    phone.sees("服务器暂时没有回答，这是2025年11月20日的情况。")
    phone.sees("妈妈")
    phone.page.route("**/api/v1/**", lambda route: route.abort())
    phone.page.evaluate("localStorage.clear()")
    phone.open()
    phone.sees("没有打开")
    phone.page.unroute("**/api/v1/**")
    phone.page.unroute("**/api/v1/status")
    phone.tap("再试一次")
    phone.sees("妈妈")


def test_a_reminder_allowed_in_the_app_arrives_and_opens_its_page(
    phone: Phone, preview: RunningProduct
) -> None:
    phone.open()
    phone.add_parent_in_guangzhou()
    phone.tap("提醒")
    phone.tap("同意接收提醒")
    phone.sees("接收提醒的同意")
    phone.tap("同意")
    phone.sees("缴费截止提醒：还没有次数")
    phone.tap("让微信多提醒一次")
    phone.page.get_by_role("button", name="拒绝").click()
    phone.sees("没有允许也没关系，到日子在这里看得到。")
    for left in ("1", "2", "3", "[43]"):  # of what this household lacks most; the fourth sends
        phone.tap("让微信多提醒一次")
        if left == "[43]":
            phone.page.get_by_label("总是保持以上选择").check()
        phone.page.get_by_role("button", name="允许", exact=True).click()
        phone.sees(re.compile(f"缴费截止提醒：还能收{left}次"))
    phone.sees(re.compile("缴费截止提醒：还能收[43]次，您选了总是允许"))
    phone.photograph("reminders")
    phone.is_told_why(re.compile("妈妈：缴费截止"), sure="官方原文，可以放心")
    with phone.page.expect_request("**/calendar/phone") as asked:
        phone.tap("把日子记进手机日历")
    assert "code" in (asked.value.post_data or "")  # so that the calendar has a way back
    phone.sees(re.compile("[1-9]个日子记进手机日历了"))

    wait_for(lambda: bool(preview.sandbox.messages(phone.openid)))
    on_stage(preview, "advance", to="day")
    phone.opens_card(preview)
    phone.sees(re.compile("12月20日截止"))
    phone.photograph("reminder")
    phone.is_told_why("为什么是这一天 ›", sure="官方原文，可以放心")
    phone.tap("看看全家的情况")
    phone.sees("今天是11月21日 星期五")

    # WeChat takes no more for this phone, whatever was allowed: the app tells it, with the cure.
    preview.sandbox.fault(SEND, "errcode", errcode=43101)
    advance_to(preview, "2025-12-13")
    turned_away = "上一条提醒，微信没让我们送"
    wait_for(lambda: phone.finds(turned_away, on="pages/reminders/reminders"))
    phone.sees("缴费截止提醒：还没有次数")
    phone.photograph("turned-away")
    phone.tap(re.compile("微信没让送，只在这里"))
    phone.sees("这一条微信没让我们送")
    phone.tap("让微信以后再提醒")
    preview.sandbox.clear_faults()
    phone.tap("让微信多提醒一次")
    phone.page.get_by_role("button", name="允许", exact=True).click()
    phone.sees(re.compile("缴费截止提醒：还能收1次"))
    expect(phone.page.get_by_text(turned_away)).to_have_count(0)
    advance_to(preview, "2025-12-19")
    wait_for(lambda: len(preview.sandbox.messages(phone.openid)) == 2)

    phone.opens_card(preview)
    phone.tap(re.compile("^妈妈：去交2026年度的钱"))
    phone.tap("今天已经交了")
    phone.sees("2026年度：已经办好")
    assert not phone.finds("妈妈：缴费截止", on="pages/reminders/reminders")
    on_stage(preview, "advance", to="day")
    assert len(preview.sandbox.messages(phone.openid)) == 2


def test_a_filing_is_found_filed_ends_is_renewed_and_forgotten_with_everything_else(
    phone: Phone, preview: RunningProduct
) -> None:
    phone.open()
    phone.add_parent_in_guangzhou()
    phone.sees("有1件事要办")
    member = phone.member_id()
    phone.open(f"pages/filing/filing?member={member}")
    for number, answer in enumerate(("不是", "没有", "长住", "不是"), start=1):
        phone.sees(re.compile(f"第 {number} 问，最多 4 问"))
        phone.tap(answer)
    phone.page.get_by_label("城市名").fill("西安")
    phone.page.get_by_role("button", name="西安市 陕西省").click()
    phone.sees("要办的是：异地长期居住人员")
    phone.sees("国家异地就医备案")
    phone.photograph("filing")
    phone.page.get_by_label("到哪天").fill("2025-12-10")
    assert phone.tap_twice("记下来", asking="POST .*/filings$") == 1
    phone.sees("去西安市看病的备案：快到期")
    phone.page.get_by_label("哪天住院").fill("2025-12-01")
    phone.sees(re.compile("12月1日住院："))
    phone.tap("为什么能报、不能报 ›")
    phone.sees("12月1日住院，能不能报")
    phone.sees(re.compile("还没有查到当地的规定"))
    phone.page.get_by_label("返回").click()
    phone.tap("为什么是这一天 ›")
    phone.sees("这一天是您自己填的，没有公告。")
    advance_to(preview, "2025-12-13")
    phone.open(f"pages/filing/filing?member={member}")
    phone.sees("去西安市看病的备案：已过期")
    phone.tap("续办或再办一个")
    for answer in ("不是", "没有", "临时去"):
        phone.tap(answer)
    phone.page.get_by_label("城市名").fill("西安")
    phone.page.get_by_role("button", name="西安市 陕西省").click()
    phone.sees("要办的是：其他临时外出就医人员")
    phone.tap("记下来")
    phone.sees("去西安市看病的备案：有效")
    phone.is_told_why("为什么是这一天 ›", sure="官方原文，可以放心")
    (renewed,) = phone.page.evaluate(FILINGS_IN_FORCE)
    phone.elsewhere("PATCH", f"/filings/{renewed}", {"ends_on": "2026-05-31"})
    phone.tap("这个备案不用了")
    phone.page.get_by_role("button", name="不用了", exact=True).click()
    phone.sees(CHANGED_MEANWHILE)
    phone.sees("2026年5月31日到期")

    phone.open(f"pages/member/member?id={member}")
    phone.tap("删除妈妈")
    phone.page.get_by_role("button", name="删除", exact=True).click()
    phone.sees("已删除妈妈")
    phone.sees("替一家人记着医保的日子")
    phone.photograph("deleted")
    phone.tap("撤销")
    phone.sees("妈妈回来了，填过的都在。")
    phone.sees("去西安市看病的备案")
    phone.open(f"pages/member/member?id={member}")
    phone.tap("删除妈妈")
    phone.page.get_by_role("button", name="删除", exact=True).click()
    phone.sees("已删除妈妈")
    phone.tap("我的")
    phone.sees("2026年1月12日前能找回来")
    phone.tap("彻底删除")
    phone.page.get_by_role("button", name="彻底删除", exact=True).click()
    expect(phone.page.get_by_text("删除的家人")).to_have_count(0)

    phone.tap("注销，全部删除")
    phone.page.get_by_role("button", name="全部删除", exact=True).click()
    phone.sees("替一家人记着医保的日子")
    left = phone.page.evaluate(f"JSON.parse(localStorage['{phone.openid}/household'])")
    assert left["members"] == []


def test_questions_are_answered_and_sums_worked_out(phone: Phone) -> None:
    phone.open("pages/guides/guides")
    phone.page.get_by_label("问题").fill("断缴两年要等多久")
    phone.tap("断了两年，再交要等多久？")
    phone.sees(re.compile("依据：.*（权威转述）"))
    phone.page.get_by_label("返回").click()
    phone.tap("收到可疑的短信、电话？")
    phone.sees("不会发短信让您点链接")
    phone.sees("上当了，打 96110")
    phone.page.get_by_label("返回").click()
    phone.tap("断了几年，现在交几号能报")
    phone.page.get_by_label("哪天交的，或打算哪天交").fill("2026-11-01")
    phone.page.get_by_label("前面连着几年没交").fill("2")
    phone.page.get_by_label("城市名").fill("广州")
    phone.page.get_by_role("button", name="广州市 广东省").click()
    phone.page.get_by_role("button", name="算一算").click()
    phone.sees(re.compile("2027年5月1日起能报销"))
    phone.is_told_why("为什么，写错了告诉我们 ›", sure="官方原文，可以放心")
    phone.photograph("calculator")
    phone.open("pages/guides/guides")
    phone.tap("住院大概报多少，去外地少报多少")
    phone.page.get_by_role("button", name="算一算").click()
    phone.sees("请先填：在哪里看。")
    phone.page.get_by_label("在哪里看").select_option("自己去外地，备了案")
    for label, told in (
        ("能报的费用一共多少元", "10000"),
        ("起付线多少元", "1000"),
        ("报百分之几", "70"),
        ("城市名", "广州"),
    ):
        phone.page.get_by_label(label).fill(told)
    phone.page.get_by_role("button", name="广州市 广东省").click()
    phone.page.get_by_role("button", name="算一算").click()
    phone.sees(re.compile("异地少报20个百分点，估计能报4500元"))
    phone.photograph("calculator-away")
    phone.open("pages/guides/guides")
    phone.tap("别的算法（还有7种）")
    phone.tap("离职了，最晚哪天接上")
    phone.page.get_by_label("单位交到哪个月").fill("2025-09")
    phone.page.get_by_label("城市名").fill("广州")
    phone.page.get_by_role("button", name="广州市 广东省").click()
    phone.page.get_by_role("button", name="算一算").click()
    phone.sees(re.compile("最晚2025年12月31日"))
    phone.photograph("calculator-left")


# Every page, and how to come to something worth seeing: {filed} has a filing, {unpaid} has still to
# pay, {monthly} pays by the month, {inbox} is a reminder.
FIRST_VISIT = {"home": "", "consent": "?purposes=privacy", "member": ""}
LATER = {
    "home": "",
    "reminders": "",
    "guides": "",
    "me": "",
    "member": "?id={filed}",
    "why": "?member={filed}&about=year-2026",
    "payment": "?member={unpaid}&year=2026",
    "years": "?member={unpaid}",
    "traces": "?member={filed}",
    "monthly": "?member={monthly}",
    "filing": "?member={filed}",
    "reminder": "?id={inbox}",
    "manner": "",
    "guide": "?slug=newborn",
    "answer": "?slug=pay-when",
    "safety": "",
    "calculator": "?rule=rejoin_wait",
    "export": "",
    "sources": "",
}


def test_every_page_is_looked_at() -> None:
    app = json.loads((ROOT / "miniprogram/miniprogram/app.json").read_text())
    assert {page.split("/")[1] for page in app["pages"]} == {*FIRST_VISIT, *LATER}


@pytest.mark.parametrize("look", ["light", "dark", "elder"])
def test_every_page_is_readable_for_everybody(
    look: str, phone: Phone, preview: RunningProduct
) -> None:
    """axe-core finds nothing serious; in 长辈版 words and whatever is tapped are larger."""
    phone.page.emulate_media(color_scheme="dark" if look == "dark" else "light")
    for name, query in FIRST_VISIT.items():
        if name == "home":
            phone.open()
            enlarge(phone, look)
        phone.go(f"pages/{name}/{name}{query}")
        check(phone, f"first-{name}", look)
    wait_for(lambda: bool(preview.sandbox.messages(OPENID)))
    phone.belongs_to(OPENID)
    phone.open()
    enlarge(phone, look)
    phone.go("pages/home/home")
    phone.sees("外婆")
    found = phone.page.evaluate(WHAT_IS_THERE)
    for name, query in LATER.items():
        phone.go(f"pages/{name}/{name}{query.format(**found)}")
        check(phone, name, look)


def enlarge(phone: Phone, look: str) -> None:
    """By the switch of 长辈版; a font of WeChat that is larger still counts as well."""
    if look != "elder":
        return
    phone.go("pages/me/me")
    phone.tap("长辈版")
    expect(phone.page.get_by_role("switch", name="长辈版")).to_be_checked()
    assert phone.page.evaluate(SCALE) == "1.35"
    phone.page.evaluate("window.__wx = { base: { fontSizeScaleFactor: 1.75 } }")
    phone.go("pages/home/home")
    assert phone.page.evaluate(SCALE) == "1.75"
    phone.page.evaluate("window.__wx = {}")


def check(phone: Phone, name: str, look: str) -> None:
    phone.photograph(f"{name}-{look}")
    if not phone.page.evaluate("'axe' in window"):
        phone.page.evaluate((ROOT / "miniprogram/node_modules/axe-core/axe.min.js").read_text())
    found = phone.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    assert "color-contrast" in {each["id"] for each in found["passes"]}, name
    assert [
        (name, each["id"], each["nodes"][0]["html"])
        for each in found["violations"]
        if each["impact"] in ("serious", "critical")
    ] == []
    shared = phone.page.evaluate(
        "JSON.stringify(getCurrentPages().at(-1).onShareAppMessage?.() ?? {})"
    )
    assert not re.search("外婆|妈妈|朵朵|小宝|表姐|member|reminder|[?&]id=", shared), name
    least = 60 if look == "elder" else 48
    assert phone.page.evaluate(TOO_SMALL, least) == [], name
    if look == "elder":
        assert phone.page.evaluate(SMALLEST_TEXT) >= 18, name


WHAT_IS_THERE = """async () => {
    const { members } = wx.getStorageSync('household')
    const { code } = await wx.login()
    const asked = (path, how) => fetch('/api/v1' + path, how).then((answer) => answer.json())
    const { access } = await asked('/auth/login', {
        method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ code }) })
    const headers = { authorization: `Bearer ${access}`, 'content-type': 'application/json' }
    const aunt = { nickname: '小姨', relation: 'other', region: '440100', scheme: 'FLEXIBLE', category: 'FLEX' }
    const { id: monthly } = await asked('/members', { method: 'POST', headers, body: JSON.stringify(aunt) })
    const plan = JSON.stringify({ day: 20, since: '2025-10' })
    await asked(`/members/${monthly}/debit-plan`, { method: 'PUT', headers, body: plan })
    const cousin = JSON.stringify({ ...aunt, nickname: '表姐' })
    const { id: gone } = await asked('/members', { method: 'POST', headers, body: cousin })
    await fetch(`/api/v1/members/${gone}`, { method: 'DELETE', headers })
    const inbox = await asked('/reminders', { headers })
    const called = (name) => members.find(({ nickname }) => nickname === name).id
    return { filed: called('外婆'), unpaid: called('老公'), monthly, inbox: inbox.results[0].id }
}"""
FILINGS_IN_FORCE = """wx.getStorageSync('household').members[0].filings
    .filter(({ state }) => state === 'valid').map(({ id }) => id)"""
PRIVACY_REFUSED = """window.__wx = { async setClipboardData() {
    throw { message: 'privacy permission is not authorized', details: { errno: 104 } } } }"""
SMALLEST_TEXT = """Math.min(...[...document.querySelectorAll('wx-page *')]
    .filter((e) => e.offsetParent && [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()))
    .map((e) => parseFloat(getComputedStyle(e).fontSize)))"""
TOO_SMALL = """(least) => [...document.querySelectorAll(
    'button, input, select, [role=button], [role=radio], [role=switch]')]
    .filter((e) => e.closest('wx-page') && e.offsetParent && !e.closest('[aria-hidden]'))
    .map((e) => [e.ariaLabel || e.textContent, e.getBoundingClientRect()])
    .filter(([, { width, height }]) => Math.min(width, height) < least)
    .map(([name, { width, height }]) => `${name}: ${width} x ${height}`)"""
SCALE = "getComputedStyle(document.querySelector('wx-page')).getPropertyValue('--scale')"


def test_the_pure_functions_hold() -> None:
    if not (ROOT / "miniprogram/node_modules").exists():
        pytest.skip("没有装小程序的 npm 包，请在 miniprogram/ 里执行 npm ci。")  # names the cure
    done = subprocess.run(
        ["npm", "run", "--silent", "test"],  # noqa: S607  the one on PATH
        cwd=ROOT / "miniprogram",
        capture_output=True,
        check=False,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
