"""Members who paid late or after missed years, on the day their wait is over.

Who pays in time begins with the year and needs no message; who had to wait forgets the day.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from accounts import terms
from accounts.rules import EnrolmentFacts, LateTerms, Terms, Window, benefit_start, coverage_end
from policies.answers import FieldValue, Resolution
from policies.cohorts import Season
from policies.models import PersonCategory, WaitingRule
from policies.rules.days import ONE_DAY
from reminders.kinds.base import WAY_UP, Cohort, Kind, Question, basis_of
from reminders.wording import Occasion

CODE = "benefit"
EVERYONE = ("",)


class Wait(NamedTuple):
    """Money that came from `since` to `until` buys care from `over_on`."""

    since: date
    until: date
    over_on: date


def cohorts(question: Question) -> Iterable[Cohort]:
    regions = None if question.regions is None else frozenset(question.regions)
    return _cohorts(question.season, question.first, question.last, regions)


@lru_cache(maxsize=2)
def _cohorts(
    season: Season, first: date, last: date, regions: frozenset[str] | None
) -> list[Cohort]:
    """For each place that speaks of windows or waits, and those below it: who waits until when.

    A cohort without days says which place holds for a member. Those with days tell from when to
    when money came that is waited for until `due_on`, by the gap before it.
    """
    asked = _places(season) if regions is None else regions
    ways = (False, True) if regions is None else (False,)
    return list(_told(season, asked, ways, first=first, last=last))


def _told(
    season: Season, regions: Collection[str], ways: Iterable[bool], *, first: date, last: date
) -> Iterator[Cohort]:
    for window, found in season.payers(lambda _: True, regions=regions):
        days = Window(opens_on=window.opens_on, closes_on=window.closes_on, spill=window.spill)
        everyone = len(found.categories) == len(PersonCategory)
        for region in found.regions:
            late, trust = _late_terms(season, region, window.scheme)
            if late is None:
                continue
            for category in EVERYONE if everyone else found.categories:
                for below in ways:
                    place = Cohort(
                        region=region,
                        below=below,
                        scheme=found.scheme,
                        category=category,
                        coverage_year=found.coverage_year,
                        facts={
                            "exempt": sorted(late.exempt),
                            "missed_from": late.missed_from,
                            "within": late.exempt_within_days,
                            "transfer": late.transfer_within_months,
                        },
                    )
                    yield place
                    yield from _waiting_in(place, days, late, trust, first=first, last=last)


def _waiting_in(
    place: Cohort,
    window: Window,
    late: LateTerms,
    trust: FieldValue | None,
    *,
    first: date,
    last: date,
) -> Iterator[Cohort]:
    year = place.coverage_year or first.year
    for missed in range(max(0, year - late.missed_from) + 1):
        for repaired in range(missed + 1):
            waiting = late.waiting
            months = waiting.months(missed=missed, repaired=repaired)
            for wait in _waits(window, late, year, missed, repaired):
                if first <= wait.over_on <= last:
                    yield Cohort(
                        region=place.region,
                        below=place.below,
                        scheme=place.scheme,
                        category=place.category,
                        coverage_year=year,
                        since=wait.since,
                        until=wait.until,
                        due_on=wait.over_on,
                        term=gap_number(missed, repaired),
                        facts={
                            **basis_of(trust),
                            "wait": f"{waiting.days}天" if waiting.days else f"{months}个月",
                        },
                    )


def gap_number(missed: int, repaired: int) -> int:
    """A gap as the one number that a cohort has room for."""
    return 100 * missed + repaired


@lru_cache(maxsize=128)
def _waits(
    window: Window, late: LateTerms, year: int, missed: int, repaired: int
) -> tuple[Wait, ...]:
    """Every wait of the year, days of payment with the same end together; the status' own rule."""
    facts = EnrolmentFacts(year, registered=True, missed=missed, repaired=repaired)
    found: list[Wait] = []
    if window.opens_on is None:
        return ()
    for number in range((coverage_end(year) - window.opens_on).days + 1):
        day = window.opens_on + timedelta(days=number)
        start = benefit_start(facts, paid_on=day, terms=Terms(window=window, late=late))
        if not start.waits or start.on is None:
            continue
        if found and found[-1].over_on == start.on and found[-1].until == day - ONE_DAY:
            found[-1] = found[-1]._replace(until=day)
        else:
            found.append(Wait(day, day, start.on))
    return tuple(found)


def _places(season: Season) -> frozenset[str]:
    """Where a window or a wait differs from the place above."""
    waits = {each.region for each in season.terms(WaitingRule, scheme="RESIDENT")}
    return frozenset(waits | {window.region_id for window in season.windows})


