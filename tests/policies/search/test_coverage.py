"""Every fact of the field has its answer, and the page that says so is up to date."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command

from policies.loading import PolicyFiles
from policies.management.commands.coverage_report import DOCS, Fact, problems, read_facts

COUNTS = {"S0-": 35, "S0-R": 23, "S1-": 21, "S1-R": 36, "S2-": 37, "S2-R": 7, "S3-": 28, "S3-R": 15}


def test_all_facts_are_listed_once() -> None:
    wanted = {
        f"{prefix}{number:02}" for prefix, last in COUNTS.items() for number in range(1, last + 1)
    }
    facts = [fact.code for fact in read_facts(DOCS / "coverage.yaml")]
    assert sorted(facts) == sorted(wanted)
    assert len(facts) == 202


def test_the_page_is_up_to_date_and_its_answers_exist() -> None:
    told = StringIO()
    call_command("coverage_report", check=True, stdout=told)
    assert told.getvalue() == "202 件事都有着落。\n"


@pytest.mark.parametrize(
    ("fact", "sentence"),
    [
        (Fact("X", "无", []), "X：没有答案，也没有说明为什么不收。"),
        (Fact("X", "无", ["faq/no-such"]), "X：没有 faq/no-such。"),
        (Fact("X", "无", ["faq/pw-gz-2026-s"]), "X：没有 faq/pw-gz-2026-s。"),
        (Fact("X", "无", ["rule/PAY-WHEN"]), "X：没有 rule/PAY-WHEN。"),
        (Fact("X", "无", ["rule/GS-PAY-20"]), "X：没有 rule/GS-PAY-20。"),
        (Fact("X", "无", ["guide/CS-CN-2024"]), "X：没有 guide/CS-CN-2024。"),
        (Fact("X", "无", ["api/no-such-route"]), "X：没有 api/no-such-route。"),
    ],
)
def test_a_fact_without_an_answer_is_named(
    product_files: PolicyFiles, fact: Fact, sentence: str
) -> None:
    assert list(problems([fact], product_files)) == [sentence]


def test_a_fact_left_out_with_a_reason_is_in_order(product_files: PolicyFiles) -> None:
    assert not list(problems([Fact("X", "无", [], "原文只有半句")], product_files))
