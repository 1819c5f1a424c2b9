"""No date, amount or number of the entry repeats a fact, but those that a table names with a reason."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import yaml

from actes.registry.nodes import Mapping
from compose.literals import Written, facts, value_of, written
from compose.support import ACT, ENTRY, REGISTRY, changed, register

TABLE = yaml.load(  # texts as they are typed: « 7.1 » is no number here
    (Path(__file__).parent / "literals.yaml").read_text(encoding="utf-8"), yaml.BaseLoader
)


def repeated(folder: Path = REGISTRY) -> Counter[tuple[str, str]]:
    """What the entry writes out with the value of a fact, the fields that state facts left aside."""
    loaded = register(folder)
    known = facts(loaded, ACT)
    return Counter(
        (one.field, one.words)
        for one in everything(folder)
        if one.value in known
        and not any(one.field == name or one.field.startswith(f"{name}[") for name in known[one.value])
    )


def everything(folder: Path = REGISTRY) -> list[Written]:
    root = register(folder).places[ACT][""]
    assert isinstance(root, Mapping)
    return list(written(root))


def test_none_but_those_of_the_table() -> None:
    assert repeated() == Counter((row["champ"], row["mots"]) for row in TABLE)
    assert all(row["raison"] for row in TABLE)


def test_the_entry_is_read() -> None:
    found = everything()
    assert len(found) > 50
    assert {one.value[0] for one in found} >= {
        "date",
        "mois",
        "numéro",
        "montant",
        "pourcentage",
        "durée",
        "article",
        "année",
    }
    prose = {(one.field, one.words) for one in found if one.field.endswith("texte")}
    assert ("convention.articles[0].texte", "1 janvier 2024") in prose


def test_the_facts_are_known() -> None:
    known = facts(register(), ACT)
    assert len(known) > 35
    for kind, words in [
        ("date", "2025-01-01"), ("date", "31 décembre 2026"), ("date", "12/04/2022"), ("montant", "977,50"),
        ("montant", "1 173,00 €"), ("montant", "23 460,00"), ("montant", "1 955,00"), ("pourcentage", "50 %"),
        ("numéro", "2025-453"), ("numéro", "DEC2021-331"), ("durée", "24 mois"), ("année", "2026"),
        ("mois", "janvier 2026"),
        ("article", "article 9"), ("annexe", "annexe 1"), ("article", "7.1"), ("date", "20250708"),
    ]:  # fmt: skip
        assert value_of("article" if kind == "annexe" else kind, words) in known, words


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("période courant {{ periode }}, ci", "période courant du 1er janvier 2025 au 31/12/2026, ci", 2),
        ("s'élève à {{ financement.participation.annuel }} pour", "s'élève à 977,5 € HT – 1 173,00 € TTC pour", 2),
        ("une période de {{ periode.duree }}, courant {{ periode }}.", "24 mois, courant {{ periode }}.", 1),
        ("dispositions de l'{{ article(\"financement\") }},", "dispositions de l'article 9,", 1),
        ("OBS (cf. {{ annexe(\"territoires\") }}).", "OBS (cf. annexe1).", 1),
        ("prend en charge {{ financement.repartition.cantal_destination.part }} du", "prend en charge 50 % du", 1),
        ("en {{ financement.echeances.solde.quand }}.", "en janvier 2026.", 1),
        ("annuelle pour {{ periode.annees | liste }}", "annuelle pour 2025 et 2026", 2),
        ("{{ references.groupement.date | date_numerique }}", "12/04/2022", 1),
    ],
)  # fmt: skip
def test_a_fact_written_out_is_seen(old: str, new: str, words: int, tmp_path: Path) -> None:
    assert (repeated(changed(tmp_path, [(ENTRY, old, new)])) - repeated()).total() == words


def test_a_row_that_is_met_no_more_is_seen(tmp_path: Path) -> None:
    folder = changed(tmp_path, [(ENTRY, "dans laquelle l'article 1 prévoit", "qui prévoit")])
    assert set(repeated()) - set(repeated(folder)) == {("preambule[4].texte", "article 1")}
