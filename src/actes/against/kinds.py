"""How much a fact weighs that is not the one of the entry, and how it is called."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ..facts import MentionKind
from ..finding import Severity

NUMBER, NAME, ROW = "nombre", "nom", "ligne du tableau"


class Fact(NamedTuple):
    """The name of a kind of fact, and the severity of a difference."""

    label: str
    severity: Severity = Severity.ERREUR


KINDS: Mapping[MentionKind, Fact] = {
    MentionKind.DATE: Fact("date"),
    MentionKind.MONTH: Fact("mois"),
    MentionKind.YEAR: Fact("année"),
    MentionKind.YEARS: Fact("années"),
    MentionKind.PERIOD: Fact("période"),
    MentionKind.DURATION: Fact("durée"),
    MentionKind.AMOUNT: Fact("montant"),
    MentionKind.PERCENT: Fact("pourcentage"),
    MentionKind.ACT_NUMBER: Fact("acte cité"),
    MentionKind.LAW: Fact("loi citée"),
    MentionKind.CODE: Fact("code cité"),
    MentionKind.ARTICLE: Fact("article cité"),
    MentionKind.LEGAL_ARTICLE: Fact("article de loi cité"),
    MentionKind.PARAGRAPH: Fact("alinéa cité"),
    MentionKind.ANNEXE: Fact("annexe citée"),
    MentionKind.TIME: Fact("heure"),
    MentionKind.SIREN: Fact("numéro SIREN"),
    MentionKind.SIRET: Fact("numéro SIRET"),
    MentionKind.VAT_NUMBER: Fact("numéro de TVA"),
    MentionKind.IBAN: Fact("IBAN"),
    MentionKind.BIC: Fact("BIC"),
    MentionKind.RCS: Fact("numéro RCS"),
    MentionKind.RECEIPT: Fact("accusé de réception"),
    MentionKind.POSTCODE: Fact("code postal", Severity.ALERTE),
    MentionKind.PHONE: Fact("téléphone", Severity.ALERTE),
    MentionKind.EMAIL: Fact("courriel", Severity.ALERTE),
    MentionKind.URL: Fact("adresse web", Severity.ALERTE),
    MentionKind.ACRONYM: Fact("sigle", Severity.ALERTE),
    MentionKind.NAME: Fact(NAME, Severity.ALERTE),
    MentionKind.BLANK: Fact("blanc", Severity.ALERTE),
}  # fmt: skip
