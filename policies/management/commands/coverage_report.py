"""Write docs/coverage.md: for every fact of the field, who answers it."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from django.core.management.base import BaseCommand, CommandError
from django.urls import URLPattern, get_resolver

from policies.loading import FOLDER, PolicyFiles, read_folder
from policies.models import Article, Content, Rule

DOCS = Path(__file__).resolve().parents[3] / "docs"
HEAD = """# 要点清单

这个领域里人们会遇到的 {total} 件事，每一件由哪条问答、规则、步骤或接口回答；有出入的说法怎样改正，不收的为什么不收。
本页由 `manage.py coverage_report` 从 [coverage.yaml](coverage.yaml) 写成，请改那一份。

| 编号 | 要点 | 由哪里回答 | 改正或说明 |
| --- | --- | --- | --- |
"""


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of the field; `at` are its answers, none where `note` says why it is left out."""

    code: str
    fact: str
    at: Sequence[str]
    note: str = ""


def read_facts(path: Path) -> list[Fact]:
    content: Mapping[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [Fact(code, **said) for code, said in content["facts"].items()]


def problems(facts: Sequence[Fact], files: PolicyFiles) -> Iterator[str]:
    """Facts that nobody answers and nobody explains, and answers that do not exist."""
    for fact in facts:
        if not fact.at and not fact.note:
            yield f"{fact.code}：没有答案，也没有说明为什么不收。"
        for target in fact.at:
            kind, _, name = target.partition("/")
            if not _exists(kind, name, files):
                yield f"{fact.code}：没有 {target}。"


def _exists(kind: str, name: str, files: PolicyFiles) -> bool:
    if kind == "api":
        return name in _route_names()
    row = files.rules.get(name.upper() if kind == "faq" else name)
    return row is not None and _kind(row.rule) == kind


def _kind(rule: Rule) -> str:
    if isinstance(rule, Article):
        return "faq"
    return "guide" if isinstance(rule, Content) else "rule"


def _route_names() -> set[str]:
    included = get_resolver().url_patterns
    routes = [route for each in included for route in getattr(each, "url_patterns", [each])]
    return {str(route.name) for route in routes if isinstance(route, URLPattern)}


def report(facts: Sequence[Fact]) -> str:
    rows = (
        f"| {fact.code} | {fact.fact} | {'、'.join(f'`{each}`' for each in fact.at) or '不收'} | {fact.note} |\n"
        for fact in facts
    )
    return HEAD.format(total=len(facts)) + "".join(rows)


class Command(BaseCommand):
    help = "从 docs/coverage.yaml 写成 docs/coverage.md；--check 只核对，不写。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="有出入时退出码为 1。")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        facts = read_facts(DOCS / "coverage.yaml")
        if found := list(problems(facts, read_folder(FOLDER))):
            raise CommandError("\n".join(found))
        page, text = DOCS / "coverage.md", report(facts)
        if check:
            if not page.exists() or page.read_text(encoding="utf-8") != text:
                raise CommandError(
                    "docs/coverage.md 不是最新的，请运行 manage.py coverage_report。"
                )
        else:
            page.write_text(text, encoding="utf-8")
        self.stdout.write(f"{len(facts)} 件事都有着落。")
