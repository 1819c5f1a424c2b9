"""The questions of `actes renew` on a terminal: a proposal for each, and what follows from the answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

import click

from ..finding import CannotGoOn
from .commands import today

if TYPE_CHECKING:
    from ..model.register import Register
    from ..renew.choices import Given

T = TypeVar("T")


def answers_to(register: Register, identifier: str, given: Given) -> Given:
    """What somebody answers, question after question; an empty answer takes the proposal."""
    from ..renew.choices import proposed_period

    what = "Avenant à" if given.avenant else "Reconduction de"
    print(f"{what} {identifier}. Entrée seule : la proposition entre crochets.")
    given = _ask_day(register, identifier, given)
    given = _ask_number(register, identifier, given)
    if proposed_period(register, identifier, given.date or today()) is not None or given.debut is not None:
        given = _ask_start(register, identifier, given)
        given = _ask_end(register, identifier, given)
    return given


def _ask(question: str, proposal: str, read: Callable[[str], T]) -> T | None:
    """The answer, asked again until it can be read; None for the proposal."""
    while True:
        typed = click.prompt(f"{question} [{proposal}]", default="", show_default=False, prompt_suffix=" : ").strip()
        if not typed:
            return None
        try:
            return read(typed)
        except ValueError as error:
            print(f"  {error}")
        except CannotGoOn as error:
            print("\n".join(f"  {finding.message} ({finding.hint})" for finding in error.findings))


def _ask_day(register: Register, identifier: str, given: Given) -> Given:
    from ..renew.choices import choose
    from ..renew.plan import plan
    from ..report.renewal import OF_DAY, follows_text
    from ..values.dates import parse_date, show_date

    if given.date is None:
        given = replace(given, date=_ask("Date de l'acte", "en blanc, à la signature", parse_date))
    on = f"au {show_date(given.date)}" if given.date else f"à aujourd'hui, {show_date(today())}"
    print(f"  → délégation et représentants en fonction {on}".replace("\u00a0", " "))
    choices = choose(register, identifier, given, today())
    for line in follows_text(plan(register, identifier, choices, today()).changes, OF_DAY):
        print(f"  → {line}")
    return given


def _ask_number(register: Register, identifier: str, given: Given) -> Given:
    from ..renew.choices import choose
    from ..values.actnumber import ActNumber

    proposed = choose(register, identifier, given, today()).numero
    prefix = register.collectivite.serie(register.actes[identifier]).prefixe

    def read(typed: str) -> ActNumber:
        number = ActNumber.typed(typed, prefix)
        choose(register, identifier, replace(given, numero=number), today())
        return number

    if given.numero is None:
        given = replace(given, numero=_ask("Numéro", proposed.code, read))
    print(f"  → fiche {prefix}{(given.numero or proposed).code}")
    return given


def _ask_start(register: Register, identifier: str, given: Given) -> Given:
    from ..renew.choices import choose, doubts
    from ..values.dates import parse_date, show_date_numeric

    choices = choose(register, identifier, given, today())
    if given.debut is None and choices.periode is not None:
        answer = _ask("Début de la période", show_date_numeric(choices.periode.debut), parse_date)
        given = replace(given, debut=answer)
    if given.fin is None or given.debut is None or given.debut <= given.fin:
        choices = choose(register, identifier, given, today())
        for line in doubts(register, identifier, choices, today()):
            print(f"  ! {line}".replace("\u00a0", " "))
    return given


def _ask_end(register: Register, identifier: str, given: Given) -> Given:
    from ..renew.choices import choose
    from ..renew.plan import plan
    from ..report.renewal import OF_PERIOD, follows_text
    from ..values.dates import parse_date, show_date_numeric
    from ..values.durations import Duration

    def read(typed: str) -> Given:
        try:
            answer = replace(given, fin=parse_date(typed))
        except ValueError as error:
            try:
                answer = replace(given, duree=Duration.parse(typed))
            except ValueError:
                raise error from None
        choose(register, identifier, answer, today())
        return answer

    if given.fin is None and given.duree is None:
        period = choose(register, identifier, given, today()).periode
        proposal = f"{show_date_numeric(period.fin)}, soit {period.duree}" if period else ""
        given = _ask("Fin (une date ou une durée)", proposal.replace("\u00a0", " "), read) or given
    choices = choose(register, identifier, given, today())
    for line in follows_text(plan(register, identifier, choices, today()).changes, OF_PERIOD):
        print(f"  → {line}")
    return given
