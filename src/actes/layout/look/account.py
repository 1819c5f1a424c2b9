"""What was taken of an act and what was not, in lines that whoever made it follows.

And the act that was read, as our own are composed: what a template is shown with, beside the file it was made from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile

from ...document import Block, Cell, Document, Kind, Literal, Row, Span, Style
from ...facts.flat import folded
from ...pattern import pattern
from ...place import Place
from ...reading.apart import cut
from ...reading.wordml import PICTURES, W
from ..package import Element
from .effective import number
from .letterhead import IMAGE, NAMES, OF, Letterhead
from .seen import LEAD, LED, Observer, Shown

CENTIMETRE = 567  # twips
BOX = f"{W}txbxContent"
MARK = pattern(r"\s*[-–—•·*]\s")  # what opens a line of a list, typed
MOST = 0.7  # of the characters of a kind: fewer have the look that was taken, and a person sees others
SIDES: Mapping[str, str] = {"top": "haut", "right": "droite", "bottom": "bas", "left": "gauche"}
# The kinds of block as a person calls them; two that are written alike are one.
SAID: Mapping[str, tuple[str, ...]] = {
    "un titre": ("titre",),
    "un objet": ("objet",),
    "l'auteur de l'acte": ("autorite",),
    "des visas": ("visa", "considerant"),
    "une formule (DÉCIDE)": ("formule",),
    "des articles": ("article",),
    "une liste": ("item1", "item2", "item3"),
    "un tableau": ("cellule",),
    "les parties d'une convention": ("partie",),
    "le lieu et la date": ("lieu_date",),
    "une signature": ("signataire", "nom"),
    "des mentions (recours, publication)": ("mention", "sous_signature"),
}


def taken(head: Letterhead, looks: Mapping[str, Shown]) -> Iterator[str]:
    """What the template has of the act."""
    page = {str(one.tag).removeprefix(W): one for one in head.page}
    if "pgSz" in page and "pgMar" in page:
        size = " × ".join(_cm(page["pgSz"], side) for side in ("w", "h"))
        margins = ", ".join(f"{said} {_cm(page['pgMar'], side)}" for side, said in SIDES.items())
        yield f"la page : {size} cm, marges en cm : {margins}"
    for (kind, sort), name in head.running.items():
        if name in head.taken:
            count = sum(1 for e in head.parts[name].iter() if e.tag in IMAGE)
            pictures = f", avec {count} images" if count > 1 else ", avec son image" if count else ""
            article = "l'" if kind == "header" else "le "
            yield f"{article}{NAMES[kind]}{OF[sort]}{pictures}"
    if head.logo:
        yield "le logo, en tête du texte"
    text = looks["paragraphe"].ink
    yield f"le texte : {text.font} {text.size / 2:g}".replace(".", ",")


def unseen(shown: Mapping[str, Shown] | frozenset[str]) -> tuple[str, ...]:
    return tuple(said for said, keys in SAID.items() if not any(key in shown for key in keys))


def mixed(shown: Mapping[str, Shown]) -> Iterator[str]:
    """The kinds of block that an act writes in several ways."""
    for said, keys in SAID.items():
        if any(key in shown and shown[key].share < MOST for key in keys):
            yield f"{said} : votre acte en a de plusieurs formes ; la plus fréquente est prise"


def left_out(blocks: Sequence[Block], seen: Observer, sections: Sequence[Element], heads: int) -> Iterator[str]:
    """What of the text the template cannot have."""
    pictured = [p for p in seen.paragraphs if any(e.tag in PICTURES for e in p.element.iter())]
    boxes = sum(any(e.tag == BOX for e in p.element.iter()) for p in pictured)
    if boxes:
        one = "une zone de texte n'est pas reprise"
        yield f"texte : {one if boxes == 1 else f'{boxes} zones de texte ne sont pas reprises'} (cachet, tampon)"
    more = len(pictured) - boxes - heads
    if more > 0:
        said = "une image du texte n'est pas reprise" if more == 1 else f"{more} images du texte ne sont pas reprises"
        yield f"texte : {said} (signature, cachet, schéma)"
    columns = (cols.get(f"{W}num", "1") for section in sections for cols in section.findall(f"{W}cols"))
    if any(count not in ("0", "1") for count in columns):
        yield "texte : il est sur plusieurs colonnes dans votre acte, sur une seule ici"
    marked = (p for b in blocks if b.kind in (Kind.VISA, Kind.CONSIDERANT) for p in seen.paragraphs_in(b))
    if any(MARK.match(p.text) or seen.listed(p) for p in marked):
        yield "visas : le tiret ou la puce qui les ouvre n'est pas repris"
    heading = next((b for b in blocks if b.kind is Kind.ARTICLE), None)
    own = seen.paragraphs_in(heading) if heading is not None else []
    if heading is not None and own and not own[0].text.strip().startswith(heading.text.strip()[:4]):
        yield "articles : Word les numérote dans votre acte ; ici le numéro vient de la fiche"


def _cm(element: Element, side: str) -> str:
    return f"{abs(number(element.get(W + side, ''))) / CENTIMETRE:.1f}".replace(".", ",").removesuffix(",0")


def comparable(blocks: Sequence[Block], name: str, foot: str, looks: Mapping[str, Shown]) -> Document:
    """The document of an act; `foot` is what it said of itself at the foot of its pages, `looks` are the template's."""
    footer = (Span(foot, Literal(Place(name))),) if foot else ()
    signed = {**looks, "mention": looks.get("sous_signature", looks.get("mention"))}
    above = tuple(takewhile(lambda block: block.kind is not Kind.SIGNATURE, blocks))
    found = tuple(_joined(_marked(b, looks if n < len(above) else signed) for n, b in enumerate(blocks)))
    title = " ".join(block.text for block in found if block.kind is Kind.TITRE)
    return Document(name, found, title, footer=footer)


