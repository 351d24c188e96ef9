from __future__ import annotations

import inspect
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from policies import rules

FILE: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parent.parent / "due_date_cases.yaml").read_text(encoding="utf-8")
)
CALENDAR = rules.WorkCalendar(
    holidays=frozenset(FILE["holidays"]),
    make_up_workdays=frozenset(FILE["make_up_workdays"]),
    known_years=frozenset({2026}),
)


@pytest.mark.parametrize("case", FILE["cases"], ids=lambda case: case["id"])
def test_worked_answers_hold(case: dict[str, Any]) -> None:
    assert answer(case["rule"], case["in"]) == case["expect"], case["title"]


def answer(rule: str, facts: dict[str, Any]) -> Any:
    function = getattr(rules, rule)
    asked = inspect.signature(function, eval_str=True).parameters
    arguments = {
        name: Decimal(value) if asked[name].annotation is Decimal else value
        for name, value in facts.items()
    }
    if "calendar" in asked:
        arguments["calendar"] = CALENDAR
    found = function(**arguments)
    return found._asdict() if isinstance(found, rules.Wait) else found


def test_no_worked_answer_is_told_twice_and_the_numbers_are_whole() -> None:
    numbers = [int(case["id"].removeprefix("DD-")) for case in FILE["cases"]]
    assert numbers == [number for number in range(1, 51) if number != 17]


def test_the_holidays_of_the_cases_fall_into_the_year_they_are_known_for() -> None:
    told = [*FILE["holidays"], *FILE["make_up_workdays"]]
    assert {day.year for day in told} == {2026}
    assert all(isinstance(day, date) for day in told)
