"""Templates of the library, codes and links, quota and the chat: as WeChat answers, errors included."""

from __future__ import annotations

from typing import Any

import pytest
import requests

from tests.sandbox import RunningSandbox
from tests.wechat_sandbox.caller import PAYMENT, SEND, Caller

NEWTMPL = "/wxaapi/newtmpl/"
CODE = "/wxa/getwxacodeunlimit"
LINK = "/wxa/generate_urllink"
CHAT = "/cgi-bin/message/custom/send"
QUOTA = "/cgi-bin/openapi/quota/get"
TAKEN = {"tid": "5001", "kidList": [1, 2], "sceneDesc": "缴费日期"}
POSTER = {"scene": "r=440100", "page": "pages/home/home"}
PASSED_ON = {"path": "pages/home/home", "query": "region=440100"}
PASSED_ON |= {"expire_type": 1, "expire_interval": 30}  # type: ignore[dict-item]


@pytest.fixture
def token(wechat: Caller) -> str:
    value: str = wechat.stable_token()["access_token"]
    return value


def said(openid: str, text: str = "好") -> dict[str, Any]:
    return {"touser": openid, "msgtype": "text", "text": {"content": text}}


@pytest.mark.parametrize(
    ("path", "body", "errcode"),
    [
        (NEWTMPL + "addtemplate", TAKEN | {"tid": "1"}, 200014),
        (NEWTMPL + "addtemplate", TAKEN | {"kidList": [1]}, 200020),
        (NEWTMPL + "addtemplate", TAKEN | {"kidList": [1, 1]}, 200020),
        (NEWTMPL + "addtemplate", TAKEN | {"kidList": [1, 99]}, 200020),
        (
            NEWTMPL + "addtemplate",
            TAKEN | {"sceneDesc": "十六个字的场景说明放不下这么多字"},
            200021,
        ),
        (NEWTMPL + "deltemplate", {"priTmplId": "none"}, 200014),
        (CODE, POSTER | {"scene": ""}, 40169),
        (CODE, POSTER | {"scene": "r" * 33}, 40169),
        (CODE, POSTER | {"scene": "广州"}, 40129),
        (CODE, POSTER | {"page": "/pages/home/home"}, 41030),
        (CODE, POSTER | {"page": "pages/home/home?a=1"}, 41030),
        (CODE, POSTER | {"width": 100}, 40097),
        (LINK, PASSED_ON | {"path": "pages/home?x"}, 40165),
        (LINK, PASSED_ON | {"query": "x" * 2000}, 40212),
        (LINK, PASSED_ON | {"expire_interval": 31}, 85401),
        (LINK, PASSED_ON | {"env_version": "beta"}, 85402),
        (QUOTA, {"cgi_path": "/cgi-bin/nothing"}, 76021),
        (QUOTA, {"cgi_path": "/sns/jscode2session"}, 76022),
        (CHAT, said("nobody"), 40003),
    ],
)
def test_a_wrong_call_gets_wechats_own_error(
    wechat: Caller, token: str, path: str, body: dict[str, Any], errcode: int
) -> None:
    assert wechat.post(path, body, access_token=token)["errcode"] == errcode


@pytest.mark.parametrize("path", [NEWTMPL + "addtemplate", CODE, LINK, QUOTA, CHAT])
def test_every_call_wants_a_living_token(wechat: Caller, path: str) -> None:
    assert wechat.post(path, {})["errcode"] == 41001
    assert wechat.post(path, {}, access_token="dead")["errcode"] == 40001


