"""The API, and what WeChat pushes, pass by what only pages need."""

from __future__ import annotations

from collections.abc import Callable

from django.core.handlers.exception import convert_exception_to_response
from django.http import HttpRequest, HttpResponse
from django.template.response import SimpleTemplateResponse
from django.urls import Resolver404, resolve

from yibao_project import errors

PATHS = ("/api/v1/", "/wechat/push")
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'none'",
        "style-src 'unsafe-inline'",  # the export as a page
        "frame-ancestors 'none'",
    )
)


Answering = Callable[[HttpRequest], HttpResponse]


class ApiShortcut:
    """Answers requests to the API itself, ahead of the middlewares that stand after it.

    A telephone sends a token and no cookie, and WeChat signs: there is no session, no form and no
    frame, and staff have no business there.
    """

    def __init__(self, get_response: Answering) -> None:
        self.get_response = get_response
        self.answer: Answering = convert_exception_to_response(answer)  # type: ignore[assignment]

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(PATHS):
            return self.get_response(request)
        response = self.answer(request)
        response["Content-Security-Policy"] = POLICY
        response["Content-Length"] = str(len(response.content))
        return response


def answer(request: HttpRequest) -> HttpResponse:
    try:
        match = request.resolver_match = resolve(request.path_info)
    except Resolver404:
        return errors.not_found(request)
    response: HttpResponse = match.func(request, *match.args, **match.kwargs)
    return response.render() if isinstance(response, SimpleTemplateResponse) else response
