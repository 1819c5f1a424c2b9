"""A whole and its parts: « 10 000 €, dont 6 000 € … », « 12 000 €, versés comme suit : » and items."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from ..document import Kind
from ..facts import Mention, MentionKind, Tax
from ..facts.numerals import NUMBER, number
from ..part import Part, Passage
from ..values.money import Amount
from ..values.text import unaccented
from .amounts import amount
from .arithmetic import sum_shown, total_of
from .equations import Claim

_BREAKDOWN = re.compile(
    r"r[ée]parti|d[ée]compos|ventil|se\sdivis|comme\ssuit|\bainsi\s*:\s*\Z|suivante\s*:\s*\Z|affect|versements?\s|[ée]ch[ée]anc|tranches|dont",
    re.I,
)


_THAT = re.compile(
    r"\b(?:ce\s(?:montant|total|prix|co[uû]t)|cette\s(?:somme|participation|redevance|d[ée]pense))\b", re.I
)


def dont(text: str, money: Sequence[Mention]) -> tuple[Mention, Sequence[Mention]] | None:
    """« 10 000 €, dont 6 000 € de … et 4 000 € de … »: the whole, its parts."""
    for n, (whole, first) in enumerate(pairwise(money)):
        if re.fullmatch(r"[\s,(]*dont\s(?:\w+\s)?", text[whole.end : first.start], re.I):
            parts = [m for m in money[n + 1 :] if m.tax == first.tax]
            return whole, parts
    return None


_PAID = re.compile(r"vers[ée]|factur|pay[ée]|r[ée]gl[ée]|mandat[ée]|[ée]chelonn", re.IGNORECASE)
_SPLIT = re.compile(r"r[ée]parti|partag|d[ée]compos|ventil|se\sdivis", re.IGNORECASE)
_FOR = re.compile(r"\s(?:pour|à\sla\scharge)\s", re.IGNORECASE)
_IN = re.compile(r"\s(?:en|pour|au\stitre\sde)\s(?:l['’]ann[ée]e\s)?20[0-9]{2}\b", re.IGNORECASE)
_EACH = re.compile(r"(?:à\shauteur\sde|(?:versement|acompte|solde|avance|part|tranche)s?\sde)\s?\Z", re.IGNORECASE)


def in_payments(text: str, money: Sequence[Mention]) -> tuple[Mention, Sequence[Mention]] | None:
    """« 12 000 € versés à la signature à hauteur de 8 000 €, puis à hauteur de 4 000 € »: the whole, its payments."""
    if len(money) < 3:
        return None
    parts, link = money[1:], text[money[0].end : money[1].start]
    if _SPLIT.search(link) and link.rstrip().endswith(":") and "." not in link:
        return money[0], parts
    if _SPLIT.search(link) and link.rstrip().endswith("soit") and "." not in link:
        return (money[0], parts) if all(_FOR.match(text, m.end) for m in parts) else None
    if re.fullmatch(r",?\s(?:soit|dont)\s", link) and all(_IN.match(text, m.end) for m in parts):
        return money[0], parts
    if not _PAID.search(link):
        return None
    return (money[0], parts) if all(_EACH.search(text, max(0, m.start - 25), m.start) for m in parts) else None


_FUNDED = re.compile(
    r"\bfinanc\w+\s(?:\w+\s){0,3}?(?:par|au\smoyen\sde?|gr[âa]ce|comme\ssuit)\b|\bfinancement\s:", re.IGNORECASE
)
_SOME = re.compile(r"\b(?:notamment|reste|solde|surplus|partie|partiellement|hauteur)\b", re.IGNORECASE)
_COUNTED = re.compile(
    rf"\b(?P<n>{NUMBER}|[2-9])\s(?:tranches|versements|parts|lots|acomptes|[ée]ch[ée]ances|phases|annuit[ée]s)\b[^:.;0-9€]{{0,40}}:",
    re.IGNORECASE,
)


def funded(text: str, money: Sequence[Mention]) -> tuple[Mention, Sequence[Mention]] | None:
    """« d'un coût de 10 000 €, sont financés par une subvention de 6 000 € et un emprunt de 4 000 € »."""
    if (
        len(money) > 3
        and {money[0].tax, money[1].tax} == {Tax.HT, Tax.TTC}
        and " soit " in text[money[0].end : money[1].start]
    ):
        money = money[1:]  # « 262 500 € HT, soit 315 000 € TTC, financés comme suit : … »
    if len(money) < 3 or not _FUNDED.search(text, money[0].end, money[1].start):
        return None
    end = next((n for n in (text.find(mark, money[-1].end) for mark in (". ", ";", "\n")) if n >= 0), len(text))
    return None if _SOME.search(text, money[0].end, end) else (money[0], money[1:])


