"""The words that say how one value stands to another, by class; unaccented, without capitals. Data, and nothing else.

A class is one letter, so that the tokens of a sentence make a string that short expressions read (`tokens.py`). A new
wording is a line of `lexicon.txt`; a new word of what is counted, of `roles.txt`.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..packaged import packaged
from ..pattern import alternatives
from ..values.text import unaccented

SO = "s"  # announces what others make: « soit », « représentant »
OF_WHICH = "d"  # what comes is inside what came: « dont », « réparti comme suit »
PLUS = "+"
MINUS = "-"
TIMES = "x"
PER = "p"  # a price of each: « par », « l'unité », « chacun »
TOTAL = "t"
REST = "r"  # what is left: « le solde », « le surplus »
DEPOSIT = "a"
PAYMENT = "v"  # one of several: « un premier versement »
PAYS = "k"  # that it is paid
BEARS = "h"  # who bears it: others may too
CRITERIA = "l"  # what percentages divide: « les critères », « la clé de répartition »
RAISED = "u"  # what an amount becomes: « porté à », « désormais de »
INITIAL = "i"  # what it was
CHANGE = "g"  # by how much: « une hausse de »
CEILING = "c"  # « dans la limite de »: no result, a limit
MAXIMUM = "m"  # « d'un montant maximal de »: an amount as another
FLOOR = "f"
ABOUT = "~"  # nothing exact follows
SHARE = "q"  # a part is said: « à hauteur de », « au taux de »
ALREADY = "y"  # before this act: « déjà versé »
TAX = "w"  # TVA
BASIS = "b"  # « annuel », « mensuelle »: for how long an amount is
IDLE = "_"  # words that look like those of a class and say nothing
APART = "z"  # of which a percentage is no share of money: « d'un temps complet »

LEXICON = alternatives(packaged(__spec__, "lexicon.txt"))

BASES: Mapping[str, str] = {  # the first letters of a word of that class, and the basis it says
    "chaque mois": "mois",
    "chaque annee": "an",
    "chaque trimestre": "trimestre",
    "chaque semestre": "semestre",
    "chaque jour": "jour",
    "annu": "an",
    "mens": "mois",
    "trim": "trimestre",
    "seme": "semestre",
    "jour": "jour",
    "hora": "heure",
}
MONTHS: Mapping[str, int] = {"mois": 1, "trimestre": 3, "semestre": 6, "an": 12}

# What an amount, a percentage or a duration is, in the field's own words; the first word of each line names the role.
ROLES = tuple(packaged(__spec__, "roles.txt").splitlines())
_ACCENTED = (
    *("coût", "dépense", "durée", "délai", "préavis", "crédit", "pénalité", "marché", "indemnité", "rémunération"),
    *("prêt", "enquête", "matériel"),
)
ACCENTS: Mapping[str, str] = {unaccented(word): word for word in _ACCENTED}  # roles and things as a person spells them
GENERIC = frozenset({"montant", "taux", "budget"})  # roles that say nothing of what it is
TIMED = frozenset({"duree", "preavis", "delai"})  # what a time is, and no sum of money
TALLIES = frozenset({"exemplaire", "jauge"})  # what things are counted as
BOUNDS = frozenset({"plafond", "minimum", "forfait", "franchise"})  # a sum, a time or a count
WHOLES = frozenset({"cout", "depense", "marche", "prix", "budget", "travaux"})  # of which others are a share

# Nouns whose number says in how many a sum is: equal ones, parts paid or divided, and what no price multiplies.
_EQUAL = "mensualites annuites trimestrialites semestrialites trimestres semestres mois"
_PAYMENTS = "fois versements echeances acomptes paiements virements termes fractions remboursements"
_SPLITS = "lots tranches parts associations communes membres projets actions"
_UNEQUAL = """
    tranches tranche lots lot phases etapes versements fois exemplaires voix abstention abstentions votants suffrages
    presents pouvoirs
"""
PAIRS = frozenset(("couples", "binomes", "paires", "tandems"))  # each of two people

EQUAL, PAYMENTS, SPLITS, UNEQUAL = (frozenset(said.split()) for said in (_EQUAL, _PAYMENTS, _SPLITS, _UNEQUAL))

RHYTHMS: Mapping[str, str] = {  # the adjective, and the time that it says
    "hebdomadaire": "semaine",
    "mensuel": "mois",
    "trimestriel": "trimestre",
    "semestriel": "semestre",
    "annuel": "an",
    "quotidien": "jour",
    "journalier": "jour",
}

# Nouns whose number is no count of things: units of time and money, what a sitting counts.
_UNITS = """
    euros jours mois annees heures minutes semaines trimestres semestres voix membres conseillers fois exemplaires
    originaux pages metres kilometres hectares francs alineas articles annexes points premiers premieres derniers mars m
    dernieres autres mille cents millions milliers abstentions votants presents pouvoirs suffrages
"""
MEASURES = frozenset(_UNITS.split())
