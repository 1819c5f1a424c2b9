"""Styles of a Word file: what ours say of a block, and what a style inherits from."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from ..document import Kind, Style
from ..frozen import frozen
from ..packaged import packaged
from ..pattern import pattern
from .package import Package
from .wordml import W, attribute, on
from .xml import parse_xml

PART = "word/styles.xml"
# The slots of a template, by the name of their style; an article has two: its text after its number, its title alone.
_NAMES = packaged(__spec__, "wordstyles.txt").splitlines()
SLOTS: Mapping[str, str] = {slot: name for slot, _, name in (line.partition(": ") for line in _NAMES)}
_NO_BLOCK = ("paragraphe", "cellule", "colonne", "total")  # these say nothing of a block
_SAME = {"intitule": "article", "signataire": "signature", "nom": "signature", "sous_signature": "mention"}
KINDS: Mapping[str, Kind] = {  # by the names that Word shows, in lower case
    name.lower(): Kind(_SAME.get(slot, slot.rstrip("123"))) for slot, name in SLOTS.items() if slot not in _NO_BLOCK
}
BULLETS = pattern(r"list bullet (\d)")
OURS = frozenset({"visa", "formule", "élément de liste 1"})  # a file with one of these was made with our templates
NAMED: Mapping[str, frozenset[Style]] = {
    "strong": frozenset({Style.GRAS}),
    "premiers mots d'article": frozenset({Style.GRAS}),
    "premiers mots de visa": frozenset({Style.GRAS}),
    "premiers mots de considérant": frozenset({Style.GRAS}),
    "emphasis": frozenset({Style.ITALIQUE}),
    "intense emphasis": frozenset({Style.GRAS, Style.ITALIQUE}),
}
DIRECT: Mapping[str, Style] = {"b": Style.GRAS, "i": Style.ITALIQUE}


@frozen
class Styles:
    """The styles of a file: `names` in lower case by identifier, `elements` for what they inherit."""

    names: Mapping[str, str]
    elements: Mapping[str, Element]
    ours: bool

    @classmethod
    def of(cls, package: Package) -> Styles:
        if PART not in package:
            return cls({}, {}, False)
        elements = {s.get(f"{W}styleId", ""): s for s in parse_xml(package.data(PART), PART).iter(f"{W}style")}
        names = {identifier: attribute(style, "name").lower() for identifier, style in elements.items()}
        return cls(names, elements, not OURS.isdisjoint(names.values()))

    def kind(self, identifier: str) -> Kind:
        """What one of our styles says a block is; of the styles of others, nothing."""
        return KINDS.get(self.names.get(identifier, ""), Kind.PARAGRAPHE) if self.ours else Kind.PARAGRAPHE

    def heading(self, identifier: str) -> bool:
        return self.names.get(identifier, "").startswith(("heading ", "titre "))

    def depth(self, identifier: str) -> int:
        """The depth of « List Bullet 2 », whose list has one level alone."""
        found = BULLETS.fullmatch(self.names.get(identifier, ""))
        return int(found[1]) if found else 1

    def run_styles(self, run: Element | None) -> frozenset[Style]:
        """Bold and italic of a run, named or direct."""
        properties = run.find(f"{W}rPr") if run is not None else None
        if properties is None:
            return frozenset()
        named = NAMED.get(self.names.get(attribute(properties, "rStyle"), ""), frozenset())
        return named | {style for tag, style in DIRECT.items() if on(properties.find(W + tag))}
