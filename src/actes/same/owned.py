"""What a body is given in several places: its seat, its SIRET, its legal form; each is the same everywhere.

Whose a fact is: the body named last before it in its sentence, by its name or by its defined term; in the paragraph
that presents a party, that party.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from ..context import Context
from ..facts import Mention, MentionKind
from ..facts.flat import folded
from ..frozen import frozen
from ..outline.people import Party
from ..part import Part, Passage
from ..pattern import pattern
from ..text.heads import ELSEWHERE, Sort
from ..values.identifiers import Siren, Siret
from ..values.kept import kept_on_it
from .names import Group, Said, groups_of, named

_BODIES = (Sort.FIRM, Sort.ASSOCIATION, Sort.BODY, Sort.COMMUNE)
_SEAT = pattern(r"\bsi(?:eg|s)e?\b|\bdomicili|\bdemeurant|\badresse|\bsis\b|\bsise\b")
_OTHERS = pattern(r"(?:\bl[ae]s?\s|\bd[ue]s?\s|\bl'|\bune?\s)[^,.;]{2,60},\ssise?\b")  # « … du manoir, sis 8 rue »
_HOUSED = pattern(  # « dans sa cuisine centrale sise 18 rue », « au restaurant de la commune, sis 3 impasse »
    r"\b(?:cuisine|restaurant|ecole|salle|gymnase|loca(?:l|ux)|batiment|immeuble|logement|maison|site|atelier|terrain"
    r"|stade|piscine|mediatheque|creche|cimetiere)\b[^,.;]{0,60},?\ssise?\b"
)
_SEATED = pattern(r"\bsiege\b[^.;]{0,70}?\b(?:a|est|commune\sde)\s\Z")
_SEAT_OF = pattern(r"\bau\ssiege\s(?:d[eu]s?\s|d')")  # of whom that names, and not of who was named before
_TOWN = pattern(r"(?P<town>[A-ZÀ-Ý][\w'’-]+(?:\s[A-ZÀ-Ý][\w'’-]+)*)")
_BARE = pattern(r"[\s,(:]*(?:au\s)?(?:[0-9]+[^.;()]{3,45},?\s)?\Z")
_FORM = "etablissement public"  # of a body, and not one of its places
_AFTER = ("sarl", "sasu", "sas", "eurl", "selarl", "snc", "scop", "scic")
_FORMED = pattern(  # « SIGNALOR SAS »
    rf"\b(?P<name>[A-ZÀ-Ý][\w'’-]{{3,}})[ \u00a0](?P<form>{'|'.join(_AFTER).upper()})\b(?![ \u00a0][A-ZÀ-Ý])"
)
FAR = 160  # characters from a body to what it is given
Block = tuple[Part, int]


@frozen(eq=False)
class Given:
    """A fact of a body: what sort of fact, its value to compare, where, whose."""

    what: str
    value: str
    where: Passage
    owner: str


@kept_on_it
def differing(context: Context) -> Sequence[tuple[Given, Given]]:
    """The facts that a body is given with two values, the later place first; forms that stand once."""
    found: dict[tuple[str, str], list[Given]] = {}
    for given in _given(context):
        found.setdefault((given.owner, given.what), []).append(given)
    differ = []
    for same in found.values():
        counts = Counter(given.value for given in same)
        for one, other in combinations(same, 2):
            if one.value != other.value and not (one.what == "ville" and one.where[:2] == other.where[:2]):
                differ.append((other, one) if counts[other.value] <= counts[one.value] else (one, other))
                break
    return differ


def _given(context: Context) -> Iterator[Given]:
    bodies = _Bodies.of(context)
    for said in named(context):
        owner = bodies.labels.get(said.where, "")
        if said.one.form and owner:
            yield Given("forme", said.one.form, said.where, owner)
        if said.one.sort is Sort.STREET and said.one.number and (owner := bodies.seat(said.whole)):
            yield Given("adresse", f"{said.one.number} {said.one.head} {said.one.text}", said.whole, owner)
    for part in context.own:
        for index, _ in part.saying(*(f" {form}" for form in _AFTER)):
            for match in _FORMED.finditer(part.blocks[index].text):
                yield Given("forme", match["form"].lower(), Passage(part, index, *match.span()), folded(match["name"]))
    for passage, mention in context.passages(
        MentionKind.POSTCODE, MentionKind.SIRET, MentionKind.SIREN, MentionKind.RCS
    ):
        yield from _of_mention(bodies, passage, mention)
    for part in context.parts:
        for index, low in part.saying("siege"):
            for match in _TOWN.finditer(part.blocks[index].text):
                town = Passage(part, index, *match.span())
                if town.led(_SEATED) and not town.led(_SEAT_OF) and (owner := bodies.owner(town)):
                    yield Given("ville", low[town.start : town.end], town, owner)


def _of_mention(bodies: _Bodies, passage: Passage, mention: Mention) -> Iterator[Given]:
    if mention.kind is MentionKind.POSTCODE:
        if owner := bodies.seat(passage):
            town = re.sub(r"\bcedex\b.*", "", folded(mention.label)).strip()
            yield Given("ville", town, passage, owner)
        return
    digits = re.sub(r"[^0-9]", "", mention.text)
    owner = bodies.owner(passage)
    if owner and isinstance(mention.value, Siren | Siret):
        if mention.kind is MentionKind.SIRET:
            yield Given("SIRET", digits[-14:], passage, owner)
        yield Given("SIREN", digits[-14:][:9] if mention.kind is MentionKind.SIRET else digits[-9:], passage, owner)


@frozen(eq=False)
class _Bodies:
    """The bodies of an act: what each name is the name of, and where each block names or means one."""

    labels: Mapping[Passage, str]
    meant: Mapping[Block, Sequence[tuple[int, str]]]  # the end of each name or term of a block

    @classmethod
    def of(cls, context: Context) -> _Bodies:
        found = [said for said in named(context) if said.one.sort in _BODIES]
        groups = [group for sort in _BODIES for group in groups_of([s for s in found if s.one.sort is sort])]
        labels = {said.where: _label(group) for group in groups for said in group}
        meant = defaultdict[Block, list[tuple[int, str]]](list)
        for where, label in labels.items():
            meant[where[:2]].append((where.end, label))
        for part in context.parts:
            for term, label in {one for party in part.roster.parties for one in _terms(party, part, found, labels)}:
                whole = re.compile(rf"(?<!\w){re.escape(term)}(?!\w)")
                for where, _ in part.found(whole, term):
                    meant[where[:2]].append((where.end, label))
        return cls(labels, meant)

    def owner(self, where: Passage) -> str:
        """Whose a fact at that place is: the body named last before it in its sentence, else the party presented."""
        start = max(where.sentence.start, _row(where) - 1)
        said = [one for one in self.meant.get(where[:2], ()) if start < one[0] <= where.start]
        if said:
            return max(said)[1]
        return next((label for label, named in self._presented(where) if named), "")

    def _presented(self, where: Passage) -> Iterator[tuple[str, bool]]:
        """The parties that a paragraph presents: by the body that they name, else by their own words."""
        for party in where.part.roster.parties:
            if any(spot.block == where.block for spot in party.spots):
                label = next((label for at, label in self.labels.items() if _in(at, where.part, party)), "")
                yield label or party.name, bool(label)

    def seat(self, where: Passage) -> str:
        """Whose seat an address is; empty where it is that of something else, or where nothing tells."""
        low, offset = where.low[: where.start].replace(_FORM, " " * len(_FORM)), where.start
        before = [one for one in self.meant.get(where[:2], ()) if _row(where) <= one[0] <= offset]
        end, label = max(before, default=(max(0, offset - FAR), ""))
        between = low[end:]
        if _SEAT_OF.search(between) or len(between) > FAR or any(word in between for word in ELSEWHERE):
            return ""
        sits = _SEAT.search(between) is not None and _OTHERS.search(between) is None
        sits = sits and _HOUSED.search(low, max(0, end - FAR // 2)) is None
        if label:
            return label if sits or _BARE.match(between) else ""
        presented = next((label for label, _ in self._presented(where)), "")
        return (self.owner(where) or presented) if sits else ""


def _row(where: Passage) -> int:
    """Where the row of a table begins: a name above it may be of another column."""
    return where.context.rfind("\n", 0, where.start) + 1 if where.part.blocks[where.block].rows else 0


def _terms(party: Party, part: Part, found: Iterable[Said], labels: Mapping[Passage, str]) -> Iterator[tuple[str, str]]:
    """The terms that mean a party, and its name without the noun: « l'Occupant », « Cyclo-Club du Loir »."""
    own = next((said for said in found if _in(said.where, part, party)), None)
    label = labels[own.where] if own is not None else party.name
    for term, _ in party.terms:
        yield re.sub(r"\A(?:l[ae]s?\s|l')", "", folded(term).replace("’", "'")), label
    if own is not None and own.one.sort is not Sort.COMMUNE:
        yield folded(own.where.text), label


def _in(at: Passage, part: Part, party: Party) -> bool:
    """Whether a name stands in the words that present a party."""
    return at.part is part and party.presented_at(at.block, at.start)


def _label(group: Group) -> str:
    """« association Les Baladins du Lavoir »."""
    first = group[0]
    words = " ".join(first.where.text.split())
    return words if first.one.sort is Sort.BODY else f"{first.one.head} {words}"
