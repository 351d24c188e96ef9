"""The people a resident looks after."""

from __future__ import annotations

from datetime import date, datetime
from typing import TypedDict, Unpack

from django.db import transaction

from accounts import rules, tracing
from accounts.models import Change, Fact, Member, User
from accounts.services.filings import end_filings_by_rule
from accounts.services.guarding import (
    conflict,
    invalid,
    lock,
    lock_resident,
    one_of_each_nickname,
    require_consent,
)
from policies.models import Region, Scheme

MAX_MEMBERS = 20


class MemberChanges(TypedDict, total=False):
    nickname: str
    relation: str
    born_on: date | None
    region: Region
    scheme: str
    category: str
    special_group: str
    special_since: date | None
    muted: bool


@transaction.atomic
def create_member(
    *,
    user: User,
    today: date,
    nickname: str,
    relation: str,
    region: Region,
    scheme: str = Scheme.RESIDENT,
    category: str = "",
    special_group: str = "",
    special_since: date | None = None,
    born_on: date | None = None,
    muted: bool = False,
) -> Member:
    _require_sensible_birth(born_on, today=today)
    _require_sensible_group(special_group, special_since, today=today)
    user = lock_resident(user)
    category = category or rules.usual_category(relation)
    require_consent(user, relation=relation, category=category, born_on=born_on, today=today)
    require_room(user)
    with one_of_each_nickname():
        return Member.objects.create(
            user=user,
            nickname=nickname,
            relation=relation,
            region=region,
            scheme=scheme,
            category=category,
            special_group=special_group,
            special_since=special_since,
            born_on=born_on,
            muted=muted,
        )


@transaction.atomic
def update_member(
    *,
    member: Member,
    today: date,
    now: datetime,
    by: str = Change.By.RESIDENT,
    **changes: Unpack[MemberChanges],
) -> Member:
    """Change a member. Another insured region gives computed filing ends of its own.

    The day of a certificate belongs to the group it was told with, and goes with it.
    """
    _require_sensible_birth(changes.get("born_on"), today=today)
    member = lock(member)
    require_consent(
        member.user,
        relation=changes.get("relation", member.relation),
        category=changes.get("category", member.category),
        born_on=changes.get("born_on", member.born_on),
        today=today,
    )
    if member.ended_on and changes.get("muted") is False:
        raise conflict("member_ended", "已经终止的家人不再提醒；填错了请先撤销终止。")
    before = tracing.snapshot(member)
    region_before, group_before = member.region_id, member.special_group
    for name, value in changes.items():
        setattr(member, name, value)
    if member.special_group != group_before and "special_since" not in changes:
        member.special_since = None
    _require_sensible_group(member.special_group, member.special_since, today=today)
    with one_of_each_nickname():
        member.save(update_fields=[*changes, "special_since"])
    tracing.record(
        member=member,
        fact=Fact.MEMBER,
        before=before,
        after=tracing.snapshot(member),
        now=now,
        by=by,
    )
    if member.region_id != region_before:
        end_filings_by_rule(member, now=now)
    return member


@transaction.atomic
def end_member(
    *, member: Member, ending: str, ended_on: date, today: date, now: datetime
) -> Member:
    """End everything about a member who died, moved away or is insured elsewhere.

    Reminders stop with it. What was declared stays readable, and the end can be taken back.
    """
    problem = rules.ended_on_problem(ended_on, today=today)
    if problem:
        raise invalid("ended_on", problem)
    member = lock(member)
    before = tracing.snapshot(member)
    member.ending, member.ended_on, member.muted = ending, ended_on, True
    member.save(update_fields=["ending", "ended_on", "muted"])
    tracing.record(
        member=member, fact=Fact.MEMBER, before=before, after=tracing.snapshot(member), now=now
    )
    return member


def require_room(user: User) -> None:
    """Raises AppError 409 when the household is full; the caller holds the resident's row."""
    if user.members.count() >= MAX_MEMBERS:
        raise conflict("too_many_members", f"最多登记 {MAX_MEMBERS} 位家人。")


def _require_sensible_birth(born_on: date | None, *, today: date) -> None:
    problem = born_on and rules.birth_date_problem(born_on, today=today)
    if problem:
        raise invalid("born_on", problem)


def _require_sensible_group(group: str, since: date | None, *, today: date) -> None:
    problem = rules.special_group_problem(group, since=since, today=today)
    if problem:
        raise invalid(*problem)
