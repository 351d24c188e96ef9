"""Which rows a member of staff may edit or publish: those of their places and everything below."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest

from policies.models import DeskRole, Region, Role

AnyModel = TypeVar("AnyModel", bound=Model)

DEPTH = 3
"""How many places stand above a county."""


@dataclass(frozen=True, slots=True)
class Reach:
    """Places, each with all places below it; `everywhere` needs no places."""

    everywhere: bool
    places: frozenset[str]

    def __bool__(self) -> bool:
        return self.everywhere or bool(self.places)

    def __or__(self, other: Reach) -> Reach:
        return Reach(self.everywhere or other.everywhere, self.places | other.places)

    def covers(self, region_code: str) -> bool:
        """Whether the place lies in reach; one query."""
        return self.narrow(Region.objects.filter(pk=region_code), to="").exists()

    def narrow(self, rows: QuerySet[AnyModel], *, to: str = "region") -> QuerySet[AnyModel]:
        """Only the rows whose place, by the path `to`, lies in reach."""
        return rows if self.everywhere else rows.filter(self.condition(to=to))

    def condition(self, *, to: str = "region") -> Q:
        if self.everywhere:
            return Q()
        steps = [to] if to else []
        inside = Q(pk__in=[])
        for depth in range(DEPTH + 1):
            path = "__".join([*steps, *["parent"] * depth]) or "pk"
            inside |= Q(**{f"{path}__in": self.places})
        return inside


NOWHERE = Reach(everywhere=False, places=frozenset())
EVERYWHERE = Reach(everywhere=True, places=frozenset())


@dataclass(frozen=True, slots=True)
class Desk:
    """What one member of staff may do: where they edit and where they review."""

    edits: Reach
    reviews: Reach

    @property
    def sees(self) -> Reach:
        return self.edits | self.reviews


def desk_of(user: Any) -> Desk:
    """One query; a superuser needs no role, whoever cannot log in to the admin has none."""
    if not (user.is_active and user.is_staff):
        return Desk(NOWHERE, NOWHERE)
    if user.is_superuser:
        return Desk(EVERYWHERE, EVERYWHERE)
    roles = DeskRole.objects.filter(user=user).values_list("role", "region", "region__parent")
    return Desk(_reach(roles, Role.EDITOR), _reach(roles, Role.REVIEWER))


def _reach(roles: Collection[tuple[str, str, str | None]], role: Role) -> Reach:
    places = [(region, parent) for found, region, parent in roles if found == role]
    return Reach(
        everywhere=any(parent is None for _, parent in places),
        places=frozenset(region for region, _ in places),
    )


def desk_for(request: HttpRequest) -> Desk:
    """What whoever asks may do; read once a request."""
    known: Desk | None = getattr(request, "desk", None)
    if known is None:
        known = desk_of(request.user)
        request.desk = known  # type: ignore[attr-defined]
    return known
