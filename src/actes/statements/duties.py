"""Whom an article makes share what is left of a cost, and whom the table makes pay."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ..context import Context
from ..document import Kind
from ..outline.nature import Nature
from ..part import Part, Passage
from .borne import Borne, borne
from .shares import sharings
from .tables import Line, Rank

_EQUALLY = re.compile(
    r"[àa]\s(?:quotit[ée]s?\s[ée]gales?|parts?\s[ée]gales?|[ée]galit[ée])|en\sparts\s[ée]gales", re.IGNORECASE
)
_SIGNERS = re.compile(
    r"co-?contractant\w*|co-?signataires?|parties\ssignataires|autres\sparties|signataires", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, eq=False)
class Duty:
    """« les 50 % restants à parts égales aux co-contractants »: `where` names them, `others` is how many they are.

    `lines` are those of the table, beside the one that bears the fixed share.
    """

    where: Passage
    rest: Decimal
    others: int
    borne: Borne
    lines: Sequence[Line]


def duties(context: Context) -> Iterator[Duty]:
    """Where fewer sign than the table makes pay."""
    for sharing in sharings(context) if context.part(Nature.CONVENTION) else ():
        where, rest = sharing.parts[-1]
        after = where.context[where.end : where.end + 160]
        signers = _SIGNERS.search(after)
        if not sharing.closed or signers is None or not _EQUALLY.search(after):
            continue
        others = _parties(where.part) - 1
        bearers = [b for b in borne(context) if b.share.where.block == where.block and b.share.where.part is where.part]
        lines = (
            [x for x in bearers[0].table.lines if x.rank is Rank.LIGNE and x is not bearers[0].line] if bearers else []
        )
        if 0 < others < len(lines):
            named = Passage(where.part, where.block, where.end + signers.start(), where.end + signers.end())
            yield Duty(named, rest, others, bearers[0], lines)


def _parties(part: Part) -> int:
    """How many sign the convention: those it presents, else those it has sign."""
    presented = sum(block.kind is Kind.PARTIE for block in part.blocks)
    if presented > 1:
        return presented
    feet = "\n".join(block.text for block in part.blocks if block.kind is Kind.SIGNATURE)
    return len(re.findall(r"(?m)(?:^|\t)Pour\s\w", feet))
