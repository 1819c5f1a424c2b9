"""The rules: one reader a file, its rules in the order of their codes. The engine (`check.py`) never names a rule.

A context in, `Report`s out: places and words. What acts say is read in `statements`; a rule only compares.
"""

from __future__ import annotations

import functools
import importlib
import pkgutil

from ..context import AgainstContext
from ..packaged import packaged
from ..values.text import unaccented
from .rule import Report, Rule, register_rule, rule

__all__ = ["Report", "Rule", "all_rules", "current", "names_over", "register_rule", "rule", "rules_over"]
# Codes and names that rules had, and the code of the rule that says the same now: an acceptance keeps its meaning.
_LINES = [line.split(" | ") for line in packaged(__spec__, "former.txt").splitlines() if not line.startswith("#")]
FORMER = {code: (name, now) for code, name, now in _LINES if code}
RENAMED = {name: now for code, name, now in _LINES if not code}  # of a code that is still there
AGAINST = f"{__name__}.against"
_NOW = {  # former code or name, without capitals: the code of today
    unaccented(key): unaccented(code)
    for old, (name, code) in (*FORMER.items(), *((name, (name, code)) for name, code in RENAMED.items()))
    for key in (old, name)
}


def all_rules() -> tuple[Rule, ...]:
    """Every rule of every theme, by code."""
    return tuple(sorted({*_rules_in(__name__), *_rules_in(AGAINST)}, key=_code))


def rules_over(context: type) -> tuple[Rule, ...]:
    """The rules that look at that kind of context, by code; what compares files is only loaded where it is asked."""
    return tuple(rule for rule in _rules_in(AGAINST if context is AgainstContext else __name__) if rule.over is context)


def names_over(context: type) -> frozenset[str]:
    """The codes and names of these rules, without capitals, those that they had formerly too."""
    rules = rules_over(context)
    names = {unaccented(key) for rule in rules for key in (rule.code, rule.name)}
    return frozenset(names | {old for old, now in _NOW.items() if now in names})


def current(typed: str) -> str:
    """The code of the rule that says what a former code or name said; what is typed, unaccented, where none did.

    >>> current("PCT104"), current("compte-de-la-phrase"), current("per101")
    ('mnt103', 'mnt103', 'per101')
    """
    wanted = unaccented(typed)
    return _NOW.get(wanted, wanted)


@functools.cache
def _rules_in(package: str) -> tuple[Rule, ...]:
    """The rules of the themes of a package, each once, by code."""
    path = importlib.import_module(package).__path__
    themes = [one.name for one in pkgutil.iter_modules(path) if one.name != "rule" and not one.ispkg]
    modules = [importlib.import_module(f"{package}.{name}") for name in themes]
    found = {id(value): value for module in modules for value in vars(module).values() if isinstance(value, Rule)}
    return tuple(sorted(found.values(), key=_code))


def _code(rule: Rule) -> str:
    return rule.code
