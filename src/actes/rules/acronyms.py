"""Acronyms: one expansion each, given where they first stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..context import Context
from ..document import Kind
from ..facts import MentionKind
from ..finding import Severity
from ..part import Passage
from ..pattern import pattern
from ..same.spelled import names
from ..values.text import comparable
from .rule import Report, rule

# What a reader of acts knows: nobody expands them.
_FAMILIAR = """
SNCF EDF GDF RATP INSEE TVA HT TTC CGCT CGI CJA CRPA SIRET SIREN RIB IBAN BIC RCS NAF CAF CPAM URSSAF EPCI COVID RGPD
CNIL PDF USB SMS URL GPS HLM PME TPE VTT UE NOTRE ALUR ELAN MAPTAM DGFIP DDFIP DRFIP CADA ONF CDI CDD RSA SMIC ADN OCR
PLU PLUI SCOT POS ZAC DUP ERP PMR ASSEDIC AFNOR ISO HTML CD DVD PIN FEDER FEADER LEADER CCAS CIAS CV OK
FAX TGV BTP ETP NB PS
SDIS BOAMP JOUE CCAP CCTP DETR DSIL RD RN DN
"""
FAMILIAR = frozenset(_FAMILIAR.split())
NAMED = pattern(r"\s[A-ZÀ-Ý][a-zà-ÿ]")  # « ADN Tourisme », a name of which it is a part
AFTER = pattern(r"(?:\s\d+)?\s\((?P<words>[^()]{4,100})\)")
REACH = 120  # characters before a parenthesis in which the words that an acronym abbreviates stand
CALLED = pattern(r"\b(?:denomme|designe|appele)e?s?\s?[«\"]?\Z")
SECTION = pattern(r"\b(?:sections?|parcelles?|cadastr\w+)\s[^.;]{0,40}\Z", re.IGNORECASE)
SHOWN = 6


@rule("SIG102", "sigle-jamais-developpe", Severity.CONSEIL)
def never_expanded(context: Context) -> Iterator[Report]:
    """Un sigle que rien ne développe ne dit rien à qui ne le connaît pas déjà. Il se développe la première fois, entre
    parenthèses ; ceux que chacun connaît (TVA, SNCF) restent tels quels.

    Mauvais : « des techniciens des ADT/CDT »
    Bon : « des techniciens des agences départementales du tourisme (ADT) »
    Source : usage
    """
    found: dict[str, list[Passage]] = {}
    expanded = _given(context)
    for passage, mention in context.passages(MentionKind.ACRONYM):
        acronym = mention.text
        if mention.label or _explained(passage):
            expanded.add(acronym)
        part_of_name = NAMED.match(passage.context, passage.end)
        section = len(acronym) < 3 and (passage.kind is Kind.TABLEAU or SECTION.search(passage.before))
        if acronym.upper() not in FAMILIAR and not part_of_name and not section:
            found.setdefault(acronym, []).append(passage)
    never = {acronym: places for acronym, places in found.items() if acronym not in expanded}
    if not never:
        return
    (first, *_), *others = never.values()
    related = tuple((places[0], f"« {places[0].text} »") for places in others)
    shown = ", ".join(list(never)[:SHOWN]) + ("…" if len(never) > SHOWN else "")
    message = f"{'sigles' if others else 'ce sigle n’est'} développé{'s' if others else ''} nulle part : {shown}"
    hint = f"développez-{'les' if others else 'le'} la première fois"
    guesses = [f"« {words} ({acronym}) »" for acronym in never if (words := _guess(context, acronym))]
    yield Report(first, message, hint + (f" : {', '.join(guesses)} ?" if guesses else ""), related=related)


def _explained(passage: Passage) -> bool:
    """« BOP 304 (budget opérationnel de programme) », « l'office de tourisme du Pays de Brézenne (OTPB) »."""
    match = AFTER.match(passage.context, passage.end)
    before = comparable(passage.context[max(0, passage.start - REACH) : passage.start])
    if CALLED.search(before):
        return True
    if before.endswith("("):
        initials = iter([word[0] for word in re.findall(r"[a-z]+", before)])
        return all(letter in initials for letter in passage.text.lower())
    return match is not None and _initials(_long(match["words"])) == passage.text.lower()


def _long(words: str) -> list[str]:
    return [word for word in re.split(r"[\s']+", comparable(words)) if len(word) > 3]


def _given(context: Context) -> set[str]:
    """Those that the text gives as a body's short name."""
    return {term for part in context.parts for party in part.roster.parties for term, _ in party.terms}


def _guess(context: Context, acronym: str) -> str:
    """A name of the act whose initials it is: « Flux Vision Tourisme » for FVT."""
    wanted = acronym.lower()
    said = (places[0].form for key, places in names(context).items() if _initials(key) == wanted)
    named = (party.name for part in context.parts for party in part.roster.parties)
    return next(said, "") or next((name for name in named if _initials(_long(name)).startswith(wanted)), "")


def _initials(words: Iterable[str]) -> str:
    return "".join(word[0] for word in words)
