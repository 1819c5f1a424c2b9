"""Percentages: the amount that each makes, the same rate said twice, shares beside the names of a table."""

from __future__ import annotations

from collections.abc import Iterator

from ..context import Context
from ..figures.relation import Kind, said
from ..finding import Severity
from ..same.amounts import two_rates
from .figures import reported
from .rule import Report, rule


@rule("PCT102", "taux-contradictoire", Severity.ALERTE)
def other_rate(context: Context) -> Iterator[Report]:
    """Le taux d'une même aide, d'une même part, est le même chaque fois que l'acte le dit.

    Mauvais : « une subvention au taux de 80 % de la dépense », puis « le taux de la subvention, 60 % de la dépense »
    Bon : le même taux aux deux endroits
    Source : usage
    """
    for pair in two_rates(context):
        here, there = said(pair.other), said(pair.one)
        message = f"{here} ici, {there} ailleurs, dans les mêmes mots"
        hint = "gardez le taux exact aux deux endroits, ou dites en quoi ils diffèrent"
        yield Report(pair.other.where, message, hint, here, there, ((pair.one.where, there),))


@rule("PCT103", "part-dans-le-libelle", Severity.ALERTE)
def shares_in_labels(context: Context) -> Iterator[Report]:
    """Les parts écrites à côté des noms d'un tableau font 100 %, et chacune est celle des montants de sa ligne ou, en
    tête d'une colonne, de sa colonne.

    Mauvais : « Région (60 %) : 5 000 € ; Commune (50 %) : 5 000 € »
    Bon : « Région (50 %) : 5 000 € ; Commune (50 %) : 5 000 € »
    Source : usage
    """
    return reported(context, Kind.LABEL)
