"""Chapters and accounts of the budget: their names, which go together, one cited for another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ..context import Context
from ..finding import Severity
from ..law.accounts import ORDER, chapters, chapters_of, known, section_of
from ..law.articles import singular
from ..part import Part, Passage
from ..pattern import pattern
from ..values.grammar import de
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
_SECTION = r"section d(?:e |')(?P<section>fonctionnement|exploitation|investissement)"
_ACCOUNT = r"(?:article|compte) (?P<code>[1-7][0-9]{2,6})\b"
_OF_SECTION = (  # « au chapitre 23 de la section de fonctionnement », « en section d'investissement, au chapitre 014 »
    pattern(rf"\bchapitre (?P<code>{_CODE})\b[^.;0-9()]{{0,60}}?\b(?:de la|en) {_SECTION}"),
    pattern(rf"\b(?:de la|en|a la) {_SECTION},? (?:au|en|du|sous le) chapitre (?P<code>{_CODE})\b"),
    pattern(rf"\b{_ACCOUNT}(?: [«\"][^«»\"]{{1,60}}[»\"])?,? (?:\(|de la |en )(?:en )?{_SECTION}\b"),
    pattern(rf"\b(?<!vers la )(?<!a la ){_SECTION},? (?:a l'|au )?{_ACCOUNT}"),
)
_TRANSFER = pattern(r"\bvir|\bprelev|autofinanc")
SHORT = 3  # digits of a chapter at most


@rule("BUD104", "chapitre-et-article", Severity.ALERTE)
def misplaced(context: Context) -> Iterator[Report]:
    """Un chapitre, un article du budget a son intitulé, et chaque article a son chapitre : les charges à caractère
    général sont au 011, celles de personnel au 012, le résultat d'investissement à la ligne 001.

    Mauvais : « chapitre 011, charges de personnel » ; « chapitre 65, article 60612 »
    Bon : « chapitre 012, charges de personnel » ; « chapitre 011, article 60612 »
    Source : instructions budgétaires et comptables M57 et M4 (à vérifier)
    """
    for part in context.own:
        if "budget" in part.low or "chapitre" in part.low:
            rows = [one for index in range(len(part.blocks)) for one in _rows(part, index)]
            said = [one for index in range(len(part.blocks)) for one in _said(part, index)]
            yield from {report.where: report for one in (*rows, *said) for report in _wrong(one)}.values()
            yield from _elsewhere(part)


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


def _elsewhere(part: Part) -> Iterator[Report]:
    """« en section d'investissement, au chapitre 014 », « à l'article 1641 (section de fonctionnement) »."""
    for where, match in (found for one in _OF_SECTION for found in part.found(one, "section")):
        chapter = len(match["code"]) <= SHORT
        rights = {section_of(one) for one in ((match["code"],) if chapter else chapters_of(match["code"]))}
        right = rights.pop() if len(rights) == 1 else ""
        said = match["section"].replace("exploitation", "fonctionnement")
        if right and right != said and not _TRANSFER.search(match[0]):
            code = Code(match["code"], Passage(part, where.block, *match.span("code")))
            yield _report(code, f"{'ce chapitre' if chapter else 'cet article'} est de la section {de(right)}", right)


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
                yield Credit(_of(codes, chapter=True), _of(codes, chapter=False) or _short_account(codes), where)
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


def _short_account(codes: Sequence[Code]) -> Code | None:
    """« 042 | 777 »: an account of three digits beside a chapter that has it, and not a function."""
    chapter, *others = codes
    short = (code for code in others if len(code.text) == SHORT)
    return next((code for code in short if chapter.text in chapters_of(code.text)), None)


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
