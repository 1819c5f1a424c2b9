"""Files against the entry: whole articles and passages, and which document a file is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...against.changes import Change
from ...against.comparison import Article, comparison
from ...against.telling import beside, in_file, quoted, told
from ...against.words import passages
from ...context import AgainstContext, Quote
from ...finding import Severity
from ..rule import Report, Where, against_rule

Line = tuple[Where, str]


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
