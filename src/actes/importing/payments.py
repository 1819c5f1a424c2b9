"""The schedule of payments, as the sentences and the lists of an act say it: how much, and when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from ..claims.tables import Line
from ..facts import MentionKind
from ..facts.flat import folded
from ..frozen import frozen
from ..part import Part, Passage
from ..pattern import pattern
from ..text.sentences import sentences
from ..values.dates import YearMonth
from ..values.money import Amount
from ..values.percent import Percent
from .draft import Draft, slug
from .slots import DECIDED

_PAID = pattern(
    r"\b(?:vers(?:e|es|ee|ees|ement|ements)|factur\w+|pay(?:e|es|ee|ees|able)|regl(?:e|es|ee|ees)|acquitte\w*|mandate\w*)\b"
)
_REST = pattern(r"\b(?:le\s)?(?:solde|reste|reliquat)\b")
_WHEN = pattern(  # what says a day, a month or an event, and nothing more
    r"(?:à|au|aux|dès|après|avant|lors|sur|en|le|courant|fin|début|d['’]ici)\b.{2,140}", re.IGNORECASE | re.DOTALL
)
_LEAD = pattern(r"(?:[\s,;:–—-]+|(?:et|puis|soit|vers[ée]+s?|pay[ée]+s?|r[ée]gl[ée]+s?|payable)\s)*", re.IGNORECASE)
_TAIL = pattern(
    r"(?:[\s,;:.–—-]|\b(?:et|puis|à hauteur d[e'’]|à concurrence de|soit|à|de)(?![\w])){1,40}$", re.IGNORECASE
)
_CUT = pattern(r",?\s{0,5}\b(?:puis|et)\b\s{0,5}|\s{0,5};\s{0,5}")
_SO = pattern(r"\bsoit\s{1,3}$")  # a share, then what it makes
MOST = 12  # payments
VALUES = (MentionKind.PERCENT, MentionKind.AMOUNT)


@frozen
class Payment:
    """A payment as it is said; `quand` as an entry writes it; the places of its share and of when."""

    quand: str
    part: Percent | None
    amount: Amount | None
    rest: bool
    where: Passage
    share_at: Passage | None = None
    when_at: Passage | None = None

    def label(self, rank: int, last: bool) -> str:
        if self.rest or (last and self.part is None and self.amount is None):
            return "solde"
        word = slug(self.quand, 1) if not self.quand[:1].isdigit() else ""
        return word if word and word.isidentifier() and not word.startswith("n_") else f"versement_{rank}"


def payment_of(line: Line, amount: Amount | None) -> Payment | None:
    """The payment that a line of a table is: its label says when."""
    figure = next((one for one in line.claims if one is not None), None)
    if amount is None or figure is None:
        return None
    where = figure.said
    start = where.context.find(line.label)
    when = where.at(start, start + len(line.label))
    quand = _quand(when)
    return Payment(quand[:1].lower() + quand[1:], None, amount, False, where, when_at=when)


def payments(draft: Draft) -> list[Payment]:
    """The first schedule that the articles state, of two payments at least; none where one of them is not sure."""
    for part in (draft.read.convention_part, draft.read.act_part):
        for found in _schedules(part) if part else ():
            if 2 <= len(found) <= MOST and all(one.quand for one in found) and _sound(found):
                return found
    return []


def _sound(found: Sequence[Payment]) -> bool:
    """Whether shares make a whole, with what is left: each has one, and nothing is beyond 100 %."""
    shares = [one.part for one in found if one.part is not None]
    free = [one for one in found if one.part is None and (one.amount is None or one.rest)]
    total = sum(share.valeur for share in shares)
    if shares and len(shares) + len(free) == len(found):
        return total == 100 if not free else total < 100 and len(free) == 1
    return not shares and all(one.amount is not None or one.rest for one in found) and len(free) <= 1


def _schedules(part: Part) -> Iterator[list[Payment]]:
    for index, block in enumerate(part.blocks):
        low = folded(block.text)
        if block.kind in DECIDED and _PAID.search(low):
            if led := part.led(index):
                yield [one for item in led if (one := _one(part.whole(item)))]
            for start, end in sentences(block.text):
                if paid := _PAID.search(low, start, end):
                    yield _sentence(Passage(part, index, start, end), paid.end())


def _sentence(where: Passage, first: int) -> list[Payment]:
    """« à hauteur de 50 % à la signature et à 50 % en janvier 2026 »: one payment for each value, from `first` on."""
    low = folded(where.context)
    every = [m for m in where.mentions if m.kind in VALUES and where.start <= m.start < where.end]
    values = [m for m in every if m.start >= first]
    if len(values) < 2:
        values, first = every, where.start
    shares = [m for m in values if m.kind is MentionKind.PERCENT]
    if len(shares) > 1 and all(_SO.search(low, where.start, m.start) for m in values if m not in shares):
        values = shares  # « 60 % à la signature, soit 1 800 €, et 40 % au bilan, soit 1 200 € »
    if len(values) < 2 or len({m.kind for m in values}) > 1:
        return []
    cuts = [first]
    for one, other in pairwise(values):
        between = list(_CUT.finditer(where.context, one.end, other.start))
        if not between:
            return []
        cuts.append(between[-1].end() if len(between) == 1 else between[0].end())
    made = (_one(where.at(start, end)) for start, end in pairwise([*cuts, where.end]))
    return [payment for payment in made if payment is not None]


def _one(where: Passage) -> Payment | None:
    """A payment in a stretch of words: its share or its amount, and what is left of the words, which says when."""
    inside = [m for m in where.mentions if m.kind in VALUES and where.start <= m.start and m.end <= where.end]
    shares = ((m.value, where.at(m.start, m.end)) for m in inside if isinstance(m.value, Percent))
    share, share_at = next(shares, (None, None))
    amount = next((m.value for m in inside if isinstance(m.value, Amount)), None)
    rest = _REST.search(folded(where.context), where.start, where.end)
    if share is None and amount is None and rest is None:
        return None
    when = _when(where, [(m.start, m.end) for m in inside] + ([rest.span()] if rest else []))
    return Payment(_quand(when), share, amount, rest is not None and share is None, where, share_at, when)


def _when(where: Passage, values: Sequence[tuple[int, int]]) -> Passage | None:
    """The words that say when: those that follow the values, else those before them, else those between two."""
    text, inside = where.context, sorted(values)
    between = [(one[1], other[0]) for one, other in pairwise(inside)]
    for first, last in ((inside[-1][1], where.end), (where.start, inside[0][0]), *between):
        tail = _TAIL.search(text, first, last)
        last = tail.start() if tail else last
        lead = _LEAD.match(text, first, last)
        first = lead.end() if lead else first
        if _WHEN.fullmatch(text, first, last):
            return where.at(first, last)
    return None


def _quand(where: Passage | None) -> str:
    """When a payment is due, as an entry writes it: a day, a month, else the words."""
    if where is None:
        return ""
    for one in where.mentions:
        alone = where.start <= one.start and one.end == where.end
        if alone and len(where.context[where.start : one.start].split()) <= 1:
            if isinstance(one.value, date):
                return one.value.isoformat()
            if isinstance(one.value, YearMonth):
                return f"{one.value.annee:04}-{one.value.mois:02}"
    return " ".join(where.text.split()).replace("’", "'")
