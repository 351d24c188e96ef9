"""Log lines: JSON for machines in production, plain text while developing.

A line carries the id of its request, also in the tasks that the request started, and never who a
person is: no openid, nickname, token or secret. Query strings and the contents of rows stay out.
"""

from __future__ import annotations

import re
import uuid
from http import HTTPStatus
from typing import Any

import structlog
from django.http import HttpRequest, HttpResponse
from django_structlog.middlewares import RequestMiddleware
from structlog.typing import EventDict, Processor

# PostgreSQL quotes the row that broke a constraint: “Key (nickname)=(…) already exists.”
ROW_CONTENTS = re.compile(r"(DETAIL|CONTEXT):[^\n]*(\n(?=\s*\S*:))?")

# Whoever asks may name the request, but not write what they like into our lines.
REQUEST_ID = re.compile(r"[A-Za-z0-9-]{1,64}")


class RequestLog(RequestMiddleware):
    """One line for each request that failed, without its query: that may hold an openid or a name."""

    @staticmethod
    def format_request(request: HttpRequest) -> str:
        return f"{request.method} {request.path}"

    def prepare(self, request: HttpRequest) -> None:
        """Only the id: what begins is not worth a line."""
        given = request.META.get("HTTP_X_REQUEST_ID", "")
        request_id = given if REQUEST_ID.fullmatch(given) else str(uuid.uuid4())
        structlog.contextvars.bind_contextvars(request_id=request_id)

    def handle_response(self, request: HttpRequest, response: HttpResponse) -> None:
        """What went well is in the proxy's log already, so no line is put together for it."""
        if response.status_code < HTTPStatus.BAD_REQUEST and not response.streaming:
            structlog.contextvars.unbind_contextvars("request_id")
        else:
            super().handle_response(request, response)


def without_row_contents(_: Any, __: str, event: EventDict) -> EventDict:
    if text := event.get("exception"):
        event["exception"] = ROW_CONTENTS.sub(r"\1: (left out)", text)
    return event


SHARED: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso"),
    structlog.processors.format_exc_info,
    without_row_contents,
]


def logging_config(*, readable: bool) -> dict[str, Any]:
    """Settings for the standard library's logging; structlog's own loggers go the same way."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *SHARED,
            structlog.stdlib.PositionalArgumentsFormatter(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    renderer: Processor = (
        structlog.dev.ConsoleRenderer(colors=False)
        if readable
        else structlog.processors.JSONRenderer(ensure_ascii=False)
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": SHARED,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    renderer,
                ],
            }
        },
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["console"], "level": "INFO"},
        "loggers": {
            # Request lines of WeChat calls would carry the token in the URL.
            "urllib3": {"level": "WARNING"},
            "wechatpy": {"level": "WARNING"},
        },
    }
