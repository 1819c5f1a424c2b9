"""The act 2025-453 as signed, published acts and amounts, read whole (skipped where they are absent)."""

from __future__ import annotations

import csv
import re
from decimal import Decimal
from pathlib import Path

import pytest

from actes.facts import Mention, MentionKind, read, walk
from actes.values.money import Amount
from facts.show import line, plain
from measures import machine, seconds

SHARED = Path(__file__).parents[3] / "shared"
pytestmark = pytest.mark.skipif(not SHARED.exists(), reason="no ../shared")
ACT = SHARED / "reference" / "dec2025-453"


def text_of(path: Path) -> str:
    return re.sub(r"</?(?:sup|b)>", "", path.read_text("utf-8"))


def rows(name: str) -> list[list[str]]:
    with (SHARED / name).open(encoding="utf-8", newline="") as file:
        return [row for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE) if row]


def of_kind(text: str, kind: MentionKind) -> list[Mention]:
    return [mention for mention in read(text) if mention.kind is kind]


@pytest.mark.parametrize(
    "template", ["{figures} ({words})", "{words} ({figures})", "la somme de {figures} ({words}) est versée"]
)
def test_published_amounts_words_and_figures(template: str) -> None:
    published = rows("corpus/amounts.tsv")
    assert len(published) > 40
    for figures, words, *_ in published:
        (mention,) = of_kind(template.format(figures=figures, words=words), MentionKind.AMOUNT)
        assert mention.value == mention.words == Amount.parse(figures), (figures, words)


def test_amounts_in_words_of_both_spellings() -> None:
    table = [row for row in rows("reference/euros.tsv") if re.fullmatch(r"-?[0-9.]+", row[0])]
    assert len(table) > 150
    for value, *spellings in table:
        for words in spellings:
            (mention,) = of_kind(words, MentionKind.AMOUNT)
            assert mention.value == Amount(Decimal(value)), words


EXPECTED = {
    "1-decision.md": (
        "L 5211-10 => L. 5211-10 | de [Code Général des Collectivités Territoriales] "
        "code general des collectivites territoriales",
        "n°2017-26 en date du 26 janvier 2017 => 2017-26 du 2017-01-26 | délibération",
        "n°2020-273 en date du 13 octobre 2020 => 2020-273 du 2020-10-13 | délibération",
        "article 1 => 1 | de [la convention] convention (par 2021-331)",
        "jusqu'en décembre 2022 => rien .. décembre 2022 | de [ladite convention] convention (dit, par 2021-331)",
        "du 01 novembre 2021 au 30 juin 2022 => 2021-11-01 .. 2022-06-30 | de [l'avenant] avenant (par 2022-054)",
        "du 1er janvier 2025 au 31 décembre 2026 => 2025-01-01 .. 2026-12-31 | de [le projet de convention] "
        "projet de convention",
        "977,5 € HT => 977,50 € | HT | periode | de [la convention] convention",
        "1 173,00 € TTC => 1 173,00 € | TTC | periode | de [la convention] convention",
        "deux mois => 2 mois | délai | en lettres 2 mois | de [la présente décision] décision (présent)",
        "08 JUIL. 2025 => 2025-07-08",
    ),
    "2-convention.md": (
        "01 janvier 2025 / 31 décembre 2026 => 2025-01-01 .. 2026-12-31",
        "12 avril 2022 => 2022-04-12 | de [le groupement de commandes] groupement de commandes",
        "2025-2026 => 2025 2026 | de [l'accord-cadre] accord-cadre",
        "24 mois => 24 mois | période",
        "à partir du 1 janvier 2024 => 2024-01-01 .. rien",
        "annexe1 => 1",
        "article 9 => 9 | de [la présente convention] convention (présent)",
        "article « 9.1 => 9.1 | de [l'accord cadre] accord-cadre",
        "30 (trente) jours => 30 jours | en lettres 30 jours | de [la Convention] convention",
        "du 1e janvier 2025 au 31 décembre 2026 => 2025-01-01 .. 2026-12-31 | de [La présente convention] "
        "convention (présent)",
        "janvier 2026 => janvier 2026",
        "OBS => OBS | Orange Business Services",
        "30 juin 2025 => 2025-06-30",
    ),
    "3-annexe-1.md": (
        "ANNEXE 1 => 1 | titre",
        "2025 et 2026 => 2025 2026",
        "23 655.50€ => 23 655,50 €",
        "9 774.96€ => 9 774,96 €",
    ),
    "4-annexe-2-bon-de-commande.md": (
        "779.074.822.00049 => 779 074 822 00049",
        "BNPAPR33XXX => BNPAPR33XXX",
        "39 100,00 € HT => 39 100,00 € | HT",
        "16/12/2025 => 2025-12-16",
        "15013 AURILLAC Cedex 02 => 15013 | AURILLAC Cedex 02",
    ),
    "accuse-de-reception.txt": ("015-200066660-20250708-DEC2025-453-AU => 015-200066660-20250708-DEC2025-453-AU",),
}
PROBLEMS = {
    "4-annexe-2-bon-de-commande.md": ["2025-2025", "FR69779074922", "RCS Bobigny 345 039 416 00055"],
    "37-delib-corte-financement-centre-ancien.txt": ["7313 091,38 €"],  # optical recognition lost a space
}


@pytest.mark.parametrize("name", EXPECTED)
def test_facts_of_the_act(name: str) -> None:
    found = [line(mention) for mention in read(text_of(ACT / name))]
    assert [expected for expected in EXPECTED[name] if expected not in found] == []


def test_problems_are_the_known_ones() -> None:
    """An act as published hardly ever has an impossible date or a wrong key: a problem elsewhere is a misreading."""
    files = [*sorted(ACT.glob("[1-4a]*")), *sorted((SHARED / "corpus").glob("[0-9]*.txt"))]
    assert len(files) > 15
    found = {path.name: [plain(m.text) for m in walk(read(text_of(path))) if m.problem] for path in files}
    assert {name: problems for name, problems in found.items() if problems} == PROBLEMS


def test_all_the_weekdays_of_the_corpus_are_right() -> None:
    days = [
        m for path in sorted((SHARED / "corpus").glob("[0-9]*.txt")) for m in walk(read(text_of(path))) if m.weekday
    ]
    assert len(days) == 21
    assert all(isinstance(m.value, type(days[0].value)) and m.value is not None for m in days)
    names = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
    assert [m.text for m in days if names[m.value.weekday()] != m.weekday] == []  # type: ignore[union-attr]


@pytest.mark.no_cover  # a trace of every line takes three times as long as the work
def test_fast_enough_to_read_at_every_check() -> None:
    """Ten kilobytes, a long act, in some 15 ms where a machine takes 10 to count to 200 000."""
    text = (text_of(ACT / "2-convention.md") + text_of(ACT / "1-decision.md"))[:10_000]
    read(text)
    assert min(seconds(lambda: read(text)) for _ in range(5)) < 10 * machine()
