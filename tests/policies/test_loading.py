from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from policies.loading import FOLDER, PolicyFileError, read_folder
from policies.models import (
    DESK_FIELDS,
    RULES,
    Article,
    InheritedRule,
    NewbornRule,
    Region,
    Source,
    Synonym,
    WaitingRule,
)
from policies.services import preview_policies
from policies.shapes import ENTRIES

HERE = Path(__file__).parent
GOOD, BROKEN = HERE / "good", HERE / "broken"

# File, and the sentence it must be refused with.
REFUSALS = {
    "bad_indent": "440100.yaml:第4行：YAML 写法有误，请检查缩进、冒号和引号。",
    "birth_dates": "440100.yaml:contributions[0](CS-GZ-2026).born_before:“出生日期早于”要晚于“出生日期不早于”。",
    "blackouts": '440100.yaml:payment_windows[0](PW-GZ-2026).blackouts:停缴日期要写成月-日成对，例如：[["12-26", "12-31"]]。',
    "care_at_home": "440100.yaml:filing_rules[0](FR-GZ).care_region:就医地就是参保地时不用备案，请留空或选别处。",
    "close_before_open": "440100.yaml:payment_windows[0](PW-GZ-2026).closes_on:截止日期（2025-12-20）早于开始日期（2025-12-21），请核对年份。",
    "control_character": "440100.yaml:含有不能显示的字符，请删去。",
    "details": '440100.yaml:filing_rules[0](FR-GZ).details:请写成标题和内容成对，例如：{"备案到哪里": "备案到地市"}。',
    "duplicate_code": "440100.yaml:payment_windows[1](PW-GZ-2026).code:编号 PW-GZ-2026 已经用过，请换一个。",
    "duplicate_key": "440100.yaml:第7行：“closes_on”写了两次。",
    "empty": "440100.yaml:应为成对的键和值，请检查缩进，也可能文件是空的。",
    "half_payable_days": "440100.yaml:payment_windows[0](PW-GZ-2026).payable_to_day:每月可缴的起日和止日要一起填；每天都能缴就都留空。",
    "includes": '440100.yaml:contributions[0](CS-GZ-2026).includes:请写成名称和内容成对，例如：{"长期护理保险": 30}。',
    "lower_case_code": "440100.yaml:payment_windows[0](pw-gz-2026).code:编号只用大写字母、数字和连字符。",
    "missing_key": "440100.yaml:payment_windows[0](PW-GZ-2026).confidence:缺少这个必填的键。",
    "negative_amount": "440100.yaml:contributions[0](CS-GZ-2026).individual:金额不能是负数。",
    "no_payable_day": "440100.yaml:payment_windows[0](PW-GZ-2026).closes_on:照停缴日期和每月可缴的日子，整个缴费期没有一天能缴，请核对。",
    "no_source": "440100.yaml:payment_windows[0](PW-GZ-2026).sources:至少要写1项。",
    "no_such_day": "440100.yaml:第7行：没有“2025-11-31”这一天。",
    "not_a_list": "440100.yaml:payment_windows[0](PW-GZ-2026).sources:应为列表，例如 [甲， 乙]。",
    "not_a_table": "440100.yaml:payment_windows[0]:应为成对的键和值，请检查缩进，也可能文件是空的。",
    "not_an_amount": "440100.yaml:contributions[0](CS-GZ-2026).individual:金额应为数字，例如 400 或 413.5。",
    "not_true_or_false": "440100.yaml:payment_windows[0](PW-GZ-2026).uniform:应为 true 或 false。",
    "not_utf8": "440100.yaml:文件不是 UTF-8 编码，请另存为 UTF-8。",
    "other_region": "440100.yaml:region:文件名应是 440300.yaml，或改正地区代码。",
    "overlap": "440100.yaml:payment_windows[1](PW-GZ-2026-S):与 440100.yaml:payment_windows[0](PW-GZ-2026) 在同一地区、同样情形下都已发布，请停用一条，或用生效、失效日期分开。",
    "payable_days": "440100.yaml:payment_windows[0](PW-GZ-2026).payable_to_day:每月可缴的日子应在1到31之间，起日不能晚于止日。",
    "quoted_date": "440100.yaml:payment_windows[0](PW-GZ-2026).closes_on:应为日期，写成 2025-12-20，不加引号，也不带时刻。",
    "quoted_number": "440100.yaml:payment_windows[0](PW-GZ-2026).coverage_year:应为整数，不要加引号，例如 2026。",
    "region_code": "regions.yaml:regions[3](44010).code:行政区划代码是六位数字，例如 440100。",
    "region_under_itself": "regions.yaml:100000.parent:全国没有上级，应为 null。",
    "region_without_parent": "regions.yaml:440100.parent:广州市的上级应是文件里的省/自治区。",
    "reversed_validity": "440100.yaml:filing_rules[0](FR-GZ).valid_to:失效日期不能早于生效日期。",
    "source_kind": "sources.yaml:sources[0](GZ-2025-1017).kind:不认识“blog”。可以用：official、official_local、official_mirror、media、aggregator、secondary。",
    "source_url": "sources.yaml:sources[0](GZ-2025-1017).url:请输入合法的URL。",
    "too_long": "440100.yaml:payment_windows[0](PW-GZ-2026).pay_at:确保该变量包含不超过 20 字符 (目前字符数 26)。",
    "too_many_decimals": "440100.yaml:contributions[0](CS-GZ-2026).individual:确认小数不超过 2 位.",
    "trusted_without_amount": "440100.yaml:contributions[0](CS-GZ-2026).individual:可信度 A 的缴费标准发布后会据此提醒，请填写金额；没有查到请选 U。",
    "trusted_without_date": "440100.yaml:payment_windows[0](PW-GZ-2026).closes_on:可信度 A 的缴费期发布后会据此提醒，请填写截止日期；没有查到请选 U。",
    "unfound_with_date": "440100.yaml:payment_windows[0](PW-GZ-2026).closes_on:可信度 U 表示没有查到日期，请留空；若已查到，请改可信度并选来源。",
    "unknown_care_region": "440100.yaml:filing_rules[0](FR-GZ).care_region:regions.yaml 里没有 610100 这个地区。",
    "unknown_choice": "440100.yaml:payment_windows[0](PW-GZ-2026).confidence:不认识“S”。可以用：A、B、C、D、U。",
    "unknown_source": "440100.yaml:payment_windows[0](PW-GZ-2026).sources:sources.yaml 里没有 GZ-2025-1018 这个来源。",
    "unquoted_code": '440100.yaml:region:应为文字，请加引号，例如 "440100"。',
    "wrong_coverage_year": "440100.yaml:payment_windows[0](PW-GZ-2026).opens_on:2025-09-20 与待遇年度 2025 对不上：待遇年度是看病报销的那一年，通常在它前一年的秋天开始缴费。",
    "about_unknown_level": "440100.yaml:reimbursement_tiers[0](RT-GZ).hospital_level:不认识“fourth”。可以用：community、town、city、first、second、third、other。",
    "ceiling_below_deductible": "440100.yaml:reimbursement_tiers[0](RT-GZ).ceiling:封顶线应高于起付线。",
    "confidence_not_a_table": '440100.yaml:waiting_rules[0](WR-GZ).field_confidence:请写成字段名和字母，例如：{"temporary_months": "C"}。',
    "confidence_of_no_letter": "440100.yaml:waiting_rules[0](WR-GZ).field_confidence:“fixed_months”的可信度应是 A、B、C、D 或 U。",
    "days_without_number": "440100.yaml:waiting_rules[0](WR-GZ).wait_days:选了“按天数计”，请填写等待天数。",
    "full_help_with_amount": "440100.yaml:subsidised_participation[0](SP-GZ).individual_pays:全额资助的人个人不用缴，请填0，或改成定额资助。",
    "half_a_pair": "440100.yaml:emergency_filing_rules[0](EF-GZ).unit:填了“入院后几天内备案”，也要填“按什么天数”。",
    "late_from_birth": "440100.yaml:newborn_rules[0](NB-GZ).late_start:超期参保不会从出生之日起享受，请核对。",
    "month_day": "440100.yaml:waiting_rules[0](WR-GZ).late_closes:请写成月-日，例如：06-30。",
    "numbers_reversed": "440100.yaml:lifetime_years[0](LY-GZ).actual_min:“其中实际缴费至少几年”不能小于“其中本地实际缴费至少几年”。",
    "overlap_of_inherited": "440100.yaml:subsidised_participation[1](SP-GZ-O):与 440100.yaml:subsidised_participation[0](SP-GZ) 在同一地区、同样情形下都已发布，请停用一条，或用生效、失效日期分开。",
    "percent_above_hundred": "440100.yaml:incentive_rules[0](IN-GZ).cap_percent:百分数不能超过100。",
    "term_too_long": "440100.yaml:newborn_rules[0](NB-GZ).within_days:不能超过366。",
    "unknown_year": "440100.yaml:subsidy_standards[0](SUB-GZ).notice_year:年份应在2000年到2100年之间。",
    "zero_months": "440100.yaml:filing_rules[0](FR-GZ).temporary_months:月数应在1到120之间。",
}


