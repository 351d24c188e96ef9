"""Tencent Cloud SMS: SendSms with its signature, its limits and its error codes; and WeChat's phone numbers."""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from wechat_sandbox.calls import ControlCall, Refused, read_body
from wechat_sandbox.state import BEIJING, State
from wechat_sandbox.wechat import Endpoint, WeChat, WeChatError, json_body

PATH = "/sms/"
SECRET_ID, SECRET_KEY = "AKIDsandbox", "sandbox-sms-key"
APP_ID, SIGN_NAME, TEMPLATE_ID = "1400006666", "医保提醒", "1110"
TEMPLATE = "您登记的“{0}”，日子是{1}，{2}。详情请在微信里打开小程序“医保提醒”查看。拒收请回复R"
CREDENTIAL = re.compile(
    r"TC3-HMAC-SHA256 Credential=([^/ ]+)/(\d{4}-\d\d-\d\d)/sms/tc3_request, "
    r"SignedHeaders=([a-z0-9;-]+), Signature=([0-9a-f]{64})"
)
NUMBER = re.compile(r"\+86(1\d{10})")
MOST_NUMBERS, LONGEST_VARIABLE = 200, 12
SAME_TEXT_SECONDS, MOST_A_DAY = 30, 10
FRESH_SECONDS = 300


