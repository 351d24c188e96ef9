"""What publishing would change, before anything is published."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.db import connection
from django.utils import timezone

from accounts.models import Enrolment, Member
from policies.desk import passage
from policies.desk.impact import Impact, impact_of
from policies.models import PaymentWindow, Publication, Rule
from reminders.models import Reminder
from reminders.planning import plan
from tests.consenting import AGREED
from tests.policies.desk_staff import client_of, make_staff, page_of
from tests.policies.factories import (
    make_contribution,
    make_filing_rule,
    make_place,
    make_source,
    make_window,
)
from yibao_project.clock import BEIJING

pytestmark = pytest.mark.django_db

TODAY = date(2025, 11, 20)


@pytest.fixture(autouse=True)
def season() -> Iterator[None]:
    with time_machine.travel(datetime(2025, 11, 20, 9, tzinfo=BEIJING), tick=False):
        yield


def make_member(name: str, *, region: str = "440100", paid: bool = False, **facts: Any) -> Member:
    user = get_user_model()._default_manager.create(username=name, openid=f"o-{name}", **AGREED)
    member = Member.objects.create(
        user=user, nickname=name, relation="self", region=make_place(region), **facts
    )
    if paid:
        Enrolment.objects.create(member=member, coverage_year=2026, paid_on=date(2025, 10, 1))
    return member


def revised(row: Rule, **changes: Any) -> Any:
    draft = passage.revise(row, by=make_staff("小李", editor="440000"))
    type(draft)._default_manager.filter(pk=draft.pk).update(**changes)
    draft.refresh_from_db()
    return draft


def figures(impact: Impact) -> list[int]:
    return [count for _, count in impact.effect.figures]


def test_a_moved_close_shows_answers_reminders_and_days() -> None:
    old = make_window("PW-GZ-2026")
    for name in ("甲", "乙", "丙"):
        make_member(name)
    make_member("缴过", paid=True)
    make_member("天河", region="440106")
    make_member("深圳", region="440300")
    plan(today=TODAY, now=timezone.now())
    assert Reminder.objects.count() == 4
    draft = revised(old, closes_on=date(2026, 2, 28))
    before = list(Reminder.objects.values())

    impact = impact_of(draft, today=TODAY)

    assert [(group.before, group.after) for group in impact.groups] == [
        ("2025-09-20 至 2025-12-20，粤税通", "2025-09-20 至 2026-02-28，粤税通")
    ]
    assert impact.groups[0].places == "广州市、天河区"
    assert figures(impact) == [5, 5, 4, 0]
    assert [(bar.label, bar.before, bar.after) for bar in impact.effect.bars] == [
        ("2025-11-20", 4, 0),
        ("2025-12-13", 4, 0),
        ("2025-12-19", 4, 0),
        ("2025-12-20", 4, 0),
        ("2026-01-29", 0, 4),
        ("2026-02-21", 0, 4),
        ("2026-02-27", 0, 4),
        ("2026-02-28", 0, 4),
    ]
    assert list(Reminder.objects.values()) == before
    old.refresh_from_db()
    draft.refresh_from_db()
    assert (old.status, draft.status) == ("published", "draft")
    assert not Publication.objects.exists()


def test_a_first_window_shows_whom_it_would_remind_today() -> None:
    make_member("甲", category="STUDENT")
    make_member("乙")
    row = make_window(status="draft", categories=["STUDENT"])
    impact = impact_of(row, today=TODAY)
    assert [(group.people, group.before) for group in impact.groups] == [
        ("中小学生（在册在校）", "没有确定的缴费期")
    ]
    assert figures(impact) == [1, 1, 0, 1]


def test_a_row_of_a_later_day_changes_no_reminder_of_today() -> None:
    old = make_window("PW-GZ-2026")
    make_member("甲")
    plan(today=TODAY, now=timezone.now())
    draft = revised(old, closes_on=date(2025, 12, 31), valid_from=date(2025, 12, 1))
    impact = impact_of(draft, today=TODAY)
    assert impact.on == date(2025, 12, 1)
    assert impact.groups[0].after.startswith("2025-09-20 至 2025-12-31")
    assert figures(impact)[2:] == [0, 0]


def test_amounts_and_filing_rules_show_their_answers() -> None:
    amount = make_contribution("CS-GZ", individual=549)
    impact = impact_of(revised(amount, individual=580), today=TODAY)
    assert [(group.before, group.after) for group in impact.groups] == [("549 元", "580 元")]
    get_user_model()._default_manager.all().delete()
    filing = make_filing_rule("FR-GZ", temporary_months=6)
    impact = impact_of(revised(filing, temporary_months=12), today=TODAY)
    (group,) = impact.groups
    assert (group.people, group.before, group.after) == ("临时备案有效月数", "6", "12")


def test_a_row_that_cannot_be_published_says_why_instead() -> None:
    make_window("RIVAL")
    staff = make_staff("小李", editor="440100")
    row = make_window("DRAFT", status="draft")
    page = client_of(staff).get(page_of(row, "impact/")).content.decode()
    assert "现在还不能发布：" in page
    assert "已有一条已发布的缴费期" in page


def test_the_page_tells_it_all_and_writes_nothing() -> None:
    old = make_window("PW-GZ-2026")
    make_member("甲")
    draft = revised(old, closes_on=date(2026, 2, 28))
    client = client_of(make_staff("老王", reviewer="440100"))
    page = client.get(page_of(draft, "impact/")).content.decode()
    for words in ("居民得到的答案", "将作废的提醒", "哪天会收到提醒", "2026-01-29"):
        assert words in page
    assert PaymentWindow.objects.get(pk=old.pk).status == "published"
    assert client.get(page_of(old, "impact/")).status_code == 404
    foreign = make_window("SZ", region="440300", status="draft")
    assert client.get(page_of(foreign, "impact/")).status_code in (302, 404)


def test_too_many_people_are_said_to_be_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    make_source()
    row = make_window(status="draft")

    def slow(self: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(3)")

    monkeypatch.setattr("policies.desk.impact.SECONDS", 1)
    monkeypatch.setattr("reminders.impact.ReminderObserver.before", slow)
    impact = impact_of(row, today=TODAY)
    assert impact.notes == ["受影响的人太多，1 秒内没有数完；发布本身不受影响。"]
