"""The chain replayed: from 2023-051 to the facts of 2025-453, and from 2025-453 to a decision for 2027 and 2028."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from actes.document import Block, Kind
from actes.finding import Severity
from actes.model.acte import Acte
from actes.model.edits import Add, Put, Remove, Text
from actes.tasks.renewing import Renewed
from actes.values.actnumber import ActNumber
from renew.support import TODAY, confirmed, context, copied, edit, findings, loaded, renewed, taken

OLD = "DEC2025-453"


def article_one(registry: Path, identifier: str) -> Put:
    """The first article, its typed date made a reference."""
    act = loaded(registry, identifier).actes[identifier]
    assert act.convention is not None
    text = act.convention.articles[0].texte.text
    assert "1 janvier 2024" in text
    return Put("convention.articles[0].texte", Text(text.replace("1 janvier 2024", "{{ periode.debut }}")))


def share_of_the_period(registry: Path, identifier: str) -> Put:
    """The article that gives the share of a year as that of the period: an error that is asked about."""
    text = loaded(registry, identifier).actes[identifier].articles[1].texte.text
    assert "participation.annuel }} pour la période" in text
    return Put("articles[1].texte", Text(text.replace("participation.annuel", "participation.periode")))


@pytest.fixture(scope="module")
def replayed(tmp_path_factory: pytest.TempPathFactory) -> Acte:
    """2025-453 made again of 2023-051: the assistant confirms, and takes away the party that left."""
    registry = copied(tmp_path_factory.mktemp("chain"))
    taken(registry, "2023/DEC2023-051.yaml", "tiers/departement_cantal.yaml")
    (registry / "2025" / f"{OLD}.yaml").unlink()
    made = renewed(registry, "DEC2023-051", numero=ActNumber.parse("2025-453"), date=date(2025, 7, 8))
    assert made.identifier == OLD
    edits = [
        Put("financement.cout_annuel.ht", "19 550,00"),
        Put("parties", ["cantal_destination"]),
        Remove("convention.parties[1]"),
        article_one(registry, OLD),
    ]
    confirmed(made.path, edits)
    return loaded(registry, OLD).actes[OLD]


def test_the_facts_of_2025_453_come_of_2023_051(replayed: Acte) -> None:
    """All that the entry states; what it has of its own is said here."""
    real = loaded(Path(__file__).parents[2] / "registry", OLD).actes[OLD]
    same = ("numero", "type", "nature_actes", "renouvelle", "signature", "periode", "parties", "references")
    for name in (*same, "financement", "objet"):
        assert getattr(replayed, name) == getattr(real, name), name
    assert [motif.actes for motif in replayed.preambule if motif.actes] == [
        motif.actes if "DEL2017-26" not in motif.actes else ("DEL2020-273",)  # a delegation of the council before
        for motif in real.preambule
        if motif.actes
    ]
    assert replayed.suivi == type(replayed.suivi)()
    assert replayed.annexes[0].tableau is not None
    assert not replayed.annexes[0].tableau.imprime
    assert replayed.annexes[1].piece is None


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The register in December 2026: a new council, its delegation, a new president."""
    registry = copied(tmp_path_factory.mktemp("renewal"))
    taken(registry, "2026/DEL2026-064.yaml")
    edit(
        registry / "collectivite.yaml",
        [
            Put("mandats[1].fin", "2026-04-15"),
            Add("mandats", {"debut": "2026-04-16"}),
            Put("executif[0].fin", "2026-04-15"),
            Add(
                "executif",
                {"civilite": "Madame", "prenom": "Jeanne", "nom": "Montbrun", "fonction": "président"}
                | {"debut": "2026-04-16"},
            ),
        ],
    )
    return registry


@pytest.fixture(scope="module")
def made(register: Path) -> Renewed:
    return renewed(register, OLD, numero=ActNumber.parse("2026-512"))


@pytest.fixture(scope="module")
def done(register: Path, made: Renewed) -> Path:
    """All that is asked, confirmed."""
    edits = [
        Put("references.groupement.date", "2026-09-15"),
        Put("financement.cout_annuel.ht", "20 400,00"),
        Put("financement.budget.exercices", ["2027", "2028"]),
        article_one(register, made.identifier),
        share_of_the_period(register, made.identifier),
        Put("annexes[1].piece", {"objet": "Flux Vision ADN Tourisme 2027-2028", "montants": {"total_ht": "40 800,00"}}),
    ]
    confirmed(made.path, edits)
    return register


def test_what_is_asked_is_asked_once(made: Renewed) -> None:
    asked = [(line.champ, line.mots) for line in made.confirms]
    assert len(set(asked)) == len(asked)
    assert {champ for champ, _ in asked} == {
        "references.groupement.periode",
        "references.groupement.date",
        "references.accord_cadre.periode",
        "financement.cout_annuel.ht",
        "financement.repartition",
        "annexes[1]",
        "tiers/cantal_destination.representants",
        "convention.articles[0].texte",
        "articles[1].texte",
    }
    assert ("convention.articles[0].texte", "1 janvier 2024") in asked