_MADE_OF = re.compile(
    r"\b(?:comprend|(?:se\s)?(?:(?:d[ée])?compos\w+|r[ée]partit)\s(?:de|en|entre))\b[^.;:0-9€]{0,40}\Z", re.IGNORECASE
)
_HALVES = re.compile(r"\bpar\smoiti[ée]s?\b", re.IGNORECASE)
_HALF = re.compile(r"\bmoiti[ée]\b[^.;0-9€]{0,30}\Z", re.IGNORECASE)
_LEFT = re.compile(r"\b(?:solde|reste|autre\smoiti[ée])\b[^.;0-9€]{0,30}\Z", re.IGNORECASE)
_BUDGETS = re.compile(r"\b(?:budgets?|exercices?)\b[^.;]{0,40}\Z", re.IGNORECASE)


def parts_of(text: str, money: Sequence[Mention]) -> Sequence[Mention]:
    """Parts of an amount that stands elsewhere: « deux tranches : … », « elle comprend … », credits of each budget."""
    if len(money) < 2:
        return ()
    if _MADE_OF.search(text, 0, money[0].start) and not {m.tax for m in money} - {money[0].tax}:
        return money
    if len(money) == 2 and _HALF.search(text, 0, money[0].start) and _LEFT.search(text, money[0].end, money[1].start):
        return money
    if all(_IN.match(text, m.end) for m in money):
        return money
    if len(money) == 2 and _HALVES.search(text, 0, money[0].start):  # « par moitié, 2 310 € … et 2 310 € … »
        return money
    starts = [0, *(m.end for m in money)]
    if all(_BUDGETS.search(text, start, m.start) for start, m in zip(starts, money, strict=False)):
        return money
    return _counted(text, money)


_WAS = re.compile(r"\b(?:[ée]tai(?:t|ent)|initial\w*|s['’][ée]levai(?:t|ent))\b[^.;0-9€]{0,40}\Z", re.IGNORECASE)
_NOW = re.compile(r"\bport[ée]e?s?\sà\s\Z", re.IGNORECASE)


def raised(text: str, money: Sequence[Mention]) -> tuple[Mention, Mention] | None:
    """« qui était de 10 000 €, est porté à 12 000 € »: what was, what is; the change stands elsewhere."""
    if len(money) != 2 or money[0].tax != money[1].tax:
        return None
    told = _WAS.search(text, 0, money[0].start) and _NOW.search(text, money[0].end, money[1].start)
    return (money[0], money[1]) if told else None


def _counted(text: str, money: Sequence[Mention]) -> Sequence[Mention]:
    """« deux tranches : 6 000 € … et 4 000 € … »: as many as the sentence says."""
    for said in _COUNTED.finditer(unaccented(text)) if len(unaccented(text)) == len(text) else ():
        parts = [m for m in money if m.start > said.end()]
        if len(parts) == (int(said["n"]) if said["n"].isdigit() else number(said["n"])) and len(parts) > 1:
            return parts
    return ()


def listed(part: Part, index: int, text: str, money: Sequence[Mention]) -> Iterator[Claim]:
    """« 12 000 €, versés comme suit : » and items of one amount each that make it."""
    if not text.rstrip().endswith(":") or not money or not _BREAKDOWN.search(text):
        return
    if len(money) > 1 and not _THAT.search(text, money[-1].end):
        return
    said = money[-1] if any(char.isdigit() for char in money[-1].text) or len(money) == 1 else money[-2]
    items: list[Mention] = []
    places: list[Passage] = []
    for number_ in range(index + 1, len(part.blocks)):
        found = [m for m in part.mentions[number_] if m.kind is MentionKind.AMOUNT and isinstance(m.value, Amount)]
        if part.blocks[number_].kind is not Kind.ITEM:
            break
        if len(found) != 1:
            return
        items.append(found[0])
        places.append(Passage(part, number_, found[0].start, found[0].end))
    if len(items) > 1:
        values = [amount(m) for m in items]
        if total_of(values) in map(amount, money):
            return  # « 96 000 €, équivalent à 64 % du coût, qui est de 150 000 €. Ce montant … : » is of the first one
        where = Passage(part, index, said.start, said.end)
        yield Claim(where, tuple(places), sum_shown(values), Fraction(total_of(values)), amount(said))
