from __future__ import annotations

import json
import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reminders import messages
from reminders.kinds import KINDS
from reminders.wording import MemberFacts
from wechat_sandbox.fields import is_valid

PAYMENT_FIELDS = {
    "thing1": "who",
    "date2": "due",
    "thing3": "amount",
    "thing4": "place",
    "thing5": "tip",
}
FILING_FIELDS = {"thing1": "who", "thing2": "place", "date3": "due", "thing4": "tip"}


def member(name: str = "妈妈", **facts: str | None) -> MemberFacts:
    return MemberFacts(
        id=sum(map(ord, name)),
        name=name,
        rule="PW-GZ-2026-O",
        amount=facts.get("amount", "549.00"),
        place=facts.get("place") or "粤税通",
        confidence=facts.get("confidence") or "A",
    )


def payment_card(*members: MemberFacts, days_left: int = 7) -> dict[str, str]:
    due_on = date(2025, 12, 20)
    return messages.card(
        kind="payment_deadline",
        fields=PAYMENT_FIELDS,
        members=members,
        due_on=due_on,
        today=due_on - timedelta(days=days_left),
        subject="RESIDENT:2026",
    )


def test_a_card_says_who_when_how_much_where_and_what_for() -> None:
    assert payment_card(member("妈妈"), member("小宝", amount="413")) == {
        "thing1": "妈妈、小宝",
        "date2": "2025年12月20日",
        "thing3": "2人共962元",
        "thing4": "粤税通",
        "thing5": "还有7天，交了明年看病才能报",
    }


@pytest.mark.parametrize(
    ("days_left", "tip"),
    [
        (30, "还有30天，交了明年看病才能报"),
        (1, "明天截止，交了明年看病才能报"),
        (0, "今天截止，交了明年看病才能报"),
    ],
)
def test_the_tip_counts_the_days_of_the_day_it_is_sent(days_left: int, tip: str) -> None:
    assert payment_card(member(), days_left=days_left)["thing5"] == tip


def test_an_amount_that_is_not_known_for_everyone_is_never_summed() -> None:
    card = payment_card(member("妈妈"), member("奶奶", amount=None))
    assert card["thing3"] == "以当地公告为准"


def test_an_unconfirmed_date_says_so_on_the_card() -> None:
    assert "待核实" in payment_card(member(confidence="C"))["thing5"]


def test_somebody_with_two_filings_is_named_once() -> None:
    twice = [member("外婆", place="长沙市"), member("外婆", place="株洲市")]
    card = messages.card(
        kind="filing_expiry",
        fields=FILING_FIELDS,
        members=twice,
        due_on=date(2025, 12, 20),
        today=date(2025, 12, 13),
        subject="filing",
    )
    assert card["thing1"] == "外婆"
    assert card["thing2"] == "长沙市等2处"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ([(7, "外婆")], [(8, "外婆")], True),
        ([(7, "外婆")], [(7, "爷爷")], False),
        ([(7, "外婆"), (9, "外婆")], [(1, "外婆"), (2, "外婆")], True),
        ([(7, "外婆"), (7, "外婆")], [(1, "外婆"), (2, "外婆")], False),
        ([(7, '}, {"id": 1')], [(8, '}, {"id": 1')], True),
    ],
)
def test_strangers_who_are_told_the_same_are_alike(
    one: list[tuple[int, str]], other: list[tuple[int, str]], alike: bool
) -> None:
    def told(people: list[tuple[int, str]]) -> bytes:
        facts = [{"rule": "PW-1", "name": name, "id": number} for number, name in people]
        with connection.cursor() as cursor:
            cursor.execute("SELECT %s::jsonb::text", [json.dumps(facts)])
            return messages.told_of(str(cursor.fetchone()[0]).encode())

    assert (told(one) == told(other)) is alike
    assert [each["name"] for each in json.loads(told(one))] == [name for _, name in one]


def test_many_names_are_shortened_and_counted() -> None:
    names = ["大外甥女小葡萄", "二外甥女小橘子", "三外甥女小苹果"]
    assert messages.who(tuple(names)) == "大外甥女小葡萄、二外甥女小橘子等3人"


def fields_of(kind: str) -> dict[str, str]:
    """A template that shows all the kind can say."""
    types = {"due": "date"}
    return {
        f"{types.get(content, 'thing')}{number}": content
        for number, content in enumerate(KINDS[kind].contents, start=1)
    }


# Whatever a resident types or a place is called; a digit run or a web address are of their making.
spoken = st.text(st.characters(exclude_characters="0123456789/:."), max_size=30)
days = st.dates(date(2024, 1, 31), date(2040, 12, 31))
facts = st.fixed_dictionaries(
    {
        "id": st.integers(1, 9),
        "name": spoken.map(lambda text: text[:10]),
        "rule": st.just("R"),
        "confidence": st.sampled_from(["A", "B", "C"]),
        "place": spoken,
        "amount": st.one_of(
            st.none(), st.decimals(min_value=0, max_value=999_999, places=2).map(str)
        ),
        "since": days.map(str),
        "until": st.one_of(st.none(), days.map(str)),
        "month": days.map(lambda day: str(day.replace(day=1))),
        "years": st.lists(st.integers(2024, 2041), min_size=1, max_size=2),
        "wait": st.one_of(st.none(), st.sampled_from(["3个月", "12个月", "365天"])),
        "phone": st.booleans(),
    }
)


