"""Who was there, who voted for whom, and how many: the head of a délibération."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..context import Context
from ..document import Kind
from ..facts.numerals import number
from ..finding import Severity
from ..part import Nature, Part, Passage
from ..values.text import unaccented
from .rule import Report, rule

_CIVILITY = r"(?:M\.|MM\.|Mme|Mmes|Mlle|Monsieur|Madame|Messieurs|Mesdames|Docteur|Dr)\s"
_WORD = r"[A-ZÀ-Ý][\w’'-]+"
_NAME = rf"(?:{_CIVILITY})?{_WORD}(?:[ \u00a0](?:de\s|du\s|d['’])?{_WORD}){{0,3}}"
_GAVE = r"(?:absente?s?|excus[ée]e?s?|(?:a|ayant|qui\sa)\sdonn[ée]|donne|donnant|son|sa|pouvoir|procuration|mandat)"
_PROXY = re.compile(rf"(?P<giver>{_NAME})(?:[\s,(:\u00a0]+{_GAVE})*[\s,]+à\s(?P<taker>{_NAME})")
_PROXIES = re.compile(r"\b(?:pouvoirs?|procurations?)\b", re.IGNORECASE)
_COUNTS = (
    ("exercice", re.compile(r"(?:membres|conseillers)?\s?en\sexercice\s?:?\s?(?P<n>\d{1,3})\b")),
    ("presents", re.compile(r"\bpresents?\s?:?\s?(?P<n>\d{1,3})\b")),
    ("absents", re.compile(r"\babsents?\s?:?\s?(?P<n>\d{1,3})\b")),
    (
        "pouvoirs",
        re.compile(
            r"\b(?:pouvoirs?|procurations?|representes?)\s?:?\s?(?P<n>\d{1,3})\b"
            r"|\bdont\s(?P<m>\d{1,3})\s(?:(?:ayant|qui\sont)\sdonne\s)?(?:pouvoirs?|procurations?|representes?)\b"
        ),
    ),
    ("votants", re.compile(r"\bvotants?\s?:?\s?(?P<n>\d{1,3})\b")),
)
_NUMBER = r"(?P<n>\d{1,3}|[a-z]+(?:[ -][a-z]+){0,3}?)"
_SIDE = r"(?:(?:voix|votes?)\s(?:{0})\b|(?:{0})(?=\s?(?:[,;.)]|et\b|\d|\Z)))"  # « 3 pour cent » is no vote
_VOICES = (
    ("pour", re.compile(rf"\b{_NUMBER}\s{_SIDE.format('pour|favorables?')}|\bpour\s?:\s?(?P<m>\d{{1,3}})\b")),
    ("contre", re.compile(rf"\b{_NUMBER}\s{_SIDE.format('contre')}|\bcontre\s?:\s?(?P<m>\d{{1,3}})\b")),
    ("abstentions", re.compile(rf"\b{_NUMBER}\sabstentions?\b|\babstentions?\s?:\s?(?P<m>\d{{1,3}})\b")),
)
_APART = re.compile(
    r"ne\s(?:prend|prennent|participe|vote)\w*\spas|n['’](?:a|ont)\spas\spris\spart|nppv|se\sretire|quitt|d[ée]port",
    re.IGNORECASE,
)
SUMMED = 2
_TOLD = (
    "contre",
    "abstention",
    "votant",
    "présent",
    "present",
    "exercice",
    "absent",
    "pouvoir",
    "procuration",
)  # no count without one of these
SINGULAR = {"pour": "pour", "contre": "contre", "abstentions": "abstention"}


@dataclass(frozen=True, slots=True)
class Count:
    """How many, and where it is said."""

    value: int
    where: Passage


@rule("VOT101", "pouvoir-d-un-absent", Severity.ALERTE)
def proxy_of_absent(context: Context) -> Iterator[Report]:
    """Un membre absent donne pouvoir à un membre présent. Celui qui a donné le sien n'est pas là pour voter au nom d'un
    autre : le second pouvoir ne compte pas, et le décompte des voix change.

    Mauvais : « Mme Alric à M. Andrieu ; M. Bec à Mme Alric »
    Bon : « Mme Alric à M. Andrieu ; M. Bec à M. Costes »
    Source : CGCT, art. L. 2121-20 et L. 5211-1
    """
    part = context.part(Nature.ACTE)
    pairs = list(_proxies(part)) if part else []
    for giver, taker in pairs:
        other = next((one for one, _ in pairs if one is not giver and _same(one.text, taker.text)), None)
        if other is not None:
            message = f"{taker.text} a donné son pouvoir, et reçoit celui de {giver.text}"
            yield Report(taker, message, "vérifiez la feuille de présence", related=((other, "donne son pouvoir"),))


def _proxies(part: Part) -> Iterator[tuple[Passage, Passage]]:
    """Who gives a proxy, and to whom, in the head of the act."""
    said = False
    for index in _head(part):
        text = part.blocks[index].text
        opened = _PROXIES.search(text)
        said = opened is not None or (said and _PROXY.search(text) is not None)
        for match in _PROXY.finditer(text, opened.start() if opened and ":" in text else 0) if said else ():
            yield Passage(part, index, *match.span("giver")), Passage(part, index, *match.span("taker"))


def _head(part: Part) -> Iterator[int]:
    """The blocks before the first article, visas left out."""
    for index, block in enumerate(part.blocks):
        if block.kind is Kind.ARTICLE:
            return
        if block.kind not in (Kind.VISA, Kind.CONSIDERANT):
            yield index


def _same(one: str, other: str) -> bool:
    """Whether two ways to name a person can be of the same: all the words of one are in the other."""
    civilities = {name.lstrip()[1:2].lower() for name in (one, other) if re.match(_CIVILITY, name)}
    if {"o", "."} & civilities and {"a", "m", "l"} & civilities:
        return False  # « Monsieur » and « Madame » of one name are two persons
    first, second = (frozenset(unaccented(re.sub(_CIVILITY, "", name)).split()) for name in (one, other))
    return bool(first and second) and (first <= second or second <= first)


@rule("VOT102", "voix-et-votants", Severity.ALERTE)
def voices(context: Context) -> Iterator[Report]:
    """Les voix pour, les voix contre et les abstentions font le nombre des votants ; les votants sont les présents et
    ceux qui ont donné pouvoir. Un décompte faux fait douter de la majorité.

    Mauvais : « Votants : 12 », puis « 10 voix pour, 2 contre et 1 abstention »
    Bon : « Votants : 13 », puis « 10 voix pour, 2 contre et 1 abstention »
    Source : CGCT, art. L. 2121-20 et L. 2121-21
    """
    part = context.part(Nature.ACTE)
    if part is None:
        return
    counts, cast = _counted(part), _voices(part)
    present, proxies, voters = counts.get("presents"), counts.get("pouvoirs"), counts.get("votants")
    all_voting = present.value + proxies.value if present and proxies else 0
    wrong = voters and all_voting and (voters.value > all_voting or (voters.value < all_voting and not _apart(part)))
    if present and proxies and voters and wrong:
        sum_said = f"{present.value} présents + {proxies.value} pouvoirs = {present.value + proxies.value}"
        yield Report(voters.where, f"{voters.value} votants, mais {sum_said}", HINT, related=_where(present, proxies))
    all_of, absent = counts.get("exercice"), counts.get("absents")
    if present and all_of and present.value > all_of.value:
        message = f"{present.value} présents, mais {all_of.value} membres en exercice"
        yield Report(present.where, message, HINT, related=_where(all_of))
    elif present and all_of and absent and not _attended(part, present, absent, proxies, all_of):
        message = f"{present.value} présents + {absent.value} absents, pour {all_of.value} membres en exercice"
        yield Report(absent.where, message, HINT, related=_where(present, all_of))
    if voters and len(cast) >= SUMMED and (total := sum(count.value for count in cast.values())) != voters.value:
        short = total < voters.value and ("abstentions" not in cast or _apart(part))
        if not short:
            said = " + ".join(
                f"{count.value} {name if count.value > 1 else SINGULAR[name]}" for name, count in cast.items()
            )
            first = next(iter(cast.values()))
            yield Report(
                first.where, f"{said} = {total} voix, pour {voters.value} votants", HINT, related=_where(voters)
            )


def _attended(part: Part, present: Count, absent: Count, proxies: Count | None, all_of: Count) -> bool:
    """Whether those present and absent make all the members: the absent with or without those who gave a proxy."""
    excused = any("xcus" in part.blocks[n].text for n in _head(part))
    left = all_of.value - present.value - absent.value
    return left == 0 or excused or (proxies is not None and left == proxies.value)


HINT = "vérifiez la feuille de présence et le décompte des voix"


def _where(*counts: Count) -> tuple[tuple[Passage, str], ...]:
    return tuple((count.where, str(count.value)) for count in counts)


def _apart(part: Part) -> bool:
    """Whether somebody did not take part in the vote."""
    return any(_APART.search(block.text) for block in part.blocks)


def _counted(part: Part) -> dict[str, Count]:
    """The numbers in the head of the act: members, present, proxies, voters."""
    return _first(part, list(_head(part)), _COUNTS)


def _voices(part: Part) -> dict[str, Count]:
    """The voices of the one vote that an act tells; nothing where it tells several."""
    blocks = [n for n, block in enumerate(part.blocks) if block.kind not in (Kind.VISA, Kind.CONSIDERANT)]
    telling = [n for n in blocks if len(_first(part, [n], _VOICES)) >= SUMMED]
    return _first(part, telling, _VOICES) if len(telling) == 1 else {}


def _first(part: Part, blocks: Sequence[int], sorts: Sequence[tuple[str, re.Pattern[str]]]) -> dict[str, Count]:
    found: dict[str, Count] = {}
    for index in blocks:
        text = part.blocks[index].text
        low = unaccented(text) if any(map(text.lower().__contains__, _TOLD)) else ""
        for name, pattern in sorts if low and len(low) == len(text) else ():
            for match in pattern.finditer(low) if name not in found else ():
                value = _value(match)
                if value is not None:
                    found[name] = Count(value, Passage(part, index, *match.span()))
                    break
    return found


def _value(match: re.Match[str]) -> int | None:
    said = match.groupdict().get("m") or match["n"]
    if said.isdigit():
        return int(said)
    words = said.split(" ")  # « après en avoir délibéré par dix » : the number is in the last of them
    tails = (" ".join(words[start:]) for start in range(len(words)))
    return next((value for tail in tails if (value := number(tail)) is not None), None)
