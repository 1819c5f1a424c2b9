"""The commands, a few lines each. What a command needs is imported when it runs: the help stays quick."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..values.text import unaccented
from . import VERSION
from .french import ACT, FrenchGroup, flag, option, words_of
from .show import show_findings, write

if TYPE_CHECKING:
    from ..tasks.lookalike import Modelled
    from ..workspace import Workspace


FOLDER = click.Path(path_type=Path, readable=False)  # click would say it in English
OBJECT_WIDTH = 100  # characters of an object that the list shows
ASKED = "_ACTES_COMPLETE"  # the variable in which a shell asks what the Tab key is to complete


@click.group(
    cls=FrenchGroup,
    invoke_without_command=True,
    no_args_is_help=True,
    epilog="Chaque commande a son aide, avec un exemple : actes render --help",
)
@option(
    "--workspace --espace chosen",
    "CHEMIN",
    "Le dossier d'actes, qui contient « registry » et « templates ». Sans cette option : celui où vous êtes.",
    type=FOLDER,
    envvar="ACTES_ESPACE",
)
@click.version_option(VERSION, "--version", message=VERSION, help="Affiche la version.")
@click.pass_context
def actes(ctx: click.Context, chosen: Path | None) -> None:
    """Rédige les actes d'une collectivité à partir des faits de son registre, et vérifie ceux de n'importe qui.

    \b
    Exemple : actes render DEC2025-453
    """
    ctx.obj = chosen
    if ctx.invoked_subcommand is None:
        raise click.UsageError("dites quelle commande ; par exemple : actes render DEC2025-453")


def workspace_of(chosen: Path | None, output: Path | None = None) -> Workspace:
    """The workspace that the person chose, or the one around the current folder."""
    from ..workspace import find_workspace

    return find_workspace(Path.cwd(), chosen, output)


@actes.command(**words_of("render"))
@click.argument("ids", nargs=-1, type=ACT, metavar="ACTE…")
@flag("--all --tout everything")
@option("--only --seulement", "NOMS", multiple=True)
@option("--output --sortie", "CHEMIN", type=FOLDER)
@flag("--pdf")
@flag("--final --definitif")
@flag("--force --forcer")
@click.pass_obj
def render(
    chosen: Path | None,
    ids: tuple[str, ...],
    everything: bool,
    only: tuple[str, ...],
    output: Path | None,
    pdf: bool,
    final: bool,
    force: bool,
) -> int:
    from ..registry.load import Shelf
    from ..tasks.known import known
    from ..tasks.pipeline import Batch, Renderer
    from .batching import render_all, show_pdfs

    if bool(ids) is everything:
        hint = "ne donnez pas d'acte avec --all" if everything else "dites quel acte, ou --all pour tous"
        raise click.UsageError(hint)
    workspace = workspace_of(chosen, output)
    wanted = None if everything else known(workspace, ids)
    renderer = Renderer(workspace, today(), final, force, documents_named(only))
    status, results = render_all(Batch(renderer, Shelf(workspace.registry), wanted))
    return max(status, show_pdfs(results, workspace, pdf=pdf, force=force))


def documents_named(only: Iterable[str]) -> tuple[str, ...]:
    """The documents that somebody names, separated by commas: « Annexe 1 » is annexe-1."""
    return tuple(unaccented(one.strip()).replace(" ", "-") for part in only for one in part.split(",") if one.strip())


def today() -> date:
    """The office's own day: the only clock."""
    return date.today()  # noqa: DTZ011


@actes.command(**words_of("list"))
@click.pass_obj
def list_acts(chosen: Path | None) -> int:
    from ..registry.load import load_register
    from ..report.listings import rows_of
    from ..report.rendering import columns

    loaded = load_register(workspace_of(chosen).registry)
    if loaded.register is not None:
        acts = loaded.register.actes
        rows = rows_of(loaded.register, sorted(acts, key=lambda name: (acts[name].numero, name)), OBJECT_WIDTH)
        print(columns(rows) if rows else "Le registre est vide.")
    show_findings(loaded.findings)
    return 1 if loaded.findings else 0


