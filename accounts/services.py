"""Every write of residents and what they declare.

Writes about one member queue up on that member's row, so two requests at once cannot each act on
facts the other is changing. Each change of declared facts leaves a trace.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TypedDict, Unpack

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.utils import timezone
from rest_framework import status

from accounts import rules, tracing
from accounts.filing_ends import computed_end, given_end
from accounts.models import Change, Enrolment, Fact, Filing, Member, User
from policies.models import FilingType, PersonCategory, Region, Scheme
from yibao_project import wechat
from yibao_project.errors import INVALID, AppError

logger = logging.getLogger(__name__)

MAX_MEMBERS = 20
MAX_FILINGS = 20
CENT = Decimal("0.01")

# https://developers.weixin.qq.com/miniprogram/dev/server/API/user-login/api_code2session
INVALID_CODES = (40029, 40163, 41008)
RISKY_ACCOUNT = 40226
TOO_FREQUENT = 45011


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


class FilingChanges(TypedDict, total=False):
    kind: str
    care_region: Region
    starts_on: date
    ends_on: date | None
    promised: bool
    papers_due_on: date | None


@dataclass(frozen=True, slots=True)
class Declaration:
    """What is declared about one coverage year."""

    paid_on: date | None = None
    amount: Decimal | None = None
    channel: str = ""
    exempt: bool = False
    source: str = Enrolment.Source.SELF


def login_with_code(*, code: str) -> User:
    """The resident whom WeChat names for `code`, created at the first visit.

    Raises AppError: 400 for a code that is wrong, used or expired; 403 for an account WeChat or
    we have blocked; 429 and 503 when trying again later may help.
    """
    try:
        session = wechat.login(code)
    except wechat.WeChatError as error:
        raise login_refusal(error) from None
    user, _ = User.objects.get_or_create(
        openid=session.openid,
        defaults={"username": f"wx_{uuid.uuid4().hex}", "password": make_password(None)},
    )
    if not user.is_active:
        raise AppError(
            "account_disabled",
            "这个账号已停用，请联系当地医保服务点。",
            status=status.HTTP_403_FORBIDDEN,
        )
    _remember_visit(user)
    return user


def _remember_visit(user: User) -> None:
    """Once a day is enough: accounts that nobody opens any more are deleted after years."""
    now = timezone.now()
    if user.last_login is None or now - user.last_login > timedelta(days=1):
        User.objects.filter(pk=user.pk).update(last_login=now)


def login_refusal(error: wechat.WeChatError) -> AppError:
    """Why a code was not redeemed: 400 and 403 are for good, 429 and 503 may pass."""
    if error.errcode in INVALID_CODES:
        return AppError("login_code_invalid", "登录码已失效，请重新进入小程序。")
    if error.errcode == RISKY_ACCOUNT:
        return AppError(
            "login_blocked",
            "微信暂时不让这个账号登录，请稍后再试。",
            status=status.HTTP_403_FORBIDDEN,
        )
    if error.errcode == TOO_FREQUENT:
        return AppError(
            "login_too_frequent",
            "登录太频繁，请稍后再试。",
            status=status.HTTP_429_TOO_MANY_REQUESTS,
        )
    logger.warning("wechat login unavailable (%s): %s", error.kind, error)
    return AppError(
        "wechat_unavailable",
        "暂时连不上微信，请稍后再试。",
        status=status.HTTP_503_SERVICE_UNAVAILABLE,
    )


@transaction.atomic
def create_member(
    *,
    user: User,
    today: date,
    nickname: str,
    relation: str,
    region: Region,
    scheme: str = Scheme.RESIDENT,
    category: str = PersonCategory.ADULT,
    special_group: str = "",
    special_since: date | None = None,
    born_on: date | None = None,
    muted: bool = False,
) -> Member:
    _require_sensible_birth(born_on, today=today)
    _require_sensible_group(special_group, special_since, today=today)
    user = lock_resident(user)
    _require_consent(user, category=category, born_on=born_on, today=today)
    if user.members.count() >= MAX_MEMBERS:
        raise conflict("too_many_members", f"最多登记 {MAX_MEMBERS} 位家人。")
    with _one_of_each_nickname():
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
    *, member: Member, today: date, now: datetime, **changes: Unpack[MemberChanges]
) -> Member:
    """Change a member. Another insured region gives computed filing ends of its own."""
    _require_sensible_birth(changes.get("born_on"), today=today)
    member = lock(member)
    _require_consent(
        member.user,
        category=changes.get("category", member.category),
        born_on=changes.get("born_on", member.born_on),
        today=today,
    )
    if member.ended_on and changes.get("muted") is False:
        raise conflict("member_ended", "已经终止的家人不再提醒；填错了请先撤销终止。")
    before = tracing.snapshot(member)
    region_before = member.region_id
    for name, value in changes.items():
        setattr(member, name, value)
    if not member.special_group:
        member.special_since = None
    _require_sensible_group(member.special_group, member.special_since, today=today)
    with _one_of_each_nickname():
        member.save(update_fields=[*changes, "special_since"])
    tracing.record(
        member=member, fact=Fact.MEMBER, before=before, after=tracing.snapshot(member), now=now
    )
    if member.region_id != region_before:
        _end_filings_by_rule(member, now=now)
    return member


def _end_filings_by_rule(member: Member, *, now: datetime) -> None:
    """Compute anew the ends that follow from the insured region."""
    for filing in member.filings.filter(cancelled_on__isnull=True).exclude(
        ends_on__isnull=False, rule_code=""
    ):
        _store_filing(filing, member=member, ends_on=None, now=now)


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


@transaction.atomic
def undo_change(*, member: Member, change_id: int, now: datetime) -> None:
    """Take back one change, whatever it is about. Repeating it takes back no second one.

    Raises AppError: 404 for a change that is not this member's, 409 when it was taken back or
    followed by another, or is older than 30 days.
    """
    member = lock(member)
    change = member.changes.filter(pk=change_id).first()
    if change is None:
        raise gone()
    _undo(member, change, now=now)


def _undo(member: Member, change: Change, *, now: datetime) -> None:
    region_before = member.region_id
    with _one_filing_of_a_sort():
        tracing.undo(member=member, change=change, now=now)
    if member.region_id != region_before:
        _end_filings_by_rule(member, now=now)


@transaction.atomic
def delete_member(*, member: Member) -> None:
    """Really delete a member with everything declared about them."""
    lock(member).delete()


def register_enrolment(
    *, member: Member, coverage_year: int, today: date, now: datetime
) -> Enrolment:
    """Declare a year as registered and not yet paid; an earlier declared payment is withdrawn."""
    return _declare(
        member=member,
        coverage_year=coverage_year,
        declaration=Declaration(),
        today=today,
        now=now,
    )


def declare_payment(
    *,
    member: Member,
    coverage_year: int,
    paid_on: date,
    amount: Decimal | None = None,
    channel: str = "",
    today: date,
    now: datetime,
) -> Enrolment:
    """Declare a year as paid; `paid_on` is the day the money arrived.

    Raises AppError when the money cannot have arrived on that day. Declaring the same twice
    changes nothing.
    """
    _require_coverage_year(coverage_year, today=today)
    problem = rules.payment_date_problem(paid_on, coverage_year=coverage_year, today=today)
    if problem:
        raise invalid("paid_on", problem)
    return _declare(
        member=member,
        coverage_year=coverage_year,
        declaration=Declaration(
            paid_on=paid_on,
            amount=None if amount is None else amount.quantize(CENT),
            channel=channel,
        ),
        today=today,
        now=now,
    )


def mark_exempt(*, member: Member, coverage_year: int, today: date, now: datetime) -> Enrolment:
    """Declare that a year is paid for by public funds; an own payment is withdrawn."""
    return _declare(
        member=member,
        coverage_year=coverage_year,
        declaration=Declaration(exempt=True),
        today=today,
        now=now,
    )


@transaction.atomic
def _declare(
    *,
    member: Member,
    coverage_year: int,
    declaration: Declaration,
    today: date,
    now: datetime,
) -> Enrolment:
    _require_coverage_year(coverage_year, today=today)
    member = lock(member)
    if member.scheme != Scheme.RESIDENT:
        raise conflict("paid_monthly", "职工医保和灵活就业按月缴费，不用登记年度缴费。")
    enrolment = member.enrolments.filter(coverage_year=coverage_year).first()
    before = tracing.snapshot(enrolment)
    if enrolment is None:
        enrolment = Enrolment(member=member, coverage_year=coverage_year)
    for name, value in asdict(declaration).items():
        setattr(enrolment, name, value)
    after = tracing.snapshot(enrolment)
    if before != after:
        enrolment.save()
    tracing.record(
        member=member,
        fact=Fact.ENROLMENT,
        key=coverage_year,
        before=before,
        after=after,
        now=now,
    )
    return enrolment


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


@transaction.atomic
def save_filing(
    *,
    member: Member,
    kind: str,
    care_region: Region,
    starts_on: date,
    ends_on: date | None = None,
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


def _store_filing(filing: Filing, *, member: Member, ends_on: date | None, now: datetime) -> Filing:
    """Save `filing` with its end and trace; the caller holds the member's row."""
    before = None if filing.pk is None else tracing.snapshot(Filing.objects.get(pk=filing.pk))
    filing.ends_on, filing.ends_on_reason, filing.rule_code = (
        given_end(ends_on) if ends_on else computed_end(filing, insured_in=member.region_id)
    )
    if before == tracing.snapshot(filing):
        return filing
    with _one_filing_of_a_sort():
        filing.save()
    _trace_filing(filing, before=before, now=now)
    return filing


