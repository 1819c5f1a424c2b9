"""Which courts each department belongs to (`tribunals.txt`)."""

from __future__ import annotations

from collections.abc import Mapping

from . import tables

_LINES = [(kind, key, said.split(" / ")) for kind, key, said in tables("tribunals.txt")]
# The administrative court of each department, by its code.
COURTS: Mapping[str, str] = {code: court for kind, court, codes in _LINES if kind == "administratif" for code in codes}
# The department of each judicial court, by its town.
JUDICIAL: Mapping[str, str] = {town: code for kind, code, towns in _LINES if kind == "judiciaire" for town in towns}
