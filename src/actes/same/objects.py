"""What an act is about, as its title or its « Objet : » announces it, and as its articles take it up.

« Prêt de livres » in the title, « les conditions du prêt de matériel » at article 1: one noun, of two things.
"""

from __future__ import annotations

from collections.abc import Iterator
from re import Match, Pattern

from ..context import Context
from ..document import Kind
from ..facts.flat import folded
from ..frozen import frozen
from ..outline.nature import Nature
from ..part import Part, Passage
from ..pattern import pattern
from ..statements.subjects import TITLES
from ..text.heads import NP_ENDS, WORKS

_OF = r"(?:de\sla\s|de\sl'|d[eu]s?\s|d')"
_NOUN = rf"(?P<head>[a-z]{{4,}})\s(?P<of>{_OF}[a-z'-]+(?:\s[a-z'-]+){{0,5}})"
_LABEL = pattern(r"\W*(?:objet|operation|projet|intitule)\b[^:.]{0,25}:\s")
_NOUNS = pattern(rf"\b(?={_NOUN})")  # « convention pour le prêt de livres » holds two
_QUOTED = pattern(rf"\bprojet\sd[e']\s?«\s?{_NOUN}")
_THE = r"(?:l[ae]s?\s|l'|d[eu]s?\s(?:la\s)?|de\sl'|d')"
_TAKEN_UP = pattern(
    rf"\b(?:(?:cet|cette|ces|ledit|ladite|lesdits|lesdites)\s"
    rf"|(?:pour\sobjet|fixe\sles\s(?:conditions|modalites)|definit\sles\s(?:conditions|modalites)|adopte|approuve|valide|reserve)\s{_THE})"
    rf"(?:travaux\s{_OF})?{_NOUN}"
)
STEM = 5  # letters


@frozen(eq=False)
class Thing:
    """A noun and what it is of, by their stems."""

    head: str
    of: frozenset[str]
    where: Passage


def other_objects(context: Context) -> Iterator[tuple[Passage, Passage]]:
    """What is taken up, and what was announced, where they are of two things and one of the two is said once."""
    for part in context.parts:
        announced = list(_announced(part)) if part.nature is not Nature.PIECE else []
        for taken in _found(part, _TAKEN_UP) if announced else ():
            same = [one for one in announced if _other(one, taken) and one.where != taken.where]
            agreed = any(one.head == taken.head and one.of & taken.of for one in announced)
            odd = next((one for one in same if _once(part, one) or _once(part, taken)), None)
            if odd is not None and not agreed:
                yield taken.where, odd.where
                break


def _other(one: Thing, other: Thing) -> bool:
    if one.head == other.head:
        return not one.of & other.of
    return {one.head, other.head} <= WORKS and len(one.of & other.of) > 1


def _once(part: Part, thing: Thing) -> bool:
    """Whether a document says it there, and nowhere else: the noun of works, else all that the noun is of."""
    told = [thing.head] if thing.head in WORKS else thing.of
    return all(part.low.count(word) == folded(thing.where.text).count(word) for word in told)


def _announced(part: Part) -> Iterator[Thing]:
    for index, block in enumerate(part.blocks):
        low = folded(block.text)
        if block.kind in TITLES or _LABEL.match(low):
            yield from (_thing(part, index, match) for match in _NOUNS.finditer(low))
    yield from _found(part, _QUOTED)


def _found(part: Part, wanted: Pattern[str]) -> Iterator[Thing]:
    for index, block in enumerate(part.blocks):
        if block.kind not in (*TITLES, Kind.VISA, Kind.CONSIDERANT, Kind.TABLEAU):
            for match in wanted.finditer(folded(block.text)):
                thing = _thing(part, index, match)
                if thing.of:
                    yield thing


def _thing(part: Part, index: int, match: Match[str]) -> Thing:
    words, end = list[str](), match.start("of")
    for word in match["of"].replace("'", "' ").split():
        if word in NP_ENDS:
            break
        words.append(word)
    of = frozenset(word[:STEM] for word in words if len(word) > 3)
    end = match.start("of") + len(" ".join(words).replace("' ", "'"))
    return Thing(match["head"].rstrip("sx")[:STEM], of, Passage(part, index, match.start("head"), end))
