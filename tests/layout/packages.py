"""Word files taken apart and put together again, to break them."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from pathlib import Path

from actes.document import Document
from actes.layout.engine import Layout
from actes.layout.package import write_package
from actes.reading.package import Member, read_package

TEMPLATES = Path(__file__).parents[2] / "templates"
NAMES = ("annexe-1", "convention", "decision")
LISTINGS = ("compte-rendu", "registre")  # tables over several pages, made from the whole register
MAIN = "word/document.xml"


@functools.cache
def template(name: str) -> bytes:
    return (TEMPLATES / f"{name}.docx").read_bytes()


@functools.cache
def layout(name: str) -> Layout:
    """Of one of our templates, read once: to read it takes thrice as long as to render."""
    return Layout(template(name), name)


def rendered(document: Document, draft: bool = False) -> bytes:
    return layout(document.name).render(document, draft)


def parts(data: bytes) -> dict[str, bytes]:
    package = read_package(data)
    return {name: package.data(name) for name in package.names()}


def package(contents: Mapping[str, bytes]) -> bytes:
    return write_package(Member.stored(name, data) for name, data in contents.items())


def changed(data: bytes, change: Callable[[str], str], part: str = MAIN) -> bytes:
    """The same file with one part rewritten; the change must change something."""
    contents = parts(data)
    before = contents[part].decode()
    after = change(before)
    assert after != before
    return package(contents | {part: after.encode()})


def replaced(data: bytes, old: str, new: str, part: str = MAIN) -> bytes:
    return changed(data, lambda xml: xml.replace(old, new, 1), part)


def added(data: bytes, name: str, content: str, type_: str, relation: str) -> bytes:
    """The same file with one more part that the document refers to."""
    contents = parts(data)
    types, rels = contents["[Content_Types].xml"].decode(), contents["word/_rels/document.xml.rels"].decode()
    kind = f'<Override PartName="/word/{name}" ContentType="{type_}"/></Types>'
    link = f'<Relationship Id="rId99" Type="{relation}" Target="{name}"/></Relationships>'
    return package(
        contents
        | {
            f"word/{name}": content.encode(),
            "[Content_Types].xml": types.replace("</Types>", kind).encode(),
            "word/_rels/document.xml.rels": rels.replace("</Relationships>", link).encode(),
        }
    )


OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def with_footnotes(data: bytes) -> bytes:
    """The template with a footnote that holds tags."""
    note = (
        f'<w:footnotes {W}><w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p>'
        '</w:footnote><w:footnote w:id="1"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>{{ document.titre }}</w:t></w:r>'
        "<w:r><w:t>{{r pied }}</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    whole = added(data, "footnotes.xml", note, f"{WORD_TYPE}.footnotes+xml", f"{OFFICE}/footnotes")
    return replaced(
        whole, "{# Placez ici le logo. #}", '</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r><w:r><w:t>'
    )
