"""The days, months and durations of an act's clauses: what each is, of what, whose; decided here and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property

from ..context import Context
from ..document import Kind, cells_of
from ..facts import Bounds, Mention
from ..facts.flat import folded
from ..facts.mention import When
from ..facts.numerals import NUMBER
from ..facts.owners import FAR, OF_LAW
from ..frozen import frozen
from ..outline.nature import Nature
from ..part import Part, Passage
from ..pattern import pattern
from ..text import timewords as say
from ..text.sentences import clauses
from ..text.tokens import AND, DAY, DURATION, OF, PERIOD, ROLE, YEAR, Token, shape, time_tokens
from ..values.dates import YearMonth
from ..values.durations import Duration
from ..values.kept import kept_on_it
from .subjects import THIS, About, Subject, Subjects

CONTRACT, BALANCE = "contrat", "solde"
HEADED, INLINE = 60, 30  # characters: a longer heading holds the text of its article, after its title


class Event(StrEnum):
    """What happens that day; the value is how a message names it."""

    START = "début"
    END = "fin"
    LIMIT = "date limite"
    DONE = "établissement"
    OPENED = "ouverture"
    VALID = "fin de validité"
    HELD = "tenue"
    GIVEN = "remise"
    BACK = "restitution"
    PAID = "paiement"
    NONE = ""


class Lasts(StrEnum):
    """What a duration is."""

    WHOLE = "durée"
    NOTICE = "préavis"
    AGAIN = "renouvellement"
    LIMIT = "limite"
    WITHIN = "délai"
    OTHER = ""


_EVENTS = {
    say.START: Event.START, say.END: Event.END, say.LIMIT: Event.LIMIT, say.DONE: Event.DONE, say.OPENED: Event.OPENED,
    say.VALID: Event.VALID, say.HELD: Event.HELD, say.GIVEN: Event.GIVEN, say.BACK: Event.BACK, say.PAID: Event.PAID,
}  # fmt: skip
VERB = 40  # characters of a verb and what it ends with
_IMPERFECT = pattern(  # « expirait le », « prenait fin le », « arrivait à échéance le », « ont répondu avant le »
    r"\b(?:(?!forfait|extrait|retrait)\w{2,20}(?:ait|aient)(?:\sà)?(?:\s(?:fin|terme|échéance|effet))?"
    r"|(?:a|ont)\s(?!lieu)\w{2,20}(?:é|i|u|is|it|ert))\s?\Z"
)
_EXAMPLE = pattern(r"\W*(?:(?:par |a titre d')?exemple|simulation|illustration)\b")
_PRONOUN = pattern(r"(?:il|elle|ils|elles|son|sa|ses|leurs?|ce|cette|celui|celle)\b", re.IGNORECASE)
_TOLD = frozenset({DAY, PERIOD, DURATION, YEAR, say.END, say.AGAIN})  # what a clause says of time
_COMPLEMENT = pattern(r" (?:d[eu]s? (?:la )?|d'|a l')?(?P<of>[a-z]{4,})")
_VERBS = frozenset(
    ("sera", "sont", "seront", "doit", "devra", "devront", "dont", "pour", "dans", "avant", "apres", "avec")
)
_MENTIONED = frozenset((ROLE,))
_JOINT = pattern(r"[\s,–-]*(?:et|ou|puis)?\s?(?:les?|du|au)?\s?")  # « les 2 et 9 avril »
_RANGE = pattern(rf"\b(?:[0-9]{{1,3}}|{NUMBER}) (?:a|ou) \Z")  # « de deux à cinq jours »
_TIMED = frozenset({DAY, PERIOD, DURATION})


@frozen(eq=False)
class Moment:
    """A day (or a month: all its days) on which something happens, of what, whose, where."""

    owner: Subject
    event: Event
    thing: str
    first: date
    last: date
    where: Passage
    mention: Mention
    day: Passage  # the day alone: « le 31 mars 2026 » of « au plus tard le 31 mars 2026 »
    noun: str = ""  # the very word that names the thing
    letters: str = ""  # those of the words since the day before
    past: bool = False  # the words tell of what was

    @property
    def own(self) -> bool:
        return self.owner.about is About.THIS

    @property
    def closed(self) -> bool:
        """Whether it is an end of a period whose other end is said too."""
        bounds = self.mention.value
        return isinstance(bounds, Bounds) and bounds.debut is not None and bounds.fin is not None

    @property
    def named(self) -> str:
        """As a message names it: « ouverture (offre) »."""
        return f"{self.event} ({self.thing})" if self.thing else str(self.event)


@frozen(eq=False)
class Span:
    """A duration: what it is, of what, whose, where."""

    owner: Subject
    lasts: Lasts
    thing: str
    value: Duration
    where: Passage
    mention: Mention

    @property
    def own(self) -> bool:
        return self.owner.about is About.THIS


@dataclass(frozen=True, eq=False)  # no slots: its letters are made once, and kept in it
class Clause:
    """What a clause says of time, in order, under which heading."""

    where: Passage
    moments: tuple[Moment, ...]
    spans: tuple[Span, ...]
    tokens: tuple[Token, ...]
    heading: tuple[Token, ...]
    row: int = -1  # of a table

    @cached_property
    def shape(self) -> str:
        return shape(self.tokens)


@kept_on_it
def clauses_of(context: Context) -> tuple[Clause, ...]:
    """Every clause of the act's documents in which a day or a duration stands, in reading order."""
    subjects = Subjects.of_context(context)
    return tuple(one for part in context.parts for one in _of_part(part, subjects))


