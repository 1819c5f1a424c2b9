"""Days and months in a text. An impossible day is a mention without value; nothing is taken from a calendar."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ..pattern import pattern
from ..values.calendar_fr import month_numbers, months, weekdays
from ..values.dates import YearMonth, parse_date
from ..values.text import unaccented
from .flat import Flat
from .mention import Mention, MentionKind, PartialDate
from .numerals import NUMBER, number

_NAMES = tuple(unaccented(name) for name in months()[1:])
_ABBREVIATIONS = ("jan", "janv", "fevr", "fev", "avr", "juil", "juill", "sept", "oct", "nov", "dec")
MONTHS = "|".join(_NAMES)
_NAMED = rf"(?:{MONTHS})\b"  # « (trois mille sept euros) » is no day of September
MONTH = rf"(?:{_NAMED}|(?:{'|'.join(_ABBREVIATIONS)})\b\.?)"
YEAR = r"(?:1[89]|20)[0-9]{2}(?![0-9])"
WEEKDAY = rf"(?:{'|'.join(weekdays())})"
_ORDINAL = r"(?:\s?(?:er|eme|e)\b)?"
_LONG = pattern(
    rf"(?P<day>[0-9](?<![\w/.,°-].)[0-9]?)(?P<ordinal>{_ORDINAL})"
    rf"\s?(?:du\smois\sd(?:e\s|'))?(?P<month>{MONTH})(?:,?\s(?P<year>{YEAR}))?"
)
_NUMERIC = pattern(
    r"(?P<day>[0-9](?:(?<![\w/.°-].)|(?<=/[0-9]{4}-.))[0-9]?)(?P<mark>[/.-])(?P<month>[0-9]{1,2})(?P=mark)"
    r"(?P<year>[0-9]{4}|(?<=/)[0-9]{2})"
    r"(?![\w/]|-(?![0-9]{1,2}/)|\.[0-9])"
)
_ISO = pattern(r"(?P<year>[12](?<![\w/.°-].)[0-9]{3})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})(?![\w/-])")
_NUMBER_OF_ACT = pattern(r"\b(?:deliberation|decision|arrete|dcm)s?\s(?:n\s?°\s?)?\Z")  # « Délibération 2023-11-64 »
_WORDS = pattern(
    rf"(?:\b(?:le|du|au)\s|\(\s?)(?:{WEEKDAY},?\s)?(?P<day>premier|{NUMBER})\s(?:du\smois\sd(?:e\s|'))?(?P<month>{_NAMED})"
    rf"(?:,?\s(?:(?P<after>{NUMBER})|(?P<year>{YEAR})))?"
)
_NUMBER_WORD = pattern(rf"\b(?:premier|{NUMBER})\s(?:{MONTH}|du\smois)")
_YEAR_BEFORE = pattern(rf"\bl'an\s(?:(?P<year>{NUMBER})|(?P<figures>{YEAR})),?\s(?:et\s)?(?:le\s(?:{WEEKDAY},?\s)?)?\Z")
_WEEKDAY_BEFORE = pattern(rf"\b(?P<weekday>{WEEKDAY}),?\s(?:le\s)?\Z")
_DAYS_ONLY = pattern(
    rf"\b(?:les|des|aux)\s(?:(?P<weekday>{WEEKDAY})s\s)?(?P<days>(?:[0-9]{{1,2}}(?:er)?(?:,\s|\set\s)){{1,12}})(?=[0-9]{{1,2}}(?:er)?\s{MONTH})"
)
_MONTH_YEAR = pattern(rf"\b(?P<month>{MONTH})\s(?P<year>{YEAR})")
_NUMBERED = pattern(r"[0-9](?:er?)?\s\Z")
_MONTH_FIGURES = pattern(
    r"(?P<month>[01](?<![\w/.°-].)(?:(?<=0)[1-9]|(?<=1)[012]))/(?P<year>(?:19|20)[0-9]{2})(?![\w/])"
)
_MONTH_ALONE = pattern(
    rf"(?:\b(?:en|fin|debut|mi|courant|depuis|mois\sde|jusqu'en|d'ici)[\s-]|\bmois\sd')(?P<month>{MONTH})(?!\s[0-9])"
)
_STREET = pattern(
    r"\b(?:rue|place|pl\.|avenue|av\.|boulevard|bd|square|quai|allee|impasse|esplanade|cours|stade|ecole|college|lycee"
    r"|rond-point|pont|espace|salle|cite)\s(?:du|des|de\sla|le)\s\Z"
)
LAST = 60  # of a year in two figures: beyond, it is of the last century
_ANY_MONTH = pattern(rf"\b{MONTH}")


def find(flat: Flat) -> Iterator[Mention]:
    if flat.figures:
        yield from _all_in_figures(flat)
    if not any(map(flat.low.__contains__, (*_NAMES, *_ABBREVIATIONS))) or not _ANY_MONTH.search(flat.low):
        return
    if flat.figures:
        yield from _in_figures(flat)
    for match in _WORDS.finditer(flat.low) if _NUMBER_WORD.search(flat.low) else ():
        yield from _in_words(flat, match)
    yield from _months(flat)


def _in_figures(flat: Flat) -> Iterator[Mention]:
    every = _LONG.finditer(flat.low)
    longs = [one for one in every if not _STREET.search(flat.low, max(0, one.start() - 30), one.start())]
    yield from _with_shared_year(flat, longs)
    for match in _MONTH_YEAR.finditer(flat.low):
        if _NUMBERED.search(flat.low, max(0, match.start() - 4), match.start()):
            continue  # « le 4 novembre 2025 » is a day
        value = YearMonth(int(match["year"]), month_number(match["month"]))
        yield Mention(MentionKind.MONTH, *match.span(), value)


def _all_in_figures(flat: Flat) -> Iterator[Mention]:
    for match in _NUMERIC.finditer(flat.low):
        yield _numeric(flat, match)
    for match in _ISO.finditer(flat.low) if "-" in flat.low else ():
        if not _NUMBER_OF_ACT.search(flat.low, max(0, match.start() - 20), match.start()):
            yield _day(flat, match.span(), int(match["day"]), int(match["month"]), match["year"])
    for match in _MONTH_FIGURES.finditer(flat.low) if "/" in flat.low else ():
        yield Mention(MentionKind.MONTH, *match.span(), YearMonth(int(match["year"]), int(match["month"])))


def _with_shared_year(flat: Flat, matches: list[re.Match[str]]) -> Iterator[Mention]:
    """« les 5 mai et 2 juin 2017 », « les 5, 12 et 19 mai 2025 »: in a list the last one says what all share."""
    year_of_list = None
    for match, following in zip(reversed(matches), [None, *matches[:0:-1]], strict=False):
        if following is None or not _listed(flat, match, following):
            year_of_list = None
        year = match["year"] or year_of_list
        year_of_list = year
        before = list(_days_before(flat, match, year))
        said = _long(flat, match, year)
        yield said._replace(weekday=before[0].weekday) if before and before[0].weekday else said
        yield from before


def _listed(flat: Flat, match: re.Match[str], following: re.Match[str]) -> bool:
    between = re.fullmatch(rf",\s|,?\set\s(?P<the>le\s(?:{WEEKDAY}\s)?)?", flat.low[match.end() : following.start()])
    if not between:
        return False
    days = [(month_number(one["month"]), int(one["day"])) for one in (match, following)]
    if between["the"] and match["year"] is None and days[0][0] == days[1][0] and days[0] < days[1]:
        return True  # « le samedi 6 et le dimanche 7 décembre 2025 »
    head = re.search(
        rf"\b(?:les|des|aux)\s(?:{WEEKDAY}s\s)?(?:(?:[0-9]{{1,2}}(?:er)?)?(?:\s{MONTH})?(?:,\s|,?\set\s)?)*\Z",
        flat.low[: match.start()][-80:],
    )
    return head is not None and match["year"] is None


def _days_before(flat: Flat, match: re.Match[str], year: str | None) -> Iterator[Mention]:
    window = max(0, match.start() - 50)
    for days in _DAYS_ONLY.finditer(flat.low, window, match.end()):
        if days.end() == match.start():
            for day in re.finditer(r"[0-9]{1,2}(?:er)?", days["days"]):
                start = days.start("days")
                span = (start + day.start(), start + day.end())
                found = _day(flat, span, int(day[0].removesuffix("er")), month_number(match["month"]), year)
                yield found._replace(weekday=days["weekday"] or "")


def _long(flat: Flat, match: re.Match[str], year: str | None) -> Mention:
    day, month = int(match["day"]), month_number(match["month"])
    end = match.end() if match["year"] or not match["month"].endswith(".") else match.end("month") - 1
    if match["ordinal"].strip() and day != 1:
        problem = f"« {flat.words(match.start(), end)} » : seul le premier jour du mois prend un ordinal"
        return _with_weekday(flat, Mention(MentionKind.DATE, match.start(), end, problem=problem))
    before = None if year else _YEAR_BEFORE.search(flat.low, max(0, match.start() - 60), match.start())
    if before is not None and (solemn := _year_of(before)) is not None:
        return _solemn(flat, _day(flat, (match.start(), end), day, month, solemn), before.start())
    return _with_weekday(flat, _day(flat, (match.start(), end), day, month, year))


def _solemn(flat: Flat, mention: Mention, start: int) -> Mention:
    """The day that « L'an …, le jeudi » opens."""
    weekday = re.search(WEEKDAY, flat.low[start : mention.start])
    return mention._replace(start=start, weekday=weekday[0] if weekday else mention.weekday)


