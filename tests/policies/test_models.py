from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection

from policies.models import RULES, Holiday, Region, Rule, Source
from tests.policies.factories import (
    build_contribution,
    build_filing_rule,
    build_window,
    make_contribution,
    make_filing_rule,
    make_place,
    make_window,
)

pytestmark = pytest.mark.django_db


def commit() -> None:
    """Ask now what the database would ask at the commit."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


SAME_SUBJECT: list[tuple[Callable[..., Rule], dict[str, Any], dict[str, Any]]] = [
    (make_window, {}, {}),
    (make_window, {"categories": ["STUDENT", "COLLEGE"]}, {"categories": ["COLLEGE"]}),
    (make_window, {"categories": ["STUDENT"]}, {}),
    (make_window, {"valid_to": date(2025, 10, 1)}, {"valid_from": date(2025, 10, 1)}),
    (make_contribution, {}, {}),
    (make_contribution, {"category": "STUDENT", "also_for": ["ADULT"]}, {}),
    (make_contribution, {"born_before": date(2008, 1, 2)}, {"born_from": date(2008, 1, 1)}),
    (make_filing_rule, {}, {"valid_from": date(2030, 1, 1)}),
]
BUILD: dict[Callable[..., Rule], Callable[..., Rule]] = {
    make_window: build_window,
    make_contribution: build_contribution,
    make_filing_rule: build_filing_rule,
}
OTHER_SUBJECT: list[tuple[Callable[..., Rule], dict[str, Any], dict[str, Any]]] = [
    (make_window, {}, {"status": "draft"}),
    (make_window, {"status": "retired"}, {}),
    (make_window, {}, {"reference_only": True}),
    (make_window, {}, {"region": "440106"}),
    (make_window, {}, {"scheme": "FLEXIBLE"}),
    (
        make_window,
        {},
        {"coverage_year": 2027, "opens_on": date(2026, 9, 20), "closes_on": date(2026, 12, 20)},
    ),
    (make_window, {"categories": ["STUDENT"]}, {"categories": ["MINOR"]}),
    (make_window, {"valid_to": date(2025, 9, 30)}, {"valid_from": date(2025, 10, 1)}),
    (make_contribution, {"tier": "一档"}, {"tier": "二档"}),
    (make_contribution, {"category": "COLLEGE"}, {}),
    (make_contribution, {"born_before": date(2008, 1, 1)}, {"born_from": date(2008, 1, 1)}),
    (make_filing_rule, {"valid_to": date(2025, 12, 31)}, {"valid_from": date(2026, 1, 1)}),
]


@pytest.mark.parametrize(("make", "first", "second"), SAME_SUBJECT)
def test_the_database_refuses_two_published_rows_for_one_place_subject_and_day(
    make: Callable[..., Rule], first: dict[str, Any], second: dict[str, Any]
) -> None:
    make("ONE", **first)
    make("TWO", **second)
    with pytest.raises(IntegrityError, match="one_published"):
        commit()


@pytest.mark.parametrize(("make", "first", "second"), SAME_SUBJECT)
def test_the_model_says_so_in_a_sentence_before_the_database_does(
    make: Callable[..., Rule], first: dict[str, Any], second: dict[str, Any]
) -> None:
    make("ONE", **first)
    with pytest.raises(ValidationError, match="已有一条已发布的"):
        BUILD[make]("TWO", **second).full_clean()


@pytest.mark.parametrize(("make", "first", "second"), OTHER_SUBJECT)
def test_rows_that_do_not_contradict_each_other_stand_side_by_side(
    make: Callable[..., Rule], first: dict[str, Any], second: dict[str, Any]
) -> None:
    make("ONE", **first)
    make("TWO", **second).full_clean()
    commit()


def test_a_rule_for_one_place_of_care_stands_beside_the_general_one() -> None:
    make_filing_rule("GENERAL")
    make_filing_rule("XIAN", care_region=make_place("610100")).full_clean()
    commit()


def test_one_row_may_replace_another_within_one_transaction() -> None:
    old = make_window("OLD")
    make_window("NEW")
    old.status = "retired"
    old.save()
    commit()


@pytest.mark.parametrize(
    ("facts", "constraint"),
    [
        ({"opens_on": date(2025, 12, 21)}, "window_close_after_open"),
        ({"payable_from_day": 25, "payable_to_day": 1}, "window_payable_days"),
        ({"payable_from_day": 1}, "window_payable_days"),
        ({"coverage_year": None}, "window_has_year"),
        ({"valid_from": date(2026, 1, 1), "valid_to": date(2025, 1, 1)}, "window_valid_days"),
    ],
)
def test_the_database_itself_keeps_nonsense_out(facts: dict[str, Any], constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint):
        make_window(**facts)


@pytest.mark.parametrize("model", [Region, Source, Holiday, *RULES.values()])
def test_every_field_is_named_and_explained_in_chinese_with_an_example(model: Any) -> None:
    for field in [*model._meta.concrete_fields, *model._meta.many_to_many]:
        if field.name == "id":
            continue
        assert re.search(r"[一-鿿]", str(field.verbose_name)), field.name
        assert re.search(r"例如|填 2026", str(field.help_text)), field.name


def test_a_city_and_a_municipality_are_pooling_areas_and_nothing_else() -> None:
    levels = ["nation", "province", "municipality", "prefecture", "county"]
    assert [level for level in levels if Region(level=level).is_pooling_area] == [
        "municipality",
        "prefecture",
    ]
