"""Places, looked up and with all that stand above them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from django.db.models import Case as SqlCase
from django.db.models import Q, Value, When

from policies.cohorts import ABOVE_PLACES
from policies.holding import Path, upwards
from policies.models import Level, Region
from policies.spelling import typed

LETTERS_IN_THE_MIDDLE = 4
HIGHEST_FIRST = [When(level=level, then=Value(rank)) for rank, level in enumerate(Level.values)]


def find_regions(
    *, text: str = "", parent: str | None = None, level: str | None = None, limit: int
) -> list[Region]:
    """Places in use, looked for by name, alias, pinyin, initials or the beginning of the code.

    What is spelled exactly like `text` comes first, then what begins with it, then what holds it
    somewhere, also in the path from the province down; among these the higher place and then the
    lower code. Latin letters are looked for in the middle only from the fourth on. Each comes with
    the places above it, in one query.
    """
    places = Region.objects.select_related(ABOVE_PLACES).filter(valid_to=None)
    if parent:
        places = places.filter(parent=parent)
    if level:
        places = places.filter(level=level)
    wanted = typed(text)
    if not wanted:
        return [] if text else list(places.order_by("code")[:limit])
    exact = Q(code=wanted) | Q(spellings__contains=f" {wanted} ")
    found = exact | Q(code__startswith=wanted) | Q(spellings__contains=f" {wanted}")
    begins = When(found, then=Value(1))
    if not wanted.isascii() or len(wanted) >= LETTERS_IN_THE_MIDDLE:
        found |= Q(spellings__contains=wanted)
    return list(
        places.filter(found).order_by(
            SqlCase(When(exact, then=Value(0)), begins, default=Value(2)),
            SqlCase(*HIGHEST_FIRST),
            "code",
        )[:limit]
    )


def region_with_those_above(code: str) -> Region | None:
    """A place and those above it in one query, also when it is no longer in use."""
    return Region.objects.select_related(ABOVE_PLACES).filter(pk=code).first()


def names_of_places(written: str | None) -> Mapping[str, str]:
    """The name of every place by its code; read once for each version `written` of the policies."""
    return _names() if written is None else _names_under(written)


@lru_cache(maxsize=2)
def _names_under(written: str) -> Mapping[str, str]:
    return _names()


def _names() -> Mapping[str, str]:
    return dict(Region.objects.values_list("code", "name"))


def path_of(code: str) -> Path:
    """A place and those above it, nearest first; one query. Raises Region.DoesNotExist."""
    return paths_of([code])[code]


def paths_of(codes: Iterable[str]) -> dict[str, tuple[Region, ...]]:
    """For each code the place itself and those above it, nearest first; one query."""
    wanted = set(codes)
    found = Region.objects.select_related(ABOVE_PLACES).in_bulk(list(wanted))
    if missing := wanted - set(found):
        raise Region.DoesNotExist(f"没有这个地区：{'、'.join(sorted(missing))}")
    return {code: tuple(upwards(place)) for code, place in found.items()}
