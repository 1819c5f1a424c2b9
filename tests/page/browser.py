"""A real browser: that of the system, without a window, that reaches nothing but this computer."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--disable-software-rasterizer"),
)
SLOW = 30_000  # milliseconds: of a machine at work
expect.set_options(timeout=SLOW)
WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 320, "height": 640}


def no_barrier(page: Page, said: str = "") -> None:
    """axe-core finds nothing; the dark changes colours alone, a smaller window what goes out of it."""
    page.evaluate("scrollTo({ top: 0, behavior: 'instant' })")  # what is below the bar is not pressed
    page.evaluate(Axe().axe_script)
    found = barriers(page, rules={"target-size": {"enabled": True}})
    page.emulate_media(color_scheme="dark")
    found += barriers(page, runOnly=["color-contrast"])
    page.emulate_media(color_scheme="light")
    for width in (WIDE["width"] // 2, NARROW["width"]):  # 200 %, a telephone
        page.set_viewport_size({"width": width, "height": 640})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, said
    found += barriers(page, runOnly=["scrollable-region-focusable", "target-size"])
    page.set_viewport_size(WIDE)
    assert found == [], said


def barriers(page: Page, **options: object) -> list[object]:
    """The rules of axe-core that are broken, and where; of those that hold, a megabyte long, nothing is told."""
    run = """async options => (await axe.run(options)).violations
        .map(rule => [rule.id, rule.nodes.map(node => node.target)])"""
    return list(page.evaluate(run, {"resultTypes": ["violations"], **options}))


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=[*FLAGS])
        yield browser
        browser.close()


@contextmanager
def tab(browser: Browser, address: str, **settings: Any) -> Iterator[Page]:
    """A tab with the page open; what the browser complains of, a policy that is broken for one, fails."""
    context = browser.new_context(**{"viewport": WIDE, **settings})
    context.set_default_timeout(SLOW)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(address)
    yield page
    context.close()
    assert complaints == [] or not settings.get("java_script_enabled", True), complaints
