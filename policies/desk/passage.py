"""The passage of a rule: draft → review → published → retired.

The one law: what residents see is published by a person who had no hand in writing it. A
published row is never rewritten; a change is a draft that replaces it, and the day it takes
effect is the day from which it is valid. Every step locks the row, checks who asks and where,
and leaves a record in the history. Refusals are sentences for the person who asked.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from policies.desk import publications
from policies.desk.differences import FieldChange, differences, source_difference
from policies.desk.reach import desk_of
from policies.desk.trace import trace
from policies.models import DESK_FIELDS, Event, Origin, Region, Rule, Source, Status

AnyRule = TypeVar("AnyRule", bound=Rule)

OPEN = (Status.DRAFT, Status.REVIEW)
KEPT = {"id", "code", "status", *DESK_FIELDS}
"""What a copy of a row does not take over."""
REVISION = re.compile(r"-R\d+\Z")
LONGEST_CODE = 40


class Refusal(Exception):
    """Why a step is not possible, in one sentence."""


class Conflict(Refusal):
    """Someone else was quicker; `changes` are theirs."""

    def __init__(self, message: str, changes: Sequence[FieldChange]) -> None:
        super().__init__(message)
        self.changes = changes


def save_draft(
    row: AnyRule,
    *,
    sources: Collection[str],
    by: Any,
    seen: datetime | None = None,
    reason: str = "",
) -> AnyRule:
    """Save `row`, new or changed, as a draft with the sources of these codes.

    `seen` is the `updated_at` that the editor saw. A row in review becomes a draft again: what
    was submitted is no longer what it says. The caller has cleaned the row.
    """
    with transaction.atomic():
        authors: list[int] = []
        if row.pk:
            stored = _locked(row)
            _must_edit(by, stored)
            _must_be(stored, *OPEN)
            _must_be_seen(stored, seen)
            if stored.replaces and stored.region_id != row.region_id:
                raise Refusal("修改已发布的规则时不能换地区；别处的规则请另写一条。")
            authors = stored.authors
        elif row.replaces and row.replaces.region_id != row.region_id:
            raise Refusal("修改已发布的规则时不能换地区；别处的规则请另写一条。")
        _must_edit(by, row)
        is_new = row.pk is None
        row.status, row.origin = Status.DRAFT, Origin.ADMIN
        row.authors = _with(authors, by)
        row.submitted_by = row.submitted_at = row.published_by = row.published_at = None
        _save(row, by=by, reason=reason or ("新建草稿" if is_new else "修改草稿"), sources=sources)
    return row


def revise(row: AnyRule, *, by: Any) -> AnyRule:
    """The open draft that is to replace the published `row`; a copy of it if there is none."""
    with transaction.atomic():
        stored = _locked(row)
        _must_edit(by, stored)
        _must_be(stored, Status.PUBLISHED)
        if begun := open_revision(stored):
            return begun
        return save_draft(
            copy_to_revise(stored), sources=_codes(stored), by=by, reason=f"由 {stored.code} 改起"
        )


def restore(row: AnyRule, *, version: Any, by: Any) -> AnyRule:
    """A draft with the contents that `row` had at `version`, a record of its history."""
    when = timezone.localtime(version.history_date)
    with transaction.atomic():
        stored = _locked(row)
        _must_edit(by, stored)
        if version.id != stored.pk:
            raise Refusal("这不是这条规则的历史。")
        target = stored if stored.status in OPEN else open_revision(stored)
        past: AnyRule = version.instance
        draft = _copy(past, code=target.code if target else _next_code(stored))
        if target:
            draft.pk, draft.replaces = target.pk, target.replaces
        elif stored.status == Status.PUBLISHED:
            draft.replaces = stored
        return save_draft(
            draft,
            sources=_known(version.source_codes),
            by=by,
            seen=target.updated_at if target else None,
            reason=f"恢复 {when:%Y-%m-%d %H:%M} 的内容",
        )


def submit(row: AnyRule, *, by: Any, at: datetime, seen: datetime | None) -> AnyRule:
    """Hand a draft to the reviewers. It must be fit to be published as it stands."""
    with transaction.atomic():
        stored = _locked(row)
        _must_edit(by, stored)
        _must_be(stored, Status.DRAFT)
        _must_be_seen(stored, seen)
        _must_be_fit(stored)
        stored.status, stored.origin = Status.REVIEW, Origin.ADMIN
        stored.authors = _with(stored.authors, by)
        stored.submitted_by, stored.submitted_at = by.pk, at
        _save(stored, by=by, reason="提交复核")
    return stored


def send_back(row: AnyRule, *, by: Any, remark: str) -> AnyRule:
    """Return a submitted draft, with a word about what to mend; its editors may do so as well."""
    with transaction.atomic():
        stored = _locked(row)
        desk = desk_of(by)
        if not desk.sees.covers(stored.region_id):
            raise Refusal(f"{stored.region.name}不在您负责的地区里。")
        _must_be(stored, Status.REVIEW)
        stored.status = Status.DRAFT
        stored.submitted_by = stored.submitted_at = None
        _save(stored, by=by, reason=f"退回：{remark.strip() or '没有写原因'}")
    return stored


def publish(row: AnyRule, *, by: Any, at: datetime, seen: datetime | None) -> AnyRule:
    """Make a submitted draft what residents see, and end the row that it replaces.

    1. Lock it; refuse whoever had a hand in it, reviews elsewhere or saw another version.
    2. The replaced row holds until the day before the new one begins; where the new one has no
       later beginning, it is retired.
    3. Check the row as published, and every constraint at once.
    4. Tell the public.
    """
    with transaction.atomic():
        stored = _locked(row)
        _must_review(by, stored)
        _must_be(stored, Status.REVIEW)
        if by.pk in stored.authors:
            raise Refusal("您改过或提交过这份草稿，要由另一个人来发布。")
        _must_be_seen(stored, seen)
        old = _put_in_force(stored, by=by, at=at)
        publications.record([_told(stored, old)], at=at)
    return stored


def retire(row: AnyRule, *, by: Any, at: datetime, remark: str) -> AnyRule:
    """Take a published row out of use at once. Its days of validity stay as they were."""
    with transaction.atomic():
        stored = _locked(row)
        _must_review(by, stored)
        _must_be(stored, Status.PUBLISHED)
        if not remark.strip():
            raise Refusal("请写一句停用的原因。")
        stored.status, stored.origin = Status.RETIRED, Origin.ADMIN
        _save(stored, by=by, reason=f"停用：{remark.strip()}")
        publications.record([publications.Told(Event.ENDED, stored)], at=at)
    return stored


def return_to_files(rows: Iterable[Rule], *, by: Any) -> int:
    """From the next load on, let the files say what these published or retired rows say."""
    count = 0
    with transaction.atomic():
        for row in rows:
            stored = _locked(row)
            _must_review(by, stored)
            if stored.origin == Origin.ADMIN and stored.status not in OPEN:
                stored.origin = Origin.FILE
                _save(stored, by=by, reason="交还给数据文件")
                count += 1
    return count


def _put_in_force(row: Rule, *, by: Any, at: datetime) -> Rule | None:
    """Publish `row` in the tables; the row it replaces, as it was before."""
    old = _locked(row.replaces) if row.replaces else None
    before = _locked(row.replaces) if row.replaces else None
    if old:
        if old.status != Status.PUBLISHED:
            raise Refusal(f"{old.code} 已不在发布中，请从现在有效的那一条改起。")
        if row.valid_from and (old.valid_from is None or old.valid_from < row.valid_from):
            old.valid_to = row.valid_from - timedelta(days=1)
        else:
            old.status = Status.RETIRED
        old.origin = Origin.ADMIN
        if not old.published_by:
            # It came with the files; whoever replaces it answers for where it ends.
            old.authors, old.published_by = row.authors, by.pk
        _save(old, by=by, reason=f"由 {row.code} 接替")
    row.status = Status.PUBLISHED
    row.published_by, row.published_at = by.pk, at
    try:
        with transaction.atomic():
            row.full_clean()
            _save(row, by=by, reason="发布")
            connection.check_constraints()
    except ValidationError as error:
        raise Refusal(_in_one_line(error)) from None
    except IntegrityError:
        raise Refusal("没有发布：就在刚才，另一条相同情形的规则已经发布。") from None
    return before


def _told(row: Rule, old: Rule | None) -> publications.Told:
    if old is None:
        return publications.Told(Event.ADDED, row, since=row.valid_from)
    changes = [
        *differences(old, row, leave_out={"code", "status", "valid_from", *publications.QUIET}),
        *source_difference(_codes(old), _codes(row)),
    ]
    return publications.Told(Event.CHANGED, row, changes, since=row.valid_from)


def try_out(row: Rule) -> None:
    """Put a draft in force for a look; only inside a transaction that the caller undoes."""
    trial = _locked(row)
    _must_be(trial, *OPEN)
    if not trial.sources.exists():
        raise Refusal("请先选至少一个来源。")
    _put_in_force(trial, by=_NoOne, at=trial.updated_at)


def _must_be_fit(row: Rule) -> None:
    """Refuse what could not be published; the row is left as it is."""
    try:
        with transaction.atomic():
            try_out(row)
            raise _Enough
    except _Enough:
        pass


class _Enough(Exception):
    """Undoes a trial."""


class _NoOne:
    """In whose name a trial is made."""

    pk = 0


def open_revision(row: AnyRule) -> AnyRule | None:
    """The draft that is to replace `row`, if someone has begun one."""
    return type(row)._default_manager.filter(replaces=row, status__in=OPEN).first()


def copy_to_revise(row: AnyRule) -> AnyRule:
    """What is to replace the published `row`, not yet saved."""
    draft = _copy(row, code=_next_code(row))
    draft.replaces = row
    return draft


def _copy(row: AnyRule, *, code: str) -> AnyRule:
    """A new row with the contents of `row`."""
    contents = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if field.name not in KEPT
    }
    return type(row)(code=code, **contents)


def _next_code(row: Rule) -> str:
    """The first free code of the form PW-GZ-2026-R2."""
    stem = REVISION.sub("", row.code)[: LONGEST_CODE - 5]
    taken = set(
        type(row)
        ._default_manager.filter(code__startswith=f"{stem}-R")
        .values_list("code", flat=True)
    )
    number = 2
    while f"{stem}-R{number}" in taken:
        number += 1
    return f"{stem}-R{number}"


def _locked(row: AnyRule) -> AnyRule:
    try:
        return (
            type(row)
            ._default_manager.select_for_update(of=("self",))
            .select_related("region")
            .get(pk=row.pk)
        )
    except type(row).DoesNotExist:
        raise Refusal("这条规则已被删除。") from None


def _save(row: Rule, *, by: Any, reason: str, sources: Collection[str] | None = None) -> None:
    """Save with one record in the history that names the sources as well."""
    is_new = row.pk is None
    row.save_without_historical_record()  # type: ignore[attr-defined]
    if sources is not None:
        row.sources.set(Source.objects.filter(pk__in=sources))
    trace([row], reason=reason, by=by.pk, new=is_new)


def _codes(row: Rule) -> list[str]:
    return [source.code for source in row.sources.all()]


def _known(codes: Iterable[str]) -> list[str]:
    return list(Source.objects.filter(pk__in=codes).values_list("pk", flat=True))


def _with(authors: Collection[int], by: Any) -> list[int]:
    return sorted({*authors, by.pk})


def _must_edit(by: Any, row: Rule) -> None:
    if not desk_of(by).edits.covers(row.region_id):
        raise Refusal(f"{_name(row)}不在您编辑的地区里。")


def _must_review(by: Any, row: Rule) -> None:
    if not desk_of(by).reviews.covers(row.region_id):
        raise Refusal(f"{_name(row)}不在您复核的地区里。")


def _name(row: Rule) -> str:
    return Region.objects.filter(pk=row.region_id).values_list("name", flat=True).first() or "此地"


def _must_be(row: Rule, *statuses: Status) -> None:
    if row.status not in statuses:
        wanted = "或".join(f"“{status.label}”" for status in statuses)
        raise Refusal(
            f"{row.code} 现在是“{row.get_status_display()}”，只有{wanted}的规则可以这样做。"
        )


def _must_be_seen(row: Rule, seen: datetime | None) -> None:
    if seen == row.updated_at:
        return
    raise Conflict("您打开之后，别人改过这条规则，没有保存。", changes_since(row, seen))


def changes_since(row: Rule, seen: datetime | None) -> list[FieldChange]:
    """What others changed after `seen`, an earlier `updated_at` of the row."""
    past = row.history.filter(updated_at=seen).first()
    if past is None:
        return []
    return [
        *differences(past.instance, row),
        *source_difference(past.source_codes, _codes(row)),
    ]


def _in_one_line(error: ValidationError) -> str:
    if not hasattr(error, "error_dict"):
        return "".join(error.messages)
    return "".join(sentence for found in error.message_dict.values() for sentence in found)
