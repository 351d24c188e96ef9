"""What a kind of reminder is made of."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from policies.answers import FieldValue
from policies.cohorts import PlaceTerms, Season
from policies.models import InheritedRule
from reminders.rules import ORDINARY, WEEKLY_CAP, Hours
from reminders.thrift import MOST_VALUABLE_FIRST, Rival, credits_needed
from reminders.wording import BUREAU, Occasion


@dataclass(frozen=True, slots=True)
class Cohort:
    """Members who share the days of one rule row.

    `region` is the place itself; or, where `below` is told, the nearest place that speaks: its
    own people (False) or those of places under it (True). `term` is a number of days, months or
    years, as the kind says. `amount` is what those pay whom no group helps, `shares` what those of
    a special group do. `facts` go into the facts of every member it speaks of.
    """

    region: str
    below: bool | None = None
    scheme: str = ""
    category: str = ""
    care_region: str = ""
    coverage_year: int | None = None
    due_on: date | None = None
    starts_on: date | None = None
    since: date | None = None
    until: date | None = None
    term: int | None = None
    amount: str | None = None
    shares: Mapping[str, Any] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Question:
    """Which cohorts are asked for: of days `first` to `last`, everywhere or in `regions`."""

    season: Season
    first: date
    last: date
    regions: Collection[str] | None = None


def no_cohorts(question: Question) -> Iterable[Cohort]:
    """None: the day stands on what the resident told, not in policy."""
    return ()


def nothing_more(told: Occasion) -> Mapping[str, str]:
    return {}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Kind:
    """One kind of reminder; everything that is particular to it is said here.

    `stages`, `most_valuable_first` (for which a scarce credit is kept), `weekly_cap` (so many
    messages within a week, of any kind, leave no room for it), `hours` of sending and `tip` are
    defaults: people set them in the admin, see tuning.py.

    `owed_sql` selects what is owed, one row per member and fact: (user_id, member, subject,
    due_on, starts_on) and `{told}`, what is told of it: the facts of the cohort `c`, the id and
    name of member `m`, and what `told` names with the SQL of each. It reads policy from the table
    `due_cohort` only, says `{resident}` where whoever may be reminded joins member `m`, and may
    narrow due days to `{first}` … `{last}`. Who is told on which day follows from the `stages`:
    days before the due day. It may be told for `lasts` days after. `ends` says that something ends on the due day, so
    that the last message may come early in the morning. `ahead` is how many days before one is
    shown as coming.

    `asks_policy_first`: whether anything may be due is asked of policy alone, because to find one whom
    it concerns costs as much as to find all.

    `still_sql` is true of a member `m` whom a reminder `r` spoke of (`told`: id, filing) when the
    matter is still open: then its date was moved.

    The words are format strings. All kinds know {who}, {day}, {short}, {left} and {where}; what
    more a kind knows comes from `says`.
    """

    code: str
    label: str
    stages: tuple[int, ...]
    owed_sql: str
    told: Mapping[str, str] = field(default_factory=dict)
    asks_policy_first: bool = False
    still_sql: str = "false"
    cohorts: Callable[[Question], Iterable[Cohort]] = no_cohorts
    lasts: int = 0
    ends: bool = True
    ahead: int = 400
    worth: int = 5
    most_valuable_first: tuple[int, ...] = MOST_VALUABLE_FIRST
    weekly_cap: int = WEEKLY_CAP
    hours: Hours = ORDINARY
    contents: tuple[str, ...] = ("who", "due", "place", "tip")
    title: str
    text: str
    tip: str
    says: Callable[[Occasion], Mapping[str, str]] = nothing_more
    shown_day: Callable[[Occasion], date] = lambda told: told.due_on
    where: str = BUREAU
    why: str
    source: str
    example: Mapping[str, Any] = field(default_factory=dict)
    example_subject: str = ""

    @property
    def is_once(self) -> bool:
        return len(self.stages) == 1 and self.stages[0] in (0, ANY_TIME)

    def credits_needed(self, stage: int, rivals: Iterable[Rival] = ()) -> int:
        return credits_needed(
            stage=stage, stages=self.stages, order=self.most_valuable_first, rivals=rivals
        )


NO_COHORT = """(SELECT '"rule": "", ' AS said) AS c"""
"""What stands for the cohort where a day rests on no rule."""

ANY_TIME = 400
"""A stage that begins as soon as the matter is known."""

WAY_UP = """
    JOIN policies_region home ON home.code = m.region_id
    LEFT JOIN policies_region above ON above.code = home.parent_id
    LEFT JOIN policies_region higher ON higher.code = above.parent_id
"""


def nearest(kind: str, *, category: str = "m.category", care: str = "''", which: str = "") -> str:
    """SQL that joins member `m` with what the nearest place says to `kind`, as `c`."""
    return f"""
        {WAY_UP}
        CROSS JOIN LATERAL (
            SELECT c.* FROM unnest(ARRAY[home.code, above.code, higher.code, higher.parent_id])
                WITH ORDINALITY AS way(code, steps)
            JOIN due_cohort c ON c.region = way.code
            WHERE c.kind = '{kind}' AND c.below = (steps > 1) {which}
              AND c.category IN ('', {category}) AND c.care_region IN ('', {care})
            ORDER BY steps, c.category = '', c.care_region = '' LIMIT 1) AS c
    """


def cohorts_of_terms(
    terms: Iterable[PlaceTerms], *names: str, also: Iterable[str] = ()
) -> list[Cohort]:
    """One cohort for each place that speaks, with the first named value as its term.

    It has no term where any of the named values is missing; `also` are values that the term's
    trust rests on as well where they are told.
    """
    found = []
    for each in terms:
        weakest = each.weakest(*names, *also)
        known = all(each.value(name) not in (None, False) for name in names)
        found.append(
            Cohort(
                region=each.region,
                below=each.below,
                category=each.category,
                care_region=each.care_region,
                term=int(each.value(names[0])) if known else None,
                facts=basis_of(weakest),
            )
        )
    return found


def basis_of(value: FieldValue | None) -> dict[str, Any]:
    if value is None:
        return {}
    return {"rule": value.provenance.code, "confidence": value.provenance.confidence}


def terms_of(rule: type[InheritedRule], *names: str) -> Callable[[Question], Iterable[Cohort]]:
    """Cohorts of a rule whose first named value is the term."""
    return lambda question: cohorts_of_terms(question.season.terms(rule), *names)
