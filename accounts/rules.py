"""What declared facts mean on a day, and which declarations make sense. No database, no clock."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from policies.rules import add_months, in_window_benefit

FIRST_COVERAGE_YEAR = 2003
"""The new rural scheme began in 2003; nobody has an older yearly contribution to declare."""
BREAKS_COUNT_FROM = 2025
"""Missed years count as a break only from this coverage year (国办发〔2024〕38号)."""
COLLECTION_BEGINS = (7, 1)
"""Month and day, in the year before the coverage year, from which money can be for it."""
EXPIRES_SOON = timedelta(days=30)
UNDO_WITHIN = timedelta(days=30)
LONGEST_LIFE_MONTHS = 130 * 12
NO_CONSENT = "请先同意登记家人参保资料，再填写。"
CHILDREN = frozenset({"NEWBORN", "MINOR", "STUDENT", "ORPHAN"})
LONGEST_FILING_MONTHS = 30 * 12
LATEST_FILING_START_MONTHS = 12

ZERO_WIDTH_JOINER = "\u200d"  # joins the parts of one emoji
VISIBLE = frozenset("LNPS")
PERSONAL_NUMBER = re.compile(r"\d{6}")
BETWEEN_DIGITS = re.compile(r"[\s\W_]+")


class EnrolmentState(StrEnum):
    NOT_REGISTERED = "not_registered"
    AWAITING_PAYMENT = "awaiting_payment"
    LAPSED = "lapsed"
    PAID = "paid"
    AWAITING_BENEFIT = "awaiting_benefit"
    COVERED = "covered"
    EXEMPT = "exempt"
    ENDED = "ended"

    @property
    def label(self) -> str:
        return STATE_LABELS[self]


STATE_LABELS = {
    EnrolmentState.NOT_REGISTERED: "未登记",
    EnrolmentState.AWAITING_PAYMENT: "已登记未缴",
    EnrolmentState.LAPSED: "过期未缴",
    EnrolmentState.PAID: "已缴，生效日待核实",
    EnrolmentState.AWAITING_BENEFIT: "已缴待生效",
    EnrolmentState.COVERED: "享受中",
    EnrolmentState.EXEMPT: "全额资助",
    EnrolmentState.ENDED: "已到期",
}


@dataclass(frozen=True, slots=True)
class Window:
    """When a coverage year's contribution could be paid; a missing day is not known."""

    opens_on: date | None = None
    closes_on: date | None = None
    last_payable_on: date | None = None
    late_closes_on: date | None = None
    spill: str = ""


UNKNOWN_WINDOW = Window()


