"""What is read in a text: mentions, each with its kind, its span and its value. A missing part stays missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, time
from enum import StrEnum
from typing import NamedTuple

from ..frozen import frozen
from ..values.actnumber import ActNumber
from ..values.dates import YearMonth
from ..values.durations import Duration
from ..values.identifiers import Bic, Iban, Siren, Siret, TvaNumber
from ..values.money import Amount
from ..values.percent import Percent
from ..values.periods import Period
from ..values.receipt import Receipt


class MentionKind(StrEnum):
    """What a mention is; the comment says the type of its value when it could be read."""

    DATE = "date"  # date, or PartialDate without its year
    MONTH = "mois"  # YearMonth, or PartialDate without its year
    YEAR = "annee"  # int
    YEARS = "annees"  # tuple[int, ...]; label: « année », « année scolaire », « exercice », « saison » or nothing
    PERIOD = "periode"  # Bounds; parts: its ends
    DURATION = "duree"  # Duration; words: the duration in words; label: « durée », « préavis », « délai »…
    AMOUNT = "montant"  # Amount; tax, basis, words
    PERCENT = "pourcentage"  # Percent; label: « TVA » where the sentence says so
    ACT_NUMBER = "numero_acte"  # Reference; parts: its date
    LAW = "loi"  # Reference; parts: its date
    CODE = "code"  # str, unaccented
    ARTICLE = "article"  # str « 9.1 »; label: « titre » for a heading
    LEGAL_ARTICLE = "article_code"  # str « L. 5211-10 »
    PARAGRAPH = "alinea"  # str « 2 », « dernier », « III », « 2° »
    ANNEXE = "annexe"  # str « 1 », or empty where it has no number; label: « titre » for a heading
    TIME = "heure"  # time
    SIREN = "siren"  # Siren
    SIRET = "siret"  # Siret
    VAT_NUMBER = "tva"  # TvaNumber
    IBAN = "iban"  # Iban
    BIC = "bic"  # Bic
    RCS = "rcs"  # Siren; label: the town
    POSTCODE = "code_postal"  # str; label: the town
    PHONE = "telephone"  # str, ten digits
    EMAIL = "courriel"  # str
    URL = "adresse_web"  # str
    RECEIPT = "accuse_reception"  # Receipt
    ACRONYM = "sigle"  # str; label: its expansion where the text gives it
    NAME = "nom"  # PersonName
    BLANK = "blanc"  # str: which sort of blank


class Tax(StrEnum):
    """Whether tax is in an amount."""

    HT = "HT"
    TTC = "TTC"


class Basis(StrEnum):
    """What an amount is for, as the words beside it say."""

    AN = "an"
    SEMESTRE = "semestre"
    TRIMESTRE = "trimestre"
    MOIS = "mois"
    JOUR = "jour"
    HEURE = "heure"
    PERIODE = "periode"


@frozen
class PartialDate:
    """A date some parts of which the text does not say."""

    annee: int | None = None
    mois: int | None = None
    jour: int | None = None


When = date | YearMonth | PartialDate


@frozen
class Bounds:
    """A period as it is said: either end may be missing, or be a month."""

    debut: When | None
    fin: When | None

    @property
    def period(self) -> Period | None:
        """From the first day to the last where both are known and in order; a month is all of its days."""
        first = self.debut.debut if isinstance(self.debut, YearMonth) else self.debut
        last = self.fin.fin if isinstance(self.fin, YearMonth) else self.fin
        if isinstance(first, date) and isinstance(last, date) and first <= last:
            return Period(first, last)
        return None


@frozen
class Reference:
    """An act or a law as it is cited: « décision », its number, its date."""

    nature: str = ""
    numero: ActNumber | str | None = None
    date: date | PartialDate | None = None


@frozen
class PersonName:
    """A person: « Mme », « Céline », « CHARRIAUD »."""

    civilite: str
    prenom: str
    nom: str


class Owner(NamedTuple):
    """Whose article, period, amount or date it is, as the sentence says.

    `present`: the act that speaks (« la présente convention »). `said`: the one just named (« ladite convention »).
    `former`: the one before (« la précédente convention »). `reference`: its number and date. `annee`: « la convention
    de 2021 ». `through`: the act that approves it.
    """

    text: str
    start: int
    end: int
    nature: str
    present: bool = False
    said: bool = False
    reference: Reference | None = None
    annee: int | None = None
    through: Reference | None = None
    former: bool = False


Value = (
    date | time | YearMonth | PartialDate | int | tuple[int, ...] | Bounds | Duration | Amount | Percent | Reference
    | str | Siren | Siret | TvaNumber | Iban | Bic | Receipt | PersonName | None
)  # fmt: skip


class Mention(NamedTuple):
    """A fact in a text: `text[start:end] == mention.text`. `value` is None where `problem` says why, in French."""

    kind: MentionKind
    start: int
    end: int
    value: Value = None
    problem: str = ""
    label: str = ""
    text: str = ""
    of: Owner | None = None
    parts: tuple[Mention, ...] = ()
    weekday: str = ""
    words: Amount | Duration | None = None
    tax: Tax | None = None
    basis: Basis | None = None


def walk(mentions: Iterable[Mention]) -> Iterator[Mention]:
    """The mentions and, after each, those inside it: the ends of a period, the date of a cited act."""
    for mention in mentions:
        yield mention
        yield from walk(mention.parts)