@kept_on_it
def own_clauses(context: Context) -> tuple[Clause, ...]:
    """Those of the act's own documents, attached pieces left out."""
    return tuple(one for one in clauses_of(context) if one.where.part.nature is not Nature.PIECE)


@kept_on_it
def moments(context: Context) -> tuple[Moment, ...]:
    """The days of the act's own documents."""
    return tuple(moment for one in own_clauses(context) for moment in one.moments)


def _of_part(part: Part, subjects: Subjects) -> Iterator[Clause]:
    heading, under = "", tuple[Token, ...]()
    for index, block in enumerate(part.blocks):
        found = time_tokens(block.text)
        if block.kind in (Kind.ARTICLE, Kind.INTERTITRE, Kind.TITRE):
            under = found if len(block.text) <= HEADED else tuple(one for one in found if one.start < INLINE)
            titled = found if block.kind is Kind.TITRE else under
            heading = thing_of(titled) or (heading if block.kind is Kind.TITRE else "")
        if not any(one.sort in _TOLD for one in found):
            continue
        thing, owner = heading, None
        if block.kind is Kind.TABLEAU:
            yield from _of_table(part, index, found, subjects)
            continue
        for start, end in clauses(block.text):
            clause = tuple(one for one in found if start <= one.start < end)
            if any(one.sort in _TOLD for one in clause):
                where = Passage(part, index, start, end)
                told = owner if _PRONOUN.match(where.text) else None
                told = Subject(About.OTHER) if _EXAMPLE.match(folded(where.text)) else told
                found_there = _clause(where, clause, (thing, under), subjects, told)
                owners = (*(m.owner for m in found_there.moments), *(s.owner for s in found_there.spans))
                owner = next((one for one in owners if one.about is not About.THIS), owner)
                yield found_there
            thing = thing_of(clause) or thing


def _of_table(part: Part, index: int, found: Sequence[Token], subjects: Subjects) -> Iterator[Clause]:
    """Each row, its cells after what their column is called: « Début », « Fin », « Durée »."""
    heads = list[list[Token]]()
    for row, places in enumerate(cells_of(part.blocks[index])):
        cells = [[t for t in found if start <= t.start <= end] for start, end in places]
        if row == 0:
            heads = [[t for t in cell if t.sort not in _TIMED] for cell in cells]
        tokens = [t for n, cell in enumerate(cells) for t in (*(heads[n] if n < len(heads) and cell else ()), *cell)]
        if row and any(t.sort in _TIMED for t in tokens):
            where = Passage(part, index, places[0][0], places[-1][1])
            yield replace(_clause(where, tuple(tokens), ("", ()), subjects, None), row=row)


def thing_of(tokens: Sequence[Token]) -> str:
    """The last thing that is named."""
    last = _last_thing(tokens)
    return "" if last is None else CONTRACT if last.sort == say.CONTRACT else str(last.value)


def _last_thing(tokens: Sequence[Token]) -> Token | None:
    return next((one for one in reversed(tokens) if one.sort in (ROLE, say.CONTRACT)), None)


