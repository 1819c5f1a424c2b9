"""`actes renew`: the next entry of an act, asked for on a terminal, proposed in a script."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from .commands import actes, today, workspace_of
from .show import show_findings
from .types import ACT, DAY

if TYPE_CHECKING:
    from ..model.register import Register
    from ..renew.choices import Given
    from ..tasks.renewing import Renewed
    from ..values.actnumber import ActNumber

T = TypeVar("T")


@actes.command(name="renew", alias="reconduire", short_help="Prépare la fiche qui reconduit un acte.")
@click.argument("act", type=ACT, metavar="ACTE")
@click.option("--number", "--numero", metavar="NUMÉRO", help="Son numéro ; proposé : le premier libre de la série.")
@click.option("--date", "day", type=DAY, metavar="DATE", help="Sa date, si elle est connue ; sinon, en blanc.")
@click.option("--start", "--debut", type=DAY, metavar="DATE", help="Premier jour ; proposé : le lendemain du terme.")
@click.option("--end", "--fin", type=DAY, metavar="DATE", help="Dernier jour ; proposé : la même durée.")
@click.option("--duration", "--duree", metavar="DURÉE", help="Durée, à la place de --fin : « 24 mois », « deux ans ».")
@click.option("--amendment", "--avenant", is_flag=True, help="Prolonge la même convention par un avenant.")
@click.option("--yes", "--oui", is_flag=True, help="Prend les propositions sans poser de question.")
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
    """Prépare la fiche qui reconduit un acte, d'après sa propre fiche, qui n'est pas modifiée.

    L'acte précédent est visé, les dates et les années avancent, ce qui lui était propre est retiré. Ce qu'une personne
    doit confirmer (prix, délégation, représentants…) est dans la nouvelle fiche, sous « a_confirmer ».

    \b
    Exemples :
      actes renew DEC2025-453
      actes reconduire 2025-453 --debut 01/01/2027 --duree "24 mois" --oui
    """
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
    from ..model.confirm import counted
    from ..renew.choices import choose
    from ..tasks.asked import asked

    what = "Avenant à" if given.avenant else "Reconduction de"
    print(f"{what} {identifier}. Entrée seule : la proposition entre crochets.")
    choose(register, identifier, given, today())  # what cannot be, whatever is answered
    said = {"date": given.date, "numero": given.numero, "debut": given.debut, "fin": given.fin or given.duree}
    typed: dict[str, str] = {}
    left = list(said)
    while left:
        found = asked(register, identifier, typed, today(), given, counted)
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
    """What was done, and the two commands that come next."""
    from ..report.rendering import shown
    from ..report.renewal import changes_text, confirms_text, proposals_text

    new, act = renewed.identifier, register.actes[identifier]
    print(f"{new} reconduit {identifier}" if not given.avenant else f"{new} prolonge {identifier} par un avenant")
    print(f"  {shown(renewed.path, Path.cwd())}")
    parts = (
        ("Proposé", proposals_text(act, renewed.choices, given)),
        ("Changé", changes_text(renewed.plan.changes)),
        ("Gardé", renewed.kept),
        ("Attention", (line.replace("\u00a0", " ") for line in renewed.plan.warnings)),
        (f"À confirmer ({len(renewed.confirms)})", confirms_text(renewed.confirms)),
        ("La suite", (f"actes check {new}", f"actes render {new}")),
    )
    for title, found in parts:
        if lines := [f"  {line}" for line in found]:
            print("", title, *lines, sep="\n")
