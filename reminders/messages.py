"""What a reminder says: on the WeChat card and in the inbox. Pure: facts in, sentences out.

The card must obey WeChat's field limits (thing: at most 20 characters, never blank) for every
name, place and amount that can occur. It carries no link, no request for money and no code.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import orjson

from reminders.kinds import KINDS, Kind
from reminders.wording import (
    MemberFacts,
    Occasion,
    amount,
    clean,
    day_words,
    fit,
    names_of,
    place,
    who,
)

# Our contents and the WeChat field types that can hold them.
TYPES: dict[str, frozenset[str]] = {
    "who": frozenset({"thing"}),
    "due": frozenset({"date"}),
    "amount": frozenset({"thing"}),
    "place": frozenset({"thing"}),
    "tip": frozenset({"thing"}),
}
KEY = re.compile(r"^([a-z_]+?)(\d{1,2})$")
NOT_CONFIRMED = "这个日期来自转述，还待核实，请以当地公告为准。"


def mapping_problems(kind: str, fields: object) -> list[str]:
    """What is wrong with a template's field mapping, as sentences; empty when it is right."""
    if not isinstance(fields, dict) or not fields:
        return ['请写成 {"thing1": "who", "date2": "due"} 这样的对应关系。']
    contents = KINDS[kind].contents if kind in KINDS else ()
    problems = []
    for key, content in fields.items():
        match = KEY.match(key)
        if not match:
            problems.append(f"“{key}”不是微信字段名，应是类型加数字，例如 thing1。")
        elif not isinstance(content, str) or content not in contents:
            problems.append(f"“{key}”对应的“{content}”不认识，可用：{'、'.join(contents)}。")
        elif match[1] not in TYPES[content]:
            allowed = "、".join(sorted(TYPES[content]))
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
    members: Sequence[Mapping[str, Any]],
    due_on: date,
    today: date,
    subject: str,
    tip: str = "",
) -> dict[str, str]:
    """The template fields of one card, each within WeChat's limit; `tip` if not the kind's own."""
    found = KINDS[kind]
    occasion = Occasion(subject, due_on, today, members)
    contents = {
        "who": who(occasion.names),
        "due": day_words(found.shown_day(occasion)),
        "amount": amount(tuple(member.get("amount") for member in members)),
        "place": _place(found, members),
        "tip": _tip(found, occasion, tip or found.tip),
    }
    return {key: contents[content] for key, content in fields.items()}


def told_of(members: bytes) -> bytes:
    """A row's members as planning wrote them, with their order in place of their ids.

    So strangers who are told the same are alike. The id is written first.
    """
    first, _, facts = members.partition(b", ")
    if first.startswith(b'[{"id": ') and b"}, {" not in facts:
        return b'[{"id": 0, ' + facts
    people = orjson.loads(members)
    ids = [each["id"] for each in people]
    return orjson.dumps([{**each, "id": ids.index(each["id"])} for each in people])


def _tip(kind: Kind, occasion: Occasion, tip: str) -> str:
    if occasion.is_unsure and kind.ends:
        return f"{occasion.left}，日期待核实请早办"
    return fit(tip.format_map(words(kind, occasion)))


def inbox(
    *, kind: str, members: Sequence[MemberFacts], due_on: date, subject: str
) -> dict[str, Any]:
    """Title and text of the inbox row: everything the card had no room for."""
    found = KINDS[kind]
    occasion = Occasion(subject, due_on, due_on, members)
    filled = {
        **words(found, occasion),
        "who": "、".join(clean(name) or "家人" for name in occasion.names),
    }
    unsure = NOT_CONFIRMED if occasion.is_unsure else ""
    return {
        "title": found.title.format_map(filled),
        "text": found.text.format_map(filled) + unsure,
    }


def words(kind: Kind, occasion: Occasion) -> dict[str, str]:
    """What the format strings of a kind may name."""
    return {
        "who": who(occasion.names),
        "day": day_words(occasion.due_on),
        "short": f"{occasion.due_on.month}月{occasion.due_on.day}日",
        "left": occasion.left,
        "where": _place(kind, occasion.members),
        **kind.says(occasion),
    }


def _place(kind: Kind, members: Sequence[Mapping[str, Any]]) -> str:
    return place(tuple(member.get("place") for member in members), unknown=kind.where)


def sample(*, kind: str, fields: Mapping[str, str]) -> str:
    """A card of made-up facts, for whoever edits a template."""
    found = KINDS[kind]
    due_on = date(2025, 12, 20)
    people: Any = [
        {"id": number, "name": name, "rule": "", **found.example}
        for number, name in enumerate(("妈妈", "小宝"))
    ]
    values = card(
        kind=kind,
        fields=fields,
        members=people,
        due_on=due_on,
        today=due_on - timedelta(days=min(7, max(found.stages))),
        subject=found.example_subject,
    )
    return "；".join(f"{key}：{value}" for key, value in values.items())


__all__ = [
    "MemberFacts",
    "card",
    "inbox",
    "mapping_problems",
    "names_of",
    "sample",
    "who",
    "words",
]
