"""What the documents promise exists."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest
from django.core.management import get_commands

from tests.conftest import ENVIRONMENT

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
ONLY_FOR_COMPOSE = {"POSTGRES_PASSWORD"}


def settings_read() -> set[str]:
    source = (ROOT / "yibao_project" / "settings.py").read_text()
    return set(re.findall(r"""env\.\w+\(\s*"([A-Z_]+)\"""", source))


def test_the_example_environment_names_every_setting_and_no_other() -> None:
    lines = (ROOT / ".env.example").read_text().splitlines()
    named = {match[1] for line in lines if (match := re.match(r"(?:# )?([A-Z_]+)=", line))}
    assert named - ONLY_FOR_COMPOSE == settings_read()


def test_tests_set_everything_that_a_developers_env_file_could() -> None:
    left = settings_read() - set(ENVIRONMENT)
    assert left == {"DATABASE_URL", "REDIS_URL", "WECHAT_CONNECT_TIMEOUT", "WECHAT_READ_TIMEOUT"}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_command_in_a_document_exists(document: Path) -> None:
    text = document.read_text()
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.M))
    assert set(re.findall(r"(?:^|`| )make ([a-z]+)\b(?! sure)", text, re.M)) <= targets
    assert set(re.findall(r"manage\.py ([a-z_]+)", text)) <= set(get_commands())
    for module in re.findall(r"python -m ([a-z_.]+)", text):
        assert importlib.util.find_spec(module), module


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_and_path_in_a_document_leads_somewhere(document: Path) -> None:
    text = document.read_text()
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text):
        assert (document.parent / target).exists(), target
    for path in re.findall(r"`([\w.-]+(?:/[\w.-]+)*/)`", text):
        assert path.startswith("var/") or (ROOT / path).exists(), path


def test_both_readmes_show_the_same_commands() -> None:
    english, chinese = (
        re.findall(r"`((?:make|WEB_PORT|\.venv)[^`]*)`|^ {4}(make \w+)", path.read_text(), re.M)
        for path in (ROOT / "README.md", ROOT / "README.zh-CN.md")
    )
    assert [a or b for a, b in english] == [a or b for a, b in chinese]
