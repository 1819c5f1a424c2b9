"""Names: spelled the same everywhere, without slips, with their capitals; an acronym with the words it stands for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from ..context import Context
from ..document import Kind
from ..facts import MentionKind
from ..finding import Severity
from ..part import Part, Passage
from ..pattern import pattern
from ..same.persons import NAME, others
from ..same.spelled import Written, differ, names, slips
from ..text.heads import SORTS
from ..values.departements import codes_by_name
from ..values.text import comparable
from .rule import Report, Where, as_said, rule

PLACES = 4  # places of the usual spelling that a report shows
SMALL = pattern(r"(?<![^\n\t])(?P<head>[A-ZÀ-Ý]\w+\s(?:de\s|du\s|des\s|d['’]))(?P<next>\w)")
SIBLINGS = 2


@rule("NOM101", "nom-ecrit-de-deux-facons", Severity.CONSEIL)
def two_spellings(context: Context) -> Iterator[Report]:
    """Un nom propre s'écrit de la même façon dans tout l'acte : un trait d'union, un accent ou une majuscule qui va et
    vient laisse croire à deux personnes, et se corrige mal une fois l'acte signé.

    Mauvais : « Saint-Flour Communauté » dans le titre, « Saint Flour Communauté » à l'article 1
    Bon : « Saint-Flour Communauté » partout
    Corrige : le nom de la collectivité ou d'un tiers, comme le registre l'écrit
    Source : usage
    """
    own = known_names(context)
    for found in names(context).values():
        if len({written.passage.text for written in found}) < 2:
            continue
        forms: dict[str, list[Written]] = {}
        for written in found:
            forms.setdefault(written.form, []).append(written)
        usual = max(forms, key=lambda form: (form in own, not form.isupper(), len(forms[form])))
        others = [written for same in forms.values() if differ(same[0], forms[usual][0]) for written in same]
        if others:
            yield _spelling(others, usual, forms[usual], known=usual in own)


def _spelling(others: list[Written], usual: str, right: list[Written], *, known: bool) -> Report:
    """`known`: the register has that name, and the others are to be written like it."""
    places: list[tuple[Where, str]] = [(written.passage, f"« {written.form} »") for written in others[1:]]
    places += [(written.passage, f"« {usual} »") for written in right[:PLACES]]
    times = "1 fois" if len(right) == 1 else f"{len(right)} fois"
    message = f"ce nom s’écrit ici « {others[0].form} », ailleurs « {usual} » ({times})"
    return Report(
        others[0].passage,
        message,
        f"écrivez « {usual} » partout",
        found=others[0].form,
        expected=usual,
        related=tuple(places),
        fix=tuple((written.passage, usual) for written in others if known and not written.form.isupper()),
    )


def known_names(context: Context) -> frozenset[str]:
    """The names of the register, as they must be written."""
    if context.register is None:
        return frozenset()
    bodies = context.register.tiers.values()
    return frozenset({context.register.collectivite.nom, *(body.nom for body in bodies)})


_OF = pattern(r" (?:de |d'|du |des )")


@rule("NOM102", "nom-mal-orthographie", Severity.ALERTE)
def misspelt(context: Context) -> Iterator[Report]:
    """Deux noms qui ne diffèrent que d'une lettre sont le plus souvent le même, mal recopié une fois.

    Mauvais : « M. Thuillier », puis « M. Thuiller »
    Bon : « M. Thuillier » partout
    Source : usage
    """
    told: set[str] = set()
    acronyms = {comparable(mention.text) for _, mention in context.passages(MentionKind.ACRONYM)}
    for person in others(context):
        if person.what == NAME:
            told |= set(comparable(f"{person.said} {person.usual}").split())
            yield _resembles(person.here, person.there)
    departments = codes_by_name()
    for word, known in slips(context):
        if word.key in SORTS and word.where.then(_OF):
            continue  # « Caisse d'allocations », beside « Causse »
        if (acronyms | told).isdisjoint((word.key, known.key)) and not {word.key, known.key} <= departments.keys():
            named = any(_names(context, one.where) for one in (word, known))
            yield _resembles(word.where, known.where, None if named else Severity.CONSEIL)


def _names(context: Context, word: Passage) -> bool:
    """Whether a word is of the name of somebody, or of a party."""
    rosters = [part.roster for part in context.parts]
    said = [one.full for roster in rosters for one in roster.people]
    said += [*known_names(context), *(party.name for roster in rosters for party in roster.parties)]
    return any(comparable(word.text) in comparable(name).split() for name in said)


def _resembles(here: Passage, there: Passage, severity: Severity | None = None) -> Report:
    """One name, and another that a letter tells from it."""
    said, better = here.text, there.text
    message = f"« {said} » ressemble à « {better} » : une lettre les sépare"
    return Report(here, message, "vérifiez l’orthographe de ce nom", said, better, as_said(there), severity)


@rule("NOM103", "nom-sans-majuscule", Severity.CONSEIL)
def no_capital(context: Context) -> Iterator[Report]:
    """Dans une liste de noms propres, celui qui n'a pas sa majuscule est une faute de frappe.

    Mauvais : « Pays de salers », entre « Pays de Mauriac » et « Pays de Saint-Flour »
    Bon : « Pays de Salers »
    Corrige : la majuscule
    Source : usage
    """
    for part in context.own:
        for index, block in enumerate(part.blocks):
            if block.rows:
                yield from _small(part, index, block.text)


def _small(part: Part, index: int, text: str) -> Iterator[Report]:
    found = list(SMALL.finditer(text))
    heads = Counter(match["head"][:-1].split()[0] for match in found if match["next"].isupper())
    for match in found:
        if match["next"].islower() and heads[match["head"].split()[0]] >= SIBLINGS:
            rest = re.split(r"[\t\n]", text[match.end() :], maxsplit=1)[0]
            passage = Passage(part, index, match.start(), match.end() + len(rest))
            better = f"{match['head']}{match['next'].upper()}{rest}"
            message = f"« {passage.text} » n’a pas la majuscule des autres noms de la liste"
            yield Report(passage, message, f"écrivez « {better} »", passage.text, better, fix=((passage, better),))


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
    related = as_said(*(places[0] for places in others))
    shown = ", ".join(list(never)[:SHOWN]) + ("…" if len(never) > SHOWN else "")
    message = f"{'sigles' if others else 'ce sigle n’est'} développé{'s' if others else ''} nulle part : {shown}"
    hint = f"développez-{'les' if others else 'le'} la première fois"
    guesses = [f"« {words} ({acronym}) »" for acronym in never if (words := _guess(context, acronym))]
    yield Report(first, message, hint + (f" : {', '.join(guesses)} ?" if guesses else ""), related=related)


def _explained(passage: Passage) -> bool:
    """« BOP 304 (budget opérationnel de programme) », « l'office de tourisme du Pays de Brézenne (OTPB) »."""
    match = AFTER.match(passage.context, passage.end)
    before = comparable(passage.before[-REACH:])
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
