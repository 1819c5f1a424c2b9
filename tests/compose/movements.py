"""What moves between the documents of two registers: document, block, old words, new words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from actes.compare import align, differences
from actes.document import Document

Movement = tuple[str, str, str, str]


def texts(document: Document) -> Iterator[tuple[str, str]]:
    """The text of each block under its name: its kind and rank among those (« visa 4 »); a row by its first cell."""
    ranks: Counter[str] = Counter()
    for block in document.blocks:
        for row in block.rows:
            ranks[block.kind] += 1
            yield f"{block.kind} {ranks[block.kind]}", " │ ".join(cell.text for cell in row.cells)
        if not block.rows:
            ranks[block.kind] += 1
            yield f"{block.kind} {ranks[block.kind]}", f"{block.marker} {block.text}" if block.marker else block.text
    yield "pied", "".join(span.text for span in document.footer)
    yield "titre du fichier", f"{document.title} ({document.author})"


def movements(before: Mapping[str, Document], after: Mapping[str, Document]) -> list[Movement]:
    """Every run of words that is not the same. Spaces that do not break count as spaces."""
    assert list(before) == list(after)
    found: list[Movement] = []
    for name in before:
        old, new = list(texts(before[name])), list(texts(after[name]))
        assert [block for block, _ in old] == [block for block, _ in new]
        for (block, text), (_, other) in zip(old, new, strict=True):
            a, b = text.split(), other.split()
            for hunk in differences(align(a, b)):
                found.append((name, block, " ".join(a[hunk.before]), " ".join(b[hunk.after])))
    return found
