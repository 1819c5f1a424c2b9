"""What people write in good faith and YAML reads otherwise, recognised line by line.

Each bite tells what YAML did, and what to write instead: most often a block, which takes any text as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from types import MappingProxyType

from ..frozen import frozen
from ..packaged import packaged
from ..pattern import pattern
from ..values.text import quoted

MAX_LINES_BACK = 200  # how far above an error its cause is looked for
INDICATOR = pattern(r"[|>][-+0-9]*(?: *| +#.*)")
_LEAD = pattern(r" *(?:- +)*")
_KEY_END = pattern(r":(?: +|$)")
_NOT_A_KEY = pattern(r"""^[\s&*!|>%@`-]|[:#'"\[\]{},]|^$""")


@frozen
class Line:
    """A line of the file cut into what stands before its value, its key and its value; `start` is the line's offset."""

    start: int
    lead: str
    key: str
    value: str
    value_start: int


def cut_line(text: str, offset: int) -> Line:
    r"""The line of the character `offset`, cut.

    >>> cut_line("articles:\n  - titre: 'l'avenant'", 14)
    Line(start=10, lead='  - ', key='titre', value="'l'avenant'", value_start=21)
    """
    start = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", start)
    line = text[start : len(text) if end < 0 else end].rstrip("\r")
    lead = _LEAD.match(line).group()  # type: ignore[union-attr]  # it may be empty
    colon = _KEY_END.search(line, len(lead))
    key = line[len(lead) : colon.start()].rstrip(" ") if colon else ""
    if colon is None or _NOT_A_KEY.search(key):
        return Line(start, lead, "", line[len(lead) :], start + len(lead))
    return Line(start, lead, key, line[colon.end() :], start + colon.end())


def lines_up(text: str, line: Line) -> Iterator[Line]:
    """The lines above one, the nearest first."""
    while line.start > 0:
        line = cut_line(text, line.start - 1)
        yield line


def in_block(text: str, line: Line) -> bool:
    """Whether the line belongs to a block of text, where every sign is only itself."""
    indent = len(line.lead)
    for above in islice(lines_up(text, line), MAX_LINES_BACK if indent else 0):
        own = len(above.lead) - len(above.lead.lstrip(" "))
        if (above.key or above.value.strip()) and own < indent:
            if INDICATOR.fullmatch(above.value):
                return True
            indent = own
        if indent == 0:
            break
    return False


MAX_DEPTH = 20
PROTECT = (
    "mettez le texte en bloc : « | » après les deux-points, puis le texte à la ligne suivante, décalé de deux espaces"
)

_SINGLE = pattern(r"'(?:[^']|'')*'(?: *| +#.*)")
_DOUBLE = pattern(r'"(?:[^"\\]|\\.)*"(?: *| +#.*)')
_HARD_SPACES = ("\u00a0", "\u202f", "\u2009")
_COLON = pattern(r" ?:(?: |$)")
# Those with which a value may begin, where all of it is so.
_WHOLE = MappingProxyType({"'": _SINGLE, '"': _DOUBLE, "|": INDICATOR, ">": INDICATOR})


@frozen
class Bite:
    """A recognised mistake: its name in the table of loading errors, where it is, what it is, what to write instead."""

    name: str
    offset: int
    message: str
    hint: str


@cache
def misread() -> Mapping[str, Sequence[Mapping[str, str]]]:
    """What to say of what YAML reads otherwise, and where it stops: `misread.yaml`."""
    import yaml

    words: Mapping[str, Sequence[Mapping[str, str]]] = yaml.load(packaged(__spec__, "misread.yaml"), yaml.CBaseLoader)
    return words


def too_deep(offset: int) -> Bite:
    """What is nested further than any entry is."""
    message = f"plus de {MAX_DEPTH} niveaux imbriqués"
    return Bite("trop-imbrique", offset, message, "vérifiez le décalage de ces lignes, et les crochets ouverts")


def block_hint(line: Line) -> str:
    """How to protect the value of this line."""
    if not line.key and not line.lead.strip():
        return PROTECT
    opening = f"{line.key}: |" if line.key else "- |"
    return f"écrivez « {opening} », puis le texte à la ligne suivante, décalé de deux espaces"


def bite(line: Line) -> Bite | None:
    """What is wrong with the value of a line taken alone, if something is."""
    if line.value[:1] in _HARD_SPACES and not line.key:
        hint = "remplacez-la par des espaces ordinaires, autant qu'à la ligne du dessus"
        return Bite("syntaxe", line.value_start, "une espace insécable se cache au début de cette ligne", hint)
    for opening in misread()["openings"]:
        sign = opening["starts"]
        if line.value.startswith(sign) and (sign != "%" or line.value_start > line.start):
            hint = opening.get("write") or block_hint(line)
            if sign in "[{":
                hint = f"fermez le signe sur la même ligne ; si c'est du texte, {hint}"
            if _right(sign, line.value):
                return None
            return Bite(opening.get("name", "valeur-a-proteger"), line.value_start, opening["says"], hint)
    if colon := _COLON.search(line.value):
        message = "« : » suivi d'une espace coupe ce texte en deux"
        if colon.end() == len(line.value):
            message = "« : » à la fin de ce texte en fait une clé"
        at = line.value_start + colon.group().index(":") + colon.start()
        return Bite("deux-points", at, message, block_hint(line))
    return None


def before(text: str, line: Line) -> Bite | None:
    """What is wrong with the line above, when YAML stops on this one."""
    above = next((one for one in lines_up(text, line) if one.key or one.value.strip()), None)
    if above is None:
        return None
    if in_block(text, above):
        message = "cette ligne est moins décalée que le texte qu'elle continue"
        hint = "décalez-la autant que la première ligne de ce texte"
        return None if line.key or line.lead.strip() else Bite("syntaxe", line.value_start, message, hint)
    if not line.key and (cut := re.search(r"(?:^| )#", above.value)):
        at = cut.end() - 1
        message = f"ce qui suit « # » est un commentaire : {quoted(above.value[at:])} est perdu"
        return Bite("texte-perdu", above.value_start + at, message, block_hint(above))
    if above.key or above.value.startswith("#"):
        return None
    if glued := re.match(r"[^\s:]+(?P<colon>:)(?=\S|[\u00a0\u202f])(?!//)", above.value):
        message = "il manque une espace ordinaire après « : »"
        hint = "écrivez « clé: valeur », avec une espace simple (ni insécable, ni absente) après les deux-points"
        return Bite("deux-points", above.value_start + glued.start("colon"), message, hint)
    if not above.lead.strip() and above.lead == line.lead:
        hint = "écrivez « clé: valeur » ; pour un commentaire, commencez la ligne par « # »"
        return Bite("syntaxe", above.value_start, "cette ligne n'a ni clé ni deux-points", hint)
    return None


def mistake(text: str, at: int) -> Bite | None:
    """The mistake that stopped YAML at a character, when it is one that we know: on its line, above, or in a quote.

    « l'avenant » closed what another apostrophe opened: such a text ends on another line.
    """
    line = cut_line(text, at)
    if found := bite(line) or before(text, line):
        return found
    for above in islice(lines_up(text, line), MAX_LINES_BACK):
        found = bite(above) if above.value[:1] in ("'", '"') else None
        if found and not in_block(text, above):
            return found
    return None


def _right(sign: str, value: str) -> bool:
    """Whether a value may begin with a sign: what opens with a bracket ends with one, on this line."""
    if sign in ("[", "{"):
        closing, body = {"[": "]", "{": "}"}[sign], value.split(" #", 1)[0].rstrip(" ")
        return body.endswith(closing) and body.count(sign) == body.count(closing)
    return sign in _WHOLE and _WHOLE[sign].fullmatch(value) is not None
