"""How the articles of an act are numbered and named."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..context import Context
from ..document import Kind
from ..finding import Severity
from ..outline.sections import Article
from ..part import Part
from ..pattern import pattern
from ..values.text import unaccented
from .rule import Report, rule

BODY = (Kind.ARTICLE, Kind.PARAGRAPHE, Kind.ITEM, Kind.TABLEAU)
FIRST = (2, 3)  # first numbers before which an article was left out; higher ones may be those of an extract
SOME = 2  # numbers: an extract, which begins with another article than the first, leaves some out
WHOLE = (Kind.TITRE, Kind.AUTORITE, Kind.PARTIE, Kind.VISA, Kind.FORMULE, Kind.LIEU_DATE, Kind.SIGNATURE)
SERIES = 3  # articles in a row: an avenant has numbered its own
HEAD = 8  # blocks that say what a document is
AMENDS = pattern(r"\bavenants?\b|\bmodifi\w+|\bextrait\b")  # its articles may bear the numbers of those it amends
NUMBERED = pattern(r"(?P<word>article\s)\d+(?:er)?\b", re.IGNORECASE)
HEADING = 40  # characters of « Annexe 1 : cahier des charges »
SENTENCE = 40  # characters from which a sentence that stands twice is no accident of style


@rule("REF103", "numerotation-des-articles", Severity.ERREUR)
def article_numbers(context: Context) -> Iterator[Report]:
    """Les articles se suivent sans répétition ni saut : deux « article 4 » rendent tout renvoi incertain, un saut fait
    croire qu'un article manque.

    Mauvais : « Article 3 », puis « Article 5 »
    Bon : « Article 3 », puis « Article 4 »
    Corrige : un numéro répété, quand tous les autres articles ont celui de leur rang
    Source : usage
    """
    for part in context.own:
        previous: Article | None = None
        found = [heading for heading in part.articles if heading.said]
        for heading, after in zip(found, [*found[1:], None], strict=False):
            if heading.number is None:
                previous = None
                continue
            previous = None if previous and _in_an_annexe(part, previous, heading) else previous
            if previous is None:
                first = heading is found[0] and heading.number in FIRST
                if first and not _amends(part, found) and not _extract(part, found):
                    yield _first(part, heading)
            elif heading.number != 1 or not _starts_again(part, previous, heading, after):
                skips = found[0].number != 1 and heading.number > (previous.number or 0) + SOME
                severity = Severity.CONSEIL if skips or _extract(part, found) else None
                yield from _follows(part, previous, heading, severity, alone=_misnumbered(found) == [heading])
            previous = heading


def _in_an_annexe(part: Part, previous: Article, heading: Article) -> bool:
    """Whether a heading « Annexe » stands between two articles: those of what an avenant amends have their numbers."""
    between = part.blocks[previous.block + 1 : heading.block]
    return any(unaccented(block.text).startswith("annexe") and len(block.text) < HEADING for block in between)


def _extract(part: Part, found: Sequence[Article]) -> bool:
    """Whether a few articles stand alone: who reads them is shown these, and knows that there are others.

    The third after the first is rather a second one that is missing.
    """
    near = found[0].number == 1 and all((one.number or 0) <= len(found) + 1 for one in found)
    return len(found) < SERIES and not near and not any(block.kind in WHOLE for block in part.blocks)


def _amends(part: Part, found: Sequence[Article]) -> bool:
    """Whether its articles may bear the numbers of those that it amends: not where they all follow each other."""
    first = found[0].number or 0
    series = [heading.number for heading in found] == list(range(first, first + len(found)))
    return AMENDS.search(_opening(part)) is not None and not (series and len(found) >= SERIES)


def _opening(part: Part) -> str:
    """What a document says it is, without accents: its title, else its first words."""
    titles = [block.text for block in part.blocks[:HEAD] if block.kind in (Kind.TITRE, Kind.SOUS_TITRE)]
    return unaccented(" ".join(titles[:2] or [block.text for block in part.blocks[:2]]))


def _first(part: Part, heading: Article) -> Report:
    message = f"le premier article porte le numéro {heading.number} : l’article 1er manque"
    hint = "ajoutez l’article 1er, ou reprenez la numérotation"
    headed = any(block.kind not in BODY for block in part.blocks[: heading.block])
    severity = Severity.ALERTE if headed else Severity.CONSEIL  # an extract
    return Report(part.whole(heading.block), message, hint, str(heading.number), "1", severity=severity)


def _starts_again(part: Part, previous: Article, heading: Article, after: Article | None) -> bool:
    """Whether an article 1er opens another act or another title: something says so, or its articles go on from it."""
    between = part.blocks[previous.block + 1 : heading.block]
    goes_on = previous.number != 1 and after is not None and after.number == 2
    return goes_on or any(block.kind not in BODY for block in between)


def _misnumbered(found: Sequence[Article]) -> list[Article]:
    """The articles that have not the number of their rank."""
    return [heading for rank, heading in enumerate(found, 1) if heading.number != rank]


def _follows(
    part: Part, previous: Article, heading: Article, severity: Severity | None, *, alone: bool
) -> Iterator[Report]:
    """`alone`: all the others have the number of their rank, so that this one cannot but have its own."""
    assert previous.number is not None
    assert heading.number is not None
    expected = previous.number + 1
    if heading.number == expected:
        return
    repeated, where = heading.number <= previous.number, part.whole(heading.block)
    wrong = "a été numéroté de travers" if repeated else "manque"
    message = f"l’article {heading.number} suit l’article {previous.number} : l’article {expected} {wrong}"
    hint = "reprenez la numérotation et les renvois aux articles"
    related = ((part.whole(previous.block), "article précédent"),)
    match = NUMBERED.match(where.text) if alone and repeated else None
    fix = ((where._replace(end=match.end()), f"{match['word']}{expected}"),) if match else ()
    yield Report(where, message, hint, str(heading.number), str(expected), related, severity, fix)


@rule("REF104", "titre-d-article-en-double", Severity.ALERTE)
def duplicate_headings(context: Context) -> Iterator[Report]:
    """Deux articles de même titre sont souvent le reste d'un copier-coller : leurs phrases se répètent ou se
    contredisent.

    Mauvais : « Article 2 : Engagements de Cantal Destination », « Article 3 : Engagements de Cantal Destination »
    Bon : un seul article, ou deux titres qui disent ce qui les distingue
    Source : usage
    """
    for part in context.own:
        seen: dict[str, Article] = {}
        for heading in part.articles:
            title = unaccented(heading.title)
            if heading.number == 1:
                seen = {}  # numbered again: another text
            if not title or heading.end == heading.block + 1:
                continue  # an article whose text follows its number has no title
            if title in seen and _charges(part, seen[title]) is _charges(part, heading):
                yield _duplicate(part, seen[title], heading)
            seen.setdefault(title, heading)


_CHARGES = pattern(r"\bcharge\w*\b[^.;]{0,120}\bexecution d")


def _charges(part: Part, article: Article) -> bool:
    """« Exécution », of the act at its end, and of a contract above."""
    return any(_CHARGES.search(low) for low in part.lows()[article.block : article.end])


def _duplicate(part: Part, first: Article, second: Article) -> Report:
    known = {_sentence(part, n) for n in range(first.block + 1, first.end)}
    again = [n for n in range(second.block + 1, second.end) if len(_sentence(part, n)) >= SENTENCE]
    repeated = [(part.whole(n), "cette phrase y est deux fois") for n in again if _sentence(part, n) in known]
    message = f"les articles {first.number} et {second.number} ont le même titre : « {second.title} »"
    related = ((part.whole(first.block), "premier article de ce titre"), *repeated)
    hint = "réunissez les deux articles, ou distinguez leurs titres"
    return Report(part.whole(second.block), message, hint, related=related)


def _sentence(part: Part, block: int) -> str:
    return unaccented(part.blocks[block].text).strip(" .,;:\u00a0")
