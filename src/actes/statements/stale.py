"""Values of the former act that are still in the words of this one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from ..context import Context
from ..document import Kind
from ..facts import Mention, MentionKind, Reference, walk
from ..facts.mention import PersonName
from ..frozen import frozen
from ..part import Field, Passage, span_at
from ..pattern import pattern
from ..text.sentences import clause_at
from ..text.tenses import Tells, just_before, tells
from ..values.dates import YearMonth
from ..values.kept import kept_on_it
from ..values.money import Amount
from ..values.periods import Period
from ..values.text import comparable
from .confirmed import figures, passage_in_hand
from .former import Former, Old, figures_of, former, moved_on, outdated
from .formerparties import former_parties
from .periods import dissent
from .subjects import REASONS, TITLES, About, Subjects, same_act


def older(low: str) -> bool:
    """Whether what follows these words is past: « depuis », « le bilan de »."""
    return just_before(low, len(low), Tells.OLDER, 20)


def decided(low: str) -> bool:
    """Whether the day that follows these words is that of another decision: « les statuts approuvés le »."""
    done = just_before(low, len(low), Tells.DECIDED) and not tells(low[-60:], Tells.TO_DO)
    return done or just_before(low, len(low), Tells.NAMED)


def says_itself(passage: Passage) -> bool:
    """Whether the sentence speaks of this act, and not of history: « la décision n° 1 autorise la présente »."""
    said = _clause(passage)
    return tells(said, Tells.HERE) and not tells(said, Tells.HISTORY)


def stays(passage: Passage) -> bool:
    """Whether a day of the former act is told as such: « la convention en cours prend fin le 31 décembre 2026 »."""
    first, low, said = figures(passage).start, passage.low, _clause(passage)
    told = passage.kind in REASONS or tells(said, Tells.CURRENT)
    ended = told and just_before(low, first, Tells.ENDED) and not tells(said, Tells.OWN)
    return ended or just_before(low, first, Tells.COUNTED)


def planned(passage: Passage) -> bool:
    """Whether a year alone is one in which something is to be done: « le bilan est remis en 2025 »."""
    if passage.kind is Kind.TABLEAU:  # the columns of the former years
        return True
    low = passage.low
    ahead = passage.kind not in REASONS and just_before(low, passage.start, Tells.PLANNED, 1)
    return ahead and not tells(_clause(passage), Tells.PAST)


def _clause(passage: Passage) -> str:
    start, end = clause_at(passage.context, passage.start)
    return passage.low[start:end]


CITED = frozenset({"acte", "actes", "renouvelle", "modifie"})  # names under which prose says facts of another act
NUMBER = "son numéro"
_SPENT = pattern(r"budget|credit|exercice")


@frozen
class Stale:
    """A value of the former act: what it was there, where, and every place of this act that still says it."""

    what: str
    before: Field
    where: tuple[Passage, ...]


@kept_on_it
def stale(context: Context) -> tuple[Stale, ...]:
    """The values of the former act that the documents still say, in the order of reading."""
    past = former(context)
    if past is None or context.entry is None:
        return ()
    found: dict[tuple[str, str], tuple[Old, list[Passage]]] = {}
    for passage, old in (*_found(context, past), *_parties(context, past)):
        found.setdefault((old.what, str(old.value)), (old, []))[1].append(passage)
    return tuple(Stale(old.what, old.where, tuple(where)) for old, where in found.values())


def _parties(context: Context, past: Former) -> Iterator[tuple[Passage, Old]]:
    """Parties of the former act that are none of this one, where an article names them; visas tell of them already."""
    entry, register = context.entry, context.register
    assert entry is not None
    assert register is not None
    told = {comparable(one.name) for one in former_parties(context)}
    for label in past.act.parties:
        body = register.tiers.get(label)
        if body is None or label in entry.parties or comparable(body.nom) in told:
            continue
        words = re.compile(rf"\b{re.escape(body.nom)}\b", re.IGNORECASE)
        old = Old(body.nom, "une de ses parties", context.field("parties", past.identifier, body.nom))
        for part in context.parts:
            for index, block in enumerate(part.blocks):
                match = words.search(block.text) if block.kind not in REASONS else None
                passage = Passage(part, index, match.start(), match.end()) if match else None
                if passage is not None and not passage.fact and not passage_in_hand(context, passage):
                    yield passage, old


def _found(context: Context, past: Former) -> Iterator[tuple[Passage, Old]]:
    subjects, olds = Subjects.of_context(context), outdated(context)
    own = context.entry.periode.period if context.entry and context.entry.periode else None
    before = figures_of(str(getattr(node, "text", "")) for node in _places(context, past).values())
    known = [said.where for said in dissent(context)[1] if isinstance(said.where, Passage)]
    for part in context.parts:
        for passage, mention in part.passages():
            old = next((o for m in walk([mention]) if (o := _old(context, passage, m, olds, past, own))), None)
            if old is None or stays(passage) or moved_on(passage, before, past.period, own):
                continue
            if elsewhere(passage, mention, subjects) and not _same_text(passage, mention, old):
                continue
            if not any(passage.meets(other) for other in known) and not passage_in_hand(context, passage):
                yield passage, old


def _places(context: Context, past: Former) -> Mapping[str, object]:
    return context.register.places.get(past.identifier, {}) if context.register else {}


def elsewhere(passage: Passage, mention: Mention, subjects: Subjects) -> bool:
    """Whether the words are about another act or a law: these keep their dates."""
    if _of_another(passage, mention):
        return True
    if mention.kind in (MentionKind.ACT_NUMBER, MentionKind.LAW, MentionKind.RECEIPT):
        return passage.kind not in TITLES
    if _cites(passage):
        return True
    return subjects.of(passage, mention).about is About.CITED or bool(mention.of and mention.of.reference)


def _same_text(passage: Passage, mention: Mention, old: Old) -> bool:
    """What a visa keeps may be stale all the same: the day of a text that this act cites at another day, the number of
    the former act where an article speaks of it as of its own.
    """
    if _cites(passage) or _of_another(passage, mention):
        return False
    if old.what == NUMBER:
        return passage.kind not in REASONS and says_itself(passage)
    return old.where.path.startswith("references.") and old.where.path.endswith(".date")


def _of_another(passage: Passage, mention: Mention) -> bool:
    """Whether prose calls the fact of another act, or no value could be read."""
    return figures(passage).fact.partition(".")[0].partition("[")[0] in CITED or bool(mention.problem)


def _cites(passage: Passage) -> bool:
    kinds = (MentionKind.ACT_NUMBER, MentionKind.LAW)
    return passage.kind in REASONS and any(mention.kind in kinds for mention in passage.mentions)


def _old(
    context: Context, passage: Passage, mention: Mention, olds: tuple[Old, ...], past: Former, own: Period | None
) -> Old | None:
    """The value of the former act that a mention says."""
    value = mention.value
    if isinstance(value, PersonName):
        name = comparable(f"{value.prenom} {value.nom}")
        return next((old for old in olds if isinstance(old.value, str) and comparable(old.value) == name), None)
    if isinstance(value, Reference):
        same = same_act(value, Reference(past.act.type, past.act.numero))
        return Old(str(past.act.numero), NUMBER, context.field("numero", past.identifier)) if same else None
    if isinstance(value, tuple) or type(value) is int:
        return _old_years(passage, mention, olds)
    if isinstance(value, date | YearMonth | Amount):
        exact = next((old for old in olds if type(old.value) is type(value) and old.value == value), None)
        return exact or _inside(context, passage, value, past, own)
    return None


def _old_years(passage: Passage, mention: Mention, olds: tuple[Old, ...]) -> Old | None:
    """Years of the former period or budget, where they are those of the act and not of its history."""
    value = mention.value
    years = value if isinstance(value, tuple) else (value,)
    before = _led(passage)
    budget = mention.label == "exercice" or _SPENT.search(before) is not None
    if mention.kind is MentionKind.YEAR and not budget and passage.kind not in TITLES and not planned(passage):
        return None
    if older(before) and not budget:
        return None
    wanted = "exercice du budget" if budget else "année de la période"
    found = [old for old in olds if type(old.value) is int and old.value in years]
    return next((old for old in found if old.what == wanted), found[0] if found else None)


def _led(passage: Passage) -> str:
    return passage.low[max(0, passage.start - 60) : passage.start]


def _is_fact(passage: Passage) -> bool:
    """Whether a fact writes these words and no others: a day inside « avant le 31 mars 2026 » was typed in a field."""
    place = figures(passage)
    span, _ = span_at(place.part.blocks[place.block], place.start)
    return bool(place.fact) and span is not None and len(span.text) <= len(passage.text)


def _inside(
    context: Context, passage: Passage, value: date | YearMonth | Amount, past: Former, own: Period | None
) -> Old | None:
    """A day of the former period that is none of this one's, in what the act provides."""
    if isinstance(value, Amount) or past.period is None or passage.kind in REASONS or _is_fact(passage):
        return None
    days = (value.debut, value.fin) if isinstance(value, YearMonth) else (value, value)
    before = _led(figures(passage))
    if older(before) or decided(before) or not all(past.period.contains(day) for day in days):
        return None
    if own is not None and any(own.contains(day) for day in days):
        return None
    return Old(str(value), f"sa période : {past.period}", context.field("periode", past.identifier, str(past.period)))
