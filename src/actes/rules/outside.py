"""Years, dates and periods that do not fit in the period of the act."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ..context import Context
from ..document import Kind
from ..facts import Bounds, Mention, MentionKind
from ..finding import Severity
from ..part import Passage
from ..statements.confirmed import asked
from ..statements.days import Role, day_of
from ..statements.extents import BREAK, last_day
from ..statements.periods import Said, dissent
from ..statements.statement import Statement
from ..statements.years import Named, years_named
from ..values.dates import YearMonth, show_date_numeric
from ..values.grammar import list_and
from ..values.periods import Period
from .rule import Report, rule


@rule("PER104", "annee-hors-periode", Severity.ALERTE)
def year_outside(context: Context) -> Iterator[Report]:
    """Les années que l'acte nomme pour ce qu'il prévoit sont celles de sa période.

    Une répartition « pour 2024 et 2025 » dans un acte qui court de 2025 à 2026 vient presque toujours de l'acte
    précédent. Les années d'un autre texte, d'un historique ou d'un budget ne sont pas examinées ici.

    Mauvais : « répartition financière pour 2024 et 2025 », pour une convention du 01/01/2025 au 31/12/2026
    Bon : « répartition financière pour 2025 et 2026 »
    Source : usage
    """
    reference, _ = dissent(context)
    if reference is None or reference.value.period is None:
        return
    period = reference.value.period
    for named in years_named(context):
        outside = [year for year in named.years if year not in period.annees]
        if outside and not asked(context, named.where):
            yield _outside(named, outside, reference, period)


def _outside(named: Named, outside: list[int], reference: Statement[Said], period: Period) -> Report:
    years, those = list_and(map(str, outside)), list_and(map(str, period.annees))
    return Report(
        named.where,
        f"{years} : hors de la période de l’acte, {period}",
        f"vérifiez l’année : la période touche {those}",
        found=years,
        expected=those,
        related=((reference.where, str(period)),),
    )


_PAID = re.compile(
    r"factur|vers[ée]|\bpay|r[èe]gl|acompte|solde|[ée]ch[ée]ance|appel\sde\sfonds|\bremis|livr", re.IGNORECASE
)


_TO_COME = re.compile(
    r"\b(?:ser(?:a|ont)|devr(?:a|ont)|\w{2,}(?:era|eront|ira|iront|dra|dront))\b[^.;]{0,80}?\s(?:le\s)?\Z",
    re.IGNORECASE,
)
_AT_LATEST = re.compile(
    r"(?:\b(?:au\splus\st(?:ard|[ôo]t)|d['’]ici)\s(?:le\s|au\s|fin\s)?|\babrog\w+\s[^.;]{0,60}?\bcompter\sdu\s)\Z",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\b(?:du|des|depuis|date)\s\Z|\b\w{2,}(?:[ée]e?s?|dus?|rise?s?|uite?s?)\s(?:\w+\s)?le\s\Z", re.IGNORECASE
)
_WILL_BE = re.compile(r"\b(?:sera|seront|[êe]tre)\s(?:\w+\s)?\w+\s(?:\w+\s)?le\s\Z", re.IGNORECASE)
_STATED = re.compile(r"\b(?:sign|dat|arr[êe]t)[ée]e?s?\s(?:le|du)\s\Z", re.IGNORECASE)
_OWN = (Role.ACTE, Role.SEANCE, Role.CONVENTION)
_BODY = (Kind.ARTICLE, Kind.PARAGRAPHE, Kind.ITEM)


@rule("PER105", "echeance-passee", Severity.ALERTE)
def past_payment(context: Context) -> Iterator[Report]:
    """Ce qui reste à payer, à remettre ou à faire l'est après la date de l'acte.

    Une échéance plus ancienne que l'acte est le plus souvent une année restée de l'acte précédent.

    Mauvais : « facturé à hauteur de 50 % en janvier 2025 », dans une convention du 8 juillet 2025
    Bon : « facturé à hauteur de 50 % en janvier 2026 », dans une convention du 8 juillet 2025
    Source : usage
    """
    taken = next((day for role in _OWN if (day := day_of(context, role))), None)
    if taken is None:
        return
    for passage, mention, owned in _whens(context):
        last = last_day(mention.value if isinstance(mention.value, date | YearMonth) else None)
        if last and last < taken.value and ((not owned and _to_pay(passage)) or _to_do(passage, owned=owned)):
            message = f"{passage.text} : avant la date de l’acte ({show_date_numeric(taken.value)})"
            yield Report(
                passage, message, "vérifiez l’année de cette échéance", related=((taken.where, str(taken.role)),)
            )


def _whens(context: Context) -> Iterator[tuple[Passage, Mention, bool]]:
    """Days and months, those of « au plus tard le 31 mars 2027 » too, and whether they are those of another act."""
    for passage, mention in context.passages(MentionKind.DATE, MentionKind.MONTH, MentionKind.PERIOD):
        bounds = mention.value if isinstance(mention.value, Bounds) else None
        opened = bounds is not None and (bounds.debut is None or bounds.fin is None)
        days = mention.parts if opened else (mention,) if mention.kind is not MentionKind.PERIOD else ()
        for day in days:
            yield Passage(passage.part, passage.block, day.start, day.end), day, mention.of is not None


def _to_pay(passage: Passage) -> bool:
    before = passage.context[max(0, passage.start - 120) : passage.start]
    breaks = [match.end() for match in BREAK.finditer(before)]
    said = before[breaks[-1] if breaks else 0 :]
    return bool(passage.section.article) and _PAID.search(said) is not None and not _STATED.search(said)


def _to_do(passage: Passage, *, owned: bool) -> bool:
    """« sera révisé le », « au plus tard le »: something to come, and no act of which it is the date."""
    before = passage.context[max(0, passage.start - 160) : passage.start]
    breaks = [match.end() for match in BREAK.finditer(before)]
    said = before[breaks[-1] if breaks else 0 :]
    if passage.kind not in _BODY:
        return False
    return _AT_LATEST.search(said) is not None or (
        not owned
        and _TO_COME.search(said) is not None
        and (_WILL_BE.search(said) is not None or not _DONE.search(said))
    )
