"""Deleting a member, and taking that back for a while."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.core.serializers import serialize
from django.db import models, transaction

from accounts.models import DeletedMember, Member, User
from accounts.selectors import deleted_members_of
from accounts.services.filings import end_filings_by_rule
from accounts.services.guarding import (
    gone,
    lock,
    lock_resident,
    one_of_each_nickname,
    require_consent,
)
from accounts.services.members import require_room


@transaction.atomic
def delete_member(*, member: Member, now: datetime) -> None:
    """Delete a member with everything declared about them, but keep it sealed for undo.

    Nothing is planned, sent or shown from then on: what is sealed is no row of a member.
    """
    member = lock(member)
    DeletedMember.objects.create(
        id=member.pk,
        user_id=member.user_id,
        nickname=member.nickname,
        deleted_at=now,
        rows=serialize("python", _told_about(member)),
    )
    member.delete()


@transaction.atomic
def undo_deletion(*, user: User, member_id: int, today: date, now: datetime) -> None:
    """Put a deleted member back as they were, with their number. Repeating it changes nothing.

    Filing ends that follow from rules are computed anew, for the rules may have changed meanwhile.
    Raises AppError: 404 when there is nothing to put back, 409 when the nickname was given to
    another or the household is full, 403 without consent.
    """
    user = lock_resident(user)
    deleted = deleted_members_of(user, now=now).filter(pk=member_id).first()
    if deleted is None:
        if user.members.filter(pk=member_id).exists():
            return
        raise gone()
    member, told = deleted.opened()
    require_consent(
        user,
        relation=member.relation,
        category=member.category,
        born_on=member.born_on,
        today=today,
    )
    require_room(user)
    with one_of_each_nickname():
        member.save_base(raw=True, force_insert=True)
    for row in told:
        row.save_base(raw=True, force_insert=True)
    deleted.delete()
    end_filings_by_rule(member, now=now)


def _told_about(member: Member) -> Iterator[models.Model]:
    """The member, then all rows that hang on it; remembered answers are hidden and just go."""
    yield member
    for relation in Member._meta.related_objects:
        rows = relation.related_model._base_manager
        yield from rows.filter(**{relation.field.name: member}).order_by("pk")
