"""When a filing for care elsewhere ends, and the sentence that says why. Reads policy only."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from accounts.models import Filing
from policies.answers import Provenance, Resolution
from policies.models import FilingType
from policies.rules import filing_last_valid
from policies.selectors import resolve_filing_rule

LONGEST_TITLE = 60


class FilingEnd(NamedTuple):
    """The last valid day of a filing, the sentence that explains it, and the rule it rests on."""

    ends_on: date | None
    reason: str
    rule_code: str = ""


def given_end(ends_on: date) -> FilingEnd:
    return FilingEnd(ends_on, "按您填写的日期。")


def computed_end(filing: Filing, *, insured_in: str) -> FilingEnd:
    """When `filing` ends by the rule of the insured place that held on its first day."""
    rule = resolve_filing_rule(
        region_code=insured_in,
        on=filing.starts_on,
        care_region_code=filing.care_region_id,
    )
    return end_by(rule, filing, insured_in=insured_in)


def end_by(rule: Resolution, filing: Filing, *, insured_in: str) -> FilingEnd:
    """When `filing` ends by `rule`.

    1. A long-term filing has no end where the rule says it holds until changed.
    2. A temporary one holds for the rule's months, those for inside the province first.
    3. Where no trusted rule speaks there is no date, and the sentence says so.
    """
    if FilingType(filing.kind).is_long_term:
        return _long_term_end(rule)
    same_province = insured_in[:2] == filing.care_region_id[:2]
    months = ["in_province_months"] * same_province + ["temporary_months"]
    for name in months:
        if provenance := rule.provenance(name):
            return _temporary_end(filing, months=rule.value(name), provenance=provenance)
    return FilingEnd(None, "没有查到参保地当时的规定，到期日待核实，请问 12393。")


def origin_of_end(rule_code: str, rule: Resolution) -> Provenance | None:
    """The row that a stored end was computed from, if it still speaks in `rule`."""
    for name in ("in_province_months", "temporary_months", "long_term_valid_until_changed"):
        origin = rule.provenance(name)
        if origin and origin.code == rule_code:
            return origin
    return None


def _long_term_end(rule: Resolution) -> FilingEnd:
    provenance = rule.provenance("long_term_valid_until_changed")
    if provenance is None or not rule.value("long_term_valid_until_changed"):
        return FilingEnd(None, "长期备案的有效期各地不同，参保地的规定待核实，请问 12393。")
    return FilingEnd(
        None,
        f"长期备案一直有效，直到变更备案或参保情况变化。{_basis(provenance)}",
        provenance.code,
    )


def _temporary_end(filing: Filing, *, months: int, provenance: Provenance) -> FilingEnd:
    return FilingEnd(
        filing_last_valid(start=filing.starts_on, months=months),
        f"{provenance.region_name}的规定是临时备案至少 {months} 个月有效，"
        f"从开始日期算起。{_basis(provenance)}",
        provenance.code,
    )


def _basis(provenance: Provenance) -> str:
    names = [
        source.number or f"《{source.title[:LONGEST_TITLE]}》" for source in provenance.sources[:1]
    ]
    check = "待核实，以当地答复为准。" if provenance.needs_check else ""
    return "".join(f"依据：{name}。" for name in names) + check
