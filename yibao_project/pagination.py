from __future__ import annotations

import re
from typing import Any

from rest_framework.exceptions import NotFound
from rest_framework.pagination import CursorPagination
from rest_framework.request import Request


class NewestFirst(CursorPagination):
    """Pages that stay right while new rows arrive; ordered by id, newest first."""

    ordering = "-id"
    page_size = 50
    page_size_query_param = "page_size"
    max_page_size = 100

    def decode_cursor(self, request: Request) -> Any:
        """As in DRF, but a made-up position is a 404 instead of a database error."""
        cursor = super().decode_cursor(request)
        if cursor and cursor.position and not re.fullmatch(r"\d{1,18}", str(cursor.position)):
            raise NotFound
        return cursor
