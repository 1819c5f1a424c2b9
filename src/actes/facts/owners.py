"""Whose article, annexe, period, amount, date: what the sentence says, and nothing more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..pattern import pattern
from .flat import Flat
from .mention import Mention, MentionKind, Owner, Reference
from .nouns import Noun, Nouns, owner_of

_LIST = pattern(
    r"(?:\set\ssuivants)?(?:,?\s(?:et|ou|a|et/ou|ainsi\sque)\s|,\s)(?:de\s)?(?:l'|l[ae]s?\s|a\sl')?(?:articles?\s)?"
)
_PAIR = pattern(r"[\s(),-]{0,3}(?:soit)?[\s(-]{0,3}")
_INSIDE = pattern(r",?\s(?:de\s)?l'|,\s")
# The second: « l'article 283, 2 nonies, du code », « l'article 279, k du code ».
_OF = pattern(r"°?(?:\s(?:bis|ter|quater|[a-z]{3,7}ies)|,?\s[b-z](?=\sdu))?[\s,»]{0,2}(?:du|de\sla|de\sl'|des?)?\s?")
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
