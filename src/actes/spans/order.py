"""What comes before what: ends after starts, what follows after what it follows, what is to be done after the act."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby, pairwise

from ..context import Context
from ..document import Kind
from ..facts import MentionKind, Reference
from ..facts.flat import folded
from ..outline.nature import Nature
from ..part import Passage
from ..pattern import pattern
from ..statements.moments import CONTRACT, Clause, Event, Moment, clauses_of, moments, own_clauses
from ..statements.subjects import REASONS
from ..text import timewords as say
from ..text.tokens import DAY, DURATION
from ..values.actnumber import ActNumber
from ..values.kept import kept_on_it
from .accounts import accounts_due
from .chains import turned
from .relation import Point, Reversed

# What happens to something, and what happens to it (or to something else) only afterwards.
SUCCESSION: tuple[tuple[frozenset[Event], frozenset[str], frozenset[Event], frozenset[str]], ...] = (
    (frozenset({Event.LIMIT}), frozenset({"offre"}), frozenset({Event.OPENED}), frozenset({"offre"})),
    (frozenset({Event.DONE}), frozenset({"offre"}), frozenset({Event.LIMIT}), frozenset({"offre", "inscription"})),
    (frozenset({Event.DONE}), frozenset({"devis", "offre"}), frozenset({Event.VALID}), frozenset({"devis", "offre"})),
    (frozenset({Event.LIMIT}), frozenset({"offre"}), frozenset({Event.HELD}), frozenset({"vente"})),
    (frozenset({Event.LIMIT, Event.END}), frozenset({"inscription"}), frozenset({Event.START, Event.HELD}),
     frozenset({"manifestation"})),
)  # fmt: skip
BODY = (Kind.ARTICLE, Kind.PARAGRAPHE, Kind.ITEM)
_WILL = r"(?:era|eront|ira|iront|dra|dront)"
_COMES = pattern(rf"\b\w{{2,}}{_WILL}\b", re.IGNORECASE)
_MADE = pattern(r"(?:ée?s?|ises?|is|ies?|i|ues?|us?|ites?|its?)\Z")  # « remis le », without « est »: it was


_REPORT = pattern(
    r"\b(?:rapport|analyse|avis|examen|comite|conseil|commission|bureau|proces-verbal|classement)\b[^,;.]*\Z"
)


def _reported(moment: Moment) -> bool:
    """« le rapport d'analyse des offres du 7 mai »: of the report, and not of the offers."""
    return moment.event is Event.DONE and _REPORT.search(moment.where.low_before) is not None


@kept_on_it
def successions(context: Context) -> tuple[Reversed, ...]:
    """What is done before it can be: offers opened before they are all in, an end before its start."""
    return tuple(_successions(context))


def _successions(context: Context) -> Iterator[Reversed]:
    every = [one for one in moments(context) if one.own and not one.where.text.startswith("depuis")]
    every = [one for one in every if not _OF_TEXT.search(one.where.low_before)]
    for firsts, first_things, seconds, second_things in SUCCESSION:
        before = [one for one in every if one.event in firsts and one.thing in first_things and not _reported(one)]
        after = [one for one in every if one.event in seconds and one.thing in second_things]
        yield from _pairs(before, after)
    yield from _of_one_thing(context)
    yield from _told_in_order(context)
    yield from turned(context)
    yield from (one for one in accounts_due(context) if isinstance(one, Reversed))


def _of_one_thing(context: Context) -> Iterator[Reversed]:
    """The one start and the one end of a thing, what is given and given back, in a sentence or a paragraph."""
    told = set[object]()
    for scope in (id, lambda one: one.where[:2]):
        for _, group in groupby(own_clauses(context), key=scope):
            clauses = list(group)
            found = [moment for one in clauses for moment in one.moments if not moment.past]
            found = [one for one in found if not _OF_THOSE.search(one.where.low_before)]
            for first, last in ((Event.START, Event.END), (Event.GIVEN, Event.BACK)):
                starts, ends = ([one for one in found if one.event is event] for event in (first, last))
                if len(starts) != 1 or len(ends) != 1 or starts[0].where == ends[0].where or ends[0].where in told:
                    continue
                start, end = starts[0], ends[0]
                if end.where.start < start.where.start and (start.first - end.last).days == 1:
                    continue  # « l'ancien jusqu'au 31 décembre, le nouveau à partir du 1er janvier »
                near = len(clauses) == 1 and "" in (start.thing, end.thing)
                if end.last < start.first and start.owner == end.owner and (near or start.thing == end.thing != ""):
                    told.add(end.where)
                    yield Reversed.of(start, end)


