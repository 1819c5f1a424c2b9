"""The page in a real browser: by mouse, by keyboard, without script, small, dark; and what another site may try."""

from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from actes.page.app import MOST
from actes.starter.questions import QUESTIONS
from edges.runner import copied

from .browser import CHROMIUM, NARROW, no_barrier, tab
from .conftest import ACT, served
from .conftest import Page as Opened

pytestmark = [pytest.mark.browser, pytest.mark.skipif(not CHROMIUM.exists(), reason="no Chromium")]
SCREENS = (
    *("/", "/?mots=flux&etat=cité", f"/acte/{ACT}", "/acte/DEL2017-26", f"/acte/{ACT}/produire", f"/acte/{ACT}/suivi"),
    f"/acte/{ACT}/texte",
    *("/tiers", "/tiers/cantal_destination", "/collectivite", "/collectivite/texte", "/reconduire"),
    *(f"/acte/{ACT}/reconduire?etape=debut", f"/acte/{ACT}/reconduire?date=hier&etape=fin", "/nouveau"),
    *(
        "/nouveau/convention?etape=objet",
        "/relire",
        "/echeances",
        f"/acte/{ACT}/comparer",
        "/compte-rendu?depuis=01/01/2025",
        "/registre",
        "/reprendre",
        "/regle/FOR103",
    ),
)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    """One for the tests that only look."""
    with served(copied(tmp_path_factory.mktemp("vu") / "actes du service")) as found:
        yield found


@pytest.fixture
def screen(browser: Browser, page: Opened) -> Iterator[Page]:
    with tab(browser, page.address) as found:
        yield found


def test_no_screen_has_a_barrier(screen: Page, page: Opened) -> None:
    """axe-core finds nothing, all that folds being open, light and dark; nothing is too wide at 200 %, at 320 px."""
    seen = 0
    for path in SCREENS:
        screen.goto(page.base + path)
        expect(screen.locator(".guide")).to_contain_text("Enregistré")
        screen.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        no_barrier(screen, path)
        seen += 1
    assert seen == len(SCREENS)


REACHED = """() => {
    const one = document.activeElement, style = getComputedStyle(one);
    return [String([...document.querySelectorAll("*")].indexOf(one)), style.outlineStyle !== "none"];
}"""
REACHABLE = """() => [...document.querySelectorAll("a[href], button, input, select, textarea, summary")]
    .filter(one => one.checkVisibility() && one.type !== "hidden" && (one.type !== "radio" || one.checked))
    .map(one => String([...document.querySelectorAll("*")].indexOf(one)))"""


def test_all_that_does_something_is_reached_by_tab_and_seen(screen: Page, page: Opened) -> None:
    """On every screen but the forms of entries, whose hundreds of fields have tests of their own."""
    for path in SCREENS:
        if path in (f"/acte/{ACT}", "/acte/DEL2017-26", "/tiers/cantal_destination", "/collectivite"):
            continue
        screen.goto(page.base + path)
        wanted, found = set(screen.evaluate(REACHABLE)), dict[str, bool]()
        assert len(wanted) > 8, path
        for _ in range(len(wanted) + 3):
            screen.keyboard.press("Tab")
            rank, seen = screen.evaluate(REACHED)
            found[rank] = seen
        assert wanted <= found.keys(), path
        assert all(found[rank] for rank in wanted), path


SMALL = """() => [...document.querySelectorAll("a[href], button, select, summary, input:not([type=hidden])")]
    .filter(one => one.checkVisibility() && !one.matches(".fact, .skip, .hidden"))
    .map(one => one.matches("label *") ? one.closest("label") : one)
    .filter(one => one.getBoundingClientRect().height < 24)
    .filter(one => !one.matches("p > a, li > a") || one.parentElement.textContent.trim() === one.textContent.trim())
    .map(one => one.outerHTML.slice(0, 150))"""


