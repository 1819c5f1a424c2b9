"""Files that others wrote, read safely into the one form of document.

`read_file(path)` and `read_bytes(data, name)` read .docx, .odt, .pdf with text, .txt and .md, by their content. Each
format gives lines or paragraphs with their place; what each of them is in an act (visa, article, signature) is told
by one reader for all (`structure`). What comes out goes the way of a composed document: facts, statements, rules.
"""

from .files import read_bytes, read_file
from .result import Change, Reading, Revision

__all__ = ["Change", "Reading", "Revision", "read_bytes", "read_file"]
