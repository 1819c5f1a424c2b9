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
            if isinstance(mention.value, date) and not stamped and ("/" in mention.text or _bad_day(mention.text)):
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


def _bad_day(text: str) -> bool:
    return bool(DAY.match(text)) and not text.startswith("1er")


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
