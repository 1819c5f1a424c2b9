"""Articles, annexes and paragraphs that a text names, headings apart; articles of codes with their letter; codes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ..packaged import packaged
from ..pattern import pattern
from ..values.ordinals import rank_words
from .flat import Flat
from .mention import Mention, MentionKind

MOST = 10  # alinéas that are counted in words
_NUMBER = (
    r"(?:premier\b|[0-9]{1,4}(?:\s?er\b|\s?\.[0-9]{1,2}){0,3}(?:-[0-9]{1,2}\b|-[ivx]{1,4}\b)?(?![0-9])"
    r"(?:\s(?:bis|ter|quater)\b)?)"
)
_LINK = r"(?:,\s(?:et\s|ou\s)?|\set\s|\sou\s|\sa\s|\set/ou\s)"
_NO_UNIT = (  # « à l'article 13, 36 heures », « l'article 261, 7, 1° » of a code
    r"(?!\s(?:heures?|jours?|mois|ans|annees|semaines?|euros|points|personnes)\b|\s?°|,\s[0-9]{1,2}°)"
)
_ARTICLES = pattern(
    rf"\b(?P<word>articles?|art\.)\s?(?P<list>(?:«\s?)?{_NUMBER}(?:{_LINK}{_NUMBER}{_NO_UNIT}){{0,40}})(?![0-9€%]|\s?(?:€|%|euros))"
)
_LETTER = pattern(r"(?<= )[A-Z]\b(?= du | de | et |[ ,.;)])")
_LEGAL = pattern(
    r"(?P<letter>[LRDA](?<![\w.].)(?:(?<=L)(?:O|\.?O\.))?)(?P<star>\*?)\.?\s?(?P<number>[0-9]{3,4}(?:-[0-9]{1,4}){0,3})(?![\w/€]|-[0-9])"
)
_LEGAL_MORE = pattern(r"(?:,\s|\set\s|\sou\s|\sa\s)(?P<number>[0-9]{3,4}(?:-[0-9]{1,4}){1,3})(?![\w/])")
_ARTICLE_BEFORE = pattern(r"\b(?:articles?|art\.)\s[^;:¶€]{0,80}\Z", re.IGNORECASE)
_RANKS = {said: str(n) for said, n in rank_words().items() if n <= MOST}
_RANK = rf"(?:{'|'.join(_RANKS)}|dernier|avant-dernier|[0-9]{{1,2}}\s?(?:er|eme|e)\b)"
_PARAGRAPHS = pattern(
    rf"\b(?P<rank>{_RANK})\s(?:alinea|paragraphe)\b|\b(?:alinea|paragraphe)\s(?P<after>[0-9]{{1,2}})\b"
    r"|\bau\s(?P<degree>[0-9]{1,2})\s?°\sd"
    r"|(?<=,\s)(?P<point>[0-9]{1,2})°(?=\sd[eu])"
)
_PARAGRAPH_SIGNS = ("alinea", "paragraphe", "°")
_ROMAN = pattern(r"\b(?P<roman>[IVX]{1,5})(?=\s(?:de\sl'article|du\spresent|de\sl'annexe))")
_HOLDS_ROMAN = ("l'article", "du present", "de l'annexe")
_MARK = r"(?:[0-9]{1,2}|[ivx]{1,4}|[a-h])\b"
_ANNEXES = pattern(
    rf"\bannexes?\s?(?:n\s?°\s?)?(?P<list>{_MARK}(?:(?:,\s|\set\s){_MARK}(?!')){{0,20}})(?!'|\s?[0-9%€])"
)
_JOINED = pattern(
    r"\b(?:ci-annexee?s?|ci-jointe?s?|annexee?s?(?=\s(?:a\s(?:la|cette)|au|aux)\s)|en\sannexe\b|(?<=l')annexe\b)(?!\s?[0-9])"
    r"|\(\s?(?P<alone>annexe)\s?\)"
)
_LETTERED = pattern(r"\s[A-H]\b(?!['’])")  # « en annexe B », and not « en annexe à »
_HEADING_BEFORE = pattern(r"(?:\A|[\n¶¦])[#*\s>]*\Z")
_HEADING_AFTER = pattern(r"[*\s]*(?:[:.-]|\Z|[\n¶])")


def find(flat: Flat) -> Iterator[Mention]:
    for match in _ARTICLES.finditer(flat.low) if "art" in flat.low else ():
        yield from _articles(flat, match)
    if flat.figures:
        yield from _legal(flat)
    for match in _PARAGRAPHS.finditer(flat.low) if any(map(flat.low.__contains__, _PARAGRAPH_SIGNS)) else ():
        yield _paragraph(match)
    for match in _ROMAN.finditer(flat.text) if any(map(flat.low.__contains__, _HOLDS_ROMAN)) else ():
        yield Mention(MentionKind.PARAGRAPH, *match.span(), match["roman"])
    for match in _ANNEXES.finditer(flat.low) if "annexe" in flat.low else ():
        yield from _annexes(flat, match)
    for match in _JOINED.finditer(flat.low) if "annexe" in flat.low or "joint" in flat.low else ():
        if _LETTERED.match(flat.text, match.end()):
            continue
        yield Mention(MentionKind.ANNEXE, *(match.span("alone") if match["alone"] else match.span()), "")


def _articles(flat: Flat, match: re.Match[str]) -> Iterator[Mention]:
    base = match.start("list")
    numbers = list(re.finditer(_NUMBER, match["list"]))
    title = "titre" if len(numbers) == 1 and _is_heading(flat, *match.span()) else ""
    for index, number in enumerate(numbers):
        start = match.start() if index == 0 else base + number.start()
        end = base + number.end()
        value = re.sub(r"(?<=[0-9])\s?er\b", "", flat.text[base + number.start() : end], flags=re.IGNORECASE)
        value = re.sub("premier", "1", value, flags=re.IGNORECASE)
        if letter := _LETTER.match(flat.text, end + 1):
            value, end = f"{value} {letter[0]}", letter.end()
        yield Mention(MentionKind.ARTICLE, start, end, " ".join(value.split()), label=title)


def _is_heading(flat: Flat, start: int, end: int) -> bool:
    return bool(_HEADING_BEFORE.search(flat.low, max(0, start - 12), start) and _HEADING_AFTER.match(flat.low, end))


def _legal(flat: Flat) -> Iterator[Mention]:
    for match in _LEGAL.finditer(flat.text):
        letter = match["letter"].replace(".", "")
        mark = match["star"] + ("" if letter == "LO" else ".")
        named = _ARTICLE_BEFORE.search(flat.text, max(0, match.start() - 100), match.start())
        if (letter in "DA" or "-" not in match["number"]) and not named:
            continue
        yield Mention(MentionKind.LEGAL_ARTICLE, *match.span(), f"{letter}{mark} {match['number']}")
        end = match.end()
        while more := _LEGAL_MORE.match(flat.text, end):
            yield Mention(MentionKind.LEGAL_ARTICLE, *more.span("number"), f"{letter}{mark} {more['number']}")
            end = more.end()


def _paragraph(match: re.Match[str]) -> Mention:
    if match["degree"] or match["point"]:
        start, end = match.span("degree" if match["degree"] else "point")
        sign = match.string.index("°", end)
        return Mention(MentionKind.PARAGRAPH, start, sign + 1, f"{match.string[start:end]}°")
    said = match["after"] or match["rank"]
    value = _RANKS.get(said) or (re.match("[0-9]+", said) or re.match(".+", said))[0]  # type: ignore[index]
    return Mention(MentionKind.PARAGRAPH, *match.span(), value)


def _annexes(flat: Flat, match: re.Match[str]) -> Iterator[Mention]:
    base = match.start("list")
    items = list(re.finditer(r"\b(?!et\b)[0-9a-z]+", match["list"]))
    title = "titre" if len(items) == 1 and _is_heading(flat, *match.span()) else ""
    for index, item in enumerate(items):
        if item[0].isalpha() and not flat.text[base + item.start()].isupper():
            return
        start = match.start() if index == 0 else base + item.start()
        yield Mention(MentionKind.ANNEXE, start, base + item.end(), item[0].upper(), label=title)


_LINES = [line.partition(" = ") for line in packaged(__spec__, "codes.txt").splitlines()]
CODES = [code for code, _, _ in _LINES]
SHORT: Mapping[str, str] = {short: code for code, _, shorts in _LINES for short in shorts.split()}
_CODE = pattern(
    r"\b(?:" + "|".join(re.escape(code).replace("\\ ", r"\s") for code in sorted(CODES, key=len, reverse=True)) + r")\b"
)
_SHORT = pattern(rf"\b(?:{'|'.join(SHORT)})\b")


def find_codes(flat: Flat) -> Iterator[Mention]:
    """Every code; the value is its name without accents, the same for « CGCT » and for the name in full."""
    for match in _CODE.finditer(flat.low) if "code" in flat.low else ():
        yield Mention(MentionKind.CODE, *match.span(), " ".join(match[0].split()))
    for match in _SHORT.finditer(flat.text) if any(map(flat.text.__contains__, SHORT)) else ():
        yield Mention(MentionKind.CODE, *match.span(), SHORT[match[0]])
