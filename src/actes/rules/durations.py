"""Durations: figures and words, notices, renewals."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..context import Context
from ..document import Kind
from ..facts import Mention, MentionKind
from ..facts.numerals import number
from ..finding import Severity
from ..part import Nature, Passage
from ..statements.days import Role, day_of
from ..statements.extents import sentences
from ..statements.periods import dissent
from ..values.dates import show_date_numeric
from ..values.dateshift import add
from ..values.durations import Duration
from .rule import Report, rule


@rule("PER201", "duree-en-lettres", Severity.ERREUR)
def words_and_figures(context: Context) -> Iterator[Report]:
    """Une durée écrite deux fois, en chiffres et en lettres, est la même les deux fois.

    Un délai de résiliation ou de paiement que l'on peut lire de deux façons est un litige à venir.

    Mauvais : « 30 (vingt) jours »
    Bon : « 30 (trente) jours »
    Source : usage
    """
    for passage, mention in context.passages(MentionKind.DURATION):
        figures, words = mention.value, mention.words
        if isinstance(figures, Duration) and isinstance(words, Duration) and not figures.same_as(words):
            message = f"{figures} en chiffres, {words} en lettres"
            yield Report(passage, message, "corrigez les chiffres ou les lettres", str(figures), str(words))


@rule("PER202", "preavis-trop-long", Severity.ALERTE)
def notice_too_long(context: Context) -> Iterator[Report]:
    """Un préavis tient dans ce qui reste de la période ; sinon la clause ne pourra jamais jouer.

    Mauvais : « préavis de douze mois », pour une convention de six mois
    Bon : « préavis de deux mois », pour une convention de six mois
    Source : usage
    """
    reference, _ = dissent(context)
    period = reference.value.period if reference else None
    if reference is None or period is None:
        return
    signed = day_of(context, Role.ACTE)
    first = max(period.debut, signed.value) if signed else period.debut
    for passage, mention in context.passages(MentionKind.DURATION):
        notice = mention.value
        if mention.label != "préavis" or not isinstance(notice, Duration) or add(first, notice) <= period.fin:
            continue
        left = f"du {show_date_numeric(first)} au {show_date_numeric(period.fin)}"
        message = f"un préavis de {notice} est plus long que ce qui reste de la période ({left})"
        yield Report(
            passage, message, "raccourcissez le préavis", str(notice), related=((reference.where, str(period)),)
        )


_TIMES = re.compile(
    r"(?:renouvelable|reconductible|renouvel[ée]e?|reconduite?)s?\s(?:\w+\s){0,2}?(?P<times>[0-9]{1,2}|une|deux|trois|quatre|cinq|six)"
    r"\s(?:\([0-9]{1,2}\)\s)?fois",
    re.IGNORECASE,
)
_TOTAL = re.compile(r"dur[ée]e\s(?:globale|totale|maximale|maximum)", re.IGNORECASE)
_EXACT = re.compile(r"soit\s", re.IGNORECASE)


@rule("PER203", "renouvellements-et-total", Severity.ALERTE)
def renewals_and_total(context: Context) -> Iterator[Report]:
    """La durée initiale et ses renouvellements font la durée totale annoncée, ou ne la dépassent pas.

    Mauvais : « un an, renouvelable trois fois, soit une durée totale de trois ans »
    Bon : « un an, renouvelable trois fois, soit une durée totale de quatre ans »
    Source : usage
    """
    for part in context.parts:
        for index, mentions in enumerate(part.mentions):
            durations = [m for m in mentions if isinstance(m.value, Duration)]
            text = part.blocks[index].text if len(durations) > 1 else ""
            for group in sentences(text, durations) if text else ():
                if message := _renewals(text, group):
                    passage = Passage(part, index, group[0].start, group[-1].end)
                    yield Report(passage, message, "corrigez l’un des trois nombres")


_TACIT = re.compile(
    r"\b(?:tacite\sreconduction|reconduction\stacite|(?:re(?:conduit|nouvel)\w*|prolong\w*)\s(?:\w+\s){0,2}?tacitement"
    r"|tacitement\s(?:re(?:conduit|nouvel)\w*|prolong\w*))",
    re.IGNORECASE,
)
_LIMIT = re.compile(
    r"\bfois\b|limite|exc[ée]d|d[ée]pass|maxim|au\splus\b|jusqu['’]|dur[ée]e\s(?:globale|totale)|\b(?:sans|aucune?|pas|exclu\w*)\b"
    r"|\b(?:un|une|deux|trois|quatre|cinq|\d)\s(?:nouvelles?\s)?(?:p[ée]riodes?|ann[ée]es?)\b",
    re.IGNORECASE,
)
_ONE_YEAR = re.compile(
    r"[^.;\n]{0,40}\b(?:pour|au\stitre\sde)\s(?:l['’](?:ann[ée]e|exercice)\b|un\san\b|une\sann[ée]e\b)", re.I
)


@rule("PER204", "reconduction-sans-limite", Severity.ALERTE)
def endless(context: Context) -> Iterator[Report]:
    """Une convention qui se reconduit tacitement sans limite engage au-delà de ce qui a été approuvé : quand le montant
    n'est voté que pour un an, rien ne fonde la dépense des années suivantes, et le contrat ne se remet plus en
    concurrence. Une reconduction limitée, ou un montant annuel, ne sont pas relevés.

    Mauvais : « un an, puis reconduite tacitement d'année en année », pour « 8 000,00 € au titre de l'année 2026 »
    Bon : « un an, reconductible tacitement deux fois », pour « 8 000,00 € par an »
    Source : code de la commande publique, art. L. 2112-5 et R. 2112-4
    """
    voted = next(_for_one_year(context), None)
    for part in context.parts if voted else ():
        for index, block in enumerate(part.blocks):
            match = _TACIT.search(block.text) if part.nature is not Nature.PIECE else None
            if match is not None and voted is not None and not _LIMIT.search(block.text):
                message = "la reconduction tacite n’a pas de limite, et le montant n’est dit que pour un an"
                hint = "limitez le nombre des reconductions, ou dites le montant de chaque année"
                yield Report(Passage(part, index, *match.span()), message, hint, related=((voted, voted.text),))


def _for_one_year(context: Context) -> Iterator[Passage]:
    """Amounts that the act gives for one year alone."""
    for passage, mention in context.passages(MentionKind.AMOUNT):
        before, after = passage.context[max(0, passage.start - 60) : passage.start], passage.context[passage.end :]
        lone = mention.basis is None and passage.kind is not Kind.TABLEAU and "an" not in before.split()
        if lone and (_ONE_YEAR.match(after) or _ONE_YEAR.search(before)):
            yield passage


def _renewals(text: str, group: list[Mention]) -> str:
    """What is wrong between the first duration, the times it is renewed, and the total."""
    first, last = group[0], group[-1]
    times = _TIMES.search(text, first.end, last.start)
    total = _TOTAL.search(text, times.end(), last.start) if times else None
    if times is None or total is None or not isinstance(first.value, Duration) or not isinstance(last.value, Duration):
        return ""
    each, said = first.value.mois, last.value.mois
    count = int(times["times"]) if times["times"].isdigit() else number(times["times"].lower())
    if each is None or said is None or count is None:
        return ""
    real = each * (count + 1)
    exact = _EXACT.search(text, times.end(), total.start()) is not None
    if real == said or (real < said and not exact):
        return ""
    return f"{first.value}, puis {count} fois {first.value}, font {real} mois, et non {last.value}"