@dataclass(frozen=True, slots=True)
class EnrolmentFacts:
    """What was declared about one coverage year; `missed_year_before` is a declared gap."""

    coverage_year: int
    registered: bool = False
    paid_on: date | None = None
    exempt: bool = False
    missed_year_before: bool = False
    newborn: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an enrolment stands on a day, and why in one sentence."""

    state: EnrolmentState
    explanation: str
    benefit_starts_on: date | None = None


def coverage_start(year: int) -> date:
    return date(year, 1, 1)


def coverage_end(year: int) -> date:
    return date(year, 12, 31)


def enrolment_state(
    facts: EnrolmentFacts, *, today: date, window: Window = UNKNOWN_WINDOW
) -> Standing:
    """Where `facts` stand on `today`; a day that no rule gives is left out, never guessed."""
    if facts.exempt:
        return _standing_of_exempt(facts, today=today)
    if facts.paid_on is not None:
        return _standing_of_paid(facts, facts.paid_on, today=today, window=window)
    return _standing_of_unpaid(facts, today=today, window=window)


def _standing_of_exempt(facts: EnrolmentFacts, *, today: date) -> Standing:
    year = facts.coverage_year
    if today > coverage_end(year):
        return Standing(EnrolmentState.ENDED, f"{year} 年度已经过完。")
    return Standing(
        EnrolmentState.EXEMPT, "由财政全额资助，自己不用缴；资格以当地医保部门认定为准。"
    )


def _standing_of_paid(
    facts: EnrolmentFacts, paid_on: date, *, today: date, window: Window
) -> Standing:
    year = facts.coverage_year
    if today > coverage_end(year):
        return Standing(EnrolmentState.ENDED, f"{year} 年度已经过完，看病要看今年缴没缴。")
    start = benefit_start(facts, paid_on=paid_on, window=window)
    if start is None:
        return Standing(
            EnrolmentState.PAID,
            f"{_why_start_is_open(facts, paid_on, window)}"
            "哪天起能报销待核实，请在国家医保服务平台核对或问 12393。",
        )
    if today < start:
        return Standing(
            EnrolmentState.AWAITING_BENEFIT, f"已经缴费，从{_chinese(start)}起能报销。", start
        )
    return Standing(
        EnrolmentState.COVERED, f"已经缴费，能报销到{_chinese(coverage_end(year))}。", start
    )


def benefit_start(facts: EnrolmentFacts, *, paid_on: date, window: Window) -> date | None:
    """From which day care is covered, where the known rules say so (domain rule C4-3).

    None when the payment lies outside the window, the window is not known, the money came after
    the year began and the place's rule for that is not known, or a year before was missed and a
    waiting period may apply.
    """
    if window.closes_on is None or facts.missed_year_before:
        return None
    if paid_on > window.closes_on or (window.opens_on and paid_on < window.opens_on):
        return None
    start = coverage_start(facts.coverage_year)
    if paid_on >= start and not window.spill:
        return None
    return in_window_benefit(paid=paid_on, coverage_start=start, spill=window.spill)


def _why_start_is_open(facts: EnrolmentFacts, paid_on: date, window: Window) -> str:
    if facts.missed_year_before:
        return f"已经缴费。{facts.coverage_year - 1} 年度没有缴，可能要等待一段时间才生效；"
    if window.closes_on is None:
        return "已经缴费。还没有查到当地的缴费期；"
    if paid_on > window.closes_on:
        return f"已经缴费，但到账在集中缴费期（{_chinese(window.closes_on)}截止）之后，可能要等待；"
    if window.opens_on and paid_on < window.opens_on:
        return f"已经缴费，但到账早于集中缴费期（{_chinese(window.opens_on)}开始）；"
    return "已经缴费，到账时待遇年度已经开始；"


def _standing_of_unpaid(facts: EnrolmentFacts, *, today: date, window: Window) -> Standing:
    year = facts.coverage_year
    last_day = window.last_payable_on or window.closes_on
    if today > (last_day or coverage_end(year)):
        if not facts.registered:
            return Standing(
                EnrolmentState.NOT_REGISTERED,
                f"{year} 年度还没有填报，集中缴费期已过；缴过了请补填，没缴请问 12393。",
            )
        return Standing(EnrolmentState.LAPSED, _lapsed_sentence(year, today=today, window=window))
    state = EnrolmentState.AWAITING_PAYMENT if facts.registered else EnrolmentState.NOT_REGISTERED
    if last_day is None and facts.newborn:
        return Standing(
            state, "新生儿的参保期限从出生那天算起，各地不同，请尽快登记缴费，具体期限请问 12393。"
        )
    if last_day is None:
        return Standing(state, "还没有查到当地的缴费截止日，请查看本地公告或问 12393。")
    if window.opens_on and today < window.opens_on:
        return Standing(state, f"集中缴费期从{_chinese(window.opens_on)}开始。")
    return Standing(state, f"还没有缴费，请在{_chinese(last_day)}（含当天）前缴费。")


def _lapsed_sentence(year: int, *, today: date, window: Window) -> str:
    if window.late_closes_on and today <= window.late_closes_on:
        return f"集中缴费期已过，还能补缴到{_chinese(window.late_closes_on)}，可能要等待才生效。"
    if today > coverage_end(year):
        if year < BREAKS_COUNT_FROM:
            return f"{year} 年度没有缴费；断保从 {BREAKS_COUNT_FROM} 年度起才计算。"
        return f"{year} 年度没有缴费，算断保一年。"
    return f"{year} 年度的集中缴费期已过，还没有缴费；能否补缴请问 12393。"


def missed_year_before(years: dict[int, bool], *, coverage_year: int) -> bool:
    """Whether the year before was declared and left unpaid.

    `years` maps each declared coverage year to whether it was paid or exempt. A year nobody
    declared is not known to be missed.
    """
    return coverage_year > BREAKS_COUNT_FROM and years.get(coverage_year - 1) is False


def coverage_year_problem(year: int, *, today: date) -> str | None:
    """Why `year` cannot be declared on `today`, or None: windows open in the year before."""
    if FIRST_COVERAGE_YEAR <= year <= today.year + 1:
        return None
    return f"待遇年度请填 {FIRST_COVERAGE_YEAR} 到 {today.year + 1} 之间的年份。"


def payment_date_problem(paid_on: date, *, coverage_year: int, today: date) -> str | None:
    """Why money for `coverage_year` cannot have arrived on `paid_on`, or None.

    Places begin to collect in the autumn before the year, none seen before September; money of
    that spring is for the year before, the usual mistake. A missed year may be repaid later.
    """
    if paid_on > today:
        return "到账日期不能晚于今天；钱到账后再来填。"
    if paid_on < date(coverage_year - 1, *COLLECTION_BEGINS):
        return (
            f"{coverage_year} 年度的钱在 {coverage_year - 1} 年下半年才开始收；"
            f"更早缴的算 {coverage_year - 1} 年度，请核对日期或年度。"
        )
    return None


def birth_date_problem(born_on: date, *, today: date) -> str | None:
    if born_on > today:
        return "出生日期不能晚于今天。"
    if born_on < add_months(today, -LONGEST_LIFE_MONTHS):
        return "出生日期太早了，请核对年份。"
    return None


def may_be_under_fourteen(*, category: str, born_on: date | None, today: date) -> bool:
    """Whether the law wants a guardian's consent; without a birth date the category decides."""
    if born_on is not None:
        return today < add_months(born_on, 14 * 12)
    return category in CHILDREN


