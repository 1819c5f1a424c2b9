"""A letterhead in the style of a heading, as Word and LibreOffice have it, does not open the parties."""

from actes.document import Block, Document, Kind, Literal, Span
from actes.importing.slots import convention_text
from actes.outline.nature import Nature
from actes.part import part_of
from actes.place import Place


class _Nowhere:
    def place_at(self, offset: int) -> Place:
        return Place("convention.docx", 1, offset)


def test_what_stands_above_the_title_is_the_letterhead() -> None:
    lines = [
        (Kind.INTERTITRE, "CANTAL DESTINATION"),
        (Kind.TITRE, "CONVENTION DE PARTENARIAT"),
        (Kind.INTERTITRE, "Entre"),
        (Kind.PARTIE, "Cantal Destination, représenté par son président, Monsieur Didier Achalme,"),
        (Kind.INTERTITRE, "Et"),
        (Kind.PARTIE, "Saint-Flour Communauté, représentée par sa présidente, Madame Céline Charriaud,"),
        (Kind.FORMULE, "Il est convenu ce qui suit :"),
        (Kind.ARTICLE, "Article 1 : Objet"),
    ]
    blocks = tuple(Block(kind, (Span(text, Literal(_Nowhere())),)) for kind, text in lines)
    found = convention_text(part_of(Document("convention", blocks), Nature.CONVENTION))
    assert [one.text for one in found.entete] == ["CANTAL DESTINATION"]
    assert [one.text for one in found.titre] == ["CONVENTION DE PARTENARIAT"]
    assert len(found.parties) == 2
