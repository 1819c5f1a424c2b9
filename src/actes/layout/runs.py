"""Spans become Word runs: named character styles, superscript of « 1er », line breaks, nothing lost.

>>> from actes.layout.sheet import Sheet
>>> run("1er", frozenset(), Sheet({"Exposant": "Exposant"}))
'<w:r><w:t>1</w:t></w:r><w:r><w:rPr><w:rStyle w:val="Exposant"/></w:rPr><w:t>er</w:t></w:r>'
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from markupsafe import Markup

from ..document import Span, Style
from ..finding import CannotGoOn, Finding
from ..pattern import pattern
from ..problems import problem
from ..values.markup import escape, quoteattr
from ..values.ordinals import ORDINAL
from ..values.typography import held
from .sheet import BOLD, BOLD_ITALIC, ITALIC, SUPERSCRIPT, Sheet

FORBIDDEN = pattern("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
SPACES = pattern(r"[ \t\n]+")  # no-break spaces are kept
# A hyphen at which no line ends. It is Word's own element (Ctrl+Maj+_): Word, python-docx and a PDF give it back as the
# plain « - », so that « 2020-273 » is found; U+2011 would be another character for whoever searches or copies.
HELD = "\x1e"
BREAKS = pattern(r"([\n\t\x1e])")
BREAK_XML = {"\n": "<w:br/>", "\t": "<w:tab/>", HELD: "<w:noBreakHyphen/>"}
NO_STYLES: frozenset[Style] = frozenset()
BOLD_ONLY = frozenset({Style.GRAS})
STYLE_NAMES = {BOLD_ONLY: BOLD, frozenset({Style.ITALIQUE}): ITALIC, frozenset(Style): BOLD_ITALIC}


def runs(spans: Iterable[Span], sheet: Sheet, lead: str = "") -> Markup:
    """The runs of a paragraph, ready for `{{r … }}`; spans of one look make one run, whatever their origins.

    `lead` is the identifier of the style that the template has for bold words at the head of the paragraph. Raises
    CannotGoOn when a span holds a control character: Word would refuse the file.
    """
    looks = [one for one in _looks(spans) if one[0]]
    if lead and looks and looks[0][1] == BOLD_ONLY:
        named = replace(sheet, ids={**sheet.ids, BOLD: lead}, led=True)
        return Markup("".join(run(*one, named if at == 0 else sheet) for at, one in enumerate(looks)))
    return Markup("".join(run(text, styles, sheet) for text, styles in looks))


def _looks(spans: Iterable[Span]) -> Iterator[tuple[str, frozenset[Style]]]:
    text, styles = "", NO_STYLES
    for span in spans:
        if match := FORBIDDEN.search(span.text):
            raise CannotGoOn([_control_character(span, match.start())])
        if span.styles == styles:
            text += span.text
        else:
            yield text, styles
            text, styles = span.text, span.styles
    yield text, styles


def run(text: str, styles: frozenset[Style], sheet: Sheet) -> str:
    """The runs of a text of one style: its ordinals take runs of their own."""
    plain = _properties(styles, sheet)
    parts, start = [], 0
    for match in ORDINAL.finditer(text):
        parts.append(_run(text[start : match.end(1)], plain))
        parts.append(_run(match[2], _properties(styles, sheet, raised=True)))
        start = match.end()
    parts.append(_run(text[start:], plain))
    return "".join(parts)


def _run(text: str, properties: str) -> str:
    if not text:
        return ""
    pieces = [BREAK_XML.get(piece) or _text(piece) for piece in BREAKS.split(held(text, HELD)) if piece]
    return f"<w:r>{properties}{''.join(pieces)}</w:r>"


def _text(text: str) -> str:
    space = ' xml:space="preserve"' if text != text.strip() or "  " in text else ""
    return f"<w:t{space}>{escape(text)}</w:t>"


def _properties(styles: frozenset[Style], sheet: Sheet, *, raised: bool = False) -> str:
    """Named styles, and what they cannot say alone.

    Bold is also said directly: a bold style inside a bold paragraph (a heading, a total) turns bold off. Italic is
    left to that rule, which is the typographer's: a title inside an italic text stands upright.
    """
    if not styles and not raised:
        return ""
    name = STYLE_NAMES.get(styles, "")
    identifier = sheet.id(name or SUPERSCRIPT)
    named = f"<w:rStyle w:val={quoteattr(identifier)}/>" if identifier else ""
    bold = "<w:b/><w:bCs/>" if Style.GRAS in styles and not sheet.led else ""
    italic = "<w:i/><w:iCs/>" if Style.ITALIQUE in styles and not identifier else ""
    up = '<w:vertAlign w:val="superscript"/>' if raised and (name or not identifier) else ""
    return f"<w:rPr>{named}{bold}{italic}{up}</w:rPr>"


def plain(text: str) -> str:
    """A text on one line, without what no file can hold: for properties and markers.

    >>> plain("Flux vision\\n  Tourisme")
    'Flux vision Tourisme'
    """
    return SPACES.sub(" ", FORBIDDEN.sub(" ", text)).strip()


def _control_character(span: Span, offset: int) -> Finding:
    """The finding for a character that no Word file can hold."""
    message = f"le texte contient un caractère de contrôle invisible (U+{ord(span.text[offset]):04X})"
    hint = "effacez-le : il vient souvent d'un copier-coller ; retapez le mot à cet endroit"
    excerpt = FORBIDDEN.sub("\ufffd", span.text[max(0, offset - 30) : offset + 30])
    return problem("MOD201", message, hint, span.origin.place, excerpt=excerpt)
