"""Comments put on words of a Word file: the text keeps each of its letters and looks, other parts each of their bytes.

Without a date, which Word does not need: the same file and the same comments give the same bytes. The result is
sealed, so that a copy that a person went on with is known for theirs; a signature, which would no longer be true of
it, is left out.
"""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from ..frozen import frozen
from ..pattern import pattern
from ..reading.docx import main_part, relations
from ..reading.package import CONTENT_TYPES, BadPackage, Package, read_package
from ..reading.wordml import W
from ..values.markup import escape
from .package import DECLARATION, OFFICE, PACKAGE, Element, element, parse, written
from .ranges import Place, Ranges, Words
from .runs import plain
from .seal import RELATIONSHIPS, inserted, link, opened, seal_members

AUTHOR, INITIALS = "actes", "ac"
SIGNATURES = "_xmlsignatures/"
NAMESPACE = W[1:-1]
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_NO_COMMENTS = f'{DECLARATION}<w:comments xmlns:w="{NAMESPACE}"></w:comments>'.encode()
_NO_LINKS = f'{DECLARATION}<Relationships xmlns="{PACKAGE}"></Relationships>'.encode()
_SIGNED = pattern(rb"<(?:[\w.-]+:)?(?:Relationship|Override)\b[^>]*(?:digital-signature|/_xmlsignatures/)[^>]*/>")
_REFERRING = (f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}commentReference")
Added = tuple[int, int, tuple[Element, ...]]  # at one place: rank, number of the comment, what is added


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
        name, parts = _with_comments_part(package, parts, main)
        root = parse(parts[main], main)
        first = _first_free([parse(parts[name], name), root])
        _mark(root, comments, first)
        parts |= {main: written(root), name: _filled(parts[name], comments, first)}
        return seal_members(package.member(*item) for item in link(parts).items())
    except BadPackage:
        raise
    except (KeyError, ValueError) as error:
        raise BadPackage("ses parties ne sont pas celles d'un .docx") from error


def _with_comments_part(package: Package, parts: dict[str, bytes], main: str) -> tuple[str, dict[str, bytes]]:
    """The name of the part that holds comments, and the parts with it, announced to Word."""
    for known in relations(package, main).values():
        if known.type.endswith("/relationships/comments"):
            return known.part, {**parts, known.part: parts.get(known.part, _NO_COMMENTS)}
    folder, file = posixpath.split(main)
    links = f"{folder}/_rels/{file}.rels"
    name = next(n for at in ("", *range(2, 99)) if (n := f"{folder}/comments{at}.xml") not in parts)
    relation = f'Relationship Id="rIdActesNotes" Type="{OFFICE}/comments" Target="{posixpath.basename(name)}"'
    kind = f'Override PartName="/{name}" ContentType="{_KIND}"'
    return name, {
        **parts,
        name: _NO_COMMENTS,
        links: inserted(parts.get(links, _NO_LINKS), relation),
        CONTENT_TYPES: inserted(parts[CONTENT_TYPES], kind),
    }


def _first_free(roots: Iterable[Element]) -> int:
    """The first number that no comment has, be it listed or only referred to."""
    taken = (one.get(f"{W}id", "") for root in roots for one in root.iter(f"{W}comment", *_REFERRING))
    return max((int(text) for text in taken if text.isdecimal()), default=-1) + 1


def _mark(root: Element, comments: Sequence[Comment], first: int) -> None:
    """Put the marks of comments in the text. What ends at a place comes before what begins there."""
    added = defaultdict[Place, list[Added]](list)
    for number, places in enumerate(Ranges(root, [comment.words for comment in comments]), start=first):
        for place, rank, marks in _marks(number, *places):
            added[place].append((rank, number, marks))
    for (parent, following), several in added.items():
        at = len(parent) if following is None else parent.index(following)
        parent[at:at] = [one for *_, marks in sorted(several, key=lambda what: what[:2]) for one in marks]


def _marks(number: int, start: Place, end: Place, after: Place) -> Iterator[tuple[Place, int, tuple[Element, ...]]]:
    """What one comment adds to the text: where, and in which rank."""
    opening, closing = (element(f"commentRange{side}", id=str(number)) for side in ("Start", "End"))
    reference = element("r", element("commentReference", id=str(number)))
    if start == end:  # nothing to be seen between them
        yield start, 2, (opening, closing, reference)
    else:
        yield start, 3, (opening,)
        yield end, 1, (closing,)
        yield after, 2, (reference,)


def _line(text: str, first: bool) -> str:
    look = f'<w:rPr>{"<w:b/><w:bCs/>" if first else ""}<w:sz w:val="20"/><w:szCs w:val="20"/></w:rPr>'
    mark = "<w:r><w:annotationRef/></w:r>" if first else ""
    place = '<w:spacing w:before="0" w:after="60"/><w:ind w:left="0" w:firstLine="0"/><w:jc w:val="left"/>'
    words = f'<w:r>{look}<w:t xml:space="preserve">{escape(plain(text))}</w:t></w:r>'
    return f"<w:p><w:pPr>{place}</w:pPr>{mark}{words}</w:p>"


def _filled(part: bytes, comments: Iterable[Comment], first: int) -> bytes:
    """The part with these comments, each of its own look, whatever the styles of the file."""
    made = ""
    for number, comment in enumerate(comments, start=first):
        head = f'w:id="{number}" w:author="{AUTHOR}" w:initials="{INITIALS}"'
        lines = "".join(_line(line, first=not index) for index, line in enumerate(comment.lines))
        made += f'<w:comment xmlns:w="{NAMESPACE}" {head}>{lines}</w:comment>'
    return opened(part, lambda end: made.encode("utf-8") + end[0])
