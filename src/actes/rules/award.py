"""Who gets a contract: the candidate that the act itself ranks first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from ..context import Context
from ..document import Kind
from ..facts.flat import folded
from ..finding import Severity
from ..packaged import packaged
from ..part import Part, Passage
from ..pattern import pattern, patterns
from ..same.cells import lines_of
from ..text.heads import FORMS, LINKS
from ..text.sentences import sentences
from ..values.ordinals import rank_words
from .rule import Report, rule

_SAID = patterns(packaged(__spec__, "award.txt"))
_FIRST = pattern(r"1(?:er|ere|re)?|premiere?")
_LOT = pattern(r"\blot (?:n ?° ?)?(?P<n>[0-9]{1,2})\b")
_WORDS = pattern(r"[a-z0-9]+")
_NO_NAME = frozenset((*FORMS, *LINKS, "et", "groupement", "entreprise", "societe", "ets", "l", "d"))
_ABOVE = 3  # blocks from « Lot 2 » to its table
_NUMBER = pattern(r"[0-9]{1,3}(?:,[0-9]{1,3})?")
TURNED = 2  # ranks; in a table of more
BESIDE = 4  # characters
_PLACED = pattern(r"\bclassee?s? (?P<rank>premiere?|[a-z]{3,9}ieme|seconde?)(?: rang| position)?,? (?=[a-z])")
_SHORT = 4  # letters below which one word is no name


class _Ranking(NamedTuple):
    """The candidates of one table: the first, the others; the number of the lot, 0 where nothing says it."""

    lot: int
    first: Passage
    others: Sequence[Passage]


class _Row(NamedTuple):
    """A candidate, its points, its rank and where it is."""

    name: Passage
    points: Decimal
    rank: int
    where: Passage


@rule("ATT101", "attributaire-non-premier", Severity.ALERTE)
def awarded(context: Context) -> Iterator[Report]:
    """Un marché, un prêt est attribué au candidat que l'acte classe premier. Un autre nom est souvent celui d'une ligne
    voisine du tableau, ou du titulaire précédent.

    Mauvais : « Sablières du Doux » au rang 1, puis « Le marché est attribué à Carrières Vial », qui est au rang 2
    Bon : « Le marché est attribué à Sablières du Doux »
    Source : CCP, art. L. 2152-7
    """
    for part in context.own:
        for ranking in _rankings(part):
            for here in (*_awarded(part, ranking), *_tabled(part, ranking)):
                message = f"« {here.text} » est dit attributaire, et c’est « {ranking.first.text} » qui est en tête"
                related = ((ranking.first, f"en tête : « {ranking.first.text} »"),)
                yield Report(here, message, "vérifiez l’attributaire", here.text, ranking.first.text, related)
        yield from _misranked(part)


def _misranked(part: Part) -> Iterator[Report]:
    """A rank that is not that of the points beside it; « classé deuxième, Sablières », which the table has third."""
    for index, block in enumerate(part.blocks):
        rows = _ranks(lines_of(part, index)) if block.kind is Kind.TABLEAU else []
        points = [row.points for row in rows]
        made = [(row, 1 + sum(other > row.points for other in points)) for row in rows]
        wrong = [(row, n) for row, n in made if not n <= row.rank < n + points.count(row.points)]
        for row, right in wrong if len(wrong) <= TURNED < len(rows) else ():
            message = f"« {row.name.text} » est dit au rang {row.rank}, et ses points en font le rang {right}"
            yield Report(row.where, message, "vérifiez le rang et les points", str(row.rank), str(right))
        for where, match in part.found(_PLACED, "class") if rows else ():
            said, low = rank_words().get(match["rank"], 0), where.low
            for row in rows:
                beside = _named(low[where.end : where.end + len(row.name.text) + BESIDE], row.name)
                if beside and where.block != index and said not in (0, row.rank):
                    here = where.at(where.end + beside[0], where.end + beside[1])
                    message = (
                        f"« {row.name.text} » est dit classé au rang {said}, et le tableau le met au rang {row.rank}"
                    )
                    yield Report(here, message, "vérifiez le rang", related=((row.where, f"rang {row.rank}"),))


def _ranks(lines: Sequence[Sequence[Passage]]) -> list[_Row]:
    """The candidates of a table that has points and ranks; none where a line lacks one."""
    heads = [folded(cell.text).strip() for cell in lines[0]]
    column = next((n for n, head in enumerate(heads) if _SAID["rank"].fullmatch(head)), 0)
    scores = [n for n, head in enumerate(heads) if _SAID["points"].match(head)]
    found = list[_Row]()
    for row in lines[1:] if column and scores else ():
        points, rank = (_NUMBER.fullmatch(row[n].text.strip()) if n < len(row) else None for n in (scores[-1], column))
        if points and rank and rank[0].isdigit():
            found.append(_Row(row[0], Decimal(points[0].replace(",", ".")), int(rank[0]), row[column]))
    return found if len(found) == len(lines) - 1 else []


def _awarded(part: Part, ranking: _Ranking) -> Iterator[Passage]:
    """The others, where a sentence chooses one of them and does not name the first."""
    lead = ""
    for index, (block, low) in enumerate(zip(part.blocks, part.lows(), strict=True)):
        listed = block.kind is Kind.ITEM or _LOT.match(low.strip(" -–•\t")) is not None
        lead = lead if listed else low
        for start, end in sentences(block.text) if block.kind is not Kind.TABLEAU else ():
            said = low[start:end]
            lots = {int(match["n"]) for match in _LOT.finditer(said)}
            chooses = _SAID["awards"].search(said) or (listed and lots and _SAID["awards"].search(lead))
            if (
                not chooses
                or _SAID["apart"].search(said)
                or lots != ({ranking.lot} - {0})
                or _named(said, ranking.first)
            ):
                continue
            for other in ranking.others:
                if at := _named(said, other):
                    yield Passage(part, index, start + at[0], start + at[1])


def _tabled(part: Part, ranking: _Ranking) -> Iterator[Passage]:
    """The others, where the line of that lot names one of them under « Titulaire », and not the first."""
    for index, block in enumerate(part.blocks):
        (heads, *rows) = lines_of(part, index) if block.kind is Kind.TABLEAU else ([],)
        column = next((n for n, head in enumerate(heads) if _SAID["holder"].fullmatch(folded(head.text).strip())), 0)
        for row in rows if column else ():
            line = _SAID["line"].match(folded(row[0].text).strip())
            if len(row) <= column or (int(line["n"]) if line else 0) != ranking.lot:
                continue
            cell, said = row[column], folded(row[column].text)
            at = next(filter(None, (_named(said, other) for other in ranking.others)), None)
            if at and not _named(said, ranking.first):
                yield cell._replace(start=cell.start + at[0], end=cell.start + at[1])


def _rankings(part: Part) -> Iterator[_Ranking]:
    """Those of the tables that have a rank."""
    tables = (index for index, block in enumerate(part.blocks) if block.kind is Kind.TABLEAU)
    return (one for index in tables for one in _by_rank(part, index, lines_of(part, index)))


def _by_rank(part: Part, index: int, lines: Sequence[Sequence[Passage]]) -> Iterator[_Ranking]:
    heads = [folded(cell.text).strip() for cell in lines[0]]
    column = next((n for n, head in enumerate(heads) if _SAID["rank"].fullmatch(head)), None)
    if column is None:
        return
    rows = [(row[1 if column == 0 else 0], row[column]) for row in lines[1:] if len(row) > max(column, 1)]
    firsts = [name for name, rank in rows if _FIRST.fullmatch(folded(rank.text).strip())]
    if len(firsts) == 1:
        lots = _LOT.findall(" ".join(part.lows()[max(0, index - _ABOVE) : index]))
        yield _Ranking(int(lots[-1]) if lots else 0, firsts[0], [name for name, _ in rows if name != firsts[0]])


def _core(name: Passage) -> tuple[str, ...]:
    """The words of a name that tell it from others."""
    words = tuple(word for word in _WORDS.findall(folded(name.text)) if word not in _NO_NAME)
    return words if len(words) > 1 or any(len(word) >= _SHORT and not word.isdigit() for word in words) else ()


def _named(said: str, name: Passage) -> tuple[int, int] | None:
    """Where a sentence says a name."""
    words = [match for match in _WORDS.finditer(said) if match[0] not in _NO_NAME]
    core = _core(name)
    for n in range(len(words) - len(core) + 1) if core else ():
        if tuple(word[0] for word in words[n : n + len(core)]) == core:
            return words[n].start(), words[n + len(core) - 1].end()
    return None
