"""A text as tokens: values, words of the lexicon, what things are, and the marks between. A letter for each class.

The letters of a sentence make a string (`shape`) that short expressions read, where characters would need long ones:
« 40 % du coût de 10 000 €, soit 4 200 € » is `PonoE,sE`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from ..facts import Mention, MentionKind, read
from ..facts.flat import folded
from ..facts.numerals import LAND, NUMBER, WORDS, land, number, numeral
from ..facts.times import HOURS, SIGN, minutes
from ..pattern import pattern
from ..values.kept import kept_by_text
from .lexicon import LEXICON, ROLES
from .timewords import THINGS, TIME_WORDS

EUROS, PERCENT, DURATION, DAY, PERIOD, YEAR, COUNT, ROLE, OF, AND = "E", "P", "D", "J", "B", "Y", "N", "n", "o", "&"
_MENTIONS: Mapping[MentionKind, str] = {
    MentionKind.AMOUNT: EUROS,
    MentionKind.PERCENT: PERCENT,
    MentionKind.DURATION: DURATION,
    MentionKind.DATE: DAY,
    MentionKind.MONTH: DAY,
    MentionKind.PERIOD: PERIOD,
    MentionKind.TIME: "H",
    MentionKind.YEAR: YEAR,
    MentionKind.YEARS: YEAR,
    MentionKind.ARTICLE: "A",
    MentionKind.ACT_NUMBER: "X",
    MentionKind.LAW: "X",
    MentionKind.LEGAL_ARTICLE: "X",
    MentionKind.CODE: "X",
}
_WORD = pattern(r"[a-z]+'|[a-z0-9²]+(?:\.[a-z]\b)*|[^\s\w]", re.ASCII)
_PLAIN_NUMBER = pattern(
    r"[0-9](?<![\w/.,°:×].)(?:[0-9]{0,2}(?: [0-9]{3})+|[0-9]{0,8})(?:,[0-9]{1,4})?"
    r"(?:(?=m(?:[²³]|[23]\b))|(?![\w°]|/(?!(?:100|[2-6]0)\b(?!/))|[.,][0-9]| [0-9]{3}(?![0-9])))"
)
_NUMBER_WORD = pattern(NUMBER)
_AGAIN = pattern(rf"\s?\(\s?(?P<n>[0-9]{{1,6}}|{NUMBER})\s?\)")
_NOUN = pattern(r"[^\S\n\t]?(?P<noun>m(?:[²³]|[23]\b|(?![\w.'²³])|(?=\.(?:\s|\Z)))|[a-zœ][a-zœ'-]*[a-z])", re.ASCII)
_STREETS = frozenset(("rue", "avenue", "boulevard", "bd", "allee", "chemin", "impasse", "cours", "quai", "square"))
_PLACE = pattern(r" (?:d[eu]s? |d'|l'|la |saint|[0-9])")  # « 10 place de la Mairie »
_WHERE = pattern(r"\b[0-9]+ [a-z]+s : [^.;:]*\Z")  # « sur 42 places : 24 place du Foirail et 18 rue du Four »
_NAMED = pattern(r"[^\W\d]\s[A-Z][a-zé]")  # « le quai Neuf », « les Trois Vallées »
_BEFORE = pattern(r"[\s'’(]")
_MOMENT = pattern(
    r"\b(?:a|de|des|vers|jusqu'a|avant|apres|entre|le)\s?\Z|\b(?:a|de|entre|des|vers) [0-9][^,;.]{0,16} et \Z"
    r"|h\s?(?:[0-5][0-9]\s?)?[-–]\s?\Z"
)
_OF_EACH = pattern(r"[0-9] [a-z]{4,}s de \Z")  # « 36 séances de 1 h 30 »
_UNTIL = pattern(r"\s?(?:a|-|–)\s?[0-9]{1,2}\s?h")  # « 8h-12h »
_UNREAL = frozenset({
    "er", "eme", "e", "ere", "nd", "nde", "bis", "ter", "h", "de", "du", "des", "et", "ou", "a", "au", "aux",
    "en", "le", "la", "les", "sur", "par", "pour", "est", "sont", "ont", "etaient", "ne",
})  # fmt: skip
_NO_COUNT = frozenset({  # before a number that counts nothing: it names
    "article", "articles", "art", "n", "no", "numero", "lot", "annexe", "chapitre", "titre", "fonction", "compte",
    "page", "alinea", "paragraphe", "parcelle", "section", "tranche", "phase", "lots", "annexes", "comptes",
    "pages", "rue", "avenue", "bp", "cs", "place", "route", "boulevard", "chemin", "zone", "du", "le", "au",
    "siret", "siren", "cedex", "groupe",
})  # fmt: skip
_CODED = pattern(r"(?<!\w)(?!D[EU]|L[AE]|ET|AU|EN|OU)[A-Z]{2} \Z")
_RANKS = pattern(r"n°\s?[0-9]{1,4}\s(?:a|et|ou)\s\Z")  # « les acomptes n° 1 à 5 »
_SHARED = pattern(r"[0-9]+ (?:pour|au|aux|dans) ")  # « 2 pour le lot n° 2 et 3 pour le lot n° 3 »
_THINGS = pattern(rf"(?:[0-9 ]+|{NUMBER}) [a-z]{{3,}}[sx]\b")  # « le jury compte neuf membres »
_KEY = 3  # letters that an expression is looked up by
LEAST_WORDS = 2  # « un », « une » are articles
_MARKS = {",": ",", ";": ";", ".": ".", ":": ":", "(": "(", ")": ")", "-": "-", "–": "-", "\n": ".",
          "de": OF, "du": OF, "des": OF, "d'": OF, "et": AND}  # fmt: skip


class Counted(NamedTuple):
    """So many things: the number in figures or in words, and in the other way where both are written."""

    number: int
    noun: str  # « enfants », « m² », unaccented; empty where none follows
    again: int | None = None  # « trois (4) »
    places: int = 0  # decimals: 35,5 is 355 with one


class Token(NamedTuple):
    """A piece of a text that says something: `sort` is its letter, `value` a mention, a count or a role."""

    sort: str
    start: int
    end: int
    value: Mention | Counted | str = ""


Phrases = Mapping[str, Sequence[tuple[tuple[str, ...], str]]]


def _phrases(said: Mapping[str, str]) -> Phrases:
    """The expressions of a lexicon by the first letters (`_KEY`) of their first word, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for letter, lines in said.items():
        for phrase in lines.split("|"):
            words = tuple(_split(phrase.strip()))
            found.setdefault(words[0].rstrip("*")[:_KEY], []).append((words, letter))
    return {key: tuple(sorted(each, key=lambda one: -len(one[0]))) for key, each in found.items()}


