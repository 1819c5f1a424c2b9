"""Values to the text of a YAML file, in the layout of our own examples: blocks, two spaces a level."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..model.edits import Text, Tree
from .nodes import Mapping as MappingNode
from .nodes import Scalar
from .syntax import parse_yaml

STEP = 2  # spaces a level


def after_key(value: Tree, indent: int) -> str:
    r"""What follows the colon of a key that stands `indent` spaces from the margin, its first space included.

    >>> after_key({"lieu": "Aurillac", "notes": ["un", "deux"]}, 0)
    '\n  lieu: Aurillac\n  notes:\n    - un\n    - deux'
    """
    if isinstance(value, str | Text):
        return _text(value, indent)
    if not value:
        return " {}" if isinstance(value, Mapping) else " []"
    return "\n" + " " * (indent + STEP) + lines_of(value, indent + STEP)


def after_dash(value: Tree, indent: int) -> str:
    r"""What follows the dash of an item that stands `indent` spaces from the margin.

    >>> after_dash({"vu": "DEC2025-453", "texte": Text("la décision")}, 2)
    ' vu: DEC2025-453\n    texte: |\n      la décision'
    """
    if isinstance(value, str | Text) or not value:
        return after_key(value, indent)
    return " " + lines_of(value, indent + STEP)


def lines_of(value: Mapping[str, Tree] | Sequence[Tree], indent: int) -> str:
    """Keys and their values, or items, one below the other; the first one starts where the text is put."""
    if isinstance(value, Mapping):
        lines = [f"{flow_text(key)}:{after_key(each, indent)}" for key, each in value.items()]
    else:
        lines = [f"-{after_dash(each, indent)}" for each in value]
    return f"\n{' ' * indent}".join(lines)


def flow(value: Tree) -> str:
    """A value as it stands between braces or brackets, on one line.

    >>> flow({"debut": "2025-01-01", "ht": "977,50"})
    '{debut: 2025-01-01, ht: "977,50"}'
    """
    if isinstance(value, Text):
        return _quoted(_ended(value.text))
    if isinstance(value, str):
        return flow_text(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{flow_text(key)}: {flow(each)}" for key, each in value.items()) + "}"
    return "[" + ", ".join(map(flow, value)) + "]"


def flow_text(text: str) -> str:
    return text if _reads_back(f"{{k: {text}}}", text) else _quoted(text)


def _text(value: str | Text, indent: int) -> str:
    """A text after its key or dash: on the same line, else in a block whose sign says the line breaks at its end."""
    text = _ended(value.text) if isinstance(value, Text) else value
    if "\n" not in text:
        return " " + (text if _reads_back(f"k: {text}", text) else _quoted(text))
    if not text.strip("\n "):
        return " " + _quoted(text)
    lines = text.removesuffix("\n").split("\n")
    breaks = len(text) - len(text.rstrip("\n"))
    sign = ("-", "", "+")[min(breaks, 2)]
    said = STEP if next(filter(None, lines)).startswith(" ") else ""
    return f" |{said}{sign}\n" + "\n".join(" " * (indent + STEP) + line if line else "" for line in lines)


def _ended(text: str) -> str:
    """Prose as a block reads it: one line break at its end."""
    return text.rstrip("\n") + "\n"


def _reads_back(source: str, text: str) -> bool:
    """Whether YAML reads a plain text as itself."""
    if not text or text != text.strip() or "\n" in text:
        return False
    node, findings = parse_yaml(source, "")
    if findings or not isinstance(node, MappingNode) or len(node.items) != 1:
        return False
    value = node.items[0][1]
    return isinstance(value, Scalar) and value.style == "" and value.text == text


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
