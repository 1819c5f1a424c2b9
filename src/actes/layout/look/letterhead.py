"""The letterhead of an act: its page, its headers and footers with their pictures, the logo at the head of its text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from typing import cast

from ...finding import COULD_NOT_RUN, CannotGoOn
from ...place import Place
from ...problems import problem
from ...reading.docx import Related, relations
from ...reading.package import Package
from ...reading.wordml import PICTURES, TBL, P, R, T, W
from ..package import OFFICE, Element, parent_of, parse
from .clean import RELATION, Cleaner, holds_tags
from .effective import number, root_of

MAIN = "word/document.xml"
TYPES = ("default", "first", "even")
NAMES: Mapping[str, str] = {"header": "en-tête", "footer": "pied de page"}
OF: Mapping[str, str] = {"default": "", "first": " de la première page", "even": " des pages paires"}
# How a picture begins: what else is called one is not taken.
IMAGES: Mapping[str, tuple[bytes, ...]] = {
    "png": (b"\x89PNG",),
    "jpeg": (b"\xff\xd8\xff",),
    "gif": (b"GIF8",),
    "bmp": (b"BM",),
    "tiff": (b"II*\0", b"MM\0*"),
    "emf": (b"\x01\0\0\0",),
    "wmf": (b"\xd7\xcd\xc6\x9a", b"\x01\0\x09\0"),
}
LINKS = ("http://", "https://", "mailto:")
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
IMAGE = ("{http://schemas.openxmlformats.org/drawingml/2006/main}blip", "{urn:schemas-microsoft-com:vml}imagedata")
WORDED = "worded"  # a mark on a paragraph, until the template is made


@dataclass(slots=True)
class Letterhead:
    """What is taken of a file: parts by name, what they and the text refer to, the section, the logo's paragraphs."""

    parts: dict[str, Element] = field(default_factory=dict)
    media: dict[str, bytes] = field(default_factory=dict)
    related: dict[str, list[Related]] = field(default_factory=dict)
    running: dict[tuple[str, str], str] = field(default_factory=dict)  # (« header », « first ») -> its part
    page: list[Element] = field(default_factory=list)
    logo: list[Element] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)  # the parts that are theirs
    first: bool = False
    even: bool = False


class Taker:
    """Takes the letterhead of one section of a file, cleaned."""

    def __init__(self, package: Package, cleaner: Cleaner, name: str) -> None:
        self.package, self.cleaner, self.name = package, cleaner, name
        self.taken = Letterhead()

    def take(self, sections: Sequence[Element], heads: Sequence[Element]) -> Letterhead:
        """`sections`: those of the file up to the one that is wanted; `heads`: what holds a logo before the title."""
        section = sections[-1]
        self.taken.first = section.find(f"{W}titlePg") is not None
        settings = root_of(self.package, "word/settings.xml")
        self.taken.even = settings.find(f"{W}evenAndOddHeaders") is not None
        self.taken.page = list(_page(section))
        files = relations(self.package, MAIN)
        for (kind, sort), identifier in _references(sections).items():
            wanted = sort == "default" or (sort == "first" and self.taken.first) or (sort == "even" and self.taken.even)
            if wanted and identifier in files and files[identifier].part in self.package:
                self._running(kind, sort, files[identifier].part)
        self._logo(heads)
        return self.taken

    def _running(self, kind: str, sort: str, source: str) -> None:
        root, where = parse(self.package.data(source), source), f"{NAMES[kind]}{OF[sort]}"
        if holds_tags(root):
            message = f"{where} : ce fichier a des balises de modèle ({{{{ }}}}) : c'est un modèle, pas un acte"
            hint = "donnez un acte rédigé, tel que vous l'avez signé ou envoyé"
            raise CannotGoOn([problem("MOD130", message, hint, Place(self.name))], status=COULD_NOT_RUN)
        name = f"word/{kind}{len(self.taken.running) + 1}.xml"
        known = relations(self.package, source)
        self.cleaner.clean(root, lambda old: self._related(name, known.get(old)), where)
        self.taken.parts[name], self.taken.running[kind, sort] = root, name
        self.taken.taken.add(name)

    def _related(self, part: str, old: Related | None) -> str:
        """The identifier, in a part of ours, of what a part of theirs refers to; empty where it is not taken."""
        mine = self.taken.related.setdefault(part, [])
        new = f"rIdA{len(mine) + 1}"
        if old is None:
            return ""
        if old.type.endswith("/hyperlink") and old.external and old.target.lower().startswith(LINKS):
            mine.append(replace(old, id=new))
            return new
        if not old.type.endswith("/image") or old.external or (source := old.part) not in self.package:
            return ""
        data = self.package.data(source)
        suffix = next((s for s, heads in IMAGES.items() if data.startswith(heads)), "")
        if not suffix:
            return ""
        held = next((name for name, known in self.taken.media.items() if known == data), "")
        name = held or f"word/media/image{len(self.taken.media) + 1}.{suffix}"
        self.taken.media[name] = data
        mine.append(Related(new, f"{OFFICE}/image", name.removeprefix("word/")))
        return new

    def _logo(self, heads: Sequence[Element]) -> None:
        """Pictures before the title of the text: each paragraph of them without its words, a table that holds one
        with room for the lines of the letterhead.
        """
        known = relations(self.package, MAIN)
        for one in map(deepcopy, heads):
            box = _box(one)
            self.cleaner.clean(box, lambda old: self._related(MAIN, known.get(old)), "logo")
            pictured = any(e.tag in IMAGE for e in box.iter())
            if any(True for _ in box.iter(f"{W}txbxContent")) and not pictured:
                self.cleaner.told.append("texte : une zone de texte n'est pas reprise")
            for paragraph in box.iter(P):
                _wordless(paragraph)
            if pictured and not holds_tags(box):
                if one.tag == P:
                    _settled(one)
                self.taken.logo.append(one)