class SmsError(Exception):
    """An answer of Tencent Cloud to the whole request that is not success."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass
class Sms:
    wechat: WeChat
    state: State

    def endpoints(self) -> dict[str, Endpoint]:
        return {PATH: self.send_sms, "/wxa/business/getuserphonenumber": self.phone_number}

    def controls(self) -> list[ControlCall]:
        return [("POST", "sms", self.add_script), ("POST", "phone-codes", self.new_phone_code)]

    async def add_script(self, request: Request) -> Any:
        """Answer `code` to a phone, or without one to the whole request, the next `times`."""
        body = await read_body(request)
        script = {
            "code": body.text("code", longest=64),
            "phone": body.text("phone", default="", longest=20),
            "times": body.integer("times", least=1, most=10**6, default=1),
        }
        self.state.sms_scripts.append(script)
        return script

    async def new_phone_code(self, request: Request) -> Any:
        """What the button for the phone number gives the mini-program."""
        body = await read_body(request)
        openid = body.text("openid", longest=64)
        if openid not in self.state.users:
            raise Refused(f"没有 openid 为 {openid} 的居民。", status=404)
        code = self.state.new_code(openid=openid, purpose="phone")
        return {"code": code, "phone": self.state.users[openid].phone}

    async def phone_number(
        self, request: Request, call: dict[str, Any], delay: float
    ) -> dict[str, Any]:
        await self.wechat.admit(request, delay, method="POST")
        body = await json_body(request)
        code = self.state.codes.get(str(body.get("code")))
        if code is None or code.purpose != "phone" or code.used:
            raise WeChatError(40029)
        if code.expires_at <= self.state.now() or body.get("openid", code.openid) != code.openid:
            raise WeChatError(40029)
        code.used = True
        number = self.state.users[code.openid].phone
        return {
            "errcode": 0,
            "errmsg": "ok",
            "phone_info": {
                "phoneNumber": number,
                "purePhoneNumber": number,
                "countryCode": "86",
                "watermark": {"timestamp": int(self.state.now()), "appid": self.wechat.appid},
            },
        }

    async def send_sms(self, request: Request, call: dict[str, Any], delay: float) -> Response:
        raw = await request.body()
        try:
            self._check_request(request, raw)
            content = json.loads(raw)
            statuses = self._send(content)
        except SmsError as error:
            call["errcode"] = error.code
            told: dict[str, Any] = {"Error": {"Code": error.code, "Message": error.code}}
        else:
            told = {"SendStatusSet": statuses}
        return JSONResponse({"Response": {**told, "RequestId": secrets.token_hex(16)}})

    def _check_request(self, request: Request, raw: bytes) -> None:
        self._check_signature(request, raw)
        if scripted := self._scripted(""):
            raise SmsError(scripted)
        if request.headers.get("x-tc-action") != "SendSms":
            raise SmsError("InvalidAction")
        if request.headers.get("x-tc-version") != "2021-01-11":
            raise SmsError("NoSuchVersion")

    def _check_signature(self, request: Request, raw: bytes) -> None:
        told = CREDENTIAL.fullmatch(request.headers.get("authorization", ""))
        timestamp = request.headers.get("x-tc-timestamp", "")
        if told is None or not timestamp.isdigit():
            raise SmsError("AuthFailure.SignatureFailure")
        secret_id, day, names, signature = told.groups()
        at = int(timestamp)
        if abs(datetime.now(UTC).timestamp() - at) > FRESH_SECONDS:
            raise SmsError("AuthFailure.SignatureExpire")
        if secret_id != SECRET_ID:
            raise SmsError("AuthFailure.SecretIdNotFound")
        signed = "".join(
            f"{name}:{request.headers.get(name, '').strip().lower()}\n" for name in names.split(";")
        )
        canonical = f"POST\n/\n\n{signed}\n{names}\n{hashlib.sha256(raw).hexdigest()}"
        digest = hashlib.sha256(canonical.encode()).hexdigest()
        text = f"TC3-HMAC-SHA256\n{at}\n{day}/sms/tc3_request\n{digest}"
        key = b"TC3" + SECRET_KEY.encode()
        for part in (day, "sms", "tc3_request", text):
            key = hmac.digest(key, part.encode(), "sha256")
        utc_day = datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%d")
        right_headers = {"content-type", "host"} <= set(names.split(";"))
        if not (right_headers and day == utc_day and hmac.compare_digest(key.hex(), signature)):
            raise SmsError("AuthFailure.SignatureFailure")

    def _send(self, content: dict[str, Any]) -> list[dict[str, Any]]:
        numbers, words = content.get("PhoneNumberSet"), content.get("TemplateParamSet", [])
        if not isinstance(numbers, list) or not numbers:
            raise SmsError("MissingParameter.EmptyPhoneNumberSet")
        if len(numbers) > MOST_NUMBERS:
            raise SmsError("LimitExceeded.PhoneNumberCountLimit")
        if content.get("SmsSdkAppId") != APP_ID:
            raise SmsError("UnauthorizedOperation.SmsSdkAppIdVerifyFail")
        return [
            {
                "SerialNo": "" if problem else f"5000:{secrets.randbelow(10**28)}",
                "PhoneNumber": number,
                "Fee": 0 if problem else 1,
                "SessionContext": "",
                "Code": problem or "Ok",
                "Message": problem or "send success",
                "IsoCode": "CN",
            }
            for number in numbers
            for problem in (self._deliver(str(number), content, words),)
        ]

    def _deliver(self, number: str, content: dict[str, Any], words: list[str]) -> str:
        """Deliver to one number; gives the code of why not, or nothing."""
        if scripted := self._scripted(number):
            return scripted
        if content.get("SignName") != SIGN_NAME:
            return "FailedOperation.SignatureIncorrectOrUnapproved"
        if content.get("TemplateId") != TEMPLATE_ID:
            return "FailedOperation.TemplateIncorrectOrUnapproved"
        if len(words) != TEMPLATE.count("{"):
            return "FailedOperation.TemplateParamSetNotMatchApprovedTemplate"
        if any(len(word) > LONGEST_VARIABLE for word in words):
            return "InvalidParameterValue.TemplateParameterLengthLimit"
        found = NUMBER.fullmatch(number)
        if found is None:
            return "InvalidParameterValue.IncorrectPhoneNumber"
        text = f"【{SIGN_NAME}】{TEMPLATE.format(*words)}"
        return self._limit(found[1], text) or self._keep(found[1], text)

    def _limit(self, phone: str, text: str) -> str:
        now = self.state.now()
        day = datetime.fromtimestamp(now, BEIJING).date()
        lately = self.state.texts_at.setdefault(phone, [])
        if any(told == text and now - at < SAME_TEXT_SECONDS for at, told in lately):
            return "LimitExceeded.PhoneNumberThirtySecondLimit"
        if sum(datetime.fromtimestamp(at, BEIJING).date() == day for at, _ in lately) >= MOST_A_DAY:
            return "LimitExceeded.PhoneNumberDailyLimit"
        lately.append((now, text))
        return ""

    def _keep(self, phone: str, text: str) -> str:
        owner = next((user for user in self.state.users.values() if user.phone == phone), None)
        self.state.add_text(openid=owner.openid if owner else "", phone=phone, text=text)
        return ""

    def _scripted(self, number: str) -> str:
        for script in self.state.sms_scripts:
            if script["times"] > 0 and script["phone"] == number:
                script["times"] -= 1
                return str(script["code"])
        return ""
