"""Spaces and apostrophes of French prose, on rendered prose only; where a line must not end.

Only spaces and apostrophes change, never a letter or a digit: U+00A0 before `: ; ! ? » % €`, after `«`, `n°`,
`art.`, `article` and its number, `L.`, `M.`, `Mme`, a postcode, between thousands, between day, month and year;
U+2019 for the apostrophe. URLs, e-mail addresses, hours (14:30) and codes are left as they are. Source: Lexique des
règles typographiques en usage à l'Imprimerie nationale.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import accumulate, count, groupby
from typing import NamedTuple

from ..pattern import pattern
from .calendar_fr import months
from .text import APOSTROPHE, NBSP

_S = " \u202f\u2009"  # the spaces that become U+00A0
_END = r"(?=[!?]*(?:\s|\Z|[)\]»”,.…]))"
_WORD = pattern(r"\S+")
_HYPHEN = pattern(r"(?<=\w)-(?=\w)")
_SHORT = pattern(r"(?<=\b\w)-(?=\w)|(?<=\b\w\w)-(?=\w)|(?<=\w)-(?=\w{1,2}\b)")
_LETTER = r"[^\W\d_](?<!\w.)"
_DIGIT = (
    ("kept", r"[0-9]?:[0-9]{2}(?::[0-9]{2})?(?![0-9])"),  # hour
    ("spaces", rf"(?:(?<![,.].)|(?<=\b[aA]rt\..))[0-9]{{0,2}}(?:[{_S}\u00a0][0-9]{{3}})+(?![{_S}\u00a0]?[0-9]|\w)"),
)
_SIGN = (
    *(("kept", rf"(?<=:)(?<=\b[fhsFHS][A-Za-z]{{{length}}}.)//[^\s«»<>]+") for length in (2, 3, 4)),  # URL
    ("kept", r"(?<=\b[wW]{3}\.)[^\s«»<>]+"),
    ("after", r"(?<=\b[nN][°º])(?=[0-9A-Z])"),
    ("after", r"(?<=\b[aA]rt\.)(?=[0-9])"),
    ("after", r"(?:(?<=\bM\.)|(?<=\bMM\.))(?=[A-ZÀ-Þ][a-zà-ÿ])"),
    ("kept", r"(?<=`)[^`\n]*`"),  # code
    ("apostrophe", r"(?<=')(?<=[^\W\d_].)(?=[\w«])"),
    ("before", rf"(?<=[;:!?])(?<=[^\s;:!?«(\[].){_END}"),
    ("before", r"(?<=»)(?<=[^\s«].)"),
    ("before", r"(?<=[%€])(?<=[0-9].)(?!\w)"),
    ("after", r"(?<=«)(?=[^\s»])"),
)


class Edit(NamedTuple):
    """One character put at `position`, in the place of `length` (0 or 1) others.

    `after`: it belongs to the text on its left, when it falls between two pieces.
    """

    position: int
    length: int
    char: str
    after: bool = False


def repair(text: str) -> str:
    """The text with French spaces and apostrophes. Idempotent.

    >>> repair("Vu la décision n°2025-453 : l'article 9, soit 1 173,00 €;")
    'Vu la décision n°\\xa02025-453\\xa0: l’article\\xa09, soit 1\\xa0173,00\\xa0€\\xa0;'
    >>> repair("à 14:30, voir https://exemple.fr/a?b=1;c ou écrire à l'adresse d'accueil a.b@exemple.fr")
    'à 14:30, voir https://exemple.fr/a?b=1;c ou écrire à l’adresse d’accueil a.b@exemple.fr'
    """
    return repair_spans([text])[0]


def repair_spans(texts: Sequence[str]) -> list[str]:
    """Adjacent pieces repaired as one text, and given back as pieces.

    A space that is added between two pieces goes to the one that bears the sign: « n° » or « : ».

    >>> repair_spans(["n°", "2025-453", ": l'", "article 9"])
    ['n°\\xa0', '2025-453', '\\xa0: l’', 'article\\xa09']
    """
    found = _edits("".join(texts))
    if not found:
        return list(texts)
    starts = list(accumulate(map(len, texts), initial=0))[:-1]
    shares: list[list[Edit]] = [[] for _ in texts]
    for edit in found:
        anchor = edit.position - 1 if edit.after else edit.position
        shares[bisect_right(starts, anchor) - 1].append(edit)
    pieces = zip(texts, starts, shares, strict=True)
    return [_applied(text, start, share) if share else text for text, start, share in pieces]


def _applied(text: str, start: int, share: Sequence[Edit]) -> str:
    parts: list[str] = []
    done = 0
    for edit in share:
        parts += (text[done : edit.position - start], edit.char)
        done = edit.position - start + edit.length
    return "".join([*parts, text[done:]])


@lru_cache(maxsize=1024)
def _edits(text: str) -> tuple[Edit, ...]:
    """The words of an act are composed to be checked, then to be written."""
    return tuple(edits(text))


def held(text: str, mark: str) -> str:
    """The text with `mark` for each hyphen at which a line must not end.

    Those of a number and of a name; elsewhere, those that would leave one or two letters alone.

    >>> held("L. 2125-1 et DEC2020-273 à Saint-Flour, ci-après ; quatre-vingt-dix sur www.saint-flour.fr/a-b", "~")
    'L. 2125~1 et DEC2020~273 à Saint~Flour, ci~après ; quatre-vingt-dix sur www.saint-flour.fr/a-b'
    """
    if "-" not in text:
        return text
    return " ".join(
        [_WORD.sub(lambda word: _held(word[0], mark), one) if "-" in one else one for one in text.split(" ")]
    )


def _held(word: str, mark: str) -> str:
    if "-" not in word or any(sign in word for sign in ("://", "www.", "@")):
        return word
    whole = any(char.isdigit() or char.isupper() for char in word)
    return (_HYPHEN if whole else _SHORT).sub(mark, word)


def edits(text: str) -> Iterator[Edit]:
    """What is to change in a text, in order."""
    for match in _pattern("@" in text).finditer(text):
        kind, start, end = (match.lastgroup or "").partition("_")[0], match.start(), match.end()
        if kind == "spaces":
            yield from (Edit(i, 1, NBSP) for i in range(start, end) if text[i] in _S)
        elif kind == "before":
            yield Edit(start, 0, NBSP)
        elif kind == "after":
            yield Edit(end, 0, NBSP, after=True)
        elif kind == "apostrophe":
            yield Edit(start, 1, APOSTROPHE)


@cache
def _pattern(mail: bool) -> re.Pattern[str]:
    """One alternative for each thing that is kept or changed, named by the empty group that ends it.

    None starts with a letter (« art. » is known by its point), so that the engine passes over words quickly; for the
    same reason e-mail addresses are looked for only where there is an « @ ».
    """
    address = [("kept", r"[\w.+'’-]*@[\w.-]+")] if mail else []
    index = count()

    def family(first: str, rules: Iterable[tuple[str, str]]) -> str:
        return f"{first}(?:{'|'.join(f'{rest}(?P<{kind}_{next(index)}>)' for kind, rest in rules)})"

    digit = family(r"(?<=[0-9])(?<!\w.)", [*address, *_DIGIT, ("spaces", _day_month())])
    space = family(rf"(?<=[{_S}])", [("spaces", f"(?:{'|'.join((*_SPACE, _month_year()))})")])
    found = f"[0-9{_S}.°º'«»;:!?%€`](?:{digit}|{space}|{family('', _SIGN)})"
    return re.compile(f"{family(_LETTER, address)}|{found}" if mail else found)


def _day_month() -> str:
    """« 8 juillet 2025 », « 1er janvier », « 08 JUIL. 2025 »."""
    names = "|".join(map(re.escape, _month_names()))
    return rf"[0-9]?(?i:er|e)?[{_S}\u00a0](?i:{names})(?:[{_S}\u00a0][0-9]{{4}})?(?!\w)"


def _month_year() -> str:
    """The space of « juillet 2025 »: looking back takes names of one length at a time."""
    widths = groupby(sorted(_month_names(), key=len), len)
    names = "|".join(rf"(?<=\b(?:{'|'.join(map(re.escape, names))}).)" for _, names in widths)
    return rf"(?=[0-9]{{4}}(?!\w))(?i:{names})"


def _month_names() -> list[str]:
    return [*months()[1:], *(f"{name[:length]}." for name in months()[1:] for length in (3, 4))]


_NUMBER = r"(?:[0-9]|premier\b|unique\b|[LRDA](?:\*|\.|[ \u00a0])+[0-9]|[IVX]+\b)"
# « L. », and « R.* » for a decree taken in the Council of ministers.
_CODE = "|".join(rf"(?<=\b[LRDA]{mark}.)" for mark in (r"\.", r"\*", r"\.\*", r"\*\."))
_SPACE = (  # where one stands that must not break
    rf"(?=[;:!?»%€])(?<=\S.)(?:(?=[;:!?]{_END})|(?=[»%€]))",
    r"(?<=[«°º].)(?:(?<=«.)|(?<=\b[nN][°º].))(?=\S)",
    rf"(?<=[.esE].)(?:(?<=\b[aA]rt\..)|(?<=\b[aA]rticle.)|(?<=\b[aA]rticles.)|(?<=\bARTICLE.))(?={_NUMBER})",
    rf"(?<=[.*].)(?:{_CODE})(?=[0-9])",
    r"(?<=[LRDA].)(?<=\b[LRDA].)(?=[0-9]{3,4}-)",
    r"(?<=[0-9].)(?:(?=(?:euro|million|milliard|heure)s?\b)|(?<=\b[0-9]{5}.)(?=[A-ZÀ-Þ]))",
    r"(?<=[.es].)(?:(?<=\bM\..)|(?<=\bMM\..)|(?<=\bMme.)|(?<=\bMmes.))(?=[^\W\d_])",
    r"(?<=[\u202f\u2009])",
)
