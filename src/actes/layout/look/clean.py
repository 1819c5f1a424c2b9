"""A header or footer of somebody's act, made part of a template: what it says of that act alone leaves it.

Its look is written on each paragraph and run, since its styles stay behind; revisions are accepted; only pictures that
are in the file, web links and page numbers are kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, cast

from ...reading.wordml import FALLBACK, TBL, P, R, T, W, attribute, paragraph_text
from ..locate import OPENING
from ..running import of_an_act
from ..tracked.marks import element as made
from .effective import Resolver, drawn, sides_of
from .form import Form, Ink

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element as Plain

    from lxml.etree import _Element as Element

RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
VML, OLE = "{urn:schemas-microsoft-com:vml}", "{urn:schemas-microsoft-com:office:office}"
SVG = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip"
GONE = (
    *(f"{W}{n}" for n in ("del", "moveFrom", "bookmarkStart", "bookmarkEnd", "proofErr", "permStart", "permEnd")),
    *(f"{W}{n}" for n in ("commentRangeStart", "commentRangeEnd", "commentReference", "control", "cnfStyle")),
    *(f"{W}{n}" for n in ("moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd", "sdtPr")),
    *(f"{W}{n}Change" for n in ("rPr", "pPr", "tblPr", "trPr", "tcPr", "sectPr", "tblGrid")),
    *(f"{W}{n}" for n in ("sdtEndPr", "lastRenderedPageBreak", "footnoteReference", "endnoteReference", "altChunk")),
    *(FALLBACK, f"{OLE}OLEObject"),
)
OPENED = tuple(W + n for n in ("ins", "moveTo", "sdt", "sdtContent", "smartTag", "customXml"))  # their content stays
PICTURE = tuple(W + n for n in ("drawing", "pict", "object"))
COUNTS = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES"})
RSID = re.compile(r"rsid\w*|paraId|textId")
PAGE = re.compile(r"[\s–—|-]*(?:\bpages? ?(?:n° ?)?:?)?\s*$", re.I)
FOOT, TITLE = "{{r pied }}", "{{ document.titre }}"
Related = Callable[[str], str]


@dataclass(slots=True)
class Cleaner:
    """Cleans the parts of one file. `related` gives the new identifier of what a part refers to, or nothing; `title`
    tells words of the act's title; `outdented`, that tables begin before the margin, by the margin of their cells (Word
    2010 and before). What was left out is in `told`; the look of the paragraph that holds the foot of the
    act is in `foot`, its words in `act_foot`; the looks of all that is at the foot of pages, in `feet`.
    """

    resolver: Resolver
    title: Callable[[str], bool]
    outdented: bool = False
    told: list[str] = field(default_factory=list)
    foot: tuple[Form, Ink] | None = None
    act_foot: str = ""
    feet: list[tuple[Form, Ink]] = field(default_factory=list)

    def clean(self, root: Element, related: Related, where: str) -> None:
        """Clean a part, called `where` for a person, where it stands."""
        _drop(root)
        _cut(root)
        looks = self._looks(root)
        self._fields(root, where)
        self._references(root, related, where)
        for paragraph in list(root.iter(P)):
            self._words(paragraph, where)
            self._dress(paragraph, looks, where)
        for table in root.iter(TBL):
            _frame(table, self.resolver, self.outdented)

    def _looks(self, root: Element) -> dict[Element, Form | Ink]:
        """How each paragraph and run looks, worked out before anything moves."""
        looks: dict[Element, Form | Ink] = {}
        for paragraph in root.iter(P):
            table = next(paragraph.iterancestors(TBL), None)
            style = attribute(cast("Plain", table), "tblPr/tblStyle") if table is not None else ""
            looks[paragraph] = self.resolver.form(paragraph, style)
            for run in paragraph.iter(R):
                looks[run] = self.resolver.ink(next(run.iterancestors(P)), run, style)
        return looks

    def _dress(self, paragraph: Element, looks: dict[Element, Form | Ink], where: str) -> None:
        form = looks[paragraph]
        assert isinstance(form, Form)
        for run in (run for run in paragraph.iter(R) if next(run.iterancestors(P)) is paragraph):
            before = run.getprevious()
            ink = looks.get(run) or (looks.get(before) if before is not None else None)
            if isinstance(ink, Ink):
                self.feet += [(form, ink)] if run.find(T) is not None and where.startswith("pied") else []
                _inked(run, ink)
        held = "".join(str(t.text or "") for t in paragraph.iter(T))
        if FOOT in held:
            ink = next((k for r in paragraph.iter(R) if isinstance(k := looks.get(r), Ink)), None)
            self.foot = self.foot or (form, ink or Ink("Arial", 17))
            _styled(paragraph)
        else:
            _formed(paragraph, form, self.resolver.ink(paragraph, None))

    def _words(self, paragraph: Element, where: str) -> None:
        """Words of the act itself give way to a slot, or go."""
        for runs in list(_segments(paragraph)):
            text = "".join(paragraph_text(cast("Plain", run)) or _text(run) for run in runs).strip()
            what = of_an_act(text)
            if not what and not self.title(text):
                continue
            slot = TITLE if not what else FOOT if what == "numero" else ""
            self.act_foot = self.act_foot or (PAGE.sub("", text) if slot == FOOT else "")
            _replace(runs, slot)
            self.told.append(_gone(text, slot, where))

    def _fields(self, root: Element, where: str) -> None:
        """Fields other than page numbers go; the words of a link stay."""
        for simple in list(root.iter(f"{W}fldSimple")):
            if (name := _name(simple.get(f"{W}instr", ""))) not in COUNTS:
                self._field_told(name, where)
                _remove(simple)
        for name, runs, shown in list(_complex_fields(root)):
            if name not in COUNTS:
                self._field_told(name, where)
                for run in runs:
                    if name != "HYPERLINK" or run not in shown:
                        _remove(run)

    def _field_told(self, name: str, where: str) -> None:
        if name not in ("HYPERLINK", "MERGEFORMAT"):
            self.told.append(f"{where} : le champ {name[:20] or 'sans nom'} n'est pas repris (il change tout seul)")

    def _references(self, root: Element, related: Related, where: str) -> None:
        """What refers to another part refers to ours, or goes."""
        for holder in [e for e in root.iter() if any(str(k).startswith(RELATION) for k in e.attrib)]:
            for key in [str(k) for k in holder.attrib if str(k).startswith(RELATION)]:
                new = related(str(holder.get(key)))
                if new:
                    holder.set(key, new)
                    continue
                above = next((e for e in (holder, *holder.iterancestors()) if e.tag in PICTURE), None)
                if above is not None and "hlink" not in str(holder.tag):
                    self.told.append(f"{where} : une image ou un objet n'est pas repris (il n'est pas dans le fichier)")
                    _remove(above)
                elif holder.tag == f"{W}hyperlink":
                    _open(holder)
                else:
                    _remove(holder)
                break


def holds_tags(root: Element) -> bool:
    """Whether a part holds what would be run as a tag of a template."""
    texts = "".join(str(t) for t in root.itertext())
    return OPENING.search(texts) is not None or any(
        OPENING.search(str(value)) for e in root.iter() for value in e.attrib.values()
    )


def _drop(root: Element) -> None:
    for element in list(root.iter()):
        if element.tag in GONE or (element.tag == SVG):
            _remove(element)
    for element in list(root.iter()):
        if element.tag in OPENED:
            _open(element)
        elif element.tag == f"{W}pict" and any(True for _ in element.iter(f"{VML}textpath")):
            _remove(element)  # a watermark: ours says « PROJET » where it must
        elif element.tag == f"{W}object":
            element.tag = f"{W}pict"  # the picture of an object, without the object
        for key in [k for k in element.attrib if RSID.fullmatch(str(k).rpartition("}")[2])]:
            del element.attrib[key]


def _cut(root: Element) -> None:
    """Runs in which a tab, a break or a picture stands between words, cut there: a person reads two things."""
    for run in list(root.iter(R)):
        look, *inside = run if len(run) and run[0].tag == f"{W}rPr" else (None, *run)
        kinds = [child.tag == T for child in inside]
        if len(set(kinds)) < 2:
            continue
        for before, child in pairwise(inside):
            if (before.tag == T) != (child.tag == T):
                other = made("r", *([_copy(look)] if look is not None else []))
                cast("Element", before.getparent()).addnext(other)
                other.extend([child, *child.itersiblings()])


def _complex_fields(root: Element) -> Iterator[tuple[str, list[Element], list[Element]]]:
    """Each outermost field: its name, its runs, those of them that show its result."""
    depth, runs, shown, code, result = 0, [], [], "", False  # type: ignore[var-annotated]
    for run in root.iter(R):
        for mark in run.iter(f"{W}fldChar"):
            match mark.get(f"{W}fldCharType"):
                case "begin":
                    depth += 1
                case "separate":
                    result = result or depth == 1
                case "end":
                    depth -= 1
        if depth > 0 or runs:
            runs.append(run)
            code += "".join(str(e.text or "") for e in run.iter(f"{W}instrText")) if not result else ""
            if result and run.find(f"{W}fldChar") is None:
                shown.append(run)
        if depth <= 0 and runs:
            yield _name(code), runs, shown
            depth, runs, shown, code, result = 0, [], [], "", False
    if runs:
        yield _name(code), runs, shown


def _name(code: str) -> str:
    return (code.split() or [""])[0].upper()


def _segments(paragraph: Element) -> Iterator[list[Element]]:
    """The runs between tabs, breaks, pictures and fields: what a person reads as one."""
    found: list[Element] = []
    for run in paragraph.iter(R):
        if next(run.iterancestors(P)) is not paragraph:
            continue
        inside = run.getparent() is not None and run.getparent().tag == f"{W}fldSimple"  # type: ignore[union-attr]
        plain = all(child.tag in (T, f"{W}rPr", f"{W}noBreakHyphen") for child in run)
        if plain and not inside:
            found.append(run)
        elif found:
            yield found
            found = []
    if found:
        yield found


def _replace(runs: Sequence[Element], slot: str) -> None:
    """A slot in place of words; « – page » before the number of the page stays."""
    counting = PAGE.search("".join(map(_text, runs)))
    for run in runs:
        for child in list(run.iterchildren(T)):
            run.remove(child)
    said = [(runs[0], slot)] if slot else []
    if counting and slot:
        beside = _copy(runs[-1])
        runs[-1].addnext(beside)
        said.append((beside, counting[0] if counting[0].strip() else " "))
    for run, text in said:
        holder = made("t")
        holder.text = text
        holder.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        run.append(holder)


def _text(run: Element) -> str:
    return "".join(str(t.text or "") for t in run.iter(T))


def _gone(text: str, slot: str, where: str) -> str:
    said = text if len(text) <= 60 else f"{text[:60]}…"
    if slot == FOOT:
        return f"{where} : « {said} » est de cet acte : à sa place, le pied de page de chaque acte (formules: pied)"
    became = "à sa place, le titre de chaque acte" if slot else "ces mots sont retirés"
    return f"{where} : « {said} » est de cet acte : {became}"


def _inked(run: Element, ink: Ink) -> None:
    """Write the look of a run on it; what lifts it or hides it from the spelling checker stays."""
    from lxml import etree

    old = run.find(f"{W}rPr")
    raised = old.find(f"{W}vertAlign") if old is not None else None
    if old is not None:
        run.remove(old)
    if run.find(T) is None and run.find(f"{W}tab") is None and run.find(f"{W}fldChar") is None:
        return
    up = f'<w:vertAlign w:val="{raised.get(f"{W}val", "superscript")}"/>' if raised is not None else ""
    run.insert(0, etree.fromstring(f'<w:rPr xmlns:w="{W[1:-1]}">{"".join(ink.xml())}{up}</w:rPr>'))


def _formed(paragraph: Element, form: Form, mark: Ink) -> None:
    """Write the look of a paragraph on it, that of its mark too: it is the height of an empty one."""
    from lxml import etree

    old = paragraph.find(f"{W}pPr")
    framed = old.find(f"{W}framePr") if old is not None else None
    if old is not None:
        paragraph.remove(old)
    inside = "".join([*(xml for _, xml in form.xml()), "<w:rPr>", *mark.xml(), "</w:rPr>"])
    new = etree.fromstring(f'<w:pPr xmlns:w="{W[1:-1]}">{inside}</w:pPr>')
    if framed is not None:
        new.insert(0, framed)
    paragraph.insert(0, new)


def _styled(paragraph: Element) -> None:
    """A paragraph whose words come from a slot takes the style of the foot: a slot has no look of its own."""
    old = paragraph.find(f"{W}pPr")
    if old is not None:
        paragraph.remove(old)
    paragraph.insert(0, made("pPr", made("pStyle", val="Pieddepage")))
    for run in paragraph.iter(R):
        look = run.find(f"{W}rPr")
        if look is not None and FOOT in _text(run):
            run.remove(look)


def _frame(table: Element, resolver: Resolver, outdented: bool) -> None:
    """Write on a table what its style draws, and where it stands."""
    from lxml import etree

    properties = table.find(f"{W}tblPr")
    if properties is None:
        return
    style = attribute(cast("Plain", properties), "tblStyle")
    chain = resolver.chain(style, "tblPr")
    borders = drawn(
        sides_of([*chain, properties], "tblBorders"), ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    indents = [i for p in (*chain, properties) if (i := p.find(f"{W}tblInd")) is not None]
    margins = next((m for p in reversed([*chain, properties]) if (m := p.find(f"{W}tblCellMar")) is not None), None)
    side = margins.find(f"{W}left") if margins is not None else None
    left = str(indents[-1].get(f"{W}w", "0")) if indents else "0"
    pad = str(side.get(f"{W}w", "108")) if side is not None else "108"
    at = (int(left) if left.lstrip("-").isdigit() else 0) - (int(pad) if outdented and pad.isdigit() else 0)
    for name in ("tblStyle", "tblInd", "tblBorders", "tblLook", "tblCellMar", "tblCaption", "tblDescription"):
        for old in properties.findall(W + name):
            properties.remove(old)
    before = [W + n for n in ("tblpPr", "tblOverlap", "bidiVisual", "tblW", "jc", "tblCellSpacing")]
    place = sum(child.tag in before for child in properties)
    sides = f"<w:tblBorders>{borders}</w:tblBorders>" if borders else ""
    written = etree.fromstring(f'<x xmlns:w="{W[1:-1]}"><w:tblInd w:w="{at}" w:type="dxa"/>{sides}</x>')
    properties[place:place] = list(written)
    if margins is not None:
        properties.append(margins if margins.getparent() is None else _copy(margins))


def _copy(element: Element) -> Element:
    from copy import deepcopy

    return deepcopy(element)


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _open(element: Element) -> None:
    """Put the content of an element in its place."""
    parent = element.getparent()
    if parent is not None:
        at = parent.index(element)
        parent[at : at + 1] = list(element)
