"""The annexes, tables and figures that an act numbers, and those that its words send to."""

from __future__ import annotations

from collections.abc import Iterator

from ..context import Context
from ..document import Kind
from ..facts import MentionKind
from ..finding import Severity
from ..outline.nature import Nature
from ..outline.sections import ROMAN
from ..part import Part, Passage
from ..pattern import pattern
from .rule import Report, rule

BOTH = 2  # annexes, captions: one that is called otherwise, or that is alone, proves little
MANY = 100  # annexes of a range
SEVERAL = pattern(r"annexes (?:n° ?)?(?P<first>[0-9]{1,2})(?: ?[,a] ?[0-9]{1,2})*(?: a| et|,)+ (?P<last>[0-9]{1,2})\b")
_COUNTED_OUT = pattern(  # « deux annexes : annexe 1, … ; annexe 2, … »
    r"\bannexes?\s?:\s?(?:[^:]{1,300}[;,]\s(?:et\s)?)?\Z"
)
_TITLED = pattern(r"\s?:\s?\w")  # « Annexe 2 : plan d'assurance », as « le mémoire (annexe 2) », says which it is
_NOUNS = ("tableau", "figure", "schema", "carte")
_CAPTION = pattern(rf"\W*(?P<noun>{'|'.join(_NOUNS)})s? (?:n ?° ?)?(?P<n>[0-9]{{1,2}})(?= ?(?:[:.(–—-]|\Z))")
_SENT = pattern(
    rf"\b(?P<noun>{'|'.join(_NOUNS)})[sx]? (?:n ?°s? ?)?"
    r"(?P<all>[0-9]{1,2}(?:(?:, | et | ou | a )(?:n ?° ?)?[0-9]{1,2})*)\b"
    r"(?!\w|[.,/][0-9]| (?:de l'annexe|d[eu]s? (?:la |l')?(?:code|decret|arrete|rapport|cctp|ccap|loi|guide)))"
)
_FIGURES = pattern(r"[0-9]+")


@rule("REF105", "annexe-absente", Severity.ERREUR)
def missing_annexe(context: Context) -> Iterator[Report]:
    """Une annexe citée doit être annoncée ou jointe sous ce numéro : elle fait partie de ce que l'on signe. Un tableau
    ou une figure, quand l'acte les numérote, de même.

    Mauvais : « cf. annexe 3 » quand l'acte n'en a que deux
    Bon : « cf. annexe 2 »
    Source : usage
    """
    for part in context.parts:
        yield from _uncaptioned(part)
    known = _annexes(context)
    for passage, mention in context.passages(MentionKind.ANNEXE) if known else ():
        number = _figures(str(mention.value))
        own = mention.of is None or mention.of.present or mention.of.said
        if not own or mention.label == "titre" or not number.isdigit() or passage.kind in (Kind.ANNONCE, Kind.TITRE):
            continue
        if number not in known:
            message = f"l’annexe {mention.value} n’est ni annoncée ni jointe (annexes : {', '.join(sorted(known))})"
            sure = str(mention.value).isdigit()  # « l'annexe II » may be that of a directive
            severity = None if sure else Severity.ALERTE
            yield Report(passage, message, "corrigez le numéro, ou joignez l’annexe", found=number, severity=severity)


def _uncaptioned(part: Part) -> Iterator[Report]:
    """Words that send to a table which no caption numbers, where captions go from 1 on."""
    captions: dict[str, list[int]] = {}
    for _, low in part.saying(*_NOUNS):
        if match := _CAPTION.match(low):
            captions.setdefault(match["noun"], []).append(int(match["n"]))
    known = {noun: some for noun, some in captions.items() if {*some} == {*range(1, max(some) + 1)}}
    for index, low in part.saying(*known):
        for match in _SENT.finditer(low) if not _CAPTION.match(low) else ():
            some = known.get(match["noun"], [])
            for said in _FIGURES.finditer(low, *match.span("all")):
                if len({*some}) >= BOTH and int(said[0]) not in some:
                    message = f"{match['noun']} {said[0]} : cet acte a les numéros 1 à {max(some)}"
                    where = Passage(part, index, *said.span())
                    yield Report(where, message, "corrigez le numéro", said[0], severity=Severity.ALERTE)


@rule("REF106", "annexe-que-rien-ne-cite", Severity.CONSEIL)
def uncited_annexe(context: Context) -> Iterator[Report]:
    """Une annexe est dans le contrat par l'article qui la cite : sans cela, on ne sait à quoi elle engage. Quand les
    articles citent les autres, celle qu'ils ne citent pas est à rattacher.

    Mauvais : « Annexe 1 », « Annexe 2 » jointes, et l'annexe 1 seule est citée à l'article 3
    Bon : « l'annexe 2 précise les prix » dans l'article des prix
    Source : usage
    """
    for part in (part for part in context.parts if part.nature is Nature.CONVENTION):
        announced: dict[str, Passage] = {}
        cited = {str(n) for n in _ranges(part)}
        for passage, mention in part.passages(MentionKind.ANNEXE):
            number = _figures(str(mention.value))
            if passage.kind is Kind.ANNONCE and mention.label == "titre":
                announced.setdefault(number, passage)
            elif mention.label != "titre":
                cited.add(number)
        for number, passage in announced.items():
            if len(announced) >= BOTH and cited & announced.keys() and number not in cited:
                message = f"l’annexe {number} est jointe, et aucun article ne la cite"
                yield Report(passage, message, "citez-la dans l’article qu’elle précise", found=number)


def _ranges(part: Part) -> Iterator[int]:
    """« les annexes 1 à 3 », « les annexes 1 et 2 »."""
    for _, low in part.saying("annexes"):
        for match in SEVERAL.finditer(low):
            first, last = int(match["first"]), int(match["last"])
            yield from range(first, last + 1) if last - first < MANY else ()


def _annexes(context: Context) -> set[str]:
    """The numbers of annexes that are announced, joined, or in the entry."""
    known = {str(n) for n, _ in enumerate(context.entry.annexes, 1)} if context.entry else set()
    for passage, mention in context.passages(MentionKind.ANNEXE, pieces=True):
        alone = passage.context[passage.start - 1 : passage.start] + passage.context[passage.end : passage.end + 1]
        named = alone == "()" or _TITLED.match(passage.context, passage.end) is not None
        named = named or _COUNTED_OUT.search(passage.context[: passage.start]) is not None
        if passage.kind is Kind.ANNONCE or mention.label == "titre" or named:
            known.add(_figures(str(mention.value)) or "1")
    return known


def _figures(number: str) -> str:
    """« III » and « 3 » are one annexe; « A » stays a letter."""
    value = ROMAN.get(number.lower()) if number.isalpha() else None
    return str(value) if value else number
