"""The words of a part, in the order a person reads them."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from actes.reading.wordml import FALLBACK, W, words


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
    assert words(element(xml)) == expected
