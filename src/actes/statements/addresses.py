"""Postal addresses as they are written: street, box, postal code, town."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..context import Context
from ..document import Kind
from ..facts import MentionKind
from ..frozen import frozen
from ..model.people import Adresse
from ..outline.nature import Nature
from ..part import Field, Part, Passage
from ..pattern import pattern
from ..values.kept import kept_on_it
from ..values.text import comparable, unaccented

_WAYS = (
    r"rue|avenue|av\.?|boulevard|bd\.?|place|chemin|route|impasse|all[ée]es?|quai|cours|square|esplanade|lotissement"
    r"|faubourg|passage|sentier|voie|za|zi|zac|zone|parc|r[ée]sidence|lieu-dit"
)
_STREET = pattern(
    rf"(?:(?P<number>\d{{1,4}})\s?(?:bis|ter|quater)?,?\s)?\b(?P<way>{_WAYS})\s(?P<name>[^,;:()\n\t]{{2,60}}?)"
    r"(?=,|;|\s-\s|\s–\s|\s?\n|\s(?:CS|BP|SC|TSA)\b|\s\d{2}\s?\d{3}\b|\s?\Z)",
    re.IGNORECASE,
)
NUMBERED_STREET = pattern(rf"\b\d{{1,4}}(?:\s?(?:bis|ter))?,?\s(?:{_WAYS})\s[^\W\d][^\n\t,;:*]{{2,40}}", re.IGNORECASE)
_BOX = pattern(r"\b(?P<sort>CS|BP|SC|TSA|B\.\s?P\.|C\.\s?S\.)\s?(?:n°\s?)?(?P<number>\d(?:\s?\d){1,5})\b")
_SHORT = {"bd": "boulevard", "av": "avenue", "bd.": "boulevard", "av.": "avenue"}
_CEDEX = pattern(r"(?<!\s)\s*\bcedex\b.*", re.IGNORECASE | re.DOTALL)
REACH = 140


@frozen
class Box:
    """A box at the post office: « CS 80007 »."""

    sort: str
    number: str
    where: Passage | Field

    @property
    def text(self) -> str:
        return f"{self.sort} {self.number}"


@frozen
class Address:
    """An address: the postal code is always there, the rest where it is written before it."""

    code: str
    town: str
    cedex: bool
    street: str
    box: str
    where: Passage


@frozen
class Home:
    """The street and town of a party, where the register or the act says them."""

    street: str
    town: str
    where: Passage | Field


@kept_on_it
def addresses(context: Context) -> tuple[Address, ...]:
    """The addresses of the act's own documents, then those in their margins."""
    found = context.passages(MentionKind.POSTCODE, margins=True)
    return tuple(_address(passage, str(mention.value), mention.label) for passage, mention in found)


def _address(passage: Passage, code: str, label: str) -> Address:
    before = _before(passage)
    boxes = [" ".join(_box(match)) for match in _BOX.finditer(before)]
    town = comparable(_CEDEX.sub("", label))
    return Address(code, town, "cedex" in label.lower(), street_of(before), (boxes or [""])[-1], passage)


def _before(passage: Passage) -> str:
    """The words before a postal code; the paragraph above where it begins one."""
    before = passage.context[max(0, passage.start - REACH) : passage.start]
    if not before.strip() and passage.block:
        return passage.part.blocks[passage.block - 1].text[-REACH:]
    return before


def street_in(text: str) -> str:
    """The last street of a text, as it is written."""
    return next((found[0].strip() for found in reversed(list(_STREET.finditer(text)))), "")


def street_of(text: str) -> str:
    """The last street of a text, to compare: « 28 boulevard gambetta »."""
    match = _STREET.fullmatch(street_in(text))
    if match is None:
        return ""
    way = _SHORT.get(match["way"].lower(), match["way"])
    return comparable(f"{match['number'] or ''} {way} {match['name']}".replace(",", " "))


def boxes(context: Context) -> Iterator[Box]:
    """Every box, attached pieces included: in the documents, then in what the entry has of the pieces."""
    for part in (one for whole in context.parts for one in (whole, whole.margin) if one):
        for index, _ in part.saying("cs", "bp", "sc", "tsa", "b.", "c."):
            block = part.blocks[index]
            if part.nature is Nature.PIECE or block.kind in (Kind.PARTIE, Kind.PARAGRAPHE, Kind.ARTICLE, Kind.VISA):
                for match in _BOX.finditer(block.text):
                    yield Box(*_box(match), Passage(part, index, *match.span()))
    for path, piece in context.attached():
        for rank, text in enumerate(piece.adresses):
            where = context.field(f"{path}.piece.adresses[{rank}]", text=text)
            yield from (Box(*_box(match), where) for match in _BOX.finditer(text))


def _box(match: re.Match[str]) -> tuple[str, str]:
    return re.sub(r"[.\s]", "", match["sort"]), re.sub(r"\s", "", match["number"])


def entry_addresses(context: Context) -> Iterator[tuple[str, Adresse | None, Field]]:
    """The addresses that the register has for the parties: the name of each, its address if there is one, the field."""
    if context.register is None or context.entry is None:
        return
    own = context.register.collectivite
    yield own.nom, own.adresse, context.field("adresse", "collectivite", str(own.adresse or ""))
    for name in context.entry.parties:
        body = context.register.tiers.get(name)
        if body is not None:
            yield body.nom, body.adresse, context.field("adresse", f"tiers/{name}", str(body.adresse or ""))


def streets(part: Part) -> Iterator[Passage]:
    """The streets of a document that have a number."""
    for index, block in enumerate(part.blocks):
        yield from (Passage(part, index, *found.span()) for found in NUMBERED_STREET.finditer(block.text))


def homes(context: Context) -> Iterator[Home]:
    """Where the third parties are, as the register says, else where the parties are as the convention says."""
    if context.register is not None and context.entry is not None:
        for _, address, field in [*entry_addresses(context)][1:]:
            if address is not None:
                yield Home(address.voie, _plain(address.ville), field)
        return
    for part in context.parts:
        for where in streets(part) if part.nature is Nature.CONVENTION else ():
            codes = [m for m in part.mentions[where.block] if m.kind is MentionKind.POSTCODE and m.start >= where.start]
            named = next((m.label for m in codes if m.label), "")
            if named and where.kind in (Kind.PARTIE, Kind.PARAGRAPHE):
                yield Home(where.text.strip(), _plain(named), where)


def _plain(town: str) -> str:
    """A town without its CEDEX, to compare."""
    return unaccented(_CEDEX.sub("", town)).strip()