def test_a_title_of_the_library_becomes_a_template_of_the_account_once(
    wechat: Caller, sandbox: RunningSandbox, token: str
) -> None:
    titles = wechat.get(
        NEWTMPL + "getpubtemplatetitles", access_token=token, ids="616", start="0", limit="2"
    )
    assert (titles["count"], [each["tid"] for each in titles["data"]]) == (4, [5001, 5002])
    keywords = wechat.get(NEWTMPL + "getpubtemplatekeywords", access_token=token, tid="5001")
    assert keywords["data"][1]["rule"] == "date"
    taken = wechat.post(NEWTMPL + "addtemplate", TAKEN, access_token=token)["priTmplId"]
    again = wechat.post(NEWTMPL + "addtemplate", TAKEN, access_token=token)
    assert again["errcode"] == 200022
    kept = wechat.get(NEWTMPL + "gettemplate", access_token=token)["data"]
    assert kept[-1]["priTmplId"] == taken
    assert kept[-1]["content"] == "缴费对象:{{thing1.DATA}}\n缴费截止日期:{{date2.DATA}}\n"
    wechat.post(NEWTMPL + "deltemplate", {"priTmplId": taken}, access_token=token)
    assert len(wechat.get(NEWTMPL + "gettemplate", access_token=token)["data"]) == len(kept) - 1


@pytest.mark.parametrize(
    ("query", "errcode"),
    [
        ({"ids": "", "start": "0", "limit": "30"}, 200018),
        ({"ids": "1", "start": "0", "limit": "30"}, 200019),
        ({"ids": "616", "start": "x", "limit": "30"}, 200016),
        ({"ids": "616", "start": "0", "limit": "31"}, 200017),
    ],
)
def test_the_library_is_read_page_by_page(
    wechat: Caller, token: str, query: dict[str, str], errcode: int
) -> None:
    answer = wechat.get(NEWTMPL + "getpubtemplatetitles", access_token=token, **query)
    assert answer["errcode"] == errcode


def test_an_account_has_room_for_25_templates(
    wechat: Caller, sandbox: RunningSandbox, token: str
) -> None:
    for number in range(25):
        sandbox.add_template(template_id=f"t{number}", title=f"{number}", fields={"thing1": "谁"})
    assert wechat.post(NEWTMPL + "addtemplate", TAKEN, access_token=token)["errcode"] == 200012


def test_a_code_is_a_picture_and_a_link_leads_into_the_mini_program(
    wechat: Caller, sandbox: RunningSandbox, token: str
) -> None:
    picture = requests.post(
        sandbox.url + CODE, json=POSTER, params={"access_token": token}, timeout=5
    )
    assert picture.content.startswith(b"\x89PNG")
    sandbox.open_cards_at("http://127.0.0.1:9/miniprogram/")
    link = wechat.post(LINK, PASSED_ON, access_token=token)["url_link"]
    followed = requests.get(link, allow_redirects=False, timeout=5)
    assert followed.headers["location"] == (
        "http://127.0.0.1:9/miniprogram/#/pages/home/home?region=440100"
    )


def test_the_quota_counts_what_went_out_and_ends_the_day(
    wechat: Caller, sandbox: RunningSandbox, wang_fang: str, token: str
) -> None:
    sandbox.control("settings", {"daily_limit": 2})
    for _ in range(3):
        sandbox.answer(wang_fang, {PAYMENT: "accept"})
    codes = [wechat.send(wang_fang, token=token)["errcode"] for _ in range(3)]
    assert codes == [0, 0, 45009]
    told = wechat.post(QUOTA, {"cgi_path": SEND}, access_token=token)["quota"]
    assert told == {"daily_limit": 2, "used": 2, "remain": 0}
    sandbox.control("clock", {"skip_seconds": 86400})
    token = wechat.stable_token()["access_token"]
    assert wechat.send(wang_fang, token=token)["errcode"] == 0


@pytest.mark.parametrize(("words", "answers"), [("几号截止", 5), (None, 2)])
def test_who_wrote_may_be_answered_five_times_and_who_only_came_in_twice(
    wechat: Caller, sandbox: RunningSandbox, wang_fang: str, token: str, words: str, answers: int
) -> None:
    assert wechat.post(CHAT, said(wang_fang), access_token=token)["errcode"] == 45015
    sandbox.control("chat", {"openid": wang_fang} | ({"text": words} if words else {}))
    codes = [
        wechat.post(CHAT, said(wang_fang), access_token=token)["errcode"]
        for _ in range(answers + 1)
    ]
    assert codes == [0] * answers + [45047]
    sandbox.control("clock", {"skip_seconds": 48 * 3600})
    token = wechat.stable_token()["access_token"]
    assert wechat.post(CHAT, said(wang_fang), access_token=token)["errcode"] == 45015
