"""Each fact of an imported entry, and of its parties, changes in turn: what moves is what moves in our own entry."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
import yaml

from actes.compose.dossier import compose
from actes.importing.types import Taken
from actes.model.acte import Acte
from actes.model.edits import Put
from actes.model.people import Tiers
from actes.model.register import Register
from actes.registry.reader import read_text
from actes.registry.splice import splice
from importing.support import ACTS, HERE, LOADER, empty, files, folder, imported, register

# By act: facts that our entry states otherwise, each with the reason; what they state moves all the same.
APART: dict[str, dict[str, str]] = yaml.safe_load((HERE / "moves.yaml").read_text(encoding="utf-8"))
PROSE = re.compile(
    r"(?:objet|preambule|articles|annexes|formules|origine|convention\.(?:titre|entete|sous_titres|parties|preambule|articles))\b"
)
WHICH = re.compile(  # which act, which body, which sort: to change it is to make another act
    r"(?:type|renouvelle|modifie|parties.*|signature\.par|convention\.parties.*|financement\.(?:base|participation))$"
)
GROUPS = frozenset({"repartition", "lignes", "echeances", "references"})
WORDS = {
    "Monsieur": "Madame", "Madame": "Monsieur", "m": "f", "f": "m",
    "président": "directeur", "gérant": "directeur", "directeur général": "président",
}  # fmt: skip


@dataclass(frozen=True)
class Entries:
    """An act and its parties, as the register would hold them."""

    act: str
    entry: str
    tiers: Mapping[str, str]
    known: Register

    def lines(self) -> list[str]:
        """The documents that they make; why they make none."""
        acts = {**self.known.actes, self.act: _value(self.entry, Acte)}
        bodies = {**self.known.tiers, **{name: _value(text, Tiers) for name, text in self.tiers.items()}}
        whole = Register(self.known.collectivite, acts, bodies, self.known.places, set(acts))
        dossier = compose(whole.actes[self.act], whole)
        texts = (document.text.replace("\xa0", " ") for document in dossier.documents)
        lines = [line for text in texts for line in text.split("\n")]
        return lines if not dossier.findings else sorted(found.message for found in dossier.findings)

    def changed(self, owner: str, path: str, new: str) -> Entries:
        if not owner:
            return Entries(self.act, splice(self.entry, [Put(path, new)], "a.yaml"), self.tiers, self.known)
        text = splice(self.tiers[owner], [Put(path, new)], "t.yaml")
        return Entries(self.act, self.entry, {**self.tiers, owner: text}, self.known)


@functools.lru_cache(maxsize=64)
def _value(text: str, cls: type) -> Any:
    found, _, findings = read_text(text, cls, "fiche.yaml")
    assert found is not None, findings
    return found


@functools.cache
def taken(workspace: str, act: str) -> Taken:
    return imported(files(workspace, act), empty(workspace))


def theirs(workspace: str, act: str) -> Entries:
    """What the import made; what it cites is that of ours."""
    whole, found = register(workspace), taken(workspace, act)
    known = Register(whole.collectivite, whole.actes, {}, whole.places, set(whole.actes))
    return Entries(act, found.entry, dict(found.tiers), known)


def ours(workspace: str, act: str) -> Entries:
    path = folder(workspace) / "tiers"
    text = next(folder(workspace).rglob(f"{act}.yaml")).read_text(encoding="utf-8")
    tiers = {one.stem: one.read_text(encoding="utf-8") for one in path.glob("*.yaml")}
    return Entries(act, text, tiers, register(workspace))


@functools.lru_cache(maxsize=16)
def tree(text: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.load(text, LOADER)
    return found


def facts(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every value of an entry, by its path."""
    if isinstance(value, str):
        yield path, value
        return
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
        yield from facts(inner, f"{path}[{key}]" if isinstance(key, int) else f"{path}.{key}" if path else key)


def other(path: str, value: str) -> str:
    """Another value of the same sort."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return (date.fromisoformat(value) + timedelta(days=-1 if path.endswith("debut") else 1)).isoformat()
    if re.fullmatch(r"\d{4}-\d\d", value):
        return f"{value[:4]}-{int(value[5:]) % 12 + 1:02}"
    if number := re.fullmatch(r"(\d{4}-)(\d+)", value):
        return f"{number[1]}{int(number[2]) + 1:0{len(number[2])}}"
    if re.fullmatch(r"[\d ]+,\d\d", value):
        return f"{value[:-3]},11".replace(value.split(",")[0], str(int(value[:-3].replace(" ", "")) + 1000))
    if share := re.fullmatch(r"([\d,]+) %", value):
        return "10 %" if share[1] != "10" else "20 %"
    if value.isdigit():
        return str(int(value) + 1).zfill(len(value))
    if value.startswith("non applicable"):
        return "non applicable, article 261 du CGI"
    return WORDS.get(value, f"{value} Sud")


def ranked(path: str, mine: Any, typed: Any) -> str:
    """The path in our entry, whose shares, payments and texts have names of their own: by their rank; "" where none."""
    found: list[str] = []
    for name in path.split("."):
        key, _, index = name.partition("[")
        own = key
        if found and found[-1] in GROUPS:
            own = list(typed)[list(mine).index(key)]
        if isinstance(typed, str):
            return ".".join(found)  # « cout_total: 12 000,00 »
        if own not in typed:
            return ""
        mine, typed = mine[key], typed[own]
        if index:
            mine = mine[int(index[:-1])]
            several = typed if isinstance(typed, list) else [typed]
            rank = next((n for n, one in enumerate(several) if _alike(one, mine)), int(index[:-1]))
            typed, own = several[rank], f"{own}[{rank}]" if several is typed else own
        found.append(own)
    return ".".join(found) if isinstance(typed, str) else ""


def _alike(one: Any, mine: Any) -> bool:
    """Whether both are of the same person."""
    return isinstance(one, dict) and isinstance(mine, dict) and one.get("nom") == mine.get("nom")


def named(workspace: str, act: str) -> dict[str, str]:
    """Our name for each party that the import wrote."""
    whole = register(workspace)
    return {
        name: next(mine for mine, body in whole.tiers.items() if body.nom == tree(text)["nom"])
        for name, text in taken(workspace, act).tiers.items()
    }


@pytest.mark.parametrize(("workspace", "act"), ACTS)
def test_every_fact_moves_what_it_moves_in_our_own(workspace: str, act: str) -> None:
    mine, typed, bodies = theirs(workspace, act), ours(workspace, act), named(workspace, act)
    before, known = mine.lines(), APART.get(act, {})
    assert before == typed.lines()
    wrong, apart, tried = [], set(), 0
    for owner, text in {"": mine.entry, **mine.tiers}.items():
        for path, value in facts(tree(text)):
            if not owner and (PROSE.match(path) or WHICH.match(path)):
                continue
            shown, new = f"{owner}/{path}".strip("/"), other(path, value)
            after = mine.changed(owner, path, new).lines()
            own = bodies.get(owner, "")
            same = ranked(path, tree(text), tree(typed.tiers[own] if own else typed.entry))
            tried += 1
            if not same or after != typed.changed(own, same, new).lines():
                apart.add(shown)
                wrong += [] if shown in known and after != before else [f"{shown}: {new}"]
    assert wrong == []
    assert apart == set(known)
    assert tried > 2
