"""Lists that can grow are read page by page."""

from __future__ import annotations

import re
from typing import Any

from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.pagination import CursorPagination
from rest_framework.request import Request

LINK = {"type": ["string", "null"], "format": "uri"}


class NewestFirst(CursorPagination):
    """Pages that stay right while new rows arrive; ordered by id, newest first."""

    ordering = "-id"
    page_size = 50
    page_size_query_param = "page_size"
    page_size_query_description = "一页几条，最多 100。"
    max_page_size = 100
    cursor_query_description = "上一页给出的 next 或 previous 里的 cursor，原样带回。"

    def decode_cursor(self, request: Request) -> Any:
        """As in DRF, but a made-up position is a 404 instead of a database error."""
        cursor = super().decode_cursor(request)
        if cursor and cursor.position and not re.fullmatch(r"\d{1,18}", str(cursor.position)):
            raise NotFound
        return cursor

    def get_page_size(self, request: Request) -> int:
        """As in DRF, but nonsense is refused instead of passed over."""
        asked = request.query_params.get("page_size", str(self.page_size))
        if not re.fullmatch(r"[0-9]{1,3}", asked) or not 1 <= int(asked) <= self.max_page_size:
            raise ValidationError({"page_size": [f"请填 1 到 {self.max_page_size}。"]})
        return int(asked)

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        cursor, size = super().get_schema_operation_parameters(view)
        limits = {"minimum": 1, "maximum": self.max_page_size, "default": self.page_size}
        return [cursor, {**size, "schema": {"type": "integer", **limits}}]

    def get_paginated_response_schema(self, schema: Any) -> dict[str, Any]:
        return {
            "type": "object",
            "required": ["next", "previous", "results"],
            "properties": {"next": LINK, "previous": LINK, "results": schema},
        }
