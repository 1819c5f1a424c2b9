"""The file of a dressed template: our parts, the head and the foot of an act, and what ties them together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from xml.sax.saxutils import quoteattr

from ...reading.docx import Related, relations
from ...reading.package import CONTENT_TYPES, Member, Package
from ..nodes import OFFICE, Element, parse, written
from ..package import DECLARATION, write_package
from .letterhead import MAIN, Letterhead

MAIN_RELATIONS = "word/_rels/document.xml.rels"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
MIME: Mapping[str, str] = {"emf": "image/x-emf", "wmf": "image/x-wmf"}
RUNNING = ("word/header", "word/footer")
OUTSIDE = ' TargetMode="External"'


def packed(package: Package, parts: Mapping[str, Element], head: Letterhead) -> bytes:
    """The bytes of the template: `parts` of ours but our head and foot, and theirs."""
    files = {name: written(root) for name, root in parts.items() if not name.startswith(RUNNING)}
    files |= {name: written(root) for name, root in head.parts.items()} | head.media
    files["_rels/.rels"] = package.data("_rels/.rels")
    for name in head.parts:
        if related := head.related.get(name):
            files[f"word/_rels/{name.removeprefix('word/')}.rels"] = _relations(related)
    files[MAIN_RELATIONS] = _relations(_of_main(package, head))
    files[CONTENT_TYPES] = _types(package, head)
    return write_package(Member.stored(*item) for item in files.items())


def identifier(part: str) -> str:
    """How the text names a header or a footer.

    >>> identifier("word/header1.xml")
    'rIdheader1'
    """
    return f"rId{re.sub(r'[^a-z0-9]', '', part.removeprefix('word/').removesuffix('.xml'))}"


def _of_main(package: Package, head: Letterhead) -> Iterable[Related]:
    own = relations(package, MAIN).values()
    yield from (one for one in own if not one.target.startswith(("header", "footer")))
    for (kind, _), name in head.running.items():
        yield Related(identifier(name), f"{OFFICE}/{kind}", name.removeprefix("word/"))
    yield from head.related.get(MAIN, ())


def _relations(related: Iterable[Related]) -> bytes:
    lines = "".join(
        f'<Relationship Id="{r.id}" Type={quoteattr(r.type)} Target={quoteattr(r.target)}{OUTSIDE * r.external}/>'
        for r in related
    )
    return f'{DECLARATION}<Relationships xmlns="{PACKAGE}">{lines}</Relationships>'.encode()


def _types(package: Package, head: Letterhead) -> bytes:
    root = parse(package.data(CONTENT_TYPES), CONTENT_TYPES)
    for old in [e for e in root if str(e.get("PartName", "")).removeprefix("/").startswith(RUNNING)]:
        root.remove(old)
    root[:0] = [
        _typed(root, "Default", Extension=suffix, ContentType=MIME.get(suffix, f"image/{suffix}"))
        for suffix in sorted({name.rpartition(".")[2] for name in head.media})
    ]
    for (kind, _), name in head.running.items():
        root.append(_typed(root, "Override", PartName=f"/{name}", ContentType=f"{WORD_TYPE}.{kind}+xml"))
    return written(root)


def _typed(root: Element, tag: str, **attributes: str) -> Element:
    from lxml import etree

    return etree.Element(f"{{{root.nsmap[None]}}}{tag}", attributes)
