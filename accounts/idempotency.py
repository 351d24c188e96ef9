"""Repeating a request that creates something does it once: the mechanism of `Idempotency-Key`."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils.crypto import salted_hmac
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Answer, User
from accounts.services import lock_resident
from yibao_project.errors import KEY_MALFORMED, KEY_REUSED, AppError

KEY = re.compile(r'"?([A-Za-z0-9_-]{8,64})"?')

Post = Callable[..., Response]


def answered_once(post: Post) -> Post:
    """Let a POST be repeated safely, for residents who did not hear the answer.

    Two requests with the same key and content get the same answer and happen once, also when they
    arrive together: both queue up on the resident's row. A refusal is not remembered, so that what
    was mended can be sent under the same key. Raises AppError 422 for other content under a key.
    """

    @wraps(post)
    def once(view: Any, request: Request, *args: Any, **kwargs: Any) -> Response:
        sent = request.headers.get("Idempotency-Key")
        if sent is None:
            return post(view, request, *args, **kwargs)
        key = _key(sent)
        with transaction.atomic():
            resident = lock_resident(cast(User, request.user))
            asked = _digest(request)
            earlier = Answer.objects.filter(user=resident, key=key).first()
            if earlier is None:
                response = post(view, request, *args, **kwargs)
                Answer.objects.create(
                    user=resident,
                    member=getattr(view, "member", None),
                    key=key,
                    request=asked,
                    status=response.status_code,
                    body=response.data,
                )
                return response
        if earlier.request != asked:
            raise AppError(*KEY_REUSED, status=status.HTTP_422_UNPROCESSABLE_ENTITY)
        return Response(
            earlier.body, status=earlier.status, headers={"Idempotency-Replayed": "true"}
        )

    once.answered_once = True  # type: ignore[attr-defined]  # the contract shows it
    return once


def _key(sent: str) -> str:
    found = KEY.fullmatch(sent)
    if found is None:
        raise AppError(*KEY_MALFORMED)
    return found[1]


def _digest(request: Request) -> str:
    """A keyed digest of where and what: nothing of the content can be guessed from it."""
    body = json.dumps(request.data, sort_keys=True, cls=DjangoJSONEncoder)
    return salted_hmac("accounts.idempotency", f"{request.path}\n{body}").hexdigest()
