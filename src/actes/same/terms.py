"""What a contract calls its parties, and what it calls nobody: « le Locataire », where the parties are others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..document import Kind
from ..facts.flat import folded
from ..part import Part, Passage
from ..text.heads import ROLES

_LINES = tuple(tuple(line.split()) for line in ROLES)
_ROLE = {word: line for line in _LINES for word in line}
_SAID = re.compile(
    rf"(?<![\w-])(?:[ld]'|(?:le|la|du|au|ce|cette|ledit)\s)(?P<role>(?:{'|'.join(_ROLE)})(?:e|trice)?)\b"
)
_BODY = (Kind.PARAGRAPHE, Kind.ITEM, Kind.ARTICLE)


@dataclass(frozen=True, slots=True, eq=False)
class Undefined:
    """A role that is nobody's; `meant`: the defined term of the same role, where there is one."""

    where: Passage
    meant: str
    at: Passage | None


def undefined(part: Part) -> Iterator[Undefined]:
    """The first place of each role, written with a capital, that no party of the contract is given."""
    terms = [(term, spot) for party in part.roster.parties for term, spot in party.terms]
    known = [folded(term) for term, _ in terms]
    if sum(term[:1].isupper() or " " in term for term, _ in terms) < 1 or len(part.roster.parties) < 2:
        return
    whole = folded("\n".join(block.text for block in part.blocks))
    told = set[str]()
    for index, low in part.saying(*_ROLE):
        block = part.blocks[index]
        for match in _SAID.finditer(low) if block.kind in _BODY else ():
            role = match["role"]
            if not block.text[match.start("role")].isupper():
                continue
            line = _ROLE.get(role) or _ROLE.get(role.removesuffix("e"), ())
            if role in told or any(role[:-1] in term for term in known) or _defined(whole, role):
                continue
            told.add(role)
            same = next(((term, spot) for term, spot in terms if any(word in folded(term) for word in line)), None)
            yield Undefined(
                Passage(part, index, *match.span("role")), same[0] if same else "", part.at(same[1]) if same else None
            )


def _defined(whole: str, role: str) -> bool:
    """Whether some words give it: in quotation marks, after « ci-après », alone above a paragraph."""
    given = r"(?:[«\"(]\s?|ci-apres[^.;]{0,60}?\s|en\squalite\sde\s|\n(?=[^\n]{0,40}\n))(?:l[ae]\s|l')?"
    return re.search(rf"{given}{re.escape(role)}\b", whole) is not None
