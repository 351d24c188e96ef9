"""Residents who agreed to everything, as most of the cast did long ago."""

from __future__ import annotations

from rest_framework.test import APIClient

AGREED = {"facts_allowed": True, "child_facts_allowed": True, "reminders_allowed": True}
"""What consents to everything allow, for residents made without the API."""


def agree_to_everything(client: APIClient) -> None:
    """Agree one by one, as the mini-program asks."""
    for asked in client.get("/api/v1/me/consents").json():
        given = {name: asked[name] for name in ("purpose", "version")}
        answer = client.post("/api/v1/me/consents", given)
        assert answer.status_code == 200, answer.content
