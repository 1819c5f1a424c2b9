"""The composed words of the three documents are the words of the signed act, all and in order, typography aside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from actes.compare import align, differences
from actes.document import Document
from compose import reference
from compose.support import ENTRY, NAMES, REFERENCE, changed, documents, real

FILES = dict(zip(NAMES, ("1-decision.md", "2-convention.md", "3-annexe-1.md"), strict=True))
TABLE = yaml.safe_load((Path(__file__).parent / "differences.yaml").read_text(encoding="utf-8"))
pytestmark = pytest.mark.skipif(not REFERENCE.is_dir(), reason="the transcription of the signed act is not here")


@dataclass(frozen=True)
class Allowed:
    """A difference that row `row` of the table allows."""

    row: int
    printed: tuple[str, ...]
    composed: tuple[str, ...]


def allowed(name: str) -> list[Allowed]:
    return [
        Allowed(number, tuple(row["de"].format(word).split()), tuple(row["a"].format(word).split()))
        for number, row in enumerate(TABLE)
        for word in row.get("mots", [""])
        if row["document"] == name
    ]


def met(name: str, document: Document) -> Iterator[int]:
    """The row that allows each difference; fails on the first that none allows."""
    printed = reference.words(REFERENCE / FILES[name])
    composed = reference.fold(document.text).split()
    for hunk in differences(align(printed, composed)):
        yield from explained(printed[hunk.before], composed[hunk.after], allowed(name))


def explained(before: Sequence[str], after: Sequence[str], rows: Sequence[Allowed]) -> Iterator[int]:
    """Adjacent differences come as one: they are taken apart row by row."""
    while before or after:
        row = next((r for r in rows if _starts(before, r.printed) and _starts(after, r.composed)), None)
        assert row is not None, f"printed « {' '.join(before)} », composed « {' '.join(after)} »"
        before, after = before[len(row.printed) :], after[len(row.composed) :]
        yield row.row


def _starts(words: Sequence[str], start: Sequence[str]) -> bool:
    return tuple(words[: len(start)]) == tuple(start)


def test_the_table_is_short_and_each_row_has_its_reason() -> None:
    assert 0 < len(TABLE) <= 25
    assert all(row["raison"] and row["fois"] > 0 for row in TABLE)
    assert {row["document"] for row in TABLE} == set(NAMES)


def test_every_word_is_there_in_order() -> None:
    found = Counter(row for name in NAMES for row in met(name, real()[name]))
    assert dict(found) == {number: row["fois"] for number, row in enumerate(TABLE)}  # a row met no more fails too


def test_the_reading_is_not_empty() -> None:
    counts = {name: len(reference.words(REFERENCE / file)) for name, file in FILES.items()}
    assert counts["decision"] > 450
    assert counts["convention"] > 1000
    assert counts["annexe-1"] > 80


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("decision", "vallée de la Truyère ;", "vallée de Truyère ;"),
        ("convention", "courant à partir du 1 janvier 2024", "courant à partir du 1 janvier 2025"),
        ("convention", "30 (trente) jours", "(trente) 30 jours"),
        ("convention", "« 9.1 - Responsabilité »", "« 9.1 Responsabilité »"),
        ("convention", "A ce titre les parties", "A ce titre, les parties"),
        ("annexe-1", "ttc: 23 655.50€", "ttc: 23 655,50€"),
        ("annexe-1", "nom: Carladés", "nom: Carladès"),
        ("annexe-1", "nom: Pays de salers", "nom: Pays de Salers"),
    ],
)
def test_a_changed_word_is_seen(name: str, old: str, new: str, tmp_path: Path) -> None:
    document = documents(changed(tmp_path, [(ENTRY, old, new)]))[name]
    with pytest.raises(AssertionError, match=r"printed|composed"):
        list(met(name, document))
