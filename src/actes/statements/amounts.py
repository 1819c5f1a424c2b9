"""Amounts as sentences say them: of what (a subsidy, a rent), with or without tax, for a year or for the period."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from ..context import Context
from ..document import Kind
from ..facts import Basis, Mention, MentionKind, Tax
from ..part import Passage
from ..text.sentences import BREAK
from ..values.kept import kept_on_it
from ..values.money import Amount
from ..values.text import unaccented
from .statement import Subject
from .subjects import Subjects

_NOUNS = re.compile(
    r"\b(participation|contribution|subvention|aide|dotation|cotisation|loyer|redevance|prix|co[uû]t|indemnit[ée]|gratification"
    r"|avance|acompte|caution|d[ée]p[ôo]t\sde\sgarantie|forfait|honoraires|r[ée]mun[ée]ration|fonds\sde\sconcours|charges?|plafond"
    r"|maximum|minimum|seuil|capital|p[ée]nalit[ée]|remise|d[ée]pense|recette|emprunt|pr[êe]t|budget|tarif|valeur|encaisse|solde)"
    r"(?:es|s|x)?\b",
    re.IGNORECASE,
)
_TOTAL = re.compile(r"\b(total)\w*\b", re.IGNORECASE)
FAR = 130  # characters between a noun and its amount


@dataclass(frozen=True, slots=True, eq=False)
class Money:
    """An amount with what the sentence says of it; `value` in euros, `noun` unaccented, empty where none is near."""

    where: Passage
    mention: Mention
    value: Decimal
    noun: str
    subject: Subject

    @property
    def tax(self) -> Tax | None:
        """HT or TTC, where the sentence says which."""
        return self.mention.tax

    @property
    def basis(self) -> Basis | None:
        """Per year, month or quarter, or for the whole period, where the sentence says which."""
        return self.mention.basis


def amount(mention: Mention) -> Decimal:
    """The euros of a mention of an amount that could be read."""
    assert isinstance(mention.value, Amount)
    return mention.value.valeur


@kept_on_it
def moneys(context: Context) -> tuple[Money, ...]:
    """Every amount of the act's own sentences, in reading order."""
    subjects = Subjects.of_context(context)
    found = []
    for passage, mention in context.passages(MentionKind.AMOUNT):
        if isinstance(mention.value, Amount) and passage.kind is not Kind.TABLEAU:
            subject = subjects.of(passage, mention)
            found.append(Money(passage, mention, mention.value.valeur, _noun(passage), subject))
    return tuple(found)


def _noun(passage: Passage) -> str:
    """The last noun before the amount in its sentence that says what it is."""
    text, start = passage.context, passage.start
    words = text[max(0, start - FAR) : start]
    cut = [match.end() for match in BREAK.finditer(words)]
    said = words[cut[-1] if cut else 0 :]
    said = said[said.rfind("€") + 1 :]
    return noun_of(said)


def noun_of(words: str) -> str:
    """The last noun of some words that says what an amount is; nothing where none does."""
    nouns = _NOUNS.findall(words) or _TOTAL.findall(words)
    return unaccented(nouns[-1]).rstrip("s") if nouns else ""
