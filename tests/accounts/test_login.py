from __future__ import annotations

import pytest
from django.test import override_settings
from rest_framework.test import APIClient

from accounts.models import User
from tests.sandbox import RunningSandbox

LOGIN = "/api/v1/auth/login"
CODE2SESSION = "/sns/jscode2session"


def log_in(sandbox: RunningSandbox, openid: str) -> APIClient:
    answer = APIClient().post(LOGIN, {"code": sandbox.login_code(openid)})
    assert answer.status_code == 200, answer.json()
    assert answer.json()["expires_in"] == 7200
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {answer.json()['access']}")
    return client


@pytest.mark.django_db
def test_a_first_visit_creates_a_resident_without_password(sandbox: RunningSandbox) -> None:
    openid = sandbox.add_user("李明")
    client = log_in(sandbox, openid)
    assert client.get("/api/v1/members").json() == []
    user = User.objects.get(openid=openid)
    assert not user.has_usable_password()
    assert openid not in user.username


@pytest.mark.django_db
def test_logging_in_again_is_the_same_resident(sandbox: RunningSandbox) -> None:
    openid = sandbox.add_user()
    log_in(sandbox, openid)
    log_in(sandbox, openid)
    assert User.objects.filter(openid=openid).count() == 1


@pytest.mark.django_db
def test_nothing_of_wechat_leaves_the_server(sandbox: RunningSandbox) -> None:
    openid = sandbox.add_user()
    answer = APIClient().post(LOGIN, {"code": sandbox.login_code(openid)})
    assert set(answer.json()) == {"access", "expires_in"}
    assert openid not in answer.content.decode()


@pytest.mark.django_db
def test_a_used_or_unknown_code_is_refused_kindly(sandbox: RunningSandbox) -> None:
    code = sandbox.login_code(sandbox.add_user())
    assert APIClient().post(LOGIN, {"code": code}).status_code == 200
    for bad in (code, "nonsense"):
        answer = APIClient().post(LOGIN, {"code": bad})
        assert answer.status_code == 400
        assert answer.json() == {
            "code": "login_code_invalid",
            "message": "登录码已失效，请重新进入小程序。",
        }


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("errcode", "status", "code"),
    [
        (40029, 400, "login_code_invalid"),
        (40163, 400, "login_code_invalid"),
        (40226, 403, "login_blocked"),
        (45011, 429, "login_too_frequent"),
        (-1, 503, "wechat_unavailable"),
        (40013, 503, "wechat_unavailable"),
        (40125, 503, "wechat_unavailable"),
        (99999, 503, "wechat_unavailable"),
    ],
)
def test_each_wechat_error_has_its_answer(
    sandbox: RunningSandbox, errcode: int, status: int, code: str
) -> None:
    openid = sandbox.add_user()
    sandbox.fault(CODE2SESSION, "errcode", errcode=errcode, times=1)
    answer = APIClient().post(LOGIN, {"code": sandbox.login_code(openid)})
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert not User.objects.filter(openid=openid).exists()


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["html", "reset", "latency"])
def test_a_wechat_that_does_not_answer_is_try_again_later(
    sandbox: RunningSandbox, kind: str
) -> None:
    seconds = {"seconds": 3} if kind == "latency" else {}
    sandbox.fault(CODE2SESSION, kind, times=1, **seconds)
    with override_settings(WECHAT_READ_TIMEOUT=0.5):
        answer = APIClient().post(LOGIN, {"code": sandbox.login_code(sandbox.add_user())})
    assert answer.status_code == 503
    assert answer.json()["message"] == "暂时连不上微信，请稍后再试。"


@pytest.mark.django_db
def test_a_wrong_set_up_is_told_to_the_operator_and_not_to_the_resident(
    sandbox: RunningSandbox, caplog: pytest.LogCaptureFixture
) -> None:
    code = sandbox.login_code(sandbox.add_user())
    sandbox.fault(CODE2SESSION, "errcode", errcode=40125, times=1)
    answer = APIClient().post(LOGIN, {"code": code})
    assert answer.json()["message"] == "暂时连不上微信，请稍后再试。"
    assert "WECHAT_SECRET" in caplog.text
    assert code not in caplog.text


@pytest.mark.django_db
def test_a_disabled_resident_stays_outside(sandbox: RunningSandbox) -> None:
    openid = sandbox.add_user()
    client = log_in(sandbox, openid)
    User.objects.filter(openid=openid).update(is_active=False)
    assert client.get("/api/v1/members").status_code == 401
    answer = APIClient().post(LOGIN, {"code": sandbox.login_code(openid)})
    assert (answer.status_code, answer.json()["code"]) == (403, "account_disabled")


@pytest.mark.django_db
def test_an_erased_resident_or_a_forged_token_has_to_log_in(sandbox: RunningSandbox) -> None:
    openid = sandbox.add_user()
    client = log_in(sandbox, openid)
    User.objects.get(openid=openid).delete()
    forged = APIClient()
    forged.credentials(HTTP_AUTHORIZATION="Bearer x.y.z")
    for someone in (client, forged, APIClient()):
        answer = someone.get("/api/v1/members")
        assert answer.status_code == 401
        assert set(answer.json()) == {"code", "message"}


@pytest.mark.django_db
def test_logging_in_reads_a_resident_in_one_query(
    sandbox: RunningSandbox, django_assert_num_queries: object
) -> None:
    openid = sandbox.add_user()
    log_in(sandbox, openid)
    code = sandbox.login_code(openid)
    with django_assert_num_queries(1):  # type: ignore[operator]
        APIClient().post(LOGIN, {"code": code})
