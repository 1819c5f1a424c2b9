"""Words of prose that state a fact of the entry, and the reference that says the same: `{{ periode.debut }}`.

A literal becomes a reference when it has the value of a fact and, as the sentence says, its meaning. Whether both are
written alike is shown: « Saint Flour Communauté » is a slip that the reference mends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from ..compose.cited import accounts_of, period_of, scope_of
from ..compose.prose import Writer
from ..facts import Bounds, Mention, MentionKind, Reference, read, walk
from ..facts.mention import Owner, Tax
from ..frozen import frozen
from ..model.accounts import Price
from ..model.acte import Acte
from ..model.prose import Prose
from ..model.register import Register
from ..pattern import pattern
from ..statements.periods import LASTING
from ..statements.subjects import same_act
from ..values.money import Amount

TAG = pattern(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
REASON = pattern(r"preambule\[\d+\]\.")
APART = frozenset({"ecarts_acceptes", "a_confirmer", "suivi"})
_TITLE = pattern(r"^objet|(?:titre|sous_titres\[\d+\]|intitule)\Z")
_BUDGET = pattern(r"budget|cr[ée]dit|exercice", re.IGNORECASE)
_FOR = pattern(r"\b(?:pour|sur)\s\Z", re.IGNORECASE)
_AGREED_FOR = pattern(
    r"\b(?:conclu|consenti|établi|signé|souscri|recondui|renouvel|engag|valable)\w*\s(?:[\w’']+\s){0,3}pour\s\Z",
    re.IGNORECASE,
)
_NUMERIC = pattern(r"\d{1,2}/\d{1,2}/\d{4}")
_FROM_TO = pattern(r"du\s.+\sau\s.+\d")
_NUMBER = pattern(r"n\s?°\s?\d{4}\s?[-/]\s?\d+")
_EUROS = pattern(r"[\d\s.,\u00a0\u202f]*\d\s?(?:€|euros?\b)")
_YEARS = pattern(r"\d{4}(?:.*\d{4})?", re.DOTALL)
_FROM_YEAR = pattern(r"\d{4}(?P<sign>\s?[-–/]\s?)\d{4}")
Found = Iterator[tuple[int, int, str]]  # words, and the name of the fact that they state


@frozen
class Literal:
    """Words of a text, the reference that takes their place, and what it writes today."""

    path: str
    start: int
    end: int
    words: str
    reference: str
    written: str

    @property
    def same(self) -> bool:
        """Whether the reference writes the same words, spaces and apostrophes aside."""
        one, other = (text.replace("’", "'").split() for text in (self.words, self.written))
        return one == other


def proses(act: Acte) -> Iterator[tuple[str, Prose]]:
    """The texts of an entry, in the order of its keys: « convention.articles[0].texte » and its prose."""
    for field in fields(act):
        if field.name not in APART:
            yield from _proses(getattr(act, field.name), field.name)


def _proses(value: Any, path: str) -> Iterator[tuple[str, Prose]]:
    inside: list[tuple[str, Any]] = []
    if isinstance(value, Prose):
        yield path, value
    elif isinstance(value, Mapping):
        inside = [(f".{name}", each) for name, each in value.items()]
    elif isinstance(value, tuple):
        inside = [(f"[{index}]", each) for index, each in enumerate(value)]
    elif is_dataclass(value):
        inside = [(f".{field.name}", getattr(value, field.name)) for field in fields(value)]
    for step, each in inside:
        yield from _proses(each, f"{path}{step}")


def literals(act: Acte, register: Register) -> Iterator[Literal]:
    """The literals of an act that state its facts, text by text, from the last of each text to the first."""
    finder = Finder(act, register)
    for path, prose in proses(act):
        yield from finder.literals(path, prose)


class Finder:
    """What the entry of an act states (itself, its period, its accounts), and how prose names it."""

    def __init__(self, act: Acte, register: Register) -> None:
        self.act, self.period, self.accounts = act, period_of(act), accounts_of(act, register)
        self.writer = Writer(register.collectivite.orthographe)
        self.scope = scope_of(act, register, self.writer)
        self.names = [(register.collectivite.nom, "collectivite.nom")]
        parties = [label for label in act.parties if label.isidentifier()]
        self.names += [(register.tiers[label].nom, f"parties.{label}.nom") for label in parties]

    def literals(self, path: str, prose: Prose) -> Iterator[Literal]:
        """The literals of a text, from the last to the first; none in another."""
        masked = TAG.sub(lambda tag: "¤" * len(tag[0]), prose.text)
        found = [one for mention in read(masked) for one in self.named(path, masked, mention)]
        for name, reference in self.names:
            for match in _spelling(name).finditer(masked):
                capitals = " | capitales" if match[0].isupper() and not name.isupper() else ""
                found.append((*match.span(), reference + capitals))
        made = [one for start, end, name in found if (one := self.literal(path, prose.text, start, end, name))]
        made.sort(key=lambda one: one.start, reverse=True)
        yield from (one for index, one in enumerate(made) if index == 0 or one.end <= made[index - 1].start)

    def literal(self, path: str, text: str, start: int, end: int, reference: str) -> Literal | None:
        tag = f"{{{{ {reference} }}}}"
        written, wrong = self.writer.text(Prose(tag), self.scope), bool(self.writer.findings)
        self.writer.findings.clear()
        return None if wrong or not written else Literal(path, start, end, text[start:end], tag, written)

    def named(self, path: str, text: str, mention: Mention) -> Found:
        """The words of a mention that state a fact, by its value and by its meaning in the sentence."""
        whole, kind = (mention.start, mention.end), mention.kind
        if mention.problem:
            return
        if mention.of is not None and not self.its_own(path, text, mention.of):
            yield from self.of_other_text(mention, mention.of)
            return
        if REASON.search(path) and mention.of is None and kind is not MentionKind.ACT_NUMBER:
            return  # in a visa a fact without an owner may be of any text
        match kind:
            case MentionKind.ACT_NUMBER:
                number = _NUMBER.search(mention.text)
                own = Reference(self.act.type, self.act.numero)
                if number and isinstance(mention.value, Reference) and same_act(mention.value, own):
                    yield *_at(mention, number), "numero"
            case MentionKind.PERIOD | MentionKind.DATE:
                yield from self.days(mention)
            case MentionKind.MONTH:
                yield from self.payment(mention)
            case MentionKind.DURATION if mention.label in LASTING or _lasts(path, text, mention):
                if self.period is not None and self.period.duree == mention.value and mention.words is None:
                    yield *whole, "periode.duree"
            case MentionKind.AMOUNT if isinstance(mention.value, Amount) and mention.words is None:
                name, euros = self.price_of(mention.value, mention.tax), _EUROS.match(mention.text)
                if name and euros:
                    yield *_at(mention, euros), name
            case MentionKind.YEARS | MentionKind.YEAR:
                yield from self.years(path, text, mention)
            case MentionKind.PERCENT if mention.label == "TVA" and self.accounts and self.accounts.tva:
                if self.accounts.tva.applicable and self.accounts.tva.taux == mention.value:
                    yield *whole, "financement.tva"

    def its_own(self, path: str, text: str, owner: Owner) -> bool:
        """Whether an owner is this act; the convention that its title begins with is the one that it makes."""
        if owner.present or owner.nature.startswith("projet"):
            return True
        other = owner.reference or owner.through or owner.annee or owner.former or self.act.modifie
        begins = _TITLE.search(path) is not None and not text[: owner.start].strip()
        return begins and not other and (self.act.convention is not None or owner.nature == self.act.type)

    def of_other_text(self, mention: Mention, owner: Owner) -> Found:
        """The date of a text cited, where its title names it: « le groupement de commandes du 12 avril 2022 »."""
        noun = owner.nature.partition(" ")[0] if mention.kind is MentionKind.DATE else ""
        texts = self.act.references.items()
        found = [name for name, one in texts if one.date == mention.value and noun and noun in one.titre.lower()]
        if len(found) == 1:
            yield mention.start, mention.end, f"references.{found[0]}.date{_form(mention.text)}"

    def days(self, mention: Mention) -> Found:
        if self.period is None:
            return
        own, bounds, numeric = self.period, mention.value, _NUMERIC.search(mention.text)
        whole = isinstance(bounds, Bounds) and (bounds.debut, bounds.fin) == (own.debut, own.fin)
        if whole and _FROM_TO.fullmatch(mention.text) and not numeric:
            yield mention.start, mention.end, "periode"
            return
        for part in (one for one in walk([mention]) if one.kind is MentionKind.DATE):
            if part.value in (own.debut, own.fin):
                name = "debut" if part.value == own.debut else "fin"
                yield part.start, part.end, f"periode.{name}{_form(part.text)}"
            elif not _NUMERIC.search(part.text):
                yield from self.payment(part)

    def payment(self, mention: Mention) -> Found:
        """The day or the month of a payment, where one payment alone falls due then."""
        due = self.accounts.echeances if self.accounts else {}
        found = [label for label, one in due.items() if mention.value in (one.quand.date, one.quand.mois)]
        if len(found) == 1 and mention.value is not None:
            yield mention.start, mention.end, f"financement.echeances.{found[0]}.quand"

    def price_of(self, amount: Amount, tax: Tax | None) -> str:
        """The one fact that an amount states: what the collectivity pays first, then what nobody else states."""
        if self.accounts is None:
            return ""
        base, own = self.accounts.base, self.accounts.participation
        first = {f"participation.{base}": getattr(own, base) if own else None}
        costs = {"cout_annuel": self.accounts.cout_annuel, "cout_total": self.accounts.cout_total}
        payments = {f"echeances.{label}.{base}": getattr(p, base) for label, p in self.accounts.echeances.items()}
        for group in (first, costs, payments):
            names = [name for path, price in group.items() if (name := _named(path, price, amount, tax))]
            if names:
                return f"financement.{names[0]}" if len(names) == 1 else ""
        return ""

    def years(self, path: str, text: str, mention: Mention) -> Found:
        years = mention.value if isinstance(mention.value, tuple) else (mention.value,)
        words = _YEARS.search(mention.text)
        if words is None:
            return
        budget = self.act.financement.budget if self.act.financement else None
        if mention.label == "exercice" or _BUDGET.search(text[max(0, mention.start - 60) : mention.start]):
            if budget is not None and budget.exercices == years:
                yield *_at(mention, words), "financement.budget.exercices | liste"
        elif self.period and self.period.annees == years and (mention.kind is MentionKind.YEARS or _TITLE.search(path)):
            name = "periode.annees | liste" if len(words[0]) > 4 else "periode.debut | annee"
            if between := _FROM_YEAR.fullmatch(words[0]):
                name = f"periode.debut | annee }}}}{between['sign']}{{{{ periode.fin | annee"
            yield *_at(mention, words), name


def _at(mention: Mention, inside: re.Match[str]) -> tuple[int, int]:
    return mention.start + inside.start(), mention.start + inside.end()


def _lasts(path: str, text: str, mention: Mention) -> bool:
    """Whether « pour 24 mois » is how long the act lasts: in a title, or where it is made, never a guarantee's."""
    agreed = _FOR if _TITLE.search(path) else _AGREED_FOR
    return not mention.label and agreed.search(text, 0, mention.start) is not None


def _named(path: str, price: Price | None, amount: Amount, tax: Tax | None) -> str:
    """The name of an amount of a price, where it is this one."""
    if price is None or not price.taxe:
        return f"{path}.montant" if price and price.ht == amount else ""
    names = {Tax.HT: "ht", Tax.TTC: "ttc"}
    return next((f"{path}.{n}" for t, n in names.items() if getattr(price, n) == amount and tax in (t, None)), "")


def _form(text: str) -> str:
    return " | date_numerique" if _NUMERIC.search(text) else ""


def _spelling(name: str) -> re.Pattern[str]:
    """A name in its own capitals or all in capitals, hyphens and spaces alike, inside no longer name."""
    words = re.split(r"[\s\-]+", name)
    body, capitals = (r"[\s\-\u2011]+".join(map(re.escape, one)) for one in (words, [word.upper() for word in words]))
    return re.compile(rf"(?<![\w-])(?<![-–]\s)(?:{body}|{capitals})(?![\w-])")
