from __future__ import annotations

import html
from datetime import date
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils.html import escape
from pytest_django import DjangoAssertNumQueries

from policies.models import (
    INHERITED,
    Contribution,
    FilingRule,
    Holiday,
    InheritedRule,
    PaymentWindow,
    Region,
    Source,
)
from tests.policies.desk_staff import BY_TWO, seen
from tests.policies.factories import (
    make_contribution,
    make_filing_rule,
    make_place,
    make_source,
    make_window,
)


@pytest.fixture
def desk(db: None) -> Client:
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("editor"))
    return client


def url(model: str, page: str = "add/") -> str:
    return f"/admin/policies/{model}/{page}"


def window_form(**changes: Any) -> dict[str, Any]:
    facts = {
        "code": "PW-GZ-2026",
        "region": make_place("440100").pk,
        "scheme": "RESIDENT",
        "coverage_year": "2026",
        "opens_on": "2025-09-20",
        "opens_text": "9月下旬",
        "closes_on": "2025-12-20",
        "blackouts": "",
        "pay_at": "粤税通",
        "confidence": "A",
        "sources": [make_source().pk],
        **changes,
    }
    return {name: value for name, value in facts.items() if value is not None}


def test_a_new_window_is_saved_as_the_admins_own_and_logged(desk: Client) -> None:
    answer = desk.post(url("paymentwindow"), window_form(categories=["STUDENT", "COLLEGE"]))
    assert answer.status_code == 302
    row = PaymentWindow.objects.get()
    assert (row.origin, row.categories, row.closes_on) == (
        "admin",
        ["STUDENT", "COLLEGE"],
        date(2025, 12, 20),
    )
    assert [source.code for source in row.sources.all()] == ["NOTICE"]
    assert LogEntry.objects.get().object_repr == "PW-GZ-2026"


def test_moving_a_close_in_a_draft_makes_the_row_the_admins_own(desk: Client) -> None:
    row = make_window("PW-GZ-2026", status="draft")
    form = window_form(code=None, closes_on="2026-02-28", original_closes_on="2025-12-20")
    form["seen"] = seen(row)
    assert desk.post(url("paymentwindow", f"{row.pk}/change/"), form).status_code == 302
    row.refresh_from_db()
    assert (row.closes_on, row.original_closes_on, row.origin, row.code) == (
        date(2026, 2, 28),
        date(2025, 12, 20),
        "admin",
        "PW-GZ-2026",
    )
    assert "截止日期" in LogEntry.objects.get().get_change_message()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        (
            {"closes_on": "2025-09-19"},
            "截止日期（2025-09-19）早于开始日期（2025-09-20），请核对年份。",
        ),
        ({"coverage_year": "2025"}, "2025-09-20 与待遇年度 2025 对不上"),
        ({"coverage_year": ""}, "请填写待遇年度"),
        ({"payable_from_day": "25", "payable_to_day": "5"}, "起日不能晚于止日"),
        ({"payable_from_day": "1", "payable_to_day": "40"}, "应在1到31之间"),
        ({"payable_from_day": "1"}, "每月可缴的起日和止日要一起填"),
        ({"blackouts": "12-26"}, "看不懂“12-26”，请写成 12-26 至 12-31，一行一段。"),
        ({"blackouts": "02-30 至 03-01"}, "没有2月30日这一天，请改正“02-30 至 03-01”。"),
        ({"blackouts": "09-01 至 12-31"}, "整个缴费期没有一天能缴"),
        ({"confidence": "U"}, "可信度 U 表示没有查到日期，请留空"),
        ({"original_closes_on": "2026-01-01"}, "延期前的截止日期应早于现在的截止日期"),
        ({"late_closes_on": "2025-12-01"}, "补缴截止日期不能早于截止日期。"),
        ({"valid_from": "2026-01-01", "valid_to": "2025-01-01"}, "失效日期不能早于生效日期。"),
        ({"code": "guangzhou 2026"}, "编号只用大写字母、数字和连字符。"),
        ({"pay_at": "粤" * 21}, "不超过 20 字符"),
    ],
)
def test_a_window_that_contradicts_itself_is_refused_with_a_sentence(
    desk: Client, changes: dict[str, Any], sentence: str
) -> None:
    answer = desk.post(url("paymentwindow"), window_form(**changes))
    assert answer.status_code == 200
    assert escape(sentence) in answer.content.decode()
    assert not PaymentWindow.objects.exists()


def test_a_row_of_what_was_not_found_needs_no_dates(desk: Client) -> None:
    form = window_form(confidence="U", opens_on="", closes_on="", opens_text="")
    assert desk.post(url("paymentwindow"), form).status_code == 302


