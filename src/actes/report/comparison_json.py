"""Two acts compared, for a program: one stable JSON object, keys that do not apply are null."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any

from ..comparison import ArticleChange, BlockChange, Comparison, DocumentChange, Fact, FactChange, Kept
from ..comparison.sections import Section
from ..finding import Finding
from ..part import Field, Passage
from .json import VERSION, finding_object, json_text


def comparison_report(before: str, after: str, comparison: Comparison, notes: Sequence[Finding] = ()) -> str:
    """The JSON text, to be written in UTF-8 whatever the terminal."""
    whole = {
        "version": VERSION,
        "before": before,
        "after": after,
        "renewal": comparison.renewal,
        "kept": [_kept(one) for one in comparison.kept],
        "facts": [_fact_change(change) for change in comparison.facts],
        "documents": [_document(change) for change in comparison.documents],
        "notes": [finding_object(note) for note in notes],
        "summary": {
            "articles": sum(len(change.articles) for change in comparison.documents),
            "facts": sum(not change.same for change in comparison.facts),
            "kept": len(comparison.kept),
            "same": comparison.same,
        },
    }
    return json_text(whole)


def _kept(one: Kept) -> Mapping[str, Any]:
    return {"what": one.what, "value": one.value, "places": [_place(where) for where in one.where]}


def _fact_change(change: FactChange) -> Mapping[str, Any]:
    sides = {"before": [_fact(f) for f in change.before], "after": [_fact(f) for f in change.after]}
    return {"role": change.role, "same": change.same, **sides}


def _fact(fact: Fact) -> Mapping[str, Any]:
    return {"value": fact.value, **_place(fact.where)}


def _place(where: Passage | Field) -> Mapping[str, Any]:
    document = where.part.name if isinstance(where, Passage) else None
    return {
        "document": document,
        "place": where.human or None,
        "where": dataclasses.asdict(where.where) if where.where is not None else None,
        "excerpt": where.text or None,
    }


def _document(change: DocumentChange) -> Mapping[str, Any]:
    return {
        "before": change.before.name if change.before else None,
        "after": change.after.name if change.after else None,
        "articles": [_article(article) for article in change.articles],
    }


def _article(article: ArticleChange) -> Mapping[str, Any]:
    return {
        "status": article.status.value,
        "before": _section(article.before),
        "after": _section(article.after),
        "blocks": [_block(block) for block in article.blocks],
    }


def _section(section: Section | None) -> Mapping[str, Any] | None:
    return {"name": section.name, "title": section.title or None} if section else None


def _block(block: BlockChange) -> Mapping[str, Any]:
    return {
        "status": block.status.value,
        "before": _place(block.before) if block.before else None,
        "after": _place(block.after) if block.after else None,
        "changes": list(block.changes),
        "origin": block.origin or None,
    }
