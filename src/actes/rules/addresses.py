"""Addresses: the same for the same place everywhere, and those of the register."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from ..context import Context
from ..document import Kind
from ..facts.flat import folded
from ..finding import Severity
from ..model.people import Adresse
from ..outline.nature import Nature
from ..part import Part, Passage
from ..pattern import pattern
from ..same.names import named
from ..same.owned import differing
from ..statements.addresses import Address, Box, addresses, boxes, entry_addresses, street_of
from ..text.heads import Sort
from ..values.text import comparable, near
from .rule import Report, as_said, rule

_SIGNED_AT = pattern(
    r"\b(?:[Ff]ait|[Dd]élibéré|[Éé]tabli)[^\n]{0,30}?\s(?:à|au)\s(?P<town>[A-ZÀ-Ý][\w'’-]+(?:\s[A-ZÀ-Ý][\w'’-]+)*)"
)
_LARGER = pattern(r"\b(?:communaute|syndicat|departemental\w*|regional\w*|metropole|prefe\w+|agglomeration)\b")
_LARGER_PARTY = pattern(rf"{_LARGER.pattern}|\b(?:departement|region|etat)\b")
HEAD = 12  # blocks in which an act says whose it is
SLIP = "SC"  # no sort of box: the letters of « CS » turned round
NOWHERE = (1 << 30, 0)  # where no party is named: after everything
KEEP = "gardez la bonne adresse partout"


@rule("ADR101", "adresse-contradictoire", Severity.ERREUR)
def contradictory(context: Context) -> Iterator[Report]:
    """Une adresse est la même partout : la même rue de la même ville n'a pas deux codes postaux. Un code sans CEDEX et
    un code avec CEDEX sont deux choses, comme deux adresses d'une grande ville. Le siège d'un organisme ne change ni
    de rue, ni de numéro, ni de ville d'un article à l'autre.

    Mauvais : « 2 rue du Lac, 15100 Saint-Flour », puis « 2 rue du Lac, 15010 Saint-Flour »
    Bon : « 2 rue du Lac, 15100 Saint-Flour » partout
    Source : usage
    """
    for one, other in differing(context):
        if one.what in ("adresse", "ville"):
            message = f"{one.owner} a ici une autre adresse : « {one.where.text} »"
            yield Report(one.where, message, KEEP, one.value, other.value, as_said(other.where), Severity.ALERTE)
    yield from _two_codes(context)


def _two_codes(context: Context) -> Iterator[Report]:
    """One town, or one address of it, with two postal codes."""
    told: set[str] = set()
    for one, other in combinations(addresses(context), 2):
        if one.town != other.town or one.code == other.code or one.cedex != other.cedex or other.code in told:
            continue
        same = bool(one.street and one.street == other.street) or bool(one.box and one.box == other.box)
        if same or (near(one.code, other.code) and _department(one) != _department(other)):
            told.add(other.code)
            # A letterhead is printed once for all: rather the words of the act.
            right, wrong = (other, one) if other.where.part.marginal else (one, other)
            message = f"{wrong.where.text} : ailleurs, le code postal de cette ville est {right.code}"
            message = f"la même adresse a deux codes postaux, {right.code} et {wrong.code}" if same else message
            related, severity = ((right.where, right.where.text),), Severity.ERREUR if same else Severity.ALERTE
            yield Report(
                wrong.where, message, "gardez le bon code postal partout", wrong.code, right.code, related, severity
            )


def _department(address: Address) -> str:
    """The department of a postal code: three digits overseas."""
    return address.code[: 3 if address.code.startswith(("97", "98")) else 2]


@rule("ADR102", "adresse-autre-que-celle-du-registre", Severity.ERREUR)
def other_than_register(context: Context) -> Iterator[Report]:
    """L'adresse d'une partie est dans sa fiche du registre. Écrite à la main dans une convention, elle y reste quand la
    partie déménage.

    Mauvais : « sis 28 avenue Gambetta, 15000 Aurillac » quand la fiche dit « 12 rue Marie Maurel, 15013 Aurillac Cedex
    »
    Bon : « sis {{ partie.adresse }} »
    Source : usage
    """
    known = list(entry_addresses(context))
    for found in addresses(context) if known else ():
        if found.where.kind is not Kind.PARTIE:
            continue
        name, address, field = min(known, key=lambda one: _named(found, one[0]))
        if address is not None and _named(found, name) < NOWHERE and (said := _other(found, address)):
            message = f"l’adresse de {name} est ici {said[0]}, dans sa fiche {said[1]}"
            yield Report(found.where, message, f"écrivez « {address} »", said[0], said[1], ((field, str(address)),))


def _named(found: Address, name: str) -> tuple[int, int]:
    """How soon a party is named before an address, the longest name first: what comes later may be a town."""
    text = comparable(found.where.before)
    match = re.search(rf"(?<!\w){re.escape(comparable(name))}(?!\w)", text)
    return (match.start(), -len(name)) if match else NOWHERE


def _other(found: Address, known: Adresse) -> tuple[str, str] | None:
    """What differs: the postal code, else the street."""
    if found.code != known.code_postal:
        return found.code, known.code_postal
    if found.street and found.street not in (street_of(known.voie), comparable(known.voie)):
        return found.street, known.voie
    return None


@rule("ADR103", "boite-postale-douteuse", Severity.ALERTE)
def doubtful_box(context: Context) -> Iterator[Report]:
    """La Poste distribue des CS (courses spéciales), des BP (boîtes postales) et des TSA (tri service arrivée). « SC »
    n'est rien de cela : deux lettres ont changé de place ; et une boîte garde la même mention partout.

    Mauvais : « 12 rue Marie Maurel, SC 80007, 15013 Aurillac Cedex »
    Bon : « 12 rue Marie Maurel, CS 80007, 15013 Aurillac Cedex »
    Corrige : « SC », quand la même boîte est écrite ailleurs avec sa mention
    Source : usage (norme AFNOR NF Z10-011)
    """
    groups: dict[str, list[Box]] = {}
    for box in boxes(context):
        groups.setdefault(box.number, []).append(box)
    for found in groups.values():
        own = [box for box in found if isinstance(box.where, Passage) and box.where.part.nature is not Nature.PIECE]
        if not own:
            continue
        wrong = next((box for box in own if box.sort == SLIP), None)
        others = [box for box in found if box.sort != (wrong or own[0]).sort]
        if wrong is not None:
            message = f"« {wrong.text} » : « SC » n’est pas une mention de La Poste"
            yield _box(wrong, others, message + (f" ; ailleurs « {others[0].text} »" if others else ""))
        elif others:
            yield _box(own[0], others, f"cette boîte est ici « {own[0].text} », ailleurs « {others[0].text} »")


def _box(box: Box, others: list[Box], message: str) -> Report:
    related = tuple((other.where, f"« {other.text} »") for other in others)
    expected = others[0].text if others else f"CS {box.number}"
    sure = box.sort == SLIP and others and isinstance(box.where, Passage)
    fix = ((box.where, expected),) if sure and isinstance(box.where, Passage) else ()
    return Report(box.where, message, f"écrivez « {expected} » (à vérifier)", box.text, expected, related, fix=fix)


@rule("ADR104", "lieu-de-signature", Severity.ALERTE)
def signed_elsewhere(context: Context) -> Iterator[Report]:
    """L'acte d'une commune se signe dans la commune. Un lieu que rien d'autre ne nomme vient souvent d'un modèle.

    Mauvais : « COMMUNE DE VERNOUX », puis « Fait à Guichenay »
    Bon : « Fait à Vernoux »
    Source : usage
    """
    every = (*context.parts, *(part.margin for part in context.parts if part.margin))
    whole = _words("\n".join(b.text for part in every for b in part.blocks if b.kind is not Kind.LIEU_DATE))
    for part in context.own:
        own = _own(context, part)
        ours = f"a {_words(own.text)} le " if own else ""  # the other party signs at home
        for index, block in enumerate(() if any(_words(b.text).startswith(ours) for b in part.blocks) else part.blocks):
            match = _SIGNED_AT.search(block.text) if block.kind is Kind.LIEU_DATE else None
            longer = match and own and f"{_words(match['town'])} ".startswith(f"{_words(own.text)} ")  # of one commune
            if own and match and not longer and _words(match["town"]) not in whole:
                message = f"« {match['town']} » n’est nommé qu’ici ; l’acte est de « {own.text} »"
                where = Passage(part, index, *match.span("town"))
                yield Report(where, message, "vérifiez le lieu", match["town"], own.text, ((own, own.text),))


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", folded(text)))


def _own(context: Context, part: Part) -> Passage | None:
    """The commune whose act it is, or that is the first of the parties; none where a larger body is among them."""
    parties = part.roster.parties
    names = [party.name for party in parties]
    head = folded(" ".join(names or [b.text for b in part.blocks[:HEAD] if b.kind is not Kind.VISA]))
    larger = (_LARGER_PARTY if names else _LARGER).search(head)
    last = parties[0].at.block if parties else HEAD
    communes = [s.where for s in named(context) if s.where.part is part and s.one.sort is Sort.COMMUNE]
    communes = [where for where in communes if where.block <= last]
    return None if larger or not communes else communes[-1 if parties else 0]
