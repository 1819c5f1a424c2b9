"""Values that the law gives, where an act says another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction

from ..context import Context
from ..document import Kind
from ..facts.flat import folded
from ..facts.numerals import NUMBER, numeral
from ..finding import Severity
from ..law import LegalFact
from ..law.articles import singular
from ..law.classes import categories, category_of
from ..law.values import SPELLED, Given, facts
from ..part import Part, Passage
from ..pattern import pattern
from ..statements.days import act_day
from ..text.sentences import clauses
from ..values.calendar_fr import months
from ..values.ordinals import rank_words
from .rule import Report, rule

MONTHS = tuple(map(folded, months()[1:]))
_N = rf"(?P<n>[0-9]{{1,3}}(?:[ .][0-9]{{3}})+(?:,[0-9]{{1,5}})?|[0-9]+(?:,[0-9]{{1,5}})?|{NUMBER})"
_GROUP = "(?:[1-5]|un|deux|trois|quatre|cinq)"
_AGAIN = r"(?: ?\([^()]{1,40}\))?"
_LINE = pattern(r"[^\n]+")
_LEAD = pattern(
    r"(?:[0-9]{1,2}[.°) ]*){0,3}[^.;:,\n]{4,50}\. "
)  # « 4.2 Retenue de garantie. Une retenue de 5 % est prélevée »
CLASSES = ("premiere", "deuxieme", "troisieme", "quatrieme", "cinquieme")
TITLE = 70  # characters: a longer one is a sentence
_ITSELF = pattern(
    r"(?:-|article [0-9a-z.-]+ ?[:–—-])? ?(?:ils?|elles?|cel(?:ui|le)-ci|(?:cet?|cette|le|la) (?:taux|delai|duree"
    r"|montant|seuil|plafond|limite|periode|quotite)(?! (?:de|du|des|d')\b)) "
)


def _counted(unit: str) -> re.Pattern[str]:
    return pattern(rf"(?<![\w,.-]){_N}{_AGAIN} ?(?:{unit})(?!\w)")


UNITS: Mapping[str, re.Pattern[str]] = {
    "€": _counted("€|euros?"),
    "%": _counted("%|pour ?cent"),
    "points": _counted("points?"),
    "ans": _counted("ans?|annees?"),
    "mois": _counted("mois"),
    "jours": _counted("jours?"),
    "heures": _counted("heures?|h"),
    "metres": _counted("metres?|m"),
    "semaines": _counted("semaines?"),
    "minutes": _counted("minutes?|min|mn"),
    "centimetres": _counted("centimetres?|cm"),
    "m²": _counted("m[²2]|metres? carres?"),
    "km/h": _counted("km ?/ ?h|kilometres?[ -]heures?|kilometres? par heure"),
    "dB": _counted(r"db(?: ?\(?a\)?)?|decibels?"),
    "nœuds": _counted("n(?:œ|oe)uds?"),
    "euros du kilometre": _counted(r"(?:€|euros?)(?: par | du | le | ?/ ?)(?:km|kilometre)"),
    "habitants": _counted("habitants?"),
    "agents": _counted("agents?|emplois a temps plein"),
    "membres": _counted("membres?(?! ?:)|titulaires|elus|nommes|suppleants"),
    "enfants": _counted("enfants?|mineurs"),
    "autorisations": _counted("autorisations?|debits temporaires|derogations"),
    "pouvoirs": _counted("pouvoirs?|procurations?"),
    "dimanches": _counted("dimanches?"),
    "enfants par animateur": pattern(rf"\bun(?: \w+)? pour {_N} (?:enfants|mineurs)\b"),
    "fois": _counted("fois"),
    "défauts de paiement": _counted("(?:seuls? )?defauts? de paiement"),
    "échéances": _counted("(?:termes?|echeances?|trimestres?|semestres?)"),
    "quote-part": pattern(r"\b(?:un|le|du) (?P<n>quart|tiers|cinquieme|sixieme|dixieme)\b"),
    "multiple": pattern(r"\b(?P<n>double|triple|quadruple)\b"),
    "fraction": pattern(
        r"(?<![0-9/a-z-])(?P<n>[0-9]{1,2}/[0-9]{1,2}|(?:[a-z]+-)?[a-z]+ (?:trente-)?(?:cinq|six|sept|huit|dix)iemes?)\b"
    ),
    "classe": pattern(rf"\b(?P<n>[1-5]|{'|'.join(CLASSES)})(?:re|e|eme)? classe\b"),
    "groupes": pattern(rf"\bgroupes? (?:{_GROUP}(?:,? et |, | a )){{0,4}}(?P<n>{_GROUP})\b"),
    "part": pattern(
        r"\b(?:limite|plafond|hauteur|concurrence|exced\w+|depass\w+|maxim\w+) (?:d'|de |du |le |la |des |un )*"
        r"(?P<n>trois quarts|quart|tiers|moitie|cinquieme)\b"
    ),
    "jour": pattern(rf"\b(?P<n>(?:1er|[0-9]{{1,2}}|{NUMBER}) (?:{'|'.join(MONTHS)}))\b"),
}
_LIMIT = pattern(
    r"\b(?:inferieure?s?(?! de\b)|superieure?s?(?! de\b)|exced\w+|depass\w+|limite\w*|jusqu'|plafon\w*|seuils?"
    r"|m[ai][xn]im\w+|au plus|au moins|avant|fixe\w*|moins de|plus de|duree totale)\b[^.;€%]{0,40}\Z"
    r"|\bseuils?\b[^.;€%]{0,110}, soit\s+\Z"
)
_AND_TO = pattern(  # « inférieur au seuil européen (5 404 000 € HT) et à 10 % »
    r"\b(?:inferieure?s?\b(?! de\b)|exced\w+|depass\w+|limite\w*|plafon\w*)\b[^.;]{0,150} (?:et|ou|ni)"
    r"(?:,? [^,.;0-9]{1,25},)? (?:a |de )?\Z"
)
_UP_TO = pattern(r"(?: au (?:plus|maximum)| maxim\w+)\b")
HOW = {"<=": " au plus", ">=": " au moins", "..": ""}


@rule("SEU103", "valeur-de-la-loi", Severity.ALERTE)
def unlawful(context: Context) -> Iterator[Report]:
    """Ce que la loi fixe ne se dit pas autrement : la majoration des intérêts de retard, le seuil d'une convention, la
    retenue de garantie, la durée d'un contrat, le jour d'un vote. Une ancienne valeur vient souvent du modèle.

    Mauvais : « une retenue de garantie de 10 % », « le taux de la Banque centrale européenne majoré de sept points »
    Bon : « une retenue de garantie de 5 % », « majoré de huit points »
    Source : code de la commande publique, art. R. 2191-33, R. 2192-31, R. 2122-8 ; CGCT, art. L. 1612-1, L. 1612-2,
    L. 2333-30 ; CGFP, art. L. 332-14, L. 332-23 ; décret n° 2000-815 (à vérifier)
    """
    whole = singular("\n".join(part.low for part in context.own))
    known = [fact for fact in facts(act_day(context)) if fact.value.may_speak(whole)]
    for part in context.own if known else ():
        last = title = ""  # the clause before, of which « elle est de 10 % » speaks; the heading above
        for index, block in enumerate(part.lows()):
            low = block.replace("\n", " ")
            text = part.blocks[index].text
            if part.blocks[index].kind in (Kind.ARTICLE, Kind.INTERTITRE):
                title = low if len(low) < TITLE and not low.endswith((".", ";")) else ""
            headed = f"{title} {lead[0]}" if (lead := _LEAD.match(low)) else title
            # A table is cut by lines: what a cell says is of what the first one names.
            for start, end in [line.span() for line in _LINE.finditer(text)] if "\t" in text else clauses(text):
                clause = low[start:end].lstrip()
                about, last = f"{title} {last}" if _ITSELF.match(clause) else headed, clause
                said = singular(f"{about} {clause}")
                for fact in known:
                    if fact.value.speaks(said, whole):
                        yield from _wrong(part, index, (low, about), (start, end), fact, whole)


def _wrong(
    part: Part, index: int, words: tuple[str, str], clause: tuple[int, int], fact: LegalFact[Given], whole: str
) -> Iterator[Report]:
    given, (low, about) = fact.value, words
    found = list(UNITS[given.unit].finditer(low, *clause))
    exact = not given.each and not given.how  # which the clause may well say too
    if exact and any(given.allows(value) for value in (_value(one["n"], given.unit) for one in found) if value):
        return
    starts = [clause[0], *(one.end() for one in found)]
    told = [pair for pair in zip(starts, found, strict=False) if not given.limit or _limited(low, clause, *pair)]
    for start, one in told:
        before = low[start : one.start()]
        own = before.rpartition(", ")[2] if start > clause[0] else before
        own = low[slice(*clause)] if len(told) == 1 or given.each else own
        value = _value(one["n"], given.unit)
        if value is None or given.allows(value) or not given.speaks(singular(f"{about} {own}"), whole):
            continue
        where = Passage(part, index, one.start("n"), one.end())
        lawful, counted = _shown(given), given.unit in COUNTED
        said = f"de {where.text}" if counted else f": « {where.text} »"
        message = f"{given.name} {said}" + (f", et {'de ' * counted}{lawful}{HOW.get(given.how, '')}" if lawful else "")
        yield Report(where, message, f"vérifiez ce que dit la loi ({fact.source})", where.text, lawful or None)
        return


def _limited(low: str, clause: tuple[int, int], start: int, one: re.Match[str]) -> bool:
    """Whether a number of a clause, with the words since the one before, is said as a limit."""
    led = _LIMIT.search(f"{low[start : one.start()]} ") or _AND_TO.search(low, clause[0], one.start())
    return bool(led or _UP_TO.match(low, one.end()))


COUNTED = frozenset(UNITS) - SPELLED - {"groupes", "fraction", "classe"}


def _shown(given: Given) -> str:
    """What the law lets one say: « 5 % », « 180 000 ou 24 000 € »; empty where it is only what it does not."""
    if given.how == "no":
        return ""
    values = (f"{int(one):,}".replace(",", "\u00a0") if one.isdigit() else _dated(one) for one in given.values)
    joined = (" à " if given.how == ".." else " ou ").join(values)
    return f"{joined}\u00a0{given.unit.replace('metre', 'mètre')}" if given.unit in COUNTED else joined


def _dated(said: str) -> str:
    """« 15 fevrier » with its accent."""
    return next((said.replace(low, name) for low, name in zip(MONTHS, months()[1:], strict=True) if low in said), said)


def _value(said: str, unit: str) -> float | str | None:
    """« 23 000 » as a number, « vingt », « six septièmes », « deuxième » too; « quart », « 1er juillet » as they are.

    >>> _value("23 000", "€"), _value("huit", "ans"), _value("deuxieme", "classe"), _value("1er juillet", "jour")
    (23000.0, 8.0, 2.0, '1 juillet')
    >>> _value("6/7", "fraction") == _value("six septiemes", "fraction"), _value("quart", "part")
    (True, 'quart')
    """
    plain = said.replace(" ", "").replace(".", "").replace(",", ".")
    if plain.replace(".", "").replace("/", "").isdigit():
        return float(Fraction(plain))
    first, _, last = said.rpartition(" ")
    if unit == "jour":
        return f"{numeral(first.removesuffix('er')) or first} {last}"
    if unit in SPELLED:
        return said
    if unit == "fraction":
        many, rank = numeral(first), rank_words().get(last.removesuffix("s"))
        return many / rank if many and rank else None
    counted = numeral(said) or rank_words().get(said)
    return None if counted is None else float(counted)


_CATEGORY = pattern(r"\b(?:categorie|cat\.) (?:hierarchique )?(?P<class>[abc])\b(?!\.)(?! (?:et|ou|a) [abc]\b)")
_CAPACITY = pattern(r"(?<![0-9])(?<![0-9] )(?P<n>[0-9]{2,3}|[0-9] ?[0-9]{3}) personnes\b")
_ERP = pattern(
    r"\b(?:(?P<n>[1-5])(?:re|ere|e|eme)?|(?P<said>premiere|deuxieme|troisieme|quatrieme|cinquieme)) categorie\b"
)
_RECEIVES = pattern(r"\b(?:effectif|capacite|accueill\w+|recevoir|recoit|recevant de|admet\w*|jauge)\b")
_TYPE = pattern(r"\btype (?P<kind>[a-z])\b")
_ROOM = pattern(r"(?P<n>[0-9 ]{2,6}) personnes au (?:plus|maximum)[^.;]{0,60}?\b(?P<rank>[1-5])(?:re|e) categorie\b")
FAR = 70  # characters between a grade and its category


@rule("SEU104", "categorie-de-la-loi", Severity.ALERTE)
def misclassed(context: Context) -> Iterator[Report]:
    """La catégorie d'un grade est celle de son cadre d'emplois ; celle d'un établissement recevant du public, celle de
    l'effectif qu'il reçoit : la première au-delà de 1 500 personnes, la deuxième au-delà de 700, la troisième au-delà
    de 300.

    Mauvais : « un emploi de rédacteur, catégorie C » ; « 560 personnes », « classé en 4e catégorie »
    Bon : « un emploi de rédacteur, catégorie B » ; « classé en 3e catégorie »
    Source : CGFP, art. L. 411-1 et L. 411-2 ; code de la construction et de l'habitation, art. R. 143-19 (à vérifier)
    """
    known = categories(act_day(context))
    for part in context.own:
        for where, said in part.found(_CATEGORY, "categorie", "cat."):
            at, grade = _grade(where.low, where.start, known)
            own, right = said["class"].upper(), known.get(grade, "")
            if grade and right != own:
                named = where.at(at, at + len(grade)).text
                message = f"« {where.text} » pour « {named} », qui est de catégorie {right}"
                yield Report(where, message, "corrigez la catégorie ou le grade (à vérifier)", own, right)
        yield from _buildings(part)


def _grade(low: str, at: int, known: Mapping[str, str]) -> tuple[int, str]:
    """The grade that words just before name, the longest of those that are the nearest, and where it stands."""
    cut = max(low.rfind(mark, 0, at) for mark in (";", "\n", "categorie", "."))
    start = max(cut + 1, at - FAR, 0)
    found = [(low.rfind(grade, start, at) + len(grade), len(grade), grade) for grade in known if grade in low[start:at]]
    end, length, grade = max(found, default=(0, 0, ""))
    whole = not low[end : end + 1].removesuffix("s").isalpha() and not low[end - length - 1 : end - length].isalpha()
    return end - length, grade if whole else ""


def _buildings(part: Part) -> Iterator[Report]:
    """The category of the one building that a document speaks of, and the most people that it says it receives; else
    those of each room.
    """
    if not any(said in part.low for said in ("recevant du public", "recevant de", "erp", "etablissement de type")):
        return
    said = list(part.found(_ERP, "categorie"))
    most = [
        int(match["n"].replace(" ", ""))
        for where, match in part.found(_CAPACITY, "personnes")
        if _RECEIVES.search(where.low, max(0, where.start - FAR), where.end + FAR)
    ]
    kinds = {match["kind"] for _, match in part.found(_TYPE, "type")}
    ranks = {int(match["n"] or rank_words()[match["said"]]) for _, match in said}
    if len(ranks) == 1 and most:
        yield from _misranked(said[0][0], ranks.pop(), max(most), kinds.pop() if len(kinds) == 1 else "")
        return
    for where, match in part.found(_ROOM, "categorie"):
        yield from _misranked(where.at(*match.span("rank")), int(match["rank"]), int(match["n"].replace(" ", "")), "")


def _misranked(where: Passage, rank: int, people: int, kind: str) -> Iterator[Report]:
    right = category_of(people, kind)
    if rank not in right:
        message = f"{rank}e catégorie ici, et {people} personnes reçues : c’est la {right[0]}e"
        yield Report(where, message, "vérifiez le classement", str(rank), str(right[0]))
