"""Percentages: the amount that each makes, the same rate said twice, shares beside the names of a table."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from ..context import Context
from ..document import Kind
from ..facts import MentionKind
from ..finding import Severity
from ..part import Passage
from ..statements.arithmetic import CENT, cents, percent, shown
from ..statements.tables import Column, Line, Rank, Sort, Table, tables
from ..statements.wording import same_thing, words_around
from ..values.percent import Percent
from .rule import Report, rule

SHARE = re.compile(r"\(?\s?(?P<share>[0-9]{1,3}(?:[.,][0-9]{1,2})?)\s?%\s?\)?")
HUNDRED = 100
LEAST = 2  # lines: one proves nothing


@dataclass(frozen=True, slots=True, eq=False)
class Headed:
    """A column that is not the share its heading says: `ratio` of the column `base`, on each line."""

    where: Passage
    column: Column
    base: Column
    share: Decimal
    ratio: Fraction


def headed(context: Context) -> Iterator[Headed]:
    """Columns of amounts that are, on each line, another whole percentage of a column than the one they say."""
    for table in tables(context):
        for column in table.columns:
            found = SHARE.search(column.heading) if column.sort is Sort.EUROS and "tva" not in column.key else None
            if found is not None:
                yield from _in_column(table, column, Decimal(found["share"].replace(",", ".")), found[0])


def _in_column(table: Table, column: Column, share: Decimal, said: str) -> Iterator[Headed]:
    others = [c for c in table.columns if c is not column and c.sort is Sort.EUROS and not SHARE.search(c.heading)]
    ratios = {c.index: ratio for c in others if (ratio := _ratio(table, column, c)) is not None}
    if not ratios or Fraction(share) / HUNDRED in ratios.values():
        return
    for base in others:
        ratio = ratios.get(base.index)
        if ratio is not None and 0 < ratio < 1 and (ratio * HUNDRED).denominator == 1:
            start = table.part.blocks[table.block].text.find(said)
            if start >= 0:
                where = Passage(table.part, table.block, start, start + len(said))
                yield Headed(where, column, base, share, ratio)
            return


def _ratio(table: Table, column: Column, base: Column) -> Fraction | None:
    """What the column is of the other one, the same on each line, to the cent."""
    pairs: Sequence[tuple[Decimal, Decimal]] = [
        (one.value, other.value)
        for line in table.lines
        if line.rank is Rank.LIGNE
        and (one := line.figures[column.index]) is not None
        and (other := line.figures[base.index]) is not None
        and other.value
    ]
    if len(pairs) < LEAST:
        return None
    ratio = Fraction(round(Fraction(pairs[0][0]) / Fraction(pairs[0][1]) * HUNDRED), HUNDRED)
    exact = all(abs(Fraction(whole) * ratio - Fraction(part)) <= Fraction(CENT) for part, whole in pairs)
    return ratio if exact else None


WHOLE = 100
MOST = 150  # rates said once: with more, the act is a list of them
GREAT = 1000  # euros: the total of an act, and no price or deposit
LINE = 90  # characters of a line of a list
BEFORE = 70  # characters that say who pays a share
ARTICLES = frozenset({"Article", "La", "Le", "Les", "Un", "Une", "Monsieur", "Madame", "Considérant", "Vu"})
PAYS = re.compile(r"\b(?:apport|vers|financ|particip|contribu|support|assum|prend)\w*", re.IGNORECASE)
PAYER = re.compile(r"\b[A-ZÀ-Ü][\wà-ü]+")
ITS_AMOUNT = re.compile(
    r"(?P<amount>[0-9][0-9 \u00a0\u202f,.]{0,30})\s?€(?:\s(?:HT|TTC))?,?\s(?:soit|représentant)\s"
    r"(?:une?\s\w+\s(?:de|d['’])\s?)?\Z"
)
IN_LABEL = re.compile(r"\(\s?(?P<share>[0-9]{1,3}(?:[.,][0-9]{1,2})?)\s?%\s?\)")


@rule("PCT102", "taux-contradictoire", Severity.ALERTE)
def two_rates(context: Context) -> Iterator[Report]:
    """Le taux d'une même aide, d'une même part, est le même chaque fois que l'acte le dit.

    Mauvais : « une subvention au taux de 80 % de la dépense », puis « le taux de la subvention, 60 % de la dépense »
    Bon : le même taux aux deux endroits
    Source : usage
    """
    said = list(_in_prose(context))
    counts = Counter(value for _, value in said)
    rare = sum(1 for count in counts.values() if count == 1)
    if not 0 < rare <= MOST:
        return
    around = {passage: words_around(passage) for passage, _ in said}
    once: list[tuple[Passage, Decimal]] = []
    told: set[frozenset[Decimal]] = set()
    for index, (passage, value) in enumerate(said):
        earlier = said[:index] if counts[value] == 1 else tuple(once)
        once += [(passage, value)] if counts[value] == 1 else []
        for other, its in earlier:
            pair = frozenset({value, its})
            if value == its or pair in told or min(counts[value], counts[its]) > 1 or not _apart(passage, other):
                continue
            usual = max(counts[value], counts[its]) > 1
            if _of_two_amounts(passage, other):
                continue
            if same_thing(around[passage], around[other]) and (usual or _one_payer(passage, other)):
                told.add(pair)
                yield _two(passage, value, other, its)


def _in_prose(context: Context) -> Iterator[tuple[Passage, Decimal]]:
    for passage, mention in context.passages(MentionKind.PERCENT):
        if isinstance(mention.value, Percent) and mention.label != "TVA" and passage.kind is not Kind.TABLEAU:
            yield passage, mention.value.valeur


def _one_payer(one: Passage, other: Passage) -> bool:
    """« L'État apporte 40 % », « la commune apporte 25 % » are two shares: who pays tells them apart."""
    words = [p.context[max(0, p.start - BEFORE) : p.start] for p in (one, other)]
    named = [set(PAYER.findall(said)) - ARTICLES for said in words]
    return not any(PAYS.search(said) for said in words) or bool(named[0] & named[1])


