"""Care elsewhere: how long a filing holds, what it covers, and emergencies."""

from __future__ import annotations

from datetime import date
from functools import partial

from policies import rules
from policies.calculators.conventions import MOST_MONTHS
from policies.calculators.desk import Calculator, Finding, NoRule
from policies.calculators.facts import OddFact, day, one_of, whole
from policies.calculators.policy import from_rule
from policies.calculators.words import chinese
from policies.models import EmergencyFilingRule, FilingRule
from policies.rules import WorkCalendar

START = day("备案起始日", "2026-08-31")
ADMISSION = day("入院的日子", "2026-09-30")
WITHIN = whole("入院后几天内备案", 3, most=366)
CALENDAR_DAYS, WORKDAYS = "calendar_days", "workdays"
UNIT = one_of(
    "按什么天数",
    [(CALENDAR_DAYS, "自然日"), (WORKDAYS, "工作日")],
    spellings={
        "days": CALENDAR_DAYS,
        "calendar": CALENDAR_DAYS,
        "workday": WORKDAYS,
        "working_days": WORKDAYS,
    },
)
NOT_NATIONAL = "全国没有统一的急诊备案期限，急诊抢救视同已备案，当地另有期限的以当地为准"


def filing_last_valid(*, start: date, months: int = 6, end: date | None = None) -> Finding:
    if end and end < start:
        raise OddFact("end", "备案截止日不能早于起始日。")
    last = rules.filing_last_valid(start=start, months=months, end=end)
    why = "备案上写明的截止日" if end else f"{months}个月"
    return Finding(
        last,
        f"{chinese(start)}起的临时备案（{why}），最后有效的一天是{chinese(last)}；"
        "备案记录上另有截止日的，以记录为准，当年的医保费没缴，备案有效也不能报销。",
    )


def filing_unlock(*, start: date, lock_months: int = 6) -> Finding:
    opens = rules.filing_unlock(start=start, lock_months=lock_months)
    return Finding(
        opens,
        f"{chinese(start)}起的长期备案，满{lock_months}个月，从{chinese(opens)}起可以变更就医地；"
        "有的地方更短，全国规定最长6个月。",
    )


def filing_covers(
    *,
    start: date,
    last_valid: date | None = None,
    months: int | None = None,
    admission: date,
) -> Finding:
    if last_valid is None and months is not None:
        last_valid = rules.filing_last_valid(start=start, months=months)
    if last_valid and last_valid < start:
        raise OddFact("last_valid", "最后有效的一天不能早于起始日。")
    covered = rules.filing_covers(start=start, last_valid=last_valid, admission=admission)
    span = f"{chinese(start)}到{chinese(last_valid)}" if last_valid else f"{chinese(start)}起长期"
    verdict = "算在备案之内" if covered else "不在备案之内，要另外备案"
    return Finding(
        covered,
        f"备案从{span}有效，{chinese(admission)}入院，{verdict}；只看入院那天，和哪天出院无关。",
    )


def filing_review(*, start: date, today: date | None = None) -> Finding:
    review = rules.filing_review(start=start, today=today)
    return Finding(
        review,
        f"{chinese(start)}起的长期备案没有截止日，{chinese(review)}满周年时核对一次；"
        "搬家、换工作或停保，要马上变更或取消。",
    )


def emergency_deadline(
    *,
    admission: date,
    days: int | None = None,
    unit: str = CALENDAR_DAYS,
    calendar: WorkCalendar,
) -> Finding:
    if days is None:
        raise NoRule(NOT_NATIONAL)
    if unit == WORKDAYS:
        last = rules.emergency_workdays(admission=admission, days=days, calendar=calendar)
        certain = calendar.knows(admission, last)
    else:
        last, certain = rules.emergency_calendar(admission=admission, days=days), True
    counted = f"{days}个工作日" if unit == WORKDAYS else f"{days}天"
    guess = "" if certain else "，其中有的年份还没有公布放假安排，只扣除了周末"
    return Finding(
        last,
        f"{chinese(admission)}急诊入院，{counted}内（入院当天不算）备案，最晚{chinese(last)}{guess}；"
        f"{NOT_NATIONAL}。",
        certain=certain,
    )


EMERGENCY_POLICY = (from_rule(EmergencyFilingRule, days="days", unit="unit"),)

CALCULATORS = [
    Calculator(
        rule="filing_last_valid",
        title="临时备案最后有效的一天",
        function=filing_last_valid,
        facts={
            "start": START,
            "months": whole("有效月数", 6, least=1, most=MOST_MONTHS),
            "end": day("备案上写明的截止日", "2027-02-28"),
        },
        spellings={"temporary_months": "months", "end_date": "end", "last_valid": "end"},
        suppliers=(from_rule(FilingRule, months="temporary_months"),),
        essential={("months", "end"): "还没有查到当地临时备案有效几个月的可靠规定"},
        example={"start": "2026-08-31", "months": 6},
    ),
    Calculator(
        rule="filing_unlock",
        title="长期备案从哪天起可以变更就医地",
        function=filing_unlock,
        facts={"start": START, "lock_months": whole("几个月内不能变更", 6, most=MOST_MONTHS)},
        spellings={"months": "lock_months", "change_lock_months": "lock_months"},
        suppliers=(from_rule(FilingRule, lock_months="change_lock_months"),),
        essential={("lock_months",): "还没有查到当地几个月内不能变更就医地的可靠规定"},
        example={"start": "2026-05-20", "lock_months": 6},
    ),
    Calculator(
        rule="filing_covers",
        title="某天入院算不算在备案之内",
        function=filing_covers,
        facts={
            "start": START,
            "last_valid": day("最后有效的一天，长期备案不填", "2027-02-27"),
            "months": whole("有效月数，代替最后一天", 6, least=1, most=MOST_MONTHS),
            "admission": ADMISSION,
        },
        spellings={"end": "last_valid"},
        example={"start": "2026-08-31", "last_valid": "2027-02-27", "admission": "2027-02-25"},
    ),
    Calculator(
        rule="filing_review",
        title="长期备案哪天核对一次",
        function=filing_review,
        facts={"start": START, "today": day("从哪天看，不填是第一个周年", "2028-03-01")},
        names=("next_review", "yearly_review", "long_term_review", "filing_yearly_review"),
        spellings={"after": "today", "on": "today"},
        example={"start": "2028-02-29"},
    ),
    Calculator(
        rule="emergency_calendar",
        title="急诊几天内备案（自然日）",
        function=emergency_deadline,
        facts={"admission": ADMISSION, "days": WITHIN, "unit": UNIT},
        suppliers=EMERGENCY_POLICY,
        example={"admission": "2026-09-30", "days": 3},
    ),
    Calculator(
        rule="emergency_workdays",
        title="急诊几个工作日内备案",
        function=partial(emergency_deadline, unit=WORKDAYS),
        facts={"admission": ADMISSION, "days": WITHIN, "unit": UNIT},
        suppliers=EMERGENCY_POLICY,
        names=("emergency_workday", "emergency_working_days"),
        spellings={"workdays": "days"},
        example={"admission": "2026-09-30", "days": 3},
    ),
    Calculator(
        rule="emergency_deadline",
        title="急诊备案期限（按当地规定的天数）",
        function=emergency_deadline,
        facts={"admission": ADMISSION, "days": WITHIN, "unit": UNIT},
        names=("emergency",),
        suppliers=EMERGENCY_POLICY,
        example={"admission": "2026-09-30", "days": 5, "unit": "workdays"},
    ),
]
