"""Dates that the new act does not have yet: prose that names them leaves room for them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model.acte import Acte
from ..pattern import pattern
from .draft import Draft
from .prose import proses

_ROOM = "ou_place"
_DATES = pattern(
    r"\{\{-?\s*(?P<name>date|signature\.date|convention\.signature\.date|suivi\.\w+)\s*(?P<filters>\|[^{}]*?)?-?\}\}"
)


def rooms(draft: Draft, act: Acte, dated: bool) -> None:
    """Each `{{ date }}` becomes `{{ date | ou_place }}`; `dated`: the act's own is known."""
    for path, prose in proses(act):
        for match in reversed(list(_DATES.finditer(prose.text))):
            if _ROOM in (match["filters"] or "") or (dated and match["name"] in ("date", "signature.date")):
                continue
            draft.rewrite(path, *match.span(), match[0], "".join(_with_room(match)), "la date n'est pas encore connue")


def _with_room(match: re.Match[str]) -> Iterator[str]:
    room = f"{{{{ {match['name']} | {_ROOM} }}}}"
    if not match["filters"]:
        yield room
    else:
        yield from ("{% if ", match["name"], " %}", match[0], "{% else %}", room, "{% endif %}")
