"""Files that others wrote, read safely into the one form of document.

`read_file(path)` and `read_bytes(data, name)` read .docx, .odt, .pdf with text, .txt and .md, by their content.
"""

from .files import read_bytes, read_file
from .result import Change, Reading, Revision

__all__ = ["Change", "Reading", "Revision", "read_bytes", "read_file"]
