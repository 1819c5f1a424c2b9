"""Blocks of two documents, paired: nothing lost, order kept, what moved said."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from actes.pairing import Item, Pair, items, pair, pair_blocks
from fixtures.acts import documents

LINES = st.lists(st.sampled_from(["a b c d", "a b c e", "x y z w", "x y z", "un", "", "p q r s t u"]), max_size=9)


@given(LINES, LINES)
@example(["a b c d", "x y z w"], ["x y z w", "a b c d"])
def test_every_item_is_there_once_and_in_order(before: list[str], after: list[str]) -> None:
    pairs = pair(items(before), items(after))
    assert [p.after for p in pairs if p.after is not None] == list(range(len(after)))
    assert sorted(p.before for p in pairs if p.before is not None) == list(range(len(before)))
    kept = [p.before for p in pairs if p.before is not None and not p.moved]
    assert all(one < other for one, other in pairwise(kept))


def test_a_document_and_itself() -> None:
    assert documents()
    for document in documents().values():
        pairs = pair_blocks(document.blocks, document.blocks)
        assert pairs == tuple(Pair(n, n) for n in range(len(document.blocks)))


def test_a_paragraph_that_went_elsewhere_is_moved() -> None:
    texts = ["Les données sont la propriété des deux parties.", "Le prix est payé en deux fois.", "Fait à Aurillac, le"]
    pairs = pair(items(texts), items([texts[1], texts[2], texts[0].replace("deux", "trois")]))
    assert pairs == (Pair(1, 0), Pair(2, 1), Pair(0, 2, moved=True))


def test_a_heading_makes_two_articles_one_whatever_their_words() -> None:
    before, after = [Item("Vingt-quatre mois.", "durée")], [Item("Objet de l'acte", "objet"), Item("Un an", "durée")]
    assert pair(before, after) == (Pair(None, 0), Pair(0, 1))
    assert pair([Item("Vingt-quatre mois.")], [Item("Un an")]) == (Pair(0, None), Pair(None, 0))


def test_two_articles_of_one_heading_are_told_by_their_words() -> None:
    one, other = Item("le relais local du réseau", "engagements"), Item("met ses équipes à disposition", "engagements")
    assert pair([one, other], [other]) == (Pair(0, None), Pair(1, 0))


def test_as_many_as_can_be_keep_their_place() -> None:
    """One that is the same and moved does not make two that changed a little move instead."""
    before = ["Les données sont communes aux parties.", "La durée est de 24 mois.", "Le prix est de 900 euros par an."]
    after = [before[1].replace("24", "12"), before[2].replace("900", "950"), before[0]]
    assert pair(items(before), items(after)) == (Pair(1, 0), Pair(2, 1), Pair(0, 2, moved=True))


def test_long_documents_are_paired_from_what_is_the_same() -> None:
    """Two hundred paragraphs: one changed, one added, one removed, one moved."""
    texts = [f"Le paragraphe {n} de la convention porte le numéro {n}." for n in range(200)]
    after = list(texts)
    after[50] = after[50].replace("porte", "a")
    after.insert(100, "Une phrase que rien ne rappelle.")
    after.remove(texts[120])
    after.remove(texts[10])
    after.append(texts[10].replace("porte", "a porté"))
    pairs = pair(items(texts), items(after))
    assert [p for p in pairs if p.before == 50] == [Pair(50, 49)]
    assert [p for p in pairs if p.before is None] == [Pair(None, 99)]
    assert [p for p in pairs if p.after is None] == [Pair(120, None)]
    assert [p for p in pairs if p.moved] == [Pair(10, 199, moved=True)]


def test_what_is_too_much_to_weigh_is_added_and_removed() -> None:
    """Three hundred paragraphs against three hundred others: no time is lost."""
    before, after = ([f"{word} {n} et {n} sont dans le tableau" for n in range(300)] for word in ("ligne", "rang"))
    pairs = pair(items(before), items(after))
    assert len(pairs) == 600
    assert not any(p.moved for p in pairs)
