"""The chain of acts: no day forgotten, none counted twice, no avenant to what is over, no renewal past its limit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from ..context import Context
from ..finding import Severity
from ..statements.chain import Link, chain
from ..statements.periods import Said, periods, stated
from ..statements.subjects import About, Statement
from ..values.dates import show_date_numeric
from .rule import Report, rule


@rule("CHN101", "trou-dans-la-chaine", Severity.ALERTE)
def gap(context: Context) -> Iterator[Report]:
    """Les actes qui se suivent couvrent tout le temps, sans jour oublié.

    Un trou veut dire qu'un acte n'est pas visé (un second avenant, souvent), ou que le service a tourné sans contrat.

    Mauvais : une convention finit le 30 juin 2022, la suivante commence le 1er janvier 2023
    Bon : une convention finit le 30 juin 2022, un avenant la prolonge au 31 décembre 2022
    Source : usage
    """
    links = chain(context)
    for index, link in enumerate(links[1:], 1):
        before = max(links[:index], key=lambda one: one.period.fin)
        hole = before.period.gap(link.period) if before.period.fin < link.period.debut else None
        if hole is not None and not _apart(before, link):
            message = f"rien n’est cité {hole}, entre {_name(before)} et {_name(link)}"
            hint = "un visa est-il oublié (un second avenant, par exemple) ? Sinon, dites-le dans un considérant"
            yield Report(link.where, message, hint, related=((before.where, f"{_name(before)} : {before.period}"),))


def _apart(one: Link, other: Link) -> bool:
    """Whether both are some days of a year, a festival or a season: nothing is due between them."""
    return one.period.duree.mois is None and other.period.duree.mois is None


@rule("CHN102", "chevauchement", Severity.ALERTE)
def overlap(context: Context) -> Iterator[Report]:
    """Deux conventions qui se suivent ne couvrent pas les mêmes jours ; un avenant, lui, reprend ceux qu'il modifie.

    Un chevauchement fait payer deux fois la même période, ou laisse deux textes se contredire.

    Mauvais : convention du 1er janvier 2023 au 31 décembre 2024, puis convention à compter du 1er octobre 2024
    Bon : convention du 1er janvier 2023 au 31 décembre 2024, puis convention à compter du 1er janvier 2025
    Source : usage
    """
    for before, link in pairwise(chain(context)):
        common = None if link.avenant else before.period.intersection(link.period)
        if common is not None:
            message = f"{_name(link)} couvre, {common}, des jours que {_name(before)} couvre déjà"
            hint = "corrigez l’une des deux périodes, ou dites que la première est résiliée"
            yield Report(link.where, message, hint, related=((before.where, f"{_name(before)} : {before.period}"),))


@rule("CHN103", "avenant-apres-terme", Severity.CONSEIL)
def late_amendment(context: Context) -> Iterator[Report]:
    """Un avenant se signe avant la fin de ce qu'il modifie : une convention finie ne se prolonge plus.

    Pour un acte ancien ce n'est qu'une remarque ; pour l'acte en cours, une nouvelle convention est à écrire.

    Mauvais : avenant de 2022 à une convention qui a fini le 31 octobre 2021
    Bon : avenant du 15 octobre 2021 à une convention qui finit le 31 octobre 2021
    Source : usage
    """
    links = chain(context)
    for index, link in enumerate(links):
        before = [one for one in links[:index] if not one.own]
        draft = link.own and link.taken is None and context.entry is not None  # it is signed today at the earliest
        signed = link.taken or (context.today if draft else date(link.year, 1, 1) if link.year else None)
        if not link.avenant or not before or signed is None:
            continue
        base = max(before, key=lambda one: one.period.fin)
        if base.period.fin < signed:
            when = f"du {show_date_numeric(link.taken)}" if link.taken else "à signer" if draft else f"de {link.year}"
            message = f"{_name(link)}, {when}, modifie ce qui avait fini le {show_date_numeric(base.period.fin)}"
            hint = "écrivez une nouvelle convention" if link.own else "rien à corriger ici si l’acte cité est exact"
            related = ((base.where, f"{_name(base)} : {base.period}"),)
            severity = Severity.ALERTE if link.own else None
            yield Report(link.where, message, hint, related=related, severity=severity)


@rule("CHN104", "limite-de-renouvellement", Severity.ALERTE)
def past_the_limit(context: Context) -> Iterator[Report]:
    """Un avenant ne prolonge pas une convention au-delà de la limite qu'elle s'est donnée.

    Mauvais : convention « renouvelable jusqu'en décembre 2022 », avenant jusqu'au 30 juin 2023
    Bon : convention « renouvelable jusqu'en décembre 2022 », avenant jusqu'au 31 décembre 2022
    Source : usage
    """
    links = chain(context)
    for index, base in enumerate(links):
        for link in links[index + 1 :]:
            if not link.avenant:
                break
            if base.limit is not None and link.period.fin > base.limit:
                until = show_date_numeric(base.limit)
                message = f"{_name(link)} va au {show_date_numeric(link.period.fin)}, après la limite du {until}"
                hint = "ramenez la fin à cette limite, ou faites une nouvelle convention"
                yield Report(link.where, message, hint, related=((base.where, f"{_name(base)} : limite au {until}"),))


@rule("CHN105", "periode-d-un-acte-cite", Severity.ERREUR)
def cited_twice(context: Context) -> Iterator[Report]:
    """La période d'un acte cité est la même chaque fois qu'il est cité, et celle du registre.

    Mauvais : « la décision n° 2023-051 … du 1er janvier 2023 au 31 décembre 2024 », puis « … au 31 décembre 2025 »
    Bon : la même période aux deux endroits
    Source : usage
    """
    first: dict[str, Statement[Said]] = {}
    for said in _cited(context):
        period, known = said.value.period, first.setdefault(said.subject.name, said)
        if period != known.value.period:
            message = f"l’acte {said.subject.name} : {period} ici, {known.value.period} ailleurs"
            hint = "vérifiez la période sur l’acte cité"
            related = ((known.where, str(known.value.period)),)
            yield Report(said.where, message, hint, str(period), str(known.value.period), related)


def _cited(context: Context) -> Iterator[Statement[Said]]:
    """The closed periods of cited acts: the register's first, then those of the documents."""
    said = [one for one in periods(context) if one.subject.about is About.CITED and one.value.period]
    for subject in dict.fromkeys(one.subject for one in said):
        act = context.register.actes.get(subject.identifier) if context.register else None
        if act is not None and act.periode is not None:
            period = act.periode.period
            yield Statement(subject, stated(period), context.field("periode", subject.identifier, str(period)))
    yield from said


def _name(link: Link) -> str:
    return "cet acte" if link.own else f"l’acte {link.name}"
