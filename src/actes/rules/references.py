"""What the act says of its own articles: the target exists, and says there what is announced."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import count, pairwise, takewhile

from ..claims.aimed import Unit, fits_alone, pointed
from ..claims.cited import AT, GIVING, MANY, ArticleReference, article_references
from ..claims.ranked import elsewhere
from ..context import Context
from ..document import Kind
from ..facts import Mention, MentionKind
from ..facts.flat import folded
from ..facts.numerals import NUMBER as COUNTED
from ..finding import Severity
from ..outline.nature import Nature
from ..outline.sections import Article
from ..part import Part, Passage
from ..pattern import pattern
from ..values.kept import kept_on_it
from ..values.text import unaccented
from .rule import Report, Where, as_said, rule

WORD = pattern(r"[a-zà-ÿœ]{4,}")
LIST_GOES_ON = pattern(r"\s?(?:,|et|à|ou)\s(?:(?:[àa]|de)\s)?(?:l['’])?(?:article\s)?[0-9]")
POINT = pattern(r"(?:[Aa]rt(?:icle|\.) )?(?P<point>[0-9]{1,2}\.[0-9]{1,2})\b")
MOST = 4  # articles in points
LETTER = pattern(r",? (?P<point>[a-h])\)")  # « l'article 2, a) »
LETTERS = pattern(r"(?:\A|[\s;:(])(?P<point>[a-h])\)")
POINTS = pattern(rf"\A{POINT.pattern}")
SOME = 2  # points of an article: one alone proves little
LASTS = (MentionKind.DURATION, MentionKind.PERIOD, MentionKind.YEARS)
AMOUNTS = (MentionKind.AMOUNT,)
WHAT = {  # what is announced, and the facts that say it
    "montant": AMOUNTS,
    "prix": AMOUNTS,
    "tarif": AMOUNTS,
    "somme": AMOUNTS,
    "duree": LASTS,
    "periode": LASTS,
    "delai": (MentionKind.DURATION, MentionKind.TIME),
    "taux": (MentionKind.PERCENT,),
    "date": (MentionKind.DATE, MentionKind.MONTH, MentionKind.PERIOD),
}
OTHERWISE = {  # words that say it without a fact
    "date": pattern(r"\bdate|notifi|signature|vigueur|effet|trimestr|mensu|calendrier"),
    "delai": pattern(r"\b(?:heures?|jours?|semaines?|mois|minutes?)\b"),
    "periode": pattern(r"\bdu\b[^.;]{4,60}\bau\b[^.;]{0,12}[0-9]"),
    "duree": pattern(r"\b(?:duree|limite\w*)\b[^.;]{0,60}\b(?:[0-9]+ ?(?:h|heures?|minutes?)|une heure)\b"),
}
PRICES = ("prix", "tarif", "loyer", "redevance")  # words for what is paid stand for each other
SAID = pattern(
    rf"\b(?P<what>{'|'.join(WHAT)})s?\b[^.;:]{{0,40}}\s(?:{GIVING}){AT}|\b(?P<price>{'|'.join(PRICES)})s?\sde\s(?:l['’])?\Z"
)
_AMENDED = pattern(r",? (?:apres |avant )?les mots\b|,? il est (?:ajoute|insere)\b")  # of the convention that it amends
SORT = pattern(r"\b(paragraphe|chapitre)\s\Z")  # « chapitre IV »
THERE = "visez l’article ou le point qui le donne, ou ajoutez-le à celui-ci"


@rule("REF101", "renvoi-faux", Severity.ERREUR)
def false_reference(context: Context) -> Iterator[Report]:
    """Un renvoi à un article que l'acte n'a pas laisse sans effet ce qu'il organise : qui cherche « l'article 9 » doit
    le trouver. Les articles d'une loi, d'un code ou d'un autre acte ne sont pas ceux de cet acte. Ce qui remplace un
    article en garde le numéro.

    Quand un texte annonce « le montant précisé dans l'article 9 », l'article doit aussi le donner. S'il ne donne que
    des pourcentages, on ne sait plus ce qui est dû.

    Mauvais : « suivant l'article 12 », qui n'existe pas ; « le montant précisé dans l'article 9 », qui n'en donne pas
    Bon : « suivant l'article 9 », qui existe ; l'article 9 donne le montant, ou le renvoi vise l'annexe qui le donne
    Source : usage
    """
    yield from _missing(context)
    for part in context.own:
        for where, number in pointed(part):
            if fit := fits_alone(where, part, number):
                yield _fitting(where, part, number, *fit)
        for one in elsewhere(part):
            label, right = one.meant.label.text.strip(" –-,"), f"le n° {one.meant.number}"
            message, related = (
                f"« {one.where.text} », mais c’est {right} qui est « {label} »",
                ((one.meant.label, right),),
            )
            found, meant = str(one.said), str(one.meant.number)
            numbered = one.where.text[-1].isdigit()  # « Volet C » may be one of another list
            doubt = Severity.ALERTE if numbered else Severity.CONSEIL
            yield Report(one.where, message, "corrigez le numéro", found, meant, related, doubt)
        yield from _replaced(part)
    for reference in article_references(context):
        if (article := reference.article) is not None:
            yield from _empty(reference, article)


_REPLACED = pattern(r"\bl'article (?P<n>[0-9]{1,3})\b(?![-.0-9])[^«»]{0,160}\bremplac[^«»]{0,80}:\s?\Z")
_GIVEN = pattern(r"«\s?article (?P<n>[0-9]{1,3})\b(?!-|\.?[0-9])")


def _replaced(part: Part) -> Iterator[Report]:
    """« L'article 3 de l'arrêté est remplacé par : », and « Article 4. – … »; where one article alone is named."""
    for index, (low, after) in enumerate(pairwise(part.lows()), 1):
        said, given = _REPLACED.search(low), _GIVEN.match(after)
        if said and given and given["n"] != said["n"] and low.count("l'article ") == 1:
            message = f"ce qui remplace l’article {said['n']} porte le numéro {given['n']}"
            where = Passage(part, index, *given.span("n"))
            related = as_said(Passage(part, index - 1, *said.span("n")))
            yield Report(where, message, "corrigez l’un des deux numéros", given["n"], said["n"], related)


_BUDGET = pattern(r"\bimput|\bbudget|\bchapitre\b|\bcompte\b")


def _of_others(reference: ArticleReference) -> bool:
    """« l'article 1889 », of the code that the act cites; « à l'article 66111 », of the budget."""
    part = reference.passage.part
    codes = any(m.kind is MentionKind.CODE for found in part.mentions for m in found)
    return codes or _BUDGET.search(folded(reference.passage.context)) is not None


EXTRACT = 4  # the first article of an extract, or a later one
FAR = 15  # articles, of an act that has few
_OF_CONTRACT = pattern(r"\barticles? [0-9][0-9.]*,? d[ue]s? (?:ccp|ccap|cctp|ccag|cahier|marche|contrat|bail)\b")
_OF_WHOM = pattern(r"\s?(?:d[eu]s?\b|d')")  # « l'article 26 de la convention »


def _of_how_far(reference: ArticleReference, last: int) -> Severity | None:
    """Far behind the last article of an act, a number is that of a law that is not named beside it; behind the last of
    one that names the articles of a contract, that of the contract.
    """
    if reference.number > last and _OF_CONTRACT.search(reference.passage.part.low):
        return Severity.CONSEIL
    named = _OF_WHOM.match(folded(reference.passage.context), reference.passage.end)
    if reference.number > max(FAR, 2 * last) and not named:
        return Severity.CONSEIL
    return None if reference.sure and reference.number < MANY else Severity.ALERTE


def _missing(context: Context) -> Iterator[Report]:
    """An article, a point of one, that the act has not."""
    for reference in article_references(context):
        if _AMENDED.match(folded(reference.passage.context), reference.passage.end):
            continue
        beside = reference.target.articles
        numbers = [one.number for one in beside if one.number is not None]
        if _incomplete(beside) or (numbers and reference.number >= MANY > numbers[-1] and _of_others(reference)):
            continue
        if numbers and reference.number not in numbers and reference.number not in _points_of(reference):
            where = "cette convention" if reference.target.nature is Nature.CONVENTION else "cet acte"
            yield Report(
                reference.passage,
                f"l’article {reference.number} n’existe pas : {where} a les articles {numbers[0]} à {numbers[-1]}",
                "corrigez le numéro, ou ajoutez l’article",
                found=str(reference.number),
                severity=Severity.CONSEIL if numbers[0] >= EXTRACT else _of_how_far(reference, numbers[-1]),
            )
        elif (points := _points(reference)) is not None:
            said, known = points
            held = f"a les points {', '.join(known)}" if known else "n’en a aucun"
            message = f"le point {said} n’existe pas : l’article {reference.number} {held}"
            yield Report(reference.passage, message, "corrigez le numéro, ou ajoutez ce point", found=said)


def _points_of(reference: ArticleReference) -> frozenset[int]:
    """« la limite prévue à l'article 7 », said in the point 13 of a règlement: the points of that règlement."""
    passage = reference.passage
    marks = [block.marker.strip(" .)") for block in passage.part.blocks if block.kind is Kind.ITEM]
    own = passage.part.blocks[passage.block].marker.strip(" .)")
    ranks = {int(mark) for mark in marks if mark.isdigit()}
    run = frozenset(takewhile(ranks.__contains__, count(1)))
    return run if own.isdigit() and int(own) in run else frozenset()


