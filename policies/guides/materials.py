"""Which papers one person has to bring. Pure: rows and ages in, a list out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

Age = Annotated[int, Field(ge=0, le=120)]
Words = Annotated[str, Field(max_length=80)]


class MaterialItem(BaseModel):
    """One paper. Of `any_of` one is enough; ages are full years, `from_age` included."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Annotated[str, Field(min_length=1, max_length=40)]
    any_of: Annotated[list[Words], Field(min_length=2)] | None = None
    copies: Words = ""
    note: Words = ""
    when: Words = ""
    optional: bool = False
    from_age: Age | None = None
    under_age: Age | None = None
    categories: list[str] = []

    def concerns(self, *, categories: Sequence[str], age: int | None) -> bool:
        """Whether the paper may be asked of such a person; an unknown age may be any."""
        if self.categories and set(self.categories).isdisjoint(categories):
            return False
        if age is None:
            return True
        return (self.from_age is None or age >= self.from_age) and (
            self.under_age is None or age < self.under_age
        )

    def condition(self, *, age: int | None) -> str:
        """When it is asked for, as far as that is still open."""
        parts = [self.when]
        if age is None and self.from_age is not None:
            parts.append(f"满{self.from_age}周岁")
        if age is None and self.under_age is not None:
            parts.append(f"不满{self.under_age}周岁")
        return "，".join(part for part in parts if part)


_ITEMS = TypeAdapter(Annotated[list[MaterialItem], Field(min_length=1)])


def items_of(value: Any) -> list[MaterialItem]:
    """The papers of a row. Raises pydantic.ValidationError."""
    return _ITEMS.validate_python(value)


def full_years(*, born_on: date, on: date) -> int:
    """Age on a day: a year is full on the birthday, for 29 February on 1 March in common years."""
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))
