"""Questions and answers over the API: found in everyday words, local first, unharmed by nonsense."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.db import connection
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from policies.loading import PolicyFiles
from policies.models import Article, SearchWord, UnansweredQuestion
from policies.search.finding import find_articles
from policies.search.unanswered import without_personal_numbers

pytestmark = pytest.mark.usefixtures("policies", "season")

PHRASINGS = yaml.safe_load((Path(__file__).parent.parent / "search_phrasings.yaml").read_text())
FAQ = "/api/v1/faq"
TODAY = date(2026, 11, 22)


@pytest.fixture
def api() -> APIClient:
    return APIClient()


def ask(api: APIClient, q: str, **asked: Any) -> list[str]:
    answer = api.get(FAQ, {"q": q, **asked})
    assert answer.status_code == 200
    return [each["slug"] for each in answer.json()["results"]]


def found_among_first_three(asked: dict[str, str]) -> bool:
    found = find_articles(question=asked["q"], on=TODAY, limit=3, region_code=asked.get("region"))
    return asked["slug"] in [article.slug for article in found.articles]


@pytest.mark.parametrize(
    ("part", "share"),
    [
        ("tuned", 0.95),
        ("held_back", 0.95),
        ("hard", 0.85),
        ("stories", 0.9),
        ("strangers", 0.9),
        ("newcomers", 0.75),
    ],
)
def test_everyday_phrasings_find_their_answer_among_the_first_three(
    part: str, share: float
) -> None:
    missed = [asked["q"] for asked in PHRASINGS[part] if not found_among_first_three(asked)]
    assert len(PHRASINGS[part]) - len(missed) >= share * len(PHRASINGS[part]), missed


def test_no_phrasing_of_the_set_repeats_an_articles_words() -> None:
    written = {phrasing for article in Article.objects.all() for phrasing in article.phrasings}
    phrasings = [asked["q"] for part in PHRASINGS.values() for asked in part]
    assert len(phrasings) >= 80
    assert written.isdisjoint(phrasings)


def test_an_answer_comes_with_place_trust_and_sources(api: APIClient) -> None:
    body = api.get(FAQ, {"q": "断了两年再交要等多久"}).json()
    first = body["results"][0]
    assert first["slug"] == "gap-two-years"
    assert (first["region"], first["confidence"], first["needs_check"]) == ("100000", "B", False)
    assert first["sources"][0]["number"] == "国办发〔2024〕38号"
    assert "4个月" in first["answer"]
    assert body["suggestions"]
    assert body["message"] == ""


@pytest.mark.parametrize("region", ["440100", "440106"])
def test_the_answer_of_the_askers_own_place_comes_first(api: APIClient, region: str) -> None:
    found = ask(api, "宝宝多久内要上医保", region=region)
    assert found[:2] == ["newborn-days-gz", "newborn-days"]


def test_a_place_named_in_the_question_counts_as_the_askers(api: APIClient) -> None:
    assert ask(api, "成都宝宝多久内要上医保")[0] == "newborn-days-cd"


def test_without_a_place_no_other_places_answer_stands_in(api: APIClient) -> None:
    found = ask(api, "宝宝多久内要上医保", limit=50)
    assert found[0] == "newborn-days"
    assert not {"newborn-days-gz", "newborn-days-cd"} & set(found)


@pytest.mark.parametrize(
    ("q", "slug"),
    [
        ("yibaoma zenme jihuo", "rec-code"),
        ("医保码怎么几活", "rec-code"),
        ("异地备案有效其", "away-how-long"),
        ("新农合和居民医保是不是一回事", "basic-names"),
    ],
)
def test_pinyin_wrong_characters_and_old_names_find_the_answer(
    api: APIClient, q: str, slug: str
) -> None:
    assert slug in ask(api, q)[:3]


@pytest.mark.parametrize(
    "q",
    [
        "护照在哪里办理",
        "明天北京天气怎么样",
        "公积金怎么提取",
        "现在买房首付多少",
        "火车票怎么退",
        "养老金什么时候涨",
        "驾照过期了怎么换",
        "手机话费怎么充",
        "房贷利率是多少",
        "快递丢了怎么办",
        "工资被拖欠怎么办",
        "个人所得税怎么退",
        "宠物狗疫苗接种证",
    ],
)
def test_what_is_none_of_our_matters_gets_the_hotline_instead_of_an_answer(
    api: APIClient, q: str
) -> None:
    body = api.get(FAQ, {"q": q}).json()
    assert body["results"] == []
    assert "12393" in body["message"]
    assert len(body["suggestions"]) <= 5
    assert UnansweredQuestion.objects.filter(count=1).exists()


def test_another_matter_named_beside_ours_is_answered(api: APIClient) -> None:
    assert "work-order" in ask(api, "只交医保不交养老金可以吗")[:3]


@pytest.mark.parametrize(
    "q",
    [
        "？？？！！",
        "%",
        "_",
        "'; DROP TABLE policies_article; --",
        "\\",
        "😀🏥",
        "a | b & !c",
        "''",
        " ",
    ],
)
def test_nonsense_is_answered_without_harm(api: APIClient, q: str) -> None:
    assert api.get(FAQ, {"q": q}).status_code == 200
    assert Article.objects.exists()


@pytest.mark.parametrize(
    "asked",
    [
        {"q": "医" * 101},
        {"q": "医保\x00"},
        {"q": "医保", "region": "广州"},
        {"q": "医保", "region": "44010"},
        {"q": "医保", "topic": "天气"},
        {"q": "医保", "limit": "0"},
        {"q": "医保", "limit": "1000"},
    ],
)
def test_what_cannot_be_meant_is_refused_in_the_one_shape(
    api: APIClient, asked: dict[str, str]
) -> None:
    answer = api.get(FAQ, asked)
    assert answer.status_code == 400
    assert answer.json()["code"] == "invalid"


def test_an_unknown_place_is_not_found(api: APIClient) -> None:
    assert api.get(FAQ, {"q": "医保", "region": "999999"}).status_code == 404


def test_a_topic_is_listed_when_nothing_is_asked(api: APIClient) -> None:
    body = api.get(FAQ, {"topic": "safety", "limit": "50"}).json()
    assert {each["topic"] for each in body["results"]} == {"safety"}
    assert len(body["results"]) == Article.objects.filter(topic="safety").count()


def test_one_article_is_told_by_its_slug_with_related_questions(api: APIClient) -> None:
    body = api.get(f"{FAQ}/pay-when", {"region": "440100"}).json()
    assert body["question"] == "居民医保什么时候交？"
    assert body["related"]
    assert "pay-when" not in [each["slug"] for each in body["related"]]


@pytest.mark.parametrize("slug", ["no-such-article", "PW-GZ-2026-S", "pay-when-"])
def test_an_unknown_slug_is_not_found(api: APIClient, slug: str) -> None:
    assert api.get(f"{FAQ}/{slug}").status_code == 404


def test_a_draft_answers_nobody(api: APIClient) -> None:
    Article.objects.filter(code="PAY-WHEN").update(status="draft")
    assert api.get(f"{FAQ}/pay-when").status_code == 404
    assert "pay-when" not in ask(api, "居民医保什么时候交", limit=50)


def test_more_articles_cost_no_more_queries(
    api: APIClient, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    ask(api, "居民医保什么时候交")  # reads what is kept as long as no policy is written
    with django_assert_num_queries(4):
        ask(api, "宝宝多久内要上医保", region="440100")
    Article.objects.exclude(code__startswith="PAY").update(status="draft")
    with django_assert_num_queries(4):
        ask(api, "居民医保什么时候交", region="440100")


def test_an_edit_is_found_at_once(api: APIClient) -> None:
    article = Article.objects.get(code="SAFE-DATA")
    article.also_asked = ["隐私怎么保护"]
    article.save()
    assert SearchWord.objects.filter(word="隐私").exists()
    assert ask(api, "隐私怎么保护")[0] == "safe-data"


def test_a_question_without_a_clear_answer_is_kept_and_counted(api: APIClient) -> None:
    for _ in range(2):
        api.get(FAQ, {"q": "火星上 有便利店吗？", "region": "440106"})
    kept = UnansweredQuestion.objects.get()
    assert (kept.text, kept.count, kept.region_id) == ("火星上 有便利店吗", 2, "440100")


def test_what_people_wrote_is_sealed_and_counted_on_under_a_new_key(
    api: APIClient, settings: Any
) -> None:
    asked = {"q": "火星上 有便利店吗？", "region": "440106"}
    api.get(FAQ, asked)
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM policies_unansweredquestion")
        assert "火星" not in str(cursor.fetchall())
    settings.TEXT_KEYS = ["new-" + "0" * 40, *settings.TEXT_KEYS]
    api.get(FAQ, asked)
    assert UnansweredQuestion.objects.get().count == 2


def test_a_question_with_a_clear_answer_is_not_kept(api: APIClient) -> None:
    ask(api, "居民医保什么时候交")
    assert not UnansweredQuestion.objects.exists()


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("我是13812345678能报吗", "我是…能报吗"),
        ("138-1234-5678 怎么办", "…怎么办"),
        ("身份证440106199001011234", "身份证…"),
        ("44010619900101123X的人", "…的人"),
        ("１３８１２３４５６７８", "…"),
        ("给a.b@example.com发", "给…发"),
        ("2026年交400元", "2026年交400元"),
    ],
)
def test_numbers_of_a_person_are_struck_out(said: str, kept: str) -> None:
    assert without_personal_numbers(said) == kept


def test_every_doubtful_answer_says_so_and_names_the_hotline(product_files: PolicyFiles) -> None:
    articles = [row.rule for row in product_files.rules.values() if isinstance(row.rule, Article)]
    assert len(articles) >= 120
    for article in articles:
        if article.confidence in ("D", "U"):
            assert "待核实" in article.answer, article.code
            assert "12393" in article.answer, article.code
        assert any(number in article.answer for number in ("12393", "12366", "12345", "96110"))


def test_answers_are_written_with_full_width_punctuation(product_files: PolicyFiles) -> None:
    for row in product_files.rules.values():
        if isinstance(row.rule, Article):
            text = row.rule.question + row.rule.answer
            assert not set(text) & set(',;:?!()"'), row.rule.code
