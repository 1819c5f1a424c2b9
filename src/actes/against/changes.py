"""What a change is: a fact that is another one (which stands in the place of which), words, or form only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import IntEnum

from ..document import Kind
from ..facts import Mention, MentionKind, PersonName
from ..facts.numerals import number
from ..finding import Severity
from ..frozen import frozen
from ..packaged import packaged
from ..pattern import pattern
from ..values.text import unaccented
from .regions import Named, Region
from .words import Word, keys_of, lettered, said, split

Identity = tuple[object, ...]


@frozen
class Swap:
    """A fact and what stands in its place, as narrow as it can be told: the date of a period, not the period."""

    before: Mention | None
    after: Mention | None

    @property
    def kind(self) -> MentionKind:
        known = self.before or self.after
        assert known
        return known.kind

    @property
    def of_person(self) -> bool:
        return all(one is not None and isinstance(one.value, PersonName) for one in (self.before, self.after))

    @property
    def key(self) -> Identity:
        """The same for the same change elsewhere: a person's name with a title or without."""
        return tuple(one and (_full_name(one) or identity(one)) for one in (self.before, self.after))


def identity(mention: Mention) -> Identity:
    """What makes two mentions the same fact, however it is written."""
    written = mention.value is None or mention.kind is MentionKind.NAME
    value = unaccented(" ".join(mention.text.split())) if written else mention.value
    return (mention.kind, value, mention.tax, mention.basis)


def _full_name(mention: Mention) -> str:
    name = mention.value
    return unaccented(f"{name.prenom} {name.nom}") if isinstance(name, PersonName) else ""


def swaps_of(before: Sequence[Named], after: Sequence[Named]) -> Iterator[Swap]:
    """The facts that differ: those of one kind replace each other in order."""
    old, new = _left(before, after), _left(after, before)
    for kind in dict.fromkeys(one.kind for one in (*old, *new)):
        gone, come = [one for one in old if one.kind is kind], [one for one in new if one.kind is kind]
        for index in range(max(len(gone), len(come))):
            one, other = (side[index] if index < len(side) else None for side in (gone, come))
            yield from _narrowed(one, other) if one and other else (Swap(one, other),)


def _left(facts: Sequence[Named], others: Sequence[Named]) -> list[Mention]:
    known = Counter(identity(one.mention) for one in others)
    left = []
    for one in facts:
        known[identity(one.mention)] -= 1
        if known[identity(one.mention)] < 0:
            left.append(one.mention)
    return left


def _narrowed(one: Mention, other: Mention) -> Iterator[Swap]:
    parts, others = one.parts, other.parts
    if not parts or [p.kind for p in parts] != [p.kind for p in others]:
        yield Swap(one, other)
        return
    differing = [pair for pair in zip(parts, others, strict=True) if identity(pair[0]) != identity(pair[1])]
    if not differing:
        yield Swap(one, other)
    for pair in differing:
        yield from _narrowed(*pair)


def shown(swap: Swap) -> tuple[str | None, str | None]:
    """What a change of fact says to a program: in the file, in the entry; dates as 2025-01-01."""
    sides = [one and (one.value, " ".join(one.text.split())) for one in (swap.after, swap.before)]
    after, before = (one and (one[0].isoformat() if isinstance(one[0], date) else one[1]) for one in sides)
    return after, before


NUMBER, NAME, ROW = "nombre", MentionKind.NAME.value, "ligne du tableau"
_LINES = packaged(__spec__, "labels.txt").splitlines()
LABELS = {kind: label for kind, _, label in (line.partition(" ") for line in _LINES)}  # of what has a longer name
LIGHT = (  # facts of which a difference is to be looked at, no more
    *(MentionKind.POSTCODE, MentionKind.PHONE, MentionKind.EMAIL, MentionKind.URL),
    *(MentionKind.ACRONYM, MentionKind.NAME, MentionKind.BLANK),
)
SIGNED = (Kind.LIEU_DATE, Kind.MENTION, Kind.SIGNATURE)  # where dates are written by hand or with a stamp


class Sort(IntEnum):
    """What a change bears on, the weightiest first."""

    FACT = 1
    WORDING = 2
    FORM = 3


@frozen
class Change:
    """A change: what it bears on, the facts that differ, how much it weighs."""

    region: Region
    sort: Sort
    swaps: tuple[Swap, ...] = ()
    labels: tuple[str, ...] = ()
    severity: Severity = Severity.ALERTE

    @property
    def key(self) -> Identity:
        """The same for a change that is the same elsewhere: one cause."""
        if self.swaps and (self.labels != (NAME,) or all(swap.of_person for swap in self.swaps)):
            return tuple(swap.key for swap in self.swaps)
        keys = tuple(tuple(keys_of(words)) for words in self.region.sides)
        return keys if NAME not in self.labels else tuple(tuple(map(str.lower, words)) for words in keys)


def changes_of(regions: Iterable[Region], names: Sequence[str], furniture: Sequence[str]) -> Iterator[Change]:
    """The changes that a person made. `furniture`: what stands around the text of each page, as keys."""
    for region in regions:
        if not (_same_words(region) or _filled(region) or _marker(region) or _around(region, furniture)):
            yield _change(region, names)


