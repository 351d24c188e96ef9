"""Days, value, weekly cap and tip of a kind as set in the admin: safe, tried on real facts, in force."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from typing import Any

import pytest
from django.test import Client

from accounts.models import Member, User
from reminders.kinds import KINDS
from reminders.models import KindSettings, Reminder
from reminders.tuning import problems_of, words_of
from reminders.upcoming import upcoming_for
from tests.reminders.conftest import BEIJING, morning, plan_on
from tests.reminders.test_sending import (  # noqa: F401  fixtures
    T_0,
    T_30,
    household,
    send_on,
)
from tests.sandbox import RunningSandbox

ADD = "/admin/reminders/kindsettings/add/"
TRY = "/admin/reminders/kindsettings/try/"


@pytest.mark.parametrize(
    ("trap", "settings", "field"),
    [
        ("as they are", {"stages": [30, 7, 1, 0]}, ""),
        ("other days", {"stages": [20, 10], "most_valuable_first": [10, 20]}, ""),
        ("rising", {"stages": [1, 7]}, "stages"),
        ("twice the same", {"stages": [7, 7]}, "stages"),
        ("too early", {"stages": [91]}, "stages"),
        ("too many", {"stages": [30, 20, 10, 5, 3, 1]}, "stages"),
        ("after the next debit", {"kind": "debit", "stages": [36, 1]}, "stages"),
        ("told once", {"kind": "window_opens", "stages": [3]}, "stages"),
        ("a day left out", {"stages": [7, 1], "most_valuable_first": [7]}, "most_valuable_first"),
        ("nobody", {"weekly_cap": 0}, "weekly_cap"),
        ("pestering", {"weekly_cap": 3}, "weekly_cap"),
        ("once a week", {"weekly_cap": 1}, ""),
        ("a tip", {"tip": "{by}，早点交早安心"}, ""),
        ("too long for the longest day", {"tip": "居民医保{day}截止，请记得交"}, "tip"),
        ("too long for the longest names", {"tip": "{who}还没有交"}, "tip"),
        ("an unknown word", {"tip": "{secret}"}, "tip"),
        ("a way into objects", {"tip": "{by.__class__}"}, "tip"),
        ("a lone brace", {"tip": "{截止"}, "tip"),
        ("a link", {"tip": "看 www.example.com"}, "tip"),
        ("money", {"tip": "请付款"}, "tip"),
        ("only a word", {"tip": "{by}"}, "tip"),
        ("an emoji", {"tip": "快交😀"}, "tip"),
        ("hours of its own", {"send_from": time(8, 30), "send_until": time(18)}, ""),
        ("too early in the day", {"send_from": time(8)}, "send_from"),
        ("not before noon", {"send_from": time(12, 1)}, "send_from"),
        ("hardly any time", {"send_until": time(17, 59)}, "send_until"),
        ("too late in the day", {"send_until": time(21, 1)}, "send_until"),
        ("no such kind", {"kind": "advertising"}, "kind"),
    ],
)
def test_only_what_is_safe_is_accepted(trap: str, settings: dict[str, Any], field: str) -> None:
    found = problems_of(KindSettings(**{"kind": "payment_deadline", **settings}))
    assert set(found) == ({field} if field else set()), trap


@pytest.mark.parametrize("code", KINDS)
def test_what_a_kind_says_by_itself_would_be_accepted(code: str) -> None:
    kind = KINDS[code]
    stages = [] if kind.is_once else list(kind.stages)
    assert problems_of(KindSettings(kind=code, stages=stages, tip=kind.tip)) == {}
    assert {"left", "short"} <= words_of(kind, kind.stages[0]).keys()


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("window")
def test_settings_are_in_force_for_planning_coming_and_cards(
    household: Callable[..., Member],  # noqa: F811
    sandbox: RunningSandbox,
) -> None:
    KindSettings.objects.create(
        kind="payment_deadline", stages=[20, 5], most_valuable_first=[20, 5], tip="{by}，别忘了"
    )
    household(credits=1)
    assert plan_on("2025-11-29").created == 0
    assert plan_on("2025-11-30").created == 1
    row = Reminder.objects.get()
    assert (row.stage, row.status) == (20, "planned"), "its one credit is for the first now"
    send_on("2025-11-30")
    (card,) = sandbox.messages()
    assert card["data"]["thing5"]["value"] == "还有20天，别忘了"


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("window")
@pytest.mark.parametrize(
    ("trap", "day", "planned_at", "now", "send_after", "sent"),
    [
        ("before its hours", T_30, "00:01", "10:59", "11-20T11:00", 0),
        ("as they begin", T_30, "00:01", "11:00", "11-20T11:00", 1),
        ("in its last minute", T_30, "10:00", "18:00", "11-20T11:00", 1),
        ("left over", T_30, "10:00", "18:01", "11-21T11:00", 0),
        ("the last day is told early", T_0, "00:01", "08:00", "12-20T08:00", 1),
        ("and late", T_0, "00:01", "20:30", "12-20T08:00", 1),
        ("but not in the evening", T_0, "00:01", "20:31", "12-20T08:00", 0),
    ],
)
def test_a_kind_is_sent_in_hours_of_its_own(
    trap: str,
    day: str,
    planned_at: str,
    now: str,
    send_after: str,
    sent: int,
    household: Callable[..., Member],  # noqa: F811
    sandbox: RunningSandbox,
) -> None:
    KindSettings.objects.create(kind="payment_deadline", send_from=time(11), send_until=time(18))
    user = household().user
    if day == T_30:
        said = {
            each.stage: each.send_at
            for each in upcoming_for(user, today=date.fromisoformat(day), now=morning(day))
        }
        assert said[30] == morning(day).replace(hour=11), trap
    plan_on(day, at=planned_at)
    plan_on(day, at=now)
    row = Reminder.objects.get()
    assert f"{row.send_after.astimezone(BEIJING):%m-%dT%H:%M}" == send_after, trap
    send_on(day, at=now)
    assert len(sandbox.messages()) == sent, trap


@pytest.mark.django_db
@pytest.mark.usefixtures("window")
def test_settings_are_tried_on_real_facts_before_they_are_saved(
    admin_client: Client, resident: Callable[..., User], member: Callable[..., Member]
) -> None:
    for name in ("妈妈", "爸爸"):
        member(resident(), name)
    form = {
        "kind": "payment_deadline",
        "stages": "31,7",
        "most_valuable_first": "",
        "weekly_cap": "1",
        "send_from": "10:00",
        "send_until": "",
        "tip": "{by}，早点交",
        "try_on": "2025-11-19",
    }
    page = admin_client.post(TRY, form).content.decode()
    assert "31 天：2 户" in page
    assert "30 天：0 户" in page
    assert "还有31天，早点交" in page
    assert "10:00–20:30" in page
    assert "妈妈" not in page, "a trial looks at nobody in particular"
    assert not KindSettings.objects.exists()
    assert "天数要从大到小" in admin_client.post(TRY, {**form, "stages": "7,31"}).content.decode()
    assert "天数要从大到小" in admin_client.post(ADD, {**form, "stages": "7,31"}).content.decode()
    assert admin_client.get(TRY).status_code == 200
    assert admin_client.get(ADD).status_code == 200
    assert admin_client.post(ADD, form).status_code == 302
    assert KindSettings.objects.get().stages == [31, 7]
    assert Client().post(TRY, form).status_code == 302