def _trace_filing(filing: Filing, *, before: tracing.Snapshot, now: datetime) -> None:
    tracing.record(
        member=filing.member,
        fact=Fact.FILING,
        key=filing.pk,
        before=before,
        after=tracing.snapshot(filing),
        now=now,
    )


def _require_sensible_birth(born_on: date | None, *, today: date) -> None:
    problem = born_on and rules.birth_date_problem(born_on, today=today)
    if problem:
        raise invalid("born_on", problem)


def _require_sensible_group(group: str, since: date | None, *, today: date) -> None:
    problem = rules.special_group_problem(group, since=since, today=today)
    if problem:
        raise invalid(*problem)


def _require_coverage_year(year: int, *, today: date) -> None:
    problem = rules.coverage_year_problem(year, today=today)
    if problem:
        raise invalid("coverage_year", problem)


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


def lock_resident(user: User) -> User:
    try:
        return User.objects.select_for_update(no_key=True).get(pk=user.pk)
    except User.DoesNotExist:
        raise AppError(
            "not_authenticated", "请重新登录。", status=status.HTTP_401_UNAUTHORIZED
        ) from None


def _require_consent(user: User, *, category: str, born_on: date | None, today: date) -> None:
    if not user.facts_allowed:
        raise AppError("consent_required", rules.NO_CONSENT, status=status.HTTP_403_FORBIDDEN)
    child = rules.may_be_under_fourteen(category=category, born_on=born_on, today=today)
    if child and not user.child_facts_allowed:
        raise AppError(
            "guardian_consent_required",
            "登记不满十四周岁的孩子，要先由监护人同意。",
            status=status.HTTP_403_FORBIDDEN,
        )


