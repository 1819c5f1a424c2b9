"""What comments stand on, read from the XML by other means than those that put them there."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field

from lxml import etree

from layout.packages import MAIN

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
UNSEEN = {FALLBACK, *(W + n for n in ("del", "moveFrom", "instrText", "pPr", "rPr", "txbxContent"))}
SIGNS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}sym": "☒"}
COMMENTS = "word/comments.xml"


@dataclass
class Note:
    """A comment: who, its lines, the words between its marks, how many marks and references it has."""

    author: str
    lines: list[str]
    text: str = ""
    marks: list[str] = field(default_factory=list)


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def notes(data: bytes) -> dict[int, Note]:
    """Every comment of a file, by number."""
    parts = unpacked(data)
    found = {
        int(comment.get(f"{W}id")): Note(
            comment.get(f"{W}author"), ["".join(p.itertext(f"{W}t")) for p in comment.iter(f"{W}p")]
        )
        for comment in etree.fromstring(parts[COMMENTS]).iter(f"{W}comment")
    }
    opened: set[int] = set()

    def walk(element: etree._Element) -> None:
        for child in element:
            name = str(child.tag)
            if name.removeprefix(W) in ("commentRangeStart", "commentRangeEnd", "commentReference"):
                number = int(child.get(f"{W}id"))
                found[number].marks.append(name.removeprefix(f"{W}comment"))
                (opened.add if name.endswith("Start") else opened.discard)(number)
            elif name not in UNSEEN:
                said = (child.text or "") if name == f"{W}t" else SIGNS.get(name, "")
                for number in opened:
                    found[number].text += said
                walk(child)

    walk(etree.fromstring(parts[MAIN]))
    return found


def letters(xml: bytes) -> list[tuple[int, str, bytes, str]]:
    """Each visible sign of a part: the number of its paragraph, the tag around it, the properties of its run."""
    root = etree.fromstring(xml)
    numbers = {p: n for n, p in enumerate(root.iter(f"{W}p"))}
    found = []
    for run in root.iter(f"{W}r"):
        paragraph = next(a for a in run.iterancestors() if a.tag == f"{W}p")
        look = run.find(f"{W}rPr")
        properties = etree.tostring(look, with_tail=False) if look is not None else b""
        for child in run:
            if child.tag not in (f"{W}rPr", f"{W}commentReference"):
                plain = child.text if child.tag in (f"{W}t", f"{W}delText", f"{W}instrText") else None
                inner = etree.tostring(child, with_tail=False).decode() if plain is None else ""
                for sign in plain or [inner]:
                    found.append((numbers[paragraph], str(child.tag), properties, sign))
    return found
