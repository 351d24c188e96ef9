"""The mini-program as a web page, built by `make run` where there is a Node.js to build it with."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

FOLDER: Path = settings.VAR_DIR / "miniprogram"
URL = f"{settings.WEB_URL}/rehearsal/miniprogram/"


def is_built() -> bool:
    return (FOLDER / "index.html").exists()
