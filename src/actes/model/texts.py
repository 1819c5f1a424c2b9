"""The prose of an entry: preamble, articles, convention, signature."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ..frozen import frozen
from ..pattern import pattern
from .prose import Prose
from .schema import Problem, key

# « DEC2025-453 », « D2025-12 », « ARR87 » where numbers go on; « L2122-22 » is an article of a code.
ACT_ID = pattern(r"(?:[A-Z]{2,5}(?:\d{4}-)?|[A-Z](?:19|20)\d\d-)\d{1,5}(?:[A-Z]|bis|ter|quater)?")


@frozen(kw_only=True)
class Motif:
    """One reason of the preamble: a visa (a text, or acts of the register) or a considérant."""

    vu: Prose | tuple[str, ...] | None = key(
        "texte visé, ou actes du registre", label="Vu", example="DEC2021-331", default=None
    )
    considerant: Prose | None = key("motif de fait", label="Considérant", default=None)
    autre: Prose | None = key(
        "autre motif, sans mot d'ouverture", label="Autre motif", example="Sur proposition de …", default=None
    )
    texte: Prose | None = key(
        "rédaction propre à ce visa, à la place de la phrase type", label="Rédaction", default=None
    )

    @property
    def actes(self) -> tuple[str, ...]:
        """The acts of the register that this visa cites."""
        if isinstance(self.vu, Prose):
            return (self.vu.text.strip(),) if ACT_ID.fullmatch(self.vu.text.strip()) else ()
        return self.vu or ()

    def problems(self) -> Iterable[Problem]:
        if sum(stated is not None for stated in (self.vu, self.considerant, self.autre)) != 1:
            message = "un motif est « vu », « considerant » ou « autre », un seul à la fois"
            yield Problem("vu", message, "commencez un nouveau tiret pour chacun")
        if self.texte is not None and not self.actes:
            yield Problem(
                "texte", "« texte » ne sert qu'avec un acte du registre", "écrivez tout dans « vu » ou « considerant »"
            )


@frozen(kw_only=True)
class Article:
    """An article; `label` lets prose cite it: {{ article("duree") }}."""

    label: str = key("nom pour le citer", example="duree", default="")
    titre: Prose | None = key("titre", example="Durée", default=None)
    texte: Prose = key("texte : paragraphes, listes, gras, italique")


@frozen(kw_only=True)
class Lieu:
    """Where and when something is signed; without a date, room is left for it."""

    lieu: str = key("lieu de signature", example="Saint-Flour", default="")
    date: date | None = key("date de signature, quand elle est connue", example="2025-07-08", default=None)


@frozen(kw_only=True)
class Signature(Lieu):
    """Who signs the act itself, where and when."""

    par: str = key("qui signe par délégation, s'il n'est pas le chef de l'exécutif", example="dupont", default="")


@frozen(kw_only=True)
class PartieConvention:
    """A party to the convention, introduced by the standard sentence or its own."""

    tiers: str = key(
        "nom du fichier de registry/tiers, ou « collectivite »", label="Partie", example="cantal_destination"
    )
    par: str = key(
        "délégataire qui signe pour la collectivité, à la place du chef",
        label="Signataire",
        example="dupont",
        default="",
    )
    introduction: Prose | None = key(
        "ce qui précède, à la place de « D'une part, »", label="Introduction", default=None
    )
    texte: Prose | None = key("présentation propre, à la place de la phrase type", label="Présentation", default=None)

    @classmethod
    def from_text(cls, text: str) -> PartieConvention:
        """A party stated by its name alone."""
        return cls(tiers=text)


@frozen(kw_only=True)
class Convention:
    """The convention that the act approves."""

    nom: str = key("comment les autres textes la nomment", example="l'avenant n° 1", default="la convention")
    titre: Prose = key("titre", example="CONVENTION DE PARTENARIAT")
    entete: tuple[Prose, ...] = key("lignes au-dessus du titre", default=())
    sous_titres: tuple[Prose, ...] = key("lignes sous le titre", default=())
    parties: tuple[PartieConvention, ...] = key("parties, dans l'ordre")
    preambule: tuple[Motif, ...] = key("motifs", label="Visas et considérants", default=())
    articles: tuple[Article, ...] = key("articles, dans l'ordre")
    signature: Lieu = key("lieu et date", label="Signature", factory=Lieu)

    def problems(self) -> Iterable[Problem]:
        if len(self.parties) < 2:
            yield Problem("parties", "une convention a au moins deux parties", "ajoutez l'autre partie")
