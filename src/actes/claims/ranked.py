"""What a list names by a number, « lot n° 2 – charpente », « 5. Cimetière », and words that send to another number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ..facts.numerals import NUMBER
from ..frozen import frozen
from ..outline.sections import ROMAN
from ..part import Part, Passage
from ..pattern import pattern
from ..statements.wording import stems
from ..values.kept import kept_on_it

_MARK = pattern(
    r"\b(?P<noun>[a-z]{3,}(?: (?:optionnelle|conditionnelle))?) (?:n ?° ?)?(?P<n>[0-9]{1,3}|[a-h]|[ivx]{1,4})\b"
    r"(?![/%°.,-]?[0-9])|\b(?P<rank>[0-9]{1,2}) ?(?:ere|re|er|eme|e) (?P<of>[a-z]{4,})"
    r"|(?:\A|(?<=[:;,–-] ))(?:(?P<mark>[0-9]{1,2})\.|n ?° ?(?P<bare>[0-9]{1,2}))(?= )"
)
_LABEL = pattern(
    r"\s?(?P<sep>[:–—(\t.,-]|)\s?(?P<label>[^;\n\t()]{3,90}?)(?:[;\n\t).]|,? (?:et )?(?:l[ae] |une )?\Z|\Z)"
)
_COUNT = pattern(rf"[0-9]|{NUMBER}")  # « lot 1 : quatre offres »
_NO_LABEL = pattern(r"(?:est|a|au|aux|pour|sont|d[eu]s?|et|ou|sera|dont|par|l[ae]s?|qui|en|sur|dans)\b")
_SERIES = pattern(r"\s?(?:,|et|a|ou|-|au)\s?(?:l[ae] |n ?° ?)?[0-9]")  # « lots n° 2 et 3 »
_ALONE = ("point", "question", "rapport", "affaire", "piece")  # of lists that give their number alone
_APART = frozenset(("article", "art", "alinea", "avenant", "page"))  # read by others
BESIDE = 4  # characters from a number to its label
BOTH, SEVERAL = 2, 3  # entries of a list: that a noun names, that their number alone does
MANY = 4  # words of a label, of which one alone says little


class _Mark(NamedTuple):
    """A number and the noun that it ranks, empty where it stands alone."""

    where: Passage
    noun: str
    number: int


@frozen(eq=False)
class Entry:
    """One of a list: its number, its label, the stems of its words."""

    number: int
    label: Passage
    words: frozenset[str]


@frozen(eq=False)
class Elsewhere:
    """Words that send to one number and say a word of another."""

    where: Passage
    said: int
    meant: Entry


def elsewhere(part: Part) -> Iterator[Elsewhere]:
    """« Aucune offre pour la couverture : le lot n° 4 est … », where the third is that of the roofs."""
    marks, lists = _marks(part), entries(part)
    for noun, known in lists.items():
        names = (noun,) if noun else tuple(one for one in _ALONE if one not in lists)
        own = {one.number: one for one in known}
        for mark in (one for name in names for one in marks.get(name, ())):
            where, low = mark.where, part.lows()[mark.where.block]
            if mark.number not in own or _SERIES.match(low, where.end) or any(_labels(one, where) for one in known):
                continue
            sentence = where.sentence
            beside = [one for one in marks[mark.noun] if one.where.block == where.block]
            said = stems(sentence.text)
            others = [one for one in known if len(one.words & said) > len(one.words) // MANY]  # « travaux » says little
            same = (
                known[0].label.block == where.block
            )  # « le service de la voirie », after « annexe 1, règlement de service »
            others = [one for one in others if not same or stems(one.label.text.split()[0]) & said]
            alone = sum(sentence.start <= one.where.start < sentence.end for one in beside) == 1
            above = next((one.marker for one in reversed(part.blocks[: where.block]) if one.marker[:1].isdigit()), "")
            if alone and len(others) == 1 and str(others[0].number) not in (str(mark.number), above.strip(".) ")):
                yield Elsewhere(where, mark.number, others[0])


def _labels(one: Entry, mark: Passage) -> bool:
    """Whether a number is that of the entry itself, and not of words that send to it."""
    return one.label.block == mark.block and 0 <= one.label.start - mark.end <= BESIDE


@kept_on_it
def entries(part: Part) -> Mapping[str, Sequence[Entry]]:
    """The lists of an act by the noun of what they number: in one block, or in blocks that follow each other."""
    lists: dict[str, list[Entry]] = {}
    for noun, found in _marks(part).items():
        run: list[Entry] = []
        begun = 0  # lists: « Groupe I » of the expenses, and of the receipts
        for mark, after in zip(found, [*found[1:], None], strict=True):
            beside = after is not None and after.where.block == mark.where.block
            one = _entry(mark, after.where.start if after and beside else len(mark.where.context))
            begun += one is not None and one.number == 1
            goes_on = run and one and one.number == run[-1].number + 1 and mark.where.block <= run[-1].label.block + 1
            if one and (goes_on or len(run) < BOTH):
                run = [*run, one] if goes_on else [one]
        if begun < BOTH and len(run) >= (BOTH if noun else SEVERAL):
            lists[noun] = run
    return lists


def _entry(mark: _Mark, end: int) -> Entry | None:
    where = mark.where
    label = _LABEL.match(where.part.lows()[where.block], where.end, end)
    if label is None or _COUNT.match(label["label"]):
        return None
    if mark.noun and not label["sep"] and _NO_LABEL.match(label["label"]):
        return None
    called = Passage(where.part, where.block, *label.span("label"))
    words = frozenset(word for word in stems(called.text) if not mark.noun.startswith(word))
    return Entry(mark.number, called, words) if words else None


@kept_on_it
def _marks(part: Part) -> Mapping[str, list[_Mark]]:
    """Every « lot n° 2 », « 3e résolution », « 5. » by its noun, in reading order."""
    found: dict[str, list[_Mark]] = {}
    for index, (block, low) in enumerate(zip(part.blocks, part.lows(), strict=True)):
        if block.marker.rstrip(".)").isdigit():
            found.setdefault("", []).append(_Mark(Passage(part, index, 0, 0), "", int(block.marker.rstrip(".)"))))
        for match in _MARK.finditer(low):
            noun = match["noun"] or match["of"] or ""
            said = next(match[one] for one in ("n", "rank", "mark", "bare") if match[one])
            if noun not in _APART and (said.isdigit() or block.text[match.start("n")].isupper()):
                number = int(said) if said.isdigit() else ROMAN.get(said) or ord(said[0]) - 96
                found.setdefault(noun, []).append(_Mark(Passage(part, index, *match.span()), noun, number))
    return found
