"""Brings policy files into the tables: all or nothing, and never over an edit made in the admin."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from typing import Any

from django.db import connection, models, transaction

from policies.desk.differences import FieldChange, differences, source_difference
from policies.desk.publications import record_load
from policies.loading import PolicyFileError, PolicyFiles, RuleRow
from policies.models import (
    REVIEWED,
    Article,
    Origin,
    Region,
    Rule,
    SearchWord,
    Source,
    Synonym,
)

ALL_MODELS: tuple[type[models.Model], ...] = (Region, Source, *REVIEWED, Synonym)


class Outcome(StrEnum):
    ADDED = "新增"
    CHANGED = "修改"
    SAME = "未变"
    KEPT = "保留后台修改"


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one row of the files; `fields` says how it differs from the table."""

    outcome: Outcome
    kind: str
    code: str
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True)
class LoadReport:
    """`not_in_files` are rows once loaded whose file no longer has them; they are left alone."""

    changes: tuple[Change, ...]
    not_in_files: tuple[str, ...]

    def count(self, outcome: Outcome) -> int:
        return sum(change.outcome == outcome for change in self.changes)


@dataclass(frozen=True, slots=True)
class _Stored:
    """What the tables hold now, by code; rules with the codes of their sources."""

    regions: Mapping[str, Region]
    sources: Mapping[str, Source]
    synonyms: Mapping[str, Synonym]
    rules: Mapping[str, Rule]
    rule_sources: Mapping[str, frozenset[str]]


def preview_policies(files: PolicyFiles) -> LoadReport:
    """What `load_policies` would do. Writes nothing and takes no lock.

    Raises PolicyFileError where two published rows would contradict each other.
    """
    stored = _stored()
    changes, _ = _compare(files, stored)
    _refuse_overlaps(files, stored, changes)
    return LoadReport(tuple(changes), _not_in_files(files, stored))


def load_policies(files: PolicyFiles) -> LoadReport:
    """Make the tables say what the files say, except where the admin said otherwise.

    Doing it twice changes nothing. Writers of the tables wait meanwhile, so that no edit made in
    between can be lost. Raises PolicyFileError, and then nothing has been written.
    """
    with transaction.atomic():
        _lock()
        stored = _stored()
        changes, sources_of = _compare(files, stored)
        _refuse_overlaps(files, stored, changes)
        _write(files, {change.code for change in changes if _is_written(change)})
        _write_sources(files, sources_of)
        record_load({change.code for change in changes if _is_written(change)}, stored.rules)
    return LoadReport(tuple(changes), _not_in_files(files, stored))


def _is_written(change: Change) -> bool:
    return change.outcome in (Outcome.ADDED, Outcome.CHANGED)


def _lock() -> None:
    tables = ", ".join(connection.ops.quote_name(model._meta.db_table) for model in ALL_MODELS)
    with connection.cursor() as cursor:
        # Table names come from the models.
        cursor.execute(f"LOCK TABLE {tables} IN SHARE ROW EXCLUSIVE MODE")


def _stored() -> _Stored:
    rules: dict[str, Rule] = {}
    rule_sources: dict[str, frozenset[str]] = {}
    for model in REVIEWED:
        for rule in model._default_manager.prefetch_related("sources"):
            rules[rule.code] = rule
            rule_sources[rule.code] = frozenset(source.code for source in rule.sources.all())
    return _Stored(
        regions={region.code: region for region in Region.objects.all()},
        sources={source.code: source for source in Source.objects.all()},
        synonyms={synonym.code: synonym for synonym in Synonym.objects.all()},
        rules=rules,
        rule_sources=rule_sources,
    )


def _compare(files: PolicyFiles, stored: _Stored) -> tuple[list[Change], set[str]]:
    """Each row's outcome, and the codes of rules whose sources are to be written."""
    changes = [_change(region, stored.regions.get(code)) for code, region in files.regions.items()]
    changes += [_change(source, stored.sources.get(code)) for code, source in files.sources.items()]
    changes += [
        _change(synonym, stored.synonyms.get(code)) for code, synonym in files.synonyms.items()
    ]
    resourced: set[str] = set()
    for code, row in files.rules.items():
        known = stored.rules.get(code)
        if known is not None and not isinstance(known, type(row.rule)):
            raise PolicyFileError([f"{row.at}:编号 {code} 已是一条{_kind(known)}，请换一个编号。"])
        before, after = stored.rule_sources.get(code, frozenset()), frozenset(row.sources)
        extra = source_difference(before, after)
        change = _change(row.rule, known, extra=extra if known else [])
        changes.append(change)
        if before != after and _is_written(change):
            resourced.add(code)
    return changes, resourced


