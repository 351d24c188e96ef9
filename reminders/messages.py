"""What a reminder says: on the WeChat card and in the inbox. Pure: facts in, sentences out.

The card must obey WeChat's field limits (thing: at most 20 characters, never blank) for every
name, place and amount that can occur. It carries no link, no request for money and no code.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple, TypedDict


class Told(NamedTuple):
    """What a card says of its members, person by person."""

    names: tuple[str, ...]
    amounts: tuple[str | None, ...]
    places: tuple[str, ...]
    unsure: bool


class MemberFacts(TypedDict, total=False):
    """One member a reminder speaks for, as planning found the facts."""

    id: int
    name: str
    rule: str
    amount: str | None
    place: str
    confidence: str


PAYMENT_DEADLINE = "payment_deadline"
FILING_EXPIRY = "filing_expiry"

# For each kind: our contents and the WeChat field types that can hold them.
CONTENTS: dict[str, dict[str, frozenset[str]]] = {
    PAYMENT_DEADLINE: {
        "who": frozenset({"thing"}),
        "due": frozenset({"date"}),
        "amount": frozenset({"thing"}),
        "place": frozenset({"thing"}),
        "tip": frozenset({"thing"}),
    },
    FILING_EXPIRY: {
        "who": frozenset({"thing"}),
        "due": frozenset({"date"}),
        "place": frozenset({"thing"}),
        "tip": frozenset({"thing"}),
    },
}
KEY = re.compile(r"^([a-z_]+?)(\d{1,2})$")
THING_LIMIT = 20
AMOUNT_UNKNOWN = "以当地公告为准"
PLACE_UNKNOWN = "当地税务或村社区"


def mapping_problems(kind: str, fields: object) -> list[str]:
    """What is wrong with a template's field mapping, as sentences; empty when it is right."""
    if not isinstance(fields, dict) or not fields:
        return ['请写成 {"thing1": "who", "date2": "due"} 这样的对应关系。']
    contents = CONTENTS.get(kind, {})
    problems = []
    for key, content in fields.items():
        match = KEY.match(key)
        if not match:
            problems.append(f"“{key}”不是微信字段名，应是类型加数字，例如 thing1。")
        elif not isinstance(content, str) or content not in contents:
            problems.append(f"“{key}”对应的“{content}”不认识，可用：{'、'.join(contents)}。")
        elif match[1] not in contents[content]:
            allowed = "、".join(sorted(contents[content]))
            problems.append(f"“{content}”要放进 {allowed} 类型的字段，不能放进“{key}”。")
    if not 2 <= len(fields) <= 5:
        problems.append("微信模板有 2 到 5 个字段，请与模板一致。")
    if "due" not in fields.values():
        problems.append("日期（due）必须出现在消息里。")
    return problems


def card(
    *,
    kind: str,
    fields: Mapping[str, str],
    told: Told,
    due_on: date,
    today: date,
    subject: str,
) -> dict[str, str]:
    """The template fields of one card, each within WeChat's limit."""
    contents = {
        "who": who(told.names),
        "due": day_words(due_on),
        "amount": amount(told.amounts),
        "place": place(told.places),
        "tip": tip(
            kind=kind,
            subject=subject,
            days_left=(due_on - today).days,
            this_year=today.year,
            unsure=told.unsure,
        ),
    }
    return {key: contents[content] for key, content in fields.items()}


def told_of(members: Sequence[MemberFacts]) -> Told:
    return Told(
        names_of(members),
        tuple([member.get("amount") for member in members]),
        tuple([member.get("place", "") for member in members]),
        is_unsure(members),
    )


def who(names: tuple[str, ...]) -> str:
    """Names joined as people would say them, shortened to “妈妈、小宝等5人” where needed."""
    shown = [clean(name) or "家人" for name in names]
    joined = "、".join(shown)
    if len(joined) <= THING_LIMIT:
        return joined
    ending = f"等{len(shown)}人"
    kept = shown[0]
    for name in shown[1:]:
        if len(kept) + 1 + len(name) + len(ending) > THING_LIMIT:
            break
        kept = f"{kept}、{name}"
    return f"{kept[: THING_LIMIT - len(ending)].strip()}{ending}"


