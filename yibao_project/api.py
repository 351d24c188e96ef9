"""The API passes by what only pages need."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.template.response import SimpleTemplateResponse
from django.urls import resolve

PATHS = "/api/v1/"
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'none'",
        "style-src 'unsafe-inline'",  # the export as a page
        "frame-ancestors 'none'",
    )
)


class ApiShortcut:
    """Answers requests to the API itself, ahead of the middlewares that stand after it.

    A telephone sends a token and no cookie: there is no session, no form and no frame, and staff
    have no business there.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(PATHS):
            return self.get_response(request)
        match = request.resolver_match = resolve(request.path_info)
        response: HttpResponse = match.func(request, *match.args, **match.kwargs)
        if isinstance(response, SimpleTemplateResponse):
            response = response.render()
        response["Content-Security-Policy"] = POLICY
        return response
