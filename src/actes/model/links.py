"""What one entry names in another: cited acts, third parties, deputies. Every name must stand for something."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..finding import Finding, Severity
from ..place import Locatable
from .acte import Acte
from .register import Register
from .texts import Motif

OWN = "collectivite"


def check_links(register: Register, identifiers: Iterable[str]) -> list[Finding]:
    """Every name in these acts that stands for nothing, and every circle of citations among them."""
    found = [finding for name in identifiers for finding in _act_links(register, name)]
    return [*found, *_cycles(register, identifiers)]


def _act_links(register: Register, owner: str) -> Iterator[Finding]:
    act = register.actes[owner]
    for path, cited in _citations(act):
        if cited not in register.actes:
            near = register.suggest(cited)
            hint = f"vouliez-vous dire {' ou '.join(near)} ?" if near else f"créez sa fiche : {cited}.yaml"
            yield _finding(register, owner, path, "REG401", "acte-inconnu", f"l'acte {cited} n'est pas dans le registre", hint)
    known = ", ".join(sorted(register.tiers)) or "aucun"
    for path, name in _third_parties(act):
        if name not in register.tiers and name != OWN:
            hint = f"créez registry/tiers/{name}.yaml, ou choisissez parmi : {known}"
            yield _finding(register, owner, path, "REG402", "tiers-inconnu", f"« {name} » n'est pas un tiers connu", hint)
    deputies = register.collectivite.delegataires
    if act.signature.par and act.signature.par not in deputies:
        hint = f"délégataires de registry/collectivite.yaml : {', '.join(deputies) or 'aucun'}"
        message = f"« {act.signature.par} » n'est pas un délégataire connu"
        yield _finding(register, owner, "signature.par", "REG403", "signataire-inconnu", message, hint)


def _citations(act: Acte) -> Iterator[tuple[str, str]]:
    yield from _motifs("preambule", act.preambule)
    if act.convention:
        yield from _motifs("convention.preambule", act.convention.preambule)
    for key in ("renouvelle", "modifie"):
        if getattr(act, key):
            yield key, getattr(act, key)


def _motifs(path: str, motifs: Iterable[Motif]) -> Iterator[tuple[str, str]]:
    for index, motif in enumerate(motifs):
        for position, cited in enumerate(motif.actes):
            listed = isinstance(motif.vu, tuple)
            yield f"{path}[{index}].vu" + (f"[{position}]" if listed else ""), cited


def _third_parties(act: Acte) -> Iterator[tuple[str, str]]:
    for index, name in enumerate(act.parties):
        yield f"parties[{index}]", name
    for index, party in enumerate(act.convention.parties if act.convention else ()):
        yield f"convention.parties[{index}].tiers", party.tiers


def _cycles(register: Register, identifiers: Iterable[str]) -> Iterator[Finding]:
    """An act cannot cite one that cites it, at any distance: the first link of each circle is reported."""
    graph: Mapping[str, tuple[str, ...]] = {name: act.cited() for name, act in register.actes.items()}
    reported: set[frozenset[str]] = set()
    for start in identifiers:
        circle = _circle(graph, start)
        if circle and frozenset(circle) not in reported:
            reported.add(frozenset(circle))
            chain = " → ".join((*circle, start))
            path = next(p for p, cited in _citations(register.actes[start]) if cited == (*circle[1:], start)[0])
            hint = "un acte ne peut citer que des actes plus anciens : retirez l'un de ces renvois"
            yield _finding(register, start, path, "REG404", "citation-en-boucle", f"ces actes se citent en rond : {chain}", hint)


def _circle(graph: Mapping[str, tuple[str, ...]], start: str) -> tuple[str, ...]:
    """The shortest chain of citations from an act back to itself; empty where there is none."""
    paths: list[tuple[str, ...]] = [(start,)]
    seen = {start}
    for path in paths:
        for cited in graph.get(path[-1], ()):
            if cited == start:
                return path
            if cited not in seen:
                seen.add(cited)
                paths.append((*path, cited))
    return ()


def _finding(
    register: Register, owner: str, path: str, code: str, name: str, message: str, hint: str
) -> Finding:
    source: Locatable | None = register.place(owner, path)
    return Finding(code, name, Severity.ERREUR, message, hint=hint, where=source.place_at(0) if source else None)
