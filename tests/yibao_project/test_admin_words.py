"""The admin speaks Chinese where Unfold brings no translation of its own."""

from __future__ import annotations

import pytest
from django.test import Client


@pytest.mark.django_db
def test_the_login_page_and_lists_are_chinese(admin_client: Client) -> None:
    login = Client().get("/admin/login/").content.decode()
    assert "返回开始页" in login
    assert "Return to site" not in login
    assert "Welcome back to" not in login
    assert "devices" not in admin_client.get("/admin/").content.decode()
    page = admin_client.get("/admin/policies/paymentwindow/").content.decode()
    assert "Select all rows" not in page
    kinds = admin_client.get("/admin/reminders/kindsettings/").content.decode()
    assert "没有列出的都照默认" in kinds
