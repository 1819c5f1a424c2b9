"""`actes new`: a new entry from a model; `actes renew`: the next one of an act; asked, or by options."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from ..values.text import unaccented
from .commands import actes, today, workspace_of
from .french import ACT, DAY, MODEL, FrenchCommand, flag, option, suggestion, words_of
from .show import ask, show_findings

if TYPE_CHECKING:
    from ..model.acte import Acte
    from ..model.register import Register
    from ..renew.choices import Choices, Given
    from ..starter.drafting import Drafting
    from ..starter.models import Model, Question
    from ..tasks.renewing import Renewed
    from ..values.actnumber import ActNumber


class _NewCommand(FrenchCommand):
    """`actes new`, whose help names the questions of the model that is asked about."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        ctx.meta["words"] = tuple(args)
        return super().parse_args(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        from ..starter.models import model, model_names

        super().format_options(ctx, formatter)
        for name in (word for word in ctx.meta.get("words", ()) if word in model_names()):
            with formatter.section(f"Questions du modèle « {name} », chacune une option"):
                formatter.write_dl([(f"--{q.name} RÉPONSE", q.text) for q in model(name).questions])


@actes.command(**words_of("new"), cls=_NewCommand, context_settings={"ignore_unknown_options": True})
@click.argument("name", required=False, type=MODEL, metavar="[MODÈLE]")
@flag("--yes --oui")
@click.argument("rest", nargs=-1, type=click.UNPROCESSED, metavar="[--QUESTION RÉPONSE…]")
@click.pass_obj
def new(chosen: Path | None, name: str | None, yes: bool, rest: tuple[str, ...]) -> int:
    from ..report.rendering import columns, shown
    from ..starter.drafting import drafting
    from ..starter.models import model, model_names

    names = model_names()
    if name is None:
        print(columns([(one, model(one).title) for one in names]))
        return 0
    if name not in names:
        hint = suggestion(name, names) or f" ; modèles : {', '.join(names)}"
        raise click.UsageError(f"le modèle « {name} » n'existe pas{hint}")
    chosen_model = model(name)
    place = drafting(workspace_of(chosen).registry, today())
    answers = _given(rest, chosen_model, place)
    if not yes and sys.stdin.isatty():
        answers = _asked(chosen_model, place, answers)
    try:
        path = place.write(chosen_model, answers)
    except ValueError as error:  # nobody answered what no entry can do without
        raise click.UsageError(str(error)) from None
    print(f"{shown(path, Path.cwd())} : écrit\n")
    print(_left(chosen_model, place, answers), end="")
    print(_what_follows(chosen_model, path.stem))
    return 0


def _left(model: Model, place: Drafting, answers: Mapping[str, str]) -> str:
    """What was taken without asking, to read again, and what is blank."""
    made = model.answers({**place.known(model, answers), **answers})
    open_ = [question for question in model.questions if question.name not in answers]
    taken = [f"  {q.text} : {q.shown(made[q.name])}" for q in open_ if made[q.name] != q.blank]
    blank = [f"  {q.text}" for q in open_ if made[q.name] == q.blank]
    said = [("Proposé, à relire dans la fiche :", taken), ("À compléter dans la fiche :", blank)]
    return "".join("\n".join([title, *lines, "", ""]) for title, lines in said if lines)


def _what_follows(model: Model, name: str) -> str:
    if not model.is_act:
        return f"Relisez la fiche ; dans les autres, ce tiers se nomme « {name} » :\n  actes new convention"
    if "\narticles:" not in model.text:
        return f"Relisez la fiche ; dans les autres, cette délibération se nomme « {name} » :\n  actes new"
    return f"Relisez la fiche, puis :\n  actes check {name}\n  actes render {name}"


def _given(rest: Sequence[str], model: Model, place: Drafting) -> dict[str, str]:
    known = {question.name: question for question in model.questions}
    words = [part for word in rest for part in (word.split("=", 1) if word.startswith("--") else [word])]
    if len(words) % 2 or any(not word.startswith("--") for word in words[::2]):
        raise click.UsageError("les réponses vont par deux : --question réponse")
    given = {
        unaccented(name[2:]).replace("-", "_"): answer for name, answer in zip(words[::2], words[1::2], strict=True)
    }
    for name in given:
        if name not in known:
            hint = suggestion(name, known) or f" ; questions : {', '.join(known)}"
            raise click.UsageError(f"ce modèle n'a pas de question « {name} »{hint}")
    for question in model.questions:
        if question.name in given and (why := place.refused(model, question, given)):
            raise click.UsageError(f"--{question.name} : {why}")
    return {name: known[name].read(answer) for name, answer in given.items()}


def _asked(model: Model, place: Drafting, given: Mapping[str, str]) -> dict[str, str]:
    """The answers, one question a line: with what is proposed, or an example, which is never taken."""
    answers = dict(given)

    def refused(question: Question, answer: str) -> str:
        return place.refused(model, question, answers | {question.name: answer})

    print("Sans réponse, Entrée : ce qui est entre crochets, sinon « à compléter » plus tard dans la fiche.")
    for question in model.questions:
        if question.name in answers:
            continue
        known = place.known(model, answers)
        if question.offered or question.name in known:
            offer: str | None = known.get(question.name) or model.example(question, known)
            text = question.text
        else:
            offer = None if question.required else ""
            text = f"{question.text} (par exemple : {model.example(question, known)})"
        if answer := ask(text, offer, partial(refused, question)):
            answers[question.name] = question.read(answer)
    return answers


T = TypeVar("T")


@actes.command(**words_of("renew"))
@click.argument("act", type=ACT, metavar="ACTE")
@option("--number --numero", "NUMÉRO")
@option("--date day", "DATE", type=DAY)
@option("--start --debut", "DATE", type=DAY)
@option("--end --fin", "DATE", type=DAY)
@option("--duration --duree", "DURÉE")
@flag("--amendment --avenant")
@flag("--yes --oui")
@click.pass_obj
def renew(
    chosen: Path | None,
    act: str,
    number: str | None,
    day: date | None,
    start: date | None,
    end: date | None,
    duration: str | None,
    amendment: bool,
    yes: bool,
) -> int:
    from ..finding import CannotGoOn
    from ..renew.choices import Given
    from ..values.durations import Duration

    length = None if duration is None else _read(Duration.parse, duration, "--duree")
    given = Given(_number(number), day, start, end, length, amendment)
    try:
        return _renew(chosen, act, given, number, asking=sys.stdin.isatty() and not yes)
    except CannotGoOn as error:
        show_findings(error.findings)
        print("Rien n'a été écrit.", file=sys.stderr)
        return error.status


def _number(typed: str | None, serie: str = "") -> ActNumber | None:
    from ..values.actnumber import ActNumber

    return None if typed is None else _read(lambda text: ActNumber.typed(text, serie), typed, "--numero")


def _read(parse: Callable[[str], T], typed: str, option: str) -> T:
    try:
        return parse(typed)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint=option) from error


