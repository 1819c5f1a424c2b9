"""What somebody left to be filled in: « [À COMPLÉTER] », « XX », dots, « € » without a figure, broken Word fields."""

from __future__ import annotations

from collections.abc import Iterator

from ..pattern import pattern
from .flat import Flat
from .mention import Mention, MentionKind

_BETWEEN = pattern(
    r"\[\s?(?:a\s(?:completer|preciser|renseigner|definir|remplir|confirmer|inserer)[^\]\[]{0,200}|nom|date|montant|lieu|objet|adresse"
    r"|numero|prenom|qualite|\.{2,}|…|\s)\s?\]"
)
_TICKED = pattern(r"\[\s?[x✓✔]\s?\]")  # « [X] accepte [ ] refuse »
# « [ ] Je déclare … », « Catégorie : [ ] A [ ] B »: to be ticked; and no « [ ] euros ».
_BOX = pattern(r"\[\s?\](?=\s?[^\W_])(?!\s?(?:euros?|mois|jours?|ans?|annees?|heures?|semaines?|ht|ttc)\b)")
_BOXES = pattern(r"\A\s*(?:[^\[\]]{0,200}:\s*)?\[")  # they stand at the head of a line, or after what is asked
# Apart: where an amount or a date in the brackets keeps its own words, these still tell the blank.
_TO_FILL = pattern(
    r"(?<!\best )(?<!\bsont )(?<!pieces )(?<!dossier )(?<!formulaire )(?<!imprime )"
    r"\ba\s(?:completer|definir\splus\stard)\b(?!\s(?:et|par|le|la|les)\b)|\btodo\b"
)
# « … » where a word has to follow: after a comma, or in a quotation that is cut, it is only punctuation.
_MISSING = pattern(r"(?:\bn°|\b(?:du|de|le|la|au|a|par)|\bd')\s?(?P<dots>…|\.{3}(?!\.))(?=\s(?!»)|[.,;:)]|\Z)")
_POINTS = pattern(r"(?:\.{4,}|…{2,}|(?:[.…]\s){3,}|_{3,})[.…_]*")
_POINTS_SIGNS = ("....", "…", "___", ". .", ".\n.")
_LEADER_AFTER = pattern(
    r"[\s¶¦]*(?::|(?:de|du|des|le|les|a)\s[0-9]|p(?:age|\.)\s?[0-9]|(?!20[0-9]{2}(?!\s?[€,]))[0-9]|[+−-]\s?[0-9]|paraphe)"
)
_SIGNED = pattern(r"\b(?:signature|paraphe|visa|cachet)s?\s?:?\s?\Z")  # room for a hand
_EURO = pattern(r"€(?=\s?(?:ht\b|ttc\b|,|\.|;|\)|\Z|\s[a-z]))")
_EURO_BEFORE = pattern(r"(?:\b(?:de|a|soit|somme)|:)\s\Z")
_FIELD = pattern(
    r"\berreur\s?!\s?(?:source\sdu\srenvoi\sintrouvable|signet\snon\sdefini|reference\snon\svalide)[^.\n¶]{0,3}\.?"
    r"|\berror!\s?(?:reference\ssource\snot\sfound|bookmark\snot\sdefined)\.?"
    r"|\{\s?(?:mergefield|ref|page)\s[^}]{1,60}\}|«\s?champ[^»]{0,30}»"
)
_PLACE = pattern(r"«\s?Champs?\s(?:[dl]\w*\W)?[A-ZÀ-Ý]")  # « Champ Rouge »: where it is
_XX = pattern(
    r"\b(?:[0-9]{2}|XX|xx)/(?:[0-9]{2}|XX|xx)/(?:XXXX|xxxx|20XX|20xx)\b"
    r"|\b(?:[0-9]{2}/)?(?:XX|xx)/(?:(?:XX|xx)/)?[0-9]{4}\b|(?<=n°\s)[Xx]{1,4}\b"
    r"|(?<![\w°.-])(?<!chapitre )(?<!livre )(?<!titre )(?<!annexe )(?<!siecle )(?:X{2,}|x{3,})(?![\w-])"
    r"|(?<!\()\b(?:jj|JJ)/(?:mm|MM)/(?:aaaa|AAAA)\b"
)
_CENTURY = pattern(r"\s?(?:siecle|eme|e\b)")


def find(flat: Flat) -> Iterator[Mention]:
    """Every blank; the value says which sort."""
    low = flat.low
    boxed = [match.start() for match in _BOX.finditer(low)] if "[" in low and _BOXES.match(low) else []
    boxed = boxed if len(boxed) > 1 or boxed[:1] == [len(low) - len(low.lstrip())] else []
    between = [match.span() for match in _BETWEEN.finditer(low)] if "[" in low and not _TICKED.search(low) else []
    between = [span for span in between if span[0] not in boxed]
    yield from (_blank(span, "completer") for span in between)
    if "complet" in low or "todo" in low or "definir" in low:
        yield from (_blank(match.span(), "completer") for match in _TO_FILL.finditer(low))
    for match in _POINTS.finditer(low) if any(map(low.__contains__, _POINTS_SIGNS)) else ():
        hand = _SIGNED.search(low, max(0, match.start() - 16), match.start())
        if not hand and not _LEADER_AFTER.match(low, match.end()):
            yield _blank((match.start(), match.start() + len(match[0].rstrip())), "points")
    if "…" in low or "..." in low:
        dots = (match.span("dots") for match in _MISSING.finditer(low))
        yield from (_blank(span, "points") for span in dots if not any(a < span[0] < b for a, b in between))
    for match in _EURO.finditer(low) if "€" in low else ():
        if _EURO_BEFORE.search(low, max(0, match.start() - 10), match.start()):
            yield _blank(match.span(), "euro")
    if "err" in low or "{" in low or "champ" in low:
        fields = (match for match in _FIELD.finditer(low) if not _PLACE.match(flat.text, match.start()))
        yield from (_blank(match.span(), "champ") for match in fields)
    if "xx" in low or "jj/" in low or "n° x" in low:
        yield from (
            _blank(match.span(), "xx") for match in _XX.finditer(flat.text) if not _CENTURY.match(low, match.end())
        )


def _blank(span: tuple[int, int], sort: str) -> Mention:
    return Mention(MentionKind.BLANK, *span, sort)
