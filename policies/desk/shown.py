"""A rule's page that is only read: lists of codes and spans of days in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import admin
from django.db import models

from policies.desk.differences import told

Section = tuple[str | None, dict[str, Any]]


def in_words(sections: Iterable[Section], *, model: type[models.Model]) -> list[Section]:
    """The same sections, with every column that holds a list told as people say it."""
    lists = {
        column.name: _telling(column) for column in model._meta.fields if column.default is list
    }

    def reworded(line: Any) -> Any:
        return lists.get(line, line) if isinstance(line, str) else tuple(map(reworded, line))

    return [
        (title, {**options, "fields": tuple(map(reworded, options["fields"]))})
        for title, options in sections
    ]


def _telling(column: models.Field[Any, Any]) -> Callable[[models.Model], str]:
    @admin.display(description=str(column.verbose_name), empty_value="-")
    def shown(row: models.Model) -> str:
        value = getattr(row, column.attname)
        return told(column, value) if value else ""

    # By its name the page finds the column's help text.
    shown.__name__ = column.name
    return shown
