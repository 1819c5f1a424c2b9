"""Whether the words around a value tell of what was, of what is to be done, or of another text."""

from __future__ import annotations

import re

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
    r"\b(?:approuv|adopt|vot|valid|arrêt|publi|modifi|déposé|enregistr|immatricul|créé|établi)\w*[^.;]{0,30}\Z",
    re.IGNORECASE,
)
_OLDER = re.compile(
    r"\b(?:depuis|bilans?\sd[eu]s?|r[ée]sultats?\sd[eu]s?|pr[ée]c[ée]d\w*|ant[ée]rieur\w*|signée?|conclue?)\b[^.;]{0,20}\Z",
    re.IGNORECASE,
)


def older(before: str) -> bool:
    """Whether what follows these words is past: « depuis », « le bilan de »."""
    return _OLDER.search(before) is not None


def decided(before: str) -> bool:
    """Whether the day that follows these words is that of another decision: « les statuts approuvés le »."""
    return _DECIDED.search(before) is not None


def says_itself(passage: Passage) -> bool:
    """Whether the sentence speaks of this act, and not of history: « la décision n° 1 autorise la présente »."""
    said = _sentence(passage)
    return _HERE.search(said) is not None and not _HISTORY.search(said)


def planned(passage: Passage) -> bool:
    """Whether a year alone is one in which something is to be done: « le bilan est remis en 2025 »."""
    before = passage.context[max(0, passage.start - 60) : passage.start]
    return passage.kind not in REASONS and _PLANNED.search(before) is not None and not _PAST.search(_sentence(passage))


def _sentence(passage: Passage) -> str:
    text = passage.context
    first = max((text.rfind(mark, 0, passage.start) for mark in (". ", " ;", "\n")), default=-1) + 1
    ends = [at for mark in (". ", " ;", "\n") if (at := text.find(mark, passage.end)) >= 0]
    return text[first : min(ends, default=len(text))]
