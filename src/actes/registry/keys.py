"""Keys that no one reads and keys that are missing, with what was probably meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Mapping as Map

from ..suggest import closest
from ..values.text import plain_spaces, quoted, unaccented
from .nodes import Mapping, Node
from .shapes import Key, keys_of

Error = tuple[str, Node, str, str]  # the error's name, where, what is wrong, what to write instead

MAX_UNKNOWN = 20  # unknown keys told in one place: more are one mistake, not many


def unknown_keys(node: Mapping, keys: Map[str, Key]) -> Iterator[Error]:
    """The keys of a record that the model does not know."""
    present, told = {name.text for name, _ in node.items}, 0
    for name, _ in node.items:
        if name.text not in keys and (told := told + 1) <= MAX_UNKNOWN:
            yield "cle-inconnue", name, f"la clé {quoted(name.text)} n'existe pas ici", _hint(name.text, keys, present)


def missing_keys(node: Mapping, keys: Map[str, Key]) -> Iterator[Error]:
    """The required keys of a record that are not there, but for those that an unknown key was meant to be.

    None where a text was taken for a key: what it should stand under is then said already.
    """
    present = {name.text for name, _ in node.items}
    missing = [key for key in keys.values() if key.required and key.name not in present]
    unknown = [name.text for name, _ in node.items if name.text not in keys] if missing else []
    if any(" " in name.strip() for name in unknown):
        return
    meant = {meant_by(name, keys, present) for name in unknown[:MAX_UNKNOWN]}
    for key in missing:
        if key.name not in meant:
            yield "cle-manquante", node, f"il manque la clé {quoted(key.name)}", f"ajoutez {key.purpose}"


def meant_by(name: str, keys: Map[str, Key], present: set[str]) -> str | None:
    """The absent key that a name was probably meant to be.

    >>> meant_by("Période", {"periode": None, "parties": None}, set())
    'periode'
    """
    absent = [key for key in keys if key not in present]
    near = closest(_bare(name), absent, n=1, cutoff=0.7)
    return near[0] if near else None


def _hint(name: str, keys: Map[str, Key], present: set[str]) -> str:
    if re.search("[\u00a0\u202f\u2009]", name.strip(" ")):
        return f"une espace insécable touche « {plain_spaces(name)} » : remplacez-la par des espaces ordinaires"
    meant = meant_by(name, keys, present)
    if meant is not None:
        why = ", sans accent ni majuscule" if _bare(name) == meant and _bare(name) != name else ""
        return f"vouliez-vous dire « {meant}: »{why} ?"
    if (twin := _bare(name)) in keys:
        return f"« {twin}: » est déjà écrit : gardez une seule des deux lignes"
    if " " in name.strip():
        first = _bare(name.split()[0])
        opening = f"« {first}: | »" if first in keys else "la clé et « | »"
        return f"si c'est un texte, écrivez {opening}, puis tout le texte à la ligne suivante, décalé de deux espaces"
    holders = [key for key in keys.values() if key.shape.record is not None and twin in keys_of(key.shape.record)]
    if holders:
        above = " ou ".join(f"« {key.name}: »" for key in holders)
        return f"« {twin}: » se met sous {above}, décalé de deux espaces"
    left = [f"« {key} »" for key in keys if key not in present]
    return (
        f"clés possibles ici : {', '.join(left)}"
        if left
        else "retirez cette ligne : toutes les clés possibles y sont déjà"
    )


def _bare(name: str) -> str:
    return re.sub(r"[\s_-]+", "_", unaccented(plain_spaces(name))).replace("'", "_").replace("’", "_")
