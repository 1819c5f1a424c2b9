"""What a template brings that Word would run, or fetch, on the computer of whoever opens the act.

>>> [code for code in (' DDEAUTO c:\\\\windows "x"', " PAGE ", 'INCLUDETEXT "http://x"') if _acts(code)]
[' DDEAUTO c:\\\\windows "x"', 'INCLUDETEXT "http://x"']
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from ..finding import Finding
from ..place import Place
from ..problems import problem
from ..reading.package import Package
from ..reading.wordml import W
from ..reading.xml import decode_xml, parse_xml
from .locate import OPENING, part_name

HYPERLINK = "/hyperlink"
MACROS = ("vbaproject", "vbadata", "activex", "/embeddings/", "oleobject")
# How a part is linked whatever its name: what runs, and what Word opens as a document inside this one.
EMBEDDED = ("/vbaproject", "/wordvbadata", "/oleobject", "/package", "/control", "/activexcontrolbinary", "/afchunk")
# Fields that start a program, open another file, or write the code of another field.
FIELDS = frozenset(
    {
        *("DDE", "DDEAUTO", "LINK", "EMBED", "MACROBUTTON", "DATABASE", "QUOTE", "CONTROL", "HTMLCONTROL"),
        *("INCLUDETEXT", "INCLUDEPICTURE", "INCLUDE", "IMPORT", "RD", "SUBSCRIBER", "ADDIN", "PRINT"),
    }
)


def danger(package: Package, name: str) -> Iterator[Finding]:
    """Macros, embedded objects, files fetched from elsewhere and fields that act have no place in an act."""
    for member in package.names():
        if any(mark in member.lower() for mark in MACROS):
            yield _embedded(member, name)
        elif member.lower().endswith(".rels"):
            yield from _linked(parse_xml(package.data(member), member), name)
        elif member.lower().endswith(".xml"):
            yield from _fields(package, member, name)


def _embedded(what: str, name: str) -> Finding:
    said = f"le modèle contient une macro, un objet ou un document incorporé ({what[:80]})"
    return problem("MOD101", said, "retirez-le dans Word, et enregistrez le modèle au format .docx", Place(name))


def _linked(root: Element, name: str) -> Iterator[Finding]:
    for relation in root:
        kind, target = relation.get("Type", "").lower(), relation.get("Target", "")
        if kind.endswith(EMBEDDED) and not any(mark in f"/{target}".lower() for mark in MACROS):
            yield _embedded(target, name)
        elif relation.get("TargetMode", "").lower() == "external" and not kind.endswith(HYPERLINK):
            said = f"le modèle va chercher un fichier ailleurs ({target[:80]})"
            hint = "incorporez l'image, ou détachez le modèle joint (Développeur, Modèle de document)"
            yield problem("MOD101", said, hint, Place(name))


def _fields(package: Package, part: str, name: str) -> Iterator[Finding]:
    data = package.data(part)
    text = decode_xml(data, part)
    if "instrText" not in text and "fldSimple" not in text:
        return
    for code in filter(_acts, codes(parse_xml(data, part))):
        said = f"{part_name(part)} : un champ lancerait un programme ou prendrait un fichier ({code.strip()[:60]})"
        hint = "dans Word : Alt+F9 montre les codes de champ ; supprimez celui-là"
        yield problem("MOD101", said, hint, Place(name))


def codes(root: Element) -> Iterator[str]:
    """The code of each field, whole whatever the pieces that Word makes of it; a field may be inside another's code."""
    open_fields: list[list[str]] = [[]]
    for element in root.iter():
        if element.tag == f"{W}fldSimple":
            yield element.get(f"{W}instr", "")
        elif element.tag in (f"{W}instrText", f"{W}delInstrText"):
            open_fields[-1].append(element.text or "")
        elif element.tag == f"{W}fldChar":
            kind = element.get(f"{W}fldCharType")
            if kind == "begin":
                open_fields.append([])
            elif kind == "end" and len(open_fields) > 1:
                yield "".join(open_fields.pop())
    yield from map("".join, open_fields)  # never ended: Word may end them


def _acts(code: str) -> bool:
    word = code.replace('"', " ").split(maxsplit=1)[:1]
    return bool(word and word[0].upper() in FIELDS) or OPENING.search(code) is not None
