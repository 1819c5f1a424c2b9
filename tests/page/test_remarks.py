"""What is done about a remark: corrected, accepted, confirmed, explained; words that say a fact made one."""

from __future__ import annotations

import re
from urllib.parse import urlencode

from .conftest import ACT, Page, entry

REMARK = re.compile(r'<article class="remark.*?</article>', re.DOTALL)


def remark(page: Page, words: str) -> str:
    found = [one for one in REMARK.findall(page.ask(f"/acte/{ACT}")[1]) if words in one]
    assert found, words
    return found[0]


def key(said: str) -> str:
    found = re.search(r'name="remarque" value="(\w+)"', said)
    assert found
    return found[1]


def done(page: Page, **fields: str) -> tuple[int, str]:
    status, said, _ = page.ask(f"/acte/{ACT}/remarque", "POST", urlencode(fields), Origin=page.base)
    return status, said


def test_a_correction_is_shown_then_made(draft: Page) -> None:
    said = remark(draft, "FOR103")
    assert "<del>L 5211-10</del>" in said.replace("\u00a0", " ")
    assert "<ins>L. 5211-10</ins>" in said.replace("\u00a0", " ")
    assert done(draft, remarque=key(said), faire="corriger")[0] == 303
    assert "article L. 5211-10 ;" in entry(draft.root).read_text("utf-8")
    assert not any("FOR103" in one for one in REMARK.findall(draft.ask(f"/acte/{ACT}")[1]))
    draft.ask(f"/acte/{ACT}/annuler", "POST", "x=1", Origin=draft.base)
    assert "article L 5211-10 ;" in entry(draft.root).read_text("utf-8")


def test_a_remark_is_accepted_with_a_reason_and_a_name(draft: Page) -> None:
    said = remark(draft, "aucun élément de ce qui est annoncé")
    status, answer = done(draft, remarque=key(said), faire="accepter", motif="", par="C. Charriaud")
    assert status == 409
    assert "il manque le motif" in answer.lower()
    done(draft, remarque=key(said), faire="accepter", motif="le montant est dans l'annexe", par="C. Charriaud")
    assert "motif: le montant est dans l'annexe\n    par: C. Charriaud" in entry(draft.root).read_text("utf-8")
    assert "Accepté par C. Charriaud" in remark(draft, "aucun élément de ce qui est annoncé")


def test_a_point_is_confirmed(draft: Page) -> None:
    path = entry(draft.root)
    point = "a_confirmer:\n  - champ: financement.cout_annuel.ht\n    motif: prix de 2023\n    valeur: 19 550,00\n"
    path.write_text(path.read_text("utf-8") + point, "utf-8")
    said = remark(draft, "prix de 2023")
    assert "Accepter" not in said
    assert done(draft, remarque=key(said), faire="confirmer")[0] == 303
    assert path.read_text("utf-8").endswith("    valeur: 19 550,00\n    confirme: oui\n")
    said = remark(draft, "REN102")  # a value kept as it was, that nobody listed
    assert done(draft, remarque=key(said), faire="confirmer")[0] == 303
    assert "  - champ: references.groupement.date\n    motif: vérifié" in path.read_text("utf-8")
    assert not any("REN10" in one for one in REMARK.findall(draft.ask(f"/acte/{ACT}")[1]))


def test_a_blank_is_filled_in_rather_than_confirmed(draft: Page) -> None:
    path = entry(draft.root)
    full = path.read_text("utf-8")
    text = full.replace("  - vu: [DEL2017-26, DEL2020-273]\n", "  - vu: '[À COMPLÉTER : la délégation]'\n", 1)
    assert text != full
    blank = "a_confirmer:\n  - {champ: 'preambule[1].vu', motif: la délégation manque, valeur: '[À COMPLÉTER]'}\n"
    other = "  - {champ: 'preambule[1].vu', motif: \"à corriger : ce passage\"}\n"
    path.write_text(text + blank + other, "utf-8")
    for words in ("la délégation manque", "ce passage"):
        said = remark(draft, words)
        assert "C’est bien cela<" not in said
        assert "Accepter" not in said
        assert 'class="button small" href="#f-preambule[1].vu">Remplir le champ' in said
    path.write_text(full + blank + other, "utf-8")  # filled in: its line asks still
    assert "C’est bien cela<" in remark(draft, "ce passage")


def test_a_rule_is_explained(draft: Page) -> None:
    assert f"/regle/FOR103?acte={ACT}" in remark(draft, "FOR103")
    _, said, _ = draft.ask(f"/regle/FOR103?acte={ACT}")
    assert "Bon : « l’article L. 5211-10 »" in said or "Bon : « l&#39;article L. 5211-10 »" in said
    assert f'href="/acte/{ACT}"' in said
    assert draft.ask("/regle/RIEN99")[0] == 409


def test_words_that_say_a_fact_become_one(draft: Page) -> None:
    path = entry(draft.root)
    path.write_text(path.read_text("utf-8").replace("courant {{ periode }}.", "jusqu'au 31 décembre 2026."), "utf-8")
    _, said, _ = draft.ask(f"/acte/{ACT}")
    offer = re.search(r'« 31 décembre 2026 » : Période › Dernier jour <button[^>]*name="nommer" value="([^"]*)"', said)
    assert offer
    assert done(draft, nommer=offer[1])[0] == 303
    assert "jusqu'au {{ periode.fin }}." in path.read_text("utf-8")
    assert done(draft, nommer=offer[1])[0] == 409


def test_what_is_no_more_is_not_done(draft: Page) -> None:
    before = entry(draft.root).read_bytes()
    status, said = done(draft, remarque="0" * 16, faire="corriger")
    assert status == 409
    assert "est plus" in said
    assert f'href="/acte/{ACT}">Revenir à {ACT}</a>' in said
    assert entry(draft.root).read_bytes() == before


def test_a_signed_act_is_not_corrected(page: Page) -> None:
    said = remark(page, "FOR103")
    assert "Corriger<" not in said
    assert done(page, remarque=key(said), faire="corriger")[0] == 409
