"""How a thing is done: the guides a resident reads, for one person in one place."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from policies.guides.answers import Person
from policies.guides.selectors import guide_for
from policies.loading import FOLDER, PolicyFiles
from policies.models import (
    Channel,
    Guide,
    GuideStep,
    Hotline,
    MaterialRequirement,
    Rule,
    Scheme,
    ServicePoint,
    Task,
)
from tests.policies.conftest import TODAY
from tests.policies.factories import make_place, make_source

pytestmark = pytest.mark.usefixtures("season")

GUIDES = [
    "register",
    "pay",
    "credential",
    "filing",
    "claim",
    "newborn",
    "flexible",
    "family",
    "repair",
    "agent",
    "report-fraud",
]


def ask(slug: str, **asked: Any) -> dict[str, Any]:
    answer = APIClient().get(f"/api/v1/guides/{slug}", asked)
    assert answer.status_code == 200, answer.content
    found: dict[str, Any] = answer.json()
    return found


def titles(answer: dict[str, Any]) -> list[str]:
    return [step["title"] for step in answer["steps"]]


def papers(answer: dict[str, Any]) -> list[str]:
    return [paper["name"] for listed in answer["materials"] for paper in listed["papers"]]


def save(row: Rule) -> None:
    row.full_clean()
    row.save()
    row.sources.add(make_source())


def facts(region: str, **more: Any) -> dict[str, Any]:
    return {"region": make_place(region), "status": "published", "confidence": "A", **more}


# What the product ships


@pytest.mark.usefixtures("policies")
def test_eleven_things_can_be_looked_up() -> None:
    listed = APIClient().get("/api/v1/guides").json()["results"]
    assert [guide["slug"] for guide in listed] == sorted(
        GUIDES, key=lambda slug: Task.values.index(slug.upper().replace("-", "_"))
    )
    assert all(guide["reviewed_on"] for guide in listed)


@pytest.mark.usefixtures("policies")
@pytest.mark.parametrize("slug", GUIDES)
def test_every_line_of_a_guide_says_where_it_is_from_and_whom_to_call(slug: str) -> None:
    answer = ask(slug, region="440106")
    assert len(answer["steps"]) >= 5
    for line in (*answer["steps"], *answer["materials"], *answer["channels"], *answer["hotlines"]):
        assert line["provenance"]["sources"], line
    assert "12393" in {hotline["number"] for hotline in answer["hotlines"]}
    assert all(channel["official"] for channel in answer["channels"])
    assert "密码" in answer["safety"]


@pytest.mark.usefixtures("policies")
def test_what_nobody_confirms_is_marked_and_the_number_to_call_is_told() -> None:
    answer = ask("agent", region="440100")
    unsure = [step for step in answer["steps"] if step["provenance"]["needs_check"]]
    assert unsure
    assert answer["needs_check"] is True
    assert answer["advice"].startswith("标“待核实”的内容各地不同，办之前请先拨打12393")


@pytest.mark.usefixtures("policies")
def test_all_shipped_rows_of_channels_hotlines_and_papers_are_there() -> None:
    assert Channel.objects.count() == 21
    assert Hotline.objects.count() == 4
    assert {"MR-REG-U18", "MR-REG-NB-GZ", "MR-CHILD-OUT", "MR-HEIR", "MR-FILE-STU"} <= set(
        MaterialRequirement.objects.values_list("code", flat=True)
    )


def test_each_step_belongs_to_a_guide_and_stands_instead_of_a_step_that_exists(
    product_files: PolicyFiles,
) -> None:
    rows = [row.rule for row in product_files.rules.values()]
    steps = {row.code: row for row in rows if isinstance(row, GuideStep)}
    tasks = {row.task for row in rows if isinstance(row, Guide)}
    assert {step.task for step in steps.values()} == tasks
    assert {step.instead_of for step in steps.values()} - {""} <= set(steps)


def test_no_guide_asks_for_a_secret_or_sends_money_anywhere() -> None:
    for path in FOLDER.glob("guides/*.yaml"):
        for step in yaml.safe_load(path.read_text(encoding="utf-8"))["guide_steps"]:
            text = step["text"]
            assert "http" not in text, step["code"]
            for words in ("提供密码", "输入密码", "验证码发", "转账到", "扫码付款", "打钱"):
                assert words not in text, step["code"]


# For whom


@pytest.mark.usefixtures("policies")
@pytest.mark.parametrize(
    ("asked", "brought"),
    [
        ({"category": "ADULT"}, ["身份证", "户口簿"]),
        ({"category": "MINOR", "age": 15}, ["户口簿"]),
        ({"category": "MINOR", "age": 16}, ["户口簿", "身份证"]),
        ({"category": "STUDENT", "age": 10}, ["户口簿"]),
        ({"age": 15}, ["户口簿"]),
        ({"age": 18}, ["身份证", "户口簿"]),
        # On the day: today is 2025-11-20, so the first is 16 today and the second tomorrow.
        ({"born_on": "2009-11-20"}, ["户口簿", "身份证"]),
        ({"born_on": "2009-11-21"}, ["户口簿"]),
        ({"category": "DIBAO"}, ["身份证", "户口簿", "最低生活保障金领取证"]),
        ({"category": "NON_LOCAL"}, ["身份证", "居住证明"]),
    ],
)
def test_the_papers_to_register_depend_on_who_it_is(
    asked: dict[str, Any], brought: list[str]
) -> None:
    listed = ask("register", region="440100", scheme="RESIDENT", **asked)["materials"]
    own = [paper["name"] for one in listed if one["task"] == "REGISTER" for paper in one["papers"]]
    assert own == brought


@pytest.mark.usefixtures("policies")
def test_of_papers_that_serve_alike_one_is_enough() -> None:
    listed = ask("register", region="440100", category="NON_LOCAL")["materials"]
    proof = next(paper for one in listed for paper in one["papers"] if paper["name"] == "居住证明")
    assert proof["any_of"] == ["居住证", "当地认可的其他居住证明"]


@pytest.mark.usefixtures("policies")
def test_an_age_that_is_not_known_leaves_the_condition_on_the_paper() -> None:
    listed = ask("register", region="440100", category="MINOR")["materials"]
    card = next(paper for one in listed for paper in one["papers"] if paper["name"] == "身份证")
    assert card["condition"] == "满16周岁"


@pytest.mark.usefixtures("policies")
@pytest.mark.parametrize(
    ("filing_type", "brought"),
    [
        ("LT_RESIDENT", ["身份凭证", "备案表", "居住认定材料"]),
        ("TMP_REFERRAL", ["身份凭证", "备案表", "转诊证明"]),
        ("TMP_OTHER", ["身份凭证", "备案表"]),
        ("TMP_EMERGENCY", []),
    ],
)
def test_the_papers_for_filing_depend_on_its_type(filing_type: str, brought: list[str]) -> None:
    answer = ask("filing", region="330100", category="ADULT", filing_type=filing_type)
    assert papers(answer) == brought


@pytest.mark.usefixtures("policies")
def test_a_step_for_another_filing_type_is_left_out_and_else_says_for_whom_it_is() -> None:
    referral = "转诊去外地的"
    assert referral in titles(ask("filing", region="330100", filing_type="TMP_REFERRAL"))
    assert referral not in titles(ask("filing", region="330100", filing_type="TMP_OTHER"))
    step = next(
        step for step in ask("filing", region="330100")["steps"] if step["title"] == referral
    )
    assert step["only_for"] == "异地转诊就医人员"


@pytest.mark.usefixtures("policies")
def test_an_employee_reads_other_repairs_than_a_resident() -> None:
    employee = titles(ask("repair", region="440100", scheme="EMPLOYEE"))
    resident = titles(ask("repair", region="440100", scheme="RESIDENT"))
    assert "领失业金期间" in employee
    assert "领失业金期间" not in resident
    assert "要等多久" in resident


# Where


@pytest.mark.usefixtures("policies")
def test_a_city_adds_its_own_step_and_its_districts_read_it_too() -> None:
    own = "广州：用粤医保或国家平台"
    assert own in titles(ask("filing", region="440100"))
    assert own in titles(ask("filing", region="440106"))
    assert own not in titles(ask("filing", region="440300"))


@pytest.mark.usefixtures("policies")
def test_the_nearest_channel_that_does_the_task_comes_first() -> None:
    names = [channel["name"] for channel in ask("pay", region="440106")["channels"]]
    assert set(names[:4]) == {"粤税通", "粤省事", "粤医保", "粤智助自助机"}
    assert not {"穗好办 APP", "支付宝", "京通"} & set(names)


@pytest.mark.usefixtures("policies")
def test_the_services_of_a_place_name_third_parties_as_such() -> None:
    found = APIClient().get("/api/v1/regions/440100/services", {"task": "PAY"}).json()
    alipay = next(channel for channel in found["channels"] if channel["name"] == "支付宝")
    assert alipay["official"] is False
    assert "第三方平台" in alipay["caution"]
    assert found["hotlines"][0]["number"] == "12366"


@pytest.mark.usefixtures("policies")
def test_the_local_rule_stands_beside_the_steps_with_its_source() -> None:
    rules = ask("newborn", region="440100")["rules"]
    days = next(
        value for rule in rules for value in rule["values"] if value["name"] == "within_days"
    )
    assert (days["value"], days["provenance"]["region_code"]) == (180, "440100")
    assert days["provenance"]["sources"]


def test_a_local_step_that_can_be_trusted_stands_instead_of_the_general_one(
    db: None,
) -> None:
    save(Guide(code="GD", **facts("100000"), task="REFUND", title="怎么退费", summary="先问清。"))
    general = {"task": "REFUND", "position": 10, "text": "照办。"}
    save(GuideStep(code="GS-1", **facts("100000"), **general, title="去窗口"))
    local = GuideStep(code="GS-2", **facts("440100"), **general, title="用手机", instead_of="GS-1")
    save(local)

    def steps(region_code: str) -> list[str]:
        answer = guide_for(task="REFUND", region_code=region_code, person=Person(), on=TODAY)
        return [step.title for step in answer.steps]

    assert steps("440100") == ["用手机"]
    assert steps("100000") == ["去窗口"]
    GuideStep.objects.filter(code="GS-2").update(confidence="D")
    assert steps("440100") == ["去窗口", "用手机"]
    GuideStep.objects.filter(code="GS-2").update(status="draft")
    assert steps("440100") == ["去窗口"]


def test_a_service_point_is_told_to_those_of_its_place(db: None) -> None:
    save(
        ServicePoint(
            code="SP", **facts("440100"), name="医保中心", address="某路1号", does=["REGISTER"]
        )
    )
    make_place("440106")
    make_place("440300")

    def points(region: str, task: str) -> list[str]:
        found = APIClient().get(f"/api/v1/regions/{region}/services", {"task": task}).json()
        return [point["address"] for point in found["service_points"]]

    assert points("440106", "REGISTER") == ["某路1号"]
    assert points("440106", "PAY") == []
    assert points("440300", "REGISTER") == []


# Bad questions


@pytest.mark.usefixtures("policies")
@pytest.mark.parametrize(
    ("slug", "asked", "status"),
    [
        ("no-such-guide", {}, 404),
        ("REFUND", {}, 404),
        ("pay", {"region": "999999"}, 404),
        ("pay", {"region": "４４０１００"}, 400),
        ("pay", {"region": "440100\0"}, 400),
        ("pay", {"scheme": "NONE"}, 400),
        ("pay", {"category": "CAT"}, 400),
        ("pay", {"age": "-1"}, 400),
        ("pay", {"age": "9" * 500}, 400),
        ("pay", {"born_on": "2025-11-21"}, 400),
        ("pay", {"born_on": "2025-02-30"}, 400),
    ],
)
def test_a_question_that_makes_no_sense_is_refused(
    slug: str, asked: dict[str, str], status: int
) -> None:
    assert APIClient().get(f"/api/v1/guides/{slug}", asked).status_code == status


@pytest.mark.usefixtures("policies")
def test_a_guide_costs_three_queries_and_is_kept_until_a_policy_is_written(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    version_and_guide, version_alone = 4, 1
    for slug, region in (("agent", "100000"), ("filing", "440106"), ("flexible", "610100")):
        with django_assert_num_queries(version_and_guide):
            first = ask(slug, region=region, scheme=Scheme.RESIDENT)
        with django_assert_num_queries(version_alone):
            assert ask(slug, region=region, scheme=Scheme.RESIDENT) == first
        with django_assert_num_queries(version_and_guide):
            ask(slug, region=region, scheme=Scheme.EMPLOYEE)
    Guide.objects.filter(task="FILING").update(summary="刚刚改过。")
    assert ask("filing", region="440106", scheme=Scheme.RESIDENT)["summary"] == "刚刚改过。"


@pytest.mark.parametrize(
    "items",
    [
        [],
        "身份证",
        [{"name": ""}],
        [{"name": "身份证", "any_of": ["只有一样"]}],
        [{"name": "身份证", "from_age": 121}],
        [{"name": "身份证", "colour": "红"}],
        [{"name": "身份证"}, {"name": "身份证"}],
    ],
)
def test_a_list_of_papers_that_is_not_one_is_refused(items: Any) -> None:
    row = MaterialRequirement(code="MR", task="CLAIM", items=items)
    assert "items" in row.problems()