def folder_with(broken: str, tmp_path: Path) -> Path:
    shutil.copytree(GOOD, tmp_path, dirs_exist_ok=True)
    kind = broken.split("_")[0]
    replaced = {"region": "regions.yaml", "source": "sources.yaml"}.get(kind, "440100.yaml")
    shutil.copy(BROKEN / f"{broken}.yaml", tmp_path / replaced)
    return tmp_path


@pytest.mark.django_db
@pytest.mark.parametrize(("broken", "sentence"), REFUSALS.items(), ids=REFUSALS)
def test_a_broken_file_is_refused_with_file_key_and_reason(
    broken: str, sentence: str, tmp_path: Path
) -> None:
    with pytest.raises(PolicyFileError) as refusal:
        preview_policies(read_folder(folder_with(broken, tmp_path)))
    assert refusal.value.problems == (sentence,)


def test_an_unknown_key_is_refused_with_the_keys_that_may_stand_there(tmp_path: Path) -> None:
    with pytest.raises(PolicyFileError) as refusal:
        read_folder(folder_with("unknown_key", tmp_path))
    (sentence,) = refusal.value.problems
    path, allowed = sentence.split("没有这个键。可以用：")
    assert path == "440100.yaml:payment_windows[0](PW-GZ-2026).close:"
    assert allowed.rstrip("。").split("、") == list(ENTRIES["payment_windows"].model_fields)


