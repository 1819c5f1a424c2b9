"""The years that an act names: one of another year, a row that breaks, one that is out of the period."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..context import Context
from ..facts import MentionKind, Reference
from ..finding import Severity
from ..spans.years import broken_rows, odd_ones
from .rule import Report, rule


@rule("PER301", "annee-isolee", Severity.ALERTE)
def odd_year(context: Context) -> Iterator[Report]:
    """Un acte pris pour une année la nomme partout ; une autre année, une seule fois et voisine, est à relire.

    C'est le reste le plus courant de l'acte de l'an passé.

    Mauvais : « tarifs pour l'année 2026 », « année 2026 », puis « l'action est financée pour l'année 2025 »
    Bon : « tarifs pour l'année 2026 », « année 2026 », puis « l'action est financée pour l'année 2026 »
    Source : usage
    """
    for odd, usual, places in odd_ones(context):
        right = "-".join(map(str, dict.fromkeys((usual.years[0], usual.years[-1]))))
        elsewhere = "partout ailleurs" if not usual.season else "ailleurs"
        message = f"« {odd.where.text} » ici, {right} {elsewhere}"
        related = tuple((one.where, right) for one in places)
        hint = f"écrivez « {right} » si c’est la même chose"
        yield Report(odd.where, message, hint, odd.where.text, right, related)


@rule("PER302", "suite-d-annees", Severity.ALERTE)
def list_of_years(context: Context) -> Iterator[Report]:
    """Une suite d'années, dans une phrase ou dans un échéancier, n'en répète aucune et n'en saute aucune.

    L'une des deux est mal recopiée, et ce qui est dû pour l'année oubliée ne se réclame plus.

    Mauvais : « pour les années 2025 et 2025 »
    Bon : « pour les années 2025 et 2026 »
    Source : usage
    """
    for passage, message in broken_rows(context):
        yield Report(passage, message, "vérifiez la suite des années", passage.text)


@rule("PER303", "annee-de-loi-de-finances", Severity.ALERTE)
def finance_law(context: Context) -> Iterator[Report]:
    """Une loi de finances initiale est votée en décembre pour l'année suivante.

    Mauvais : « la loi n° 2015-1785 du 29 décembre 2015 de finances pour l'année 2017 »
    Bon : « la loi n° 2015-1785 du 29 décembre 2015 de finances pour 2016 »
    Source : LOLF (loi organique n° 2001-692), art. 1er ; à vérifier pour une loi rectificative
    """
    for passage, mention in context.passages(MentionKind.YEARS):
        cited = mention.of.reference if mention.of else None
        years = mention.value
        if (
            not isinstance(cited, Reference)
            or not cited.nature.startswith("loi")
            or not isinstance(cited.date, date)
            or not isinstance(years, tuple)
        ):
            continue
        between = passage.context[mention.of.start if mention.of else 0 : passage.start].lower()
        if "finances" in between and "rectificative" not in between and years[0] != cited.date.year + 1:
            voted = cited.date.year
            message = f"une loi de finances de décembre {voted} est celle de {voted + 1}, pas de {years[0]}"
            yield Report(passage, message, "vérifiez l’année, le numéro et la date de la loi", str(years[0]))
