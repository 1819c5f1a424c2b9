"""What goes wrong in a Word template, paragraph by paragraph: words, revisions, comments, tags (see `tagrules`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..finding import Finding, Severity
from ..pattern import pattern
from ..place import Place
from ..problems import problem
from ..reading.package import Package
from ..reading.wordml import W, paragraphs
from ..reading.xml import parse_xml
from .danger import codes
from .fields import uses
from .locate import OPENING, TAG, Paragraph, paragraphs_of, part_name, tags
from .tagrules import field, tag_pitfalls


def of_an_act(text: str) -> str:
    """What a text at the head or the foot of a page says of one act alone: « numero », « date », or nothing.

    >>> [of_an_act(text) for text in ("DEC2025-453, page 1", "le 8 juillet 2025", "12 rue Maurel, 15000 Aurillac")]
    ['numero', 'date', '']
    """
    from ..facts import MentionKind, read

    kinds = {mention.kind for mention in read(text)}
    if kinds & {MentionKind.ACT_NUMBER, MentionKind.RECEIPT}:
        return "numero"
    return "date" if MentionKind.DATE in kinds else ""


LETTERS = pattern(r"[^\W\d_]{2,}")
REVISIONS = frozenset(
    W + name for name in ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "tblPrChange", "trPrChange")
)
PENDING = "des modifications suivies sont en attente : une balise supprimée agirait encore"
ACCEPT = "dans Word : Révision, Accepter, « Accepter toutes les modifications et arrêter le suivi »"
COMMENTS = frozenset(W + name for name in ("commentReference", "commentRangeStart"))


def pitfalls(package: Package, parts: Mapping[str, str], name: str) -> list[Finding]:
    """Everything wrong in the paragraphs of these parts of a template called `name`."""
    return [finding for part in parts for finding in _part(package, part, name)]


def _part(package: Package, part: str, name: str) -> Iterator[Finding]:
    for paragraph in paragraphs_of(part, package, name):
        for rule in (revisions, comments, words, contents, tag_pitfalls):
            yield from rule(paragraph)
    yield from between_paragraphs(part, package, name)
    for use in uses(tags(part, package)):
        yield from field(use, name)


def revisions(p: Paragraph) -> Iterator[Finding]:
    if any(e.tag in REVISIONS for e in p.element.iter()):
        yield p.says("MOD102", PENDING, ACCEPT)


def between_paragraphs(part: str, package: Package, name: str) -> Iterator[Finding]:
    """Rows or tables that a revision adds, removes or restyles."""
    root = parse_xml(package.data(part), part)
    inside = {element for paragraph in paragraphs(root) for element in paragraph.iter()}
    if any(element.tag in REVISIONS and element not in inside for element in root.iter()):
        yield problem("MOD102", f"{part_name(part)}, tableau : {PENDING}", ACCEPT, Place(name))


def comments(p: Paragraph) -> Iterator[Finding]:
    if any(e.tag in COMMENTS for e in p.element.iter()):
        hint = "dans Word : Révision, Supprimer, « Supprimer tous les commentaires du document »"
        yield p.says("MOD103", "un commentaire partirait avec chaque acte", hint)


def words(p: Paragraph) -> Iterator[Finding]:
    """A template holds no word of an act; a header or footer may hold the collectivity's, not what is of one act."""
    own = TAG.sub(" ", p.text)
    body = part_name(p.part) == part_name("word/document.xml")
    strange = LETTERS.findall(own) if body or of_an_act(own) else []
    if strange and not (OPENING.search(p.text) and not TAG.search(p.text)):
        yield p.says(
            "MOD120",
            f"le modèle contient des mots : « {' '.join(strange)[:60]} »",
            "effacez-les ici : les mots d'un acte viennent de sa fiche, son numéro et sa date aussi",
            Severity.ERREUR if body else Severity.ALERTE,
        )


def contents(p: Paragraph) -> Iterator[Finding]:
    """A table of contents is not worked out again."""
    if any(code.strip().upper().startswith("TOC") for code in codes(p.element)):
        yield p.says("MOD124", "un sommaire ne serait pas mis à jour", "retirez le sommaire du modèle")
