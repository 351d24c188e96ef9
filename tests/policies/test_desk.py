"""No role publishes its own draft or touches another region's row, whatever way is tried."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from policies.desk import passage
from policies.desk.doubts import doubts
from policies.models import PaymentWindow, Publication, Rule
from tests.policies.desk_staff import (
    change_published,
    client_of,
    make_staff,
    open_form,
    page_of,
    seen,
    take_step,
)
from tests.policies.factories import (
    build_window,
    make_contribution,
    make_place,
    make_source,
    make_window,
)
from yibao_project.clock import BEIJING

pytestmark = pytest.mark.django_db

NOON = datetime(2025, 11, 20, 12, tzinfo=BEIJING)


@pytest.fixture
def writer() -> Any:
    return make_staff("小李", editor="440100")


@pytest.fixture
def reviewer() -> Any:
    return make_staff("老王", reviewer="440100")


def a_draft(by: Any, **facts: Any) -> PaymentWindow:
    row = build_window(**{"code": "PW-GZ-2026", "status": "draft", **facts})
    return passage.save_draft(row, sources=[make_source().pk], by=by)


def in_review(by: Any, **facts: Any) -> PaymentWindow:
    return submitted(a_draft(by, **facts), by)


def submitted(row: PaymentWindow, by: Any) -> PaymentWindow:
    row.refresh_from_db()
    return passage.submit(row, by=by, at=NOON, seen=row.updated_at)


def test_a_draft_passes_through_two_persons_to_the_residents(writer: Any, reviewer: Any) -> None:
    draft = a_draft(writer)
    page = take_step(client_of(writer), draft, "submit").content.decode()
    assert "已提交，等另一位同事复核。" in page
    page = take_step(client_of(reviewer), draft, "publish").content.decode()
    assert "已发布" in page
    draft.refresh_from_db()
    assert (draft.status, draft.submitted_by, draft.published_by) == (
        "published",
        writer.pk,
        reviewer.pk,
    )
    told = Publication.objects.get()
    assert told.sentence == (
        "广州市2026年度缴费期（城乡居民医保）发布：开始日期2025-09-20，截止日期2025-12-20，缴费渠道粤税通。"
    )
    assert writer.username not in str(told.__dict__)


def test_residents_see_the_published_row_until_its_revision_is_published(
    writer: Any, reviewer: Any
) -> None:
    old = make_window("PW-GZ-2026")
    take_step(client_of(writer), old, "revise")
    draft = PaymentWindow.objects.get(replaces=old)
    assert (draft.code, draft.closes_on, draft.status) == ("PW-GZ-2026-R2", old.closes_on, "draft")
    old.refresh_from_db()
    assert old.status == "published"
    take_step(client_of(writer), old, "revise")
    assert PaymentWindow.objects.count() == 2

    new = change_published(client_of(writer), client_of(reviewer), old, closes_on="2026-02-28")
    old.refresh_from_db()
    assert (old.status, new.status) == ("retired", "published")
    told = Publication.objects.get()
    assert "截止日期由2025-12-20改为2026-02-28" in told.sentence


def test_a_revision_of_a_later_day_lets_the_old_row_hold_until_then(
    writer: Any, reviewer: Any
) -> None:
    old = make_window("PW-GZ-2026", coverage_year=2026)
    change_published(
        client_of(writer),
        client_of(reviewer),
        old,
        closes_on="2026-02-28",
        valid_from="2025-12-01",
    )
    old.refresh_from_db()
    assert (old.status, old.valid_to) == ("published", date(2025, 11, 30))
    assert "自2025-12-01起" in Publication.objects.get().sentence


def raw_post(client: Client, row: Rule) -> None:
    client.post(
        page_of(row),
        {
            **open_form(client, row),
            "status": "published",
            "published_by": "99",
            "authors": "",
            "origin": "file",
        },
    )


def hand_back(client: Client, row: Rule) -> Any:
    return client.post(
        f"/admin/policies/{row._meta.model_name}/",
        {"action": "return_to_files", "_selected_action": [row.pk]},
    )


OWN_WAYS: dict[str, Callable[[Client, Rule], Any]] = {
    "the button": lambda client, row: take_step(client, row, "publish"),
    "the button after submitting again": lambda client, row: (
        take_step(client, row, "send-back"),
        take_step(client, row, "submit"),
        take_step(client, row, "publish"),
    ),
    "the form with a state of one's own": raw_post,
    "a list action": hand_back,
}


@pytest.mark.parametrize("way", OWN_WAYS)
@pytest.mark.parametrize("who", ["both roles", "superuser"])
def test_nobody_publishes_what_they_had_a_hand_in(way: str, who: str) -> None:
    staff = (
        make_staff("一人", boss="")
        if who == "superuser"
        else make_staff("一人", editor="440100", reviewer="440100")
    )
    row = in_review(staff)
    OWN_WAYS[way](client_of(staff), row)
    row.refresh_from_db()
    assert row.status in ("draft", "review")
    assert row.origin == "admin"


def test_whoever_only_mended_a_word_cannot_publish_either(writer: Any) -> None:
    row = a_draft(writer)
    mender = make_staff("小周", editor="440000", reviewer="440000")
    row.pay_at = "粤省事"
    passage.save_draft(row, sources=["NOTICE"], by=mender, seen=row.updated_at)
    submitted(row, writer)
    with pytest.raises(passage.Refusal, match="您改过或提交过这份草稿"):
        passage.publish(row, by=mender, at=NOON, seen=row.updated_at)


@pytest.mark.django_db(transaction=True)
def test_even_the_database_refuses_a_row_published_by_its_author() -> None:
    make_staff("小李", editor="440100")
    row = make_window(status="review", origin="admin", authors=[7], submitted_by=7)
    for publisher in (7, None):
        with pytest.raises(IntegrityError, match="window_second_person"):
            PaymentWindow.objects.filter(pk=row.pk).update(
                status="published", published_by=publisher
            )


def test_an_editor_without_the_role_cannot_publish(writer: Any) -> None:
    other = make_staff("小陈", editor="440100")
    row = in_review(writer)
    page = take_step(client_of(other), row, "publish").content.decode()
    assert "不在您复核的地区里" in page
    row.refresh_from_db()
    assert row.status == "review"


def test_a_reviewer_publishes_only_what_they_saw(writer: Any, reviewer: Any) -> None:
    row = in_review(writer)
    before = seen(row)
    passage.send_back(row, by=writer, remark="改截止")
    row.refresh_from_db()
    row.closes_on = date(2026, 2, 28)
    passage.save_draft(row, sources=["NOTICE"], by=writer, seen=row.updated_at)
    submitted(row, writer)
    page = client_of(reviewer).post(page_of(row, "step/publish/"), {"seen": before}, follow=True)
    assert "别人改过这条规则" in page.content.decode()
    row.refresh_from_db()
    assert row.status == "review"


def test_what_cannot_be_published_cannot_be_submitted(writer: Any) -> None:
    row = a_draft(writer, closes_on=None)
    page = take_step(client_of(writer), row, "submit").content.decode()
    assert "请填写截止日期；没有查到请选 U。" in page
    make_window("RIVAL", region="440300")
    rival = a_draft(writer, code="SECOND")
    make_window("FIRST")
    with pytest.raises(passage.Refusal, match="已有一条已发布的缴费期"):
        submitted(rival, writer)
    rival.refresh_from_db()
    assert rival.status == "draft"


def test_an_edit_takes_a_row_out_of_review(writer: Any) -> None:
    row = in_review(writer)
    client = client_of(writer)
    client.post(page_of(row), {**open_form(client, row), "closes_on": "2025-12-10"})
    row.refresh_from_db()
    assert (row.status, row.submitted_by, row.closes_on) == ("draft", None, date(2025, 12, 10))


def test_a_draft_comes_back_with_a_word(writer: Any, reviewer: Any) -> None:
    row = in_review(writer)
    take_step(client_of(reviewer), row, "send-back", remark="截止日期看错了")
    assert "退回：截止日期看错了" in client_of(writer).get(page_of(row)).content.decode()


def test_a_published_row_is_taken_out_of_use_with_a_reason(reviewer: Any) -> None:
    row = make_window()
    page = take_step(client_of(reviewer), row, "retire", remark=" ").content.decode()
    assert "请写一句停用的原因" in page
    take_step(client_of(reviewer), row, "retire", remark="通告作废")
    row.refresh_from_db()
    assert row.status == "retired"
    assert Publication.objects.get().event == "ended"


# Another region's rows ------------------------------------------------------------------------


FOREIGN_WAYS: dict[str, Callable[[Client, Rule], Any]] = {
    "page": lambda client, row: client.get(page_of(row)),
    "form": lambda client, row: client.post(page_of(row), {"closes_on": "2025-12-01"}),
    "delete": lambda client, row: client.post(page_of(row, "delete/"), {"post": "yes"}),
    "history": lambda client, row: client.get(page_of(row, "history/")),
    **{
        step: partial(take_step, step=step, remark="x")
        for step in ("submit", "send-back", "publish", "retire", "revise")
    },
    "action": hand_back,
    "bulk delete": lambda client, row: client.post(
        f"/admin/policies/{row._meta.model_name}/",
        {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"},
    ),
}


@pytest.mark.parametrize("status", ["draft", "review", "published"])
@pytest.mark.parametrize("way", FOREIGN_WAYS)
def test_another_regions_row_cannot_be_reached(way: str, status: str) -> None:
    client = client_of(make_staff("广州", editor="440100", reviewer="440100"))
    row = make_window("SECRET-SZ", region="440300", status=status)
    before = PaymentWindow.objects.values().get(pk=row.pk)
    answer = FOREIGN_WAYS[way](client, row)
    assert "SECRET-SZ" not in answer.content.decode()
    assert PaymentWindow.objects.values().get(pk=row.pk) == before
    assert PaymentWindow.objects.count() == 1


def test_lists_and_searches_show_only_ones_own_places() -> None:
    make_window("OWN-GZ")
    make_window("BELOW-TH", region="440106")
    make_window("ABOVE-GD", region="440000", reference_only=True)
    make_window("OTHER-SZ", region="440300")
    client = client_of(make_staff("广州", editor="440100"))
    for query in ("", "?q=2026", "?q=深圳", "?status__exact=published", "?province=44"):
        page = client.get(f"/admin/policies/paymentwindow/{query}").content.decode()
        assert "OTHER-SZ" not in page
        assert "ABOVE-GD" not in page
    page = client.get("/admin/policies/paymentwindow/").content.decode()
    assert "OWN-GZ" in page
    assert "BELOW-TH" in page


def test_places_to_choose_from_are_ones_own() -> None:
    for code in ("440106", "440300"):
        make_place(code)
    client = client_of(make_staff("广州", editor="440100"))
    asked = {"app_label": "policies", "field_name": "region", "term": ""}
    found = client.get("/admin/autocomplete/", {**asked, "model_name": "paymentwindow"}).json()
    assert {each["id"] for each in found["results"]} == {"440100", "440106"}


def test_a_row_cannot_be_written_for_or_moved_to_another_place(writer: Any) -> None:
    row = a_draft(writer)
    client = client_of(writer)
    form = {**open_form(client, row), "region": make_place("440300").pk}
    assert client.post(page_of(row), form).status_code == 200
    del form["seen"]
    answer = client.post("/admin/policies/paymentwindow/add/", {**form, "code": "NEW"})
    assert answer.status_code == 200
    assert [each.region_id for each in PaymentWindow.objects.all()] == ["440100"]
    row.region = make_place("440300")
    with pytest.raises(passage.Refusal, match="深圳市不在您编辑的地区里"):
        passage.save_draft(row, sources=["NOTICE"], by=writer, seen=row.updated_at)


def test_a_reviewer_of_one_place_writes_nothing(reviewer: Any) -> None:
    row = make_window(status="draft")
    client = client_of(reviewer)
    assert client.get("/admin/policies/paymentwindow/add/").status_code == 403
    assert client.post(page_of(row), {"seen": seen(row)}).status_code == 403


def test_whoever_has_no_role_sees_no_desk() -> None:
    row = make_window()
    client = client_of(make_staff("客服"))
    assert client.get("/admin/policies/paymentwindow/").status_code == 403
    assert client.get(page_of(row)).status_code == 403
    assert "缴费期" not in client.get("/admin/").content.decode()


def test_a_source_behind_a_published_rule_stays_as_it_is(writer: Any) -> None:
    make_window()
    client = client_of(writer)
    form = {"title": "换了标题", "kind": "official_local"}
    answer = client.post("/admin/policies/source/NOTICE/change/", form)
    assert answer.status_code == 403
    PaymentWindow.objects.update(status="draft")
    assert client.post("/admin/policies/source/NOTICE/change/", form).status_code == 302


# Two editors at once --------------------------------------------------------------------------


def test_the_slower_of_two_editors_is_shown_what_the_other_changed(writer: Any) -> None:
    row = a_draft(writer)
    one, other = client_of(writer), client_of(make_staff("小周", editor="440100"))
    first, second = open_form(one, row), open_form(other, row)
    assert one.post(page_of(row), {**first, "closes_on": "2026-02-28"}).status_code == 302
    answer = other.post(page_of(row), {**second, "pay_at": "微信"})
    page = answer.content.decode()
    assert "没有保存：您打开之后，小李在" in page
    assert "截止日期：2025-12-20 → 2026-02-28" in page
    assert 'value="微信"' in page
    row.refresh_from_db()
    assert (row.closes_on, row.pay_at) == (date(2026, 2, 28), "粤税通")
    again = other.post(page_of(row), {**second, "pay_at": "微信"})
    assert "没有保存" in again.content.decode()


def test_a_form_that_forgot_what_it_showed_saves_nothing(writer: Any) -> None:
    row = a_draft(writer)
    client = client_of(writer)
    form = open_form(client, row)
    for stale in ("", "yesterday", (NOON - timedelta(days=1)).isoformat()):
        answer = client.post(page_of(row), {**form, "seen": stale, "pay_at": "微信"})
        assert "没有保存" in answer.content.decode()
    row.refresh_from_db()
    assert row.pay_at == "粤税通"


def test_two_drafts_cannot_replace_one_row() -> None:
    row = make_window()
    make_window("R2", status="draft", replaces=row)
    with pytest.raises(IntegrityError, match="window_one_revision"), transaction.atomic():
        make_window("R3", status="review", replaces=row)
    connection.check_constraints()


# History --------------------------------------------------------------------------------------


def test_the_history_tells_who_changed_what_and_restores_it_as_a_draft(
    writer: Any, reviewer: Any
) -> None:
    old = make_window("PW-GZ-2026")
    new = change_published(
        client_of(writer), client_of(reviewer), old, closes_on="2026-02-28", sources=["NOTICE"]
    )
    page = client_of(writer).get(page_of(new, "history/")).content.decode()
    for words in ("发布", "提交复核", "修改草稿", "由 PW-GZ-2026 改起", "小李", "老王"):
        assert words in page
    assert "<td>2025-12-20</td><td>2026-02-28</td>" in page
    first = new.history.last()
    take_step(client_of(writer), new, "restore", version=str(first.history_id))
    draft = PaymentWindow.objects.get(replaces=new.pk)
    assert (draft.closes_on, draft.status, draft.code) == (
        date(2025, 12, 20),
        "draft",
        "PW-GZ-2026-R3",
    )
    assert [source.pk for source in draft.sources.all()] == ["NOTICE"]
    new.refresh_from_db()
    assert new.status == "published"


@pytest.mark.parametrize("version", ["", "0", "x", "99999999"])
def test_a_version_that_never_was_restores_nothing(writer: Any, version: str) -> None:
    row = a_draft(writer)
    page = take_step(client_of(writer), row, "restore", version=version).content.decode()
    assert "没有找到这一版。" in page


def test_a_version_of_another_row_restores_nothing(writer: Any) -> None:
    row, other = a_draft(writer), a_draft(writer, code="OTHER", closes_on=date(2025, 12, 1))
    version = other.history.get()
    take_step(client_of(writer), row, "restore", version=str(version.history_id))
    row.refresh_from_db()
    assert row.closes_on == date(2025, 12, 20)


# Doubts ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "source", "sentence"),
    [
        ({"opens_on": date(2025, 7, 1), "closes_on": date(2026, 3, 31)}, {}, "缴费期长达 274 天"),
        ({}, {"url": ""}, "来源都没有网址"),
        ({}, {"kind": "media"}, "来源里却没有官方发布"),
        ({}, {"published_on": date(2024, 1, 1)}, "早于规则一年以上（2024-01-01）"),
        ({}, {"dated": "2024-06"}, "早于规则一年以上（2024-06-01）"),
        ({}, {"published_on": date(2025, 12, 1)}, "的日期 2025-12-01 在今天以后"),
        ({"closes_on": date(2025, 10, 1)}, {"dated": "2025-11-01"}, "晚于规则结束的 2025-10-01"),
    ],
)
def test_what_looks_wrong_is_asked_about_and_still_saved(
    writer: Any, season: None, facts: Any, source: Any, sentence: str
) -> None:
    make_source(**{"url": "https://www.gz.gov.cn/1", "dated": "2025-10-17", **source})
    row = a_draft(writer, **facts)
    assert sentence in client_of(writer).get(page_of(row)).content.decode()


def test_what_looks_right_is_not_asked_about(writer: Any, season: None) -> None:
    make_source(url="https://www.gz.gov.cn/1", dated="2025-10-17")
    row = a_draft(writer)
    assert "请再看一眼" not in client_of(writer).get(page_of(row)).content.decode()


@pytest.mark.parametrize(
    ("amount", "asked"), [(400, False), (520, False), (521, True), (280, False), (279, True)]
)
def test_an_amount_far_from_last_years_is_asked_about(amount: int, asked: bool) -> None:
    make_contribution("CS-2025", coverage_year=2025, individual=400)
    row = make_contribution("CS-2026", status="draft", individual=Decimal(amount))
    assert any("CS-2025" in doubt for doubt in doubts(row, today=NOON.date())) == asked


def test_only_a_superuser_gives_roles(writer: Any) -> None:
    form = {"user": writer.pk, "role": "reviewer", "region": "440100"}
    assert client_of(writer).post("/admin/policies/deskrole/add/", form).status_code == 403
    boss = client_of(make_staff("主管", boss=""))
    assert boss.post("/admin/policies/deskrole/add/", form).status_code == 302
