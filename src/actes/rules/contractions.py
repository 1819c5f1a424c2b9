"""« à le », « de les », « du un », « de Orléans »: an article put twice, or a word before a name that nobody read."""

from __future__ import annotations

from collections.abc import Iterator

from ..context import Context
from ..finding import Severity
from ..part import Part, Passage
from ..pattern import pattern
from ..values.grammar import a, de, elides
from .drafting import Slip, each
from .rule import Report, rule

# A pronoun before a verb is right: « de le signer », « à les entretenir », « de le lui remettre ».
VERB = pattern(r"\w+(?:er|ir|re)|lui|leur|y|en|bien|mieux|plus|moins|tous?|tout|ou")
# Nouns that end as a verb does. « conseiller » is both: left alone.
NOUNS = frozenset({
    "atelier", "bénéficiaire", "cadastre", "cadre", "cahier", "calendrier", "centre", "chantier",
    "chapitre", "cimetière", "commissaire", "courrier", "destinataire", "dossier", "fichier", "foyer", "formulaire",
    "gestionnaire", "greffier", "inventaire", "livre", "locataire", "loyer", "maire", "maître",
    "mandataire", "membre", "ministère", "ministre", "nombre", "notaire", "partenaire", "périmètre", "prestataire",
    "propriétaire", "quartier", "registre", "secrétaire", "semestre", "signataire", "territoire", "théâtre",
    "titre", "titulaire", "trésorier", "trimestre",
})  # fmt: skip
# The letter is looked for first: what begins by an edge of a word is tried at every place.
ARTICLE = pattern(r"(?P<word>[àÀdD](?<!\w.)e?)(?<=[àÀe])\s(?P<article>les?)\s(?=(?P<next>[^\W\d_]+))")
DOUBLED = pattern(
    r"[lLdDaA](?<!\w.)(?:(?:(?<=[lL])(?:es?\sles?|a\s(?:les?|la))|(?:(?<=[dD])(?:u|es)|(?<=[aA])ux?)\s(?:les?|la)"
    r"|(?<=[dD])u\sune?)(?=\s[^\W\d_])|(?:(?<=[lL])(?:es?|a)|(?<=[dD])(?:u|es)|(?<=[aA])ux?)\sl['’](?=\w))"
)
HIATUS = pattern(r"(?P<word>[dD](?<!\w.)e)\s(?=(?P<name>[AEIOUYÀÂÉÈÊËÎÏÔÛ][a-zà-ÿ]{2,}))")


@rule("FOR108", "article-ou-elision", Severity.CONSEIL)
def contractions(context: Context) -> Iterator[Report]:
    """« À » et « de » se contractent avec « le » et « les » (au, du, aux, des), « de » s'élide devant une voyelle, un
    nom ne prend qu'un article. La faute vient d'un nom mis à la place d'un autre dans une phrase toute faite.

    Mauvais : « Subvention à le comité », « le tribunal administratif de Orléans », « devant le le tribunal »
    Bon : « Subvention au comité », « le tribunal administratif d'Orléans », « devant le tribunal »
    Corrige : la contraction et l'élision ; l'article écrit deux fois de suite
    Source : usage
    """
    yield from each(context, _found, "un article est de trop, ou mal lié au mot qui précède", "écrivez")


def _found(part: Part) -> Iterator[Slip]:
    for index, block in enumerate(part.blocks):
        for start, end, better in _places(block.text):
            where = Passage(part, index, start, end)
            once, *again = where.text.split()
            if better:
                yield Slip(where, f"« {better} »", (where, better))
            else:  # « le le » says which one is too many; « du le » does not
                yield Slip(where, "un seul article", _without(where) if [once.lower()] == again else None)


def _without(twice: Passage) -> tuple[Passage, str]:
    """The article once, with the word that follows: a correction has words on either side."""
    text = twice.context
    end = next((n for n in range(twice.end + 1, len(text)) if not text[n].isalnum()), len(text))
    return twice._replace(end=end), f"{twice.text.split()[0]}{text[twice.end : end]}"


def _places(text: str) -> Iterator[tuple[int, int, str]]:
    """Where it is wrong, and what to write where that is sure."""
    for match in ARTICLE.finditer(text):
        following = match["next"]
        if following.lower() in NOUNS or not VERB.fullmatch(following):
            contracted = (de if match["word"].lower() == "de" else a)(f"{match['article']} {following}")
            yield match.start(), match.end("next"), contracted
    for match in DOUBLED.finditer(text):
        yield match.start(), match.end(), ""
    for match in HIATUS.finditer(text):
        if elides(match["name"]):
            yield match.start(), match.end("name"), de(match["name"])