def _of_two_amounts(one: Passage, other: Passage) -> bool:
    """« 6 457,50 €, soit 3,5 % », « 11 070,00 €, soit 6 % »: each is what its own amount is of the same whole."""
    amounts = [ITS_AMOUNT.search(p.context[max(0, p.start - BEFORE) : p.start]) for p in (one, other)]
    return all(amounts) and len({found["amount"] for found in amounts if found}) > 1


def _apart(one: Passage, other: Passage) -> bool:
    """Not in one sentence, nor in one list: shares that follow each other differ."""
    if one.part is not other.part:
        return True
    near = abs(one.block - other.block) < 2 and Kind.ITEM in (one.kind, other.kind)
    return one.block != other.block and not near and not _in_a_list(one, other)


def _in_a_list(one: Passage, other: Passage) -> bool:
    """« Concours externe : 31 postes, soit 62 % », and so on line by line: each line of the list has its share."""
    texts = [one.part.blocks[n].text for n in range(min(one.block, other.block), max(one.block, other.block) + 1)]
    return all(
        len(text) < LINE and (text.rstrip(" ;.").endswith("%") or ("%" in text and not text.endswith(".")))
        for text in texts
    )


def _two(passage: Passage, value: Decimal, other: Passage, its: Decimal) -> Report:
    message = f"{shown(value)} % ici, {shown(its)} % ailleurs, dans les mêmes mots"
    hint = "gardez le taux exact aux deux endroits, ou dites en quoi ils diffèrent"
    return Report(passage, message, hint, f"{shown(value)} %", f"{shown(its)} %", ((other, f"{shown(its)} %"),))


@rule("PCT103", "part-dans-le-libelle", Severity.ALERTE)
def shares_in_labels(context: Context) -> Iterator[Report]:
    """Les parts écrites à côté des noms d'un tableau font 100 %, et chacune est celle des montants de sa ligne ou, en
    tête d'une colonne, de sa colonne.

    Mauvais : « Région (60 %) : 5 000 € ; Commune (50 %) : 5 000 € »
    Bon : « Région (50 %) : 5 000 € ; Commune (50 %) : 5 000 € »
    Source : usage
    """
    for table in tables(context):
        lines = [line for line in table.lines if line.rank is Rank.LIGNE]
        parts = [_share(line) for line in lines]
        shares = [part for part in parts if part is not None]
        if len(shares) > 1 and len(shares) == len(parts) and (wrong := _wrong(table, lines, shares)):
            yield wrong
    for found in headed(context):
        ratio = percent(found.ratio)
        message = f"« {found.column.heading} » : la colonne est {ratio} de « {found.base.heading} », à chaque ligne"
        yield Report(found.where, message, "corrigez la part ou les montants", f"{shown(found.share)} %", ratio)


def _share(line: Line) -> Decimal | None:
    found = IN_LABEL.search(line.label)
    return Decimal(found["share"].replace(",", ".")) if found else None


def _wrong(table: Table, lines: Sequence[Line], shares: Sequence[Decimal]) -> Report | None:
    """A column whose lines are not the shares that their labels say."""
    block = Passage(table.part, table.block, 0, len(table.part.blocks[table.block].text))
    said = " + ".join(f"{shown(share)}" for share in shares)
    all_of = sum(shares, Decimal(0))
    if abs(all_of - WHOLE) > len(shares) * Decimal("0.5"):
        message = f"les parts des libellés, {said}, font {shown(all_of)} % et non 100 %"
        return Report(_label(block), message, "corrigez l’une des parts", said, "100 %")
    for column in table.columns:
        figures = [line.figures[column.index] for line in lines] if column.sort is Sort.EUROS else []
        values = [figure.value for figure in figures if figure is not None]
        total = sum(values)
        if len(values) != len(shares) or not total:
            continue
        for share, value, line in zip(shares, values, lines, strict=True):
            if abs(Fraction(value) / Fraction(total) - Fraction(share) / WHOLE) > Fraction(1, 200):
                is_share = percent(Fraction(value) / Fraction(total))
                message = f"« {line.label} » : {cents(value)} sont {is_share} de {cents(Decimal(total))}"
                return Report(_label(block), message, "corrigez la part ou le montant", said, is_share)
    return None


def _label(block: Passage) -> Passage:
    """The labels of the table, from the first share to the last."""
    found = list(IN_LABEL.finditer(block.context))
    return Passage(block.part, block.block, found[0].start(), found[-1].end()) if found else block
