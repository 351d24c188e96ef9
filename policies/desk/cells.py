"""One cell of a spreadsheet: a value as people read and write it, and never a formula."""

from __future__ import annotations

import json
import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from import_export.widgets import Widget

from policies.models import Region, Source

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
GAPS = re.compile(r"[、，,;；\s]+")
YES, NO = ("是", "对", "true", "1", "yes"), ("否", "不", "false", "0", "no")


def disarmed(text: str) -> str:
    """The same text, which no spreadsheet program takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text


def plain(value: Any) -> str:
    """What stands in a cell, whatever the program made of it; the reverse of `disarmed`."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    text = str(value).strip()
    return text[1:] if text.startswith("'") and text[1:].startswith(FORMULA) else text


class Cell(Widget):  # type: ignore[misc]
    """Any field of a rule. Labels and stored values are both understood."""

    def __init__(self, field: models.Field[Any, Any]) -> None:
        super().__init__()
        self.field = field
        chosen = getattr(field, "base_field", field)
        self.labels = {value: str(label) for value, label in chosen.flatchoices}
        self.values = {label: value for value, label in self.labels.items()}

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> Any:
        if value is None:
            return ""
        if isinstance(value, bool):
            return "是" if value else "否"
        if isinstance(value, int):
            return value if not self.labels else self.labels.get(value, str(value))
        if isinstance(value, Decimal):
            return int(value) if value == value.to_integral_value() else float(value)
        if isinstance(self.field, models.JSONField):
            return disarmed(json.dumps(value, ensure_ascii=False)) if value else ""
        if isinstance(value, list):
            return disarmed("、".join(str(self.labels.get(item, item)) for item in value))
        return disarmed(self.labels.get(value, str(value)))

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        """Raises ValueError with a sentence."""
        try:
            return self._read(plain(value))
        except ValidationError as error:
            raise ValueError("".join(error.messages)) from None

    def _read(self, text: str) -> Any:
        if isinstance(self.field, ArrayField):
            return [self._item(part) for part in GAPS.split(text) if part]
        if isinstance(self.field, models.JSONField):
            return self._json(text)
        if isinstance(self.field, models.BooleanField):
            return self._yes_or_no(text)
        if self.labels and text:
            return self._item(text)
        form_field = self.field.formfield()
        if form_field is None:
            return text
        # Whether a value is needed at all, the model says for the whole row.
        form_field.required = False
        cleaned = form_field.clean(text.replace("/", "-") if self._is_day else text)
        return cleaned if cleaned not in ("", None) else (None if self.field.null else "")

    @property
    def _is_day(self) -> bool:
        return isinstance(self.field, models.DateField)

    def _item(self, text: str) -> Any:
        if not self.labels:
            return text
        found = self.values.get(text, text)
        if found not in self.labels:
            raise ValueError(f"没有“{text}”这个选项，可以填：{'、'.join(self.values)}。")
        return found

    def _yes_or_no(self, text: str) -> bool | None:
        if not text:
            return None if self.field.null else False
        if text.lower() in YES:
            return True
        if text.lower() in NO:
            return False
        raise ValueError(f"“{text}”看不懂，请填“是”或“否”。")

    def _json(self, text: str) -> Any:
        default = self.field.get_default()
        if not text:
            return default
        try:
            found = json.loads(text)
        except ValueError:
            found = None
        if not isinstance(found, type(default)):
            raise ValueError('请照导出的样子写，例如：{"长期护理保险": 30}。')
        return found


class PlaceCell(Widget):  # type: ignore[misc]
    """A place as its code and name; the code decides."""

    def __init__(self, *, required: bool) -> None:
        super().__init__()
        self.required = required
        self._names: dict[str, str] = {}

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        if not value:
            return ""
        if value not in self._names:
            self._names.update(Region.objects.values_list("code", "name"))
        return f"{value} {self._names.get(value, '')}".strip()

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> str | None:
        code = plain(value)[:6]
        if not code and not self.required:
            return None
        if not Region.objects.filter(pk=code).exists():
            raise ValueError("请填六位行政区划代码，例如：440100。")
        return code


class SourcesCell(Widget):  # type: ignore[misc]
    """The codes of the sources."""

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return disarmed("、".join(value or ()))

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> list[str]:
        codes = sorted({code for code in GAPS.split(plain(value)) if code})
        known = set(Source.objects.filter(pk__in=codes).values_list("pk", flat=True))
        if missing := [code for code in codes if code not in known]:
            raise ValueError(f"没有来源 {'、'.join(missing)}，请先在“政策来源”里添加。")
        if not codes:
            raise ValueError("请填至少一个来源的编号，例如：GZ-2025-1017。")
        return codes
