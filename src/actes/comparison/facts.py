"""The facts of an act by their role, from its entry and from its documents; those of two acts side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from ..claims import Sure
from ..claims.fields import field_claims
from ..claims.table import sentences
from ..context import Context
from ..document import Kind
from ..facts import MentionKind
from ..figures.borne import shares
from ..frozen import frozen
from ..model.natures import may_be_one
from ..outline.nature import Nature
from ..outline.people import As
from ..part import Field, Passage
from ..statements.addresses import homes
from ..statements.arithmetic import euros, percent
from ..statements.citations import citations, written
from ..statements.days import days
from ..statements.identifiers import SHOWN, identifiers, receipts
from ..statements.periods import agreed, dissent, whole
from ..statements.subjects import REASONS, About, own_act
from ..text.lexicon import ACCENTS
from ..values.dates import show_date
from ..values.text import comparable

BASES: Mapping[str, str] = MappingProxyType(
    {"an": "par an", "periode": "pour la période", "mois": "par mois", "trimestre": "par trimestre"}
)
TOLD = tuple(f"financement.{name}" for name in ("cout_annuel", "cout_total", "participation"))


@frozen
class Fact:
    """A fact: its role (« période », « participation TTC, par an »), its value as a person reads it, where it is said.

    `moves`: what differs from an act to the one that renews it. `key` is what is compared.
    """

    role: str
    value: str
    where: Passage | Field
    moves: bool = False

    @property
    def key(self) -> str:
        return comparable(self.value)


def facts_of(context: Context) -> Iterator[Fact]:
    for told in (_identity, _times, _money_of_entry, _money_of_words, _people, _places, _texts):
        yield from told(context)


def _identity(context: Context) -> Iterator[Fact]:
    own = own_act(context)
    if own is not None:  # the next act may bear the same one, in another series
        part = context.part(Nature.ACTE)
        head = part.whole(0) if part is not None and part.blocks else context.field("numero")
        yield Fact("numéro", written(own), head)
    for received in receipts(context):
        yield Fact("accusé de réception", received.text, received.where, moves=True)


def _times(context: Context) -> Iterator[Fact]:
    reference = agreed(whole(context))
    if reference is not None and reference.value.period is not None:
        yield Fact("période", str(reference.value.period), reference.where, moves=True)
        yield Fact("durée", str(reference.value.period.duree), reference.where)
    for other in dissent(context)[1]:
        yield Fact("période, dite autrement", str(other.value.extent), other.where, moves=True)
    for day in days(context):
        yield Fact(str(day.role), show_date(day.value), day.where, moves=True)
    for passage, mention in context.passages(MentionKind.YEARS):
        if mention.label == "exercice" and isinstance(mention.value, tuple):
            yield Fact("exercices", ", ".join(map(str, mention.value)), passage, moves=True)
    money = context.entry.financement if context.entry else None
    for label, payment in (money.echeances if money else {}).items():
        when = payment.quand
        moves = bool(when.date or when.mois)
        yield Fact(f"échéance « {label} »", str(when), context.field(f"financement.echeances.{label}"), moves)
    if money is not None and money.budget is not None:
        years = ", ".join(map(str, money.budget.exercices))
        yield Fact("exercices", years, context.field("financement.budget.exercices"), moves=True)


def _money_of_entry(context: Context) -> Iterator[Fact]:
    """What it costs and what the collectivity pays, not each line of a table."""
    money = context.entry.financement if context.entry else None
    if money is not None and money.tva is not None:
        yield Fact("taux de TVA", str(money.tva), context.field("financement.tva"))
    for claim in field_claims(context):
        if isinstance(claim.where, Field) and claim.where.path in TOLD:
            tax = f" {claim.tax}" if claim.tax else ""
            role = f"{ACCENTS.get(claim.role, claim.role)} {BASES[claim.basis or 'an']}{tax}"
            yield Fact(role, euros(claim.value), claim.where)
        elif claim.unit == "%" and claim.role != "taux":
            yield Fact(f"part de {claim.of}", percent(claim.value / 100), claim.where)


def _money_of_words(context: Context) -> Iterator[Fact]:
    for money in sentences(context):
        cited = money.owner.about is About.OTHER and money.said.kind in REASONS  # the ceiling of a delegation
        if money.role and money.sure >= Sure.CLAUSE and not cited:
            basis = BASES.get(money.basis or "", "")
            tax = f" {money.tax}" if money.tax else ""
            role = ", ".join(filter(None, (f"{ACCENTS.get(money.role, money.role)}{tax}", basis)))
            yield Fact(f"{role} (dans le texte)" if context.entry else role, euros(money.value), money.said)
    for passage, mention in context.passages(MentionKind.PERCENT):
        if mention.label == "TVA":
            yield Fact("taux de TVA", str(mention.value), passage)
    for share in (one for one in shares(context) if not one.rest):
        yield Fact("part du coût", percent(share.claim.value / 100), share.claim.said)


def _people(context: Context) -> Iterator[Fact]:
    for part in (one for one in context.parts if one.nature is not Nature.PIECE):
        for party in part.roster.parties if context.entry is None else ():
            yield Fact("parties", party.name, part.at(party.at))
        for role, named in (("représentants", As.REPRESENTS), ("signataires", As.SIGNS)):
            yield from (Fact(role, person.full, part.at(person.at)) for person in part.roster.named(named))
    if context.entry is not None and context.register is not None:
        for index, name in enumerate(context.entry.parties):
            if name in context.register.tiers:
                yield Fact("parties", context.register.tiers[name].nom, context.field(f"parties[{index}]"))


def _places(context: Context) -> Iterator[Fact]:
    for home in homes(context):
        yield Fact("adresses", home.street, home.where)
    for passage, mention in context.passages(MentionKind.POSTCODE):
        if passage.kind is Kind.PARTIE:
            yield Fact("villes", f"{mention.value} {mention.label}".strip(), passage)
    for one in identifiers(context):
        if not one.piece:
            yield Fact(SHOWN[one.kind], "".join(one.text.split()), one.where)


def _texts(context: Context) -> Iterator[Fact]:
    own = own_act(context)
    for cited in citations(context):
        itself = own is not None and cited.number == written(own) and may_be_one(cited.nature, own.nature)
        if not cited.law and (cited.year is None or itself):
            continue  # « avenant n° 1 », and what a convention says of the act that approves it
        named = cited.nature or ("loi" if cited.law else "acte")
        yield Fact("textes cités" if cited.law else "actes cités", f"{named} n° {cited.number}", cited.passage)


@frozen
class FactChange:
    """What both acts say in one role: their values, each once, in order of reading."""

    role: str
    before: tuple[Fact, ...]
    after: tuple[Fact, ...]

    @property
    def moves(self) -> bool:
        return any(fact.moves for fact in (*self.before, *self.after))

    @property
    def same(self) -> bool:
        return {fact.key for fact in self.before} == {fact.key for fact in self.after}


def side_by_side(before: Context, after: Context) -> tuple[FactChange, ...]:
    """Every role that one of the acts has, in the order of the second, each value once."""
    sides: list[dict[str, dict[str, Fact]]] = [{}, {}]
    for roles, context in zip(sides, (before, after), strict=True):
        for fact in facts_of(context):
            roles.setdefault(fact.role, {}).setdefault(fact.key, fact)
    old, new = ({role: tuple(found.values()) for role, found in roles.items()} for roles in sides)
    return tuple(FactChange(role, old.get(role, ()), new.get(role, ())) for role in new | old)
