"""A header or footer of somebody's act, made part of a template: what it says of that act alone leaves it.

Its look is written on each paragraph and run, since its styles stay behind; revisions are accepted; only pictures that
are in the file, web links and page numbers are kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from ...pattern import pattern
from ...reading.wordml import FALLBACK, PICTURES, TBL, P, R, T, W
from ..locate import OPENING
from ..package import OFFICE, SPACE, Element, element, elements, parent_of, text_of
from .effective import Form, Ink, Resolver, drawn, last_of, number, sides_of, table_style
from .grid import SIDES
from .ofact import FOOT, TITLE, OfAct

RELATION = f"{{{OFFICE}}}"
COUNTS = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES"})
PAGE = pattern(r"[\s–—|-]*(?:\bpages? ?(?:n° ?)?:?)?\s*$", re.I)
BEFORE = tuple(W + n for n in ("tblpPr", "tblOverlap", "bidiVisual", "tblW", "jc", "tblCellSpacing"))
REPLACED = ("tblStyle", "tblInd", "tblBorders", "tblLook", "tblCellMar", "tblCaption", "tblDescription")
CELL_MARGIN = 108  # twips, as Word has it where nothing says
FIGURES = 6  # of a width: more is no width
Related = Callable[[str], str]


@dataclass(slots=True)
class Cleaner:
    """Cleans the parts of one file. `related` gives the new identifier of what a part refers to, or nothing; `act` is
    what is of the act alone; `outdented` tells that tables begin before the margin, by the margin of their cells (Word
    2010 and before). What was left out is in `told`; the look of the paragraph that holds the foot of the
    act is in `foot`, its words in `act_foot`; the looks of all that is at the foot of pages, in `feet`.
    """

    resolver: Resolver
    act: OfAct
    outdented: bool = False
    told: list[str] = field(default_factory=list)
    foot: tuple[Form, Ink] | None = None
    act_foot: str = ""
    feet: list[tuple[Form, Ink]] = field(default_factory=list)

    def clean(self, root: Element, related: Related, where: str) -> None:
        """Clean a part, called `where` for a person, where it stands."""
        drop(root)
        cut(root)
        looks = self._looks(root)
        self._fields(root, where)
        self._references(root, related, where)
        for paragraph in list(root.iter(P)):
            self._words(paragraph, where)
            self._dress(paragraph, looks, where)
        for table in root.iter(TBL):
            frame(table, self.resolver, self.outdented)

    def _looks(self, root: Element) -> dict[Element, Form | Ink]:
        """How each paragraph and run looks, worked out before anything moves."""
        looks: dict[Element, Form | Ink] = {}
        for paragraph in root.iter(P):
            style = table_style(next(paragraph.iterancestors(TBL), None))
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
                ink_run(run, ink)
        if FOOT in text_of(paragraph):
            ink = next((k for r in paragraph.iter(R) if isinstance(k := looks.get(r), Ink)), None)
            self.foot = self.foot or (form, ink or Ink("Arial", 17))
            style_foot(paragraph)
        else:
            form_paragraph(paragraph, form, self.resolver.ink(paragraph, None))

    def _words(self, paragraph: Element, where: str) -> None:
        """Words of the act itself give way to a slot, or go."""
        for runs in list(segments(paragraph)):
            text = "".join(map(text_of, runs))
            left = self.act.without(text)
            if left == text:
                continue
            if left == FOOT:
                self.act_foot = self.act_foot or PAGE.sub("", text).strip()
                _replace(runs, FOOT)
            else:
                _put(runs, left)
            self.told.append(_gone(text.strip(), left, where))

    def _fields(self, root: Element, where: str) -> None:
        """Fields other than page numbers go; the words of a link stay."""
        for name, runs, shown in fields_of(root):
            if name in COUNTS:
                continue
            if name not in ("HYPERLINK", "MERGEFORMAT"):
                self.told.append(f"{where} : le champ {name[:20] or 'sans nom'} n'est pas repris (il change tout seul)")
            for run in runs:
                if name != "HYPERLINK" or run not in shown:
                    remove(run)

    def _references(self, root: Element, related: Related, where: str) -> None:
        """What refers to another part refers to ours, or goes."""
        for holder in [e for e in root.iter() if any(str(k).startswith(RELATION) for k in e.attrib)]:
            for key in [str(k) for k in holder.attrib if str(k).startswith(RELATION)]:
                new = related(str(holder.get(key)))
                if new:
                    holder.set(key, new)
                    continue
                if key == f"{RELATION}link" and f"{RELATION}embed" in holder.attrib:
                    del holder.attrib[key]  # where the picture was taken from: it is in the file, too
                    continue
                above = next((e for e in (holder, *holder.iterancestors()) if e.tag in PICTURES), None)
                if above is not None and "hlink" not in str(holder.tag):
                    self.told.append(f"{where} : une image ou un objet n'est pas repris (il n'est pas dans le fichier)")
                    remove(above)
                elif holder.tag == f"{W}hyperlink":
                    unwrap(holder)
                else:
                    remove(holder)
                break


def holds_tags(root: Element) -> bool:
    """Whether a part holds what would be run as a tag of a template."""
    values = (str(value) for one in root.iter() for value in one.attrib.values())
    return any(map(OPENING.search, ("".join(map(str, root.itertext())), *values)))


def _replace(runs: Sequence[Element], slot: str) -> None:
    """A slot in place of words; « – page » before the number of the page stays."""
    counting = PAGE.search("".join(map(text_of, runs)))
    _put(runs, slot)
    if counting:
        beside = deepcopy(runs[-1])
        runs[-1].addnext(beside)
        _put([beside], counting[0] if counting[0].strip() else " ")


def _put(runs: Sequence[Element], words: str) -> None:
    """Words in place of those of some runs."""
    for one in [child for run in runs for child in run.iterchildren(T)]:
        remove(one)
    if words:
        holder = element("t")
        holder.text = words
        holder.set(SPACE, "preserve")
        runs[0].append(holder)


def _gone(text: str, left: str, where: str) -> str:
    said = text if len(text) <= 60 else f"{text[:60]}…"
    if left == FOOT:
        return f"{where} : « {said} » est de cet acte : à sa place, le pied de page de chaque acte (formules: pied)"
    if TITLE in left:
        became = "à sa place, le titre de chaque acte"
    else:
        became = f"il y reste « {left.strip()} »" if left.strip() else "ces mots sont retirés"
    return f"{where} : « {said} » est de cet acte : {became}"


def ink_run(run: Element, ink: Ink) -> None:
    """Write the look of a run on it; what lifts it stays."""
    old = _taken(run, "rPr")
    raised = old.find(f"{W}vertAlign") if old is not None else None
    if any(run.find(tag) is not None for tag in (T, f"{W}tab", f"{W}fldChar")):
        low = raised is not None and raised.get(f"{W}val") == "subscript"
        up = f'<w:vertAlign w:val="{"subscript" if low else "superscript"}"/>' if raised is not None else ""
        run[:0] = elements(f"<w:rPr>{''.join(ink.xml())}{up}</w:rPr>")


def form_paragraph(paragraph: Element, form: Form, mark: Ink) -> None:
    """Write the look of a paragraph on it, that of its mark too: it is the height of an empty one."""
    old = _taken(paragraph, "pPr")
    inside = "".join([*(xml for _, xml in form.xml()), "<w:rPr>", *mark.xml(), "</w:rPr>"])
    (new,) = elements(f"<w:pPr>{inside}</w:pPr>")
    new[:0] = old.findall(f"{W}framePr") if old is not None else []
    paragraph.insert(0, new)


def style_foot(paragraph: Element) -> None:
    """A paragraph whose words come from a slot takes the style of the foot: a slot has no look of its own."""
    _taken(paragraph, "pPr")
    paragraph.insert(0, element("pPr", element("pStyle", val="Pieddepage")))
    for run in paragraph.iter(R):
        if FOOT in text_of(run):
            _taken(run, "rPr")


def _taken(holder: Element, name: str) -> Element | None:
    """The properties of a paragraph or a run, taken out of it."""
    found = holder.find(W + name)
    if found is not None:
        holder.remove(found)
    return found


def frame(table: Element, resolver: Resolver, outdented: bool) -> None:
    """Write on a table what its style draws, and where it stands."""
    properties = table.find(f"{W}tblPr")
    if properties is None:
        return
    layers = resolver.table_layers(table)
    borders = drawn(sides_of(layers, "tblBorders"), SIDES)
    margins, left = last_of(layers, "tblCellMar"), last_of(layers, "tblInd")
    pad = margins.find(f"{W}left") if margins is not None else None
    at = _width(left, 0) - (_width(pad, CELL_MARGIN) if outdented else 0)
    kept = [deepcopy(margins)] if margins is not None else []
    for old in [o for name in REPLACED for o in properties.findall(W + name)]:
        properties.remove(old)
    place = sum(child.tag in BEFORE for child in properties)
    sides = f"<w:tblBorders>{borders}</w:tblBorders>" if borders else ""
    properties[place:place] = elements(f'<w:tblInd w:w="{at}" w:type="dxa"/>{sides}')
    properties.extend(kept)


def _width(element: Element | None, default: int) -> int:
    told = element.get(f"{W}w", "") if element is not None else ""
    return number(told, default) if len(told) < FIGURES else default


# the XML made plain: revisions accepted, copies dropped, runs cut where a person stops

VML, OLE = "{urn:schemas-microsoft-com:vml}", "{urn:schemas-microsoft-com:office:office}"
GONE = (
    *(f"{W}{n}" for n in ("del", "moveFrom", "bookmarkStart", "bookmarkEnd", "proofErr", "permStart", "permEnd")),
    *(f"{W}{n}" for n in ("commentRangeStart", "commentRangeEnd", "commentReference", "control", "cnfStyle")),
    *(f"{W}{n}" for n in ("moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd", "sdtPr")),
    *(f"{W}{n}Change" for n in ("rPr", "pPr", "tblPr", "trPr", "tcPr", "sectPr", "tblGrid")),
    *(f"{W}{n}" for n in ("sdtEndPr", "lastRenderedPageBreak", "footnoteReference", "endnoteReference", "altChunk")),
    *(FALLBACK, f"{OLE}OLEObject", "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip"),
)
OPENED = tuple(W + n for n in ("ins", "moveTo", "sdt", "sdtContent", "smartTag", "customXml"))  # their content stays
RSID = pattern(r"rsid\w*|paraId|textId")
FILE = pattern(r"[\\/]|\.\w{2,4}$")  # what Word writes of a picture that nobody described


def drop(root: Element) -> None:
    """Leave out what belongs to the file's making, and to programs."""
    for one in list(root.iter(*GONE)):
        remove(one)
    for one in list(root.iter()):
        if one.tag in OPENED:
            unwrap(one)
        elif one.tag == f"{W}pict" and any(True for _ in one.iter(f"{VML}textpath")):
            remove(one)  # a watermark: ours says « PROJET » where it must
        elif one.tag == f"{W}object":
            one.tag = f"{W}pict"  # the picture of an object, without the object
        if FILE.search(str(one.get("descr", ""))):
            one.set("descr", "logo")
        for key in [k for k in one.attrib if RSID.fullmatch(str(k).rpartition("}")[2])]:
            del one.attrib[key]


