"""The total that a sentence gives of the list, or of the table, just above it: « soit une surface totale de 500 m² ».

Each item gives one number of the unit of the total, its last one; what else it says is of itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..claims import Claim
from ..claims.tables import Column, Rank, Sort, Table, own_tables
from ..context import Context
from ..document import Kind as Block
from ..facts.flat import folded
from ..pattern import pattern
from ..text.lexicon import CHANGE, SO, TOTAL
from .quantities import TIMES, singular
from .relation import Relation, total
from .shares import limited
from .stretch import Stretch, paragraphs

FEWEST = 2  # items
_CLOCK = pattern(r"[0-9]{1,2} ?h ?(?:[0-9]{2})?")
MOMENT = "H"  # « de 18 h à 2 h »
LED = pattern(rf"[^EPNDu.]*[{SO}{TOTAL}][^EPDNu.;]*")  # before the total, in its sentence
MORE = pattern(r"\b(?:dont|hors|sans|non compris|au moins|au plus|environ|plus de|moins de|apres|deduction)\b")
MEANT = pattern(r"\ben moyenne|par (?:an|mois|jour|semaine)\b|chacun")


def footed(context: Context) -> Iterator[Relation]:
    """Every total of a list or a table that the words below it say, right or wrong."""
    every = paragraphs(context)
    below = {(one.part.name, one.block): one for one in every}
    for paragraph in every:
        yield from _of_list(paragraph)
    for table in own_tables(context):
        if (after := below.get((table.part.name, table.block + 1))) is not None:
            yield from _of_table(table, after)
            yield from _parted(table, after)


def _of_list(paragraph: Stretch) -> Iterator[Relation]:
    """Items, and the total in the sentence that follows the last of them or stands below."""
    blocks = list(dict.fromkeys(claim.said.block for claim in paragraph.claims))
    each = [[c for c in paragraph.claims if c.said.block == n] for n in blocks]
    items = [group for n, group in zip(blocks, each, strict=True) if paragraph.part.blocks[n].kind is Block.ITEM]
    result = _announced(paragraph, each[-1]) if len(items) >= FEWEST else None
    if result is None:
        return
    before = [[c for c in group if c is not result and c.spot < result.spot] for group in items]
    parts = [[c for c in group if _unit(c) == _unit(result)] for group in before]
    if all(parts) and result not in (c for group in parts for c in group):
        yield from _summed(paragraph, result, parts)


def _summed(paragraph: Stretch, result: Claim, parts: Sequence[Sequence[Claim]]) -> Iterator[Relation]:
    ends = (result, *(group[-1] for group in parts))
    if CHANGE in result.lead:
        return  # « soit une hausse de »: from one of them to the other
    if any(limited(paragraph, c) for c in ends) or any(c.token.sort == MOMENT for group in parts for c in group):
        return
    made = [total(result, [group[place] for group in parts], sure=False) for place in (-1, 0)]
    yield next((one for one in made if one.holds), made[0])


def _of_table(table: Table, after: Stretch) -> Iterator[Relation]:
    """The one column of counts or measures, or of the one unit that the total has."""
    if any(line.rank is not Rank.LIGNE for line in table.lines):
        return
    sentence = after.sentences[0] if after.sentences else after
    result = _announced(sentence, [c for c in sentence.claims if c.said.block == after.block])
    columns = [column for column in table.columns if column.sort is not Sort.APART and len(table.cells(column)) > 1]
    fit = [column for column in columns if result and _fits(table, column, result)]
    if result is not None and len(fit) == 1:
        yield total(result, [claim for _, claim in table.cells(fit[0])], sure=False)


_PARTED = pattern(rf"{SO}[^EPD.:]*:[^EPD.]*E(?:[^EPD.;,&]*[;,&][^EPD.]*E)+[^EPD]*")
TENTH = 10


def _parted(table: Table, after: Stretch) -> Iterator[Relation]:
    """« Soit, par domaine : culture 79 200 € ; sport 12 300 € ; divers 2 000 € », of the total of the table above."""
    feet = [line for line in table.lines if line.rank is Rank.TOTAL]
    parts = after.money if _PARTED.fullmatch(after.shape) else []
    wholes = [c for line in feet for c in line.claims if c is not None and c.unit == "€"]
    tried = [total(whole, parts, sure=False) for whole in wholes] if parts else []
    best = min(tried, key=lambda one: one.gap, default=None)
    if best and best.gap * TENTH <= abs(best.result.value):
        yield best


def _fits(table: Table, column: Column, result: Claim) -> bool:
    found = [claim for _, claim in table.cells(column)]
    said = {_unit(claim) for claim in found} - {""}
    full = len(found) == len(table.lines) and [c.value for c in found] != [*range(1, len(found) + 1)]  # ranks
    full = full and all(c.token.sort != MOMENT and not _CLOCK.fullmatch(c.where.text) for c in found)
    return full and (said == {_unit(result)} or (not said and singular(result.unit) in column.key))


def _announced(stretch: Stretch, found: Sequence[Claim]) -> Claim | None:
    """The first number after « total » or « soit », where its sentence says no other before."""
    for claim in found:
        rank = stretch.rank(claim)
        sentence = max(stretch.shape.rfind(mark, 0, rank) for mark in ".;)")
        where, low = claim.said, folded(claim.said.context)
        if claim.unit and claim.unit != "%" and LED.fullmatch(stretch.shape, sentence + 1, rank):
            start = stretch.pieces[sentence + 1][0].start
            apart = MORE.search(low, start, where.start) or MEANT.match(low, where.end + 1)
            return None if apart else claim
    return None


def _unit(claim: Claim) -> str:
    noun = singular(claim.unit)
    return TIMES[noun][0] if noun in TIMES and TIMES[noun][1] == 1 else noun
