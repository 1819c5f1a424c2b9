"""The form of an act: how dates, amounts, numbers and references are written. Advice, once a document."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date

from ..context import Context
from ..document import Kind
from ..facts import Mention, MentionKind, walk
from ..finding import Severity
from ..frozen import frozen
from ..outline.nature import Nature
from ..part import Part, Passage
from ..pattern import pattern
from ..statements.confirmed import asked
from ..values.dates import show_date
from ..values.grammar import a, de, elides
from ..values.money import Amount
from .rule import Report, rule

QUOTED = pattern(r"«[^«»]*»")
DAY = pattern(r"^0?1(?:e|ère|ier)?\s|^0[2-9]\s")
AMOUNT_FORM = pattern(r"^\d{1,3}(?:[ \u00a0\u202f]\d{3})*(?:,\d{2})?[ \u00a0\u202f](?:€|euros?)")
CODE_FORM = pattern(r"^[LRDA]\.[ \u00a0]?[*\d]")
SHOWN = 6
# What is corrected without asking what was meant: a whole date, an amount in one piece, the number of an article.
WHOLE_DATE = pattern(r"\d{1,2}(?:(?:er|e|ère|ier)?\s[^\W\d]+\.?\s|/\d{1,2}/)\d{4}\Z")
WHOLE_AMOUNT = pattern(r"(?<!\d)(?:\d{1,3}(?:\s\d{3})+|\d+)(?:[.,]\d{1,2})?\s?(?P<unit>€|euros?\b)")
WHOLE_ARTICLE = pattern(r"[LRDA]\s?\.?\s?\*?[\d-]+")


@frozen
class Slip:
    """Words badly written; what to say of them; and, where it is certain, words and what to write in their place."""

    where: Passage
    said: str = ""
    fix: tuple[Passage, str] | None = None


def quoted(passage: Passage) -> bool:
    """Inside quotation marks: another text is cited as it is, mistakes included."""
    return any(m.start() < passage.start and passage.end < m.end() for m in QUOTED.finditer(passage.context))


def once(found: Iterable[Slip], message: str, hint: str) -> Iterator[Report]:
    """One report a document: the first place, the others beside it."""
    slips = [slip for slip in found if not quoted(slip.where)]
    if not slips:
        return
    written: dict[str, Slip] = {}
    for slip in slips:
        written.setdefault(slip.where.text, slip)
    spaces = {text for text, slip in written.items() if f"« {text} »".split() == slip.said.split()}  # looks the same
    shown = ", ".join(
        f"« {text} »{' (à cause de ses espaces)' if text in spaces else ''}" for text in list(written)[:SHOWN]
    )
    more = f"… ({len(slips)} endroits)" if len(written) > SHOWN else ""
    better = ", ".join(dict.fromkeys(slip.said for slip in list(written.values())[:SHOWN] if slip.said))
    related = tuple((slip.where, f"« {text} »") for text, slip in list(written.items())[1:SHOWN])
    fix = tuple(slip.fix for slip in slips if slip.fix is not None)
    said = f"{message} : {shown}{more}"
    kind = ", les espaces insécables (Ctrl+Maj+Espace)" if spaces else ""
    yield Report(slips[0].where, said, hint + (f" {better}{kind}" if better else ""), related=related, fix=fix)


def each(context: Context, find: Callable[[Part], Iterator[Slip]], message: str, hint: str) -> Iterator[Report]:
    for part in context.parts:
        if part.nature is not Nature.PIECE:  # a partner writes as it likes
            yield from once((slip for slip in find(part) if not asked(context, slip.where)), message, hint)


def typed(part: Part, *kinds: MentionKind) -> Iterator[tuple[Passage, Mention]]:
    """Mentions that somebody typed, those inside others included; facts have their form already."""
    for index, mentions in enumerate(part.mentions):
        for mention in walk(mentions):
            if mention.kind in kinds:
                passage = Passage(part, index, mention.start, mention.end)
                if not passage.fact:
                    yield passage, mention


@rule("FOR101", "date-mal-ecrite", Severity.CONSEIL)
def written_dates(context: Context) -> Iterator[Report]:
    """Dans un acte, le premier jour du mois s'écrit « 1er », les autres sans zéro devant, et le mois en lettres : une
    date en chiffres se lit mal et se corrige facilement sans que cela se voie.

    Mauvais : « à compter du 01 janvier 2025 », « le 8/07/2025 »
    Bon : « à compter du 1er janvier 2025 », « le 8 juillet 2025 »
    Corrige : une date entière, écrite avec son mois et son année
    Source : usage
    """

    def find(part: Part) -> Iterator[Slip]:
        for passage, mention in typed(part, MentionKind.DATE):
            stamped = passage.kind in (Kind.MENTION, Kind.TABLEAU)
            odd = "/" in mention.text or (DAY.match(mention.text) and not mention.text.startswith("1er"))
            if isinstance(mention.value, date) and not stamped and odd:
                better = show_date(mention.value)
                yield Slip(passage, f"« {better} »", _instead(passage, WHOLE_DATE, better))

    yield from each(context, find, "des dates n’ont pas la forme d’un acte", "écrivez")


def _instead(passage: Passage, whole: re.Pattern[str], better: str) -> tuple[Passage, str] | None:
    """What stands in the passage from its first figure or letter on, where it is all that it should be."""
    start = next((n for n, char in enumerate(passage.text) if char.isdigit() or char in "LRDA"), 0)
    match = whole.match(passage.text, start)
    if match is None:
        return None
    return passage._replace(start=passage.start + start, end=passage.start + match.end()), better


@rule("FOR102", "montant-mal-ecrit", Severity.CONSEIL)
def written_amounts(context: Context) -> Iterator[Report]:
    """Un montant s'écrit avec une virgule, deux décimales ou aucune, une espace entre les milliers et devant « € ». Un
    point décimal ou une décimale seule se lisent de travers.

    Mauvais : « 977,5 € », « 23 655.50€ »
    Bon : « 977,50 € », « 23 655,50 € »
    Corrige : un montant d'un seul tenant
    Source : usage
    """

    def find(part: Part) -> Iterator[Slip]:
        for passage, mention in typed(part, MentionKind.AMOUNT):
            digits = mention.text.lstrip("(")
            if isinstance(mention.value, Amount) and digits[:1].isdigit() and not AMOUNT_FORM.match(digits):
                whole = WHOLE_AMOUNT.match(digits)
                better = str(mention.value) if re.search(r"[.,]\d", digits) else str(mention.value).replace(",00", "")
                fixed = better.replace("€", whole["unit"] if whole else "€")
                yield Slip(passage, f"« {better} »", _instead(passage, WHOLE_AMOUNT, fixed))

    yield from each(context, find, "des montants n’ont pas la forme d’un acte", "écrivez")


@rule("FOR103", "article-de-code-mal-ecrit", Severity.CONSEIL)
def written_codes(context: Context) -> Iterator[Report]:
    """Les codes numérotent leurs articles avec un point et une espace : « L. 5211-10 ». Écrit autrement, l'article se
    retrouve mal dans une recherche.

    Mauvais : « l'article L 5211-10 »
    Bon : « l'article L. 5211-10 »
    Corrige : un numéro d'article
    Source : usage
    """

    def find(part: Part) -> Iterator[Slip]:
        for passage, mention in typed(part, MentionKind.LEGAL_ARTICLE):
            value = mention.value
            if isinstance(value, str) and mention.text[:1].isalpha() and not CODE_FORM.match(mention.text):
                yield Slip(passage, f"« {value} »", _instead(passage, WHOLE_ARTICLE, value))

    yield from each(context, find, "des articles de code n’ont pas leur forme", "écrivez")


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
    yield from each(context, _contractions, "un article est de trop, ou mal lié au mot qui précède", "écrivez")


def _contractions(part: Part) -> Iterator[Slip]:
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
