"""Rows with plain defaults: Guangzhou, coverage year 2026, published and trusted."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from policies.models import Contribution, FilingRule, PaymentWindow, Region, Rule, Source

AnyRule = TypeVar("AnyRule", bound=Rule)

PLACES = {
    "100000": ("全国", "nation", None),
    "440000": ("广东省", "province", "100000"),
    "440100": ("广州市", "prefecture", "440000"),
    "440106": ("天河区", "county", "440100"),
    "440300": ("深圳市", "prefecture", "440000"),
    "610000": ("陕西省", "province", "100000"),
    "610100": ("西安市", "prefecture", "610000"),
}


def make_place(code: str) -> Region:
    name, level, parent = PLACES[code]
    if parent:
        make_place(parent)
    return Region.objects.get_or_create(
        code=code, defaults={"name": name, "level": level, "parent_id": parent}
    )[0]


def make_source(code: str = "NOTICE", **facts: Any) -> Source:
    defaults = {"title": "集中参保缴费通告", "kind": "official_local", **facts}
    return Source.objects.get_or_create(code=code, defaults=defaults)[0]


def build_window(code: str = "PW", *, region: str = "440100", **facts: Any) -> PaymentWindow:
    return PaymentWindow(
        **{
            "code": code,
            "region": make_place(region),
            "coverage_year": 2026,
            "opens_on": date(2025, 9, 20),
            "closes_on": date(2025, 12, 20),
            "status": "published",
            "confidence": "A",
            "pay_at": "粤税通",
            **facts,
        }
    )


def build_contribution(code: str = "CS", *, region: str = "440100", **facts: Any) -> Contribution:
    return Contribution(
        **{
            "code": code,
            "region": make_place(region),
            "category": "ADULT",
            "coverage_year": 2026,
            "individual": Decimal(549),
            "status": "published",
            "confidence": "A",
            **facts,
        }
    )


def build_filing_rule(code: str = "FR", *, region: str = "440100", **facts: Any) -> FilingRule:
    return FilingRule(
        **{
            "code": code,
            "region": make_place(region),
            "status": "published",
            "confidence": "A",
            **facts,
        }
    )


def make_window(code: str = "PW", **facts: Any) -> PaymentWindow:
    return _saved(build_window(code, **facts))


def make_contribution(code: str = "CS", **facts: Any) -> Contribution:
    return _saved(build_contribution(code, **facts))


def make_filing_rule(code: str = "FR", **facts: Any) -> FilingRule:
    return _saved(build_filing_rule(code, **facts))


def _saved(row: AnyRule) -> AnyRule:
    row.save()
    row.sources.add(make_source())
    return row
