"""The parties of the acts cited, as « entre A, B et C » lists them, that the act examined does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..context import Context
from ..document import Kind
from ..facts import MentionKind
from ..facts.flat import folded
from ..frozen import frozen
from ..outline.nature import Nature
from ..part import Part, Passage
from ..pattern import pattern
from ..values.text import comparable

_JOINED = pattern(r"\b(?:ci-)?(?:annex[ée]|joint)e?s?\b|\ben\sannexe\b|\bci-après\b", re.IGNORECASE)
_BETWEEN = pattern(
    r"\bentre\s(?P<list>[^.;:()]{5,250}?)(?=\s(?:pour|en\svue|relati|portant|afin|concernant|du\s\d|sign[ée]|en\sdate|et\sci-)|\s?[;.(]|,\sci-|\Z)"
)
_AND = pattern(r",\s(?:et\s)?|\set\s")
_ARTICLE = pattern(r"(?:le|la|les|du|de\sla)\s|l['’]", re.IGNORECASE)
_TAIL = pattern(r"\s(?:du|de|des|d['’])\b.*", re.DOTALL)
_BODY = (Kind.ARTICLE, Kind.PARAGRAPHE, Kind.ITEM)
ROLES = frozenset(  # who signs a contract that is cited, under the name of his role: nobody in particular
    ["emprunteur", "preteur", "bailleur", "preneur", "locataire", "titulaire", "prestataire", "delegataire"]
)


@frozen
class Former:
    """A party of an act cited that is none of this one: its name, what to look for, the visa that names it."""

    name: str
    core: str
    passage: Passage


def former_parties(context: Context) -> list[Former]:
    """The parties of the acts cited, as « entre A, B et C » says, that this act does not have."""
    act = context.part(Nature.ACTE)
    listed = list(_listed(act)) if act else []
    present = _present(context) if listed else ""
    listed = [one for one in listed if comparable(one.core).rpartition("'")[2] not in ROLES]
    return [one for one in listed if comparable(one.core) not in present and comparable(one.name) not in present]


def _listed(act: Part) -> Iterator[Former]:
    cited = {p.block for p, _ in act.passages(MentionKind.ACT_NUMBER) if p.kind is Kind.VISA}
    for index in sorted(cited):
        if _JOINED.search(act.blocks[index].text):
            continue  # what the act approves or guarantees (« ci-après l'Emprunteur »), and not what it renews
        for start, end, said in listed_between(act.blocks[index].text):
            name = _ARTICLE.sub("", said, count=1)
            core = _TAIL.sub("", name)
            core = core if len(core.split()) > 1 else name
            yield Former(said, core, Passage(act, index, start, end))


def listed_between(text: str) -> Iterator[tuple[int, int, str]]:
    """The parties that a text lists, each with where it stands.

    >>> [name for _, _, name in listed_between("entre Cantal Destination, l'État et la commune de Neuvéglise")]
    ['Cantal Destination', "l'État", 'la commune de Neuvéglise']
    """
    for match in _BETWEEN.finditer(text) if "entre" in text else ():
        for start, end, said in _pieces(match):
            if any(char.isupper() for char in _ARTICLE.sub("", said, count=1)):
                yield start, end, said


def _pieces(match: re.Match[str]) -> Iterator[tuple[int, int, str]]:
    start = match.start("list")
    for separator in [*_AND.finditer(match["list"]), None]:
        end = match.start("list") + separator.start() if separator else match.end("list")
        yield start, end, " ".join(match.string[start:end].split())
        start = match.start("list") + separator.end() if separator else end


def _present(context: Context) -> str:
    """The words that name this act's parties: its titles, its parties, the draft it approves."""
    own = (Kind.PARTIE, Kind.OBJET, Kind.TITRE, Kind.SOUS_TITRE, Kind.ENTETE, Kind.AUTORITE, Kind.SIGNATURE)
    parts = [part for part in context.parts if part.nature in (Nature.ACTE, Nature.CONVENTION)]
    return comparable(
        "\n".join(
            block.text
            for part in parts
            for block in part.blocks
            if block.kind in own or (block.kind is Kind.VISA and "projet" in block.text)
        )
    )


def said_in_articles(context: Context, former: Former) -> Iterator[Passage]:
    """Where an article of the act or of its convention speaks of a former party."""
    core = folded(former.core)
    pattern = re.compile(rf"(?:\b(?:le|la|les|l')\s?)?\b{re.escape(core)}\b")
    for part in context.parts:
        if part.nature not in (Nature.ACTE, Nature.CONVENTION):
            continue
        for index, low in part.saying(core):
            match = pattern.search(low) if part.blocks[index].kind in _BODY else None
            if match is not None:
                yield Passage(part, index, match.start(), match.end())
