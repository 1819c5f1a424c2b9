"""The years that an act names: for what it provides, for a season of it; not those of its history."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ..context import Context
from ..document import Kind
from ..facts import Mention, MentionKind
from ..frozen import frozen
from ..outline.nature import Nature
from ..part import Passage
from ..pattern import pattern
from ..statements.periods import dissent
from ..statements.subjects import REASONS, THIS, TITLES, Subjects
from ..text.sentences import clause_at
from ..text.tenses import Tells, tells

SEVERAL = 3  # times that a year is named before another one is doubtful
LASTING = 500  # days: longer, an act has several seasons
_MONEY = pattern(r"budget|credit|exercice|compte administratif|resultat|loi de finances")
_PAST = pattern(
    r"\b(?:depuis|en|de|preced\w*|anterieur\w*|programme|tarif\w* (?:de|pour))\b\W*\Z"
    r"|\b(?:bilan|comptes|compte rendu|rapport|resultats?|succes|realisation)"
    r" (?:de (?:la |l')|du |des |d')?[^.;]{0,30}\Z"
)
_COMPARED = pattern(  # « supérieur de 28 980 € au produit de l'année 2025 »
    r"\b(?:superieure?|inferieure?|par rapport|comparee?|hausse|baisse|augmente|diminue|contre)\b[^.;]*\Z"
)
_REFERENCE = pattern(  # the year of what is counted on, and not of what is done
    r"\brevenus? [^.;]{0,40}\Z|\bdepenses?(?: de fonctionnement| d'investissement)? de l'\s?\Z|\(rentree \Z"
)
_PLAN = pattern(  # what is called by the years it covers, of which the act is a part
    r"\b(?:projet|plan|schema|strategie|pacte|charte|agenda|contrat de ville|politique|feuille de route)"
    r"(?: [a-z'-]+){0,4} \Z"
)
_OF_NUMBER = pattern(r"-[a-z]\b")  # « Référence : 2026-S-09 »
_FORMER = pattern(r"\b(?:precedente?|ancienne?) (?:convention|contrat|marche|bail|accord(?:-cadre)?)\b[^.;]*\Z")
_SEASON = pattern(  # what comes once a year, and the year that tells it
    r"\b(?P<noun>saison|annee scolaire|ete|hiver|printemps|automne|edition|campagne|rentree|millesime|festival|fete"
    r"|salon|compte financier unique|comptes? administratifs?|comptes? de gestion)"
    r"(?P<of>(?: [a-z'-]+){0,3})?\s?\Z"
)


@frozen
class Named:
    """Years, where they are named, and of which season."""

    years: tuple[int, ...]
    where: Passage
    season: str = ""


def years_named(context: Context) -> Iterator[Named]:
    """Years of what the act provides: « années 2025 et 2026 » in its body, a year alone only in a title."""
    subjects = Subjects.of_context(context)
    for passage, mention in context.passages(MentionKind.YEARS, MentionKind.YEAR):
        years = _years(mention)
        if _provided(passage, mention) and subjects.of(passage, mention) == THIS:
            yield Named(years, passage)


def _provided(passage: Passage, mention: Mention) -> bool:
    if passage.kind in REASONS or mention.label == "exercice" or passage.part.minutes or passage.then(_OF_NUMBER):
        return False
    before = passage.low_before
    if _MONEY.search(before[-60:]) or _PAST.search(before[-60:]) or _FORMER.search(before) or _COMPARED.search(before):
        return False
    if _formerly(passage) or _REFERENCE.search(before[-80:]):
        return False
    if not mention.label and _PLAN.search(before[-80:]):
        return False
    return mention.kind is MentionKind.YEARS or passage.kind in TITLES


def _formerly(passage: Passage) -> bool:
    """« Pour mémoire, la participation de l'année 2025 était de »: what was."""
    start, end = clause_at(passage.context, passage.start)
    return tells(passage.low[start:end], Tells.FORMERLY)


def _years(mention: Mention) -> tuple[int, ...]:
    value = mention.value
    return (value,) if isinstance(value, int) else value if isinstance(value, tuple) else ()


def odd_ones(context: Context) -> Iterator[tuple[Named, Named, tuple[Named, ...]]]:
    """A year named once beside one named everywhere; two years of one season: the odd one, the usual, its places."""
    told: set[Passage] = set()
    for odd, usual, places in (*_single(context), *_seasons(context)):
        if odd.where not in told:
            told.add(odd.where)
            yield odd, usual, places


