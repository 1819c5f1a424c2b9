"""The words by which a sentence tells of what was, of what is to be done, or of another text. Data, by class.

Words are unaccented; `*` at the end of one is any ending, alone it is any word. A new wording is a word here.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache

from .sentences import clauses


class Tells(StrEnum):
    """Of what words tell; the value is the words."""

    PAST = "a * | ont * | avait | avaient | etait | etaient | fut | furent"
    FORMERLY = """
        avait | avaient | etait | etaient | dernier* | an passe | mois passe | ete passe | hiver passe
        | exercice passe | trimestre passe | semestre passe | passee* | passes | precedente | precedent | pour memoire
        | pour rappel | arrivee a son terme | arrivee a terme | arrivee a echeance | a pris fin
    """
    OLDER = """
        depuis | bilan de | bilan du | bilan des | bilan * de | bilan * du | bilan * des | bilans de | bilans des
        | resultat* de | resultat* du | resultat* des | resultat* * de | preced* | anterieur* | signe | signee
        | conclu | conclue
    """
    RECALLED = """
        bilan* | preced* | derniere* | passee* | rappel* | succes* | depuis | avait* | a ete | ont ete | anterieur*
        | par rapport a | realis* | compte rendu | comptes rendus
    """
    CURRENT = "en cours | precedent* | actuel* | anterieur* | a pris fin | avait"
    ENDED = """
        pren* fin | pris fin | terme | echeance | echoit | echu* | expir* | achev* | termin*
    """
    HISTORY = """
        remplac* | abrog* | renouvel* | reconduit* | prolong* | modifi* | suite a | succed* | pris fin | prend fin
        | objet de | objet d'
    """
    DECIDED = """
        approuv* | adopt* | vot* | valid* | arret* | publi* | modifi* | depose* | enregistr* | immatricul* | cree*
        | etabli* | notifie* | date*
    """
    NAMED = "deliberation | deliberations | version | habilite*"
    TO_DO = "est | sont | sera | seront | avant | au plus tard | d'ici"
    PLANNED = """
        en | pour | courant | fin | debut | semestre | semestre de | trimestre | trimestre de | ete | hiver | printemps
        | automne | jusqu'en | avant | des | au titre de | annuel | annuelle
    """
    HERE = """
        present | presente | presents | presentes | annexe | annexee | annexes | annexees | ci-jointe* | ci-joint
        | en application d* | en execution d* | en vertu d* | conformement*
    """
    OWN = "present | presente | presents | presentes"
    COUNTED = "habitants | population | recens*"


@cache
def _pattern(tells: Tells) -> re.Pattern[str]:
    phrases = [phrase.split() for phrase in tells.value.split("|")]
    words = [[r"\w+" if w == "*" else re.escape(w).replace(r"\*", r"\w*") for w in phrase] for phrase in phrases]
    said = "|".join(r"\s".join(phrase) for phrase in words)
    return re.compile(rf"(?<!\w)(?:{said})(?!\w)")


def tells(low: str, what: Tells) -> bool:
    """Whether folded words say it.

    >>> tells("le bilan annuel de", Tells.OLDER), tells("les statuts approuves le", Tells.DECIDED)
    (True, True)
    """
    return _pattern(what).search(low) is not None


def just_before(low: str, end: int, what: Tells, reach: int = 30) -> bool:
    """Whether the last words of the clause that ends there say it, so many characters before at most."""
    start = max(low.rfind(mark, 0, end) for mark in ".;") + 1
    found = [match.end() for match in _pattern(what).finditer(low, max(start, end - reach - 30), end)]
    return bool(found) and end - found[-1] <= reach


def clause_at(text: str, start: int) -> tuple[int, int]:
    """The clause in which a character stands."""
    return next(((a, b) for a, b in clauses(text) if a <= start < b), (0, len(text)))