def _split(phrase: str) -> Iterator[str]:
    """The words of an expression as they are cut in a text; an ending that is open keeps its `*`."""
    for word in phrase.split():
        pieces = _WORD.findall(word.rstrip("*")) if word != "*" else ["*"]
        yield from pieces[:-1]
        yield pieces[-1] + ("*" if word.endswith("*") and word != "*" else "")


def _nouns(lines: Sequence[str]) -> Mapping[str, str]:
    return {form: line.split()[0] for line in lines for form in line.split()}


@cache
def _money() -> tuple[Phrases, Mapping[str, str]]:
    return _phrases(LEXICON), _nouns(ROLES)


@cache
def _times() -> tuple[Phrases, Mapping[str, str]]:
    return _phrases(TIME_WORDS), _nouns(THINGS)


@kept_by_text
def tokens(text: str) -> tuple[Token, ...]:
    """The tokens of a text, in order and without overlap: its facts, words of the lexicon, roles, counts, marks."""
    low = folded(text)
    counted = list(_counts(text, low, any(word in WORDS for word, _, _ in _words(text))))
    spans = [(one.start, one.end) for one in counted]
    words = [one for one in _lexical(text, _of_money) if not _inside(one, spans)]
    return _with_mentions(text, low, [*counted, *words])


@kept_by_text
def time_tokens(text: str) -> tuple[Token, ...]:
    """The same, with the words that say what days and durations are, and no count."""
    return _with_mentions(text, folded(text), list(_lexical(text, _of_time)))


