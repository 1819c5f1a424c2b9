"""Words that state a fact of the entry become references to it: the same text, word for word, or a slip mended."""

from __future__ import annotations

from pathlib import Path

import pytest

from actes.compose.dossier import compose
from actes.document import Document
from actes.model.edits import Put, Rewrite, Text
from actes.renew.literals import Literal, literals
from renew.support import copied, edit, loaded
from renew.test_properties import ACTS

ACT = "DEC2025-453"
DURATION = "convention.articles[7].texte"
TYPED = (
    "La présente convention est établie pour une période de 24 mois, courant du 1er janvier 2025 au 31 décembre 2026. "
    "Elle prend effet le 01/01/2025 et s'achève le 31 décembre 2026. Le coût est de 19 550,00 € HT par an, soit "
    "23 460,00 € TTC, dont 977,50 € HT et 1 173,00 € TTC pour Saint-Flour Communauté. La TVA est de 20 %. Le solde est "
    "versé en janvier 2026. Les crédits sont au budget 2025. Le groupement de commandes du 12 avril 2022 s'applique. "
    "La convention porte le n° 2025-453. CANTAL DESTINATION livre les données des années 2025 et 2026."
)
NAMED = (
    "La présente convention est établie pour une période de {{ periode.duree }}, courant {{ periode }}. "
    "Elle prend effet le {{ periode.debut | date_numerique }} et s'achève le {{ periode.fin }}. Le coût est de "
    "{{ financement.cout_annuel.ht }} HT par an, soit {{ financement.cout_annuel.ttc }} TTC, dont "
    "{{ financement.participation.annuel.ht }} HT et {{ financement.participation.annuel.ttc }} TTC pour "
    "{{ collectivite.nom }}. La TVA est de {{ financement.tva }}. Le solde est versé en "
    "{{ financement.echeances.solde.quand }}. Les crédits sont au budget {{ financement.budget.exercices | liste }}. "
    "Le groupement de commandes du {{ references.groupement.date }} s'applique. La convention porte le {{ numero }}. "
    "{{ parties.cantal_destination.nom | capitales }} livre les données des années {{ periode.annees | liste }}."
)


def typed(folder: Path, words: str) -> tuple[Path, list[Literal]]:
    """An entry whose article on duration is typed, and the literals found in it."""
    registry = copied(folder)
    (path,) = registry.rglob(f"{ACT}.yaml")
    edit(path, [Put(DURATION, Text(words))])
    register = loaded(registry, ACT)
    return registry, [one for one in literals(register.actes[ACT], register) if one.path == DURATION]


def converted(registry: Path, identifier: str, found: list[Literal]) -> None:
    (path,) = registry.rglob(f"{identifier}.yaml")
    edit(path, [Rewrite(one.path, one.start, one.end, one.reference) for one in found])


def documents(registry: Path, identifier: str) -> tuple[Document, ...]:
    register = loaded(registry, identifier)
    return compose(register.actes[identifier], register).documents


def words(registry: Path, identifier: str) -> list[str]:
    return [document.text.replace("’", "'").replace("\u00a0", " ") for document in documents(registry, identifier)]


def test_each_fact_is_named(tmp_path: Path) -> None:
    registry, found = typed(tmp_path, TYPED)
    before = words(registry, ACT)
    converted(registry, ACT, found)
    article = loaded(registry, ACT).actes[ACT].convention.articles[7]  # type: ignore[union-attr]
    assert article.texte.text.strip() == NAMED
    assert all(one.same for one in found)
    assert words(registry, ACT) == before


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("Convention « Flux » du 1er janvier 2025 au 31 décembre 2026", ["{{ periode }}"]),
        ("Convention « Flux », d'une durée de 24 mois", ["{{ periode.duree }}"]),
        ("Convention « Flux » qui suit la convention du 1er janvier 2025 au 31 décembre 2026", []),
    ],
)
def test_the_convention_that_the_title_begins_with_is_that_of_the_act(
    tmp_path: Path, words: str, named: list[str]
) -> None:
    registry = copied(tmp_path)
    (path,) = registry.rglob(f"{ACT}.yaml")
    edit(path, [Put("objet", Text(words))])
    register = loaded(registry, ACT)
    assert [one.reference for one in literals(register.actes[ACT], register) if one.path == "objet"] == named


