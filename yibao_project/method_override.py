"""PATCH for a client that cannot send it: WeChat's wx.request knows no such method."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase


class MethodOverride:
    """Takes a POST that says `X-HTTP-Method-Override: PATCH` as the PATCH it stands for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method == "POST" and request.headers.get("X-HTTP-Method-Override") == "PATCH":
            request.method = "PATCH"
        return self.get_response(request)
