"""What the head of a délibération says of its vote: who gave a proxy to whom, how many were there, how many voted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..document import Kind
from ..part import Part, Passage
from ..pattern import pattern
from ..text.sentences import sentences
from ..values.text import unaccented
from .claim import Count

_CIVILITY = r"(?i:MM?\.|Mmes?|Mlles?|Mrs?|Monsieur|Madame|Messieurs|Mesdames|Docteur|Dr)\s"
_CIVIL, _SHE = pattern(_CIVILITY), pattern(r"m(?:me|lle|ada|esd)", re.IGNORECASE)
_WORD = rf"(?!{_CIVILITY})[A-ZÀ-Ý][\w’'-]{{1,40}}"
NAME = rf"(?:{_CIVILITY})?(?:[A-ZÀ-Ý]{{1,2}}\.[ -]?){{0,2}}{_WORD}(?:[ \u00a0](?:de\s|du\s|d['’])?{_WORD}){{0,3}}"
_NAMED = pattern(NAME)
_GAVE = r"(?:absente?s?|excus[ée]e?s?|(?:a|ayant|qui\sa)\sdonn[ée]|donne|donnant|son|sa|pouvoir|procuration|mandat)"
_PROXY = pattern(rf"(?P<giver>{NAME})(?:[\s,(:\u00a0]+{_GAVE})*[\s,]+à\s(?P<taker>{NAME})")
_PROXIES = pattern(r"\b(?:pouvoirs?|procurations?)\b", re.IGNORECASE)
_APART = pattern(
    r"ne\s(?:prend|prennent|participe|vote)\w*\spas|n['’](?:a|ont|ayant)\s(?:pas\s)?pris\spart|nppv|se\sretire(?:nt|r\s(?:au|avant|lors))?\b|\bquitt\w+\s(?:\w+\s)?(?:la\s(?:s[ée]ance|salle|r[ée]union)|les\sd[ée]bats|l['’]a)"
    r"|\bretir[ée]e?s?\s(?:au\smoment|avant|lors|pendant|pour)|\bsort\w*\sde\s(?:la\s)?s|\bd[ée]port"
    r"|\bhors\s(?:de\s)?la\spr[ée]sence|\bsans\sprendre\spart|\bn['’]y\sprend\spas",
    re.IGNORECASE,
)


HEADING = 30  # characters


def proxies(part: Part) -> Iterator[tuple[Passage, Passage]]:
    """Who gives a proxy, and to whom, in the head of the act."""
    said = False
    for index in head(part):
        text = part.blocks[index].text
        opened = _PROXIES.search(text)
        said = opened is not None or (said and _PROXY.search(text) is not None)
        for match in (
            _PROXY.finditer(text, opened.start() if opened and ":" in text[opened.start() :] else 0) if said else ()
        ):
            yield Passage(part, index, *match.span("giver")), Passage(part, index, *match.span("taker"))


_ABSENT = pattern(r"\W{0,20}(?:(?:[ée]tai(?:en)?t|sont|est)\s)?(?:absent|excus)", re.IGNORECASE)
_PRESENT = pattern(
    r"\W{0,20}(?:(?:[ée]taient|sont)\s)?pr[ée]sent(?!.*(?:absent|excus|\b[àa]rriv|d[ée]part|quitt))", re.I | re.S
)


def absent(part: Part, who: Passage) -> Passage | None:
    """Where somebody is among those who are absent, and gives no proxy there."""
    return _listed(part, who.text, _ABSENT, 1)


def present(part: Part, who: Passage) -> Passage | None:
    """Where somebody is among those who are present, under both names, from first to last."""
    bare = _CIVIL.sub("", who.text)
    left = re.search(r"d[ée]part|arriv[ée]e|[àa] (?:compter|partir) d|jusqu", who.context[who.start :])
    return None if " " not in bare or left else _listed(part, who.text, _PRESENT, 2)


_ENDS = pattern(r"\W*(?:date|secr|pouvoir|procur|nombre|votant|ordre|quorum|convoc|membres|vu\b|l[ea]\s|l['’])", re.I)
_MOVES = pattern(r"\b[àa]rriv|d[ée]part|quitt|jusqu|[àa] (?:compter|partir) d|pouvoir|procuration|repr[ée]sent", re.I)


def on_both_lists(part: Part) -> Iterator[tuple[Passage, Passage]]:
    """Who is named in full among those present, and again among those absent or excused, in lists that say no more."""
    there, gone = dict[frozenset[str], Passage](), dict[frozenset[str], Passage]()
    going_on = False  # the list of those present: a line for each
    for index in head(part):
        text = part.blocks[index].text
        away = _ABSENT.match(text) is not None
        going_on = not away and (_PRESENT.match(text) is not None or (going_on and not _ENDS.match(text)))
        for match in re.finditer(NAME, text) if (away or going_on) and not _MOVES.search(text) else ():
            words = frozenset(unaccented(_CIVIL.sub("", match[0])).split())
            if len(words) > 1 and not text.endswith("(", 0, match.start()):  # « (Le Mesnil) », whose delegate one is
                (gone if away else there).setdefault(words, Passage(part, index, *match.span()))
    yield from ((there[who], where) for who, where in gone.items() if who in there)


_GIVEN = pattern(r"(?:pouvoirs?|procurations?)(?:\s\w+)?\s?(?:\(\d+\)\s?)?:", re.IGNORECASE)


def givers(part: Part) -> tuple[Passage, ...]:
    """Who gives a proxy, in the one list of them, each piece of which says to whom; nothing where one does not."""
    opened = ((n, _GIVEN.search(part.blocks[n].text)) for n in head(part))
    lists = [(n, said.end()) for n, said in opened if said and _PROXY.search(said.string, said.end())]
    if len(lists) != 1:
        return ()
    index, start = lists[0]
    text = part.blocks[index].text
    pieces = [piece for piece in re.split(r"[,;\n]", text[start:]) if piece.strip(" .\xa0")]
    found = [Passage(part, index, *match.span("giver")) for match in _PROXY.finditer(text, start)]
    return tuple(found) if len(found) == len(pieces) else ()


_PLURAL = pattern(r"\W*(?:et\s)?(?:(?:MM|Mmes|Messieurs|Mesdames)\.?(?:\s(?:et|&)\s)?){1,2}\s?")
_OFFICE = pattern(
    r"(?:le |la |l['’])?(?:vice-)?(?:maire|pr[ée]sident|adjoint|conseill|\d+(?:er|[eè](?:re|me)?)\b)", re.I
)
_PIECES = pattern(r"[,;\n]|\set\s(?!(?:Mmes|Mesdames)\b)")


def attending(part: Part) -> tuple[Passage, ...]:
    """Each name of the one list of those present, in order; nothing where some words of it are no name."""
    found, going_on = list[Passage](), False
    for index in head(part):
        text = part.blocks[index].text
        opens = _PRESENT.match(text)
        going_on = _ABSENT.match(text) is None and (opens is not None or (going_on and not _ENDS.match(text)))
        if not going_on:
            continue
        start = text.find(":") + 1 if opens else 0
        cuts = [*_PIECES.finditer(text, start)]
        ends = (*(cut.start() for cut in cuts), len(text))
        for first, last in zip((start, *(cut.end() for cut in cuts)), ends, strict=True):
            civil = _PLURAL.match(text, first, last)
            at = civil.end() if civil else first
            words = text[at:last].strip(" \t\xa0.–-•")
            if _NAMED.fullmatch(words):
                at = text.index(words, at)
                found.append(Passage(part, index, at, at + len(words)))
            elif words and not (words.isdigit() or _OFFICE.match(words)):
                return ()  # « Présents : Mmes et MM. les conseillers, sauf … »
    return tuple(found) if not any(_MOVES.search(one.context) for one in found) else ()


_ACTS = pattern(  # « abstentions : 2, MM. … », « 2 abstentions (MM. …) »
    r"(?:\babst(?:ention|ien|enu)\w*|\bcontre\s?[:(]|\bsecr[ée]taire de (?:la )?s[ée]ance|\brapporteu\w*)"
    r"(?P<who>(?:(?!absent|excus|pouvoir)[^;)\n]){0,120})",
    re.IGNORECASE,
)


def acting_absent(part: Part) -> Iterator[tuple[Passage, Passage]]:
    """Who votes, keeps the minutes or reports by name, and is among those absent who give no proxy."""
    for index, low in part.saying("abst", "contre", "secretaire de", "rapporteu"):
        for said in _ACTS.finditer(part.blocks[index].text) if not _ABSENT.match(low) else ():
            for match in re.finditer(NAME, said["who"]):
                who = Passage(part, index, *(said.start("who") + at for at in match.span()))
                away = absent(part, who) if " " in match[0] else None
                gone = away and away.block != index and not _MOVES.search(_item(away).replace("sans pouvoir", ""))
                if away and gone and not _came(part, who, away.block):
                    yield who, away


_COMES = pattern(r"\b(?:[àa]rriv|rejoi(?:nt|gn)|entre(?:nt)?\sen\ss|pren\w+\splace)", re.IGNORECASE)


def _came(part: Part, who: Passage, away: int) -> bool:
    """« M. Roy arrive à 19 h 05 », « arrivée de M. Roy »: whether somebody comes, between the roll and there."""
    for block in part.blocks[away + 1 : who.block]:
        for start, end in sentences(block.text) if _COMES.search(block.text) else ():
            names = re.finditer(NAME, block.text[start:end])
            if _COMES.search(block.text, start, end) and any(may_be_one(name[0], who.text) for name in names):
                return True
    return False


def _item(who: Passage) -> str:
    """What a list says of somebody: « Mme Roy (arrivée à 19 h) »."""
    after = who.context[who.start :]
    return after[: (end.start() if (end := re.search(r"[;\n]|,(?= MM?\.| Mme)", after)) else len(after))]


def _listed(part: Part, who: str, opening: re.Pattern[str], least: int) -> Passage | None:
    """Where a list that opens so names somebody, with so many words at least."""
    under = False  # « ABSENTS (2) » above, and a line for each
    for index in head(part):
        text = part.blocks[index].text
        names = _CIVIL.match(text) if under else opening.match(text) and len(text) < HEADING and not _CIVIL.search(text)
        under = bool(names)
        given = [match.span() for match in _PROXY.finditer(text)]
        known = len(given) == len(_PROXIES.findall(text.replace("sans pouvoir", "")))
        if (under or opening.match(text)) and known:
            for match in re.finditer(NAME, text):
                if any(start <= match.start() < end for start, end in given):
                    continue  # « M. Bec (pouvoir à Mme Alric) »
                listed = [civil[0] for civil in _CIVIL.finditer(text, 0, match.end())][-1:]  # « MMES A – B M. C »
                name = _CIVIL.sub("", match[0])
                if len(name.split()) >= least and may_be_one("".join(listed) + name, who):
                    return Passage(part, index, *match.span())
    return None


_ROLL = pattern(r"\b(?:pr[ée]sen(?:ces?|ts?)|quorum|composition)\b", re.IGNORECASE)


def head(part: Part) -> Iterator[int]:
    """The blocks before the first article, visas left out."""
    kinds = enumerate(block.kind for block in part.blocks[: decided(part)])
    return (index for index, kind in kinds if kind not in (Kind.VISA, Kind.CONSIDERANT))


def decided(part: Part) -> int:
    """Where the head ends: at the first article (« 1. État des présences » is of the head)."""
    starts = (index for index, block in enumerate(part.blocks) if block.kind is Kind.ARTICLE)
    return next((n for n in starts if not _ROLL.search(part.blocks[n].text, 0, HEADING)), len(part.blocks))


def may_be_one(one: str, other: str) -> bool:
    """Whether two ways to name a person can be of the same: all the words of one are in the other.

    >>> may_be_one("Y. Rolland", "M. Yann Rolland"), may_be_one("P. Rolland", "M. Yann Rolland")
    (True, False)
    """
    civilities = {bool(_SHE.match(said[0])) for name in (one, other) if (said := _CIVIL.match(name.lstrip()))}
    if len(civilities) > 1:
        return False  # « Monsieur » and « Madame » of one name are two persons
    first, second = (frozenset(unaccented(_CIVIL.sub("", name)).split()) for name in (one, other))
    return bool(first and second) and (_within(first, second) or _within(second, first))


def _within(few: frozenset[str], many: frozenset[str]) -> bool:
    """Whether all these words are among those, an initial as the word that begins so."""
    return all(
        word in many or (word.endswith(".") and any(other.startswith(word[0]) for other in many - few)) for word in few
    )


def somebody_apart(part: Part, first: int = 0, last: int | None = None) -> bool:
    """Whether somebody did not take part in the vote, as these blocks say."""
    return any(_APART.search(block.text) for block in part.blocks[first:last])


_UNANIMOUS = pattern(
    r"\bunanimite(?:\s(?:des|de\sses)\s(?:suffrages|membres|votants|voix)[^.;:()0-9]{0,30})?"
    r"\s?(?:,?\s?soit\s|\(|des\s|de\sses\s)\s?(?P<n>\d{1,3})\s(?P<of>voix|votants|votes|suffrages|membres\spresents|presents)\b"
)


def unanimous(part: Part) -> Iterator[tuple[Count, bool]]:
    """« à l'unanimité des 23 votants »: how many, and whether they are those present alone."""
    for where, match in part.found(_UNANIMOUS, "unanimite"):
        yield Count(int(match["n"]), where), "presents" in match["of"]
