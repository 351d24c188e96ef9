"""The door to Tencent Cloud SMS: one template to up to 200 numbers, signed with TC3-HMAC-SHA256.

No secret and no number leaves this module: neither stands in an address, a log line or an exception.
"""

from __future__ import annotations

import hashlib
import hmac
import logging
import time
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final
from urllib.parse import urlsplit

import orjson
import requests
from django.conf import settings

from yibao_project.answer import Answer
from yibao_project.wechat import never_left
from yibao_project.wechat_answers import Kind

logger = logging.getLogger(__name__)

# https://cloud.tencent.com/document/product/382/55981
ACTION, VERSION, SERVICE = "SendSms", "2021-01-11", "sms"
NUMBERS_AT_ONCE = 200
CONTENT_TYPE = "application/json; charset=utf-8"
SIGNED = "content-type;host;x-tc-action"
TIMEOUTS = (3.0, 8.0)


# A code without a line of its own is judged by its first word.
# https://cloud.tencent.com/document/product/382/59177
ERRORS: Final[Mapping[str, tuple[Kind, str]]] = {
    "AuthFailure": (
        Kind.CONFIG,
        "短信服务不认我们的密钥，请核对 SMS_SECRET_ID 和 SMS_SECRET_KEY。",
    ),
    "AuthFailure.SignatureExpire": (Kind.CONFIG, "短信请求的时间不对，请校准服务器时间。"),
    "FailedOperation": (Kind.BROKEN, "短信服务没有收下这一条，请联系开发人员。"),
    "FailedOperation.ContainSensitiveWord": (Kind.BROKEN, "短信里有不允许的词，请改短信模板。"),
    "FailedOperation.InsufficientBalanceInSmsPackage": (Kind.CONFIG, "短信套餐包用完了，请充值。"),
    "FailedOperation.PhoneNumberInBlacklist": (
        Kind.REFUSED,
        "这个号码退订过短信，或在运营商的黑名单里。",
    ),
    "FailedOperation.SignatureIncorrectOrUnapproved": (
        Kind.CONFIG,
        "短信签名没有通过审核，请核对 SMS_SIGN_NAME。",
    ),
    "FailedOperation.TemplateIncorrectOrUnapproved": (
        Kind.CONFIG,
        "短信模板没有通过审核，或内容和模板对不上，请核对 SMS_TEMPLATE_ID。",
    ),
    "FailedOperation.TemplateParamSetNotMatchApprovedTemplate": (
        Kind.CONFIG,
        "短信模板的变量个数不对，要正好三个，请核对 SMS_TEMPLATE_ID。",
    ),
    "FailedOperation.TemplateUnapprovedOrNotExist": (
        Kind.CONFIG,
        "没有这个短信模板，或还没通过审核，请核对 SMS_TEMPLATE_ID。",
    ),
    "InternalError": (Kind.UNCERTAIN, "短信服务内部出错，不能确定是否送出。"),
    "InvalidParameterValue": (Kind.BROKEN, "短信的内容不合要求，请联系开发人员。"),
    "InvalidParameterValue.IncorrectPhoneNumber": (Kind.REFUSED, "这个手机号收不了短信。"),
    "InvalidParameterValue.SdkAppIdNotExist": (
        Kind.CONFIG,
        "没有这个短信应用，请核对 SMS_APP_ID。",
    ),
    "LimitExceeded": (Kind.TEMPORARY, "短信发得太多，稍后会自动再试。"),
    "LimitExceeded.PhoneNumberDailyLimit": (Kind.REFUSED, "这个号码今天收的短信已到上限。"),
    "LimitExceeded.PhoneNumberSameContentDailyLimit": (
        Kind.REFUSED,
        "这个号码今天已经收过同样的短信。",
    ),
    "RequestLimitExceeded": (Kind.TEMPORARY, "短信请求太密，稍后会自动再试。"),
    "UnauthorizedOperation": (Kind.CONFIG, "短信服务不许我们发，请到腾讯云控制台查看。"),
    "UnauthorizedOperation.RequestIpNotInWhitelist": (
        Kind.CONFIG,
        "服务器 IP 不在短信服务的白名单，请在腾讯云控制台加上。",
    ),
    "UnauthorizedOperation.ServiceSuspendDueToArrears": (Kind.CONFIG, "短信服务欠费停用，请充值。"),
}
UNLISTED: Final = (Kind.BROKEN, "短信服务返回了未收录的错误码，请查腾讯云文档。")
NO_ANSWER: Final = Answer(Kind.UNCERTAIN, detail="短信已交出但没有回音，不能确定是否送出。")
NO_CONNECTION: Final = Answer(Kind.TEMPORARY, detail="连不上短信服务，稍后会自动再试。")


