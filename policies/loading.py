"""Reads the policy files and refuses what is wrong with file, key, reason and what may stand there.

`sources.yaml` holds where rules were published and `divisions.csv` the places of GB/T 2260;
`regions.yaml` adds what the standard does not say of a place, and codes out of use. Every other
file holds rows of one place and is named by its code: its rules, and in the folder `services` its
channels, hotlines and papers. The folder `guides` has a file for each guide, and `faq` questions
with their answers, a file for each topic, and `synonyms.yaml`. Nothing here touches the database.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import yaml
from django.core.exceptions import ValidationError
from pydantic import ValidationError as ShapeError
from pydantic_core import ErrorDetails

from policies.models import (
    RULES,
    Article,
    FilingRule,
    Guide,
    GuideStep,
    Level,
    Region,
    Rule,
    Source,
    Synonym,
    Task,
)
from policies.shapes import (
    ENTRIES,
    ArticlesFile,
    Entry,
    PlaceFile,
    RegionEntry,
    RegionsFile,
    RuleEntry,
    RulesFile,
    SourcesFile,
    SynonymsFile,
)
from policies.spelling import spellings

Shape = TypeVar("Shape", bound=Entry)
Row = TypeVar("Row")
AnyRule = TypeVar("AnyRule", bound=Rule)

FOLDER = Path(__file__).parent / "data"
DIVISIONS = "divisions.csv"
GUIDES = "guides/"
ABOVE: dict[str, frozenset[str]] = {
    Level.NATION: frozenset(),
    Level.PROVINCE: frozenset({Level.NATION}),
    Level.MUNICIPALITY: frozenset({Level.NATION}),
    Level.PREFECTURE: frozenset({Level.PROVINCE}),
    Level.COUNTY: frozenset({Level.PREFECTURE, Level.PROVINCE, Level.MUNICIPALITY}),
}


class PolicyFileError(Exception):
    """The files say something wrong; `problems` has one sentence for each place to mend."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One rule as the file says it, not yet stored, and the codes of its sources."""

    rule: Rule
    sources: tuple[str, ...]
    at: str


@dataclass(frozen=True, slots=True)
class PolicyFiles:
    regions: Mapping[str, Region]
    sources: Mapping[str, Source]
    rules: Mapping[str, RuleRow]
    synonyms: Mapping[str, Synonym]


@dataclass(slots=True)
class _Reading:
    """What has been read so far, and everything found wrong on the way."""

    regions: dict[str, Region] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    rules: dict[str, RuleRow] = field(default_factory=dict)
    synonyms: dict[str, Synonym] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def read_folder(folder: Path) -> PolicyFiles:
    """Read every policy file of `folder`.

    Raises PolicyFileError with all problems of all files at once, so that one round of mending
    is enough.
    """
    reading = _Reading()
    paths = sorted(folder.rglob("*.yaml"))
    for name in ("regions.yaml", "sources.yaml"):
        if folder / name not in paths:
            raise PolicyFileError([f"{folder} 里没有 {name}，请核对目录。"])
    if (folder / DIVISIONS).exists():
        _read_divisions(folder / DIVISIONS, reading)
    regions = _read_file("regions.yaml", folder, RegionsFile, reading)
    sources = _read_file("sources.yaml", folder, SourcesFile, reading)
    _take_regions(regions, reading)
    _take_sources(sources, reading)
    for path in paths:
        name = path.relative_to(folder).as_posix()
        if name == "faq/synonyms.yaml":
            _take_synonyms(_read_file(name, folder, SynonymsFile, reading), reading)
        elif name.startswith("faq/"):
            _take_articles(name, _read_file(name, folder, ArticlesFile, reading), reading)
        elif name not in ("regions.yaml", "sources.yaml"):
            _take_place(name, _read_file(name, folder, RulesFile, reading), reading)
    if regions and sources:
        _refuse_unknown_codes(reading)
    if reading.problems:
        raise PolicyFileError(reading.problems)
    return PolicyFiles(reading.regions, reading.sources, reading.rules, reading.synonyms)


