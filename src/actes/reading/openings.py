"""How the parts of an act begin, whoever wrote it: one table from first words to the kind of block.

Patterns are written without capitals or accents and matched against the folded text, which has the same length; a
block begins with a capital, a mark or a figure, so « article 9 » at the start of a line in the middle of a sentence
begins nothing.

>>> opening("Vu le code général des collectivités territoriales ;")
<Kind.VISA: 'visa'>
>>> opening("ARTICLE PREMIER – Objet")
<Kind.ARTICLE: 'article'>
>>> opening("article 9 de l’accord-cadre") is None, opening("Articles 2 et 3") is None
(True, True)
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from ..document import Kind
from ..pattern import pattern

ACCENTED, PLAIN = "àâäáçéèêëîïíôöóùûüúñ’ʼ\u00a0\u202f\u2011–—", "aaaaceeeeiiiooouuuun''  ---"
FOLDING = str.maketrans(ACCENTED, PLAIN)

NUMBER = (
    r"1\s?er|\d{1,3}(?:[.-]\d{1,3})*(?: ?(?:bis|ter|quater))?|[ivxlc]+|premiere?|unique"
    r"|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze"
)
DATE = r"\d{1,2}(?:er)?(?: \w+ |/\d{1,2}/)\d{4}"
NATURE = (
    r"(?:projet d[e'] ?)?(?:decision|arrete|deliberation|convention|avenant|acte|contrat|accord|protocole|certificat"
    r"|bail|marche|bon de commande|reglement|proces[- ]verbal|ordonnance|statuts|cahier des charges|charte"
    r"|extrait d[ue])"
)
NOUN = pattern(r"(?:ARR[ÊE]TÉ|Arr[êe]té)\b")  # the act, not what it does
FUNCTION = (
    r"(?:prefet|prefete|maire|presidente?|direct(?:eur|rice)|ministre|conseil|bureau|comite|rect(?:eur|rice)|chef"
    r"|secretaire|vice|administrat|adjoint|deleg|tresor|command|procureur|responsable|ordonnateur|sous-pref|commission|assemblee)"
)
DELIBERATED = r"apres (?:en )?avoir (?:en )?delibere"

OPENINGS: Mapping[Kind, re.Pattern[str]] = {
    Kind.VISA: pattern(r"(?:[-•] ?)?vue?s? (?=[\w'«\[\"])"),
    Kind.CONSIDERANT: pattern(r"(?:[-•] ?)?(?:considerant|attendu)\b"),
    # « Article 8 du décret » in a sentence: after the number comes a separator, a capital or nothing
    Kind.ARTICLE: pattern(
        rf"art(?:icle|\.) ?(?P<number>{NUMBER})(?P<after> ?\.? ?[:-] ?| ?\.(?= |$)| *$| (?=[\w«\"]))"
    ),
    Kind.FORMULE: pattern(
        r"(?:a r r e t e|d e c i d e|d e l i b e r e)(?: n t)?(?: ?:|$)"
        r"|(?:- ?)?(?:decide|arrete|delibere)(?:nt)?(?: ?[:-]| *$| ce qui suit)"
        r"|(?:en consequence,? )?il (?:est|a) (?:ete )?(?:prealablement )?(?:convenu|arrete|decide|expose)\b"
        r"[^.]{0,60}?(?:ce qui suit|:)"
        r"|ceci (?:etant )?expose|cela expose|apres en avoir delib"
        rf"|(?:le|la|l') ?(?:conseil|bureau|comite|commission|assemblee)[^.;]{{0,60}}? {DELIBERATED}|{DELIBERATED}"
    ),
    Kind.OBJET: pattern(r"objet ?:"),
    Kind.LIEU_DATE: pattern(
        rf"fait ?,? (?:a|au|aux|en|le|et delibere)\b|a [\w' -]{{2,40}}, le (?:{DATE}|[_.…]{{2,}})"
        r"|deliberee?s? (?:et|en|le|a|les)\b"
        rf"|pour (?:copie|extrait|expedition)(?: certifiee?)? conforme,? (?:en mairie|a [\w' -]{{2,40}}),? le "
        rf"{DATE}|[a-z][a-z' -]{{1,40}}, le {DATE} ?\.?$"
    ),
    Kind.MENTION: pattern(
        r"(?:tout|les|un) recours (?:contentieux|peut|dirig|doi)"
        r"|l[ea] (?:juridiction|tribunal) administrati(?:ve|f) compet"
        r"|voies? et delais? de recours|il sera rendu compte|(?:transmise?|recue?) (?:en|a la|au) prefecture"
        r"|(?:l[ea]|cet|cette) (?:presente? )?(?:decision|arrete|deliberation|acte) peut (?:faire l'objet|etre)"
        r"|(?:publie|affiche|notifie|mis)e?s?\b[^.]{0,40}?(?: sous | le\b| sur | par |:)"
        r"|copies? (?:adresse|transmise|pour)"
        r"|(?:acte )?(?:certifie|rendu)e? (?:executoire|conforme)|ampliation"
        r"|pour (?:ampliation|extrait|copie|expedition)"
        r"|destinataires? ?:"
    ),
}
ANNEXE = pattern(
    r"annexes?(?: (?:n ?° ?)?(?P<number>\d{1,2}|[ivx]{1,4}|[a-h]))?(?: ?(?:[:-]|(?= [«A-Z])) ?(?P<rest>.+))?$"
)
ANNEXE_OF = pattern(r"annexes? (?:n ?° ?)?(?:\d{1,2}|[ivx]{1,4}|[a-h]) (?:a|au|aux|de|du|des) ?\b")  # in capitals
TITLE = pattern(
    rf"{NATURE}(?:e?s)?(?: |$)|(?:del|dec|d|dm|dcm|arr)[ _]?\d{{4}}[-_/]\d+|point +\d+\b"
    rf"|\d{{2,4}}[-/]\d{{2}}[/-]\d{{2,3}}$"
)
AUTHORITY = pattern(rf"(?:l[ea] |l'|monsieur l[ea] |madame l[ea] |m\. le |mme la |nous, ?)(?:\w+ )?{FUNCTION}")
RANK = pattern(r"(?:officier|chevalier|commandeur|grand[- ]officier) (?:de|dans) ")
PARTY_WORD = pattern(
    r"(?:entre(?: les soussignee?s)?|et|d'une part|(?:et )?d'autre part)(?: ?[:,.-]? ?(?:d'une|d'autre) part)?[ :,.;]*$"
)
PARTY = pattern(
    r"representee?s? (?:par|,)|dont le siege|, sise? |denommee?s?\b|d'une part|d'autre part|designee?s? (?:sous|ci)"
)
SIGNING = pattern(
    r"pour l(?:e |a |'|es )|p/ ?|(?:et )?par delegation|par interim|visa de m|le delegant"
    r"|le delegataire|les? parties?\b|signature"
)
PROPOSAL = pattern(r"(?:sur|apres) (?:la |le )?(?:proposition|rapport|avis|consultation)\b")
MARKER = pattern(
    r"(?P<marker>[-–—•◦○●▪■□►▸➢➔✓✔*·>\uf0b7\uf0a7\uf02d\uf0d8]|}>|[o©e](?= +[A-ZÀÂÇÉÈÊ])|o(?=\s)|\d{1,2} ?°\)?"
    r"|\d{1,2}(?:\.\d{1,2})*\)|\d{1,2}\.(?= )|\(?(?:[a-z]|i{2,3}|iv|vi{1,3}|ix)\)|[A-Z]\)|[a-h]\.(?= ))(?:\s+|$)"
)
ROMAN = pattern(r"[IVX]{1,5} ?[.):–—-] ?[–—-]? ?[A-ZÀ-Ý][a-zà-ÿ]")  # « II – Finances »
LONE = frozenset("-–—•◦○●▪■*·o\uf0b7\uf0a7")
RESUMED = pattern(r"[a-zàâçéèêîôùœ(€%&]|\d[\d ]*€")


@lru_cache(maxsize=1024)  # a line is looked at from many sides
def fold(text: str) -> str:
    """The text without capitals and accents, plain apostrophes, spaces and dashes; of the same length.

    >>> fold("DÉCIDE – l’arrêté")
    "decide - l'arrete"
    """
    return text.lower().translate(FOLDING) if len(text.lower()) == len(text) else text.translate(FOLDING)


def opening(text: str) -> Kind | None:
    """The kind of the block that these words begin, when they alone tell."""
    if text[:1].islower():
        return None
    folded = fold(text[:200])
    return next(
        (kind for kind, pattern in OPENINGS.items() if (m := pattern.match(folded)) and _sure(kind, m, text)), None
    )


def _sure(kind: Kind, found: re.Match[str], text: str) -> bool:
    if kind is Kind.FORMULE:
        return NOUN.match(text) is None
    if kind is not Kind.ARTICLE or found["after"].strip() or found.end() >= len(text):
        return True
    return not text[found.end()].islower()


def article_number(text: str) -> str:
    """The number in a heading of article, « 1 » for « 1er » and « premier »; nothing when there is none.

    >>> article_number("Article 1er : Objet"), article_number("ARTICLE 7.2 –"), article_number("Vu")
    ('1', '7.2', '')
    """
    found = OPENINGS[Kind.ARTICLE].match(fold(text))
    if not found:
        return ""
    number = re.sub(r" ?er$", "", found["number"])
    return (
        "1" if number.startswith("premier") else number.upper() if number.isalpha() and number != "unique" else number
    )


def marker(text: str) -> tuple[str, str] | None:
    """What stands before an item, and the item; None when there is none.

    >>> marker("1° De payer"), marker("- d'une part"), marker("2 rue Juliette Dodu")
    (('1°', 'De payer'), ('-', "d'une part"), None)
    """
    found = MARKER.match(text)
    return (found["marker"], text[found.end() :]) if found else None


def capitals(text: str) -> bool:
    """Whether a text is written in capitals (three letters at least)."""
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= 3 and sum(c.isupper() for c in letters) >= 0.9 * len(letters)


def starts_block(text: str) -> bool:
    """Whether a line cannot be the middle of a sentence."""
    if text in LONE or opening(text) is not None or marker(text) is not None or ROMAN.match(text):
        return True
    return text[:1].isupper() and ANNEXE.match(fold(text)) is not None
