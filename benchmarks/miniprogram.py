"""What the mini-program weighs, and how soon it says something.

The whole product runs (`make run`, in a folder of its own) and the pages in Chromium. A visit is
timed from the moment its page is there until the first words about the family stand on it: on a
telephone that has been here before, which shows the last status and asks meanwhile; and, the
alternative, on one that keeps nothing and has to ask first. Both on a good line and on a slow one,
on which every answer of the server takes longer.

    python -m benchmarks.miniprogram [--visits 20] [--small]
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, Route, sync_playwright

from benchmarks.rig import world
from tests.browser import chromium
from tests.running import RunningProduct, running

FAMILY = "oDemo-family-in-guangzhou-2026"
SLOW_SECONDS = 0.6
API = "**/api/v1/**"
HEAVIEST_KIB = 1024
MOST_REQUESTS = 1
WATCH = """
    window.seen = {}
    new MutationObserver(() => {
        const now = performance.now()
        const has = (selector) => [...document.querySelectorAll(selector)].some((each) => each.innerText.trim())
        if (!seen.page && document.querySelector('wx-page')) seen.page = now
        if (!seen.content && has('wx-page .title')) seen.content = now
    }).observe(document, { childList: true, subtree: true, characterData: true })
"""
MEASURED = """() => ({
    ms: seen.content - seen.page,
    asked: performance.getEntriesByType('resource')
        .filter(({ name, startTime }) => /\\/api\\/v1\\/(?!auth)/.test(name) && startTime < seen.content).length,
})"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--visits", type=int, default=20)
    parser.add_argument("--small", action="store_true", help="a quick look: three visits of a sort")
    options = parser.parse_args()
    visits = 3 if options.small else options.visits
    program = chromium.find()
    if program is None:
        raise SystemExit(chromium.CURE)
    world.step("启动整个产品")
    with tempfile.TemporaryDirectory() as folder, running(Path(folder) / "var") as product:
        weight = json.loads((product.var / "miniprogram" / "weight.json").read_text())
        with sync_playwright() as playwright:
            sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
            browser = playwright.chromium.launch(executable_path=program, args=sandbox)
            found = measure(browser, product, visits=visits)
            browser.close()
    report(weight, found, visits=visits)


def measure(browser: Browser, product: RunningProduct, *, visits: int) -> dict[str, list[Any]]:
    """Visits of each sort in turn, so that what the machine does besides meets all alike."""
    found: dict[str, list[Any]] = {}
    for number in range(1, visits + 1):
        world.step(f"第 {number}/{visits} 次")
        for line, seconds in (("good line", 0.0), ("slow line", SLOW_SECONDS)):
            page = browser.new_context(viewport={"width": 390, "height": 844}).new_page()
            page.add_init_script(WATCH)
            page.route(API, late(seconds))
            for way in ("keeping nothing", "been here before"):
                found.setdefault(f"{way}, {line}", []).append(visit(page, product))
            page.context.close()
    return found


def late(seconds: float) -> Callable[[Route], None]:
    def answer(route: Route) -> None:
        time.sleep(seconds)
        route.continue_()

    return answer


def visit(page: Page, product: RunningProduct) -> Any:
    page.goto(f"{product.url}/rehearsal/miniprogram/?phone={FAMILY}")
    page.wait_for_function("window.seen.content > 0")
    measured = page.evaluate(MEASURED)
    page.wait_for_load_state("networkidle")
    return measured


def report(weight: dict[str, Any], found: dict[str, list[Any]], *, visits: int) -> None:
    middle = {way: world.median([each["ms"] for each in seen]) for way, seen in found.items()}
    asked = {way: max(each["asked"] for each in seen) for way, seen in found.items()}
    world.table(
        [
            ("first words of the first page", "median", "requests before"),
            *((way, f"{middle[way]:.0f} ms", str(asked[way])) for way in middle),
        ]
    )
    kib = weight["kib"]
    pages = {name: size for name, size in kib.items() if name.startswith("pages/")}
    world.table(
        [
            ("part of the package", "KiB"),
            *(
                (name, f"{size:.1f}")
                for name, size in sorted(kib.items(), key=lambda each: -each[1])
            ),
        ]
    )
    world.finish(
        {
            "package_kib": round(weight["bytes"] / 1024),
            "package_limit_kib": HEAVIEST_KIB,
            "heaviest_page_kib": round(max(pages.values()), 1),
            "pages": len(pages),
            "content_ms": {way: round(ms) for way, ms in middle.items()},
            "requests_before_content": max(asked.values()),
            "visits": visits,
        }
    )
    if max(asked.values()) > MOST_REQUESTS:
        raise SystemExit(
            f"第一页有内容之前问了 {max(asked.values())} 次，最多 {MOST_REQUESTS} 次。"
        )


if __name__ == "__main__":
    main()
