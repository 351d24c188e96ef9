"""What the mini-program's README says of its sources is so."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parent.parent / "miniprogram"
SOURCES = FOLDER / "miniprogram"
TYPES = FOLDER / "node_modules/miniprogram-api-typings/types/wx/lib.wx.api.d.ts"

Version = tuple[int, ...]


def version(text: str) -> Version:
    return tuple(int(part) for part in text.split("."))


def written(ending: str) -> str:
    """All our own sources of one sort."""
    return "\n".join(
        path.read_text()
        for path in SOURCES.rglob(f"*.{ending}")
        if "miniprogram_npm" not in path.parts and not path.name.endswith(".d.ts")
    )


def listed() -> dict[str, Version]:
    table = (FOLDER / "README.md").read_text().partition("## What is used of `wx`")[2]
    return {
        name: version(since)
        for name, since in re.findall(r"^\| `([^`]+)` \| ([\d.]+) \|", table, re.M)
    }


def test_the_readme_lists_what_is_used_of_wechat_and_nothing_else() -> None:
    pages = written("wxml")
    assert set(listed()) == {
        *re.findall(r"\bwx\.(\w+)\(", written("ts")),
        *re.findall(r'open-type="\w+"', pages),
        *re.findall(r"<(page-meta)\b", pages),
    }


def test_the_smallest_base_library_has_everything_that_is_used() -> None:
    smallest = re.search(
        r"the smallest base library, \*\*([\d.]+)\*\*", (FOLDER / "README.md").read_text()
    )
    assert smallest
    assert version(smallest[1]) == max(listed().values())
    tried_with = json.loads((FOLDER / "project.config.json").read_text())["libVersion"]
    assert version(tried_with) >= version(smallest[1])


def test_the_versions_are_those_of_wechats_own_types() -> None:
    if not TYPES.exists():
        pytest.skip("没有装小程序的 npm 包，请在 miniprogram/ 里执行 npm ci。")  # names the cure
    types = TYPES.read_text()
    said = {}
    for name in listed():
        comment = re.search(rf"/\*\*((?:(?!\*/).)*)\*/\s*\n\s*{re.escape(name)}[<(]", types, re.S)
        if comment:
            since = re.search(r"基础库： ?`([\d.]+)`", comment[1])
            said[name] = version(since[1]) if since else (1, 0, 0)
    assert len(said) >= 20
    assert {name: listed()[name] for name in said} == said
