"""One cast for all reminder tests: a town with a window, and the people who live there."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from accounts.models import Enrolment, Filing, Member, Relation, User
from policies.models import (
    Confidence,
    Contribution,
    Level,
    PaymentWindow,
    PersonCategory,
    Region,
    Scheme,
    Source,
    Status,
)
from reminders.models import Grant, MessageTemplate
from reminders.planning import PlanResult, plan
from tests.consenting import AGREED

BEIJING = ZoneInfo("Asia/Shanghai")
PAYMENT_TEMPLATE = "TPL-PAYMENT-DEADLINE-0001"
FILING_TEMPLATE = "TPL-FILING-EXPIRY-0001"


def morning(day: str) -> datetime:
    """Nine o'clock in Beijing."""
    return datetime.fromisoformat(f"{day}T09:00").replace(tzinfo=BEIJING)


def plan_on(day: str, *, at: str = "09:00") -> PlanResult:
    now = datetime.fromisoformat(f"{day}T{at}").replace(tzinfo=BEIJING)
    return plan(today=date.fromisoformat(day), now=now)


@pytest.fixture
def guangzhou(db: None) -> Region:
    nation = Region.objects.create(code="100000", name="全国", level=Level.NATION)
    province = Region.objects.create(
        code="440000", name="广东省", level=Level.PROVINCE, parent=nation
    )
    return Region.objects.create(
        code="440100", name="广州市", level=Level.PREFECTURE, parent=province
    )


@pytest.fixture
def changsha(guangzhou: Region) -> Region:
    province = Region.objects.create(
        code="430000", name="湖南省", level=Level.PROVINCE, parent_id="100000"
    )
    return Region.objects.create(
        code="430100", name="长沙市", level=Level.PREFECTURE, parent=province
    )


@pytest.fixture
def notice(db: None) -> Source:
    return Source.objects.create(
        code="GZ-2025-1017", title="2026年度集中参保缴费通告", kind="official_local"
    )


@pytest.fixture
def window(guangzhou: Region, notice: Source) -> PaymentWindow:
    """Open from 21 October, closing on 20 December 2025, for adults, children and the old."""
    row = PaymentWindow.objects.create(
        code="PW-GZ-2026-O",
        region=guangzhou,
        status=Status.PUBLISHED,
        confidence=Confidence.A,
        scheme=Scheme.RESIDENT,
        coverage_year=2026,
        categories=[PersonCategory.ADULT, PersonCategory.MINOR, PersonCategory.ELDER],
        opens_on=date(2025, 10, 21),
        closes_on=date(2025, 12, 20),
        pay_at="粤税通",
    )
    row.sources.add(notice)
    price = Contribution.objects.create(
        code="CS-GZ-2026-O",
        region=guangzhou,
        status=Status.PUBLISHED,
        confidence=Confidence.A,
        scheme=Scheme.RESIDENT,
        category=PersonCategory.ADULT,
        also_for=[PersonCategory.MINOR, PersonCategory.ELDER],
        coverage_year=2026,
        collected_in="2025",
        individual=Decimal(549),
    )
    price.sources.add(notice)
    return row


@pytest.fixture
def templates(db: None) -> dict[str, MessageTemplate]:
    payment = MessageTemplate.objects.create(
        kind="payment_deadline",
        template_id=PAYMENT_TEMPLATE,
        title="医保缴费提醒",
        fields={
            "thing1": "who",
            "date2": "due",
            "thing3": "amount",
            "thing4": "place",
            "thing5": "tip",
        },
    )
    filing = MessageTemplate.objects.create(
        kind="filing_expiry",
        template_id=FILING_TEMPLATE,
        title="异地备案到期提醒",
        fields={"thing1": "who", "thing2": "place", "date3": "due", "thing4": "tip"},
    )
    return {"payment_deadline": payment, "filing_expiry": filing}


@pytest.fixture
def resident(templates: dict[str, MessageTemplate]) -> Callable[..., User]:
    """A resident known to WeChat, with as many credits of every template as asked for."""

    def make(*, credits: int = 3) -> User:
        name = secrets.token_hex(12)
        user = User.objects.create(username=f"wx-{name}", openid=f"o{name}", **AGREED)
        Grant.objects.bulk_create(
            Grant(user=user, template=template, balance=credits) for template in templates.values()
        )
        return user

    return make


@pytest.fixture
def member(guangzhou: Region) -> Callable[..., Member]:
    def make(user: User, nickname: str = "妈妈", **facts: Any) -> Member:
        return Member.objects.create(
            **{
                "user": user,
                "nickname": nickname,
                "relation": Relation.SELF,
                "region": guangzhou,
                "category": PersonCategory.ADULT,
                **facts,
            }
        )

    return make


def pay(member: Member, *, on: str = "2025-11-25", year: int = 2026) -> Enrolment:
    return Enrolment.objects.update_or_create(
        member=member, coverage_year=year, defaults={"paid_on": date.fromisoformat(on)}
    )[0]


def file_for_care(member: Member, region: Region, *, start: str, end: str) -> Filing:
    return Filing.objects.create(
        member=member,
        kind="TMP_OTHER",
        care_region=region,
        starts_on=date.fromisoformat(start),
        ends_on=date.fromisoformat(end),
        rule_code="FR-CN",
    )
