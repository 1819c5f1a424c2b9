"""Chapters and accounts of the budget: their names, which go together, one cited for another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..context import Context
from ..finding import Severity
from ..law.accounts import ORDER, accounts, chapters, chapters_of, known, named, section_of
from ..law.articles import singular
from ..part import Part, Passage
from ..pattern import pattern
from ..text.sentences import clauses
from ..values.text import near
from .rule import Report, rule


class Code(NamedTuple):
    """A chapter or an account where it stands."""

    text: str
    where: Passage


class Credit(NamedTuple):
    """A line of a budget, or a clause that imputes: its chapter, its account, what they are said to be."""

    chapter: Code | None
    account: Code | None
    label: Passage | None

    @property
    def words(self) -> str:
        return singular(self.label.low[self.label.start : self.label.end]) if self.label else ""


_CODE = r"(?:0[0-9]{2}|[1-9][0-9]{1,6})"
_CELL = pattern(rf"(?P<code>{_CODE})(?:\s?[-–:.]?\s\s?(?P<label>[a-z][^\t]*))?")
_BETWEEN = pattern(r"\t|\s{3,}|\s?\|\s?")
_SAID = pattern(
    rf"\b(?P<what>chapitre|chap\.|ligne|articles?|art\.|comptes?|nature|imputation|c/)\s?(?:(?:budgetaire|comptable|globalise)s?\s)?(?:n°\s?)?[«\"]?\s?(?P<code>{_CODE})"
    r"\b(?![-.,]?[0-9])(?!\s?(?:€|%|euros))"
)
_LABEL = pattern(
    r"\s?[»\"]?\s?(?:,\s|[-–:]\s|\()?[«\"]?\s?(?P<label>(?!vers\b|aux?\b|pour\b|par\b|sur\b)[a-z](?:[^.;()»\"0-9,]|,\ssubvention){3,60})"
)
_JOINED = pattern(r"(?!.*\b(?:et|ou|puis|vers)\b)[^.;0-9]{1,70}")
_FIRST = frozenset({"chapitre", "chap.", "ligne"})
SHORT, LONG = 3, 4  # digits of a chapter at most; above which an account is taken for another


@rule("BUD104", "chapitre-et-article", Severity.ALERTE)
def misplaced(context: Context) -> Iterator[Report]:
    """Un chapitre, un article du budget a son intitulé, et chaque article a son chapitre : les charges à caractère
    général sont au 011, celles de personnel au 012, le résultat d'investissement à la ligne 001, une opération
    patrimoniale au 041, en dépenses comme en recettes.

    Mauvais : « chapitre 011, charges de personnel » ; « chapitre 65, article 60612 »
    Bon : « chapitre 012, charges de personnel » ; « chapitre 011, article 60612 »
    Source : instructions budgétaires et comptables M57 et M4 (à vérifier)
    """
    for part in context.own:
        if "budget" in part.low or "chapitre" in part.low:
            rows = [one for index in range(len(part.blocks)) for one in _rows(part, index)]
            said = [one for index in range(len(part.blocks)) for one in _said(part, index)]
            told = {report.where: report for one in (*rows, *said) for report in _wrong(one)}
            for report in (*_sections(part), *_spoken(part), *_patrimonial(rows), *_apart(rows, said)):
                told.setdefault(report.where, report)
            yield from told.values()


def _wrong(credit: Credit) -> Iterator[Report]:
    chapter, account, words = credit.chapter, credit.account, credit.words
    told = credit.label.text.strip() if credit.label else ""
    if chapter and account and not {chapter.text, account.text} & ORDER:
        places = chapters_of(account.text) if known(chapter.text) else ()
        if places and chapter.text not in places:
            yield _report(chapter, f"l’article {account.text} est du chapitre {places[0]}", places[0])
    if chapter and not account and known(chapter.text):
        right = chapters(words)
        if right and chapter.text not in right:
            yield _report(chapter, f"« {told} » est le chapitre {right[0]}", right[0])
    if account and (right_one := _close(account.text, words)):
        yield _report(account, f"« {told} » est l’article {right_one}", right_one)


def _close(account: str, words: str) -> str:
    """The account, a slip away, that words call for, where they do not call for this one."""
    right = accounts(words) if named(account) else [account]
    found = [one for one in right if len(one) == len(account) and near(one, account)]
    return found[0] if found and account not in right else ""


def _report(code: Code, why: str, right: str) -> Report:
    return Report(
        code.where,
        f"{code.text} : {why}",
        "vérifiez l’imputation dans la nomenclature du budget (M57, M4)",
        code.text,
        right,
    )


def _rows(part: Part, index: int) -> Iterator[Credit]:
    """The lines of a table, or of text in columns, each code with what stands after it."""
    start = 0
    for line in part.lows()[index].split("\n"):
        codes: list[Code] = []
        for begin, end in _cells(line):
            match, at = _CELL.fullmatch(line, begin, end), start + begin
            if match:
                codes.append(Code(match["code"], Passage(part, index, at, at + len(match["code"]))))
            label = match.span("label") if match else (begin, end) if line[begin:end][:1].isalpha() else (-1, -1)
            if codes and label[0] >= 0:
                where = Passage(part, index, start + label[0], start + label[1])
                yield Credit(_of(codes, chapter=True), _of(codes, chapter=False), where)
            if label[0] >= 0 or (begin < end and not match):
                codes = []
        start += len(line) + 1


def _cells(line: str) -> Iterator[tuple[int, int]]:
    at = 0
    for cut in (*_BETWEEN.finditer(line), None):
        end = cut.start() if cut else len(line)
        text = line[at:end]
        yield at + len(text) - len(text.lstrip()), at + len(text.rstrip())
        at = cut.end() if cut else end


def _of(codes: Iterable[Code], *, chapter: bool) -> Code | None:
    return next((code for code in codes if (len(code.text) <= SHORT) == chapter), None)


def _said(part: Part, index: int) -> Iterator[Credit]:
    """« chapitre 65, article 65748 », « la ligne 002, en recettes »: codes side by side, and the words that follow."""
    if "\t" in part.blocks[index].text:
        return
    low = part.lows()[index].replace("\n", " ")
    last: tuple[int, Code] | None = None
    every = [*filter(_budgetary, _SAID.finditer(low))]
    for match, after in zip(every, [*every[1:], None], strict=False):
        code = Code(match["code"], Passage(part, index, *match.span("code")))
        one, found = [code], _LABEL.match(low, match.end())
        if found and after and after.start() < found.end():
            found = None  # « à la ligne 002, le déficit étant repris à la ligne 001 »: of that one
        label = Passage(part, index, *found.span("label")) if found else None
        yield Credit(_of(one, chapter=True), _of(one, chapter=False), label)
        if last and _JOINED.fullmatch(low, last[0], match.start()):
            both = (last[1], code)
            yield Credit(_of(both, chapter=True), _of(both, chapter=False), None)
        last = match.end(), code


def _budgetary(match: re.Match[str]) -> bool:
    return match["what"] in _FIRST if len(match["code"]) <= SHORT else match["what"] not in _FIRST


_KIND = r"(?:section|recettes?|depenses?)(?: et (?:en )?[a-z]+)? (?:d'|de )(?:la section )?(?:d'|de )?"
_WHICH = r"(?P<section>investissement|fonctionnement|exploitation)\b"
_SECTION = pattern(rf"\s?[»\"]?\s?[,(:–-]?\s?(?:en |a la |de la |dans la )?{_KIND}{_WHICH}")
_SECTION_BEFORE = pattern(rf"\b{_KIND}{_WHICH}[\s,:;()–-]{{1,3}}(?:au |a l'|a la |du |de l')?\Z")


def _sections(part: Part) -> Iterator[Report]:
    """The section said right after a chapter or an account, or right before: it stands in one alone."""
    for index, block in part.saying("investissement", "fonctionnement", "exploitation"):
        low = block.replace("\n", " ")
        for match in filter(_budgetary, _SAID.finditer(low)):
            after = _SECTION.match(low, match.end())
            said = after or _SECTION_BEFORE.search(low, max(0, match.start() - 70), match.start())
            own = section_of(match["code"])
            if said and own and own != (said["section"] if said["section"] == "investissement" else "fonctionnement"):
                code = Code(match["code"], Passage(part, index, *match.span("code")))
                yield _report(code, f"n’est pas en {said['section']}, mais en {own}", "")


_MOVED = pattern(
    r"\b(?:virement|transfer\w+|transfert|preleve\w*|diminu\w+|depuis|redeploy\w+|compens\w+|equilibr\w+)\b"
)


def _spoken(part: Part) -> Iterator[Report]:
    """The one chapter, the one account that a clause cites, and what it speaks of: its block where it says naught."""
    for index, block in part.saying("chapitre", "article", "compte", "ligne"):
        low, text = block.replace("\n", " "), part.blocks[index].text
        cited = [match for match in _SAID.finditer(low) if _budgetary(match)] if "\t" not in text else []
        for start, end in clauses(text) if cited else ():
            own = [match for match in cited if start <= match.start() < end]
            if len(own) == 1 and not _MOVED.search(low, start, end):
                code = Code(own[0]["code"], Passage(part, index, *own[0].span("code")))
                words = singular(low[start : own[0].start()] + low[own[0].end() : end])
                yield from _called(code, words, singular(low) if len(cited) == 1 else words)


def _called(code: Code, words: str, around: str) -> Iterator[Report]:
    if len(code.text) > SHORT:
        if account := _close(code.text, words):
            yield _report(code, f"ce que dit la phrase est l’article {account}", account)
    elif known(code.text):
        right = chapters(words, clause=True) or chapters(around, clause=True)
        if len(right) == 1 and code.text not in right:
            yield _report(code, f"ce que dit la phrase est du chapitre {right[0]}", right[0])


def _patrimonial(rows: Iterable[Credit]) -> Iterator[Report]:
    """One operation inside a section, in 041 on both sides: the same words, 040 on one."""
    inside = {one.words: one.chapter for one in rows if one.chapter and one.chapter.text == "041"}
    for one in rows:
        other = inside.get(one.words)
        if one.chapter and one.chapter.text in ("040", "042") and other and other.where != one.chapter.where:
            yield _report(one.chapter, "la même opération est au chapitre 041 de l’autre côté", "041")


def _apart(rows: Iterable[Credit], said: Iterable[Credit]) -> Iterator[Report]:
    """Two accounts a figure apart, each cited in its clause, and no other in the act."""
    if any(one.account for one in rows):
        return
    found = [one.account for one in said if one.account and not one.chapter and len(one.account.text) > LONG]
    kinds = list(dict.fromkeys(code.text for code in found))
    if len(kinds) == len(found) == 2 and near(*kinds) and found[0].where.block != found[1].where.block:
        yield _report(found[1], f"l’article {kinds[0]} ailleurs dans l’acte", kinds[0])
