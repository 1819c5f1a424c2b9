"""An act that the body cites bare, as one that is known, where what is presented is another act of that matter.

Who reads « les tarifs fixés par la délibération n° 2022-51 » looks for it among the visas: an act that none of them
presents, and that no words of its own present, is known to nobody. It is told where one of them, alone, speaks of the
same thing; so is one that is repealed, whose number has the digits of another in another order.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from ..context import Context
from ..document import Kind
from ..facts import MentionKind
from ..facts.flat import folded
from ..frozen import frozen
from ..outline.nature import Nature
from ..part import Passage
from ..pattern import pattern
from ..statements.citations import Citation, citations, titles
from ..statements.subjects import REASONS
from ..statements.wording import stems
from ..text.sentences import sentence_at
from ..values.calendar_fr import weekdays
from ..values.dates import show_date

AROUND = 140  # characters of a sentence that say what an act is about
ENOUGH = 2  # words in common, or one that says what the act is for
FIGURES = 3  # of a number: « décision modificative n° 2 » is one of a series
_ACTS = ("deliberation", "arrete", "decision")
_HEADS = (Kind.TITRE, Kind.SOUS_TITRE, Kind.ENTETE, Kind.OBJET)
_WHO = r"maire|president|conseil|comite|bureau|assemblee|commission"
_DATED = pattern(  # « la délibération du conseil municipal de Rosay en date du 3 mars 2024 »
    rf"\b(?P<nature>{'|'.join(_ACTS)})(?: municipale?| (?:du |de la )(?:{_WHO})e?(?: [a-z]+al| d'administration)?"
    rf"(?: (?:de |d')[a-z'-]{{2,30}}(?: [a-z'-]{{2,30}})?)?)?,?(?: en date)? du (?:(?:{'|'.join(weekdays())}) )?\Z"
)
_PRESENTED = pattern(  # by words of its own: « la délibération n° 2019-12 du 4 mai relative aux marchés »
    r"[\s,]*(?:(?:modifie|complete)e?s? )?(?:portant|relati\w+|concernant|pris\w*\b|[a-z]{3,}ant\b|par la?quel|qui )"
)
_SETS = pattern(  # « les tarifs fixés par l'arrêté »
    r"\b(?P<what>[a-z]{4,})(?:\s[a-z]+)?\s(?:fix|vot|adopt|approuv|arret|instaur|defini|cree|institu|etabli|prevu)\w*"
    r"\spar\sl(?:a\s|e\s|')\Z"
)
# Of its file
_OF_THIS = pattern(r"\b(?:articles? [0-9]+(?:er)? de|annex\w* a|approuvee? par|jointe? a) (?:l[ae] |l')\Z")
_REPEALED = pattern(r"\b(?:abrog|remplac|rapporte|retire|annul|cess)")
_DAY = pattern(r"\b[0-9]{1,2}(?:er)? [a-zéû]{3,9} (?:19|20)[0-9]{2}\b")


@frozen(eq=False)
class _Cited:
    nature: str
    said: str  # its number, else its day
    day: date | None
    where: Passage

    @property
    def clause(self) -> tuple[str, str]:
        """The words of its sentence before and after it."""
        text, at = self.where.context, self.where
        start, end = sentence_at(text, at.start)
        return text[max(start, at.start - AROUND) : at.start], text[at.end : min(end, at.end + AROUND)]


_MADE_SO = pattern(  # « rendue obligatoire par délibération … »: it says itself what that act does
    r"\b(?:rendu|instaur|institu|soumis)\w*[^.;]{0,25}\bpar (?:la |une )?(?:deliberation[a-z ]{0,30})?(?:n ?° ?)?\Z"
)
_OF_OTHERS = pattern(r" ?(?:du [^,.;]{4,20})?, l[ea] (?:conseil|comite|commission|bureau)\b")  # « le conseil de X a … »


def bare(context: Context) -> Iterator[tuple[Passage, Passage]]:
    """Every act that the body cites bare, and the only one that is presented and speaks of the same."""
    every = [*_numbered(citations(context)), *_dated(context)]
    heads = [one for one in every if one.where.kind in _HEADS and not one.where.before.strip(" –-\t\n")]
    heads += [one for one in _numbered(titles(context)) if not one.where.before.endswith("(")]
    visas = [one for one in every if one.where.kind in REASONS]
    times = Counter(one.said for one in every)
    known = {said for one in (*visas, *heads) for said in (one.said, one.day) if said}
    for one in every:
        told = one.said in known or one.day in known or times[one.said] > 1
        listed = one.where.kind in (Kind.TABLEAU, Kind.PARTIE) or (
            one.where.kind in _HEADS and not one.where.before.endswith("(")
        )
        before, after = map(folded, one.clause)
        slips = [other for other in every if _mistyped(one.said, other.said)]
        if _REPEALED.search(before) and len({other.said for other in slips}) == 1 and not (told or listed):
            yield one.where, slips[0].where
            continue
        if told or listed or _PRESENTED.match(after) or _MADE_SO.search(before) or _OF_OTHERS.match(after):
            continue
        pool = [*visas, *(heads if _after(one.where) and _OF_THIS.search(one.where.low_before) else ())]
        scored = [(_common(one, other), other) for other in pool if other.nature == one.nature]
        first, *rest = sorted(scored, key=lambda each: -each[0]) or [(0, one)]
        if first[0] >= ENOUGH and all(first[0] > score for score, _ in rest):
            yield one.where, first[1].where


def _mistyped(one: str, other: str) -> bool:
    """Whether two numbers have the same digits, or the same parts, in another order.

    >>> _mistyped("2017-12-06", "2017-06-12"), _mistyped("2019-34", "2019-43"), _mistyped("2019-34", "2019-35")
    (True, True, False)
    """
    return one != other and sorted(one) == sorted(other)


def _after(where: Passage) -> bool:
    """Whether it stands in what is annexed: another document than the act, or under its signatures."""
    signed = any(block.kind is Kind.SIGNATURE for block in where.part.blocks[: where.block])
    return signed or where.part.nature is not Nature.ACTE


def _common(one: _Cited, other: _Cited) -> int:
    """How many words say what both are about; what an act fixes is enough."""
    before, after = one.clause
    low, its = folded(f"{before} | {after}"), folded(" | ".join(other.clause))
    shared = {*stems(low), *_DAY.findall(low)} & {*stems(its), *_DAY.findall(its)}
    fixed = None if _REPEALED.search(low) else _SETS.search(folded(before))
    enough = fixed is not None and fixed["what"].rstrip("s") in its
    return len(shared) + (ENOUGH if enough or other.where.kind in _HEADS else 0)


def _numbered(every: Iterable[Citation]) -> Iterator[_Cited]:
    for cited in every:
        nature = cited.key[0]
        numbered = len(re.sub(r"[^0-9]", "", cited.number)) >= FIGURES
        if not cited.law and nature.startswith(_ACTS) and numbered:
            yield _Cited(nature, cited.number, cited.day, cited.passage)


def _dated(context: Context) -> Iterator[_Cited]:
    """« la délibération du 3 mars 2024 », whose number is not said."""
    for where, mention in context.passages(MentionKind.DATE):
        found = _DATED.search(where.low_before) if isinstance(mention.value, date) else None
        if found is not None and isinstance(mention.value, date):
            yield _Cited(found["nature"], show_date(mention.value), mention.value, where)
