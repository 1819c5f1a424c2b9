"""Where a block of a document stands for a person: the article that holds it and its rank in it, else its kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from .document import Block, Kind

HUMAN: Mapping[Kind, str] = MappingProxyType(
    {
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
)
_BODY = (Kind.PARAGRAPHE, Kind.ITEM, Kind.TABLEAU)


@dataclass(frozen=True, slots=True)
class Section:
    """Where a block stands for a person: the article that holds it (« 1er », « 9 », empty before), its rank in it."""

    article: str = ""
    alinea: int = 0


def sections(blocks: Sequence[Block]) -> Iterator[Section]:
    """Where each block stands."""
    article, rank = "", 0
    for block in blocks:
        if block.kind is Kind.ARTICLE:
            article, rank = article_number_of(block.text), 0
        elif block.kind in _BODY and article:
            rank += 1
        elif block.kind not in _BODY:
            article, rank = "", 0
        yield Section(article, rank)


def article_number_of(heading: str) -> str:
    """The number that a heading of an article bears, as written; empty where it bears none.

    >>> [article_number_of(text) for text in ("Article 1er : Objet", "ARTICLE PREMIER. - Durée", "Art. 12")]
    ['1er', '1er', '12']
    """
    words = heading.replace("\u00a0", " ").replace(":", " ").split()
    if len(words) < 2:
        return ""
    number = words[1].rstrip(".,;-\u2013\u2014")
    return "1er" if number.lower() in ("premier", "1", "1er", "i") else number
