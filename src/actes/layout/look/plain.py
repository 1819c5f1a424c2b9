"""The XML of a header or footer made plain: revisions accepted, copies dropped, runs cut where a person stops."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from itertools import groupby, pairwise
from typing import cast

from ...pattern import pattern
from ...reading.wordml import FALLBACK, P, R, T, W
from ..package import Element, element

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
        kinds = [child.tag == T for child in inside]
        if len(set(kinds)) < 2:
            continue
        for before, child in pairwise(inside):
            if (before.tag == T) != (child.tag == T):
                other = element("r", *([deepcopy(look)] if look is not None else []))
                cast("Element", before.getparent()).addnext(other)
                other.extend([child, *child.itersiblings()])


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
    """The name of a field, from its code."""
    return (code.split() or [""])[0].upper()


def segments(paragraph: Element) -> Iterator[list[Element]]:
    """The runs between tabs, breaks, pictures and fields: what a person reads as one."""
    own = [run for run in paragraph.iter(R) if next(run.iterancestors(P)) is paragraph]
    for plain, found in groupby(own, key=_is_plain):
        if plain:
            yield list(found)


def _is_plain(run: Element) -> bool:
    inside = cast("Element", run.getparent()).tag == f"{W}fldSimple"
    return not inside and all(child.tag in (T, f"{W}rPr", f"{W}noBreakHyphen") for child in run)


def remove(element: Element) -> None:
    """Take an element out."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def unwrap(element: Element) -> None:
    """Put the content of an element in its place."""
    parent = element.getparent()
    if parent is not None:
        at = parent.index(element)
        parent[at : at + 1] = list(element)