def _incomplete(found: Sequence[Article]) -> bool:
    """Whether headings without the word « article » may be others of the same series that look otherwise."""
    numbers = [one.number for one in found if one.number is not None]
    return any(not one.said for one in found) and sorted(numbers) != list(range(1, len(numbers) + 1))


def _points(reference: ArticleReference) -> tuple[str, list[str]] | None:
    """« article 3.5 », and the points that article 3 has, where it has some and not this one."""
    article, target = reference.article, reference.target
    letter = LETTER.match(reference.passage.context, reference.passage.end)
    said, marks = (letter, LETTERS) if letter else (POINT.search(reference.passage.text), POINTS)
    if said is None or article is None:
        return None
    known, least = _marks(target, article, marks), 1 if letter else MOST
    cut = known or sum(len(_marks(target, one, marks)) >= SOME for one in target.articles) >= least  # as others are
    return (said["point"], known) if cut and len(known) != 1 and said["point"] not in known else None


def _marks(part: Part, article: Article, mark: re.Pattern[str]) -> list[str]:
    """The points of an article, by their number or letter."""
    blocks = part.blocks[article.block : article.end]
    texts = [line for block in blocks for line in (f"{block.marker} {block.text}".strip(), block.text)]
    return list(dict.fromkeys(match["point"] for text in texts for match in mark.finditer(text)))


