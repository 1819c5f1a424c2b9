"""Whether the words around a value tell of what was, of what is to be done, or of another text."""

from __future__ import annotations

import re

from ..document import Kind
from ..part import Passage
from .subjects import REASONS

_PLANNED = re.compile(
    r"\b(?:en|pour|courant|fin|début|(?:semestre|trimestre)(?:\sde)?|été|hiver|printemps|automne|jusqu['’]en|avant|dès"
    r"|au\stitre\sde|annuel(?:le)?)\s\Z",
    re.IGNORECASE,
)
_PAST = re.compile(r"\b(?:a|ont|avai(?:t|ent)|étai(?:t|ent)|fut|furent)\s\w")
_HERE = re.compile(
    r"\bprésente?s?\b|annexée?s?\b|\bci-jointe?s?\b|\ben\s(?:application|exécution|vertu)\sd|\bconformément",
    re.IGNORECASE,
)
_HISTORY = re.compile(
    r"\b(?:remplac|abrog|renouvel|reconduit|prolong|modifi|suite\s[àa]|succèd|pris\sfin|prend\sfin|objet\sde)",
    re.IGNORECASE,
)
_DECIDED = re.compile(
    r"\b(?:approuv|adopt|vot|valid|arrêt|publi|modifi|déposé|enregistr|immatricul|créé|établi|notifié|daté)\w*[^.;]{0,30}\Z",
    re.IGNORECASE,
)
_NAMED = re.compile(r"\b(?:délibérations?|version|habilitée?s?)\b[^.;]{0,30}\Z", re.IGNORECASE)
_TO_DO = re.compile(r"\b(?:est|sont|sera|seront|avant|au\splus\stard|d['’]ici)\b", re.IGNORECASE)
_ENDED = re.compile(
    r"\b(?:pren\w+\sfin|pris\sfin|terme|échéance|échoit|échu\w*|expir\w+|achèv\w+|achev\w+|termin\w+)\b[^.;]{0,30}\Z",
    re.IGNORECASE,
)
_CURRENT = re.compile(r"\ben\scours\b|précédent|actuel|antérieur|\ba\spris\sfin\b|\bavait\b", re.IGNORECASE)
_OWN = re.compile(r"\bprésente?s?\b", re.IGNORECASE)
_COUNTED = re.compile(r"\b(?:habitants|population|recens\w+)\b[^.;]{0,30}\Z", re.IGNORECASE)
_OLDER = re.compile(
    r"\b(?:depuis|bilans?(?:\s\w+)?\sd[eu]s?|r[ée]sultats?(?:\s\w+)?\sd[eu]s?|pr[ée]c[ée]d\w*|ant[ée]rieur\w*|signée?|conclue?)\b[^.;]{0,20}\Z",
    re.IGNORECASE,
)


def older(before: str) -> bool:
    """Whether what follows these words is past: « depuis », « le bilan de »."""
    return _OLDER.search(before) is not None


def decided(before: str) -> bool:
    """Whether the day that follows these words is that of another decision: « les statuts approuvés le »."""
    if _NAMED.search(before):
        return True
    match = _DECIDED.search(before)
    return match is not None and not _TO_DO.search(before, max(0, match.start() - 12))


def says_itself(passage: Passage) -> bool:
    """Whether the sentence speaks of this act, and not of history: « la décision n° 1 autorise la présente »."""
    said = _sentence(passage)
    return _HERE.search(said) is not None and not _HISTORY.search(said)


def stays(passage: Passage) -> bool:
    """Whether a day of the former act is told as such: « la convention en cours prend fin le 31 décembre 2026 »."""
    first = next((n for n, char in enumerate(passage.text) if char.isdigit()), 0) + passage.start
    before = passage.context[max(0, first - 60) : first]
    if _COUNTED.search(before):
        return True
    said = _sentence(passage)
    told = passage.kind in REASONS or _CURRENT.search(said)
    return bool(told) and _ENDED.search(before) is not None and not _OWN.search(said)


def planned(passage: Passage) -> bool:
    """Whether a year alone is one in which something is to be done: « le bilan est remis en 2025 »."""
    if passage.kind is Kind.TABLEAU:  # the columns of the former years
        return True
    before = passage.context[max(0, passage.start - 60) : passage.start]
    return passage.kind not in REASONS and _PLANNED.search(before) is not None and not _PAST.search(_sentence(passage))


def _sentence(passage: Passage) -> str:
    text = passage.context
    first = max((text.rfind(mark, 0, passage.start) for mark in (". ", " ;", "\n")), default=-1) + 1
    ends = [at for mark in (". ", " ;", "\n") if (at := text.find(mark, passage.end)) >= 0]
    return text[first : min(ends, default=len(text))]
