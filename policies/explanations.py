"""The answers' sentences: what holds and where it is written, or why there is no date."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from string import Formatter

from policies.answers import Case, ContributionOption, FieldValue, WindowKey
from policies.models import (
    ChannelCalendar,
    ChronicRule,
    Contribution,
    EmergencyFilingRule,
    EmployeeBase,
    FilingRule,
    FlexibleRule,
    IncentiveRule,
    InheritedRule,
    LifetimeYearsRule,
    NewbornRule,
    ParticipationSubsidy,
    PaymentWindow,
    PersonalAccountRule,
    PersonCategory,
    RefundRule,
    Region,
    ReimbursementTier,
    Rule,
    SelectionRule,
    SubsidyStandard,
    WaitingRule,
)

ASK_LOCALLY = "请查看本地公告，或拨打 12393（外地加参保地区号）询问。"

SENTENCES: dict[type[InheritedRule], tuple[tuple[str, str], ...]] = {
    FilingRule: (
        ("temporary_months", "临时备案有效{}个月"),
        ("long_term_valid_until_changed", "长期备案在变更或停保前一直有效"),
        ("change_lock_months", "长期备案{}个月内不能变更就医地"),
    ),
    WaitingRule: (
        ("wait_days", "逾期参保等待{}天"),
        ("fixed_months", "逾期参保等待{}个月"),
        ("months_per_missed_year", "每多断保一年增加{}个月"),
        ("exempt", "{}免等待"),
    ),
    NewbornRule: (
        ("within_days", "出生后{}天内参保"),
        ("in_time_start", "按时参保从{}享受"),
        ("late_start", "超期的{}享受"),
        ("birth_year_free", "出生当年免缴"),
        ("free_application", "出生后推送办理，不用申请"),
    ),
    SubsidyStandard: (("amount", "财政每人每年至少补助{}元"),),
    ParticipationSubsidy: (
        ("help", "参保缴费{}"),
        ("individual_pays", "个人缴{}元"),
        ("least_percent", "至少资助{}%"),
        ("certificate_by", "最晚{}持证"),
    ),
    IncentiveRule: (
        ("years_needed", "连续参保满{}年后，每多一年提高大病保险封顶线"),
        ("step", "每次提高{}元"),
        ("least_step", "国家规定每次至少{}元"),
        ("cap_percent", "累计不超过原封顶线的{}%"),
    ),
    EmergencyFilingRule: (
        ("days", "急诊入院后{}个{unit}内备案"),
        ("by_phone", "可以打电话备案"),
    ),
    ReimbursementTier: (
        ("deductible", "起付线{}元"),
        ("ratio_percent", "起付线以上报销{}%"),
        ("least_ratio_percent", "至少报销{}%"),
        ("ceiling", "一年最多报销{}元"),
    ),
    ChronicRule: (
        ("diseases", "慢特病{}种"),
        ("mapped_diseases", "全省统一认定{}种"),
        ("cross_province_direct", "可跨省直接结算的有{}"),
        ("recheck_from_years", "部分病种每{}至{recheck_to_years}年复审资格"),
    ),
    SelectionRule: (("institutions", "要选{}家"), ("most_institutions", "最多选{}家")),
    LifetimeYearsRule: (
        ("male", "男性累计缴满{}年"),
        ("female", "女性累计缴满{}年"),
        ("actual_min", "其中实际缴费至少{}年"),
        ("local_actual_min", "其中本地至少{}年"),
    ),
    FlexibleRule: (
        ("base_from_percent", "基数可选社平工资的{}%至{base_to_percent}%"),
        ("debit_day", "每月{}日扣款"),
        ("first_wait_months", "首次参保等待{}个月"),
        ("retro_months", "欠费{}个月内补缴可追溯"),
        ("bridge_months", "离职后{}个月内接续"),
        ("fund_pays", "由失业保险基金缴，个人不缴"),
    ),
    EmployeeBase: (
        ("floor", "月基数不低于{}元"),
        ("ceiling", "不高于{}元"),
        ("individual_percent", "个人缴{}%"),
    ),
    PersonalAccountRule: (
        ("relatives", "个人账户可给{}用"),
        ("cross_province", "可跨省共济"),
        ("min_balance", "为他人缴费前至少留有{}元"),
    ),
    RefundRule: (("before_start", "待遇开始前可退费"),),
    ChannelCalendar: (
        ("payable_from_day", "每月{}日至{payable_to_day}日可缴"),
        ("debit_day", "每月{}日批量扣款"),
        ("blackouts", "{}不收费"),
    ),
}
DENIALS = {
    (EmergencyFilingRule, "required"): "急诊抢救视同已备案，不用另外办理",
    (RefundRule, "after_start"): "待遇开始后原则上不退",
}
MOST_DETAILS = 2
WORDS = Formatter()


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


def tell_rule(
    kind: type[InheritedRule],
    place: Region,
    case: Sequence[Case],
    fields: Mapping[str, FieldValue],
) -> str:
    """What most people need to know of a rule, and where that is written."""
    texts = defaultdict(str, {name: found.text for name, found in fields.items()})
    told = [
        (fields[name], WORDS.vformat(sentence, (fields[name].text,), texts))
        for name, sentence in SENTENCES[kind]
        if name in fields and fields[name].value is not False
    ]
    told += [
        (fields[name], sentence)
        for (denied, name), sentence in DENIALS.items()
        if denied is kind and name in fields and fields[name].value is False
    ]
    if not told:
        details = [found for name, found in fields.items() if name.startswith("details.")]
        told = [(found, f"{found.label}：{found.text}") for found in details[:MOST_DETAILS]]
    if not told:
        noun = "备案规定" if kind is FilingRule else kind._meta.verbose_name
        return f"还没有{place.name}的{noun}。{ASK_LOCALLY}"
    parts = "；".join(text for _, text in told)
    about = f"（{'，'.join(one.text for one in case)}）" if case else ""
    titles = dict.fromkeys(
        source.title for found, _ in told for source in found.provenance.sources[:1]
    )
    doubt = "，待核实" if any(found.provenance.needs_check for found, _ in told) else ""
    cited = "".join(f"《{title}》" for title in titles)
    return f"{place.name}参保的人{about}：{parts}。来自{cited}{doubt}。"


def _origin(row: Rule) -> str:
    titles = "".join(f"《{source.title}》" for source in row.sources_best_first()[:1])
    if row.trust.needs_check:
        return f"来自{titles}，待核实，请以本地公告为准。"
    return f"来自{titles}。"


def _chinese(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else "日期未定"


def _yuan(amount: Decimal | None) -> str:
    return "金额未定" if amount is None else f"{amount.normalize():f}元"
