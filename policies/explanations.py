"""The answers' sentences: what holds and where it is written, or why there is no date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from policies.answers import ContributionOption, FieldValue, WindowKey
from policies.models import Contribution, PaymentWindow, PersonCategory, Region, Rule

ASK_LOCALLY = "请查看本地公告，或拨打 12393（外地加参保地区号）询问。"

FILING_SENTENCES = (
    ("temporary_months", "临时备案有效{}个月"),
    ("long_term_valid_until_changed", "长期备案在变更或停保前一直有效"),
    ("change_lock_months", "长期备案{}个月内不能变更就医地"),
)


def tell_window(row: PaymentWindow) -> str:
    opening = row.opens_text or _chinese(row.opens_on)
    text = f"{row.region.name}{row.coverage_year}年度的缴费期从{opening}到{_chinese(row.closes_on)}"
    if row.original_closes_on:
        text += f"（由{_chinese(row.original_closes_on)}延长）"
    if row.last_payable_on != row.closes_on:
        text += f"；截止前有几天不收费，实际最后一天是{_chinese(row.last_payable_on)}"
    return f"{text}。{_origin(row)}"


def tell_no_window(
    key: WindowKey,
    place: Region,
    *,
    above: PaymentWindow | None,
    for_others: bool,
    unverified: bool,
) -> str:
    """Why there is no date.

    `above` is a window of the province or nation that does not reach down here, `for_others`
    says that the place has a window for other people, `unverified` that only an unproven or
    empty row speaks of it.
    """
    year = f"{key.coverage_year}年度"
    if for_others:
        category = PersonCategory(key.category).label
        return f"{place.name}的{year}缴费期没有写明“{category}”何时缴费。{ASK_LOCALLY}"
    if above:
        return (
            f"{above.region.name}的{year}缴费期没有写明各地统一，{place.name}的日期可能不同。"
            f"{ASK_LOCALLY}"
        )
    if unverified:
        return f"{place.name}的{year}缴费期还没有查到可靠的日期。{ASK_LOCALLY}"
    return f"还没有{place.name}的{year}缴费期。{ASK_LOCALLY}"


def tell_contribution(
    key: WindowKey,
    place: Region,
    rows: Sequence[Contribution],
    *,
    floor: ContributionOption | None,
    for_others: bool,
) -> str:
    """What one pays, or why no amount is known; `for_others` as in `tell_no_window`."""
    year = f"{key.coverage_year}年度"
    if rows:
        parts = "、".join(map(_tell_amount, rows))
        return f"{rows[0].region.name}{year}个人缴费：{parts}。{_origin(rows[0])}"
    if for_others:
        category = PersonCategory(key.category).label
        return f"{place.name}的{year}缴费标准没有写明“{category}”缴多少。{ASK_LOCALLY}"
    if floor:
        return (
            f"还没有{place.name}的{year}缴费金额；国家最低标准是{_yuan(floor.individual)}，"
            f"各地可以更高。{ASK_LOCALLY}"
        )
    return f"还没有{place.name}的{year}缴费金额。{ASK_LOCALLY}"


def _tell_amount(row: Contribution) -> str:
    born = ""
    if row.born_from:
        born += f"{_chinese(row.born_from)}起"
    if row.born_before:
        born += f"{_chinese(row.born_before)}前"
    return f"{row.tier}{_yuan(row.individual)}{f'({born}出生)' if born else ''}"


def tell_filing_rule(place: Region, fields: Mapping[str, FieldValue]) -> str:
    """What most people need to know of a place's filings, and where that is written."""
    known = [
        (fields[name], sentence)
        for name, sentence in FILING_SENTENCES
        if name in fields and fields[name].value
    ]
    if not known:
        return f"还没有{place.name}的备案规定。{ASK_LOCALLY}"
    told = [found for found, _ in known]
    parts = [sentence.format(found.value) for found, sentence in known]
    titles = dict.fromkeys(
        source.title for found in told for source in found.provenance.sources[:1]
    )
    doubt = "，待核实" if any(found.provenance.needs_check for found in told) else ""
    cited = "".join(f"《{title}》" for title in titles)
    return f"{place.name}参保的人：{'；'.join(parts)}。来自{cited}{doubt}。"


def _origin(row: Rule) -> str:
    titles = "".join(f"《{source.title}》" for source in row.sources_best_first()[:1])
    if row.trust.needs_check:
        return f"来自{titles}，待核实，请以本地公告为准。"
    return f"来自{titles}。"


def _chinese(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else "日期未定"


def _yuan(amount: Decimal | None) -> str:
    return "金额未定" if amount is None else f"{amount.normalize():f}元"