@actes.group(**words_of("template"))
def template() -> None: ...


@template.command(**words_of("template check"))
@click.argument("files", nargs=-1, type=FOLDER, metavar="[MODÈLE…]")
@click.pass_obj
def check_templates(chosen: Path | None, files: tuple[Path, ...]) -> int:
    from ..finding import errors_of
    from ..layout.template_check import check_template
    from ..report.rendering import shown
    from ..report.text import UNSIGNED, counted, verdict_of
    from ..store.names import is_kept
    from ..store.problems import data_of
    from ..tasks.pipeline import absent_templates

    workspace = None if files else workspace_of(chosen)
    findings = absent_templates(workspace) if workspace else []
    there = sorted(workspace.templates.iterdir()) if workspace else []
    # not those kept beside; owner files start with « ~ » or « . »
    ours = [path for path in there if path.suffix == ".docx" and path.name[0] not in "~." and not is_kept(path)]
    for path in files or ours:
        name = shown(path.absolute(), Path.cwd())
        found = check_template(data_of(path), name)
        print(f"{name} : {verdict_of(counted(found), UNSIGNED) if found else 'rien à corriger'}")
        findings += found
    show_findings(findings)
    if len(files or ours) > 1 and findings:
        print(f"Au total : {verdict_of(counted(findings), UNSIGNED)}")
    return 1 if errors_of(findings) else 0


@actes.command(**words_of("schema"))
@option("--print --affiche shown", "FICHE")
@click.pass_obj
def schema(chosen: Path | None, shown: str | None) -> int:
    from ..registry.jsonschema import FILES, FOLDER, schema_text

    if shown is not None:
        if shown not in FILES:
            raise click.UsageError(f"« {shown} » : choisissez parmi {', '.join(FILES)}")
        sys.stdout.buffer.write(schema_text(shown).encode())
        return 0
    workspace = workspace_of(chosen)
    for name in FILES:
        write(workspace, workspace.registry / FOLDER / f"{name}.json", schema_text(name).encode())
    return 0


@template.command(**words_of("template from"))
@click.argument("file", type=FOLDER, metavar="FICHIER")
@option("--only --seulement", "NOMS", multiple=True)
@click.pass_obj
def from_act(chosen: Path | None, file: Path, only: tuple[str, ...]) -> int:
    from ..report.rendering import SAID, shown
    from ..starter.workspace import templates
    from ..tasks.lookalike import model_from
    from ..tasks.pipeline import TEMPLATES

    workspace = workspace_of(chosen)
    ours = {path.name: path.read_bytes() for path in templates() if path.name in TEMPLATES}
    wanted = _wanted(only, tuple(ours)) or tuple(ours)
    made = model_from(file, {name: data for name, data in ours.items() if name in wanted}, workspace)
    print(f"Les modèles, d'après {file.name} :")
    for one in made.written:
        said = f"écrit ; l'ancien est gardé : {one.kept.name}" if one.kept is not None else SAID[one.outcome]
        print(f"  {shown(one.path, Path.cwd())} : {said}")
    _tell(made)
    if made.beside is not None:
        where = shown(made.beside.path, Path.cwd())
        print(f"\nCôte à côte, à gauche votre acte, à droite le même avec ces modèles : {where}")
    show_findings(made.findings)
    return 0


def _wanted(only: Iterable[str], names: Sequence[str]) -> tuple[str, ...]:
    told = documents_named(only)
    unknown = [name for name in told if f"{name}.docx" not in names]
    if unknown:
        known = ", ".join(name.removesuffix(".docx") for name in names)
        raise click.UsageError(f"« {unknown[0]} » n'est pas un modèle : {known}")
    return tuple(f"{name}.docx" for name in told)


def _tell(made: Modelled) -> None:
    """What was taken, what was not, what is ours for want of an example."""
    parts = (
        ("Repris de votre acte :", made.look.taken),
        ("Pas repris :", made.look.told),
        ("Absent de votre acte, donc à notre façon dans vos caractères :", made.look.unseen),
    )
    for head, lines in parts:
        if lines:
            print(f"\n{head}", *(f"  - {line}" for line in lines), sep="\n")
