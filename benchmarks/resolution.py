"""What every kind of rule for one resident costs: kept, not yet kept, and right after a publish.

Every county of the national standard has rows of its own for every kind, on top of those of its
prefecture, its province and the nation, so that each answer is made from four places. Compared in
the same run with one ORM query per kind and one more for its sources.

    python -m benchmarks.resolution [--counties 2845] [--asked 1000] [--small]
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from benchmarks.rig import world

if TYPE_CHECKING:
    from policies.models import Region, Rule

TODAY = date(2025, 11, 20)
MOST_COLD_MS, MOST_KEPT_MS = 30, 5


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--counties", type=int, default=2_845)
    parser.add_argument("--asked", type=int, default=1_000)
    parser.add_argument(
        "--small", action="store_true", help="a quick look: 300 counties, 100 asked"
    )
    options = parser.parse_args()
    if options.small:
        options.counties, options.asked = 300, 100
    world.prepare("resolution")
    counties = populate(options.counties)
    asked = random.Random(7).choices(counties, k=options.asked)
    ask(asked[0])
    forget()
    plain, cold, kept, published = [], [], [], []
    for number, code in enumerate(asked, start=1):
        plain.append(timed(partial(one_by_one, code)))
        forget()
        cold.append(timed(partial(ask, code)))
        kept.append(timed(partial(ask, code)))
        publish(code)
        published.append(timed(partial(ask, code)))
        if number % max(1, options.asked // 4) == 0:
            world.step(f"已问 {number}/{options.asked} 个县区")
    check(asked[0])
    report(plain=plain, cold=cold, kept=kept, published=published, counties=options.counties)


def populate(count: int) -> list[str]:
    """Rows of every kind for `count` counties; returns the counties' codes."""
    from policies.models import RULES, Level, Region

    counties = list(
        Region.objects.filter(level=Level.COUNTY, valid_to=None).order_by("code")[:count]
    )
    if len(counties) < count:
        sys.exit(f"只有 {len(counties):,} 个县区，请减少 --counties。")
    places = [*counties, *Region.objects.filter(level__in=[Level.PREFECTURE, Level.PROVINCE])]
    world.step(f"为 {len(places):,} 个地方写 {len(RULES)} 种规则")
    for kind in RULES.values():
        fill(kind, places)
    execute("ANALYZE")
    return [county.code for county in counties]


def fill(kind: type[Rule], places: Sequence[Region]) -> None:
    """One more row of a kind for each place, copied from a row that the product has."""
    from django.db.models import AutoField

    model = kind._default_manager.exclude(confidence__in=["D", "U"]).prefetch_related("sources")
    pattern = model.first()
    if pattern is None:
        return
    values = {
        field.attname: getattr(pattern, field.attname)
        for field in kind._meta.concrete_fields
        if not isinstance(field, AutoField)
    }
    taken = set(kind._default_manager.values_list("region_id", flat=True))
    rows: list[Any] = [
        kind(**{**values, "code": f"BENCH-{place.code}", "region_id": place.code})
        for place in places
        if place.code not in taken
    ]
    kind._default_manager.bulk_create(rows)
    through: Any = kind._meta.get_field("sources").remote_field.through
    through.objects.bulk_create(
        through(**{f"{kind._meta.model_name}_id": row.pk, "source_id": source.pk})
        for row in rows
        for source in pattern.sources.all()
    )


def ask(code: str) -> Any:
    from policies.selectors import resolve_all

    return resolve_all(region_code=code, scheme="RESIDENT", category="ADULT", on=TODAY)


def one_by_one(code: str) -> None:
    """The rows alone, as usually read: a query for the places, and two for each kind."""
    from policies.models import RULES
    from policies.selectors import path_of, valid_rows

    path = path_of(code)
    for kind in RULES.values():
        valid_rows(kind._default_manager.all(), on=TODAY, places=path)


def publish(code: str) -> None:
    """Somebody changes one rule of the county; every kept answer is out of date from then on."""
    from policies.models import WaitingRule

    WaitingRule.objects.filter(region=code).update(note=str(time.time_ns()))


def check(code: str) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    forget()
    for expected in (4, 1):
        with CaptureQueriesContext(connection) as queries:
            ask(code)
        if len(queries) != expected:
            sys.exit(f"应查询 {expected} 次，实为 {len(queries)} 次。")


def forget() -> None:
    from django.core.cache import cache

    cache.clear()


def execute(statement: str) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(statement)


def timed(work: Callable[[], object]) -> float:
    """Milliseconds."""
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def report(
    *,
    plain: list[float],
    cold: list[float],
    kept: list[float],
    published: list[float],
    counties: int,
) -> None:
    world.table(
        [
            ("every rule for one resident", "median", "95 of 100 within"),
            *(
                (name, f"{world.median(values):.1f} ms", f"{slowest_but_few(values):.1f} ms")
                for name, values in (
                    ("rows alone, a query per kind", plain),
                    ("not kept yet, four queries", cold),
                    ("kept, one query", kept),
                    ("just after a publish", published),
                )
            ),
        ]
    )
    world.finish(
        {
            "kept_ms": round(world.median(kept), 2),
            "cold_ms": round(world.median(cold), 2),
            "after_publish_ms": round(world.median(published), 2),
            "query_per_kind_ms": round(world.median(plain), 2),
            "kept_within_goal": world.median(kept) <= MOST_KEPT_MS,
            "cold_within_goal": world.median(cold) <= MOST_COLD_MS,
            "counties": counties,
            "asked": len(cold),
        }
    )


def slowest_but_few(values: Sequence[float]) -> float:
    return sorted(values)[int(len(values) * 0.95)]


if __name__ == "__main__":
    main()
