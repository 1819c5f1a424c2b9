"""Amounts in euros: figures, words, or both; with or without tax; for a year, a month, the whole period."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from ..pattern import pattern
from ..values.money import Amount
from .flat import Flat
from .mention import Basis, Mention, MentionKind, Tax
from .numerals import NUMBER, number

_FIGURES = pattern(
    r"(?<![\w/.,°])(?:(?<![^\s(¦¶])-(?=[0-9]))?(?P<figures>[0-9](?:[0-9]|[ .](?=[0-9])){0,24}(?:,\s?[0-9]{1,3})?)"
    r"\s?(?:k|m)?(?:€|euros?\b(?!-)|eur\b)"
)
_WORDS = pattern(
    r"(?:(?<!\bau\s)(?<!\bdu\s)\b(?P<minus>moins)\s)?"
    rf"(?:(?P<euros>{NUMBER})\s(?:d')?euros?\b(?:(?:\set)?\s(?P<cents>{NUMBER})\scentimes?\b)?"
    rf"|(?P<only>{NUMBER})\scentimes?\b)"
)
_POINTED = pattern(r"[1-9][0-9]{0,2}\.[0-9]{3}")
_LEADING_YEAR = pattern(r"(?:19|20)[0-9]{2} (?=[0-9])")
_SIDE = r"\s?(?:\(\s?|,?\sci\s?:?\s|,\s|soit\s|:\s)?"
_TAX_WORD = r"(?P<tax>ht\b|h\.\s?t\.|hors[\s-](?:taxes?|tva)\b|ttc\b|t\.\s?t\.\s?c\.?|toutes\staxes\scomprises)"
_TAX_AFTER = pattern(rf"\s?[(]?{_TAX_WORD}")
_TAX_BEFORE = pattern(rf"\b{_TAX_WORD}[^0-9.;¶¦€]{{0,25}}\Z")
_VAT_AFTER = pattern(r"\s(?:de\s|au\stitre\sde\sla\s)?(?:tva|t\.v\.a\.?)(?!\w)")
_VAT_BEFORE = pattern(
    r"\b(?:montant\sde\sla\s)?(?:tva|t\.v\.a\.?)(?:\s\([^()]{0,15}\))?\s?(?::|=|de|d'un\smontant\sde)\s\Z"
)
_UNITS = {"an": Basis.AN, "mois": Basis.MOIS, "jour": Basis.JOUR, "heure": Basis.HEURE, "trim": Basis.TRIMESTRE,
          "sem": Basis.SEMESTRE, "mens": Basis.MOIS, "journ": Basis.JOUR, "hor": Basis.HEURE}  # fmt: skip
_BASIS_AFTER = pattern(
    r"[\s)]{0,2}(?:(?:brute?s?|nets?|nettes?)\s)?(?:(?:/\s?|par\s|chaque\s)(?P<unit>an\b|annee\b|mois\b|jour\b|heure\b|trimestre\b|semestre\b)"
    r"|(?P<adjective>annuel|mensuel|trimestriel|semestriel|journalier|horaire)(?:le)?s?\b"
    r"|(?P<whole>(?:pour|sur)\s(?:toute\s|l'ensemble\sde\s)?(?:la|cette|les\sdeux)\s(?:periode|duree)))"
)
_BASIS_BEFORE = pattern(
    r"\b(?:(?P<adjective>annuel|mensuel|trimestriel|semestriel)(?:le)?s?|chaque\s(?P<unit>mois))\b[^.;¶¦€]{0,90}\Z"
)
_PAIR = pattern(r"[\s(),-]{0,3}(?:soit|et|ou)?[\s(-]{0,3}")
_TAX_FAR = pattern(
    r"\bhors[\s-](?:taxes?|tva)\b|\b(?P<ttc>toutes\staxes\scomprises|(?:avec\sla\s)tva\b|tva\s(?:comprise|incluse))"
)


def find(flat: Flat) -> Iterator[Mention]:
    """Every amount, its words inside it when both are given side by side."""
    if "eur" not in flat.low and "€" not in flat.low and "centime" not in flat.low:
        return
    figures = [mention for match in _FIGURES.finditer(flat.low) if (mention := _figures(flat, match))]
    worded = "euro" in flat.low or "centime" in flat.low
    words = [mention for match in _WORDS.finditer(flat.low) if (mention := _words(match))] if worded else []
    dressed: list[Mention] = []
    for mention in _joined(flat, figures, words):
        dressed.append(_dressed(flat, mention, dressed[-1].end if dressed else 0))
    yield from _shared_basis(flat, _taxed_far(flat, dressed) if _TAX_FAR.search(flat.low) else dressed)


def _figures(flat: Flat, match: re.Match[str]) -> Mention | None:
    start, end = match.span()
    if match[0].rstrip("€euros ").endswith(("k", "m")):
        return None
    if year := _LEADING_YEAR.match(flat.low, match.start("figures")):
        start = year.end()
    text = flat.low[start:end].replace("\n", " ")
    if _POINTED.fullmatch(match["figures"]) and flat.low[end : end + 1] != "/":  # « 1.250 EUR », no price of a litre
        text = text.replace(".", " ", 1)
    try:
        return Mention(MentionKind.AMOUNT, start, end, Amount.parse(text))
    except ValueError as error:
        return Mention(MentionKind.AMOUNT, start, end, problem=str(error))


def _words(match: re.Match[str]) -> Mention | None:
    euros = number(match["euros"]) if match["euros"] else 0
    said = match["cents"] or match["only"]
    cents = number(said) if said else 0
    if euros is None or cents is None or cents > 99 or euros >= 10**12:
        return None
    amount = Amount.of_cents(-(100 * euros + cents) if match["minus"] else 100 * euros + cents)
    return Mention(MentionKind.AMOUNT, *match.span(), amount, words=amount)


def _joined(flat: Flat, figures: Sequence[Mention], words: Sequence[Mention]) -> list[Mention]:
    """« 3 100,00 euros (trois mille cents euros) », « quinze mille euros (15 000 €) »: one mention for both."""
    joined: list[Mention] = []
    every = sorted([*figures, *words], key=lambda found: found.start)
    for mention, after in zip(every, [*every[1:], None], strict=False):
        before = joined[-1] if joined else None
        if after and after.value == mention.words and flat.low[mention.end : after.start].strip() == "(":
            before = None  # « une taxe de 680 €, quatre mille quatre-vingts euros (4 080 €) TTC »
        if before and before.words is not None and any(map(str.isdigit, flat.low[before.start : before.end])):
            before = None  # both already: « 652 € (six cent cinquante-deux euros), soit 7 824 € »
        if before and (before.words is None) != (mention.words is None) and _side_by_side(flat, before, mention):
            joined[-1] = _both(flat, before, mention)
        else:
            joined.append(mention)
    return joined


def _side_by_side(flat: Flat, first: Mention, second: Mention) -> bool:
    between = flat.low[first.end : second.start]
    taxes = {_tax(_TAX_AFTER.match(flat.low, one.end)) for one in (first, second)} - {None}
    beside = re.fullmatch(rf"(?:\s?{_TAX_WORD})?{_SIDE}", between) is not None and bool(between.strip())
    return beside and len(taxes) < 2  # « cent euros hors taxes, 120 € TTC »


def _both(flat: Flat, first: Mention, second: Mention) -> Mention:
    figures, words = (second, first) if first.words else (first, second)
    end = second.end
    if "(" in flat.low[first.end : second.start] and flat.low[end : end + 2].lstrip().startswith(")"):
        end = flat.low.index(")", end) + 1
    tax = _tax(re.search(_TAX_WORD, flat.low[first.end : second.start]))
    return figures._replace(start=first.start, end=end, words=words.words, tax=tax)


def _dressed(flat: Flat, mention: Mention, first: int) -> Mention:
    """The amount with its tax and its basis, from the words beside it and after `first`, where the one before ends."""
    low, end = flat.low, mention.end
    after = _TAX_AFTER.match(low, end)
    before = _TAX_BEFORE.search(low, max(first, mention.start - 45), mention.start)
    tax = mention.tax or _tax(after) or _tax(before)
    basis = _basis(_BASIS_AFTER.match(low, after.end() if after else end))
    if basis is None:
        basis = _basis(_BASIS_BEFORE.search(low, max(first, mention.start - 110), mention.start))
    vat = _VAT_AFTER.match(low, end) or _VAT_BEFORE.search(low, max(first, mention.start - 40), mention.start)
    last = after.end() if after and "(" not in after[0] else end
    return mention._replace(end=last, tax=tax, basis=basis, label="TVA" if vat else "")


_SENTENCE = pattern(r"[.;¶\n](?=\s|\Z)(?<!m\.)(?<!t\.)")


def _taxed_far(flat: Flat, every: Sequence[Mention]) -> list[Mention]:
    """« un forfait de 9 900 € s'entend hors taxes », « avec la TVA, … 11 880 € »: alone in its sentence."""
    stops = [0, *(match.start() for match in _SENTENCE.finditer(flat.low)), len(flat.low)]
    told = []
    for before, one, after in zip([None, *every], every, [*every[1:], None], strict=False):
        rank = bisect_left(stops, one.start, 1)
        start, end = stops[rank - 1], stops[bisect_left(stops, one.end, rank)]
        alone = (before is None or before.start < start) and (after is None or after.start >= end)
        found = _TAX_FAR.search(flat.low, start, end) if alone and one.tax is None and not one.label else None
        told.append(one._replace(tax=Tax.TTC if found["ttc"] else Tax.HT) if found else one)
    return told


