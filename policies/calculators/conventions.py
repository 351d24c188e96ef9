"""Conventions that several calculators share."""

from __future__ import annotations

from datetime import date
from typing import Any

from policies import rules
from policies.calculators.desk import Group
from policies.calculators.facts import OddFact, day, one_of, whole, year, yes_no
from policies.calculators.policy import Taken
from policies.models import PersonCategory
from policies.rules import ExemptStart, Spill, StartConvention, Waiting

MOST_MONTHS, MOST_DAYS, MOST_YEARS = 240, 3660, 80

SPILL = one_of(
    "跨年后缴费何时起享受",
    [(Spill.NEXT_DAY, "缴费次日起"), (Spill.FROM_COVERAGE_START, "仍从待遇年度第一天起")],
    spellings={"coverage_start": Spill.FROM_COVERAGE_START},
)
EXEMPT_START = one_of(
    "免等待的人何时起享受",
    [(ExemptStart.NEXT_DAY, "缴费次日起"), (ExemptStart.NEXT_MONTH_FIRST, "缴费次月1日起")],
    spellings={"next_month": ExemptStart.NEXT_MONTH_FIRST},
)
PAID_AS = one_of("按哪类人缴费，有低保、特困等身份的人才填", PersonCategory.choices)
COVERAGE_FACTS = {
    "coverage_start": day("待遇年度第一天", "2026-01-01"),
    "coverage_year": year("待遇年度，和第一天填一样即可"),
    "coverage_end": day("待遇年度最后一天", "2026-12-31"),
}
MISSED_FACTS = {
    "missed": whole("连续断保几年", 2, most=MOST_YEARS),
    "repaired": whole("其中补缴了几年", 1, most=MOST_YEARS),
}
DAYS = "days"
COUNTS_FROM_SPELLINGS = dict.fromkeys(
    (
        "variable_counts_from",
        "variable_counts_from_missed_year",
        "counts_from_missed_year",
    ),
    "counts_from",
)
WAITING_SPELLINGS = {
    **COUNTS_FROM_SPELLINGS,
    "convention": "start_convention",
    "fixed": "fixed_months",
    "variable_months_per_extra_missed_year": "months_per_missed_year",
    "floor_missed": "floor_missed_years",
}


def _waiting(**told: Any) -> Waiting:
    named = {
        "counts_from": "counts_from",
        "fixed_months": "fixed_months",
        "months_per_missed_year": "months_per_missed_year",
        "months_repaired_per_year": "months_repaired_per_year",
        "floor_missed_years": "floor_missed",
        "floor_months": "floor_months",
        "last_wait_day_excluded": "last_day_excluded",
    }
    convention = told.get("start_convention", StartConvention.SAME_DAY)
    return Waiting(
        **{named[name]: value for name, value in told.items() if name in named},
        start=StartConvention.SAME_DAY if convention == DAYS else convention,
        days=told.get("wait_days") if convention == DAYS or "wait_days" in told else None,
    )


WAITING = Group(
    facts={
        "fixed_months": whole("固定等待月数", 3, most=MOST_MONTHS),
        "months_per_missed_year": whole("每多断保一年增加的月数", 1, most=24),
        "counts_from": whole("从断保第几年起增加", 2, least=1, most=MOST_YEARS),
        "months_repaired_per_year": whole("每补缴一年减少的月数", 1, most=24),
        "floor_missed_years": whole("连续断保几年有最低等待", 4, most=MOST_YEARS),
        "floor_months": whole("最低等待月数", 6, most=MOST_MONTHS),
        "start_convention": one_of(
            "等待怎么计",
            [
                (StartConvention.SAME_DAY, "若干月后的同一天"),
                (StartConvention.NEXT_MONTH_FIRST, "等满后的1日"),
                (DAYS, "按天数计"),
            ],
            spellings={
                "same_day": StartConvention.SAME_DAY,
                "same_day_n_months_later_clamped": StartConvention.SAME_DAY,
            },
        ),
        "wait_days": whole("等待天数，按天数等待的地方才填", 90, most=MOST_DAYS),
        "last_wait_day_excluded": yes_no("等待期最后一天仍不享受", "true"),
    },
    build=_waiting,
)


WAITING_POLICY: dict[str, str | Taken] = {
    "fixed_months": "fixed_months",
    "months_per_missed_year": "months_per_missed_year",
    "counts_from": "counts_from_missed_year",
    "months_repaired_per_year": "months_repaired_per_year",
    "floor_missed_years": "floor_missed_years",
    "floor_months": "floor_months",
    "start_convention": "start_convention",
    "wait_days": "wait_days",
    "last_wait_day_excluded": "last_wait_day_excluded",
}
NO_WAITING = "还没有查到当地逾期缴费要等多久的可靠规定"


def first_day(coverage_start: date | None, coverage_year: int | None) -> date:
    found = first_day_or_none(coverage_start, coverage_year)
    if found is None:
        raise OddFact("coverage_start", "请填写待遇年度第一天，例如：2026-01-01。")
    return found


def first_day_or_none(coverage_start: date | None, coverage_year: int | None) -> date | None:
    if coverage_start and coverage_year and coverage_start.year != coverage_year:
        raise OddFact("coverage_year", "和待遇年度第一天不是同一年，只填一个就可以。")
    return coverage_start or (date(coverage_year, 1, 1) if coverage_year else None)


def last_day(coverage_start: date, coverage_end: date | None) -> date:
    if coverage_end and coverage_end < coverage_start:
        raise OddFact("coverage_end", "待遇年度最后一天不能早于第一天。")
    return coverage_end or rules.year_after(coverage_start)


def check_repaired(missed: int, repaired: int) -> None:
    if repaired > missed:
        raise OddFact("repaired", "补缴的年数不能多于断保的年数。")
