"""The payments of a price make it: an advance, what follows and the rest, wherever the act says of how much.

And what is kept of them: the guarantee of a contract is reckoned on its new amount, not on that before its avenant.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, groupby

from ..claims import Claim
from ..claims.claim import Sure
from ..claims.table import amounts, table_of
from ..claims.tables import Rank, own_tables
from ..context import Context
from ..facts import Tax
from ..pattern import pattern
from ..statements.arithmetic import summed
from ..statements.subjects import THIS
from ..text.lexicon import DEPOSIT, GENERIC, PAYMENT, PAYMENTS, PAYS, REST, SO
from ..text.tokens import EUROS, OF, PERCENT, ROLE, shape
from .reach import PAYMENT_GAP
from .relation import HUNDRED, Relation, share, total
from .shares import limited
from .stretch import Stretch, paragraphs
from .sums import alike

MOST = 12  # payments
_UNPAID = frozenset(("caution", "penalite", "franchise", "retenue", "plafond", "minimum", "capital", "tarif", "budget"))
_SAID = frozenset({Sure.CLAUSE, Sure.HEADING})
_AFTER = pattern(f"{OF}?[{DEPOSIT}{REST}]")  # « 300 € d'arrhes et 700 € de solde »
_BASE = pattern(rf"{PERCENT}[^{SO}({EUROS}]*\Z")  # « un acompte de 30 % du prix de 42 500 € »


def payments(context: Context) -> Iterator[Relation]:
    """What each series of payments makes is the nearest greater amount that the act says, when none is that sum."""
    every = [one for one in amounts(context) if one.owner == THIS]
    series = [paid for _, group in groupby(paragraphs(context), key=_article) for paid in _series([*group])]
    for paid in (each for each in series if 1 < len(each) <= MOST):
        spots = {one.spot for one in paid}
        known = {one.value: one for one in reversed(every) if one.spot not in spots}
        yield from _made(paid, [one for one in known.values() if all(alike(one, each) for each in paid)])
    yield from _scheduled(context, every)


_KEPT = pattern(
    r"\bgarantie\b[^.;]*\b(?:nouveau montant|augmentee? d\w+|avenants? compris|modifications?\b[^.;]* comprises)"
)
_NEW = pattern(r"\bnouveau montant\b|\bporte\w* (?:ainsi )?(?:de|a) ")


def kept(context: Context) -> Iterator[Relation]:
    """« 5 % du montant augmenté des avenants, soit 11 683,20 € »: of the only amount with tax that is called new."""
    taxed = [c for c in amounts(context) if c.tax is Tax.TTC and _NEW.search(c.said.low_before)]
    for paragraph in paragraphs(context) if taxed else ():
        rates = [c for c in paragraph.claims if c.unit == "%"]
        if len(rates) == len(paragraph.money) == 1 and _KEPT.search(rates[0].said.low):
            new = {c.value: c for c in taxed if c.spot != paragraph.money[0].spot}
            if len(new) == 1:
                yield share(paragraph.money[0], rates[0], next(iter(new.values())))


def _scheduled(context: Context, every: Sequence[Claim]) -> Iterator[Relation]:
    """« La subvention est versée selon l'échéancier suivant : », then a table: its lines make what the act gives."""
    for table in own_tables(context):
        part, lead = table.part, table.block - 1
        letters = table_of(part)[lead] if lead >= 0 and table.block in part.led(lead) else ()
        nouns = {str(one.value) for one in letters if one.sort == ROLE} - GENERIC - _UNPAID
        if not nouns or len(table.euros) != 1 or {PAYS, PAYMENT}.isdisjoint(shape(letters)):
            continue
        paid = [claim for line, claim in table.cells(table.euros[0]) if line.rank is Rank.LIGNE]
        said = [c for c in every if c.spot[0] == part.name and c.role in nouns and c.sure in _SAID and c.basis is None]
        if len(paid) > 1 and len({one.value for one in said}) == 1:
            low, high = sorted((summed(c.value for c in paid), said[0].value))
            several_years = low and low != high and high % low == 0
            if not several_years and all(alike(said[0], each) for each in paid):
                yield total(said[0], paid)


def _article(paragraph: Stretch) -> tuple[str, str]:
    return paragraph.part.name, paragraph.part.sections[paragraph.block].article


def _series(group: Sequence[Stretch]) -> Iterator[Sequence[Claim]]:
    """From an advance to the rest that is paid last; the items of a list that says so."""
    run: list[Claim] = []
    for paragraph in group:
        if listed := _listed(paragraph):
            yield listed
            continue
        for claim, letters in _led(paragraph):
            paid = DEPOSIT in letters or (run and not letters.isdisjoint((PAYMENT, REST)))
            run = [*run, claim] if paid else run
            if paid and REST in letters:
                yield run
                run = []


def _listed(paragraph: Stretch) -> Sequence[Claim]:
    """« versée en trois fois : », then three items of an amount each; or of a rate too, which make a hundred."""
    each = [[c for c in item if c.unit == "€"] for item in paragraph.entries]
    if len(each) < 2 or any(len(item) != 1 for item in each):
        return ()
    rates = [c.value for item in paragraph.entries for c in item if c.unit == "%"]
    announced = {c.value for c in paragraph.claims if c.unit in PAYMENTS}
    paid = {PAYS, PAYMENT} & {*shape(table_of(paragraph.part)[paragraph.block])}
    divided = paid and len(rates) == len(each) and sum(rates) == HUNDRED
    return [item[0] for item in each] if divided or len(each) in announced else ()


def _led(paragraph: Stretch) -> Iterator[tuple[Claim, set[str]]]:
    """The amounts of this act, with the letters that say what each is: before it in its sentence, or just after."""
    start = 0
    for rank in paragraph.ranks(EUROS):
        claim, after = paragraph.at(rank), _AFTER.match(paragraph.shape, rank + 1)
        said = after[0] if after else paragraph.shape[start:rank].rpartition(".")[2]
        if _BASE.search(said):
            continue
        start, letters = after.end() if after else rank + 1, {*said}
        if claim.owner == THIS and claim.basis is None and not limited(paragraph, claim):
            yield claim, letters


def _made(paid: Sequence[Claim], wholes: Sequence[Claim]) -> Iterator[Relation]:
    """That sum, or one of some of them and the last; else what is nearest to all of them."""
    (*some, last), known = paid, {one.value: one for one in reversed(wholes)}
    for size in range(len(some), 0, -1):
        for parts in combinations(some, size):
            if (whole := known.get(summed(c.value for c in (*parts, last)))) is not None:
                yield total(whole, [*parts, last])
                return
    made, most = summed(c.value for c in paid), max(c.value for c in paid)
    said = [one for one in wholes if one.sure is not Sure.STATED and one.value > most and one.role not in _UNPAID]
    near = [one for one in said if abs(one.value - made) <= PAYMENT_GAP * made]
    if near:
        yield total(min(near, key=lambda one: abs(one.value - made)), paid, sure=False)
