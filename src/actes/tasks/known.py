"""The acts that somebody names, and what they compose."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..compose.dossier import compose
from ..document import Document
from ..finding import COULD_NOT_RUN, CannotGoOn, Finding
from ..model.acte import Acte
from ..model.register import Register
from ..place import first_place
from ..problems import problem
from ..registry.folder import entries, find_id, strays
from ..registry.load import load_register
from ..suggest import did_you_mean
from ..workspace import Workspace

if TYPE_CHECKING:
    from ..against.facing import Reference


def known(workspace: Workspace, typed: Sequence[str]) -> list[str]:
    """The identifiers that somebody typed. Raises CannotGoOn (status 2), with the nearest ones, where one is no act."""
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
        findings.append(problem("acte-introuvable", message, hint))
    if findings:
        raise CannotGoOn(findings, status=COULD_NOT_RUN)
    return list(dict.fromkeys(found))


def _misnamed(workspace: Workspace, text: str) -> str:
    """What to do when the act that somebody means is in a file whose name is not as it should be."""
    files = {name.replace(" ", ""): paths[0] for name, paths in entries(workspace.registry).items() if " " in name}
    files |= {stem: path for path, stem in strays(workspace.registry)}
    found, _ = find_id(text, files)
    return f"sa fiche s'appelle {files[found[0]].name} : renommez-la {found[0]}.yaml" if len(found) == 1 else ""


def documents_of(act: Acte, register: Register) -> tuple[Document, ...]:
    """The documents of an act; none where only visas know it. Raises CannotGoOn where its prose is wrong."""
    dossier = compose(act, register) if act.rendered else None
    if dossier and dossier.findings:
        raise CannotGoOn(dossier.findings)
    return dossier.documents if dossier else ()


def reference_of(workspace: Workspace, typed: str) -> Reference:
    """The entry to compare with. Raises CannotGoOn: no such act, one that composes nothing, or errors in its entry."""
    from ..against.facing import Reference

    wanted = known(workspace, [typed])
    register = load_register(workspace.registry, wanted).holding(wanted)
    if not documents_of(register.actes[wanted[0]], register):
        raise CannotGoOn([without_text(wanted[0], register)], status=COULD_NOT_RUN)
    return Reference(register, wanted[0])


def without_text(identifier: str, register: Register) -> Finding:
    message = f"{identifier} n'est connu que par les visas d'autres actes : sa fiche n'a pas d'articles"
    where = first_place(register.place(identifier, "numero"))
    return problem("acte-sans-texte", message, "ajoutez ses articles pour le produire", where=where)
