"""What the new entry still says in so many words: every day, year, amount and name that no fact writes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ..check import check
from ..context import Context
from ..facts import Mention, MentionKind, PartialDate, walk
from ..finding import Severity
from ..model.edits import Add, Edit, Put, Tree
from ..outline.nature import Nature
from ..part import Passage
from ..statements.confirmed import figures, passage_in_hand, written_in
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
    if context.register is None:
        return (), ()
    found: dict[tuple[str, str], Confirm] = {}
    for passage, why in (*_old(context, former(context)), *_typed(context)):
        words, path = " ".join(passage.text.split()), written_in(context, passage)
        if words and path and not passage.fact:
            found.setdefault((path, words), Confirm(path, why, mots=words))
    _errors(context, found)
    lines = tuple(found.values())
    if lines and not confirms:
        return (confirm_edit(lines),), lines
    return tuple(Add("a_confirmer", line.tree) for line in lines), lines


def _errors(context: Context, found: dict[tuple[str, str], Confirm]) -> None:
    """What the check finds wrong in the new act: each in a line of its own, or in that of the words at fault."""
    for finding in check(context):
        if finding.severity is not Severity.ERREUR or finding.spot is None:
            continue
        passage, why = context.at(finding.spot), f"à corriger : {finding.message}".replace("\u00a0", " ")
        path, words = written_in(context, passage), " ".join(passage.text.split())
        said = [key for key in found if key[0] == path and key[1] in words]
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