def test_what_is_pressed_is_24_pixels_high(screen: Page, page: Opened) -> None:
    """But links in a sentence, and the facts of the pages."""
    for path in SCREENS:
        screen.goto(page.base + path)
        screen.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        assert screen.evaluate(SMALL) == [], path


def test_what_is_too_large_is_refused_at_its_field(screen: Page, page: Opened) -> None:
    for path in ("/relire", "/reprendre", f"/acte/{ACT}/suivi"):
        screen.goto(page.base + path)
        field = screen.locator("input[type=file]")
        field.evaluate(
            """(field, size) => {
                const held = new DataTransfer();
                held.items.add(new File([new ArrayBuffer(size)], "scan.pdf"));
                field.files = held.files;
                field.dispatchEvent(new Event("change", { bubbles: true }));
            }""",
            MOST + 1,
        )
        assert "64\u00a0Mo" in field.evaluate("field => field.validationMessage")
        assert not field.evaluate("field => field.form.checkValidity()")


def test_the_list_follows_what_is_typed(screen: Page) -> None:
    rows = screen.locator("table.acts tbody tr")
    expect(rows).to_have_count(6)
    screen.get_by_label("Chercher").fill("delegation")
    expect(rows).to_have_count(2)
    assert "mots=delegation" in screen.url
    screen.get_by_label("Année").select_option("2017")
    expect(rows).to_have_count(1)
    screen.get_by_label("Chercher").fill("territoires Cantal adhérents")  # words of the text
    screen.get_by_label("Année").select_option("toutes")
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text(ACT)


def test_a_fact_leads_to_its_field_and_to_every_place_that_says_it(screen: Page, page: Opened) -> None:
    screen.goto(f"{page.base}/acte/{ACT}")
    screen.locator('.sheet.convention .fact[data-field="periode.debut"]').first.click()
    expect(screen.locator('[id="i-v:periode.debut"]')).to_be_focused()
    lit = screen.locator(".sheet .fact.lit")
    fields = set(lit.evaluate_all("all => all.map(one => one.dataset.field)"))
    assert fields == {"periode.debut", "periode"}  # the whole period says its first day


def test_a_number_is_not_cut_at_its_hyphen(screen: Page, page: Opened) -> None:
    """As in Word, however narrow the page is."""
    screen.goto(f"{page.base}/acte/{ACT}")
    held = screen.locator(".sheet .visa .held")
    assert held.count() > 1
    screen.locator(".sheet").first.evaluate("one => one.style.width = '9em'")
    assert (
        held.evaluate_all("all => all.filter(one => one.getClientRects().length > 1).map(one => one.textContent)") == []
    )


def test_a_remark_lights_its_words(screen: Page, page: Opened) -> None:
    screen.goto(f"{page.base}/acte/{ACT}")
    screen.locator(".remark", has_text="21 % n’est aucun taux").locator(".message").click()
    lit = screen.locator(".sheet mark.lit").first
    expect(lit).to_contain_text("23 655.50")
    expect(lit).to_be_in_viewport()
    lit.click()
    expect(screen.locator(".remark.lit").first).to_be_focused()


def test_a_remark_leads_to_its_rule(screen: Page, page: Opened) -> None:
    screen.goto(f"{page.base}/acte/{ACT}")
    screen.get_by_role("link", name="Expliquer").first.click()
    expect(screen.locator("h1")).to_contain_text("MNT102")
    screen.get_by_role("link", name=f"Revenir à {ACT}").click()
    expect(screen).to_have_url(f"{page.base}/acte/{ACT}")


def test_an_act_is_printed_as_its_pages(screen: Page, page: Opened) -> None:
    screen.goto(f"{page.base}/acte/{ACT}")
    screen.emulate_media(media="print")
    expect(screen.locator(".sheet")).to_have_count(3)
    for gone in (".top", ".facts", ".remarks", ".doing"):
        expect(screen.locator(gone).first).to_be_hidden()
    mark = screen.locator(".sheet mark.erreur").first
    assert mark.evaluate("one => getComputedStyle(one).borderBottomWidth") == "0px"


