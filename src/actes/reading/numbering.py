"""The numbers that Word computes: « Article 1 : », « 2.1 », « a) », « • ». They are not in the text of a paragraph.

A paragraph names a list and a level, itself or by its style; numbering.xml says what each level shows and where it
starts again; the number is the count of the paragraphs before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from xml.etree.ElementTree import Element

from ..frozen import frozen
from ..pattern import pattern
from ..values.ordinals import ordinal, ordinal_in_words, roman
from ..values.words import cardinal
from .symbols import named
from .wordml import W, attribute
from .xml import whole


def letters(number: int) -> str:
    """A number in letters, as Word counts: after z come aa, bb.

    >>> letters(1), letters(26), letters(27)
    ('a', 'z', 'aa')
    """
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number > 0 else ""


FORMS: Mapping[str, Callable[[int], str]] = {
    "lowerLetter": letters,
    "upperLetter": lambda n: letters(n).upper(),
    "lowerRoman": lambda n: roman(n).lower(),
    "upperRoman": roman,
    "decimalZero": lambda n: f"{n:02d}",
    "ordinal": ordinal,
    "cardinalText": cardinal,
    "ordinalText": ordinal_in_words,
    "none": lambda n: "",
}


WORDED = frozenset({"ordinal", "cardinalText", "ordinalText"})


def shown(number: int, form: str) -> str:
    """A number in a form of Word; a form that is not known here is shown in figures.

    >>> shown(3, "upperRoman"), shown(3, "decimal"), shown(1, "ordinal")
    ('III', '3', '1er')
    """
    return FORMS.get(form, str)(min(number, 5000)) if number or form not in WORDED else ""


PART = "word/numbering.xml"
LEVELS = 9
SLOT = pattern(r"%([1-9])")


@frozen
class Level:
    """What a level of a list shows: `pattern` holds « %1 » for the number of level 1."""

    form: str = "decimal"
    pattern: str = ""
    start: int = 1
    restart: int | None = None
    legal: bool = False
    style: str = ""


@frozen
class Number:
    """What Word shows before a paragraph: `level` counts from 1; `bullet` says that it is no number."""

    text: str
    level: int
    bullet: bool


@frozen
class Instance:
    """A list of the document: which definition it counts with, its levels, where it starts again."""

    abstract: str
    levels: Mapping[int, Level]
    starts: Mapping[int, int] = field(default_factory=dict)


class Numbering:
    """Counts the numbered paragraphs of one document, in order."""

    def __init__(self, root: Element | None, styles: Mapping[str, Element]) -> None:
        self.styles = styles
        self.instances = dict(_instances(root, styles)) if root is not None else {}
        self.counts: dict[str, list[int]] = {}
        self.begun: set[str] = set()

    def number(self, paragraph: Element) -> Number | None:
        """The number of the next paragraph, which must be given in the order of the text; None when it has none."""
        identifier, depth = self._list_of(paragraph)
        instance = self.instances.get(identifier)
        level = instance.levels.get(depth) if instance else None
        if instance is None or level is None:
            return None
        counts = self._counted(identifier, instance, depth)
        text = level.pattern if level.form == "bullet" else self._shown(instance, level, counts)
        text = named(text).strip()
        return Number(text, depth + 1, level.form == "bullet") if text else None

    def _list_of(self, paragraph: Element) -> tuple[str, int]:
        """The list and the level of a paragraph: its own, else those of its style or of the one it is based on."""
        own = paragraph.find(f"{W}pPr/{W}numPr")
        identifier, depth = attribute(own, "numId"), attribute(own, "ilvl")
        style, seen = attribute(paragraph, "pPr/pStyle"), 0
        while style in self.styles and not (identifier and depth) and seen < LEVELS:
            inherited = self.styles[style].find(f"{W}pPr/{W}numPr")
            identifier = identifier or attribute(inherited, "numId")
            depth = depth or attribute(inherited, "ilvl") or self._linked(identifier, style)
            style, seen = attribute(self.styles[style], "basedOn"), seen + 1
        return identifier, whole(depth)

    def _linked(self, identifier: str, style: str) -> str:
        """The level that a list gives to a style (« Titre 2 » is the second level of the headings)."""
        instance = self.instances.get(identifier)
        return next((str(at) for at, lvl in instance.levels.items() if lvl.style == style), "") if instance else ""

    def _counted(self, identifier: str, instance: Instance, depth: int) -> list[int]:
        counts = self.counts.setdefault(instance.abstract, [-1] * LEVELS)
        if identifier not in self.begun:  # « recommencer à 1 »
            self.begun.add(identifier)
            for at, start in instance.starts.items():
                counts[at] = start - 1
        level = instance.levels[depth]
        counts[depth] = level.start if counts[depth] < 0 else counts[depth] + 1
        for upper in range(depth):
            if counts[upper] < 0:
                counts[upper] = instance.levels[upper].start if upper in instance.levels else 1
        for lower in range(depth + 1, LEVELS):
            restart = instance.levels[lower].restart if lower in instance.levels else None
            if restart is None or 0 < depth + 1 <= restart:
                counts[lower] = -1
        return counts

    def _shown(self, instance: Instance, level: Level, counts: list[int]) -> str:
        def slot(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            form = instance.levels[at].form if at in instance.levels else "decimal"
            return shown(max(counts[at], 0), "decimal" if level.legal and form != "decimalZero" else form)

        return SLOT.sub(slot, level.pattern)


def _instances(root: Element, styles: Mapping[str, Element]) -> Iterator[tuple[str, Instance]]:
    abstracts = {a.get(f"{W}abstractNumId", ""): a for a in root.findall(f"{W}abstractNum")}
    lists = {n.get(f"{W}numId", ""): n for n in root.findall(f"{W}num")}
    for identifier, number in lists.items():
        name = attribute(number, "abstractNumId")
        abstract = abstracts.get(name)
        linked = attribute(abstract, "numStyleLink")
        if linked and linked in styles:  # the definition is that of a list style
            target = lists.get(attribute(styles[linked], "pPr/numPr/numId"))
            name = attribute(target, "abstractNumId")
            abstract = abstracts.get(name)
        if abstract is not None:
            levels = {_depth(lvl): _level(lvl) for lvl in abstract.findall(f"{W}lvl")}
            yield identifier, _overridden(number, name, levels)


def _overridden(number: Element, abstract: str, levels: dict[int, Level]) -> Instance:
    starts: dict[int, int] = {}
    for override in number.findall(f"{W}lvlOverride"):
        own = override.find(f"{W}lvl")
        if own is not None:
            levels = {**levels, _depth(override): _level(own)}
        if (start := whole(attribute(override, "startOverride"), -1)) >= 0:
            starts[_depth(override)] = start
    return Instance(abstract, levels, starts)


def _depth(element: Element) -> int:
    return whole(element.get(f"{W}ilvl", ""), 0, LEVELS - 1)


def _level(element: Element) -> Level:
    restart = whole(attribute(element, "lvlRestart"), -1)
    return Level(
        attribute(element, "numFmt", "decimal"),
        attribute(element, "lvlText"),
        whole(attribute(element, "start"), 1),
        None if restart < 0 else restart,
        element.find(f"{W}isLgl") is not None,
        attribute(element, "pStyle"),
    )
