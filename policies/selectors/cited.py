"""One rule by its number, and the notices that the rules of a place rest on."""

from __future__ import annotations

from datetime import date

from policies.answers import RuleTold, provenance_of
from policies.explanations import tell_window
from policies.holding import computes
from policies.models import (
    CATEGORIES,
    INHERITED,
    Contribution,
    InheritedRule,
    PaymentWindow,
    Rule,
    Source,
)
from policies.published import rule_numbered, rules_of
from policies.selectors.inherited import resolution_of
from policies.selectors.places import paths_of

ABOUT_PEOPLE = (CATEGORIES, "scheme", "care_region")


def rule_told(code: str, *, on: date) -> RuleTold | None:
    """A published rule in a sentence, with where it is written; three queries."""
    row = rule_numbered(code)
    if row is None:
        return None
    return RuleTold(
        title=str(row._meta.verbose_name),
        explanation=_sentence(row, on=on),
        provenance=provenance_of(row),
    )


def _sentence(row: Rule, *, on: date) -> str:
    if isinstance(row, PaymentWindow):
        return tell_window(row)
    if not isinstance(row, InheritedRule):
        return row.note
    subject = {name: row.about(name) for name in row.SUBJECT}
    return resolution_of(
        type(row),
        [row],
        path=(row.region,),
        on=on,
        case={name: said for name, said in subject.items() if name not in ABOUT_PEOPLE},
        asked={
            name: said if name == CATEGORIES else [said]
            for name, said in subject.items()
            if name in ABOUT_PEOPLE
        },
    ).explanation


def sources_of(*, region_code: str, on: date) -> list[Source]:
    """What the rules cite that days and amounts in a place rest on, the newest first.

    Three queries. Raises Region.DoesNotExist.
    """
    path = paths_of([region_code])[region_code]
    rules = rules_of([PaymentWindow, Contribution, *INHERITED.values()], places=path, on=on)
    cited = {
        source.code: source
        for rule in rules
        if computes(rule)
        for source in rule.sources_best_first()
    }
    return sorted(cited.values(), key=lambda source: (source.dated, source.code), reverse=True)
