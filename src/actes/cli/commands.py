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
from .french import ACT, FrenchGroup, flag, option
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


@actes.command(name="render", alias="produire", short_help="Produit les documents Word d'un acte.")
@click.argument("ids", nargs=-1, type=ACT, metavar="ACTE…")
@flag("--all --tout everything", "Tous les actes du registre.")
@option(
    "--only --seulement",
    "NOMS",
    "Ces documents seulement : decision, convention, annexe-1… (séparés par des virgules).",
    multiple=True,
)
@option("--output --sortie", "CHEMIN", "Où écrire, au lieu du dossier « sortie ».", type=FOLDER)
@flag("--pdf", "Fait aussi les PDF, par LibreOffice.")
@flag(
    "--final --definitif",
    "Sans la mention « PROJET » ; refusé s'il reste une erreur (sauf si l'acte est déjà signé et transmis), ou un "
    "point à confirmer.",
)
@flag(
    "--force --forcer",
    "Écrit même si vous avez modifié un document, et garde le vôtre à côté ; si l'acte est signé, c'est l'autre "
    "version qui va à côté.",
)
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
    """Produit la décision, la convention et les annexes d'un acte, en documents Word.

    ACTE est le numéro de l'acte : DEC2025-453, 2025-453, ou 453 si lui seul le porte. Un document que vous avez
    modifié dans Word n'est pas remplacé : la commande dit ce que vous avez changé et s'arrête.

    \b
    Exemples :
      actes render DEC2025-453
      actes produire 2025-453 --seulement convention
      actes render --all --pdf
    """
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


@actes.command(name="list", alias="lister", short_help="Donne la liste des actes du registre.")
@click.pass_obj
def list_acts(chosen: Path | None) -> int:
    """Donne la liste des actes du registre : numéro, date, objet.

    \b
    Exemple : actes list
    """
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


@actes.group(name="template", alias="modele", short_help="S'occupe des modèles Word.")
def template() -> None:
    """S'occupe des modèles Word du dossier « templates ».

    \b
    Exemple : actes template check
    """


@template.command(name="check", alias="verifier", short_help="Vérifie les modèles Word.")
@click.argument("files", nargs=-1, type=FOLDER, metavar="[MODÈLE…]")
@click.pass_obj
def check_templates(chosen: Path | None, files: tuple[Path, ...]) -> int:
    """Vérifie les modèles Word : champs inconnus, styles manquants, mots à mettre dans le registre.

    \b
    Exemples :
      actes template check
      actes modele verifier templates/decision.docx
    """
    from ..finding import errors_of
    from ..layout.template_check import check_template
    from ..report.rendering import shown
    from ..report.text import UNSIGNED, counted, verdict_of
    from ..store.problems import data_of
    from ..tasks.pipeline import absent_templates

    workspace = None if files else workspace_of(chosen)
    findings = absent_templates(workspace) if workspace else []
    templates = template_files(workspace) if workspace else files
    for path in templates:
        name = shown(path.absolute(), Path.cwd())
        found = check_template(data_of(path), name)
        print(f"{name} : {verdict_of(counted(found), UNSIGNED) if found else 'rien à corriger'}")
        findings += found
    show_findings(findings)
    if len(templates) > 1 and findings:
        print(f"Au total : {verdict_of(counted(findings), UNSIGNED)}")
    return 1 if errors_of(findings) else 0


def template_files(workspace: Workspace) -> tuple[Path, ...]:
    """The templates of a workspace, not those kept beside; owner files start with « ~ » or « . »."""
    from ..store.names import is_kept

    found = (path for path in sorted(workspace.templates.iterdir()) if path.suffix == ".docx")
    return tuple(path for path in found if path.name[0] not in "~." and not is_kept(path))


@actes.command(name="schema", alias="cles", short_help="Apprend les clés des fiches à votre éditeur.")
@option("--print --affiche shown", "FICHE", "Affiche un seul des trois : acte, tiers ou collectivite.")
@click.pass_obj
def schema(chosen: Path | None, shown: str | None) -> int:
    """Écrit ce qu'il faut à un éditeur de texte (VS Code…) pour proposer les clés des fiches et souligner les fautes.

    Ce sont trois fichiers, dans « registry/schemas ». Chaque fiche y renvoie par sa première ligne.

    \b
    Exemples :
      actes schema
      actes schema --print acte
    """
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


@template.command(name="from", alias="depuis", short_help="Fait les modèles Word d'après un de vos actes.")
@click.argument("file", type=FOLDER, metavar="FICHIER")
@option(
    "--only --seulement",
    "NOMS",
    "Ces modèles seulement : decision, convention, annexe-1 (séparés par des virgules).",
    multiple=True,
)
@click.pass_obj
def from_act(chosen: Path | None, file: Path, only: tuple[str, ...]) -> int:
    """Fait les modèles de décision, de convention et d'annexe d'après un acte Word : sa page, son en-tête et son pied
    de page avec leurs images, ses polices, ses tailles, ses couleurs, ses espaces, ses tableaux, ses signatures.

    FICHIER est un .docx ; un .doc, un .rtf ou un .odt, s'il y a LibreOffice. Aucun mot du texte de l'acte n'est repris.
    Les modèles qui étaient là sont gardés à côté (« decision (ancien 1).docx »), et les deux actes sont montrés côte à
    côte : à gauche le vôtre, à droite le même, avec le nouveau modèle.

    \b
    Exemples :
      actes template from decision.docx
      actes modele depuis convention.docx --seulement convention
    """
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
