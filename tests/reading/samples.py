"""Blocks as tests compare them, and acts written as text and Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from actes.document import Block, Document, Kind, Style
from actes.reading import Reading, read_bytes

SHARED = Path(__file__).parents[3] / "shared"
FIXTURES = Path(__file__).parent / "fixtures"
Told = tuple[str, str, str]


def told(reading: Reading) -> list[Told]:
    """Kind, marker and words of each block; a hyphen is one, whether a line may break at it or not."""
    return [(b.kind.value, b.marker, " ".join(b.text.replace("\u2011", "-").split())) for b in reading.document.blocks]


def read(text: str, name: str = "acte.txt") -> list[Told]:
    return told(read_bytes(text.encode(), name))


def kinds(text: str, name: str = "acte.txt") -> list[str]:
    return [kind for kind, _, _ in read(text, name)]


def as_text(document: Document) -> str:
    """The document as a plain text: a block a line, cells between tabs."""
    return "\n".join(line for block in document.blocks for line in _text_lines(block))


def _text_lines(block: Block) -> Iterator[str]:
    if not block.rows:
        yield f"{block.marker}\t{block.text}" if block.marker else block.text
    elif block.kind is Kind.SIGNATURE:
        yield from (cell.text for row in block.rows for cell in row.cells)
    else:
        yield block.text


def as_markdown(document: Document) -> str:
    """The document as the Markdown in which people transcribe acts."""
    return "\n\n".join(line for block in document.blocks for line in _markdown_lines(block))


def _markdown_lines(block: Block) -> Iterator[str]:
    looks = groupby(block.spans, key=lambda span: Style.GRAS in span.styles)
    runs = [("".join(span.text for span in some), bold) for bold, some in looks]
    words = "".join(f"**{text}**" if bold and text.strip() == text else text for text, bold in runs)
    words = words.replace("\n", "  \n")
    if block.kind is Kind.TABLEAU:
        cells = [f"| {' | '.join(cell.text for cell in row.cells)} |" for row in block.rows]
        yield "\n".join([cells[0], "| --- " * len(block.rows[0].cells) + "|", *cells[1:]])
    elif block.rows:
        yield from (cell.text.replace("\n", "  \n") for row in block.rows for cell in row.cells)
    elif block.kind is Kind.ITEM:
        yield "  " * (block.level - 1) + f"- {'' if block.marker == '-' else block.marker + ' '}{words}"
    elif block.kind is Kind.INTERTITRE:
        yield f"#### {words}"
    else:
        yield f"## {words}" if block.kind is Kind.ARTICLE and len(block.spans) == 1 and len(words) < 80 else words
