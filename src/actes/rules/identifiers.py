"""Identifiers: their keys, whether they agree with each other and between places, the préfecture's receipt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from ..context import Context
from ..facts import MentionKind
from ..finding import Severity
from ..part import Passage
from ..pattern import pattern
from ..same.owned import differing
from ..statements.identifiers import SHOWN, Identifier, identifiers, reason
from ..values.identifiers import Bic, Iban, Siren, Siret
from ..values.text import comparable, near
from .rule import Report, rule

SIREN_LENGTH = 9
NIC = pattern(r"(?:[\s.]?\d){5}\Z")  # what tells an establishment from others of its company
IS_SIRET = " ; c’est un SIRET"
# Overseas collectivities whose accounts have a French IBAN and whose banks have a country of their own.
FRENCH = frozenset({"FR", "GP", "MQ", "GF", "RE", "PM", "YT", "NC", "PF", "WF", "BL", "MF", "TF"})


@rule("IDE101", "identifiant-cle-fausse", Severity.ERREUR)
def wrong_key(context: Context) -> Iterator[Report]:
    """Un SIREN, un SIRET, un numéro de TVA, un IBAN portent une clé qui se calcule : quand elle est fausse, un chiffre
    est mal recopié. Un virement part alors ailleurs, ou ne part pas.

    Mauvais : « TVA FR69779074922 », à côté du SIRET 779 074 822 00049
    Bon : « TVA FR69779074822 »
    Source : Insee, norme SIRENE ; CGI, art. 286 ter ; ISO 13616
    """
    found = identifiers(context)
    wrong: dict[str, list[Identifier]] = {}
    for one in found:
        if one.problem and (one.kind is not MentionKind.RCS or len(one.digits) == SIREN_LENGTH):
            key = one.holder if one.piece else f"{one.kind} {one.digits}"
            wrong.setdefault(key, []).append(one)
    for first, *again in wrong.values():
        better, witness = _corrected(first, found)
        related = tuple((other.where, other.shown) for other in (*again, *filter(None, [witness])))
        message = f"{SHOWN[first.kind]} {first.text} : {reason(first.problem)}"
        message += f" ; d’après le {witness.shown}, il serait {better}" if witness else ""
        others = ", ".join(dict.fromkeys(other.shown for other in again if other.text != first.text))
        message += f" ; aussi : {others}" if others else ""
        hint = f"écrivez {better} (à vérifier sur l’original)" if better else "recopiez-le de l’original"
        severity = Severity.ALERTE if first.piece else None
        yield Report(first.where, message, hint, first.text, better or None, related, severity)


def _corrected(wrong: Identifier, found: Sequence[Identifier]) -> tuple[str, Identifier | None]:
    """What another identifier says it should be, and which."""
    for other in (one for one in found if one.siren):
        if wrong.kind is MentionKind.VAT_NUMBER and near(wrong.digits[-SIREN_LENGTH:], other.siren):
            return Siren(other.siren).tva.numero, other
        elif wrong.kind in (MentionKind.SIREN, MentionKind.RCS) and near(wrong.digits, other.siren):
            return str(Siren(other.siren)), other
        elif wrong.kind is MentionKind.SIRET:
            if near(wrong.digits[:SIREN_LENGTH], other.siren):
                return f"{Siren(other.siren)} {wrong.digits[SIREN_LENGTH:]}", other
            if other.kind is MentionKind.SIRET and near(wrong.digits, other.digits):
                return other.text, other
    return "", None


@rule("IDE102", "identifiants-en-desaccord", Severity.ERREUR)
def disagreement(context: Context) -> Iterator[Report]:
    """Le SIRET d'un établissement commence par le SIREN de l'organisme, son numéro de TVA et son numéro au RCS
    finissent par lui ; il est le même dans la fiche, la convention et les pièces. Quand ils diffèrent, l'un d'eux est
    celui d'un autre.

    Mauvais : « SIREN 200 066 660, SIRET 779 074 822 00049 » pour la même partie
    Bon : « SIREN 779 074 822, SIRET 779 074 822 00049 »
    Source : Insee, répertoire SIRENE
    """
    yield from _of_one_body(context)
    yield from _elsewhere(context)
    holders: dict[str, list[Identifier]] = {}
    for one in identifiers(context):
        if one.siren:
            holders.setdefault(one.holder, []).append(one)
    for same in holders.values():
        kinds = {one.kind: one for one in same}
        alone = len(kinds) == len({(one.kind, one.siren) for one in same})
        for one, other in combinations(kinds.values(), 2):
            close = near(one.siren, other.siren)
            if one.siren != other.siren and (close or (alone and (one.party or one.in_register))):
                sure = close or one.in_register
                yield _differ(other, one, Severity.ERREUR if sure and not one.piece else Severity.ALERTE)
                break


def _differ(one: Identifier, other: Identifier, severity: Severity) -> Report:
    both = f"SIREN {Siren(one.siren)} et {Siren(other.siren)}"
    message = f"le {one.shown} et le {other.shown} ne sont pas du même organisme ({both})"
    hint, related = "vérifiez les deux sur l’avis de situation SIRENE", ((other.where, other.shown),)
    return Report(one.where, message, hint, one.siren, other.siren, related, severity)


def _elsewhere(context: Context) -> Iterator[Report]:
    """Two right numbers that a digit tells apart; that of a party, which is not that of its entry."""
    found = [one for one in identifiers(context) if one.siren]
    told: set[str] = set()
    for one, other in combinations(found, 2):
        if one.siren == other.siren or one.holder == other.holder or other.siren in told:
            continue
        named = one.in_register and other.party and _names(other, one.holder)
        if named or near(one.siren, other.siren):
            told.add(other.siren)
            related = ((one.where, one.shown),)
            message = f"{other.shown} : ailleurs, {one.shown}"
            severity = Severity.ERREUR if named else Severity.ALERTE
            yield Report(other.where, message, "vérifiez lequel est juste", other.siren, one.siren, related, severity)


def _of_one_body(context: Context) -> Iterator[Report]:
    """Two SIREN of a body that the documents name, or two establishments of one SIREN."""
    for one, other in differing(context):
        sites = one.what == "SIRET" and one.value[:SIREN_LENGTH] == other.value[:SIREN_LENGTH]
        if sites or one.what == "SIREN":
            what = f"deux {'établissements' if sites else 'SIREN'} pour {one.owner}"
            message = f"{what} : {one.where.text} ici, {other.where.text} ailleurs"
            hint, related = "vérifiez le numéro sur l’avis de situation SIRENE", ((other.where, other.where.text),)
            yield Report(one.where, message, hint, one.value, other.value, related, Severity.ALERTE)


def _names(one: Identifier, holder: str) -> bool:
    """Whether the paragraph that holds it names that body."""
    return isinstance(one.where, Passage) and comparable(holder) in comparable(one.where.context)


@rule("IDE104", "rcs-mal-ecrit", Severity.CONSEIL)
def trade_register(context: Context) -> Iterator[Report]:
    """Une immatriculation au registre du commerce s'écrit « RCS », la ville du greffe et les neuf chiffres du SIREN.
    Les quatorze chiffres d'un SIRET désignent un établissement, pas la société.

    Mauvais : « RCS Bobigny 345 039 416 00055 »
    Bon : « RCS Bobigny 345 039 416 »
    Corrige : les quatorze chiffres d'un SIRET dont la clé est juste
    Source : Code de commerce, art. R. 123-237
    """
    for one in identifiers(context):
        if one.kind is not MentionKind.RCS:
            continue
        if one.problem and len(one.digits) != SIREN_LENGTH:
            message = f"« {one.text} » : un numéro au RCS a 9 chiffres et une ville, celui-ci en a {len(one.digits)}"
            hint, fix = "gardez les neuf chiffres du SIREN", _without_nic(one)
            yield Report(one.where, message + _as_siret(one), hint, one.text, fix=(fix,) if fix else ())
        elif one.value and not one.town:
            message = f"« {one.text} » ne dit pas la ville du greffe"
            yield Report(one.where, message, "écrivez « RCS », la ville, le numéro")


def _without_nic(one: Identifier) -> tuple[Passage, str] | None:
    """The number of a company where that of an establishment, whose key is right, was written."""
    last = NIC.search(one.where.text) if isinstance(one.where, Passage) else None
    if last is None or not isinstance(one.where, Passage) or _as_siret(one) != IS_SIRET:
        return None
    return one.where, one.where.text[: last.start()]


def _as_siret(one: Identifier) -> str:
    try:
        Siret.parse(one.digits)
    except ValueError as error:
        return " ; lu comme un SIRET, sa clé est fausse" if "clé" in str(error) else ""
    return IS_SIRET


@rule("IDE105", "bic-d-un-autre-pays", Severity.CONSEIL)
def other_country(context: Context) -> Iterator[Report]:
    """Le BIC désigne la banque, l'IBAN le compte : leurs pays sont les mêmes. Les collectivités d'outre-mer, dont
    l'IBAN commence par FR, gardent leur propre code dans le BIC.

    Mauvais : « IBAN FR76 3000 4006 …, BIC BNPAPR33XXX »
    Bon : « IBAN FR76 3000 4006 …, BIC BNPAFRPPXXX »
    Source : ISO 9362 et ISO 13616
    """
    holders: dict[str, tuple[list[tuple[Identifier, Iban]], list[tuple[Identifier, Bic]]]] = {}
    for one in identifiers(context):
        place = one.holder if one.piece else one.holder.split(",")[0]
        accounts, banks = holders.setdefault(place, ([], []))
        if isinstance(one.value, Iban):
            accounts.append((one, one.value))
        elif isinstance(one.value, Bic):
            banks.append((one, one.value))
    for accounts, banks in holders.values():
        countries = {account.pays for _, account in accounts}
        countries |= FRENCH if "FR" in countries else set()
        for bank, bic in banks if accounts else ():
            if bic.pays not in countries:
                account = accounts[0][0]
                message = f"le BIC {bank.text} est de {bic.pays}, l’IBAN {account.text} de {accounts[0][1].pays}"
                hint = "recopiez le BIC du relevé d’identité bancaire"
                yield Report(bank.where, message, hint, bank.text, related=((account.where, account.shown),))
