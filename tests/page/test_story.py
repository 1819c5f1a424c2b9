"""The assistant's year in her browser: from the page that opens to the report to the council, by mouse and keyboard."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from .browser import CHROMIUM, no_barrier, tab
from .conftest import ACT
from .conftest import Page as Opened

pytestmark = [pytest.mark.browser, pytest.mark.skipif(not CHROMIUM.exists(), reason="no Chromium")]
NEW = "DEC2026-453"
WORD = Path(__file__).parents[1] / "reading" / "fixtures" / "flux" / "convention.docx"


def test_her_year(browser: Browser, page: Opened) -> None:
    with tab(browser, page.address) as screen:
        what_ends_is_renewed(screen)
        it_is_compared_and_produced(screen, page)
        it_is_signed_sent_and_published(screen)
        the_council_is_told(screen)
        the_partners_file_is_read(screen)
        screen.get_by_role("button", name="Arrêter").click()
        expect(screen.locator("h1")).to_have_text("La page est arrêtée")
    text = next((page.root / "registry").rglob(f"{NEW}.yaml")).read_text("utf-8")
    for said in ("date: 2026-11-20", "transmission: 2026-11-20", "publication: 2026-11-23", "compte_rendu: 2026-11-27"):
        assert said in text


def what_ends_is_renewed(screen: Page) -> None:
    screen.get_by_role("link", name="Échéances").click()
    screen.get_by_role("link", name=f"Reconduire {ACT}").click()
    screen.get_by_role("button", name="Continuer").click()  # a new act
    screen.get_by_role("button", name="Continuer").click()  # its date, nobody knows yet
    screen.get_by_label("Numéro").fill("453")
    screen.keyboard.press("Enter")
    expect(screen.get_by_role("alert")).to_be_visible()  # the year is missing: said at once, and nothing is lost
    screen.get_by_label("Numéro").fill("2026-453")
    screen.keyboard.press("Enter")
    screen.get_by_role("button", name="Continuer").click()  # the first day that is proposed
    screen.go_back()  # back and forward lose nothing
    screen.go_forward()
    screen.get_by_label("Dernier jour, ou durée").fill("un an")
    screen.keyboard.press("Enter")
    expect(screen.locator(".steps")).to_contain_text("années des crédits : 2025 → 2027")
    screen.get_by_role("button", name="Créer la fiche").click()
    expect(screen.locator("h1")).to_have_text(f"{NEW} est prêt à relire")
    no_barrier(screen)
    screen.get_by_role("link", name=f"Ouvrir {NEW}").click()
    expect(screen.locator("h1")).to_contain_text("brouillon")


def it_is_compared_and_produced(screen: Page, page: Opened) -> None:
    screen.get_by_role("link", name="Comparer").click()
    expect(screen.locator("main")).to_contain_text("Aurait dû changer")
    screen.get_by_role("link", name=f"← {NEW}").click()
    screen.get_by_role("link", name="Produire").click()
    screen.get_by_label("Version définitive, sans la mention « PROJET »").check()
    screen.get_by_role("button", name="Produire").click()
    expect(screen.get_by_role("status")).to_contain_text("Rien n’a été écrit")  # something is to confirm
    screen.get_by_label("Version définitive, sans la mention « PROJET »").uncheck()
    screen.get_by_role("button", name="Produire").click()
    expect(screen.get_by_role("status")).to_contain_text(f"{NEW}-decision.docx : écrit")
    no_barrier(screen)
    assert (page.root / "sortie" / NEW / f"{NEW}-convention.docx").is_file()
    screen.get_by_role("link", name=f"← {NEW}").click()


def it_is_signed_sent_and_published(screen: Page) -> None:
    screen.get_by_role("link", name="Suivi").click()
    screen.get_by_label("Signé le").fill("20/11/2026")
    screen.get_by_label("Transmis à la préfecture le").fill("20/11/2026")
    screen.get_by_label("Publié le").fill("23/11/2025")  # she means 2026
    screen.get_by_role("button", name="Enregistrer").click()
    expect(screen.get_by_role("alert")).to_contain_text("Rien n’a été enregistré")
    no_barrier(screen)
    screen.get_by_label("Publié le").fill("23/11/2026")
    screen.get_by_label("Enregistrer quand même").check()
    screen.get_by_role("button", name="Enregistrer").click()
    expect(screen.get_by_role("status")).to_contain_text("Publication : 23 novembre 2026")
    expect(screen.locator("main")).to_contain_text("Exécutoire depuis le 23 novembre 2026")


def the_council_is_told(screen: Page) -> None:
    screen.get_by_role("link", name="Compte rendu").click()
    screen.get_by_label("Séance du").fill("27/11/2026")
    screen.get_by_label("Décisions prises depuis le").fill("01/11/2026")
    screen.get_by_role("button", name="Voir").click()
    expect(screen.locator("table")).to_contain_text(NEW)
    screen.get_by_role("button", name="Écrire le document Word").click()
    expect(screen.get_by_role("status")).to_contain_text("Le document est écrit")
    no_barrier(screen)
    screen.get_by_role("button", name="La séance a eu lieu : enregistrer").click()
    expect(screen.get_by_role("status")).to_contain_text(f"Rapportées à cette séance : {NEW}")


def the_partners_file_is_read(screen: Page) -> None:
    screen.get_by_role("link", name="Relire", exact=True).click()
    screen.get_by_label("Choisir des documents, ou les déposer ici").set_input_files(WORD)
    screen.get_by_role("button", name="Relire", exact=True).click()
    expect(screen.locator("#lu .remark").first).to_be_visible()
    no_barrier(screen)
    with screen.expect_download() as saved:
        screen.get_by_role("button", name="Enregistrer avec commentaires dans Word").click()
    assert saved.value.suggested_filename == "convention-annotee.docx"
