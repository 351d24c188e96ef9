"""Days to be reminded and days on which money is taken."""

from __future__ import annotations

from datetime import date, timedelta

from policies import rules
from policies.calculators.desk import Calculator, Finding, NoRule
from policies.calculators.facts import OddFact, blackouts, day, day_offsets, monthly_days, year
from policies.calculators.policy import from_payable_days, from_taking_days
from policies.calculators.words import chinese, listed

DEFAULT_OFFSETS = (30, 7, 1, 0)
LONGEST_WINDOW = timedelta(days=2 * 366)
TAKEN = {
    "monthly_days": monthly_days("每月可以缴费的日子", "[1, 25]"),
    "blackouts": blackouts("每年停止缴费的日子", '[["12-26", "12-31"]]'),
}
CLOSE_SPELLINGS = {
    "close": "closes_on",
    "closes": "closes_on",
    "window_close": "closes_on",
    "due": "closes_on",
    "open": "opens_on",
    "opens": "opens_on",
    "window_open": "opens_on",
    "blackout": "blackouts",
    "payable_days": "monthly_days",
}
Span = list[str]


def offsets(*, due: date, offsets: list[int] | None = None) -> Finding:
    before = list(DEFAULT_OFFSETS) if offsets is None else offsets
    days = rules.offsets(due=due, offsets=before)
    told = listed("当天" if count == 0 else f"前{count}天" for count in before)
    return Finding(
        days,
        f"截止日是{chinese(due)}（当天24点前都算，遇周末也不顺延），在{told or '任何一天都不'}提醒；"
        "截止日一改，提醒的日子跟着改。",
    )


def last_payable(
    *,
    closes_on: date | None = None,
    opens_on: date | None = None,
    monthly_days: tuple[int, int] | None = None,
    blackouts: list[Span] | None = None,
) -> Finding:
    if closes_on is None:
        raise NoRule("还没有查到缴费期到哪天为止")
    if opens_on and opens_on > closes_on:
        raise OddFact("opens_on", "开始缴费的日子不能晚于截止日。")
    if opens_on and closes_on - opens_on > LONGEST_WINDOW:
        raise OddFact("opens_on", "缴费期不会长过两年，请核对开始和截止的日子。")
    last = rules.effective_last_payable_day(
        opens_on=opens_on or closes_on - LONGEST_WINDOW,
        closes_on=closes_on,
        monthly_days=monthly_days,
        blackouts=blackouts or (),
    )
    told = f"缴费期到{chinese(closes_on)}为止"
    if last is None:
        return Finding(None, f"{told}，但期间没有一天可以缴费；请核对停缴的日子。")
    moved = "截止前有几天不收费，" if last < closes_on else ""
    return Finding(
        last,
        f"{told}，{moved}实际最后能缴的一天是{chinese(last)}；只会提前，遇周末也不顺延。",
    )


def next_payable(
    *,
    today: date,
    monthly_days: tuple[int, int] | None = None,
    blackouts: list[Span] | None = None,
) -> Finding:
    if monthly_days is None and not blackouts:
        raise NoRule("还不知道当地每月哪几天可以缴费")
    found = rules.next_payable(today=today, monthly_days=monthly_days, blackouts=blackouts or ())
    if found is None:
        return Finding(None, "照这样的停缴日期，没有一天可以缴费；请核对停缴的日子。")
    taken = (
        f"每月{monthly_days[0]}日到{monthly_days[1]}日可以缴费" if monthly_days else "有停缴的日子"
    )
    return Finding(
        found,
        f"{taken}，从{chinese(today)}算，下一个可缴费的日子是{chinese(found)}；集中期截止后还要看补缴规定。",
    )


CALCULATORS = [
    Calculator(
        rule="offsets",
        title="截止日之前哪几天提醒",
        function=offsets,
        facts={
            "due": day("截止日", "2025-12-20"),
            "offsets": day_offsets("提前几天", "[30, 7, 1, 0]"),
        },
        names=("reminder_days",),
        spellings={"offsets_days": "offsets", "days_before": "offsets"},
        example={"due": "2025-12-20", "offsets": [30, 7, 1, 0]},
    ),
    Calculator(
        rule="last_payable",
        title="缴费期里实际最后能缴的一天",
        function=last_payable,
        facts={
            "closes_on": day("缴费期最后一天", "2024-12-31"),
            "opens_on": day("缴费期第一天", "2024-09-18"),
            **TAKEN,
        },
        subject={"coverage_year": year("待遇年度，填了参保地又没有填截止日才要")},
        suppliers=(from_payable_days,),
        names=("effective_close", "effective_last_payable_day", "last_payable_day", "close"),
        spellings=CLOSE_SPELLINGS,
        example={"closes_on": "2024-12-31", "blackouts": [["12-26", "12-31"]]},
    ),
    Calculator(
        rule="next_payable",
        title="下一个可以缴费的日子",
        function=next_payable,
        facts={"today": day("从哪天算", "2026-10-27"), **TAKEN},
        suppliers=(from_taking_days,),
        spellings={"blackout": "blackouts", "payable_days": "monthly_days"},
        example={"today": "2026-10-27", "monthly_days": [1, 25]},
    ),
]
