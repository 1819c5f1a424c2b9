"""Expressions: a node of Jinja2 becomes a function from a scope to a value and the path of the fact it comes from."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from dataclasses import is_dataclass
from enum import Enum
from inspect import Parameter, Signature, signature
from operator import eq, ne
from types import FunctionType, MethodType
from typing import Any

from jinja2 import nodes

from .errors import Missing, Refused, suggestion

Scope = Mapping[str, Any]
Value = tuple[Any, str]
Expression = Callable[[Scope], Value]
Callables = Mapping[str, Callable[..., Any]]
SEE_FILTERS = 'docs/filtres.md en donne l\'exemple ; ainsi {{ "Transmis" | accorde(type) }}'


class NotAllowed(Refused):
    """While a source is read: something outside the allow-list."""


@functools.lru_cache(maxsize=512)
def public_names(cls: type) -> frozenset[str]:
    """What a template may read of a data class or an enumeration: fields and properties, none private."""
    if not (is_dataclass(cls) or issubclass(cls, Enum)):
        return frozenset()
    fields = set(getattr(cls, "__dataclass_fields__", ()))
    properties = {name for base in cls.__mro__ for name, value in vars(base).items() if isinstance(value, property)}
    return frozenset(name for name in fields | properties if not name.startswith("_"))


def attribute(value: Any, name: str, path: str) -> Any:
    """What `value.name` is: a key of a mapping, a field or property of our data, nothing else."""
    cls: type = type(value)
    names = public_names(cls)
    if name in names:
        return getattr(value, name)
    if isinstance(value, Mapping):
        if name in value:
            return value[name]
        empty = f"« {path} » est vide : complétez la fiche, ou retirez « {path}.{name} » du texte"
        raise Missing(f"« {path}.{name} » n'existe pas", suggestion(name, map(str, value)) or empty)
    if value is None:
        raise Missing(f"« {path} » n'est pas renseigné", f"renseignez « {path} » ou retirez « {path}.{name} » du texte")
    raise Missing(f"« {path}.{name} » n'existe pas", suggestion(name, names))


def read_name(node: nodes.Name) -> Expression:
    name = node.name

    def evaluate(scope: Scope) -> Value:
        if name not in scope:
            raise Missing(f"« {name} » n'existe pas", suggestion(name, (n for n in scope if n != "loop")))
        value = scope[name]
        return value if isinstance(value, Located) else (value, name)

    return evaluate


class Located(tuple[Any, str]):
    """A value that already knows its path: the variable of a `for`."""

    __slots__ = ()


def read_attribute(node: nodes.Getattr, read: Reader) -> Expression:
    inner, name = read(node.node), node.attr
    if name.startswith("_"):
        raise NotAllowed(f"« {name} » n'est pas un nom permis", "nommez un fait de la fiche")

    def evaluate(scope: Scope) -> Value:
        value, path = inner(scope)
        return attribute(value, name, path), f"{path}.{name}"

    return evaluate


def unset(path: str) -> Missing:
    """What is wrong where a fact that nobody stated must be written."""
    hint = f"renseignez « {path} » dans la fiche, ou écrivez {{{{ {path} | ou_place }}}} pour en laisser la place"
    return Missing(f"« {path} » n'est pas renseigné", hint)


def apply(function: Callable[..., Any], name: str, example: str, *arguments: Value, **named: Value) -> Any:
    """Call one of ours with values and where they come from; what it refuses is said as the user's problem."""
    given, words = [value for value, _ in arguments], {key: value for key, (value, _) in named.items()}
    form, own = _form(getattr(function, "__func__", function)), getattr(function, "__self__", None)
    try:
        bound = form.bind(*([] if own is None else [own]), *given, **words).arguments
        for_us = [key for key in words if form.parameters[key].kind is Parameter.KEYWORD_ONLY]
    except TypeError as error:
        raise Missing(f"« {name} » n'attend pas ce qui lui est donné entre parenthèses", example) from error
    if for_us:
        raise Missing(f"« {name} » n'attend pas « {for_us[0]} »", example)
    for key, value in bound.items():
        taken = form.parameters[key]
        every = value if taken.kind is Parameter.VAR_POSITIONAL else (value,)
        if taken.annotation == "str" and not all(isinstance(one, str) for one in every):
            raise Missing(f"« {name} » attend ici un texte, entre guillemets", example)
    try:
        return function(*given, **words)
    except (ValueError, TypeError) as error:  # ours, in French
        message, _, hint = str(error).partition(" ; ")
        raise Missing(f"« {name} » : {message}", hint) from error