def _tax(match: re.Match[str] | None) -> Tax | None:
    return None if match is None else Tax.TTC if match["tax"].startswith("t") else Tax.HT


def _basis(match: re.Match[str] | None) -> Basis | None:
    if match is None:
        return None
    groups = match.groupdict()
    if groups.get("whole"):
        return Basis.PERIODE
    word = groups.get("unit") or groups["adjective"]
    return next(basis for stem, basis in _UNITS.items() if word.startswith(stem))


def _shared_basis(flat: Flat, mentions: list[Mention]) -> list[Mention]:
    """« 977,5 € HT - 1 173,00 € TTC pour la période »: what is said of one of the pair is said of both."""
    for index in range(len(mentions) - 1):
        first, second = mentions[index : index + 2]
        if {first.tax, second.tax} == {Tax.HT, Tax.TTC} and _PAIR.fullmatch(flat.low, first.end, second.start):
            basis = first.basis or second.basis
            mentions[index : index + 2] = first._replace(basis=basis), second._replace(basis=basis)
    return mentions


def in_cell(text: str, heading: str = "") -> Mention | None:
    """The amount of a table's cell, with or without its unit; tax and basis also from the column's heading.

    None where the cell is not one amount.

    >>> found = in_cell("977.5€", "HT/AN")
    >>> str(found.value), found.tax.value, found.basis.value
    ('977,50\\xa0€', 'HT', 'an')
    >>> str(in_cell("(1 250,00)").value)  # as accountants write a deficit
    '-1\\xa0250,00\\xa0€'
    >>> in_cell("30 %") is in_cell("Total") is None
    True
    """
    stripped = text.strip()
    deficit = stripped[:1] == "(" and stripped[-1:] == ")"
    low = Flat(stripped[1:-1] if deficit else stripped).low
    bare = re.sub(rf"\s?{_TAX_WORD}?(?:\s?/.*)?\Z", "", low)
    try:
        amount = Amount.parse(bare)
    except ValueError:
        return None
    title = Flat(f"{low[len(bare) :]} {heading}").low
    tax = _tax(re.search(rf"(?<![a-z]){_TAX_WORD}", title))
    basis = _basis(re.search(_BASIS_AFTER.pattern.removeprefix(r"[\s)]{0,2}"), title))
    start = len(text) - len(text.lstrip())
    value = -amount if deficit else amount
    return Mention(MentionKind.AMOUNT, start, start + len(stripped), value, text=stripped, tax=tax, basis=basis)
