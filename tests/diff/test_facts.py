"""Facts side by side, and what should have changed from an act to its renewal and did not."""

from __future__ import annotations

import functools
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from actes.comparison.acts import Comparison, compare_acts
from actes.comparison.facts import FactChange, facts_of
from actes.compose.dossier import compose
from actes.context import Context, of_entry
from actes.model.confirm import AConfirmer
from actes.model.register import Register
from actes.part import Nature, part_of
from actes.reading import read_bytes
from actes.registry.load import load_register
from actes.report.comparison import comparison_text
from diff.support import NEW, OLD, write_register
from fixtures.acts import loaded
from fixtures.corrected import ACT, dossier, register

TODAY = date(2026, 11, 27)


@functools.cache
def completed() -> Register:
    with tempfile.TemporaryDirectory() as folder:
        loaded = load_register(write_register(Path(folder)) / "registry")
    assert loaded.register is not None, loaded.findings
    return loaded.register


def context(found: Register, identifier: str) -> Context:
    composed = compose(found.actes[identifier], found)
    assert not composed.findings
    return of_entry(found, identifier, composed.documents, TODAY)


@functools.cache
def renewal() -> Comparison:
    return compare_acts(context(completed(), OLD), context(completed(), NEW))


def role(comparison: Comparison, name: str) -> FactChange:
    (found,) = [change for change in comparison.facts if change.role == name]
    return found


CHANGED = {
    "numéro": ("2023-051", "2025-453"),
    "période": ("du 1er\xa0janvier\xa02023 au 31\xa0décembre\xa02024", "du 1er\xa0janvier\xa02025 au 31\xa0décembre\xa02026"),  # noqa: E501
    "date de l’acte": ("14\xa0février\xa02023", "8\xa0juillet\xa02025"),
    "signature de la convention": ("12\xa0décembre\xa02022", "30\xa0juin\xa02025"),
    "publication": ("15\xa0février\xa02023", "8\xa0juillet\xa02025"),
    "exercices": ("2023", "2025"),
    "échéance « solde »": ("janvier\xa02024", "janvier\xa02026"),
    "coût par an HT": ("18\xa0000,00\xa0€", "19\xa0550,00\xa0€"),
    "participation pour la période TTC": ("2\xa0160,00\xa0€", "2\xa0346,00\xa0€"),
}  # fmt: skip
SAME = {
    "durée": "24\xa0mois",
    "taux de TVA": "20\xa0%",
    "parties": "Cantal Destination",
    "SIREN": "200066660",
    "adresses": "12 rue Marie Maurel",
    "villes": "15013 Aurillac Cedex",
}


@pytest.mark.parametrize("name", CHANGED)
def test_what_changed_is_side_by_side(name: str) -> None:
    change = role(renewal(), name)
    assert ([f.value for f in change.before], [f.value for f in change.after]) == tuple([v] for v in CHANGED[name])
    assert not change.same


@pytest.mark.parametrize("name", SAME)
def test_what_did_not_change(name: str) -> None:
    change = role(renewal(), name)
    assert change.same
    assert SAME[name] in [fact.value for fact in change.after]


def test_representatives_signatories_and_cited_acts() -> None:
    assert {f.value for f in role(renewal(), "représentants").after} == {"Didier Achalme", "Céline CHARRIAUD"}
    assert role(renewal(), "signataires").same
    cited = role(renewal(), "actes cités")
    assert {f.value for f in cited.after} - {f.value for f in cited.before} == {"décision n° 2023-051"}


def test_an_act_does_not_cite_itself_and_an_avenant_keeps_what_it_extends() -> None:
    """A convention names the decision that approves it; an avenant has the start of the period that it extends."""
    epci = loaded("epci").register
    assert epci is not None
    act, avenant = context(epci, "DEC2025-031"), context(epci, "DEC2025-044")
    assert "2025-031" in act.parts[1].document.text
    assert {f.value for f in facts_of(act) if f.role == "actes cités"} == {"délibération n° 2020-118"}
    found = compare_acts(act, avenant)
    assert (found.renewal, found.kept) == (True, ())


