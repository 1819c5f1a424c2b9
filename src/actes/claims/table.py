"""The table of claims of an act: every number of its documents with its role, inherited here and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from ..context import Context
from ..document import Kind
from ..facts import Basis, Mention, MentionKind
from ..outline.nature import Nature
from ..part import Part, Passage
from ..pattern import pattern
from ..statements.subjects import THIS, TITLES, Subjects
from ..text.lexicon import BASES, BASIS, BOUNDS, GENERIC, TALLIES, TIMED
from ..text.sentences import clauses
from ..text.tokens import AND, COUNT, DURATION, EUROS, OF, PERCENT, ROLE, Counted, Token, role_within, shape, tokens
from ..values.durations import Duration
from ..values.kept import kept_on_it
from ..values.money import Amount
from ..values.percent import Percent
from .claim import Claim, Sure
from .tables import tables

FAR = 40  # tokens between a value and the word that says what it is
NUMBERS = frozenset({EUROS, PERCENT, DURATION, COUNT})
_NOBODY = Mention(MentionKind.BLANK, 0, 0)
_EACH_OF_ITS = pattern(rf"{EUROS}{OF}{ROLE}{AND}{EUROS}{OF}")  # « 5 544 € de loyer et 456 € de provisions »
_CENTS = pattern(r"[,.]\s?(?P<cents>[0-9]{1,2})(?![0-9])")
_RANGED = pattern(r"(?<=[0-9])[-–]\Z")


@kept_on_it
def claims(context: Context) -> tuple[Claim, ...]:
    """Every number of the act's sentences, in reading order; those of attached pieces too, under their own name."""
    subjects = Subjects.of_context(context)
    prose = (claim for part in context.parts for block in _blocks(part, subjects) for claim in block)
    cells = (claim for table in tables(context) for column in table.columns for _, claim in table.cells(column))
    return (*prose, *cells)


@kept_on_it
def table_of(part: Part) -> tuple[tuple[Token, ...], ...]:
    """The tokens of a document, block by block."""
    return tuple(tokens(block.text) for block in part.blocks)


def counted(part: Part, index: int) -> list[tuple[Passage, Counted]]:
    """Where a block counts things, and how many: « trois séances »; no decimals, nor the end of « les 6-11 ans »."""
    found = ((one, one.value) for one in table_of(part)[index])
    return [
        (Passage(part, index, one.start, one.end), said)
        for one, said in found
        if isinstance(said, Counted) and not said.places and not _RANGED.search(part.blocks[index].text, 0, one.start)
    ]


@kept_on_it
def _by_block(context: Context) -> dict[tuple[str, int], tuple[Claim, ...]]:
    found: dict[tuple[str, int], list[Claim]] = {}
    for claim in claims(context):
        found.setdefault(claim.spot[:2], []).append(claim)
    return {key: tuple(each) for key, each in found.items()}


def claims_of(context: Context, part: Part, block: int) -> tuple[Claim, ...]:
    return _by_block(context).get((part.name, block), ())


def _blocks(part: Part, subjects: Subjects) -> Iterator[list[Claim]]:
    """The claims of each block, with the roles that those before leave to it."""
    title = heading = lead = ""
    for index, found in enumerate(table_of(part)):
        block = part.blocks[index]
        said = [str(one.value) for one in found if one.sort == ROLE]
        if block.kind in TITLES:
            title = next((role for role in said if role not in GENERIC), title)
        if block.kind is Kind.ARTICLE:
            telling = () if any(one.sort in NUMBERS for one in found) else (r for r in said if r not in GENERIC)
            heading, lead = next(iter([*telling, *said]), ""), ""  # « Montant de la subvention »
        inherited = ((lead, Sure.LEAD_IN), (heading, Sure.HEADING), (title, Sure.TITLE), ("", Sure.GUESSED))
        if block.kind is not Kind.TABLEAU and any(one.sort in NUMBERS for one in found):
            yield list(_of_block(part, index, found, subjects, inherited))
        if block.text.rstrip().endswith(":"):
            lead = said[-1] if said else ""
        elif block.kind is not Kind.ITEM:
            lead = ""


def _of_block(
    part: Part, index: int, found: Sequence[Token], subjects: Subjects, inherited: Sequence[tuple[str, Sure]]
) -> Iterator[Claim]:
    cuts = [end for _, end in clauses(part.blocks[index].text)]
    before = ""
    for start, end in zip([0, *cuts], cuts, strict=False):
        clause = [one for one in found if start <= one.start < end]
        roles = [str(one.value) for one in clause if one.sort == ROLE]
        for rank, token in enumerate(clause):
            if token.sort in NUMBERS:
                yield _claim(part, index, clause, rank, subjects, ((before, Sure.BEFORE), *inherited))
        before = roles[-1] if roles else before