def _marked(block: Block, looks: Mapping[str, Shown | None]) -> Block:
    """What is bold in the template is not marked so in the text; « Vu » is, in our acts."""
    if block.kind is Kind.TABLEAU:
        return replace(block, rows=tuple(_row(row, n, len(block.rows)) for n, row in enumerate(block.rows)))
    if block.rows:
        return replace(block, rows=tuple(replace(row, cells=tuple(map(_cell, row.cells))) for row in block.rows))
    white = len(block.text) - len(block.text.lstrip("\t "))
    look = looks.get(f"item{block.level}" if block.kind is Kind.ITEM else block.kind.value.replace("entete", "entete2"))
    both = ((Style.GRAS, look.ink.bold), (Style.ITALIQUE, look.ink.italic)) if look is not None else ()
    marks = frozenset(mark for mark, on in both if on)
    spans = tuple(s._replace(styles=s.styles - marks) for s in cut(block.spans, white, len(block.text)))
    text = "".join(span.text for span in spans)
    lead = LEAD.match(text) if block.kind in LED else None
    if lead is None:
        return replace(block, spans=spans)
    head = (span._replace(styles=frozenset({Style.GRAS})) for span in cut(spans, 0, lead.end()))
    return replace(block, spans=(*head, *_plain(tuple(cut(spans, lead.end(), len(text))))))


def _plain(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Spans without the marks that all of them bear."""
    shared = frozenset(Style).intersection(*(span.styles for span in spans if span.text.strip()))
    return tuple(span._replace(styles=span.styles - shared) for span in spans)


def _row(row: Row, number: int, count: int) -> Row:
    total = folded(row.cells[0].text).startswith("total") if row.cells else False
    cells = tuple(map(_cell, row.cells))
    return replace(row, cells=cells, header=row.header or (number == 0 < count - 1), total=row.total or total)


def _cell(cell: Cell) -> Cell:
    return replace(cell, paragraphs=tuple(_plain(line) for line in cell.paragraphs if line))


def _joined(blocks: Iterable[Block]) -> Iterator[Block]:
    """An article whose title stands alone, with its text: as our acts have them."""
    held: Block | None = None
    for block in blocks:
        if held is not None and block.kind is Kind.PARAGRAPHE:
            spaced = (span if n else span._replace(text=f" {span.text}") for n, span in enumerate(block.spans))
            yield replace(held, spans=(*held.spans, *spaced))
            held = None
            continue
        if held is not None:
            yield held
        titled = block.kind is Kind.ARTICLE and all(span.styles for span in block.spans if span.text.strip())
        held = block if titled else None
        if held is None:
            yield block
    if held is not None:
        yield held