def send(*, numbers: Sequence[str], words: Sequence[str]) -> dict[str, Answer]:
    """Send the template, filled with `words`, to numbers such as +8613800000000; never raises."""
    content = {
        "PhoneNumberSet": list(numbers),
        "SmsSdkAppId": settings.SMS_APP_ID,
        "SignName": settings.SMS_SIGN_NAME,
        "TemplateId": settings.SMS_TEMPLATE_ID,
        "TemplateParamSet": list(words),
    }
    return _understood(_ask(orjson.dumps(content)), numbers)


def _ask(body: bytes) -> dict[str, Any] | Answer:
    """What Tencent Cloud says, or that it says nothing."""
    address = urlsplit(settings.SMS_API_BASE)
    at = int(time.time())
    headers = {
        "Content-Type": CONTENT_TYPE,
        "Host": address.netloc,
        "X-TC-Action": ACTION,
        "X-TC-Version": VERSION,
        "X-TC-Region": settings.SMS_REGION,
        "X-TC-Timestamp": str(at),
        "Authorization": authorization(
            secret_id=settings.SMS_SECRET_ID,
            secret_key=settings.SMS_SECRET_KEY,
            service=SERVICE,
            host=address.netloc,
            action=ACTION,
            body=body,
            at=at,
        ),
    }
    with requests.Session() as http:
        http.trust_env = False
        try:
            answer = http.post(
                f"{settings.SMS_API_BASE}/",
                data=body,
                headers=headers,
                timeout=TIMEOUTS,
                allow_redirects=False,
            )
            told = orjson.loads(answer.content)["Response"]
            return told if isinstance(told, dict) else NO_ANSWER
        except requests.RequestException as error:
            return NO_CONNECTION if never_left(error) else NO_ANSWER
        except (ValueError, KeyError, TypeError):
            return NO_ANSWER  # a gateway's page: what stands behind it may have taken the message


def _understood(told: dict[str, Any] | Answer, numbers: Collection[str]) -> dict[str, Answer]:
    """One answer for each number; of a number that is not spoken of nothing is known."""
    if isinstance(told, Answer):
        return dict.fromkeys(numbers, told)
    error = told.get("Error")
    if isinstance(error, dict):
        return dict.fromkeys(numbers, judge(str(error.get("Code"))))
    found = dict.fromkeys(numbers, NO_ANSWER)
    statuses = told.get("SendStatusSet")
    for each in statuses if isinstance(statuses, list) else []:
        if isinstance(each, dict) and each.get("PhoneNumber") in found:
            answer = judge(str(each.get("Code")))
            found[each["PhoneNumber"]] = answer._replace(receipt=str(each.get("SerialNo", ""))[:64])
    return found


def judge(code: str) -> Answer:
    if code == "Ok":
        return Answer(None)
    known = (ERRORS.get(code) or ERRORS.get(code.partition(".")[0])) or UNLISTED
    return Answer(known[0], code[:64], known[1])


def authorization(
    *,
    secret_id: str,
    secret_key: str,
    service: str,
    host: str,
    action: str,
    body: bytes,
    at: int,
) -> str:
    """The Authorization header of a POST to “/”, by signature version 3 of Tencent Cloud."""
    day = datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%d")
    scope = f"{day}/{service}/tc3_request"
    headers = f"content-type:{CONTENT_TYPE}\nhost:{host}\nx-tc-action:{action.lower()}\n"
    request = f"POST\n/\n\n{headers}\n{SIGNED}\n{hashlib.sha256(body).hexdigest()}"
    signed = f"TC3-HMAC-SHA256\n{at}\n{scope}\n{hashlib.sha256(request.encode()).hexdigest()}"
    key = f"TC3{secret_key}".encode()
    for part in (day, service, "tc3_request"):
        key = hmac.digest(key, part.encode(), "sha256")
    signature = hmac.digest(key, signed.encode(), "sha256").hex()
    return f"TC3-HMAC-SHA256 Credential={secret_id}/{scope}, SignedHeaders={SIGNED}, Signature={signature}"
