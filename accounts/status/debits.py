"""When the contribution of the self-employed is next taken."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from accounts.rules import chinese
from accounts.status.facts import MemberFacts
from accounts.status.grounds import Ground
from policies import rules as policy_rules
from policies.answers import HouseholdRules, Provenance, Resolution
from policies.rules import WorkCalendar

IN_TIME = "钱要在约定的扣款日之前存好"


@dataclass(frozen=True, slots=True)
class NextDebit:
    """The agreed day and the day money is really taken, each with what it rests on."""

    nominal: date
    on: date
    agreed: Ground
    taken: Ground


@dataclass(frozen=True, slots=True)
class DebitRule:
    """On which day of the month, and whether a free day moves it; `roll` None is not known."""

    day: int
    own_day: bool
    roll: bool | None
    day_origin: Provenance | None
    roll_origin: Provenance | None


def next_debit(facts: MemberFacts, policy: HouseholdRules, *, today: date) -> NextDebit | None:
    """The next time money is taken, from `today` on; None where nobody says which day.

    1. The day is the one the resident told, else the place's, of its rule for the self-employed
       or of its only channel with such a day.
    2. It moves to the next working day where the place says so, of that very day.
    3. The debit of last month may still be to come, where it moved into this month.
    """
    rule = _rule(facts, policy)
    if rule is None:
        return None
    month = policy_rules.add_months(first_of(today), -1)
    while True:
        if facts.debit_since is None or month >= facts.debit_since:
            found = _in_month(month, rule, policy.calendar)
            if found.on >= today:
                return found
        month = policy_rules.add_months(month, 1)


def first_of(day: date) -> date:
    return day.replace(day=1)


def _rule(facts: MemberFacts, policy: HouseholdRules) -> DebitRule | None:
    places = [rule for rule in map(_of_place, (policy.flexible, *policy.channels)) if rule]
    own = facts.debit_day
    if own is None:
        days = {rule.day for rule in places}
        return places[0] if len(days) == 1 else None
    same = (rule for rule in places if rule.day == own and rule.roll is not None)
    if found := next(same, None):
        return replace(found, own_day=True)
    roll = policy.flexible.value("roll_to_workday")
    return DebitRule(own, True, roll, None, policy.flexible.provenance("roll_to_workday"))


def _of_place(rule: Resolution) -> DebitRule | None:
    day = rule.value("debit_day")
    if day is None:
        return None
    roll = rule.value("roll_to_workday")
    of_day = rule.provenance("debit_day")
    return DebitRule(day, False, roll, of_day, rule.provenance("roll_to_workday") or of_day)


def _in_month(month: date, rule: DebitRule, calendar: WorkCalendar) -> NextDebit:
    nominal = policy_rules.debit_nominal(year=month.year, month=month.month, day=rule.day)
    on = calendar.roll(nominal) if rule.roll else nominal
    by = "您填的" if rule.own_day else "当地的"
    agreed = f"按{by}每月{rule.day}日扣款"
    told = f"{agreed}，下次是{chinese(nominal)}"
    known = calendar.knows(nominal, on)
    if rule.roll is None:
        told += f"；遇节假日顺不顺延，当地规定待核实，{IN_TIME}。"
    elif rule.roll and not known:
        told += f"；遇节假日顺延到上班，这一年的放假安排还没公布，暂按周末推算，{IN_TIME}。"
    elif on != nominal:
        told += f"，遇节假日顺延到{chinese(on)}；{IN_TIME}。"
    else:
        told += f"，{IN_TIME}。"
    doubtful = rule.roll and not known
    given = rule.own_day and not rule.roll
    return NextDebit(
        nominal,
        on,
        agreed=Ground(f"{agreed}。", rule.day_origin, given=rule.own_day),
        taken=Ground(told, None if doubtful else rule.roll_origin, given=given),
    )
