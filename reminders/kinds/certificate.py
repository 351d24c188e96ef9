"""Members of a special group, before the day by which the place wants to see the certificate."""

from __future__ import annotations

from collections.abc import Iterator

from policies.models import ParticipationSubsidy
from reminders.kinds.base import Cohort, Kind, Question, basis_of, nearest
from reminders.wording import Occasion, day_words

CODE = "certificate"


def cohorts(question: Question) -> Iterator[Cohort]:
    for year in (question.season.on.year, question.season.on.year + 1):
        for each in question.season.terms(ParticipationSubsidy, coverage_year=year):
            assessed_by = each.value("assessment_by")
            yield Cohort(
                region=each.region,
                below=each.below,
                category=each.category,
                coverage_year=year,
                due_on=each.value("certificate_by"),
                facts={
                    **basis_of(each.weakest("certificate_by", "assessment_by")),
                    "years": [year],
                    "until": str(assessed_by) if assessed_by else None,
                },
            )


def words(told: Occasion) -> dict[str, str]:
    until = told.day("until")
    return {
        "year": str((told.first("years") or [told.due_on.year + 1])[0]),
        "newly": f"（新办证的，{day_words(until)}前要完成评定）" if until else "",
    }


KIND = Kind(
    code=CODE,
    label="证件期限",
    worth=6,
    stages=(30, 7),
    cohorts=cohorts,
    owed_sql=f"""
        SELECT m.user_id, m.id AS member, 'certificate' AS subject, c.due_on,
               NULL::date AS starts_on, {{told}}
        FROM generate_series(EXTRACT(YEAR FROM %(today)s::date)::int,
                             EXTRACT(YEAR FROM %(today)s::date)::int + 1) AS coverage(year)
        JOIN accounts_member m ON m.special_group <> '' AND m.special_since IS NULL
        {{resident}}
        {nearest(CODE, category="m.special_group", which="AND c.coverage_year = coverage.year")}
        WHERE m.scheme = 'RESIDENT' AND EXISTS (
              SELECT FROM due_cohort near
              WHERE near.kind = '{CODE}' AND near.due_on BETWEEN {{first}} AND {{last}})
          AND m.special_group = ANY(ARRAY(
              SELECT category FROM due_cohort WHERE kind = '{CODE}' AND due_on IS NOT NULL))
          AND NOT EXISTS (
              SELECT FROM accounts_enrolment e
              WHERE e.member_id = m.id AND e.coverage_year = coverage.year AND e.exempt)
    """,
    still_sql="m.special_group <> '' AND m.special_since IS NULL",
    says=words,
    title="证件要在 {short}前办好",
    text=(
        "按参保地规定，{who}要在{day}（含当天）前持证{newly}，才能按困难或特殊身份参加 "
        "{year} 年度的居民医保。已经有证的，请在小程序里填上认定日期，就不再提醒。"
    ),
    tip="{left}，证件要在这天前办好",
    why="当地规定在这天前持证才能享受资助参保，而您还没有填认定日期。",
    source="当地资助参保规定",
    example={"years": [2026], "until": "2025-10-31", "confidence": "B"},
    example_subject="certificate",
)
