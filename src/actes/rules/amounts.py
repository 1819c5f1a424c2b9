"""Amounts of sentences: words and figures, a year and the period, computations, the same amount said twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from ..claims import Claim, Sure, claims
from ..claims.fields import field_claims
from ..claims.schedules import Year, schedules
from ..claims.table import amounts, sentences
from ..context import Context
from ..facts import Basis, MentionKind, Tax
from ..facts.flat import folded
from ..facts.numerals import FRACTION, fraction
from ..figures.lasting import orders, own_period, same_as_a_year, yearly
from ..figures.network import sound, wrong
from ..figures.relation import Kind
from ..finding import Severity
from ..part import Passage
from ..pattern import pattern
from ..same.amounts import Pair, contradictions, misquoted, typed_otherwise
from ..same.inwords import Spelled, spelled
from ..same.misprints import alike, telling
from ..statements.arithmetic import cents, euros, gap_shown, percent, probable_cause, rounded, shown
from ..statements.subjects import REASONS
from ..text.lexicon import ACCENTS, CHANGE
from ..text.tokens import Counted
from ..values.accident import near, slip
from ..values.durations import Duration
from ..values.money import Amount
from ..values.periods import Period
from .figures import reported
from .rewritten import Fixed, inwords, refigured
from .rule import Report, Where, rule

BOTH_WAYS = "corrigez les chiffres ou les lettres ; cet écart ne s’accepte pas"
A_YEAR = 12  # months
SHORT_MONTH, LONG_MONTH = 30, 31  # days of a month, as a delay counts it
_FRACTION = pattern(
    rf"\b(?P<words>{FRACTION})\s?(?:\(\s?(?:soit\s)?|,?\ssoit\s)(?P<rate>[0-9]{{1,3}}(?:,[0-9]{{1,2}})?)\s?%\)?"
)
_STOPPED = pattern(r"\barrete\w* (?:a|au)\b[^.;]{0,30}\Z")


@rule("MNT101", "lettres-et-chiffres", Severity.ERREUR)
def words_and_figures(context: Context) -> Iterator[Report]:
    """Un montant, un nombre, une durée écrits en chiffres et en lettres sont les mêmes des deux façons. Il n'y a pas
    d'écart acceptable : qui paie ne saurait pas quoi payer, ni qui résilie, sous quel délai.

    Mauvais : « 1 173,00 € (mille cent soixante-trois euros) »
    Bon : « 1 173,00 € (mille cent soixante-treize euros) »
    Corrige : les lettres ou les chiffres, quand la fiche ou un calcul juste de l'acte dit le montant
    Source : usage
    """
    for said in spelled(context):
        if said.words != said.figures:
            yield _differ(said.where, said.figures, said.words, _one_of_two(context, said))
    yield from _in_letters(context)
    yield from _fractions(context)
    yield from _durations(context)
    for claim in claims(context):
        counted = claim.token.value
        if isinstance(counted, Counted) and counted.again is not None and counted.again != counted.number:
            message = f"deux nombres pour un : « {claim.where.text} » ({counted.number} et {counted.again})"
            yield Report(claim.where, message, BOTH_WAYS, str(counted.again), str(counted.number))


def _durations(context: Context) -> Iterator[Report]:
    for passage, mention in context.passages(MentionKind.DURATION):
        figures, words = mention.value, mention.words
        if isinstance(figures, Duration) and isinstance(words, Duration) and not _one_time(figures, words):
            message = f"{figures} en chiffres, {words} en lettres"
            yield Report(passage, message, "corrigez les chiffres ou les lettres", str(figures), str(words))


def _one_time(one: Duration, other: Duration) -> bool:
    """« six semaines (42 jours) » and « deux mois (60 jours) » too; of « une année (140 jours) » some are worked."""
    months, days = one.mois or other.mois, one.jours or other.jours
    if one.unite is not other.unite and months == A_YEAR and days and days < A_YEAR * SHORT_MONTH:
        return True
    return one.same_as(other) or bool(months and days and SHORT_MONTH * months <= days <= LONG_MONTH * months)


def _fractions(context: Context) -> Iterator[Report]:
    """« un cinquième (25 %) », « la moitié, soit 45 % »: a part of one, in words and as a percentage."""
    for where, match in (found for part in context.parts for found in part.found(_FRACTION, "%")):
        words, said = fraction(match["of"], match["part"]), Fraction(match["rate"].replace(",", "."))
        if abs(words * 100 - said) >= 1:
            spelt = where.at(*match.span("words")).text
            message = f"« {spelt} » est {percent(words)}, et le pourcentage dit {percent(said / 100)}"
            yield Report(where, message, "corrigez la fraction ou le pourcentage")


def _again_in_letters(where: Passage) -> bool:
    """« Soit, en toutes lettres », « arrêté à la somme de », alone in brackets."""
    alone = where.before.strip() == "("
    return alone or "lettres" in where.context or where.led(_STOPPED) is not None


def _alike(one: Fraction, other: Fraction) -> bool:
    digits = min(len(str(int(value)).strip("0")) for value in (one, other))
    return digits > 1 and slip(one, other)


TEN = 10  # euros: round amounts may be said in letters alone


def _in_letters(context: Context) -> Iterator[Report]:
    """« Soit, en toutes lettres, … »: an amount that the act gives in figures somewhere else."""
    every = amounts(context)
    figures = [c for c in every if any(map(str.isdigit, c.where.text))]
    beside = {c.spot[:2] for c in figures}
    for claim in every:
        where = claim.where
        if not isinstance(where, Passage) or claim.spot[:2] in beside:
            continue
        others = [c for c in figures if c.value != claim.value and {c.tax, claim.tax} != {Tax.HT, Tax.TTC}]
        told = _again_in_letters(where)
        if not told:  # with no word that says so: a digit apart is no chance, nor is an amount that is not round
            odd = bool(claim.value % TEN)
            others = [c for c in others if _alike(c.value, claim.value) or (odd and near(c.value, claim.value))]
        written = any(folded(cents(claim.value)) in part.low for part in context.parts)  # « à verser 7 455,96 »
        here = {c.value for c in every if c.spot[:2] == claim.spot[:2]}  # « mille euros, soit cinq cents à chacun »
        if others and not (written or _made_up(claim.value, here)) and claim.value not in {c.value for c in figures}:
            other = min(others, key=lambda c: abs(c.value - claim.value))
            message = f"{euros(claim.value)} en lettres, et l’acte dit {euros(other.value)} en chiffres"
            related = ((other.where, euros(other.value)),)
            severity = Severity.ERREUR if told or claim.value % TEN else Severity.ALERTE
            yield Report(where, message, BOTH_WAYS, euros(claim.value), euros(other.value), related, severity)


def _one_of_two(context: Context, said: Spelled) -> tuple[Fixed, ...]:
    """The words, or the figures, written as the other where a relation that holds, or the entry, confirms this one."""
    block, inside = said.where[:2], range(said.where.start, said.where.end)
    every = ((c, c.where) for c in amounts(context) if isinstance(c.where, Passage))
    here = [claim for claim, where in every if where[:2] == block and where.start in inside]
    stated = {claim.value for claim in field_claims(context)}
    figures, words = Fraction(said.figures.valeur), Fraction(said.words.valeur) if said.words else None
    held = any(claim.spot in sound(context) and claim.value == figures for claim in here)
    meant = any(f.meant == words and f.certain for f in wrong(context) if f.fault.spot in {c.spot for c in here})
    if (held or figures in stated) and not (meant or words in stated):
        return inwords(said.where, said.figures)
    if words is not None and (meant or words in stated) and not held:
        before_words = len(said.where.text.partition("(")[0].partition(")")[0])
        return refigured(said.where._replace(end=said.where.start + before_words), words, "€")
    return ()


def _differ(where: Passage, figures: Amount, words: Amount | None, fix: tuple[Fixed, ...]) -> Report:
    if words is None:
        message = f"{figures} en chiffres ; les lettres ne disent pas un nombre que l’on puisse lire"
        hint = "réécrivez le montant en lettres"
        return Report(where, message, hint, str(figures), severity=Severity.ALERTE, fix=fix)
    cause = probable_cause(words.valeur, figures.valeur) if figures.valeur else ""
    message = f"les chiffres disent {figures}, les lettres {words} ({gap_shown(figures.valeur, words.valeur)})"
    return Report(where, message + (f" ; {cause}" if cause else ""), BOTH_WAYS, str(figures), str(words), fix=fix)


@rule("MNT102", "annuel-et-periode", Severity.ERREUR)
def year_and_period(context: Context) -> Iterator[Report]:
    """Un montant donné « pour la période » est celui de toutes les années qu'elle compte. Le montant d'une année, écrit
    pour une période de deux ans, n'autorise que la moitié de la dépense.

    Mauvais : « 977,50 € HT pour la période », quand l'annexe donne 977,50 € HT par an pour 24 mois
    Bon : « 1 955,00 € HT pour la période, soit 977,50 € HT par an »
    Source : usage
    """
    period = own_period(context)
    years = Fraction(period.duree.mois, 12) if period and period.duree.mois else Fraction(1)
    stated = [c for c in sentences(context) if c.basis is Basis.PERIODE] if years != 1 else []
    annual = yearly(context) if stated else ()
    same = [(money, found) for money in stated if (found := same_as_a_year(context, money, annual)) is not None]
    if same and period:
        yield _a_year(same, period, years, list(orders(context, annual, years)))
    elif stated:
        yield from _not_multiple(context, stated, years)


def _a_year(
    same: list[tuple[Claim, Claim]], period: Period, years: Fraction, pieces: list[tuple[Passage, Claim]]
) -> Report:
    """The amount of a year, written for the period: sure where tax or the words confirm it."""
    first, like = same[0]
    whole = [_said(replace(m, value=m.value * years)) for m, _ in same]
    sums = " ; ".join(f"{shown(years)} × {cents(m.value)} = {made}" for (m, _), made in zip(same, whole, strict=True))
    verb = "sont les montants" if len(same) > 1 else "est le montant"
    said = " et ".join(_said(m) for m, _ in same)
    message = f"{said} {verb} d’une année ({_place(like)}), et la période dure {period.duree} : {sums}"
    related: list[tuple[Where, str]] = [(y.where, f"{_said(y)} par an : {_place(y)}") for _, y in same]
    related += [(m.where, f"{_said(m)} pour la période") for m, _ in same[1:]]
    for passage, found in pieces:
        total = cents(found.value * years)
        related.append((passage, f"{total} = {shown(years)} × {cents(found.value)} ({_place(found)})"))
    sure = len({m.tax for m, _ in same}) > 1 or not like.of
    hint, due = f"écrivez {' et '.join(whole)} pour la période, ou « par an »", euros(first.value * years)
    severity = Severity.ERREUR if sure else Severity.ALERTE
    return Report(first.where, message, hint, euros(first.value), due, tuple(related), severity)


def _place(claim: Claim) -> str:
    return f"« {claim.of} »" if claim.of else "par an"


def _said(money: Claim) -> str:
    return f"{euros(money.value)} {money.tax.value if money.tax else ''}".strip()


def _not_multiple(context: Context, stated: list[Claim], years: Fraction) -> Iterator[Report]:
    """One amount a year and one for the period in the same article, that do not go together."""
    for money in stated:
        here = {c.value for c in amounts(context) if c.spot[:2] == money.spot[:2]}
        if any(money.value - value in here - {value} for value in here):
            continue  # « 3 600 € pour les deux premières années et 34 200 € pour les suivantes, soit 37 800 € »
        beside = [c for c in yearly(context) if c.spot[:2] == money.spot[:2] and c.tax == money.tax]
        alone = len(beside) == 1 and CHANGE not in beside[0].lead  # « la progression est de 1 500 € par an »
        expected = beside[0].value * years if alone else money.value
        if expected != money.value:
            words = f"{shown(years)} × {cents(beside[0].value)} = {cents(expected)}"
            gap = gap_shown(rounded(money.value), rounded(expected))
            message = f"{words} ; {_said(money)} est écrit pour la période ({gap})"
            related = ((beside[0].where, f"{_said(beside[0])} par an"),)
            hint = "corrigez l’un des deux montants"
            yield Report(money.where, message, hint, euros(money.value), euros(expected), related)


@rule("MNT104", "montant-contradictoire", Severity.ERREUR)
def contradictory(context: Context) -> Iterator[Report]:
    """Le même montant est le même partout : dans la décision, la convention, les annexes et la fiche ; à l'article que
    l'on cite pour lui, ou pour une durée ; quand un plafond est redit.

    Deux montants presque semblables, à un chiffre près, sont à vérifier : l'un est peut-être mal recopié.

    Mauvais : décision « une subvention de 4 500,00 € » ; convention « une subvention de 5 400,00 € »
    Bon : « une subvention de 4 500,00 € » dans les deux
    Corrige : le montant, à un chiffre près, quand la fiche le dit
    Source : usage
    """
    told = [*_said_twice(context), *_misquoted(context), *reported(context, Kind.AGAIN)]
    yield from told
    texts = [{report.found, report.expected} for report in told]
    places = {where for report in told for where in (report.where, *dict(report.related))}
    every = {one.value for one in amounts(context)}
    for found in alike(context):
        seen, like = found
        part = abs(seen.value - like.value) in every  # that one of them adds to the other, perhaps
        spots = {(one.where.part.name, one.where.block, one.where.start): one.value for one in found}
        held = all(spot in sound(context) or _made_up(value, every) for spot, value in spots.items())
        known = {cents(seen.value), cents(like.value)} in texts or {seen.where, like.where} <= places
        if not (held or known):  # else each is what a computation of the act makes, or told
            severity = Severity.ALERTE if telling(seen, like) and not part else Severity.CONSEIL
            yield _two("montants presque semblables", seen.where, seen.value, like.where, like.value, severity)


TIMES = (2, 3, 4, 6, 12)  # of an amount that is due so often


def _made_up(value: Decimal | Fraction, every: Set[Decimal] | Set[Fraction]) -> bool:
    """« deux titres de 1 208 € », where the total is said: two amounts that are so alike are two things."""
    return any(value * times in every for times in TIMES)


def _said_twice(context: Context) -> Iterator[Report]:
    for pair in (*typed_otherwise(context), *contradictions(context)):
        if pair.sure or pair.likely:
            one, other = rounded(pair.one.value), rounded(pair.other.value)
            sure = Severity.ERREUR if pair.sure else Severity.ALERTE
            what = f"« {ACCENTS.get(pair.role, pair.role)} »"
            report = _two(what, pair.other.where, other, pair.one.where, one, sure)
            yield replace(report, fix=_as_entered(pair))


def _misquoted(context: Context) -> Iterator[Report]:
    """Another amount than that of the article that is cited for it."""
    for reference, odd, right in misquoted(context):
        message = f"l’article {reference.number} ne dit pas « {odd.text} », mais « {right.text} »"
        hint, related = "écrivez le même montant aux deux endroits", ((right, right.text),)
        yield Report(odd, message, hint, odd.text, right.text, related, Severity.ALERTE)


def _as_entered(pair: Pair) -> tuple[Fixed, ...]:
    """What the entry states, or works out, where somebody typed another amount of it, a digit apart."""
    entered = pair.sure and not isinstance(pair.one.where, Passage)
    return refigured(pair.other.where, pair.one.value, "€") if entered else ()


def _two(what: str, where: Where, value: Decimal, elsewhere: Where, other: Decimal, severity: Severity) -> Report:
    """An amount, and another one of the same thing."""
    cause = probable_cause(other, value)
    message = f"{what} : {cents(value)} ici, {cents(other)} ailleurs" + (f" ({cause})" if cause else "")
    hint = "corrigez celui des deux qui est faux"
    return Report(where, message, hint, cents(value), cents(other), ((elsewhere, cents(other)),), severity)


OF_YEAR = pattern(
    r"\)?(?:\s(?:ht|ttc))?,?\s(?:au\stitre\sde\s|pour\s|en\s)(?:l'\s?(?:exercice|annee)\s(?:budgetaire\s)?)?"
    r"(?P<year>20[0-9]{2})\b(?!\s?(?:[-–/a]|et)\s?[0-9])"
)
GIVEN = frozenset({"subvention", "participation", "contribution", "dotation", "aide", "cotisation", "redevance"})
PARTIAL = pattern(r"\b(?:acompte|avance|solde|versement|complement|dont|supplementaire|exceptionnel)\w*\b[^.;]{0,60}\Z")


@rule("MNT106", "montant-de-l-annee", Severity.ALERTE)
def amount_of_year(context: Context) -> Iterator[Report]:
    """Le montant qu'un article attribue pour une année est celui que l'échéancier donne pour elle.

    Mauvais : « 2026 : 9 000 € », puis « une subvention de 8 000 € au titre de l'exercice 2026 »
    Bon : « 2026 : 9 000 € », puis « une subvention de 9 000 € au titre de l'exercice 2026 »
    Source : usage
    """
    planned: dict[int, list[Year]] = {}
    for years in schedules(context):
        for one in years:
            planned.setdefault(one.year, []).append(one)
    for money in sentences(context) if planned else ():
        year = _year(money)
        if year and year not in planned:
            yield from _unplanned(money, year, planned)
        lines = [one for one in planned.get(year, ()) if one.amounts] if year else []
        due = lines[0].amounts[-1] if lines else money.value
        if near(money.value, Fraction(due)) and not any(money.value in one.amounts for one in lines) and lines:
            message = f"{cents(money.value)} pour {year}, et l’échéancier dit {cents(due)}"
            hint = "corrigez l’un des deux montants"
            related = tuple((one.where, f"{year} : {cents(one.amounts[-1])}") for one in lines)
            yield Report(money.where, message, hint, euros(money.value), euros(due), related)


def _unplanned(money: Claim, year: int, planned: Mapping[int, Sequence[Year]]) -> Iterator[Report]:
    """An amount of the schedule, given for a year that it has not: last year's, most often."""
    same = [one for lines in planned.values() for one in lines if money.value in one.amounts]
    if same:
        said = ", ".join(map(str, sorted(planned)))
        message = f"{cents(money.value)} pour {year}, que l’échéancier n’a pas ({said})"
        related = tuple((one.where, f"{one.year} : {cents(money.value)}") for one in same)
        yield Report(money.where, message, "vérifiez l’année", str(year), str(same[0].year), related)


def _year(money: Claim) -> int | None:
    """The year for which a sentence gives a subsidy."""
    where = money.said
    if where.kind in REASONS or money.role not in GIVEN or money.sure < Sure.CLAUSE:
        return None
    match = where.then(OF_YEAR)
    return int(match["year"]) if match and not where.led(PARTIAL) else None
