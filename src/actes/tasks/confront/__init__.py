"""Two acts to compare, from what a person typed; and the Word files that bear their tracked changes."""

from .acts import Confronted, confront
from .revisions import revisions
from .sides import Side

__all__ = ["Confronted", "Side", "confront", "revisions"]
