"""Codes and links of a place, made by the sandbox."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from policies.models import Level, Region
from tests.sandbox import RunningSandbox


@pytest.fixture
def guangzhou(db: None) -> Region:
    province = Region.objects.create(code="440000", name="广东省", level=Level.PROVINCE)
    return Region.objects.create(
        code="440100", name="广州市", level=Level.PREFECTURE, parent=province
    )


def test_a_citys_code_is_downloaded_and_its_link_told(
    sandbox: RunningSandbox, admin_client: Client, guangzhou: Region
) -> None:
    page = admin_client.get("/admin/policies/region/440100/change/").content.decode()
    assert "下载海报用的小程序码" in page
    picture = admin_client.get("/admin/policies/region/440100/poster/")
    assert picture.headers["Content-Type"] == "image/png"
    assert 'filename="yibao-440100.png"' in picture.headers["Content-Disposition"]
    told = admin_client.get("/admin/policies/region/440100/link/", follow=True).content.decode()
    assert re.search(r"广州市的链接，30 天内有效，可以发在短信里：http://\S+/l/\S+", told)


@pytest.mark.parametrize("what", ["poster", "link"])
def test_a_province_has_none_and_a_refusal_is_told(
    what: str, sandbox: RunningSandbox, admin_client: Client, guangzhou: Region
) -> None:
    wide = admin_client.get(f"/admin/policies/region/440000/{what}/", follow=True)
    assert "请选到市或区县" in wide.content.decode()
    sandbox.fault("*", "errcode", errcode=45009)
    refused = admin_client.get(f"/admin/policies/region/440100/{what}/", follow=True)
    assert "没有做成：今天的调用次数已用完" in refused.content.decode()
    assert admin_client.get(f"/admin/policies/region/999999/{what}/").status_code == 404


def test_who_may_not_see_places_makes_no_codes(client: Client, guangzhou: Region) -> None:
    assert client.get("/admin/policies/region/440100/poster/").status_code == 302
