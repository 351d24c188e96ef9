"""Staff at the editing desk, and the ways they go."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.test import Client

from policies.models import DeskRole, Rule
from tests.policies.factories import make_place

BY_TWO: dict[str, Any] = {"origin": "admin", "authors": [1], "published_by": 2}
"""How a row looks that one person wrote at the desk and another one published."""


def make_staff(name: str, **roles: str) -> Any:
    """Someone with the roles given as role=region code; `boss=""` is a superuser."""
    users = get_user_model()._default_manager
    if "boss" in roles:
        return users.create_superuser(name)
    user = users.create_user(name, is_staff=True)
    for role, region in roles.items():
        DeskRole.objects.create(user=user, role=role, region=make_place(region))
    return user


def client_of(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page_of(row: Rule, page: str = "change/") -> str:
    return f"/admin/policies/{row._meta.model_name}/{row.pk}/{page}"


def seen(row: Rule) -> str:
    row.refresh_from_db()
    return row.updated_at.isoformat()


def take_step(client: Client, row: Rule, step: str, **words: str) -> Any:
    """Press a button of the row's page as it stands now; the page that follows."""
    data = {"seen": seen(row), **words}
    return client.post(page_of(row, f"step/{step}/"), data, follow=True)


def open_form(client: Client, row: Rule) -> dict[str, Any]:
    """What the row's form would send if nothing were changed."""
    page = client.get(page_of(row))
    form = page.context["adminform"].form
    filled = {name: form[name].value() for name in form.fields}
    kept = {name: value for name, value in filled.items() if value not in (None, "", False)}
    return {**kept, "seen": page.context["seen"]}


def change_published(writer: Client, reviewer: Client, row: Rule, **changes: Any) -> Rule:
    """A published row changed as the desk wants it: a draft, submitted, published by another."""
    take_step(writer, row, "revise")
    draft = row.revisions.get(status="draft")  # type: ignore[attr-defined]
    saved = writer.post(page_of(draft), {**open_form(writer, draft), **changes})
    assert saved.status_code == 302, saved.context["adminform"].form.errors
    take_step(writer, draft, "submit")
    take_step(reviewer, draft, "publish")
    draft.refresh_from_db()
    assert draft.status == "published"
    revised: Rule = draft
    return revised
