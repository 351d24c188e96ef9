"""The world of the policies tests: the product's own files, and Guangzhou's Tianhe district.

The clock stands at 20 November 2025, in the season that collects for 2026.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from datetime import date, datetime

import pytest
import time_machine

from policies.loading import FOLDER, PolicyFiles, read_folder
from policies.models import Region
from policies.services import load_policies
from yibao_project.clock import BEIJING

TODAY = date(2025, 11, 20)


@pytest.fixture
def season() -> Iterator[None]:
    with time_machine.travel(datetime(2025, 11, 20, 9, tzinfo=BEIJING), tick=False):
        yield


@pytest.fixture(scope="session")
def product_files() -> PolicyFiles:
    return read_folder(FOLDER)


@pytest.fixture
def policies(db: None, product_files: PolicyFiles) -> None:
    load_policies(deepcopy(product_files))
    Region.objects.create(code="440106", name="天河区", level="county", parent_id="440100")
    Region.objects.create(code="110105", name="朝阳区", level="county", parent_id="110000")
