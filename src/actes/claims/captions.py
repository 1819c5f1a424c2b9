"""Tables and figures under their number, « Tableau 2 – Recettes », and where words send to one."""

from __future__ import annotations

from collections.abc import Iterator

from ..context import Context
from ..part import Part, Passage
from ..pattern import pattern

LEAST = 2  # captions: one alone may be of another text
_NOUNS = ("tableau", "figure", "schema", "carte")
_CAPTION = pattern(rf"\W*(?P<noun>{'|'.join(_NOUNS)})s? (?:n ?° ?)?(?P<n>[0-9]{{1,2}})(?= ?(?:[:.(–—-]|\Z))")
_SENT = pattern(
    rf"\b(?P<noun>{'|'.join(_NOUNS)})[sx]? (?:n ?°s? ?)?"
    r"(?P<all>[0-9]{1,2}(?:(?:, | et | ou | a )(?:n ?° ?)?[0-9]{1,2})*)\b"
    r"(?!\w|[.,/][0-9]| (?:de l'annexe|d[eu]s? (?:la |l')?(?:code|decret|arrete|rapport|cctp|ccap|loi|guide)))"
)
_FIGURES = pattern(r"[0-9]+")


def captions(part: Part) -> dict[str, dict[int, Passage]]:
    """The numbers of its captions, by what they name, each with its place."""
    found: dict[str, dict[int, Passage]] = {}
    for index, low in part.saying(*_NOUNS):
        if match := _CAPTION.match(low):
            found.setdefault(match["noun"], {})[int(match["n"])] = Passage(part, index, *match.span())
    return found


def unknown(context: Context) -> Iterator[tuple[Passage, str, tuple[int, ...]]]:
    """Words that send to a table which no caption numbers, where captions go from 1 on: its number, those known."""
    for part in context.parts:
        known = {noun: some for noun, some in captions(part).items() if sorted(some) == [*range(1, len(some) + 1)]}
        for index, low in part.saying(*known):
            for match in _SENT.finditer(low) if not _CAPTION.match(low) else ():
                some = known.get(match["noun"], {})
                for said in _FIGURES.finditer(low, *match.span("all")):
                    if len(some) >= LEAST and int(said[0]) not in some:
                        yield Passage(part, index, *said.span()), match["noun"], tuple(sorted(some))
