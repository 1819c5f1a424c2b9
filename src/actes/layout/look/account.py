"""What was taken of an act and what was not, in lines that whoever made it follows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ...document import Block, Kind
from ...pattern import pattern
from ...reading.wordml import PICTURES, P, W
from ..package import Element
from .effective import number
from .letterhead import IMAGE, NAMES, OF, Letterhead
from .seen import Observer, Shown

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
    """What the act does not show."""
    return tuple(said for said, keys in SAID.items() if not any(key in shown for key in keys))


def mixed(shown: Mapping[str, Shown]) -> Iterator[str]:
    """The kinds of block that an act writes in several ways."""
    for said, keys in SAID.items():
        if any(key in shown and shown[key].share < MOST for key in keys):
            yield f"{said} : votre acte en a de plusieurs formes ; la plus fréquente est prise"


def left_out(blocks: Sequence[Block], seen: Observer, sections: Sequence[Element], heads: int) -> Iterator[str]:
    """What of the text the template cannot have."""
    pictured = [p for p in seen.paragraphs if any(e.tag in PICTURES for e in p.element.iter() if e.tag != P)]
    boxes = sum(any(e.tag == BOX for e in p.element.iter()) for p in pictured)
    if boxes:
        one = "une zone de texte n'est pas reprise"
        yield f"texte : {one if boxes == 1 else f'{boxes} zones de texte ne sont pas reprises'} (cachet, tampon)"
    more = len(pictured) - boxes - heads
    if more > 0:
        said = "une image du texte n'est pas reprise" if more == 1 else f"{more} images du texte ne sont pas reprises"
        yield f"texte : {said} (signature, cachet, schéma)"
    if any(
        (columns := s.find(f"{W}cols")) is not None and columns.get(f"{W}num", "1") not in ("0", "1") for s in sections
    ):
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