def _late_terms(
    season: Season, region: str, scheme: str
) -> tuple[LateTerms | None, FieldValue | None]:
    told = {
        (each.region, each.below): each
        for each in season.terms(WaitingRule, scheme=scheme)
        if not each.category and not each.care_region
    }
    for steps, place in enumerate(season.tree.path(region)):
        if found := told.get((place.code, steps > 0)):
            answer = Resolution(CODE, "", (), region, "", season.on, "", found.fields, ())
            return terms.late_terms(answer), found.weakest(*terms.WAITING_FIELDS)
    return None, None


# Declared years just before that went by unpaid, one after the other up to the year of `e`.
GAP = """
    SELECT 100 * count(*) + count(paid_on) AS number FROM (
        SELECT late.*, e.coverage_year - late.coverage_year
                       - row_number() OVER (ORDER BY late.coverage_year DESC) AS between
        FROM accounts_enrolment late
        WHERE late.member_id = m.id AND NOT late.exempt
          AND late.coverage_year >= (place.facts ->> 'missed_from')::int
          AND late.coverage_year < e.coverage_year
          AND (late.paid_on IS NULL OR late.paid_on > make_date(late.coverage_year, 12, 31))
    ) AS missed WHERE between = 0
"""


def words(told: Occasion) -> dict[str, str]:
    return {"year": str(told.year), "wait": told.first("wait") or "等待期"}


KIND = Kind(
    code=CODE,
    label="等待期满",
    worth=3,
    stages=(0,),
    lasts=3,
    ahead=100,
    ends=False,
    cohorts=cohorts,
    owed_sql=f"""
        SELECT m.user_id, m.id AS member, c.scheme || ':' || c.coverage_year AS subject, c.due_on,
               NULL::date AS starts_on, {{told}}
        FROM (
            SELECT DISTINCT paid.member_id, paid.coverage_year, paid.paid_on
            FROM (SELECT DISTINCT coverage_year, since, until FROM due_cohort
                  WHERE kind = '{CODE}' AND since IS NOT NULL) AS days
            JOIN accounts_enrolment paid ON paid.coverage_year = days.coverage_year
                AND paid.paid_on BETWEEN days.since AND days.until AND NOT paid.exempt) AS e
        JOIN accounts_member m
          ON m.id = e.member_id AND m.scheme = 'RESIDENT' AND m.category <> 'NEWBORN'
        {{resident}}
        {WAY_UP}
        CROSS JOIN LATERAL (
            SELECT here.* FROM unnest(ARRAY[home.code, above.code, higher.code, higher.parent_id])
                WITH ORDINALITY AS way(code, steps)
            JOIN due_cohort here ON here.region = way.code
            WHERE here.kind = '{CODE}' AND here.since IS NULL AND here.below = (steps > 1)
              AND here.scheme = m.scheme AND here.category IN ('', m.category)
              AND here.coverage_year = e.coverage_year
            ORDER BY steps, here.category = '' LIMIT 1) AS place
        CROSS JOIN LATERAL ({GAP}) AS gap
        JOIN due_cohort c ON c.kind = '{CODE}' AND c.region = place.region
            AND c.below = place.below AND c.scheme = place.scheme AND c.category = place.category
            AND c.coverage_year = e.coverage_year AND c.term = gap.number
            AND e.paid_on BETWEEN c.since AND c.until
        LEFT JOIN accounts_jobloss job ON job.member_id = m.id
        WHERE (ARRAY[m.category, m.special_group]::text[]
                   && ARRAY(SELECT jsonb_array_elements_text(place.facts -> 'exempt'))
               AND (place.facts ->> 'within' IS NULL
                    OR e.paid_on <= m.special_since + (place.facts ->> 'within')::int))
              IS NOT TRUE
          AND (e.paid_on < job.last_paid_month
                   + make_interval(months => (place.facts ->> 'transfer')::int + 1)) IS NOT TRUE
    """,
    still_sql="""
        EXISTS (SELECT FROM accounts_enrolment e
                WHERE e.member_id = m.id AND e.paid_on IS NOT NULL AND NOT e.exempt
                  AND e.coverage_year = split_part(r.subject, ':', 2)::int)
    """,
    says=words,
    where="当地定点医院",
    title="{short}起能报销了",
    text=(
        "{who}的 {year} 年度居民医保，要等的{wait}满了，从{day}起看病能报销，"
        "到{year}年12月31日为止。下一年度在集中缴费期里缴，就不用再等。"
    ),
    tip="等待期满了，看病能报销了",
    why="晚缴或断过的人要等一段时间才能报；等满的那天告诉您，免得忘了。",
    source="国办发〔2024〕38号；当地等待期规定",
    example={"wait": "3个月", "confidence": "A"},
    example_subject="RESIDENT:2026",
)
