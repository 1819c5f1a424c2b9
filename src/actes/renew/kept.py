"""What the new entry still says in so many words: every day, year, amount and name that no fact writes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from ..check import check
from ..context import Context
from ..facts import MentionKind, PartialDate, walk
from ..finding import Severity
from ..model.acte import Acte
from ..model.confirm import AConfirmer
from ..model.edits import Add, Edit, Put, Tree
from ..outline.nature import Nature
from ..part import Passage
from ..pattern import pattern
from ..statements.confirmed import figures, passage_in_hand, written_in
from ..statements.former import former
from ..statements.stale import elsewhere, stale
from ..statements.subjects import Subjects

_KINDS = {
    MentionKind.DATE: "date écrite",
    MentionKind.MONTH: "mois écrit",
    MentionKind.YEARS: "années écrites",
    MentionKind.AMOUNT: "montant écrit",
}


def left_over(context: Context, confirms: Sequence[AConfirmer]) -> tuple[tuple[Edit, ...], tuple[AConfirmer, ...]]:
    """Lines to confirm for the literals of the new entry, one for each text and value."""
    if context.register is None:
        return (), ()
    found: dict[tuple[str, str], AConfirmer] = {}
    past = former(context)
    said = f"écrit en toutes lettres ; dans {past.identifier if past else ''} : "
    old = ((place, f"{said}{one.what}".replace("\u00a0", " ")) for one in stale(context) for place in one.where)
    for passage, why in (*old, *_typed(context)):
        words, path = " ".join(passage.text.split()), written_in(context, passage)
        if words and path and not passage.fact:
            found.setdefault((path, words), AConfirmer(champ=path, motif=why, mots=words))
    _errors(context, found)
    lines = tuple(found.values())
    if lines and not confirms:
        return (confirm_edit(lines),), lines
    return tuple(Add("a_confirmer", line.tree) for line in lines), lines


def _errors(context: Context, found: dict[tuple[str, str], AConfirmer]) -> None:
    """What the check finds wrong in the new act: each in a line of its own, or in that of the words at fault."""
    for finding in check(context):
        if finding.severity is not Severity.ERREUR or finding.spot is None:
            continue
        passage, why = context.at(finding.spot), f"à corriger : {finding.message}".replace("\u00a0", " ")
        path, words = written_in(context, passage), " ".join(passage.text.split())
        said = [key for key in found if key[0] == path and key[1] in words]
        if said:
            found[said[0]] = AConfirmer(champ=path, motif=why, mots=said[0][1])
        elif path:
            found.setdefault((path, why), AConfirmer(champ=path, motif=why))


def confirm_edit(confirms: Sequence[AConfirmer]) -> Edit:
    trees: list[Mapping[str, Tree]] = [confirm.tree for confirm in confirms]
    return Put("a_confirmer", trees)


def _typed(context: Context) -> Iterator[tuple[Passage, str]]:
    """Days, years and amounts of the act that are typed and that nothing contradicts yet."""
    subjects = Subjects.of_context(context)
    for part in context.parts:
        for passage, mention in part.passages():
            if part.nature is Nature.PIECE or elsewhere(passage, mention, subjects):
                continue
            for inner in walk([mention]):
                one = Passage(part, passage.block, inner.start, inner.end)
                sound = not inner.problem and inner.value is not None and not isinstance(inner.value, PartialDate)
                what = _KINDS.get(inner.kind) if sound else None
                if what and not figures(one).fact and not passage_in_hand(context, one):
                    yield one, f"{what} en toutes lettres : à jour ?"


_COMMENT = pattern(r"(?:^|[ \t])#[ \t]*(?P<words>\S.*)$", re.MULTILINE)


def untouched(act: Acte, old: str, new: str) -> Iterator[str]:
    """Lines for a person: how much text was kept, and each comment with figures that should be read again."""
    counts = [
        (len(act.preambule), "visa ou considérant", "visas et considérants"),
        (len(act.articles), "article de l'acte", "articles de l'acte"),
        (len(act.convention.articles) if act.convention else 0, "article de convention", "articles de convention"),
        (len(act.annexes), "annexe", "annexes"),
    ]
    texts = [f"{count} {many if count > 1 else one}" for count, one, many in counts if count]
    if texts:
        yield f"textes : {', '.join(texts)}, sauf ce qui est dit plus haut"
    kept = {match["words"].strip() for match in _COMMENT.finditer(new)}
    for match in _COMMENT.finditer(old):
        words = match["words"].strip()
        if words in kept and any(map(str.isdigit, words)):
            yield f"commentaire à relire : # {words}"
