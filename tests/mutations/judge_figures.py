"""The judge of figures: an amount, total, rate or amount in words that is said twice or follows from others."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from decimal import Decimal

from . import marks
from .around import elsewhere, same_thing
from .marks import Mark
from .material import File
from .mutants import Mutant
from .spelled import SPELT, spelt_number
from .sums import NEAR, figures, sums

RATES = [Decimal(r) for r in ("1.2", "1.1", "1.055", "1.021", "1.085")]
CENT = Decimal("0.01")
_WORDS = re.compile(rf"(?P<units>{SPELT})\s*euros?(?:\s+et\s+(?P<cents>{SPELT})\s*centimes?)?", re.IGNORECASE)


def _at(marks_: Sequence[Mark], mutant: Mutant) -> Mark | None:
    return next((m for m in marks_ if m.start <= mutant.start and mutant.end <= m.end), None)


def judge_amount(mutant: Mutant) -> str:
    file = mutant.act.files[mutant.file]
    mark = _at(figures(file), mutant)
    if mark is None:
        return ""
    if _in_words(file.text, mark):
        return "le montant est dit en chiffres et en lettres"
    if any(mark in group for group in sums(file)):
        return "une somme de l’acte le donne"
    if _taxed(file.text, mark, figures(file)):
        return "le montant HT et le montant TTC se suivent"
    if _share(file, mark) is not None:
        return "un pourcentage de l’acte le donne"
    return _again(mutant, file, mark)


def _again(mutant: Mutant, file: File, mark: Mark) -> str:
    here = (file.text, mark.start, mark.end)
    for index, other in enumerate(mutant.act.files):
        for one in figures(other):
            if one.value == mark.value and (index, one.start) != (mutant.file, mark.start):
                telling = (mark.value >= 1000 or mark.value % 1) and not _in_table(file, mark)
                if same_thing(here, (other.text, one.start, one.end)) or (telling and not _in_grid(file.text, mark)):
                    return "le même montant est dit ailleurs"
    return ""


def _in_table(file: File, mark: Mark) -> bool:
    return any(s <= mark.start < e for table in file.tables for row in table for s, e in row)


def _in_grid(text: str, mark: Mark) -> bool:
    """Whether a figure stands beside another one, without a word between: equal prices of a grid are no repetition."""
    return re.match(r"\s*(?:€|euros)\s*\d", text[mark.end :]) is not None or bool(
        re.search(r"€\s*\Z", text[: mark.start])
    )


def _in_words(text: str, mark: Mark) -> bool:
    for said in _WORDS.finditer(text, max(0, mark.start - 140), mark.end + 160):
        gap = text[mark.end : said.start()] if said.start() > mark.end else text[said.end() : mark.start]
        if len(gap) < 12 and spelt_amount(said) == mark.value:
            return True
    return False


def spelt_amount(said: re.Match[str]) -> Decimal | None:
    units, cents = spelt_number(said["units"]), spelt_number(said["cents"] or "zéro")
    return None if units is None else units + (cents or 0) * CENT


def judge_words(mutant: Mutant) -> str:
    """An amount in words: it must have been that of the figures beside it, and no more be."""
    file = mutant.act.files[mutant.file]
    for said in _WORDS.finditer(file.text):
        if said.start() <= mutant.start < said.end():
            value = spelt_amount(said)
            near = [m for m in figures(file) if m.start - said.end() < 12 and said.start() - m.end < 12]
            again = next(_WORDS.finditer(mutant.text, said.start()), None)
            if value in [m.value for m in near] and (again is None or spelt_amount(again) != value):
                return "le montant est dit en chiffres et en lettres"
            if value in [m.value for f in mutant.act.files for m in figures(f)] and not near:
                return "le même montant est dit ailleurs"
    return ""


def _taxed(text: str, mark: Mark, found: Sequence[Mark]) -> bool:
    for other in found:
        low, high = sorted((mark, other), key=lambda m: m.value)
        if 0 < abs(other.start - mark.start) < 120 and low.value:
            around = text[min(low.start, high.start) - 30 : max(low.end, high.end) + 40]
            labelled = re.search(r"\bHT\b|hors taxe", around, re.IGNORECASE) and re.search(
                r"\bTTC\b|toutes taxes", around, re.IGNORECASE
            )
            if labelled and any(abs(low.value * rate - high.value) <= CENT for rate in RATES):
                return True
    return False


def _share(file: File, figure: Mark, rate: Mark | None = None) -> Mark | None:
    """The rate that gives the figure from a base nearby; with `rate`, that one only."""
    for percent in marks.percents(file.text):
        if (
            (rate is None or percent == rate)
            and abs(percent.start - figure.start) < 160
            and percent.value not in (0, 100)
        ):
            for base in figures(file):
                if base.value > figure.value and abs(base.start - figure.start) < NEAR:
                    unit = base.value / 100 * CENT / 2 if percent.value % 1 else CENT
                    if abs(base.value * percent.value / 100 - figure.value) <= max(CENT, unit):
                        return percent
    return None


def judge_percent(mutant: Mutant) -> str:
    file = mutant.act.files[mutant.file]
    mark = _at(marks.percents(file.text), mutant)
    if mark is None:
        return ""
    if any(_share(file, figure, mark) for figure in figures(file)):
        return "un montant de l’acte le donne"
    if any(mark in group for group in hundreds(file.text)):
        return "les parts font 100 %"
    here = (file.text, mark.start, mark.end)
    for other, start, end in elsewhere(mutant.act, mutant.file, mark.start, mark.end, marks.percents, mark.value):
        if same_thing(here, (other.text, start, end)):
            return "le même taux est dit de la même chose"
    return ""


def hundreds(text: str) -> list[list[Mark]]:
    """Rates that follow each other closely and make 100."""
    found, groups = marks.percents(text), []
    for start in range(len(found)):
        for stop in range(start + 2, min(len(found), start + 9) + 1):
            group = found[start:stop]
            close = all(b.start - a.end < 220 for a, b in itertools.pairwise(group))
            if close and sum(m.value for m in group) == 100:
                groups.append(list(group))
    return groups


def judge_taxes(mutant: Mutant) -> str:
    """HT and TTC changed places: what was cheaper without tax is now dearer."""
    file = mutant.act.files[mutant.file]
    inside = [m for m in figures(file) if mutant.start - 40 <= m.start <= mutant.end + 40]
    if any(_taxed(file.text, m, inside) for m in inside):
        return "le TTC est le plus grand des deux"
    for table in file.tables:
        if any(s <= mutant.start < e for s, e in table[0]):
            rows = [[m.value for s, e in row for m in figures(file) if s <= m.start < e] for row in table[1:]]
            if any(len(row) > 1 and row[0] and row[1] / row[0] in RATES for row in rows):
                return "le TTC est le plus grand des deux"
    return ""