class _UniqueKeys(yaml.CSafeLoader):
    """YAML that refuses a key written twice and a date that does not exist."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = Counter(key.value for key, _ in node.value)
        for key, _ in node.value:
            if keys[key.value] > 1:
                raise yaml.constructor.ConstructorError(
                    problem=f"“{key.value}”写了两次", problem_mark=key.start_mark
                )
        return super().construct_mapping(node, deep)

    def construct_yaml_timestamp(self, node: yaml.ScalarNode) -> Any:
        try:
            return super().construct_yaml_timestamp(node)
        except ValueError:
            raise yaml.constructor.ConstructorError(
                problem=f"没有“{node.value}”这一天", problem_mark=node.start_mark
            ) from None


_UniqueKeys.add_constructor("tag:yaml.org,2002:timestamp", _UniqueKeys.construct_yaml_timestamp)


def _read_file(name: str, folder: Path, shape: type[Shape], reading: _Reading) -> Shape | None:
    try:
        # The loader above is a SafeLoader.
        content = yaml.load((folder / name).read_text(encoding="utf-8"), _UniqueKeys)  # noqa: S506
        return shape.model_validate(content)
    except UnicodeDecodeError:
        reading.problems.append(f"{name}:文件不是 UTF-8 编码，请另存为 UTF-8。")
    except yaml.MarkedYAMLError as error:
        reading.problems.append(f"{name}:{_where(error)}{_what(error)}。")
    except yaml.YAMLError:
        reading.problems.append(f"{name}:含有不能显示的字符，请删去。")
    except ShapeError as error:
        for detail in error.errors(include_url=False):
            at = _key_path(detail["loc"], content)
            reading.problems.append(f"{name}:{at}{_reason(detail, shape)}")
    return None


def _read_divisions(path: Path, reading: _Reading) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), start=2):
            at = f"{path.name}:第{number}行"
            try:
                entry = RegionEntry.model_validate({**row, "parent": row["parent"] or None})
            except (ShapeError, KeyError):
                reading.problems.append(f"{at}：应是代码、名称、级别、上级四列。")
            else:
                _take_region(entry, at=at, reading=reading)


def _where(error: yaml.MarkedYAMLError) -> str:
    mark = error.problem_mark
    return f"第{mark.line + 1}行：" if mark else ""


def _what(error: yaml.MarkedYAMLError) -> str:
    if isinstance(error, yaml.constructor.ConstructorError) and error.problem:
        return error.problem
    return "YAML 写法有误，请检查缩进、冒号和引号"


def _key_path(loc: Sequence[int | str], content: Any) -> str:
    """The path of keys as people write it, with the code of the row it lies in."""
    text = ""
    for number, part in enumerate(loc):
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
        if number == 1 and isinstance(part, int):
            row = content[loc[0]][part]
            text += f"({row['code']})" if isinstance(row, dict) and "code" in row else ""
    return f"{text}:" if text else ""


REASONS = {
    "bool_type": "应为 true 或 false。",
    "date_type": "应为日期，写成 2025-12-20，不加引号，也不带时刻。",
    "dict_type": "应为成对的键和值。",
    "finite_number": "金额应为数字，例如 400 或 413.5。",
    "int_type": "应为整数，不要加引号，例如 2026。",
    "list_type": "应为列表，例如 [甲， 乙]。",
    "model_type": "应为成对的键和值，请检查缩进，也可能文件是空的。",
    "string_type": '应为文字，请加引号，例如 "440100"。',
}


def _reason(detail: ErrorDetails, shape: type[Entry]) -> str:
    loc, kind = detail["loc"], detail["type"]
    if kind == "missing":
        return "缺少这个必填的键。"
    if kind == "extra_forbidden":
        allowed = ENTRIES[str(loc[0])] if len(loc) > 1 else shape
        return f"没有这个键。可以用：{'、'.join(allowed.model_fields)}。"
    if kind in ("enum", "literal_error"):
        expected = detail["ctx"]["expected"].replace("'", "").replace(" or ", ", ")
        return f"不认识“{detail['input']}”。可以用：{expected.replace(', ', '、')}。"
    if kind == "too_short":
        return f"至少要写{detail['ctx']['min_length']}项。"
    return REASONS.get(kind, detail["msg"])


def _take_regions(file: RegionsFile | None, reading: _Reading) -> None:
    """The places of `regions.yaml`, each in the stead of the standard's row of the same code."""
    entries = file.regions if file else []
    for entry in entries:
        reading.regions.pop(entry.code, None)
    for number, entry in enumerate(entries):
        _take_region(entry, at=f"regions.yaml:regions[{number}]({entry.code})", reading=reading)
    for code, region in reading.regions.items():
        parent = reading.regions.get(region.parent_id or "")
        if (parent.level if parent else None) not in (ABOVE[region.level] or {None}):
            wanted = "、".join(str(Level(level).label) for level in sorted(ABOVE[region.level]))
            reading.problems.append(
                f"regions.yaml:{code}.parent:{region.name}的上级应是文件里的{wanted}。"
                if wanted
                else f"regions.yaml:{code}.parent:全国没有上级，应为 null。"
            )
    if not reading.problems:
        _spell(reading.regions)


def _take_region(entry: RegionEntry, *, at: str, reading: _Reading) -> None:
    region = Region(**entry.model_dump(exclude={"parent"}), parent_id=entry.parent)
    _take(region, reading.regions, entry.code, region, at=at, reading=reading)


def _spell(regions: Mapping[str, Region]) -> None:
    for region in regions.values():
        above = []
        parent = regions.get(region.parent_id or "")
        while parent is not None and parent.level != Level.NATION:
            above.append(parent.name)
            parent = regions.get(parent.parent_id or "")
        region.spellings = spellings([region.name, *region.aliases], above=above)


def _take_sources(file: SourcesFile | None, reading: _Reading) -> None:
    for number, entry in enumerate(file.sources if file else ()):
        at = f"sources.yaml:sources[{number}]({entry.code})"
        source = Source(**entry.model_dump())
        _take(source, reading.sources, entry.code, source, at=at, reading=reading)


