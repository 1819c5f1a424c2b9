"""The object of an act: what goes with it to the préfecture or to the website says the same one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..context import Context
from ..document import Kind
from ..finding import Severity
from ..outline.nature import Nature
from ..part import Part, Passage
from ..pattern import pattern
from ..statements.subjects import TITLES
from ..statements.wording import stems
from .rule import Report, Where, rule

_SLIP = pattern(
    r"\bbordereau\b|t[ée]l[ée]transmission|transmission\sdes\sactes|\bmise?\sen\sligne\b|\bpublication\b", re.I
)
_OBJECT = pattern(r"\bobjets?\s?(?:de\sl['’]acte\s?)?:\s?(?P<object>[^\n\t]{10,400})", re.IGNORECASE)
HEAD = 4  # blocks in which a slip says that it is one


@rule("OBJ101", "objet-different", Severity.ALERTE)
def other_object(context: Context) -> Iterator[Report]:
    """Le bordereau de transmission et la page de publication disent l'objet de l'acte, abrégé ou non. Quand ils en
    disent un autre, il est resté d'un modèle, ou l'acte ne se retrouve pas sous ce nom.

    Mauvais : « Objet : convention avec l'école de musique » au bordereau d'une convention avec l'office de tourisme
    Bon : l'objet de l'acte
    Source : CGCT, art. L. 2131-1
    """
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
