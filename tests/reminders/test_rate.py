"""One rate for all senders, kept in Redis: shared, slower when WeChat cannot keep up, last days first."""

from __future__ import annotations

import asyncio
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import redis
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from accounts.models import Member
from policies.models import Region
from reminders.models import Reminder
from reminders.rate import KEY, SendRate
from tests.reminders.conftest import file_for_care, morning, plan_on
from tests.reminders.test_sending import SEND, household, send_on  # noqa: F401  a fixture
from tests.sandbox import RunningSandbox

T_30 = "2025-11-20"


def taken_by(senders: list[SendRate], *, seconds: float, wanted: int = 512) -> list[int]:
    """How much each of the senders gets who take all they can for a while."""
    ends = time.monotonic() + seconds

    async def take(sender: SendRate) -> int:
        total = 0
        while got := await sender.reserve(wanted, stop=lambda: time.monotonic() >= ends):
            total += got
        return total

    async def take_all() -> list[int]:
        return list(await asyncio.gather(*map(take, senders)))

    return asyncio.run(take_all())


def pass_time(seconds: float) -> None:
    with redis.Redis.from_url(os.environ["REDIS_URL"], decode_responses=True) as client:
        for field in ("at", "slowed_at"):
            if kept := client.hget(KEY, field):
                client.hset(KEY, field, str(float(kept) - seconds))


def test_all_senders_together_keep_to_one_rate(settings: Any) -> None:
    settings.SEND_RATE = 400
    began = time.monotonic()
    taken = sum(taken_by([SendRate(), SendRate()], seconds=1.5))
    assert 200 <= taken <= 400 * (time.monotonic() - began)


def test_what_was_not_needed_can_be_taken_again(settings: Any) -> None:
    settings.SEND_RATE = 40
    sender = SendRate()
    (first,) = taken_by([sender], seconds=0.6, wanted=10)
    sender.give_back(first)
    sender.close()
    assert sender._take(10)[0] == 10, "without waiting"


def test_without_a_limit_nobody_is_asked(settings: Any) -> None:
    settings.SEND_RATE = 0
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    sender = SendRate()
    assert asyncio.run(sender.reserve(512, stop=lambda: False)) == 512
    sender.give_back(512)
    sender.slow_down()
    sender.close()
    assert sender.share() == 1


def test_the_rate_is_halved_once_a_second_to_a_floor_and_grows_back(settings: Any) -> None:
    settings.SEND_RATE = 100
    assert SendRate().share() == 1
    for _ in range(5):
        SendRate().slow_down()
    assert SendRate().share() == pytest.approx(0.5, abs=0.01), "many senders heard of one trouble"
    for _ in range(10):
        pass_time(1)
        SendRate().slow_down()
    assert SendRate().share() == pytest.approx(1 / 64, abs=0.01)
    pass_time(150)
    assert SendRate().share() == pytest.approx(0.5, abs=0.02)
    pass_time(150)
    assert SendRate().share() == 1


@pytest.mark.parametrize("written", ["-1", "fast", ""])
def test_a_rate_that_is_none_is_refused(written: str) -> None:
    started = subprocess.run(
        [sys.executable, "-c", "import yibao_project.settings"],
        env={**os.environ, "SEND_RATE": written},
        capture_output=True,
        text=True,
        check=False,
    )
    assert started.returncode != 0
    assert ImproperlyConfigured.__name__ in started.stderr
    assert "SEND_RATE" in started.stderr


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("rate", "first"), [(0, "11-27"), (20, "11-20")])
def test_where_the_rate_is_limited_what_ends_today_goes_first(
    rate: int,
    first: str,
    household: Callable[..., Member],  # noqa: F811
    sandbox: RunningSandbox,
    changsha: Region,
    settings: Any,
) -> None:
    settings.SEND_RATE, settings.SEND_CONNECTIONS = rate, 1
    for end in ("2025-11-27", "2025-11-27", "2025-11-27", "2025-11-20"):
        person = household()
        file_for_care(person, changsha, start="2025-05-21", end=end)
    plan_on(T_30)
    Reminder.objects.filter(kind="payment_deadline").delete()
    Reminder.objects.filter(due_on="2025-11-27").update(
        send_after=morning(T_30) - timedelta(minutes=5)
    )
    assert send_on(T_30)["sent"] == 4
    cards = [card["data"]["date3"]["value"] for card in sandbox.messages()]
    assert cards[0] == f"2025年{first[:2]}月{first[3:]}日"


@pytest.mark.django_db(transaction=True)
def test_a_busy_wechat_slows_all_senders_down(
    household: Callable[..., Member],  # noqa: F811
    sandbox: RunningSandbox,
    admin_client: Client,
    settings: Any,
) -> None:
    settings.SEND_RATE = 50
    for _ in range(3):
        household()
    plan_on(T_30)
    sandbox.fault(SEND, kind="errcode", errcode=-1, times=1)
    assert send_on(T_30)["sent"] == 2
    assert SendRate().share() == pytest.approx(0.5, abs=0.05)
    page = admin_client.get("/admin/sending/").content.decode()
    assert re.search(r"最多每秒 50 条；微信忙不过来，现在放慢到每秒 2\d 条", page)
