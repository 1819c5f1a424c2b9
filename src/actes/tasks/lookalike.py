"""From a Word act to our templates in its look, and the two side by side: read, dress, check, write, show."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

from ..finding import COULD_NOT_RUN, CannotGoOn, Finding, errors_of
from ..frozen import frozen
from ..layout.engine import Layout
from ..layout.look import Dressed, dressed
from ..layout.template_check import check_template
from ..office.convert import SEEN, converted, find_office, word_of
from ..office.pdf import not_shown, side_by_side
from ..place import Place
from ..problems import problem
from ..reading.files import package_refused
from ..store.problems import stop
from ..store.writing import Written, supersede, write
from ..workspace import Workspace

FOLDER, BESIDE = "modeles", "cote-a-cote.pdf"


@frozen
class Modelled:
    """The templates written; what was taken of the act, what was not, what it does not show; the two acts side by
    side, or why they are not shown.
    """

    written: tuple[Written, ...]
    look: Dressed
    beside: Written | None = None
    findings: tuple[Finding, ...] = ()


def model_from(path: Path, ours: Mapping[str, bytes], workspace: Workspace) -> Modelled:
    """Write templates (`ours`, by file name) in the look of an act; those that have their names are kept beside.

    Raises CannotGoOn where the act cannot be read, or has no look: then nothing is written.
    """
    data = word_of(path)
    if data is None:
        message = f"{path.name} n'a pas de mise en page à reprendre : ce n'est pas un Word"
        hint = "donnez l'acte tel que vous l'avez écrit : un fichier .docx, .doc, .odt ou .rtf"
        raise stop("MOD131", path, message, hint)
    with package_refused(str(path)):
        look = dressed(data, str(path), ours)
    _sound(look, path)
    written = supersede({workspace.templates / name: template for name, template in look.templates.items()})
    try:
        return Modelled(written, look, _beside(data, look, workspace))
    except CannotGoOn as error:
        return Modelled(written, look, findings=error.findings)


def _sound(look: Dressed, path: Path) -> None:
    """Nothing is written that `template check` would refuse."""
    found = [f for name, template in look.templates.items() for f in check_template(template, name)]
    if errors_of(found):
        message = f"les modèles faits d'après {path.name} ne seraient pas bons : rien n'est écrit"
        hint = "essayez avec un autre acte, ou enregistrez d'abord celui-ci sous un autre nom dans Word"
        raise CannotGoOn([problem("MOD132", message, hint, Place(str(path))), *found], status=COULD_NOT_RUN)


def _beside(data: bytes, look: Dressed, workspace: Workspace) -> Written:
    """The pages of the act at the left, those of the same act with its template at the right."""
    office = find_office()
    if office is None:
        raise CannotGoOn([not_shown()])
    with tempfile.TemporaryDirectory(prefix="actes-modeles-") as folder:
        same = Layout(look.templates[look.own], look.own).render(look.document, draft=False)
        made = {Path(folder) / "acte.docx": data, Path(folder) / "modele.docx": same}
        for word, content in made.items():
            word.write_bytes(content)
        for word, pdf in converted(office, list(made), SEEN):
            if pdf is None:
                raise CannotGoOn([not_shown(word.stem)])
            word.with_suffix(".pdf").write_bytes(pdf)
        both = side_by_side(*(word.with_suffix(".pdf") for word in made))
    return write({workspace.output / FOLDER / BESIDE: both}, workspace.state, force=True)[0]
