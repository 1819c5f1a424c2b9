"""The words of a text that name acts, sentence by sentence: « la présente convention », « l'avenant », a cited act."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from ..frozen import frozen
from ..pattern import pattern
from .flat import Flat
from .mention import Mention, MentionKind, Owner, Reference
from .natures import NOUN, french

_DETERMINER = (
    r"(?:(?P<present>presente?s?)\s"
    r"|(?P<said>ladite|ledit|dudit|lesdit(?:e?s)|desdit(?:e?s)|dite?|cette|ce|cet|meme)\s)?"
)
_YEAR = r"(?:\sde\s(?P<year>(?:19|20)[0-9]{2})(?![0-9-]))?"
_TITLE = r"(?:\s?[-¶]{0,2}\s?[^«»;]{1,60}\s?»)?"  # the end of « 9.1 - Responsabilité »
_AFTER = pattern(
    rf"{_TITLE}[\s»,]{{0,2}}"
    r"(?:de\s(?=la\s|l'|ladite|cette|ce|cet)|(?=du\s|des\s|dudit|desdit|au\s)|d'|de\s|a\s)"
    rf"(?P<phrase>(?:la\s|l'|du\s|des\s|au\s|une?\s)?{_DETERMINER}(?P<noun>{NOUN})\b{_YEAR})"
)
_NOUN = pattern(rf"(?<![\w-])(?P<noun>{NOUN})\b{_YEAR}")
_ARTICLE = pattern(rf"(?:(?<![\w-])(?:(?:la|le|les|du|des|au|une?)\s|l'))?{_DETERMINER}\Z")
_SENTENCE = pattern(r"[;¶]|[.!?][\s\n](?=[A-Z])|\n(?=(?:Article|ARTICLE|Vu|VU|Considerant|-)\b)|¦")
_NOT_HEAD = pattern(
    r"(?:\b(?:annexe|joint)e?e?s?\sa|\bavenants?(?:\sn\s?°\s?[0-9]{1,2})?\sa"
    r"|\b(?:signature|notification|renouvellement)\sde)\s?\Z"
)
# « la précédente convention », « le bail échu », said of the one that this act takes the place of.
_FORMER = pattern(r"\b(?:precedente?s?|ancien(?:ne)?s?|dernieres?|derniers?)\s\Z")
_FORMER_AFTER = pattern(r"\s(?:precedente?s?|anterieure?s?|expirees?|echue?s?)\b")
_CITED = frozenset({MentionKind.ACT_NUMBER, MentionKind.LAW, MentionKind.CODE})


@frozen
class Noun:
    """A noun phrase that names an act; `head` is false in « annexé à la délibération », « avenant à la convention »."""

    owner: Owner
    end: int
    head: bool


class Nouns:
    """Where a text names acts: by a noun (`before`), by a number or a date (`cited`)."""

    def __init__(self, flat: Flat, mentions: Sequence[Mention]) -> None:
        self._low = flat.low
        self._starts = [0, *(match.end() for match in _SENTENCE.finditer(flat.text))]
        self._cited = [mention for mention in mentions if mention.kind in _CITED]
        self._cited_starts = [mention.start for mention in self._cited]
        self._nouns = [self._noun(match) for match in _NOUN.finditer(flat.low) if not self._in_code(match.start())]
        self._noun_starts = [noun.owner.start for noun in self._nouns]

    def sentence(self, offset: int) -> int:
        """Where the sentence begins."""
        return self._starts[bisect_right(self._starts, offset) - 1]

    def before(self, stop: int, heads: bool = True) -> list[Noun]:
        """The nouns of the sentence that end before `stop`."""
        first = bisect_left(self._noun_starts, self.sentence(stop))
        nouns = self._nouns[first : bisect_left(self._noun_starts, stop)]
        return [noun for noun in nouns if noun.end <= stop and (noun.head or not heads)]

    def cited(self, stop: int) -> list[Mention]:
        """The acts, laws and codes of the sentence that begin before `stop`."""
        first = bisect_left(self._cited_starts, self.sentence(stop))
        return self._cited[first : bisect_left(self._cited_starts, stop)]

    def after(self, mention: Mention) -> Owner | None:
        """What stands after a mention, « de la présente convention », the rest of a quoted title between."""
        quoted = "«" in self._low[mention.start : mention.end]
        if "¶" in self._low[mention.end : mention.end + 2] and not quoted:
            return None
        match = _AFTER.match(self._low, mention.end)
        return self._owner(match, match, match.start("phrase")) if match else None

    def _noun(self, match: re.Match[str]) -> Noun:
        article = _ARTICLE.search(self._low, max(0, match.start() - 20), match.start())
        start = article.start() if article else match.start()
        before = self._low[max(0, start - 30) : start]
        owner = self._owner(match, article, start)
        return Noun(owner, match.end("noun"), _NOT_HEAD.search(before) is None)

    def _owner(self, match: re.Match[str], article: re.Match[str] | None, start: int) -> Owner:
        noun = match.start("noun")
        around = self._around(noun)
        return Owner(
            "", start, match.end(), french(match["noun"]),
            present=article is not None and article["present"] is not None,
            said=article is not None and article["said"] is not None,
            reference=around.value if around and isinstance(around.value, Reference) else None,
            annee=int(match["year"]) if match["year"] else None,
            former=_FORMER.search(self._low, max(0, noun - 14), noun) is not None
            or _FORMER_AFTER.match(self._low, match.end("noun")) is not None,
        )  # fmt: skip

    def _around(self, offset: int) -> Mention | None:
        """The cited act in whose words the offset is."""
        index = bisect_right(self._cited_starts, offset) - 1
        return self._cited[index] if index >= 0 and offset < self._cited[index].end else None

    def _in_code(self, offset: int) -> bool:
        around = self._around(offset)
        return around is not None and around.kind is MentionKind.CODE


def owner_of(cited: Mention) -> Owner:
    """The owner that a cited act, law or code is."""
    if isinstance(cited.value, Reference):
        return Owner("", cited.start, cited.end, cited.value.nature, reference=cited.value)
    return Owner("", cited.start, cited.end, str(cited.value))
