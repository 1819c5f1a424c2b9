"""Nothing is lost: rendered files are written whole or not at all, and never over what a person edited."""

from .atomic import replace
from .edits import Edit
from .names import is_kept, safe_name
from .writing import Outcome, Written, set_aside, supersede, write, write_alone

__all__ = [
    "Edit",
    "Outcome",
    "Written",
    "is_kept",
    "replace",
    "safe_name",
    "set_aside",
    "supersede",
    "write",
    "write_alone",
]
