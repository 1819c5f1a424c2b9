"""Formulas that clauses state: price revision, working time, areas."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from ..context import Context
from ..facts.numerals import NUMBER, numeral
from ..finding import Severity
from ..law.limits import FULL_TIME
from ..part import Part
from ..pattern import pattern
from ..statements.arithmetic import percent, shown
from .rule import Report, rule

_REVISION = pattern(r"revis|actualis|index|variation|formule")
_TERM = r"[01][.,][0-9]{1,3}(?![0-9]|\s?%)"
_INDEX = r"[^0-9+;=]{0,4}(?:[a-zµ][a-z0-9\u2080-\u2089' /×x*().\[\]-]{0,40}?)?"
_COEFFICIENTS = pattern(rf"(?<![0-9.,]){_TERM}(?:{_INDEX}\s?\+\s?{_TERM})+")
_COEFFICIENT = pattern(r"(?<![0-9a-z.,])[01][.,][0-9]{1,3}(?![0-9])")


@rule("CAL101", "coefficients-de-revision", Severity.ALERTE)
def revision(context: Context) -> Iterator[Report]:
    """Les coefficients d'une formule de révision font 1, partie fixe comprise : sinon le prix change dès le premier
    jour, sans que les indices aient bougé. La part fixe que dit une phrase est celle de la formule.

    Mauvais : P = P0 × (0,15 + 0,75 × I / I0)
    Bon : P = P0 × (0,15 + 0,85 × I / I0)
    Source : code de la commande publique, art. R. 2112-13, à vérifier
    """
    for where, match in (found for part in context.parts for found in part.found(_COEFFICIENTS, "+")):
        lead = where.part.lows()[max(0, where.block - 1)] + where.low
        found = [Decimal(said.replace(",", ".")) for said in _COEFFICIENT.findall(match[0])]
        total = sum(found, Decimal(0))
        if len(found) > 1 and total != 1 and _REVISION.search(lead):
            message = f"{' + '.join(map(shown, found))} = {shown(total)}, et non 1"
            yield Report(where, message, "corrigez l’un des coefficients", shown(total), "1")
    for part in context.parts:
        yield from _fixed_share(part)


_FIXED = pattern(
    r"\bpart fixe (?:de la formule )?(?:est|represente|s'eleve a)(?: donc)?(?: (?:de|fixee a))? "
    r"(?P<p>[0-9]{1,2}(?:[.,][0-9]+)?)\s?%"
)
_WHOLE = pattern(r"(?P<fixed>0[.,][0-9]{1,3})\s?\+\s?(?P<rest>0[.,][0-9]{1,3})(?![0-9])")
NEAR = 3  # blocks, from a formula to what is said of it


def _fixed_share(part: Part) -> Iterator[Report]:
    """« la part fixe est de 12,5 % », of the formula « 0,15 + 0,85 × I / I0 » that stands above."""
    pairs = [(where, _number(m["fixed"]), _number(m["rest"])) for where, m in part.found(_WHOLE, "+")]
    formulas = [(where, fixed) for where, fixed, rest in pairs if fixed + rest == 1]
    for where, match in part.found(_FIXED, "part fixe"):
        near = [one for one in formulas if 0 <= where.block - one[0].block < NEAR]
        if near and all(_number(match["p"]) != fixed * 100 for _, fixed in near):
            there, fixed = near[-1]
            right = f"{shown(fixed * 100)} %"
            message = f"la part fixe de la formule est de {right}, et non de {match['p']} %"
            yield Report(where, message, f"écrivez {right}", f"{match['p']} %", right, ((there, there.text),))


def _number(said: str) -> Decimal:
    return Decimal(said.replace(",", "."))


_HOURS = pattern(
    rf"(?<![\w-])(?P<said>(?P<h>[0-9]{{1,2}}|{NUMBER}(?=\s?heures?\b))\s?(?:h(?:eures?)?\b\s?(?P<m>[0-5][0-9])?|/\s?35))"
    r"(?:\s?(?:/\s?35(?:e|emes?|h)?|hebdomadaires?|par\ssemaine))?(?:\srestantes)?"
    r"[\s,(]{1,3}(?:(?:soit|c'est-a-dire)\s|(?<=\())"
    r"(?:(?:une?\s)?(?:quotite|temps|taux)\s(?:de\s(?:travail\s)?)?(?:de\s)?)?(?P<p>[0-9]{1,3}(?:[.,][0-9]{1,2})?)\s?%"
)
_OTHER_WEEK = pattern(r"\b(?:36|37|39|40)\s?h")
_CHANGE = pattern(r"\b(?:augment|hausse|diminu|reduct|baisse).{0,14}\Z")  # « l'augmentation, de 4 heures »
_BY = pattern(r" ?\)? ?(?:d'augment|de (?:hausse|baisse|diminu|reduct|plus\b|moins\b))")  # « soit 40 % d'augmentation »
_WORK = pattern(r"temps|quotit|hebdomadaire|semaine|emploi|poste|agent|35")


@rule("CAL102", "quotite-de-travail", Severity.ALERTE)
def working_time(context: Context) -> Iterator[Report]:
    """La quotité de travail est le nombre d'heures de la semaine sur 35, durée d'un temps complet. Les heures restantes
    sont ce qui manque à la quotité.

    Mauvais : « 17 h 30, soit 60 % »
    Bon : « 17 h 30, soit 50 % »
    Source : usage (temps complet de 35 heures, à vérifier)
    """
    for where, match in (found for part in context.own for found in part.found(_HOURS, "%")):
        share = ((numeral(match["h"]) or 0) + Fraction(int(match["m"] or 0), 60)) / FULL_TIME.value
        said = Fraction(match["p"].replace(",", "."))
        other = where.led(_CHANGE) or where.then(_BY) or _OTHER_WEEK.search(where.low) or not _WORK.search(where.low)
        if not other and share <= 1 and abs(share * 100 - said) > 1:
            right, hours = percent(share), where.at(*match.span("said")).text
            message = f"{hours} sur {FULL_TIME.value} h font {right}, et non {shown(said)} %"
            yield Report(where, message, f"écrivez {right}, ou corrigez les heures", f"{shown(said)} %", right)
    for part in context.own:
        yield from _rest(part)


_PART = pattern(
    r"(?P<p>[0-9]{1,2})\s?%[^.;%]{0,50}?\bsoit (?P<h>[0-9]{1,2}) heures\b"
    r"|\b(?P<hours>[0-9]{1,2}) heures[^.;%]{0,30}?\bsoit (?P<share>[0-9]{1,2})\s?%"
)
_LEFT = pattern(r"\bles (?P<n>[0-9]{1,2}) heures restantes\b")


def _rest(part: Part) -> Iterator[Report]:
    """« 14 heures par semaine, soit 40 % (…). Les 20 heures restantes »."""
    for where, match in part.found(_LEFT, "heures restantes"):
        parts = list(_PART.finditer(where.low, 0, where.start))
        if len(parts) == 1:
            hours, share = Fraction(parts[0]["h"] or parts[0]["hours"]), Fraction(parts[0]["p"] or parts[0]["share"])
            left = hours * (100 - share) / share
            if left.denominator == 1 and left != int(match["n"]):
                message = f"{hours} heures pour {share} %, il en reste {left}, et non {match['n']}"
                yield Report(where, message, f"écrivez {left} heures", match["n"], str(left))


_ACRES = r"(?P<whole>(?:(?P<ha>[0-9]{1,4})\s?ha\b)?\s?(?:(?P<a>[0-9]{1,2})\s?a\b)?\s?(?:(?P<ca>[0-9]{1,2})\s?ca\b)?)"
_SQUARE = r"(?P<m2>[0-9]{1,3}(?:[ .]?[0-9]{3}){0,4})\s?(?:m²|m2|metres\scarres)"
_AREAS = (
    pattern(rf"{_ACRES}[\s,]{{0,2}}(?:\(|soit\s|=\s?|,\s)?\(?(?:soit\s)?{_SQUARE}"),
    pattern(rf"(?<![\d.]){_SQUARE}\s?(?:\((?:soit\s)?|,?\ssoit\s){_ACRES}"),
)


@rule("CAL103", "surfaces", Severity.ERREUR)
def areas(context: Context) -> Iterator[Report]:
    """Une surface écrite de deux façons est la même : 1 ha = 100 a = 10 000 m², 1 a = 100 m², 1 ca = 1 m².

    Mauvais : « 1 ha 20 a, soit 1 200 m² »
    Bon : « 1 ha 20 a, soit 12 000 m² »
    Source : usage
    """
    areas = (found for part in context.parts for area in _AREAS for found in part.found(area, "m²", "m2"))
    for where, match in areas:
        square = 10_000 * int(match["ha"] or 0) + 100 * int(match["a"] or 0) + int(match["ca"] or 0)
        said = int(re.sub(r"\D", "", match["m2"]))
        words, right = where.at(*match.span("whole")).text, f"{shown(Decimal(square))} m²"
        if "à" not in words and any((match["ha"], match["a"], match["ca"])) and square != said:  # « de 50 à 120 m² »
            whole = " ".join(words.split())
            message = f"{whole} = {right}, et non {shown(Decimal(said))} m²"
            yield Report(where, message, f"écrivez {right}", f"{said} m²", f"{square} m²")