def test_what_should_have_changed_and_did_not() -> None:
    """The start of the former period in the first article, and the framework of two years before."""
    found = {one.value: one for one in renewal().kept}
    assert {"1er\xa0janvier\xa02024", "12\xa0avril\xa02022"} <= set(found)
    assert "hors de celle-ci" in found["1er\xa0janvier\xa02024"].what
    assert [where.human for where in found["12\xa0avril\xa02022"].where] == ["considérants", "article 1er, 1er alinéa"]


@pytest.mark.parametrize("confirmed", [False, True])
def test_what_is_confirmed_is_expected_no_more(confirmed: bool) -> None:
    """Asked is not answered: only `confirme: oui` says that a value is the right one."""
    lines = (
        AConfirmer(champ="references.groupement.date", motif="toujours le même", confirme=confirmed),
        AConfirmer(champ="convention.articles[0].texte", mots="1 janvier 2024", motif="?", confirme=confirmed),
    )
    changed = replace(completed(), actes={**completed().actes, NEW: replace(completed().actes[NEW], a_confirmer=lines)})
    found = {one.value for one in compare_acts(context(completed(), OLD), context(changed, NEW)).kept}
    assert ({"1er\xa0janvier\xa02024", "12\xa0avril\xa02022"} <= found) is not confirmed
    assert (not {"1er\xa0janvier\xa02024", "12\xa0avril\xa02022"} & found) is confirmed


@pytest.mark.parametrize("key", ["date de l’acte", "publication", "exercices", "période"])
def test_a_fact_left_as_it_was_is_told(key: str) -> None:
    """A day, a year, a period that both acts have."""
    old, new = (compose(completed().actes[name], completed()).documents for name in (OLD, NEW))
    assert old
    assert new
    entries = {name: completed().actes[name] for name in (OLD, NEW)}
    former, now = entries[OLD], entries[NEW]
    assert now.financement is not None
    assert former.financement is not None
    copied = {
        "date de l’acte": replace(now, signature=former.signature),
        "publication": replace(now, suivi=replace(now.suivi, publication=former.suivi.publication)),
        "exercices": replace(now, financement=replace(now.financement, budget=former.financement.budget)),
        "période": replace(now, periode=former.periode),
    }[key]
    changed = replace(completed(), actes={**completed().actes, NEW: copied})
    found = compare_acts(context(completed(), OLD), context(changed, NEW)).kept
    assert any(one.what.startswith(f"{key} : comme dans l'autre acte") for one in found)
    assert not any(one.what.startswith(f"{key} :") for one in renewal().kept)


def test_an_act_signed_before_its_period_starts_keeps_its_own_days() -> None:
    """A renewal is signed in the last months of the former period: that day is no leftover."""
    now = completed().actes[NEW]
    signed = replace(now, signature=replace(now.signature, date=date(2024, 12, 10)))
    found = compare_acts(
        context(completed(), OLD), context(replace(completed(), actes={**completed().actes, NEW: signed}), NEW)
    )
    assert {one.value for one in found.kept} == {one.value for one in renewal().kept}
    assert found.kept


def test_days_of_acts_cited_are_not_expected_to_change() -> None:
    """The visas cite decisions of 2021 and 2022, with their periods, in both acts."""
    assert not [one for one in renewal().kept if "2021" in one.value or "juin" in one.value]


def test_an_act_and_itself() -> None:
    same = compare_acts(context(completed(), NEW), context(completed(), NEW))
    assert (same.same, same.kept, same.renewal) == (True, (), False)


def test_two_versions_of_one_act_keep_their_days() -> None:
    """The act as signed and as it should have been: no day should have changed, and what was corrected is told."""
    corrected = of_entry(register(), ACT, dossier().documents, TODAY)
    found = compare_acts(context(completed(), NEW), corrected)
    assert (found.renewal, found.kept) == (False, ())
    assert not found.same
    assert [f.value for f in role(found, "période, dite autrement").after] == []


