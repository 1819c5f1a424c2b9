"""Addresses: postal codes with their town, telephone numbers, e-mails, web addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..pattern import pattern
from .flat import Flat
from .mention import Mention, MentionKind

_EMAIL = pattern(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")
_URL = pattern(r"(?:https?://|\bwww\.)[^\s<>«»()\[\]¶¦]+[^\s<>«»()\[\]¶¦.,;:!?'\"]")
# What a number may not follow is said after its first figure, for which a text is searched quickly.
_PHONE = pattern(
    r"[+0](?<![\w/.,-].)(?:(?<=\+)33\s?(?:\(0\)\s?)?|(?<=0)(?:0\s?33\s?)?)[1-9](?P<mark>[\s.-]?)[0-9]{2}(?:(?P=mark)[0-9]{2}){3}"
    r"(?![\w]|[.,-]?[0-9])"
)
_DEPARTMENT = r"(?!(?<=0)0|(?<=9)[69])[0-9]"  # its second figure
_POSTCODE = pattern(
    rf"(?P<code>[0-9](?<![\w/.,°-].){_DEPARTMENT} ?[0-9]{{3}})[ ](?P<town>[A-Z][\w'-]+"
    r"(?:[ -](?!(?:RCS|SIREN|SIRET|Tel|TVA|Fax|France|FRANCE|CS|BP)\b)"
    r"(?:[A-Z][\w'-]*|sur|sous|en|de|la|le|les|du|cedex|[0-9]{1,2}(?![0-9 ])))*)"
)
_IN_PARENTHESES = pattern(
    rf"(?<![\w'-])(?P<town>(?:(?:Le|La|Les|Saint|St)\s)?[A-Z][\w'-]{{1,40}})\s\((?P<code>[0-9]{_DEPARTMENT}[0-9]{{3}})\)"
)
_LABELLED = pattern(r"\bcode\spostal\s?:?\s?(?P<code>[0-9]{2}\s?[0-9]{3})(?![0-9])")
_NOT_TOWN = pattern(r"(?:Euros?|EUR|HT|TTC|Exemplaires|Habitants)\b")


def find(flat: Flat) -> Iterator[Mention]:
    """Every address, number and code."""
    for match in _EMAIL.finditer(flat.text) if "@" in flat.text else ():
        yield Mention(MentionKind.EMAIL, *match.span(), match[0].lower())
    for match in _URL.finditer(flat.text) if "http" in flat.text or "www." in flat.text else ():
        yield Mention(MentionKind.URL, *match.span(), match[0])
    if flat.figures:
        yield from _in_figures(flat)


def _in_figures(flat: Flat) -> Iterator[Mention]:
    for match in _PHONE.finditer(flat.text):
        digits = re.sub(r"[^0-9]", "", match[0].replace("(0)", ""))
        yield Mention(MentionKind.PHONE, *match.span(), "0" + digits[-9:])
    for match in _POSTCODE.finditer(flat.text):
        if not _NOT_TOWN.match(match["town"]):
            yield _postcode(flat, match, *match.span())
    for match in _IN_PARENTHESES.finditer(flat.text) if "(" in flat.text else ():
        yield _postcode(flat, match, *match.span("code"))
    for match in _LABELLED.finditer(flat.low) if "postal" in flat.low else ():
        yield Mention(MentionKind.POSTCODE, *match.span("code"), re.sub(r"\s", "", match["code"]))


def _postcode(flat: Flat, match: re.Match[str], start: int, end: int) -> Mention:
    return Mention(
        MentionKind.POSTCODE, start, end, re.sub(r"\s", "", match["code"]), label=flat.words(*match.span("town"))
    )
