"""The numbers that LibreOffice computes for lists and numbered headings of an .odt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from ..pattern import pattern
from .numbering import LEVELS, Number, shown
from .odf import LOEXT, STYLE, TEXT
from .symbols import named

SLOT = pattern(r"%(\d{1,2})%")
FORMS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "": "none"}
LEVEL_TAGS = (f"{TEXT}list-level-style-number", f"{TEXT}list-level-style-bullet", f"{TEXT}outline-level-style")


@dataclass(slots=True)
class OpenList:
    """A list that is being read: its style, and how many items each of its levels has had."""

    style: str
    counts: list[int] = field(default_factory=lambda: [0] * LEVELS)


class OdfLists:
    """Counts the items of the lists of one document, in order."""

    def __init__(self, *roots: Element) -> None:
        self.styles: dict[str, Mapping[int, Element]] = {}
        for root in roots:
            for style in root.iter(f"{TEXT}list-style"):
                self.styles[style.get(f"{STYLE}name", "")] = _levels(style)
            for style in root.iter(f"{TEXT}outline-style"):
                self.styles[""] = _levels(style)
        self.named: dict[str, OpenList] = {}
        self.last: dict[str, OpenList] = {}
        self.outline = OpenList("")

    def opened(self, element: Element) -> OpenList:
        """A list that begins, or goes on with one before it."""
        style = element.get(f"{TEXT}style-name", "")
        before = self.named.get(element.get(f"{TEXT}continue-list", ""))
        if before is None and element.get(f"{TEXT}continue-numbering") == "true":
            before = self.last.get(style)
        found = OpenList(style or (before.style if before else ""), before.counts if before else [0] * LEVELS)
        self.last[found.style] = found
        if name := element.get("{http://www.w3.org/XML/1998/namespace}id"):
            self.named[name] = found
        return found

    def number(self, inside: OpenList, depth: int, start: str = "") -> Number | None:
        """The number of the next item at a level (from 1); None when it shows none."""
        levels = self.styles.get(inside.style, {})
        level = levels.get(depth)
        self._count(inside, levels, depth, start)
        if level is None:
            return None
        bullet = level.tag == LEVEL_TAGS[1]
        text = level.get(f"{TEXT}bullet-char", "") if bullet else self._shown(inside, levels, level, depth)
        text = named(text).strip()
        return Number(text, depth, bullet) if text else None

    def heading(self, element: Element) -> Number | None:
        """The number of a heading outside lists, when the outline of the document is numbered."""
        depth = element.get(f"{TEXT}outline-level", "1")
        return (
            self.number(self.outline, min(int(depth), LEVELS), "") if depth.isdigit() and self.styles.get("") else None
        )

    def _count(self, inside: OpenList, levels: Mapping[int, Element], depth: int, start: str) -> None:
        counts = inside.counts
        first = levels[depth].get(f"{TEXT}start-value", "1") if depth in levels else "1"
        if start.isdigit():
            counts[depth - 1] = int(start)
        else:
            counts[depth - 1] = counts[depth - 1] + 1 if counts[depth - 1] else int(first) if first.isdigit() else 1
        counts[depth:] = [0] * (LEVELS - depth)

    def _shown(self, inside: OpenList, levels: Mapping[int, Element], level: Element, depth: int) -> str:
        def slot(at: int) -> str:
            form = levels[at].get(f"{STYLE}num-format", "1") if at in levels else "1"
            return shown(max(inside.counts[at - 1], 1), FORMS.get(form, "decimal"))

        pattern = level.get(f"{LOEXT}num-list-format")
        if pattern is not None:
            return SLOT.sub(lambda found: slot(int(found[1])), pattern)
        if not level.get(f"{STYLE}num-format"):
            return ""
        many = level.get(f"{TEXT}display-levels", "1")
        first = max(1, depth - (int(many) if many.isdigit() else 1) + 1)
        number = ".".join(slot(at) for at in range(first, depth + 1))
        return level.get(f"{STYLE}num-prefix", "") + number + level.get(f"{STYLE}num-suffix", "")


def _levels(style: Element) -> Mapping[int, Element]:
    found = [level for level in style if level.tag in LEVEL_TAGS]
    return {int(n): level for level in found if (n := level.get(f"{TEXT}level", "")).isdigit() and 0 < int(n) <= LEVELS}
