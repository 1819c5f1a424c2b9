"""Two acts side by side: article by article, fact by fact, and what should have changed and did not.

What `actes diff` shows; a file held against its own entry is another question: `against`.
Contexts in, a `Comparison` out: what each act says, and where. `tasks.confront` makes contexts of entries and files.
"""

from .acts import ArticleChange, Comparison, DocumentChange, compare_acts
from .blocks import BlockChange, Status
from .facts import Fact, FactChange
from .kept import Kept

__all__ = [
    "ArticleChange", "BlockChange", "Comparison", "DocumentChange", "Fact", "FactChange", "Kept", "Status",
    "compare_acts",
]  # fmt: skip
