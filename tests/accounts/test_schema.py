from __future__ import annotations

from typing import Any

import pytest
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.validation import validate_schema

TAGS = {"登录", "首页", "家人", "参保缴费", "按月缴费", "慢特病", "异地备案", "日历"}


@pytest.fixture
def warnings() -> list[str]:
    """What the generator had to guess about the accounts API; filled by `schema`."""
    return []


@pytest.fixture
def schema(warnings: list[str]) -> dict[str, Any]:
    GENERATOR_STATS.reset()
    with GENERATOR_STATS.silence():
        generator = SchemaGenerator()  # type: ignore[no-untyped-call]
        generated: dict[str, Any] = generator.get_schema(public=True)  # type: ignore[no-untyped-call]
    noted = [*GENERATOR_STATS._warn_cache, *GENERATOR_STATS._error_cache]
    warnings.extend(note for note in noted if "accounts/" in note or "accounts." in note)
    return generated


def test_the_schema_is_valid_and_drawn_without_guessing(
    schema: dict[str, Any], warnings: list[str]
) -> None:
    validate_schema(schema)  # type: ignore[no-untyped-call]
    assert warnings == []


def test_every_operation_says_in_chinese_what_it_does(schema: dict[str, Any]) -> None:
    operations = [
        operation
        for path in schema["paths"].values()
        for operation in path.values()
        if isinstance(operation, dict) and TAGS & set(operation.get("tags", []))
    ]
    assert len(operations) == 37
    assert all(any(letter > "\u4e00" for letter in one["summary"]) for one in operations)
