"""The operations desk: what it shows, pauses that really hold, another try, and who may do what."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Member, User
from policies.models import Region
from reminders.models import Attempt, Pause, Reminder
from reminders.operations.steps import begin_pause, end_pause
from reminders.operations.today import today_at
from tests.reminders.conftest import file_for_care, morning, plan_on
from tests.reminders.test_sending import household, send_on  # noqa: F401  a fixture
from tests.sandbox import RunningSandbox

T_30 = "2025-11-20"
DESK, RETRY = "/admin/sending/", "/admin/sending/retry/"
REHEARSAL, ADD = "/admin/sending/rehearsal/", "/admin/reminders/pause/add/"
BOTH = {"payment_deadline", "filing_expiry"}

MakeUser = Callable[..., User]
Make = Callable[..., Member]


@pytest.fixture
def two_cities(household: Callable[..., Member], member: Make, changsha: Region) -> None:  # noqa: F811
    """An unpaid resident of Guangzhou, and one of Changsha whose filing ends that day."""
    household()
    elsewhere = household()
    Member.objects.filter(pk=elsewhere.pk).update(region=changsha)
    file_for_care(elsewhere, Region.objects.get(pk="440100"), start="2025-06-21", end="2025-12-20")


@pytest.fixture
def that_morning() -> Iterator[None]:
    with time_machine.travel(morning(T_30) + timedelta(minutes=30), tick=False):
        yield


def staff_with(*permissions: str) -> Client:
    user = User.objects.create_user(f"staff-{len(permissions)}", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("two_cities")
@pytest.mark.parametrize(
    ("trap", "kind", "region", "held"),
    [
        ("a kind", "payment_deadline", None, {"payment_deadline"}),
        ("a city", "", "440100", {"payment_deadline"}),
        ("the province above it", "", "440000", {"payment_deadline"}),
        ("a kind in one city", "filing_expiry", "430100", {"filing_expiry"}),
        ("a kind where it is not", "filing_expiry", "440100", set()),
        ("everything", "", None, BOTH),
    ],
)
def test_a_pause_holds_what_is_planned_and_what_comes_until_it_ends(
    trap: str, kind: str, region: str | None, held: set[str], sandbox: RunningSandbox
) -> None:
    plan_on(T_30)
    pause = Pause(kind=kind, region_id=region, note="核对日期")
    begin_pause(pause, by="operator", now=morning(T_30))
    send_on(T_30)
    assert set(Reminder.objects.exclude(status="sent").values_list("kind", flat=True)) == held, trap
    plan_on(T_30)
    found = set(Reminder.objects.filter(status="held").values_list("kind", "reason"))
    assert found == {(each, "paused") for each in held}
    assert len(sandbox.messages()) == 2 - len(held)
    end_pause(pause, by="operator", now=morning(T_30))
    plan_on(T_30)
    send_on(T_30)
    assert len(sandbox.messages()) == 2


@pytest.fixture
def a_day(window: Any, resident: MakeUser, member: Make) -> list[Reminder]:
    """Seven residents of one city, each in another state."""
    for _ in range(7):
        member(resident())
    plan_on(T_30)
    rows = list(Reminder.objects.order_by("pk"))
    states = ["sent", "planned", "planned", "held", "refused", "failed", "unknown"]
    for row, status in zip(rows, states, strict=True):
        row.status = status
    rows[0].sent_at = morning(T_30)
    rows[2].reason, rows[2].errcode = "retry", -1
    rows[2].send_after = morning(T_30) + timedelta(hours=2)
    rows[3].reason = "no_credit"
    for row, errcode, outcome in zip(
        rows[4:], (43101, 47003, None), ("refused", "broken", "uncertain"), strict=True
    ):
        row.reason, row.errcode = ("broken" if errcode == 47003 else ""), errcode
        Attempt.objects.create(
            reminder=row, finished_at=morning(T_30), outcome=outcome, errcode=errcode, detail="没有"
        )
    Reminder.objects.bulk_update(rows, ["status", "reason", "errcode", "send_after", "sent_at"])
    return rows


@pytest.mark.django_db
def test_the_desk_counts_each_message_once_in_every_way(a_day: list[Reminder]) -> None:
    day = today_at(morning(T_30) + timedelta(minutes=30))
    expected = dict.fromkeys(["sent", "due", "retry", "held", "refused", "failed", "unknown"], 1)
    (kind,), (place,) = day.kinds, day.places
    assert kind.counts == place.counts == day.total.counts == expected
    assert (kind.code, place.name, kind.pushed, kind.held) == ("payment_deadline", "广州市", 6, 1)
    assert [(each.hour, each.sent, each.coming) for each in day.hours if each.sent_height] == [
        (9, 1, 1)
    ]
    assert day.held == [("没有微信提醒次数，先放在站内", 1)]
    assert day.late == 1, "it was to go out half an hour ago"
    assert {(each.errcode, each.needs_you, each.retryable) for each in day.troubles} == {
        (43101, False, 0),
        (47003, True, 1),
        (None, False, 0),
    }
    assert day.doubts == [a_day[6]]
    tomorrow = today_at(morning("2025-11-21"))
    assert (tomorrow.total.sent, tomorrow.troubles) == (0, [])


@pytest.mark.django_db
@pytest.mark.usefixtures("that_morning")
def test_the_desk_is_read_with_as_many_queries_for_more_and_explains_every_answer(
    a_day: list[Reminder], admin_client: Client, resident: MakeUser, member: Make
) -> None:
    admin_client.get(DESK)
    with CaptureQueriesContext(connection) as few:
        page = admin_client.get(DESK).content.decode()
    assert "要处理：</strong>模板字段的内容不合微信的格式" in page
    assert f"/admin/reminders/reminder/{a_day[6].pk}/change/" in page
    assert "妈妈" not in page, "the desk looks at nobody in particular"
    for _ in range(20):
        member(resident())
    plan_on(T_30)
    with CaptureQueriesContext(connection) as many:
        admin_client.get(DESK)
    assert len(few) == len(many)
    assert "看今天的发送" in admin_client.get("/admin/").content.decode()
    rehearsal = admin_client.get(REHEARSAL, {"date": "2025-12-13"}).content.decode()
    assert "7 天：27 户" in rehearsal
    assert "还有7天" in rehearsal
    for odd in ("2025-02-30", "x"):
        assert admin_client.get(REHEARSAL, {"date": odd}).status_code == 200


@pytest.mark.django_db
@pytest.mark.usefixtures("that_morning")
def test_what_a_mended_template_lets_go_out_is_planned_anew(
    a_day: list[Reminder], admin_client: Client
) -> None:
    assert admin_client.post(RETRY, {"errcode": "47003"}).status_code == 302
    assert admin_client.post(RETRY, {"errcode": "nonsense"}).status_code == 302
    states = list(Reminder.objects.order_by("pk").values_list("status", flat=True))
    assert states == ["sent", "planned", "planned", "held", "refused", "planned", "unknown"]
    row = Reminder.objects.get(pk=a_day[5].pk)
    assert (row.reason, row.send_after) == ("retry", morning(T_30) + timedelta(minutes=30))
    assert LogEntry.objects.get().change_message == "重试今天的错误 47003：1 条"


@pytest.mark.django_db
@pytest.mark.usefixtures("that_morning", "guangzhou")
def test_a_pause_says_who_and_why_and_is_begun_once(admin_client: Client) -> None:
    form = {"kind": "", "region": "440100", "note": "核对截止日"}
    assert admin_client.get(ADD, {"region": "440100"}).status_code == 200
    assert admin_client.post(ADD, {**form, "note": ""}).status_code == 200
    assert not Pause.objects.exists()
    assert admin_client.post(ADD, form).status_code == 302
    assert "已经暂停着了" in admin_client.post(ADD, form).content.decode()
    pause = Pause.objects.get()
    assert (pause.paused_by, pause.paused_at) == ("admin", morning(T_30) + timedelta(minutes=30))
    desk = admin_client.get(DESK).content.decode()
    assert "广州市，各种提醒</strong>：核对截止日（admin" in desk
    for _ in range(2):
        assert admin_client.post(f"{DESK}pauses/{pause.pk}/resume/").status_code == 302
    pause.refresh_from_db()
    assert (pause.ended_by, pause.ended_at) == ("admin", pause.paused_at)
    assert [entry.change_message for entry in LogEntry.objects.order_by("pk")][1:] == ["恢复发送"]
    assert "核对截止日" in admin_client.get("/admin/reminders/pause/").content.decode()


@pytest.mark.django_db
@pytest.mark.usefixtures("that_morning", "guangzhou")
@pytest.mark.parametrize(
    ("permissions", "allowed"),
    [
        ((), set()),
        (("view_reminder",), {"look", "rehearse"}),
        (("view_reminder", "change_reminder"), {"look", "rehearse", "retry"}),
        (("view_reminder", "view_pause", "add_pause"), {"look", "rehearse", "pause"}),
        (("change_pause",), {"resume"}),
    ],
)
def test_only_staff_with_the_permission_may(
    permissions: tuple[str, ...], allowed: set[str]
) -> None:
    pause = Pause(kind="debit", note="x")
    begin_pause(pause, by="somebody", now=morning(T_30))
    client = staff_with(*permissions)
    tried = {
        "look": client.get(DESK),
        "rehearse": client.get(REHEARSAL),
        "retry": client.post(RETRY, {"errcode": "47003"}),
        "pause": client.post(ADD, {"kind": "", "region": "440100", "note": "y"}),
        "resume": client.post(f"{DESK}pauses/{pause.pk}/resume/"),
    }
    assert {name for name, answer in tried.items() if answer.status_code != 403} == allowed
    assert Pause.objects.filter(note="y").exists() == ("pause" in allowed)
    assert Pause.objects.filter(ended_at=None, kind="debit").exists() != ("resume" in allowed)
    assert Client().get(DESK).status_code == 302
    assert client.get(RETRY).status_code == 405
