"""Acronyms, with their expansion where the text gives it: « Orange Business Services (OBS) »."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .flat import Flat
from .mention import Mention, MentionKind

_ACRONYM = re.compile(r"(?<![\w.°/'&-])(?P<acronym>[A-Z](?:[A-Z]|&(?=[A-Z])){1,7}[a-z]?)(?![\w'@]|-[A-Z0-9]|\.[A-Z])|(?<=[d'l]')(?P<elided>[A-Z]{2,8})(?![\w'@])")
_NOT = frozenset(
    "VU LE LA LES DE DU DES ET EN AU AUX UN UNE SUR PAR POUR OU HT TTC TVA EUR CS BP SC TSA ZA ZI ZAC SA SAS SARL MM CEDEX II III IV"
    " VI VII VIII IX XI XII XIII XIV XV XX XXX XXXX OUI NON BIC IBAN SIRET SIREN RCS OBJET CGCT CGI CGFP CGPPP CJA CRPA PJ NB TEL"
    " DIT FIXE DECIDE ARRETE CHARGE TOTAL ANNEXE ARTICLE".split()
)
_LINE = re.compile(r"[^\n¶¦]*")
_SMALL = re.compile(r"[a-z]{3}")
_WORD = re.compile(r"[A-Za-z][\w'-]*")


def find(flat: Flat) -> Iterator[Mention]:
    """Every acronym in a line that is not all in capitals."""
    for match in _ACRONYM.finditer(flat.text):
        start, end = match.span("acronym" if match["acronym"] else "elided")
        word = flat.text[start:end]
        if word in _NOT or not _mixed(flat, start):
            continue
        yield Mention(MentionKind.ACRONYM, start, end, word, label=_expansion(flat, start, end, word))


def _mixed(flat: Flat, start: int) -> bool:
    """Whether the words around are in small letters: in a title in capitals every word looks like an acronym."""
    first = max(flat.text.rfind(mark, 0, start) for mark in "\n¶¦") + 1
    line = _LINE.match(flat.text, first)
    near = flat.text[max(first, start - 25) : min(line.end() if line else start, start + 35)]
    return _SMALL.search(near) is not None


def _expansion(flat: Flat, start: int, end: int, acronym: str) -> str:
    """The words whose initials it is, before its parenthesis, or in the parenthesis after it."""
    before, after = flat.text[max(0, start - 140) : start], flat.text[end : end + 120]
    if re.search(r"[\w»\"]\s(?:\(|-\s)\Z", before) and re.match(r"\s?[)-]", after):
        stop = start - len(re.search(r"\s(?:\(|-\s)\Z", before)[0])  # type: ignore[index]
        if (first := _first_word(flat, stop, acronym)) is not None:
            return flat.words(first, stop)
    if inside := re.match(r"\s\((?P<words>[A-Z][^()]{4,100})\)", after):
        span = (end + inside.start("words"), end + inside.end("words"))
        if _initials(inside["words"], acronym):
            return flat.words(*span)
    return ""


def _first_word(flat: Flat, stop: int, acronym: str) -> int | None:
    """Where the expansion begins: the fewest words before `stop` whose initials are the acronym."""
    words = list(_WORD.finditer(flat.text, max(0, stop - 120), stop))
    for word in reversed(words):
        if word[0][0].lower() == acronym[0].lower() and word[0][0].isupper() and _initials(flat.text[word.start() : stop], acronym):
            return word.start()
    return None


def _initials(words: str, acronym: str) -> bool:
    """Whether the letters of the acronym are, in order, the initials of the words; small words may be skipped."""
    letters = [word[0].lower() for word in re.findall(r"[A-Za-z]+", words) if len(word) > 3 or word[0].isupper()]
    position = 0
    wanted = [char.lower() for char in acronym if char.isalpha()]
    for letter in letters:
        if position < len(wanted) and letter == wanted[position]:
            position += 1
    return position == len(wanted) and bool(letters) and letters[0] == wanted[0]
