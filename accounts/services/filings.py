"""Declaring filings for care elsewhere."""

from __future__ import annotations

from datetime import date, datetime
from typing import TypedDict, Unpack

from django.db import transaction

from accounts import rules, tracing
from accounts.filing_ends import computed_end, given_end
from accounts.models import Change, Fact, Filing, Member, Progress
from accounts.selectors import filings_ended_by_rule
from accounts.services.guarding import conflict, gone, invalid, lock, one_filing_of_a_sort
from policies.models import FilingType, Region

MAX_FILINGS = 20


class FilingChanges(TypedDict, total=False):
    kind: str
    progress: str
    care_region: Region
    starts_on: date
    ends_on: date | None
    promised: bool
    papers_due_on: date | None


@transaction.atomic
def save_filing(
    *,
    member: Member,
    kind: str,
    care_region: Region,
    starts_on: date,
    ends_on: date | None = None,
    progress: str = Progress.ACCEPTED,
    promised: bool = False,
    papers_due_on: date | None = None,
    today: date,
    now: datetime,
) -> Filing:
    """Declare a filing. Without `ends_on` the last valid day follows from the insured region."""
    member = lock(member)
    if member.filings.filter(cancelled_on__isnull=True).count() >= MAX_FILINGS:
        raise conflict("too_many_filings", f"最多同时登记 {MAX_FILINGS} 条备案，请先取消不用的。")
    filing = Filing(
        member=member,
        kind=kind,
        care_region=care_region,
        starts_on=starts_on,
        progress=progress,
        promised=promised,
        papers_due_on=papers_due_on,
    )
    _require_sensible_filing(filing, ends_on=ends_on, today=today)
    return _store_filing(filing, member=member, ends_on=ends_on, now=now)


@transaction.atomic
def update_filing(
    *, filing: Filing, today: date, now: datetime, **changes: Unpack[FilingChanges]
) -> Filing:
    """Change a filing. An end the resident gave stays until another, or none, is given."""
    filing = _lock_filing(filing)
    if filing.cancelled_on is not None:
        raise conflict("filing_cancelled", "这条备案已经取消，请另外登记一条。")
    given = None if filing.rule_code else filing.ends_on
    ends_on = changes.pop("ends_on", given)
    for name, value in changes.items():
        setattr(filing, name, value)
    if not filing.promised:
        filing.papers_due_on = None
    _require_sensible_filing(filing, ends_on=ends_on, today=today)
    return _store_filing(filing, member=filing.member, ends_on=ends_on, now=now)


@transaction.atomic
def cancel_filing(*, filing: Filing, today: date, now: datetime) -> None:
    """End a filing for good; it stays readable. Cancelling twice changes nothing."""
    filing = _lock_filing(filing)
    if filing.cancelled_on is not None:
        return
    before = tracing.snapshot(filing)
    filing.cancelled_on = today
    filing.save(update_fields=["cancelled_on", "updated_at"])
    _trace_filing(filing, before=before, now=now)


def end_filings_by_rule(member: Member, *, now: datetime, by: str = Change.By.RESIDENT) -> None:
    """Compute anew the ends that follow from the insured region; the caller holds the member."""
    for filing in filings_ended_by_rule().filter(member=member):
        _store_filing(filing, member=member, ends_on=None, now=now, by=by)


def _store_filing(
    filing: Filing,
    *,
    member: Member,
    ends_on: date | None,
    now: datetime,
    by: str = Change.By.RESIDENT,
) -> Filing:
    """Save `filing` with its end and trace; the caller holds the member's row."""
    before = None if filing.pk is None else tracing.snapshot(Filing.objects.get(pk=filing.pk))
    filing.ends_on, filing.ends_on_reason, filing.rule_code = (
        given_end(ends_on) if ends_on else computed_end(filing, insured_in=member.region_id)
    )
    if before == tracing.snapshot(filing):
        return filing
    with one_filing_of_a_sort():
        filing.save()
    _trace_filing(filing, before=before, now=now, by=by)
    return filing


def _trace_filing(
    filing: Filing, *, before: tracing.Snapshot, now: datetime, by: str = Change.By.RESIDENT
) -> None:
    tracing.record(
        member=filing.member,
        fact=Fact.FILING,
        key=filing.pk,
        before=before,
        after=tracing.snapshot(filing),
        now=now,
        by=by,
    )


def _require_sensible_filing(filing: Filing, *, ends_on: date | None, today: date) -> None:
    if filing.care_region_id == filing.member.region_id:
        raise invalid("care_region", "就医地就是参保地，不用备案。")
    problem = rules.filing_dates_problem(
        starts_on=filing.starts_on, ends_on=ends_on, today=today
    ) or rules.papers_problem(
        starts_on=filing.starts_on,
        promised=filing.promised,
        long_term=FilingType(filing.kind).is_long_term,
        papers_due_on=filing.papers_due_on,
    )
    if problem:
        raise invalid(*problem)


def _lock_filing(filing: Filing) -> Filing:
    member = lock(filing.member)
    try:
        filing = Filing.objects.get(pk=filing.pk, member=member)
    except Filing.DoesNotExist:
        raise gone() from None
    filing.member = member
    return filing
