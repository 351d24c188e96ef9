from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from accounts.rules import (
    EnrolmentFacts,
    EnrolmentState,
    FilingState,
    Gap,
    Terms,
    Window,
    birth_date_problem,
    clean_text,
    coverage_year_problem,
    enrolment_state,
    filing_dates_problem,
    filing_state,
    gap_before,
    looks_like_personal_number,
    payment_date_problem,
)

GUANGZHOU = Window(
    opens_on=date(2025, 10, 21), closes_on=date(2025, 12, 20), last_payable_on=date(2025, 12, 20)
)
HEBEI = Window(
    opens_on=date(2025, 10, 20),
    closes_on=date(2026, 2, 28),
    last_payable_on=date(2026, 2, 28),
    spill="next_day",
)
BEIJING = Window(
    opens_on=date(2025, 11, 30),
    closes_on=date(2026, 2, 28),
    last_payable_on=date(2026, 2, 28),
    spill="from_coverage_start",
)
SPILL_UNKNOWN = Window(closes_on=date(2026, 2, 28), last_payable_on=date(2026, 2, 28))
SHUT_AT_YEAR_END = Window(
    opens_on=date(2025, 10, 1), closes_on=date(2025, 12, 31), last_payable_on=date(2025, 12, 25)
)
LATE_ALLOWED = Window(
    closes_on=date(2025, 12, 20),
    last_payable_on=date(2025, 12, 20),
    late_closes_on=date(2026, 3, 31),
)
NOWHERE = Window()

NOTHING = EnrolmentFacts(2026)
REGISTERED = EnrolmentFacts(2026, registered=True)
EXEMPT = EnrolmentFacts(2026, registered=True, exempt=True)


def paid(day: str, *, missed: bool = False) -> EnrolmentFacts:
    return EnrolmentFacts(
        2026, registered=True, paid_on=date.fromisoformat(day), missed=int(missed)
    )


@pytest.mark.parametrize(
    ("facts", "window", "today", "state", "start"),
    [
        (NOTHING, GUANGZHOU, "2025-09-01", "not_registered", None),
        (NOTHING, GUANGZHOU, "2025-12-20", "not_registered", None),
        (NOTHING, GUANGZHOU, "2025-12-21", "not_registered", None),
        (REGISTERED, GUANGZHOU, "2025-11-20", "awaiting_payment", None),
        (REGISTERED, GUANGZHOU, "2025-12-20", "awaiting_payment", None),
        (REGISTERED, GUANGZHOU, "2025-12-21", "lapsed", None),
        (REGISTERED, SHUT_AT_YEAR_END, "2025-12-25", "awaiting_payment", None),
        (REGISTERED, SHUT_AT_YEAR_END, "2025-12-26", "lapsed", None),
        (REGISTERED, NOWHERE, "2026-12-31", "awaiting_payment", None),
        (REGISTERED, NOWHERE, "2027-01-01", "lapsed", None),
        (paid("2025-11-20"), GUANGZHOU, "2025-11-20", "awaiting_benefit", "2026-01-01"),
        (paid("2025-12-20"), GUANGZHOU, "2025-12-31", "awaiting_benefit", "2026-01-01"),
        (paid("2025-12-20"), GUANGZHOU, "2026-01-01", "covered", "2026-01-01"),
        (paid("2025-12-20"), GUANGZHOU, "2026-12-31", "covered", "2026-01-01"),
        (paid("2025-12-20"), GUANGZHOU, "2027-01-01", "ended", None),
        (paid("2025-12-21"), GUANGZHOU, "2026-02-01", "paid", None),
        (paid("2025-10-20"), GUANGZHOU, "2025-11-20", "paid", None),
        (paid("2025-12-28"), SHUT_AT_YEAR_END, "2026-01-01", "covered", "2026-01-01"),
        (paid("2026-01-15"), HEBEI, "2026-01-15", "awaiting_benefit", "2026-01-16"),
        (paid("2026-01-15"), HEBEI, "2026-01-16", "covered", "2026-01-16"),
        (paid("2026-02-28"), HEBEI, "2026-02-28", "awaiting_benefit", "2026-03-01"),
        (paid("2026-02-28"), BEIJING, "2026-02-28", "covered", "2026-01-01"),
        (paid("2025-12-31"), SPILL_UNKNOWN, "2026-01-01", "covered", "2026-01-01"),
        (paid("2026-01-01"), SPILL_UNKNOWN, "2026-01-02", "paid", None),
        (paid("2025-11-20"), NOWHERE, "2025-11-20", "paid", None),
        (paid("2025-11-20", missed=True), GUANGZHOU, "2026-02-01", "paid", None),
        (EXEMPT, GUANGZHOU, "2025-11-20", "exempt", "2026-01-01"),
        (EXEMPT, NOWHERE, "2026-12-31", "exempt", "2026-01-01"),
        (EXEMPT, NOWHERE, "2027-01-01", "ended", None),
    ],
)
def test_declared_facts_stand_where_the_known_rules_say(
    facts: EnrolmentFacts, window: Window, today: str, state: str, start: str | None
) -> None:
    standing = enrolment_state(facts, today=date.fromisoformat(today), terms=Terms(window))
    assert standing.state == state
    assert standing.benefit_starts_on == (start and date.fromisoformat(start))
    assert standing.explanation.endswith("。")


