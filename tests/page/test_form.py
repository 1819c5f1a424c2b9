"""The form of an act in a real browser: typed, by keyboard alone, by two people; its facts as chips."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from .browser import CHROMIUM, no_barrier, tab
from .conftest import ACT, entry
from .conftest import Page as Opened

pytestmark = [pytest.mark.browser, pytest.mark.skipif(not CHROMIUM.exists(), reason="no Chromium")]
DUREE = "convention.articles[7].texte"


@pytest.fixture
def screen(browser: Browser, draft: Opened) -> Iterator[Page]:
    with tab(browser, draft.address) as found:
        found.goto(f"{draft.base}/acte/{ACT}")
        yield found


def field(screen: Page, path: str) -> Locator:
    return screen.locator(f'[id="i-v:{path}"]')


def prose(screen: Page, path: str, rank: int = 0) -> Locator:
    """A paragraph, its folds opened as by a click in the pages."""
    screen.locator(f'[data-said="{path}#{rank}"]').first.click(position={"x": 3, "y": 3})
    return screen.locator(f'[id="p-{path}#{rank}"] .prose')


def written(screen: Page) -> None:
    expect(screen.locator("#dit")).to_have_text("Enregistré")


def text(draft: Opened) -> str:
    return entry(draft.root).read_text("utf-8")


def test_the_pages_and_remarks_follow_what_is_typed(screen: Page, draft: Opened) -> None:
    end = field(screen, "periode.fin")
    end.fill("31 décembre 2027")
    end.press("Tab")
    written(screen)
    assert "fin: 2027-12-31" in text(draft)  # as the entry writes its dates
    expect(screen.locator('.sheet.convention [data-field="periode"]', has_text="36")).not_to_have_count(0)
    expect(screen.locator(".remark", has_text="la période dure 36 mois")).to_have_count(1)
    expect(screen.locator('[id="n-periode"]')).to_have_text("durée : 36 mois")


def test_what_is_wrong_is_said_at_its_field_and_kept(screen: Page, draft: Opened) -> None:
    start, before = field(screen, "periode.debut"), text(draft)
    start.fill("2027-01-01")
    start.press("Enter")
    end = field(screen, "periode.fin")
    expect(end).to_have_attribute("aria-invalid", "true")
    expect(screen.get_by_role("alert")).to_contain_text("La période finit avant de commencer")
    assert text(draft) == before
    expect(start).to_have_value("2027-01-01")
    end.fill("2028-12-31")  # both are judged together
    end.press("Enter")
    written(screen)
    expect(screen.get_by_role("alert")).to_have_count(0)
    assert "debut: 2027-01-01\n  fin: 2028-12-31" in text(draft)


def test_what_she_undoes_herself_is_nobody_elses(screen: Page, draft: Opened) -> None:
    price = field(screen, "financement.cout_annuel.ht")
    before, text_before = price.input_value(), text(draft)
    price.fill("21000")
    price.press("Enter")
    written(screen)
    price.fill("vingt mille euros")
    price.press("Enter")
    expect(price).to_have_attribute("aria-invalid", "true")
    screen.locator("#defaire").get_by_role("button", name="Annuler").click()
    expect(screen.locator("#defaire").get_by_role("button", name="Rétablir")).to_have_count(1)
    expect(screen.locator("#dit")).to_contain_text("Pas encore enregistré")
    assert text(draft) == text_before
    expect(price).to_have_value("vingt mille euros")
    expect(screen.locator(".conflict")).to_have_count(0)
    expect(screen.get_by_role("alert")).not_to_contain_text("autre a changé")
    price.fill(before)  # as it is again
    price.press("Enter")
    expect(screen.get_by_role("alert")).to_have_count(0)
    price.fill("21000")  # as it was before she undid it
    price.press("Enter")
    written(screen)
    assert "ht: 21" in text(draft)


def test_a_blank_leads_to_its_field(screen: Page, draft: Opened) -> None:
    blank = text(draft).replace("  - vu: [DEL2017-26, DEL2020-273]\n", "  - vu: '[À COMPLÉTER : la délégation]'\n", 1)
    point = "a_confirmer:\n  - {champ: 'preambule[1].vu', motif: manque, valeur: '[À COMPLÉTER]'}\n"
    entry(draft.root).write_text(blank + point, "utf-8")
    screen.reload()
    screen.get_by_role("link", name="Remplir le champ").click()
    expect(screen.locator('[id="p-preambule[1].vu#0"] .prose')).to_be_focused()


def test_a_fact_takes_another_form(screen: Page, draft: Opened) -> None:
    one = prose(screen, DUREE)
    expect(one).to_be_focused()
    one.locator(".chip", has_text="24 mois").first.click()
    screen.get_by_role("option", name="24 mois (vingt-quatre mois)").click()
    written(screen)
    assert "une période de {{ periode.duree | en_chiffres_et_lettres }}, courant {{ periode }}." in text(draft)
    expect(screen.locator(f'[data-said="{DUREE}#0"]')).to_contain_text("vingt-quatre")


def test_a_fact_comes_from_the_list_by_keyboard(screen: Page, draft: Opened) -> None:
    one = prose(screen, DUREE)
    one.press("Control+End")
    screen.keyboard.type(" Elle commence le @premier jour")
    expect(screen.get_by_role("listbox")).to_be_visible()
    expect(screen.locator("#choix .chosen")).to_contain_text("1er janvier 2025")
    screen.keyboard.press("Enter")
    screen.keyboard.type(".")
    one.blur()
    written(screen)
    expect(screen.locator(f'[data-said="{DUREE}#0"]')).to_contain_text("Elle commence le 1er janvier 2025.")
    assert "courant {{ periode }}. Elle commence le {{ periode.debut }}." in text(draft)


def test_a_fact_moves_and_goes_by_keyboard(screen: Page, draft: Opened) -> None:
    one = prose(screen, DUREE)
    one.press("Alt+ArrowDown")
    chip = one.locator(".chip").first
    expect(chip).to_be_focused()
    screen.keyboard.press("ArrowRight")
    expect(one.locator(".chip").nth(1)).to_be_focused()
    screen.keyboard.press("ArrowLeft")
    expect(chip).to_be_focused()
    screen.keyboard.press("Alt+ArrowLeft")
    written(screen)
    assert "une période {{ periode.duree }} de, courant {{ periode }}." in text(draft)
    screen.keyboard.press("Alt+ArrowRight")
    expect(screen.locator(f'[data-said="{DUREE}#0"]')).to_contain_text("une période de, 24 mois courant")
    screen.keyboard.press("Alt+ArrowLeft")
    one.locator(".chip").last.focus()
    screen.keyboard.press("Delete")
    expect(one.locator(".chip")).to_have_count(1)
    one.blur()
    expect(screen.locator(f'[data-said="{DUREE}#0"]')).not_to_contain_text("du 1er janvier")
    assert "une période {{ periode.duree }} de, courant." in text(draft)


def drag(screen: Page, chip: Locator, words: str, to: Locator) -> None:
    """Drag a fact with the mouse until it is over words of a text."""
    find = """(one, words) => {
        const walk = document.createTreeWalker(one, NodeFilter.SHOW_TEXT), range = document.createRange();
        while (!walk.nextNode().data.includes(words));
        range.setStart(walk.currentNode, walk.currentNode.data.indexOf(words));
        range.setEnd(walk.currentNode, range.startOffset + words.length);
        const { x, y, width, height } = range.getClientRects()[0];
        return [x + width / 2, y + height / 2];
    }"""
    chip.hover()
    screen.mouse.down()
    x, y = to.evaluate(find, words)
    screen.mouse.move(x, y, steps=4)
    screen.mouse.up()


def test_a_fact_is_dragged_to_another_place(screen: Page, draft: Opened) -> None:
    """In the middle of a word it comes before it; on another fact beside it, on itself where it was."""
    one, sheet = prose(screen, DUREE), screen.locator(f'[data-said="{DUREE}#0"]')
    for words, said in (
        ("convention", "La présente 24 mois convention est établie pour une période de, courant"),
        ("24 mois", "La présente 24 mois convention est établie pour une période de, courant"),
        ("janvier 2025", "de, courant du 1er janvier 2025 au 31 décembre 2026 24 mois."),
    ):
        drag(screen, one.locator(".chip", has_text="24 mois"), words, one)
        expect(sheet).to_contain_text(said)
    assert "La présente convention est établie pour une période de, courant {{ periode }} {{ periode.duree }}." in text(
        draft
    )
    expect(one.locator(".chip .chip")).to_have_count(0)


def test_what_a_paragraph_cannot_say_is_told_when_she_goes_to_the_next(screen: Page, draft: Opened) -> None:
    one = screen.locator('.prose[data-path="objet"]')
    one.press("Control+End")
    screen.keyboard.type(" et {{ inconnu }}")
    screen.keyboard.press("Tab")
    expect(screen.locator('.prose[data-path="objet_cite"]')).to_be_focused()
    expect(screen.get_by_role("alert")).to_contain_text("« inconnu » n’existe pas")


def test_a_fact_is_cut_and_pasted_whole(screen: Page, draft: Opened) -> None:
    one = prose(screen, DUREE)
    one.press("Control+A")
    one.press("Control+X")
    expect(one).to_have_text("")
    one.press("Control+V")
    expect(one.locator(".chip")).to_have_count(2)
    screen.keyboard.type(" Fin.")
    one.blur()
    written(screen)
    assert "une période de {{ periode.duree }}, courant {{ periode }}. Fin." in text(draft)


def test_what_is_pasted_or_cut_is_undone_in_the_field(screen: Page, draft: Opened) -> None:
    one, before = prose(screen, DUREE), text(draft)
    shown = one.inner_text()
    one.press("Control+A")
    one.press("Control+X")
    one.press("Control+Z")
    expect(one).to_have_text(shown)
    for words, chips in (("tout à fait\nnouveau", 2), ("⟦=periode.debut⟧ ou rien", 3)):
        one.press("End")
        one.evaluate(
            """(one, words) => {
                const clipboardData = new DataTransfer();
                clipboardData.setData("application/x-actes", words);
                one.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true }));
            }""",
            words,
        )
        expect(one).to_contain_text(words[-4:])
        expect(one.locator(".chip")).to_have_count(chips)
        assert one.locator("[style]").count() == 0
        one.press("Control+Z")
        expect(one).to_have_text(shown)
        expect(one.locator(".chip")).to_have_count(2)
    one.blur()
    screen.wait_for_timeout(1500)
    assert text(draft) == before


def test_what_is_pasted_on_a_fact_comes_after_it(screen: Page, draft: Opened) -> None:
    one = prose(screen, DUREE)
    one.locator(".chip").first.focus()
    screen.evaluate("""() => {
        getSelection().removeAllRanges();
        const clipboardData = new DataTransfer();
        clipboardData.setData("text/plain", " pleins");
        document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true }));
    }""")
    one.blur()
    written(screen)
    assert "une période de {{ periode.duree }} pleins, courant {{ periode }}." in text(draft)


def test_an_item_is_added_and_moved(screen: Page, draft: Opened) -> None:
    add = screen.locator('[id="f-financement.budget.exercices"] .add')
    add.locator("summary").click()
    add.locator("input").fill("2026")
    add.get_by_role("button").click()
    written(screen)
    expect(field(screen, "financement.budget.exercices[1]")).to_have_value("2026")
    screen.get_by_role("button", name="Monter 2").click()
    expect(field(screen, "financement.budget.exercices[0]")).to_have_value("2026")
    assert "exercices: [2026, 2025]" in text(draft)
    screen.locator("#defaire button").click()
    expect(field(screen, "financement.budget.exercices[0]")).to_have_value("2025")


def test_an_item_of_several_fields_is_added_by_who_takes_her_time(screen: Page, draft: Opened) -> None:
    """What is typed of it stays while other fields are written, and while she thinks."""
    screen.locator("[data-fold='Argent']").evaluate("one => { one.open = true }")
    add = screen.locator('[id="f-financement.echeances"] .add').last
    add.locator("summary").click()
    start = "i-n:financement.echeances:"
    for name, words in (("nom*", "fin"), ("part", "10 %")):
        add.locator(f'[id="{start}{name}"]').fill(words)
        add.locator(f'[id="{start}{name}"]').press("Tab")
    field(screen, "financement.tva").fill("10 %")
    field(screen, "financement.tva").press("Enter")
    written(screen)
    expect(add.locator(f'[id="{start}part"]')).to_have_value("10 %")
    field(screen, "financement.echeances.solde.part").fill("40 %")
    add.locator(f'[id="{start}quand"]').fill("2027-01")
    add.get_by_role("button").click()
    written(screen)
    assert "    fin:\n      part: 10 %\n      quand: 2027-01\n" in text(draft)
    expect(add.locator(f'[id="{start}part"]')).to_have_value("")


def test_a_paragraph_gives_way_to_that_of_another(screen: Page, draft: Opened) -> None:
    one = prose(screen, DUREE)
    one.press("Control+End")
    screen.keyboard.type(" Un mot.")
    one.blur()
    written(screen)
    one.press("Control+End")
    screen.keyboard.type(" Fin.")
    entry(draft.root).write_text(text(draft).replace(" Un mot.", " Un autre mot.", 1), "utf-8")
    one.blur()
    screen.get_by_role("button", name="Garder la sienne").click()
    expect(one).to_contain_text("Un autre mot.")
    expect(one).not_to_contain_text("Fin.")


def test_what_cannot_be_undone_says_why_and_shows_what_is_there(screen: Page, draft: Opened) -> None:
    """Until she does something else; what she typed stays."""
    price = field(screen, "financement.cout_annuel.ht")
    price.fill("21000")
    price.press("Enter")
    written(screen)
    entry(draft.root).write_text(text(draft).replace("tva: 20 %", "tva: 10 %", 1), "utf-8")
    screen.locator("#defaire").get_by_role("button", name="Annuler").click()
    expect(screen.locator("#etat")).to_contain_text("Ce n’est pas possible ainsi")
    expect(field(screen, "financement.tva")).to_have_value("10 %")
    screen.wait_for_timeout(3500)  # longer than it takes to look whether something changed
    expect(screen.locator("#etat")).to_contain_text("a été changée depuis")
    expect(price).to_have_value("21000")


def test_two_people_edit_one_act(
    browser: Browser, screen: Page, draft: Opened, open_page: Callable[..., Opened]
) -> None:
    other = open_page(draft.root)
    with tab(browser, other.address) as hers:
        hers.goto(f"{other.base}/acte/{ACT}")
        field(hers, "financement.tva").fill("10 %")
        field(hers, "financement.tva").press("Enter")
        written(hers)
        expect(field(screen, "financement.tva")).to_have_value("10 %")  # within seconds
        field(screen, "periode.fin").fill("2027-12-31")  # not sent yet
        field(hers, "periode.fin").fill("2028-12-31")
        field(hers, "periode.fin").press("Enter")
        expect(hers.locator("#dit")).to_have_text("Enregistré")
        hers.wait_for_timeout(300)
        field(screen, "periode.fin").press("Enter")
        both = screen.locator(".conflict")
        expect(both).to_contain_text("2027-12-31")
        expect(both).to_contain_text("31 décembre 2028")
        assert "fin: 2028-12-31" in text(draft)
        both.get_by_role("button", name="Garder la mienne").click()
        written(screen)
        assert "fin: 2027-12-31" in text(draft)
        expect(field(hers, "periode.fin")).to_have_value("31 décembre 2027")


def test_a_file_edited_elsewhere_is_not_written_over(screen: Page, draft: Opened) -> None:
    end = field(screen, "periode.fin")
    end.fill("2027-12-31")
    entry(draft.root).write_text(text(draft).replace("fin: 2026-12-31", "fin: 2030-12-31", 1), "utf-8")
    end.press("Enter")
    expect(screen.locator(".conflict")).to_contain_text("31 décembre 2030")
    screen.locator(".conflict").get_by_role("button", name="Garder la sienne").click()
    expect(end).to_have_value("31 décembre 2030")
    expect(screen.locator(".conflict")).to_have_count(0)
    entry(draft.root).unlink()  # and then it is gone: it is said
    expect(screen.locator("#dit")).to_contain_text("n’est plus dans le registre")


def test_it_works_without_script(browser: Browser, draft: Opened) -> None:
    with tab(browser, draft.address, java_script_enabled=False) as found:
        found.goto(f"{draft.base}/acte/{ACT}")
        field(found, "periode.fin").fill("2027-12-31")
        found.get_by_role("button", name="Enregistrer").last.click()
        expect(field(found, "periode.fin")).to_have_value("31 décembre 2027")
        assert "fin: 2027-12-31" in text(draft)
        found.locator("[data-fold='Articles'] > summary").click()
        found.locator("[data-fold='articles[3]'] > summary").click()
        area = found.locator('textarea[name="p:articles[3].texte#0"]')
        area.fill(area.input_value().replace("transmise", "adressée"))
        found.get_by_role("button", name="Enregistrer").last.click()
        assert "ampliation de {{ type.present }} sera adressée" in text(draft)


def test_no_barrier_while_one_writes(screen: Page) -> None:
    """Neither in what is wrong, nor in the list of the forms of a fact, nor in a field of each kind."""
    for title in ("Période", "Argent", "Suivi"):
        screen.locator(f"[data-fold='{title}']").evaluate("one => { one.open = true }")
    field(screen, "periode.fin").fill("jamais")
    field(screen, "periode.fin").press("Enter")
    expect(screen.locator("#bilan")).to_be_visible()
    prose(screen, DUREE).locator(".chip").first.click()
    expect(screen.get_by_role("listbox")).to_be_visible()
    no_barrier(screen)


def test_a_remark_is_corrected_and_accepted_in_place(screen: Page, draft: Opened) -> None:
    one = screen.locator(".remark", has_text="FOR103").first
    expect(one.locator("ins")).to_have_text("L. 5211-10")
    one.get_by_role("button", name="Corriger").click()
    written(screen)
    expect(screen.locator(".remark", has_text="FOR103")).to_have_count(0)
    assert "article L. 5211-10 ;" in text(draft)
    undo = f"Annuler la dernière modification : {ACT} : Visas et considérants : 1 : vu : « L 5211-10 » → « L. 5211-10 »"
    expect(screen.locator("#defaire button")).to_have_text(undo)
    other = screen.locator(".remark", has_text="aucun élément de ce qui est annoncé").first
    other.locator(".accept > summary").click()
    other.get_by_label("Pourquoi").fill("le montant est en annexe")
    other.get_by_label("Qui accepte").fill("C. Charriaud")
    other.get_by_role("button", name="Accepter").click()
    expect(screen.locator(".remark.accepte", has_text="aucun élément de ce qui est annoncé")).to_have_count(1)
    assert "motif: le montant est en annexe" in text(draft)


def test_the_pages_follow_as_one_types(screen: Page, draft: Opened) -> None:
    end, before = field(screen, "periode.fin"), text(draft)
    end.focus()
    end.fill("31 d")
    screen.wait_for_timeout(1500)
    assert text(draft) == before
    expect(screen.get_by_role("alert")).to_have_count(0)  # she has not finished
    end.fill("31 décembre 2028")
    expect(screen.locator(".remark", has_text="la période dure 48 mois")).to_have_count(1)
    end.fill("31 décembre 2029")
    expect(screen.locator(".remark", has_text="la période dure 60 mois")).to_have_count(1)
    expect(end).to_be_focused()
    end.fill("2026-12-31")  # as it was, after it was written otherwise
    expect(screen.locator(".remark", has_text="la période dure 24 mois")).to_have_count(1)
    end.fill("2029-12-31")
    written(screen)
    screen.get_by_role("button", name="Annuler").click()
    expect(end).to_have_value("31 décembre 2026")
    assert text(draft) == before
    screen.get_by_role("button", name="Rétablir").click()
    expect(end).to_have_value("31 décembre 2029")


def test_what_is_not_written_outlives_the_tab(screen: Page, draft: Opened) -> None:
    start = field(screen, "periode.debut")
    start.fill("2027-01-01")  # after the last day: it waits
    start.press("Enter")
    expect(screen.get_by_role("alert")).to_be_visible()
    one = prose(screen, DUREE)
    one.press("Control+End")
    screen.keyboard.type(" Fin.")
    screen.goto(f"{draft.base}/")
    assert "debut: 2027-01-01" not in text(draft)
    screen.goto(f"{draft.base}/acte/{ACT}")
    expect(start).to_have_value("2027-01-01")
    expect(screen.get_by_role("alert")).to_contain_text("La période finit avant de commencer")
    expect(screen.locator(f'[id="p-{DUREE}#0"] .chip')).to_have_count(2)
    start.fill("2025-01-01")
    start.press("Enter")
    expect(screen.get_by_role("alert")).to_have_count(0)
    assert "courant {{ periode }}. Fin." in text(draft)
    screen.goto(f"{draft.base}/acte/{ACT}")
    expect(screen.get_by_role("alert")).to_have_count(0)


def test_what_is_not_written_is_said_before_it_is_produced_or_the_page_stops(screen: Page, draft: Opened) -> None:
    def kept(button: str) -> None:
        screen.once("dialog", lambda one: one.dismiss())
        with screen.expect_event("dialog") as asked:
            screen.get_by_role("button", name=button).click()
        assert asked.value.message.startswith(f"{ACT} : ")

    end = field(screen, "periode.fin")
    end.fill("jamais")
    kept("Arrêter")
    expect(screen.get_by_role("alert")).to_be_visible()
    screen.get_by_role("link", name="Produire").click()
    kept("Produire")
    screen.get_by_role("link", name=f"← {ACT}").click()
    end.fill("31 décembre 2027")
    screen.get_by_role("link", name="Produire").click()
    screen.get_by_role("button", name="Produire").click()
    expect(screen.get_by_role("heading", name="Ce qui a été fait")).to_be_visible()


def test_a_line_of_a_list_and_a_paragraph_are_typed(screen: Page, draft: Opened) -> None:
    path = "convention.articles[0].texte"
    one = screen.locator(f'[id="p-{path}#2"] .prose')
    prose(screen, path, 1)  # its folds open
    one.click()
    one.press("Control+End")
    screen.keyboard.press("Enter")
    screen.keyboard.type("- Publier les données.")
    screen.keyboard.press("Enter")
    screen.keyboard.press("Enter")
    screen.keyboard.type("Un alinéa de plus.")
    one.blur()
    written(screen)
    said = (
        "zone de référence concernée.\n        - Publier les données.\n\n        Un alinéa de plus.\n\n        Il est"
    )
    assert said in text(draft)
    expect(screen.locator(f'[id="p-{path}#3"] .prose')).to_have_text("Un alinéa de plus.")
