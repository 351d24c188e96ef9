"""What the desk is shown of the mistakes that residents report: never who reported them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypedDict

from django.urls import reverse

from accounts.models import Mistake
from policies.desk.reach import Reach

MOST_SHOWN = 20


class Reported(TypedDict):
    """One that waits for an answer, with the page where it is given."""

    about: str
    rule: str
    place: str
    words: str
    page: str


def open_mistakes(*, reach: Reach, rule: str = "") -> Iterator[Reported]:
    """Those of places in reach, or about one rule; the oldest first."""
    waiting = Mistake.objects.filter(state=Mistake.State.OPEN).select_related("region")
    if rule:
        waiting = waiting.filter(rule=rule)
    for mistake in reach.narrow(waiting).order_by("id")[:MOST_SHOWN]:
        yield {
            "about": mistake.get_about_display(),
            "rule": mistake.rule,
            "place": mistake.region.name,
            "words": mistake.words,
            "page": reverse("admin:accounts_mistake_change", args=[mistake.pk]),
        }