def test_every_state_has_chinese_words() -> None:
    assert all(state.label for state in EnrolmentState)
    assert all(state.label for state in FilingState)


def test_an_open_late_window_is_named() -> None:
    standing = enrolment_state(REGISTERED, today=date(2026, 3, 31), terms=Terms(LATE_ALLOWED))
    assert "补缴到2026年3月31日" in standing.explanation
    standing = enrolment_state(REGISTERED, today=date(2026, 4, 1), terms=Terms(LATE_ALLOWED))
    assert "12393" in standing.explanation


@pytest.mark.parametrize(("year", "word"), [(2024, "才计算"), (2025, "算断保")])
def test_missed_years_count_only_from_2025(year: int, word: str) -> None:
    facts = EnrolmentFacts(year, registered=True)
    assert word in enrolment_state(facts, today=date(2026, 6, 1)).explanation


IN_TIME, AFTERWARDS = date(2024, 11, 20), date(2026, 1, 5)


@pytest.mark.parametrize(
    ("paid", "gap"),
    [
        ({}, Gap()),
        ({2025: IN_TIME}, Gap()),
        ({2025: None}, Gap(1)),
        ({2025: AFTERWARDS}, Gap(1, 1)),
        ({2024: None}, Gap()),
        ({2024: None, 2025: None}, Gap(1)),
    ],
)
def test_only_years_declared_unpaid_count_as_missed(paid: dict[int, date | None], gap: Gap) -> None:
    assert gap_before(paid, coverage_year=2026) == gap


def test_missed_years_count_as_long_as_they_follow_each_other() -> None:
    paid = {2025: None, 2026: date(2025, 11, 1), 2027: None, 2028: date(2029, 6, 1), 2029: None}
    assert gap_before(paid, coverage_year=2030) == Gap(3, 1)


@pytest.mark.parametrize(
    ("paid_on", "year", "today", "fine"),
    [
        ("2025-11-20", 2026, "2025-11-20", True),
        ("2025-11-21", 2026, "2025-11-20", False),
        ("2025-07-01", 2026, "2025-11-20", True),
        ("2025-06-30", 2026, "2025-11-20", False),
        ("2026-11-20", 2025, "2026-11-20", True),
        ("2024-02-29", 2024, "2025-11-20", True),
        ("0001-01-01", 2026, "2025-11-20", False),
        ("9999-12-31", 2026, "2025-11-20", False),
    ],
)
def test_money_arrives_between_the_summer_before_and_today(
    paid_on: str, year: int, today: str, fine: bool
) -> None:
    problem = payment_date_problem(
        date.fromisoformat(paid_on), coverage_year=year, today=date.fromisoformat(today)
    )
    assert (problem is None) is fine


