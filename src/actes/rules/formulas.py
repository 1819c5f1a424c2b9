"""Formulas that clauses state: price revision, working time, areas."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from ..context import Context
from ..finding import Severity
from ..law.limits import FULL_TIME
from ..outline.nature import Nature
from ..part import Passage
from ..pattern import pattern
from ..statements.arithmetic import percent, shown, total_of
from .rule import Report, rule

_REVISION = pattern(r"r[ée]vis|actualis|index|variation|formule", re.IGNORECASE)
_TERM = r"[01][.,][0-9]{1,3}(?![0-9]|\s?%)"
_INDEX = r"[^0-9+;=]{0,4}(?:[A-Za-zµ][A-Za-z0-9\u2080-\u2089' /×x*().\[\]-]{0,40}?)?"
_COEFFICIENTS = pattern(rf"(?<![0-9.,]){_TERM}(?:{_INDEX}\s?\+\s?{_TERM})+")
_COEFFICIENT = pattern(r"(?<![0-9A-Za-z.,])[01][.,][0-9]{1,3}(?![0-9])")


@rule("CAL101", "coefficients-de-revision", Severity.ALERTE)
def revision(context: Context) -> Iterator[Report]:
    """Les coefficients d'une formule de révision font 1, partie fixe comprise : sinon le prix change dès le premier
    jour, sans que les indices aient bougé.

    Mauvais : P = P0 × (0,15 + 0,75 × I / I0)
    Bon : P = P0 × (0,15 + 0,85 × I / I0)
    Source : code de la commande publique, art. R. 2112-13, à vérifier
    """
    for part in context.parts:
        for index, block in enumerate(part.blocks):
            text, lead = block.text, part.blocks[index - 1].text if index else ""
            if "+" not in text or not _REVISION.search(lead + text):
                continue
            for match in _COEFFICIENTS.finditer(text):
                found = [Decimal(said.replace(",", ".")) for said in _COEFFICIENT.findall(match[0])]
                total = total_of(found)
                if len(found) > 1 and total != 1:
                    words = " + ".join(map(shown, found))
                    where = Passage(part, index, *match.span())
                    yield Report(
                        where,
                        f"{words} = {shown(total)}, et non 1",
                        "corrigez l’un des coefficients",
                        shown(total),
                        "1",
                    )


_HOURS = pattern(
    r"(?P<said>(?P<h>[0-9]{1,2})\s?(?:h(?:eures?)?\b\s?(?P<m>[0-5][0-9])?|/\s?35))"
    r"(?:\s?(?:/\s?35(?:e|[èe]mes?|h)?|hebdomadaires?|par\ssemaine))?[\s,(]{1,3}(?:soit|c['’]est-à-dire)\s"
    r"(?:(?:une?\s)?(?:quotit[ée]|temps|taux)\s(?:de\s(?:travail\s)?)?(?:de\s)?)?(?P<p>[0-9]{1,3}(?:[.,][0-9]{1,2})?)\s?%",
    re.IGNORECASE,
)
_OTHER_WEEK = pattern(r"\b(?:36|37|39|40)\s?h")
CLOSE = 20  # characters
_CHANGE = pattern(r"\b(?:augment|hausse|diminu|r[ée]duct|baisse)", re.IGNORECASE)  # « l'augmentation, de 4 heures »
_WORK = pattern(r"temps|quotit|hebdomadaire|semaine|emploi|poste|agent|35", re.IGNORECASE)


@rule("CAL102", "quotite-de-travail", Severity.ALERTE)
def working_time(context: Context) -> Iterator[Report]:
    """La quotité de travail est le nombre d'heures de la semaine sur 35, durée d'un temps complet.

    Mauvais : « 17 h 30, soit 60 % »
    Bon : « 17 h 30, soit 50 % »
    Source : usage (temps complet de 35 heures, à vérifier)
    """
    for part in context.parts:
        for index, block in enumerate(part.blocks):
            text = block.text
            if part.nature is Nature.PIECE or "%" not in text or not _WORK.search(text) or _OTHER_WEEK.search(text):
                continue
            for match in _HOURS.finditer(text):
                hours = Fraction(int(match["h"])) + Fraction(int(match["m"] or 0), 60)
                said = Fraction(match["p"].replace(",", "."))
                change = _CHANGE.search(text, max(0, match.start() - CLOSE), match.start())
                if not change and hours <= FULL_TIME.value and abs(hours / FULL_TIME.value * 100 - said) > 1:
                    right = percent(hours / FULL_TIME.value)
                    message = f"{match['said']} sur {FULL_TIME.value} h font {right}, et non {shown(said)} %"
                    hint = f"écrivez {right}, ou corrigez les heures"
                    yield Report(Passage(part, index, *match.span()), message, hint, f"{shown(said)} %", right)


_ACRES = r"(?P<whole>(?:(?P<ha>[0-9]{1,4})\s?ha\b)?\s?(?:(?P<a>[0-9]{1,2})\s?a\b)?\s?(?:(?P<ca>[0-9]{1,2})\s?ca\b)?)"
_SQUARE = r"(?P<m2>[0-9]{1,3}(?:[ \u00a0\u202f.]?[0-9]{3}){0,4})\s?(?:m²|m2|mètres\scarrés)"
_AREAS = (
    pattern(rf"{_ACRES}[\s,]{{0,2}}(?:\(|soit\s|=\s?|,\s)?\(?(?:soit\s)?{_SQUARE}", re.IGNORECASE),
    pattern(rf"(?<![\d.]){_SQUARE}\s?(?:\((?:soit\s)?|,?\ssoit\s){_ACRES}", re.IGNORECASE),
)


@rule("CAL103", "surfaces", Severity.ERREUR)
def areas(context: Context) -> Iterator[Report]:
    """Une surface écrite de deux façons est la même : 1 ha = 100 a = 10 000 m², 1 a = 100 m², 1 ca = 1 m².

    Mauvais : « 1 ha 20 a, soit 1 200 m² »
    Bon : « 1 ha 20 a, soit 12 000 m² »
    Source : usage
    """
    for part in context.parts:
        for index, block in enumerate(part.blocks):
            text = block.text
            if "m²" not in text and "m2" not in text:
                continue
            for match in (match for area in _AREAS for match in area.finditer(text)):
                if not any((match["ha"], match["a"], match["ca"])):
                    continue
                square = 10_000 * int(match["ha"] or 0) + 100 * int(match["a"] or 0) + int(match["ca"] or 0)
                said = int(re.sub(r"\D", "", match["m2"]))
                if square != said:
                    whole = " ".join(match["whole"].split())
                    message = f"{whole} = {shown(Decimal(square))} m², et non {shown(Decimal(said))} m²"
                    where, hint = Passage(part, index, *match.span()), f"écrivez {shown(Decimal(square))} m²"
                    yield Report(where, message, hint, f"{said} m²", f"{square} m²")