def _with_mentions(text: str, low: str, words: Sequence[Token]) -> tuple[Token, ...]:
    mentions = read(text)
    values = [_value(low, m) for m in mentions if m.kind in _MENTIONS and m.value is not None]
    taken = sorted((m.start, m.end) for m in mentions if m.kind in _MENTIONS or any(map(str.isdigit, m.text)))
    free = [one for one in words if not _inside(one, taken)]
    return tuple(sorted([*values, *free], key=lambda one: one.start))


def _value(low: str, mention: Mention) -> Token:
    """The token of a mention; « 12 heures » that last are counted, « à 12 heures » is a moment."""
    before = low[max(0, mention.start - 30) : mention.start]
    moment = _MOMENT.search(before) and not _OF_EACH.search(before)
    if mention.kind is MentionKind.TIME and not moment and not _UNTIL.match(low, mention.end):
        worked = _worked(HOURS.match(low, mention.start, mention.end))
        if worked:
            return Token(COUNT, mention.start, mention.end, worked)
    return Token(_MENTIONS[mention.kind], mention.start, mention.end, mention)


def _worked(match: re.Match[str] | None) -> Counted | None:
    """« 12 heures », « 17 h 30 », that are no moment: whole hours, else minutes; « une heure » counts nothing."""
    whole = match and match["h"] and (match["h"].isdigit() or match["part"] or match["m"])
    made = (minutes(match) if match and whole else 0) or 0
    if not made:
        return None
    return Counted(made, "minutes") if made % 60 else Counted(made // 60, "heures")


def _within(place: int, taken: Sequence[tuple[int, int]]) -> bool:
    index = bisect_right(taken, (place, 1 << 60)) - 1
    return index >= 0 and place < taken[index][1]


def _inside(one: Token, taken: Sequence[tuple[int, int]]) -> bool:
    index = bisect_right(taken, (one.start, 1 << 60)) - 1
    return _within(one.start, taken) or (index + 1 < len(taken) and taken[index + 1][0] < one.end)


class _Entry(NamedTuple):
    """What a word is: the class of the expression that it is alone, those that it may begin, its own class and sense.

    The others stand by the first letters of their second word, the longest first: few words begin one.
    """

    alone: str
    phrases: Mapping[str, Sequence[tuple[tuple[str, ...], str]]]
    sort: str
    role: str


def _entry(word: str, phrases: Phrases, roles: Mapping[str, str]) -> _Entry | None:
    alone, longer = "", dict[str, list[tuple[tuple[str, ...], str]]]()
    for (first, *rest), letter in phrases.get(word[:_KEY], ()):
        if _same(first, word) and rest:
            longer.setdefault(rest[0].rstrip("*")[:_KEY], []).append((tuple(rest), letter))
        elif _same(first, word):
            alone = alone or letter
    sort = ROLE if word in roles else _MARKS.get(word, "")
    return _Entry(alone, longer, sort, roles.get(word, "")) if alone or longer or sort else None


@lru_cache(maxsize=8192)
def _of_money(word: str) -> _Entry | None:
    return _entry(word, *_money())


@lru_cache(maxsize=8192)
def _of_time(word: str) -> _Entry | None:
    return _entry(word, *_times())


@kept_by_text
def _words(text: str) -> Sequence[tuple[str, int, int]]:
    return [(match[0], match.start(), match.end()) for match in _WORD.finditer(folded(text))]


def _lexical(text: str, entry: Callable[[str], _Entry | None]) -> Iterator[Token]:
    low, words, done = folded(text), _words(text), 0
    for index, (word, start, end) in enumerate(words):
        known = entry(word) if index >= done else None
        if known is None:
            continue
        step, letter = _phrase_at(words, index, known)
        if step:
            done, last = index + step, words[index + step - 1][2]
            yield Token(letter, start, last, low[start:last])
        elif known.sort and not (word == "-" and low[start - 1 : start].isalnum()):  # « Saint-Flour »
            yield Token(known.sort, start, end, known.role)


def _phrase_at(words: Sequence[tuple[str, int, int]], index: int, known: _Entry) -> tuple[int, str]:
    """How many words the longest of the expressions that stands there takes, and its class; none: 0."""
    following = words[index + 1][0][:_KEY] if known.phrases and index + 1 < len(words) else ""
    for said, letter in known.phrases.get(following, ()):
        rest = words[index + 1 : index + 1 + len(said)]
        if len(rest) == len(said) and all(map(_same, said, (written for written, _, _ in rest))):
            return 1 + len(said), letter
    return (1, known.alone) if known.alone else (0, "")


def _same(said: str, written: str) -> bool:
    return written.startswith(said[:-1]) if said.endswith("*") and len(said) > 1 else said == written


def _counts(text: str, low: str, in_words: bool) -> Iterator[Token]:
    """« 48 enfants », « trois (3) exemplaires », « 35,5 m² », « douze séances »: numbers that count."""
    end = 0
    worked = [Token(COUNT, *m.span(), w) for m in HOURS.finditer(low) if (w := _worked(m))] if SIGN.search(low) else []
    if " ca" in low or " a" in low:
        worked += [Token(COUNT, *m.span(), Counted(land(m), "ha", places=4)) for m in LAND.finditer(low)]
        worked.sort(key=lambda one: one.start)
    yield from worked
    spans = [(one.start, one.end) for one in worked]
    found = [*_PLAIN_NUMBER.finditer(low), *(_NUMBER_WORD.finditer(low) if in_words else ())]
    for match in sorted(found, key=lambda one: one.start()):
        figures = match[0][0].isdigit()
        named = _names(low, match.start()) if figures else _NAMED.match(text, max(0, match.start() - 2)) is not None
        if match.start() < end or named or _within(match.start(), spans):
            continue
        digits, _, decimals = match[0].replace(" ", "").partition(",")
        value = int(digits + decimals) if figures else number(match[0])
        again = _AGAIN.match(low, match.end())
        if value is None or (not figures and value < LEAST_WORDS and again is None):
            continue
        last = again.end() if again else match.end()
        noun = _NOUN.match(low, last)
        civil = noun is not None and noun["noun"] == "m" and text[noun.start("noun")] == "M"  # « les deux. M. Roy »
        said = noun["noun"] if noun and noun["noun"] not in _UNREAL and not civil else ""
        street = figures and (said in _STREETS or (noun and said == "place" and _PLACE.match(low, noun.end())))
        if street and not _WHERE.search(low, max(0, match.start() - 80), match.start()):
            continue  # « 12 rue du Pont »
        year = not decimals and len(digits) == 4 and 1900 <= value <= 2100
        zero = digits[0] == "0" and len(digits) > 1
        coded = year or zero or _CODED.search(text, max(0, match.start() - 4), match.start())
        if figures and not said and coded:
            continue  # « Code guichet : 00459 », « ZD 17, Les Brosses »
        end = noun.end() if noun and said else last
        other = numeral(again["n"]) if again else None
        yield Token(COUNT, match.start(), end, Counted(value, said, other, len(decimals)))


def _names(low: str, start: int) -> bool:
    """Whether the word before a number makes it a name: « article 3 », « lot 2 », « rue du 8 mai »."""
    before = low[max(0, start - 14) : start].rstrip(" °.\u00a0")
    word = _BEFORE.split(before)[-1]
    if word in _NO_COUNT and not (word == "compte" and _THINGS.match(low, start)):
        return True
    return _SHARED.match(low, start) is None and _RANKS.search(low, max(0, start - 14), start) is not None


def role_within(token: Token) -> str:
    """What an expression names as an amount is: « pour un prix de »; a role itself; else nothing."""
    if token.sort == ROLE or not isinstance(token.value, str):
        return str(token.value) if token.sort == ROLE else ""
    return next((role for word in token.value.split() if (role := _money()[1].get(word))), "")


def shape(found: Sequence[Token]) -> str:
    """The letters of tokens, one each.

    >>> said = "Une aide de 40 % du coût de 10 000 €, soit 4 200 € pour 12 enfants."
    >>> shape(tokens(said))
    'noPonoE,sEN.'
    """
    return "".join(one.sort for one in found)
