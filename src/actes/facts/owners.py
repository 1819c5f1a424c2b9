"""Whose article, annexe, period, amount, date: what the sentence says, by the words in it that name acts."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

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
    r"(?:de\s(?=la\s|l'|ladite|cette|ce|cet|nos\s|notre\s|ses\s|son\s|leurs?\s)|(?=du\s|des\s|dudit|desdit|au\s)|d'|de\s|a\s)"
    rf"(?P<phrase>(?:la\s|l'|du\s|des\s|au\s|une?\s|nos\s|notre\s|ses\s|son\s|leurs?\s)?{_DETERMINER}(?P<noun>{NOUN})\b{_YEAR})"
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


_LIST = pattern(
    r"(?:\set\ssuivants)?(?:,?\s(?:et|ou|a|et/ou|ainsi\sque)\s|,\s)(?:de\s)?(?:l'|l[ae]s?\s|a\sl')?(?:articles?\s)?"
)
_PAIR = pattern(r"[\s(),-]{0,3}(?:soit)?[\s(-]{0,3}")
_INSIDE = pattern(r",?\s(?:de\s)?l'|,\s")
# The second: « l'article 283, 2 nonies, du code », « l'article 279, k du code ».
_OF = pattern(
    r"°?(?:\s?\([0-9]{1,2}°(?:,?\s(?:et\s)?[0-9]{1,2}°)*\))?(?:\s(?:bis|ter|quater|[a-z]{3,7}ies)|,?\s[b-z](?=\sdu))?[\s,»]{0,2}(?:du|de\sla|de\sl'|des?)?\s?"
)
_OF_DATE = pattern(
    r"[^;:¶¦]{0,60}?\s?(?:du|des|et\sdu|et)\s"
    r"|[^;¶¦]{0,250}?\s(?:en\sdate\s(?:du|des|de)|signee?s?\sle|datee?s?\sdu|conclue?s?\sle)\s"
)
_OTHER_DATE = pattern(r"\b(?:la\sdate|celles?|celui|ceux|modifie|abroge|remplace|transmis|notifie|publie|recu)")
_RELATIVE = pattern(r"\b(?:laquelle|lequel|notamment|en\sparticulier|ses|son)\b")
_BESIDE = pattern(r",?\s\(?(?:articles?\s)?")
_OWNED = pattern(r"\b(?:dont|est|sont|s'eleve(?:nt)?|prevoit|montant|fixee?s?|financement)\b")
OF_LAW = pattern(r"\bseuils?\s[^.;]{0,120}\b(?:applicables?|en\svigueur)\b[^.;]{0,80}\Z")
"""« le seuil de 216 000 € applicable aux fournitures à compter du »: of no act that is named before."""
FAR = 220  # characters
_LAWS = frozenset({"loi", "décret", "ordonnance", "loi de finances", "code", "règlement", "circulaire"})
_NOT_OWNERS = frozenset({"avis", "instruction", "circulaire"})
_LEFT = frozenset({MentionKind.PERIOD, MentionKind.AMOUNT, MentionKind.DURATION, MentionKind.YEARS})
_RIGHT = frozenset({MentionKind.ARTICLE, MentionKind.ANNEXE, MentionKind.PARAGRAPH, MentionKind.LEGAL_ARTICLE})
_ARTICLES = frozenset({MentionKind.ARTICLE, MentionKind.LEGAL_ARTICLE})
_ACTS = frozenset({MentionKind.ACT_NUMBER, MentionKind.LAW})


def with_owners(flat: Flat, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions, each with whose it is where the sentence says so."""
    if not mentions:
        return []
    nouns = Nouns(flat, mentions)
    found = list(_backwards(flat, nouns, mentions))
    found.reverse()
    for index, mention in enumerate(found):
        owner = mention.of or _same_list(flat, found, index) or _from_the_left(flat, nouns, mention)
        found[index] = mention._replace(of=owner) if owner else mention
    return found


def _is_citation(mention: Mention) -> bool:
    return mention.kind in _RIGHT and mention.label != "titre"


