"""No lost updates: a reader is told the version, and a writer may insist on it.

A version is a digest of what GET answers. It needs no column, and it changes whenever what people
see changes, whoever changed it.
"""

from __future__ import annotations

import hashlib
from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.http import parse_etags
from rest_framework import status
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from yibao_project.errors import AppError
from yibao_project.renderers import FastJSONRenderer

CHANGED = ("changed_meanwhile", "这一项刚刚在别处改过，请刷新后再看、再改。")
WRITES = ("PUT", "PATCH", "DELETE")


class Versioned(APIView):
    """A resource that GET shows and PUT, PATCH or DELETE change.

    Of several writers who read the same version and say so with `If-Match`, exactly one gets
    through; the others get 412, and nothing of what they sent is stored. `If-None-Match: *` lets
    only the first one create. Check and write are one transaction that holds the lock which every
    write of the resource takes, also those that insist on nothing.
    """

    def hold(self) -> None:
        """Take the lock that writes of this resource take. Raises as GET does for a stranger."""
        raise NotImplementedError  # every resource has a lock of its own

    def shown(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        """What GET answers at this moment."""
        return self.get(request, *args, **kwargs).data  # type: ignore[attr-defined]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not _insists(request):
            return super().dispatch(request, *args, **kwargs)
        with transaction.atomic():
            response = super().dispatch(request, *args, **kwargs)
            if response.status_code >= status.HTTP_400_BAD_REQUEST:
                transaction.set_rollback(True)
            return response

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if _insists(request):
            self.hold()
            if not _still_true(request, self._version(request, *args, **kwargs)):
                raise AppError(*CHANGED, status=status.HTTP_412_PRECONDITION_FAILED)

    def finalize_response(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        response = super().finalize_response(request, *args, **kwargs)
        if response.status_code == status.HTTP_200_OK:
            response["ETag"] = version = version_of(response.data)
            if request.method == "GET" and version in _versions(request, "If-None-Match"):
                response.status_code, response.data = status.HTTP_304_NOT_MODIFIED, None
        return response

    def _version(self, request: Request, *args: Any, **kwargs: Any) -> str | None:
        try:
            return version_of(self.shown(request, *args, **kwargs))
        except (Http404, NotFound):
            return None


def version_of(answer: Any) -> str:
    """The strong ETag of an answer."""
    return f'"{hashlib.sha256(FastJSONRenderer().render(answer)).hexdigest()[:32]}"'


def _insists(request: HttpRequest | Request) -> bool:
    conditions = ("If-Match", "If-None-Match")
    return request.method in WRITES and any(name in request.headers for name in conditions)


def _still_true(request: Request, version: str | None) -> bool:
    """Whether what the writer insists on holds for the present version; None: there is nothing."""
    wanted, unwanted = _versions(request, "If-Match"), _versions(request, "If-None-Match")
    here = {version, "*"} if version else set()
    return not (("If-Match" in request.headers and not here & wanted) or here & unwanted)


def _versions(request: Request, header: str) -> set[str | None]:
    return set(parse_etags(request.headers.get(header, "")))