@pytest.mark.parametrize(
    ("year", "fine"), [(2002, False), (2003, True), (2026, True), (2027, False), (10**30, False)]
)
def test_a_coverage_year_reaches_one_year_ahead(year: int, fine: bool) -> None:
    assert (coverage_year_problem(year, today=date(2025, 11, 20)) is None) is fine


@pytest.mark.parametrize(
    ("born_on", "fine"),
    [("2025-11-20", True), ("2025-11-21", False), ("1900-01-01", True), ("0001-01-01", False)],
)
def test_a_birth_lies_within_a_long_life(born_on: str, fine: bool) -> None:
    problem = birth_date_problem(date.fromisoformat(born_on), today=date(2025, 11, 20))
    assert (problem is None) is fine


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "field"),
    [
        ("2025-11-20", None, None),
        ("2025-11-20", "2025-11-20", None),
        ("2025-11-20", "2025-11-19", "ends_on"),
        ("2026-11-20", None, None),
        ("2026-11-21", None, "starts_on"),
        ("0001-01-01", None, "starts_on"),
        ("9999-12-31", None, "starts_on"),
        ("2025-11-20", "9999-12-31", "ends_on"),
    ],
)
def test_a_filing_lies_within_reach(starts_on: str, ends_on: str | None, field: str | None) -> None:
    problem = filing_dates_problem(
        starts_on=date.fromisoformat(starts_on),
        ends_on=date.fromisoformat(ends_on) if ends_on else None,
        today=date(2025, 11, 20),
    )
    assert (problem and problem[0]) == field


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "long_term", "cancelled", "state"),
    [
        ("2025-11-21", "2026-05-20", False, False, "not_started"),
        ("2025-11-20", "2026-05-20", False, False, "valid"),
        ("2025-06-21", "2025-12-21", False, False, "valid"),
        ("2025-06-21", "2025-12-20", False, False, "expiring"),
        ("2025-05-21", "2025-11-20", False, False, "expiring"),
        ("2025-05-20", "2025-11-19", False, False, "expired"),
        ("2025-05-20", None, True, False, "valid"),
        ("2025-05-20", None, False, False, "unknown_end"),
        ("2025-05-20", "2025-11-19", False, True, "cancelled"),
    ],
)
def test_a_filing_is_valid_to_the_end_of_its_last_day(
    starts_on: str, ends_on: str | None, long_term: bool, cancelled: bool, state: str
) -> None:
    assert state == filing_state(
        starts_on=date.fromisoformat(starts_on),
        ends_on=date.fromisoformat(ends_on) if ends_on else None,
        long_term=long_term,
        cancelled_on=date(2025, 11, 1) if cancelled else None,
        today=date(2025, 11, 20),
    )


@pytest.mark.parametrize("progress", ["draft", "submitted", "returned"])
def test_a_filing_that_the_bureau_has_not_taken_is_not_valid(progress: str) -> None:
    facts: Any = {
        "starts_on": date(2025, 11, 1),
        "ends_on": date(2026, 5, 1),
        "long_term": False,
        "today": date(2025, 11, 20),
    }
    assert filing_state(**facts, cancelled_on=None, progress=progress) == progress
    cancelled = filing_state(**facts, cancelled_on=date(2025, 11, 2), progress=progress)
    assert cancelled == "cancelled"


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("妈妈", "妈妈"),
        (" 妈\u200b妈\u202e ", "妈妈"),
        ("小\x07宝\r\n", "小宝"),
        ("👨‍👩‍👧", "👨‍👩‍👧"),
        ("\u200d\u200d", ""),
        ("\u3000", ""),
    ],
)
def test_text_keeps_what_can_be_seen(text: str, cleaned: str) -> None:
    assert clean_text(text) == cleaned


@pytest.mark.parametrize(
    ("text", "personal"),
    [
        ("13800138000", True),
        ("138 0013 8", True),
        ("妈440106", True),
        ("123456", True),
        ("小宝12345", False),
        ("二姨2", False),
    ],
)
def test_six_digits_look_like_a_personal_number(text: str, personal: bool) -> None:
    assert looks_like_personal_number(text) is personal
