"""Two acts compared, for a program: one stable JSON object, keys that do not apply are null."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from ..comparison import ArticleChange, BlockChange, Comparison, Fact
from ..finding import Finding
from ..part import Field, Passage
from .json import VERSION, finding_object, json_text


def comparison_report(before: str, after: str, comparison: Comparison, notes: Sequence[Finding] = ()) -> str:
    """The JSON text, to be written in UTF-8 whatever the terminal."""
    return json_text(
        {
            "version": VERSION,
            "before": before,
            "after": after,
            "renewal": comparison.renewal,
            "kept": [
                {"what": one.what, "value": one.value, "places": [_place(where) for where in one.where]}
                for one in comparison.kept
            ],
            "facts": [
                {"role": one.role, "same": one.same, "before": _facts(one.before), "after": _facts(one.after)}
                for one in comparison.facts
            ],
            "documents": [
                {
                    "before": one.before and one.before.name,
                    "after": one.after and one.after.name,
                    "articles": [_article(article) for article in one.articles],
                }
                for one in comparison.documents
            ],
            "notes": [finding_object(note) for note in notes],
            "summary": {
                "articles": sum(len(change.articles) for change in comparison.documents),
                "facts": sum(not change.same for change in comparison.facts),
                "kept": len(comparison.kept),
                "same": comparison.same,
            },
        }
    )


def _facts(found: Sequence[Fact]) -> list[Mapping[str, Any]]:
    return [{"value": fact.value, **_place(fact.where)} for fact in found]


def _place(where: Passage | Field) -> Mapping[str, Any]:
    return {
        "document": where.part.name if isinstance(where, Passage) else None,
        "place": where.human or None,
        "where": where.where and asdict(where.where),
        "excerpt": where.text or None,
    }


def _article(article: ArticleChange) -> Mapping[str, Any]:
    sides = {"before": article.before, "after": article.after}
    return {
        "status": article.status.value,
        **{side: one and {"name": one.name, "title": one.title or None} for side, one in sides.items()},
        "blocks": [_block(block) for block in article.blocks],
    }


def _block(block: BlockChange) -> Mapping[str, Any]:
    return {
        "status": block.status.value,
        "before": block.before and _place(block.before),
        "after": block.after and _place(block.after),
        "changes": list(block.changes),
        "origin": block.origin or None,
    }
