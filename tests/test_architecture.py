"""Which file may use what; which package may import which is `make lint`'s (import-linter)."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PRODUCT = [
    "yibao_project",
    "policies",
    "accounts",
    "privacy",
    "reminders",
    "rehearsal",
    "wechat_sandbox",
]


def sources() -> Iterator[Path]:
    for package in PRODUCT:
        for path in sorted((ROOT / package).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path.relative_to(ROOT)


def imports(path: Path) -> set[str]:
    """Every module that the file names in an import, with the names taken from it."""
    found = set()
    for node in ast.walk(ast.parse((ROOT / path).read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def users_of(module: str) -> set[str]:
    return {
        path.as_posix()
        for path in sources()
        if any(name == module or name.startswith(f"{module}.") for name in imports(path))
    }


def test_only_the_door_imports_wechatpy() -> None:
    assert {Path(path).stem.startswith("wechat") for path in users_of("wechatpy")} == {True}
    assert all(path.startswith("yibao_project/") for path in users_of("wechatpy"))


def test_only_tasks_and_the_celery_app_import_celery() -> None:
    allowed = {"yibao_project/celery.py", "yibao_project/settings.py"}
    assert {path for path in users_of("celery") - allowed if Path(path).name != "tasks.py"} == set()


def test_only_what_starts_work_reads_the_clock() -> None:
    readers = {Path(path) for path in users_of("yibao_project.clock")}
    assert {
        path.as_posix()
        for path in readers
        if {path.stem, *path.parts}.isdisjoint(
            ("tasks", "views", "admin", "serializers", "commands", "wsgi")
        )
        and path.parts[0] != "rehearsal"
    } == set()


@pytest.mark.parametrize(
    "path", [path for path in sources() if path.name in ("rules.py", "messages.py")], ids=str
)
def test_rules_and_messages_are_pure(path: Path) -> None:
    forbidden = ("django.db", "django.utils.timezone", "yibao_project", "requests", "redis", "time")
    assert [
        name
        for name in imports(path)
        if any(name == each or name.startswith(f"{each}.") for each in forbidden)
    ] == []
    assert not [
        node
        for node in ast.walk(ast.parse((ROOT / path).read_text()))
        if isinstance(node, ast.Attribute) and node.attr in ("now", "today", "utcnow", "objects")
    ]


def test_nobody_listens_to_signals() -> None:
    assert users_of("django.dispatch") | users_of("django.db.models.signals") == set()


def test_no_module_is_a_drawer_for_odds_and_ends() -> None:
    names = {part for path in sources() for part in path.with_suffix("").parts}
    assert names & {"utils", "util", "helpers", "common", "misc"} == set()
