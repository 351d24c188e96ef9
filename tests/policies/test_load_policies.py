from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import ProgrammingError, connection
from pytest_django import DjangoAssertNumQueries

from policies.loading import FOLDER, read_folder
from policies.models import REVIEWED, Contribution, FilingRule, PaymentWindow, Region, Source
from policies.services import load_policies
from tests.policies.desk_staff import BY_TWO
from tests.policies.factories import make_place, make_source, make_window

GOOD = Path(__file__).parent / "good"
BROKEN = Path(__file__).parent / "broken"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(GOOD, tmp_path, dirs_exist_ok=True)
    return tmp_path


@pytest.fixture
def edit(folder: Path) -> Callable[[str, str], None]:
    """Change Guangzhou's file, as someone would who has read a new notice."""

    def edit(before: str, after: str) -> None:
        path = folder / "440100.yaml"
        text = path.read_text(encoding="utf-8")
        assert before in text
        path.write_text(text.replace(before, after), encoding="utf-8")

    return edit


def load(folder: Path, *options: str) -> list[str]:
    out = StringIO()
    call_command("load_policies", "--folder", str(folder), *options, stdout=out)
    return out.getvalue().splitlines()


def in_a_row() -> tuple[int, ...]:
    models = (Region, Source, PaymentWindow, Contribution, FilingRule)
    return tuple(model._default_manager.count() for model in models)


@pytest.mark.django_db
def test_loading_says_what_is_new_and_loading_again_changes_nothing(folder: Path) -> None:
    assert load(folder) == [
        "新增 地区 3 条：100000、440000、440100",
        "新增 政策来源 1 条：GZ-2025-1017",
        "新增 缴费期 1 条：PW-GZ-2026",
        "新增 缴费标准 1 条：CS-GZ-2026",
        "新增 备案规则 1 条：FR-GZ",
        "载入完毕：新增 7，修改 0，未变 0，保留后台修改 0。",
    ]
    before = list(PaymentWindow.objects.values())
    assert load(folder) == ["载入完毕：新增 0，修改 0，未变 7，保留后台修改 0。"]
    assert list(PaymentWindow.objects.values()) == before


@pytest.mark.django_db
def test_a_changed_row_is_told_field_by_field_and_only_it_is_written(
    folder: Path, edit: Callable[[str, str], None]
) -> None:
    load(folder)
    untouched = Contribution.objects.get().updated_at
    edit("closes_on: 2025-12-20", "closes_on: 2025-12-25\n    spill: next_day")
    assert load(folder) == [
        "修改 缴费期 PW-GZ-2026",
        "    截止日期：2025-12-20 → 2025-12-25",
        "    跨年后缴费何时起享受：空 → 缴费次日起",
        "载入完毕：新增 0，修改 1，未变 6，保留后台修改 0。",
    ]
    assert PaymentWindow.objects.get().closes_on == date(2025, 12, 25)
    assert Contribution.objects.get().updated_at == untouched


@pytest.mark.django_db
def test_the_order_of_categories_is_no_difference_and_they_are_told_in_words(
    folder: Path, edit: Callable[[str, str], None]
) -> None:
    line = "    coverage_year: 2026\n    opens_on"
    edit(line, line.replace("    opens", "    categories: [STUDENT, ADULT]\n    opens"))
    load(folder)
    assert PaymentWindow.objects.get().categories == ["ADULT", "STUDENT"]
    edit("[STUDENT, ADULT]", "[ADULT, STUDENT]")
    assert load(folder) == ["载入完毕：新增 0，修改 0，未变 7，保留后台修改 0。"]
    edit("[ADULT, STUDENT]", "[MINOR]\n    blackouts: [['12-26', '12-31']]")
    assert load(folder)[1:3] == [
        "    适用人群：成年居民、中小学生（在册在校） → 未成年人/学龄前儿童",
        "    停缴日期：空 → 12-26 至 12-31",
    ]


@pytest.mark.django_db
def test_a_change_of_sources_alone_is_a_change(
    folder: Path, edit: Callable[[str, str], None]
) -> None:
    load(folder)
    make_source("NOTICE")
    (folder / "sources.yaml").write_text(
        (folder / "sources.yaml").read_text(encoding="utf-8")
        + "  - {code: NOTICE, title: 集中参保缴费通告, kind: official_local}\n",
        encoding="utf-8",
    )
    edit("sources: [GZ-2025-1017]\n\ncontributions", "sources: [NOTICE]\n\ncontributions")
    assert load(folder)[:2] == ["修改 缴费期 PW-GZ-2026", "    来源：GZ-2025-1017 → NOTICE"]
    assert [source.code for source in PaymentWindow.objects.get().sources.all()] == ["NOTICE"]


@pytest.mark.django_db
def test_an_edit_made_in_the_admin_is_kept_and_told(
    folder: Path, edit: Callable[[str, str], None]
) -> None:
    load(folder)
    PaymentWindow.objects.update(closes_on=date(2026, 2, 28), **BY_TWO)
    Source.objects.update(title="延期通告", origin="admin")
    edit("closes_on: 2025-12-20", "closes_on: 2025-12-25")
    assert load(folder) == [
        "保留后台修改 政策来源 GZ-2025-1017",
        "    标题：后台是 延期通告，文件是 关于开展2026年度集中参保缴费工作的通告",
        "保留后台修改 缴费期 PW-GZ-2026",
        "    截止日期：后台是 2026-02-28，文件是 2025-12-25",
        "载入完毕：新增 0，修改 0，未变 5，保留后台修改 2。",
    ]
    assert PaymentWindow.objects.get().closes_on == date(2026, 2, 28)