def _take_place(name: str, file: PlaceFile | None, reading: _Reading) -> None:
    if file is None:
        return
    if Path(name).stem != file.region and not name.startswith(GUIDES):
        reading.problems.append(f"{name}:region:文件名应是 {file.region}.yaml，或改正地区代码。")
    for kind, entry, at in _rule_entries(name, file):
        rule = _as_rule(kind, entry, file)
        row = RuleRow(rule=rule, sources=tuple(entry.sources), at=at)
        _take(rule, reading.rules, entry.code, row, at=at, reading=reading)


def _take_articles(name: str, file: ArticlesFile | None, reading: _Reading) -> None:
    if file is None:
        return
    for number, entry in enumerate(file.articles):
        at = f"{name}:articles[{number}]({entry.code})"
        values = entry.model_dump(exclude={"sources", "region", "about", "scheme"})
        values["checked_on"] = entry.checked_on or file.checked_on
        values["next_review_on"] = entry.next_review_on or file.next_review_on
        article = Article(
            region_id=entry.region,
            topic=file.topic,
            about_id=entry.about,
            scheme=entry.scheme or "",
            **values,
        )
        row = RuleRow(rule=article, sources=tuple(entry.sources), at=at)
        _take(article, reading.rules, entry.code, row, at=at, reading=reading)


def _take_synonyms(file: SynonymsFile | None, reading: _Reading) -> None:
    groups: dict[str, str] = {}
    for number, entry in enumerate(file.synonyms if file else ()):
        at = f"faq/synonyms.yaml:synonyms[{number}]({entry.code})"
        synonym = Synonym(**entry.model_dump())
        _take(synonym, reading.synonyms, entry.code, synonym, at=at, reading=reading)
        reading.problems += [
            f"{at}.words:“{word}”已经写在 {groups[word]} 里，一个词只能属于一组。"
            for word in entry.words
            if groups.setdefault(word, entry.code) != entry.code
        ]


def _refuse_unknown_codes(reading: _Reading) -> None:
    for row in reading.rules.values():
        places = {"region": row.rule.region_id}
        if isinstance(row.rule, FilingRule) and row.rule.care_region_id:
            places["care_region"] = row.rule.care_region_id
        reading.problems += [
            f"{row.at}.{key}:regions.yaml 里没有 {code} 这个地区。"
            for key, code in places.items()
            if code not in reading.regions
        ]
        reading.problems += [
            f"{row.at}.sources:sources.yaml 里没有 {code} 这个来源。"
            for code in row.sources
            if code not in reading.sources
        ]
        reading.problems += [
            f"{row.at}.{key}:{reason}" for key, reason in _wrong_links(row.rule, reading.rules)
        ]


def _wrong_links(rule: Rule, rows: Mapping[str, RuleRow]) -> Iterator[tuple[str, str]]:
    """The keys by which a row names other rows that are not there or not meant, and why."""
    if isinstance(rule, Article) and rule.about_id:
        general = _row(rows, rule.about_id, Article)
        if general is None:
            yield "about", f"没有编号是 {rule.about_id} 的问答。"
        elif general.about_id not in (None, general.code):
            yield "about", f"{general.code} 自己也是当地的问答，请写它对应的 {general.about_id}。"
    if isinstance(rule, GuideStep):
        if rule.instead_of and _row(rows, rule.instead_of, GuideStep) is None:
            yield "instead_of", f"没有编号是 {rule.instead_of} 的步骤。"
        if rule.task not in {row.rule.task for row in rows.values() if isinstance(row.rule, Guide)}:
            yield "task", f"还没有“{Task(rule.task).label}”的指南，请先写 guides。"


def _row(rows: Mapping[str, RuleRow], code: str, kind: type[AnyRule]) -> AnyRule | None:
    row = rows.get(code)
    return row.rule if row is not None and isinstance(row.rule, kind) else None


def _rule_entries(name: str, file: PlaceFile) -> Iterator[tuple[str, RuleEntry, str]]:
    for kind in RULES:
        entries: list[RuleEntry] = getattr(file, kind)
        for number, entry in enumerate(entries):
            yield kind, entry, f"{name}:{kind}[{number}]({entry.code})"


def _as_rule(kind: str, entry: RuleEntry, file: PlaceFile) -> Rule:
    values = entry.model_dump(exclude={"sources"})
    values["checked_on"] = entry.checked_on or file.checked_on
    if "care_region" in values:
        values["care_region_id"] = values.pop("care_region")
    return RULES[kind](region_id=file.region, **values)


def _take(
    instance: Region | Source | Rule | Synonym,
    known: dict[str, Row],
    code: str,
    row: Row,
    *,
    at: str,
    reading: _Reading,
) -> None:
    """Keep `row` unless its code is taken; the model itself says what is wrong inside it."""
    if code in known:
        reading.problems.append(f"{at}.code:编号 {code} 已经用过，请换一个。")
    known.setdefault(code, row)
    try:
        instance.clean_fields(exclude={"parent", "region", "care_region", "about"})
        instance.clean()
    except ValidationError as error:
        reading.problems += [
            f"{at}.{name}:{sentence}"
            for name, sentences in error.message_dict.items()
            for sentence in sentences
        ]
