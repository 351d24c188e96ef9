"""The world of the policies tests: the product's own files, of all places those it speaks of.

The clock stands at 20 November 2025, in the season that collects for 2026.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from datetime import date, datetime

import pytest
import time_machine
from django.apps import apps
from django.db import connection, transaction
from pytest_django import DjangoDbBlocker

from policies.loading import FOLDER, PolicyFiles, read_folder
from policies.models import FilingRule, PolicyVersion, Rule
from policies.services import load_policies
from yibao_project.clock import BEIJING

TODAY = date(2025, 11, 20)
SPOKEN_OF = ("110105", "130800", "410100", "410300", "440106")


@pytest.fixture
def season() -> Iterator[None]:
    with time_machine.travel(datetime(2025, 11, 20, 9, tzinfo=BEIJING), tick=False):
        yield


@pytest.fixture(scope="session")
def product_files() -> PolicyFiles:
    """Without the three thousand counties of which no rule and no test speaks."""
    files = read_folder(FOLDER)
    spoken_of = {*SPOKEN_OF, *(row.rule.region_id for row in files.rules.values())}
    spoken_of |= {code for row in files.rules.values() if (code := care_region_of(row.rule))}
    codes = {above for code in spoken_of for above in path_of(code, files)}
    return replace(files, regions={code: files.regions[code] for code in sorted(codes)})


def care_region_of(rule: Rule) -> str | None:
    return rule.care_region_id if isinstance(rule, FilingRule) else None


def path_of(code: str | None, files: PolicyFiles) -> Iterator[str]:
    while code:
        yield code
        code = files.regions[code].parent_id


@pytest.fixture(scope="session")
def shipped_tables(
    product_files: PolicyFiles, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> list[str]:
    """The tables with a copy, `kept_…`, of the rows that the product ships, loaded once."""
    tables = [
        model._meta.db_table
        for model in apps.get_app_config("policies").get_models(include_auto_created=True)
        if model is not PolicyVersion
    ]
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        load_policies(deepcopy(product_files))
        for table in tables:
            # Made already where a module outside this folder has borrowed this fixture.
            cursor.execute(f"CREATE TABLE IF NOT EXISTS kept_{table} AS TABLE {table}")
        cursor.execute(f"TRUNCATE {', '.join(tables)} CASCADE")
    return tables


@pytest.fixture
def policies(db: None, shipped_tables: list[str]) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        for table in shipped_tables:
            cursor.execute(f"INSERT INTO {table} SELECT * FROM kept_{table}")  # noqa: S608
