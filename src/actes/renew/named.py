"""Which fact of the entry a mention states, by its value and by its meaning in the sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..facts import Bounds, Mention, MentionKind, Reference, walk
from ..facts.mention import Owner, Tax
from ..frozen import frozen
from ..model.accounts import Accounts, Price
from ..model.acte import Acte
from ..pattern import pattern
from ..statements.periods import LASTING
from ..statements.subjects import same_act
from ..values.money import Amount
from ..values.periods import Period

REASON = pattern(r"preambule\[\d+\]\.")
_TITLE = pattern(r"^objet|(?:titre|sous_titres\[\d+\]|intitule)\Z")
_BUDGET = pattern(r"budget|cr[ée]dit|exercice", re.IGNORECASE)
_FOR = pattern(r"\b(?:pour|sur)\s\Z", re.IGNORECASE)
_AGREED_FOR = pattern(
    r"\b(?:conclu|consenti|établi|signé|souscri|recondui|renouvel|engag|valable)\w*\s(?:[\w’']+\s){0,3}pour\s\Z",
    re.IGNORECASE,
)
_NUMERIC = pattern(r"\d{1,2}/\d{1,2}/\d{4}")


@frozen
class Facts:
    """What the entry of an act states: itself, its period, its accounts."""

    act: Acte
    period: Period | None
    accounts: Accounts | None

    def named(self, path: str, text: str, mention: Mention) -> Iterator[tuple[int, int, str]]:
        """The words of a mention that state a fact, and its name."""
        if mention.problem:
            return
        if mention.of is not None and not self.its_own(path, text, mention.of):
            yield from self.of_other_text(mention)
        elif mention.kind is MentionKind.ACT_NUMBER:
            yield from self.own_number(mention)
        elif REASON.search(path) and mention.of is None:
            return  # in a visa a fact without an owner may be of any text
        elif mention.kind in (MentionKind.PERIOD, MentionKind.DATE):
            yield from self.days(mention)
        elif mention.kind is MentionKind.MONTH:
            yield from self.payment(mention)
        elif mention.kind is MentionKind.DURATION and (mention.label in LASTING or _lasts(path, text, mention)):
            if self.period is not None and self.period.duree == mention.value and mention.words is None:
                yield mention.start, mention.end, "periode.duree"
        elif mention.kind is MentionKind.AMOUNT:
            yield from self.amount(mention)
        elif mention.kind in (MentionKind.YEARS, MentionKind.YEAR):
            yield from self.years(path, text, mention)
        elif mention.kind is MentionKind.PERCENT and mention.label == "TVA":
            yield from self.rate(mention)

    def its_own(self, path: str, text: str, owner: Owner) -> bool:
        """Whether an owner is this act; the convention that its title begins with is the one that it makes."""
        if owner.present or owner.nature.startswith("projet"):
            return True
        other = owner.reference or owner.through or owner.annee or owner.former or self.act.modifie
        begins = _TITLE.search(path) is not None and not text[: owner.start].strip()
        return begins and not other and (self.act.convention is not None or owner.nature == self.act.type)

    def rate(self, mention: Mention) -> Iterator[tuple[int, int, str]]:
        tva = self.accounts.tva if self.accounts else None
        if tva is not None and tva.applicable and tva.taux == mention.value:
            yield mention.start, mention.end, "financement.tva"

    def of_other_text(self, mention: Mention) -> Iterator[tuple[int, int, str]]:
        """The date of a text cited, where its title names it: « le groupement de commandes du 12 avril 2022 »."""
        assert mention.of is not None
        found = [
            label
            for label, text in self.act.references.items()
            if mention.kind is MentionKind.DATE
            and text.date == mention.value
            and mention.of.nature
            and mention.of.nature.split()[0] in text.titre.lower()
        ]
        if len(found) == 1:
            yield mention.start, mention.end, f"references.{found[0]}.date{_form(mention.text)}"

    def own_number(self, mention: Mention) -> Iterator[tuple[int, int, str]]:
        reference = mention.value
        own = Reference(self.act.type, self.act.numero)
        if isinstance(reference, Reference) and same_act(reference, own):
            match = re.search(r"n\s?°\s?\d{4}\s?[-/]\s?\d+|\d{4}\s?[-/]\s?\d+", mention.text)
            if match and match[0].startswith("n"):
                yield mention.start + match.start(), mention.start + match.end(), "numero"

    def days(self, mention: Mention) -> Iterator[tuple[int, int, str]]:
        if self.period is None:
            return
        bounds, own = mention.value, self.period
        whole = isinstance(bounds, Bounds) and (bounds.debut, bounds.fin) == (own.debut, own.fin)
        if whole and re.fullmatch(r"du\s.+\sau\s.+\d", mention.text) and not _NUMERIC.search(mention.text):
            yield mention.start, mention.end, "periode"
            return
        for part in walk([mention]):
            if part.kind is MentionKind.DATE and part.value in (own.debut, own.fin):
                name = "debut" if part.value == own.debut else "fin"
                yield part.start, part.end, f"periode.{name}{_form(part.text)}"
            elif part.kind is MentionKind.DATE and not _NUMERIC.search(part.text):
                yield from self.payment(part)

    def payment(self, mention: Mention) -> Iterator[tuple[int, int, str]]:
        """The day or the month of a payment, where one payment alone falls due then."""
        due = self.accounts.echeances if self.accounts else {}
        found = [label for label, one in due.items() if mention.value in (one.quand.date, one.quand.mois)]
        if len(found) == 1 and mention.value is not None:
            yield mention.start, mention.end, f"financement.echeances.{found[0]}.quand"

    def amount(self, mention: Mention) -> Iterator[tuple[int, int, str]]:
        if self.accounts is None or not isinstance(mention.value, Amount) or mention.words is not None:
            return
        name = self.price_of(mention.value, mention.tax)
        match = re.match(r"[\d\s.,\u00a0\u202f]*\d\s?(?:€|euros?\b)", mention.text)
        if name and match:
            yield mention.start, mention.start + match.end(), name

    def price_of(self, amount: Amount, tax: Tax | None) -> str:
        """The one fact that an amount states: what the collectivity pays first, then what nobody else states."""
        assert self.accounts is not None
        base = self.accounts.base
        own = self.accounts.participation
        first = [("participation." + base, getattr(own, base))] if own else []
        costs = [("cout_annuel", self.accounts.cout_annuel), ("cout_total", self.accounts.cout_total)]
        payments = [(f"echeances.{label}.{base}", getattr(p, base)) for label, p in self.accounts.echeances.items()]
        for group in (first, costs, payments):
            names = list(dict.fromkeys(name for path, price in group if (name := _named(path, price, amount, tax))))
            if names:
                return f"financement.{names[0]}" if len(names) == 1 else ""
        return ""

    def years(self, path: str, text: str, mention: Mention) -> Iterator[tuple[int, int, str]]:
        years = mention.value if isinstance(mention.value, tuple) else (mention.value,)
        match = re.search(r"\d{4}(?:.*\d{4})?", mention.text, re.DOTALL)
        if match is None:
            return
        start, end = mention.start + match.start(), mention.start + match.end()
        before = text[max(0, mention.start - 60) : mention.start]
        budget = self.act.financement.budget if self.act.financement else None
        if mention.label == "exercice" or _BUDGET.search(before):
            if budget is not None and budget.exercices == years:
                yield start, end, "financement.budget.exercices | liste"
        elif (
            self.period is not None
            and self.period.annees == years
            and (mention.kind is MentionKind.YEARS or _TITLE.search(path))
        ):
            yield start, end, self.years_named(match[0])

    def years_named(self, words: str) -> str:
        if re.fullmatch(r"\d{4}\s?[-–/]\s?\d{4}", words):
            sign = re.sub(r"\d", "", words)
            return f"periode.debut | annee }}}}{sign}{{{{ periode.fin | annee"
        return "periode.annees | liste" if len(words) > 4 else "periode.debut | annee"


def _lasts(path: str, text: str, mention: Mention) -> bool:
    """Whether « pour 24 mois » is how long the act lasts: in a title, or where it is made, never a guarantee's."""
    agreed = _FOR if _TITLE.search(path) else _AGREED_FOR
    return not mention.label and agreed.search(text, 0, mention.start) is not None


def _named(path: str, price: Price | None, amount: Amount, tax: Tax | None) -> str:
    """The name of an amount of a price, where it is this one."""
    if price is None:
        return ""
    if not price.taxe:
        return f"{path}.montant" if price.ht == amount else ""
    if price.ht == amount and tax is not Tax.TTC:
        return f"{path}.ht"
    return f"{path}.ttc" if price.ttc == amount and tax is not Tax.HT else ""


def _form(text: str) -> str:
    return " | date_numerique" if _NUMERIC.search(text) else ""
