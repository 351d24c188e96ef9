"""The kinds of reminder as the admin has set them; without a row a kind is as its module says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time, timedelta
from functools import lru_cache
from typing import Any

from reminders import messages
from reminders.kinds import KINDS, Kind
from reminders.models import KindSettings
from reminders.rules import (
    EARLIEST_QUIET_FROM,
    LATEST_QUIET_UNTIL,
    QUIET_FROM,
    QUIET_UNTIL,
    WEEKLY_CAP,
    Hours,
)
from reminders.wording import THING_LIMIT, Occasion, clean

MOST_STAGES = 5
LONGEST_STAGE = 90
WORDS = re.compile(r"\{([a-z]+)\}")
FORBIDDEN = re.compile(r"https?:|www\.|\.com|\.cn|验证码|密码|点击|链接|二维码|转账|付款|汇款")
LONGEST_DAY = date(2025, 12, 20)
LONGEST_NAMES = ("二外甥女的小橘子啊", "大外甥女的小葡萄啊")


def kinds_in_force() -> dict[str, Kind]:
    """Every kind by code, the kind of the most worth first; one query."""
    rows = {row.kind: row for row in KindSettings.objects.all()}
    return {
        code: as_set(kind, rows[code]) if code in rows else kind for code, kind in KINDS.items()
    }


def as_set(kind: Kind, row: KindSettings) -> Kind:
    """The kind with what the row says; the same object for the same settings."""
    hours = Hours(row.send_from or kind.hours.opens, row.send_until or kind.hours.closes)
    order = tuple(row.most_valuable_first)
    return _tuned(kind.code, tuple(row.stages), order, row.weekly_cap, hours, row.tip)


@lru_cache(maxsize=64)
def _tuned(
    code: str,
    stages: tuple[int, ...],
    order: tuple[int, ...],
    cap: int | None,
    hours: Hours,
    tip: str,
) -> Kind:
    kind = KINDS[code]
    return replace(
        kind,
        stages=stages or kind.stages,
        most_valuable_first=order or kind.most_valuable_first,
        weekly_cap=cap or kind.weekly_cap,
        hours=hours,
        tip=tip or kind.tip,
    )


def problems_of(row: KindSettings) -> dict[str, str]:
    """What is wrong with settings before they hold, by field; empty when they are safe."""
    kind = KINDS.get(row.kind)
    if kind is None:
        return {"kind": "没有这一种提醒。"}
    found = {
        "stages": _stages_problem(kind, row.stages),
        "weekly_cap": ""
        if row.weekly_cap is None or 1 <= row.weekly_cap <= WEEKLY_CAP
        else f"一周最多 {WEEKLY_CAP} 次，可以填 1 到 {WEEKLY_CAP}。",
        "send_from": _hour_problem(row.send_from, QUIET_UNTIL, LATEST_QUIET_UNTIL),
        "send_until": _hour_problem(row.send_until, EARLIEST_QUIET_FROM, QUIET_FROM),
        "tip": _tip_problem(kind, row.tip, row.stages or kind.stages) if row.tip else "",
    }
    if not found["stages"]:
        found["most_valuable_first"] = _order_problem(row.most_valuable_first, row.stages, kind)
    return {field: problem for field, problem in found.items() if problem}


def _stages_problem(kind: Kind, stages: Sequence[int]) -> str:
    furthest = min(LONGEST_STAGE, kind.ahead)
    if not stages:
        return ""
    if kind.is_once:
        return "这种提醒只发一次，日子不能改，请留空。"
    if len(stages) > MOST_STAGES:
        return f"最多提醒 {MOST_STAGES} 次。"
    if not all(0 <= stage <= furthest for stage in stages):
        return f"每个天数要在 0 到 {furthest} 之间。"
    if any(later >= earlier for earlier, later in zip(stages, stages[1:], strict=False)):
        return "天数要从大到小，不能重复，例如：30,7,1。"
    return ""


def _hour_problem(hour: time | None, first: time, last: time) -> str:
    if hour is None or first <= hour <= last:
        return ""
    return f"要在 {first:%H:%M} 到 {last:%H:%M} 之间。"


def _order_problem(order: Sequence[int], stages: Sequence[int], kind: Kind) -> str:
    wanted = sorted(stages or kind.stages)
    if order and sorted(order) != wanted:
        return f"要把每个提前天数各写一次：{'、'.join(map(str, wanted))}。"
    return ""


def _tip_problem(kind: Kind, tip: str, stages: Sequence[int]) -> str:
    """Filled in with the longest of everything, a tip must stay within WeChat's field."""
    known = words_of(kind, stages[0])
    unknown = [word for word in WORDS.findall(tip) if word not in known]
    if unknown or WORDS.sub("", tip).strip("{}") != WORDS.sub("", tip) or "{" in WORDS.sub("", tip):
        return f"只能用这些会自动填上的词：{'、'.join(f'{{{word}}}' for word in known)}。"
    if clean(tip) != tip or not WORDS.sub("", tip).strip():
        return "请写一句话，不要用表情和换行。"
    if FORBIDDEN.search(tip):
        return "消息里不放链接，不要钱，也不要验证码。"
    longest = max((tip.format_map(words_of(kind, stage)) for stage in stages), key=len)
    if len(longest) > THING_LIMIT:
        return f"填上后最长是“{longest}”，{len(longest)} 个字，微信最多 {THING_LIMIT} 个字。"
    return ""


def words_of(kind: Kind, stage: int) -> dict[str, str]:
    """What stands for the words of a tip, each as long as it can be."""
    facts: dict[str, Any] = {
        "rule": "",
        "since": str(LONGEST_DAY),
        "until": str(LONGEST_DAY),
        "month": "2025-12-01",
        "wait": "12个月",
        "amount": "99999.99",
        "years": [2025, 2026],
        **kind.example,
    }
    people = [
        {"id": number, "name": name, **facts} for number, name in enumerate(LONGEST_NAMES, start=1)
    ]
    occasion = Occasion(
        kind.example_subject, LONGEST_DAY, LONGEST_DAY - timedelta(days=stage), people
    )
    return messages.words(kind, occasion)