OLD_TEXT = """CONVENTION DE PARTENARIAT

Article 1 : Durée

La présente convention est conclue pour une période de 12 mois, du 1er janvier 2024 au 31 décembre 2024.

Article 2 : Prix

La participation est de 1 173,00 € TTC par an, soit 20 % du coût. Le groupement du 12 avril 2022 s'applique.
"""


def text(content: str) -> Context:
    document = read_bytes(content.encode(), "convention.txt").document
    return Context((part_of(document, Nature.CONVENTION, "convention.txt"),), TODAY)


def test_files_are_compared_by_their_words() -> None:
    new = OLD_TEXT.replace("2024", "2025").replace("1 173,00", "1 200,00")
    found = compare_acts(text(OLD_TEXT), text(new))
    assert [f.value for f in role(found, "participation TTC, par an").after] == ["1\xa0200,00\xa0€"]
    assert [one.value for one in found.kept] == ["12\xa0avril\xa02022"]


def test_a_year_left_in_a_file() -> None:
    new = OLD_TEXT.replace("2024", "2025").replace("Article 2", "Le bilan de 2024 est joint.\n\nArticle 2")
    assert "2024" in [one.value for one in compare_acts(text(OLD_TEXT), text(new)).kept]


def test_a_year_that_moved_on_at_its_place_is_no_leftover() -> None:
    """« comptes de 2023 », in the convention of 2024: those of 2024, in that of 2025; not what it says for another."""
    before = OLD_TEXT.replace("Article 2", "Il est versé sur les comptes de l'exercice 2023.\n\nArticle 2")
    after = OLD_TEXT.replace("2024", "2025")
    for words, left in (("les comptes de l'exercice 2024", False), ("le bilan de l'exercice 2024", True)):
        new = after.replace("Article 2", f"Il est versé sur {words}.\n\nArticle 2")
        assert ("2024" in [one.value for one in compare_acts(text(before), text(new)).kept]) is left


def test_the_ceiling_of_a_delegation_is_no_amount_of_the_act() -> None:
    visa = (
        "Vu la délibération du 3 juin 2020 donnant délégation pour attribuer les subventions inférieures à 50 000 € ;"
    )
    new = OLD_TEXT.replace("Article 1 ", f"{visa}\n\nArticle 1 ")
    assert visa in new
    shown = [fact.value for change in compare_acts(text(OLD_TEXT), text(new)).facts for fact in change.after]
    assert "50\xa0000,00\xa0€" not in shown


def test_a_day_of_the_new_period_may_be_in_both() -> None:
    """What the former act announced for the period that follows is not its own."""
    before = OLD_TEXT.replace("Article 2", "Le bilan est remis le 1er mars 2025.\n\nArticle 2")
    after = before.replace("2024", "2025")
    assert [one.value for one in compare_acts(text(before), text(after)).kept] == ["12\xa0avril\xa02022"]


def test_nothing_is_expected_of_two_texts_without_period() -> None:
    assert compare_acts(text("Le 12 avril 2022, on a dit."), text("Le 12 avril 2022, on a redit.")).kept == ()


def test_an_entry_against_a_file_is_compared_by_words() -> None:
    """The receipt, the budget are in no convention: the file is not said to lack them."""
    found = compare_acts(context(completed(), NEW), text(OLD_TEXT))
    assert "accusé de réception" not in [change.role for change in found.facts]


def test_an_act_without_text_still_has_facts() -> None:
    visa = replace(completed().actes[OLD], articles=(), convention=None, annexes=())
    found = Context((), TODAY, OLD, visa, completed())
    assert {fact.role for fact in facts_of(found)} >= {"numéro", "période", "durée"}


@pytest.mark.parametrize("width", [79, 120])
def test_lines_fit_the_screen(width: int) -> None:
    """Only the path of a place, which a person copies, may be longer."""
    lines = comparison_text(OLD, NEW, renewal(), width).split("\n")
    assert len(lines) > 100
    assert [line for line in lines if len(line) > width and ".yaml:" not in line] == []
