"""Documents of any shape: an act is taken, or refused in French; nothing is raised, nothing invented."""

from __future__ import annotations

import functools
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actes.document import Block, Cell, Document, Kind, Literal, Row, Span
from actes.importing.pieces import steps_of
from actes.importing.take import take
from actes.importing.types import Gathered, Refused, Source, Taken
from actes.outline.nature import Nature
from actes.part import part_of
from actes.place import Place
from importing.support import OURS, empty, files, sources
from importing.test_money import CONVENTION, DECISION, act
from importing.word import word_file

HERE = Literal(Place("a.docx"))
TEXTS = st.sampled_from([
    "DÉCISION n° 2025-1", "OBJET :", "Vu la délibération n° 2020-273 du 13 octobre 2020 portant délégation ;", "Vu",
    "Considérant {{ numero }} et {% if %}", "DÉCIDE", "Article 1er : De payer 1 200,00 € TTC, TVA 20 %", "Article 1er",
    "Article 2 : 50 % à la signature et 50 % en janvier 2026", "Entre",
    "La commune, représentée par M. Luc VAUR, maire,",
    "Fait à Murat, le 3 mars 2025", "La Présidente,\nCéline CHARRIAUD", "Annexe 1 : tarifs", "ANNEXE 1", "",
    "*", "{", "- ",
    "du 1er janvier 2025 au 31 décembre 2026", "l'article 1, l'article 9 et l'annexe 1", "\U000f0000", "a" * 300,
])  # fmt: skip
KINDS = st.sampled_from(list(Kind))


def block(kind: Kind, text: str, marker: str, level: int) -> Block:
    span = (Span(text, HERE),)
    if kind in (Kind.TABLEAU, Kind.SIGNATURE):
        return Block(kind, rows=(Row((Cell((span,)), Cell((span,)))), Row((Cell((span,)),))))
    return Block(kind, span, level if kind is Kind.ITEM else 1, marker if kind is Kind.ITEM else "")


BLOCKS = st.lists(
    st.builds(block, KINDS, TEXTS, st.sampled_from(["-", "o", "1.", "a)", "*"]), st.integers(1, 4)), max_size=14
)


@settings(max_examples=60)
@given(st.lists(st.tuples(st.sampled_from(list(Nature)), BLOCKS), min_size=1, max_size=4))
def test_any_document_is_taken_or_refused(documents: list[tuple[Nature, list[Block]]]) -> None:
    parts = (part_of(Document("a.docx", tuple(blocks)), nature) for nature, blocks in documents)
    found = tuple(Source(part, "a.docx", "0") for part in parts)
    outcome = take(Gathered(found, "2025-1"), empty(OURS))
    if isinstance(outcome, Refused):
        assert outcome.message
    else:
        assert outcome.ratio > 0.9


def test_the_object_of_one_document_and_the_articles_of_another() -> None:
    title = block(Kind.TITRE, "DÉCISION n° 2025-1", "", 1)
    parts = [(block(Kind.ENTETE, "MAIRIE", "", 1), title), (block(Kind.PARTIE, title.text, "", 1),)]
    found = tuple(Source(part_of(Document("a.docx", one), Nature.ACTE), "a.docx", "0") for one in parts)
    taken = take(Gathered(found, "2025-1"), empty(OURS))
    assert isinstance(taken, Taken)
    assert taken.ratio == 1


@functools.cache
def whole() -> tuple[Source, ...]:
    return sources(files(OURS, "DEC2025-453"))


@pytest.mark.parametrize("seed", range(12))
def test_an_act_in_pieces_is_taken_or_refused(seed: int) -> None:
    """Blocks lost, doubled, moved: what is taken still composes what is left."""
    chance = random.Random(seed)
    found = []
    for source in whole():
        blocks = list(source.part.blocks)
        for _ in range(chance.randrange(1, 6)):
            at = chance.randrange(len(blocks))
            if chance.random() < 0.4:
                del blocks[at]
            elif chance.random() < 0.5:
                blocks.insert(chance.randrange(len(blocks)), blocks[at])
            else:
                blocks.insert(chance.randrange(len(blocks)), blocks.pop(at))
        part = part_of(Document(source.name, tuple(blocks)), source.nature)
        found.append(Source(part, source.name, source.digest))
    outcome = take(Gathered(tuple(found)), empty(OURS))
    if isinstance(outcome, Taken):
        assert outcome.ratio > 0.97


def test_what_introduces_a_party_is_no_party() -> None:
    """« D'une part – le Bailleur », a heading of its own, was counted as one more, and nothing was taken."""
    said = CONVENTION.replace("Entre\n", "Entre\n\n### D'une part . – la version 1\n")
    said = said.replace("\nEt\n", "\n### Et d'autre part : – la version 1\n")
    taken = act(DECISION.format(said="De signer ;"), said.format(money="Chacun paie sa part."))
    assert list(taken.tiers) == ["association_roulons_vert"]
    assert taken.ratio == 1


def test_a_milestone_of_several_lines_is_one_label() -> None:
    """A cell of an order that a PDF shows on two lines: its act was refused for a blank line in a label."""
    rows = (("période", "% du montant", "montant en €HT"), ("à la commande :\n\nsignature", "30%", "300,00"))
    rows += (("01/07/2031", "70%", "700,00"),)
    place = Literal(Place("bon.pdf"))
    table = Block(
        Kind.TABLEAU,
        rows=tuple(
            Row(tuple(Cell(((Span(text, place),),)) for text in row), header=n == 0) for n, row in enumerate(rows)
        ),
    )
    part = part_of(Document("bon.pdf", (table,)), Nature.PIECE)
    assert [step["libelle"] for step in steps_of(part)] == ["à la commande : signature", "01/07/2031"]