def _renew(chosen: Path | None, typed: str, given: Given, number: str | None, *, asking: bool) -> int:
    from ..renew.choices import renewable
    from ..tasks import renewing
    from ..tasks.known import known

    workspace = workspace_of(chosen)
    (identifier,) = known(workspace, [typed])
    register = renewing.source(workspace.registry, identifier)
    renewable(register, identifier, given.avenant)
    _number(number, register.collectivite.serie(register.actes[identifier]).prefixe)
    answers = _answers(register, identifier, given) if asking else given
    renewed = renewing.renew(workspace.registry, identifier, answers, today())
    _show(register, identifier, renewed, given if not asking else answers)
    return 0


def _answers(register: Register, identifier: str, given: Given) -> Given:
    """What somebody answers, question after question, as the page asks them; an empty answer takes the proposal."""
    from ..renew.choices import choose
    from ..tasks.renewing import asked

    what = "Avenant à" if given.avenant else "Reconduction de"
    print(f"{what} {identifier}. Entrée seule : la proposition entre crochets.")
    choose(register, identifier, given, today())  # what cannot be, whatever is answered
    said = {"date": given.date, "numero": given.numero, "debut": given.debut, "fin": given.fin or given.duree}
    typed: dict[str, str] = {}
    left = list(said)
    while left:
        found = asked(register, identifier, typed, today(), given)
        one = next((one for one in found.questions if one.name == left[0]), None)
        if one is not None and left[0] not in typed and not said[left[0]]:
            words = f"{one.text} [{one.proposed}]".replace("\u00a0", " ")
            typed[left[0]] = click.prompt(words, default="", show_default=False, prompt_suffix=" : ")
        elif one is not None and one.wrong and left[0] in typed:
            print(f"  {one.wrong}")
            del typed[left[0]]
        else:
            for line in one.follows if one else ():
                print(f"  {'!' if left[0] == 'debut' else '→'} {line}".replace("\u00a0", " "))
            del left[0]
    return found.given


def _show(register: Register, identifier: str, renewed: Renewed, given: Given) -> None:
    from ..report.rendering import shown
    from ..tasks.renewing import told

    new, act = renewed.identifier, register.actes[identifier]
    print(f"{new} reconduit {identifier}" if not given.avenant else f"{new} prolonge {identifier} par un avenant")
    print(f"  {shown(renewed.path, Path.cwd())}")
    parts = (
        ("Proposé", _proposals(act, renewed.choices, given)),
        *told(renewed)[::-1],  # what is to be done last, where a terminal stands
        ("La suite", (f"actes check {new}", f"actes render {new}")),
    )
    for title, found in parts:
        if lines := [f"  {line}".replace("\u00a0", " ") for line in found]:
            print("", title, *lines, sep="\n")


def _proposals(act: Acte, choices: Choices, given: Given) -> Iterator[str]:
    """A line for each proposal that was taken, with the option that says otherwise."""
    from ..compose.cited import period_of

    if given.numero is None:
        yield f"numéro {choices.numero.code} : le premier libre de la série (--numero)"
    if given.date is None:
        yield "date de l'acte : laissée en blanc (--date)"
    if choices.periode is not None and given.debut is None and given.fin is None and given.duree is None:
        old = period_of(act)
        same = old is not None and old.duree == choices.periode.duree
        what = f"la suite, de même durée, {choices.periode.duree}" if same else "les mêmes jours, plus tard"
        yield f"période {choices.periode} : {what} (--debut, --fin, --duree)"