def test_trust_is_chosen_and_never_taken_for_granted(desk: Client) -> None:
    page = desk.get(url("paymentwindow")).content.decode()
    confidence = page[page.index('name="confidence"') :]
    assert confidence.index("请选择") < confidence.index("A 官方原文")
    assert desk.post(url("paymentwindow"), window_form(confidence="")).status_code == 200
    assert not PaymentWindow.objects.exists()


def test_a_window_needs_a_source(desk: Client) -> None:
    assert desk.post(url("paymentwindow"), window_form(sources=[])).status_code == 200
    assert not PaymentWindow.objects.exists()


def test_days_without_payment_are_written_a_span_a_line(desk: Client) -> None:
    form = window_form(blackouts=" 11-30到12-1\n\n12-26 至 12-31 ")
    assert desk.post(url("paymentwindow"), form).status_code == 302
    row = PaymentWindow.objects.get()
    assert row.blackouts == [["11-30", "12-01"], ["12-26", "12-31"]]
    page = desk.get(url("paymentwindow", f"{row.pk}/change/")).content.decode()
    assert "11-30 至 12-01\n12-26 至 12-31</textarea>" in page


def test_saving_a_window_names_those_that_may_change_with_it(desk: Client) -> None:
    published = make_window("PW-GZ-2026", categories=["ADULT"])
    row = make_window("PW-GZ-2026-R2", categories=["ADULT"], status="draft", replaces=published)
    make_window("PW-GZ-2026-S", categories=["STUDENT"])
    make_window("DRAFT", categories=["STUDENT"], status="draft")
    make_window("OTHER-YEAR", coverage_year=2025, opens_on=None, closes_on=None, confidence="U")
    make_window("OTHER-PLACE", region="440300")
    form = window_form(categories=["ADULT"], closes_on="2025-12-10", seen=seen(row))
    page = desk.post(url("paymentwindow", f"{row.pk}/change/"), form, follow=True).content.decode()
    assert "广州市 2026 年度还有 PW-GZ-2026-S，日期如有变化，请一并修改。" in page


def test_saving_the_only_window_of_its_place_names_no_other(desk: Client) -> None:
    page = desk.post(url("paymentwindow"), window_form(), follow=True).content.decode()
    assert "请一并修改" not in page


def test_a_contribution_is_edited_with_the_same_care(desk: Client) -> None:
    form = {
        "code": "CS-GZ-2026",
        "region": make_place("440100").pk,
        "scheme": "RESIDENT",
        "category": "ADULT",
        "also_for": ["MINOR"],
        "coverage_year": "2026",
        "individual": "549.5",
        "includes": '{"长期护理保险": 30}',
        "excludes": "{}",
        "confidence": "A",
        "sources": [make_source().pk],
    }
    assert desk.post(url("contribution"), {**form, "individual": "-1"}).status_code == 200
    assert desk.post(url("contribution"), {**form, "includes": "[1]"}).status_code == 200
    assert desk.post(url("contribution"), {**form, "also_for": ["KING"]}).status_code == 200
    assert not Contribution.objects.exists()
    assert desk.post(url("contribution"), form).status_code == 302
    row = Contribution.objects.get()
    assert (str(row.individual), row.includes, row.also_for) == (
        "549.50",
        {"长期护理保险": 30},
        ["MINOR"],
    )


def test_what_a_filing_rule_leaves_open_stays_open(desk: Client) -> None:
    form = {
        "code": "FR-GZ",
        "region": make_place("440100").pk,
        "temporary_months": "6",
        "needs_filing_emergency": "false",
        "details": "{}",
        "confidence": "A",
        "sources": [make_source().pk],
    }
    assert desk.post(url("filingrule"), form).status_code == 302
    row = FilingRule.objects.get()
    assert row.temporary_months == 6
    assert row.needs_filing_emergency is False
    assert row.needs_filing_other is None
    assert row.both_places is None


def test_a_row_can_be_handed_back_to_the_files(desk: Client) -> None:
    row = make_window(**BY_TWO)
    answer = desk.post(
        url("paymentwindow", ""), {"action": "return_to_files", "_selected_action": [row.pk]}
    )
    assert answer.status_code == 302
    row.refresh_from_db()
    assert row.origin == "file"


def test_only_a_draft_may_be_deleted(desk: Client) -> None:
    draft, published = make_window("DRAFT", status="draft"), make_window("PUBLISHED")
    for row in (draft, published):
        desk.post(url("paymentwindow", f"{row.pk}/delete/"), {"post": "yes"})
    assert [row.code for row in PaymentWindow.objects.all()] == ["PUBLISHED"]