@pytest.mark.django_db
def test_check_tells_the_same_and_writes_nothing(
    folder: Path, edit: Callable[[str, str], None]
) -> None:
    told = load(folder, "--check")
    assert told[-1] == "核对完毕，没有写入：新增 7，修改 0，未变 0，保留后台修改 0。"
    assert in_a_row() == (0, 0, 0, 0, 0)
    load(folder)
    edit("individual: 549", "individual: 560.5")
    assert "    个人缴费（元）：549.00 → 560.5" in load(folder, "--check")
    assert Contribution.objects.get().individual == 549


@pytest.mark.django_db
def test_check_works_where_nothing_may_be_written(folder: Path) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION READ ONLY")
    assert load(folder, "--check")[-1].startswith("核对完毕")


@pytest.mark.django_db
def test_check_needs_no_tables(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_tables(files: object) -> None:
        raise ProgrammingError('relation "policies_region" does not exist')

    monkeypatch.setattr("policies.management.commands.load_policies.preview_policies", no_tables)
    assert load(folder, "--check") == ["政策文件没有错误。数据库还没有建表，没有比对变化。"]


@pytest.mark.django_db
@pytest.mark.parametrize("options", [(), ("--check",)])
def test_a_broken_file_loads_nothing_of_any_file(folder: Path, options: tuple[str, ...]) -> None:
    shutil.copy(BROKEN / "quoted_date.yaml", folder / "440100.yaml")
    with pytest.raises(CommandError) as refusal:
        load(folder, *options)
    assert refusal.value.returncode == 1
    assert str(refusal.value).splitlines() == [
        "政策文件有 1 处要改，什么都没有写入：",
        "440100.yaml:payment_windows[0](PW-GZ-2026).closes_on:应为日期，写成 2025-12-20，不加引号，也不带时刻。",
    ]
    assert in_a_row() == (0, 0, 0, 0, 0)


@pytest.mark.django_db
@pytest.mark.parametrize("options", [(), ("--check",)])
def test_a_file_that_contradicts_an_edit_of_the_admin_is_refused(
    folder: Path, options: tuple[str, ...]
) -> None:
    make_window("PW-GZ-2026-NEW", categories=["STUDENT"], **BY_TWO)
    with pytest.raises(CommandError, match=r"PW-GZ-2026\):与 PW-GZ-2026-NEW\（数据库里\）"):
        load(folder, *options)
    assert not PaymentWindow.objects.filter(code="PW-GZ-2026").exists()


@pytest.mark.django_db
def test_a_code_cannot_change_its_kind(folder: Path, edit: Callable[[str, str], None]) -> None:
    load(folder)
    edit("code: FR-GZ", "code: CS-GZ-2026-X")
    edit("code: CS-GZ-2026\n", "code: FR-GZ\n")
    with pytest.raises(CommandError, match="编号 FR-GZ 已是一条备案规则，请换一个编号"):
        load(folder)


@pytest.mark.django_db
def test_a_row_that_left_its_file_is_told_and_left_alone(
    folder: Path, edit: Callable[[str, str], None]
) -> None:
    load(folder)
    edit("code: PW-GZ-2026", "code: PW-GZ-2026-A")
    edit(
        "coverage_year: 2026\n    opens_on",
        "coverage_year: 2026\n    categories: [ADULT]\n    opens_on",
    )
    PaymentWindow.objects.update(categories=["STUDENT"])
    told = load(folder)
    assert "文件里已没有（数据库里的未动，要停用请写 status: retired）：PW-GZ-2026" in told
    assert PaymentWindow.objects.count() == 2


@pytest.mark.django_db
def test_a_row_may_be_retired_and_replaced_in_one_load(
    folder: Path, edit: Callable[[str, str], None]
) -> None:
    load(folder)
    edit("code: PW-GZ-2026", "code: PW-GZ-2026-NEW")
    path = folder / "440100.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace(
            "payment_windows:\n",
            """payment_windows:
  - code: PW-GZ-2026
    status: retired
    scheme: RESIDENT
    coverage_year: 2026
    opens_on: 2025-09-20
    closes_on: 2025-12-20
    confidence: A
    sources: [GZ-2025-1017]

""",
        ),
        encoding="utf-8",
    )
    assert load(folder)[-1] == "载入完毕：新增 1，修改 1，未变 6，保留后台修改 0。"
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.django_db
def test_places_made_elsewhere_stay(folder: Path) -> None:
    make_place("440106")
    load(folder)
    assert Region.objects.filter(code="440106").exists()


@pytest.mark.django_db
def test_all_files_load_in_a_fixed_number_of_statements(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    files = read_folder(FOLDER)
    kinds = len({type(row.rule) for row in files.rules.values()})
    reads = 3 + len(REVIEWED)  # and places, sources, synonyms
    # Savepoint, lock, release; ids and rows to be traced of every kind; a write, removal and
    # insertion of sources, their reading, a trace and a telling of each kind that has rows;
    # places, sources, synonyms and the counts of words.
    with django_assert_num_queries(3 + reads + 2 * len(REVIEWED) + 6 * kinds + 4):
        load_policies(files)
    # Nothing to write; the reads now fetch the sources of the rules too.
    with django_assert_num_queries(3 + reads + kinds):
        load_policies(files)