@functools.lru_cache(maxsize=256)
def _form(function: Callable[..., Any]) -> Signature:
    """What a function takes; what is named only is not for prose: the program sets it."""
    return signature(function)


def read_filter(node: nodes.Filter, read: Reader) -> Expression:
    name, filters = node.name, read.filters
    if name not in filters:
        raise NotAllowed(f"le filtre « {name} » n'existe pas", suggestion(name, filters))
    if node.node is None or node.dyn_args or node.dyn_kwargs:
        raise NotAllowed(f"le filtre « {name} » est mal employé", f"écrivez {{{{ valeur | {name} }}}}")
    inner, arguments = read(node.node), [read(a) for a in node.args]
    named = {str(pair.key): read(pair.value) for pair in node.kwargs}

    def evaluate(scope: Scope) -> Value:
        value, path = inner(scope)
        given = [a(scope) for a in arguments]
        words = {key: expression(scope) for key, expression in named.items()}
        source = path or next((p for _, p in given if p), "")  # {{ "Transmis" | accorde(type) }} comes from « type »
        try:
            return apply(filters[name], name, SEE_FILTERS, (value, path), *given, **words), source
        except Missing:
            if value is None and source:
                raise unset(source) from None
            raise

    return evaluate


def read_call(node: nodes.Call, read: Reader) -> Expression:
    if not isinstance(node.node, nodes.Name) or node.kwargs or node.dyn_args or node.dyn_kwargs:
        raise NotAllowed("cet appel n'est pas permis", 'écrivez par exemple {{ article("financement") }}')
    name, arguments = node.node.name, [read(a) for a in node.args]

    def evaluate(scope: Scope) -> Value:
        function = scope.get(name)
        if not isinstance(function, FunctionType | MethodType):
            known = [n for n, value in scope.items() if isinstance(value, FunctionType | MethodType)]
            raise Missing(f"la fonction « {name} » n'existe pas", suggestion(name, known))
        values = [a(scope) for a in arguments]
        label = next((path for value, path in values if path and not isinstance(value, str)), "financement")
        made = apply(function, name, f'écrivez par exemple {{{{ {name}("{label}") }}}}', *values)
        return made, f"{name}({', '.join(value for value, _ in values)})"

    return evaluate


COMPARISONS: Mapping[str, Callable[[Any, Any], bool]] = {
    "eq": eq,
    "ne": ne,
    "in": lambda a, b: a in b,
    "notin": lambda a, b: a not in b,
}


def read_compare(node: nodes.Compare, read: Reader) -> Expression:
    if len(node.ops) != 1 or node.ops[0].op not in COMPARISONS:
        raise NotAllowed("cette comparaison n'est pas permise", "seuls ==, !=, in et not in le sont")
    compare = COMPARISONS[node.ops[0].op]
    left, right = read(node.expr), read(node.ops[0].expr)

    def evaluate(scope: Scope) -> Value:
        (value, _), (other, path) = left(scope), right(scope)
        try:
            return compare(value, other), ""
        except TypeError:
            raise Missing(f"« {path} » n'est pas une liste", "« in » cherche dans une liste ou un texte") from None

    return evaluate


def read_const(node: nodes.Const) -> Expression:
    value = (node.value, "")
    if not isinstance(node.value, str | int):
        hint = "écrivez un texte entre guillemets ou un nom de fait"
        typed = "none" if node.value is None else node.value
        raise NotAllowed(f"« {typed} » n'est pas permis ici", hint)
    return lambda scope: value


class Reader:
    """Reads the expressions of one source, with the filters it may use."""

    def __init__(self, filters: Callables) -> None:
        self.filters = filters

    def __call__(self, node: nodes.Node) -> Expression:
        match node:
            case nodes.Name():
                return read_name(node)
            case nodes.Getattr():
                return read_attribute(node, self)
            case nodes.Const():
                return read_const(node)
            case nodes.Filter():
                return read_filter(node, self)
            case nodes.Call():
                return read_call(node, self)
            case nodes.Compare():
                return read_compare(node, self)
            case nodes.Not():
                inner = self(node.node)
                return lambda scope: (not inner(scope)[0], "")
            case nodes.And() | nodes.Or():
                left, right, every = self(node.left), self(node.right), isinstance(node, nodes.And)
                return lambda s: right(s) if bool(left(s)[0]) is every else left(s)
        raise NotAllowed("ce calcul n'est pas permis dans un texte", "nommez un fait de la fiche : il est déjà calculé")
