"""The renewal of an act from its file to the new one: read, edited, read again, written once. Its questions are values;
what cannot be read of an answer, or cannot be, is said beside its question.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from textwrap import shorten
from typing import Any

from ..context import Context, of_entry
from ..finding import CannotGoOn, errors_of
from ..frozen import frozen
from ..model.confirm import AConfirmer
from ..model.register import Register
from ..registry.folder import shown_path
from ..registry.load import Loaded, Shelf
from ..registry.splice import splice_bytes
from ..renew.choices import Choices, Given, choose, doubts, next_number, refuse, renewals
from ..renew.draft import Change, Draft
from ..renew.plan import left_over, plan, untouched
from ..store.atomic import create
from ..store.names import safe_name
from ..store.problems import data_of
from ..values.actnumber import ActNumber
from ..values.dates import parse_date, show_date, show_date_numeric
from ..values.durations import Duration
from .known import documents_of
from .naming import facts_in_words, field_name

TRIES = 5  # numbers proposed, when colleagues take them at the same time
WIDTH = 90  # characters of a value that is shown


@frozen
class Renewed:
    """The new entry: its identifier, its file, what was done, what is left to confirm."""

    identifier: str
    path: Path
    choices: Choices
    plan: Draft
    confirms: tuple[AConfirmer, ...]
    kept: tuple[str, ...]


def source(folder: Path, identifier: str) -> Register:
    """The act to renew, what it cites, the delegations, the acts that name it; `folder` is the registry.

    Raises CannotGoOn (status 1) where its entry has errors.
    """
    shelf = Shelf(folder)
    _sound(shelf.load([identifier]))
    others = [name for name, paths in shelf.files.items() if any(_concerned(path, identifier) for path in paths)]
    register = shelf.load([identifier, *others]).register
    assert register is not None  # it was sound
    return register


def _concerned(path: Path, identifier: str) -> bool:
    data = data_of(path)
    return b"delegation:" in data or identifier.encode() in data


def _sound(loaded: Loaded) -> Register:
    if loaded.register is None or not loaded.sound:
        raise CannotGoOn(errors_of(loaded.findings) or loaded.findings)
    return loaded.register


def renew(folder: Path, identifier: str, given: Given, today: date) -> Renewed:
    """Write the next entry of an act. Raises CannotGoOn, with nothing written, where it cannot be.

    A number that was proposed and that a colleague has just taken is proposed again; one that was asked for is not.
    """
    for _ in range(TRIES):
        register = source(folder, identifier)
        choices = choose(register, identifier, given, today)
        renewed, data = _drafted(folder, register, identifier, choices, today)
        if create(renewed.path, data):
            return renewed
        if given.numero is not None:
            break
    message = f"{renewed.identifier} vient d'être pris par quelqu'un d'autre"
    raise refuse(message, "choisissez un autre numéro avec --numero")


def _drafted(folder: Path, register: Register, identifier: str, choices: Choices, today: date) -> tuple[Renewed, bytes]:
    """The bytes of the new entry, read again and found sound, with what its own words still say of the former act."""
    shelf = Shelf(folder)
    act = register.actes[identifier]
    before = shelf.files[identifier][0]
    old = data_of(before)
    new = register.collectivite.serie(act).identifier(choices.numero)
    target = folder / str((choices.date or today).year if not choices.numero.annee else choices.numero.annee)
    path = target / f"{safe_name(new)}.yaml"
    shelf.files[new] = [path]
    made = plan(register, identifier, choices, today)
    data = splice_bytes(old, made.edits, shown_path(folder, before))
    context = _context(shelf, new, path, data, today)
    more, lines = left_over(context, made.confirms)
    if more:
        data = splice_bytes(data, more, shown_path(folder, path))
        context = _context(shelf, new, path, data, today)
    assert context.entry is not None
    kept = tuple(untouched(context.entry, old.decode("utf-8-sig"), data.decode("utf-8-sig")))
    return Renewed(new, path, choices, made, (*made.confirms, *lines), kept), data


def _context(shelf: Shelf, new: str, path: Path, data: bytes, today: date) -> Context:
    """The new entry as it will be once all that is asked is confirmed: nothing hides behind what is to fill in."""
    register = _sound(shelf.load([new], {path: data}))
    act = register.actes[new]
    answered = replace(act, a_confirmer=tuple(replace(line, confirme=True) for line in act.a_confirmer))
    register = replace(register, actes={**register.actes, new: answered})
    return of_entry(register, new, documents_of(answered, register), today)


def told(renewed: Renewed) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What was done, under what it asks for: the points to confirm, what to look at, what changed, what did not."""
    parts = (
        (f"À confirmer ({len(renewed.confirms)})", _confirms(renewed.confirms)),
        ("Attention", renewed.plan.warnings),
        ("Changé", _changes(renewed.plan.changes)),
        ("Gardé", renewed.kept),
    )
    return tuple((title, lines) for title, found in parts if (lines := tuple(found)))