# A busy machine draws names slowly; that is no fault of the cards.
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(
    members=st.lists(facts, min_size=1, max_size=12), days_left=st.integers(-13, 400), due_on=days
)
def test_every_card_fits_wechat_and_asks_for_nothing_whatever_the_facts(
    members: Any, days_left: int, due_on: date
) -> None:
    subject = f"RESIDENT:{due_on.year + 1}"
    for code, kind in KINDS.items():
        ahead = max(-kind.lasts, min(days_left, max(kind.stages)))
        card = messages.card(
            kind=code,
            fields=fields_of(code),
            members=members,
            due_on=due_on,
            today=due_on - timedelta(days=ahead),
            subject=subject,
        )
        assert [pair for pair in card.items() if not is_valid(key=pair[0], value=pair[1])] == []
        told = messages.inbox(kind=code, members=members, due_on=due_on, subject=subject)
        for text in (*card.values(), *told.values()):
            assert not re.search(r"https?:|www\.|验证码|点击链接|转账|付款", text)
        assert len(told["title"]) <= 20


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_says_why_and_shows_a_sample_that_fits(kind: str) -> None:
    assert KINDS[kind].why.endswith("。")
    assert KINDS[kind].source
    assert messages.mapping_problems(kind, fields_of(kind)) == []
    shown = messages.sample(kind=kind, fields=fields_of(kind)).split("；")
    assert all(
        is_valid(key=key, value=value) for key, value in (each.split("：") for each in shown)
    )


@pytest.mark.parametrize(
    ("mistake", "fields", "sentence"),
    [
        ("not a mapping", ["thing1"], "请写成"),
        ("unknown key", {"thing": "who", "date2": "due"}, "不是微信字段名"),
        ("unknown content", {"thing1": "name", "date2": "due"}, "不认识"),
        ("wrong type", {"thing1": "who", "thing2": "due"}, "要放进 date 类型"),
        ("too few fields", {"date2": "due"}, "2 到 5 个字段"),
        ("no date", {"thing1": "who", "thing2": "tip"}, "日期（due）必须"),
        ("content of another kind", {"thing1": "amount", "date2": "due"}, "不认识"),
    ],
)
def test_a_wrong_template_mapping_is_told_in_a_sentence(
    mistake: str, fields: object, sentence: str
) -> None:
    problems = messages.mapping_problems("filing_expiry", fields)
    assert any(sentence in problem for problem in problems), mistake


def test_the_inbox_tells_what_the_card_had_no_room_for() -> None:
    words = messages.inbox(
        kind="payment_deadline",
        members=[member("妈妈"), member("小宝", amount="413")],
        due_on=date(2025, 12, 20),
        subject="RESIDENT:2026",
    )
    assert words["title"] == "居民医保 12月20日截止"
    assert "妈妈、小宝还没有缴 2026 年度的居民医保，要缴 2人共962元" in words["text"]
    assert "2025年12月20日 24 点前在粤税通缴" in words["text"]


@pytest.mark.parametrize(
    ("kind", "facts", "day", "says"),
    [
        (
            "window_opens",
            ({"until": "2025-12-31"}, {"until": "2025-12-25"}),
            "2025年12月25日",
            "2025年12月25日起陆续截止",
        ),
        (
            "after_window",
            (
                {"since": "2025-12-20", "until": "2026-06-30", "wait": "3个月"},
                {"since": "2025-12-20", "until": "2026-03-31", "wait": "90天"},
            ),
            "2026年3月31日",
            "2026年3月31日前还可以补缴，缴了一般要等一段时间才能报",
        ),
        (
            "after_window",
            (
                {"since": "2025-12-20", "until": "2026-06-30", "wait": "3个月"},
                {"since": "2025-12-20", "until": None, "wait": "3个月"},
            ),
            "2025年12月20日",
            "还能不能补缴各地不同，缴了一般要等3个月才能报",
        ),
    ],
)
def test_a_household_insured_in_two_places_is_told_the_day_that_comes_first(
    kind: str, facts: tuple[dict[str, str | None], ...], day: str, says: str
) -> None:
    members: Any = [
        {"id": number, "name": name, "rule": "", "amount": None, **each}
        for number, (name, each) in enumerate(zip(("妈妈", "小宝"), facts, strict=True))
    ]
    due_on = date(2025, 12, 21)
    card = messages.card(
        kind=kind,
        fields={"thing1": "who", "date2": "due"},
        members=members,
        due_on=due_on,
        today=due_on,
        subject="RESIDENT:2026",
    )
    assert card["date2"] == day
    text = messages.inbox(kind=kind, members=members, due_on=due_on, subject="RESIDENT:2026")
    assert says in text["text"]