def lock(member: Member) -> Member:
    """The member as it is now, held until the transaction ends.

    Raises AppError 404 when it was deleted meanwhile.
    """
    try:
        return Member.objects.select_for_update(no_key=True).get(pk=member.pk)
    except Member.DoesNotExist:
        raise gone() from None


def _lock_filing(filing: Filing) -> Filing:
    member = lock(filing.member)
    try:
        filing = Filing.objects.get(pk=filing.pk, member=member)
    except Filing.DoesNotExist:
        raise gone() from None
    filing.member = member
    return filing


@contextmanager
def _refusing(constraint: str, refusal: AppError) -> Iterator[None]:
    """Turn a violation of `constraint` into `refusal`, leaving the transaction usable."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        diagnosis = getattr(error.__cause__, "diag", None)
        if getattr(diagnosis, "constraint_name", None) != constraint:
            raise
        raise refusal from None


def _one_filing_of_a_sort() -> AbstractContextManager[None]:
    return _refusing(
        "filing_once", conflict("filing_exists", "已经登记过同样的备案。", field="starts_on")
    )


def _one_of_each_nickname() -> AbstractContextManager[None]:
    return _refusing(
        "member_nickname_once",
        conflict("nickname_taken", "已经有一位家人叫这个称呼，请换一个。", field="nickname"),
    )


def invalid(field: str, sentence: str) -> AppError:
    return AppError(*INVALID, fields={field: [sentence]})


def conflict(code: str, message: str, *, field: str | None = None) -> AppError:
    fields = {field: [message]} if field else None
    return AppError(code, message, status=status.HTTP_409_CONFLICT, fields=fields)


def gone() -> AppError:
    return AppError("not_found", "没有找到，可能已被删除。", status=status.HTTP_404_NOT_FOUND)
