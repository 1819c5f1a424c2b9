"""The years that an act names: one of another year, a list that repeats or skips one, the year of a finance law."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from ..context import Context
from ..document import Kind
from ..facts import MentionKind, Reference
from ..finding import Severity
from ..statements.periods import dissent
from ..statements.subjects import TITLES
from ..statements.years import Named, all_years, single_years
from .rule import Report, rule

SEVERAL = 3  # times that a year is named before another one is doubtful
PERIODIC = frozenset({"année", "exercice", "année scolaire", "saison"})


@rule("PER301", "annee-isolee", Severity.ALERTE)
def odd_year(context: Context) -> Iterator[Report]:
    """Un acte pris pour une année la nomme partout ; une autre année, une seule fois et voisine, est à relire.

    C'est le reste le plus courant de l'acte de l'an passé.

    Mauvais : « tarifs pour l'année 2026 », « année 2026 », puis « l'action est financée pour l'année 2025 »
    Bon : « tarifs pour l'année 2026 », « année 2026 », puis « l'action est financée pour l'année 2026 »
    Source : usage
    """
    yield from _single(context)
    yield from _ranges(context)


def _single(context: Context) -> Iterator[Report]:
    """« année 2026 » everywhere, « année 2025 » once; a title counts for three."""
    named = tuple(single_years(context))
    counts = Counter(one.years[0] for one in named)
    weights = counts + Counter(one.years[0] for one in named if one.where.kind in TITLES for _ in range(2))
    usual, times = weights.most_common(1)[0] if weights else (0, 0)
    reference, _ = dissent(context)
    inside = reference.value.period.annees if reference and reference.value.period else ()
    titled = {one.years[0] for one in named if one.where.kind is Kind.TITRE}
    for year, count in counts.items():
        if {year, usual} <= titled:  # a list of acts, each with its year
            continue
        if count == 1 and times >= SEVERAL and abs(year - usual) == 1 and not {year, usual} <= set(inside):
            yield _odd(named, (year,), (usual,))


def _ranges(context: Context) -> Iterator[Report]:
    """« 2025-2026 » everywhere, « 2024-2026 » once: one year more or less."""
    named = tuple(one for one in all_years(context) if len(one.years) > 1)
    counts = Counter(one.years for one in named)
    for usual, times in counts.items():
        for years, count in counts.items():
            other = times > 1 and count == 1 and len(set(usual) ^ set(years)) == 1
            if other and not _season(next(one for one in named if one.years == years)):
                yield _odd(named, years, usual)


def _season(one: Named) -> bool:
    """« la saison 2025-2026 » is one year of « 2025-2027 »."""
    return one.where.text.lower().startswith(("saison", "année scolaire", "annee scolaire"))


def _odd(named: tuple[Named, ...], years: tuple[int, ...], usual: tuple[int, ...]) -> Report:
    where = next(one.where for one in named if one.years == years)
    right = "-".join(map(str, dict.fromkeys((usual[0], usual[-1]))))
    related = tuple((one.where, right) for one in named if one.years == usual)
    message = f"« {where.text} » ici, {right} partout ailleurs"
    return Report(where, message, f"écrivez « {right} » si c’est la même chose", where.text, right, related)


@rule("PER302", "suite-d-annees", Severity.ALERTE)
def list_of_years(context: Context) -> Iterator[Report]:
    """Une suite d'années n'en répète aucune et n'en saute aucune.

    L'une des deux est mal recopiée, et ce qui est dû pour l'année oubliée ne se réclame plus.

    Mauvais : « pour les années 2025 et 2025 »
    Bon : « pour les années 2025 et 2026 »
    Source : usage
    """
    for passage, mention in context.passages(MentionKind.YEARS):
        years = mention.value
        if mention.problem or not isinstance(years, tuple):
            continue
        if len(set(years)) < len(years):
            yield Report(passage, f"« {passage.text} » : la même année deux fois", "corrigez l’une des deux années")
        elif mention.label in PERIODIC and list(years) != list(range(years[0], years[0] + len(years))):
            missing = ", ".join(str(year) for year in range(min(years), max(years)) if year not in years)
            message = f"« {passage.text} » : {f'il manque {missing}' if missing else 'les années ne se suivent pas'}"
            yield Report(passage, message, "vérifiez la suite des années")


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
