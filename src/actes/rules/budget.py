"""The budget: years of credits and years of payment."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ..context import Context
from ..document import Kind
from ..facts import Mention, MentionKind
from ..finding import Severity
from ..law.texts import REPLACED
from ..outline.nature import Nature
from ..part import Passage
from ..pattern import pattern
from ..statements.days import act_day, taken_on
from ..statements.moments import BALANCE, Event, clauses_of
from ..statements.periods import dissent
from ..statements.subjects import REASONS
from ..text import timewords as say
from ..text.tokens import ROLE, YEAR
from ..values.dates import show_date
from .rule import Report, Where, rule

_CREDITS = pattern(  # « Crédit agricole » is a bank
    r"credits?\b(?! (?:agri|mutuel|foncier))|imput|inscrite?s?\s(?:au|a)|depense[^.;]{0,40}(?:imput|inscri|prelev)"
)
_BUDGET = pattern(r"\b(?:budgets?|exercices?|bop|credits?)\b(?:(?!\),\sl)[^.;]){0,60}\Z")
_OPEN = pattern(
    r"suivant|precedent|\bquart\b|a\svenir|concernes|ulterieur|chaque\s(?:annee|exercice)|correspondants?|et\sau-dela"
)
# An amount of that year.
_GIVEN = pattern(r"(?:€|\beuros?)(?: ht| ttc)?(?: \([^()]{0,90}\))? (?:en|pour|au titre de) (?:l')?\Z")
_YEARLY = pattern(r"(?:vot\w*|inscri\w*|ouver\w*) (?:annuel|chaque annee)|annuel\w* (?:des|de) credits")


@rule("BUD101", "credits-et-paiements", Severity.ALERTE)
def credits_and_payments(context: Context) -> Iterator[Report]:
    """Les crédits sont ouverts pour un an : une dépense payée l'année suivante demande des crédits de cette année-là.
    L'acte dit les exercices qui paieront.

    Mauvais : « crédits inscrits au budget 2025 », pour un solde facturé en janvier 2026
    Bon : « crédits inscrits au budget 2025 et à inscrire au budget 2026 »
    Source : CGCT, art. L. 1612-1 et L. 2311-1
    """
    credits = list(_credits(context))
    if not credits:
        return
    told = {where[:2] for where, _ in credits}
    beside = (  # « 37 200 € en 2025 et 86 800 € en 2026 »
        mention
        for where, mention in context.passages(MentionKind.YEAR, MentionKind.YEARS)
        if where[:2] in told and where.led(_GIVEN)
    )
    years = {year for _, found in credits for year in found}.union(*map(_years, beside))
    late = [(passage, year) for passage, year in _payments(context) if year not in years and year > min(years)]
    yearly = (where for part in context.parts for where in part.found(_YEARLY, "credit"))
    if not late or any(yearly):  # « sous réserve du vote annuel des crédits »: those of the years to come are told
        return
    where, said = credits[0]
    paid = sorted({year for _, year in late})
    named, due = " et ".join(map(str, sorted(set(said)))), " et ".join(map(str, paid))
    when = ", ".join(dict.fromkeys(f"« {passage.text} »" for passage, _ in late))
    message = f"les crédits sont ceux de {named}, et un paiement est prévu en {due.replace(' et ', ' et en ')} ({when})"
    related: list[tuple[Where, str]] = [(passage, f"paiement en {year}") for passage, year in late]
    if context.entry and context.entry.financement and context.entry.financement.budget:
        related.append((context.field("financement.budget.exercices", text=named), f"exercices : {named}"))
    hint, every = f"ajoutez les crédits à inscrire au budget {due}", " et ".join(map(str, sorted({*years, *paid})))
    yield Report(where, message, hint, named, every, tuple(related))


@rule("BUD102", "exercice-et-date", Severity.ALERTE)
def year_of_credits(context: Context) -> Iterator[Report]:
    """Les crédits qui portent une dépense sont ceux de l'année de l'acte, ou de la suivante : ceux d'une année finie
    sont clos, et ceux d'une année lointaine n'existent pas encore.

    En janvier, l'exercice précédent se termine : rien n'est dit.

    Mauvais : une décision du 12 juin 2024, « les crédits sont inscrits au budget 2023 »
    Bon : « les crédits sont inscrits au budget 2024 »
    Source : CGCT, art. L. 1612-11 et L. 2311-1
    """
    day, said = taken_on(context), list(_credits(context))
    if day is None or not said or day.value.month == 1:
        return
    taken = day.value.year
    years = sorted({year for _, found in said for year in found})
    for where, found in said:
        if max(found) < taken or (min(found) > taken + 1 and min(years) == min(found)):
            named = " et ".join(map(str, found))
            message = f"les crédits sont ceux de {named}, et l’acte est de {taken}"
            related = ((day.where, show_date(day.value)),)
            yield Report(where, message, "vérifiez l’exercice", named, str(taken), related)
            return


def _credits(context: Context) -> Iterator[tuple[Passage, tuple[int, ...]]]:
    """Years of the budgets that bear the expense, as the act says them."""
    for passage, mention in context.passages(MentionKind.YEAR, MentionKind.YEARS):
        low, ours = passage.low, passage.part.nature is Nature.ACTE and passage.kind not in REASONS
        told = mention.label == "exercice" or passage.led(_BUDGET)
        if ours and told and _CREDITS.search(low) and not _OPEN.search(low):
            yield passage, _years(mention)


def _payments(context: Context) -> Iterator[tuple[Passage, int]]:
    """Days, months and years at which something is to be paid, as the articles say; « au terme » is the last year."""
    reference, _ = dissent(context)
    period = reference.value.period if reference else None
    for clause in clauses_of(context):
        where, letters = clause.where, clause.shape
        told = where.section.article or where.part.nature is not Nature.ACTE
        if where.kind not in (Kind.ARTICLE, Kind.PARAGRAPHE, Kind.ITEM) or not told or _CREDITS.search(where.low):
            continue
        for moment in clause.moments:
            due = moment.event in (Event.LIMIT, Event.PAID) and say.PAID in moment.letters
            if moment.own and not moment.past and due:
                yield moment.day, moment.last.year
        for rank, token in enumerate(clause.tokens):
            years = _years(token.value) if token.sort == YEAR and isinstance(token.value, Mention) else ()
            if len(years) == 1 and say.PAID in letters[:rank]:
                yield Passage(where.part, where.block, token.start, token.end), years[0]
            balance = token.sort == ROLE and token.value == BALANCE
            if balance and period and re.match(rf"[^DBJY]*{say.END}[^DBJY]*\Z", letters[rank + 1 :]):
                yield Passage(where.part, where.block, token.start, token.end), period.fin.year


def _years(mention: Mention) -> tuple[int, ...]:
    value = mention.value
    if isinstance(value, tuple):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return (value,)
    return (value.year,) if isinstance(value, date) else ()


def _of_before(context: Context) -> bool:
    """Whether an act that says no day of its own speaks of former years only."""
    said = [year for _, m in context.passages(MentionKind.DATE, MentionKind.YEAR) for year in _years(m)]
    since = REPLACED.debut.year if REPLACED.debut else 0
    return context.entry is None and taken_on(context) is None and 0 < max(said, default=0) < since


_REPLACED = pattern(rf"\b(?:{'|'.join(REPLACED.value).lower()})\b")


@rule("BUD103", "instruction-remplacee", Severity.ALERTE)
def replaced_instruction(context: Context) -> Iterator[Report]:
    """Depuis le 1er janvier 2024, les communes, leurs groupements, les départements et les régions tiennent leur budget
    selon l'instruction M57 ; un visa de la M14 vient d'un modèle ancien. Les services de l'eau ou des transports (M4),
    les établissements sociaux (M22) ont gardé la leur.

    Mauvais : « Vu l'instruction budgétaire et comptable M14 », dans un acte de 2025
    Bon : « Vu l'instruction budgétaire et comptable M57 »
    Source : loi n° 2015-991 du 7 août 2015, art. 106 ; à vérifier
    """
    since = show_date(REPLACED.debut) if REPLACED.debut else ""
    for part in context.own if REPLACED.in_force(act_day(context)) and not _of_before(context) else ():
        for where, _ in part.found(_REPLACED, "instruction", "nomenclature"):
            if "m57" not in where.low:
                message = f"l’instruction {where.text} est remplacée par la M57 depuis le {since}"
                yield Report(where, message, "visez la M57 (à vérifier)", where.text, "M57")
