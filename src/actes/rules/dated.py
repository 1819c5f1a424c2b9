"""Acts cited by their date alone: the same words, and two dates that a slip separates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from ..context import Context
from ..document import Kind
from ..facts import MentionKind
from ..finding import Severity
from ..part import Passage
from ..statements.wording import STEM, differ_once
from ..values.dates import show_date
from ..values.text import unaccented
from .rule import Report, rule

FAR = 160  # characters between what is cited and its date
CITED = re.compile(
    r"\b(?:la|l'|le|ladite|cette|ledit)\s?(?P<head>conventions?|contrat|accord|bail|marche|avenant|protocole|charte|avis|courrier"
    r"|demande|delegation|saisine|lettre|proces-verbal|rapport|devis|arrete|deliberation|decision)\b(?P<rest>[^;:.]*?)"
    r"\s(?:en\sdate\sdu|dates?\sdu|datee?s?\sdu|signee?s?\sle|conclue?s?\sle|recue?s?\sle|transmise?s?\sle|rendue?s?\sle|du)\s*\Z"
)
WORD = re.compile(r"[a-z]{4,}")
IDLE = frozenset({"prefectoral", "prefectorale", "ministeriel", "municipal", "municipale", "conseil", "communautaire"})


@dataclass(frozen=True, slots=True)
class Dated:
    """An act cited by its date: what it is called, the day, where."""

    name: tuple[str, ...]
    day: date
    where: Passage


@rule("CIT109", "meme-texte-deux-dates", Severity.ALERTE)
def two_dates(context: Context) -> Iterator[Report]:
    """Un texte cité par sa seule date a la même chaque fois : deux dates presque semblables, dans les mêmes mots, sont
    souvent celles d'un seul texte.

    Mauvais : « Vu la convention d'adhésion signée le 3 février 2022 », puis « la convention d'adhésion du 3 mars 2022 »
    Bon : la même date aux deux endroits
    Source : usage
    """
    cited = list(_cited(context))
    told: set[frozenset[date]] = set()
    for one, other in combinations(cited, 2):
        pair = frozenset({one.day, other.day})
        introduced = one.where.kind is Kind.VISA and other.where.kind is Kind.VISA
        if introduced or pair in told or not _same_name(one, other) or not differ_once(one.day, other.day):
            continue
        told.add(pair)
        message = f"{show_date(other.day)} ici, {show_date(one.day)} ailleurs, dans les mêmes mots"
        hint = "vérifiez la date sur le texte cité, ou dites en quoi ce sont deux textes"
        related = ((one.where, show_date(one.day)),)
        yield Report(other.where, message, hint, other.day.isoformat(), one.day.isoformat(), related)


def _same_name(one: Dated, other: Dated) -> bool:
    short = min(len(one.name), len(other.name), 3)
    return short > 1 and one.name[:short] == other.name[:short]


def _cited(context: Context) -> Iterator[Dated]:
    for passage, mention in context.passages(MentionKind.DATE):
        if isinstance(mention.value, date) and passage.kind is not Kind.TABLEAU:
            before = unaccented(passage.context[max(0, passage.start - FAR) : passage.start]).replace("’", "'")
            found = list(CITED.finditer(before))
            if found and not any(char.isdigit() for char in found[-1]["rest"]):
                words = [word for word in WORD.findall(found[-1]["rest"]) if word not in IDLE]
                yield Dated((found[-1]["head"], *(word[:STEM] for word in words)), mention.value, passage)
