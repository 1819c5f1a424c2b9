"""The form of an entry, its texts with their facts as chips: made of the model, whole, and back to the same words."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import fields
from pathlib import Path

import pytest

from actes.compose.dossier import compose
from actes.compose.nameable import facts, forms, printed, scope_at
from actes.model.acte import Acte
from actes.model.collectivite import Collectivite
from actes.model.people import Tiers
from actes.registry.load import Loaded, Shelf
from actes.registry.nodes import Scalar
from actes.registry.places import Places
from actes.registry.syntax import parse_yaml
from actes.tasks.fields import Act, Alinea, Chip, Field, Is, printed_in, source_of
from actes.tasks.form import APART, GROUPS, form
from actes.values.dates import in_french
from actes.values.text import NBSP

HERE = Path(__file__).parents[2]
FOLDERS = sorted({path.parent for path in (HERE / "tests/fixtures/workspaces").rglob("collectivite.yaml")})
ACT = "DEC2025-453"


def loaded(folder: Path) -> Loaded:
    shelf = Shelf(folder)
    return shelf.load(shelf.files)


def below(field: Field) -> Iterator[Field]:
    yield field
    for one in field.fields:
        yield from below(one)


def fields_of(folder: Path, name: str, register: Loaded) -> dict[str, Field]:
    assert register.register is not None
    act, root = register.register.actes[name], register.register.places[name][""]
    made = compose(act, register.register) if act.rendered else None
    seen = Act(act, register.register, printed_in(made.documents if made else ()))
    return {one.path: one for group in form(root, seen) for field in group.fields for one in below(field)}  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def first() -> dict[str, Field]:
    return fields_of(HERE / "registry", ACT, loaded(HERE / "registry"))


@pytest.mark.parametrize(("cls", "apart"), [(Acte, APART), (Tiers, ()), (Collectivite, ())])
def test_every_key_of_an_entry_has_its_place(cls: type, apart: Collection[str]) -> None:
    shown = [key for keys in GROUPS[cls.__name__].values() for key in keys]
    assert sorted([*shown, *apart]) == sorted(one.name for one in fields(cls))


def test_a_field_says_what_the_model_says(first: dict[str, Field]) -> None:
    debut = first["periode.debut"]
    assert (debut.label, debut.help, debut.example, debut.kind, debut.required) == (
        *("Premier jour", "premier jour", "1er janvier 2025", Is.DATE, True),
    )
    assert debut.value == "1er janvier 2025"
    assert first["nature_actes"].choices[:2] == ("DE", "AR")
    assert not first["matiere"].stated
    assert first["numero"].fixed


@pytest.mark.parametrize(
    ("path", "note"),
    [
        ("periode", "durée : 24 mois"),
        ("financement.cout_annuel", "23 460,00 € TTC"),
        ("financement.repartition.aurillac", "977,50 € HT · 1 173,00 € TTC"),
        ("financement.echeances.solde", "488,75 € HT · 586,50 € TTC"),
        ("parties[0]", "Cantal Destination"),
        ("preambule[1].vu[0]", "délibération du 26 janvier 2017"),
    ],
)
def test_what_follows_stands_beside(first: dict[str, Field], path: str, note: str) -> None:
    assert first[path].note.replace("\u00a0", " ") == note


def test_every_text_of_an_entry_is_in_its_form_once() -> None:
    tried = 0
    for folder in (HERE / "registry", *FOLDERS):
        register = loaded(folder)
        for name in register.register.actes if register.register else ():
            shown = fields_of(folder, name, register)
            assert register.register is not None
            for path, node in register.register.places[name].items():
                if isinstance(node, Scalar) and node.text.strip() and path.partition(".")[0] not in APART:
                    said = in_french(node.text.strip()).replace(NBSP, " ") if shown[path].kind is Is.DATE else ""
                    assert shown[path].value == (said or node.text.strip()), path
                    tried += 1
    assert tried > 500


def texts() -> Iterator[tuple[Alinea, str]]:
    for folder in (HERE / "registry", *FOLDERS):
        register = loaded(folder)
        for name in register.register.actes if register.register else ():
            for path, field in fields_of(folder, name, register).items():
                yield from ((one, path) for one in field.alineas)


def test_every_paragraph_goes_to_chips_and_back() -> None:
    seen = 0
    for one, path in texts():
        chips = [piece for piece in one.pieces if isinstance(piece, Chip)]
        assert "{{" not in one.text, path
        assert "{%" not in one.text, path
        assert source_of(one.text, chips, lambda label: None) == one.source
        named = "".join(
            f"⟦={piece.name}⟧"
            if isinstance(piece, Chip) and not piece.command
            else piece.token
            if isinstance(piece, Chip)
            else piece
            for piece in one.pieces
        )
        assert source_of(named, chips, lambda label: None).split() == one.source.split()
        seen += bool(chips)
    assert seen > 60


def test_chips_are_shown_by_what_they_print(first: dict[str, Field]) -> None:
    (one,) = first["convention.articles[7].texte"].alineas
    assert one.text == (
        "La présente convention est établie pour une période de ⟦24 mois⟧, "
        "courant ⟦du 1er janvier 2025 au 31 décembre 2026⟧."
    )
    (visa,) = first["preambule[5].texte"].alineas
    assert visa.text.startswith("**⟦la décision⟧ ⟦n° 2022-054⟧** approuvant ⟦l’avenant")


def test_a_chip_moves_goes_and_comes(first: dict[str, Field]) -> None:
    (one,) = first["convention.articles[7].texte"].alineas
    chips = [piece for piece in one.pieces if isinstance(piece, Chip)]
    made = source_of(
        "⟦24 mois⟧ dès ⟦Premier jour⟧, ⟦= periode.fin | annee⟧", chips, {"Premier jour": "periode.debut"}.get
    )
    assert made == "{{ periode.duree }} dès {{ periode.debut }}, {{ periode.fin | annee }}"


@pytest.mark.parametrize("text", ["un ⟦24 moi⟧", "un ⟦24 mois", "un 24 mois⟧", "⟦⟦24 mois⟧ et"])
def test_a_chip_cannot_break(first: dict[str, Field], text: str) -> None:
    (one,) = first["convention.articles[7].texte"].alineas
    with pytest.raises(ValueError, match="crochet"):
        source_of(text, [piece for piece in one.pieces if isinstance(piece, Chip)], lambda label: None)


def test_two_facts_that_print_the_same_are_told_apart() -> None:
    from actes.model.prose import Prose
    from actes.tasks.fields import alineas

    (one,) = alineas("a", Prose("{{ a }} {{ b }} {{ a }}"), {}, {"a": "Orange", "b": "Orange"}.get)
    assert one.text == "⟦Orange⟧ ⟦Orange (2)⟧ ⟦Orange⟧"


def test_a_fact_is_named_from_a_list_and_has_its_forms() -> None:
    register = loaded(HERE / "registry").register
    assert register is not None
    act, spelling = register.actes[ACT], register.collectivite.orthographe
    scope = scope_at(act, register, "convention.articles[0].texte")
    named = {one.name: one for one in facts(act, register, scope)}
    assert named["periode.debut"].label == "Période › Premier jour"
    assert named['article("duree")'].words == "article\u00a08"
    assert all(printed(name, scope, spelling) == one.words for name, one in named.items())
    of_day = [one.words.replace("\u00a0", " ") for one in forms("periode.debut | annee", scope, spelling)]
    assert {"1er janvier 2025", "01/01/2025", "le premier janvier deux mille vingt-cinq", "2025"} <= set(of_day)
    assert not any(words.startswith("de ") for words in of_day)
    assert "de Saint-Flour Communauté" in [one.words for one in forms("collectivite.nom", scope, spelling)]


def test_an_entry_that_cannot_be_read_has_its_form() -> None:
    root, _ = parse_yaml(
        "numero: 2025-1\nperiode: {debut: demain}\narticles:\n  - texte: |\n      {{ periode }}\n", "a"
    )
    assert root is not None
    shown = {one.path: one for group in form(root) for field in group.fields for one in below(field)}
    assert shown["periode.debut"].value == "demain"
    assert shown["articles[0].texte"].alineas[0].text == "⟦periode⟧"
    assert Places(root)["periode.debut"]


def test_what_a_field_is_called_has_french_apostrophes(first: dict[str, Field]) -> None:
    assert "qu’un autre acte" in first["objet_cite"].label
    assert not [one.label for one in first.values() if "'" in one.label]
