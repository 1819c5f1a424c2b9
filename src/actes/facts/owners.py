"""Whose article, annexe, period, amount, date: what the sentence says, and nothing more."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from .acts import french
from .flat import Flat
from .mention import Mention, MentionKind, Owner, Reference

_NOUN = (
    r"(?:projets?\sd(?:e\s|')(?:convention|avenant|contrat|arrete|deliberation|decision|accord)|conventions?|accords?[\s-]cadres?|accord"
    r"|avenant|contrats?|marche|decisions?|deliberations?|arretes?|decrets?|lois?|ordonnances?|circulaire|groupements?\sde\scommandes?"
    r"|bon\sde\scommande|reglement|delegation|statuts|code|acte|proposition)"
)
_DETERMINER = r"(?:(?P<present>present[es]?)\s|(?P<said>ladite|ledit|dudit|dite?|cette|ce|cet|meme)\s)?"
_AFTER = re.compile(rf"[\s»,]{{0,2}}(?:de\sla|du|des|de\sl'|de|d'une|d'un|a\sla|au|dudit|de\sladite)\s?{_DETERMINER}(?P<noun>{_NOUN})\b(?:\s(?:de|du)\s(?P<year>(?:19|20)[0-9]{{2}})(?![0-9-]))?")
_BEFORE = re.compile(rf"(?<![\w'])(?:(?:la|le|les|l'|du|des|au|une?|de|d'|cette|ce|cet)\s?)?{_DETERMINER}(?P<noun>{_NOUN})\b(?:\sde\s(?P<year>(?:19|20)[0-9]{{2}})(?![0-9-]))?")
_SENTENCE = re.compile(r"[;¶]|[.!?][\s\n](?=[A-Z])|\n(?=(?:Article|ARTICLE|Vu|VU|Considerant|-)\b)")
_COORDINATED = re.compile(r",?\s(?:et|ou|a|et/ou)\s(?:de\s)?(?:l'|la\s|le\s|les\s|a\sl')?|,\s(?:l')?|\s(?:de\s)?l'")
_OF_DATE = re.compile(r"[^;:¶]{0,70}?\s?(?:en\sdate\s(?:du|des|de)|du|des|signee?s?\sle|datee?s?\sdu|conclue?s?\sle|et\sdu|et)\s")
_RELATIVE = re.compile(r"(?:laquelle|lequel|desquel\w+|dont|notamment|en\sparticulier|ses|son|sesdits)\b")
_LEFT = frozenset({MentionKind.PERIOD, MentionKind.AMOUNT, MentionKind.DURATION, MentionKind.YEARS, MentionKind.MONTH})
_RIGHT = frozenset({MentionKind.ARTICLE, MentionKind.ANNEXE, MentionKind.PARAGRAPH, MentionKind.LEGAL_ARTICLE})
_CITED = frozenset({MentionKind.ACT_NUMBER, MentionKind.LAW, MentionKind.CODE})


def with_owners(flat: Flat, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """The mentions, each with whose it is where the sentence says so."""
    starts = [0, *(match.end() for match in _SENTENCE.finditer(flat.text))]
    cited = [mention for mention in mentions if mention.kind in _CITED]
    owners: dict[int, Owner | None] = {}
    for index in reversed(range(len(mentions))):
        mention = mentions[index]
        if mention.kind in _RIGHT and mention.label != "titre":
            owners[index] = _right(flat, mention, mentions, index, owners, cited)
    for index, mention in enumerate(mentions):
        first = max(start for start in starts if start <= mention.start)
        owner = owners.get(index)
        if owner is None and mention.kind in _RIGHT and mention.label != "titre":
            owner = _relative(flat, mention, first, cited)
        elif mention.kind in _LEFT:
            owner = _left(flat, mention, first, cited)
        elif mention.kind is MentionKind.DATE:
            owner = _dated(flat, mention, first, cited)
        yield replace(mention, of=owner) if owner else mention


def _right(
    flat: Flat, mention: Mention, mentions: Sequence[Mention], index: int, owners: dict[int, Owner | None], cited: Sequence[Mention]
) -> Owner | None:
    """« l'article 9 de la convention »; in a list, what is said of the last is said of all."""
    following = mentions[index + 1] if index + 1 < len(mentions) else None
    if following and following.kind in _CITED and re.fullmatch(r"[\s,»]{0,2}(?:du|de\sla|de\sl'|de|des)?\s?", flat.low[mention.end : following.start]):
        return _of_mention(following)
    if match := _AFTER.match(flat.low, mention.end):
        return _owner(match, cited)
    if following and following.kind in _RIGHT and _COORDINATED.fullmatch(flat.low, mention.end, following.start):
        return owners.get(index + 1)
    return None


def _relative(flat: Flat, mention: Mention, first: int, cited: Sequence[Mention]) -> Owner | None:
    """« la convention …, dans laquelle l'article 1 prévoit », « le code …, notamment son article L. 5211-10 »."""
    words = list(_RELATIVE.finditer(flat.low, max(first, mention.start - 60), mention.start))
    if not words:
        return None
    before = [found for found in cited if first <= found.start and found.end <= words[0].start()]
    if words[-1][0] in ("laquelle", "lequel") or not before:
        return _left(flat, mention, first, cited)
    return _of_mention(before[-1])


def _left(flat: Flat, mention: Mention, first: int, cited: Sequence[Mention]) -> Owner | None:
    """The act named last before, in the same sentence."""
    matches = [match for match in _BEFORE.finditer(flat.low, first, mention.start) if not _inside(match, cited)]
    near = [found for found in cited if first <= found.start and found.end <= mention.start and found.kind is not MentionKind.CODE]
    last = matches[-1] if matches else None
    if near and (last is None or near[-1].start >= last.start()):
        return _of_mention(near[-1])
    return _owner(last, cited, near) if last else None


def _dated(flat: Flat, mention: Mention, first: int, cited: Sequence[Mention]) -> Owner | None:
    """« l'arrêté préfectoral du 15 juin 2017 », « la convention signée le 30 janvier 2024 »."""
    matches = [match for match in _BEFORE.finditer(flat.low, first, mention.start) if not _inside(match, cited)]
    if matches and _OF_DATE.fullmatch(flat.low, matches[-1].end("noun"), mention.start):
        return _owner(matches[-1], cited)
    return None


def _inside(match: re.Match[str], cited: Sequence[Mention]) -> bool:
    return any(found.start <= match.start("noun") < found.end and found.kind is MentionKind.CODE for found in cited)


def _of_mention(mention: Mention) -> Owner:
    if isinstance(mention.value, Reference):
        return Owner("", mention.start, mention.end, mention.value.nature, reference=mention.value)
    return Owner("", mention.start, mention.end, str(mention.value))


def _owner(match: re.Match[str], cited: Sequence[Mention], near: Sequence[Mention] = ()) -> Owner:
    nature = french(match["noun"])
    year = int(match["year"]) if match["year"] else None
    start = match.start() + len(match[0]) - len(match[0].lstrip(" \n,»"))
    reference = next((found.value for found in cited if found.start <= match.start("noun") < found.end), None)
    through = near[-1].value if near else None
    return Owner(
        "", start, match.end(), nature, match["present"] is not None, match["said"] is not None,
        reference if isinstance(reference, Reference) else None, year, through if isinstance(through, Reference) else None,
    )  # fmt: skip
