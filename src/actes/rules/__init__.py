"""The rules: one theme a file, one decorated generator a rule. The engine (`check.py`) never names a rule."""

from __future__ import annotations

import functools
import importlib
import pkgutil

from ..values.text import unaccented
from .rule import Report, Rule, register_rule, rule

__all__ = ["Report", "Rule", "all_rules", "register_rule", "rule", "rules_over"]


@functools.cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule of every theme, by code."""
    names = [module.name for module in pkgutil.iter_modules(__path__) if module.name != "rule"]
    modules = [importlib.import_module(f"{__name__}.{name}") for name in names]
    found = {id(value): value for module in modules for value in vars(module).values() if isinstance(value, Rule)}
    return tuple(sorted(found.values(), key=lambda rule: rule.code))


@functools.cache
def rules_over(context: type) -> frozenset[str]:
    """The codes and names of the rules that look at that kind of context, without capitals."""
    rules = [rule for rule in all_rules() if rule.over is context]
    return frozenset(unaccented(key) for rule in rules for key in (rule.code, rule.name))