def cut(root: Element) -> None:
    """Runs in which a tab, a break or a picture stands between words, cut there: a person reads two things."""
    for run in list(root.iter(R)):
        look, *inside = run if len(run) and run[0].tag == f"{W}rPr" else (None, *run)
        for before, child in pairwise(inside):
            if (before.tag == T) != (child.tag == T):
                other = element("r", *([deepcopy(look)] if look is not None else []))
                parent_of(before).addnext(other)
                other.extend([child, *child.itersiblings()])


def fields_of(root: Element) -> Iterator[tuple[str, list[Element], list[Element]]]:
    """Each field: its name, what it is made of, what shows its result."""
    yield from [(name_of(simple.get(f"{W}instr", "")), [simple], []) for simple in root.iter(f"{W}fldSimple")]
    yield from list(complex_fields(root))  # of what whoever asks has left by now


def complex_fields(root: Element) -> Iterator[tuple[str, list[Element], list[Element]]]:
    """Each outermost field: its name, its runs, those of them that show its result."""
    runs: list[Element] = []
    shown: list[Element] = []
    depth, code, result = 0, "", False
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
            yield name_of(code), runs, shown
            depth, runs, shown, code, result = 0, [], [], "", False
    if runs:
        yield name_of(code), runs, shown


def name_of(code: str) -> str:
    return (code.split() or [""])[0].upper()


def segments(paragraph: Element) -> Iterator[list[Element]]:
    """The runs between tabs, breaks, pictures and fields: what a person reads as one."""
    own = [run for run in paragraph.iter(R) if next(run.iterancestors(P)) is paragraph]
    for plain, found in groupby(own, key=_is_plain):
        if plain:
            yield list(found)


def _is_plain(run: Element) -> bool:
    inside = parent_of(run).tag == f"{W}fldSimple"
    return not inside and all(child.tag in (T, f"{W}rPr", f"{W}noBreakHyphen") for child in run)


def remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def unwrap(element: Element) -> None:
    """Put the content of an element in its place."""
    parent = element.getparent()
    if parent is not None:
        at = parent.index(element)
        parent[at : at + 1] = list(element)
