from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reminders import messages
from reminders.messages import MemberFacts

PAYMENT_FIELDS = {
    "thing1": "who",
    "date2": "due",
    "thing3": "amount",
    "thing4": "place",
    "thing5": "tip",
}
FILING_FIELDS = {"thing1": "who", "thing2": "place", "date3": "due", "thing4": "tip"}
DATE = re.compile(r"^\d{4}年\d{1,2}月\d{1,2}日$")


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
        kind=messages.PAYMENT_DEADLINE,
        fields=PAYMENT_FIELDS,
        told=messages.told_of(members),
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
        kind=messages.FILING_EXPIRY,
        fields=FILING_FIELDS,
        told=messages.told_of(twice),
        due_on=date(2025, 12, 20),
        today=date(2025, 12, 13),
        subject="filing",
    )
    assert card["thing1"] == "外婆"
    assert card["thing2"] == "长沙市等2处"


def test_many_names_are_shortened_and_counted() -> None:
    names = ["大外甥女小葡萄", "二外甥女小橘子", "三外甥女小苹果"]
    assert messages.who(tuple(names)) == "大外甥女小葡萄、二外甥女小橘子等3人"


names = st.text(min_size=1, max_size=10)
amounts = st.one_of(st.none(), st.decimals(min_value=0, max_value=999_999, places=2).map(str))
household = st.lists(
    st.builds(
        lambda name, amount, place, confidence: MemberFacts(
            id=1, name=name, rule="R", amount=amount, place=place, confidence=confidence
        ),
        names,
        amounts,
        st.text(max_size=30),
        st.sampled_from("ABC"),
    ),
    min_size=1,
    max_size=20,
)


@given(
    members=household,
    days_left=st.integers(0, 30),
    due_on=st.dates(date(2024, 1, 31), date(2040, 12, 31)),
)
def test_every_field_fits_wechat_whatever_names_and_amounts_occur(
    members: list[MemberFacts], days_left: int, due_on: date
) -> None:
    for kind, fields in (
        (messages.PAYMENT_DEADLINE, PAYMENT_FIELDS),
        (messages.FILING_EXPIRY, FILING_FIELDS),
    ):
        card = messages.card(
            kind=kind,
            fields=fields,
            told=messages.told_of(members),
            due_on=due_on,
            today=due_on - timedelta(days=days_left),
            subject=f"RESIDENT:{due_on.year + 1}",
        )
        for key, value in card.items():
            if key.startswith("thing"):
                assert 1 <= len(value) <= 20, (key, value)
                assert value.strip() == value
                assert value.isprintable()
                assert max(map(ord, value)) <= 0xFFFF
            else:
                assert DATE.match(value)
            assert "http" not in value or "http" in "".join(m["name"] for m in members)


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
    problems = messages.mapping_problems(messages.FILING_EXPIRY, fields)
    assert any(sentence in problem for problem in problems), mistake


def test_a_right_template_mapping_has_no_problems() -> None:
    assert messages.mapping_problems(messages.PAYMENT_DEADLINE, PAYMENT_FIELDS) == []
    assert messages.mapping_problems(messages.FILING_EXPIRY, FILING_FIELDS) == []


def test_the_inbox_tells_what_the_card_had_no_room_for() -> None:
    words = messages.inbox(
        kind=messages.PAYMENT_DEADLINE,
        members=[member("妈妈"), member("小宝", amount="413")],
        due_on=date(2025, 12, 20),
        subject="RESIDENT:2026",
    )
    assert words["title"] == "居民医保 12月20日截止"
    assert "妈妈、小宝还没有缴 2026 年度的居民医保，要缴 2人共962元" in words["text"]
    assert "2025年12月20日 24 点前在粤税通缴" in words["text"]
