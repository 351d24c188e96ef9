"""Everything the product holds about one resident, found from the models themselves.

A table belongs to a resident when a chain of cascading foreign keys leads from it to the user, so
a table that is added later is exported and erased without a word here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from django.db import models
from django.utils import timezone

from accounts.models import User

# Ties of the product's own staff. A resident has none of them.
STAFF_TIES = frozenset(
    {
        "accounts.User_groups.user",
        "accounts.User_user_permissions.user",
        "admin.LogEntry.user",
        "otp_static.StaticDevice.user",
        "otp_totp.TOTPDevice.user",
        "policies.DeskRole.user",
    }
)
# Not deleted with the resident, but told: who of the staff looked at them.
ALSO_TOLD = frozenset({"privacy.AccessRecord.resident"})
# Held only inside the server, and worthless anywhere else; the export says so instead.
WITHHELD = {
    "accounts.User.openid": "已保存；只在服务器内使用，对别处没有意义",
    "accounts.User.password": "居民没有密码",
    "accounts.Contact.unionid": "已保存；只在服务器内使用，对别处没有意义",
    "accounts.Contact.service_openid": "已保存；只在服务器内使用，对别处没有意义",
    "accounts.CalendarFeed.secret_hash": "只保存了指纹，不能还原成订阅地址",
}


@dataclass(frozen=True, slots=True)
class Holding:
    """A table that holds things of residents; `path` leads from its rows to the user's id."""

    model: type[models.Model]
    path: str

    def rows(self, user: User) -> models.QuerySet[Any]:
        return self.model._base_manager.filter(**{self.path: user.pk}).order_by("pk")


@dataclass(frozen=True, slots=True)
class Cell:
    name: str
    title: str
    value: Any
    shown: str


@cache
def holdings() -> tuple[Holding, ...]:
    """The user's own table first, then every table whose rows go when the user goes."""
    found: dict[type[models.Model], Holding] = {User: Holding(User, "pk")}
    waiting: list[type[models.Model]] = [User]
    while waiting:
        model = waiting.pop(0)
        for tie in owning_ties(model):
            child = tie.model
            if child not in found:
                path = "" if model is User else f"__{found[model].path}"
                found[child] = Holding(child, f"{tie.name}{path}")
                waiting.append(child)
    return tuple(found.values())


def ties_to(model: type[models.Model]) -> Iterator[models.ForeignKey[Any, Any]]:
    """Every foreign key of other tables to `model`."""
    for relation in model._meta.get_fields(include_hidden=True):
        if isinstance(relation, models.ManyToOneRel) and not relation.concrete:
            yield relation.field


def owning_ties(model: type[models.Model]) -> Iterator[models.ForeignKey[Any, Any]]:
    for tie in ties_to(model):
        label = f"{tie.model._meta.label}.{tie.name}"
        cascades = tie.remote_field.on_delete is models.CASCADE
        if (cascades and label not in STAFF_TIES) or label in ALSO_TOLD:
            yield tie


def cells(row: models.Model) -> list[Cell]:
    """Every stored column of a row, as a value and in words."""
    return [_cell(row, field) for field in row._meta.concrete_fields]


def _cell(row: models.Model, field: models.Field[Any, Any]) -> Cell:
    title = str(field.verbose_name)
    label = f"{row._meta.label}.{field.name}"
    if label in WITHHELD:
        return Cell(field.name, title, WITHHELD[label], WITHHELD[label])
    value = field.value_from_object(row)
    choices = dict(field.flatchoices)
    return Cell(field.name, title, value, _words(choices.get(value, value) if choices else value))


def _words(value: Any) -> str:
    match value:
        case None | "":
            return "—"
        case bool():
            return "是" if value else "否"
        case datetime():
            local = timezone.localtime(value)
            return f"{_words(local.date())} {local:%H:%M}"
        case date():
            return f"{value.year}年{value.month}月{value.day}日"
        case list() | dict():
            return json.dumps(value, ensure_ascii=False)
        case _:
            return str(value)
