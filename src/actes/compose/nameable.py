"""The facts that a sentence may name, and the forms that it may give to one: chosen from a list, never typed.

Both come from what prose can say already: the names of its scope, the filters that take the value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from ..frozen import frozen
from ..jinja import TemplateError
from ..jinja.errors import Missing
from ..jinja.expressions import public_names
from ..jinja.run import Emit
from ..model.acte import Acte, PeriodeActe, Reference, Suivi
from ..model.funding import Cout, Credits, Echeance, Financement, Part, Quand
from ..model.people import Adresse, Representant, Tiers
from ..model.register import Register
from ..model.schema import called, short
from ..model.texts import Lieu
from ..packaged import packaged
from ..pattern import pattern
from ..values.filters import FILTERS as OF_VALUES
from ..values.show import show
from ..values.titles import Title
from ..values.words import Spelling
from .cited import CitedAct, scope_of
from .parties import Party, convention_parties
from .prose import OF_ACTS, Scope, Writer, template
from .references import ACT, ANNEXE, CONVENTION, functions

# Where a sentence looks first; the rest of the scope is for formulas.
FIRST = (
    *("numero", "type", "date", "objet", "lieu", "periode", "financement", "parties", "collectivite", "signataire"),
    *("chef", "references", "renouvelle", "modifie", "convention", "suivi", "acte", "partie"),
)
CLASSES = (Acte, PeriodeActe, Financement, Cout, Tiers, Part, Echeance, Credits, Adresse, Representant, Reference)
_LINES = packaged(__spec__, "worked_out.txt").splitlines()
WORKED_OUT = {line.partition(" ")[0]: line.partition(" ")[2] for line in _LINES}  # what is no key of an entry
OF_WORDS = frozenset({OF_VALUES["de"].theme, OF_VALUES["capitales"].theme})
OF_PERIOD = ("debut", "fin", "duree", "annees")
DEPTH, MOST = 5, 600
APART = frozenset({
    "annexes", "articles", "executif", "delegataires", "formules", "series", "feminin", "representants", "taxe",
    "valeur",
})  # fmt: skip
_SAID = pattern(r"[^.:(`]*[^.:(`\s]")
_FILTER = pattern(r"""^(?:[^|"']|"[^"]*"|'[^']*')*""")


@frozen
class Named:
    """A fact as a sentence names it: what stands between the braces, how a person calls it, what it prints."""

    name: str
    label: str
    words: str


def scope_at(act: Acte, register: Register, path: str) -> Scope:
    """What the prose at a path of an entry may name."""
    writer = Writer(register.collectivite.orthographe)
    home = CONVENTION if path.startswith("convention") else ANNEXE if path.startswith("annexes") else ACT
    names: dict[str, Any] = {**scope_of(act, register, writer), **functions(act, register, home)}
    if (found := re.match(r"(convention\.)?preambule\[(\d+)\]", path)) is not None:
        motifs = act.convention.preambule if found[1] and act.convention else act.preambule
        cited = motifs[int(found[2])].actes if int(found[2]) < len(motifs) else ()
        acts = tuple(CitedAct(register.actes[name], register, writer) for name in cited if name in register.actes)
        names |= {"acte": acts[0], "actes": acts} if acts else {}
    elif (found := re.match(r"convention\.parties\[(\d+)\]", path)) is not None:
        bodies = convention_parties(act, register)
        names |= {"partie": bodies[int(found[1])]} if int(found[1]) < len(bodies) else {}
    return names


def printed(name: str, scope: Scope, spelling: Spelling) -> str | None:
    """What a name between braces prints; None where it names nothing, or what has no words."""
    try:
        return "".join(piece.text for piece in template(f"{{{{ {name} }}}}", spelling).pieces(scope, show)) or None
    except (TemplateError, ValueError):
        return None


def facts(act: Acte, register: Register, scope: Scope) -> Iterator[Named]:
    """The facts that a sentence may name, the act's own first."""
    spelling = register.collectivite.orthographe
    count = 0
    inside = (found for name in FIRST if name in scope for found in _below(scope[name], name, _label(name), 1))
    for name, label in (*inside, *_called(act)):
        words = printed(name, scope, spelling)
        if words is not None and (count := count + 1) <= MOST:
            yield Named(name, label, words)


def label_of(name: str) -> str:
    """How a person calls the fact of a name.

    >>> label_of("periode.debut | date_numerique")
    'Période › Premier jour'
    """
    return " › ".join(_label(part) for part in name.partition("|")[0].strip().split("."))


def forms(name: str, scope: Scope, spelling: Spelling) -> tuple[Named, ...]:
    """The forms of a fact: as it is, in figures, in letters, both… each said by what its filter does."""
    base = _FILTER.match(name)
    plain = base[0].strip() if base else name
    words = _is_words(plain, scope, spelling)
    every = [one for one in (*OF_VALUES.values(), *OF_ACTS) if words or one.theme not in OF_WORDS]
    found: dict[str, Named] = {}
    for form, doc in [(plain, "Telle quelle"), *((f"{plain} | {one.name}", _said(one.doc)) for one in every)]:
        text = printed(form, scope, spelling)
        if text is not None and (form == name or text not in found):
            found[text] = Named(form, doc, text)
    return tuple(found.values())


def _said(doc: str) -> str:
    """What a filter does, without its name nor the cases apart."""
    found = _SAID.match(doc)
    return found[0] if found else doc


def _is_words(name: str, scope: Scope, spelling: Spelling) -> bool:
    """Whether a name is that of words, which have an article, capitals, a preposition; a date or an amount has none."""
    try:
        nodes = template(f"{{{{ {name} }}}}", spelling).body
        value = nodes[0].expression(scope)[0] if isinstance(nodes[0], Emit) else None
    except (TemplateError, Missing, ValueError):
        return False
    return isinstance(value, str | Party | Title | tuple)


def _called(act: Acte) -> Iterator[tuple[str, str]]:
    """References to the articles and annexes of an act, by label."""
    articles = (*act.articles, *(act.convention.articles if act.convention else ()))
    yield from ((f'article("{one.label}")', f"Article « {one.label} »") for one in articles if one.label)
    yield from ((f'annexe("{one.label}")', f"Annexe « {one.label} »") for one in act.annexes if one.label)


def _below(value: Any, name: str, label: str, depth: int) -> Iterator[tuple[str, str]]:
    """A value and what it holds, as a sentence names them."""
    if value is None or isinstance(value, bool):
        return
    if isinstance(value, tuple):
        yield f"{name} | liste", label
        return
    if not isinstance(value, Mapping):
        yield name, label
    if depth < DEPTH:
        for part, inner, said in _parts(value):
            yield from _below(inner, f"{name}.{part}", f"{label} › {said}", depth + 1)


def _parts(value: Any) -> Iterator[tuple[str, Any, str]]:
    if isinstance(value, Quand | Title):
        return
    if isinstance(value, Mapping):
        named = ((key, one) for key, one in value.items() if isinstance(key, str) and key.isidentifier())
        yield from ((key, one, getattr(one, "nom", "") or called(key)) for key, one in named)
    elif type(value).__module__.startswith("actes.values"):
        names = [name for name in OF_PERIOD if hasattr(value, name)]
        yield from ((name, getattr(value, name), _label(name)) for name in names)
    elif is_dataclass(value) and not isinstance(value, type):
        names = sorted(public_names(type(value)) - APART, key=_rank(type(value)))
        for name in names:
            try:
                inner = getattr(value, name)
                yield name, inner, "Fonction" if isinstance(inner, Title) else _label(name)
            except ValueError:  # what a property refuses, in French
                continue


def _rank(cls: type) -> Any:
    order = {field.name: rank for rank, field in enumerate(fields(cls))}
    return lambda name: (order.get(name, len(order)), name)


def _label(name: str) -> str:
    return WORKED_OUT.get(name) or _docs().get(name) or called(name)


@cache
def _docs() -> Mapping[str, str]:
    """How the model calls each key, the first of its classes that has it."""
    told = (one for cls in (Suivi, Lieu, *CLASSES[::-1]) for one in fields(cls) if "doc" in one.metadata)
    found = {one.name: one.metadata.get("label") or short(one.metadata["doc"]) for one in told}
    return MappingProxyType(found)
