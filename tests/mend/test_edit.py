"""Fields of an entry changed as from a form: one splice, what is wrong said at its field, two people, undone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from actes.finding import CannotGoOn
from actes.model.edits import Added, Change, Move, Remove, Said, Typed
from actes.registry.load import Shelf
from actes.registry.places import Places
from actes.registry.syntax import parse_yaml
from actes.registry.typed import said
from actes.store.undo import digest, undo
from actes.tasks.edit import Changed, change
from mend.conftest import ACT, TODAY, entry


def done(registry: Path, *changes: Change, seen: bytes | None = None, force: bool = False) -> Changed:
    data = entry(registry).read_bytes() if seen is None else seen
    return change(Shelf(registry), ACT, data, changes, TODAY, force=force)


def lines(data: bytes) -> set[str]:
    return set(data.decode().split("\n"))


@pytest.mark.parametrize(
    ("wanted", "gone", "come"),
    [
        (Typed("periode.debut", "1er février 2025", "2025-01-01"), "debut: 2025-01-01", "debut: 2025-02-01"),
        (Typed("financement.cout_annuel.ht", "19 560,50"), "ht: 19 550,00", "ht: 19 560,50"),
        (
            Typed("convention.signature.lieu", "Aurillac, Cantal"),
            "signature: {lieu: Aurillac,",
            'lieu: "Aurillac, C',
        ),
        (Typed("suivi.publication", "2025-07-10"), "", "  publication: 2025-07-10"),
        (Typed("renouvelle", "", "DEC2023-051"), "renouvelle: DEC2023-051", ""),
        (Said("convention.articles[7].texte", 0, "Un an.\n\nDeux."), "La présente convention", "        Deux."),
        (Added("annexes[1].piece.telephones", {"": "06"}), "telephones: [06 **", "telephones: [06 ** ** ** **, 06]"),
        (Added("financement.echeances", {"part": "10 %", "quand": "2027-01"}, "fin"), "", "    fin:"),
        (Remove("convention.articles[5]"), "titre: Animation", ""),
    ],
)
def test_a_change_is_one_splice(registry: Path, wanted: Change, gone: str, come: str) -> None:
    before = entry(registry).read_bytes()
    if "echeances" in wanted.path:
        assert done(registry, Typed("financement.echeances.solde.part", "40 %")).written
        before = entry(registry).read_bytes()
    assert done(registry, wanted) == Changed(digest(entry(registry).read_bytes()))
    after = entry(registry).read_bytes()
    assert all(gone in line or len(line) < 300 for line in lines(before) - lines(after))
    assert any(gone in line for line in lines(before) - lines(after)) is bool(gone)
    assert any(come in line for line in lines(after) - lines(before)) is bool(come)
    assert after.count(b"#") == before.count(b"#")


def test_a_new_key_comes_at_its_rank(registry: Path) -> None:
    assert done(registry, Typed("matiere", "1.4"), Typed("signature.date", "8 juillet 2025")).written
    text = entry(registry).read_text("utf-8")
    assert "nature_actes: AU\nmatiere: 1.4\n" in text
    assert text.index("renouvelle:") < text.index("signature:\n  date: 8 juillet 2025") < text.index("periode:")


def test_an_item_moves_and_the_act_is_renumbered(registry: Path) -> None:
    assert done(registry, Move("articles[1]", 1)).written
    text = entry(registry).read_text("utf-8")
    assert text.index("label: credits") < text.index("label: participation")


def test_all_that_is_wrong_is_told_at_its_field(registry: Path) -> None:
    before = entry(registry).read_bytes()
    changed = done(
        registry,
        Typed("periode.fin", "le 32 janvier"),
        Typed("financement.cout_annuel.ht", "beaucoup"),
        Typed("periode.debut", ""),
        Typed("renouvelle", "DEC1999-001"),
    )
    assert {one.path for one in changed.wrong} >= {"periode.fin", "financement.cout_annuel.ht", "periode.debut"}
    assert all(one.message for one in changed.wrong)
    assert entry(registry).read_bytes() == before


def test_what_goes_together_is_judged_together(registry: Path) -> None:
    late = Typed("periode.debut", "2027-01-01")
    (wrong,) = done(registry, late).wrong
    assert (wrong.path, wrong.message) == ("periode.fin", "la période finit avant de commencer")
    assert done(registry, late, Typed("periode.fin", "2028-12-31")).written


def test_a_text_that_cannot_be_composed_is_refused_at_its_paragraph(registry: Path) -> None:
    (wrong,) = done(registry, Said("convention.articles[7].texte", 0, "Pour { periode }.")).wrong
    assert wrong.path == "convention.articles[7].texte"
    (wrong,) = done(registry, Typed("references.groupement.date", "", "2022-04-12")).wrong[:1]
    assert "references.groupement.date" in wrong.message


def test_another_field_changed_meanwhile_is_no_conflict(registry: Path) -> None:
    seen = entry(registry).read_bytes()
    assert done(registry, Typed("financement.tva", "10 %")).written
    assert done(registry, Typed("periode.fin", "2027-12-31", "2026-12-31"), seen=seen).written
    text = entry(registry).read_text("utf-8")
    assert "tva: 10 %" in text
    assert "fin: 2027-12-31" in text


@pytest.mark.parametrize(
    ("theirs", "mine", "now"),
    [
        (Typed("periode.fin", "2028-12-31"), Typed("periode.fin", "2027-12-31", "2026-12-31"), "31 décembre 2028"),
        (
            Said("articles[3].texte", 0, "Rien ;"),
            Said("articles[3].texte", 0, "Tout ;", "De dire qu'ampliation"),
            "Rien ;",
        ),
        (Remove("annexes[1].piece.jalons[0]"), Typed("annexes[1].piece.jalons[1].part", "25 %", "20 %"), "20 %"),
        (Move("articles[0]", 1), Remove("articles[1]"), ""),
    ],
)
def test_two_edits_of_one_field_are_both_kept(registry: Path, theirs: Change, mine: Change, now: str) -> None:
    seen = entry(registry).read_bytes()
    assert done(registry, theirs).written
    saved = entry(registry).read_bytes()
    (conflict,) = done(registry, mine, seen=seen).conflicts
    assert conflict.change == mine
    assert conflict.theirs.replace("\u00a0", " ") == now
    assert entry(registry).read_bytes() == saved


def test_a_change_whose_base_nobody_knows_goes_by_its_words(registry: Path) -> None:
    old = None
    assert change(Shelf(registry), ACT, old, [Typed("periode.fin", "2027-12-31", "2026-12-31")], TODAY).written
    part = Typed("annexes[1].piece.jalons[1].part", "25 %", "20 %")
    assert change(Shelf(registry), ACT, old, [part], TODAY).conflicts


def test_a_write_is_undone_as_it_was(registry: Path) -> None:
    before = entry(registry).read_bytes()
    assert done(registry, Typed("periode.fin", "2027-12-31", "2026-12-31")).written
    assert (
        undo(registry.parent).what
        == f"{ACT} : Période d'effet : dernier jour : « 31 décembre 2026 » → « 31 décembre 2027 »"
    )
    assert entry(registry).read_bytes() == before


def test_what_is_undone_in_a_long_text_is_where_it_differs(registry: Path) -> None:
    path, words = "convention.articles[7].texte", "La présente convention est établie pour une période de "
    was = f"{words}{{{{ periode.duree }}}}, courant {{{{ periode }}}}."
    assert done(registry, Said(path, 0, was.replace("courant", "à compter"), was)).written
    start = "… établie pour une période de [Période › Durée],"
    told = f" : texte : « {start} courant [Période]. » → « {start} à compter [Période]. »"
    assert undo(registry.parent).what.replace("\u00a0", " ").endswith(told)


def test_a_signed_act_is_locked_but_for_what_follows(registry: Path) -> None:
    assert done(registry, Typed("signature.date", "2025-05-30")).written
    with pytest.raises(CannotGoOn) as caught:
        done(registry, Typed("periode.fin", "2027-12-31"))
    assert caught.value.findings[0].name == "acte-signe"
    assert done(registry, Typed("suivi.transmission", "2025-05-31")).written
    assert done(registry, Typed("periode.fin", "2027-12-31"), force=True).written


def test_the_same_words_write_nothing(registry: Path) -> None:
    before = entry(registry).stat().st_mtime_ns
    assert done(registry, Typed("periode.fin", " 2026-12-31 "), Said("articles[3].texte", 0, _first(registry))).written
    assert entry(registry).stat().st_mtime_ns == before


def _first(registry: Path) -> str:
    text = entry(registry).read_text("utf-8")
    start = text.index("De dire qu'ampliation")
    return text[start : text.index("\n", start)]


def test_any_field_can_be_typed_again(registry: Path, every_field: Callable[[Path], list[str]]) -> None:
    tried = 0
    for path in every_field(entry(registry))[::3]:
        before = entry(registry).read_bytes()
        written = done(registry, Typed(path, "2025-01-01")).written
        node, _ = parse_yaml(entry(registry).read_text("utf-8"), "a.yaml")
        assert node is not None
        assert said(Places(node).get(path)) == "2025-01-01" if written else entry(registry).read_bytes() == before
        entry(registry).write_bytes(before)
        tried += written
    assert tried > 5


def test_what_is_typed_pause_by_pause_is_undone_at_once(registry: Path) -> None:
    before = entry(registry).read_bytes()

    def typed(text: str, going: str) -> None:
        data = entry(registry).read_bytes()
        wanted = [Typed("financement.budget.nom", text)]
        assert change(Shelf(registry), ACT, data, wanted, TODAY, going=going).written

    for text in ("Budget", "Budget annexe", "Budget annexe du tourisme"):
        typed(text, "un")
    typed("Autre", "deux")
    undo(registry.parent)
    assert "Budget annexe du tourisme" in entry(registry).read_text("utf-8")
    undo(registry.parent)
    assert entry(registry).read_bytes() == before


@pytest.mark.parametrize(
    "wanted",
    [
        Typed("rien", "x"),
        Typed("periode.milieu", "x"),
        Typed("parties[9]", "x"),
        Typed("periode.debut.x", "x"),
        Remove("parties[9]"),
        Remove("matiere"),
        Move("articles[0]", -1),
        Move("financement.echeances.solde", 1),
        Added("rien", {"": "x"}),
        Said("articles[9].texte", 0, "x"),
    ],
)
def test_what_no_form_shows_is_refused(registry: Path, wanted: Change) -> None:
    before = entry(registry).read_bytes()
    with pytest.raises(CannotGoOn):
        done(registry, wanted)
    assert entry(registry).read_bytes() == before
