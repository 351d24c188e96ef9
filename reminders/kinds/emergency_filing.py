"""Emergency stays elsewhere, where the place of insurance wants them reported within days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from policies import rules
from policies.cohorts import PlaceTerms
from policies.models import DayUnit, EmergencyFilingRule
from policies.workdays import work_calendar
from reminders.kinds.base import Cohort, Kind, Question, basis_of, nearest
from reminders.wording import Occasion

CODE = "emergency_filing"
LOOK_BACK = timedelta(days=30)


def cohorts(question: Question) -> Iterator[Cohort]:
    """One for each day of admission, because working days are counted from it."""
    terms = question.season.terms(EmergencyFilingRule)
    if not any(each.value("days") for each in terms):
        return
    calendar = work_calendar()
    for each in terms:
        days = (question.last - question.first + LOOK_BACK).days
        for number in range(days):
            admission = question.first - LOOK_BACK + timedelta(days=number)
            yield Cohort(
                region=each.region,
                below=each.below,
                since=admission,
                due_on=_due_on(each, admission, calendar),
                facts={
                    **basis_of(each.weakest("days", "unit")),
                    "phone": bool(each.value("by_phone")),
                },
            )


def _due_on(terms: PlaceTerms, admission: date, calendar: rules.WorkCalendar) -> date | None:
    """No day where the place has none, or where the holidays it depends on are not known yet."""
    days = terms.value("days")
    if days is None:
        return None
    if terms.value("unit") != DayUnit.WORKDAYS:
        return rules.emergency_calendar(admission=admission, days=days)
    due_on = rules.emergency_workdays(admission=admission, days=days, calendar=calendar)
    return due_on if calendar.knows(admission, due_on) else None


def words(told: Occasion) -> dict[str, str]:
    return {"phone": "，打电话也可以" if told.first("phone") else ""}


KIND = Kind(
    code=CODE,
    label="急诊备案",
    worth=8,
    stages=(3, 1),
    ahead=40,
    cohorts=cohorts,
    owed_sql=f"""
        SELECT m.user_id, m.id AS member, 'emergency' AS subject, c.due_on,
               f.starts_on AS starts_on, {{told}}
        FROM accounts_filing f
        JOIN accounts_member m ON m.id = f.member_id
        {{resident}}
        JOIN policies_region place ON place.code = f.care_region_id
        {nearest(CODE, which="AND c.since = f.starts_on")}
        WHERE f.kind = 'TMP_EMERGENCY' AND f.cancelled_on IS NULL AND f.progress <> 'submitted'
          AND f.starts_on BETWEEN {{first}} - {LOOK_BACK.days} AND {{last}}
    """,
    told={"filing": "f.id", "place": "place.name"},
    still_sql="""
        EXISTS (SELECT FROM accounts_filing f
                WHERE f.id = told.filing AND f.member_id = m.id AND f.cancelled_on IS NULL)
    """,
    where="就医地",
    says=words,
    title="急诊备案 {short}前办",
    text=(
        "{who}在{where}急诊住院，参保地要求在{day}（含当天）前备案{phone}。"
        "已经备案的不用再办；拿不准就打参保地 12393。"
    ),
    tip="{left}，急诊住院要备案",
    why="有的参保地要求急诊住院后几天内备案，晚了报销比例可能降低。",
    source="当地急诊备案期限；工作日按国务院放假安排算",
    example={"place": "成都市", "phone": True},
    example_subject="emergency",
)
