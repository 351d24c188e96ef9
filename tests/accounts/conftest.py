"""The cast: Li Ming looks after his mother in Guangzhou, on 20 November 2025. Wang Fang is a stranger.

Guangzhou collects for 2026 until 2025-12-20; Shijiazhuang takes money into the new year, covered
from the next day; of Xi'an nothing is known. Temporary filings hold six months everywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime

import pytest
import time_machine
from rest_framework.test import APIClient
from rest_framework_simplejwt.tokens import AccessToken

from accounts.models import Member, User
from policies.models import FilingRule, PaymentWindow, Region, Source
from tests.consenting import AGREED
from yibao_project.clock import BEIJING

TODAY = date(2025, 11, 20)
GUANGZHOU, TIANHE, SHIJIAZHUANG, XIAN = "440100", "440106", "130100", "610100"

REGIONS = [
    ("100000", "全国", "nation", None),
    ("440000", "广东省", "province", "100000"),
    (GUANGZHOU, "广州市", "prefecture", "440000"),
    (TIANHE, "天河区", "county", GUANGZHOU),
    ("440300", "深圳市", "prefecture", "440000"),
    ("130000", "河北省", "province", "100000"),
    (SHIJIAZHUANG, "石家庄市", "prefecture", "130000"),
    ("610000", "陕西省", "province", "100000"),
    (XIAN, "西安市", "prefecture", "610000"),
]


@pytest.fixture(autouse=True)
def clock() -> Iterator[Callable[[str], None]]:
    """It is a morning of the season; call with "2026-01-05T23:59" to move on."""
    with time_machine.travel(datetime(2025, 11, 20, 9, tzinfo=BEIJING), tick=False) as traveller:
        yield lambda text: traveller.move_to(datetime.fromisoformat(text).replace(tzinfo=BEIJING))


def make_places() -> None:
    for code, name, level, parent in REGIONS:
        Region.objects.create(code=code, name=name, level=level, parent_id=parent)


@pytest.fixture
def places(db: None) -> None:
    make_places()


@pytest.fixture
def rules(places: None) -> None:
    make_rules()


def make_rules() -> None:
    source = Source.objects.create(
        code="GZ-2025-1017",
        title="2026年度广州市城乡居民医保集中参保缴费通告",
        kind="official_local",
    )
    filings = Source.objects.create(
        code="NHSA-2022-22",
        title="关于进一步做好基本医疗保险跨省异地就医直接结算工作的通知",
        number="医保发〔2022〕22号",
        kind="official",
    )
    window = {"coverage_year": 2026, "status": "published", "confidence": "A"}
    for rule in (
        PaymentWindow(
            code="PW-GZ-2026",
            region_id=GUANGZHOU,
            opens_on=date(2025, 10, 21),
            closes_on=date(2025, 12, 20),
            pay_at="粤税通",
            **window,
        ),
        PaymentWindow(
            code="PW-SJZ-2026",
            region_id=SHIJIAZHUANG,
            opens_on=date(2025, 10, 20),
            closes_on=date(2026, 2, 28),
            spill="next_day",
            **window,
        ),
    ):
        rule.save()
        rule.sources.add(source)
    nation = FilingRule.objects.create(
        code="FR-CN",
        region_id="100000",
        valid_from=date(2023, 1, 1),
        status="published",
        confidence="A",
        long_term_valid_until_changed=True,
        temporary_months=6,
    )
    nation.sources.add(filings)


@pytest.fixture
def li_ming(db: None) -> User:
    return User.objects.create(username="li_ming", openid="o-li-ming", **AGREED)


@pytest.fixture
def wang_fang(db: None) -> User:
    return User.objects.create(username="wang_fang", openid="o-wang-fang", **AGREED)


@pytest.fixture
def mother(rules: None, li_ming: User) -> Member:
    return Member.objects.create(
        user=li_ming, nickname="妈妈", relation="parent", region_id=GUANGZHOU, category="ELDER"
    )


def client_of(user: User) -> APIClient:
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {AccessToken.for_user(user)}")
    return client


@pytest.fixture
def api(li_ming: User) -> APIClient:
    """Li Ming's telephone."""
    return client_of(li_ming)


@pytest.fixture
def stranger(wang_fang: User) -> APIClient:
    """Wang Fang's telephone."""
    return client_of(wang_fang)


@pytest.fixture
def fresh_login(li_ming: User) -> Callable[[], APIClient]:
    """Li Ming opens the mini-program again, on another day."""
    return lambda: client_of(li_ming)


@pytest.fixture
def shijiazhuang_files_for_a_year(rules: None) -> None:
    FilingRule.objects.create(
        code="FR-SJZ",
        region_id=SHIJIAZHUANG,
        status="published",
        confidence="B",
        temporary_months=12,
    )


@pytest.fixture
def guangdong_files_for_eight_months(rules: None) -> None:
    """Inside the province, as one page alone says."""
    FilingRule.objects.create(
        code="FR-GD",
        region_id="440000",
        status="published",
        confidence="C",
        in_province_months=8,
    )
