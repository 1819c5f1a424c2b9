"""The object of an act: its articles, and what goes with it to the préfecture or to the website, say the same one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from ..context import Context
from ..document import Kind
from ..facts.flat import folded
from ..finding import Severity
from ..frozen import frozen
from ..outline.nature import Nature
from ..part import Part, Passage
from ..pattern import pattern
from ..statements.subjects import TITLES
from ..statements.wording import stems
from ..text.heads import NP_ENDS, WORKS
from .rule import Report, Where, rule

_SLIP = pattern(
    r"\bbordereau\b|t[ée]l[ée]transmission|transmission\sdes\sactes|\bmise?\sen\sligne\b|\bpublication\b", re.I
)
_OBJECT = pattern(r"\bobjets?\s?(?:de\sl['’]acte\s?)?:\s?(?P<object>[^\n\t]{10,400})", re.IGNORECASE)
HEAD = 4  # blocks in which a slip says that it is one


@rule("OBJ101", "objet-different", Severity.ALERTE)
def other_object(context: Context) -> Iterator[Report]:
    """Les articles, le bordereau de transmission et la page de publication disent l'objet qu'annonce l'acte, abrégé ou
    non. Quand ils en disent un autre, il est resté d'un modèle, ou l'acte ne se retrouve pas sous ce nom.

    Mauvais : « Objet : convention avec l'école de musique » au bordereau d'une convention avec l'office de tourisme
    Bon : l'objet de l'acte
    Source : CGCT, art. L. 2131-1
    """
    for here, there in other_objects(context):
        message = f"« {here.text} » ici, « {there.text} » annoncé"
        yield Report(here, message, "dites le même objet", here.text, there.text, ((there, there.text),))
    own = _own(context)
    if own is None:
        return
    where, text = own
    act = context.part(Nature.ACTE)
    whole = stems(act.document.text) if act else frozenset()
    for part in context.parts:
        for passage, said in _objects(part) if part.nature is Nature.PIECE and _is_slip(part) else ():
            strange, missing = stems(said) - whole - stems(text), stems(text) - stems(said)
            if strange and missing:
                message = f"l’objet est ici « {said} », dans l’acte « {text} »"
                yield Report(passage, message, "reprenez l’objet de l’acte", said, text, ((where, text),))


def _own(context: Context) -> tuple[Where, str] | None:
    """The object of the act: its entry's, or the line that says it."""
    if context.entry is not None and context.entry.objet.text.strip():
        text = " ".join(context.entry.objet.text.split())
        return (context.field("objet", text=text), text) if "{{" not in text else None
    part = context.part(Nature.ACTE)
    kinds = (*TITLES, Kind.PARAGRAPHE, Kind.ENTETE)
    return next((one for one in _objects(part) if one[0].kind in kinds), None) if part else None


def _is_slip(part: Part) -> bool:
    return any(_SLIP.search(block.text) for block in part.blocks[:HEAD])


def _objects(part: Part) -> Iterator[tuple[Passage, str]]:
    for index, block in enumerate(part.blocks):
        for match in _OBJECT.finditer(block.text):
            yield Passage(part, index, *match.span("object")), " ".join(match["object"].split())


_OF = r"(?:de\sla\s|de\sl'|d[eu]s?\s|d')"
_NOUN = rf"(?P<head>[a-z]{{4,}})\s(?P<of>{_OF}[a-z'-]+(?:\s[a-z'-]+){{0,5}})"
_LABEL = pattern(r"\W*(?:objet|operation|projet|intitule)\b[^:.]{0,25}:\s")
_NOUNS = pattern(rf"\b(?={_NOUN})")  # « convention pour le prêt de livres » holds two
_QUOTED = pattern(rf"\bprojet\sd[e']\s?«\s?{_NOUN}")
_THE = r"(?:l[ae]s?\s|l'|d[eu]s?\s(?:la\s)?|de\sl'|d')"
_TAKEN_UP = pattern(
    rf"\b(?:(?:cet|cette|ces|ledit|ladite|lesdits|lesdites)\s"
    rf"|(?:pour\sobjet|fixe\sles\s(?:conditions|modalites)|definit\sles\s(?:conditions|modalites)|adopte|approuve|valide"
    rf"|(?<!sous )reserve)\s{_THE})"
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
    for part in context.own:
        announced = list(_announced(part))
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
        low = part.lows()[index]
        if block.kind in TITLES or _LABEL.match(low):
            yield from (_thing(part, index, match) for match in _NOUNS.finditer(low))
    yield from _found(part, _QUOTED)


def _found(part: Part, wanted: re.Pattern[str]) -> Iterator[Thing]:
    for index, block in enumerate(part.blocks):
        if block.kind not in (*TITLES, Kind.VISA, Kind.CONSIDERANT, Kind.TABLEAU):
            found = (_thing(part, index, match) for match in wanted.finditer(part.lows()[index]))
            yield from (thing for thing in found if thing.of)


def _thing(part: Part, index: int, match: re.Match[str]) -> Thing:
    words = list(takewhile(lambda word: word not in NP_ENDS, match["of"].replace("'", "' ").split()))
    of = frozenset(word[:STEM] for word in words if len(word) > 3)
    end = match.start("of") + len(" ".join(words).replace("' ", "'"))
    return Thing(match["head"].rstrip("sx")[:STEM], of, Passage(part, index, match.start("head"), end))
