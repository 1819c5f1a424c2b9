"""Two acts of the register compared, as values: what should have changed, facts side by side, words gone and come."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from ..compare import Change
from ..comparison import ArticleChange, BlockChange, FactChange, Status
from ..finding import Finding
from ..frozen import frozen
from ..model.register import Register
from ..report.comparison import SAID, called, heading, human_of, words_of
from ..wording import hunks, tokens
from ..workspace import Workspace
from .confront import confront

GONE, COME, SAME = "del", "ins", ""
Words = tuple[tuple[str, str], ...]  # each run of words, after what became of it
Article = tuple[str, str, tuple[Words, ...]]  # one that changed: its name, what happened to it, its paragraphs


@frozen
class Compared:
    """All that differs between two acts; `kept` should have changed: a value, what it is, where it stands."""

    kept: tuple[tuple[str, str, tuple[str, ...]], ...]
    facts: tuple[FactChange, ...]
    documents: tuple[tuple[str, tuple[Article, ...]], ...]
    notes: tuple[Finding, ...]


def act_before(register: Register, identifier: str) -> str:
    """The act that an act renews or amends; "" where it names none."""
    act = register.actes.get(identifier)
    return next((name for name in (act.renouvelle, act.modifie) if name in register.actes), "") if act else ""


def compared(workspace: Workspace, before: str, after: str, today: date) -> Compared:
    """Two acts of the register. Raises CannotGoOn with everything that is wrong in both."""
    found = confront(Path(before), Path(after), today, lambda: workspace)
    comparison = found.comparison
    return Compared(
        tuple((one.value, one.what, tuple(map(human_of, one.where))) for one in comparison.kept),
        tuple(one for one in comparison.facts if not one.same),
        tuple((called(one.name), tuple(map(_article, one.articles))) for one in comparison.documents),
        found.notes,
    )


def _article(change: ArticleChange) -> Article:
    return heading(change), SAID[change.status], tuple(tuple(_words(block)) for block in change.blocks)


def _words(block: BlockChange) -> Iterator[tuple[str, str]]:
    """The words of a paragraph, those gone and those come apart."""
    if block.before is None or block.after is None or block.status in (Status.AJOUTE, Status.RETIRE):
        yield COME if block.after else GONE, words_of(block.after or block.before)
        return
    old, new = tokens(words_of(block.before)), tokens(words_of(block.after))
    for hunk in hunks(old, new):
        if hunk.change is Change.EGAL:
            yield SAME, "".join(new[hunk.after])
        else:
            yield from (
                (kind, "".join(part)) for kind, part in ((GONE, old[hunk.before]), (COME, new[hunk.after])) if part
            )
