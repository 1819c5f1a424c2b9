"""Percentages: the amount that each makes, the same rate said twice, shares beside the names of a table."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from ..context import Context
from ..document import Kind as Block
from ..facts import MentionKind
from ..figures.relation import Kind
from ..finding import Severity
from ..part import Passage
from ..statements.arithmetic import shown
from ..statements.wording import same_thing, told_apart, words_around
from ..values.percent import Percent
from .figures import reported
from .rule import Report, rule

MOST = 150  # rates said once: with more, the act is a list of them
GREAT = 1000  # euros: the total of an act, and no price or deposit
LINE = 90  # characters of a line of a list
_MARGIN = re.compile(r"(?:\bplus\s|\+\s?|\bmajor\w+\sde\s|\bmarge\sde\s)\Z", re.IGNORECASE)


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
            if same_thing(around[passage], around[other]) and not told_apart(passage, other):
                told.add(pair)
                yield _two(passage, value, other, its)


def _in_prose(context: Context) -> Iterator[tuple[Passage, Decimal]]:
    for passage, mention in context.passages(MentionKind.PERCENT):
        added = _MARGIN.search(passage.context, 0, passage.start)  # « l'indice plus 0,20 % » is no rate
        if (
            isinstance(mention.value, Percent)
            and mention.label != "TVA"
            and passage.kind is not Block.TABLEAU
            and not added
        ):
            yield passage, mention.value.valeur


def _apart(one: Passage, other: Passage) -> bool:
    """Not in one sentence, nor in one list: shares that follow each other differ."""
    if one.part is not other.part:
        return True
    near = abs(one.block - other.block) < 2 and Block.ITEM in (one.kind, other.kind)
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
    return reported(context, Kind.LABEL)
