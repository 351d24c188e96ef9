"""Tables of rules out to and in from spreadsheets.

What comes in becomes drafts, never more, and only of places that the editor edits. A row of a
published rule becomes the draft that is to replace it. Every row but a new one carries the
version it was exported at, so that nothing is lost that was changed in between.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from import_export.fields import Field
from import_export.formats.base_formats import CSV, XLSX
from import_export.resources import ModelResource, modelresource_factory
from import_export.results import RowResult
from import_export.widgets import Widget
from tablib import Dataset

from policies.desk import passage
from policies.desk.cells import Cell, PlaceCell, SourcesCell, disarmed, plain
from policies.desk.differences import FieldChange
from policies.desk.reach import NOWHERE, Desk, desk_of
from policies.models import DESK_FIELDS, Rule, Status

MOST_BYTES = 2 * 1024 * 1024
MOST_UNPACKED = 40 * 1024 * 1024
MOST_ROWS = 2000
CODE, STATUS, VERSION = "编号", "状态", "版本"
SOURCES = "来源"
HIDDEN = {"id", "status", *DESK_FIELDS}


class Unreadable(Exception):
    """Why a file cannot be read as a table, in one sentence."""


class Text(Widget):  # type: ignore[misc]
    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return disarmed(str(value or ""))


class Changes:
    """What an import changes in one row, as `FieldChange`s."""

    def __init__(self, resource: Any, instance: Any, new: bool) -> None:
        self.new = new
        self.before = self._values(resource, instance)
        self.after: list[tuple[str, str]] = []

    def compare_with(self, resource: Any, instance: Any) -> None:
        self.after = self._values(resource, instance)

    def as_html(self) -> list[FieldChange]:
        return [
            FieldChange(name, "" if self.new else before or "空", after or "空")
            for (name, before), (_, after) in zip(self.before, self.after, strict=True)
            if before != after or (self.new and after)
        ]

    @staticmethod
    def _values(resource: Any, instance: Any) -> list[tuple[str, str]]:
        return [
            (field.column_name, plain(field.export(instance)))
            for field in resource.get_import_fields()
            if not field.readonly
        ]


class RuleTable(ModelResource):  # type: ignore[misc]
    """One kind of rule as a table. `by` imports; an export needs nobody."""

    def __init__(self, by: Any = None) -> None:
        super().__init__()
        self.by = by
        self.desk = desk_of(by) if by else Desk(NOWHERE, NOWHERE)

    @classmethod
    def get_diff_class(cls) -> Any:
        return Changes

    def before_import(self, dataset: Dataset, **kwargs: Any) -> None:
        try:
            self._check_shape(dataset)
        except Unreadable:
            del dataset[:]  # or every row of it would be looked at all the same
            raise

    def _check_shape(self, dataset: Dataset) -> None:
        known = {field.column_name for field in self.fields.values()}
        headers = [header for header in dataset.headers or [] if header]
        if CODE not in headers:
            raise Unreadable(f"第一行应是列名，其中要有“{CODE}”。请从导出的表改起。")
        if strange := [str(header) for header in headers if header not in known]:
            raise Unreadable(f"不认识这些列：{'、'.join(strange[:10])}。列名请和导出的表一样。")
        if len(dataset) > MOST_ROWS:
            raise Unreadable(f"一次最多 {MOST_ROWS} 行，这张表有 {len(dataset)} 行，请分几次导入。")

    def get_or_init_instance(self, instance_loader: Any, row: Any) -> tuple[Any, bool]:
        code = plain(row.get(CODE))
        rows = self._meta.model._default_manager.select_related("region", "replaces__region")
        stored = rows.filter(code=code).first()
        if stored is None:
            return self._with_sources(self._meta.model(code=code), []), True
        if not self.desk.edits.covers(stored.region_id):
            raise ValidationError({CODE: f"编号 {code} 属于别的地区，您不能改它。"})
        if plain(row.get(VERSION)) != stored.updated_at.isoformat():
            raise ValidationError(
                {VERSION: "导出之后这一条又改过，或版本栏空着。请重新导出，在新表上改。"}
            )
        sources = sorted(source.pk for source in stored.sources.all())
        if stored.status in passage.OPEN:
            stored.table_seen = stored.updated_at
            return self._with_sources(stored, sources), False
        if stored.status == Status.RETIRED:
            raise ValidationError({CODE: f"{code} 已停用，不能再改；请用新的编号。"})
        if begun := passage.open_revision(stored):
            raise ValidationError({CODE: f"{code} 已有修改草稿 {begun.code}，请改那一行。"})
        return self._with_sources(passage.copy_to_revise(stored), sources), False

    @staticmethod
    def _with_sources(row: Any, sources: list[str]) -> Any:
        row.table_sources = sources
        return row

    def import_field(
        self, field: Field, instance: Any, row: Any, is_m2m: bool = False, **kwargs: Any
    ) -> None:
        """A row's own number is not among what it changes: a revision has one of its own."""
        if field.column_name != CODE:
            super().import_field(field, instance, row, is_m2m, **kwargs)

    def save_instance(self, instance: Any, is_create: bool, row: Any, **kwargs: Any) -> None:
        if not instance.table_sources:
            raise ValidationError({SOURCES: "请填至少一个来源的编号，例如：GZ-2025-1017。"})
        try:
            passage.save_draft(
                instance,
                sources=instance.table_sources,
                by=self.by,
                seen=getattr(instance, "table_seen", None),
                reason="从表格导入",
            )
        except passage.Refusal as refusal:
            raise ValidationError(str(refusal)) from None

    def save_m2m(self, instance: Any, row: Any, **kwargs: Any) -> None:
        """Sources were saved with the draft."""

    def after_import(self, dataset: Dataset, result: Any, **kwargs: Any) -> None:
        """Nothing: numbers come from the database."""

    def export_field(self, field: Field, instance: Any, **kwargs: Any) -> Any:
        if field.column_name == SOURCES:
            return field.widget.render(sorted(source.pk for source in instance.sources.all()))
        if field.column_name == VERSION:
            return instance.updated_at.isoformat()
        return super().export_field(field, instance, **kwargs)


