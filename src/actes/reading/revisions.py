"""Pending changes of a Word file (« Suivi des modifications »): who added, removed or moved which words, and where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from xml.etree.ElementTree import Element

from ..finding import Finding
from ..place import Place
from ..problems import problem
from .result import Change, Revision
from .wordml import CHARACTERS, FALLBACK, P, T, W

CHANGES: Mapping[str, Change] = {
    f"{W}ins": Change.INSERTION,
    f"{W}del": Change.SUPPRESSION,
    f"{W}moveFrom": Change.DEPLACE_DE,
    f"{W}moveTo": Change.DEPLACE_VERS,
}
PROPERTIES = frozenset(f"{W}{name}" for name in ("pPr", "rPr", "trPr", "tcPr", "tblPr", "sectPr"))
NAMES: Mapping[Change, tuple[str, str]] = {
    Change.INSERTION: ("insertion", "insertions"),
    Change.SUPPRESSION: ("suppression", "suppressions"),
    Change.DEPLACE_VERS: ("déplacement", "déplacements"),
}


def revisions_of(root: Element, path: str) -> Iterator[Revision]:
    """The pending changes of words in a part, in order; adjacent ones of one hand are one."""
    last: Revision | None = None
    for paragraph, change, element in _found(root):
        text = changed_text(element)
        if not text:
            continue
        place = Place(path, paragraph=paragraph or None)
        made = Revision(change, text, place, element.get(f"{W}author", ""), element.get(f"{W}date", ""))
        if last and _same(last, made):
            last = Revision(change, last.text + text, place, made.author, last.date)
            continue
        if last:
            yield last
        last = made
    if last:
        yield last


def _found(root: Element) -> Iterator[tuple[int, Change, Element]]:
    """Every change with the number of its paragraph."""
    count = 0

    def walk(element: Element, paragraph: int) -> Iterator[tuple[int, Change, Element]]:
        nonlocal count
        for child in element:
            if child.tag in PROPERTIES or child.tag == FALLBACK:
                continue
            here = paragraph
            if child.tag == P:
                count += 1
                here = count
            if child.tag in CHANGES:
                yield here, CHANGES[child.tag], child
            yield from walk(child, here)

    yield from walk(root, 0)


def _same(last: Revision, made: Revision) -> bool:
    return (last.change, last.place, last.author) == (made.change, made.place, made.author)


def changed_text(element: Element) -> str:
    """The words of a change, deleted ones included."""
    pieces = []
    for child in element.iter():
        if child.tag in (T, f"{W}delText"):
            pieces.append(child.text or "")
        elif child.tag in CHARACTERS:
            pieces.append(CHARACTERS[child.tag])
    return "".join(pieces)


def pending_note(revisions: Sequence[Revision]) -> Finding | None:
    """What to say of pending changes; nothing when there is none."""
    if not revisions:
        return None
    counts = Counter(revision.change for revision in revisions if revision.change in NAMES)
    parts = [f"{n} {NAMES[change][n > 1]}" for change in NAMES if (n := counts[change])]
    listed = ", ".join(parts) or "un déplacement"
    first = revisions[0]
    told = f"le suivi des modifications contient encore {listed} ; le texte est lu comme si tout était accepté"
    hint = "acceptez ou refusez chaque modification (Révision > Accepter) avant la signature"
    return problem("LEC201", told, hint, first.place, excerpt=first.text[:80])
