"""Two acts compared, for a person: what should have changed and did not, facts side by side, then every article."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from ..comparison.acts import ArticleChange, Comparison, DocumentChange
from ..comparison.blocks import BlockChange, Status
from ..comparison.facts import FactChange
from ..comparison.kept import Kept
from ..finding import Finding
from ..part import Field, Passage
from .json import VERSION, finding_object, json_text
from .text import document_name, human_place

SAID: Mapping[Status, str] = {
    Status.AJOUTE: "ajouté",
    Status.RETIRE: "supprimé",
    Status.MODIFIE: "modifié",
    Status.DEPLACE: "déplacé",
    Status.DEPLACE_MODIFIE: "déplacé et modifié",
    Status.RENUMEROTE: "seul le numéro change",
}
WIDTH, LABEL, GAP = 100, 26, 2  # columns of a screen
SHOWN = 300  # characters of a paragraph added or removed
NONE = "–"  # in the column of the act that does not say
SAME = "Aucune différence : mêmes mots, mêmes faits."


def comparison_text(before: str, after: str, comparison: Comparison, width: int = WIDTH) -> str:
    """All that differs; `before` and `after` are the names of the acts, `width` that of the screen."""
    lines = [f"Avant : {before}", f"Après : {after}"]
    if comparison.same and not comparison.kept:
        return "\n".join([*lines, "", SAME])
    for title, found in (
        ("Aurait dû changer, et n'a pas changé", list(_kept(comparison.kept, width))),
        *_facts(comparison.facts, before, after, width),
    ):
        if found:
            lines += ["", title, "=" * len(title), *found]
    for document in comparison.documents:
        lines += ["", *_document(document, before, after, width)]
    return "\n".join(line.rstrip() for line in lines)


def _kept(found: Iterable[Kept], width: int) -> Iterator[str]:
    for one in found:
        yield from _wrapped(f"« {one.value} » ({one.what})", width, "  ")
        for where in one.where:
            yield from _wrapped(place_of(where), width, "      ")


def place_of(where: Passage | Field) -> str:
    """Where a person looks, then where the words are."""
    human, place = human_of(where), where.where
    return f"{human} : {place}" if place is not None and place.line is not None else human


def human_of(where: Passage | Field) -> str:
    return human_place(where.part.name if isinstance(where, Passage) else None, where.human)


# facts


def _facts(changes: Iterable[FactChange], before: str, after: str, width: int) -> Iterator[tuple[str, list[str]]]:
    found = list(changes)
    both = [change for change in found if change.before and change.after]
    different = [change for change in both if not change.same]
    heads = [*_row("", [before], [after], width), *_row("", ["-" * len(before)], ["-" * len(after)], width)]
    for title, group in (
        ("Faits qui changent", different),
        ("Faits qu'un seul des deux dit", [change for change in found if change not in both]),
        ("Faits sans changement", [change for change in both if change.same]),
    ):
        rows = [line for change in group for line in _fact(change, width)]
        yield title, [*heads, *rows] if rows and title != "Faits sans changement" else rows


def _fact(change: FactChange, width: int) -> Iterator[str]:
    if change.same:
        yield from _row(change.role, [fact.value for fact in change.after], [], width)
        return
    before, after = ([fact.value for fact in side] or [NONE] for side in (change.before, change.after))
    yield from _row(change.role, before, after, width)


def _row(label: str, before: list[str], after: list[str], width: int) -> Iterator[str]:
    """A label and two columns, each value on lines of its own."""
    column = max((width - LABEL - 2 - 2 * GAP) // 2, 20) if after else width - LABEL - 2 - GAP
    cells = [
        textwrap.wrap(label.replace(" »", "\u00a0»"), LABEL - 2) or [""],
        *(_column(values, column) for values in (before, after)),
    ]
    for n in range(max(map(len, cells))):
        texts = [cell[n] if n < len(cell) else "" for cell in cells]
        yield f"  {texts[0]:<{LABEL}}{texts[1]:<{column + GAP}}{texts[2]}".rstrip()


def _column(values: Iterable[str], width: int) -> list[str]:
    return [line for value in values for line in textwrap.wrap(_plain(value), width, subsequent_indent="  ")]


# articles


def _document(change: DocumentChange, before: str, after: str, width: int) -> Iterator[str]:
    title = document_name(change.name)
    if change.before and change.after and change.before.name != change.after.name:
        title = f"{document_name(change.before.name)} → {document_name(change.after.name)}"
    yield from (title, "=" * len(title))
    if change.after is None or change.before is None:
        there, missing = (before, after) if change.after is None else (after, before)
        yield from _wrapped(f"{there} a ce document, {missing} non.", width, "  ")
    elif not change.articles:
        yield "  Aucune différence."
    for article in change.articles:
        yield from _article(article, width)


def _article(article: ArticleChange, width: int) -> Iterator[str]:
    yield ""
    yield from _wrapped(f"{heading(article)} : {SAID[article.status]}", width, "  ")
    for block in article.blocks:
        yield from _block(block, article, width)


def heading(article: ArticleChange) -> str:
    """The name of an article, those of both where it was renumbered.

    A person looks for it in the new document, or in the old one where it was removed.
    """
    here = article.after or article.before
    assert here is not None
    name = f"{here.name}, « {here.title} »" if here.title else here.name
    old = article.before
    if old is not None and article.after is not None and old.number != article.after.number:
        name = f"{name} (avant : {old.name})"
    return name[:1].upper() + name[1:]


def _block(block: BlockChange, article: ArticleChange, width: int) -> Iterator[str]:
    words = words_of(block.after or block.before)
    shown = f"« {words[:SHOWN]}{' …' if len(words) > SHOWN else ''} »"
    alone = article.status in (Status.AJOUTE, Status.RETIRE) and block.status is article.status
    if block.status in (Status.AJOUTE, Status.RETIRE):
        yield from _wrapped(shown if alone else f"{SAID[block.status]} : {shown}", width, "    ")
        return
    if block.status in (Status.DEPLACE, Status.DEPLACE_MODIFIE):
        origin = f" (avant : {block.origin})" if block.origin else ""
        yield from _wrapped(f"{SAID[block.status]}{origin} : {shown}", width, "    ")
    for change in block.changes:
        yield from _wrapped(change, width, "    ")


def words_of(passage: Passage | None) -> str:
    """A paragraph, or a row of a table, on one line."""
    return _plain(passage.context.replace("\t", " | ")) if passage else ""


def _plain(text: str) -> str:
    """A text on one line; no-break spaces stay."""
    return " ".join(text.replace("\n", " ").split(" ")).strip()


def _wrapped(text: str, width: int, indent: str) -> list[str]:
    """Lines that fit; quotation marks stay with their words."""
    text = text.replace("« ", "«\u00a0").replace(" »", "\u00a0»")
    return textwrap.wrap(text, max(width, 40), initial_indent=indent, subsequent_indent=f"{indent}  ",
                         break_long_words=False, break_on_hyphens=False)  # fmt: skip


def summary(comparison: Comparison) -> str:
    labels = ("Articles et parties qui changent", "Faits qui changent", "Aurait dû changer")
    counts = _counts(comparison).values()
    return " · ".join(f"{label} : {count}" for label, count in zip(labels, counts, strict=True))


def _counts(comparison: Comparison) -> Mapping[str, int]:
    articles = sum(len(document.articles) for document in comparison.documents)
    return {"articles": articles, "facts": sum(not one.same for one in comparison.facts), "kept": len(comparison.kept)}


def comparison_report(before: str, after: str, comparison: Comparison, notes: Sequence[Finding] = ()) -> str:
    """The same for a program: one stable JSON object, keys that do not apply are null."""
    return json_text(
        {
            "version": VERSION,
            "before": before,
            "after": after,
            "renewal": comparison.renewal,
            "kept": [
                {"what": one.what, "value": one.value, "places": [_place_object(where) for where in one.where]}
                for one in comparison.kept
            ],
            "facts": [_fact_object(one) for one in comparison.facts],
            "documents": [
                {**_both(one, lambda part: part.name), "articles": [_article_object(two) for two in one.articles]}
                for one in comparison.documents
            ],
            "notes": [finding_object(note) for note in notes],
            "summary": {**_counts(comparison), "same": comparison.same},
        }
    )


def _both(change: FactChange | DocumentChange | ArticleChange | BlockChange, told: Callable[[Any], Any]) -> Any:
    """What is told of each side that there is."""
    return {side: held and told(held) for side in ("before", "after") for held in (getattr(change, side),)}


def _fact_object(change: FactChange) -> Mapping[str, Any]:
    sides = _both(change, lambda held: [{"value": one.value, **_place_object(one.where)} for one in held])
    return {"role": change.role, "same": change.same, **sides}


def _place_object(where: Passage | Field) -> Mapping[str, Any]:
    return {
        "document": where.part.name if isinstance(where, Passage) else None,
        "place": where.human or None,
        "where": where.where and asdict(where.where),
        "excerpt": where.text or None,
    }


def _article_object(article: ArticleChange) -> Mapping[str, Any]:
    return {
        "status": article.status.value,
        **_both(article, lambda section: {"name": section.name, "title": section.title or None}),
        "blocks": list(map(_block_object, article.blocks)),
    }


def _block_object(block: BlockChange) -> Mapping[str, Any]:
    sides = _both(block, _place_object)
    return {"status": block.status.value, **sides, "changes": block.changes, "origin": block.origin or None}
