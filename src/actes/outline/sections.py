"""Where a block of a document stands for a person: the article that holds it and its rank in it, else its kind.

The articles of a document: number, title, the blocks that each covers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise, takewhile

from ..document import Block, Kind
from ..frozen import frozen
from ..pattern import pattern

HUMAN: Mapping[Kind, str] = {
    Kind.ENTETE: "en-tête",
    Kind.TITRE: "titre",
    Kind.SOUS_TITRE: "sous-titre",
    Kind.OBJET: "objet",
    Kind.AUTORITE: "auteur de l'acte",
    Kind.VISA: "visas",
    Kind.CONSIDERANT: "considérants",
    Kind.FORMULE: "formule",
    Kind.INTERTITRE: "parties",
    Kind.PARTIE: "parties",
    Kind.TABLEAU: "tableau",
    Kind.LIEU_DATE: "lieu et date",
    Kind.SIGNATURE: "signature",
    Kind.MENTION: "mentions",
    Kind.ANNONCE: "annonce des annexes",
}
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}
WORDS = ("un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze")
_BODY = (Kind.PARAGRAPHE, Kind.ITEM, Kind.TABLEAU)


_REPRODUCED = pattern(  # « l'article 4 est remplacé par les dispositions suivantes : »
    r"r[ée]dig|libell|modifi|remplac|compl[ée]t|ins[ée]r|ajout|adopt|comme\ssuit|ainsi\squ['’]il\ssuit|suivant", re.I
)
FAR = 300  # headings: no text that an article reproduces has so many
_AROUND = 200  # characters before « : » in which it is said
_WORD = pattern(r"(?P<word>art(?:icle|\.)?)\s*[^\s.,;:\u2013\u2014-]+(?P<mark>\s?[.,;:\u2013\u2014-]*)", re.I)
_FIGURES = pattern(r"\d+")


@frozen
class Section:
    """Where a block stands for a person: the article that holds it (« 1er », « 9 », empty before), its rank in it.

    `reproduced`: it is of another text that the article reproduces: statutes, a règlement, the new words of an article.
    """

    article: str = ""
    alinea: int = 0
    reproduced: bool = False


def sections(blocks: Sequence[Block]) -> Iterator[Section]:
    article, rank = "", 0
    inside = _reproductions(blocks)
    for index, block in enumerate(blocks):
        reproduced = index in inside
        if block.kind is Kind.ARTICLE and not reproduced:
            article, rank = number_at(block), 0
        elif article and (reproduced or block.kind in _BODY):
            rank += 1
        elif block.kind not in _BODY:
            article, rank = "", 0
        yield Section(article, rank, reproduced)


def _reproductions(blocks: Sequence[Block]) -> frozenset[int]:
    """The blocks of texts that an article reproduces, whose articles are not the act's."""
    heads = [index for index, block in enumerate(blocks) if block.kind is Kind.ARTICLE]
    found: set[int] = set()
    at = 0
    while at + 1 < len(heads):
        end = _goes_on(blocks, heads, at)
        if end:
            stop = heads[end] if end < len(heads) else _closes(blocks, heads[-1])
            found.update(range(heads[at + 1], stop))
        at = end or at + 1
    return frozenset(found).union(_given(blocks))


def _given(blocks: Sequence[Block]) -> Iterator[int]:
    """« complété par un paragraphe ainsi rédigé : », and what stands between « and », in one article."""
    for first, (lead, opening) in enumerate(pairwise(blocks), 1):
        said = lead.text.rstrip()
        if opening.text.startswith("«") and said.endswith(":") and _REPRODUCED.search(said[-_AROUND:]):
            inside = [*takewhile(lambda n: blocks[n].kind in _BODY, range(first, len(blocks)))]
            last = next((n for n in inside if blocks[n].text.rstrip(" .;\u00a0").endswith("»")), 0)
            yield from range(first, last + 1)


def _closes(blocks: Sequence[Block], last: int) -> int:
    """Where the body ends after its last article: at the date and the signature."""
    return next((n for n in range(last + 1, len(blocks)) if blocks[n].kind not in _BODY), len(blocks))