def _change(
    new: Region | Source | Synonym | Rule,
    known: Region | Source | Synonym | Rule | None,
    *,
    extra: Sequence[FieldChange] = (),
) -> Change:
    kind = _kind(new)
    if known is None:
        return Change(Outcome.ADDED, kind, new.code)
    fields = (*differences(known, new), *extra)
    if not fields:
        return Change(Outcome.SAME, kind, new.code)
    kept = getattr(known, "origin", Origin.FILE) == Origin.ADMIN
    return Change(Outcome.KEPT if kept else Outcome.CHANGED, kind, new.code, fields)


def _kind(row: models.Model) -> str:
    return str(row._meta.verbose_name)


def _not_in_files(files: PolicyFiles, stored: _Stored) -> tuple[str, ...]:
    return tuple(
        code
        for code, rule in sorted(stored.rules.items())
        if rule.origin == Origin.FILE and code not in files.rules
    )


def _refuse_overlaps(files: PolicyFiles, stored: _Stored, changes: Iterable[Change]) -> None:
    """Refuse two published rows for one place, subject and day, whether of file or admin.

    The database refuses them as well; here the sentence can name both.
    """
    kept = {change.code for change in changes if change.outcome == Outcome.KEPT}
    loaded = {code: row.rule for code, row in files.rules.items() if code not in kept}
    final = {code: rule for code, rule in stored.rules.items() if code not in loaded} | loaded
    by_subject: dict[tuple[object, ...], list[Rule]] = {}
    for rule in final.values():
        if rule.is_used:
            by_subject.setdefault(_subject(rule), []).append(rule)
    problems = [
        f"{_at(files.rules, other)}:与 {_at(files.rules, one)} 在同一地区、同样情形下都已发布，"
        "请停用一条，或用生效、失效日期分开。"
        for rules in by_subject.values()
        for one, other in combinations(rules, 2)
        if _coincide(one, other)
    ]
    if problems:
        raise PolicyFileError(problems)


def _at(rows: Mapping[str, RuleRow], rule: Rule) -> str:
    row = rows.get(rule.code)
    return row.at if row is not None and row.rule is rule else f"{rule.code}（数据库里）"


def _subject(rule: Rule) -> tuple[object, ...]:
    """What two rows must share to be able to contradict each other."""
    return type(rule), rule.region_id, *rule.subject()


def _coincide(one: Rule, other: Rule) -> bool:
    return _touch(one.valid_from, one.valid_to, other.valid_from, other.valid_to) and (
        one.coincides(other)
    )


def _touch(first: Any, last: Any, other_first: Any, other_last: Any) -> bool:
    return (first is None or other_last is None or first <= other_last) and (
        last is None or other_first is None or other_first <= last
    )


def _write(files: PolicyFiles, codes: set[str]) -> None:
    _upsert(Region, [row for code, row in files.regions.items() if code in codes])
    _upsert(Source, [row for code, row in files.sources.items() if code in codes])
    _upsert(Synonym, [row for code, row in files.synonyms.items() if code in codes])
    written = [files.rules[code].rule for code in codes if code in files.rules]
    articles = [rule for rule in written if isinstance(rule, Article)]
    for article in articles:
        article.region = files.regions[article.region_id]
        article.index()
    for model in REVIEWED:
        _upsert(
            model,
            [
                row.rule
                for code, row in files.rules.items()
                if code in codes and type(row.rule) is model
            ],
        )
    if articles:
        SearchWord.count_anew()


def _upsert(model: type[models.Model], rows: Sequence[Any]) -> None:
    """One statement for all rows, new and changed."""
    names = [own.name for own in model._meta.concrete_fields if own.name not in ("id", "code")]
    model._default_manager.bulk_create(
        rows, update_conflicts=True, unique_fields=["code"], update_fields=names
    )


def _write_sources(files: PolicyFiles, codes: set[str]) -> None:
    for model in REVIEWED:
        through: Any = model._meta.get_field("sources").remote_field.through
        owner = f"{model._meta.model_name}_id"
        ids = dict(model._default_manager.filter(code__in=codes).values_list("code", "pk"))
        through._default_manager.filter(**{f"{owner}__in": ids.values()}).delete()
        through._default_manager.bulk_create(
            through(**{owner: pk, "source_id": source})
            for code, pk in ids.items()
            for source in files.rules[code].sources
        )
