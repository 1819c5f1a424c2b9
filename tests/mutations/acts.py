"""The acts that are mutated and the check of each: the corrected act, the fixtures, our own texts, the corpus."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from actes.check import check
from actes.context import Context
from actes.document import Document
from actes.finding import Finding
from actes.outline.nature import nature_of
from actes.part import Nature, Part, part_of
from actes.reading.files import read_bytes
from actes.tasks.pipeline import template_for
from fixtures import corrected
from fixtures.acts import documents
from layout.packages import layout

from .material import File, Material, text_file, word_file
from .mutants import Mutant

ROOT = Path(__file__).parents[2]
CORPUS = ROOT.parent / "shared" / "corpus"
TODAY = date(2026, 11, 24)


@functools.cache
def materials(folder: Path | None = None) -> tuple[Material, ...]:
    """Every act, the corrected one first; those of the corpus where it is there. With `folder`, its acts alone."""
    if folder is not None:
        return tuple(_own(folder))
    return (_dossier("corrigé", corrected.dossier().documents), *_fixtures(), *_texts())


def _texts() -> Iterator[Material]:
    for path in sorted(CORPUS.glob("[0-9]*.txt")):
        yield Material(path.name[:-4], (text_file(path.name, path.read_bytes()),))
    yield from _own(Path(__file__).with_name("acts"))


def _own(folder: Path) -> Iterator[Material]:
    """The acts of a folder: each file is one, and so is each folder in it (a dossier)."""
    for path in sorted(folder.iterdir()):
        files = sorted(path.iterdir()) if path.is_dir() else [path]
        yield Material(path.stem, tuple(text_file(file.name, file.read_bytes()) for file in files))


def _fixtures() -> Iterator[Material]:
    acts: dict[str, list[Document]] = {}
    for name, document in documents().items():
        acts.setdefault(name.removesuffix(f"-{document.name}"), []).append(document)
    for name, made in acts.items():
        yield _dossier(
            name, tuple(sorted(made, key=lambda d: (d.name == "convention", d.name.startswith("annexe"), d.name)))
        )


def _dossier(name: str, made: tuple[Document, ...]) -> Material:
    return Material(name, tuple(word_file(f"{document.name}.docx", _word(document)) for document in made))


def _word(document: Document) -> bytes:
    return layout(Path(template_for(document.name)).stem).render(document, draft=False)


@functools.lru_cache(maxsize=256)
def _part(name: str, data: bytes, alone: bool) -> Part:
    document = read_bytes(data, name).document
    return part_of(document, nature_of(document.blocks, alone), name)


def findings(act: Material, mutant: Mutant | None = None) -> list[Finding]:
    """What the check says of the files of an act, as one dossier without its entry; one of them changed."""
    alone = len(act.files) == 1
    parts = [_part(file.name, _bytes(index, file, mutant), alone) for index, file in enumerate(act.files)]
    parts.sort(key=lambda part: list(Nature).index(part.nature))
    return check(Context(tuple(parts), TODAY))


def _bytes(index: int, file: File, mutant: Mutant | None) -> bytes:
    return file.with_text(mutant.text) if mutant is not None and mutant.file == index else file.data
