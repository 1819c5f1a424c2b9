"""Facts drive the text: change one, and every place that states it moves, and nothing else does (see facts.yaml)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from actes.document import Document
from compose.movements import Movement, movements, texts
from compose.support import ACT, ENTRY, changed, documents, real

CASES = yaml.safe_load((Path(__file__).parent / "facts.yaml").read_text(encoding="utf-8"))


def composed(case: Mapping[str, Any], folder: Path) -> dict[str, Document]:
    copy = changed(folder, [tuple(change) for change in case["change"]])
    if "renomme" in case:
        old, new = case["renomme"]
        (copy / old).rename(copy / new)
    names = {new: old for old, new in case.get("documents", {}).items()}
    return {names.get(name, name): d for name, d in documents(copy, case.get("acte", ACT)).items()}


def expected(case: Mapping[str, Any]) -> Iterator[Movement]:
    for document, block, old, new in case["mouvements"]:
        name = block.removesuffix(" @")
        rows = re.fullmatch(r"tableau (\d+)-(\d+)", name)
        for one in [f"tableau {n}" for n in range(int(rows[1]), int(rows[2]) + 1)] if rows else [name]:
            yield document, one, old, new
        if block.endswith(" @"):
            yield document, "titre du fichier", old, new


@pytest.mark.parametrize("case", CASES, ids=[case["fait"] for case in CASES])
def test_what_states_a_fact_moves_and_nothing_else(case: Mapping[str, Any], tmp_path: Path) -> None:
    after = composed(case, tmp_path)
    assert Counter(movements(real(), after)) == Counter(expected(case))
    words = "\n".join(" ".join(text.split()) for document in after.values() for _, text in body(document))
    for old, count in case.get("restent", {}).items():
        assert words.count(str(old)) == count, old


def body(document: Document) -> Iterator[tuple[str, str]]:
    return ((name, text) for name, text in texts(document) if name not in ("pied", "titre du fichier"))


def test_the_facts_that_must_be_there_are() -> None:
    assert len(CASES) >= 30
    assert len({case["fait"] for case in CASES}) == len(CASES)
    assert {"début de la période", "fin de la période", "coût annuel", "taux de TVA", "nom d'une partie",
            "numéro d'un acte cité", "nom de la signataire", "numéro de l'acte", "date de l'acte"} <= {
        case["fait"] for case in CASES
    }  # fmt: skip


def test_a_place_that_does_not_move_is_seen(tmp_path: Path) -> None:
    """The guard itself: where prose says the year instead of naming it, the table no longer holds."""
    stale = (ENTRY, "répartition financière annuelle pour {{ periode.annees | liste }}",
             "répartition financière annuelle pour 2025 et 2026")  # fmt: skip
    case = next(case for case in CASES if case["fait"] == "fin de la période")
    after = documents(changed(tmp_path, [*map(tuple, case["change"]), stale]))
    assert Counter(movements(real(), after)) != Counter(expected(case))


def swapped(folder: Path, first: str, second: str, end: str) -> Path:
    """A copy of the register where the part of the entry that begins with `second`, up to `end`, comes first."""
    copy = changed(folder, [])
    path = copy / ENTRY
    text = path.read_text(encoding="utf-8")
    a, b, c = text.index(first), text.index(second), text.index(end)
    assert a < b < c
    path.write_text(text[:a] + text[b:c] + text[a:b] + text[c:], encoding="utf-8")
    return copy


def test_the_order_of_annexes(tmp_path: Path) -> None:
    """The table becomes annexe 2: its file, its title, the announcements, and the two references to it."""
    after = documents(swapped(tmp_path, "  - label: territoires", "  - label: bon_de_commande", "suivi:"))
    assert list(after) == ["decision", "convention", "annexe-2"]
    before, after["annexe-1"] = real(), after.pop("annexe-2")
    assert Counter(movements(before, after)) == Counter(
        [
            ("convention", "paragraphe 3", "1).", "2)."),
            ("convention", "item 13", "1", "2"),
            ("convention", "annonce 1", *both_titles(before)),
            ("convention", "annonce 2", *reversed(both_titles(before))),
            ("annexe-1", "titre 1", "1", "2"),
            ("annexe-1", "titre du fichier", "1", "2"),
        ]
    )


def both_titles(before: Mapping[str, Document]) -> tuple[str, str]:
    one, two = (dict(texts(before["convention"]))[f"annonce {n}"] for n in (1, 2))
    # « Annexe 1 : » keeps its number; the titles change places.
    return " ".join(one.split()[3:]), " ".join(two.split()[3:])


def test_the_order_of_articles(tmp_path: Path) -> None:
    """Articles 8 and 9 change places: references follow."""
    after = documents(
        swapped(tmp_path, "    - label: duree", "    - label: financement", "  signature: {lieu: Aurillac")
    )
    before, now = (dict(texts(d)) for d in (real()["convention"], after["convention"]))
    assert now["article 8"].split() == ["Article", "8", ":", "Cadres", "d’intervention", "financière"]
    assert now["article 9"].split() == ["Article", "9", ":", "Durée"]
    moved = {name for name in before if name in now and "article\xa09" in before[name] and "article\xa08" in now[name]}
    assert moved == {"item 4", "item 13"}
    assert "article\xa09" not in "".join(text for name, text in now.items() if name.startswith(("item", "paragraphe")))
