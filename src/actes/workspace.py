"""The folder that somebody works in: it holds `registry/` and `templates/`."""

from __future__ import annotations

from pathlib import Path

from .finding import COULD_NOT_RUN, CannotGoOn
from .frozen import frozen
from .place import Place
from .problems import problem

REGISTRY, TEMPLATES, OUTPUT, STATE = "registry", "templates", "sortie", ".actes"


@frozen
class Workspace:
    """A workspace: `root` is absolute; `output` is where documents go, « sortie » unless the person says otherwise."""

    root: Path
    output: Path

    @property
    def registry(self) -> Path:
        return self.root / REGISTRY

    @property
    def templates(self) -> Path:
        return self.root / TEMPLATES

    @property
    def state(self) -> Path:
        """What `actes` keeps there: what was last rendered. It came with the folder: nothing in it is trusted."""
        return self.root / STATE


def own_cache() -> Path:
    """What was worked out for this user on this computer: a folder that somebody hands over brings none of it."""
    from platformdirs import user_cache_path

    return user_cache_path("actes", appauthor=False)


def find_workspace(start: Path, chosen: Path | None = None, output: Path | None = None) -> Workspace:
    """The workspace that somebody chose, or the one around `start`; `output` is relative to `start`.

    Raises CannotGoOn (status 2) where there is none.
    """
    start = start.absolute()
    root = _chosen(start / chosen) if chosen else _around(start)
    return Workspace(root, start / output if output else root / OUTPUT)


def _chosen(folder: Path) -> Path:
    if not folder.is_dir():
        raise _stop(folder, "ce dossier n'existe pas", "vérifiez le chemin donné par --espace ou ACTES_ESPACE")
    if missing := _missing(folder):
        raise _stop(folder, f"ce dossier n'est pas un dossier d'actes : il y manque {missing}", _HINT)
    return folder.resolve()


def _around(start: Path) -> Path:
    for folder in (start, *start.parents):
        if not _missing(folder):
            return folder.resolve()
    near = next((folder for folder in (start, *start.parents) if (folder / REGISTRY).is_dir()), None)
    if near is not None:
        return _chosen(near)  # which says what is missing
    raise _stop(start, "aucun dossier d'actes ici ni dans les dossiers qui contiennent celui-ci", _HINT)


_HINT = (
    "placez-vous dans le dossier qui contient « registry » et « templates », ou indiquez-le : actes --espace CHEMIN …"
)


def _missing(folder: Path) -> str:
    return " et ".join(f"« {name} »" for name in (REGISTRY, TEMPLATES) if not (folder / name).is_dir())


def _stop(folder: Path, message: str, hint: str) -> CannotGoOn:
    return CannotGoOn([problem("DOS101", message, hint, Place(str(folder)))], status=COULD_NOT_RUN)
