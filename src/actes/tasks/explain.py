"""What `actes explain` tells of every code that the program can print: rules, and all that is no rule."""

from __future__ import annotations

from collections.abc import Iterator

from ..finding import COULD_NOT_RUN, CannotGoOn
from ..problems import KINDS, problem
from ..report.text import manual
from ..rules import all_rules, current
from ..suggest import closest, did_you_mean
from ..values.text import unaccented


def manuals() -> Iterator[tuple[str, str, str]]:
    """Every code, its readable name, and its manual."""
    for rule in all_rules():
        yield rule.code, rule.name, f"{rule.code} {rule.name} ({rule.severity})\n\n{manual(rule)}"
    for kind in KINDS.values():
        yield kind.code, kind.name, f"{kind.code} {kind.name}\n\n{kind.doc}"


def explain(typed: str) -> str:
    """The manual of a code, or of a name: of each code that has this name.

    Raises CannotGoOn (status 2), with the nearest ones, where there is none.
    """
    wanted, known = current(typed.strip()), list(manuals())
    found = [text for code, name, text in known if wanted in (unaccented(code), name)]
    if found:
        return "\n\n".join(found)
    shown = {unaccented(code): code for code, _, _ in known} | {name: name for _, name, _ in known}
    near = [shown[key] for key in closest(wanted, shown, n=2, cutoff=0.5, margin=1)]
    hint = did_you_mean(near) or "recopiez celui de la remarque, par exemple PER101"
    message = f"le code « {typed} » n'existe pas"
    raise CannotGoOn([problem("DOS102", message, hint)], status=COULD_NOT_RUN)
