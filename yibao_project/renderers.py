"""Answers as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson
from rest_framework.renderers import JSONRenderer
from rest_framework.utils.encoders import JSONEncoder

ENCODER = JSONEncoder()


class FastJSONRenderer(JSONRenderer):
    """DRF's JSON at a tenth of the work; what orjson does not know is written as DRF would."""

    def render(
        self,
        data: Any,
        accepted_media_type: str | None = None,
        renderer_context: Mapping[str, Any] | None = None,
    ) -> Any:
        if data is None:
            return b""
        try:
            return orjson.dumps(data, default=ENCODER.default, option=orjson.OPT_NON_STR_KEYS)
        except TypeError:  # whole numbers of more than 64 bits
            return super().render(data, accepted_media_type, renderer_context)
