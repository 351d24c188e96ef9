"""What stands before every write: the row it queues up on, consent, and how it is refused."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date

from django.db import IntegrityError, transaction
from rest_framework import status

from accounts import rules
from accounts.models import Member, User
from yibao_project.errors import INVALID, AppError


def lock_resident(user: User) -> User:
    try:
        return User.objects.select_for_update(no_key=True).get(pk=user.pk)
    except User.DoesNotExist:
        raise AppError(
            "not_authenticated", "请重新登录。", status=status.HTTP_401_UNAUTHORIZED
        ) from None


def lock(member: Member) -> Member:
    """The member as it is now, held until the transaction ends.

    Raises AppError 404 when it was deleted meanwhile.
    """
    try:
        return Member.objects.select_for_update(no_key=True).get(pk=member.pk)
    except Member.DoesNotExist:
        raise gone() from None


def require_consent(
    user: User, *, relation: str, category: str, born_on: date | None, today: date
) -> None:
    if not user.facts_allowed:
        raise AppError("consent_required", rules.NO_CONSENT, status=status.HTTP_403_FORBIDDEN)
    child = rules.may_be_under_fourteen(
        relation=relation, category=category, born_on=born_on, today=today
    )
    if child and not user.child_facts_allowed:
        raise AppError(
            "guardian_consent_required",
            "登记不满十四周岁的孩子，要先由监护人同意；孩子已满十四周岁的，请填出生日期。",
            status=status.HTTP_403_FORBIDDEN,
        )


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


def one_filing_of_a_sort() -> AbstractContextManager[None]:
    return _refusing(
        "filing_once", conflict("filing_exists", "已经登记过同样的备案。", field="starts_on")
    )


def one_of_each_nickname() -> AbstractContextManager[None]:
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
