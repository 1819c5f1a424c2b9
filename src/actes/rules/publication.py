"""Publication: personal data, bank details, the name of the author."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..context import Context
from ..document import Kind
from ..facts import Mention, MentionKind
from ..facts.mention import PersonName
from ..finding import Severity
from ..outline.nature import Nature
from ..part import Field, Part, Passage
from ..pattern import pattern
from ..statements.identifiers import identifiers
from ..statements.subjects import TITLES
from ..values.text import unaccented
from .rule import Report, Where, rule

MOBILE = pattern(r"0[67][\d\s./-]*")  # whole: one that is masked (« 06 ** ** ** ** ») tells nothing of anybody
NAMED_MAIL = pattern(r"(?:[a-z]{2,}[._-][a-z-]{2,}|[a-z][._][a-z-]{3,})@")
SERVICES = pattern(
    r"\b(?:contact|accueil|mairie|info|secretariat|service|services|direction|courrier|communication|urbanisme|marches"
    r"|achats?|compta\w*|factur\w*|support|bonjour|enquete|registre|public|technique|prefecture|ddt\w*|dreal|greffe|tourisme"
    r"|office|pole|bureau|agence|association|club|ecole|mediatheque|culture|environnement|commande|commercial|no|rh|elus?)\b"
)
INTERNATIONAL = pattern(r"^\s*(?:\+|00\s?)33\s?(?:\(0\)\s?)?")
SOCIAL = pattern(r"(?<!\d)[12]\s?\d{2}\s?(?:0[1-9]|1[0-2])\s?(?:\d{2}|2[AB])\s?\d{3}\s?\d{3}(?:\s?\d{2})(?!\d)")
ON_CALL = pattern(r"\b(?:joignable|astreinte|urgence|jour\set\snuit|24\s?h(?:eures)?\s?(?:/|sur)\s?24)", re.IGNORECASE)
AROUND = 80  # characters
BORN, NUMBER = "date de naissance", "numéro de sécurité sociale"
BIRTH = pattern(r"\bnée?\s(?:le|en)\s", re.IGNORECASE)
_HIRED = pattern(r"\bcontrat (?:de travail|d'engagement|d'apprentissage|a duree (?:in)?determinee|de droit public)\b")


@rule("PUB101", "donnees-personnelles", Severity.ALERTE)
def personal_data(context: Context) -> Iterator[Report]:
    """Un acte mis en ligne est lu par tous : le portable, le courriel nominatif, le numéro de sécurité sociale ou la
    date de naissance d'une personne s'occultent. Le nom et la qualité d'un élu, un standard, une adresse de service
    se publient.

    Mauvais : « Contact : jeanne.martin@exemple.fr, 06 00 00 00 00 »
    Bon : « Contact : accueil@exemple.fr, 04 00 00 00 00 »
    Source : CRPA, art. L. 312-1-2 ; CADA, conseil 20221096 (à vérifier)
    """
    places = [[*_contacts(part), *_private(part)] for part in context.parts]
    for found in (*places, *_stated(context)):
        if found:
            (first, sort), *others = found
            sorts = ", ".join(dict.fromkeys(sort for _, sort in found))
            count = f" ({len(found)} endroits)" if others else ""
            message = f"données personnelles dans un document à publier : {sorts}{count}"
            doubt = sorts == BORN or (
                {sort for _, sort in found} <= {BORN, NUMBER} and _hires(first)
            )  # the act may have to say it, not its copy on line
            hint = "occultez-les dans la version mise en ligne"
            yield Report(
                first, message, hint, sort, related=tuple(others), severity=Severity.CONSEIL if doubt else None
            )


def _hires(where: Where) -> bool:
    """Whether it is a contract of employment, which is given to the agent, and put on line for nobody."""
    return isinstance(where, Passage) and any(
        block.kind in TITLES and _HIRED.search(low)
        for block, low in zip(where.part.blocks, where.part.lows(), strict=True)
    )


def _contacts(part: Part) -> Iterator[tuple[Where, str]]:
    for passage, mention in part.passages(MentionKind.PHONE, MentionKind.EMAIL):
        around = passage.around(AROUND, AROUND)
        value = str(mention.value)
        if (sort := _sort_of(mention.kind, value)) and not ON_CALL.search(around):
            yield passage, sort


def _sort_of(kind: MentionKind, value: str) -> str:
    """What a telephone number or an e-mail says of a person; nothing where it is a switchboard's or a service's."""
    if kind is MentionKind.PHONE:
        return "téléphone portable" if MOBILE.fullmatch(value.strip()) else ""
    return "courriel nominatif" if NAMED_MAIL.match(value) and not SERVICES.search(_local(value)) else ""


def _stated(context: Context) -> Iterator[list[tuple[Where, str]]]:
    """What the entry says that each attached piece bears, masked or not."""
    for path, piece in context.attached():
        texts = [(f"{path}.piece.telephones[{n}]", MentionKind.PHONE, text) for n, text in enumerate(piece.telephones)]
        texts += [(f"{path}.piece.courriels[{n}]", MentionKind.EMAIL, text) for n, text in enumerate(piece.courriels)]
        sorts = [(_sort_of(kind, INTERNATIONAL.sub("0", unaccented(text))), field, text) for field, kind, text in texts]
        yield [(context.field(field, text=text), sort) for sort, field, text in sorts if sort]


def _local(mail: str) -> str:
    return re.sub(r"[._-]", " ", unaccented(mail.split("@")[0]))


def _private(part: Part) -> Iterator[tuple[Where, str]]:
    for index, block in enumerate(part.blocks):
        text = block.text
        if "né" in text and (match := BIRTH.search(text)) and _of_person(part.mentions[index], match):
            yield Passage(part, index, match.start(), match.end()), BORN
        for match in SOCIAL.finditer(text) if "écurité sociale" in text else ():
            yield Passage(part, index, match.start(), match.end()), NUMBER


def _of_person(mentions: tuple[Mention, ...], born: re.Match[str]) -> bool:
    """Whether somebody is named before « né le », and a date follows: a project may be born too."""
    named = any(isinstance(m.value, PersonName) and m.end <= born.start() for m in mentions)
    return named and any(m.kind in (MentionKind.DATE, MentionKind.YEAR) and m.start == born.end() for m in mentions)


@rule("PUB102", "coordonnees-bancaires", Severity.CONSEIL)
def bank_details(context: Context) -> Iterator[Report]:
    """Un IBAN mis en ligne avec le nom, l'adresse et la signature de son titulaire sert aux fraudes au faux virement.
    Il est utile au comptable, non au public.

    Mauvais : publier le bon de commande avec l'IBAN du fournisseur
    Bon : l'occulter dans la version mise en ligne
    Source : usage (CRPA, art. L. 311-6 : secret des affaires, à vérifier)
    """
    found: dict[str, list[Where]] = {}
    for one in identifiers(context):
        if one.kind is MentionKind.IBAN and (one.value or isinstance(one.where, Field)):
            held = one.where.part.name if isinstance(one.where, Passage) else one.where.path
            found.setdefault(held, []).append(one.where)
    for places in found.values():
        related = tuple((place, "IBAN") for place in places[1:])
        hint = "occultez-les dans la version mise en ligne"
        yield Report(places[0], "des coordonnées bancaires seraient publiées avec l’acte", hint, related=related)


@rule("PUB103", "auteur-incomplet", Severity.ALERTE)
def unnamed_author(context: Context) -> Iterator[Report]:
    """Un acte porte la signature de son auteur et, lisiblement, son prénom, son nom et sa qualité ; la version publiée
    aussi.

    Mauvais : « Le Président, C. DURAND »
    Bon : « Le Président, Camille DURAND »
    Source : CRPA, art. L. 212-1 ; CGCT, art. R. 2131-1
    """
    part = context.part(Nature.ACTE)
    if part is None or not any(block.kind is Kind.FORMULE for block in part.blocks):
        return
    signing = [found for found in part.passages() if found[0].kind is Kind.SIGNATURE]
    named = [(passage, m.value) for passage, m in signing if isinstance(m.value, PersonName)]
    if not named or any(name.prenom for _, name in named):
        return
    passage = named[0][0]
    message = f"« {passage.text} » : le prénom de l’auteur manque"
    yield Report(passage, message, "écrivez son prénom, son nom et sa qualité", passage.text, severity=Severity.CONSEIL)