def _clause(
    where: Passage,
    tokens: tuple[Token, ...],
    inherited: tuple[str, tuple[Token, ...]],
    subjects: Subjects,
    before_it: Subject | None,
) -> Clause:
    found: list[Moment] = []
    lasting: list[Span] = []
    last = -1  # where the day before stands
    for rank, token in enumerate(tokens):
        mention = token.value
        if token.sort not in _TIMED or not isinstance(mention, Mention) or mention.problem:
            continue
        here = _Here(where, tokens, last, rank, mention)
        thing, noun = here.named(inherited[0])
        owner = before_it or here.owner(subjects, thing, noun)
        if isinstance(mention.value, Duration):
            lasting.append(Span(owner, here.lasts, thing, mention.value, here.passage, mention))
            continue
        event = here.event(found, thing)
        for kind, day, part in _days(mention, event):
            first, final = first_day(day), last_day(day)
            if first is not None and final is not None:
                alone = where.at(part.start, part.end)
                said = (here.passage, mention, alone, noun, here.letters, here.past)
                found.append(Moment(owner, kind, thing, first, final, *said))
        last = rank
    return Clause(where, tuple(found), tuple(lasting), tokens, inherited[1])


class _Here:
    """A day, a period or a duration in its clause, behind the words since the day before."""

    def __init__(self, where: Passage, tokens: Sequence[Token], last: int, rank: int, mention: Mention) -> None:
        self.where, self.tokens, self.last, self.rank, self.mention = where, tokens, last, rank, mention
        self.before, self.token = tokens[last + 1 : rank], tokens[rank]
        self.letters = shape(self.before)
        self.since = self.letters.rpartition(DURATION)[2]
        self.passage = where.at(self.token.start, self.token.end)

    def named(self, inherited: str) -> tuple[str, str]:
        """What it is of, and the very word that says so; else what the words above are about."""
        named = _last_thing(self.before) or _last_thing(self.tokens[: self.rank])
        return (thing_of((named,)), _noun(self.where, named, self.tokens)) if named else (inherited, "")

    def owner(self, subjects: Subjects, thing: str, noun: str) -> Subject:
        owner = _owner(subjects, self.passage, self.mention)
        if owner == THIS and say.INSURED in self.since and isinstance(self.mention.value, Bounds):
            return Subject(About.OTHER, "assurance")
        if owner == THIS and subjects.avenant and say.INITIAL in self.since and thing == CONTRACT:
            return Subject(About.OTHER, noun)  # « l'échéance du contrat initial »
        return owner

    @property
    def lasts(self) -> Lasts:
        led = self.where.low[max(0, self.token.start - 20) : self.token.start]
        return Lasts.LIMIT if _RANGE.search(led) else _lasts(self.tokens, self.last, self.rank)

    @property
    def past(self) -> bool:
        """Whether the words tell of what was."""
        if {say.PAST, say.INITIAL} & set(self.since) or self.mention.text.lower().startswith("depuis"):
            return True
        ends = [t.start if t.sort == say.LIMIT else t.end for t in self.before if t.sort in _EVENTS]
        ends += [self.token.start, self.token.start + len(self.mention.text.split()[0])]  # « ont commencé le »
        context, start = self.where.context, self.where.start
        return any(_IMPERFECT.search(context, max(start, end - VERB), end) for end in ends)

    def event(self, found: Sequence[Moment], thing: str) -> Event:
        """What happens then; what happened on the day before, where the two are of one list."""
        listed = self.last >= 0 and _JOINT.fullmatch(self.where.context, self.tokens[self.last].end, self.token.start)
        paid = bool(found) and found[-1].event is Event.PAID and set(self.letters) <= set(",&-()PE")
        joined = not set(self.letters) & set(_EVENTS) and (listed or paid or AND in self.letters.strip(",-"))
        event = found[-1].event if joined and found else _event(self.tokens, self.last, self.rank)
        return Event.PAID if event is Event.NONE and thing == BALANCE else event  # « ; le solde en juin 2026 »


def _noun(where: Passage, named: Token, tokens: Sequence[Token]) -> str:
    """The word that names a thing, with the one that tells it from another: « rapport final », « rapport activité »."""
    word = where.low[named.start : named.end].rstrip("s")
    more = _COMPLEMENT.match(where.low[named.end : named.end + 30])
    place = named.end + more.start("of") if more else -1
    said = more and more["of"] not in _VERBS and all(one.start != place for one in tokens if one.sort not in _MENTIONED)
    return f"{word} {more['of']}" if more and said else word


def _owner(subjects: Subjects, where: Passage, mention: Mention) -> Subject:
    """In a considérant a day of nobody is told of what this act does; in a visa it is another text's."""
    if OF_LAW.search(where.low_before[-FAR:]):
        return Subject(About.OTHER, "loi")
    if where.kind is Kind.CONSIDERANT and mention.of is None:
        return THIS
    return subjects.of(where, mention)


