"""The manual's list of rules, written from their docstrings."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import TYPE_CHECKING

from ..packaged import packaged
from ..pattern import pattern

if TYPE_CHECKING:
    from ..rules import Rule

HEAD = """# Les règles de vérification

Ce que `actes check` regarde. « erreur » : à corriger avant signature ; « alerte » : à relire ; « conseil » : forme.
Ce fichier est écrit par le programme ; chaque règle se lit aussi avec `actes explain CODE`.
"""
# By what they weigh, worst first: what makes an act void, what costs money, what misleads, form.
_LINES = packaged(__spec__, "themes.txt").splitlines()
THEMES = {line[:3]: line[4:] for line in _LINES}
USAGE = pattern(r"usage(?: \((.+)\))?")  # the source of a rule that no law demands, and maybe a norm


def told_source(source: str) -> str:
    """What is told of a rule's source: that it is usage tells nobody anything.

    >>> told_source("CGCT, art. L. 2131-1"), told_source("usage"), told_source("usage (norme AFNOR NF Z10-011)")
    ('CGCT, art. L. 2131-1', '', 'norme AFNOR NF Z10-011')
    """
    usage = USAGE.fullmatch(source)
    return usage[1] or "" if usage else source


def weight(code: str) -> int:
    """Where a code stands among those of one severity, worst first: what could not be read before what was.

    >>> weight("LEC107") < weight("AUT101") < weight("MNT101") < weight("FOR101")
    True
    """
    return _RANKS.get(code[:3], -1)


_RANKS = {theme: rank for rank, theme in enumerate(THEMES)}


def rules_manual(rules: Iterable[Rule]) -> str:
    """The list as Markdown, by theme; KeyError for a theme without a title (a test says so)."""
    ordered = sorted(rules, key=lambda rule: (THEMES[rule.code[:3]], rule.code))
    parts = [HEAD]
    for theme, members in groupby(ordered, key=lambda rule: THEMES[rule.code[:3]]):
        parts.append(f"\n## {theme}\n")
        parts += [_rule(rule) for rule in members]
    return "".join(parts)


def manual(rule: Rule) -> str:
    """Why, a bad example, a good one, the source that there is."""
    lines = [line for line in rule.manual.splitlines() if not line.startswith("Source : ")]
    return "\n".join([*lines, *(f"Source : {source}" for source in [told_source(rule.source)] if source)])


def _rule(rule: Rule) -> str:
    lines = manual(rule).splitlines()
    why = [line for line in lines if not line.startswith(("Mauvais : ", "Bon : ", "Corrige : ", "Source : "))]
    rest = [f"- {line}" for line in lines if line not in why]
    return f"\n### {rule.code} {rule.name} ({rule.severity})\n\n" + "\n".join([*why, *rest]).strip() + "\n"