def test_places_are_looked_up_and_never_changed(desk: Client) -> None:
    place = make_place("440100")
    assert desk.get(url("region", f"{place.pk}/change/")).status_code == 200
    assert desk.get(url("region", "?q=广州")).status_code == 200
    assert desk.post(url("region", f"{place.pk}/change/"), {"name": "花城"}).status_code == 403
    assert desk.get(url("region")).status_code == 403
    assert desk.post(url("region", f"{place.pk}/delete/"), {"post": "yes"}).status_code == 403
    assert Region.objects.get(pk="440100").name == "广州市"


def test_a_source_is_added_and_never_removed(desk: Client) -> None:
    form = {"code": "GZ-2026-1", "title": "延期通告", "kind": "official_local"}
    assert desk.post(url("source"), form).status_code == 302
    source = Source.objects.get()
    assert source.origin == "admin"
    assert desk.post(url("source", f"{source.pk}/delete/"), {"post": "yes"}).status_code == 403


def test_a_source_is_found_while_typing(desk: Client) -> None:
    make_source(title="集中参保缴费通告")
    answer = desk.get(
        "/admin/autocomplete/",
        {
            "term": "参保",
            "app_label": "policies",
            "model_name": "paymentwindow",
            "field_name": "sources",
        },
    )
    assert [found["text"] for found in answer.json()["results"]] == ["集中参保缴费通告"]


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?q=广州",
        "?province=44",
        "?checked=stale",
        "?checked=never",
        "?confidence__exact=A&status__exact=published",
        "?province=%27;--&checked=nonsense",
    ],
)
@pytest.mark.parametrize("model", ["paymentwindow", "contribution", "filingrule", "source"])
def test_lists_can_be_searched_and_filtered(desk: Client, model: str, query: str) -> None:
    make_window()
    make_contribution()
    make_filing_rule()
    if model == "source" and ("province" in query or "checked" in query or "status" in query):
        query = ""
    assert desk.get(url(model, query)).status_code == 200


@pytest.mark.parametrize(
    ("model", "make"),
    [
        ("paymentwindow", make_window),
        ("contribution", make_contribution),
        ("filingrule", make_filing_rule),
    ],
)
def test_lists_cost_no_more_queries_for_more_rows(
    desk: Client, model: str, make: Any, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(30):
        make(f"ROW-{number}", status="draft", region=["440100", "440300", "610100"][number % 3])
    with django_assert_max_num_queries(12):
        page = desk.get(url(model, "")).content.decode()
    assert "ROW-29" in page


def test_texts_in_pairs_are_shown_a_line_each(desk: Client) -> None:
    row = make_filing_rule(
        status="draft", details={"急诊": "视同已备案", "住院日期": "以入院日期为准"}
    )
    page = html.unescape(desk.get(url("filingrule", f"{row.pk}/change/")).content.decode())
    assert '"急诊": "视同已备案",\n' in page


def test_the_form_shows_the_last_day_on_which_one_can_really_pay(desk: Client) -> None:
    row = make_window(status="draft", closes_on=date(2025, 12, 31), blackouts=[["12-26", "12-31"]])
    page = desk.get(url("paymentwindow", f"{row.pk}/change/")).content.decode()
    assert "2025-12-25" in page
    assert "例如：粤税通" in page


def test_a_page_that_is_only_read_tells_codes_and_spans_in_words(desk: Client) -> None:
    row = make_window(
        status="published", categories=["ADULT", "ELDER"], blackouts=[["12-26", "12-31"]], **BY_TWO
    )
    page = desk.get(url("paymentwindow", f"{row.pk}/change/")).content.decode()
    assert "成年居民、城乡老年人" in page
    assert "12-26 至 12-31" in page
    assert "不选表示所有人" in page
    assert "ADULT" not in page


@pytest.mark.parametrize("kind", INHERITED.values(), ids=INHERITED)
def test_every_kind_has_its_list_and_its_page(desk: Client, kind: type[InheritedRule]) -> None:
    row = kind(
        code="ROW", region=make_place("440100"), confidence="A", details={"到哪里办": "街道"}
    )
    row.save()
    row.sources.add(make_source())
    name = str(kind._meta.model_name)
    listed = desk.get(url(name, "")).content.decode()
    assert "ROW" in listed
    assert "广州市" in listed
    page = desk.get(url(name, f"{row.pk}/change/")).content.decode()
    for label in kind.resolved_fields().values():
        assert escape(label) in page


def test_a_holiday_can_be_entered(desk: Client) -> None:
    answer = desk.post(url("holiday"), {"day": "2027-02-06", "kind": "holiday", "name": "春节"})
    assert answer.status_code == 302
    assert Holiday.objects.get().name == "春节"