def _goes_on(blocks: Sequence[Block], heads: Sequence[int], at: int) -> int:
    """The rank of the heading with which the act goes on after the text that an article reproduces; 0 without one."""
    said = blocks[heads[at + 1] - 1].text.rstrip()
    if any(block.kind not in _BODY for block in blocks[heads[at] + 1 : heads[at + 1]]):
        return 0  # a date, a title, parties: another document begins
    own, first = _value(blocks[heads[at]]), _value(blocks[heads[at + 1]])
    if own is None or first is None or not said.endswith((":", ": «", ":\u00a0«")):
        return 0
    if first != 1 and not _REPRODUCED.search(said[-_AROUND:]):
        return 0
    later = [n for n in range(at + 2, min(len(heads), at + FAR)) if _value(blocks[heads[n]]) == own + 1]
    if first == own + 1 and not later:
        return 0
    look, other = _look(blocks[heads[at]]), _look(blocks[heads[at + 1]])
    if look != other and (alike := [n for n in later if _look(blocks[heads[n]]) == look]):
        return alike[0]
    apart = [n for n in later if _value(blocks[heads[n - 1]]) != own]
    return (apart or later or [len(heads)])[0 if apart else -1]


def _look(block: Block) -> tuple[str, ...]:
    """How a heading is written: two texts in one act are seldom written alike."""
    found = _WORD.match(block.text)
    return (found["word"], found["mark"].strip()) if found else (block.marker and "n",)


def _value(block: Block) -> int | None:
    return number_of(number_at(block))


def number_at(heading: Block) -> str:
    """The number of the article that a heading opens, in its words or in the mark before them (« 6. CHARGES »)."""
    return article_number_of(f"- {heading.marker.strip(' .)°(:–—-')}" if heading.marker else heading.text)


def article_number_of(heading: str) -> str:
    """The number that a heading of an article bears, as written; empty where it bears none.

    >>> [article_number_of(text) for text in ("Article 1er : Objet", "ARTICLE PREMIER. - Durée", "Art. 12")]
    ['1er', '1er', '12']
    """
    words = heading.replace("\u00a0", " ").replace(":", " ").split()
    if len(words) < 2:
        return ""
    number = words[1].rstrip(".,;-\u2013\u2014")
    if number.lower() in ("premier", "1", "1er", "i"):
        return "1er"
    return str(WORDS.index(number.lower()) + 1) if number.lower() in WORDS else number


def number_of(text: str) -> int | None:
    """The number of an article as written.

    >>> [number_of(text) for text in ("1er", "9", "9.1", "IV", "DEUX", "bis")]
    [1, 9, 9, 4, 2, None]
    """
    match = _FIGURES.match(text)
    word = text.lower().rstrip(".")
    return int(match[0]) if match else WORDS.index(word) + 1 if word in WORDS else ROMAN.get(word)


_TITLE = 80  # characters
_LEAST = 3  # headings that are numbered from 1 on
_NUMBERED = pattern(r"(?P<n>[0-9]{1,2})\s?[.):–—-]+\s*(?P<title>[^\W\d].{2,})")
_NUMBER = pattern(r"\A\W*(?:art(?:icle)?\.?)\s+\S+\s*[-:.\u2013\u2014]*\s*", re.IGNORECASE)


@frozen
class Article:
    """An article: its number, its title without the number, the block of its heading, where it ends."""

    number: int | None
    title: str
    block: int
    end: int
    said: bool  # « Article 6 »; « 6. CHARGES » does not say the word


def articles_of(blocks: Sequence[Block], sections: Sequence[Section]) -> tuple[Article, ...]:
    """The articles in order; those of a text that one of them reproduces are not the document's.

    « 3 - La stagiaire » is no article of an act that has an « Article 3 ».
    """
    starts = [
        n
        for n, (block, section) in enumerate(zip(blocks, sections, strict=True))
        if block.kind is Kind.ARTICLE and section.article and not section.reproduced
    ]
    if running := _running(blocks, starts):
        return running
    found = []
    for start, after in zip(starts, [*starts, len(blocks)][1:], strict=True):
        number = sections[start].article
        end = next((n for n in range(start + 1, after) if sections[n].article != number), after)
        title = _NUMBER.sub("", blocks[start].text, count=1).strip()
        found.append(Article(number_of(number), title, start, end, not blocks[start].marker))
    worded = {one.number for one in found if one.said}
    whole = _whole([one for one in found if one.said or one.number not in worded], sections)
    return tuple(whole) or _numbered(blocks)