def test_all_can_be_done_without_script(browser: Browser, open_page: Callable[[Path], Opened], workspace: Path) -> None:
    page = open_page(workspace)
    with tab(browser, page.address, java_script_enabled=False) as found:
        found.get_by_label("Chercher").fill("flux vision")
        found.get_by_role("button", name="Chercher").click()
        found.get_by_role("link", name=ACT).last.click()
        expect(found.locator("h1")).to_contain_text("Décision n° 2025-453")
        found.locator('.sheet.convention .fact[data-field="periode.debut"]').first.click()
        assert found.url.endswith("#f-periode.debut")
        found.locator(".remark .place a").first.click()
        assert "#m-" in found.url
        found.get_by_role("button", name="Arrêter").click()
        expect(found.locator("h1")).to_have_text("La page est arrêtée")


def test_what_bears_its_version_is_asked_once(
    browser: Browser, open_page: Callable[[Path], Opened], workspace: Path
) -> None:
    """The screen of a page that stops has its look, though nothing answers any more."""
    page = open_page(workspace)
    app, asked = page.running.app, list[str]()

    def told(environ: dict[str, Any], start: Any) -> Any:
        asked.append(environ["PATH_INFO"])
        return app(environ, start)

    page.running.app = told  # type: ignore[assignment]
    with tab(browser, page.address) as found:
        for name in ("Échéances", "Registre"):
            found.get_by_role("link", name=name, exact=True).click()
            expect(found.locator("nav [aria-current]")).to_have_text(name)
    assert {"/echeances", "/registre"} <= set(asked)
    assert [asked.count(f"/static/{name}") for name in ("page.css", "icon.svg", "files.js")] == [1, 1, 1]


def test_all_can_be_done_by_keyboard(screen: Page, page: Opened) -> None:
    screen.keyboard.press("Tab")
    expect(screen.locator(".skip")).to_be_focused()
    screen.keyboard.press("Enter")
    expect(screen.locator("main")).to_be_focused()
    link = screen.locator("table.acts a").first
    for _ in range(30):
        screen.keyboard.press("Tab")
        if link.evaluate("one => one === document.activeElement"):
            break
    screen.keyboard.press("Enter")
    expect(screen.locator("h1")).to_contain_text("n° 2025-453")
    fact = screen.locator('.sheet .fact[data-field="periode.fin"]').first
    fact.focus()
    screen.keyboard.press("Enter")
    expect(screen.locator('[id="i-v:periode.fin"]')).to_be_focused()


