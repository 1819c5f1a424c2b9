"""Acts of our own registers as the files that an office would have, and what an import makes of them."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterable
from pathlib import Path

import yaml

from actes.compose.dossier import compose
from actes.document import Document
from actes.importing.take import take
from actes.importing.types import Gathered, Refused, Source, Taken
from actes.layout.engine import Layout
from actes.model.register import Register
from actes.outline.documents import documents_in
from actes.outline.nature import Nature
from actes.part import part_of
from actes.reading.files import read_bytes
from actes.registry.load import load_register

LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # C is eight times as quick, where it is there
HERE = Path(__file__).parent
ROOT = HERE.parents[1]
WORKSPACES = ROOT / "tests" / "fixtures" / "workspaces"
ORDER = (Nature.ACTE, Nature.CONVENTION, Nature.ANNEXE, Nature.PIECE)
OURS = "saint-flour"
ACTS = (
    (OURS, "DEC2025-453"),
    *(("commune", name) for name in ("ARR2025-014", "DEC2025-009", "DEC2025-011")),
    ("commune-1990", "DEC2025-021"),
    *(("epci", f"DEC{number}") for number in ("2019-077", "2025-012", "2025-031", "2025-044", "2025-058", "2025-061")),
    ("epci", "ARR2025-007"),
)


def folder(workspace: str) -> Path:
    return ROOT / "registry" if workspace == OURS else WORKSPACES / workspace / "registry"


@functools.cache
def register(workspace: str) -> Register:
    loaded = load_register(folder(workspace))
    assert loaded.register is not None
    return loaded.register


def empty(workspace: str, keep: Iterable[str] = ()) -> Register:
    """The same collectivity, whose register holds nothing yet but the acts to keep."""
    whole, kept = register(workspace), set(keep)
    return Register(
        whole.collectivite,
        {name: act for name, act in whole.actes.items() if name in kept},
        {},
        {"collectivite": whole.places["collectivite"]},
        kept,
    )


@functools.cache
def layout(name: str) -> Layout:
    return Layout((ROOT / "templates" / name).read_bytes(), name)


@functools.cache
def files(workspace: str, act: str) -> tuple[tuple[str, bytes], ...]:
    """The act as Word files."""
    whole = register(workspace)
    dossier = compose(whole.actes[act], whole)
    template = {"convention": "convention.docx", "annexe": "annexe-1.docx"}
    return tuple(
        (
            f"{act}-{one.name}.docx",
            layout(template.get(one.name.split("-")[0], "decision.docx")).render(one, draft=False),
        )
        for one in dossier.documents
    )


def sources(files: Iterable[tuple[str, bytes]]) -> tuple[Source, ...]:
    """What was read of files, each taken apart where it holds several documents."""
    found = []
    for name, data in files:
        reading, digest = read_bytes(data, name), hashlib.sha256(data).hexdigest()
        for extent in documents_in(reading.document.blocks, alone=False):
            document = Document(name, reading.document.blocks[extent.start : extent.end])
            found.append(Source(part_of(document, extent.nature, name, reading.furniture), name, digest))
    return tuple(sorted(found, key=lambda one: ORDER.index(one.nature)))


def facts(taken: Taken, *, said: bool = False) -> dict[str, str]:
    """What was recognised of an act (`said`: where words of its say it), the names of its tiers, the acts it cites."""
    found = {one.champ: one.valeur for one in taken.recognised if one.mots or not said}
    found |= {f"tiers/{name}.nom": yaml.load(text, LOADER)["nom"] for name, text in taken.tiers.items()}
    return found | {f"{name}.numero": yaml.load(text, LOADER)["numero"] for name, text in taken.acts.items()}


def imported(files: Iterable[tuple[str, bytes]], known: Register) -> Taken:
    taken = take(Gathered(sources(files)), known)
    assert not isinstance(taken, Refused), taken
    return taken
