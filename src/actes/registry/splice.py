"""Edits of an entry written into its text: comments, order and layout stay, byte for byte, where nothing changes.

Each edit is verified: the new text is read again, and must hold the old tree with that edit and nothing else. Where a
layout is too unusual for that, nothing is written and a person is told what to change by hand.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterable

from ..finding import CannotGoOn, Finding
from ..model.edits import Edit
from ..problems import problem
from .decoding import decoded
from .edited import edited, plain
from .nodes import Node
from .places import Places
from .splicer import Splicer
from .syntax import parse_yaml, tree_of


def splice_bytes(data: bytes, edits: Iterable[Edit], path: str) -> bytes:
    """The bytes of the file `path` with edits made; its byte order mark and its line ends stay."""
    text = decoded(data, path)
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    return mark + splice(text, edits, path).encode()


def splice(text: str, edits: Iterable[Edit], path: str) -> str:
    r"""The text of an entry with edits made, in order.

    Raises CannotGoOn, in French, where the text cannot be read or an edit cannot be written into it.

    >>> from actes.model.edits import Put
    >>> splice("suivi:\n  publication: 2025-07-08  # le site\n", [Put("suivi.publication", "2025-07-09")], "a.yaml")
    'suivi:\n  publication: 2025-07-09  # le site\n'
    """
    for edit in edits:
        text = _made(text, edit, path)
    return text


def _made(text: str, edit: Edit, path: str) -> str:
    root = tree_of(text, path)
    wanted = edited(plain(root), edit)
    for change in Splicer(text, root).ways(edit):
        new = change.applied(text)
        node, findings = parse_yaml(new, path)
        if node is not None and not findings and plain(node) == wanted:
            return new
    raise CannotGoOn([_by_hand(root, edit)])


def _by_hand(root: Node, edit: Edit) -> Finding:
    where = Places(root).nearest(edit.path).place_at(0)
    message = f"la mise en page de la fiche ne permet pas de changer « {edit.path} » sans risque"
    hint = "changez ce champ à la main, ou écrivez ses clés l'une sous l'autre ; rien n'a été modifié"
    return problem("fiche-a-la-main", message, hint, where=where)
