"""The pictures of the mini-program in docs/screenshots, one for each look, from those the tests took.

python -m pytest tests/browser/test_miniprogram.py -k readable_for_everybody
python -m tests.browser.montage
"""

from __future__ import annotations

import os
import re
import sys
from html import escape
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser import chromium
from tests.running import ROOT

ALBUM = ROOT / "docs/screenshots"
TAKEN = ROOT / "var/screenshots"
LOOKS = {"normal": "light", "elder": "elder", "dark": "dark"}
COLUMNS = 7
WIDTH = 2240
QUALITY = 55
SHEET = """<!DOCTYPE html><meta charset="utf-8"><style>
body {{ margin: 0; padding: 20px; background: {paper}; columns: {columns}; column-gap: 20px; }}
figure {{ break-inside: avoid; margin: 0 0 20px; }}
img {{ display: block; width: 100%; border-radius: 12px; box-shadow: 0 0 0 1px #8886; }}
</style>"""


def sheet(look: str) -> str:
    """A page with every picture of a look, in the order in which the app names its pages."""
    paper = "#2a2f2d" if look == "dark" else "#dcd9cf"
    pictures = sorted(TAKEN.glob(f"miniprogram-*-{look}.png"), key=place_of)
    figures = [f'<figure><img src="{escape(each.as_uri())}"></figure>' for each in pictures]
    return SHEET.format(paper=paper, columns=COLUMNS) + "".join(figures)


def place_of(picture: Path) -> tuple[bool, int]:
    app = (ROOT / "miniprogram/miniprogram/app.json").read_text()
    first, name = re.fullmatch(r"miniprogram-(first-)?(\w+)-\w+", picture.stem).groups()  # type: ignore[union-attr]
    return not first, app.index(f"pages/{name}/{name}")


def main() -> int:
    program = chromium.find()
    missing = [look for look in LOOKS.values() if not [*TAKEN.glob(f"miniprogram-*-{look}.png")]]
    if program is None or missing:
        print(__doc__ if program else chromium.CURE)  # noqa: T201
        return 1
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=sandbox)
        page = browser.new_page(viewport={"width": WIDTH, "height": 1000})
        for name, look in LOOKS.items():
            drawn = TAKEN / f"montage-{name}.html"
            drawn.write_text(sheet(look))
            page.goto(drawn.as_uri())
            page.wait_for_load_state("networkidle")
            page.screenshot(
                path=ALBUM / f"miniprogram-{name}.jpg", full_page=True, type="jpeg", quality=QUALITY
            )
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
