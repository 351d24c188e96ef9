"""From which day one can be reimbursed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from policies import rules
from policies.calculators.conventions import (
    COVERAGE_FACTS,
    EXEMPT_START,
    MISSED_FACTS,
    MOST_DAYS,
    MOST_MONTHS,
    NO_WAITING,
    PAID_AS,
    SPILL,
    WAITING,
    WAITING_POLICY,
    WAITING_SPELLINGS,
    check_repaired,
    first_day,
    first_day_or_none,
    last_day,
)
from policies.calculators.desk import Calculator, Finding, NoRule
from policies.calculators.facts import OddFact, day, whole, years, yes_no
from policies.calculators.policy import (
    Facts,
    Place,
    Supply,
    Taken,
    from_rule,
    from_window,
    names_category,
)
from policies.calculators.words import chinese
from policies.models import PersonCategory, WaitingRule
from policies.rules import Spill, Waiting

PAID = day("缴费到账的日子", "2026-03-15")
CLOSES_ON = day("当地集中缴费期最后一天", "2025-12-20")
COUNTED_FROM = 2025
"""Missed years count only from this one on (国办发〔2024〕38号)."""
BY_DAYS = frozenset({"wait_days", "last_wait_day_excluded"})
BY_BREAK = frozenset({"months_per_missed_year", "counts_from", "months_repaired_per_year"})
BY_FLOOR = frozenset({"floor_missed_years", "floor_months"})
EXEMPTION = frozenset({"exempt", "exempt_start", "exempt_within_days"})
WITHOUT_WAITING = "属于免等待的人群，就不用等，以当地规定为准"


def in_window_benefit(
    *,
    paid: date,
    coverage_start: date | None = None,
    coverage_year: int | None = None,
    closes_on: date | None = None,
    spill: str | None = None,
) -> Finding:
    start = first_day(coverage_start, coverage_year)
    if closes_on and paid > closes_on:
        return Finding(
            None,
            f"集中缴费期到{chinese(closes_on)}为止，{chinese(paid)}到账已经逾期，"
            "要按逾期缴费计算等待期；属于免等待的人群除外。",
            unused=frozenset({"spill"}),
        )
    if spill is None and paid >= start:
        raise NoRule(f"跨年后在集中期内缴费，是次日起还是仍从{chinese(start)}起，各地不同")
    begins = rules.in_window_benefit(paid=paid, coverage_start=start, spill=spill or Spill.NEXT_DAY)
    told = f"{chinese(paid)}在集中缴费期内到账，从{chinese(begins)}起能报销"
    if paid < start:
        return Finding(
            begins,
            f"{told}；{chinese(start)}及以后才到账，就要看当地跨年缴费的规定。",
            unused=frozenset({"spill"}),
        )
    other = "次日起算" if spill == Spill.FROM_COVERAGE_START else f"仍从{chinese(start)}起算"
    return Finding(begins, f"{told}；有的地方是{other}，错过集中期还要等待。")


def late_wait(
    *,
    paid: date,
    months: int | None = None,
    coverage_start: date | None = None,
    coverage_year: int | None = None,
    coverage_end: date | None = None,
    missed: int = 0,
    repaired: int = 0,
    waiting: Waiting,
) -> Finding:
    check_repaired(missed, repaired)
    start = first_day_or_none(coverage_start, coverage_year)
    end = last_day(start, coverage_end) if start else coverage_end
    if months is None and waiting.days is not None:
        found = _wait_of_days(paid, waiting.days, waiting.last_day_excluded, start, end)
        return replace(found, unused=frozenset(WAITING.facts) - {"start_convention", *BY_DAYS})
    waited = waiting.months(missed=missed, repaired=repaired) if months is None else months
    begins = rules.late_wait(
        paid=paid, months=waited, coverage_start=start, convention=waiting.start
    )
    found = _waited(paid, f"等满{waited}个月", begins, end, anchor=start)
    unused = set(BY_DAYS)
    if months is not None:
        unused |= WAITING.facts.keys() - {"start_convention"}
    elif missed == 0:
        unused |= {*BY_BREAK, *BY_FLOOR}
    elif missed < waiting.floor_missed:
        unused |= BY_FLOOR
    return replace(found, unused=frozenset(unused))


def late_wait_days(
    *,
    paid: date,
    days: int = 90,
    last_day_excluded: bool = True,
    coverage_start: date | None = None,
    coverage_year: int | None = None,
    coverage_end: date | None = None,
) -> Finding:
    start = first_day_or_none(coverage_start, coverage_year)
    end = last_day(start, coverage_end) if start else coverage_end
    return _wait_of_days(paid, days, last_day_excluded, start, end)


def _wait_of_days(
    paid: date, days: int, last_day_excluded: bool, start: date | None, end: date | None
) -> Finding:
    begins = rules.late_wait_days(
        paid=paid, days=days, last_day_excluded=last_day_excluded, coverage_start=start
    )
    rest = f"等待{days}天（第{days}天{'仍不能' if last_day_excluded else '起能'}报销）"
    return _waited(paid, rest, begins, end, anchor=start)


def _waited(
    paid: date, rest: str, begins: date | None, end: date | None, *, anchor: date | None
) -> Finding:
    """The sentence of a wait that is over on `begins`, and no date if the year is over first."""
    since = f"从{chinese(anchor)}起" if anchor and anchor > paid else ""
    told = f"{chinese(paid)}到账，{since}{rest}"
    if begins and end and begins > end:
        return Finding(
            None,
            f"{told}要到{chinese(begins)}，已经过了待遇年度最后一天{chinese(end)}，本年度用不上；"
            f"{WITHOUT_WAITING}。",
        )
    reach = "" if end else "；那天要在所缴的待遇年度之内"
    return Finding(
        begins,
        f"{told}，从{chinese(begins) if begins else ''}起能报销{reach}；{WITHOUT_WAITING}。",
    )


def rejoin_wait(
    *,
    missed: int | None = None,
    missed_years: list[int] | None = None,
    repaired: int = 0,
    paid: date,
    coverage_start: date | None = None,
    coverage_year: int | None = None,
    coverage_end: date | None = None,
    missed_years_from: int = COUNTED_FROM,
    waiting: Waiting,
) -> Finding:
    start = first_day(coverage_start, coverage_year)
    end = last_day(start, coverage_end)
    if missed is None:
        if missed_years is None:
            raise OddFact("missed", "请填写连续断保了几年，例如：2。")
        missed = rules.missed_years(missed_years, counted_from=missed_years_from)
        repaired = min(repaired, missed)
    check_repaired(missed, repaired)
    found = rules.rejoin_wait(
        missed=missed,
        repaired=repaired,
        paid=paid,
        coverage_start=start,
        coverage_end=end,
        waiting=waiting,
    )
    return Finding(found, _tell_rejoin(found, missed, repaired, paid, start, end))


def _tell_rejoin(
    found: rules.Wait, missed: int, repaired: int, paid: date, start: date, end: date
) -> str:
    if found.months == 0 and found.benefit_start == start:
        return (
            f"没有断保、在待遇年度开始前缴费，不用等待，从{chinese(start)}起能报销；"
            "过了当地集中期才缴，就要等待。"
        )
    repair = f"、补缴{repaired}年" if repaired else ""
    told = f"连续断保{missed}年{repair}，要等{found.months}个月"
    anchor = chinese(max(paid, start))
    change = "每补缴一年可以少等，但固定的等待月数不减" if missed > repaired else WITHOUT_WAITING
    if found.benefit_start is None:
        return f"{told}，从{anchor}起算已经过了待遇年度最后一天{chinese(end)}，本年度用不上；{change}。"
    return f"{told}，从{anchor}起算，{chinese(found.benefit_start)}起能报销；{change}。"


def next_day(*, paid: date) -> Finding:
    begins = rules.next_day(paid=paid)
    return Finding(
        begins,
        f"免等待的人{chinese(paid)}缴费到账，从次日{chinese(begins)}起能报销；"
        "不在免等待的人群里，就要等当地规定的月数。",
    )


def next_month_first(*, paid: date) -> Finding:
    begins = rules.next_month_first(paid=paid)
    return Finding(
        begins,
        f"按“缴费次月生效”，{chinese(paid)}到账，从{chinese(begins)}起能报销；"
        "各地办法不同，集中期内缴费一般从待遇年度第一天起。",
    )


def benefit_start(
    *,
    paid: date,
    coverage_start: date | None = None,
    coverage_year: int | None = None,
    coverage_end: date | None = None,
    closes_on: date | None = None,
    in_window: bool | None = None,
    spill: str | None = None,
    missed: int = 0,
    repaired: int = 0,
    exempt: bool = False,
    exempt_start: str = rules.ExemptStart.NEXT_DAY,
    exempt_within_days: int | None = None,
    waiting: Waiting,
) -> Finding:
    check_repaired(missed, repaired)
    start = first_day(coverage_start, coverage_year)
    end = last_day(start, coverage_end)
    if in_window is None and closes_on is not None:
        in_window = paid <= closes_on
    if in_window is None:
        if not exempt:
            raise NoRule(f"还不知道{start.year}年度的集中缴费期到哪天为止，无法判断是否逾期")
        in_window = False  # the careful side: care may begin earlier, never later
    if in_window and (exempt or not missed):
        found = in_window_benefit(paid=paid, coverage_start=start, spill=spill)
        return replace(found, unused=found.unused | WAITING.facts.keys() | EXEMPTION)
    begins = rules.benefit_start(
        paid=paid,
        coverage_start=start,
        in_window=in_window,
        spill=spill or Spill.NEXT_DAY,
        missed=missed,
        repaired=repaired,
        exempt=exempt,
        exempt_start=exempt_start,
        coverage_end=end,
        waiting=waiting,
    )
    if exempt:
        told = f"{chinese(paid)}到账，属于免等待的人群"
        if exempt_within_days is not None:
            told += f"（身份变化后{exempt_within_days}天内参保才算）"
        unused = frozenset(WAITING.facts.keys() | {"spill"})
        if begins is None:
            return Finding(
                None, f"{told}，但待遇年度到{chinese(end)}为止，本年度用不上。", unused=unused
            )
        return Finding(
            begins,
            f"{told}，从{chinese(begins)}起能报销；不属于免等待的人群，就要等待。",
            unused=unused,
        )
    found = late_wait(
        paid=paid,
        coverage_start=start,
        coverage_end=end,
        missed=missed,
        repaired=repaired,
        waiting=waiting,
    )
    return replace(found, unused=found.unused | EXEMPTION | {"spill"})


def refuse_newborns(place: Place, known: Facts) -> Supply:
    """Whose care begins with the day of birth, of which nothing is told here."""
    if place.category == PersonCategory.NEWBORN:
        raise OddFact("category", "新生儿从哪天起能报销要看出生日期，请改用 newborn_start。")
    return Supply()


CALCULATORS = [
    Calculator(
        rule="in_window_benefit",
        title="集中缴费期内缴费，从哪天起能报销",
        function=in_window_benefit,
        facts={
            "paid": PAID,
            "coverage_start": COVERAGE_FACTS["coverage_start"],
            "coverage_year": COVERAGE_FACTS["coverage_year"],
            "closes_on": CLOSES_ON,
            "spill": SPILL,
        },
        subject={"paid_as": PAID_AS},
        suppliers=(from_window,),
        example={"paid": "2026-02-28", "coverage_start": "2026-01-01", "spill": "next_day"},
    ),
    Calculator(
        rule="late_wait",
        title="逾期缴费，等满几个月，从哪天起能报销",
        function=late_wait,
        facts={
            "paid": PAID,
            "months": whole("等几个月，不填按断保年数算", 3, most=MOST_MONTHS),
            **COVERAGE_FACTS,
            **MISSED_FACTS,
        },
        groups={"waiting": WAITING},
        spellings=WAITING_SPELLINGS,
        suppliers=(from_rule(WaitingRule, **WAITING_POLICY),),
        essential={("months", "fixed_months", "wait_days"): NO_WAITING},
        example={"paid": "2026-03-15", "months": 3, "coverage_end": "2026-12-31"},
    ),
    Calculator(
        rule="late_wait_days",
        title="逾期缴费，按天数等待，从哪天起能报销",
        function=late_wait_days,
        facts={
            "paid": PAID,
            "days": whole("等几天", 90, most=MOST_DAYS),
            "last_day_excluded": yes_no("等待期最后一天仍不享受", "true"),
            **COVERAGE_FACTS,
        },
        spellings={"wait_days": "days", "last_wait_day_excluded": "last_day_excluded"},
        suppliers=(
            from_rule(WaitingRule, days="wait_days", last_day_excluded="last_wait_day_excluded"),
        ),
        essential={("days",): "当地不按天数等待，或者还没有查到等几天"},
        example={"paid": "2028-01-15", "days": 90},
    ),
    Calculator(
        rule="rejoin_wait",
        title="断保几年后再参保，要等几个月，从哪天起能报销",
        function=rejoin_wait,
        facts={
            **MISSED_FACTS,
            "missed_years": years("断保的年份，代替年数", "[2025, 2026]"),
            "missed_years_from": whole("从哪年起计断保", 2025, least=2000, most=2100),
            "paid": PAID,
            **COVERAGE_FACTS,
        },
        groups={"waiting": WAITING},
        spellings=WAITING_SPELLINGS,
        suppliers=(
            from_rule(WaitingRule, **WAITING_POLICY, missed_years_from="missed_years_from"),
        ),
        essential={("fixed_months",): NO_WAITING},
        example={
            "missed": 2,
            "repaired": 1,
            "paid": "2026-11-01",
            "coverage_start": "2027-01-01",
        },
    ),
    Calculator(
        rule="next_day",
        title="免等待的人，缴费次日起",
        function=next_day,
        facts={"paid": PAID},
        example={"paid": "2025-03-15"},
    ),
    Calculator(
        rule="next_month_first",
        title="缴费次月1日起",
        function=next_month_first,
        facts={"paid": PAID},
        names=("next_month",),
        example={"paid": "2026-12-31"},
    ),
    Calculator(
        rule="benefit_start",
        title="某天缴费，从哪天起能报销（逾期、断保、补缴、特殊人群）",
        function=benefit_start,
        facts={
            "paid": PAID,
            **COVERAGE_FACTS,
            "closes_on": CLOSES_ON,
            "in_window": yes_no("是否在集中期内缴费，代替最后一天", "false"),
            "spill": SPILL,
            **MISSED_FACTS,
            "exempt": yes_no("是否属于免等待的人群", "false"),
            "exempt_start": EXEMPT_START,
            "exempt_within_days": whole("身份变化后几天内参保才免等待", 90, most=MOST_DAYS),
        },
        suppliers=(
            refuse_newborns,
            from_window,
            from_rule(
                WaitingRule,
                **WAITING_POLICY,
                exempt=Taken("exempt", names_category),
                exempt_start="exempt_start",
                exempt_within_days="exempt_within_days",
            ),
        ),
        subject={"paid_as": PAID_AS},
        essential={("fixed_months", "wait_days"): NO_WAITING},
        groups={"waiting": WAITING},
        spellings={**WAITING_SPELLINGS, "close": "closes_on", "window_close": "closes_on"},
        example={
            "paid": "2026-03-15",
            "coverage_year": 2026,
            "closes_on": "2025-12-20",
            "missed": 1,
        },
    ),
]
