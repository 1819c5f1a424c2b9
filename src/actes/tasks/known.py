"""The acts that somebody names on the command line."""

from __future__ import annotations

from collections.abc import Sequence

from ..finding import COULD_NOT_RUN, CannotGoOn, Finding
from ..problems import loading_error
from ..registry.folder import entries, find_id, strays
from ..suggest import did_you_mean
from ..workspace import Workspace


def resolve(workspace: Workspace, typed: Sequence[str]) -> tuple[list[str], list[Finding]]:
    """The identifiers that somebody typed, and a finding for each that names no act, with the nearest ones."""
    known = tuple(entries(workspace.registry))
    found: list[str] = []
    findings: list[Finding] = []
    for text in typed:
        matches, near = find_id(text, known)
        if len(matches) == 1:
            found.append(matches[0])
            continue
        hint = _misnamed(workspace, text) or did_you_mean(near) or "« actes list » donne les actes du registre"
        message = f"« {text} » désigne plusieurs actes" if matches else f"l'acte « {text} » n'est pas dans le registre"
        findings.append(loading_error("acte-introuvable", message, hint))
    return list(dict.fromkeys(found)), findings


def known(workspace: Workspace, typed: Sequence[str]) -> list[str]:
    """The identifiers that somebody typed. Raises CannotGoOn (status 2) where one names no act."""
    found, problems = resolve(workspace, typed)
    if problems:
        raise CannotGoOn(problems, status=COULD_NOT_RUN)
    return found


def _misnamed(workspace: Workspace, text: str) -> str:
    """What to do when the act that somebody means is in a file whose name is not as it should be."""
    files = {stem: path for path, stem in strays(workspace.registry)}
    spaced = {name.replace(" ", ""): paths[0] for name, paths in entries(workspace.registry).items() if " " in name}
    files |= {stem: path for stem, path in spaced.items() if stem not in files}
    found, _ = find_id(text, files)
    return f"sa fiche s'appelle {files[found[0]].name} : renommez-la {found[0]}.yaml" if len(found) == 1 else ""