def _whole(found: Sequence[Article], sections: Sequence[Section]) -> Iterator[Article]:
    """« Article 1.1 », « Article 1.2 »: they are of the article 1, whose heading may stand above them."""
    runs: list[list[Article]] = []
    for one in found:
        if _dotted(one, sections) and runs and runs[-1][0].number == one.number:
            runs[-1].append(one)
        else:
            runs.append([one])
    for first, *others in runs:
        title = "" if others and _dotted(first, sections) else first.title
        yield Article(first.number, title, first.block, (others or [first])[-1].end, first.said)


def _dotted(one: Article, sections: Sequence[Section]) -> bool:
    return "." in sections[one.block].article


_RANK = pattern(r"(?P<n>[0-9]{1,3})\s?[.)°]?")


def _running(blocks: Sequence[Block], heads: Sequence[int]) -> tuple[Article, ...]:
    """The points of a règlement, numbered from first to last through its headings: « I. … 1. 2. 3. II. … 4. 5. »."""
    marks = [n for n, block in enumerate(blocks) if block.kind is Kind.ITEM and _RANK.fullmatch(block.marker)]
    ranks = [int(blocks[n].marker.strip(" .)°")) for n in marks]
    arabic = any(not blocks[n].marker or _RANK.fullmatch(blocks[n].marker) for n in heads)
    few = len(marks) < len(heads) if len(heads) >= _LEAST else bool(heads) or not _called_articles(blocks, len(marks))
    if arabic or few or ranks != [*range(1, len(marks) + 1)]:
        return ()
    after = (n for n, block in enumerate(blocks) if n > marks[-1] and block.kind in _AFTER)
    stops = sorted({*marks, *heads, next(after, len(blocks)), len(blocks)})
    return tuple(
        Article(rank, "", n, next(stop for stop in stops if stop > n), said=False)
        for rank, n in zip(ranks, marks, strict=True)
    )


_CALLED = pattern(  # its own, and not that of a law
    r"\bl['’]article (?P<n>[0-9]{1,2})\b(?![.,]?[0-9-]| d[eu]s? (?:l[ae] (?!pr[ée]sent)|code|d[ée]cret|l['’]))"
    r"|\(article (?P<m>[0-9]{1,2})\)"
)
_RULES = pattern(r"\br[èe]glement\b", re.IGNORECASE)
_AFTER = (Kind.TITRE, Kind.AUTORITE, Kind.SIGNATURE, Kind.LIEU_DATE)
_MANY = 8  # points, of a text that calls them articles


def _called_articles(blocks: Sequence[Block], points: int) -> bool:
    """Whether so many points are articles: of a règlement, of a text without « Article » that sends twice to some."""
    said = [int(one["n"] or one["m"]) for block in blocks for one in _CALLED.finditer(block.text)]
    rules = any(block.kind is Kind.TITRE and _RULES.search(block.text) for block in blocks)
    return points >= _MANY and (rules or sum(one <= points for one in said) > 1)


def _numbered(blocks: Sequence[Block]) -> tuple[Article, ...]:
    """« 2. Volets et enveloppes », from 1 on, in a text without « Article » that refers to « l'article 2 »."""
    kinds = [block.kind for block in blocks]
    heads = [
        n
        for n, (kind, below) in enumerate(pairwise([*kinds, Kind.ITEM]))
        if kind is Kind.INTERTITRE or (kind is Kind.ITEM is not below and blocks[n].text[-1:].isalpha())
    ]
    texts = {n: f"{blocks[n].marker} {blocks[n].text}".strip() for n in heads}
    found = [(n, match) for n, text in texts.items() if len(text) < _TITLE and (match := _NUMBERED.fullmatch(text))]
    if len(found) < _LEAST or [int(match["n"]) for _, match in found] != [*range(1, len(found) + 1)]:
        return ()
    ends = [n for n, _ in found[1:]] + [len(blocks)]
    return tuple(
        Article(int(match["n"]), match["title"], n, end, said=False)
        for (n, match), end in zip(found, ends, strict=True)
    )
