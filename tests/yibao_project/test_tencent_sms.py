"""The signature is Tencent Cloud's own, and what the sandbox refuses is what Tencent Cloud would."""

from __future__ import annotations

import time
from typing import Any

import pytest
import time_machine

from tests.sandbox import RunningSandbox
from yibao_project import tencent_sms
from yibao_project.wechat_answers import Kind

NUMBER = "+8613900000001"
WORDS = ("缴费截止", "12月20日", "还有7天")


def test_the_signature_is_that_of_the_published_example() -> None:
    """https://cloud.tencent.com/document/product/213/30654, with the key as it is printed there."""
    written = tencent_sms.authorization(
        secret_id="AKID" + "*" * 32,
        secret_key="*" * 32,
        service="cvm",
        host="cvm.tencentcloudapi.com",
        action="DescribeInstances",
        body=rb'{"Limit": 1, "Filters": [{"Values": ["\u672a\u547d\u540d"], "Name": "instance-name"}]}',
        at=1551113065,
    )
    assert written == (
        f"TC3-HMAC-SHA256 Credential=AKID{'*' * 32}/2019-02-25/cvm/tc3_request, "
        "SignedHeaders=content-type;host;x-tc-action, "
        "Signature=10b1a37a7301a02ca19a647ad722d5e43b4b3cff309d421d85b46093f6ab6c4f"
    )


@pytest.fixture
def sms(sandbox: RunningSandbox, settings: Any) -> RunningSandbox:
    settings.SMS_API_BASE = f"{sandbox.url}/sms"
    return sandbox


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({}, ""),
        ({"SMS_SECRET_KEY": "another"}, "AuthFailure.SignatureFailure"),
        ({"SMS_SECRET_ID": "AKIDother"}, "AuthFailure.SecretIdNotFound"),
        ({"SMS_APP_ID": "1"}, "UnauthorizedOperation.SmsSdkAppIdVerifyFail"),
        ({"SMS_SIGN_NAME": "别人"}, "FailedOperation.SignatureIncorrectOrUnapproved"),
        ({"SMS_TEMPLATE_ID": "2"}, "FailedOperation.TemplateIncorrectOrUnapproved"),
        (
            {"WORDS": WORDS[:2]},
            "FailedOperation.TemplateParamSetNotMatchApprovedTemplate",
        ),
        ({"WORDS": ("很长" * 7, *WORDS[1:])}, "InvalidParameterValue.TemplateParameterLengthLimit"),
        ({"NUMBER": "+85212345678"}, "InvalidParameterValue.IncorrectPhoneNumber"),
        ({"HOURS": 1}, "AuthFailure.SignatureExpire"),
    ],
    ids=lambda each: each if isinstance(each, str) else ",".join(each),
)
def test_what_is_wrong_is_answered_as_by_the_provider(
    wrong: dict[str, Any], code: str, sms: RunningSandbox, settings: Any
) -> None:
    for name, value in wrong.items():
        if name.startswith("SMS_"):
            setattr(settings, name, value)
    number = wrong.get("NUMBER", NUMBER)
    with time_machine.travel(wrong.get("HOURS", 0) * 3600 + _now(), tick=True):
        answer = tencent_sms.send(numbers=[number], words=wrong.get("WORDS", WORDS))[number]
    assert answer.code == code
    assert (answer.kind is None) is (code == "")
    assert bool(answer.receipt) is (code == "")


def _now() -> float:
    return time.time()


def test_the_same_text_again_at_once_is_refused_and_of_who_is_not_spoken_of_nothing_is_known(
    sms: RunningSandbox,
) -> None:
    first, second = (tencent_sms.send(numbers=[NUMBER], words=WORDS)[NUMBER] for _ in range(2))
    assert (first.kind, second.kind) == (None, Kind.TEMPORARY)
    assert second.code == "LimitExceeded.PhoneNumberThirtySecondLimit"
    assert tencent_sms._understood({"SendStatusSet": "?"}, [NUMBER])[NUMBER].kind is Kind.UNCERTAIN
