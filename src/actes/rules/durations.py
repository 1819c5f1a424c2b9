"""Durations: figures and words, notices, renewals."""

from __future__ import annotations

from collections.abc import Iterator

from ..context import Context
from ..document import Kind
from ..facts import MentionKind
from ..facts.flat import folded
from ..finding import Severity
from ..law.limits import NOTICES, PAYMENT, PAYMENT_HEALTH
from ..part import Passage
from ..pattern import pattern
from ..spans.periods import notices
from ..statements.days import Role, day_of
from ..statements.moments import Lasts, clauses_of, own_clauses
from ..statements.periods import dissent
from ..text import timewords as say
from .rule import Report, rule

HEADED = 4  # blocks in which an act says what it is
_LIMITS = frozenset((say.TIMES, say.AT_MOST, say.TOTAL, say.LIMIT, say.WITHIN))
_UNLESS = pattern(r"\b(?:sans|aucune?|pas|exclu\w*|conge|ne (?:peut|pourra|saurait)|une nouvelle periode)\b")
_BILL = pattern(r"\bfactures?\b|demandes? de paiement|delai (?:global |maxim\w+ )?de paiement|dues au titulaire")
_OURS = pattern(r"titre de recette|avis des sommes|redevance|loyer|usager|mise en demeure|retard|contest|reclam")
_LONGEST = 120  # days: more is no delay of payment
_ONE_YEAR = pattern(r"[^.;\n]{0,40}\b(?:pour|au\stitre\sde)\s(?:l'(?:annee|exercice)\b|un\san\b|une\sannee\b)")


@rule("PER202", "preavis-trop-long", Severity.ALERTE)
def notice_too_long(context: Context) -> Iterator[Report]:
    """Un préavis tient dans ce qui reste de la période ; sinon la clause ne pourra jamais jouer. Celui d'un bail n'est
    pas plus court que celui de la loi : six mois pour un bail professionnel ou commercial.

    Mauvais : « préavis de douze mois », pour une convention de six mois
    Bon : « préavis de deux mois », pour une convention de six mois
    Source : usage ; loi n° 86-1290 du 23 décembre 1986, art. 57 A (bail professionnel)
    """
    reference, _ = dissent(context)
    signed = day_of(context, Role.ACTE)
    for notice, limit, where in notices(context, reference, signed.value if signed else None):
        message, hint = f"un préavis de {notice.value} ne tient pas dans {limit}", "raccourcissez le préavis"
        yield Report(notice.where, message, hint, str(notice.value), related=((where, limit),))
    yield from _too_short(context)


def _too_short(context: Context) -> Iterator[Report]:
    """A notice shorter than the law gives for a lease of the kind that the first words name."""
    for part in context.own:
        title = " ".join(part.lows()[:HEADED])
        fact = next((fact for kind, fact in NOTICES if kind.search(title)), None)
        spans = (s for c in clauses_of(context) if c.where.part is part for s in c.spans if s.lasts is Lasts.NOTICE)
        for span in spans if fact else ():
            if fact and span.own and (span.value.mois or 99) < fact.value:
                message = f"préavis de {span.value}, celui de la loi est de {fact.value} mois ({fact.source})"
                yield Report(span.where, message, "écrivez celui de la loi", str(span.value), f"{fact.value} mois")
                return


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
    for clause in own_clauses(context) if voted else ():
        low, again = folded(clause.where.text), clause.shape.find(2 * say.AGAIN)
        limited = _LIMITS & {*clause.shape} or "tacit" not in low or _UNLESS.search(low)
        if voted is not None and again >= 0 and not limited:
            first, last = clause.tokens[again : again + 2]
            where = Passage(clause.where.part, clause.where.block, first.start, last.end)
            message = "la reconduction tacite n’a pas de limite, et le montant n’est dit que pour un an"
            hint = "limitez le nombre des reconductions, ou dites le montant de chaque année"
            yield Report(where, message, hint, related=((voted, voted.text),))


def _for_one_year(context: Context) -> Iterator[Passage]:
    """Amounts that the act gives for one year alone."""
    for passage, mention in context.passages(MentionKind.AMOUNT):
        before = passage.low_before[-60:]
        lone = mention.basis is None and passage.kind is not Kind.TABLEAU and "an" not in before.split()
        if lone and (passage.then(_ONE_YEAR) or _ONE_YEAR.search(before)):
            yield passage


@rule("PER207", "delai-de-paiement", Severity.ALERTE)
def slow_payment(context: Context) -> Iterator[Report]:
    """Une collectivité paie les factures de ses marchés en trente jours au plus, un établissement public de santé en
    cinquante : un contrat ne peut convenir d'un délai plus long, qui ouvre droit à des intérêts.

    Mauvais : « les factures sont payées dans un délai de 45 jours »
    Bon : « les factures sont payées dans un délai de 30 jours »
    Source : code de la commande publique, art. L. 2192-10, R. 2192-10 et R. 2192-11 (à vérifier)
    """
    health = any("hospitalier" in part.low or "etablissement public de sante" in part.low for part in context.parts)
    most = (PAYMENT_HEALTH if health else PAYMENT).value
    for clause in own_clauses(context):
        low = folded(clause.where.text)
        if say.PAID not in clause.shape or not _BILL.search(low):
            continue
        for span in clause.spans:
            days = span.value.jours if span.value.jours is not None else 30 * (span.value.mois or 0)
            if span.lasts is Lasts.WITHIN and span.own and most < days <= _LONGEST and not _OURS.search(low):
                message = f"le délai de paiement est de « {span.where.text} », et de {most} jours au plus"
                yield Report(span.where, message, f"écrivez « {most} jours »", str(span.value), f"{most} jours")