def _empty(reference: ArticleReference, article: Article) -> Iterator[Report]:
    """An article that does not say what is announced."""
    before = unaccented(reference.passage.before)
    if _goes_on(reference):  # « les articles 1 et 2 »: one of them may speak of it
        return
    if (what := _announced(before)) and _gives_none(reference.target, article, what, before):
        message = f"l’article {reference.number} ne donne aucun élément de ce qui est annoncé ici (« {what} »)"
        yield _not_there(reference, message, article)
    elif not POINT.search(reference.passage.text) and (
        fit := fits_alone(reference.passage, reference.target, str(reference.number))
    ):
        yield _fitting(reference.passage, reference.target, str(reference.number), *fit)


def _fitting(where: Passage, target: Part, number: str, word: str, other: Unit) -> Report:
    named, noun = SORT.search(where.before.lower()), _whole(where.before.lower(), word)
    what = f"le {named[1] if named else 'point'}" if number.isalpha() or "." in number else "l’article"
    message = f"{what} {number} ne parle pas de ce qui est annoncé ici (« {noun} ») ; {what} {other.number}, si"
    related: tuple[tuple[Where, str], ...] = ((target.whole(other.block), "ce qui en parle"),)
    return Report(where, message, THERE, number, other.number, related, Severity.ALERTE)


def _not_there(reference: ArticleReference, message: str, other: Article) -> Report:
    says = "l’article visé" if other.number == reference.number else "l’article qui en parle"
    related = ((reference.target.whole(other.block), says),)
    return Report(reference.passage, message, THERE, related=related, severity=Severity.ALERTE)


def _goes_on(reference: ArticleReference) -> bool:
    passage = reference.passage
    return LIST_GOES_ON.match(passage.context, passage.end) is not None or not passage.text[:1].isalpha()


def _announced(before: str) -> str:
    """What is announced: the noun that is nearest to the reference."""
    found, start = "", 0
    while (match := SAID.search(before, start)) is not None:
        found, start = match["what"] or match["price"], match.start() + 1
    return found


def _gives_none(part: Part, article: Article, what: str, before: str) -> bool:
    """Whether an article has no fact of that sort; of days, only where another article has some.

    « la période de trois saisons définie à l'article 2 », which speaks of « saisons », is in no unit of time.
    """
    kinds = WHAT.get(what, AMOUNTS)
    counted = re.search(rf"{what}s? de (?:[0-9]+|{COUNTED}) (?P<noun>[a-z]{{4,}})", before)
    if _holds(part, article, kinds) or (counted and counted["noun"] in _text(part, article)):
        return False
    words = OTHERWISE.get(what)
    return words is None or (
        words.search(_text(part, article)) is None and any(_holds(part, one, kinds) for one in part.articles)
    )


def _whole(before: str, stem: str) -> str:
    """The word whose stem it is, as written."""
    return next((word for word in reversed(WORD.findall(before)) if unaccented(word).startswith(stem)), stem)


@kept_on_it
def _text(part: Part, article: Article) -> str:
    return unaccented(" ".join(block.text for block in part.blocks[article.block : article.end]))


def _holds(part: Part, article: Article, kinds: tuple[MentionKind, ...]) -> bool:
    hours = MentionKind.TIME in kinds  # « deux heures ouvrées » are a delay, and no length of a contract
    return any(m.kind in kinds and (hours or "heure" not in m.text) for m in _facts(part, article))


def _facts(part: Part, article: Article) -> Iterator[Mention]:
    return (mention for block in part.mentions[article.block : article.end] for mention in block)
