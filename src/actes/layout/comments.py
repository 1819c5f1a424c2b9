"""Comments put on words of a Word file: everything else in it stays as it was, byte for byte.

Without a date, which Word does not need: the same file and the same comments give the same bytes. The result is
sealed, so that a copy that a person went on with is known for theirs; a signature, which would no longer be true of
it, is left out.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ..frozen import frozen
from ..pattern import pattern
from ..reading.docx import main_part
from ..reading.package import BadPackage, Member, Package, read_package
from ..reading.wordml import W
from ..reading.wordtext import paragraphs_of
from ..reading.xml import parse_xml
from ..values.markup import escape
from .placed import Placed
from .ranges import PRESERVE, Cut, Marker, Words
from .runs import plain
from .seal import CONTENT_TYPES, RELATIONSHIPS, inserted, link, opened, seal_members

AUTHOR, INITIALS = "actes", "ac"
SIGNATURES = "_xmlsignatures/"
NAMESPACE = W[1:-1]
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NO_COMMENTS = _DECLARATION + b'<w:comments xmlns:w="%b"></w:comments>' % NAMESPACE.encode()
_NO_LINKS = (
    _DECLARATION
    + b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)
_SIGNED = pattern(rb"<(?:[\w.-]+:)?(?:Relationship|Override)\b[^>]*(?:digital-signature|/_xmlsignatures/)[^>]*/>")
_REFERRING = (f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}commentReference")
Added = tuple[int, int, bytes]  # at one place: rank, number of the comment, what is added


@frozen
class Comment:
    """What to say of some words: one paragraph a line, the first one in bold."""

    lines: tuple[str, ...]
    words: Words


def is_signed(data: bytes) -> bool:
    """Whether a Word file bears an electronic signature. Raises BadPackage."""
    return any(name.startswith(SIGNATURES) for name in read_package(data).names())


def annotate(data: bytes, comments: Sequence[Comment]) -> bytes:
    """A copy of a Word file with these comments, after those it has. Raises BadPackage where it cannot be made."""
    package = read_package(data)
    parts = {name: package.data(name) for name in package.names() if not name.startswith(SIGNATURES)}
    main = main_part(package)
    try:
        parts |= {name: _SIGNED.sub(b"", parts[name]) for name in (CONTENT_TYPES, RELATIONSHIPS)}
        name, parts = _with_comments_part(parts, main)
        placed = Placed.of(parts[main], main)
        first = _first_free(parts[name], name, placed)
        parts[main] = _marked(placed, comments, first)
        parts[name] = _filled(parts[name], comments, first)
        return seal_members(_member(package, name, part) for name, part in link(parts).items())
    except (KeyError, ValueError) as error:  # BadPackage is one
        raise (
            error if isinstance(error, BadPackage) else BadPackage("ses parties ne sont pas celles d'un .docx")
        ) from error


def _member(package: Package, name: str, data: bytes) -> Member:
    """As it was packed, unless we changed it."""
    member = package.members.get(name)
    return member if member is not None and member.data() == data else Member.stored(name, data)


def _with_comments_part(parts: dict[str, bytes], main: str) -> tuple[str, dict[str, bytes]]:
    """The name of the part that holds comments, and the parts with it, announced to Word."""
    folder, file = posixpath.split(main)
    links = f"{folder}/_rels/{file}.rels"
    relations = parse_xml(parts.get(links, _NO_LINKS), links)
    for relation in relations:
        if relation.get("Type", "").endswith("/relationships/comments"):
            name = posixpath.normpath(posixpath.join("/" + folder, relation.get("Target", ""))).lstrip("/")
            return name, {**parts, name: parts.get(name, _NO_COMMENTS)}
    name = next(n for n in _names(folder) if n not in parts)
    relation_tag = f'Relationship Id="rIdActesNotes" Type="{_OFFICE}/comments" Target="{posixpath.basename(name)}"'
    kind = f'Override PartName="/{name}" ContentType="{_KIND}"'
    return name, {
        **parts,
        name: _NO_COMMENTS,
        links: inserted(parts.get(links, _NO_LINKS), relation_tag),
        CONTENT_TYPES: inserted(parts[CONTENT_TYPES], kind),
    }


def _names(folder: str) -> Iterator[str]:
    yield f"{folder}/comments.xml"
    yield from (f"{folder}/comments{number}.xml" for number in range(2, 99))


def _first_free(existing: bytes, name: str, placed: Placed) -> int:
    """The first number that no comment has, be it listed or only referred to."""
    elements = [*parse_xml(existing, name), *(e for e in placed.root.iter() if e.tag in _REFERRING)]
    taken = [element.get(f"{W}id", "") for element in elements]
    return max((int(text) for text in taken if text.isdecimal()), default=-1) + 1


def _marked(placed: Placed, comments: Sequence[Comment], first: int) -> bytes:
    """The main part with the marks of comments."""
    marker = Marker(placed, paragraphs_of(placed.root))
    declared = b'xmlns:w="%b"' % NAMESPACE.encode()
    space = b"" if declared in placed.tags(placed.root)[0] else b" " + declared
    added: dict[int, set[Added]] = {}
    for number, comment in enumerate(comments, start=first):
        for at, what in _marks(number, *marker.cuts(comment.words), space):
            added.setdefault(at, set()).add(what)
    return b"".join(_woven(placed.data, added))


def _marks(number: int, start: Cut, end: Cut, space: bytes) -> Iterator[tuple[int, Added]]:
    """What one comment adds to the text, and where. What ends at a place comes before what begins there."""
    opening = b'<w:commentRangeStart%b w:id="%d"/>' % (space, number)
    closing = b'<w:commentRangeEnd%b w:id="%d"/>' % (space, number)
    reference = b'<w:r%b><w:commentReference w:id="%d"/></w:r>' % (space, number)
    if start.at == end.at:  # nothing to be seen between them
        yield start.at, (2, number, opening + closing + reference)
        return
    for cut in (start, end):
        yield cut.at, (0, -1, cut.closing)
        yield cut.at, (4, -1, cut.opening)
        if cut.spaced is not None:
            yield cut.spaced, (0, -1, PRESERVE)
    yield start.at, (3, number, opening)
    yield end.at, (1, number, closing)
    yield end.at if end.after is None else end.after, (2, number, reference)


def _woven(data: bytes, added: Mapping[int, set[Added]]) -> Iterator[bytes]:
    at = 0
    for offset in sorted(added):
        yield data[at:offset]
        yield from (what for _, _, what in sorted(added[offset]))
        at = offset
    yield data[at:]


def _comment(number: int, comment: Comment) -> str:
    """A comment of its own look, whatever the styles of the file."""
    lines = "".join(_line(line, first=not index) for index, line in enumerate(comment.lines))
    who = f'w:author="{AUTHOR}" w:initials="{INITIALS}"'
    return f'<w:comment xmlns:w="{NAMESPACE}" w:id="{number}" {who}>{lines}</w:comment>'


def _line(text: str, first: bool) -> str:
    look = f'<w:rPr>{"<w:b/><w:bCs/>" if first else ""}<w:sz w:val="20"/><w:szCs w:val="20"/></w:rPr>'
    mark = "<w:r><w:annotationRef/></w:r>" if first else ""
    place = (
        '<w:pPr><w:spacing w:before="0" w:after="60"/><w:ind w:left="0" w:firstLine="0"/><w:jc w:val="left"/></w:pPr>'
    )
    return f'<w:p>{place}{mark}<w:r>{look}<w:t xml:space="preserve">{escape(plain(text))}</w:t></w:r></w:p>'


def _filled(part: bytes, comments: Iterable[Comment], first: int) -> bytes:
    made = "".join(_comment(number, comment) for number, comment in enumerate(comments, start=first))
    return opened(part, lambda end: made.encode("utf-8") + end[0])