def filing_dates_problem(
    *, starts_on: date, ends_on: date | None, today: date
) -> tuple[str, str] | None:
    """The field and the sentence of what is wrong with a filing's dates, or None."""
    if starts_on > add_months(today, LATEST_FILING_START_MONTHS):
        return "starts_on", "开始日期请填一年以内的日子。"
    if starts_on < add_months(today, -LONGEST_FILING_MONTHS):
        return "starts_on", "开始日期太早了，请核对年份。"
    if ends_on is not None and ends_on < starts_on:
        return "ends_on", "最后有效日不能早于开始日期。"
    if ends_on is not None and ends_on > add_months(starts_on, LONGEST_FILING_MONTHS):
        return "ends_on", "最后有效日太远了，请核对年份；长期备案可以不填。"
    return None


class FilingState(StrEnum):
    NOT_STARTED = "not_started"
    VALID = "valid"
    EXPIRING = "expiring"
    EXPIRED = "expired"
    UNKNOWN_END = "unknown_end"
    CANCELLED = "cancelled"

    @property
    def label(self) -> str:
        return FILING_STATE_LABELS[self]


FILING_STATE_LABELS = {
    FilingState.NOT_STARTED: "还没开始",
    FilingState.VALID: "有效",
    FilingState.EXPIRING: "快到期",
    FilingState.EXPIRED: "已过期",
    FilingState.UNKNOWN_END: "到期日待核实",
    FilingState.CANCELLED: "已取消",
}


def filing_state(
    *,
    starts_on: date,
    ends_on: date | None,
    long_term: bool,
    cancelled_on: date | None,
    today: date,
) -> FilingState:
    """Where a filing stands on `today`. The last valid day counts as valid until it is over."""
    if cancelled_on is not None:
        return FilingState.CANCELLED
    if ends_on is not None and today > ends_on:
        return FilingState.EXPIRED
    if today < starts_on:
        return FilingState.NOT_STARTED
    if ends_on is None:
        return FilingState.VALID if long_term else FilingState.UNKNOWN_END
    return FilingState.EXPIRING if ends_on - today <= EXPIRES_SOON else FilingState.VALID


def clean_text(text: str) -> str:
    """`text` without control and invisible characters; empty when nothing visible is left."""
    kept = "".join(
        letter
        for letter in text
        if letter == ZERO_WIDTH_JOINER or unicodedata.category(letter)[0] != "C"
    )
    visible = any(unicodedata.category(letter)[0] in VISIBLE for letter in kept)
    return kept.strip() if visible else ""


def looks_like_personal_number(text: str) -> bool:
    """Six digits in a row, however spaced: an identity, telephone or bank number, or part of one."""
    return PERSONAL_NUMBER.search(BETWEEN_DIGITS.sub("", text)) is not None


def _chinese(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
