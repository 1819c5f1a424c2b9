"""What the tables of rules share: a case, the context it makes, and what a rule says about it.

A case is a mapping of `tests/rules/CODE.yml`:

- `nom`: what it shows;
- what is examined, one of:
  - `texte`: one document, light Markdown (a blank line between paragraphs, `|` tables); it is the act, a convention or
    an annexe as its first words say, else as `nature` says (acte, convention, annexe, piece);
  - `dossier`: several: `{decision: …, convention: …, annexe-1: …, piece: …}`; a value `@1-decision.md` is the file of
    that name of the reference act 2025-453 (the case is skipped where it is absent);
  - `fiche`: an entry, of the register or of a workspace of tests/fixtures (« DEC2025-453 », « epci/DEC2025-012 »), with
    all its documents composed; `change`: a list of `{de: …, par: …}`, words of the entry that stand there once, and
    what replaces them; with `fichier: tiers/x.yaml` they are changed in that other file of the register;
  - `registre`: the register as a whole: `{2025/DEC2025-001.yaml: …, collectivite.yaml: …}`, entries beside the
    collectivity and the third parties of the register; to the collectivity's file the words are added;
  - `contre`: an entry, and `fichiers`, compared with what it composes: `{convention: […], annexe-1: …}`; a list of
    `{de: …, par: …}` is the document of that name as it is composed, its words changed, each standing there once
    (`partout: oui`: wherever it stands); a text is a file of its own; `ensemble: oui`: they are one act;
- `jour`: today, where it matters (2025-11-24 else);
- `attendu`: `[]`, or a list of what is found, in the order of reading: `extrait` (the words at fault, whole), `message`
  (a part of it), and, where they matter, `gravite`, `indice` (a part of the hint), `lieu` (a part of « convention,
  article 1er, 2e alinéa »), `liens` (a part of each other place: « document : ce qu'il dit : extrait »).

Spaces that do not break may be written as plain ones.
"""

from __future__ import annotations

import functools
import shutil
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from actes.against.facing import Reference, face
from actes.check import check
from actes.compose.dossier import compose
from actes.context import AgainstContext, AnyContext, Context, RegisterContext, of_entry
from actes.document import Document
from actes.finding import Finding, Fix
from actes.model.register import Register
from actes.part import Nature, Part, part_of
from actes.reading.files import read_bytes
from actes.registry.load import Shelf, load_register
from actes.rules import Rule
from actes.statements.listed import listed
from reading.samples import as_markdown

ROOT = Path(__file__).parents[2]
REGISTRY = ROOT / "registry"
WORKSPACES = ROOT / "tests" / "fixtures" / "workspaces"
REFERENCE = ROOT.parent / "shared" / "reference" / "dec2025-453"
CORPUS = ROOT.parent / "shared" / "corpus"
TABLES = Path(__file__).parent
TODAY = "2025-11-24"
Case = Mapping[str, Any]

BY_NAME = {
    "convention": Nature.CONVENTION,
    "avenant": Nature.CONVENTION,
    "annexe": Nature.ANNEXE,
    "piece": Nature.PIECE,
}


LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # C is eight times as quick, where it is there


@functools.cache
def table(code: str) -> Sequence[Case]:
    """The cases of a rule."""
    cases: Sequence[Case] = yaml.load((TABLES / f"{code}.yml").read_text("utf-8"), LOADER)
    return cases


def nature_of(name: str) -> Nature:
    """The nature of a document by its name (« annexe-1 ») or its first word."""
    return next((nature for word, nature in BY_NAME.items() if name.lower().startswith(word)), Nature.ACTE)


def run(rule: Rule, case: Case, folder: Path) -> list[Finding]:
    """What a rule finds in a case; `folder` is empty, for a register that the case changes."""
    return check(context(case, folder), [rule])


def context(case: Case, folder: Path) -> AnyContext:
    today = date.fromisoformat(case.get("jour", TODAY))
    if "registre" in case:
        return register_context(case["registre"], today, folder / "registry")
    if "contre" in case:
        return against_context(case, today)
    if "fiche" in case:
        return entry_context(case["fiche"], case.get("change", ()), today, folder)
    if "texte" in case:
        text = case["texte"]
        nature = Nature(case["nature"]) if "nature" in case else nature_of(text.strip("#* \n"))
        return Context((text_part("texte", nature, text),), today)
    return Context(tuple(text_part(name, nature_of(name), text) for name, text in case["dossier"].items()), today)


def against_context(case: Case, today: date) -> AgainstContext:
    """Files held against what an entry composes."""
    entry = entry_context(case["contre"], (), today, Path())
    assert entry.register is not None
    composed = {part.name: part.document for part in entry.parts}
    parts = []
    for name, said in case["fichiers"].items():
        text = said if isinstance(said, str) else _edited(as_markdown(composed[name]), said)
        parts.append(text_part(name, nature_of(name), text))
    return face(parts, Reference(entry.register, entry.identifier), today, together="ensemble" in case)


def _edited(text: str, changes: Iterable[Mapping[str, str]]) -> str:
    text = text.replace("\u00a0", " ").replace("**", "")
    for change in changes:
        count = text.count(change["de"])
        assert count == 1 or (count and "partout" in change), f"« {change['de']} » stands {count} times"
        text = text.replace(change["de"], change["par"])
    return text


