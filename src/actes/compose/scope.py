"""What prose can name: the facts of the act, worked out, under the names of their keys."""

from __future__ import annotations

from typing import Any

from ..model.acte import Acte
from ..model.people import in_office
from ..model.register import Register
from .cited import CitedAct, facts_of
from .parties import signer
from .prose import Scope, Writer
from .references import ACT, functions


def scope_of(act: Acte, register: Register, writer: Writer) -> dict[str, Any]:
    """Every name that the act's prose and the collectivity's formulas may use, but for references to its articles."""
    body, on = register.collectivite, act.jour
    chef = signer(in_office(body.executif, on))
    deputy = body.delegataires.get(act.signature.par) if act.signature.par else None
    scope = facts_of(act, register, lambda other: _object(other, register, writer))
    scope["chef"] = chef
    scope["signataire"] = signer(deputy, delegue=True) or chef
    scope["objet"] = writer.text(act.objet, {**scope, **functions(act, register, ACT)})
    return scope


def cited_act(act: Acte, register: Register, writer: Writer) -> CitedAct:
    """An act of the register, its object written with its own facts."""
    return CitedAct(act, register, lambda other: _object(other, register, writer))


def _object(act: Acte, register: Register, writer: Writer) -> str:
    """The object of an act as others cite it."""
    if id(act) not in writer.objects:
        writer.objects[id(act)] = writer.text(act.objet_cite or act.objet, _own_scope(act, register, writer))
    return writer.objects[id(act)]


def own_object(act: Acte, register: Register, writer: Writer) -> str:
    """The object of an act as it states it."""
    return writer.text(act.objet, _own_scope(act, register, writer))


def _own_scope(act: Acte, register: Register, writer: Writer) -> Scope:
    facts = facts_of(act, register, lambda other: _object(other, register, writer))
    return {**facts, **functions(act, register, ACT)}