_BACK = pattern(  # what comes back to an earlier day
    r"\b(?:avai(?:t|ent)|l'an|ainsi|avant|prealable|anterieure?|preced\w+|convocation|exception|sauf|d'ici"
    r"|au plus tard|expir\w+|echeance|terme|courrier|lettre)\b"
)
_ASIDE = pattern(r"\([^()]*\Z")
STORY = 3  # days: fewer are in no order


def _told_in_order(context: Context) -> Iterator[Reversed]:
    """« déposé le …, complété le …, délivré le … »: the days of a paragraph follow each other, but for one."""
    for part in context.own:
        dated = ((where, m.value) for where, m in part.passages(MentionKind.DATE) if isinstance(m.value, date))
        dated = (one for one in dated if not _ASIDE.search(one[0].before))
        for _, group in groupby(dated, key=lambda one: one[0].block):
            told = list(group)
            days = [day for _, day in told]
            back = [n for n, (one, other) in enumerate(pairwise(days)) if other < one]
            where = told[0][0]
            if len(told) < STORY or len(back) != 1 or where.kind not in BODY or _BACK.search(where.low):
                continue
            kept = ([*days[:n], *days[n + 1 :]] for n in (back[0], back[0] + 1) if n)  # the first one sets the scene
            if any(days == sorted(days) for days in kept):
                first, then = (Point("fait", day, day, where) for where, day in told[back[0] : back[0] + 2])
                yield Reversed(first, then, story=True)


def _pairs(before: Sequence[Moment], after: Sequence[Moment]) -> Iterator[Reversed]:
    """Those of one paragraph; or the only ones of the act."""
    alone = len({one.first for one in before}) == 1 == len({one.first for one in after})
    for second in after:
        near = [one for one in before if one.where[:2] == second.where[:2]]
        first = near[-1] if near else before[0] if alone else None
        if first is not None and second.last < first.first:
            yield Reversed.of(first, second)


def overdue(context: Context, taken: date) -> Iterator[tuple[Moment, bool]]:
    """What is still to be done, paid or handed over, on a day before the act; whether the words leave no doubt."""
    for one in clauses_of(context):
        if one.where.kind not in BODY or _PREAMBLE.match(one.where.context):
            continue
        for moment in one.moments:
            if moment.last < taken and not _of_old(moment, taken) and _to_come(one, moment):
                yield moment, _surely(one, moment)


LEFT = 5  # years: what is older was not left over from the last act


def _of_old(moment: Moment, taken: date) -> bool:
    """Whether a day is of long ago, its year no slip of this one."""
    slip = sum(a != b for a, b in zip(str(moment.last.year), str(taken.year), strict=True)) < 2
    return taken.year - moment.last.year > LEFT and not slip


_PREAMBLE = pattern(r"\W*(?:vu|consid[ée]rant|attendu|rappel|apr[èe]s)\b", re.IGNORECASE)


def _surely(one: Clause, moment: Moment) -> bool:
    """What will be done; what is ruled of that day; « prend effet à sa signature et s'achève le »."""
    if moment.event is Event.END:
        return {say.START, say.SIGNED} <= {*one.shape}
    said = one.where.context[one.where.start : moment.where.start]
    will = say.FUTURE in _before(one, moment) or _COMES.search(said) is not None
    return moment.event not in (Event.LIMIT, Event.START) and (will or _PRESCRIBED.search(said) is not None)


def _to_come(one: Clause, moment: Moment) -> bool:
    """Whether the words say that something is still to happen that day."""
    before, said_before = _before(one, moment), one.where.context[one.where.start : moment.where.start]
    article = bool(moment.where.section.article)
    if moment.event is Event.LIMIT:
        divided = any(one.number is not None for one in moment.where.part.articles)
        return not moment.past and (article or not divided)
    if _OF_TEXT.search(folded(said_before)):
        return False
    if moment.event is Event.START and say.REPEALED in before:
        return True
    if moment.past or not moment.own:
        return False
    if moment.event is Event.END:
        return moment.thing == CONTRACT and article and moment.where.part.nature is Nature.CONVENTION
    will = bool({say.FUTURE, say.PLANNED} & {*before}) or _COMES.search(said_before) is not None
    if moment.event in (Event.GIVEN, Event.PAID):
        last = next((t for t in reversed(one.tokens[: len(before)]) if t.sort in (say.GIVEN, say.PAID)), None)
        made = last is not None and _MADE.search(one.where.context[last.start : last.end]) is not None
        return article and (will or say.IS in before.rpartition(",")[2] or not made)
    if _PRESCRIBED.search(said_before) or (will and _MEETING.search(folded(said_before))):
        return True
    return will and (
        moment.event is Event.HELD or (moment.event is Event.NONE and _AT_ONCE.search(said_before) is not None)
    )


