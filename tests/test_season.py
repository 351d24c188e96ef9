"""The checker of the replayed season: it knows nothing of the product, and sees every law broken."""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from benchmarks.season import arrivals, checker, facts, household, matters, notices, reckoning
from benchmarks.season.checker import check
from benchmarks.season.facts import DAWN, Event, Person, Resident, Weather, World
from benchmarks.season.household import Doubt, Message
from benchmarks.season.reckoning import expected

Log = list[dict[str, Any]]
LAST_DAY = date(2025, 12, 20)
PAID_ON = date(2025, 12, 15)


def world() -> World:
    """Two people of Guangzhou; one of them pays five days before the end."""
    people = (Person("妈妈", "440100"), Person("爸爸", "440100"))
    residents = (Resident("o1", people, dict.fromkeys(facts.KINDS, facts.AMPLE)),)
    paid = Event(PAID_ON, DAWN, "paid", "o1", "妈妈", years=(2026,))
    return World(seed=0, residents=residents, events=(paid,), weather=(), crashes=())


def log_of(messages: list[Message]) -> Log:
    return [
        {
            "openid": each.openid,
            "template_id": f"SEASON-{each.kind}",
            "data": {
                "thing1": {"value": "、".join(sorted(each.names))},
                "date2": {"value": f"{each.shown.year}年{each.shown.month}月{each.shown.day}日"},
            },
            "sent_at": f"{each.day}T{'08:00' if each.day == each.shown else '09:00'}:00+08:00",
            "page": f"pages/home/home?reminder={number}",
        }
        for number, each in enumerate(messages)
    ]


def entry_on(log: Log, day: date) -> dict[str, Any]:
    return next(each for each in log if each["sent_at"].startswith(str(day)))


def later(log: Log) -> None:
    entry = entry_on(log, LAST_DAY - timedelta(days=7))
    moved = datetime.fromisoformat(entry["sent_at"]) + timedelta(days=1)
    entry["sent_at"] = moved.isoformat()


def named_after_paying(log: Log) -> None:
    entry_on(log, LAST_DAY)["data"]["thing1"]["value"] = "妈妈、爸爸"


def of_another_matter(log: Log) -> None:
    log.append({**log[0], "template_id": "SEASON-filing_expiry", "page": "another"})


def at_night(log: Log) -> None:
    log[0]["sent_at"] = log[0]["sent_at"].replace("T09:00", "T22:00")


def names_one(log: Log) -> None:
    entry_on(log, LAST_DAY - timedelta(days=30))["data"]["thing1"]["value"] = "爸爸"


@pytest.mark.parametrize(
    ("law", "break_it"),
    [
        ("missing", lambda log: log.pop()),
        ("duplicate", lambda log: log.append(dict(log[0]))),
        ("duplicate", lambda log: log.append({**log[0], "page": "another"})),
        ("wrong date", later),
        ("after payment", named_after_paying),
        ("uncalled for", of_another_matter),
        ("wrong names", names_one),
        ("wrong hour", at_night),
    ],
)
def test_a_broken_law_is_seen(law: str, break_it: Callable[[Log], object]) -> None:
    log = log_of(expected(world()).all_messages())
    assert check(world(), log).is_clean
    break_it(log)
    assert check(world(), log).wrong[law]


def test_a_household_is_told_of_the_window_and_its_end_until_everybody_paid() -> None:
    assert [
        (each.kind, str(each.day), len(each.names)) for each in expected(world()).all_messages()
    ] == [
        ("window_opens", "2025-10-21", 2),
        ("payment_deadline", "2025-11-20", 2),
        ("payment_deadline", "2025-12-13", 2),
        ("payment_deadline", "2025-12-19", 1),
        ("payment_deadline", "2025-12-20", 1),
        # Two messages within a week are enough, so this one waits.
        ("after_window", "2025-12-26", 1),
    ]


def test_a_doubt_explains_a_missing_message_only_where_the_sender_was_killed() -> None:
    doubt = Doubt("o1", "payment_deadline", LAST_DAY, 1, LAST_DAY - timedelta(days=1))
    log = log_of(expected(world(), doubts=[doubt]).all_messages())
    assert check(world(), log, doubts=[doubt], killed={doubt.day: 1}).is_clean
    assert check(world(), log, doubts=[doubt]).wrong["unexplained doubt"]


def test_an_error_may_let_the_word_of_a_move_come_before_the_deadline_card() -> None:
    told, until = date(2025, 12, 10), date(2025, 12, 30)
    moved = Event(told, DAWN, "moved", window="PW-GZ-2026-O", closes_on=until)
    stormy = World(0, world().residents, (moved,), (Weather(told, "html"),), ())
    log = log_of(expected(stormy).all_messages())
    card = entry_on(log, told)
    overtaking = {**card, "template_id": "SEASON-window_moved", "page": "another"}
    log.insert(log.index(card), overtaking)
    assert not check(stormy, log).wrong["uncalled for"]
    calm = replace(stormy, weather=())
    assert check(calm, log).wrong["uncalled for"]


def test_a_crowd_comes_one_after_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checker, "CROWD", 10)
    monkeypatch.setattr(checker, "NEARLY", 0)
    crowd = replace(
        world(),
        residents=tuple(replace(world().residents[0], openid=f"o{number}") for number in range(18)),
    )
    log = log_of(expected(crowd).all_messages())
    assert check(crowd, log).wrong["all at once"]
    for number, entry in enumerate(log):
        entry["sent_at"] = entry["sent_at"].replace("T09", f"T{9 + number // 6 % 9:02}")
    assert check(crowd, log).is_clean


def test_in_a_crowd_the_open_window_may_make_the_word_of_a_move_needless() -> None:
    day = date(2025, 10, 21)
    opened = Message("o1", "window_opens", LAST_DAY, frozenset({"妈妈"}), day)
    received = list(arrivals.read(log_of([opened])))
    assert arrivals.turned_round(world(), received, crowded={day}) == {("o1", day): "window_opens"}
    assert arrivals.turned_round(world(), received, crowded=()) == {}


def test_the_checker_imports_nothing_of_the_product() -> None:
    allowed = {*sys.stdlib_module_names, "yaml"}
    modules = (facts, notices, matters, household, reckoning, arrivals, checker)
    own = {module.__name__ for module in modules}
    for module in modules:
        assert module.__file__
        for name in imported(Path(module.__file__)):
            assert name in own or name.split(".")[0] in allowed, name


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield str(node.module)
