"""What somebody left to be filled in: « [À COMPLÉTER] », « XX », dots, « € » without a figure, broken Word fields."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .flat import Flat
from .mention import Mention, MentionKind

_BLANK = re.compile(
    r"(?P<completer>\[\s?(?:a\s(?:completer|preciser|renseigner|definir|remplir|confirmer|inserer)[^\]\[]{0,40}|nom|date|montant|lieu"
    r"|objet|adresse|numero|prenom|qualite|\.{2,}|…|\s)\s?\]|\b(?:a\scompleter|a\sdefinir\splus\stard)\b(?!\s(?:et|par|le|la|les)\b)|\btodo\b)"
    r"|(?P<points>(?<![.\w)])\s?(?:(?:\.{4,}|…{2,}|(?:[.…]\s){3,}|_{3,})[.…_]*))(?![.…_]|[\s¶¦]*(?::|[0-9](?!(?<=2)0[0-9]{2}(?!\s?[€,]))))"
    r"|(?P<euro>(?:(?<=\bde\s)|(?<=\ba\s)|(?<=:\s)|(?<=soit\s)|(?<=somme\s)|(?<=montant\s))€(?=\s?(?:ht|ttc|,|\.|;|\)|\Z|\s[a-z])))"
    r"|(?P<champ>erreur\s?!\s?(?:source\sdu\srenvoi\sintrouvable|signet\snon\sdefini|reference\snon\svalide)[^.\n¶]{0,3}\.?"
    r"|error!\s?(?:reference\ssource\snot\sfound|bookmark\snot\sdefined)\.?|\{\s?(?:mergefield|ref|page)\s[^}]{1,60}\}|«\s?champ[^»]{0,30}»)"
)
_XX = re.compile(r"(?<![\w°.-])(?:X{2,}|x{3,})(?![\w-])|(?<=[/\s])(?:XX|xx)(?=/)|\bXX/XX/(?:XXXX|20XX|[0-9]{4})|(?<=n°\s)[Xx]{1,4}\b|(?<!\()\b(?:jj|JJ)/(?:mm|MM)/(?:aaaa|AAAA)\b")
_CENTURY = re.compile(r"(?:\s(?:siecle|eme|e\b))")


def find(flat: Flat) -> Iterator[Mention]:
    """Every blank; the value says which sort."""
    for match in _BLANK.finditer(flat.low):
        sort = match.lastgroup or ""
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        yield Mention(MentionKind.BLANK, start, start + len(match[0].strip()), sort)
    for match in _XX.finditer(flat.text):
        if not _CENTURY.match(flat.low, match.end()):
            yield Mention(MentionKind.BLANK, *match.span(), "xx")