@pytest.mark.parametrize(
    ("broken", "key", "kind"),
    [
        ("confidence_of_no_field", "waiting_rules[0](WR-GZ).field_confidence", WaitingRule),
        ("not_inherited_name", "newborn_rules[0](NB-GZ).not_inherited", NewbornRule),
    ],
)
def test_a_field_that_does_not_exist_is_refused_with_those_that_do(
    broken: str, key: str, kind: type[InheritedRule], tmp_path: Path
) -> None:
    with pytest.raises(PolicyFileError) as refusal:
        read_folder(folder_with(broken, tmp_path))
    (sentence,) = refusal.value.problems
    path, allowed = sentence.split("这一项。可以用：")
    assert path.startswith(f"440100.yaml:{key}:没有“")
    assert allowed.rstrip("。").split("、") == list(kind.resolved_fields())


def test_every_broken_file_is_tried() -> None:
    assert {path.stem for path in BROKEN.iterdir()} == {
        *REFUSALS,
        "confidence_of_no_field",
        "not_inherited_name",
        "unknown_key",
    }


def test_all_problems_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    folder_with("quoted_date", tmp_path)
    shutil.copy(BROKEN / "source_url.yaml", tmp_path / "sources.yaml")
    with pytest.raises(PolicyFileError) as refusal:
        read_folder(tmp_path)
    assert refusal.value.problems == (REFUSALS["source_url"], REFUSALS["quoted_date"])


def test_a_folder_without_regions_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PolicyFileError, match=r"里没有 regions\.yaml，请核对目录"):
        read_folder(tmp_path)


def test_the_good_folder_is_good() -> None:
    files = read_folder(GOOD)
    assert list(files.rules) == ["PW-GZ-2026", "CS-GZ-2026", "FR-GZ"]


@pytest.mark.parametrize("kind", ENTRIES)
def test_a_file_may_say_everything_a_table_holds(kind: str) -> None:
    models: dict[str, Any] = {
        "regions": Region,
        "sources": Source,
        "articles": Article,
        "synonyms": Synonym,
        **RULES,
    }
    fields = {field.name for field in models[kind]._meta.concrete_fields}
    written = set(ENTRIES[kind].model_fields) - {"sources"}
    # The place is said once for a whole file; who saved a row and when, and how
    # a name is spelled, is not for files to say.
    said_by_file = {"articles": {"topic", "reference_only", "uniform"}}
    assert fields - {"id", "spellings", *DESK_FIELDS} - written == (
        {"region"} if kind in RULES else said_by_file.get(kind, set())
    )
    assert written <= fields


def test_the_products_own_files_cover_the_places_of_the_first_season() -> None:
    files = read_folder(FOLDER)
    kinds = [row.rule._meta.model_name for row in files.rules.values()]
    assert {kind: kinds.count(kind) for kind in kinds} == {
        "paymentwindow": 20,
        "contribution": 32,
        "filingrule": 13,
        "waitingrule": 11,
        "newbornrule": 9,
        "subsidystandard": 4,
        "participationsubsidy": 17,
        "incentiverule": 6,
        "emergencyfilingrule": 4,
        "reimbursementtier": 28,
        "chronicrule": 4,
        "selectionrule": 4,
        "lifetimeyearsrule": 11,
        "flexiblerule": 7,
        "employeebase": 5,
        "personalaccountrule": 3,
        "refundrule": 1,
        "channelcalendar": 4,
        "channel": 21,
        "hotline": 4,
        "materialrequirement": 17,
        "guide": 11,
        "guidestep": 106,
        "article": 259,
    }


def test_no_source_is_kept_that_no_rule_cites() -> None:
    files = read_folder(FOLDER)
    assert {code for row in files.rules.values() for code in row.sources} == set(files.sources)
