"""What is to be written in the place of words whose right value is certain, in the form that they have.

Each gives what a report mends: nothing where the form is another, or where a field says the value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from ..facts import Mention, MentionKind, walk
from ..part import Field, Passage
from ..pattern import pattern
from ..statements.arithmetic import cents, shown
from ..statements.periods import Extent, lasts
from ..values.dates import show_date, show_date_numeric, weekday
from ..values.durations import Duration
from ..values.money import Amount
from ..values.periods import Period
from ..values.words import Spelling, euros_in_words

Fixed = tuple[Passage, str]
_NUMERIC = pattern(r"\d{1,2}/\d{1,2}/\d{4}")
_LONG = pattern(r"(?P<weekday>[^\W\d]+di\s|dimanche\s)?\d{1,2}(?:er|e)?\s[^\W\d]+\s\d{4}", re.IGNORECASE)
_NUMBER = pattern(r"(?:\d{1,3}(?:[\s.]\d{3})+|\d+)(?:[.,]\d+)?")
_IN_WORDS = pattern(r"\(\s?(?P<words>[^()\d]{3,}?)(?:\s(?:TTC|HT))?\s?\)")
_CURRENCY, _JOINED = pattern(r"\b(?:euros?|centimes?)\b", re.I), pattern(r"(?:cents?|mille)-|-(?:cents?|mille)")
_COUNTED = pattern(r"(?<!\d)\d+\s(?:ans?|mois|jours?|semaines?)")


def redated(within: Passage | Field, old: date | None, new: date | None) -> tuple[Fixed, ...]:
    """The date that a passage says once, written for another day."""
    found = _saying(within, MentionKind.DATE, old)
    better = _day(found[0].text, new) if len(found) == 1 and new and new != old else ""
    return ((found[0], better),) if better else ()


def dates_in(within: Passage) -> list[tuple[Passage, date]]:
    """The days that a passage says, each with its own words."""
    said = dict.fromkeys((one.start, one.end, one.value) for one in _inside(within, MentionKind.DATE))
    return [(within.at(start, end), value) for start, end, value in said if isinstance(value, date)]


def _saying(within: Passage | Field, kind: MentionKind, value: object) -> list[Passage]:
    """Where a passage says a value, each place once."""
    if not isinstance(within, Passage) or value is None:
        return []
    return list(dict.fromkeys(within.at(m.start, m.end) for m in _inside(within, kind) if m.value == value))


def _inside(within: Passage, kind: MentionKind) -> Iterator[Mention]:
    return (m for m in walk(within.mentions) if m.kind is kind and within.start <= m.start and m.end <= within.end)


def _day(text: str, day: date) -> str:
    """The day in the form of a text: in figures or in words, with its weekday where there was one."""
    if _NUMERIC.fullmatch(text):
        return show_date_numeric(day)
    match = _LONG.fullmatch(text)
    if match is None:
        return ""
    return f"{weekday(day)} {show_date(day)}" if match["weekday"] else show_date(day)


def relasting(within: Passage | Field, old: Duration, period: Period) -> tuple[Fixed, ...]:
    """The duration that a passage says once, in figures, written as that of a period."""
    found = _saying(within, MentionKind.DURATION, old)
    better = f"{period.jours}\u00a0jours" if old.jours is not None else str(period.duree)
    if len(found) != 1 or (old.jours is None and period.duree.mois is None):
        return ()
    where = found[0]
    match = _COUNTED.search(where.text)
    if match is None or re.search(r"[(\d]", where.text[match.end() :]):
        return ()  # in words too
    return ((_part(where, match), better),)


def for_period(where: Passage | Field, said: Extent, period: Period) -> tuple[Fixed, ...]:
    """The days and the duration that a passage says, written as those of a period that is certain."""
    longer = relasting(where, said.duree, period) if said.duree and not lasts(period, said.duree) else ()
    return *redated(where, said.debut, period.debut), *redated(where, said.fin, period.fin), *longer


def inwords(where: Passage, amount: Amount) -> tuple[Fixed, ...]:
    """The amount in words that a passage has beside its figures, written for these."""
    match = _IN_WORDS.search(where.text)
    if match is None:
        return ()
    old = match["words"]
    spelling = Spelling.RECTIFIEE if _JOINED.search(old) else Spelling.TRADITIONNELLE
    better = euros_in_words(amount.valeur, spelling)
    if not _CURRENCY.search(old):
        better = better.removesuffix(" euros") if amount.valeur == int(amount.valeur) else ""
    better = better.upper() if old.isupper() else better[:1].upper() + better[1:] if old[:1].isupper() else better
    return ((_part(where, match, "words"), better),) if better else ()


def refigured(where: Passage | Field, value: Fraction, unit: str) -> tuple[Fixed, ...]:
    """The only number of a passage, written for another value; none where it is in words too."""
    found = list(_NUMBER.finditer(where.text)) if isinstance(where, Passage) else []
    if not isinstance(where, Passage) or len(found) != 1 or "(" in where.text:
        return ()
    better = cents(value) if unit == "€" else shown(value)
    if Fraction(better.replace("\u00a0", "").replace(",", ".").replace("−", "-")) != value:
        return ()  # rounded
    if unit == "€" and not re.search(r"[.,]\d+\Z", found[0][0]):
        better = better.removesuffix(",00")
    return ((_part(where, found[0]), better),)


def _part(where: Passage, found: re.Match[str], group: str | int = 0) -> Passage:
    """The words that were found in the text of a passage."""
    return where.at(where.start + found.start(group), where.start + found.end(group))
