"""The text of a paragraph of an .odt, and the pending changes met on the way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from ..document import Style
from ..pattern import pattern
from ..place import Place
from .odf import DC, DRAW, OFFICE, SKIPPED, TEXT, H, OdfStyles, P, paragraphs
from .result import Change, Revision
from .symbols import named
from .xml import whole

WHITE = pattern(r"[ \t\r\n]+")  # a no-break space is not white space here
NOWHERE = Place("")  # of a change that the text does not show
SPACES = 200  # at most, from one element
KINDS = {f"{TEXT}insertion": Change.INSERTION, f"{TEXT}deletion": Change.SUPPRESSION}


@dataclass(slots=True)
class OdfText:
    """Reads paragraphs in order; knows which changes are open."""

    styles: OdfStyles
    regions: dict[str, Revision]  # the pending changes; insertions are gathered from the text
    open: set[str] = field(default_factory=set)
    notes: list[Element] = field(default_factory=list)
    comments: int = 0
    hidden: bool = False

    def pieces(
        self, element: Element, place: Place, marks: frozenset[Style] = frozenset()
    ) -> Iterator[tuple[str, frozenset[Style]]]:
        """The words of an element with their styles; paragraphs of frames are not entered."""
        yield from self._text(element.text, marks)
        for child in element:
            yield from self._child(child, place, marks)
            yield from self._text(child.tail, marks)

    def _child(self, child: Element, place: Place, marks: frozenset[Style]) -> Iterator[tuple[str, frozenset[Style]]]:
        match child.tag.removeprefix(TEXT):
            case "s":
                yield from self._said(" " * whole(child.get(f"{TEXT}c", ""), 1, SPACES), marks)
            case "tab":
                yield from self._said("\t", marks)
            case "line-break":
                yield from self._said("\n", marks)
            case "note":
                self.notes.append(child)
            case "hidden-text" | "hidden-paragraph":
                self.hidden = True
            case "change-start" | "change" | "change-end" as mark:
                self._marked(mark, child.get(f"{TEXT}change-id", ""), place)
            case _ if child.tag == f"{OFFICE}annotation":
                self.comments += 1
            case _ if child.tag not in SKIPPED and child.tag not in (P, H) and not child.tag.startswith(DRAW):
                more = (
                    self.styles.marks(child.get(f"{TEXT}style-name", "")) if child.tag == f"{TEXT}span" else frozenset()
                )
                yield from self.pieces(child, place, marks | more)

    def _text(self, text: str | None, marks: frozenset[Style]) -> Iterator[tuple[str, frozenset[Style]]]:
        if text:
            yield from self._said(WHITE.sub(" ", named(text)), marks)

    def _said(self, text: str, marks: frozenset[Style]) -> Iterator[tuple[str, frozenset[Style]]]:
        for name in self.open:
            self.regions[name] = replace(self.regions[name], text=self.regions[name].text + text)
        yield text, marks

    def _marked(self, mark: str, name: str, place: Place) -> None:
        region = self.regions.get(name)
        if region is None:
            return
        if region.place is NOWHERE:
            region = self.regions[name] = replace(region, place=place)
        if mark == "change-start" and region.change is Change.INSERTION:
            self.open.add(name)
        elif mark == "change-end":
            self.open.discard(name)


def regions_of(root: Element) -> dict[str, Revision]:
    """The pending changes of a document, by their name; the words of an insertion are not there yet."""
    found: dict[str, Revision] = {}
    for region in root.iter(f"{TEXT}changed-region"):
        name = region.get(f"{TEXT}id", "") or region.get("{http://www.w3.org/XML/1998/namespace}id", "")
        for change in region:
            if change.tag in KINDS:
                info = change.find(f"{OFFICE}change-info")
                author, date = (info.findtext(DC + n, "") if info is not None else "" for n in ("creator", "date"))
                found[name] = Revision(KINDS[change.tag], _deleted(change), NOWHERE, author, date)
    return found


def _deleted(change: Element) -> str:
    return "\n".join("".join(paragraph.itertext()) for paragraph in paragraphs(change))


def revisions_of(regions: Mapping[str, Revision], path: str) -> tuple[Revision, ...]:
    """The pending changes of words, in the order of the text."""
    made = [replace(one, place=Place(path)) if one.place is NOWHERE else one for one in regions.values()]
    return tuple(sorted((one for one in made if one.text.strip()), key=lambda one: one.place.paragraph or 0))
