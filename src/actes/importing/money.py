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
from ..model.funding import Vat
from ..model.register import Register
from ..outline.nature import Nature
from ..part import Passage
from ..pattern import pattern
from ..statements.subjects import About
from ..values.money import Amount
from ..values.percent import Percent
from ..values.periods import Period
from ..values.text import comparable, unaccented
from .draft import Draft, apart, slug
from .payments import Payment, payment_of, payments
from .shares import Plan, Shares, plan_of, rate_of, taxed
from .slots import DECIDED
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
        bodies = [bare(name) for name in (self.draft.known.collectivite.nom, *self._bodies().values())]
        for where, titles in self._tables():
            plan = plan_of(where.part, where.block, bodies, titles)
            if plan is not None and self._kind(plan.kind) is None:
                self.plans[where.part.name, where.block] = plan
        shared, listed = self._kind("repartition"), self._kind("lignes")
        if shared is not None:
            self._shares(shared)
        elif listed is not None:
            self._lines(listed)
        if not self._cost_known():
            self._sentences()
        if self._cost_known():
            self._payments()
        self._budget()
        self.plans = {where: plan for where, plan in self.plans.items() if plan.kind in self.labels}

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
        labels, rate = self._names(plan), self._rate(plan)
        vat = Vat(Percent(rate)) if rate is not None else None
        if taxed(plan) and vat is None:
            return
        found = Shares(plan, labels, vat, self._period(), self._stated(labels)).found()
        if found is None:
            return
        parts, (name, amount) = found
        if vat is not None:
            self.draft.put("financement.tva", _shown(vat.taux))
        names = {name: body.nom for name, body in self.draft.known.tiers.items()} | self._bodies()
        cost = "cout_annuel" if plan.yearly else "cout_total"
        self.draft.put(f"financement.{cost}.{name}", _typed(amount), plan.cell(plan.total))
        for line in plan.lines:
            label, printed = labels[line.label], line.label.replace("’", "'")
            named, part = names.get(label, "").replace("’", "'"), parts[label]
            said: dict[str, Tree] = {} if named == printed else {"nom": printed}
            if part.part is not None:
                said["part"] = _shown(part.part)
            said |= {key: _typed(one) for key in ("ht", "montant") if (one := getattr(part, key)) is not None}
            self.draft.put(f"financement.repartition.{label}", said, plan.cell(line), printed)
        own = comparable(bare(self.draft.known.collectivite.nom))
        ours = [labels[line.label] for line in plan.lines if own in comparable(line.label)]
        if len(ours) == 1:
            self.draft.put("financement.participation", ours[0])
        self.labels["repartition"] = labels

    def _names(self, plan: Plan) -> dict[str, str]:
        """A name for each line: that of the party's file where it is one."""
        found: dict[str, str] = {}
        bodies = self._bodies()
        for line in plan.lines:
            own = next((n for n, nom in bodies.items() if comparable(bare(nom)) == comparable(bare(line.label))), "")
            found[line.label] = apart(own or slug(line.label), found.values())
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
        short, long = ({line.label: slug(line.label, *size) for line in plan.lines} for size in ((1,), ()))
        labels = short if len(set(short.values())) == len(short) else long
        rates = {line.label: self._line_rate(plan, line) for line in plan.lines}
        if len(set(labels.values())) < len(labels) or (taxed(plan) and None in rates.values()):
            return
        for line in plan.lines:
            stated = plan.stated(line)
            if stated is None:
                return
            said: dict[str, Tree] = {"libelle": line.label.replace("’", "'"), stated[0]: _typed(stated[1])}
            rate = rates[line.label]
            if rate is not None:
                said["tva"] = _shown(Percent(rate))
            self.draft.put(f"financement.lignes.{labels[line.label]}", said, plan.cell(line), line.label)
        self.draft.put("financement.base", "annuel" if plan.yearly else "total")
        self.labels["lignes"] = labels

    def _line_rate(self, plan: Plan, line: Line) -> Decimal | None:
        for column, name in plan.columns:
            figure = line.claims[column.index]
            if name == "taux" and figure is not None:
                return Decimal(figure.value.numerator) / figure.value.denominator
        pairs = plan.taxes([line])
        return rate_of(pairs, self._day()) if pairs else self._said_rate()

    def _rate(self, plan: Plan) -> Decimal | None:
        """The rate that the sentences give, else the one from which most lines follow."""
        said = self._said_rate()
        return said if said is not None else rate_of(plan.taxes(plan.lines), self._day())

    def _said_rate(self) -> Decimal | None:
        """The one rate of VAT that sentences state."""
        found = {
            mention.value.valeur
            for where, mention in self.draft.read.context.passages(MentionKind.PERCENT)
            if isinstance(mention.value, Percent) and where.kind is not Kind.TABLEAU and mention.label == "TVA"
        }
        return next(iter(found)) if len(found) == 1 else None

    def _cost_known(self) -> bool:
        return not {"cout_annuel", "cout_total", "lignes"}.isdisjoint(self.draft.tree.get("financement", {}))

    def _sentences(self) -> None:
        """The cost that sentences state: one amount without tax, one with, or one where there is no tax."""
        said = self._said()
        role = next((one for one in _COSTS if one in {claim.role for claim in said}), "")
        own = [claim for claim in said if claim.role == role]
        held = {tax: [c for c in own if c.tax is tax] for tax in (Tax.HT, Tax.TTC, None)}
        exempt = next(self._found(_EXEMPT), None)
        if exempt is None and (held[Tax.HT] or held[Tax.TTC]):
            held[None] = []
        several = any(len({claim.value for claim in claims}) > 1 for claims in held.values())
        twice = len({claim.where.part.nature for claim in own if isinstance(claim.where, Passage)}) > 1
        if not own or several or (self._larger(own) and not twice):  # both the act and its convention state it
            return
        if any(claim.basis not in (None, Basis.AN, Basis.PERIODE) for claim in own):
            return
        yearly = any(claim.basis is Basis.AN for claim in own)
        key = "financement.cout_annuel" if yearly else "financement.cout_total"
        if held[None] and exempt is not None:
            self._put(f"{key}.ht", held[None])
            self.draft.put("financement.tva", " ".join(exempt.text.split())[4:], exempt)
            return
        pairs = [(_amount(ht), _amount(ttc)) for ht in held[Tax.HT][:1] for ttc in held[Tax.TTC][:1]]
        rate = None if held[None] else self._said_rate()
        rate = rate_of(pairs, self._day()) if rate is None and pairs else rate
        if rate is not None:
            self.draft.put("financement.tva", _shown(Percent(rate)))
        elif not held[None] and not pairs:
            for claim in (*held[Tax.HT][:1], *held[Tax.TTC][:1]):
                self.draft.kept(claim.said, "ce montant reste du texte : l'acte ne dit pas le taux de TVA")
            return
        for name, found in (("montant", held[None]), ("ht", held[Tax.HT]), ("ttc", held[Tax.TTC])):
            if found and (name != "ttc" or rate is None or not held[Tax.HT]):
                self._put(f"{key}.{name}", found)

    def _put(self, path: str, found: Sequence[Claim]) -> None:
        self.draft.put(path, _typed(_amount(found[0])), found[0].said)

    def _said(self) -> list[Claim]:
        """The amounts of the articles that are the act's own cost, and no part of it."""
        found, read = [], self.draft.read
        parts = [one.where.block for one in payments(self.draft)]
        articles = [*read.act.articles, *(read.convention.articles if read.convention else [])]
        decided = {(one.part.name, one.block) for article in articles for one in article.body}
        for claim in claims(read.context):
            where = claim.said
            if claim.unit != "€" or claim.owner.about is not About.THIS or claim.role not in _COSTS:
                continue
            if where.kind not in DECIDED or (where.part.name, where.block) not in decided:
                continue
            sentence = unaccented(where.context)
            if claim.sure < (Sure.CLAUSE if where.block in parts else Sure.HEADING) or _NOT_COST.search(sentence):
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

    def _found(self, pattern: re.Pattern[str], name: str = "") -> Iterator[Passage]:
        """Words that say something, and a name in them, wherever they stand."""
        for part in self.draft.read.context.parts:
            for index, block in enumerate(part.blocks):
                if found := pattern.search(block.text):
                    yield Passage(part, index, *found.span(name or 0))

    def _payments(self) -> None:
        plan = self._kind("echeances")
        found = payments(self.draft) or self._listed_payments(plan)
        names: dict[str, str] = {}
        for rank, one in enumerate(found, 1):
            label = one.label(rank, rank == len(found))
            label = names[one.quand] = label if label not in names.values() else f"{label}_{rank}"
            path = f"financement.echeances.{label}"
            if one.part is not None:
                self.draft.put(f"{path}.part", _shown(one.part), one.share_at)
            elif one.amount is not None and not one.rest:
                key = "montant" if "montant" in self.draft.tree["financement"].get("cout_total", {}) else "ht"
                self.draft.put(f"{path}.{key}", _typed(one.amount), one.where)
            self.draft.put(f"{path}.quand", one.quand, one.when_at)
            self.draft.at(one.where, path)
        if found and plan is not None:  # the lines of its table are the payments that are said, in order
            same = len(plan.lines) == len(names)
            lines = zip(plan.lines, names.values(), strict=True) if same else ()
            self.labels["echeances"] = {line.label: label for line, label in lines}

    def _listed_payments(self, plan: Plan | None) -> list[Payment]:
        """The payments of a table, where they make what the act pays: its share, else its cost."""
        found = [] if plan is None else [payment_of(line, plan.paid(line)) for line in plan.lines]
        said = self.draft.tree["financement"]
        share = said.get("repartition", {}).get(said.get("participation", ""))
        costs = [share] if share else [said.get("cout_total", {}), said.get("cout_annuel", {})]
        due = {Amount.parse(cost[key]).valeur for cost in costs for key in ("ht", "montant") if key in cost}
        made = [one for one in found if one is not None]
        paid = sum((one.amount.valeur for one in made if one.amount), Decimal())
        return made if len(made) == len(found) > 1 and paid in due else []

    def _budget(self) -> None:
        """« inscrits au Budget principal 2025 »: the budget and its years."""
        for where in self._found(_BUDGET, "name"):
            told = where.part.nature in (Nature.ACTE, Nature.CONVENTION) and where.kind in DECIDED
            years = _EXERCICES.match(where.context, where.end) if told else None
            if years and _CREDITS.search(unaccented(where.context)):
                self.draft.put("financement.budget.nom", " ".join(where.text.split()).replace("’", "'"), where)
                listed: list[Tree] = [*re.findall(r"\d{4}", years["years"])]
                self.draft.put("financement.budget.exercices", listed, where, ", ".join(map(str, listed)))
                return

    def _day(self) -> date:
        said = self.draft.tree.get("signature", {}).get("date")
        return date.fromisoformat(said) if said else date(2020, 1, 1)

    def _period(self) -> Period | None:
        said = self.draft.tree.get("periode", {})
        if "debut" not in said or "fin" not in said:
            return None
        return Period(date.fromisoformat(said["debut"]), date.fromisoformat(said["fin"]))

    def table(self, where: Passage | None, act: Acte, register: Register) -> dict[str, Tree] | None:
        """The table of an annexe, made of the facts; None where it stays as it stands."""
        plan = self.plans.get((where.part.name, where.block)) if where else None
        accounts = accounts_of(act, register)
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
            for name, said, amount, made in plan.faced(line, price):
                if made != amount:
                    found.setdefault(label, {})[name] = said.text.replace("\xa0", " ")
                    why = "ce montant ne suit pas de la répartition : il reste tel qu'il a été imprimé"
                    self.draft.kept(said, why)
        return dict(found)


def _amount(claim: Claim) -> Amount:
    return Amount(Decimal(claim.value.numerator) / Decimal(claim.value.denominator))


def _typed(amount: Amount) -> str:
    """An amount as a person types it: « 19 550,00 »."""
    return str(amount).replace("\xa0", " ").removesuffix("€").strip()


def _shown(share: Percent) -> str:
    return str(share).replace("\xa0", " ")
