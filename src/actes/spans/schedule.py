"""What is paid in so many instalments: how many, how often, from the first day to the last.

Each is said once in a document, anywhere in it, as a label or in a sentence; three of them make the fourth. Of two
numbers, or two ways to say how often, the one that does not lead from the first day to the last is odd.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from ..context import Context
from ..facts import MentionKind
from ..facts.numerals import NUMBER, numeral
from ..frozen import frozen
from ..part import Part, Passage
from ..pattern import pattern
from ..statements.moments import first_day
from ..values.dates import show_date_numeric
from ..values.dateshift import add
from ..values.durations import Duration, Unit

_NAMES = r"echeances?|mensualites?|bimestrialites?|trimestrialites?|semestrialites?|annuites?|versements?|termes|loyers"
_COUNT = pattern(
    rf"\bnombre (?:total )?d(?:e |')(?P<name>{_NAMES}) ?[:\t|] ?(?P<after>[0-9]{{1,4}})\b"
    rf"|\b(?P<before>[0-9]{{1,4}}|{NUMBER})(?: \([^()]{{1,20}}\))? (?P<noun>{_NAMES})\b"
    r"(?! (?:par an|chaque|impay|restant|de (?:l|20[0-9]{2})))"
)
_OFTEN = {"mens": 1, "mois": 1, "bime": 2, "trim": 3, "seme": 6, "annu": 12, "ann": 12, "anne": 12}
_EACH = pattern(
    rf"\b(?:periodicite|frequence|(?:{_NAMES}))(?: (?:de[sl]?|d'\w+|echeances|constantes?|egales?|et)){{0,3}}"
    r"(?: ?[:\t|])? ?"
    r"(?P<often>mens|bimes|trimes|semes|ann)(?:uel|tri)[a-z]*"
    r"|\bpayables? [^.;]{0,30}\bchaque (?P<each>annee|mois|trimestre|semestre)\b"
)
_END = pattern(
    rf"\b(?P<which>premier|dernier)e?\b(?: (?:{_NAMES}|prelevement|paiement|remboursement)\b)?(?! [a-z]{{5,}})"
)
_NOT = pattern(r"\bdiffere\b|\bprogressi|\bpalier")
BEFORE, AROUND = 70, 4  # characters; blocks
LONGEST = 1200  # months
Found = tuple[Passage, int]


@frozen
class Schedule:
    """The day of the last instalment, and what their number makes."""

    where: Passage
    said: str
    made: str
    count: Passage
    often: Passage

    def __str__(self) -> str:
        return f"« {self.count.text} », « {self.often.text} » : {self.made}, et non {self.said}"

    @property
    def related(self) -> tuple[tuple[Passage, str], ...]:
        return tuple((where, f"« {where.text} »") for where in (self.count, self.often))


def wrong_schedules(context: Context) -> Iterator[Schedule]:
    """The last day that the instalments of a document do not make; the number or the rhythm that makes another."""
    for part in context.own:
        counts, each, ends = [*_counts(part)], [*_each(part)], [*_ends(part)]
        days = {which: [one for one in ends if one[0] == which] for which in ("premier", "dernier")}
        alone = all(len({day for _, day, _ in found}) == 1 for found in days.values())
        if alone and counts and each and not _uneven(part, [where for where, _ in (*counts, *each)]):
            yield from _held(counts, each, days["premier"][0][1], *days["dernier"][0][1:])


def _held(
    counts: Sequence[Found], each: Sequence[Found], first: date, last: date, where: Passage
) -> Iterator[Schedule]:
    several = any(len({n for _, n in found}) > 1 for found in (counts, each))
    leading = [(one, other) for one in counts for other in each if _leads(first, one[1], other[1], last)]
    if not several and not leading:
        (count, number), (often, months) = counts[0], each[0]
        if number * months > LONGEST:
            return
        made = show_date_numeric(_last(first, number, months))
        yield Schedule(where, show_date_numeric(last), f"la dernière le {made}", count, often)
    elif several and len({(one[1], other[1]) for one, other in leading}) == 1:
        (count, number), (often, months) = leading[0]
        odd = [one for one, n in counts if n != number] + [one for one, n in each if n != months]
        if len(odd) == 1:
            yield Schedule(odd[0], f"« {odd[0].text} »", f"la dernière le {show_date_numeric(last)}", count, often)


def _last(first: date, number: int, months: int) -> date:
    return add(first, Duration(months * (number - 1), Unit.MOIS))


def _leads(first: date, number: int, months: int, last: date) -> bool:
    if months * number > LONGEST:
        return False
    made = _last(first, number, months)
    return (made.year, made.month) == (last.year, last.month)


def _uneven(part: Part, told: Sequence[Passage]) -> bool:
    """Whether the words around say that the instalments are not regular."""
    first, last = min(one.block for one in told), max(one.block for one in told)
    return any(map(_NOT.search, part.lows()[max(0, first - AROUND) : last + AROUND]))


def _counts(part: Part) -> Iterator[Found]:
    for index, low in part.saying("echeance", "ites", "versements", "termes", "loyers"):
        for found in _COUNT.finditer(low):
            number = numeral(found["before"] or found["after"])
            if number and number > 1:
                yield Passage(part, index, *found.span()), number


def _each(part: Part) -> Iterator[Found]:
    """« périodicité : trimestrielle », « échéances annuelles »; « dix mensualités » says it as well."""
    for index, low in part.saying("echeance", "ites", "versements", "periodicite", "frequence", "loyers", "payable"):
        for found in _EACH.finditer(low):
            yield Passage(part, index, *found.span()), _OFTEN[(found["often"] or found["each"])[:4]]
        for found in _COUNT.finditer(low):
            often = _OFTEN.get((found["noun"] or found["name"])[:4])
            if often:
                yield Passage(part, index, *found.span()), often


def _ends(part: Part) -> Iterator[tuple[str, date, Passage]]:
    """The days that « première » and « dernière » name, since the day before."""
    prior, last = -1, 0
    for where, mention in part.passages(MentionKind.DATE, MentionKind.MONTH):
        day, start = first_day(mention.value), max(0, where.start - BEFORE, last if where.block == prior else 0)
        prior, last = where.block, where.end
        found = [*_END.finditer(where.low, start, where.start)]
        if found and day:
            yield found[-1]["which"], day, where
