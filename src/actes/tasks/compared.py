"""Two acts of the register compared, as values: what should have changed, facts side by side, words gone and come."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from ..compare import Change
from ..comparison import ArticleChange, BlockChange, Status
from ..finding import Finding
from ..frozen import frozen
from ..model.register import Register
from ..part import Field, Passage
from ..report.comparison import SAID, called, heading, plain
from ..wording import hunks, tokens
from ..workspace import Workspace
from .confront import confront

GONE, COME, SAME = "del", "ins", ""
Words = tuple[tuple[str, str], ...]  # each run of words, after what became of it


@frozen
class Article:
    """An article that is not the same in both: its name, what happened to it, its paragraphs that changed."""

    name: str
    said: str
    paragraphs: tuple[Words, ...]


@frozen
class Fact:
    """What both acts say in one role."""

    role: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@frozen
class Compared:
    """All that differs between two acts; `kept` should have changed: a value, what it is, where it stands."""

    kept: tuple[tuple[str, str, tuple[str, ...]], ...]
    facts: tuple[Fact, ...]
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
        tuple((one.value, one.what, tuple(map(_where, one.where))) for one in comparison.kept),
        tuple(
            Fact(one.role, tuple(f.value for f in one.before), tuple(f.value for f in one.after))
            for one in comparison.facts
            if not one.same
        ),
        tuple((called(one.name), tuple(map(_article, one.articles))) for one in comparison.documents),
        found.notes,
    )


def _where(where: Passage | Field) -> str:
    """Where a person looks."""
    return ", ".join(filter(None, (called(where.part.name) if isinstance(where, Passage) else "", where.human)))


def _article(change: ArticleChange) -> Article:
    return Article(heading(change), SAID[change.status], tuple(tuple(_words(block)) for block in change.blocks))


def _words(block: BlockChange) -> Iterator[tuple[str, str]]:
    """The words of a paragraph, those gone and those come apart."""
    if block.before is None or block.after is None or block.status in (Status.AJOUTE, Status.RETIRE):
        side = block.after or block.before
        yield COME if block.after else GONE, _text(side)
        return
    old, new = tokens(_text(block.before)), tokens(_text(block.after))
    for hunk in hunks(old, new):
        if hunk.change is Change.EGAL:
            yield SAME, "".join(new[hunk.after])
        else:
            yield from (
                (kind, "".join(part)) for kind, part in ((GONE, old[hunk.before]), (COME, new[hunk.after])) if part
            )


def _text(passage: Passage | None) -> str:
    return plain(passage.context.replace("\t", " | ")) if passage else ""
