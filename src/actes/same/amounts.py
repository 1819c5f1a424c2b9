"""The same amount in two places: in a considérant and an article, a decision and its contract, the entry and a text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations

from ..claims import Claim, Sure
from ..claims.cited import ArticleReference, article_references
from ..claims.fields import field_claims
from ..claims.table import amounts
from ..context import Context
from ..facts import MentionKind
from ..facts.flat import folded
from ..figures.network import relations
from ..frozen import frozen
from ..part import Field, Passage
from ..pattern import pattern
from ..statements.subjects import REASONS, About
from ..statements.wording import stems
from ..text.lexicon import GENERIC
from ..text.tokens import PERCENT
from ..values.accident import near, slip

# Roles that are many in one act by nature, or that say nothing of what an amount is.
MANY = GENERIC | {
    "charges", "recette", "depense", "credit", "tarif", "acompte", "avance", "solde", "marche", "travaux", "capital",
}  # fmt: skip
# What a text calls the only cost of an entry; where it is shared, other sums are borne by others.
COSTS = frozenset({"cout", "prix"})
PAID = COSTS | {"subvention", "loyer", "redevance", "cotisation", "dotation", "remuneration"}
SHARE = "participation"
RATIOS = frozenset(Fraction(n) for n in (2, 3, 4, 5, 6, 10, 12, 18, 24, 36, 48, 60))
_WORDS = pattern(r"[a-z]{4,}")
NAMES = pattern(r"(?<![.!?:;]\s)(?<!\A)\b[A-ZÀ-Ý][\w’'-]{2,}")
TELLING = pattern(r"\b(?:20[0-9]{2}|lot\s[0-9]+|tranche\s\w+|n°\s?\S+|[0-9]+(?:er|e|ere|eme))\b")
_HEADED = pattern(r"\Aarticle\s\S+\s?[–—:.-]?\s?", re.IGNORECASE)
_APART = pattern(
    r"autre|supplement|complement|exceptionnel|initial|ancien|preced|prorata|reduit|hors|chaque|chacun|compte tenu"
    r"|seuil|exemple|simulation|hypothese|deduction|deduit|serai(?:t|ent)\b"
)
_AT_MOST = pattern(
    r"\bn'exced|\bexceder|\bdepass|\binferieur|\bsuperieur|\bau (?:plus|moins)\b(?! (?:une|deux|[0-9]+) fois)"
)
HEAD = 2  # words before an amount
_IDLE = frozenset(
    ["montan", "somme", "total", "totale", "euros", "articl", "presen", "conven", "decisi", "delibe", "annee", "commun"]
)
_QUOTED = (MentionKind.AMOUNT, MentionKind.DURATION)


@frozen(eq=False)
class Pair:
    """Two values for one thing; `sure` where two documents say it and each says it once, or a digit is all."""

    role: str
    one: Claim
    other: Claim
    sure: bool

    @property
    def likely(self) -> bool:
        """Whether one may be a slip, or last year's, of the other: two things of one name are far apart."""
        return near(self.one.value, self.other.value) or slip(self.one.value, self.other.value)


def contradictions(context: Context) -> Iterator[Pair]:
    """Every amount that is said of one thing with two values, in reading order."""
    own = [c for c in amounts(context) if _telling(c)]
    counts = Counter(c.value for c in amounts(context))
    held = [one for one in relations(context) if one.holds]
    related = {frozenset((a.value, b.value)) for one in held for a, b in combinations(one.numbers, 2)}
    done = set[object]()
    for one, other in combinations(own, 2):
        if one.value == other.value or {one.spot, other.spot} & done or frozenset((one.value, other.value)) in related:
            continue
        apart = one.spot[0] != other.spot[0]
        alone = all(_only(own, c) for c in (one, other))
        if min(counts[one.value], counts[other.value]) > 1 or multiple(one.value, other.value):
            continue
        if not _one_slot(one, other, words=not (apart and alone and _unsaid(context, one, other))):
            continue
        done |= {one.spot, other.spot}
        yield Pair(one.role, one, other, sure=apart and alone)


def misquoted(context: Context) -> Iterator[tuple[ArticleReference, Passage, Passage]]:
    """« le maximum de 3 000 € fixé à l'article 6 », which says 3 500 €: that amount, and what stands there."""
    for reference in article_references(context):
        where, target, article = reference.passage, reference.target, reference.article
        here = [m for m in where.mentions if m.kind in _QUOTED and m.end <= where.start]
        if not here or article is None or not reference.gives(here[-1].end):
            continue
        there = [(n, m) for n in range(article.block, article.end) for m in target.mentions[n]]
        there = [(n, m) for n, m in there if m.kind is here[-1].kind]
        sole = here[-1].kind is MentionKind.AMOUNT or len({m.value for _, m in there}) == 1
        if there and sole and here[-1].value not in [m.value for _, m in there]:
            at, meant = there[0]
            odd = where._replace(start=here[-1].start, end=here[-1].end)
            yield reference, odd, Passage(target, at, meant.start, meant.end)


