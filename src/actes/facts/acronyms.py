"""Acronyms, with their expansion where the text gives it: « Orange Business Services (OBS) ».

A word in capitals may be a town, a surname or a heading: it is taken for an acronym only where it stands somewhere
after an article or a common noun (« l'ADICO », « le dispositif FVT »), or in parentheses after its expansion.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..pattern import pattern
from ..values.departements import codes_by_name
from .flat import Flat
from .mention import Mention, MentionKind

_ACRONYM = pattern(
    r"[A-Z](?<![\w.°&-].)(?:(?<=[dlDL]'.)|(?<!'.))(?:[A-Z]|&(?=[A-Z])){1,7}[a-z]?(?![\w'@&]|-[A-Z0-9]|\.[A-Z])"
)
_NOT = frozenset({
    "VU", "LE", "LA", "LES", "DE", "DU", "DES", "ET", "EN", "AU", "AUX", "UN", "UNE", "SUR", "PAR", "POUR",
    "OU", "HT", "TTC", "TVA", "EUR", "CS", "BP", "SC", "TSA", "ZA", "ZI", "ZAC", "SA", "SAS", "SARL", "MM",
    "CEDEX", "OUI", "NON", "BIC", "IBAN", "SIRET", "SIREN", "RCS", "OBJET", "CGCT", "CGI", "CGFP", "CGPPP",
    "CJA", "CRPA", "PJ", "NB", "TEL", "AN", "MOIS", "JOUR", "TOTAL", "ANNEXE", "ARTICLE", "PREMIER",
})  # fmt: skip
_ROMAN = pattern(r"[IVX]+\Z")
_BEFORE = pattern(
    r"(?:\b[dl]'|(?<![\w'-])(?!(?:de|a|et|ou|en|sur|sous|cedex)\s)[a-z][a-z-]*\s(?:«\s)?|\(|[A-Z]{2,8}/)\Z",
    re.IGNORECASE,
)
_OPENED = pattern(r"[\w»\"]\s(?:\(|-\s)\Z")
_WORD = pattern(r"[A-Za-z][\w-]*")


def find(flat: Flat) -> Iterator[Mention]:
    places = [match for match in _ACRONYM.finditer(flat.text) if not _is_word(match[0])]
    expansions = {match.start(): _expansion(flat, match) for match in places}
    known = {match[0] for match in places if expansions[match.start()] or _in_prose(flat, match)}
    for match in places:
        if match[0] in known and not _among_capitals(flat, match):
            yield Mention(
                MentionKind.ACRONYM, *match.span(), flat.words(*match.span()), label=expansions[match.start()]
            )


def _is_word(capitals: str) -> bool:
    """A word of a title, a rank, a department: « Kerlann (MORBIHAN) »."""
    return capitals in _NOT or _ROMAN.match(capitals) is not None or capitals.lower() in codes_by_name()


def _among_capitals(flat: Flat, match: re.Match[str]) -> bool:
    """Whether it stands in a title in capitals, where every word looks like an acronym."""
    before, after = flat.text[max(0, match.start() - 12) : match.start()], flat.text[match.end() : match.end() + 12]
    return (
        re.search(r"[A-Z]{2}[\s'-]\Z", before) is not None
        or re.match(r"[\s'-](?:[A-Z]{3,}|[A-Z]{2}\s[A-Z])", after) is not None
    )


def _in_prose(flat: Flat, match: re.Match[str]) -> bool:
    before = flat.text[max(0, match.start() - 30) : match.start()]
    head = _BEFORE.search(before)
    return (
        head is not None and (head[0][0].islower() or head[0].endswith(("/", "("))) and not _among_capitals(flat, match)
    )


def _expansion(flat: Flat, match: re.Match[str]) -> str:
    """The words whose initials it is, before its parenthesis, or in the parenthesis after it."""
    start, end = match.span()
    before, after = flat.text[max(0, start - 4) : start], flat.text[end : end + 120]
    opened = _OPENED.search(before)
    if opened and re.match(r"\s?[)-]", after):
        stop = start - len(opened[0]) + 1
        first = _first_word(flat, stop, match[0])
        return "" if first is None else flat.words(first, stop)
    inside = re.match(r"\s\((?P<words>[A-Z][^()]{4,100})\)", after)
    if inside and _initials(inside["words"], match[0]):
        return flat.words(end + inside.start("words"), end + inside.end("words"))
    return ""


def _first_word(flat: Flat, stop: int, acronym: str) -> int | None:
    """Where the expansion begins: the fewest words before `stop` that the acronym abbreviates."""
    words = [word for word in _WORD.finditer(flat.text, max(0, stop - 120), stop) if word[0][0].upper() == acronym[0]]
    for abbreviates in (_initials, _letters):
        for word in reversed(words):
            if abbreviates(flat.text[word.start() : stop].strip(), acronym):
                return word.start()
    return None


def _initials(words: str, acronym: str) -> bool:
    """Whether the letters of the acronym are, in order, the initials of the words; small words may be skipped."""
    letters = "".join(word[0].lower() for word in re.findall(r"[A-Za-z]+", words) if len(word) > 3 or word[0].isupper())
    if words[0].islower():
        return letters == acronym.lower()
    return letters[:1] == acronym[0].lower() and _in_order(letters, acronym)


def _letters(words: str, acronym: str) -> bool:
    """« Communauté Intercommunale de l'Est (CIREST) »: letters of several words, in order."""
    return words[0].isupper() and " " in words and _in_order(words.lower(), acronym)


def _in_order(letters: str, acronym: str) -> bool:
    rest = iter(letters)
    return all(char in rest for char in acronym.lower() if char.isalpha())
