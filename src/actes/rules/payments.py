"""Payments of a sum that another article gives."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..context import Context
from ..document import Kind
from ..facts import MentionKind
from ..facts.numerals import NUMBER, number
from ..finding import Severity
from ..part import Nature, Passage
from ..statements.amounts import amount
from ..statements.arithmetic import cents, euros, sum_shown, total_of
from ..statements.extents import sentences
from ..statements.quotas import wholes
from ..values.money import Amount
from ..values.text import unaccented
from .rule import Report, rule

TIMES = re.compile(
    rf"\b(?:vers|pay|regl|factur|mandat|echelonn)\w*\sen\s(?P<n>[0-9]{{1,2}}|{NUMBER})\s"
    r"(?:fois|versements|paiements|echeances|acomptes|tranches)"
)


@rule("MNT105", "versements-et-montant", Severity.ALERTE)
def payments(context: Context) -> Iterator[Report]:
    """Les versements d'une somme font cette somme, quand l'acte la donne ailleurs.

    Mauvais : article 1er « une subvention de 6 450 € » ; article 2 « versée en deux fois : 4 300 € et 2 510 € »
    Bon : article 1er « une subvention de 6 450 € » ; article 2 « versée en deux fois : 4 300 € et 2 150 € »
    Source : usage
    """
    known = set(wholes(context))
    for part in context.parts:
        for index, (block, mentions) in enumerate(zip(part.blocks, part.mentions, strict=True)):
            money = [m for m in mentions if m.kind is MentionKind.AMOUNT and isinstance(m.value, Amount)]
            if len(money) < 2 or block.kind is Kind.TABLEAU or part.nature is Nature.PIECE:
                continue
            for group in sentences(block.text, money):
                said = TIMES.search(unaccented(block.text[: group[0].start]).replace("’", "'"))
                count = (int(said["n"]) if said["n"].isdigit() else number(said["n"])) if said else None
                values = [amount(m) for m in group]
                total = total_of(values)
                others = [value for value in known - set(values) if value > max(values)]
                if count == len(group) and total not in known and others:
                    where = Passage(part, index, group[0].start, group[-1].end)
                    message = f"{sum_shown(values)} : l’acte ne donne ce montant nulle part"
                    hint = f"corrigez un versement, ou le montant versé (ailleurs : {euros(max(others))})"
                    yield Report(where, message, hint, cents(total), cents(max(others)))