def _change(region: Region, names: Sequence[str]) -> Change:
    before, after = (_essence(words, facts) for words, facts in zip(region.sides, region.facts, strict=True))
    if before == after:
        return Change(region, Sort.FORM, severity=Severity.CONSEIL)
    swaps = tuple(swaps_of(*region.facts))
    labels = [LABELS.get(swap.kind.value, swap.kind.value) for swap in swaps] + _others(region, names)
    if labels and _is_row(region):
        labels = [ROW]
    if not labels:
        return Change(region, Sort.WORDING)
    heavy = any(swap.kind not in LIGHT for swap in swaps)
    severity = _left_to_fill(region) or (Severity.ERREUR if heavy else Severity.ALERTE)
    return Change(region, Sort.FACT, swaps, tuple(dict.fromkeys(labels)), severity)


def _is_row(region: Region) -> bool:
    first = (region.before or region.after)[0]
    alone = not (region.before and region.after) and first.first
    return alone and first.part.blocks[first.block].kind is Kind.TABLEAU


def _essence(words: Sequence[Word], facts: Sequence[Named]) -> list[object]:
    """Facts and words, without case, accents and signs."""
    found: list[object] = []
    last: Named | None = None
    for word in words:
        fact = next((one for one in facts if _holds(one, word)), None)
        if fact is not None and fact is not last:
            found.append(identity(fact.mention))
        elif fact is None and lettered([word]):
            found.append(unaccented(word.key))
        last = fact
    return found


def _holds(fact: Named, word: Word) -> bool:
    same = fact.part is word.part and fact.block == word.block
    return same and fact.mention.start <= word.start < fact.mention.end


def _others(region: Region, names: Sequence[str]) -> list[str]:
    """Numbers that are no fact known by its kind, and names of parties."""
    found = []
    if _numbers(region, 0) != _numbers(region, 1):
        found.append(NUMBER)
    words = region.before if region.after else ()
    whole = unaccented(said(words))  # a name, and little more
    if words and any(unaccented(name) in whole and len(words) <= 2 * len(split(name)) for name in names):
        found.append(NAME)
    return found


def _numbers(region: Region, side: int) -> Counter[str]:
    """The numbers outside the facts of one document; « un » and « une » are articles."""
    words = region.sides[side]
    free = [word.key for word in words if not any(_holds(fact, word) for fact in region.facts[side])]
    return Counter(key for key in free if key.isdecimal() or (number(unaccented(key)) or 0) > 1)


def _left_to_fill(region: Region) -> Severity | None:
    """A date of the entry that the file leaves to be written by hand: to be looked at, before it is signed."""
    dates = region.facts[0] and all(one.mention.kind is MentionKind.DATE for one in region.facts[0])
    signed = region.before and region.before[0].part.blocks[region.before[0].block].kind in SIGNED
    return Severity.ALERTE if dates and signed and not lettered(region.after) else None


_CUT = pattern(r"(?<=[^\W\d])-\s*(?=[^\W\d])")
ROOM = pattern(r"[\u00a0 ]{5,}|[._…]{3,}")
MARKER = pattern(r"(?:\d{1,2}|[A-Za-z]|[ivx]{1,4})\s?[.)°-]{1,2}|[o•·▪-]")
BY_HAND = 12  # words that somebody writes in the room that is left


# what no person made


def _same_words(region: Region) -> bool:
    """Whether only spaces differ, or the hyphen of a word cut at the end of a line."""
    glued = ["".join(keys_of(words)) for words in region.sides]
    if glued[0] == glued[1]:
        return True
    one, other = (_CUT.sub("", said(words).replace("\u00ad", "")) for words in region.sides)
    return bool(one) and one.split() == other.split()


def _filled(region: Region) -> bool:
    """Whether somebody wrote in the room left for a date, a place or a stamp."""
    if len(region.after) > BY_HAND or any(one.mention.kind is not MentionKind.DATE for one in region.facts[1]):
        return False
    if region.before:
        return not lettered(region.before) and ROOM.search(said(region.before)) is not None
    return bool(region.after) and ROOM.search(_between(region, 0)) is not None


def _between(region: Region, side: int) -> str:
    """What stands in one document between the words on both sides of the change, in their block."""
    left, right = region.left[side], region.right[side]
    if left is None:
        return ""
    text = left.part.blocks[left.block].text
    same = right is not None and right.part is left.part and right.block == left.block and right.start >= left.end
    return text[left.end : right.start] if same and right else text[left.end :]


def _marker(region: Region) -> bool:
    """Whether the words are only what stands before an item of a list, which one program counts and another writes."""
    words, right = (region.after, region.right[1]) if region.after else (region.before, region.right[0])
    if (region.before and region.after) or not words[0].first or right is None:
        return False
    return right.block == words[-1].block and MARKER.fullmatch(said(words)) is not None


def _around(region: Region, furniture: Sequence[str]) -> bool:
    """Whether the file only adds what a program writes around the text of a page."""
    added = f" {' '.join(keys_of(region.after))} "
    return not region.before and any(added in f" {text} " for text in furniture)
