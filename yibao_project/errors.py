"""One error shape for the whole API: {"code", "message", "fields"?}.

`code` is for programs, `message` is one Chinese sentence for people, `fields` names what to mend.
"""

from __future__ import annotations

import logging
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import Http404, HttpRequest, JsonResponse
from rest_framework import exceptions, status
from rest_framework.response import Response
from rest_framework.views import exception_handler
from rest_framework_simplejwt.exceptions import InvalidToken

logger = logging.getLogger(__name__)

BAD_REQUEST = ("malformed", "请求有误。")
INVALID = ("invalid", "填写有误，请按提示修改。")
KEY_MALFORMED = ("idempotency_key_malformed", "编号要 8 到 64 位字母、数字、横线或下划线。")
KEY_REUSED = ("idempotency_key_reused", "这个编号已经用在另一份内容上，请换一个编号再提交。")
MESSAGES = {
    exceptions.NotAuthenticated: ("not_authenticated", "请先登录。"),
    InvalidToken: ("token_invalid", "登录已过期，请重新进入小程序。"),
    exceptions.AuthenticationFailed: ("authentication_failed", "登录失败，请重新进入小程序。"),
    exceptions.PermissionDenied: ("permission_denied", "没有权限做这件事。"),
    exceptions.NotFound: ("not_found", "没有找到，可能已被删除。"),
    exceptions.MethodNotAllowed: ("method_not_allowed", "这个地址不支持这样的操作。"),
    exceptions.UnsupportedMediaType: ("unsupported_media_type", "请用 JSON 格式提交。"),
    exceptions.NotAcceptable: ("not_acceptable", "只能以 JSON 格式返回。"),
    exceptions.ParseError: ("malformed", "提交的内容不是有效的 JSON。"),
    exceptions.Throttled: ("throttled", "操作太频繁，请稍后再试。"),
}


class AppError(Exception):
    """A refusal that the caller can understand and mend.

    `fields` maps a request field to its sentences, as DRF validation errors do.
    """

    def __init__(
        self,
        code: str,
        message: str,
        *,
        status: int = status.HTTP_400_BAD_REQUEST,
        fields: dict[str, list[str]] | None = None,
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.status = status
        self.fields = fields


def error_body(code: str, message: str, fields: Any = None) -> dict[str, Any]:
    body: dict[str, Any] = {"code": code, "message": message}
    if fields:
        body["fields"] = fields
    return body


def api_exception_handler(exc: Exception, context: dict[str, Any]) -> Response | None:
    """Give every refusal of the API the one shape; unknown exceptions stay 500s for the log."""
    if isinstance(exc, AppError):
        return Response(error_body(exc.code, exc.message, exc.fields), status=exc.status)
    if isinstance(exc, RequestDataTooBig):
        return Response(error_body(*BAD_REQUEST), status=status.HTTP_400_BAD_REQUEST)
    if isinstance(exc, Http404):
        exc = exceptions.NotFound()
    elif isinstance(exc, PermissionDenied):
        exc = exceptions.PermissionDenied()
    response = exception_handler(exc, context)
    if response is None:
        return None
    if isinstance(exc, exceptions.ValidationError):
        fields = exc.detail if isinstance(exc.detail, dict) else {"non_field_errors": exc.detail}
        response.data = error_body(*INVALID, fields)
        return response
    if isinstance(exc, exceptions.PermissionDenied) and exc.get_codes() != exc.default_code:
        response.data = error_body(str(exc.get_codes()), str(exc.detail))
        return response
    code, message = next(
        (MESSAGES[kind] for kind in type(exc).__mro__ if kind in MESSAGES),
        ("error", "请求没有成功。"),
    )
    response.data = error_body(code, message)
    return response


def not_found(request: HttpRequest, exception: Exception | None = None) -> JsonResponse:
    return JsonResponse(error_body(*MESSAGES[exceptions.NotFound]), status=404)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> JsonResponse:
    return JsonResponse(error_body(*BAD_REQUEST), status=400)


def server_error(request: HttpRequest) -> JsonResponse:
    return JsonResponse(error_body("server_error", "服务暂时出了问题，请稍后再试。"), status=500)
