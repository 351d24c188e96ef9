"""One season's rules: for each trap of the field a place where it bites."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from policies.models import (
    ChannelCalendar,
    ChronicRule,
    Contribution,
    FilingRule,
    FlexibleRule,
    NewbornRule,
    ParticipationSubsidy,
    PaymentWindow,
    Region,
    Rule,
    Source,
    WaitingRule,
)

PLACES = {
    "100000": ("全国", "nation", None),
    "110000": ("北京市", "municipality", "100000"),
    "130000": ("河北省", "province", "100000"),
    "130100": ("石家庄市", "prefecture", "130000"),
    "340000": ("安徽省", "province", "100000"),
    "340100": ("合肥市", "prefecture", "340000"),
    "360000": ("江西省", "province", "100000"),
    "360100": ("南昌市", "prefecture", "360000"),
    "410000": ("河南省", "province", "100000"),
    "410100": ("郑州市", "prefecture", "410000"),
    "420000": ("湖北省", "province", "100000"),
    "420100": ("武汉市", "prefecture", "420000"),
    "430000": ("湖南省", "province", "100000"),
    "430100": ("长沙市", "prefecture", "430000"),
    "440000": ("广东省", "province", "100000"),
    "440100": ("广州市", "prefecture", "440000"),
    "440300": ("深圳市", "prefecture", "440000"),
    "510000": ("四川省", "province", "100000"),
    "510100": ("成都市", "prefecture", "510000"),
    "610000": ("陕西省", "province", "100000"),
    "610100": ("西安市", "prefecture", "610000"),
}


def window(place: str, year: int, opens: str, closes: str, **said: object) -> PaymentWindow:
    return PaymentWindow(
        region_id=place,
        coverage_year=year,
        opens_on=date.fromisoformat(opens),
        closes_on=date.fromisoformat(closes),
        **said,
    )


def subsidies() -> list[Rule]:
    """Who is helped to pay: wholly, all but an amount, a share at least, or nobody knows how far."""
    helped: dict[tuple[str, str], dict[str, Any]] = {
        ("440100", "EXTREME_POVERTY"): {"help": "full", "individual_pays": Decimal(0)},
        ("440100", "DIBAO"): {"help": "quota", "individual_pays": Decimal(110)},
        ("440100", "MONITORED"): {"help": "quota", "least_percent": Decimal(60)},
        ("440100", "VETERAN"): {
            "help": "quota",
            "individual_pays": Decimal(120),
            "local_household_only": True,
            "confidence": "C",
        },
        ("440100", "ELDER"): {"help": "full", "age_from": 70},
        ("440100", "DISABLED"): {"help": "full", "certificate_by": date(2025, 11, 30)},
        ("440000", "RETURN_POVERTY"): {"help": "quota", "individual_pays": Decimal(80)},
        ("110000", "DIBAO"): {"help": "full", "confidence": "D"},
    }
    return [
        ParticipationSubsidy(region_id=place, categories=[group], **said)
        for (place, group), said in helped.items()
    ]


def rules() -> list[Rule]:
    return [
        *(
            window("440100", year, f"{year - 1}-10-21", f"{year - 1}-12-20", pay_at="粤税通")
            for year in range(2026, 2031)
        ),
        window("110000", 2026, "2025-11-30", "2026-02-28", spill="from_coverage_start"),
        window("130100", 2026, "2025-10-20", "2026-02-28", spill="next_day"),
        window(
            "340100",
            2026,
            "2025-09-20",
            "2025-12-31",
            payable_from_day=1,
            payable_to_day=25,
            late_closes_on=date(2026, 6, 30),
        ),
        window("360000", 2026, "2025-09-01", "2025-12-31", uniform=True),
        window("410000", 2026, "2025-09-20", "2025-12-31", uniform=True),
        window("430000", 2026, "2025-09-01", "2025-12-31", confidence="B"),
        window("440300", 2026, "2025-09-01", "2025-12-31", confidence="D"),
        window("510100", 2027, "2026-10-01", "2026-12-25", confidence="C"),
        Contribution(
            region_id="440100",
            coverage_year=2026,
            category="ADULT",
            also_for=["ELDER"],
            individual=Decimal(549),
        ),
        Contribution(
            region_id="110000", coverage_year=2026, category="ADULT", individual=Decimal(400)
        ),
        Contribution(
            region_id="440300",
            coverage_year=2026,
            category="ADULT",
            individual=Decimal(600),
            confidence="D",
        ),
        WaitingRule(
            region_id="100000",
            scheme="RESIDENT",
            fixed_months=3,
            months_per_missed_year=1,
            counts_from_missed_year=2,
            missed_years_from=2025,
            months_repaired_per_year=1,
            floor_missed_years=4,
            floor_months=6,
            start_convention="same_day_n_months",
            exempt=["NEWBORN", "EXTREME_POVERTY", "DIBAO", "MONITORED", "VETERAN"],
            exempt_start="next_day",
        ),
        WaitingRule(region_id="360000", scheme="RESIDENT", exempt=["DIBAO"], exempt_within_days=90),
        WaitingRule(
            region_id="440100",
            scheme="RESIDENT",
            transfer_within_months=3,
            transfer_start="next_month_first",
        ),
        WaitingRule(
            region_id="510100",
            scheme="RESIDENT",
            start_convention="days",
            wait_days=90,
            last_wait_day_excluded=True,
            confidence="C",
        ),
        NewbornRule(region_id="100000", within_days=90, in_time_start="birth", confidence="B"),
        NewbornRule(region_id="360000", late_start="next_day", late_until_age_years=1),
        NewbornRule(region_id="440100", within_days=180, must_update_id=True),
        NewbornRule(
            region_id="510100",
            within_days=180,
            late_start="wait_days",
            late_wait_days=90,
            confidence="C",
        ),
        NewbornRule(region_id="610100", late_start="next_month_first"),
        FilingRule(
            region_id="100000",
            long_term_valid_until_changed=True,
            temporary_months=6,
            change_lock_months=6,
        ),
        FlexibleRule(region_id="100000", bridge_months=3, leave_month_covered=True),
        FlexibleRule(
            region_id="430100",
            suspended_next_month=True,
            retro_months=3,
            rewait_months=3,
            confidence="B",
        ),
        FlexibleRule(region_id="420100", first_wait_months=6, confidence="B"),
        FlexibleRule(region_id="610100", debit_day=15, roll_to_workday=False, confidence="B"),
        ChannelCalendar(
            region_id="110000",
            channel="税务自助、批量扣款",
            debit_day=15,
            roll_to_workday=True,
            confidence="C",
        ),
        FlexibleRule(region_id="100000", categories=["UNEMPLOYED_UI"], fund_pays=True),
        NewbornRule(region_id="340100", birth_year_free=True),
        *(
            Contribution(
                region_id="340100", coverage_year=year, category="NEWBORN", individual=Decimal(400)
            )
            for year in (2025, 2026)
        ),
        *subsidies(),
        ChronicRule(region_id="360000", recheck_from_years=2, recheck_to_years=5, confidence="B"),
    ]


def make_season() -> None:
    for code, (name, level, parent) in PLACES.items():
        Region.objects.create(code=code, name=name, level=level, parent_id=parent)
    source = Source.objects.create(code="SEASON", title="参保缴费通告", kind="official")
    for number, rule in enumerate(rules()):
        rule.code, rule.status = f"SEASON-{number}", "published"
        rule.confidence = rule.confidence or "A"
        rule.save()
        rule.sources.add(source)
