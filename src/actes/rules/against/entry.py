"""Files against the entry: facts, words, articles, passages that somebody changed, and which document a file is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ...against.changes import Change, Sort
from ...against.comparison import Article, comparison
from ...against.telling import beside, in_entry, in_file, quoted, told, values
from ...against.words import passages
from ...context import AgainstContext, Quote
from ...finding import Severity
from ..rule import Report, Where, against_rule

SHORT = 90  # characters of words that a hint repeats
MOST_TOLD = 8  # changes of one finding that are told one by one
Line = tuple[Where, str]


@against_rule("CMP101", "fait-different", Severity.ERREUR)
def other_fact(context: AgainstContext) -> Iterator[Report]:
    """Les faits du fichier sont ceux de la fiche : dates, montants, pourcentages, durées, références, identifiants.

    Avec `--against`, le fichier est comparé à ce que la fiche compose. Un fait qui change dans un document modifié dans
    Word, ou renvoyé par le partenaire, est une erreur tant que l'un des deux n'est pas corrigé. Un nom, une adresse, un
    nombre qui n'est ni une date ni un montant est à relire. Le même changement à plusieurs endroits est dit une fois.

    Mauvais : « 1 713,00 € » dans le fichier, « 1 173,00 € » dans la fiche
    Bon : « 1 173,00 € » dans le fichier et dans la fiche
    Source : usage
    """
    for same in _grouped(_changes(context, Sort.FACT)):
        first = same[0]
        where = in_file(first)
        if where is None:
            continue
        found, expected = values(first)
        labels = ", ".join(first.labels)
        places = f" ({len(same)} endroits)" if len(same) > 1 else ""
        hint = _hint(first)
        yield Report(
            where, f"{labels} : {told(first)}{places}", hint, found, expected, tuple(_links(same)), first.severity
        )


def _hint(change: Change) -> str:
    if not change.region.before:
        return "retirez ces mots du fichier, ou ajoutez-les à la fiche si c’est lui qui a raison"
    words = quoted(change.region.before)
    right = words if len(words) <= SHORT else "les mots de la fiche"
    return f"remettez {right} dans le fichier, ou corrigez la fiche si c’est lui qui a raison"


def _links(same: Sequence[Change]) -> Iterator[Line]:
    entry = in_entry(same[0])
    if entry is not None:
        yield entry, "ce que la fiche compose"
    first = in_file(same[0])
    for change in same[1:]:
        where = in_file(change)
        if change.key == same[0].key and where:
            yield where, "de même ici"
        elif where and first and (where.part, where.block) != (first.part, first.block):
            yield where, told(change)


@against_rule("CMP102", "redaction-differente", Severity.ALERTE)
def other_words(context: AgainstContext) -> Iterator[Report]:
    """Les mots du fichier sont ceux que la fiche compose.

    Un mot changé, ajouté ou retiré peut engager autrement : il est à relire avant de signer. Les mots changés d'un même
    alinéa sont dits ensemble, et le même changement à plusieurs endroits une fois.

    Mauvais : « engagés conjointement » dans le fichier, « engagés solidairement » dans la fiche
    Bon : les mêmes mots dans les deux
    Source : usage
    """
    groups = _grouped(_changes(context, Sort.WORDING))
    alone = [group[0] for group in groups if len(group) == 1]
    for group in (*(group for group in groups if len(group) > 1), *_by_block(alone)):
        yield from _wording(group, "reprenez les mots de la fiche, ou corrigez-la si c’est le fichier qui a raison")


@against_rule("CMP103", "forme-differente", Severity.CONSEIL)
def other_form(context: AgainstContext) -> Iterator[Report]:
    """Le fichier écrit les mêmes choses dans la même forme que la fiche.

    Ponctuation, majuscules, accents, forme d'une date ou d'un montant : le sens ne change pas. Ces différences sont
    dites ensemble pour chaque fichier. Les espaces, les apostrophes, les guillemets et les tirets que Word ou un PDF
    changent d'eux-mêmes ne sont pas dits.

    Mauvais : « 8/07/2025 » dans le fichier, « 8 juillet 2025 » dans la fiche
    Bon : « 8 juillet 2025 » dans les deux
    Source : usage
    """
    for faced in context.faced:
        once: dict[object, Change] = {}
        for change in comparison(faced, context.names).changes:
            if change.sort is Sort.FORM:
                once.setdefault(change.key, change)
        if once:
            yield from _wording([*once.values()], "rien à faire si cette forme vous convient")


def _wording(group: Sequence[Change], hint: str) -> Iterator[Report]:
    where = in_file(group[0])
    if where is None:
        return
    lines = list(dict.fromkeys(told(change) for change in group))
    more = f" ; et {len(lines) - MOST_TOLD} autres" if len(lines) > MOST_TOLD else ""
    places = f" ({len(group)} endroits)" if len(lines) < len(group) else ""
    found, expected = values(group[0]) if len(lines) == 1 else (None, None)
    yield Report(where, f"{' ; '.join(lines[:MOST_TOLD])}{more}{places}", hint, found, expected, tuple(_links(group)))


def _changes(context: AgainstContext, sort: Sort) -> Iterator[Change]:
    for faced in context.faced:
        yield from (change for change in comparison(faced, context.names).changes if change.sort is sort)


def _grouped(changes: Iterable[Change]) -> list[list[Change]]:
    """The changes that are one, wherever they stand: one cause."""
    groups: dict[object, list[Change]] = {}
    for change in changes:
        groups.setdefault((change.sort, change.severity, change.key), []).append(change)
    return list(groups.values())


def _by_block(changes: Iterable[Change]) -> list[list[Change]]:
    """The changes of each paragraph."""
    groups: dict[object, list[Change]] = {}
    for change in changes:
        where = in_file(change)
        groups.setdefault((id(where.part), where.block) if where else id(change), []).append(change)
    return list(groups.values())


@against_rule("CMP201", "article-different", Severity.ERREUR)
def other_article(context: AgainstContext) -> Iterator[Report]:
    """Les articles du fichier sont ceux de la fiche, sous les mêmes numéros.

    Un article retiré ou ajouté change ce que l'on signe, et décale les numéros que d'autres articles citent. Des
    numéros qui changent seuls sont à relire.

    Mauvais : un fichier sans l'article 5 de la fiche
    Bon : un fichier qui a tous les articles de la fiche, et ceux-là seulement
    Source : usage
    """
    for faced in context.faced:
        compared = comparison(faced, context.names)
        numbers = tuple(_renumbered(compared.renumbered))
        for index, article in enumerate(compared.articles):
            yield from _article(article, () if index else numbers)
        if numbers and not compared.articles:
            listed = " ; ".join(says for _, says in numbers)
            hint = "remettez les numéros de la fiche, ou corrigez-la ; vérifiez les renvois à ces articles"
            yield Report(numbers[0][0], listed, hint, related=numbers[1:], severity=Severity.ALERTE)


def _article(article: Article, numbers: tuple[Line, ...]) -> Iterator[Report]:
    entry = next(passages(article.words))
    where = entry if article.added else beside(article.left) or entry
    renumbered = f" ; {len(numbers)} articles renumérotés ensuite" if len(numbers) > 1 else ""
    if article.added:
        hint = "retirez cet article du fichier, ou ajoutez-le à la fiche"
        yield Report(where, f"article en plus : {quoted(article.words)}{renumbered}", hint, related=numbers)
        return
    hint = "remettez cet article dans le fichier, ou retirez-le de la fiche"
    line: Line = (entry, "cet article, dans la fiche")
    yield Report(
        where, f"article en moins, après ces mots : {quoted(article.words)}{renumbered}", hint, related=(line, *numbers)
    )


def _renumbered(changes: Iterable[Change]) -> Iterator[Line]:
    for change in changes:
        if (where := in_file(change)) is not None:
            yield where, f"numéro d’article : {told(change)}"


@against_rule("CMP202", "passage-deplace", Severity.ALERTE)
def moved(context: AgainstContext) -> Iterator[Report]:
    """Les passages du fichier sont dans l'ordre de la fiche.

    Un alinéa qui change de place peut changer de sens, ou d'article.

    Mauvais : le deuxième alinéa de l'article 5 est passé après le troisième
    Bon : les alinéas dans l'ordre de la fiche
    Source : usage
    """
    for faced in context.faced:
        for move in comparison(faced, context.names).moves:
            where, entry = next(passages(move.after)), next(passages(move.before))
            hint = "remettez ce passage à sa place, ou déplacez-le dans la fiche"
            yield Report(
                where, f"passage déplacé : {quoted(move.after)}", hint, related=((entry, "sa place dans la fiche"),)
            )


@against_rule("CMP301", "document-manquant", Severity.ALERTE)
def missing(context: AgainstContext) -> Iterator[Report]:
    """Les fichiers d'un acte, donnés ensemble, sont tous les documents que sa fiche compose.

    Avec `--dossier`, ou pour un dossier, un document de la fiche qui n'est dans aucun fichier n'a pas été comparé.

    Mauvais : la décision et la convention, sans l'annexe 1
    Bon : la décision, la convention et l'annexe 1
    Source : usage
    """
    for document in context.missing:
        message = f"« {document.human} », de la fiche, n’est dans aucun des fichiers : ce document n’a pas été comparé"
        yield Report(document, message, "ajoutez-le aux fichiers à comparer")


@against_rule("CMP302", "document-d-un-autre-acte", Severity.ERREUR)
def stranger(context: AgainstContext) -> Iterator[Report]:
    """Le fichier comparé à une fiche est l'un de ses documents.

    Un fichier qui ne ressemble à aucun n'est pas comparé : ce serait une liste de différences sans fin. Le numéro de
    l'acte est peut-être celui d'un autre, ou le fichier n'est pas le bon.

    Mauvais : la décision 2025-454, comparée à DEC2025-453
    Bon : la décision 2025-453, comparée à DEC2025-453
    Source : usage
    """
    for part in context.strangers:
        where = part.whole(0) if part.blocks else Quote(part.name, "fichier")
        message = f"ce fichier ne ressemble à aucun document de {context.identifier} : il n’a pas été comparé"
        yield Report(where, message, "vérifiez le numéro donné après --against (--contre), et le fichier")
    for part in context.pieces:
        message = f"la fiche de {context.identifier} ne compose pas cette pièce jointe : elle n’a pas été comparée"
        yield Report(part.whole(0), message, "relisez-la à côté de la convention", severity=Severity.CONSEIL)
