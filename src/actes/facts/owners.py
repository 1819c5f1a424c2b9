"""Whose article, annexe, period, amount, date: what the sentence says, and nothing more."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from .flat import Flat
from .mention import Mention, MentionKind, Owner, Reference
from .natures import NOUN, french

_DETERMINER = r"(?:(?P<present>presente?s?)\s|(?P<said>ladite|ledit|dudit|lesdit(?:e?s)|desdit(?:e?s)|dite?|cette|ce|cet|meme)\s)?"
_YEAR = r"(?:\sde\s(?P<year>(?:19|20)[0-9]{2})(?![0-9-]))?"
_AFTER = re.compile(
    rf"(?:\s?[-¶]{{0,2}}\s?[^«»;]{{1,60}}\s?»)?[\s»,]{{0,2}}(?:de\s(?=la\s|l'|ladite|cette|ce|cet)|(?=du\s|des\s|dudit|desdit|au\s)|d'|de\s|a\s)"
    rf"(?P<phrase>(?:la\s|l'|du\s|des\s|au\s|une?\s)?{_DETERMINER}(?P<noun>{NOUN})\b{_YEAR})"
)
_NOUN = re.compile(rf"(?<![\w-])(?P<noun>{NOUN})\b{_YEAR}")
_ARTICLE = re.compile(rf"(?:(?<![\w-])(?:(?:la|le|les|du|des|au|une?)\s|l'))?{_DETERMINER}\Z")
_SENTENCE = re.compile(r"[;¶]|[.!?][\s\n](?=[A-Z])|\n(?=(?:Article|ARTICLE|Vu|VU|Considerant|-)\b)|¦")
_LIST = re.compile(
    r"(?:\set\ssuivants)?(?:,?\s(?:et|ou|a|et/ou|ainsi\sque)\s|,\s)(?:de\s)?(?:l'|l[ae]s?\s|a\sl')?(?:articles?\s)?"
)
_PAIR = re.compile(r"[\s(),-]{0,3}(?:soit)?[\s(-]{0,3}")
_INSIDE = re.compile(r",?\s(?:de\s)?l'|,\s")
_OF_DATE = re.compile(
    r"[^;:¶¦]{0,60}?\s?(?:du|des|et\sdu|et)\s|[^;¶¦]{0,250}?\s(?:en\sdate\s(?:du|des|de)|signee?s?\sle|datee?s?\sdu|conclue?s?\sle)\s"
)
_OTHER = re.compile(r"\b(?:la\sdate|celles?|celui|ceux|modifie|abroge|remplace|transmis|notifie|publie|recu)")
_RELATIVE = re.compile(r"\b(?:laquelle|lequel|notamment|en\sparticulier|ses|son)\b")
_BESIDE = re.compile(r",?\s\(?(?:articles?\s)?")
_OWNED = re.compile(r"\b(?:dont|est|sont|s'eleve(?:nt)?|prevoit|montant|fixee?s?|financement)\b")
_NOT_HEAD = re.compile(
    r"(?:\bannexee?s?\sa|\bjointe?s?\sa|\bavenants?(?:\sn\s?°\s?[0-9]{1,2})?\sa|\b(?:signature|notification|renouvellement)\sde)\s?\Z"
)
_LAWS = frozenset({"loi", "décret", "ordonnance", "loi de finances", "code", "règlement", "circulaire"})
_NOT_OWNERS = frozenset({"avis", "instruction", "circulaire"})
_LEFT = frozenset({MentionKind.PERIOD, MentionKind.AMOUNT, MentionKind.DURATION, MentionKind.YEARS})
_RIGHT = frozenset({MentionKind.ARTICLE, MentionKind.ANNEXE, MentionKind.PARAGRAPH, MentionKind.LEGAL_ARTICLE})
_ARTICLES = frozenset({MentionKind.ARTICLE, MentionKind.LEGAL_ARTICLE})
_CITED = frozenset({MentionKind.ACT_NUMBER, MentionKind.LAW, MentionKind.CODE})


def with_owners(flat: Flat, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions, each with whose it is where the sentence says so."""
    context = _Context(flat, mentions)
    found = list(context.backwards())
    found.reverse()
    for index, mention in enumerate(found):
        owner = mention.of or _same_list(flat, found, index) or context.from_the_left(mention)
        found[index] = replace(mention, of=owner) if owner else mention
    return found


