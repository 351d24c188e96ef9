"""The public feed of changes, and the lists of what waits."""

from __future__ import annotations

from datetime import date
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from policies.loading import PolicyFiles
from policies.models import Publication
from policies.services import load_policies
from tests.policies.desk_staff import change_published, client_of, make_staff, take_step
from tests.policies.factories import make_place, make_source, make_window

pytestmark = pytest.mark.django_db

GUANGZHOU = "/api/v1/regions/440100/changes"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def staff() -> tuple[Client, Client]:
    return (
        client_of(make_staff("作者某", editor="100000")),
        client_of(make_staff("复核某", reviewer="100000")),
    )


def test_a_published_change_is_told_with_its_notice_and_never_with_its_editors(
    staff: tuple[Client, Client],
) -> None:
    make_source(url="https://www.gz.gov.cn/1", issuer="广州市医保局", dated="2025-10-17")
    row = make_window("PW-GZ-2026")
    change_published(*staff, row, closes_on="2026-02-28", valid_from="2025-12-01")
    (told,) = APIClient().get(GUANGZHOU).json()["results"]
    assert told["sentence"] == (
        "广州市2026年度缴费期（城乡居民医保）有变，自2025-12-01起："
        "截止日期由2025-12-20改为2026-02-28。"
    )
    assert told["takes_effect_on"] == "2025-12-01"
    assert told["sources"][0]["url"] == "https://www.gz.gov.cn/1"
    assert told["fields_changed"] == [
        {"item": "截止日期", "before": "2025-12-20", "after": "2026-02-28"}
    ]
    feed = APIClient().get(f"{GUANGZHOU}.atom", headers={"accept": "application/atom+xml"})
    assert feed["Content-Type"] == "application/atom+xml; charset=utf-8"
    entry = ElementTree.fromstring(feed.content).find(f"{ATOM}entry")  # noqa: S314  our own
    assert entry is not None
    assert entry.findtext(f"{ATOM}title") == told["sentence"]
    for public in (APIClient().get(GUANGZHOU), feed):
        assert "作者某" not in public.content.decode()
        assert "复核某" not in public.content.decode()


def test_only_what_was_published_is_told(staff: tuple[Client, Client]) -> None:
    writer, _ = staff
    row = make_window("PW-GZ-2026")
    take_step(writer, row, "revise")
    draft = row.revisions.get()
    take_step(writer, draft, "submit")
    assert APIClient().get(GUANGZHOU).json()["results"] == []


def test_a_place_hears_of_itself_and_of_those_above(staff: tuple[Client, Client]) -> None:
    make_place("440106")
    for code, region in (("GD", "440000"), ("GZ", "440100"), ("SZ", "440300")):
        draft = make_window(code, region=region, status="draft")
        for client, step in zip(staff, ("submit", "publish"), strict=True):
            take_step(client, draft, step)

    def heard(place: str) -> list[str]:
        results = APIClient().get(f"/api/v1/regions/{place}/changes").json()["results"]
        return [told["region_code"] for told in results]

    assert heard("440106") == ["440100", "440000"]
    assert heard("440300") == ["440300", "440000"]
    assert heard("440000") == ["440000"]


def test_the_feed_goes_on_from_page_to_page_at_a_fixed_cost(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    place = make_place("440100")
    for number in range(7):
        Publication.objects.create(
            region=place, kind="缴费期", code="PW", event="added", sentence=f"第{number}条"
        )
    with django_assert_num_queries(2):
        page = APIClient().get(GUANGZHOU, {"page_size": 4}).json()
    rest = APIClient().get(page["next"]).json()
    told = [each["sentence"] for each in page["results"] + rest["results"]]
    assert told == [f"第{number}条" for number in reversed(range(7))]


@pytest.mark.parametrize("code", ["999999", "44010", "abc", "%00", "４４０１００"])
@pytest.mark.parametrize("suffix", ["", ".atom"])
def test_a_place_that_is_none_has_no_feed(code: str, suffix: str) -> None:
    answer = APIClient().get(f"/api/v1/regions/{code}/changes{suffix}")
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_a_load_tells_once_what_it_brought(product_files: PolicyFiles) -> None:
    load_policies(product_files)
    first = Publication.objects.count()
    assert first > 50
    assert Publication.objects.filter(code="PW-GZ-2026-O").count() == 1


# What waits -----------------------------------------------------------------------------------


def test_the_desk_shows_what_waits_and_what_is_missing(season: None) -> None:
    reviewer = make_staff("老王", reviewer="440000", editor="440000")
    writer = make_staff("小李", editor="440100")
    row = make_window("PW-GZ-2026-NEW", status="draft", confidence="A")
    take_step(client_of(writer), row, "submit")
    make_window("OLD-SZ", region="440300", coverage_year=2025, opens_on=None, closes_on=None)
    unknown: dict[str, Any] = {"opens_on": None, "closes_on": None, "confidence": "U"}
    make_window("NOT-FOUND-SZ", region="440300", checked_on=date(2025, 11, 1), **unknown)
    make_window("SECRET-XA", region="610100", checked_on=date(2020, 1, 1))
    page = client_of(reviewer).get("/admin/desk/")
    text = page.content.decode()
    assert [each[0].code for each in page.context["to_review"]] == ["PW-GZ-2026-NEW"]
    assert "有 1 份草稿等您复核" in client_of(reviewer).get("/admin/").content.decode()
    assert [(label, count) for label, count, _ in page.context["unchecked"]] == [("缴费期", 1)]
    missing = page.context["missing"]
    assert (missing.year, [place.code for place in missing.places]) == (2026, ["440300", "440100"])
    assert "（上年有）" in text
    assert "西安" not in text
    assert "SECRET-XA" not in text
    own = client_of(writer).get("/admin/desk/")
    assert [each[0].code for each in own.context["own_drafts"]] == ["PW-GZ-2026-NEW"]
    assert own.context["to_review"] == []


def test_a_list_leads_to_the_rows_it_counts(season: None) -> None:
    boss = client_of(make_staff("主管", boss=""))
    make_window("STALE", checked_on=date(2025, 8, 1))
    make_window("NEVER", region="440300")
    make_window("FRESH", region="610100", checked_on=date(2025, 11, 1))
    ((_, count, link),) = boss.get("/admin/desk/").context["unchecked"]
    page = boss.get(link).content.decode()
    assert count == 2
    assert ("STALE" in page, "NEVER" in page, "FRESH" in page) == (True, True, False)


def test_whoever_has_no_role_has_no_desk() -> None:
    client = client_of(make_staff("客服"))
    assert client.get("/admin/desk/").status_code == 403
    assert "打开编辑台" not in client.get("/admin/").content.decode()


def test_a_form_of_every_kind_opens(db: None) -> None:
    from policies.models import RULES

    boss = client_of(make_staff("主管", boss=""))
    answers: dict[str, Any] = {
        kind: boss.get(f"/admin/policies/{model._meta.model_name}/add/").status_code
        for kind, model in RULES.items()
    }
    assert set(answers.values()) == {200}, answers
