"""How far a delegation goes: what is above it is for the council."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction

from ..claims import Claim
from ..claims.table import sentences
from ..claims.tables import Rank, Sort, tables
from ..context import Context
from ..document import Kind
from ..facts import Basis, MentionKind, Tax
from ..finding import Severity
from ..law.limits import CLASSES, MOST
from ..law.procurement import european, was_european
from ..law.vat import rates
from ..outline.nature import Nature
from ..part import Part, Passage
from ..pattern import pattern
from ..statements.arithmetic import euros
from ..statements.citations import DELEGATES
from ..statements.days import act_day
from ..text.sentences import clause_at
from ..values.ordinals import rank_words
from .rule import Report, rule

_UNDER = pattern(
    r"\b(?:inf[ée]rieure?s?|n['’]exc[ée]d\w+|(?:ne\s)?d[ée]pass\w+|exc[ée]d\w+|limite|jusqu['’]|plafon\w*|seuil|maxim\w+)\b[^.;€]{0,40}\Z",
    re.IGNORECASE,
)
_OTHER = pattern(
    r"\b(?:budget|capital|chiffre|encaisse|population|estim|assur|plafond)\w*\b[^.;€]{0,60}\Z", re.IGNORECASE
)
_EACH = pattern(r"\b(?:biens?|lots?|chac\w+|unitaires?)\b[^.;,]{0,60}\Z", re.IGNORECASE)


NEAR = 30
BEFORE = 80  # characters on each side of an amount
_CLOSE = pattern(r"\bseuils? (?:europeens? )?(?:fixe )?(?:de |a )\Z")
_EUROPEAN = pattern(r"\bseuils?\b[^.;€]{0,40}\b(?:europe|procedures? formalis|communaut)")


@rule("HAB103", "seuil-de-la-delegation", Severity.ALERTE)
def above_delegation(context: Context) -> Iterator[Report]:
    """Ce qui dépasse la limite de la délégation revient au conseil : l'acte serait pris par qui n'en a pas le pouvoir.

    Mauvais : « délégation … pour les marchés inférieurs à 90 000 € HT », et un marché de 120 000 € HT
    Bon : une délibération du conseil, ou une délégation qui le permet
    Source : CGCT, art. L. 2122-22 et L. 5211-10
    """
    part = context.part(Nature.ACTE)
    limits = [money for money in sentences(context) if _limits(money)] if part else []
    if part is None or len(limits) != 1:
        return
    limit, most = limits[0], 1 + Fraction(max(rates(act_day(context)))) / 100
    spent = [one for one in _spent(context, part) if _without(one, limit, most) > limit.value]
    yearly = limit.basis is Basis.AN or "annuel" in limit.said.before[-BEFORE:]
    if spent:
        most_of_all = max(spent, key=lambda one: (yearly and one.basis is Basis.AN, one.value))
        value = most_of_all.value
        message = f"{euros(value)} : la délégation visée s’arrête à {euros(limit.value)}"
        related = ((limit.where, "limite de la délégation"),)
        hint = "vérifiez qui a compétence : le conseil, ou une autre délégation"
        each = _EACH.search(limit.said.context, 0, limit.said.start)  # of one thing, and not of them all
        whole = yearly and most_of_all.basis is not Basis.AN  # of all the years, perhaps
        doubt = Severity.CONSEIL if each or whole else None
        yield Report(most_of_all.where, message, hint, euros(value), euros(limit.value), related, doubt)


def _limits(money: Claim) -> bool:
    where = money.said
    under = where.kind is Kind.VISA and _UNDER.search(where.context, max(0, where.start - 90), where.start)
    return bool(under) and DELEGATES.search(where.low) is not None


def _spent(context: Context, part: Part) -> Iterator[Claim]:
    """What the articles of the act decide of: amounts of sentences, totals of tables."""
    for money in sentences(context):
        where = money.said
        if where.part is part and where.section.article and not _OTHER.search(where.context, 0, where.start):
            yield money
    for table in tables(context):
        lent = any(column.key.startswith("interet") for column in table.columns)  # of a loan, the capital counts
        columns = [column for column in table.columns if not lent or column.key.startswith("capital")]
        for column in columns if table.part is part and part.sections[table.block].article else ():
            totals = [c for line, c in table.cells(column) if line.rank is Rank.TOTAL]
            yield from totals if column.sort is Sort.EUROS and len(totals) == 1 else ()


def _without(one: Claim, limit: Claim, most: Fraction) -> Fraction:
    """The amount as the limit counts it: without tax where it may bear it, at the rate that leaves the least."""
    return one.value / most if limit.tax is not Tax.TTC and one.tax is not Tax.HT else one.value


YEAR = timedelta(days=366)
_THEN = pattern(r"(?: ?(?:ht|hors taxes))?[^.;0-9]{0,60}\b(?:en|durant|pendant) (?P<year>20[0-9]{2})\b")
_SENT = pattern(r"\b(?:date|jour) (?:d'envoi|de lancement|du lancement|de publication)\b")


@rule("SEU101", "seuil-d-une-autre-annee", Severity.ALERTE)
def former_threshold(context: Context) -> Iterator[Report]:
    """Les seuils européens des marchés changent tous les deux ans : un acte recopié garde celui d'avant.

    Mauvais : « le seuil européen de 221 000 € HT », dans un acte de 2026
    Bon : « le seuil européen de 216 000 € HT »
    Source : code de la commande publique, art. L. 2124-1 et annexe 2 (à vérifier)
    """
    day = act_day(context)
    for money in sentences(context):
        where = money.said
        near = where.low[max(0, where.start - BEFORE) : where.end + BEFORE]
        if "seuil" not in near or not (where.led(_CLOSE) or _EUROPEAN.search(near)):
            continue
        if _SENT.search(where.low) and money.value in european(day - YEAR):
            continue  # « applicable à la date d'envoi de l'avis », which may have been of the year before
        then = where.then(_THEN)
        if then and money.value in european(date(int(then["year"]), 12, 31)):
            continue  # « le seuil de 221 000 € HT applicable aux consultations engagées en 2025 »
        if money.value.denominator == 1 and was_european(int(money.value), day):
            fit = min(european(day), key=lambda one: abs(one - money.value), default=0)
            meant = euros(Fraction(fit))
            message = f"{euros(money.value)} n’est plus un seuil européen en {day.year}" + f" : {meant}" * bool(fit)
            hint = "vérifiez le seuil en vigueur au jour de la consultation"
            this_year = str(day.year) in where.context[where.end : where.end + NEAR]  # « depuis le 1er janvier 2026 »
            doubt = Severity.CONSEIL if not this_year and _under_way(context, int(money.value)) else None
            yield Report(where, message, hint, euros(money.value), meant if fit else None, severity=doubt)


_BEGUN = pattern(r"\b(?:consult|notifi|attribu|lanc|marche|accord-cadre|avis d'appel|remise des (?:offres|plis))")


def _under_way(context: Context, amount: int) -> bool:
    """Whether what is told of a market, on the day of some step of it, was under that threshold."""
    for where, mention in context.passages(MentionKind.DATE):
        value = mention.value
        if isinstance(value, date) and amount in european(value) and _BEGUN.search(where.low_before[-BEFORE:]):
            return True
    return False


_RANKS = {said: n for said, n in rank_words().items() if n <= 5}  # classes
_CLASS = pattern(rf"\bcontraventions? de (?:la )?(?P<n>[1-5]|{'|'.join(_RANKS)}) ?(?:e|re|eme|ere)? classe")
_ARTICLE = pattern(r"\br\.? ?(?P<n>[0-9]{3}-[0-9]{1,2})\b(?!-)")
_FINE = pattern(r"[^.;€]{0,60}?(?P<n>[0-9](?: ?[0-9]){1,3})(?:,00)? ?(?:€|euros)")


@rule("SEU102", "classe-de-la-contravention", Severity.ALERTE)
def wrong_class(context: Context) -> Iterator[Report]:
    """La classe d'une contravention est celle de l'article qui la punit, et l'amende celle de sa classe.

    Mauvais : « les contraventions de la 3e classe, soit 150 € au plus »
    Bon : « les contraventions de la 2e classe, soit 150 € au plus »
    Source : code pénal, art. 131-13 et R. 610-5
    """
    on = act_day(context)
    for part in context.parts:
        for index, low in part.saying("contravention"):
            for said in _CLASS.finditer(low):
                where, own = Passage(part, index, *said.span("n")), _RANKS.get(said["n"]) or int(said["n"])
                start, end = clause_at(part.blocks[index].text, said.start())
                articles = [m["n"] for m in _ARTICLE.finditer(low, start, end)]
                fact = CLASSES.get(articles[0]) if len(articles) == 1 else None
                fine = _FINE.match(low, said.end(), end)
                most = int(fine["n"].replace(" ", "")) if fine and "forfait" not in fine[0] else MOST.value[own]
                if fact and fact.value != own and fact.in_force(on):
                    message = (
                        f"contravention de classe {own} ici, de classe {fact.value} d’après l’article ({fact.source})"
                    )
                    yield Report(where, message, "corrigez la classe ou l’article", str(own), str(fact.value))
                elif most in MOST.value.values() and most != MOST.value[own]:
                    message = f"classe {own} : l’amende est de {MOST.value[own]} € au plus, et non de {most} €"
                    yield Report(where, message, f"corrigez la classe ou l’amende ({MOST.source})", str(own))