def table_of(model: type[Rule]) -> type[RuleTable]:
    """The table of a kind of rule, its columns named as in the form."""
    fields = {
        field.name: Field(
            attribute=field.attname,
            column_name=str(field.verbose_name),
            widget=PlaceCell(required=not field.null)
            if isinstance(field, models.ForeignKey)
            else Cell(field),
        )
        for field in model._meta.concrete_fields
        if field.name not in HIDDEN
    }
    extra = {
        "table_sources": Field("table_sources", SOURCES, SourcesCell()),
        "status": Field("get_status_display", STATUS, Text(), readonly=True),
        "updated_at": Field("updated_at", VERSION, Text(), readonly=True),
    }
    table: type[RuleTable] = modelresource_factory(
        model,
        resource_class=RuleTable,
        custom_fields={**fields, **extra},
        meta_options={
            "fields": [*fields, *extra],
            "import_id_fields": ["code"],
            "clean_model_instances": True,
            "skip_unchanged": True,
            "use_transactions": True,
        },
    )
    return table


class ChineseCSV(CSV):  # type: ignore[misc]
    """With the mark that lets Excel open it rightly; read in either of the usual encodings."""

    def is_binary(self) -> bool:
        return True

    def create_dataset(self, in_stream: bytes) -> Dataset:
        for encoding in ("utf-8-sig", "gb18030"):
            try:
                text = in_stream.decode(encoding)
            except UnicodeDecodeError:
                continue
            return super().create_dataset(text)
        raise Unreadable("读不懂这个文件的文字，请另存为 UTF-8 的 CSV 或 XLSX。")

    def export_data(self, dataset: Dataset, **kwargs: Any) -> bytes:
        text: str = super().export_data(dataset, **kwargs)
        return f"\ufeff{text}".encode()


FORMATS: dict[str, Any] = {"xlsx": XLSX, "csv": ChineseCSV}


def export(model: type[Rule], rows: Any, *, suffix: str) -> bytes:
    """The rows as a file of one of `FORMATS`."""
    queryset = rows.select_related("region").prefetch_related("sources")
    data: bytes = FORMATS[suffix]().export_data(table_of(model)().export(queryset))
    return data


def read(data: bytes, *, suffix: str) -> Dataset:
    """The table in a file. Raises Unreadable."""
    if suffix not in FORMATS:
        raise Unreadable("只能导入 .xlsx 或 .csv 文件。")
    if len(data) > MOST_BYTES:
        raise Unreadable("文件太大，最多 2 MB，请分几次导入。")
    try:
        if suffix == "xlsx":
            with zipfile.ZipFile(BytesIO(data)) as packed:
                if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED:
                    raise Unreadable("文件展开后太大，请只留要导入的那张表。")
        dataset = FORMATS[suffix]().create_dataset(data)
    except Unreadable:
        raise
    except Exception:  # noqa: BLE001  whatever a broken file makes the parsers say
        raise Unreadable("打不开这个文件，请确认它是导出的那种 .xlsx 或 .csv。") from None
    dataset_rows = [values for values in dataset if any(plain(value) for value in values)]
    return Dataset(*dataset_rows, headers=dataset.headers)


@dataclass(frozen=True, slots=True)
class Line:
    """What becomes of one row of the file."""

    number: int
    code: str
    outcome: str
    changes: Sequence[FieldChange]
    errors: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """`problem` is why the whole table is refused; otherwise each line tells its own."""

    lines: Sequence[Line]
    problem: str = ""

    @property
    def is_good(self) -> bool:
        return not self.problem and not any(line.errors for line in self.lines)

    def count(self, *outcomes: str) -> int:
        return sum(line.outcome in outcomes for line in self.lines)


WORDS = {
    RowResult.IMPORT_TYPE_NEW: "新草稿",
    RowResult.IMPORT_TYPE_UPDATE: "修改草稿",
    RowResult.IMPORT_TYPE_SKIP: "没有变化",
}


def bring_in(model: type[Rule], dataset: Dataset, *, by: Any, dry_run: bool) -> Outcome:
    """Save every row as a draft, or none; a dry run only tells what would become of each."""
    table = table_of(model)(by=by)
    result = table.import_data(
        dataset,
        dry_run=dry_run,
        raise_errors=False,
        rollback_on_validation_errors=True,
    )
    if result.base_errors:
        return Outcome([], str(result.base_errors[0].error))
    labels = {field.attribute: field.column_name for field in table.fields.values()}
    names = {name: field.column_name for name, field in table.fields.items()}
    return Outcome(
        [
            Line(
                number=number,
                code=plain(dataset[number - 2][list(dataset.headers).index(CODE)]),
                outcome=WORDS.get(row.import_type, "要改"),
                changes=row.diff or () if row.import_type in WORDS else (),
                errors=list(_errors(row, {**labels, **names})),
            )
            for number, row in enumerate(result.rows, start=2)
        ]
    )


def _errors(row: RowResult, labels: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Column and sentence of everything wrong in a row."""
    if row.validation_error is not None:
        if not hasattr(row.validation_error, "error_dict"):
            yield "", "".join(row.validation_error.messages)
            return
        for name, sentences in row.validation_error.message_dict.items():
            yield labels.get(name, "" if name == "__all__" else name), "".join(sentences)
    for error in row.errors:
        yield "", str(error.error)
