"""The questions of a renewal as values: what is asked, what is proposed, what follows from each answer.

Answers come as somebody typed them; what cannot be read, or cannot be, is said beside its question.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from ..finding import CannotGoOn
from ..frozen import frozen
from ..model.register import Register
from ..renew.choices import Choices, Given, choose, doubts
from ..renew.plan import plan
from ..report.renewal import changes_text
from ..values.actnumber import ActNumber
from ..values.dates import parse_date, show_date, show_date_numeric
from ..values.durations import Duration
from .naming import field_name

Answers = Mapping[str, str]
Read = Callable[[str], dict[str, Any]]  # what an answer gives
Follows = Callable[[Choices], tuple[str, ...]]
AVENANT = "avenant"
# What follows from the period: payments, budget, texts cited; from the day: who may sign.
OF_PERIOD = ("financement.", "references.")
OF_DAY = ("preambule[", "collectivite.", "tiers/", "signature.par", "convention.parties")
ORDER = ("forme", "date", "numero", "debut", "fin")


@frozen
class Question:
    """A question: its name, its words; what is proposed where nothing is typed, else a hint; what follows from its
    answer; why that cannot be.
    """

    name: str
    text: str
    typed: str
    proposed: str = ""
    follows: tuple[str, ...] = ()
    wrong: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    hint: str = ""


@frozen
class Asked:
    """A renewal as far as it was answered: its questions, up to the first that cannot be; what was given."""

    questions: tuple[Question, ...]
    given: Given
    whole: bool


def asked(
    register: Register,
    identifier: str,
    typed: Answers,
    today: date,
    given: Given | None = None,
    named: Callable[[str], str] = field_name,
) -> Asked:
    """The questions of a renewal, with what follows from the answers so far; `given` is known without asking."""
    known = given or Given(avenant=typed.get("forme") == AVENANT)
    walk = _Walk(register, identifier, typed, today, known, [], named)
    for step in (*(() if given else (walk.form,)), walk.day, walk.number, walk.start, walk.end):
        step()
        if walk.questions and walk.questions[-1].wrong:
            return Asked(tuple(walk.questions), walk.given, whole=False)
    return Asked(tuple(walk.questions), walk.given, whole=True)


@dataclass(slots=True)
class _Walk:
    """One walk through the questions."""

    register: Register
    identifier: str
    typed: Answers
    today: date
    given: Given
    questions: list[Question]
    named: Callable[[str], str]

    def form(self) -> None:
        act = self.register.actes[self.identifier]
        if act.convention is None or act.periode is None:
            return
        choices = (
            ("", "Un nouvel acte, pour la période suivante"),
            (AVENANT, "Un avenant, qui prolonge la convention"),
        )
        typed = self.typed.get("forme", "")
        self.questions.append(Question("forme", "Que préparez-vous ?", typed, choices=choices))
        self.tried(self.given, lambda choices: ())

    def day(self) -> None:
        blank = "laissée en blanc, jusqu’à la signature"
        self.ask("date", "Date de l’acte", blank, lambda typed: {"date": parse_date(typed)}, self.of_day)

    def number(self) -> None:
        def read(typed: str) -> dict[str, Any]:
            return {"numero": ActNumber.typed(typed, self.prefix)}

        self.ask("numero", "Numéro", self.choices().numero.code, read, self.of_number)

    def start(self) -> None:
        if (period := self.choices().periode) is not None:
            proposed = show_date_numeric(period.debut)
            self.ask("debut", "Premier jour", proposed, lambda typed: {"debut": parse_date(typed)}, self.of_start)

    def end(self) -> None:
        if (period := self.choices().periode) is not None:
            proposed = f"{show_date_numeric(period.fin)}, soit {period.duree}"
            self.ask("fin", "Dernier jour, ou durée", proposed, _day_or_duration, self.of_end)

    def ask(self, name: str, text: str, proposed: str, read: Read, follows: Follows) -> None:
        """Add a question, with what follows from its answer or why it cannot be."""
        typed = self.typed.get(name, "").strip()
        self.questions.append(Question(name, text, typed, proposed))
        try:
            given = replace(self.given, **read(typed)) if typed else self.given
        except ValueError as error:
            self.questions[-1] = replace(self.questions[-1], wrong=str(error))
            return
        self.tried(given, follows)

    def tried(self, given: Given, follows: Follows) -> None:
        try:
            self.questions[-1] = replace(self.questions[-1], follows=follows(self.choices(given)))
        except CannotGoOn as error:
            said = " ; ".join(f"{found.message} ({found.hint})" for found in error.findings)
            self.questions[-1] = replace(self.questions[-1], wrong=said)
            return
        self.given = given

    def choices(self, given: Given | None = None) -> Choices:
        return choose(self.register, self.identifier, given or self.given, self.today)

    def of_day(self, choices: Choices) -> tuple[str, ...]:
        on = f"au {show_date(choices.date)}" if choices.date else f"à aujourd’hui, {show_date(self.today)}"
        return (f"Délégation et représentants en fonction {on}", *self.changes(choices, OF_DAY))

    def of_number(self, choices: Choices) -> tuple[str, ...]:
        return (f"Sa fiche : {self.prefix}{choices.numero.code}",)

    def of_start(self, choices: Choices) -> tuple[str, ...]:
        return tuple(doubts(self.register, self.identifier, choices, self.today))

    def of_end(self, choices: Choices) -> tuple[str, ...]:
        return self.changes(choices, OF_PERIOD)

    def changes(self, choices: Choices, prefixes: tuple[str, ...]) -> tuple[str, ...]:
        found = plan(self.register, self.identifier, choices, self.today).changes
        return tuple(changes_text((one for one in found if one.path.startswith(prefixes) and one.after), self.named))

    @property
    def prefix(self) -> str:
        return self.register.collectivite.serie(self.register.actes[self.identifier]).prefixe


def _day_or_duration(typed: str) -> dict[str, Any]:
    try:
        return {"fin": parse_date(typed)}
    except ValueError as error:
        with suppress(ValueError):
            return {"duree": Duration.parse(typed)}
        raise error from None