def _changes(changes: Iterable[Change]) -> Iterator[str]:
    """« Financement : budget : exercices : 2025 → 2027 », with why."""
    for change in changes:
        before, after = _short(change.before), _short(change.after)
        what = f"{before} → {after}" if before and after else after or f"retiré{f' : {before}' if before else ''}"
        yield f"{field_name(change.path)} : {what}" + (f" ({change.why})" if change.why else "")


def _confirms(confirms: Sequence[AConfirmer]) -> Iterator[str]:
    for rank, line in enumerate(confirms, 1):
        said = f" : « {line.mots} »" if line.mots else f" : {line.valeur}" if line.valeur else ""
        yield f"{rank}. {field_name(line.champ)}{said} : {line.motif}"


def _short(text: str) -> str:
    return shorten(" ".join(facts_in_words(text).split()), WIDTH, placeholder=" …").replace("\u00a0", " ")


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
class Already:
    """Why an act needs no renewal: the acts that renew it; `another`, the number that a second one would have."""

    acts: tuple[str, ...]
    another: str
    avenant: bool


@frozen
class Asked:
    """A renewal as far as it was answered: its questions, up to the first that cannot be; what was given."""

    questions: tuple[Question, ...]
    given: Given
    whole: bool
    already: Already | None = None


def asked(register: Register, identifier: str, typed: Answers, today: date, given: Given | None = None) -> Asked:
    """The questions of a renewal, with what follows from the answers so far; `given` is known without asking."""
    known = given or Given(avenant=typed.get("forme") == AVENANT)
    walk = _Walk(register, identifier, typed, today, known, [])
    for step in (*(() if given else (walk.form,)), walk.day, walk.number, walk.start, walk.end):
        step()
        if walk.questions and walk.questions[-1].wrong:
            done = _already(register, identifier, typed, today)
            return Asked(tuple(walk.questions), walk.given, whole=False, already=done)
    return Asked(tuple(walk.questions), walk.given, whole=True)


def _already(register: Register, identifier: str, typed: Answers, today: date) -> Already | None:
    """The renewals of an act, where nobody asks for a second one, or for an avenant."""
    done = () if typed.get("numero") or typed.get("forme") == AVENANT else renewals(register, identifier)
    act = register.actes[identifier]
    if not done:
        return None
    serie = register.collectivite.serie(act)
    number = serie.identifier(serie.shown(next_number(register, act, today.year)))
    return Already(tuple(done), number, act.convention is not None and act.periode is not None)


@dataclass(slots=True)
class _Walk:
    """One walk through the questions."""

    register: Register
    identifier: str
    typed: Answers
    today: date
    given: Given
    questions: list[Question]

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
        prefix = self.register.collectivite.serie(self.register.actes[self.identifier]).prefixe

        def read(typed: str) -> dict[str, Any]:
            return {"numero": ActNumber.typed(typed, prefix)}

        def follows(choices: Choices) -> tuple[str, ...]:
            return (f"Sa fiche : {prefix}{choices.numero.code}",)

        self.ask("numero", "Numéro", self.choices().numero.code, read, follows)

    def start(self) -> None:
        def doubtful(choices: Choices) -> tuple[str, ...]:
            return tuple(doubts(self.register, self.identifier, choices, self.today))

        if (period := self.choices().periode) is not None:
            proposed = show_date_numeric(period.debut)
            self.ask("debut", "Premier jour", proposed, lambda typed: {"debut": parse_date(typed)}, doubtful)

    def end(self) -> None:
        if (period := self.choices().periode) is not None:
            proposed = f"{show_date_numeric(period.fin)}, soit {period.duree}"
            self.ask("fin", "Dernier jour, ou durée", proposed, _day_or_duration, partial(self.changes, OF_PERIOD))

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
        again = bool(self.typed.get("numero"))  # which its own question reads
        return choose(self.register, self.identifier, given or self.given, self.today, again=again)

    def of_day(self, choices: Choices) -> tuple[str, ...]:
        on = f"au {show_date(choices.date)}" if choices.date else f"à aujourd’hui, {show_date(self.today)}"
        return (f"Délégation et représentants en fonction {on}", *self.changes(OF_DAY, choices))

    def changes(self, prefixes: tuple[str, ...], choices: Choices) -> tuple[str, ...]:
        found = plan(self.register, self.identifier, choices, self.today).changes
        return tuple(_changes(one for one in found if one.path.startswith(prefixes) and one.after))


def _day_or_duration(typed: str) -> dict[str, Any]:
    try:
        return {"fin": parse_date(typed)}
    except ValueError as error:
        with suppress(ValueError):
            return {"duree": Duration.parse(typed)}
        raise error from None