def _claim(
    part: Part,
    index: int,
    clause: Sequence[Token],
    rank: int,
    subjects: Subjects,
    inherited: Sequence[tuple[str, Sure]],
) -> Claim:
    token = clause[rank]
    where = Passage(part, index, token.start, token.end)
    role, sure = _role(clause, rank)
    if sure is Sure.GUESSED or role in GENERIC:
        fit = [(r, s) for r, s in inherited if r and _fits(r, token.sort) and (not role or r not in GENERIC)]
        role, sure = next(iter(fit), (role, sure))
    value, unit, places = _valued(token)
    mention = token.value if isinstance(token.value, Mention) else None
    speaks = part.blocks[index].kind is Kind.CONSIDERANT and (mention is None or mention.of is None)
    owner = THIS if speaks and part.nature is not Nature.PIECE else subjects.of(where, mention or _NOBODY)
    tax, basis = (mention.tax, mention.basis or _basis(clause, rank)) if mention else (None, None)
    segment = _segment(clause, rank) if role or sure is Sure.GUESSED else [token]
    roles = frozenset(str(one.value) for one in segment if one.sort == ROLE)
    letters = "".join(one.sort for one in segment)
    return Claim(owner, role, value, unit, where, sure, token, "", roles | {role}, tax, basis, places, letters)


def _segment(clause: Sequence[Token], rank: int) -> Sequence[Token]:
    """What is said between the value of the same sort before and the one after."""
    own = clause[rank].sort
    least, most = max(0, rank - FAR), min(len(clause), rank + FAR)
    first = next((n + 1 for n in range(rank - 1, least - 1, -1) if clause[n].sort == own), least)
    last = next((n for n in range(rank + 1, most) if clause[n].sort == own), most)
    return clause[first:last]


def _basis(clause: Sequence[Token], rank: int) -> Basis | None:
    """« un loyer mensuel de 300 € »: the word that says it before the amount, and after the amount before it."""
    if clause[rank].sort != EUROS:
        return None
    for index in range(rank - 1, max(-1, rank - FAR), -1):
        one = clause[index]
        if one.sort == EUROS:
            return None
        if one.sort == BASIS and (index == 0 or clause[index - 1].sort != EUROS):
            said = str(one.value)
            return Basis(BASES[said] if said in BASES else BASES[said[:4]])
    return None


def _role(clause: Sequence[Token], rank: int) -> tuple[str, Sure]:
    """« 5 000 € de subvention »: what follows at once; else the last noun before that no other value took."""
    own, generic = clause[rank].sort, ""
    after = clause[rank + 1 : rank + 3]
    told = shape(after) == OF + ROLE and own != PERCENT  # « 50 % du coût »: of it
    if told and _fits(str(after[1].value), own):
        return str(after[1].value), Sure.CLAUSE
    if _EACH_OF_ITS.fullmatch(shape(clause[max(0, rank - 4) : rank + 2])):
        return "", Sure.CLAUSE
    for one in reversed(clause[max(0, rank - FAR) : rank]):
        role = role_within(one)
        role = role if _fits(role, own) else ""
        if role and role not in GENERIC:
            return role, Sure.CLAUSE
        generic = generic or role
        if one.sort == own and own == EUROS:
            break
    return (generic, Sure.CLAUSE) if generic else ("", Sure.GUESSED)


def _fits(role: str, sort: str) -> bool:
    """Whether a value of that sort may be that: a time is no subsidy, an amount no delay, a count no rent."""
    if role in BOUNDS:
        return True
    if sort == DURATION:
        return role in TIMED
    return role in TALLIES if sort == COUNT else role not in TIMED | TALLIES


def _valued(token: Token) -> tuple[Fraction, str, int]:
    """The number that a token says, its unit, and how many decimals are written."""
    said = token.value
    if isinstance(said, Counted):
        return Fraction(said.number, 10**said.places), said.noun, said.places
    assert isinstance(said, Mention)
    value = said.value
    if isinstance(value, Amount):
        written = _CENTS.search(said.text)
        return Fraction(value.valeur), "€", len(written["cents"]) if written else 0
    if isinstance(value, Percent):
        exponent = value.valeur.as_tuple().exponent
        return Fraction(value.valeur), "%", -exponent if isinstance(exponent, int) and exponent < 0 else 0
    assert isinstance(value, Duration)
    return Fraction(value.nombre), value.unite.value, 0


@kept_on_it
def own_amounts(context: Context) -> tuple[Claim, ...]:
    """Every amount of the act's own documents, tables included, each value once."""
    return tuple({claim.value: claim for claim in amounts(context)}.values())


@kept_on_it
def amounts(context: Context) -> tuple[Claim, ...]:
    """Every amount of the act's own documents, in reading order, tables after sentences."""
    own = {part.name for part in context.own}
    return tuple(claim for claim in claims(context) if claim.unit == "€" and claim.spot[0] in own)


@kept_on_it
def sentences(context: Context) -> tuple[Claim, ...]:
    """Those that sentences say."""
    return tuple(claim for claim in amounts(context) if claim.sure is not Sure.STATED)
