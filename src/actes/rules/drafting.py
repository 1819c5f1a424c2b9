"""The form of an act: how dates, amounts, numbers and references are written. Advice, once a document."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date

from ..context import Context
from ..document import Kind
from ..facts import Mention, MentionKind, walk
from ..finding import Severity
from ..part import Nature, Part, Passage
from ..values.dates import show_date
from ..values.money import Amount
from ..values.text import unaccented
from ..values.words import Spelling, euros_in_words
from .rule import Report, rule

QUOTED = re.compile(r"«[^«»]*»")
DAY = re.compile(r"^0?1(?:e|ère|ier)?\s|^0[2-9]\s")
AMOUNT_FORM = re.compile(r"^\d{1,3}(?:[ \u00a0\u202f]\d{3})*(?:,\d{2})?[ \u00a0\u202f](?:€|euros?)")
CODE_FORM = re.compile(r"^[LRDA]\.[ \u00a0]?[*\d]")
ACCENTED = (
    "DÉCIDE",
    "DÉPARTEMENT",
    "DÉCISION",
    "ARRÊTE",
    "DÉLIBÉRATION",
    "RÉPUBLIQUE",
    "COMMUNAUTÉ",
    "DÉLÉGATION",
    "PRÉFECTURE",
)
BARE = {unaccented(word).upper(): word for word in ACCENTED}
CAPITALS = re.compile(rf"\b(?:{'|'.join(BARE)})\b")
TIGHT = re.compile(r"\bn°(?=\d)|\b(?:annexe|article)(?=\d)", re.IGNORECASE)
SHOWN = 6


def quoted(passage: Passage) -> bool:
    """Inside quotation marks: another text is cited as it is, mistakes included."""
    return any(m.start() < passage.start and passage.end < m.end() for m in QUOTED.finditer(passage.context))


def once(part: Part, found: Iterable[tuple[Passage, str]], message: str, hint: str) -> Iterator[Report]:
    """One report a document: the first place, the others beside it."""
    places = [(passage, said) for passage, said in found if not quoted(passage)]
    if not places:
        return
    written: dict[str, tuple[Passage, str]] = {}
    for passage, said in places:
        written.setdefault(passage.text, (passage, said))
    shown = ", ".join(f"« {text} »" for text in list(written)[:SHOWN])
    more = f"… ({len(places)} endroits)" if len(written) > SHOWN else ""
    better = ", ".join(dict.fromkeys(said for _, said in list(written.values())[:SHOWN] if said))
    related = tuple((passage, f"« {text} »") for text, (passage, _) in list(written.items())[1:SHOWN])
    yield Report(places[0][0], f"{message} : {shown}{more}", hint + (f" {better}" if better else ""), related=related)


def _each(
    context: Context, find: Callable[[Part], Iterator[tuple[Passage, str]]], message: str, hint: str
) -> Iterator[Report]:
    for part in context.parts:
        if part.nature is not Nature.PIECE:  # a partner writes as it likes
            yield from once(part, find(part), message, hint)


def _typed(part: Part, *kinds: MentionKind) -> Iterator[tuple[Passage, Mention]]:
    """Mentions that somebody typed, those inside others included; facts have their form already."""
    for index, mentions in enumerate(part.mentions):
        for mention in walk(mentions):
            passage = Passage(part, index, mention.start, mention.end)
            if mention.kind in kinds and not passage.fact:
                yield passage, mention


@rule("FOR101", "date-mal-ecrite", Severity.CONSEIL)
def written_dates(context: Context) -> Iterator[Report]:
    """Dans un acte, le premier jour du mois s'écrit « 1er », les autres sans zéro devant, et le mois en lettres : une
    date en chiffres se lit mal et se corrige facilement sans que cela se voie.

    Mauvais : « à compter du 01 janvier 2025 », « le 8/07/2025 »
    Bon : « à compter du 1er janvier 2025 », « le 8 juillet 2025 »
    Source : usage
    """

    def find(part: Part) -> Iterator[tuple[Passage, str]]:
        for passage, mention in _typed(part, MentionKind.DATE):
            stamped = passage.kind in (Kind.MENTION, Kind.TABLEAU)
            if isinstance(mention.value, date) and not stamped and ("/" in mention.text or _bad_day(mention.text)):
                yield passage, f"« {show_date(mention.value)} »"

    yield from _each(context, find, "des dates n'ont pas la forme d'un acte", "écrivez")


def _bad_day(text: str) -> bool:
    return bool(DAY.match(text)) and not text.startswith("1er")


@rule("FOR102", "montant-mal-ecrit", Severity.CONSEIL)
def written_amounts(context: Context) -> Iterator[Report]:
    """Un montant s'écrit avec une virgule, deux décimales ou aucune, une espace entre les milliers et devant « € ». Un
    point décimal ou une décimale seule se lisent de travers.

    Mauvais : « 977,5 € », « 23 655.50€ »
    Bon : « 977,50 € », « 23 655,50 € »
    Source : usage
    """

    def find(part: Part) -> Iterator[tuple[Passage, str]]:
        for passage, mention in _typed(part, MentionKind.AMOUNT):
            digits = mention.text.lstrip("(")
            if isinstance(mention.value, Amount) and digits[:1].isdigit() and not AMOUNT_FORM.match(digits):
                yield passage, f"« {mention.value} »"

    yield from _each(context, find, "des montants n'ont pas la forme d'un acte", "écrivez")


@rule("FOR103", "article-de-code-mal-ecrit", Severity.CONSEIL)
def written_codes(context: Context) -> Iterator[Report]:
    """Les codes numérotent leurs articles avec un point et une espace : « L. 5211-10 ». Écrit autrement, l'article se
    retrouve mal dans une recherche.

    Mauvais : « l'article L 5211-10 »
    Bon : « l'article L. 5211-10 »
    Source : usage
    """

    def find(part: Part) -> Iterator[tuple[Passage, str]]:
        for passage, mention in _typed(part, MentionKind.LEGAL_ARTICLE):
            if isinstance(mention.value, str) and mention.text[:1].isalpha() and not CODE_FORM.match(mention.text):
                yield passage, f"« {mention.value} »"

    yield from _each(context, find, "des articles de code n'ont pas leur forme", "écrivez")


@rule("FOR104", "espaces-et-signes", Severity.CONSEIL)
def tight_signs(context: Context) -> Iterator[Report]:
    """« n° », « annexe » et « article » sont séparés du nombre qui suit, et « € » du nombre qui précède, par une espace
    qui ne se coupe pas.

    Mauvais : « la décision n°2025-453 (cf. annexe1) »
    Bon : « la décision n° 2025-453 (cf. annexe 1) »
    Source : usage
    """
    yield from _each(context, _scan(TIGHT), "il manque une espace", "mettez une espace insécable (Ctrl+Maj+Espace)")


@rule("FOR105", "capitales-sans-accent", Severity.CONSEIL)
def bare_capitals(context: Context) -> Iterator[Report]:
    """Les capitales portent leurs accents : sans eux « ARRETE » peut se lire « arrête » ou « arrêté ».

    Mauvais : « DECIDE », « DEPARTEMENT DU CANTAL »
    Bon : « DÉCIDE », « DÉPARTEMENT DU CANTAL »
    Source : usage
    """
    yield from _each(context, _scan(CAPITALS), "des capitales ont perdu leurs accents", "écrivez")


def _scan(pattern: re.Pattern[str]) -> Callable[[Part], Iterator[tuple[Passage, str]]]:
    def find(part: Part) -> Iterator[tuple[Passage, str]]:
        for index, block in enumerate(part.blocks):
            for match in pattern.finditer(block.text):
                passage = Passage(part, index, *_word(block.text, match))
                if not passage.fact:
                    better = BARE.get(match[0])
                    yield passage, f"« {better} »" if better else ""

    return find


def _word(text: str, match: re.Match[str]) -> tuple[int, int]:
    """The match with the number that it should have stood apart from."""
    start, end = match.span()
    while end < len(text) and (text[end].isalnum() or text[end] == "-"):
        end += 1
    while start > 0 and (text[start - 1].isalnum() or text[start - 1] in ".,"):
        start -= 1
    return start, end


@rule("FOR106", "ordre-du-preambule", Severity.CONSEIL)
def preamble_order(context: Context) -> Iterator[Report]:
    """D'usage, les visas viennent d'abord, puis les considérants : le droit, puis les faits. L'ordre inverse ne
    rend pas l'acte irrégulier.

    Mauvais : un « Vu » après un « Considérant »
    Bon : tous les « Vu », puis tous les « Considérant »
    Source : usage
    """
    for part in context.parts:
        kinds = [block.kind for block in part.blocks]
        if Kind.CONSIDERANT not in kinds:
            continue
        first = kinds.index(Kind.CONSIDERANT)
        late = [n for n, kind in enumerate(kinds) if kind is Kind.VISA and n > first]
        if late:
            related = ((part.whole(first), "premier considérant"),)
            yield Report(
                part.whole(late[0]),
                f"{len(late)} visas suivent un considérant" if len(late) > 1 else "un visa suit un considérant",
                "placez les visas avant les considérants",
                related=related,
            )


@rule("FOR107", "nombre-en-lettres-mal-orthographie", Severity.CONSEIL)
def spelled_numbers(context: Context) -> Iterator[Report]:
    """« Cent » et « vingt » prennent un s quand ils sont multipliés et terminent le nombre ; « mille » n'en prend
    jamais. La faute ne change pas le montant.

    Mauvais : « mille cinq cent euros », « trois mille cents euros »
    Bon : « mille cinq cents euros », « trois mille cent euros »
    Source : usage
    """

    def find(part: Part) -> Iterator[tuple[Passage, str]]:
        for passage, mention in _typed(part, MentionKind.AMOUNT):
            if isinstance(mention.words, Amount):
                right = {euros_in_words(mention.words.valeur, spelling) for spelling in Spelling}
                said = _folded(mention.text)
                if not any(re.search(rf"\b{_folded(words)}\b", said) for words in right):
                    yield passage, f"« {euros_in_words(mention.words.valeur)} »"

    yield from _each(context, find, "un nombre en lettres est mal orthographié", "le montant reste le même ; écrivez")


def _folded(text: str) -> str:
    """Words without accents, hyphens, nor the name of the currency, which an act may put elsewhere."""
    return " ".join(unaccented(text).replace("-", " ").replace(" d’euros", "").replace(" euros", "").split())
