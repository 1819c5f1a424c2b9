"""The rules: one theme a file, one decorated generator a rule. The engine (`check.py`) never names a rule."""

from __future__ import annotations

import functools
import importlib
import pkgutil

from .rule import Report, Rule, rule

__all__ = ["Report", "Rule", "all_rules", "rule"]


@functools.cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule of every theme, by code."""
    names = [module.name for module in pkgutil.iter_modules(__path__) if module.name != "rule"]
    modules = [importlib.import_module(f"{__name__}.{name}") for name in names]
    found = {id(value): value for module in modules for value in vars(module).values() if isinstance(value, Rule)}
    return tuple(sorted(found.values(), key=lambda rule: rule.code))
