"""`actes new`: a new entry from a model, its questions asked or answered by options."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .commands import actes, today, workspace_of
from .french import FrenchCommand, suggestion
from .show import ask
from .types import MODEL

if TYPE_CHECKING:
    from ..starter.drafting import Drafting
    from ..starter.models import Model, Question


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


@actes.command(
    cls=_NewCommand,
    name="new",
    alias="nouveau",
    short_help="Crée la fiche d'un acte, d'après un modèle de fiche.",
    context_settings={"ignore_unknown_options": True},
)
@click.argument("name", required=False, type=MODEL, metavar="[MODÈLE]")
@click.option("--yes", "--oui", is_flag=True, help="Ne demande rien : ce qui n'est pas donné reste à compléter.")
@click.argument("rest", nargs=-1, type=click.UNPROCESSED, metavar="[--QUESTION RÉPONSE…]")
@click.pass_obj
def new(chosen: Path | None, name: str | None, yes: bool, rest: tuple[str, ...]) -> int:
    """Crée la fiche d'un acte d'après un modèle de fiche, en demandant ses faits un par un.

    Sans MODÈLE, donne la liste des modèles de fiches. Chaque réponse peut être une option, du nom de sa question ;
    « actes new MODÈLE --help » dit ces questions. Un exemple n'est jamais pris : ce à quoi vous ne répondez pas reste
    « [À COMPLÉTER] » dans la fiche.

    \b
    Exemples :
      actes new
      actes new convention
      actes nouveau subvention --tiers amis_des_sentiers --montant "1 500,00" --oui
    """
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
    """What to type next."""
    if not model.is_act:
        return f"Relisez la fiche ; dans les autres, ce tiers se nomme « {name} » :\n  actes new convention"
    if "\narticles:" not in model.text:
        return f"Relisez la fiche ; dans les autres, cette délibération se nomme « {name} » :\n  actes new"
    return f"Relisez la fiche, puis :\n  actes check {name}\n  actes render {name}"


def _given(rest: Sequence[str], model: Model, place: Drafting) -> dict[str, str]:
    """The answers given as options, each under the name of a question."""
    from .french import normalize

    known = {question.name: question for question in model.questions}
    words = [part for word in rest for part in (word.split("=", 1) if word.startswith("--") else [word])]
    if len(words) % 2 or any(not word.startswith("--") for word in words[::2]):
        raise click.UsageError("les réponses vont par deux : --question réponse")
    given = {
        normalize(name[2:]).replace("-", "_"): answer for name, answer in zip(words[::2], words[1::2], strict=True)
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
