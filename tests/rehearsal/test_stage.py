"""What a tap on the stage declares."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from accounts.models import Member, User
from policies.models import Region
from rehearsal.demo import OPENID


@pytest.fixture
def newborn(db: None, settings: Any, tmp_path: Path) -> Member:
    settings.REHEARSAL = True
    settings.DEBUG = True
    settings.REHEARSAL_CLOCK = tmp_path / "rehearsal.json"
    home = Region.objects.create(code="440100", name="广州市", level="prefecture")
    return Member.objects.create(
        user=User.objects.create_user("mother", openid=OPENID),
        nickname="小宝",
        relation="child",
        category="NEWBORN",
        region=home,
        born_on=date(2025, 11, 5),
    )


def test_a_newborn_marked_as_paid_owes_neither_its_first_year_nor_the_next(
    client: Client, newborn: Member
) -> None:
    client.post(f"/rehearsal/members/{newborn.pk}/paid")
    paid = newborn.enrolments.exclude(paid_on=None).values_list("coverage_year", flat=True)
    assert set(paid) == {2025, 2026}
    client.post(f"/rehearsal/members/{newborn.pk}/undo")
    assert not newborn.enrolments.exclude(paid_on=None).exists()