def test_a_draft_shows_what_is_to_fill_in(register: Path, tmp_path: Path) -> None:
    """Each value that is to confirm is between brackets, once in a paragraph or a table, and hides no error."""
    registry = copied(tmp_path, register)
    made = renewed(registry, OLD, numero=ActNumber.parse("2026-601"))
    found = findings(registry, made.identifier)
    wrong = [(f.code, f.message[:11]) for f in found if f.severity is Severity.ERREUR]
    assert wrong == [("REN101", "à corriger "), ("REN101", "à corriger ")]
    assert sum(f.code == "REN101" for f in found) == len(made.confirms)
    blocks = [block.text for part in context(registry, made.identifier).parts for block in part.document.blocks]
    assert max(text.count("À COMPLÉTER") for text in blocks) == 2, "a table has its price and its payers"
    text = "\n".join(part.document.text for part in context(registry, made.identifier).parts).replace("\u00a0", " ")
    for words in ("19 550,00 €", "977,50 € HT – 1 173,00 € TTC", "12 avril 2022", "12/04/2022", "1 janvier 2024"):
        assert f"[À COMPLÉTER : {words} ?]" in text
    assert "Didier Achalme [À COMPLÉTER : toujours en fonction ?]" in text


def test_the_delegation_of_the_new_council_is_cited(done: Path, made: Renewed) -> None:
    act = loaded(done, made.identifier).actes[made.identifier]
    cited = [motif.actes for motif in act.preambule if motif.actes]
    assert cited == [("DEL2026-064",), ("DEC2021-331",), ("DEC2022-054",), ("DEC2023-051",), (OLD,)]
    assert act.renouvelle == OLD


def test_the_new_act_has_no_error_and_nothing_stale(done: Path, made: Renewed) -> None:
    found = findings(done, made.identifier)
    assert [f for f in found if f.severity is Severity.ERREUR] == []
    assert [f for f in found if f.code.startswith("REN")] == []


# Each value of 2025-453 that should have moved, as it was printed or could be.
VALUES = (
    "1er janvier 2025", "31 décembre 2026", "01/01/2025", "31/12/2026", "2025", "2026", "janvier 2026",
    "8 juillet 2025", "30 juin 2025", "1 janvier 2024", "2024", "12 avril 2022", "12/04/2022", "19 550", "23 460",
    "9 775", "11 730", "977,50", "1 173,00", "23 655", "9 774", "11 827", "39 100", "7 820", "3 910", "2025-453",
    "2025-2025", "CHARRIAUD", "Charriaud", "2017-26", "2020-273", "16/12/2025"
)  # fmt: skip


def of_this_act(block: Block) -> bool:
    """Whether a block is about this act: visas tell of the others, as they must."""
    return not (block.kind is Kind.VISA and re.search(r"(?:décision|délibération)\b.* n°", block.text))


@pytest.mark.parametrize("value", VALUES)
def test_no_old_value_is_left(value: str, done: Path, made: Renewed) -> None:
    new = "2026-512"  # the number of the new act
    texts = {
        part.name: "\n".join(block.text for block in part.blocks if of_this_act(block))
        for part in context(done, made.identifier).parts
    }
    assert set(texts) == {"decision", "convention", "annexe-1"}
    for name, text in texts.items():
        plain = text.replace("\u00a0", " ").replace("’", "'").replace(new, "")
        assert value not in plain.replace("15 septembre 2026", "").replace("15/09/2026", ""), name


def test_old_values_are_in_the_old_act(done: Path) -> None:
    """The search itself can find: each value is in the former act, its entry or what it printed."""
    printed = "".join(block.text for part in context(done, OLD, TODAY).parts for block in part.blocks)
    entry = (done / "2025" / f"{OLD}.yaml").read_text("utf-8")
    plain = (printed + entry).replace("\u00a0", " ").replace("’", "'")
    absent = {"01/01/2025", "31/12/2026", "2017-26", "16/12/2025", "Charriaud", "23 460", "9 775"}
    assert [value for value in VALUES if value not in plain and value not in absent] == []


def test_what_nobody_confirmed_would_be_found(register: Path, tmp_path: Path) -> None:
    """Lines taken away without a change: the values of the former act are reported all the same."""
    registry = copied(tmp_path, register)
    made = renewed(registry, OLD, numero=ActNumber.parse("2026-600"))
    edit(made.path, [Remove("a_confirmer")])
    found = findings(registry, made.identifier)
    kept = {f.place for f in found if f.code == "REN102"}
    assert kept == {"fiche, « references.groupement.date »", "fiche, « financement.cout_annuel.ht »"}
    assert any(f.code == "PER101" for f in found)