_PRESCRIBED = pattern(  # what is ruled of a day to come
    r"\b(?:est|sont)\s(?:interdit|autoris|neutralis|réserv|ferm|suspend|limit|organis|accord|attribu|mis)\w*\s"
    r"(?:à\s[\w\s]{3,40}\s)?(?:le|du|les)\s\Z",
    re.IGNORECASE,
)
_MEETING = pattern(
    r"\b(?:au|lors (?:du|de la)|devant l[ea]|a la) (?:prochaine? )?"
    r"(?:conseil|comite|bureau|commission|assemblee|seance|reunion)\b[a-z' ]{0,40} du \Z"
)
# « ceux de la délibération n° 29 »
_OF_THOSE = pattern(r"\bce(?:ux|lles?|lui) (?:de la |de l'|du |des )[a-z]+ [^.;]*\Z")
_OF_TEXT = pattern(  # « l'arrêté préfectoral n° 2026-12 du »: the day of a text
    r"\b(?:reglement|arrete|deliberation|decision|convention|charte)(?: [a-z]+(?:al|ale|if|ive|eur|aire))?"
    r"(?: n ?° ?\S+)? (?:en date )?du \Z"
)


def _before(one: Clause, moment: Moment) -> str:
    """The letters of a clause before a day."""
    rank = next(n for n, token in enumerate(one.tokens) if token.start <= moment.where.start < token.end)
    return one.shape[:rank]


_AT_ONCE = pattern(rf"(?:{_WILL}|sera|seront|devra|devront|[êe]tre)\b(?:\s\w+){{0,2}}\s(?:le|en|au)\s\Z", re.I)


def later(context: Context, taken: date) -> Iterator[Passage]:
    """What the act takes into account, or ends, and that is dated after it."""
    nature = Nature.ACTE if context.part(Nature.ACTE) else Nature.CONVENTION
    for one in clauses_of(context):
        if one.where.kind in REASONS and one.where.part.nature is Nature.ACTE:
            yield from (moment.where for moment in one.moments if moment.first > taken and _was(one, moment))
    yield from _done_later(context, nature, taken)
    told: set[date] = set()
    for passage, mention in context.passages(MentionKind.ACT_NUMBER, MentionKind.LAW):
        cited = mention.value
        if not isinstance(cited, Reference) or not isinstance(cited.date, date):
            continue
        number, first = cited.numero, passage.kind is Kind.TITRE and passage.start < len("ARRÊTÉ DU PRÉSIDENT N° ")
        slipped = isinstance(number, ActNumber) and number.annee != cited.date.year  # number and date disagree: told so
        if passage.part.nature is not nature or cited.date <= taken or first or slipped or cited.date in told:
            continue
        told.add(cited.date)
        yield passage.at(mention.parts[-1].start, mention.parts[-1].end)


_DID = (
    r"(?:rendu|emis|donne|vote|adopte|approuve|accorde|recu|depose|demande|sollicite|saisi|constate|decide|attribue"
    r"|inscrit|acquis|cree|delibere|institue)e?s?"
)
_DONE = pattern(  # « le comité a rendu un avis favorable le », « avis favorable rendu le »
    rf"\b(?:a|ont)(?: ete)?(?: [a-z]+ment)? (?:{_DID}|notifie)\b(?P<between>[^.;]{{0,80}})\ble (?:\w+di )?\Z"
    r"|\bavis (?:(?:de|d')[^.;,]{0,40} )?(?:favorable|defavorable|conforme) (?:rendu|emis|donne) le (?:\w+di )?\Z"
)
_ALLOWED = pattern(  # « agissant en vertu de la délibération de la commission permanente du »
    r"\b(?:autorisee?|habilitee?|agissant|en vertu|en application)\b[^.;]{0,80}\b(?:deliberation|decision)\b"
    r"[^.;,(]{0,80}\bdu (?:\w+di )?\Z"
)
_AHEAD = pattern(
    r"\b(?:sera|seront|doit|doivent|prevue?s?|fixe\w*|jusqu|au plus tard|avant|pour le|valable|a (?:compter|partir)"
    r"|expir\w+|echeance|terme|limite|presente?|lieu|\w{3,}(?:era|eront|ira|iront))\b"
)


