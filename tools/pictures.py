"""The pictures of docs/page.md: the page in Chromium, over a copy of the project's register; small, all of one size."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from playwright.sync_api import Browser, Page  # noqa: E402
from tests.page.browser import chromium, tab  # noqa: E402

from actes.page.server import Running  # noqa: E402
from actes.starter.preparing import place_of, prepared  # noqa: E402
from actes.tasks.desk import Desk  # noqa: E402

IMAGES, TODAY = ROOT / "docs" / "images", date(2026, 11, 29)
SIZE = {"width": 1440, "height": 810}  # an act needs its three panes
HERS = r"C:\Users\Claire\Documents\Mes actes"
ACT, NEXT = "DEC2025-453", "DEC2027-001"


def main() -> None:
    """Take each picture."""
    with TemporaryDirectory() as temporary, chromium() as browser:
        empty, full = Path(temporary, "Mes actes"), Path(temporary, "Actes du service")
        empty.mkdir()
        for name in ("registry", "templates"):
            shutil.copytree(ROOT / name, full / name)
        over(empty, browser, first)
        over(full, browser, year)


def over(folder: Path, browser: Browser, pictures: Callable[[Page, str], None]) -> None:
    """Open the page of a folder, and take its pictures."""
    running = Running(Desk(place_of(folder), lambda: TODAY), fail)
    thread = Thread(target=running.run)
    thread.start()
    try:
        if prepared(folder):
            running.desk.aside.start(fail)
        with tab(browser, running.guard.address, viewport=SIZE, locale="fr-FR") as screen:
            pictures(screen, f"http://127.0.0.1:{running.guard.port}")
    finally:
        running.stop()
        thread.join()


def first(screen: Page, base: str) -> None:
    screen.locator(".path").evaluate("(path, said) => path.textContent = said", HERS)  # not that of who takes it
    take(screen, "page-premier")


def year(screen: Page, base: str) -> None:
    screen.goto(f"{base}/acte/{ACT}/reconduire?numero=2027-001&date=2027-01-04&etape=fin")
    take(screen, "page-reconduire")
    screen.goto(f"{base}/acte/{ACT}/reconduire?numero=2027-001&date=2027-01-04&etape=fin-des-questions")
    screen.get_by_role("button", name="Créer la fiche").click()
    screen.goto(f"{base}/acte/{NEXT}")
    take(screen, "page-acte")
    screen.goto(base)
    while "vérifier" in screen.locator("#found").inner_text():  # what is worked out aside
        screen.wait_for_timeout(500)
        screen.reload()
    take(screen, "page-accueil")


def take(screen: Page, name: str) -> None:
    screen.wait_for_load_state("networkidle")
    screen.screenshot(path=str(IMAGES / f"{name}.png"))


def fail(error: BaseException) -> str:
    raise error


if __name__ == "__main__":
    main()