def _year_of(before: re.Match[str]) -> str | None:
    """« L'an deux mille vingt-six et le », « L'an 2026, le »: the year that it says."""
    said = before["figures"] or str(number(before["year"]))
    return said if re.fullmatch(YEAR, said) else None


def _numeric(flat: Flat, match: re.Match[str]) -> Mention:
    century = "" if len(match["year"]) == 4 else "20" if int(match["year"]) < LAST else "19"
    mention = _day(flat, match.span(), int(match["day"]), int(match["month"]), century + match["year"])
    if century and not mention.problem:
        mention = mention._replace(problem=f"« {match[0]} » : l'année a quatre chiffres")
    return _with_weekday(flat, mention)


def _with_weekday(flat: Flat, mention: Mention) -> Mention:
    match = _WEEKDAY_BEFORE.search(flat.low, max(0, mention.start - 15), mention.start)
    return mention._replace(start=match.start(), weekday=match["weekday"]) if match else mention


def _in_words(flat: Flat, match: re.Match[str]) -> Iterator[Mention]:
    before = _YEAR_BEFORE.search(flat.low, max(0, match.start() - 60), match.start())
    day = 1 if match["day"] == "premier" else number(match["day"])
    said = match["after"]
    year = match["year"] or (_year_of(before) if before else str(number(said)) if said else None)
    if day is not None and (year is None or re.fullmatch(YEAR, year)):
        mention = _day(flat, (match.start("day"), match.end()), day, month_number(match["month"]), year)
        yield _solemn(flat, mention, before.start()) if before else _with_weekday(flat, mention)


def _months(flat: Flat) -> Iterator[Mention]:
    for match in _MONTH_ALONE.finditer(flat.low):
        name = match["month"]
        if not name.endswith(".") and name in _NAMES:
            yield Mention(MentionKind.MONTH, *match.span("month"), PartialDate(mois=month_number(name)))


def month_number(name: str) -> int:
    """The number of a month by its name in the flat text, abbreviated or not."""
    return month_numbers()[name.removesuffix(".")]


def _day(flat: Flat, span: tuple[int, int], day: int, month: int, year: str | None) -> Mention:
    value, problem = read_day(day, month, int(year) if year else None, flat.words(*span))
    return Mention(MentionKind.DATE, *span, value, problem)


def read_day(day: int, month: int, year: int | None, said: str) -> tuple[date | PartialDate | None, str]:
    """The day, or why it does not exist, repeating what is `said`. Without a year 29 February is possible."""
    figures = f"{day:02}/{month:02}/{year or 2000}"
    try:
        found = parse_date(figures)
    except ValueError as error:
        return None, str(error).replace(figures, said) if year else f"« {said} » n'existe pas"
    return (found if year else PartialDate(mois=month, jour=day)), ""
