"""What people write in good faith and YAML reads otherwise, recognised line by line.

Each bite tells what YAML did, and what to write instead: most often a block, which takes any text as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from ..values.text import quoted

MAX_LINES_BACK = 200  # how far above an error its cause is looked for
PROTECT = (
    "mettez le texte en bloc : « | » après les deux-points, puis le texte à la ligne suivante, décalé de deux espaces"
)

_LEAD = re.compile(r" *(?:- +)*")
_KEY_END = re.compile(r":(?: +|$)")
_NOT_A_KEY = re.compile(r"""^[\s&*!|>%@`-]|[:#'"\[\]{},]|^$""")
_SINGLE = re.compile(r"'(?:[^']|'')*'(?: *| +#.*)")
_DOUBLE = re.compile(r'"(?:[^"\\]|\\.)*"(?: *| +#.*)')
_INDICATOR = re.compile(r"[|>][-+0-9]*(?: *| +#.*)")
_HARD_SPACES = ("\u00a0", "\u202f", "\u2009")
_COLON = re.compile(r" ?:(?: |$)")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the file cut into what stands before its value, its key and its value; `start` is the line's offset."""

    start: int
    lead: str
    key: str
    value: str
    value_start: int


@dataclass(frozen=True, slots=True)
class Bite:
    """A recognised mistake: its name in the table of loading errors, where it is, what it is, what to write instead."""

    name: str
    offset: int
    message: str
    hint: str


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
    for sign, name, is_wrong, message in _OPENINGS:
        if line.value.startswith(sign):
            return Bite(name, line.value_start, message, block_hint(line)) if is_wrong(line.value) else None
    if colon := _COLON.search(line.value):
        message = "« : » suivi d'une espace coupe ce texte en deux"
        if colon.end() == len(line.value):
            message = "« : » à la fin de ce texte en fait une clé"
        at = line.value_start + colon.group().index(":") + colon.start()
        return Bite("deux-points", at, message, block_hint(line))
    return None


def before(text: str, line: Line) -> Bite | None:
    """What is wrong with the line above, when YAML stops on this one."""
    above = _line_above(text, line)
    if above is None or in_block(text, above):
        return None
    if glued := re.match(r"[^\s:]+(?P<colon>:)(?=\S|[\u00a0\u202f])(?!//)", above.value):
        message = "il manque une espace ordinaire après « : »"
        hint = "écrivez « clé: valeur », avec une espace simple (ni insécable, ni absente) après les deux-points"
        return Bite("deux-points", above.value_start + glued.start("colon"), message, hint)
    if cut := re.search(r" #", above.value):
        message = f"ce qui suit « # » est un commentaire : {quoted(above.value[cut.start() + 1 :])} est perdu"
        return Bite("texte-perdu", above.value_start + cut.start() + 1, message, block_hint(above))
    if not above.key and not above.lead.strip() and above.lead == line.lead:
        hint = "écrivez « clé: valeur » ; pour un commentaire, commencez la ligne par « # »"
        return Bite("syntaxe", above.value_start, "cette ligne n'a ni clé ni deux-points", hint)
    return None


def in_block(text: str, line: Line) -> bool:
    """Whether the line belongs to a block of text, where every sign is only itself."""
    indent, offset = len(line.lead), line.start
    for _ in range(MAX_LINES_BACK):
        if offset <= 0 or indent == 0:
            return False
        above = cut_line(text, offset - 1)
        offset = above.start
        own = len(above.lead) - len(above.lead.lstrip(" "))
        if (above.key or above.value.strip()) and own < indent:
            if _INDICATOR.fullmatch(above.value):
                return True
            indent = own
    return False


def _line_above(text: str, line: Line) -> Line | None:
    offset = line.start
    while offset > 0:
        above = cut_line(text, offset - 1)
        if above.value.strip() or above.key:
            return above
        offset = above.start
    return None


def _always(value: str) -> bool:
    return True


def _unlike(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda value: pattern.fullmatch(value) is None


def _flow_is_wrong(value: str) -> bool:
    """Whether what opens with a bracket does not end with one, on this line."""
    closing = {"[": "]", "{": "}"}[value[0]]
    body = value.split(" #", 1)[0].rstrip(" ")
    return not body.endswith(closing) or body.count(value[0]) != body.count(closing)


# What a value starts with, the error's name, whether the value is wrong, what to say. The first that fits decides.
_OPENINGS: tuple[tuple[str, str, Callable[[str], bool], str], ...] = (
    ("{{", "accolades-doubles", _always, "une valeur qui commence par « {{ » est prise pour des accolades de YAML"),
    (
        "'",
        "valeur-a-proteger",
        _unlike(_SINGLE),
        "l'apostrophe du début ouvre un texte, qui se ferme à l'apostrophe suivante",
    ),
    (
        '"',
        "valeur-a-proteger",
        _unlike(_DOUBLE),
        'le guillemet « " » du début ouvre un texte, qui doit finir par le même guillemet',
    ),
    (
        "[",
        "valeur-a-proteger",
        _flow_is_wrong,
        "le crochet du début ouvre une liste, qui n'est pas fermée en fin de ligne",
    ),
    (
        "{",
        "valeur-a-proteger",
        _flow_is_wrong,
        "l'accolade du début ouvre un groupe de clés, qui n'est pas fermé en fin de ligne",
    ),
    ("*", "valeur-a-proteger", _always, "l'astérisque du début est lu comme un renvoi à une autre valeur"),
    ("&", "valeur-a-proteger", _always, "le signe « & » du début est lu comme le nom d'une valeur"),
    ("!", "valeur-a-proteger", _always, "le signe « ! » du début est lu comme une consigne de YAML"),
    ("%", "valeur-a-proteger", _always, "une valeur ne peut pas commencer par le signe « % »"),
    ("@", "valeur-a-proteger", _always, "une valeur ne peut pas commencer par le signe « @ »"),
    ("`", "valeur-a-proteger", _always, "une valeur ne peut pas commencer par l'accent « ` »"),
    ("|", "valeur-a-proteger", _unlike(_INDICATOR), "le texte d'un bloc « | » commence à la ligne suivante"),
    (">", "valeur-a-proteger", _unlike(_INDICATOR), "le signe « > » du début annonce un bloc de texte"),
    ("- ", "valeur-a-proteger", _always, "le tiret du début est lu comme un point de liste"),
    ("? ", "valeur-a-proteger", _always, "une valeur ne peut pas commencer par le signe « ? » suivi d'une espace"),
    (",", "valeur-a-proteger", _always, "une valeur ne peut pas commencer par une virgule"),
    ("]", "valeur-a-proteger", _always, "une valeur ne peut pas commencer par un crochet fermant"),
    ("}", "valeur-a-proteger", _always, "une valeur ne peut pas commencer par une accolade fermante"),
)
