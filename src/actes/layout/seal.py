"""The seal of a file we wrote: a digest of all its other parts, in a custom document property.

A person who edits the file, or only opens and saves it, changes some part: the digest no longer matches, and the file
is theirs. Word and LibreOffice keep the property, which is harmless: it is in the file's « Propriétés avancées ».

>>> parts = {"[Content_Types].xml": b"<Types></Types>", "_rels/.rels": b"<Relationships/>", "a.xml": b"<a/>"}
>>> is_untouched(seal(parts))
True
>>> is_untouched(seal(parts) | {"a.xml": b"<a>2</a>"}), is_untouched(parts)
(False, False)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from hashlib import sha256
from types import MappingProxyType

SEAL_PART = "docProps/custom.xml"
CONTENT_TYPES, RELATIONSHIPS = "[Content_Types].xml", "_rels/.rels"
PROPERTY = "actes-empreinte"
NO_DIGESTS: Mapping[str, bytes] = MappingProxyType({})

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_KIND = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_EMPTY = f'{_DECLARATION}<Properties xmlns="{_OFFICE}/custom-properties"></Properties>'.encode()
_DIGEST = re.compile(rb'name="%b"><vt:lpwstr xmlns:vt="[^"]*">([0-9a-f]{64})<' % PROPERTY.encode())
_OURS = re.compile(rb'<property\b(?:(?!</property>).)*?name="%b".*?</property>' % PROPERTY.encode(), re.DOTALL)
_PID = re.compile(rb'\bpid="(\d{1,9})"')
_SELF_CLOSED = re.compile(rb"<((?:[\w.-]+:)?)(Properties|Types|Relationships|comments)\b([^>]*)/>\s*\Z")
_END = re.compile(rb"</((?:[\w.-]+:)?)(?:Properties|Types|Relationships|comments)\s*>\s*\Z")


def seal(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """The parts of a package (names to unpacked bytes), sealed."""
    whole = link(parts)
    return whole | {SEAL_PART: seal_part(digest(whole), whole.get(SEAL_PART, _EMPTY))}


def is_untouched(parts: Mapping[str, bytes]) -> bool:
    """Whether nothing changed in a package since it was sealed; False for a file we did not write."""
    stated = stated_digest(parts)
    return stated is not None and stated == digest(parts)


def stated_digest(parts: Mapping[str, bytes]) -> str | None:
    """The digest that a package states, be it right or not."""
    match = _DIGEST.search(parts.get(SEAL_PART, b""))
    return match[1].decode() if match else None


def part_digest(data: bytes) -> bytes:
    """The digest of one part: a template's parts are worked out once (see `digest`)."""
    return sha256(data).digest()


def digest(parts: Mapping[str, bytes], known: Mapping[str, bytes] = NO_DIGESTS) -> str:
    """The digest of a package, its seal excepted. `known`: digests of parts that need not be read again."""
    whole = sha256()
    for name in sorted({*parts, *known} - {SEAL_PART}):
        whole.update(name.encode("utf-8") + b"\0" + (known.get(name) or part_digest(parts[name])))
    return whole.hexdigest()


def link(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """The parts, with what announces custom properties to Word. Once for a template."""
    if SEAL_PART in parts:
        return dict(parts)
    kind = f'Override PartName="/{SEAL_PART}" ContentType="{_KIND}"'
    relation = f'Relationship Id="rIdActes" Type="{_OFFICE}/relationships/custom-properties" Target="{SEAL_PART}"'
    return {
        **parts,
        CONTENT_TYPES: inserted(parts[CONTENT_TYPES], kind),
        RELATIONSHIPS: inserted(parts[RELATIONSHIPS], relation),
    }


def seal_part(digest_text: str, base: bytes = _EMPTY) -> bytes:
    """`docProps/custom.xml` with the seal; other properties of `base` are kept."""
    kept = _OURS.sub(b"", base)
    number = max([1, *(int(pid) for pid in _PID.findall(kept))]) + 1
    own = (
        f'<property xmlns="{_OFFICE}/custom-properties" fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{number}"'
        f' name="{PROPERTY}"><vt:lpwstr xmlns:vt="{_OFFICE}/docPropsVTypes">{digest_text}</vt:lpwstr></property>'
    )
    return opened(kept, lambda end: own.encode() + end[0])


def inserted(xml: bytes, tag: str) -> bytes:
    """An empty element as the last child of the root, with the root's own prefix."""
    return opened(xml, lambda end: b"<" + end[1] + tag.encode() + b"/>" + end[0])


def opened(xml: bytes, add: Callable[[re.Match[bytes]], bytes]) -> bytes:
    """The part with its end, a match whose group 1 is the root's prefix, made anew. Raises ValueError without one."""
    opened = _SELF_CLOSED.sub(rb"<\1\2\3></\1\2>", xml.rstrip())
    result, count = _END.subn(add, opened)
    if not count:
        raise ValueError("not the root of a package part")
    return result
