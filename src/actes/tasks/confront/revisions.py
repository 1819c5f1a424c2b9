"""The documents of the second act with their tracked changes against the first, and where they are to be written."""

from __future__ import annotations

from pathlib import Path

from ...document import Document
from ...finding import COULD_NOT_RUN, CannotGoOn, Finding
from ...part import Part
from ...problems import problem
from ...reading.files import package_refused
from ..folders import COMPARED
from .acts import Confronted
from .sides import Side


def revisions(confronted: Confronted, folder: Path | None = None) -> dict[Path, bytes]:
    """The Word files of the second act with their tracked changes against the first, by where they are to be written.

    Raises CannotGoOn with everything that keeps one of them from being made.
    """
    made: dict[Path, bytes] = {}
    problems: list[Finding] = []
    for change in confronted.comparison.documents:
        if change.before is None or change.after is None:
            continue
        try:
            target = _target(confronted, change.after, folder)
            made[target] = _tracked(confronted, change.before, change.after)
        except CannotGoOn as error:
            problems += error.findings
    if problems:
        raise CannotGoOn(problems, status=COULD_NOT_RUN)
    if not made:
        without = [side.name for side in (confronted.before, confronted.after) if not side.context.parts]
        message = f"rien à écrire : {' et '.join(without) or 'aucun document'} n'a pas de texte"
        raise CannotGoOn([problem("DIF103", message, "donnez le fichier de cet acte, à la place de son numéro")])
    return made


def _target(confronted: Confronted, part: Part, folder: Path | None) -> Path:
    after = confronted.after
    stem = f"{after.name}-{part.name}" if after.entry else Path(part.name).stem
    where = folder or after.folder
    assert where is not None
    return where / f"{stem}{COMPARED}{_stem(confronted.before)}.docx"


def _stem(side: Side) -> str:
    return (
        side.name.removeprefix("dossier ") if side.entry or side.name.startswith("dossier ") else Path(side.name).stem
    )


def _tracked(confronted: Confronted, before: Part, after: Part) -> bytes:
    from ...layout.tracked import pending, tracked

    old, new = confronted.before.sources[before.name](), confronted.after.sources[after.name]()
    if isinstance(new, Document):
        message = f"le suivi des modifications s'écrit dans le nouveau document, et {after.name} n'est pas un .docx"
        hint = "enregistrez-le au format .docx dans Word, ou comparez sans --docx"
        raise CannotGoOn([problem("DIF104", message, hint)])
    waiting = []
    for part, data in ((before, old), (after, new)):
        with package_refused(part.name):
            waiting += [part.name] if isinstance(data, bytes) and pending(data) else []
    if waiting:
        message = f"{' et '.join(waiting)} : des modifications suivies y attendent déjà"
        hint = "acceptez-les ou refusez-les dans Word (Révision > Accepter), puis recommencez"
        raise CannotGoOn([problem("DIF105", message, hint)])
    return tracked(old, new, after.name)
