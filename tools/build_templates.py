"""Writes templates/*.docx: letterhead, footer, styles and slots, and no word of an act.

For developers: an assistant restyles the templates in Word, and what she saves is a template like these. The parts are
plain OOXML, kept lean, since all that a template holds is carried by every act.

    PYTHONPATH=src python tools/build_templates.py [folder]
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import template_parts as parts
from template_styles import LOOKS, Look, styles_xml

from actes.layout.package import write_package
from actes.reading.package import Member

# What the assistant reads first, in Word; it leaves nothing in an act.
HOW = (
    "Chaque bloc d'un acte prend la forme de la ligne qui suit sa balise : changez les styles de ces lignes, "
    "pas les balises. Les mots viennent du registre."
)
# One slot for each kind of block, the most frequent first, since each block looks for its own from the top.
RUNNING = {
    "paragraphe": "Texte",
    "article": "Article",
    "visa": "Visa",
    "considerant": "Considerant",
    "mention": "Mention",
}
OPENING = {"titre": "Titre1", "sous_titre": "Soustitre", "objet": "Objet", "autorite": "Autorite", "formule": "Formule"}
OTHERS = {"intertitre": "Intertitre", "partie": "Partie", "lieu_date": "Lieuetdate", "annonce": "Annonce"}
BEFORE_SIGNATURE = ("paragraphe", "article", "mention")  # what may come just before « Fait à », besides items
DEPTHS = 3


def slots(look: Look) -> Iterator[str]:
    """The body of a template: a loop over the blocks, one styled slot for each kind."""
    yield parts.paragraph("Logo", parts.text("{# Placez ici le logo. #}"))
    yield parts.comment(HOW)
    yield parts.tag("for bloc in blocs")
    yield from text_slots(RUNNING, look, "if")
    yield from items()
    yield from letterhead()
    yield from text_slots(OPENING | OTHERS, look)
    yield parts.tag('elif bloc.genre == "tableau"')
    yield parts.paragraph("Balise", parts.text("{{p bloc.tableau }}"))
    yield from bound(parts.paragraph, "Separateur")
    yield from signatures()
    yield parts.tag("else")
    yield parts.slot("Texte")
    yield parts.tag("endif")
    yield parts.tag("endfor")


def text_slots(styles: Mapping[str, str], look: Look, first: str = "elif") -> Iterator[str]:
    """A command and a slot for each kind of plain block."""
    for kind, style in styles.items():
        yield parts.tag(f'{first} bloc.genre == "{kind}"')
        style = "Titre2" if kind == "article" and look.article_headings else style
        yield from bound(parts.slot, style) if kind in BEFORE_SIGNATURE else (parts.slot(style),)
        first = "elif"


def bound(slot: Callable[..., str], style: str) -> Iterator[str]:
    """A slot, and before it the same one for the last text before the signatures: they never stand alone on a page."""
    yield parts.tag("if bloc.solidaire")
    yield slot(style, keep=True)
    yield parts.tag("else")
    yield slot(style)
    yield parts.tag("endif")


def items() -> Iterator[str]:
    for depth in range(1, DEPTHS + 1):
        deeper = "" if depth == DEPTHS else f" and bloc.niveau == {depth}"
        yield parts.tag(f'elif bloc.genre == "item"{deeper}')
        yield from bound(parts.item_slot, f"Element{depth}")


def letterhead() -> Iterator[str]:
    yield parts.tag('elif bloc.genre == "entete" and loop.first')
    yield parts.slot("Entete1")
    yield parts.tag('elif bloc.genre == "entete"')
    yield parts.slot("Entete2")


def signatures() -> Iterator[str]:
    yield parts.tag('elif bloc.genre == "signature" and bloc.seul')
    yield parts.tag("for qualite in bloc.qualites")
    yield parts.slot("Signataire", "qualite")
    yield parts.tag("endfor")
    yield parts.slot("Nomdusignataire", "bloc.nom")
    yield parts.tag('elif bloc.genre == "signature"')
    yield parts.paragraph("Balise", parts.text("{{p bloc.tableau }}"))
    yield parts.paragraph("Separateur")


def template(look: Look) -> bytes:
    """The bytes of a template."""
    content = {
        "[Content_Types].xml": parts.CONTENT_TYPES,
        "_rels/.rels": parts.PACKAGE_RELATIONSHIPS,
        "docProps/core.xml": parts.CORE,
        "word/document.xml": parts.document(slots(look), parts.LANDSCAPE if look.landscape else parts.PORTRAIT),
        "word/_rels/document.xml.rels": parts.DOCUMENT_RELATIONSHIPS,
        "word/styles.xml": styles_xml(look),
        "word/settings.xml": parts.SETTINGS,
        "word/fontTable.xml": parts.FONTS,
        "word/theme/theme1.xml": parts.THEME,
        "word/header1.xml": parts.HEADER,
        "word/footer1.xml": parts.FOOTER,
    }
    return write_package(Member.stored(name, xml.encode("utf-8")) for name, xml in content.items())


def main(folder: Path) -> None:
    """Write every template."""
    for look in LOOKS:
        (folder / f"{look.name}.docx").write_bytes(template(look))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1] / "templates")
