"""Identifiers: SIREN, SIRET, VAT, IBAN, BIC, RCS, receipts; addresses: postal codes with their town, telephones, web.

A wrong key is a mention that says why.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from ..pattern import pattern
from ..values.identifiers import Bic, Iban, Siren, Siret, TvaNumber
from ..values.receipt import Receipt
from .flat import Flat
from .mention import Mention, MentionKind, Value

_NAME = r"(?:\s?\((?:[^()]{1,40})\))?(?:\ssous\sle)?(?:\s?(?:n\s?°|numero))?\s?:?\s?"
_SIRET = pattern(
    rf"[s0-9](?:(?<=\bs)iret\b{_NAME}(?P<labelled>[0-9](?:[\s.-]?[0-9]){{11,16}})(?![0-9])"
    r"|(?<=[0-9])(?<![\w/.-].)[0-9]{2}[\s.][0-9]{3}[\s.][0-9]{3}[\s.][0-9]{5}(?![\w-]|\s?€))"
)
_SIREN = pattern(rf"\bsiren\b{_NAME}(?P<number>[0-9](?:[\s.-]?[0-9]){{7,9}})(?![0-9])")
_VAT = pattern(r"(?<![A-Za-z0-9])FR\s?[0-9A-HJ-NP-Z]{2}\s?[0-9]{3}[\s.]?[0-9]{3}[\s.]?[0-9]{3}(?![\w]|[\s.]?[0-9])")
_IBAN = pattern(r"[A-Z](?<![A-Za-z0-9].)[A-Z][0-9]{2}(?:\s?[0-9A-Z]{4}){3,7}(?:\s?[0-9A-Z]{1,3})?(?![0-9A-Za-z])")
_BIC = pattern(
    r"\b(?:BIC|SWIFT)(?:\s?/\s?(?:SWIFT|BIC))?\s?:?\s?(?P<number>[A-Z0-9]{8}(?:[A-Z0-9]{3})?)(?![A-Za-z0-9])"
)
_RCS = pattern(
    r"\b(?:RCS|R\.C\.S\.|[Rr]egistre\sdu\s[Cc]ommerce(?:\set\sdes\s[Ss]ocietes)?(?:\s\(RCS\))?)\s(?:de\s|d')?(?:(?P<town>[A-Z][\w'-]*(?:\s[A-Z][\w'-]+){0,3}),?\s)??"
    r"(?:sous\sle\s)?(?:(?:B|n\s?°|n|[Nn]umero)\s?)*(?P<number>[0-9](?:[\s.]?[0-9]){7,14})(?![0-9])"
)
_RECEIPT = pattern(
    r"[0-9](?<![A-Za-z0-9].)(?:[0-9]{2}|(?<=0)2[AB])-[0-9]{9}-[0-9]{8}-[A-Za-z0-9][A-Za-z0-9_-]{0,14}-(?:DE|AR|AI|CC|BF|AU)(?![A-Za-z0-9-])"
)
FRENCH_IBAN = 27  # characters: nothing else that begins with FR has as many


def find(flat: Flat) -> Iterator[Mention]:
    for match in _BIC.finditer(flat.text) if "BIC" in flat.text or "SWIFT" in flat.text else ():
        yield _read(MentionKind.BIC, match.span("number"), match["number"], Bic.parse)
    if flat.figures:
        yield from _in_figures(flat)
        yield from _sirene(flat)


def _in_figures(flat: Flat) -> Iterator[Mention]:
    for match in _RECEIPT.finditer(flat.text):
        yield _read(MentionKind.RECEIPT, match.span(), match[0], Receipt.parse)
    for match in _IBAN.finditer(flat.text):
        mention = _read(MentionKind.IBAN, match.span(), match[0], Iban.parse)
        french = match[0].startswith("FR") and len(re.sub(r"\s", "", match[0])) == FRENCH_IBAN
        if mention.value or french or re.search(r"\biban\b[^0-9]{0,12}\Z", flat.low[: match.start()][-20:]):
            yield mention
    for match in _VAT.finditer(flat.text) if "FR" in flat.text else ():
        yield _read(MentionKind.VAT_NUMBER, match.span(), match[0], TvaNumber.parse)


def _sirene(flat: Flat) -> Iterator[Mention]:
    for match in _RCS.finditer(flat.text) if any(word in flat.text for word in ("RCS", "R.C.S.", "egistre du")) else ():
        yield _read(MentionKind.RCS, match.span(), match["number"], Siren.parse)._replace(label=match["town"] or "")
    for match in _SIRET.finditer(flat.low):
        group: str | int = "labelled" if match["labelled"] else 0
        mention = _read(MentionKind.SIRET, match.span(group), match[group], Siret.parse)
        if match["labelled"] or mention.value or "siret" in flat.low:  # a cell of a row of them
            yield mention
    for match in _SIREN.finditer(flat.low) if "siren" in flat.low else ():
        yield _read(MentionKind.SIREN, match.span("number"), match["number"], Siren.parse)


def _read(kind: MentionKind, span: tuple[int, int], text: str, parse: Callable[[str], Value]) -> Mention:
    plain = " ".join(text.split()) if kind is MentionKind.RECEIPT else re.sub(r"[\s.]", "", text)
    try:
        return Mention(kind, *span, parse(plain))
    except ValueError as error:
        return Mention(kind, *span, problem=str(error))


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


def find_addresses(flat: Flat) -> Iterator[Mention]:
    for match in _EMAIL.finditer(flat.text) if "@" in flat.text else ():
        yield Mention(MentionKind.EMAIL, *match.span(), match[0].lower())
    for match in _URL.finditer(flat.text) if "http" in flat.text or "www." in flat.text else ():
        yield Mention(MentionKind.URL, *match.span(), match[0])
    if flat.figures:
        yield from _towns_and_phones(flat)


def _towns_and_phones(flat: Flat) -> Iterator[Mention]:
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