def typed_otherwise(context: Context) -> Iterator[Pair]:
    """An amount that somebody typed where the entry states, or works out, another one of that thing."""
    candidates = [claim for claim in amounts(context) if _of_ours(claim)] if context.entry is not None else []
    fields = [field for field in field_claims(context) if field.unit == "€"] if candidates else []
    known = {field.value for field in fields}
    related = {c.spot for one in relations(context) if one.holds for c in one.numbers}
    for typed in candidates:
        if typed.value in known or typed.spot in related:
            continue
        field = next((field for field in fields if _states(field, typed, fields)), None)
        if field is not None:
            yield Pair(typed.role, field, typed, sure=slip(typed.value, field.value))


def _of_ours(typed: Claim) -> bool:
    """Whether somebody wrote an amount of this act in its own words: not of another year, a part, what is left."""
    where = typed.where
    if not isinstance(where, Passage) or where.fact or where.kind in REASONS:
        return False
    if typed.owner.about is not About.THIS or typed.sure is not Sure.CLAUSE:
        return False
    low = folded(_clause(typed))
    return typed.role == SHARE or not (_parting(typed) - {"t"} or _APART.search(low) or TELLING.search(low))


def _states(field: Claim, typed: Claim, fields: list[Claim]) -> bool:
    """Whether a field is of what was typed: our share, or the only cost; tax and basis as far as both are said."""
    if (typed.tax and field.tax and typed.tax is not field.tax) or (typed.basis and typed.basis is not field.basis):
        return False
    assert isinstance(field.where, Field)
    path = field.where.path.removeprefix("financement.")
    if typed.role == SHARE:
        return path == SHARE
    paths = {one.where.path.split(".")[1] for one in fields if isinstance(one.where, Field)}
    names = COSTS if "repartition" in paths else PAID
    return path.startswith("cout_") and "lignes" not in paths and typed.role in names


_TOGETHER = pattern(r"\b(?:l|d)es (?:subventions|aides|participations) (?:publiques|recues|percues|obtenues)\b[^.;]*\Z")
AROUND = 80  # characters


def _telling(claim: Claim) -> bool:
    where = claim.where
    if not isinstance(where, Passage) or claim.sure is Sure.STATED or claim.owner.about is not About.THIS:
        return False
    listed = "...." in where.context  # dots from a label to its amount: the line of a list
    if _TOGETHER.search(where.low, max(0, where.start - AROUND), where.start):
        return False
    return not listed and bool(claim.roles - MANY) and claim.sure >= Sure.CLAUSE


def _unsaid(context: Context, one: Claim, other: Claim) -> bool:
    """Whether neither document says the amount of the other one, anywhere."""
    said = {(c.spot[0], c.value) for c in amounts(context)}
    return (one.spot[0], other.value) not in said and (other.spot[0], one.value) not in said


def _one_slot(one: Claim, other: Claim, *, words: bool) -> bool:
    """Whether two amounts are of one thing: a role, the same tax and basis where said, words that do not part them.

    `words`: the words around must be alike too; not where each of two documents says one amount of that role.
    """
    shared = (one.roles & other.roles) - MANY - {""}
    if one.spot[:2] == other.spot[:2] or not shared:
        return False
    if {one.tax, other.tax} == {"HT", "TTC"} or (one.basis is not other.basis and one.basis and other.basis):
        return False
    apart = one.spot[0] != other.spot[0]  # « une redevance totale » there is « la redevance » here
    parted = (_parting(one) ^ _parting(other)) - ({"t"} if apart else set())
    if parted or PERCENT in one.words + other.words:
        return False
    left, right = _clause(one), _clause(other)
    names, others = set(NAMES.findall(left)), set(NAMES.findall(right))
    if names and others and (not names & others if apart else names - others and others - names):
        return False  # in one document « Judo Club de Montfort » and « Tennis Club de Montfort » are two
    low, high = folded(left), folded(right)
    if any(set(words.findall(low)) != set(words.findall(high)) for words in (TELLING, _APART)):
        return False
    if bool(_AT_MOST.search(low)) != bool(_AT_MOST.search(high)):
        return False  # « l'aide n'excède pas la moitié, soit 92 700 € »: a limit
    if not words:
        return True
    words_of, its = (stems(side) - _IDLE for side in (low, high))
    if (fewest := min(len(words_of), len(its))) < 2 or 3 * len(words_of & its) >= fewest:
        return True
    heads = [_WORDS.findall(c.said.low_before)[-HEAD:] for c in (one, other)]
    return heads[0] == heads[1] and len(heads[0]) == HEAD  # « une aide exceptionnelle de », here and there


def _parting(claim: Claim) -> frozenset[str]:
    """Words that make an amount another one of its role: a part, a total, a unit price, a deposit, what is left."""
    before, _, after = claim.words.partition("E")
    head = "t" if re.search(r"to*n[^n]*\Z", before) else ""
    return frozenset(head + before.rpartition("n")[2] + after[:2]) & frozenset("qptravugx")


def _clause(claim: Claim) -> str:
    """The words of the clause around an amount, itself left out, and the heading that they follow."""
    where, clause = claim.said, claim.said.clause
    return _HEADED.sub("", where.context[clause.start : where.start]) + " " + where.context[where.end : clause.end]


def _only(own: list[Claim], claim: Claim) -> bool:
    """Whether a document says one value of that role."""
    shared = claim.roles - MANY
    return len({c.value for c in own if c.spot[0] == claim.spot[0] and c.roles & shared}) == 1


def multiple(one: Fraction, other: Fraction) -> bool:
    """A year and the period, a month and a year, a half."""
    low, high = sorted((abs(one), abs(other)))
    return not low or high / low in RATIOS
