"""Questions and answers, words and guides as files: refused in words, loaded once, told, edited."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from rest_framework.test import APIClient

from policies.loading import PolicyFileError, read_folder
from policies.models import (
    Article,
    GuideStep,
    PersonCategory,
    Publication,
    Rule,
    Source,
    Synonym,
    Task,
)
from policies.services import LoadReport, Outcome, load_policies, preview_policies
from tests.policies.desk_staff import change_published, client_of, make_staff

pytestmark = pytest.mark.django_db

HERE = Path(__file__).parent
GAPS, WORDS, PAY = "faq/gaps.yaml", "faq/synonyms.yaml", "guides/pay.yaml"
TASKS, PEOPLE = "、".join(Task.values), "、".join(PersonCategory.values)

# The good file, what is written in it, what stands there instead, and the sentence to be told.
REFUSALS = {
    "topic": (
        GAPS,
        "topic: gaps",
        "topic: weather",
        "topic:不认识“weather”。可以用：paying、gaps、children、elsewhere、aid、family、work、claims、"
        "records、safety、village、basics。",
    ),
    "no review": (GAPS, "next_review_on: 2026-02-28", "", "next_review_on:缺少这个必填的键。"),
    "no answer": (
        GAPS,
        "    answer: 从缴费起先等3个月，多断一年再等1个月。拿不准打12393。\n",
        "",
        "articles[0](GAP-WAIT).answer:缺少这个必填的键。",
    ),
    "unknown key": (
        GAPS,
        "question: 断了两年",
        "ask: 甲\n    question: 断了两年",
        "articles[0](GAP-WAIT).ask:没有这个键。可以用：code、sources、status、checked_on、question、answer、"
        "confidence、region、also_asked、about、scheme、categories、valid_from、valid_to、note、next_review_on。",
    ),
    "long question": (
        GAPS,
        "断了两年要等多久",
        "断" * 60,
        "articles[0](GAP-WAIT).question:确保该变量包含不超过 60 字符 (目前字符数 61)。",
    ),
    "other ways no list": (
        GAPS,
        "[两年没交要等几个月, 断保以后多久能报]",
        "两年没交",
        "articles[0](GAP-WAIT).also_asked:应为列表，例如 [甲， 乙]。",
    ),
    "asked twice": (
        GAPS,
        "断保以后多久能报]",
        "断了两年要等多久？]",
        "articles[0](GAP-WAIT).also_asked:“断了两年要等多久？”写了两次。",
    ),
    "about nothing": (
        GAPS,
        "about: GAP-WAIT",
        "about: GAP-WEIGHT",
        "articles[1](GAP-WAIT-GZ).about:没有编号是 GAP-WEIGHT 的问答。",
    ),
    "about a rule": (
        GAPS,
        "about: GAP-WAIT",
        "about: PW-GZ-2026",
        "articles[1](GAP-WAIT-GZ).about:没有编号是 PW-GZ-2026 的问答。",
    ),
    "about itself": (
        GAPS,
        "question: 断了两年",
        "about: GAP-WAIT\n    question: 断了两年",
        "articles[0](GAP-WAIT).about:不能对应它自己；通用的问答请留空。",
    ),
    "about a local one": (
        GAPS,
        "question: 晚交",
        "about: GAP-WAIT-GZ\n    question: 晚交",
        "articles[2](GAP-LATE).about:GAP-WAIT-GZ 自己也是当地的问答，请写它对应的 GAP-WAIT。",
    ),
    "unknown place": (
        GAPS,
        'region: "440100"',
        'region: "440300"',
        "articles[1](GAP-WAIT-GZ).region:regions.yaml 里没有 440300 这个地区。",
    ),
    "unknown people": (
        GAPS,
        "[ADULT]",
        "[PEOPLE]",
        f"articles[1](GAP-WAIT-GZ).categories[0]:不认识“PEOPLE”。可以用：{PEOPLE}。",
    ),
    "unknown source": (
        GAPS,
        "confidence: A\n    sources: [GZ-2025-1017]",
        "confidence: A\n    sources: [GZ-2025]",
        "articles[0](GAP-WAIT).sources:sources.yaml 里没有 GZ-2025 这个来源。",
    ),
    "unknown trust": (
        GAPS,
        "confidence: A",
        "confidence: S",
        "articles[0](GAP-WAIT).confidence:不认识“S”。可以用：A、B、C、D、U。",
    ),
    "ended before it began": (
        GAPS,
        "valid_from: 2025-01-01",
        "valid_from: 2025-01-01\n    valid_to: 2024-12-31",
        "articles[1](GAP-WAIT-GZ).valid_to:失效日期不能早于生效日期。",
    ),
    "code of a rule": (
        GAPS,
        "code: GAP-WAIT-GZ",
        "code: FR-GZ",
        "articles[1](FR-GZ).code:编号 FR-GZ 已经用过，请换一个。",
    ),
    "one word": (
        WORDS,
        "[多久, 多长时间]",
        "[多久]",
        "synonyms[1](LONG-NAMES).words:至少要写2项。",
    ),
    "a word twice": (
        WORDS,
        "[断缴, 断保, 漏缴]",
        "[断缴, 断保, 断缴]",
        "synonyms[0](GAP-NAMES).words:“断缴”写了两次。",
    ),
    "a word of two groups": (
        WORDS,
        "多长时间]",
        "断保]",
        "synonyms[1](LONG-NAMES).words:“断保”已经写在 GAP-NAMES 里，一个词只能属于一组。",
    ),
    "group in lower case": (
        WORDS,
        "code: LONG-NAMES",
        "code: long",
        "synonyms[1](long).code:编号只用大写字母、数字和连字符。",
    ),
    "instead of nothing": (
        PAY,
        "instead_of: GS-PAY-10",
        "instead_of: GS-PAY-11",
        "guide_steps[1](GS-PAY-20).instead_of:没有编号是 GS-PAY-11 的步骤。",
    ),
    "step without guide": (
        PAY,
        "    task: PAY\n    position: 20",
        "    task: REFUND\n    position: 20",
        "guide_steps[1](GS-PAY-20).task:还没有“退费”的指南，请先写 guides。",
    ),
    "ages reversed": (
        PAY,
        "under_age: 18",
        "under_age: 6",
        "guide_steps[1](GS-PAY-20).under_age:应大于“满几周岁起”。",
    ),
    "long title": (
        PAY,
        "title: 替孩子缴",
        f"title: {'缴' * 41}",
        "guide_steps[1](GS-PAY-20).title:确保该变量包含不超过 40 字符 (目前字符数 41)。",
    ),
    "one of one": (
        PAY,
        "[居住证, 租房合同]",
        "[居住证]",
        "materials[0](MR-PAY).items:材料写法有误，请核对：1.any_of。",
    ),
    "a paper twice": (
        PAY,
        "{name: 居住证明, any_of",
        "{name: 身份证, any_of",
        "materials[0](MR-PAY).items:同一份材料写了两次。",
    ),
    "unknown task": (
        PAY,
        "does: [PAY]",
        "does: [EAT]",
        f"hotlines[0](HL-PAY).does[0]:不认识“EAT”。可以用：{TASKS}。",
    ),
    "letters in a number": (
        PAY,
        '"12366"',
        '"12366转1"',
        "hotlines[0](HL-PAY).number:电话只写数字、空格和连字符，例如：12393。",
    ),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for good in ("good", "content"):
        shutil.copytree(HERE / good, tmp_path, dirs_exist_ok=True)
    return tmp_path


Edit = Callable[[str, str, str], None]


@pytest.fixture
def edit(folder: Path) -> Edit:
    def edit(name: str, before: str, after: str) -> None:
        text = (folder / name).read_text(encoding="utf-8")
        assert text.count(before) == 1, before
        (folder / name).write_text(text.replace(before, after), encoding="utf-8")

    return edit


def load(folder: Path) -> LoadReport:
    return load_policies(read_folder(folder))


def outcomes(report: LoadReport) -> dict[str, Outcome]:
    return {change.code: change.outcome for change in report.changes if change.outcome != "未变"}


@pytest.mark.parametrize("case", REFUSALS)
def test_a_broken_file_is_refused_with_file_key_and_reason(
    case: str, folder: Path, edit: Edit
) -> None:
    name, before, after, sentence = REFUSALS[case]
    edit(name, before, after)
    with pytest.raises(PolicyFileError) as refusal:
        preview_policies(read_folder(folder))
    assert refusal.value.problems == (f"{name}:{sentence}",)


def test_a_second_guide_of_a_task_is_refused_with_both_places(folder: Path) -> None:
    text = (folder / PAY).read_text(encoding="utf-8")
    (folder / "guides/again.yaml").write_text(
        text[: text.index("guide_steps")].replace("GD-PAY", "GD-AGAIN"), encoding="utf-8"
    )
    with pytest.raises(PolicyFileError) as refusal:
        preview_policies(read_folder(folder))
    assert refusal.value.problems == (
        "guides/pay.yaml:guides[0](GD-PAY):与 guides/again.yaml:guides[0](GD-AGAIN) 在同一地区、"
        "同样情形下都已发布，请停用一条，或用生效、失效日期分开。",
    )


def test_loading_again_changes_nothing_and_tells_nobody(folder: Path) -> None:
    assert set(outcomes(load(folder)).values()) == {Outcome.ADDED}
    before = [list(kind._default_manager.values()) for kind in (Article, Synonym, GuideStep)]
    told = Publication.objects.count()
    assert outcomes(load(folder)) == {}
    assert [
        list(kind._default_manager.values()) for kind in (Article, Synonym, GuideStep)
    ] == before
    assert Publication.objects.count() == told


@pytest.mark.parametrize(
    ("code", "name", "field", "file_says"),
    [
        ("GAP-WAIT", GAPS, "answer", ("先等3个月", "先等4个月")),
        ("GS-PAY-20", PAY, "text", ("选“代他人缴费”", "选“替家人缴费”")),
    ],
)
def test_an_edit_made_at_the_desk_survives_the_next_loads(
    folder: Path, edit: Edit, code: str, name: str, field: str, file_says: tuple[str, str]
) -> None:
    load(folder)
    kind: type[Rule] = Article if code == "GAP-WAIT" else GuideStep
    change_published(
        client_of(make_staff("作者", editor="100000")),
        client_of(make_staff("复核", reviewer="100000")),
        kind._default_manager.get(code=code),
        **{field: "拿不准打12393。"},
    )
    edit(name, *file_says)
    assert outcomes(load(folder)) == {code: Outcome.KEPT}
    (in_force,) = kind._default_manager.filter(code__startswith=code, status="published").exclude(
        code="GAP-WAIT-GZ"
    )
    assert (in_force.code, getattr(in_force, field)) == (f"{code}-R2", "拿不准打12393。")


def test_an_edit_of_the_words_survives_the_next_loads(folder: Path, edit: Edit) -> None:
    load(folder)
    Synonym.objects.filter(code="LONG-NAMES").update(words=["多久", "几天"], origin="admin")
    edit(WORDS, "多长时间", "好久")
    assert outcomes(load(folder)) == {"LONG-NAMES": Outcome.KEPT}
    assert Synonym.objects.get(code="LONG-NAMES").words == ["多久", "几天"]


def test_what_files_change_in_an_answer_is_traced_and_told(folder: Path, edit: Edit) -> None:
    load(folder)
    edit(GAPS, "confidence: A", "confidence: B")
    edit(GAPS, "先等3个月", "先等4个月")
    load(folder)
    answer = APIClient().get("/api/v1/regions/440100/changes").json()["results"]
    told = [(each["code"], each["sentence"]) for each in answer if each["kind"] == "常见问答"]
    assert told == [
        (
            "GAP-WAIT",
            "全国常见问答“断了两年要等多久？”有变：可信度由A 官方原文改为B 权威转述；回答有改动。",
        ),
        (
            "GAP-WAIT-GZ",
            "广州市常见问答“广州断了要等多久？”（成年居民）发布：生效日期2025-01-01，主题断缴与等待期。",
        ),
        ("GAP-WAIT", "全国常见问答“断了两年要等多久？”发布：主题断缴与等待期。"),
        ("GAP-LATE", "全国常见问答“晚交要多交钱吗？”发布：主题断缴与等待期。"),
    ]
    history = Article.objects.get(code="GAP-WAIT").history
    assert [(each.history_type, each.confidence) for each in history.all()] == [
        ("~", "B"),
        ("+", "A"),
    ]


def test_what_only_helps_to_find_an_answer_is_no_news(folder: Path, edit: Edit) -> None:
    load(folder)
    told = Publication.objects.count()
    edit(GAPS, "断保以后多久能报", "断保以后几时能报")
    edit(GAPS, "checked_on: 2025-11-01", "checked_on: 2025-11-02")
    assert set(outcomes(load(folder))) == {"GAP-WAIT", "GAP-WAIT-GZ", "GAP-LATE"}
    assert Publication.objects.count() == told
    assert Source.objects.count() == 1
