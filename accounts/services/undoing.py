"""Taking changes back."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from accounts import tracing
from accounts.models import Change, Fact, Member
from accounts.services.filings import end_filings_by_rule
from accounts.services.guarding import (
    conflict,
    gone,
    lock,
    one_filing_of_a_sort,
    one_of_each_nickname,
    require_consent,
)


@transaction.atomic
def undo_change(*, member: Member, change_id: int, today: date, now: datetime) -> None:
    """Take back one change, whatever it is about. Repeating it takes back no second one.

    Raises AppError: 404 for a change that is not this member's, 409 when it was taken back or
    followed by another, is older than 30 days, or gives back a nickname that another has by now,
    403 when it makes a child of a member again and the guardian's consent was withdrawn.
    """
    member = lock(member)
    change = member.changes.filter(pk=change_id).first()
    if change is None:
        raise gone()
    _undo(member, change, now=now)
    if change.fact == Fact.MEMBER:
        require_consent(
            member.user,
            relation=member.relation,
            category=member.category,
            born_on=member.born_on,
            today=today,
        )


@transaction.atomic
def undo_enrolment(
    *, member: Member, coverage_year: int, now: datetime, change_id: int | None = None
) -> None:
    """Take back the latest change of a year that still stands, made within 30 days.

    Given `change_id`, only that change is taken back, so a repeated request cannot undo two.
    """
    member = lock(member)
    change = tracing.latest_of(member, fact=Fact.ENROLMENT, key=coverage_year)
    if change is None:
        raise conflict("nothing_to_undo", "没有可以撤销的改动。")
    if change_id is not None and change.pk != change_id:
        raise conflict("changed_meanwhile", "内容已经变了，请刷新后再看。")
    _undo(member, change, now=now)


def _undo(member: Member, change: Change, *, now: datetime) -> None:
    """Put back what was told; an end that follows from policy is that of policy as it is now."""
    region_before = member.region_id
    with one_filing_of_a_sort(), one_of_each_nickname():
        tracing.undo(member=member, change=change, now=now)
    if member.region_id != region_before or change.fact == Fact.FILING:
        end_filings_by_rule(member, now=now)
