"""The signs of an act: spaces, capitals, the order of the preamble, numbers in words. Advice, once a document."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from ..context import Context
from ..document import Kind
from ..facts import MentionKind
from ..finding import Severity
from ..part import Part, Passage
from ..pattern import pattern
from ..values.money import Amount
from ..values.text import NBSP, unaccented
from ..values.words import Spelling, euros_in_words
from .drafting import Slip, each, typed
from .rule import Report, rule

ACCENTED = (
    "DÉCIDE", "DÉPARTEMENT", "DÉCISION", "ARRÊTE", "DÉLIBÉRATION", "RÉPUBLIQUE", "COMMUNAUTÉ", "DÉLÉGATION",
    "PRÉFECTURE",
)  # fmt: skip
BARE = {unaccented(word).upper(): word for word in ACCENTED}
VERBS = frozenset({"DÉCIDE", "ARRÊTE"})  # which may be « DÉCIDÉ » and « ARRÊTÉ »
CAPITALS = pattern(rf"\b(?:{'|'.join(BARE)})\b")
NUMERAL = pattern(r"\b(?:cents?|vingts?|milles?)\b", re.IGNORECASE)
TIGHT = pattern(r"\bn°(?=\d)|\b(?:annexe|article)(?=\d)", re.IGNORECASE)


@rule("FOR104", "espaces-et-signes", Severity.CONSEIL)
def tight_signs(context: Context) -> Iterator[Report]:
    """« n° », « annexe » et « article » sont séparés du nombre qui suit, et « € » du nombre qui précède, par une espace
    qui ne se coupe pas.

    Mauvais : « la décision n°2025-453 (cf. annexe1) »
    Bon : « la décision n° 2025-453 (cf. annexe 1) »
    Corrige : le signe, avec une espace insécable
    Source : usage
    """
    yield from each(
        context,
        _scan(TIGHT, ("n°", "annexe", "article")),
        "il manque une espace",
        "mettez une espace insécable (Ctrl+Maj+Espace)",
    )


@rule("FOR105", "capitales-sans-accent", Severity.CONSEIL)
def bare_capitals(context: Context) -> Iterator[Report]:
    """Les capitales portent leurs accents : sans eux « ARRETE » peut se lire « arrête » ou « arrêté ».

    Mauvais : « DECIDE », « DEPARTEMENT DU CANTAL »
    Bon : « DÉCIDE », « DÉPARTEMENT DU CANTAL »
    Corrige : le mot avec ses accents ; « DECIDE » et « ARRETE » là où ils sont seuls sur leur ligne
    Source : usage
    """
    yield from each(
        context, _scan(CAPITALS, tuple(map(str.lower, BARE))), "des capitales ont perdu leurs accents", "écrivez"
    )


def _scan(pattern: re.Pattern[str], words: Iterable[str]) -> Callable[[Part], Iterator[Slip]]:
    def find(part: Part) -> Iterator[Slip]:
        for index, _ in part.saying(*words):
            block = part.blocks[index]
            for match in pattern.finditer(block.text):
                passage = Passage(part, index, *_word(block.text, match))
                if not passage.fact:
                    better = BARE.get(match[0])
                    yield Slip(passage, f"« {better} »" if better else "", _better(passage, match, better))

    return find


def _better(passage: Passage, match: re.Match[str], bare: str | None) -> tuple[Passage, str] | None:
    """The word with its accents, or with a space after the sign; « ARRETE » is a verb only where it stands alone."""
    if bare in VERBS and (passage.kind is not Kind.FORMULE or passage.context.strip(" :\u00a0") != match[0]):
        return None
    before, after = passage.context[passage.start : match.start()], passage.context[match.end() : passage.end]
    return passage, f"{before}{bare}{after}" if bare else f"{before}{match[0]}{NBSP}{after}"


def _word(text: str, match: re.Match[str]) -> tuple[int, int]:
    """The match with the number that it should have stood apart from."""
    start, end = match.span()
    while end < len(text) and (text[end].isalnum() or text[end] == "-"):
        end += 1
    while start > 0 and (text[start - 1].isalnum() or text[start - 1] in ".,"):
        start -= 1
    return start, end


@rule("FOR106", "ordre-du-preambule", Severity.CONSEIL)
def preamble_order(context: Context) -> Iterator[Report]:
    """D'usage, les visas viennent d'abord, puis les considérants : le droit, puis les faits. L'ordre inverse ne
    rend pas l'acte irrégulier.

    Mauvais : un « Vu » après un « Considérant »
    Bon : tous les « Vu », puis tous les « Considérant »
    Source : usage
    """
    for part in context.parts:
        kinds = [block.kind for block in part.blocks]
        if Kind.CONSIDERANT not in kinds:
            continue
        first = kinds.index(Kind.CONSIDERANT)
        late = [n for n, kind in enumerate(kinds) if kind is Kind.VISA and n > first]
        if late:
            related = ((part.whole(first), "premier considérant"),)
            yield Report(
                part.whole(late[0]),
                f"{len(late)} visas suivent un considérant" if len(late) > 1 else "un visa suit un considérant",
                "placez les visas avant les considérants",
                related=related,
            )


@rule("FOR107", "nombre-en-lettres-mal-orthographie", Severity.CONSEIL)
def spelled_numbers(context: Context) -> Iterator[Report]:
    """« Cent » et « vingt » prennent un s quand ils sont multipliés et terminent le nombre ; « mille » n'en prend
    jamais. La faute ne change pas le montant.

    Mauvais : « mille cinq cent euros », « trois mille cents euros »
    Bon : « mille cinq cents euros », « trois mille cent euros »
    Corrige : le s de « cent », de « vingt » et de « mille »
    Source : usage
    """

    def find(part: Part) -> Iterator[Slip]:
        for passage, mention in typed(part, MentionKind.AMOUNT):
            if isinstance(mention.words, Amount):
                right = {euros_in_words(mention.words.valeur, spelling) for spelling in Spelling}
                said = _folded(mention.text)
                if not any(re.search(rf"\b{_folded(words)}\b", said) for words in right):
                    better = euros_in_words(mention.words.valeur)
                    yield Slip(passage, f"« {better} »", _agreeing(passage, better))

    yield from each(context, find, "un nombre en lettres est mal orthographié", "le montant reste le même ; écrivez")


def _agreeing(passage: Passage, right: str) -> tuple[Passage, str] | None:
    """The same words, each « cent », « vingt » and « mille » with the s that it has in the right ones."""
    found = list(NUMERAL.finditer(passage.text))
    wanted = [match[0] for match in NUMERAL.finditer(right)]
    keys = [unaccented(match[0]).rstrip("s") for match in found]
    start = next((n for n in range(len(keys)) if keys[n : n + len(wanted)] == [w.rstrip("s") for w in wanted]), None)
    if start is None or not wanted:
        return None
    text, position = "", 0
    for match, better in zip(found[start:], wanted, strict=False):
        ending = "s" if better.endswith("s") else ""
        text += (
            passage.text[position : match.start()]
            + match[0].rstrip("sS")
            + (ending.upper() if match[0].isupper() else ending)
        )
        position = match.end()
    return passage, text + passage.text[position:]


def _folded(text: str) -> str:
    """Words without accents, hyphens, nor the name of the currency, which an act may put elsewhere."""
    return " ".join(unaccented(text).replace("-", " ").replace(" d’euros", "").replace(" euros", "").split())
