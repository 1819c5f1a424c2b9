"""Characters of symbol fonts (Wingdings, Symbol), which programs write in the private area U+F000–U+F0FF.

>>> named("Option : \\uf0fe annuelle")
'Option : ☒ annuelle'
>>> symbol("F0FE"), symbol("00E9"), symbol("zz")
('☒', 'é', '')
"""

from __future__ import annotations

from collections.abc import Mapping

# What the character looks like, by its code; where fonts differ, what acts use.
SYMBOLS: Mapping[int, str] = {
        0xF0FE: "☒", 0xF0FD: "☒", 0xF078: "☒", 0xF052: "☑", 0xF0A8: "☐", 0xF06F: "☐", 0xF071: "☐", 0xF0FC: "✓",
        0xF0B7: "•", 0xF0A7: "▪", 0xF02D: "-", 0xF0D8: "➢", 0xF076: "❖", 0xF0E0: "→", 0xF0F0: "⇨", 0xF028: "☎",
        0xF02A: "✉", 0xF0B0: "°", 0xF0B1: "±", 0xF0B4: "×", 0xF0A3: "≤", 0xF0B3: "≥", 0xF0B2: "″", 0xF0A2: "′",
        0xF0B9: "≠", 0xF0BB: "≈",
    }  # fmt: skip


def named(text: str) -> str:
    """The text with its symbols as ordinary characters; of the same length."""
    return text.translate(SYMBOLS) if any(c >= "\uf000" for c in text) else text


def symbol(code: str) -> str:
    """The character of a `w:sym`, given its code in hexadecimal."""
    try:
        number = int(code, 16)
        return SYMBOLS.get(number) or chr(number)
    except (ValueError, OverflowError):
        return ""
