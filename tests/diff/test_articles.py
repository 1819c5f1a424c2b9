"""Two documents article by article: added, removed, moved, changed; what is the same is not told."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given

from actes.comparison.acts import DocumentChange, compare_parts
from actes.comparison.blocks import Status, rows_told, sections_of
from actes.document import Cell, Document, Literal, Row, Span
from actes.pairing import shown
from actes.part import Nature, part_of
from actes.place import Place
from actes.reading import read_bytes
from fixtures.acts import documents
from layout.test_tracked import edited

HEAD = "CONVENTION DE PARTENARIAT\n\nEntre les soussignés :\n\nIl est convenu ce qui suit :\n\n"
OBJET = "Article {} : Objet\n\nLes parties mettent en place le dispositif.\n\n"
DUREE = "Article {} : Durée\n\nLa convention dure vingt-quatre mois.\n\n"
PRIX = "Article {} : Prix\n\nLe prix est de 1 173,00 € par an.\n\nIl est payé à la signature de la convention.\n\n"
END = "Fait à Aurillac, le 30 juin 2025\n\nLe Président,\n\nDidier ACHALME\n"


def diff(before: str, after: str) -> DocumentChange:
    parts = [part_of(read_bytes(text.encode(), "acte.txt").document, Nature.CONVENTION) for text in (before, after)]
    return compare_parts(*parts)


def convention(*articles: str) -> str:
    return HEAD + "".join(article.format(n) for n, article in enumerate(articles, 1)) + END


def told(change: DocumentChange) -> list[tuple[str, str]]:
    return [(a.status.value, (a.after or a.before).name) for a in change.articles]  # type: ignore[union-attr]


def test_the_same_is_not_told() -> None:
    assert documents()
    for document in documents().values():
        part = part_of(document, Nature.ACTE)
        assert compare_parts(part, part).articles == ()
        assert sum(len(s.blocks(part)) for s in sections_of(part)) == len(part.blocks)


def test_a_word() -> None:
    (article,) = diff(convention(OBJET, DUREE), convention(OBJET, DUREE.replace("vingt-quatre", "douze"))).articles
    assert (article.status, article.after and article.after.title) == (Status.MODIFIE, "Durée")
    assert article.blocks[0].changes == ("après « La convention dure » : « vingt-quatre » remplacé par « douze »",)


def test_an_amount_is_one_word() -> None:
    (article,) = diff(convention(PRIX), convention(PRIX.replace("1 173,00", "1\u202f080,00"))).articles
    assert article.blocks[0].changes[0].endswith("« 1\u00a0173,00 » remplacé par « 1\u00a0080,00 »")


def test_an_article_added_renumbers_the_others() -> None:
    change = diff(convention(OBJET, PRIX), convention(OBJET, DUREE, PRIX))
    assert told(change) == [("ajoute", "article 2"), ("renumerote", "article 3")]


def test_an_article_removed() -> None:
    change = diff(convention(OBJET, DUREE, PRIX), convention(OBJET, PRIX))
    assert told(change) == [("retire", "article 2"), ("renumerote", "article 2")]
    assert [block.status for block in change.articles[0].blocks] == [Status.RETIRE, Status.RETIRE]


def test_an_article_moved_and_changed() -> None:
    change = diff(convention(DUREE, OBJET, PRIX), convention(OBJET, PRIX, DUREE.replace("mois", "semaines")))
    assert ("deplace-et-modifie", "article 3") in told(change)
    assert {status for status, _ in told(change)} == {"deplace-et-modifie", "renumerote"}


def test_an_article_rewritten_keeps_its_heading() -> None:
    (article,) = diff(convention(DUREE), convention("Article {} : Durée\n\nElle prend fin en juin.\n\n")).articles
    assert article.status is Status.MODIFIE
    assert [block.status for block in article.blocks] == [Status.RETIRE, Status.AJOUTE]


def test_a_paragraph_that_went_to_another_article() -> None:
    payment = "Il est payé à la signature de la convention.\n\n"
    change = diff(convention(DUREE, PRIX), convention(DUREE + payment, PRIX.replace(payment, "")))
    (article,) = change.articles
    (block,) = article.blocks
    assert (block.status, block.origin) == (Status.DEPLACE, "article 2")


LISTED = "Article {} : Engagements\n\nLes parties :\n\n- suivent le dispositif ;\n\n- partagent les données.\n\n"


def test_paragraphs_that_a_file_cuts_otherwise_are_the_same() -> None:
    """A PDF or a copy pasted into a mail: the words are the same, the paragraphs are not."""
    joined = LISTED.replace("\n\n- partagent", " partagent")
    assert diff(convention(LISTED, DUREE), convention(joined, DUREE)).articles == ()
    (article,) = diff(convention(LISTED), convention(joined.replace("données", "résultats"))).articles
    (block,) = article.blocks
    assert [change.split(" : ")[1] for change in block.changes] == ["« données. » remplacé par « résultats. »"]


def test_bullets_say_nothing_and_numbers_do() -> None:
    assert diff(convention(LISTED), convention(LISTED.replace("- ", "• "))).articles == ()
    assert len(diff(convention(LISTED), convention(LISTED.replace("- ", "1° "))).articles) == 1


@pytest.mark.parametrize("line", ["CANTAL DESTINATION", "ENGAGEMENTS"])
def test_a_line_of_capitals_stays_in_its_article(line: str) -> None:
    change = diff(convention(OBJET, DUREE), convention(OBJET + f"{line}\n\n", DUREE))
    assert told(change) == [("modifie", "article 1er")]


def test_signatories_in_another_layout_are_the_same() -> None:
    before = convention(OBJET).replace(
        "Le Président,\n\nDidier ACHALME", "Le Président,\n\nDidier ACHALME\n\nLa Présidente,\n\nCéline CHARRIAUD"
    )
    after = convention(OBJET).replace(
        "Le Président,\n\nDidier ACHALME", "La Présidente,\n\nCéline CHARRIAUD\n\nLe Président,\n\nDidier ACHALME"
    )
    assert diff(before, after).articles == ()
    assert len(diff(before, convention(OBJET)).articles) == 1


def row(*texts: str, header: bool = False) -> Row:
    return Row(tuple(Cell(((Span(t, Literal(Place("t"))),),)) for t in texts), header=header)


def test_tables_are_told_by_row_and_column() -> None:
    head = row("Pays", "HT", header=True)
    before = [head, row("Salers", "900,00 €"), row("Mauriac", "12,00 €")]
    after = [head, row("Salers", "977,50 €"), row("Carladès", "14,00 €"), row("Mauriac", "")]
    assert list(rows_told(before, after)) == [
        "ligne « Salers », colonne « HT » : « 900,00 € » remplacé par « 977,50 € »",
        "ligne ajoutée : « Carladès | 14,00 € »",
        "ligne « Mauriac », colonne « HT » : « 12,00 € » supprimé",
    ]


def test_a_row_is_known_by_its_first_cell() -> None:
    before, after = [row("Salers", "1", "2"), row("Mauriac", "3", "4")], [row("Mauriac", "5", "6")]
    assert list(rows_told(before, after)) == [
        "ligne supprimée : « Salers | 1 | 2 »",
        "ligne « Mauriac » : « 3 » remplacé par « 5 »",
        "ligne « Mauriac » : « 4 » remplacé par « 6 »",
    ]


def test_rows_of_another_width_or_place() -> None:
    narrow, wide = row("Salers", "1 173,00 € par an"), row("Salers", "977,50 €", "1 173,00 €")
    assert list(rows_told([narrow], [wide])) == [
        "ligne « Salers » : après « Salers » : « 977,50 € » ajouté",
        "ligne « Salers » : après « € 1\xa0173,00 € » : « par an » supprimé",
    ]
    one, other, third = (
        row("Mauriac et ses environs", "3"),
        row("Salers et ses environs", "4"),
        row("Murat et Allanche", "5"),
    )
    assert list(rows_told([one, other, third], [other, third, one])) == ["ligne déplacée : « Mauriac et ses environs »"]
    assert list(rows_told([row("Salers", "")], [row("Salers", "4")])) == ["ligne « Salers » : « 4 » ajouté"]


@given(edited())
def test_what_differs_is_told_and_what_does_not_is_not(pair: tuple[Document, Document]) -> None:
    """Any edit of an act: nothing is told only where the same words stand in the same order."""
    old, new = (part_of(document, Nature.CONVENTION) for document in pair)
    change = compare_parts(old, new)
    same = [shown(b).split() for b in old.blocks if b.text] == [shown(b).split() for b in new.blocks if b.text]
    assert not (change.articles and same and len(old.blocks) == len(new.blocks))
    if not change.articles:
        assert Counter(old.document.words()) == Counter(new.document.words())
    told_blocks = [b for a in change.articles for b in a.blocks]
    assert all(b.changes for b in told_blocks if b.status is Status.MODIFIE)
    assert all((b.before is None) == (b.status is Status.AJOUTE) for b in told_blocks)
    assert all((b.after is None) == (b.status is Status.RETIRE) for b in told_blocks)