EXPOSE = """Considérant que les crédits se répartissent ainsi :

Chapitre\tCrédits
011 – Charges générales\t12 000,00 €
65 – Autres charges\t3 000,00 €

DÉCIDE"""


def test_a_table_of_the_preamble_or_of_an_article_stays_one() -> None:
    decision = DECISION.replace("DÉCIDE", EXPOSE).format(said="De fixer les tarifs :\n\nSalle\tJour\nGrande\t120 €")
    taken = act(decision, CONVENTION.format(money="Rien."))
    assert (taken.ratio, taken.differences) == (1, ())
    assert "  - autre: |\n      | Chapitre | Crédits |\n      | --- | --- |\n" in taken.entry
    assert "| Grande | 120 € |" in taken.entry


SIGNED = "\nPour l'association,\tPour Saint-Flour,\nLe Président\tLa Présidente\nLuc VIDAL\tCéline CHARRIAUD\n"


def test_signatures_side_by_side_stay_so() -> None:
    """Each party has its own column; in another order than the parties', they stay lines of text."""
    decision, convention = DECISION.format(said="De signer ;"), CONVENTION.format(money="Rien.")
    taken = act(decision, convention + SIGNED)
    assert taken.ratio == 1
    assert "pour: |\n        Pour l'association,\n" in taken.entry.partition("- tiers: collectivite")[0]
    assert "pour: |\n        Pour Saint-Flour,\n" in taken.entry.partition("- tiers: collectivite")[2]
    swapped = "\n".join("\t".join(line.split("\t")[::-1]) for line in SIGNED.split("\n"))
    other = act(decision, convention + swapped)
    assert other.ratio == 1
    assert "Pour Saint-Flour," in other.entry.partition("lieu_date:")[2]


HEAD = "Service\tMarchés\n{label}\tFourniture de bacs\nSuivi par\tMme Pons"


@pytest.mark.parametrize("titled", [True, False])
def test_an_object_in_a_row_of_the_head_is_read(titled: bool) -> None:
    """« Objet | Fourniture de bacs »: what is above and below it stays around it."""
    taken = act(headed("Objet :", titled), CONVENTION.format(money="Rien."))
    assert (taken.ratio, [one for one in taken.differences if not one.form]) == (1, [])
    assert "objet: |\n  Fourniture de bacs\n" in taken.entry
    assert "  - autre: |\n      Suivi par\N{EM SPACE}Mme Pons\n" in taken.entry


def test_an_object_that_is_not_read_is_to_fill() -> None:
    taken = act(headed("Libellé", titled=False), CONVENTION.format(money="Rien."))
    assert "objet: |\n  [À COMPLÉTER : objet]\n" in taken.entry
    assert [one.champ for one in taken.to_confirm] == ["objet"]


def headed(label: str, titled: bool) -> str:
    """A decision whose head is a table, below its title or with it."""
    title, _, rest = DECISION.format(said="De signer ;").partition("\n\n")
    assert title.startswith("DÉCISION")
    head = HEAD.format(label=label)
    below = rest[rest.index("Vu ") :]
    return f"{title}\n\n{head}\n\n{below}" if titled else f"DÉCISION\tN° 2025-12\n{head}\n\n{below}"


def test_what_an_article_of_its_number_alone_says_is_no_foot() -> None:
    """« Article 5 », then « Ampliation sera adressée … »: no article is left empty, no formula made of its words."""
    said = "De signer.\n\nArticle 3\n\nAmpliation du présent acte sera adressée à Mme la trésorière."
    taken = act(DECISION.format(said=said), CONVENTION.format(money="Rien."))
    assert (taken.ratio, [one for one in taken.differences if not one.form]) == (1, [])
    assert "      Article 3\n    texte: |\n      Ampliation du présent acte sera adressée" in taken.entry


def test_an_article_numbered_by_a_list_keeps_its_number() -> None:
    """Word writes « 1) » before « OBJET »; nobody typed it."""
    decision, convention = sources([("acte.docx", word_file([
        DECISION.format(said="De signer ;"), CONVENTION.format(money="Rien."),
    ]))])  # fmt: skip
    titles = iter(("OBJET", "FINANCEMENT"))
    blocks = tuple(
        Block(Kind.ARTICLE, (Span(next(titles), HERE),), marker=f"{n})") if one.kind is Kind.ARTICLE else one
        for n, one in enumerate(convention.part.blocks)
    )
    part = part_of(Document("acte.docx", blocks), Nature.CONVENTION)
    taken = take(Gathered((decision, Source(part, "acte.docx"))), empty(OURS))
    assert isinstance(taken, Taken)
    numbers = [n for n, one in enumerate(blocks) if one.kind is Kind.ARTICLE]
    for n, title in zip(numbers, ("OBJET", "FINANCEMENT"), strict=True):
        assert f"titre: |\n        {n}\\) {title}\n" in taken.entry
    assert (taken.ratio, [one for one in taken.differences if not one.form]) == (1, [])
