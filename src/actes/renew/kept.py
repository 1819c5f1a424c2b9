"""What the new entry still says in so many words: every day, year, amount and name that no fact writes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ..context import Context
from ..document import Literal
from ..facts import Mention, MentionKind, PartialDate, walk
from ..finding import Severity
from ..model.edits import Add, Edit, Put, Tree
from ..outline.nature import Nature
from ..part import Passage, span_at
from ..rules import all_rules
from ..statements.confirmed import figures, passage_in_hand
from ..statements.former import Former, former
from ..statements.stale import elsewhere, stale
from ..statements.subjects import Subjects
from .draft import Confirm

_KINDS = {
    MentionKind.DATE: "date écrite",
    MentionKind.MONTH: "mois écrit",
    MentionKind.YEARS: "années écrites",
    MentionKind.AMOUNT: "montant écrit",
}


def left_over(context: Context, confirms: Sequence[Confirm]) -> tuple[tuple[Edit, ...], tuple[Confirm, ...]]:
    """Lines to confirm for the literals of the new entry, one for each text and value."""
    past = former(context)
    if context.register is None:
        return (), ()
    paths = {id(node): path for path, node in context.register.places[context.identifier].items()}
    found: dict[tuple[str, str], Confirm] = {}
    for passage, why in (*_old(context, past), *_typed(context)):
        words = " ".join(passage.text.split())
        if (path := _typed_in(passage, paths)) and words:
            found.setdefault((path, words), Confirm(path, why, mots=words))
    _errors(context, paths, found)
    lines = tuple(found.values())
    if lines and not confirms:
        return (confirm_edit(lines),), lines
    return tuple(Add("a_confirmer", line.tree) for line in lines), lines


def _errors(context: Context, paths: Mapping[int, str], found: dict[tuple[str, str], Confirm]) -> None:
    """Errors that the former act had already: each in a line of its own, or in that of the words at fault."""
    for rule in all_rules():
        if rule.over is not Context:
            continue
        for report in rule.check(context):
            if (report.severity or rule.severity) is not Severity.ERREUR or not isinstance(report.where, Passage):
                continue
            where, why = report.where, f"à corriger : {report.message}".replace("\u00a0", " ")
            span, _ = span_at(where.part.blocks[where.block], where.start)
            path = paths.get(id(span.origin.source), "") if span is not None else ""
            said = [key for key in found if key[0] == path and key[1] in " ".join(where.text.split())]
            if said:
                found[said[0]] = Confirm(path, why, mots=said[0][1])
            elif path:
                found.setdefault((path, why), Confirm(path, why))


def confirm_edit(confirms: Sequence[Confirm]) -> Edit:
    trees: list[Mapping[str, Tree]] = [confirm.tree for confirm in confirms]
    return Put("a_confirmer", trees)


def _old(context: Context, past: Former | None) -> Iterator[tuple[Passage, str]]:
    for found in stale(context) if past else ():
        for passage in found.where:
            assert past is not None
            yield passage, f"écrit en toutes lettres ; dans {past.identifier} : {found.what}".replace("\u00a0", " ")


def _typed(context: Context) -> Iterator[tuple[Passage, str]]:
    """Days, years and amounts of the act that are typed and that nothing contradicts yet."""
    subjects = Subjects.of_context(context)
    for part in context.parts:
        for passage, mention in part.passages():
            if part.nature is Nature.PIECE or elsewhere(passage, mention, subjects):
                continue
            for inner in walk([mention]):
                one = Passage(part, passage.block, inner.start, inner.end)
                if (what := _what(inner)) and not figures(one).fact and not passage_in_hand(context, one):
                    yield one, f"{what} en toutes lettres : à jour ?"


def _what(mention: Mention) -> str:
    if mention.problem or mention.value is None or isinstance(mention.value, PartialDate):
        return ""
    return _KINDS.get(mention.kind, "")


def _typed_in(passage: Passage, paths: Mapping[int, str]) -> str:
    """The field of the entry in which words are typed; empty for those of a formula or of a fact."""
    span, _ = span_at(passage.part.blocks[passage.block], passage.start)
    return paths.get(id(span.origin.source), "") if span is not None and isinstance(span.origin, Literal) else ""
