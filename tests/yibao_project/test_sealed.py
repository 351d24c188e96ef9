from __future__ import annotations

from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import Member, User
from policies.models import Level, Region
from yibao_project.sealed import NotOurs, seal, unseal

OLD, NEW = "old-" + "0" * 40, "new-" + "0" * 40


@given(words=st.text(st.characters(exclude_categories=["Cs"])))
def test_what_was_sealed_opens_as_it_was(words: str) -> None:
    sealed = seal(words)
    assert unseal(sealed) == words
    assert sealed == seal(words)
    assert not words or sealed != words


@pytest.mark.parametrize("spoilt", ["妈妈", "mother", seal("妈妈")[:-8], "AAAA" + seal("妈妈")[4:]])
def test_what_is_not_ours_is_refused_with_the_cure(spoilt: str) -> None:
    with pytest.raises(NotOurs, match="TEXT_KEYS"):
        unseal(spoilt)


def stored() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nickname FROM accounts_member")
        return str(cursor.fetchone()[0])


@pytest.mark.django_db
def test_a_new_key_takes_over_and_the_old_one_can_go(settings: Any) -> None:
    settings.TEXT_KEYS = [OLD]
    place = Region.objects.create(code="100000", name="全国", level=Level.NATION)
    user = User.objects.create(username="wx-1")
    mother = Member.objects.create(user=user, nickname="妈妈", relation="parent", region=place)
    under_old = stored()

    settings.TEXT_KEYS = [NEW, OLD]
    mother.refresh_from_db()
    assert mother.nickname == "妈妈"
    call_command("reseal")
    call_command("reseal")
    assert stored() != under_old

    settings.TEXT_KEYS = [NEW]
    mother.refresh_from_db()
    assert mother.nickname == "妈妈"
    assert Member.objects.filter(nickname="妈妈").exists()

    settings.TEXT_KEYS = [OLD]
    with pytest.raises(CommandError, match="TEXT_KEYS"):
        call_command("reseal")
