"""Members who have not paid and whose window has closed: what paying late means. Occasion once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from policies.models import ParticipationSubsidy, PaymentWindow, WaitingRule
from policies.rules.days import ONE_DAY
from reminders.kinds.base import Cohort, Kind, Question
from reminders.kinds.paying import EXAMPLE, STILL, owed, payers, says
from reminders.wording import BUREAU, Occasion, day_words

CODE = "after_window"


def cohorts(question: Question) -> Iterable[Cohort]:
    def facts(window: PaymentWindow, region: str, category: str) -> dict[str, Any]:
        def known(name: str) -> Any:
            found = question.season.value_in(region, WaitingRule, name, scheme=window.scheme)
            return found.value if found else None

        late_due_on = window.last_late_payable_on
        helped = question.season.said_in(
            region, ParticipationSubsidy, category=category, coverage_year=window.coverage_year
        )
        price = None if helped and helped.value("help") else known("late_amount")
        by_days = known("start_convention") == "days"
        wait = known("wait_days" if by_days else "fixed_months")
        return {
            "since": str(window.closes_on),
            "until": str(late_due_on) if late_due_on else None,
            "wait": f"{wait}{'天' if by_days else '个月'}" if wait else None,
            "amount": None if price is None else str(price),
            "place": BUREAU,
        }

    return payers(
        question,
        wanted=lambda days: question.first <= days.closes_on + ONE_DAY <= question.last,
        due_on=lambda window, found: (window.closes_on or found.due_on) + ONE_DAY,
        facts=facts,
    )


def shown_day(told: Occasion) -> date:
    """The last day to pay late where the place has one, else the day the window closed."""
    return late_until(told) or told.day("since") or told.due_on


def late_until(told: Occasion) -> date | None:
    """The day that comes first, where members can pay late in several places; none if not in all."""
    return None if None in told.all_of("until") else min(told.days("until"))


def words(told: Occasion) -> dict[str, str]:
    until, since = late_until(told), told.day("since")
    prices, waits = told.all_of("amount"), told.all_of("wait")
    price = prices.pop() if len(prices) == 1 else None
    wait = waits.pop() if len(waits) == 1 else None
    return {
        **says(told),
        "closed": day_words(since) if since else "前几天",
        "late": f"{day_words(until)}前还可以补缴" if until else "还能不能补缴各地不同",
        "price": f"，每人{price.removesuffix('.00')}元" if price else "",
        "waiting": f"，缴了一般要等{wait}才能报" if wait else "，缴了一般要等一段时间才能报",
        "wait": f"要等{wait}" if wait else "一般要等待",
    }


KIND = Kind(
    code=CODE,
    label="缴费期已过",
    worth=4,
    stages=(0,),
    lasts=13,
    ahead=0,
    ends=False,
    cohorts=cohorts,
    owed_sql=owed(CODE),
    # What late payers are asked is the full price, and nobody says how much of it is helped with.
    told={"amount": "CASE WHEN m.special_group = '' THEN c.facts ->> 'amount' END"},
    still_sql=STILL,
    says=words,
    shown_day=shown_day,
    title="{year} 年度缴费期已过",
    text=(
        "我们没有记到{who}缴 {year} 年度的居民医保，集中缴费期到{closed}为止。"
        "{late}{price}{waiting}，请问{where}或 12393。已经缴过的，请在小程序里补填。"
    ),
    tip="缴费期已过，现在缴{wait}才能报",
    why="缴费期过了而您没有填报已缴：晚缴有等待期，越早补越早能报。",
    source="国办发〔2024〕38号；当地补缴规定",
    example={**EXAMPLE, "place": BUREAU, "since": "2025-12-20", "wait": "3个月", "amount": None},
    example_subject="RESIDENT:2026",
)