def _done_later(context: Context, nature: Nature, taken: date) -> Iterator[Passage]:
    """What is told as done, and what allows to sign, on a day after the act."""
    for one in own_clauses(context):
        if one.where.kind not in (*BODY, Kind.PARTIE, Kind.AUTORITE) or one.where.part.nature is not nature:
            continue
        for moment in one.moments:
            done, allowed = moment.day.led(_DONE), moment.day.led(_ALLOWED)
            coming = done and _AHEAD.search(done["between"] or "")
            if moment.first > taken and moment.day.text == moment.where.text and ((done and not coming) or allowed):
                yield moment.day


_NOTIFIED = pattern(r"\W*notifiee?s? (?:a|au|aux|le|par|ce jour)\b")
_SIGNED = pattern(r"\W*(?:signee?s?\b|lu et approuve|fait (?:a|en|le)\b|a [a-z' -]{2,40}, le )")
FOOT_BLOCKS, MENTION = 12, 60  # from the signatures to the notification; characters to its day


def notified_first(context: Context) -> Iterator[Reversed]:
    """The notification at the foot of a contract, dated before the last of its signatures."""
    for part in (one for one in context.own if one.nature is Nature.CONVENTION):
        dated = [(where, m.value) for where, m in part.passages(MentionKind.DATE) if isinstance(m.value, date)]
        for where, day in dated:
            if where.start > MENTION or not _NOTIFIED.match(where.low):
                continue
            near = [one for one in dated if 0 < where.block - one[0].block <= FOOT_BLOCKS]
            signed = max((one for one in near if _SIGNED.match(one[0].low)), key=lambda one: one[1], default=None)
            if signed and day < signed[1]:
                before = Point("signature", signed[1], signed[1], signed[0])
                yield Reversed(before, Point("notification", day, day, where))


_COMING = pattern(  # « lequel interviendra le 14 mai », « la demande d'organiser une brocante le 25 mai »
    rf"\w{_WILL} (?:le|au|du) (?:\w+di )?\Z"
    r"|\b(?:d'|de |pour )[a-z]{2,}(?:er|ir)\b[^,;.]{0,60} le (?:\w+di )?\Z"
    r"|\b(?:couvr|garantiss)(?:ant|e|ent) [^,;.]{0,60} du (?:\w+di )?\Z"  # « une assurance couvrant la fête du 25 mai »
)
_SAT = pattern(r"\br[ée]unie?s?\s(?:en\s\w+\s)?(?:le|du)\s\Z")  # « l'avis de la commission réunie le 20 janvier »


def _was(one: Clause, moment: Moment) -> bool:
    """Whether a day is that of something done, and not of something to come."""
    before = _before(one, moment)
    if _UNTIL.search(moment.where.low_before):
        return False
    held, others = moment.event is Event.HELD, (Event.START, Event.END, Event.LIMIT, Event.VALID)
    if (
        {say.FUTURE, say.PLANNED} & {*before}
        or _COMING.search(moment.where.low_before)
        or one.shape[len(before)] != DAY
        or moment.event in others
    ):
        return False
    if one.where.kind is Kind.VISA:
        said = one.where.context[one.where.start : moment.where.start]
        return not _FOR.search(said) and (not held or moment.past or _SAT.search(said) is not None)
    return moment.event in (Event.DONE, Event.OPENED, Event.GIVEN)


_UNTIL = pattern(r"\bjusqu'[^,;.]{0,40}\Z")  # « court jusqu'aux élections du 10 décembre »
_FOR = pattern(r"\bau\s\Z")  # asked for that day


def renewed(context: Context) -> bool:
    """Whether a clause lets the contract go on after its end: « reconductible trois fois »."""
    again = (one for one in clauses_of(context) if say.AGAIN in one.shape and {say.TIMES, DURATION} & {*one.shape})
    return any(not _NEVER.search(folded(one.where.text)) for one in again)


_NEVER = pattern(r"\bne (?:peut|pourra|saurait)|\bsans (?:tacite|reconduc|renouvel)|\bnon (?:renouvel|reconduct)")
