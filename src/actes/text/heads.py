"""The nouns that a name follows, by what they name, and the words around names. A new one is a word of `heads.txt`."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from ..packaged import packaged
from ..pattern import alternatives

_LINES = {name: lines.split("|") for name, lines in alternatives(packaged(__spec__, "heads.txt")).items()}
_WORDS = {name: tuple(word for line in lines for word in line.split()) for name, lines in _LINES.items()}


class Sort(StrEnum):
    """What is named."""

    FIRM = "entreprise"
    ASSOCIATION = "association"
    BODY = "organisme"  # named by what it is: « comité des fêtes de … », « syndicat des eaux du … »
    COMMUNE = "commune"
    PLACE = "équipement"  # « piscine municipale », « collège Simone-Veil »
    STREET = "voie"
    ROAD = "route"  # named by its number
    OTHER = "lieu"  # any other noun that has a name each time: « l'étang de la Forge »
    NUMBER = "numéro"  # of a thing that is no act: « permis de construire n° PC 019 150 23 A0031 »
    TITLE = "intitulé"  # in quotation marks: an event, a programme, a work


SORTS: Mapping[str, Sort] = {
    word.replace("_", " "): sort for sort in Sort for word in _WORDS.get(sort.name.lower(), ())
}
_LETTERS = ("sarl", "sas", "sasu", "sa", "eurl", "sci", "scop", "snc", "scic", "selarl", "gaec", "earl", "scea")
FORMS: Mapping[str, str] = {  # what follows « société », or stands for it, and the form that it is
    "par actions simplifiee unipersonnelle": "sasu",
    "par actions simplifiee": "sas",
    "a responsabilite limitee": "sarl",
    "anonyme": "sa",
    "civile immobiliere": "sci",
    "en nom collectif": "snc",
    "cooperative d'interet collectif": "scic",
    **{form: form for form in _LETTERS},
}
# What parties of a contract are called: those of one line are one role.
ROLES = tuple(tuple(line.split()) for line in _LINES["parties"])
# Offices of which a person holds one, by five letters: those of a line are of one sort.
PRIVATE = tuple(frozenset(line.split()) for line in _LINES["private"])
# Whose place it is, of which an act has one: « la mairie de … ».
OWN: Mapping[str, str] = {head: head[:4] for head in ("mairie", "maire", "prefecture", "prefet", "prefete")}
BESIDE = frozenset(_WORDS["beside"])
LINKS = frozenset(_WORDS["links"])
KIN = frozenset(_WORDS["kin"])
ROLL = frozenset(_WORDS["roll"])
ELSEWHERE = frozenset(_WORDS["elsewhere"])
SMALL = frozenset(_WORDS["small"])
NOBODY = frozenset(_WORDS["nobody"])
UNNAMED = frozenset(_WORDS["unnamed"])
OPENING = frozenset(_WORDS["opening"])
INSTITUTIONS = frozenset(_WORDS["institutions"])
ITSELF = frozenset(_WORDS["itself"])
PAIRED = frozenset(_WORDS["paired"])
COMMON = SMALL.union(_WORDS["common"])
