"""Who gets a contract: the candidate that the act itself ranks first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..context import Context
from ..document import Kind
from ..facts.flat import folded
from ..finding import Severity
from ..packaged import packaged
from ..part import Part, Passage
from ..pattern import alternatives, pattern
from ..same.cells import lines_of
from ..text.heads import FORMS, LINKS
from ..text.sentences import sentence_at, sentences
from .rule import Report, rule

_SAID = {name: pattern(words) for name, words in alternatives(packaged(__spec__, "award.txt")).items()}
_FIRST = pattern(r"1(?:er|ere|re)?|premiere?")
_LOT = pattern(r"\blot (?:n ?° ?)?(?P<n>[0-9]{1,2})\b")
_WORDS = pattern(r"[a-z0-9]+")
_NO_NAME = frozenset((*FORMS, *LINKS, "et", "groupement", "entreprise", "societe", "ets", "l", "d"))
_ABOVE = 3  # blocks from « Lot 2 » to its table
_SHORT = 4  # letters below which one word is no name


class _Ranking(NamedTuple):
    """The candidates of one table: the first, the others; the number of the lot, 0 where nothing says it."""

    lot: int
    first: Passage
    others: Sequence[Passage]


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
            for here in _awarded(part, ranking):
                message = f"« {here.text} » est dit attributaire, et c’est « {ranking.first.text} » qui est en tête"
                related = ((ranking.first, f"en tête : « {ranking.first.text} »"),)
                yield Report(here, message, "vérifiez l’attributaire", here.text, ranking.first.text, related)


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


def _rankings(part: Part) -> Iterator[_Ranking]:
    """Those of the tables that have a rank; else the one that a sentence calls the best of a table of candidates."""
    tables = [(index, lines_of(part, index)) for index, block in enumerate(part.blocks) if block.kind is Kind.TABLEAU]
    ranked = [one for index, lines in tables for one in _by_rank(part, index, lines)]
    yield from ranked or (one for _, lines in tables for one in _by_words(part, lines))


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


def _by_words(part: Part, lines: Sequence[Sequence[Passage]]) -> Iterator[_Ranking]:
    candidates = _SAID["candidate"].match(folded(lines[0][0].text).strip()) is not None
    names = [row[0] for row in lines[1:] if candidates and _core(row[0])]
    best = [name for name in names if _is_best(part, name, names)]
    if len(best) == 1:
        yield _Ranking(0, best[0], [name for name in names if name != best[0]])


def _is_best(part: Part, name: Passage, names: Sequence[Passage]) -> bool:
    """Whether a sentence says so of that one alone."""
    for index, low in part.saying("plus ", "moins ", "mieux", "premier", "en tete"):
        for match in _SAID["best"].finditer(low):
            start, end = sentence_at(part.blocks[index].text, match.start())
            said = [one for one in names if _named(low[start:end], one)]
            if (
                said == [name]
                and part.blocks[index].kind is not Kind.TABLEAU
                and not _SAID["apart"].search(low[start : match.end()])
            ):
                return True
    return False


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
