"""The money of an act: its cost, who pays which share, when, from which budget; only where all that is said agrees."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from ..claims.claim import Claim, Sure
from ..claims.table import claims
from ..claims.tables import Line
from ..compose.cited import accounts_of
from ..document import Kind
from ..facts import Basis, MentionKind, Tax
from ..model.accounts import Accounts, Price
from ..model.acte import Acte
from ..model.edits import Tree
from ..model.funding import Cout, Part, Vat
from ..model.register import Register
from ..outline.nature import Nature
from ..part import Passage
from ..pattern import pattern
from ..statements.statement import About
from ..values.money import Amount
from ..values.percent import Percent
from ..values.periods import Period
from ..values.text import comparable, unaccented
from .draft import Draft
from .labels import slug
from .payments import Payment, payment_of, payments
from .shares import Plan, Shares, plan_of, rate_of, taxed
from .tiers import bare

_EXEMPT = pattern(r"\bTVA\s(?P<why>non\sapplicable,?\s(?:article|art\.)\s[^.;,()\n]{3,50})", re.IGNORECASE)
_BUDGET = pattern(
    r"\b(?:au|du)\s(?P<name>budget(?:\s(?:principal|g[ée]n[ée]ral|communal|communautaire|primitif|de\s[^,;.]{2,50}?"
    r"|annexe(?:\s(?:«[^»]{2,60}»|[\w'’ -]{2,40}?))?))?)"
    r"(?=\s*(?:,|;|\.|\s\d{4}|\sexercice|\sde\sl['’](?:exercice|ann[ée]e)|\Z))",
    re.IGNORECASE,
)
_EXERCICES = pattern(
    r"[\s,]*(?:(?:de\sl['’]|des\s)?(?:exercices?|ann[ée]es?)(?:\sbudg[ée]taires?)?\s)?"
    r"(?P<years>(?:19|20)\d\d(?:(?:\s?,\s?|\s?,?\set\s)(?:19|20)\d\d)*)(?!\d|\s?[-–/]\s?\d)",
    re.IGNORECASE,
)
_CREDITS = pattern(r"\bcredit|\bimput|\binscri|\bdepense")
_COSTS = ("prix", "cout", "subvention", "participation", "marche", "prestation", "honoraires", "montant")
_PAYS = pattern(r"\bvers|\bregl|\bpay|\bdepense|\battribu|\bsubvention|\bparticipation|\bprix|\bcout|\bmarche")
_NOT_COST = pattern(  # what is asked, lent, foreseen, allowed: no cost of the act
    r"\bsollicit|\bdemand|\brecett|\bemprunt|\bestim|\btarif|\bplafon|\bmaxim|\bminim|\bau plus\b|\bcaution|\bpenalit"
    r"|\bassur|\bindemni|\bamende|\bfranchise|\bvalorisation"
)
_ASKED = pattern(r"\bsollicit|\bdemand")
_BEARS = pattern(r"\bpren(?:d|nent)\sen\scharge|\bfinance(?:nt)?\b|\bsupporte(?:nt)?\b|\bparticipe(?:nt)?\b")


@dataclass(slots=True)
class Money:
    """What was read of the money: its tables by their place, each with the labels of its lines."""

    draft: Draft
    plans: dict[tuple[str, int], Plan] = field(default_factory=dict)
    labels: dict[str, dict[str, str]] = field(default_factory=dict)  # by kind of table, then by label of the line

    def read(self) -> None:
        """Put the financing of the act."""
        self._plans()
        shared, listed = self._kind("repartition"), self._kind("lignes")
        if shared is not None:
            self._shares(shared)
        elif listed is not None:
            self._lines(listed)
        if not self._cost_known():
            self._sentences()
        self._payments()
        self._budget()
        for name in [n for n, plan in self.plans.items() if plan.kind not in self.labels]:
            del self.plans[name]

    def _plans(self) -> None:
        bodies = [bare(name) for name in (self.draft.known.collectivite.nom, *self._bodies().values())]
        for where, titles in self._tables():
            plan = plan_of(where.part, where.block, bodies, titles)
            if plan is not None and self._kind(plan.kind) is None:
                self.plans[where.part.name, where.block] = plan

    def _bodies(self) -> dict[str, str]:
        """The name of each other party, new or known, by that of its file."""
        known, named = self.draft.known.tiers, self.draft.tree.get("parties", ())
        new = {name: str(body["nom"]) for name, body in self.draft.tiers.items()}
        return new | {name: known[name].nom for name in named if name in known}

    def _tables(self) -> Iterator[tuple[Passage, str]]:
        """The tables with the words that name them: those of annexes, those in articles, what else annexes hold."""
        read = self.draft.read
        for _, annexe in read.annexes:
            if annexe.tableau is not None:
                yield annexe.tableau, " ".join(one.text for one in annexe.intitule)
        articles = [*(read.convention.articles if read.convention else ()), *read.act.articles]
        texts = [one.body for one in articles] + [(*one.texte, *one.suite) for _, one in read.annexes]
        for where in (one for body in texts for one in body if one.kind is Kind.TABLEAU):
            yield where, where.part.blocks[where.block - 1].text if where.block else ""

    def _kind(self, kind: str) -> Plan | None:
        return next((plan for plan in self.plans.values() if plan.kind == kind), None)

    def _shares(self, plan: Plan) -> None:
        labels = self._names(plan)
        rate = self._rate(plan)
        vat = Vat(Percent(rate)) if rate is not None else None
        if taxed(plan) and vat is None:
            return
        stated = self._stated(labels)
        found = Shares(plan, labels, vat, self._period(), stated).found()
        if found is None:
            return
        parts, cost = found
        if vat is not None:
            self.draft.put("financement.tva", _shown(vat.taux))
        self._cost("cout_annuel" if plan.yearly else "cout_total", cost, self._cell(plan.total))
        for line in plan.lines:
            label = labels[line.label]
            self._share(label, line, parts[label], self._cell(line))
        own = comparable(bare(self.draft.known.collectivite.nom))
        ours = [labels[line.label] for line in plan.lines if own in comparable(line.label)]
        if len(ours) == 1:
            self.draft.put("financement.participation", ours[0])
        self.labels["repartition"] = labels

    def _share(self, label: str, line: Line, part: Part, where: Passage | None) -> None:
        said: dict[str, Tree] = {}
        known = self.draft.known.tiers.get(label)
        name = str(self.draft.tiers.get(label, {}).get("nom", known.nom if known else ""))
        printed = line.label.replace("’", "'")
        if name.replace("’", "'") != printed:
            said["nom"] = printed
        if part.part is not None:
            said["part"] = _shown(part.part)
        said |= {key: _typed(amount) for key in ("ht", "montant") if (amount := getattr(part, key)) is not None}
        self.draft.put(f"financement.repartition.{label}", said, where, printed)

    def _names(self, plan: Plan) -> dict[str, str]:
        """A name for each line: that of the party's file where it is one."""
        found: dict[str, str] = {}
        bodies = self._bodies()
        for line in plan.lines:
            own = next((n for n, nom in bodies.items() if comparable(bare(nom)) == comparable(bare(line.label))), "")
            label = own or slug(line.label)
            taken = list(found.values())
            found[line.label] = label if label not in taken else f"{label}_{len(taken) + 1}"
        return found

    def _stated(self, labels: Mapping[str, str]) -> dict[str, Percent]:
        """« CANTAL DESTINATION prend en charge 50 % du coût »: the share of a line, in a sentence."""
        found: dict[str, Percent] = {}
        for where, mention in self.draft.read.context.passages(MentionKind.PERCENT):
            before = where.before
            if not isinstance(mention.value, Percent) or not _BEARS.search(unaccented(before)):
                continue
            after = unaccented(where.context[where.end : where.end + 15])
            if after.strip().startswith("restant") and found:
                self.draft.at(where, "financement.reste")
            for name, label in labels.items():
                if comparable(bare(name)) in comparable(before) and not found:
                    found[label] = mention.value
                    self.draft.at(where, f"financement.repartition.{label}.part")
        return found

    def _lines(self, plan: Plan) -> None:
        """The lines of a cost, each with its rate."""
        labels = {line.label: slug(line.label, 1) for line in plan.lines}
        if len(set(labels.values())) < len(labels):
            labels = {line.label: slug(line.label) for line in plan.lines}
        rates = {line.label: self._line_rate(plan, line) for line in plan.lines}
        if len(set(labels.values())) < len(labels) or (taxed(plan) and None in rates.values()):
            return
        for line in plan.lines:
            said: dict[str, Tree] = {"libelle": line.label.replace("’", "'")}
            rate = rates[line.label]
            for key in ("ht", "ttc", "montant"):
                amount = plan.amount(line, key)
                if amount is not None:
                    said[key] = _typed(amount)
                    break
            if len(said) == 1:
                return
            if rate is not None:
                said["tva"] = _shown(Percent(rate))
            self.draft.put(f"financement.lignes.{labels[line.label]}", said, self._cell(line), line.label)
        self.draft.put("financement.base", "annuel" if plan.yearly else "total")
        self.labels["lignes"] = labels

    def _line_rate(self, plan: Plan, line: Line) -> Decimal | None:
        for column, name in plan.columns:
            figure = line.claims[column.index]
            if name == "taux" and figure is not None:
                return Decimal(figure.value.numerator) / figure.value.denominator
        ht, ttc = plan.amount(line, "ht"), plan.amount(line, "ttc")
        return rate_of([(ht, ttc)], self._day()) if ht and ttc else self._said_rate()

    def _rate(self, plan: Plan) -> Decimal | None:
        """The rate that the sentences give, else the one from which most lines follow."""
        pairs = [
            (ht, ttc) for line in plan.lines if (ht := plan.amount(line, "ht")) and (ttc := plan.amount(line, "ttc"))
        ]
        said = self._said_rate()
        return said if said is not None else rate_of(pairs, self._day()) if pairs else None

    def _said_rate(self) -> Decimal | None:
        """The one rate of VAT that sentences state."""
        found = {
            mention.value.valeur
            for where, mention in self.draft.read.context.passages(MentionKind.PERCENT)
            if isinstance(mention.value, Percent) and where.kind is not Kind.TABLEAU and mention.label == "TVA"
        }
        return next(iter(found)) if len(found) == 1 else None

    def _cost_known(self) -> bool:
        said = self.draft.tree.get("financement", {})
        return any(key in said for key in ("cout_annuel", "cout_total", "lignes"))

    def _cost(self, key: str, cost: Cout, where: Passage | None) -> None:
        for name in ("ht", "ttc", "montant"):
            amount = getattr(cost, name)
            if amount is not None:
                self.draft.put(f"financement.{key}.{name}", _typed(amount), where)

    def _cell(self, line: Line | None) -> Passage | None:
        figure = next((f for f in line.claims if f is not None), None) if line else None
        return figure.said if figure is not None else None

    def _sentences(self) -> None:
        """The cost that sentences state: one amount without tax, one with, or one where there is no tax."""
        said = self._said()
        role = next((one for one in _COSTS if one in {claim.role for claim in said}), "")
        own = [claim for claim in said if claim.role == role]
        amounts = {tax: {c.value for c in own if c.tax is tax} for tax in (Tax.HT, Tax.TTC, None)}
        exempt = self._exempt()
        if exempt is None and amounts[None] and (amounts[Tax.HT] or amounts[Tax.TTC]):
            amounts[None] = set()
        if not own or any(len(values) > 1 for values in amounts.values()) or (self._larger(own) and not _twice(own)):
            return
        yearly = any(claim.basis is Basis.AN for claim in own)
        if any(claim.basis not in (None, Basis.AN, Basis.PERIODE) for claim in own):
            return
        key = "financement.cout_annuel" if yearly else "financement.cout_total"
        held = {tax: next(c for c in own if c.tax is tax) for tax, values in amounts.items() if values}
        if exempt is not None and None in held:
            self._put(f"{key}.ht", held[None])
            self.draft.put("financement.tva", " ".join(exempt.text.split())[4:], exempt)
        elif None in held:
            self._put(f"{key}.montant", held[None])
        else:
            self._taxed(key, held)

    def _taxed(self, key: str, held: Mapping[Tax | None, Claim]) -> None:
        both = [_amount(held[tax]) for tax in (Tax.HT, Tax.TTC) if tax in held]
        rate = self._said_rate()
        if rate is None and len(both) == 2:
            rate = rate_of([(both[0], both[1])], self._day())
        if rate is None and len(both) < 2:
            for claim in held.values():
                if isinstance(claim.where, Passage):
                    self.draft.kept(claim.where, "ce montant reste du texte : l'acte ne dit pas le taux de TVA")
            return
        if rate is not None:
            self.draft.put("financement.tva", _shown(Percent(rate)))
        first = Tax.HT if Tax.HT in held else Tax.TTC
        self._put(f"{key}.{first.value.lower()}", held[first])
        if rate is None:
            self._put(f"{key}.ttc", held[Tax.TTC])

    def _put(self, path: str, claim: Claim) -> None:
        self.draft.put(path, _typed(_amount(claim)), claim.where if isinstance(claim.where, Passage) else None)

    def _said(self) -> list[Claim]:
        """The amounts of the articles that are the act's own cost, and no part of it."""
        found = []
        parts = [one.where.block for one in payments(self.draft)]
        agreed = self.draft.read.convention
        articles = [*self.draft.read.act.articles, *(agreed.articles if agreed else [])]
        decided = {(one.part.name, one.block) for article in articles for one in article.body}
        for claim in claims(self.draft.read.context):
            where = claim.where
            if not isinstance(where, Passage) or claim.unit != "€" or claim.owner.about is not About.THIS:
                continue
            if where.part.nature not in (Nature.ACTE, Nature.CONVENTION) or claim.sure < Sure.HEADING:
                continue
            if where.kind not in (Kind.ARTICLE, Kind.PARAGRAPHE, Kind.ITEM) or claim.role not in _COSTS:
                continue
            if (where.part.name, where.block) not in decided:
                continue
            if where.block in parts and claim.sure < Sure.CLAUSE:
                continue
            sentence = unaccented(where.context)
            if _NOT_COST.search(sentence):
                continue
            if claim.role != "montant" or (_PAYS.search(sentence) and "dont" not in sentence[: where.start][-12:]):
                found.append(claim)
        return found

    def _larger(self, own: Sequence[Claim]) -> bool:
        """Whether the act names a larger amount: then the other one is a part of it, or something else."""
        most = max(claim.value for claim in own)
        parts = [one for one in self.draft.read.context.parts if one.nature in (Nature.ACTE, Nature.CONVENTION)]
        said = ((at, m.value) for part in parts for at, m in part.passages(MentionKind.AMOUNT))
        every = (value for at, value in said if not _ASKED.search(unaccented(at.context)))
        return any(isinstance(value, Amount) and value.valeur > most for value in every)

    def _exempt(self) -> Passage | None:
        for part in self.draft.read.context.parts:
            for index, block in enumerate(part.blocks):
                if found := _EXEMPT.search(block.text):
                    return Passage(part, index, found.start(), found.end())
        return None

    def _payments(self) -> None:
        if not self._cost_known():
            return
        plan = self._kind("echeances")
        found = payments(self.draft) or self._listed_payments(plan)
        names: dict[str, str] = {}
        for rank, one in enumerate(found, 1):
            label = one.label(rank, rank == len(found))
            label = label if label not in names.values() else f"{label}_{rank}"
            names[one.quand] = label
            self._payment(f"financement.echeances.{label}", one)
        if found and plan is not None:
            self.labels["echeances"] = self._dated(plan, list(names.values()))

    def _listed_payments(self, plan: Plan | None) -> list[Payment]:
        """The payments of a table, where they make what the act pays."""
        found = [] if plan is None else [payment_of(line, plan.paid(line)) for line in plan.lines]
        paid = sum((one.amount.valeur for one in found if one and one.amount), Decimal())
        made = [one for one in found if one is not None]
        return made if len(made) == len(found) > 1 and paid in self._due() else []

    def _due(self) -> set[Decimal]:
        """What the act pays, as far as figures state it: its share, else its cost."""
        said = self.draft.tree["financement"]
        share = said.get("repartition", {}).get(said.get("participation", ""))
        costs = [share] if share else [said.get("cout_total", {}), said.get("cout_annuel", {})]
        return {Amount.parse(cost[key]).valeur for cost in costs for key in ("ht", "montant") if key in cost}

    def _payment(self, path: str, one: Payment) -> None:
        if one.part is not None:
            self.draft.put(f"{path}.part", _shown(one.part), one.share_at)
        elif one.amount is not None and not one.rest:
            key = "montant" if "montant" in self.draft.tree["financement"].get("cout_total", {}) else "ht"
            self.draft.put(f"{path}.{key}", _typed(one.amount), one.where)
        self.draft.put(f"{path}.quand", one.quand, one.when_at)
        self.draft.at(one.where, path)

    def _dated(self, plan: Plan, labels: Sequence[str]) -> dict[str, str]:
        """The lines of a table of payments are those of the sentences, in order."""
        if len(plan.lines) != len(labels):
            return {}
        return {line.label: label for line, label in zip(plan.lines, labels, strict=True)}

    def _budget(self) -> None:
        """« inscrits au Budget principal 2025 »: the budget and its years."""
        for part in self.draft.read.context.parts:
            for index, block in enumerate(part.blocks if part.nature in (Nature.ACTE, Nature.CONVENTION) else ()):
                found = _BUDGET.search(block.text) if _CREDITS.search(unaccented(block.text)) else None
                if found is None or block.kind not in (Kind.ARTICLE, Kind.PARAGRAPHE, Kind.ITEM):
                    continue
                years = _years(block.text, found.end())
                if years:
                    where = Passage(part, index, found.start("name"), found.end("name"))
                    name = " ".join(where.text.split()).replace("’", "'")
                    self.draft.put("financement.budget.nom", name, where)
                    self.draft.put(
                        "financement.budget.exercices", [str(y) for y in years], where, ", ".join(map(str, years))
                    )
                    return

    def _day(self) -> date:
        said = self.draft.tree.get("signature", {}).get("date")
        return date.fromisoformat(said) if said else date(2020, 1, 1)

    def _period(self) -> Period | None:
        said = self.draft.tree.get("periode", {})
        if "debut" not in said or "fin" not in said:
            return None
        return Period(date.fromisoformat(said["debut"]), date.fromisoformat(said["fin"]))

    def table(self, where: Passage, act: Acte, register: Register) -> dict[str, Tree] | None:
        """The table of an annexe, made of the facts; None where it stays as it stands."""
        plan, accounts = self.plans.get((where.part.name, where.block)), accounts_of(act, register)
        labels = self.labels.get(plan.kind, {}) if plan else {}
        if plan is None or accounts is None or set(labels) != {line.label for line in plan.lines}:
            return None
        lines: Mapping[str, Any] = getattr(accounts, plan.kind)
        if any(comparable(lines[labels[line.label]].nom) != comparable(line.label) for line in plan.lines):
            return None
        said: dict[str, Tree] = {} if plan.kind == "repartition" else {"de": plan.kind}
        if plan.table.columns[0].heading:
            said["entete"] = plan.table.columns[0].heading.replace("’", "'")
        base = "annuel" if accounts.base == "annuel" else "periode"
        said["colonnes"] = [
            {"titre": column.heading.replace("’", "'"), "montant": name} for column, name in plan.columns
        ]
        if plan.total is not None:
            said["total"] = plan.total.label.replace("’", "'")
            if plan.total is plan.table.lines[0]:
                said["total_en_tete"] = "oui"
        printed = self._printed(plan, labels, accounts, base)
        if printed:
            said["imprime"] = printed
        return said

    def _printed(self, plan: Plan, labels: Mapping[str, str], accounts: Accounts, base: str) -> dict[str, Tree]:
        """The figures that do not follow from the facts: they stay as they were printed."""
        found: dict[str, dict[str, Tree]] = {}
        lines: Mapping[str, Any] = getattr(accounts, plan.kind)
        whole: Price | None = accounts.cout_annuel if base == "annuel" else accounts.cout_total
        if plan.kind == "echeances" and accounts.participation is not None:
            whole = getattr(accounts.participation, base)
        for line in (*plan.lines, *([plan.total] if plan.total else [])):
            label = labels[line.label] if line is not plan.total else "total"
            price = whole if line is plan.total else getattr(lines[label], base)
            for column, name in plan.columns:
                amount = plan.amount(line, name)
                figure = line.claims[column.index]
                if amount is None or figure is None or name == "taux":
                    continue
                if price is None or getattr(price, "ht" if name == "montant" else name) != amount:
                    found.setdefault(label, {})[name] = figure.said.text.replace("\xa0", " ")
                    why = "ce montant ne suit pas de la répartition : il reste tel qu'il a été imprimé"
                    self.draft.kept(figure.said, why)
        return dict(found)


def _years(text: str, start: int) -> tuple[int, ...]:
    """« 2025 », « , exercices 2025 et 2026 », « 2025, 2026 et 2027 »: all the years of a budget."""
    found = _EXERCICES.match(text, start)
    return tuple(int(year) for year in re.findall(r"\d{4}", found["years"])) if found else ()


def _twice(own: Sequence[Claim]) -> bool:
    """Whether both the act and its convention state it."""
    return len({claim.where.part.nature for claim in own if isinstance(claim.where, Passage)}) > 1


def _amount(claim: Claim) -> Amount:
    return Amount(Decimal(claim.value.numerator) / Decimal(claim.value.denominator))


def _typed(amount: Amount) -> str:
    """An amount as a person types it: « 19 550,00 »."""
    return str(amount).replace("\xa0", " ").removesuffix("€").strip()


def _shown(share: Percent) -> str:
    return str(share).replace("\xa0", " ")
