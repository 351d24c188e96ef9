"""Giving and withdrawing consent. Withdrawing stops at once what the consent allowed."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from django.apps import apps
from django.db import transaction
from django.db.models import JSONField
from django.db.models.functions import Cast
from rest_framework import status

from accounts import rules
from accounts.models import Contact, DeletedMember, Member, User
from accounts.services import gone
from privacy.models import Consent, Purpose
from privacy.texts import consent_texts, is_offered, resting_on
from yibao_project.errors import AppError

# What the other apps ask of a resident's row, so that they need not know of consents.
ALLOWS = {
    Purpose.SENSITIVE: "facts_allowed",
    Purpose.CHILDREN: "child_facts_allowed",
    Purpose.REMINDERS: "reminders_allowed",
}


@transaction.atomic
def give_consent(*, user: User, purpose: Purpose, version: str, now: datetime) -> Consent:
    """Record that the resident agreed to `version`, which must be the words in use.

    Agreeing twice changes nothing; agreeing to newer words ends the older record. Raises AppError
    409 when the words changed meanwhile, when a consent that this one rests on is missing, or when
    this installation has nothing to do what is agreed to.
    """
    text = consent_texts()[purpose]
    if not is_offered(purpose):
        raise _conflict("consent_not_offered", "这里还没有开通这一项。")
    if version != text.current.version:
        raise _conflict("consent_text_changed", "说明已经更新，请重新阅读后再同意。")
    _lock(user)
    in_force = {
        consent.purpose: consent for consent in Consent.objects.filter(user=user, withdrawn_at=None)
    }
    for needed in text.needs:
        if needed not in in_force:
            raise _conflict("consent_needed_first", f"请先同意“{consent_texts()[needed].title}”。")
    standing = in_force.get(purpose)
    if standing is not None:
        if standing.version == version:
            return standing
        Consent.objects.filter(pk=standing.pk).update(withdrawn_at=now)
    _allow(user, purpose, allowed=True)
    return Consent.objects.create(user=user, purpose=purpose, version=version, given_at=now)


@transaction.atomic
def withdraw_consent(*, user: User, purpose: Purpose, today: date, now: datetime) -> None:
    """End a consent, those that rest on it, and what they allowed. Twice changes nothing.

    1. Without `reminders` nothing more is planned or sent.
    2. Without `backup` no other channel is used, and the phone number is deleted.
    3. Without `sensitive` the household and everything told about it is deleted.
    4. Without `children` this happens to the members who are or may be under fourteen.
    """
    _lock(user)
    ending = [purpose, *resting_on(purpose)]
    Consent.objects.filter(user=user, purpose__in=ending, withdrawn_at=None).update(
        withdrawn_at=now
    )
    for each in ending:
        _allow(user, each, allowed=False)
    if Purpose.SENSITIVE in ending:
        _forget(user, [member.pk for member in _everyone(user)])
    elif Purpose.CHILDREN in ending:
        _forget(
            user,
            [
                member.pk
                for member in _everyone(user)
                if rules.may_be_under_fourteen(
                    relation=member.relation,
                    category=member.category,
                    born_on=member.born_on,
                    today=today,
                )
            ],
        )


@transaction.atomic
def erase_deleted_member(*, user: User, member_id: int) -> None:
    """Give up that a deletion can be taken back: nothing about the member stays.

    Raises AppError 404 when there is nothing to erase.
    """
    if not user.deleted_members.select_for_update().filter(pk=member_id).exists():
        raise gone()
    _forget(user, [member_id])


def _everyone(user: User) -> list[Member]:
    """The household, with those whose deletion could still be taken back."""
    deleted = [each.opened()[0] for each in user.deleted_members.all()]
    return [*user.members.all(), *deleted]


def _forget(user: User, leaving: Collection[int]) -> None:
    """Delete members, also deleted ones, and the reminders that speak of them."""
    for ledger in ("Reminder", "ArchivedReminder"):
        reminders = apps.get_model("reminders", ledger).objects.filter(user=user)
        for pk in leaving:
            told = reminders.annotate(told=Cast("members", JSONField()))
            told.filter(told__contains=[{"id": pk}]).delete()
    Member.objects.filter(pk__in=leaving).delete()
    DeletedMember.objects.filter(pk__in=leaving).delete()


def _allow(user: User, purpose: Purpose, *, allowed: bool) -> None:
    if purpose is Purpose.BACKUP and allowed:
        Contact.objects.get_or_create(user=user)
    elif purpose is Purpose.BACKUP:
        Contact.objects.filter(user=user).delete()
    if column := ALLOWS.get(purpose):
        User.objects.filter(pk=user.pk).update(**{column: allowed})
        setattr(user, column, allowed)


def _lock(user: User) -> None:
    if not User.objects.select_for_update(no_key=True).filter(pk=user.pk).exists():
        raise AppError("not_authenticated", "请重新登录。", status=status.HTTP_401_UNAUTHORIZED)


def _conflict(code: str, message: str) -> AppError:
    return AppError(code, message, status=status.HTTP_409_CONFLICT)