def day_words(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def amount(amounts: tuple[str | None, ...]) -> str:
    """What the household pays in all; never a sum that leaves somebody out."""
    known = [Decimal(each) for each in amounts if each is not None]
    if not known or len(known) < len(amounts):
        return AMOUNT_UNKNOWN
    total = f"{sum(known, Decimal(0)):.2f}".removesuffix(".00")
    return f"{total}元" if len(known) == 1 else f"{len(known)}人共{total}元"


def place(places: tuple[str, ...]) -> str:
    different = list(dict.fromkeys(filter(None, map(clean, places))))
    if not different:
        return PLACE_UNKNOWN
    if len(different) == 1:
        return fit(different[0])
    return fit(f"{different[0]}等{len(different)}处")


def tip(*, kind: str, subject: str, days_left: int, this_year: int, unsure: bool) -> str:
    when = {0: "今天", 1: "明天"}.get(days_left)
    if unsure:
        return f"{when or f'还有{days_left}天'}，日期待核实请早办"
    if kind == FILING_EXPIRY:
        return f"{when}到期，要续请尽快办" if when else f"还有{days_left}天到期，要续请提前办"
    year = year_of(subject)
    care = {0: "今年", 1: "明年"}.get(year - this_year, f"{year}年")
    return (
        f"{when}截止，交了{care}看病才能报" if when else f"还有{days_left}天，交了{care}看病才能报"
    )


def names_of(members: Sequence[MemberFacts]) -> tuple[str, ...]:
    """Each person's name once, also of somebody with two filings."""
    if len(members) == 1:
        return (members[0]["name"],)
    return tuple({member["id"]: member["name"] for member in members}.values())


def is_unsure(members: Sequence[MemberFacts]) -> bool:
    """Whether the date rests on a source that still has to be confirmed."""
    return "C" in [member.get("confidence") for member in members]


def year_of(subject: str) -> int:
    """The coverage year of a payment subject such as “RESIDENT:2026”."""
    return int(subject.rsplit(":", 1)[1])


def inbox(
    *, kind: str, members: Sequence[MemberFacts], due_on: date, subject: str
) -> dict[str, Any]:
    """Title and text of the inbox row: everything the card had no room for."""
    names = "、".join(clean(name) or "家人" for name in names_of(members))
    where = place(tuple(member.get("place", "") for member in members))
    day = day_words(due_on)
    unsure = "这个日期来自转述，还待核实，请以当地公告为准。" if is_unsure(members) else ""
    if kind == FILING_EXPIRY:
        return {
            "title": f"异地就医备案 {due_on.month}月{due_on.day}日到期",
            "text": (
                f"{names}在{where}的异地就医备案，最后有效日是{day}。"
                f"入院那天备案有效才按备案的比例报；还要在外地看病，请在到期前续办。{unsure}"
            ),
        }
    known = amount(tuple(member.get("amount") for member in members))
    cost = "缴费金额请看当地公告" if known == AMOUNT_UNKNOWN else f"要缴 {known}"
    return {
        "title": f"居民医保 {due_on.month}月{due_on.day}日截止",
        "text": (
            f"{names}还没有缴 {year_of(subject)} 年度的居民医保，{cost}。"
            f"{day} 24 点前在{where}缴，{year_of(subject)} 年看病才能报。{unsure}"
        ),
    }


def clean(text: str) -> str:
    """Without what a card cannot show: control and unassigned characters, and emoji."""
    return "".join(each for each in text if each.isprintable() and each <= "\uffff").strip()


def fit(text: str) -> str:
    return text if len(text) <= THING_LIMIT else f"{text[: THING_LIMIT - 1].strip()}…"


def sample(*, kind: str, fields: Mapping[str, str]) -> str:
    """A card of made-up facts, for whoever edits a template."""
    due_on = date(2025, 12, 20)
    place_name = "长沙市" if kind == FILING_EXPIRY else "粤税通"
    people = [
        MemberFacts(id=number, name=name, rule="", amount="549", place=place_name)
        for number, name in enumerate(("妈妈", "小宝"))
    ]
    values = card(
        kind=kind,
        fields=fields,
        told=told_of(people),
        due_on=due_on,
        today=date(2025, 12, 13),
        subject="RESIDENT:2026",
    )
    return "；".join(f"{key}：{value}" for key, value in values.items())
