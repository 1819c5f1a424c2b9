"""How a paragraph and its characters look, whatever said it: values that compare, and their OOXML."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import quoteattr

from ...frozen import frozen

SINGLE = 240  # 240ths of a line
AUTO = "auto"
TWIPS = 20  # of a point


@frozen
class Ink:
    """The look of characters: `size` in half points, `spacing` in twips, `scale` in percent.

    >>> [xml for xml in Ink("Arial", 24, bold=True).xml() if xml][1:]
    ['<w:b/><w:bCs/>', '<w:sz w:val="24"/><w:szCs w:val="24"/>']
    """

    font: str
    size: int
    bold: bool = False
    italic: bool = False
    caps: bool = False
    small_caps: bool = False
    underline: str = ""
    color: str = AUTO
    spacing: int = 0
    scale: int = 100

    def xml(self) -> Iterator[str]:
        """The children of `w:rPr`, in the order of the schema."""
        font = quoteattr(self.font)
        yield f"<w:rFonts w:ascii={font} w:hAnsi={font} w:eastAsia={font} w:cs={font}/>"
        yield "<w:b/><w:bCs/>" * self.bold + "<w:i/><w:iCs/>" * self.italic
        yield "<w:caps/>" * self.caps + "<w:smallCaps/>" * self.small_caps
        yield f"<w:color w:val={quoteattr(self.color)}/>" if self.color != AUTO else ""
        yield f'<w:spacing w:val="{self.spacing}"/>' if self.spacing else ""
        yield f'<w:w w:val="{self.scale}"/>' if self.scale != 100 else ""
        yield f'<w:sz w:val="{self.size}"/><w:szCs w:val="{self.size}"/>'
        yield f"<w:u w:val={quoteattr(self.underline)}/>" if self.underline else ""

    @property
    def line(self) -> int:
        """How high a line of these characters is, in twips: the common text fonts are within a hair of it."""
        return self.size * TWIPS * 115 // 200


@frozen
class Form:
    """The look of a paragraph, in twips; `first` is below zero where the first line hangs; borders are OOXML."""

    align: str = "left"
    left: int = 0
    right: int = 0
    first: int = 0
    before: int = 0
    after: int = 0
    line: int = SINGLE
    rule: str = AUTO
    contextual: bool = False
    borders: str = ""
    shade: str = ""
    stops: tuple[tuple[str, int], ...] = ()

    def xml(self) -> Iterator[tuple[str, str]]:
        """The children of `w:pPr` that these values make, each with its name."""
        sides = f"<w:pBdr>{self.borders}</w:pBdr>" if self.borders else ""
        yield "pBdr", sides
        yield "shd", f'<w:shd w:val="clear" w:color="auto" w:fill={quoteattr(self.shade)}/>' if self.shade else ""
        tabs = "".join(f'<w:tab w:val={quoteattr(kind)} w:pos="{at}"/>' for kind, at in self.stops)
        yield "tabs", f"<w:tabs>{tabs}</w:tabs>" if tabs else ""
        height = f'w:line="{self.line}" w:lineRule={quoteattr(self.rule)}'
        yield "spacing", f'<w:spacing w:before="{self.before}" w:after="{self.after}" {height}/>'
        turn = f'w:hanging="{-self.first}"' if self.first < 0 else f'w:firstLine="{self.first}"'
        yield "ind", f'<w:ind w:left="{self.left}" w:right="{self.right}" {turn}/>'
        yield "contextualSpacing", "<w:contextualSpacing/>" if self.contextual else ""
        yield "jc", f"<w:jc w:val={quoteattr(self.align)}/>"
