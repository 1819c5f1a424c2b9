"""The subjects of acts sent to the préfecture (@CTES): the two levels that are the same everywhere (`matieres.txt`).

Source: nomenclature @CTES, as in `documentation/data-exemple/classification.xml` of Pastell (classification of 2019);
its ranges are those of SCDL `deliberations` 2.1.3. Accents were put back. A préfecture serves its own list: further
levels are its own.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..values.matiere import Matiere
from . import tables

_CHAPTERS = [(name, said.split(" / ")) for _, name, said in tables("matieres.txt")]
CHAPTERS: Mapping[int, str] = {number: name for number, (name, _) in enumerate(_CHAPTERS, 1)}
MATIERES: Mapping[str, str] = {
    f"{chapter}.{number}": name
    for chapter, (_, names) in enumerate(_CHAPTERS, 1)
    for number, name in enumerate(names, 1)
}


def near(matiere: Matiere) -> str:
    """The subjects of the same chapter, or the chapters: what somebody may have meant.

    >>> near(Matiere.parse("2.9")), len(MATIERES)
    ("2.1 Documents d'urbanisme, 2.2 Actes relatifs au droit d'occupation ou d'utilisation des sols, \
2.3 Droit de préemption urbain", 57)
    """
    chapter = matiere.niveaux[0]
    if chapter not in CHAPTERS:
        return ", ".join(f"{number} {name}" for number, name in CHAPTERS.items())
    return ", ".join(f"{code} {name}" for code, name in MATIERES.items() if code.startswith(f"{chapter}."))