def test_a_slip_is_mended_and_told(tmp_path: Path) -> None:
    _, found = typed(tmp_path, "Saint Flour Communauté verse 977,5 € HT, à compter du 01 janvier 2025.")
    told = {one.words: one.written.replace("\u00a0", " ") for one in found if not one.same}
    assert told == {
        "Saint Flour Communauté": "Saint-Flour Communauté",
        "977,5 €": "977,50 €",
        "01 janvier 2025": "1er janvier 2025",
    }


OTHERS = (
    "Courant à partir du 1 janvier 2024.",  # no fact has this value
    "Le Pays de Saint-Flour et la Vallée de Truyère - Saint-Flour Communauté.",  # other names
    "Chacun verse 488,75 € HT.",  # two payments have this amount
    "Le marché du 1er janvier 2025 et le préavis de 24 mois.",  # of another text; not the duration of the act
    "Cantal Destination-Plus et {{ periode.debut }}.",
    "La décision n° 2023-051 ; l'article 2025-453.",
)


@pytest.mark.parametrize("text", OTHERS)
def test_what_is_no_fact_or_another_one_stays(text: str, tmp_path: Path) -> None:
    _, found = typed(tmp_path, text)
    assert [one.words for one in found] == []


def test_a_visa_tells_of_other_texts(tmp_path: Path) -> None:
    registry = copied(tmp_path)
    (path,) = registry.rglob(f"{ACT}.yaml")
    edit(path, [Put("preambule[0].vu", Text("le contrat de ville signé à compter du 1er janvier 2025 ;"))])
    register = loaded(registry, ACT)
    assert [one for one in literals(register.actes[ACT], register) if one.path.startswith("preambule[0]")] == []
    edit(path, [Put("preambule[7].vu", Text("le projet de convention du 1er janvier 2025 au 31 décembre 2026 ;"))])
    register = loaded(registry, ACT)
    found = [one for one in literals(register.actes[ACT], register) if one.path.startswith("preambule[7]")]
    assert [one.reference for one in found] == ["{{ periode }}"]


@pytest.mark.parametrize(("registry", "identifier"), ACTS, ids=lambda value: value if isinstance(value, str) else "")
def test_every_act_composes_the_same_text(registry: Path, identifier: str, tmp_path: Path) -> None:
    """But for the words whose form the reference mends, each of them told."""
    copy = copied(tmp_path, registry)
    register = loaded(copy, identifier)
    found = list(literals(register.actes[identifier], register))
    before = "\n".join(words(copy, identifier)).split("\n")
    converted(copy, identifier, found)
    after = "\n".join(words(copy, identifier)).split("\n")
    assert len(after) == len(before)
    for old, new in zip(before, after, strict=True):
        assert new == old or new == mended(old, found)


def mended(line: str, found: list[Literal]) -> str:
    for one in found:
        line = line if one.same else line.replace(one.words, one.written.replace("\u00a0", " "))
    return line


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (
            "La présente convention est conclue pour 24 mois.",
            "La présente convention est conclue pour {{ periode.duree }}.",
        ),
        ("Elle est signée par les parties pour 24 mois.", "Elle est signée par les parties pour {{ periode.duree }}."),
        ("Le matériel est garanti pour 24 mois.", ""),
        ("La présente convention est conclue pour 12 mois.", ""),
    ],
)
def test_how_long_an_act_is_made_for_is_its_duration(tmp_path: Path, words: str, named: str) -> None:
    _, found = typed(tmp_path, words)
    assert [f"{words[: one.start]}{one.reference}{words[one.end :]}" for one in found] == [named] * bool(named)


def test_a_title_may_say_how_long(tmp_path: Path) -> None:
    registry = copied(tmp_path)
    (path,) = registry.rglob(f"{ACT}.yaml")
    edit(path, [Put("objet", Text("Partenariat pour 24 mois"))])
    register = loaded(registry, ACT)
    found = [one for one in literals(register.actes[ACT], register) if one.path == "objet"]
    assert [(one.words, one.reference) for one in found] == [("24 mois", "{{ periode.duree }}")]
