"""The export as a page that a person can read and print."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.template.loader import render_to_string
from rest_framework.renderers import BaseRenderer

from yibao_project.renderers import FastJSONRenderer


class ExportPage(BaseRenderer):
    media_type = "text/html"
    format = "html"
    charset = "utf-8"

    def render(
        self,
        data: Any,
        accepted_media_type: str | None = None,
        renderer_context: Mapping[str, Any] | None = None,
    ) -> str | bytes:
        if "sections" not in data:  # a refusal keeps the one error shape
            if renderer_context:
                renderer_context["response"]["Content-Type"] = "application/json"
            return FastJSONRenderer().render(data)  # type: ignore[no-any-return]
        return render_to_string("privacy/export.html", data)