def _single(context: Context) -> Iterator[tuple[Named, Named, tuple[Named, ...]]]:
    """« année 2026 » everywhere, « année 2025 » once; a title counts for three."""
    named = tuple(one for one in years_named(context) if len(one.years) == 1)
    counts = Counter(one.years[0] for one in named)
    weights = counts + Counter(one.years[0] for one in named if one.where.kind in TITLES for _ in range(2))
    usual, times = weights.most_common(1)[0] if weights else (0, 0)
    reference, _ = dissent(context)
    inside = reference.value.period.annees if reference and reference.value.period else ()
    titled = {one.years[0] for one in named if one.where.kind is Kind.TITRE}
    places = tuple(one for one in named if one.years == (usual,))
    for odd in (one for one in named if counts[one.years[0]] == 1 and times >= SEVERAL):
        both = {odd.years[0], usual}
        beside = {one.years[0] for one in named if one.where[:2] == odd.where[:2] and odd.where.kind in TITLES}
        listed = usual in beside or both <= titled  # a list of acts, of taxes, each with its year
        start, end = clause_at(odd.where.context, odd.where.start)
        said = odd.where.low[start:end]
        past = odd.years[0] < usual and tells(said, Tells.PAST)  # « en 2022, 900 repas ont été servis »
        if not (listed or past) and abs(odd.years[0] - usual) == 1 and not both <= set(inside):
            yield odd, places[0], places


def _seasons(context: Context) -> Iterator[tuple[Named, Named, tuple[Named, ...]]]:
    """« la saison culturelle 2024-2025 » in the title, « 2023-2024 » in an article: one season, two years."""
    reference, _ = dissent(context)
    period = reference.value.period if reference else None
    named = list(_seasonal(context)) if period is None or period.jours < LASTING else []  # it has several seasons
    for season in dict.fromkeys(one.season for one in named):
        found = [one for one in named if one.season == season]
        values = list(dict.fromkeys(one.years for one in found))
        if len(values) != 2 or (values[0][0] == values[1][0] and len(values[0]) != len(values[1])):
            continue  # « la rentrée 2017 », « la rentrée 2017-2018 »
        first, second = ([one for one in found if one.years == value] for value in values)
        places = [{one.where[:2] for one in each} for each in (first, second)]
        if min(len(first), len(second)) > 1 or places[0] & places[1]:
            continue
        earlier = first if values[0] < values[1] else second
        if all(_reason(one.where) and "projet" not in one.where.low for one in earlier):
            continue  # what was done last year is a reason to do it again
        many, odd = (first, second) if len(first) >= len(second) else (second, first)
        yield odd[0], many[0], tuple(many)


def _reason(where: Passage) -> bool:
    """What an act takes into account, or its report, before it decides."""
    told = where.kind is Kind.PARAGRAPHE and where.part.nature is Nature.ACTE and bool(where.part.articles)
    return where.kind in REASONS or (told and not where.section.article)


def _seasonal(context: Context) -> Iterator[Named]:
    """The years of what comes once a year: of a season, of what the title names with its year."""
    every = [(*pair, _before(pair[0])) for pair in context.passages(MentionKind.YEARS, MentionKind.YEAR)]
    titled = {_phrase(before) for passage, _, before in every if passage.kind in TITLES} - {""}
    for passage, mention, before in every:
        match, phrase = _SEASON.search(before), _phrase(before)
        cited = mention.of is not None and mention.of.reference
        if mention.problem or cited or passage.kind is Kind.TABLEAU or not (match or phrase in titled):
            continue
        first, _ = clause_at(passage.context, passage.start)
        recalled = tells(passage.low[first : passage.end + 40], Tells.RECALLED) or _formerly(passage)
        asked = _NEXT.search(before) and passage.kind not in REASONS
        if not (recalled or asked):
            of = _OF_YEAR.sub("", match["of"] or "").strip() if match else ""
            season = f"{match['noun']} {of}".strip() if match else phrase
            yield Named(_years(mention), passage, season)


_NEXT = pattern(  # « une demande pour la saison 2026-2027 doit parvenir », in the convention of the one before
    r"\b(?:demande|candidature|renouvellement|reconduction|(?:re)?inscription)s? (?:d[eu]|pour|a) [^.;]{0,40}\Z"
)
_OF_YEAR = pattern(r" (?:de l'|pour l'|de |pour )?(?:exercice|annee)s?\Z")


def _before(passage: Passage) -> str:
    """The words before a year itself."""
    digits = next((n for n in range(passage.start, passage.end) if passage.context[n].isdigit()), passage.start)
    return passage.low[max(0, digits - 60) : digits]


def _phrase(before: str) -> str:
    """« le marché de Noël », before a year: what a title says, in two words at least; not money, told year by year."""
    found = _TWO.search(before)
    return f"{found['one']} {found['two']}" if found and not _MONEY.search(found[0]) else ""


_TWO = pattern(r"(?<![a-z'-])(?P<one>[a-z]{4,}) (?:d[eu]s? |de la |d'|l'|a |au )?(?P<two>[a-z]{4,}) \Z")
