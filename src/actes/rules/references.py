"""What the act says of its own articles and annexes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..context import Context
from ..document import Kind
from ..facts import MentionKind
from ..finding import Severity
from ..part import Nature, Part, Passage
from ..statements.outline import MANY, ArticleReference, Heading, article_references, headings
from ..values.text import unaccented
from .rule import Report, rule

OF_ARTICLE = re.compile(
    r"\b(?:l[ae]|les|du|aux?|des|l['’])\s?(?P<noun>(?!double|triple|quart|tiers|moitie)[a-z]{4,})(?:\s(?:annuel|mensuel|total|maximal|global)\w*)?"
    r"(?:\s(?:de|du|des|d['’]|en)\s?\w+(?:\s\w+)?){0,2}\s"
    r"(?:(?:precis|fix|prev|indiqu|mentionn|defin|stipul|cree|institu|decri|vise|accord|attribu)\w*\s(?:a|dans|par|au)|de)\s(?:l['’])?\Z"
)
NOUN = 5  # letters: a shorter word says little
BODY = (Kind.ARTICLE, Kind.PARAGRAPHE, Kind.ITEM, Kind.TABLEAU)
FIRST = (2, 3)  # first numbers before which an article was left out; higher ones may be those of an extract
SERIES = 3  # articles in a row: an avenant has numbered its own
HEAD = 8  # blocks that say what a document is
AMENDS = re.compile(r"\bavenants?\b|\bmodifi\w+|\bextrait\b")  # its articles may bear the numbers of those it amends
SENTENCE = 40  # characters from which a sentence that stands twice is no accident of style
WHAT = {
    "montant": (MentionKind.AMOUNT,),
    "prix": (MentionKind.AMOUNT,),
    "tarif": (MentionKind.AMOUNT,),
    "somme": (MentionKind.AMOUNT,),
    "duree": (MentionKind.DURATION, MentionKind.PERIOD, MentionKind.YEARS),
    "periode": (MentionKind.PERIOD, MentionKind.DURATION, MentionKind.YEARS),
    "delai": (MentionKind.DURATION,),
    "taux": (MentionKind.PERCENT,),
}
SAID = re.compile(
    rf"\b({'|'.join(WHAT)})s?\b[^.;:]{{0,40}}\b(?:precis|fix|prev|indiqu|mentionn|defin|stipul)\w*\s+(?:a|dans|par|au)\s+(?:l['’])?\Z"
)


@rule("REF101", "article-absent", Severity.ERREUR)
def missing_article(context: Context) -> Iterator[Report]:
    """Un renvoi à un article que l'acte n'a pas laisse sans effet ce qu'il organise : qui cherche « l'article 9 » doit
    le trouver. Les articles d'une loi, d'un code ou d'un autre acte ne sont pas ceux de cet acte.

    Mauvais : « suivant les dispositions de l'article 12 » dans une convention de neuf articles
    Bon : « suivant les dispositions de l'article 9 »
    Source : usage
    """
    articles = _articles(context)
    for reference in article_references(context):
        numbers = [heading.number for heading in articles[id(reference.target)] if heading.number is not None]
        if numbers and reference.number not in numbers:
            where = "cette convention" if reference.target.nature is Nature.CONVENTION else "cet acte"
            yield Report(
                reference.passage,
                f"l'article {reference.number} n'existe pas : {where} a les articles {numbers[0]} à {numbers[-1]}",
                "corrigez le numéro, ou ajoutez l'article",
                found=str(reference.number),
                severity=Severity.ALERTE if reference.number >= MANY else None,  # of a code named elsewhere, perhaps
            )


@rule("REF102", "article-sans-ce-qui-est-dit", Severity.ALERTE)
def empty_reference(context: Context) -> Iterator[Report]:
    """Quand un texte annonce « le montant précisé dans l'article 9 », l'article doit le donner. S'il ne donne que des
    pourcentages, on ne sait plus ce qui est dû.

    Mauvais : « le montant précisé dans l'article 9 », quand l'article 9 ne donne que des pourcentages
    Bon : l'article 9 donne le montant, ou le renvoi vise seulement l'annexe qui le donne
    Source : usage
    """
    articles = _articles(context)
    for reference in article_references(context):
        before = unaccented(reference.passage.context[: reference.passage.start])
        beside = articles[id(reference.target)]
        heading = next((h for h in beside if h.number == reference.number), None)
        if heading is None:
            continue
        said = SAID.search(before)
        if said is not None and not _holds(heading, WHAT[said[1]]):
            message = f"l'article {reference.number} ne donne aucun élément de ce qui est annoncé ici (« {said[1]} »)"
            yield _empty(reference, message, heading)
        elif (other := _said_elsewhere(reference, before, heading, beside)) is not None:
            noun, there = other
            message = f"l'article {reference.number} ne parle pas de ce qui est annoncé ici (« {noun} ») ; "
            yield _empty(reference, f"{message}l'article {there.number}, si", there)


def _empty(reference: ArticleReference, message: str, other: Heading) -> Report:
    related = ((other.passage, "l'article visé" if other.number == reference.number else "l'article qui en parle"),)
    return Report(
        reference.passage, message, "visez l'article qui le donne, ou ajoutez-le à cet article", related=related
    )


def _said_elsewhere(
    reference: ArticleReference, before: str, heading: Heading, beside: Sequence[Heading]
) -> tuple[str, Heading] | None:
    """What is said of an article (« le préavis de l'article 2 »), and the only other one that speaks of it."""
    said = OF_ARTICLE.search(before)
    if said is None or (len(said["noun"]) < NOUN and said["noun"] not in WHAT):
        return None
    stem = said["noun"] if said["noun"] in WHAT else said["noun"].rstrip("sx")
    if stem in _text(heading):
        return None
    own = reference.passage.block
    others = [h for h in beside if h is not heading and not h.block <= own < h.end and stem in _text(h)]
    return (said["noun"], others[0]) if len(others) == 1 else None


def _text(heading: Heading) -> str:
    return unaccented(" ".join(block.text for block in heading.part.blocks[heading.block : heading.end]))


def _articles(context: Context) -> dict[int, list[Heading]]:
    """The articles of each part (two files may have one name), read once: an act can have thousands."""
    return {id(part): headings(part) for part in context.parts}


def _holds(heading: Heading, kinds: tuple[MentionKind, ...]) -> bool:
    mentions = heading.part.mentions[heading.block : heading.end]
    return any(mention.kind in kinds and "heure" not in mention.text for block in mentions for mention in block)


@rule("REF103", "numerotation-des-articles", Severity.ERREUR)
def article_numbers(context: Context) -> Iterator[Report]:
    """Les articles se suivent sans répétition ni saut : deux « article 4 » rendent tout renvoi incertain, un saut fait
    croire qu'un article manque.

    Mauvais : « Article 3 », puis « Article 5 »
    Bon : « Article 3 », puis « Article 4 »
    Source : usage
    """
    for part in context.parts:
        if part.nature is Nature.PIECE:
            continue
        previous: Heading | None = None
        found = headings(part)
        for heading, after in zip(found, [*found[1:], None], strict=False):
            if heading.number is None:
                previous = None
                continue
            if previous is None:
                if heading is found[0] and heading.number in FIRST and not _amends(part, found):
                    yield _first(heading)
            elif heading.number != 1 or not _starts_again(previous, heading, after):
                yield from _follows(previous, heading)
            previous = heading


def _amends(part: Part, found: Sequence[Heading]) -> bool:
    """Whether its articles may bear the numbers of those that it amends: not where they all follow each other."""
    first = found[0].number or 0
    series = [heading.number for heading in found] == list(range(first, first + len(found)))
    return AMENDS.search(_opening(part)) is not None and not (series and len(found) >= SERIES)


def _opening(part: Part) -> str:
    """What a document says it is, without accents: its title, else its first words."""
    titles = [block.text for block in part.blocks[:HEAD] if block.kind in (Kind.TITRE, Kind.SOUS_TITRE)]
    return unaccented(" ".join(titles[:2] or [block.text for block in part.blocks[:2]]))


def _first(heading: Heading) -> Report:
    message = f"le premier article porte le numéro {heading.number} : l'article 1er manque"
    hint = "ajoutez l'article 1er, ou reprenez la numérotation"
    return Report(heading.passage, message, hint, str(heading.number), "1", severity=Severity.ALERTE)


def _starts_again(previous: Heading, heading: Heading, after: Heading | None) -> bool:
    """Whether an article 1er opens another act or another title: something says so, or its articles go on from it."""
    between = heading.part.blocks[previous.block + 1 : heading.block]
    goes_on = previous.number != 1 and after is not None and after.number == 2
    return goes_on or any(block.kind not in BODY for block in between)


def _follows(previous: Heading, heading: Heading) -> Iterator[Report]:
    assert previous.number is not None
    assert heading.number is not None
    expected = previous.number + 1
    if heading.number == expected:
        return
    repeated = heading.number <= previous.number
    yield Report(
        heading.passage,
        f"l'article {heading.number} suit l'article {previous.number} : l'article {expected} "
        + ("a été numéroté de travers" if repeated else "manque"),
        "reprenez la numérotation et les renvois aux articles",
        found=str(heading.number),
        expected=str(expected),
        related=((previous.passage, "article précédent"),),
    )


@rule("REF104", "titre-d-article-en-double", Severity.ALERTE)
def duplicate_headings(context: Context) -> Iterator[Report]:
    """Deux articles de même titre sont souvent le reste d'un copier-coller : leurs phrases se répètent ou se
    contredisent.

    Mauvais : « Article 2 : Engagements de Cantal Destination », « Article 3 : Engagements de Cantal Destination »
    Bon : un seul article, ou deux titres qui disent ce qui les distingue
    Source : usage
    """
    for part in context.parts:
        seen: dict[str, Heading] = {}
        for heading in headings(part):
            title = unaccented(heading.title)
            if not title or heading.end == heading.block + 1 or part.nature is Nature.PIECE:
                continue  # an article whose text follows its number has no title
            if title in seen:
                yield _duplicate(seen[title], heading)
            seen.setdefault(title, heading)


def _duplicate(first: Heading, second: Heading) -> Report:
    repeated = tuple((passage, "cette phrase y est deux fois") for passage in _repeated(first, second))
    return Report(
        second.passage,
        f"les articles {first.number} et {second.number} ont le même titre : « {second.title} »",
        "réunissez les deux articles, ou distinguez leurs titres",
        related=((first.passage, "premier article de ce titre"), *repeated),
    )


def _repeated(first: Heading, second: Heading) -> Iterator[Passage]:
    part = first.part
    known = {_sentence(part, n) for n in range(first.block + 1, first.end)}
    for n in range(second.block + 1, second.end):
        if len(_sentence(part, n)) >= SENTENCE and _sentence(part, n) in known:
            yield part.whole(n)


def _sentence(part: Part, block: int) -> str:
    return unaccented(part.blocks[block].text).strip(" .,;:\u00a0")


@rule("REF105", "annexe-absente", Severity.ERREUR)
def missing_annexe(context: Context) -> Iterator[Report]:
    """Une annexe citée doit être annoncée ou jointe sous ce numéro : elle fait partie de ce que l'on signe.

    Mauvais : « cf. annexe 3 » quand l'acte n'en a que deux
    Bon : « cf. annexe 2 »
    Source : usage
    """
    known = _annexes(context)
    if not known:
        return
    for passage, mention in context.passages(MentionKind.ANNEXE):
        number = str(mention.value)
        own = mention.of is None or mention.of.present or mention.of.said
        if not own or mention.label == "titre" or not number.isdigit() or passage.kind in (Kind.ANNONCE, Kind.TITRE):
            continue
        if number not in known:
            message = f"l'annexe {number} n'est ni annoncée ni jointe (annexes : {', '.join(sorted(known))})"
            yield Report(passage, message, "corrigez le numéro, ou joignez l'annexe", found=number)


def _annexes(context: Context) -> set[str]:
    """The numbers of annexes that are announced, joined, or in the entry."""
    known = {str(n) for n, _ in enumerate(context.entry.annexes, 1)} if context.entry else set()
    for passage, mention in context.passages(MentionKind.ANNEXE, pieces=True):
        if passage.kind is Kind.ANNONCE or mention.label == "titre":
            known.add(str(mention.value) or "1")
    return known
