"""Fields of the editing desk in which people write as they speak."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from unfold.widgets import UnfoldAdminTextareaWidget

SPAN = re.compile(r"(\d{1,2})-(\d{1,2})\s*(?:至|到|~|—+|–)\s*(\d{1,2})-(\d{1,2})")


class BlackoutsField(forms.Field):
    """Yearly spans on which nothing can be paid: one a line, as “12-26 至 12-31”."""

    widget = UnfoldAdminTextareaWidget(attrs={"rows": 2, "placeholder": "12-26 至 12-31"})

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, list):
            return "\n".join(" 至 ".join(span) for span in value)
        return value

    def to_python(self, value: Any) -> list[list[str]]:
        if isinstance(value, list):
            return value
        lines = [line.strip() for line in str(value or "").splitlines()]
        return [list(_span(line)) for line in lines if line]

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.to_python(data) != self.to_python(initial))
        except forms.ValidationError:
            return True


def _span(line: str) -> Iterator[str]:
    found = SPAN.fullmatch(line)
    if not found:
        raise forms.ValidationError(f"看不懂“{line}”，请写成 12-26 至 12-31，一行一段。")
    numbers = [int(number) for number in found.groups()]
    for month, day in (numbers[:2], numbers[2:]):
        try:
            # A leap year, so that 29 February may be named.
            yield f"{date(2000, month, day):%m-%d}"
        except ValueError:
            raise forms.ValidationError(f"没有{month}月{day}日这一天，请改正“{line}”。") from None
