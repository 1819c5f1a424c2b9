"""The flat pass over the words of a part gives what the careful one gives."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from actes.document import Document
from actes.reading import wordml
from actes.reading.wordml import FALLBACK, W, paragraph_text, paragraphs, words
from layout.acts import ACTS
from layout.packages import MAIN, layout, parts


def careful(root: ElementTree.Element) -> list[str]:
    return [word for paragraph in paragraphs(root) for word in paragraph_text(paragraph).split()]


@pytest.mark.parametrize("document", ACTS, ids=lambda d: d.name)
def test_on_our_files(document: Document) -> None:
    data = layout(document.name).render(document, True)
    root = ElementTree.fromstring(parts(data)[MAIN])
    assert words(root) == careful(root)
    assert len(words(root)) > 100


def element(xml: str) -> ElementTree.Element:
    space = f'xmlns:w="{W[1:-1]}" xmlns:mc="{FALLBACK[1:].split("}")[0]}"'
    return ElementTree.fromstring(f"<w:body {space}>{xml}</w:body>")


R = "<w:r><w:t>{}</w:t></w:r>"


@pytest.mark.parametrize(
    ("xml", "expected"),
    [
        (f"<w:p>{R.format('a')}{R.format('b')}</w:p><w:p>{R.format('c')}</w:p>", ["ab", "c"]),
        ("<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r></w:p>", ["a", "b", "c"]),
        (f"<w:p><w:moveFrom>{R.format('x')}</w:moveFrom><w:moveTo>{R.format('x')}</w:moveTo></w:p>", ["x"]),
        (f"<w:p><w:del>{R.format('x')}</w:del>{R.format('y')}</w:p>", ["y"]),
        (
            f"<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p>{R.format('box')}</w:p></w:txbxContent>"
            f"</mc:Choice><mc:Fallback><w:txbxContent><w:p>{R.format('box')}</w:p></w:txbxContent></mc:Fallback>"
            f"</mc:AlternateContent></w:r>{R.format('after')}</w:p>",
            ["after", "box"],
        ),
    ],
)
def test_what_is_skipped_or_moved(xml: str, expected: list[str]) -> None:
    assert words(element(xml)) == careful(element(xml)) == expected


def test_intricate_elements_are_skipped_ones_or_boxes() -> None:
    assert {tag for tag in wordml.INTRICATE if not tag.endswith("txbxContent")} <= wordml.SKIPPED