def _same_list(flat: Flat, mentions: Sequence[Mention], index: int) -> Owner | None:
    """« ses articles L. 123-1 et suivants, R. 562-1 »: the owner of the one before in the list."""
    mention, before = mentions[index], mentions[index - 1] if index else None
    if before is None or mention.kind is not before.kind:
        return None
    link = _LIST if mention.kind in _RIGHT else _PAIR if mention.kind is MentionKind.AMOUNT else None
    return before.of if link and link.fullmatch(flat.low, before.end, mention.start) else None


@dataclass(frozen=True, slots=True)
class _Noun:
    """A noun phrase that names an act."""

    owner: Owner
    end: int
    head: bool


class _Context:
    """The nouns that name acts in a text, and the sentences."""

    def __init__(self, flat: Flat, mentions: Sequence[Mention]) -> None:
        self.flat, self.mentions = flat, mentions
        self.starts = [0, *(match.end() for match in _SENTENCE.finditer(flat.text))]
        self.cited = [mention for mention in mentions if mention.kind in _CITED]
        self.cited_starts = [mention.start for mention in self.cited]
        self.nouns = [self._noun(match) for match in _NOUN.finditer(flat.low) if not self._in_code(match.start("noun"))]
        self.noun_starts = [noun.owner.start for noun in self.nouns]

    def backwards(self) -> Iterator[Mention]:
        """From the last to the first: in « l'article 9 et l'annexe 1 de la convention » the last one knows."""
        following: Mention | None = None
        for mention in reversed(self.mentions):
            if mention.kind in _RIGHT and mention.label != "titre":
                mention = self._from_the_right(mention, following)
            following = mention
            yield mention

    def _from_the_right(self, mention: Mention, following: Mention | None) -> Mention:
        low = self.flat.low
        if (
            following
            and following.kind in _CITED
            and re.fullmatch(r"[\s,»]{0,2}(?:du|de\sla|de\sl'|des?|de)?\s?", low[mention.end : following.start])
        ):
            return replace(mention, of=_of_mention(following))
        match = (
            _AFTER.match(low, mention.end)
            if "¶" not in low[mention.end : mention.end + 2] or "«" in low[mention.start : mention.end]
            else None
        )
        if match:
            return replace(mention, of=self._owner(match))
        if following and following.kind in _RIGHT and following.label != "titre":
            if (
                mention.kind is MentionKind.PARAGRAPH
                and following.kind in _ARTICLES
                and _INSIDE.fullmatch(low, mention.end, following.start)
            ):
                return replace(mention, of=following.of, label=str(following.value))
            if mention.value and _LIST.fullmatch(low, mention.end, following.start):
                return replace(mention, of=following.of)
        return mention

    def from_the_left(self, mention: Mention) -> Owner | None:
        """The act named before in the same sentence, where words tie the mention to it."""
        first = self.starts[bisect_right(self.starts, mention.start) - 1]
        if mention.kind in _RIGHT and mention.label != "titre":
            return self._relative(mention, first)
        if mention.kind is MentionKind.DATE:
            nouns = self._before(first, mention.start, heads=False)
            return nouns[-1].owner if nouns and self._of_date(nouns[-1], mention) else None
        return self._last(mention, first) if mention.kind in _LEFT else None

    def _relative(self, mention: Mention, first: int) -> Owner | None:
        """« la convention …, dans laquelle l'article 1 prévoit », « le code …, notamment son article L. 5211-10 »."""
        low = self.flat.low
        cited = self._cited(first, mention.start)
        if cited and _BESIDE.fullmatch(low, cited[-1].end, mention.start):
            return _of_mention(cited[-1])
        words = list(_RELATIVE.finditer(low, max(first, mention.start - 60), mention.start))
        if not words:
            return None
        if words[-1][0] in ("laquelle", "lequel") or not cited:
            return self._last(mention, first)
        return _of_mention(cited[-1])

    def _last(self, mention: Mention, first: int) -> Owner | None:
        nouns = self._before(first, mention.start, heads=True)
        cited = [found for found in self._cited(first, mention.start) if found.kind is not MentionKind.CODE]
        noun = nouns[-1] if nouns else None
        if noun and mention.kind is MentionKind.AMOUNT:
            return noun.owner if self._tied(noun, mention) else None
        if cited and (noun is None or cited[-1].end > noun.end):
            return None if mention.kind is MentionKind.AMOUNT else _of_mention(cited[-1])
        if (
            noun is None
            or noun.owner.nature in _NOT_OWNERS
            or (mention.kind is MentionKind.DURATION and noun.owner.nature in _LAWS)
        ):
            return None
        through = next((found.value for found in reversed(cited) if found.kind is MentionKind.ACT_NUMBER), None)
        return replace(noun.owner, through=through if isinstance(through, Reference) else None)

    def _tied(self, noun: _Noun, amount: Mention) -> bool:
        """« la convention dont la participation s'élève à », « le montant de l'accord-cadre est de »; no other amount between."""
        between = self.flat.low[noun.end : amount.start]
        indefinite = self.flat.low.startswith("un", noun.owner.start)
        return (
            noun.owner.nature not in _LAWS
            and not indefinite
            and "€" not in between
            and _OWNED.search(between) is not None
        )

    def _of_date(self, noun: _Noun, day: Mention) -> bool:
        link = _OF_DATE.fullmatch(self.flat.low, noun.end, day.start)
        return link is not None and _OTHER.search(link[0]) is None

    def _before(self, first: int, stop: int, heads: bool) -> list[_Noun]:
        nouns = self.nouns[bisect_left(self.noun_starts, first) : bisect_left(self.noun_starts, stop)]
        return [noun for noun in nouns if noun.end <= stop and (noun.head or not heads)]

    def _cited(self, first: int, stop: int) -> list[Mention]:
        return self.cited[bisect_left(self.cited_starts, first) : bisect_left(self.cited_starts, stop)]

    def _around(self, offset: int) -> Mention | None:
        """The cited act in whose words the offset is."""
        index = bisect_right(self.cited_starts, offset) - 1
        return self.cited[index] if index >= 0 and offset < self.cited[index].end else None

    def _in_code(self, offset: int) -> bool:
        around = self._around(offset)
        return around is not None and around.kind is MentionKind.CODE

    def _noun(self, match: re.Match[str]) -> _Noun:
        article = _ARTICLE.search(self.flat.low, max(0, match.start() - 20), match.start())
        owner = self._owner(match, article)
        before = self.flat.low[max(0, owner.start - 30) : owner.start]
        return _Noun(owner, match.end("noun"), _NOT_HEAD.search(before) is None)

    def _owner(self, match: re.Match[str], article: re.Match[str] | None = None) -> Owner:
        """The owner of a noun; `article` is what stands before it, inside the match itself when None."""
        article = article or match
        start = min(article.start(), match.start("noun")) if article is not match else match.start("phrase")
        around = self._around(match.start("noun"))
        reference = around.value if around else None
        return Owner(
            "", start, match.end(), french(match["noun"]), article["present"] is not None, article["said"] is not None,
            reference if isinstance(reference, Reference) else None, int(match["year"]) if match["year"] else None,
        )  # fmt: skip


def _of_mention(mention: Mention) -> Owner:
    if isinstance(mention.value, Reference):
        return Owner("", mention.start, mention.end, mention.value.nature, reference=mention.value)
    return Owner("", mention.start, mention.end, str(mention.value))
