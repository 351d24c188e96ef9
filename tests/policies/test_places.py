"""All places of the national standard, and how people look for them."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries, DjangoDbBlocker
from rest_framework.test import APIClient

from policies.loading import FOLDER, PolicyFileError, PolicyFiles, read_folder
from policies.management.commands.refresh_divisions import published_divisions
from policies.models import Level, Region
from policies.selectors import find_regions
from policies.services import load_policies
from policies.spelling import short_name
from tests.policies.test_load_policies import GOOD


@pytest.fixture(scope="module")
def every_place() -> PolicyFiles:
    return read_folder(FOLDER)


@pytest.fixture(scope="module")
def standard(
    every_place: PolicyFiles, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """The places in the database, once for all tests of this file."""
    with django_db_blocker.unblock():
        Region.objects.bulk_create(every_place.regions.values())
        yield
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE policies_region CASCADE")


def test_the_standard_is_whole(every_place: PolicyFiles) -> None:
    in_use = [place for place in every_place.regions.values() if place.valid_to is None]
    assert Counter(place.level for place in in_use) == {
        Level.NATION: 1,
        Level.PROVINCE: 30,
        Level.MUNICIPALITY: 4,
        Level.PREFECTURE: 333,
        Level.COUNTY: 2845,
    }


def test_the_file_of_divisions_says_what_its_package_says(every_place: PolicyFiles) -> None:
    stated = {
        (place.code, place.name, place.level, place.parent_id or "")
        for place in every_place.regions.values()
        if place.valid_to is None
    }
    assert stated == set(published_divisions())


def test_a_code_out_of_use_is_not_in_the_standard_and_says_what_became_of_it(
    every_place: PolicyFiles,
) -> None:
    out_of_use = [place for place in every_place.regions.values() if place.valid_to]
    assert {place.code for place in out_of_use}.isdisjoint(row[0] for row in published_divisions())
    assert len(out_of_use) > 20
    for place in out_of_use:
        assert place.note
        successors = [
            other
            for other in every_place.regions.values()
            if place.name in (other.name, *other.aliases) and other.valid_to is None
        ]
        assert successors, place


@pytest.mark.parametrize(
    ("code", "full_name", "is_pooling_area"),
    [
        ("110101", "北京市 东城区", False),
        ("500000", "重庆市", True),
        ("440106", "广东省 广州市 天河区", False),
        ("442000", "广东省 中山市", True),
        ("460400", "海南省 儋州市", True),
        ("429004", "湖北省 仙桃市", True),
        ("659001", "新疆维吾尔自治区 石河子市", True),
        ("320481", "江苏省 常州市 溧阳市", False),
        ("710000", "台湾省", False),
        ("810000", "香港特别行政区", False),
    ],
)
def test_a_place_stands_where_the_standard_puts_it(
    standard: None, db: None, code: str, full_name: str, is_pooling_area: bool
) -> None:
    place = Region.objects.get(pk=code)
    assert (place.full_name, place.is_pooling_area) == (full_name, is_pooling_area)


@pytest.mark.parametrize("code", ["441900", "442000", "460400", "620200"])
def test_four_cities_have_no_counties(standard: None, db: None, code: str) -> None:
    assert find_regions(parent=code, limit=50) == []


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("广州市", "广州"),
        ("单县", "单县"),
        ("沙市区", "沙市"),
        ("城区", "城区"),
        ("神农架林区", "神农架"),
        ("内蒙古自治区", "内蒙古"),
        ("新疆维吾尔自治区", "新疆"),
        ("香港特别行政区", "香港"),
        ("积石山保安族东乡族撒拉族自治县", "积石山"),
        ("双江拉祜族佤族布朗族傣族自治县", "双江"),
        ("东乡族自治县", "东乡"),
        ("鄂温克族自治旗", "鄂温克"),
        ("克孜勒苏柯尔克孜自治州", "克孜勒苏"),
        ("三都水族自治县", "三都"),
    ],
)
def test_a_name_is_shortened_as_people_do(name: str, short: str) -> None:
    assert short_name(name) == short


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("广州", "440100"),
        ("广州市", "440100"),
        ("guangzhou", "440100"),
        ("Guang Zhou", "440100"),
        ("ＧＵＡＮＧＺＨＯＵ", "440100"),
        ("guangzhoushi", "440100"),
        ("羊城", "440100"),
        ("4401", "440100"),
        ("440106", "440106"),
        ("天河", "440106"),
        ("th", "220500"),
        ("广东广州天河", "440106"),
        ("广州天河", "440106"),
        ("广东省 广州市 天河区", "440106"),
        ("guangzhoutianhe", "440106"),
        ("北京", "110000"),
        ("bj", "110000"),
        ("重庆", "500000"),
        ("chongqing", "500000"),
        ("xiamen", "350200"),
        ("luan", "341500"),
        ("bengbu", "340300"),
        ("changzhi", "140400"),
        ("zhangzi", "140428"),
        ("duyun", "522701"),
        ("yueqing", "330382"),
        ("hongtong", "141024"),
        ("shifang", "510682"),
        ("luohe", "411100"),
        ("hunchun", "222404"),
        ("内蒙", "150000"),
        ("黔东南", "522600"),
        ("黔东南州", "522600"),
        ("西双版纳", "532800"),
        ("西咸新区", "610100"),
        ("xixianxinqu", "610100"),
        ("雄安", "130600"),
        ("仙桃", "429004"),
        ("石河子", "659001"),
        ("shz", "659001"),
        ("下城区", "330105"),
        ("渝北", "500157"),
        ("孟津县", "410308"),
    ],
)
def test_a_place_is_found_as_people_write_it(
    standard: None, db: None, text: str, first: str
) -> None:
    assert find_regions(text=text, limit=5)[0].code == first


def test_higher_places_come_before_lower_ones_of_the_same_name(standard: None, db: None) -> None:
    found = [place.full_name for place in find_regions(text="吉林", limit=3)]
    assert found == ["吉林省", "吉林省 吉林市", "吉林省 长春市"]
    names = {place.full_name for place in find_regions(text="朝阳", limit=5)}
    assert {"辽宁省 朝阳市", "北京市 朝阳区", "吉林省 长春市 朝阳区"} <= names


@pytest.mark.parametrize("text", ["zh", "ou"])
def test_few_letters_are_not_looked_for_in_the_middle_of_words(
    standard: None, db: None, text: str
) -> None:
    assert all(f" {text}" in place.spellings for place in find_regions(text=text, limit=50))


@pytest.mark.parametrize("text", ["%", "_", "'", "/", " ", "😀", "\\"])
def test_signs_find_nothing(standard: None, db: None, text: str) -> None:
    assert find_regions(text=text, limit=5) == []


def test_places_are_browsed_from_the_province_down(standard: None, client: APIClient) -> None:
    def below(parent: str, **more: str) -> list[str]:
        answer = client.get("/api/v1/regions", {"parent": parent, **more})
        return [place["name"] for place in answer.json()["results"]]

    assert len(below("100000")) == 34
    assert len(below("500000")) == 37
    assert below("440000")[:2] == ["广州市", "韶关市"]
    assert below("420000", level="county") == ["仙桃市", "潜江市", "天门市", "神农架林区"]
    assert below("440100", q="th") == ["天河区"]


def test_a_code_out_of_use_is_told_but_not_offered(standard: None, client: APIClient) -> None:
    place = client.get("/api/v1/regions/330103").json()
    assert (place["name"], place["valid_to"]) == ("下城区", "2020-12-31")
    assert place["note"] == "2021年并入拱墅区"
    assert find_regions(text="330103", limit=5) == []


def test_a_search_costs_one_query_however_deep_the_places(
    standard: None, db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        assert [place.full_name for place in find_regions(text="an", limit=50)]


@pytest.mark.django_db
def test_all_places_are_loaded_only_once(every_place: PolicyFiles) -> None:
    load_policies(every_place)
    report = load_policies(read_folder(FOLDER))
    assert {change.outcome.name for change in report.changes} == {"SAME"}


def test_a_broken_row_of_the_standard_is_refused_with_its_line(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(GOOD, folder)
    (folder / "divisions.csv").write_text(
        "code,name,level,parent\n440106,天河区,town,440100\n44010,越秀区,county,440100\n",
        encoding="utf-8",
    )
    with pytest.raises(PolicyFileError) as refused:
        read_folder(folder)
    assert refused.value.problems == (
        "divisions.csv:第2行：应是代码、名称、级别、上级四列。",
        "divisions.csv:第3行.code:行政区划代码是六位数字，例如 440100。",
    )
