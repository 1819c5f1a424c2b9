"""docxtpl's syntax becomes Jinja2's: done once for a template, by docxtpl itself, and kept as text.

docxtpl takes 0.1 s to import, so it is asked only for a template not seen before. What is kept is text, never code, in
a folder of the user: one that came with a workspace could put other words in a letterhead.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import io
import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from ..reading.package import DANGER, BadPackage, Package
from ..reading.xml import parse_xml
from ..regular import read_regular

FORMAT = b"actes 1"
MAX_PART = 4_000_000  # bytes of XML: docxtpl's expressions are slow on more


def patched_parts(template: bytes, package: Package, cache: Path | None = None) -> Mapping[str, str]:
    """Part names to their text with plain Jinja2 tags, for the parts that docxtpl fills.

    Raises BadPackage when the template is not a Word file that can be read safely.
    """
    kept = cache / f"{cache_key(template)}.json" if cache else None
    parts = _load(kept, package) if kept else None
    if parts is None:
        parts = _patch(template, package)
        if kept:
            _save(kept, parts)
    return parts


def cache_key(template: bytes) -> str:
    """Changes with the template, with docxtpl and with the form of the cache."""
    spec = importlib.util.find_spec("docxtpl")
    code = Path(spec.origin).with_name("template.py").read_bytes() if spec and spec.origin else b""
    return hashlib.sha256(b"\0".join((FORMAT, hashlib.sha256(code).digest(), template))).hexdigest()


def _load(path: Path, package: Package) -> Mapping[str, str] | None:
    try:
        parts = json.loads(read_regular(path).decode())
    except (OSError, ValueError, RecursionError):
        return None
    sound = isinstance(parts, dict) and parts and all(isinstance(v, str) and k in package for k, v in parts.items())
    return parts if sound else None


def _save(path: Path, parts: Mapping[str, str]) -> None:
    """Keep the text where it can be kept; a full or read-only disk only costs time."""
    temporary = path.with_suffix(f".{os.getpid()}.tmp")
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_text(json.dumps(parts, ensure_ascii=False), encoding="utf-8")
        temporary.replace(path)
    with contextlib.suppress(OSError):
        temporary.unlink(missing_ok=True)


def _patch(template: bytes, package: Package) -> dict[str, str]:
    for name in package.names():
        if name.endswith((".xml", ".rels")):
            data = package.data(name)
            if len(data) > MAX_PART:
                raise BadPackage(f"« {name} » est trop gros pour un modèle", DANGER)
            parse_xml(data, name)
    try:
        return dict(_with_docxtpl(template))
    except Exception as error:  # docxtpl, python-docx and lxml raise anything on a file that lacks parts
        raise BadPackage("ce n'est pas un document Word complet") from error


def _with_docxtpl(template: bytes) -> Iterator[tuple[str, str]]:
    from docxtpl import DocxTemplate

    machine = DocxTemplate(io.BytesIO(template))
    docx = machine.get_docx()
    main = docx.part
    yield _name(main), machine.patch_xml(machine.xml_to_string(docx.element))
    for kind in (machine.HEADER_URI, machine.FOOTER_URI):
        for _, part in machine.get_headers_footers(kind):
            yield _name(part), machine.patch_xml(machine.get_part_xml(part))
    for part in main.package.parts:
        if part.content_type.endswith("wordprocessingml.footnotes+xml"):
            yield _name(part), machine.patch_xml(machine.get_part_xml(part))


def _name(part: object) -> str:
    return str(getattr(part, "partname", "")).lstrip("/")
