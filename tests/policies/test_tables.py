"""Tables out to and in from spreadsheets."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.contrib import admin
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from policies.desk import tables
from policies.models import RULES, Contribution, PaymentWindow, Rule
from tests.policies.desk_staff import client_of, make_staff
from tests.policies.factories import make_contribution, make_place, make_source, make_window

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> Any:
    return make_staff("小李", editor="440100")


@pytest.fixture
def desk(editor: Any) -> Client:
    return client_of(editor)


def listing(model: type[Rule]) -> str:
    return f"/admin/policies/{model._meta.model_name}/"


def exported(client: Client, model: type[Rule], query: str = "") -> list[dict[str, Any]]:
    answer = client.get(f"{listing(model)}export/xlsx/{query}")
    assert answer.status_code == 200
    sheet = openpyxl.load_workbook(BytesIO(answer.content)).active
    assert sheet is not None
    head, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in rows]


def workbook(rows: list[dict[str, Any]]) -> SimpleUploadedFile:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(list(rows[0]))
    for row in rows:
        sheet.append(list(row.values()))
    data = BytesIO()
    book.save(data)
    return SimpleUploadedFile("表.xlsx", data.getvalue())


def upload(client: Client, model: type[Rule], file: SimpleUploadedFile) -> Any:
    return client.post(f"{listing(model)}import/", {"file": file})


def confirm(client: Client, model: type[Rule], page: Any) -> Any:
    return client.post(f"{listing(model)}import/", {"token": page.context["token"]}, follow=True)


def test_a_changed_row_of_a_published_rule_becomes_its_revision(desk: Client, editor: Any) -> None:
    row = make_window("PW-GZ-2026", categories=["STUDENT"], blackouts=[["12-26", "12-31"]])
    lines = exported(desk, PaymentWindow)
    assert lines[0]["适用人群"] == "中小学生（在册在校）"
    page = upload(desk, PaymentWindow, workbook([{**lines[0], "截止日期": "2026/2/28"}]))
    text = page.content.decode()
    assert "<del>2025-12-20</del> → <ins>2026-02-28</ins>" in text
    assert [change.label for change in page.context["lines"][0].changes] == ["截止日期"]
    assert PaymentWindow.objects.count() == 1
    text = confirm(desk, PaymentWindow, page).content.decode()
    assert "修改草稿 1 条" in text
    row.refresh_from_db()
    assert (row.closes_on, row.status) == (date(2025, 12, 20), "published")
    draft = PaymentWindow.objects.get(replaces=row)
    assert (draft.status, draft.closes_on, draft.authors, draft.categories) == (
        "draft",
        date(2026, 2, 28),
        [editor.pk],
        ["STUDENT"],
    )
    assert [source.pk for source in draft.sources.all()] == ["NOTICE"]
    assert draft.blackouts == [["12-26", "12-31"]]
    assert draft.history.get().history_change_reason == "从表格导入"


def test_what_goes_out_comes_in_unchanged(desk: Client) -> None:
    make_contribution("CS-GZ", note="=HYPERLINK(1)", also_for=["MINOR"], includes={"长护险": 30})
    make_contribution("CS-TH", region="440106", status="draft", individual=None, confidence="U")
    page = upload(desk, Contribution, workbook(exported(desk, Contribution)))
    assert "没有变化 2 条" in page.content.decode()
    assert page.context.get("token") is None


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_csv_of_excel_is_read_in_either_encoding(desk: Client, encoding: str) -> None:
    row = make_window("PW-GZ-2026", status="draft")
    data = desk.get(f"{listing(PaymentWindow)}export/csv/").content.decode("utf-8-sig")
    changed = data.replace("2025-12-20", "2025-12-10").replace("粤税通", "粤省事")
    file = SimpleUploadedFile("表.csv", changed.encode(encoding))
    confirm(desk, PaymentWindow, upload(desk, PaymentWindow, file))
    row.refresh_from_db()
    assert (row.closes_on, row.pay_at) == (date(2025, 12, 10), "粤省事")


@pytest.mark.parametrize("text", ["=1+1", "+86", "-5", "@SUM(A1)", "\t=1"])
@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_no_cell_is_a_formula(desk: Client, text: str, suffix: str) -> None:
    make_window(note=text, status="draft")
    data = desk.get(f"{listing(PaymentWindow)}export/{suffix}/").content
    if suffix == "csv":
        assert f"'{text}" in data.decode()
    else:
        sheet = openpyxl.load_workbook(BytesIO(data)).active
        assert sheet is not None
        assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {
            "s",
            "inlineStr",
            "n",
            "b",
        }


NEW = {
    "编号": "PW-NEW",
    "地区": "440100",
    "险种": "城乡居民医保",
    "待遇年度": 2026,
    "开始日期": "2025-09-20",
    "截止日期": date(2025, 12, 20),
    "缴费渠道": "粤税通",
    "可信度": "A 官方原文",
    "来源": "NOTICE",
}


def test_a_new_row_becomes_a_draft(desk: Client) -> None:
    make_place("440100")
    make_source()
    page = upload(desk, PaymentWindow, workbook([NEW]))
    assert "新草稿 1 条" in page.content.decode()
    confirm(desk, PaymentWindow, page)
    row = PaymentWindow.objects.get()
    assert (row.code, row.status, row.confidence, row.origin) == ("PW-NEW", "draft", "A", "admin")


@pytest.mark.parametrize(
    ("changes", "column", "sentence"),
    [
        ({"截止日期": "年底"}, "截止日期", "输入一个有效的日期。"),
        ({"截止日期": "2025-09-01"}, "截止日期", "早于开始日期"),
        ({"待遇年度": "明年"}, "待遇年度", "输入整数。"),
        ({"险种": "新农合"}, "险种", "没有“新农合”这个选项，可以填：城乡居民医保"),
        ({"适用人群": "学生、老人"}, "适用人群", "没有“学生”这个选项"),
        ({"地区": "广州"}, "地区", "请填六位行政区划代码"),
        ({"地区": ""}, "地区", "请填六位行政区划代码"),
        ({"来源": "GHOST"}, "来源", "没有来源 GHOST"),
        ({"来源": ""}, "来源", "请填至少一个来源的编号"),
        ({"可信度": ""}, "可信度", "此字段不能为空"),
        ({"全域统一": "也许"}, "全域统一", "请填“是”或“否”"),
        ({"停缴日期": "12-26"}, "停缴日期", "请照导出的样子写"),
        ({"编号": "小写"}, "编号", "编号只用大写字母、数字和连字符。"),
        ({"编号": ""}, "编号", ""),
        ({"缴费渠道": "粤" * 21}, "缴费渠道", "不超过 20 字符"),
    ],
)
def test_each_wrong_cell_is_named_with_its_row(
    desk: Client, changes: dict[str, Any], column: str, sentence: str
) -> None:
    make_place("440100")
    make_source()
    good = {**NEW, "适用人群": "", "全域统一": "", "停缴日期": ""}
    rows = [{**good, "编号": "GOOD"}, {**good, **changes}]
    page = upload(desk, PaymentWindow, workbook(rows))
    (line,) = page.context["lines"]
    assert line.number == 3
    assert column in {column for column, _ in line.errors}
    assert sentence in "".join(sentence for _, sentence in line.errors)
    assert "有 1 行要改，什么都没有保存" in page.content.decode()
    assert page.context.get("token") is None
    assert not PaymentWindow.objects.exists()


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (SimpleUploadedFile("a.xls", b"x"), "只能导入 .xlsx 或 .csv"),
        (SimpleUploadedFile("a.xlsx", b"not a workbook"), "打不开这个文件"),
        (SimpleUploadedFile("a.csv", b"a,b\n1,2\n"), "其中要有“编号”"),
        (SimpleUploadedFile("a.csv", "编号,心情\n1,2\n".encode()), "不认识这些列：心情"),
        (SimpleUploadedFile("a.csv", b"x" * (tables.MOST_BYTES + 1)), "文件太大"),
        (SimpleUploadedFile("a.csv", ("编号\n" + "A\n" * 2001).encode()), "一次最多 2000 行"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_that_is_no_table_is_refused_in_a_sentence(
    desk: Client, file: SimpleUploadedFile, sentence: str
) -> None:
    file.seek(0)
    assert sentence in upload(desk, PaymentWindow, file).content.decode()


def test_another_regions_rows_neither_go_out_nor_come_in(desk: Client) -> None:
    make_window("OWN-GZ")
    foreign = make_window("SECRET-SZ", region="440300", status="draft")
    assert [line["编号"] for line in exported(desk, PaymentWindow)] == ["OWN-GZ"]
    assert exported(desk, PaymentWindow, "?q=SECRET") == []
    boss = client_of(make_staff("主管", boss=""))
    stolen = [line for line in exported(boss, PaymentWindow) if line["编号"] == "SECRET-SZ"]
    for change in ({"截止日期": "2025-12-01"}, {"地区": "440100"}):
        page = upload(desk, PaymentWindow, workbook([{**stolen[0], **change}]))
        assert "属于别的地区，您不能改它。" in page.content.decode()
    page = upload(desk, PaymentWindow, workbook([{**NEW, "地区": "440300"}]))
    assert "深圳市不在您编辑的地区里。" in page.content.decode()
    own = exported(desk, PaymentWindow)[0]
    page = upload(desk, PaymentWindow, workbook([{**own, "地区": "440300"}]))
    assert "不能换地区" in page.content.decode()
    foreign.refresh_from_db()
    assert (foreign.region_id, foreign.closes_on) == ("440300", date(2025, 12, 20))


def test_an_import_publishes_nothing(desk: Client) -> None:
    make_place("440100")
    make_source()
    page = upload(desk, PaymentWindow, workbook([{**NEW, "状态": "已发布"}]))
    confirm(desk, PaymentWindow, page)
    assert PaymentWindow.objects.get().status == "draft"


def test_a_table_exported_before_someone_elses_change_is_refused(desk: Client) -> None:
    row = make_window(status="draft")
    lines = exported(desk, PaymentWindow)
    row.pay_at = "微信"
    row.save()
    for version in (lines[0]["版本"], ""):
        changed = {**lines[0], "截止日期": "2025-12-01", "版本": version}
        page = upload(desk, PaymentWindow, workbook([changed]))
        assert "请重新导出" in page.content.decode()


def test_a_file_confirmed_after_someone_elses_change_saves_nothing(desk: Client) -> None:
    row = make_window(status="draft")
    changed = {**exported(desk, PaymentWindow)[0], "截止日期": "2025-12-01"}
    page = upload(desk, PaymentWindow, workbook([changed]))
    row.pay_at = "微信"
    row.save()
    assert "请重新导出" in confirm(desk, PaymentWindow, page).content.decode()
    row.refresh_from_db()
    assert row.closes_on == date(2025, 12, 20)


def test_a_token_of_someone_else_or_of_long_ago_saves_nothing(desk: Client) -> None:
    page = desk.post(f"{listing(PaymentWindow)}import/", {"token": "made-up"})
    assert "请重新上传" in page.content.decode()


def test_a_reviewer_exports_and_does_not_import() -> None:
    make_window()
    client = client_of(make_staff("老王", reviewer="440100"))
    assert len(exported(client, PaymentWindow)) == 1
    assert client.get(f"{listing(PaymentWindow)}import/").status_code == 403
    nobody = client_of(make_staff("客服"))
    assert nobody.get(f"{listing(PaymentWindow)}export/csv/").status_code == 403


@pytest.mark.parametrize(
    "model", [model for model in RULES.values() if admin.site.is_registered(model)]
)
def test_every_kind_has_a_table(desk: Client, model: type[Rule]) -> None:
    assert exported(desk, model) == []
