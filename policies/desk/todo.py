"""What waits at the desk for one member of staff. Reads only, a fixed number of queries."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.module_loading import import_string

from policies.desk.reach import Desk
from policies.models import (
    REVIEWED,
    Confidence,
    Level,
    PaymentWindow,
    Region,
    Rule,
    Scheme,
    Status,
)
from policies.models.payment import COLLECTION_BEGINS

STALE_AFTER = timedelta(days=90)
MOST_ROWS = 50


@dataclass(frozen=True, slots=True)
class Stale:
    """How many published rows of one kind nobody has checked for long."""

    kind: type[Rule]
    count: int

    @property
    def label(self) -> str:
        return str(self.kind._meta.verbose_name)


@dataclass(frozen=True, slots=True)
class MissingWindows:
    """Places that will collect for `year` and have no window yet; those with one last year first."""

    year: int
    places: Sequence[Region]
    count: int


def to_review(desk: Desk, *, by: int) -> list[Rule]:
    """Submitted drafts that this person may publish, the longest waiting first."""
    found = _in(desk, Q(status=Status.REVIEW) & ~Q(authors__contains=[by]), reviews=True)
    return sorted(found, key=lambda row: row.submitted_at or row.updated_at)[:MOST_ROWS]


def own_drafts(desk: Desk, *, by: int) -> list[Rule]:
    """Drafts and submissions this person had a hand in, the latest first."""
    found = _in(desk, Q(status__in=[Status.DRAFT, Status.REVIEW], authors__contains=[by]))
    return sorted(found, key=lambda row: row.updated_at, reverse=True)[:MOST_ROWS]


def _in(desk: Desk, condition: Q, *, reviews: bool = False) -> Iterator[Rule]:
    reach = desk.reviews if reviews else desk.sees
    for kind in REVIEWED:
        rows = reach.narrow(kind._default_manager.filter(condition))
        yield from rows.select_related("region").order_by("pk")[:MOST_ROWS]


def unchecked(desk: Desk, *, today: date) -> list[Stale]:
    """Per kind, the published rows not checked for STALE_AFTER, or never."""
    counted = [
        Stale(kind, desk.sees.narrow(stale(kind._default_manager.all(), today=today)).count())
        for kind in REVIEWED
    ]
    return [each for each in counted if each.count]


def stale(rows: QuerySet[Rule], *, today: date) -> QuerySet[Rule]:
    return rows.filter(
        Q(checked_on__lt=today - STALE_AFTER) | Q(checked_on=None), status=Status.PUBLISHED
    )


def missing_windows(desk: Desk, *, today: date) -> MissingWindows:
    """Pooling areas without a residents' window for the year that is or will next be collected.

    A window of the province counts only where it holds for all of it, and one without a close or
    of a letter that drives no date does not count.
    """
    begun = (today.month, today.day) >= COLLECTION_BEGINS
    year = today.year + 1 if begun else today.year
    windows = PaymentWindow.objects.filter(
        scheme=Scheme.RESIDENT, status=Status.PUBLISHED, reference_only=False
    )
    dated = windows.filter(
        coverage_year=year,
        closes_on__isnull=False,
        confidence__in=[letter for letter in Confidence if letter.may_drive_dates],
    )
    own = Q(region=OuterRef("pk"))
    above = Q(region=OuterRef("parent"), uniform=True)
    places = (
        desk.sees.narrow(Region.objects.filter(valid_to=None), to="")
        .filter(level__in=[Level.PREFECTURE, Level.MUNICIPALITY])
        .exclude(Exists(dated.filter(own | above)))
        .annotate(had_one=Exists(windows.filter(own, coverage_year=year - 1)))
        .select_related("parent")
        .order_by("-had_one", "code")
    )
    return MissingWindows(year, list(places[:MOST_ROWS]), places.count())


def reported_mistakes() -> Callable[..., Iterable[Any]]:
    """Who can tell what residents report: policies know no resident."""
    found: Callable[..., Iterable[Any]] = import_string(settings.POLICY_MISTAKES)
    return found