def text_part(name: str, nature: Nature, text: str) -> Part:
    """A document as the reader makes it; `@name` is a file of the reference act."""
    if text.startswith("@"):
        path = REFERENCE / text[1:].strip()
        if not path.is_file():
            pytest.skip(f"{path.name} is absent")
        text = path.read_text("utf-8")
    reading = read_bytes(text.encode(), f"{name}.md")
    return part_of(reading.document, nature, name, reading.furniture)


def reference_context() -> Context:
    """The four files of the reference act, as one dossier without an entry."""
    names = ("1-decision", "2-convention", "3-annexe-1", "4-annexe-2-bon-de-commande")
    keys = ("decision", "convention", "annexe-1", "piece")
    dossier = {key: f"@{name}.md" for key, name in zip(keys, names, strict=True)}
    return context({"dossier": dossier}, Path())


def entry_context(name: str, changes: Iterable[Mapping[str, str]], today: date, folder: Path) -> Context:
    """An entry and its composed documents, with words of its file changed."""
    workspace, _, identifier = name.rpartition("/")
    registry = WORKSPACES / workspace / "registry" if workspace else REGISTRY
    changes = tuple(changes)
    if changes:
        copy = folder / "registry"
        shutil.copytree(registry, copy)
        for change in changes:
            _change(copy, identifier, change)
        return _loaded(copy, identifier, today)
    return _unchanged(registry, identifier, today)


@functools.cache
def _unchanged(registry: Path, identifier: str, today: date) -> Context:
    return _loaded(registry, identifier, today)


def _change(registry: Path, identifier: str, change: Mapping[str, str]) -> None:
    (path,) = registry.rglob(Path(change.get("fichier", f"{identifier}.yaml")).name)
    text = path.read_text("utf-8")
    assert text.count(change["de"]) == 1, f"« {change['de']} » stands {text.count(change['de'])} times in {path.name}"
    path.write_text(text.replace(change["de"], change["par"]), "utf-8")


def _loaded(registry: Path, identifier: str, today: date) -> Context:
    loaded = load_register(registry, [identifier])
    assert loaded.register is not None, loaded.findings
    assert identifier in loaded.register.actes, loaded.findings
    return composed(identifier, loaded.register, today)


def register_context(files: Mapping[str, str], today: date, registry: Path) -> RegisterContext:
    """A small register as the check of the whole sees it; every entry must be sound."""
    shutil.copytree(REGISTRY / "tiers", registry / "tiers")
    shutil.copy(REGISTRY / "collectivite.yaml", registry)
    for name, text in files.items():
        path = registry / name
        path.parent.mkdir(exist_ok=True)
        before = path.read_text("utf-8") if path.exists() else ""
        path.write_text(before + text, "utf-8")
    shelf = Shelf(registry)
    acts = []
    for name in shelf.files:
        loaded = shelf.load([name])
        assert loaded.sound, loaded.findings
        assert loaded.register is not None
        acts.append(listed(composed(name, loaded.register, today)))
    return RegisterContext(tuple(acts), shelf.register({}, shelf.places), today)


def composed(identifier: str, register: Register, today: date) -> Context:
    """An act of a register with its documents."""
    act = register.actes[identifier]
    documents: tuple[Document, ...] = compose(act, register).documents if act.rendered else ()
    return of_entry(register, identifier, documents, today)


def fault(finding: Finding) -> str:
    """The words at fault; all the excerpt of a field."""
    start, end = finding.mark or (0, len(finding.excerpt))
    return plain(finding.excerpt[start:end])


def corrected(fix: Fix) -> str:
    return plain(f"{fix.words} → {fix.by}")


def plain(text: str) -> str:
    return " ".join(text.replace("’", "'").split())


def mismatch(finding: Finding, expected: Mapping[str, Any]) -> str:
    """Why a finding is not the one expected; empty where it is."""
    where = f"{finding.document or 'fiche'}, {finding.place}"
    links = [plain(f"{link.document or 'fiche'} : {link.says} : {link.excerpt}") for link in finding.related]
    checks = {
        "extrait": plain(expected["extrait"]) == fault(finding),
        "message": plain(expected["message"]) in plain(finding.message),
        "gravite": expected.get("gravite", finding.severity) == finding.severity,
        "indice": plain(expected.get("indice", "")) in plain(finding.hint),
        "lieu": plain(expected.get("lieu", "")) in plain(where),
        "corrige": "corrige" not in expected or [*map(plain, expected["corrige"])] == [*map(corrected, finding.fix)],
        "liens": all(any(plain(said) in link for link in links) for said in expected.get("liens", ())),
    }
    return ", ".join(name for name, right in checks.items() if not right)


def shown(finding: Finding) -> str:
    """A finding as a failed test shows it."""
    links = "".join(f"\n    - {link.document or 'fiche'} : {link.says} : {link.excerpt}" for link in finding.related)
    where = f"{finding.document or 'fiche'}, {finding.place}"
    links += "".join(f"\n    ✎ {corrected(fix)}" for fix in finding.fix)
    return f"[{finding.severity}] {where} « {fault(finding)} »\n    {finding.message}\n    → {finding.hint}{links}"
