"""Hours and how long they last: the length that hours make, the hour that a length makes of another.

No word needs to be known: a sentence, two, or a list give hours and say how long; neither some of the hours, nor all of
them, on the days that are named, after midnight too, make what is said, and they nearly do (`misfits`). « 1 h 10 sans
entracte, soit une fin à 21 h 40 »: as `elsewhere` does of days, some hour of the act must make it (`wrong_ends`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import time
from itertools import combinations, count, groupby, pairwise

from ..context import Context
from ..document import Kind
from ..facts import Bounds
from ..facts.times import DAY, HOUR, HOURS, SIGN, minutes
from ..frozen import frozen
from ..part import Part, Passage
from ..pattern import pattern
from ..text.sentences import sentences
from ..values.calendar_fr import weekdays

NEAREST = 24  # characters before an hour or a length that say what it is
_TO = pattern(r"(?:\s(?:pile|precises?|du matin|du soir|environ))?(?:\s(?:a|et|jusqu'a)\s| ?[-–/] ?|\sjusqu'a\s)")
_AT = pattern(r"\b(?:a|des|vers|avant|apres|jusqu'a|entre|le|fixee? a|au-dela de|heures?|et|partir de)\s\Z")
_LOOSE = pattern(  # a limit, a pause, a delay: no length of those hours
    r"\b(?:(?:moins|plus|minimum|maximum|delai|pause|retard|preavis"
    r"|(?:avanc|retard|recul|decal|prolong|allong|major|augment|redui|diminu)\w{0,4}) d[e']"
    r"|environ|sous|dans les|dont|avant|precedant)\s?\Z"
)
_MORE = pattern(
    r"\s(?:avant|apres|de plus|de moins|de retard|de pause|au moins|au plus|minimum|maximum|plus tot|plus tard"
    r"|restantes?)\b"
)
_ON = pattern(  # « le samedi 14 juin 2025 à 9 h »
    rf"\b(?P<day>{'|'.join(weekdays())})(?: [0-9]{{1,2}}(?:er)? [a-z]{{3,9}}(?: [0-9]{{4}})?)?,?"
    r" (?:(?:matin|soir) )?(?:a|des) \Z"
)
_WEEKLY = pattern(r"[^.;:,()]{0,20}?(?:\bsemaine|\bhebdo)")
_DAYS = rf"(?:{'|'.join(weekdays())})s?"
_WEEK = pattern(rf"\bd[ue]\s(?P<first>{_DAYS})\sau\s(?P<last>{_DAYS})\b|\b(?P<day>{_DAYS})\b")


@frozen
class Length:
    """So many minutes: from one hour to another (`clock`), on so many days; or as the words say how long."""

    start: int
    end: int
    minutes: int
    clock: bool
    days: int = 0


@frozen
class Misfit:
    """The words that say how long, in minutes, and what the hours make."""

    where: Passage
    said: int
    made: int

    def __str__(self) -> str:
        return f"les heures dites font {_shown(self.made)}, et non {_shown(self.said)}"


_THEN = pattern(r",? ?(?:a |des )?(?P<h>[01]?[0-9]|2[0-3]) ?(?:h|heures)(?: ?(?P<m>[0-5][0-9]))?\b")


def hour_after(day: Passage) -> time | None:
    """« le 3 mars 2026 à 14 h »: the hour just after a day."""
    found = day.then(_THEN)
    return time(int(found["h"]), int(found["m"] or 0)) if found else None


def _shown(minutes: int) -> str:
    """As a message says it.

    >>> _shown(45), _shown(90), _shown(2100), _shown(125)
    ('45 min', '1 h 30', '35 h', '2 h 05')
    """
    hours, rest = divmod(minutes, HOUR)
    return f"{hours} h" + (f" {rest:02}" if rest else "") if hours else f"{rest} min"


def misfits(context: Context) -> Iterator[Misfit]:
    """The lengths that the hours of their sentence do not make, whatever the words."""
    for part in context.own:
        told = dict[int, Sequence[Length]]()
        for index, low in part.saying("h", "ferme"):
            if SIGN.search(low):
                for found in _windows(part, index, low):
                    yield from _misfit(part, index, low, found)
                here, table = [*_dated(part, index, low, 0, len(low))], part.blocks[index].kind is Kind.TABLEAU
                told[index] = [one for one in here if one.clock] if table else here
            elif _CLOSED.search(low):
                told[index] = []
        yield from _of_lists(part, told)


def _of_lists(part: Part, told: Mapping[int, Sequence[Length]]) -> Iterator[Misfit]:
    """Lines of hours, one below the other, or a table, and the line that says how long in all, above or below."""
    for _, run in groupby((n for n in told if all(one.clock for one in told[n])), key=_run(part, count())):
        lines = [*run]
        clocks = [one for n in lines for one in told[n]]
        table = part.blocks[lines[0]].kind is Kind.TABLEAU
        so = any(_SO.search(low) for low in part.lows()[lines[-1] + 1 : lines[-1] + 2])
        several = len(lines) > 1 or (len(clocks) > 1 and table) or so
        heading = table and lines[0] > 1 and lines[0] - 1 not in told  # « Matin   Après-midi »
        around = (lines[0] - 1 - heading, *(n for n in (lines[-1] + 1,) if n in told and not part.led(n)))
        for index in around if clocks and several and all(one.days for one in clocks) else ():
            said, low = told.get(index, ()), part.lows()[index] if index in told else ""
            if len(said) == 1 and not said[0].clock:
                yield from _misfit(part, index, low, [*clocks, *said])


_SO = pattern(r"\b(?:donc|ainsi)\b")  # « Le locataire en a donc la jouissance pendant 35 heures »


def _run(part: Part, rank: count[int]) -> Callable[[int], tuple[int, bool]]:
    """What lines that follow each other have in common: a table is apart."""
    return lambda n: (n - next(rank), part.blocks[n].kind is Kind.TABLEAU)


_CLOSED = pattern(r"\bferme(?:e|s|es|ture)?\b")


def _windows(part: Part, index: int, low: str) -> Iterator[Sequence[Length]]:
    """What each sentence or row says, with the sentence after it where that one says how long and no hour."""
    cut = (
        [m.span() for m in _ROW.finditer(low)]
        if part.blocks[index].kind is Kind.TABLEAU
        else [*sentences(part.blocks[index].text)]
    )
    every = [[*_dated(part, index, low, *span)] for span in cut]
    skip = False
    for here, after in zip(every, [*every[1:], []], strict=True):
        hours, lengths = ([one.clock for one in each] for each in (here, after))
        skip = not skip and len({*hours}) == len({*lengths}) == 1 and hours[0] is not lengths[0]
        apart = skip and ":" in low[here[-1].end : after[0].start]  # « Démontage : deux heures »
        found = [*here, *(after if skip and not apart else ())]
        if any(one.clock for one in found):
            yield found


_ROW = pattern(r"[^\n]+")


def _dated(part: Part, index: int, low: str, start: int, end: int) -> Iterator[Length]:
    """The lengths of a sentence; those from one hour to another with the number of days that the words before name."""
    days, done = 0, start
    found = [*_read(low, start, end, _stays(part, index))]
    for rank, one in enumerate(found):
        if not one.clock:
            yield one
            continue
        days = _number_of_days(low, done, one.start) or days
        last = not any(other.clock for other in found[rank + 1 :])
        after = _number_of_days(low, one.end, end) if last and not days else 0
        done = one.end
        yield Length(one.start, one.end, one.minutes, True, days or after)


def _number_of_days(low: str, start: int, end: int) -> int:
    """« du lundi au vendredi »: five; « les lundi, mardi et jeudi »: three; a day with its date is one of a year."""
    names, count = [*weekdays()], 0
    line = max(start, low.rfind("\n", start, end), low.rfind(";", start, end))  # the one above may be of a closed day
    for match in _WEEK.finditer(low, line, end):
        if match["day"]:
            count += 1
        else:
            first, last = (names.index(match[one].rstrip("s")) for one in ("first", "last"))
            count += (last - first) % 7 + 1
    return count


def _misfit(part: Part, index: int, low: str, found: Sequence[Length]) -> Iterator[Misfit]:
    clocks, lasting = ([one for one in found if one.clock is clock] for clock in (True, False))
    said = [one for one in lasting if not _loose(low, one)]
    day = sum(one.minutes for one in clocks)
    week = sum(one.minutes * one.days for one in clocks) if all(one.days for one in clocks) else 0
    if len(said) != 1 or _explained(said[0], clocks, lasting, week):
        return
    one, written = said[0], {minutes(match) for match in HOURS.finditer(low)}  # « ramenée de 35 heures à 28 heures »
    bases = [week] if _WEEKLY.match(low, one.end) else [day, week]
    near = [base for base in bases if base and base not in written and _near(one.minutes, base)]
    if near:
        yield Misfit(Passage(part, index, one.start, one.end), one.minutes, near[0])


MOST = 4  # ranges of hours taken together
NEAR = (3, 5)  # what is said and what the hours make: less apart than that


def _near(one: int, other: int) -> bool:
    low, high = sorted((one, other))
    return low * NEAR[1] > high * NEAR[0]


def _loose(low: str, one: Length) -> bool:
    return bool(_LOOSE.search(low, max(0, one.start - NEAREST), one.start) or _MORE.match(low, one.end))


def _explained(one: Length, clocks: Sequence[Length], said: Sequence[Length], week: int) -> bool:
    """Whether some of the hours make it; or all of them on the days named, on any number where none is."""
    some = (each for n in range(1, MOST + 1) for each in combinations(clocks[:MOST], n))
    sums = {sum(each.minutes for each in together) for together in some}
    others = [each.minutes for each in said if each is not one]
    days = {1, *(each.days for each in clocks)} if week else {*range(1, 8)}
    total = sum(each.minutes for each in clocks)
    made = {
        week,
        *sums,
        *(n * (total - pause) for n in days for pause in (0, *others)),
        *(n * m for n in days for m in others),
    }
    made |= {each - pause for each in sums | {week} for pause in others}
    return one.minutes in made - {*others} or one.minutes in sums | {week}


def _stays(part: Part, index: int) -> list[tuple[int, int, int]]:
    """From one day to another: where it stands, and the minutes from the same hour to the same."""
    said = [(m, m.value.period) for m in part.mentions[index] if isinstance(m.value, Bounds)]
    return [(m.start, m.end, DAY * (period.jours - 1)) for m, period in said if period]


def _read(low: str, start: int, end: int, stays: Sequence[tuple[int, int, int]]) -> Iterator[Length]:
    """The hours of a text, two that words tie as one length; those alone that are a moment left out."""
    found = [(m, n) for m in HOURS.finditer(low, start, end) if (n := minutes(m)) is not None]
    done, points = -1, list[tuple[re.Match[str], int]]()
    for (one, first), other in zip(found, [*found[1:], None], strict=False):
        if one.start() < done:
            continue
        lasts = _is_length(one) or first >= DAY
        last = None if lasts or not other or other[1] > DAY or _is_length(other[0]) else other[1]
        if other and last is not None:
            tied = _TO.fullmatch(low, one.end(), other[0].start())
            days = [n for a, b, n in stays if a < one.start() < b and low[b : other[0].start()].strip() == "a"]
            if tied or days:
                made = days[0] + last - first if days else (last - first) % DAY or DAY
                yield Length(one.start(), other[0].end(), made, clock=True)
                done = other[0].end()
                continue
        if not _led(low, one):
            yield Length(one.start(), one.end(), first, clock=False)
        elif not lasts:
            points.append((one, first))
    if len(points) == 2 and done < 0:  # « ouverte à 9 h, levée à 14 h 30 »
        (opens, first), (closes, last) = points
        named = [_ON.search(low, start, match.start()) for match in (opens, closes)]
        days = [[*weekdays()].index(day["day"]) for day in named if day]
        made = (last - first + (days[1] - days[0]) * DAY) % (7 * DAY) if len(days) == 2 else (last - first) % DAY
        yield Length(opens.start(), closes.end(), made or DAY, clock=True)


def _is_length(one: re.Match[str]) -> bool:
    """« 45 minutes », « une demi-heure »: no hour of the day."""
    return bool(one["minutes"] or one["some"])


def _led(low: str, one: re.Match[str]) -> bool:
    return _AT.search(low, max(0, one.start() - NEAREST), one.start()) is not None


def _at(low: str, one: re.Match[str]) -> bool:
    """Whether it is an hour of the day: « à 21 h 40 »."""
    return not _is_length(one) and _led(low, one)


@frozen
class Ended:
    """An hour that is said, and the one that `length` makes."""

    where: Passage
    length: Passage
    made: int

    def __str__(self) -> str:
        return (
            f"« {self.length.text} » mènent à {self.made // HOUR} h {self.made % HOUR:02}, et non à {self.where.text}"
        )


_TIES = pattern(r"[^.]{0,120}?(?:\b(?:soit|c'est-a-dire|donc)\b|\()[^.;:0-9]{0,50}")
_ENDS = pattern(r"[^.]{0,60}?\b(?:achev|termin|finir|finit|fin\b|clos|ferm|ouv|debut|commenc)[^.;:0-9]{0,30}")
_LASTS = pattern(r"\bdure\w*\b[^.;0-9]{0,40}\Z")
_ALSO = pattern(r"[^.;:0-9]{0,60},? (?:et|puis|ou) a ")
_Tied = tuple[tuple[int, Passage], Passage, list[int]]
"""An hour, the length tied to it; the minutes of that length and of the others."""


def wrong_ends(context: Context) -> Iterator[Ended]:
    """The hours that a length tied to them does not make of any hour of the act, nor another length beside it."""
    hours, tied = list[tuple[int, Passage]](), list[_Tied]()
    for part in context.own:
        for index, low in part.saying("h"):
            if SIGN.search(low):
                found = [(m, n) for m in HOURS.finditer(low) if (n := minutes(m)) is not None and n <= DAY]
                hours += [(n, Passage(part, index, *m.span())) for m, n in found if not _is_length(m)]
                tied += _tied(part, index, low, found)
    for (said, there), length, lasts in tied:
        since = [n for n, other in hours if other != there]
        every = {*lasts, *(one + other for one, other in combinations(lasts[1:], 2))}
        made = {(n + way * one) % DAY for n in since for one in every for way in (1, -1)}
        near = sorted((abs(one - said), one) for n in since for one in ((n + lasts[0]) % DAY, (n - lasts[0]) % DAY))
        if said not in made and near and near[0][0] <= HOUR:
            yield Ended(there, length, near[0][1])


def _tied(part: Part, index: int, low: str, found: Sequence[tuple[re.Match[str], int]]) -> Iterator[_Tied]:
    """Each hour that words tie to a length before it; that length, then the others of the paragraph."""
    others = [n for m, n in found if not _at(low, m)]
    for rank, ((one, lasts), (other, _)) in enumerate(pairwise(found)):
        words = low[one.end() : other.start()]
        long = _ENDS.fullmatch(words) and _LASTS.search(low, max(0, one.start() - 2 * NEAREST), one.start())
        if _at(low, one) or not 0 < lasts < DAY or not _at(low, other) or not (long or _TIES.fullmatch(words)):
            continue
        for last, (more, n) in pairwise(found[rank:]):
            if more is not other and not _ALSO.fullmatch(low, last[0].end(), more.start()):
                break
            yield (n % DAY, Passage(part, index, *more.span())), Passage(part, index, *one.span()), [lasts, *others]
