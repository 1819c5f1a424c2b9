"""Pending changes of a Word file (« Suivi des modifications »): who added, removed or moved which words, and where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count, groupby
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
    made = (
        Revision(change, text, Place(path, paragraph=number), one.get(f"{W}author", ""), one.get(f"{W}date", ""))
        for number, change, one in _found(root, None, count(1))
        if (text := changed_text(one))
    )
    for _, run in groupby(made, key=lambda one: (one.change, one.place, one.author)):
        same = list(run)
        yield replace(same[0], text="".join(one.text for one in same))


def _found(root: Element, number: int | None, numbers: Iterator[int]) -> Iterator[tuple[int | None, Change, Element]]:
    """Every change with the number of its paragraph."""
    for child in root:
        if child.tag not in PROPERTIES and child.tag != FALLBACK:
            here = next(numbers) if child.tag == P else number
            if child.tag in CHANGES:
                yield here, CHANGES[child.tag], child
            yield from _found(child, here, numbers)


def changed_text(element: Element) -> str:
    """The words of a change, deleted ones included."""
    texts = (T, f"{W}delText")
    return "".join((c.text or "") if c.tag in texts else CHARACTERS.get(c.tag, "") for c in element.iter())


def pending_notes(revisions: Sequence[Revision]) -> Iterator[Finding]:
    """What to say of pending changes; nothing when there is none."""
    if not revisions:
        return
    counts = Counter(revision.change for revision in revisions if revision.change in NAMES)
    parts = [f"{n} {NAMES[change][n > 1]}" for change in NAMES if (n := counts[change])]
    listed = ", ".join(parts) or "un déplacement"
    first = revisions[0]
    told = f"le suivi des modifications contient encore {listed} ; le texte est lu comme si tout était accepté"
    hint = "acceptez ou refusez chaque modification (Révision > Accepter) avant la signature"
    yield problem("LEC201", told, hint, first.place, excerpt=first.text[:80])