def _backwards(flat: Flat, nouns: Nouns, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """From the last to the first: in « l'article 9 et l'annexe 1 de la convention » the last one knows."""
    following: Mention | None = None
    for mention in reversed(mentions):
        if _is_citation(mention):
            mention = _from_the_right(flat, nouns, mention, following)
        following = mention
        yield mention


def _from_the_right(flat: Flat, nouns: Nouns, mention: Mention, following: Mention | None) -> Mention:
    if following is None:
        return mention._replace(of=nouns.after(mention))
    between = flat.low[mention.end : following.start]
    if (following.kind in _ACTS or following.kind is MentionKind.CODE) and _OF.fullmatch(between):
        return mention._replace(of=owner_of(following))
    if (owner := nouns.after(mention)) is not None or not _is_citation(following):
        return mention._replace(of=owner)
    if mention.kind is MentionKind.PARAGRAPH and following.kind in _ARTICLES and _INSIDE.fullmatch(between):
        return mention._replace(of=following.of, label=str(following.value))
    return mention._replace(of=following.of) if mention.value and _LIST.fullmatch(between) else mention


def _same_list(flat: Flat, mentions: Sequence[Mention], index: int) -> Owner | None:
    """« ses articles L. 123-1 et suivants, R. 562-1 »: the owner of the one before in the list."""
    mention, before = mentions[index], mentions[index - 1] if index else None
    if before is None or mention.kind is not before.kind:
        return None
    link = _LIST if mention.kind in _RIGHT else _PAIR if mention.kind is MentionKind.AMOUNT else None
    return before.of if link and link.fullmatch(flat.low, before.end, mention.start) else None


def _from_the_left(flat: Flat, nouns: Nouns, mention: Mention) -> Owner | None:
    """The act named before in the same sentence, where words tie the mention to it."""
    if _is_citation(mention):
        return _relative(flat, nouns, mention)
    if mention.kind is MentionKind.DATE:
        return _of_date(flat, nouns, mention)
    if mention.kind is MentionKind.AMOUNT:
        found = nouns.before(mention.start)
        return found[-1].owner if found and _tied(flat, found[-1], mention) else None
    first = max(nouns.sentence(mention.start), mention.start - FAR)
    if flat.low.find("seuil", first, mention.start) >= 0 and OF_LAW.search(flat.low, first, mention.start):
        return None
    return _last(nouns, mention) if mention.kind in _LEFT else None


def _relative(flat: Flat, nouns: Nouns, mention: Mention) -> Owner | None:
    """« la convention …, dans laquelle l'article 1 prévoit », « le code …, notamment son article L. 5211-10 »."""
    cited = nouns.cited(mention.start)
    if cited and _BESIDE.fullmatch(flat.low, cited[-1].end, mention.start):
        return owner_of(cited[-1])
    first = max(nouns.sentence(mention.start), mention.start - 60)
    words = [match[0] for match in _RELATIVE.finditer(flat.low, first, mention.start)]
    if not words:
        return None
    return _last(nouns, mention) if words[-1] in ("laquelle", "lequel") or not cited else owner_of(cited[-1])


def _last(nouns: Nouns, mention: Mention) -> Owner | None:
    """The act named last, by its number or by a noun; with it the act that approves it."""
    cited = [found for found in nouns.cited(mention.start) if found.kind in _ACTS]
    found = nouns.before(mention.start)
    if cited and (not found or cited[-1].end > found[-1].end):
        return owner_of(cited[-1])
    if not found or found[-1].owner.nature in _NOT_OWNERS:
        return None
    through = next((act.value for act in reversed(cited) if act.kind is MentionKind.ACT_NUMBER), None)
    return found[-1].owner._replace(through=through if isinstance(through, Reference) else None)


def _of_date(flat: Flat, nouns: Nouns, day: Mention) -> Owner | None:
    """« l'arrêté préfectoral du 15 juin 2017 », « la convention signée le 30 janvier 2024 »."""
    found = nouns.before(day.start, heads=False)
    link = _OF_DATE.fullmatch(flat.low, found[-1].end, day.start) if found else None
    return found[-1].owner if link and not _OTHER_DATE.search(link[0]) else None


def _tied(flat: Flat, noun: Noun, amount: Mention) -> bool:
    """« la convention dont la participation s'élève à », « le montant de l'accord-cadre est de », no amount between."""
    between = flat.low[noun.end : amount.start]
    if noun.owner.nature in _LAWS or flat.low.startswith("un", noun.owner.start) or "€" in between:
        return False
    return _OWNED.search(between) is not None