def _days(mention: Mention, event: Event) -> Iterator[tuple[Event, When, Mention]]:
    bounds = mention.value
    if not isinstance(bounds, Bounds):
        if isinstance(bounds, date | YearMonth):
            yield event, bounds, mention
        return
    closed = bounds.debut is not None and bounds.fin is not None
    if bounds.debut is not None:
        yield Event.START, bounds.debut, mention.parts[0]
    if bounds.fin is not None:
        late = mention.text.lower().startswith(("au plus tard", "avant"))
        kind = Event.LIMIT if late else Event.VALID if event is Event.VALID and not closed else Event.END
        yield kind, bounds.fin, mention.parts[-1]


def first_day(when: object) -> date | None:
    """The day that a period begins on; a month begins on its first day."""
    return when.debut if isinstance(when, YearMonth) else when if isinstance(when, date) else None


def last_day(when: object) -> date | None:
    """The day that a period ends on."""
    return when.fin if isinstance(when, YearMonth) else when if isinstance(when, date) else None


def _event(tokens: Sequence[Token], last: int, rank: int) -> Event:
    """The word of an event before the day, since the day before; a limit rules; none before, the one just after."""
    words = tokens[last + 1 : rank]
    before = [one.sort for one in words if one.sort in _EVENTS]
    if say.LIMIT in before:
        return Event.LIMIT
    if any(one.sort == say.CEASE for one in words):
        return Event.END
    of = rank >= 2 and tokens[rank - 1].sort == OF and tokens[rank].start - tokens[rank - 1].end <= 1
    if of and (tokens[rank - 2].sort == ROLE or tokens[rank - 2].end + 1 < tokens[rank - 1].start):
        return Event.DONE  # « le devis du 3 mai », « l'état des lieux du 3 mai »
    if before[-1:] == [say.HELD] and len(before) > 1:  # « l'ouverture des plis a lieu le »
        return _EVENTS[before[-2]]
    if before:
        return _EVENTS[before[-1]]
    after = tokens[rank + 1 : rank + 3]
    following = next((one.sort for one in after if one.sort in _EVENTS), "")
    if last >= 0 and following != say.LIMIT:
        return Event.NONE
    return _EVENTS.get(following, Event.NONE)


_AS: tuple[tuple[re.Pattern[str], Lasts], ...] = tuple(  # the letters before a duration, a bar, those after: what it is
    (pattern(letters), lasts)
    for letters, lasts in (
        (rf"{say.NOTICE}.{{0,60}}\||\|{OF}?{say.NOTICE}", Lasts.NOTICE),
        (rf"{say.OTHER}.{{0,60}}\||\|{say.EACH}|{say.PAST}.?\|", Lasts.OTHER),
        (rf"{say.AT_MOST}.?.?\|", Lasts.LIMIT),
        (rf"{say.AGAIN}.{{0,60}}{say.LENGTH}[{say.INITIAL}{OF}]{{0,60}}\|", Lasts.AGAIN),
        (rf"{say.LENGTH}[{say.INITIAL}{OF}]{{0,60}}\|", Lasts.WHOLE),  # « une durée de »
        (rf"\|.?.?{say.BEFORE}.{{0,60}}{say.ENDED}|{say.ENDED}.{{0,60}}\|.?.?{say.BEFORE}", Lasts.NOTICE),
        (rf"\|.?.?[{say.BEFORE}{say.AFTER}]|[{say.BEFORE}{say.AFTER}].?\|", Lasts.WITHIN),
        (rf"{say.AGAIN}.{{0,60}}\|", Lasts.AGAIN),
        (rf"\|{say.LIMIT}", Lasts.WITHIN),  # « sept jours avant le retrait »
        (rf"{say.WITHIN}[^{say.LASTS}{say.LENGTH}]{{0,60}}\|", Lasts.WITHIN),
        (rf"[{say.LASTS}{say.LENGTH}{say.SO}].{{0,60}}\||\|,?[{say.LASTS}{say.LENGTH}]?{PERIOD}", Lasts.WHOLE),
    )
)


NEAR = 60  # words on each side


def _lasts(tokens: Sequence[Token], last: int, rank: int) -> Lasts:
    """What a duration is, by the words since the day or the duration before, and by what follows."""
    before = shape(tokens[max(last + 1, rank - NEAR) : rank]).rpartition(DURATION)[2]
    letters = f"{before}|{shape(tokens[rank + 1 : rank + 1 + NEAR])}"
    return next((lasts for pattern, lasts in _AS if pattern.search(letters)), Lasts.OTHER)
