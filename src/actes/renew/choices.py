"""What somebody asks of a renewal, what is proposed for the rest, and what cannot be.

A number is the first free one of its series: none that is taken, reserved or cancelled.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from ..compose.cited import period_of
from ..finding import CannotGoOn, Finding
from ..frozen import frozen
from ..model.acte import Acte
from ..model.register import Register
from ..model.series import FormeNumero, Serie
from ..place import Locatable, first_place
from ..problems import problem
from ..values.actnumber import ActNumber
from ..values.dates import show_date
from ..values.dateshift import add
from ..values.durations import Duration, Unit
from ..values.periods import Period

Day = date  # the field `date` hides the type


@frozen
class Given:
    """What the person said; None where a proposal is taken."""

    numero: ActNumber | None = None
    date: Day | None = None
    debut: Day | None = None
    fin: Day | None = None
    duree: Duration | None = None
    avenant: bool = False


@frozen
class Choices:
    """What the next act is: its number, its date where it is known, its period, an avenant or a new act."""

    numero: ActNumber
    date: Day | None
    periode: Period | None
    avenant: bool = False
    rang: int = 0  # of the avenant


def refuse(message: str, hint: str, where: Locatable | None = None) -> CannotGoOn:
    return CannotGoOn([_refused(message, hint, where)])


def renewable(register: Register, identifier: str, avenant: bool) -> None:
    """Raises CannotGoOn, in French, for an act that cannot be renewed, or not so."""
    act = register.actes[identifier]
    where = register.place(identifier, "numero")
    if not act.rendered:
        message = f"{identifier} n'est connu que par les visas d'autres actes : il n'y a rien à reprendre"
        raise refuse(message, "complétez sa fiche (articles, convention), puis reconduisez-le", where)
    if act.modifie and not avenant:
        message = f"{identifier} est un avenant à {act.modifie}"
        hint = f"reconduisez la convention (actes renew {act.modifie}), ou ajoutez --avenant pour un nouvel avenant"
        raise refuse(message, hint, where)
    if avenant and (act.convention is None or act.periode is None):
        what = "n'a pas de période" if act.convention else "n'approuve pas de convention"
        raise refuse(f"{identifier} {what} : il ne se prolonge pas par un avenant", "retirez --avenant", where)


def renewals(register: Register, identifier: str) -> list[str]:
    return [name for name, other in register.actes.items() if other.renouvelle == identifier]


def choose(register: Register, identifier: str, given: Given, today: date, *, again: bool = False) -> Choices:
    """The answers given, the proposals for the rest. Raises CannotGoOn, with everything that cannot be.

    A second renewal is asked for by its number; `again`: it will be.
    """
    renewable(register, identifier, given.avenant)
    act = register.actes[identifier]
    findings: list[Finding] = []
    for name in renewals(register, identifier) if not (given.numero or given.avenant or again) else ():
        hint = f"complétez {name} ; pour une autre fiche, donnez son numéro (--numero)"
        where = register.place(name, "renouvelle")
        findings.append(_refused(f"{identifier} est déjà reconduit par {name}", hint, where))
    period = _period(register, identifier, given, today)
    year = (given.date or today).year
    free = next_number(register, act, given.numero.annee or year if given.numero else year)
    number = replace(given.numero, largeur=max(given.numero.largeur, free.largeur)) if given.numero else free
    if isinstance(period, Finding):
        findings.append(period)
    if why := refusal(register, act, number):
        findings.append(_refused(why, f"le premier numéro libre est {next_number(register, act, year).code}"))
    if findings or isinstance(period, Finding):
        raise CannotGoOn(findings)
    serie = register.collectivite.serie(act)
    base = act.modifie or identifier
    rank = 1 + sum(act.modifie == base for act in register.actes.values()) if given.avenant else 0
    return Choices(serie.shown(number), given.date, period, given.avenant, rank)


def term(register: Register, identifier: str) -> Period | None:
    """The period that the next one follows: that of the act, its avenants included."""
    act = register.actes[identifier]
    period = period_of(act)
    ends = [p.fin for other in register.actes.values() if other.modifie == identifier and (p := period_of(other))]
    if period is None or not ends or max(ends) <= period.fin:
        return period
    return Period(period.debut, max(ends))


def proposed_period(register: Register, identifier: str, on: date) -> Period | None:
    """The period that follows, of the same duration: that of the act itself, after the term of its avenants.

    Some days of a year that are over by then (a festival, a season) are proposed again a year later.
    """
    own, whole = period_of(register.actes[identifier]), term(register, identifier)
    if own is None or whole is None:
        return None
    following = whole.next_period(own.duree)
    if own.duree.mois is not None or following.debut >= on:
        return following
    years = next(n for n in range(1, 1000) if add(own.debut, Duration(n, Unit.AN)) >= on)
    later = Duration(years, Unit.AN)
    return Period(add(own.debut, later), add(own.fin, later))


def _period(register: Register, identifier: str, given: Given, today: date) -> Period | Finding | None:
    """The new period, None where nothing says one, else what keeps it from being worked out."""
    if given.fin and given.duree:
        return _refused("la fin et la durée sont données toutes deux", "gardez --fin ou --duree")
    proposed = proposed_period(register, identifier, given.date or today)
    start = given.debut or (proposed.debut if proposed else None)
    duration = given.duree or (proposed.duree if proposed else None)
    unknown = f"{identifier} n'a pas de période"
    if start is None:
        asked = given.fin or given.duree
        return _refused(f"{unknown} : le début de la nouvelle n'est pas connu", "ajoutez --debut") if asked else None
    try:
        if given.fin is not None:
            return Period(start, given.fin)
        if duration is not None:
            return Period.starting(start, duration)
    except ValueError as error:
        return _refused(str(error), "corrigez --debut ou --fin")
    return _refused(f"{unknown} : la fin de la nouvelle n'est pas connue", "ajoutez --fin ou --duree")


def _refused(message: str, hint: str, where: Locatable | None = None) -> Finding:
    return problem("reconduction-impossible", message, hint, where=first_place(where))


def doubts(register: Register, identifier: str, choices: Choices, today: date) -> Iterator[str]:
    """What a person should look at in these choices, in French."""
    whole, new = term(register, identifier), choices.periode
    on = choices.date or today
    if choices.numero.annee and choices.numero.annee != on.year:
        yield f"le numéro est de {choices.numero.annee}, et l'acte serait de {on.year}"
    signed = register.actes[identifier].jour
    if signed is not None and choices.date is not None and choices.date < signed:
        yield f"l'acte serait daté du {show_date(choices.date)}, avant celui qu'il suit ({show_date(signed)})"
    if whole is None or new is None:
        return
    if choices.avenant and whole.fin < on:
        yield (
            f"le terme est passé depuis le {show_date(whole.fin)} : une convention finie ne se prolonge plus ; "
            "faites une nouvelle convention (sans --avenant)"
        )
    if new.debut <= whole.fin:
        yield f"la nouvelle période commence avant la fin de la précédente ({show_date(whole.fin)})"
    elif new.debut - whole.fin > timedelta(days=1) and new.duree.mois is not None:
        yield f"rien ne couvre les jours entre les deux périodes : {whole.gap(new)}"
    if new.debut < on:
        yield f"la période commence le {show_date(new.debut)}, avant l'acte : effet antérieur à justifier"


WIDTH = 3  # digits of the first number of a year, when the register shows none


def next_number(register: Register, act: Acte, year: int) -> ActNumber:
    """The number after the last one of the year (of all years in a series that never starts again)."""
    serie = register.collectivite.serie(act)
    continuous = serie.forme is FormeNumero.CONTINU
    known = list(numbers(register, serie))
    same = [number for number in known if continuous or number.annee == year]
    aside = {absent.numero for _, absent in serie.absents()}
    width = max((number.largeur for number in same or known), default=WIDTH)
    rank = max((number.rang for number in same), default=0) + 1
    number = ActNumber(0 if continuous else year, rank, largeur=width)
    while number in aside or register.holds(number, serie):
        number = replace(number, rang=number.rang + 1)
    return number


def numbers(register: Register, serie: Serie) -> Iterator[ActNumber]:
    for identifier in register.identifiers:
        if identifier.startswith(serie.prefixe):
            try:
                yield ActNumber.parse(identifier.removeprefix(serie.prefixe))
            except ValueError:
                continue  # loading says what is wrong with the name


def refusal(register: Register, act: Acte, number: ActNumber) -> str:
    """Why an act cannot bear a number, in French; empty where it can."""
    serie = register.collectivite.serie(act)
    if not serie.accepts(number):
        return f"« {number.code} » n'a pas la forme des numéros de la série ({serie.forme})"
    for path, absent in serie.absents():
        if absent.numero == number:
            state = "réservé" if path.startswith("reserves") else "annulé"
            return f"le numéro {number.code} est {state} : {absent.motif}"
    if register.holds(number, serie):
        return f"le numéro {number.code} est déjà pris dans le registre"
    return ""