class _Hostile(BaseHTTPRequestHandler):
    """Another site, open in the same browser."""

    target = ""

    def do_GET(self) -> None:
        page = f"""<!doctype html><title>x</title><iframe src="{self.target}/"></iframe>
        <form id="f" method="post" action="{self.target}/arreter" target="w"></form>"""
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(page.encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def test_another_site_neither_reads_nor_posts(browser: Browser, page: Opened) -> None:
    server = HTTPServer(("127.0.0.1", 0), _Hostile)
    _Hostile.target = page.base
    Thread(target=server.serve_forever, daemon=True).start()
    context = browser.new_context()
    found = context.new_page()
    found.goto(page.address)  # she has the cookie
    found.goto(f"http://127.0.0.1:{server.server_port}/")
    for mode in ("cors", "no-cors"):
        read = found.evaluate(
            """async ([to, mode]) => { try { const got = await fetch(to, {credentials: 'include', mode});
            return await got.text() } catch { return '' } }""",
            [page.base, mode],
        )
        assert read == ""
    assert "Saint-Flour" not in "".join(frame.content() for frame in found.frames)
    found.evaluate("document.querySelector('#f').submit()")
    found.wait_for_timeout(500)
    assert page.ask("/")[0] == 200  # nobody stopped it
    context.close()
    server.shutdown()
    server.server_close()


def test_a_defect_is_said_in_french(open_page: Callable[[Path], Opened], workspace: Path) -> None:
    page = open_page(workspace)
    (workspace / "registry" / "collectivite.yaml").write_text("nom: [", "utf-8")
    status, said, _ = page.ask("/")
    assert status == 409
    assert "collectivite.yaml" in said


def test_the_first_start_is_done_at_the_keyboard(
    browser: Browser, open_page: Callable[[Path], Opened], tmp_path: Path
) -> None:
    """A folder is prepared without a mouse, each answer that will not do at its field; no barrier, nothing too wide."""
    folder = tmp_path / "Mes actes"
    folder.mkdir()
    opened = open_page(folder)
    with tab(browser, opened.address) as found:
        expect(found.locator("h1")).to_have_text("Préparer le dossier d’actes")
        for one in QUESTIONS:
            found.locator(f"[name={one.option}]").first.focus()
            found.keyboard.press("Space") if one.option == "kind" else found.keyboard.type(one.example)
        found.get_by_label("Son numéro SIREN").fill("12")
        found.keyboard.press("Enter")
        expect(found.get_by_role("alert")).to_contain_text("1\u00a0réponse à corriger")
        no_barrier(found)
        found.get_by_role("alert").get_by_role("link").press("Enter")
        expect(found.get_by_label("Son numéro SIREN")).to_be_focused()
        found.keyboard.press("Control+A")
        found.keyboard.type("200066660")
        found.keyboard.press("Enter")
        expect(found.locator("h1")).to_have_text("Saint-Flour Communauté")


def test_the_sheets_are_cut_into_pages(screen: Page, page: Opened) -> None:
    """As many as Word makes, each with its foot; a signature has words above it; a smaller window moves no cut."""
    screen.goto(f"{page.base}/acte/{ACT}")
    folios = ".sheet .folio, .sheet footer"
    said = [f"page {n} / {many}" for many in (2, 4, 1) for n in range(1, many + 1)]
    assert screen.locator(folios).evaluate_all("all => all.map(one => one.dataset.folio)") == said
    words = "all => all.map(one => one.nextSibling?.textContent ?? one.nextElementSibling.textContent)"
    cuts = screen.locator(".sheet .turn").evaluate_all(words)
    assert len(cuts) == 4
    assert cuts[0].strip().startswith("Article\u00a04")  # what comes before the signature goes with it
    screen.set_viewport_size(NARROW)
    screen.reload()
    assert screen.locator(".sheet .turn").evaluate_all(words) == cuts


def test_a_file_is_dropped_anywhere_on_a_screen_that_asks_for_one(screen: Page, page: Opened, tmp_path: Path) -> None:
    """Beside the field too, where a browser alone would leave the page to open the file."""
    receipt = tmp_path / "accuse.txt"
    receipt.write_text("015-200066660-20250708-DEC2025-453-AU\nReçu en préfecture le 09/07/2025\n", "utf-8")
    for path, field in ((f"/acte/{ACT}/suivi", "#accuse"), ("/relire", "#fichiers")):
        screen.goto(page.base + path)
        screen.wait_for_load_state("networkidle")
        given = {"items": [], "files": [str(receipt)], "dragOperationsMask": 1}
        box = screen.locator("h1").bounding_box()
        assert box is not None
        for step in ("dragEnter", "dragOver", "drop"):  # as the system gives it, not as a script would
            sent = {"type": step, "x": box["x"] + 5, "y": box["y"] + 5, "data": given}
            screen.context.new_cdp_session(screen).send("Input.dispatchDragEvent", sent)
        expect(screen).to_have_url(page.base + path)
        expect(screen.locator(field)).to_have_js_property("value", "C:\\fakepath\\accuse.txt")
