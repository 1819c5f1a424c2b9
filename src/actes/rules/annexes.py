"""The annexes that an act numbers, and those that its words send to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import takewhile

from ..claims.table import counted
from ..context import Context
from ..document import Kind
from ..facts import MentionKind
from ..facts.flat import folded
from ..facts.numerals import NUMBER, numeral
from ..finding import Severity
from ..outline.nature import Nature
from ..outline.sections import ROMAN
from ..part import Part, Passage
from ..pattern import pattern
from ..statements.wording import STEM, stems
from .rule import Report, rule

BOTH = 2  # annexes, captions: one that is called otherwise, or that is alone, proves little
SEVERAL = pattern(r"annexes (?:n° ?)?(?P<first>[0-9]{1,2})(?: ?[,a] ?[0-9]{1,2})*(?: a| et|,)+ (?P<last>[0-9]{1,2})\b")
_TO = pattern(r"\bannexes (?:n° ?)?[0-9]{1,2} a (?P<last>[0-9]{1,2})\b(?! ?(?:[0-9%€]|d[eu]\b|des\b))")
_TITLED = pattern(r"\s?:\s?\w")  # « Annexe 2 : plan d'assurance », as « le mémoire (annexe 2) », says which it is
_NAMED = pattern(r"\s?[:–—-]\s?(?P<words>[^\n;.]{4,120})")  # « Annexe 2 – Plan »
# « Liste des annexes : annexe 1, plan ; annexe 2, tarifs », « ANNEXES : I. État des lieux – II. Attestation »
# « Sont joints : annexe 1 – plan ; annexe 2 – tarifs »
_LIST = pattern(r"\b(?:annexes?|jointe?s?)\b[^:.;]{0,40}:(?P<all>[^\n]*)")
_LISTED = pattern(
    r"(?:\A|[;,]| -) ?(?:et )?(?:annexe (?:n ?° ?)?(?P<n>[0-9]{1,2}|[ivx]{1,4}|[a-h])(?: ?[,:(]| -| est)"
    r"|(?P<mark>[0-9]{1,2}|[ivx]{1,4}|[a-h])[.)°]|(?P<letter>[a-h])(?:,| \()) ?"
    r"(?P<words>[^;]{4,80}?)(?=;| - |\. |\)|\.? ?\Z|, annexe)"
)
_JOINED = pattern(  # « le tableau des emplois joint en annexe 1 »
    r"\b(?:l[ae]s? |l'|une? |aux? |du |des )(?P<words>[a-z'-]{4,25}(?: [a-z'-]{1,25}){0,5}?) (?:est |sont )?"
    r"(?:ci-)?(?:joint|annex|figur|decri|repr|prec|detaill)\w* (?:en|a l'|dans l')\s?\Z"
)
_DETERMINED = pattern(
    rf"\b(?:(?:{NUMBER}) |l[ae]s? |l'|aux? |du |des |une? |ses? |son |sa |leurs? )(?P<noun>[a-z]{{4,}})"
)
_FORMS = frozenset({"tableau", "liste", "etat", "detail"})  # an annexe of whatever
_WHO = frozenset({"commune", "communaute", "ville", "departement", "syndicat", "association", "annee", "article"})
_CLAUSE = pattern(r"[.;:,]\s|[\n)]|\bannexe\b")
_OTHER = pattern(r"\b(?i:annexes?)\b(?: [^\s(),;]{1,4} \([^)]*\))?")  # « l’annexe 1 (plan) et »
NEAR = 60  # characters before a number that say what it is
_SO_MANY = pattern(rf"\b({NUMBER}|[0-9]) annexes\b")
_AS_SAID = pattern(r"\b(?:selon|suivant) (?:l'|les )?\Z")  # « les locaux sont utilisés selon l'annexe 2 », un planning


@rule("REF105", "annexe-absente", Severity.ERREUR)
def missing_annexe(context: Context) -> Iterator[Report]:
    """Une annexe citée doit être annoncée ou jointe sous ce numéro : elle fait partie de ce que l'on signe.

    Mauvais : « cf. annexe 3 » quand l'acte n'en a que deux ; « le calendrier (annexe 2) », qui est la première
    Bon : « cf. annexe 2 » ; « le calendrier (annexe 1) »
    Source : usage
    """
    called = _called(context)
    listed = {*_listed(context)} | {*_enumerated(context)}
    known = _annexes(context, bare=not listed) | listed
    said = (one[1] for part in context.own for _, one in part.found(_SO_MANY, "annexes"))
    most = max((numeral(one) or 0 for one in said), default=0)
    for passage, mention in context.passages(MentionKind.ANNEXE):
        number = _figures(str(mention.value))
        own = mention.of is None or mention.of.present or mention.of.said or passage.before.endswith("(")
        if not own or mention.label == "titre" or passage.kind in (Kind.ANNONCE, Kind.TITRE):
            continue
        if known and number not in known and number.isdigit() and int(number) > most:
            message = f"l’annexe {mention.value} n’est ni annoncée ni jointe (annexes : {', '.join(sorted(known))})"
            sure = str(mention.value).isdigit()  # « l'annexe II » may be that of a directive
            severity = None if sure else Severity.ALERTE
            yield Report(passage, message, "corrigez le numéro, ou joignez l’annexe", found=number, severity=severity)
        elif number and (other := _another(passage, called.get(number), called)) is not None:
            what = called[other].text.strip(" :–—-;.")
            message = f"« {what} » est l’annexe {other}, et non l’annexe {mention.value}"
            related = tuple((called[one], f"annexe {one}") for one in (other, number) if one in called)
            yield Report(passage, message, "corrigez le numéro", number, other, related, Severity.ALERTE)
    yield from _beyond(context, known, most)


def _beyond(context: Context, known: set[str], most: int) -> Iterator[Report]:
    """« Les annexes 1 à 3 », of an act that has two."""
    last = max((int(one) for one in known if one.isdigit()), default=0)
    for part in context.own:
        for where, match in part.found(_TO, "annexes"):
            if last and known == {str(n) for n in range(1, last + 1)} and int(match["last"]) > max(last, most):
                message = f"l’annexe {match['last']} n’est ni annoncée ni jointe (annexes : {', '.join(sorted(known))})"
                yield Report(where, message, "corrigez le numéro, ou joignez l’annexe", found=match["last"])


def _called(context: Context) -> dict[str, Passage]:
    """The words that say what each annexe is, by its number: « Annexe 2 : plan », an item of « deux annexes : »."""
    called: dict[str, Passage] = {}
    for one, mention in context.passages(MentionKind.ANNEXE, pieces=True):
        words = _NAMED.match(one.context, one.end)
        headed = mention.label == "titre" or not one.context[: one.start].strip(" -–•*#")
        if words and headed:
            called.setdefault(_figures(str(mention.value)), one.at(*words.span("words")))
    for one, mention in context.passages(MentionKind.ANNEXE):
        joined = _JOINED.search(one.low, max(0, one.start - NEAR), one.start)
        if joined:
            called.setdefault(_figures(str(mention.value)), one.at(*joined.span("words")))
    return called | _listed(context) | _enumerated(context)


def _enumerated(context: Context) -> dict[str, Passage]:
    """What a line that lists the annexes says that each is."""
    found: dict[str, Passage] = {}
    for part in context.parts:
        for index, low in part.saying("annexe"):
            for line in _LIST.finditer(low) if not part.blocks[index].rows else ():
                at = line.start("all") + len(line["all"]) - len(line["all"].lstrip())
                for one in _LISTED.finditer(line["all"].strip()):
                    where = Passage(part, index, at + one.start("words"), at + one.end("words"))
                    found.setdefault(_figures(one["n"] or one["mark"] or one["letter"].upper()), where)
    return found if len(found) >= BOTH else {}


def _listed(context: Context) -> dict[str, Passage]:
    """The items of « trois annexes sont jointes : », by their rank."""
    for part in context.parts:
        for index, low in part.saying("annexes"):
            said = [one for _, one in counted(part, index)]
            below = [*takewhile(lambda block: block.kind is Kind.ITEM, part.blocks[index + 1 :])]
            if low.strip(" :") == "annexes" and len(below) >= BOTH:
                return {str(rank): part.whole(index + rank) for rank in range(1, len(below) + 1)}
            items = [n for n in part.led(index) if part.blocks[n].kind is Kind.ITEM]
            plain = not any("annexe" in part.lows()[n] for n in items)  # else they say their numbers
            if plain and any(one.noun == "annexes" and one.number == len(items) for one in said):
                return {str(rank): part.whole(n) for rank, n in enumerate(items, 1)}
    return {}


def _another(cited: Passage, own: Passage | None, called: Mapping[str, Passage]) -> str | None:
    """The annexe that the words before « (annexe 2) » name, where this one is called otherwise."""
    clauses = _CLAUSE.split(cited.before[-NEAR:])
    words, ours = stems(clauses[-1]), stems(own.text) if own else frozenset()
    heads = {_kind(word) for word in _DETERMINED.findall(folded(clauses[-1]))}
    named = _NAMED.match(cited.context, cited.end)  # « annexe 2 – notice », after another in one line
    if named or (own and (not ours or words & ours or cited.block == own.block or heads & _heads(own))):
        return None
    others = {n: there for n, there in called.items() if (there.part, there.block) != (cited.part, cited.block)}
    found = [n for n, there in others.items() if own and len(stems(there.text) & words) >= BOTH]
    if own and not found:
        found = _nearest(cited, clauses[-1], own, others)
    if not found:  # « la convention de réservation de deux logements, jointe en annexe 2 »: all that it is called
        whole = stems(_since(cited))
        titles = {n: stems(there.text) for n, there in others.items()}
        found = [n for n, title in titles.items() if len(title) >= BOTH and title <= whole and not whole & ours]
    return found[0] if len(found) == 1 else None


def _since(cited: Passage) -> str:
    """What its sentence says before it, since another annexe."""
    return _OTHER.split(cited.context[cited.sentence.start : cited.start])[-1]


def _nearest(cited: Passage, clause: str, own: Passage, others: Mapping[str, Passage]) -> list[str]:
    """The annexes called by the noun that is nearest before a reference; by the subject, where its clause has none."""
    low = folded(clause)
    if _AS_SAID.search(low):
        return []
    nouns = _DETERMINED.findall(low)[::-1]
    if _FORMS.issuperset(nouns):  # « L'attestation, jointe en », « Six agents, selon le tableau de »
        nouns += _DETERMINED.findall(folded(_since(cited)))[:1]
    nouns = [one for one in nouns if one not in _WHO]
    for noun in map(_kind, nouns):
        if noun in _kinds(own):
            return []
        if found := [n for n, there in others.items() if noun in _kinds(there)]:
            return found
    return []


def _kinds(title: Passage) -> list[str]:
    return [*map(_kind, re.findall(r"[a-z]{4,}", folded(title.text)))]


def _heads(title: Passage) -> frozenset[str]:
    """The nouns that say what an annexe is: « grille », « tarif »."""
    return frozenset(_kinds(title)[:BOTH])


def _kind(word: str) -> str:
    return "tarif" if word == "prix" else word.rstrip("sx")[:STEM]


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
    for _, match in part.found(SEVERAL, "annexes"):
        yield from range(int(match["first"]), int(match["last"]) + 1)


def _annexes(context: Context, *, bare: bool) -> set[str]:
    """The numbers of annexes that are announced, joined, or in the entry; `bare`: or that brackets name."""
    known = {str(n) for n, _ in enumerate(context.entry.annexes, 1)} if context.entry else set()
    for passage, mention in context.passages(MentionKind.ANNEXE, pieces=True):
        alone = passage.context[passage.start - 1 : passage.start] + passage.context[passage.end : passage.end + 1]
        named = (bare and alone == "()") or _TITLED.match(passage.context, passage.end) is not None
        if passage.kind is Kind.ANNONCE or mention.label == "titre" or named:
            known.add(_figures(str(mention.value)) or "1")
    return known


def _figures(number: str) -> str:
    """« III » and « 3 » are one annexe; « A » stays a letter."""
    value = ROMAN.get(number.lower()) if number.isalpha() else None
    return str(value) if value else number