def sections_until(root: Element, block: Element | None) -> list[Element]:
    """The sections of a document, up to the one in which a paragraph stands."""
    found: list[Element] = []
    passed = block is None
    for element in root.iter(P, f"{W}sectPr"):
        passed = passed or element is block
        if element.tag == f"{W}sectPr":
            found.append(element)
            if passed:
                break
    return found


def _references(sections: Sequence[Element]) -> dict[tuple[str, str], str]:
    """The headers and footers of the last section: its own, else those of the ones before."""
    found: dict[tuple[str, str], str] = {}
    for section in sections:
        for kind in NAMES:
            for one in section.findall(f"{W}{kind}Reference"):
                found[kind, one.get(f"{W}type", "default")] = str(one.get(f"{RELATION}id", ""))
    return {(kind, sort): found[kind, sort] for kind in NAMES for sort in TYPES if (kind, sort) in found}


def _page(section: Element) -> Iterator[Element]:
    """The size of the page, its margins (the binding's is part of the left one), its frame."""
    for name in ("pgSz", "pgMar", "pgBorders"):
        own = section.find(W + name)
        if own is None:
            continue
        one = deepcopy(own)
        if name == "pgMar" and (gutter := number(one.get(f"{W}gutter", ""))):
            one.set(f"{W}left", str(number(one.get(f"{W}left", "")) + gutter))
            one.set(f"{W}gutter", "0")
        dropped = [(child, key) for child in one for key in child.attrib if str(key).startswith(RELATION)]
        for holder, key in (*dropped, *((one, key) for key in one.attrib if not str(key).startswith(W))):
            del holder.attrib[key]
        one.tail = None
        yield one


def _wordless(paragraph: Element) -> None:
    """Leave nothing of a paragraph but its pictures; one that had words is marked, for the letterhead's own."""
    for run in list(paragraph.iter(R)):
        if next(run.iterancestors(P), None) is paragraph and not any(e.tag in PICTURES for e in run.iter()):
            paragraph.set(WORDED, "1") if run.find(T) is not None else None
            parent_of(run).remove(run)


def _box(paragraph: Element) -> Element:
    from lxml import etree

    box = etree.Element(f"{W}hdr", nsmap=cast("dict[str, str]", paragraph.nsmap))
    box.append(paragraph)
    return box


def _settled(one: Element) -> None:
    """Pictures that float need no line of their own."""
    spacing = one.find(f"{W}pPr/{W}spacing")
    floats = any(True for _ in one.iter(f"{WP}anchor")) and not any(True for _ in one.iter(f"{WP}inline"))
    if floats and spacing is not None:
        spacing.attrib.update({W + "before": "0", W + "after": "0", W + "line": "20", W + "lineRule": "exact"})


def heads_of(root: Element, until: Element | None) -> list[Element]:
    """The paragraphs, or the tables, that hold pictures before a paragraph of the text."""
    found: list[Element] = []
    for paragraph in root.iter(P):
        if paragraph is until:
            break
        outer = next(paragraph.iterancestors(P), None) is None
        if outer and any(e.tag in PICTURES for e in paragraph.iter()):
            whole = next(reversed(list(paragraph.iterancestors(TBL))), paragraph)
            found += [] if whole in found else [whole]
    return found
