"""A stretch of text as its tokens and its claims: a sentence, a paragraph with the items that it announces."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from ..claims import Claim, claims_of, table_of
from ..claims.claim import bare
from ..context import Context
from ..document import Kind
from ..facts.numerals import FRACTION, fraction
from ..outline.nature import Nature
from ..part import Part, Passage
from ..pattern import pattern
from ..text.sentences import sentences
from ..text.tokens import COUNT, EUROS, PERCENT, Token, shape
from ..values.kept import kept_on_it


@dataclass(frozen=True, eq=False)  # no slots: its letters and its claims are made once, and kept in it
class Stretch:
    """`pieces` are tokens in order, each with the claim that it makes, None where it makes none."""

    part: Part
    block: int
    pieces: tuple[tuple[Token, Claim | None], ...]

    @cached_property
    def shape(self) -> str:
        return shape([token for token, _ in self.pieces])

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        return tuple(claim for _, claim in self.pieces if claim is not None)

    @property
    def money(self) -> list[Claim]:
        """Its amounts."""
        return [claim for claim in self.claims if claim.unit == "€"]

    @cached_property
    def _ranks(self) -> dict[int, int]:
        return {id(claim.token): n for n, (_, claim) in enumerate(self.pieces) if claim is not None}

    def rank(self, claim: Claim) -> int:
        """Where a claim stands among the pieces, whatever was worked out of it since."""
        return self._ranks[id(claim.token)]

    def claim(self, rank: int) -> Claim | None:
        return self.pieces[rank][1]

    def at(self, rank: int) -> Claim:
        """The claim of one of `ranks`."""
        claim = self.pieces[rank][1]
        assert claim is not None
        return claim

    def before(self, at: Claim | int) -> str:
        """The letters before a claim, or a piece by its rank."""
        return self.shape[: at if isinstance(at, int) else self.rank(at)]

    def after(self, at: Claim | int) -> str:
        """The letters after it."""
        return self.shape[(at if isinstance(at, int) else self.rank(at)) + 1 :]

    def between(self, one: int, other: int) -> str:
        """The letters between two pieces."""
        return self.shape[min(one, other) + 1 : max(one, other)]

    def led(self, claim: Claim) -> str:
        """The letters before a claim, from the one before it."""
        rank = self.rank(claim)
        start = max((n for n in self._ranks.values() if n < rank), default=-1)
        return self.shape[start + 1 : rank]

    def ranks(self, sort: str) -> list[int]:
        """Where pieces of a class stand that make a claim."""
        if sort not in self.shape:
            return []
        return [n for n, (token, claim) in enumerate(self.pieces) if token.sort == sort and claim is not None]

    @cached_property
    def by_block(self) -> dict[int, list[Claim]]:
        """The claims of each of its blocks."""
        found: dict[int, list[Claim]] = {}
        for claim in self.claims:
            found.setdefault(claim.said.block, []).append(claim)
        return found

    @property
    def entries(self) -> list[list[Claim]]:
        """The claims of each item."""
        return [each for n, each in self.by_block.items() if self.part.blocks[n].kind is Kind.ITEM]

    @cached_property
    def sentences(self) -> tuple[Stretch, ...]:
        """Those of a paragraph that say a number; items stay with the sentence that announces them."""
        if self.by_block.keys() - {self.block}:
            return (self,)
        cut = sentences(self.part.blocks[self.block].text)
        cut_up = ([piece for piece in self.pieces if start <= piece[0].start < end] for start, end in cut)
        each = (Stretch(self.part, self.block, tuple(pieces)) for pieces in cut_up)
        return tuple(one for one in each if one.claims)

    @cached_property
    def _cut(self) -> tuple[Stretch, ...]:
        """Each of its blocks that says a number."""
        found, group = list[Stretch](), list[tuple[Token, Claim | None]]()
        for piece in (*self.pieces, (_APART, None)):
            if piece[0] is not _APART:
                group.append(piece)
                continue
            first = next((claim for _, claim in group if claim is not None), None)
            found += [Stretch(self.part, first.said.block, tuple(group))] if first else []
            group = []
        return tuple(found)

    @cached_property
    def items(self) -> tuple[Stretch, ...]:
        """What to look for a result in: each sentence of each of its blocks."""
        return tuple(sentence for block in self._cut for sentence in block.sentences)

    @property
    def blocks(self) -> tuple[Stretch, ...]:
        """Those of a list, of which each says something of its own."""
        return self._cut if any(token is _APART for token, _ in self.pieces) else ()

    @property
    def readings(self) -> tuple[Stretch, ...]:
        """What to look for a relation in: each sentence, each block of a list, then the paragraph."""
        return (*self.sentences, *self.blocks, self)


_FOOT = pattern(r"s?[zno]?[no]?t|sN[no]?t")  # « Surface totale : », « soit un total de », « Soit 58 places au total »
GAP = pattern(r"\S {3,}\S.*\S {3,}\S")  # cells of a row that is in no table
_APART = Token(";", 0, 0)  # between two blocks
MANY = 60  # numbers: a paragraph that has more is a list, and no sentence puts them in relation


@kept_on_it
def every_paragraph(context: Context) -> tuple[Stretch, ...]:
    """Each paragraph that says a number, of attached pieces too; one that ends in « : » holds the items below it."""
    return tuple(one for one in _paragraphs(context) if 0 < len(one.claims) <= MANY)


@kept_on_it
def paragraphs(context: Context) -> tuple[Stretch, ...]:
    """Those of the act's own documents."""
    return tuple(one for one in every_paragraph(context) if one.part.nature is not Nature.PIECE)


def clauses(context: Context) -> Iterator[Stretch]:
    """What to look for a result in: each sentence of each block of the act's own documents."""
    return (one for paragraph in paragraphs(context) for one in paragraph.items)


def _paragraphs(context: Context) -> Iterator[Stretch]:
    for part in context.parts:
        done = -1
        for index, block in enumerate(part.blocks):
            if index <= done or block.kind is Kind.TABLEAU or ("   " in block.text and GAP.search(block.text)):
                continue
            led = [n for n in part.led(index) if part.blocks[n].kind is not Kind.TABLEAU]
            last = max(led, default=index)
            last = last + _foots(part, last + 1) if led else index
            done = last if last > index else done
            yield _stretch(context, part, range(index, last + 1))


def _foots(part: Part, index: int) -> bool:
    """Whether a line is the total of the list above it."""
    if index >= len(part.blocks):
        return False
    said = part.lows()[index].startswith("soit ")
    return said or _FOOT.match(shape(table_of(part)[index])) is not None


_FRACTION = pattern(
    rf"\b(?:l[ea]s? )?(?:(?<!\bun )(?<!\bles (?!deux |trois |quatre ))(?<!\bpar ){FRACTION}|"
    r"un tiers(?= du| de l|,| chacun| :| soit| pour | a la charge ))"
    r"(?![a-z-]| d'heure| soit \d|"
    r" des? (?:l[ae] |l')?(?:travaux|prestations?|missions?|operation) (?:est|sont|a|ont)\b)"  # when so much is done
)
_OF_PARTS = pattern(
    r"(?<![\w/.,°-])(?P<some>[1-9][0-9]?)/(?P<all>[1-9][0-9]{0,2})(?:i?e|emes?|es)?(?= d(?:e |u |es |'))"
)


def _fractions(part: Part, index: int, *, money: bool) -> dict[tuple[int, int], tuple[Token, Claim]]:
    """« le tiers », « les quatre cinquièmes de cette somme »: rates in words, where no figure says them beside."""
    found = {}
    for match in _OF_PARTS.finditer(part.lows()[index]) if money else ():  # « 4/12 de 138 € »
        value = 100 * Fraction(int(match["some"]), int(match["all"]))
        if 0 < value < 100:
            claim = bare(Passage(part, index, *match.span()), value, "%", sort=PERCENT)
            found[match.span()] = claim.token, claim
    matches = [*_FRACTION.finditer(part.lows()[index])]
    for match in matches:
        value = 100 * (fraction(match["of"], match["part"]) if match["part"] else Fraction(1, 3))
        where = Passage(part, index, *match.span())
        claim = bare(where, value, "%", sort=PERCENT)
        of = money or where.then(_OF)  # « le quart des 1 200 élèves »
        each = where.then(_TO_EACH) if len(matches) > 1 else None
        if (of or each) and not (where.then(_FIGURED) or where.led(_BOUND)):
            found[match.span()] = claim.token, claim
    return found


_OF = pattern(r" (?:d|etant |sont |seront )")
_TO_EACH = pattern(r" (?:pour|a la charge d|par) ?")  # « deux tiers pour la commune et un tiers pour le CCAS »
_BOUND = pattern(r"\b(?:plus|moins) (?:de|du|de la|des) \Z")  # « plus de la moitié des membres »: no share
_FIGURED = pattern(r",? ?\(?(?:soit )?[0-9,]+ ?%")


def _stretch(context: Context, part: Part, blocks: Sequence[int]) -> Stretch:
    pieces: list[tuple[Token, Claim | None]] = []
    for index in (n for n in blocks if part.blocks[n].kind is not Kind.TABLEAU):
        if pieces:
            pieces.append((_APART, None))
        known = {claim.token[:2]: claim for claim in claims_of(context, part, index)}
        tokens = table_of(part)[index]
        told = [*tokens[:1], *tokens[2:]] if shape(tokens[:2]) == "A-" else tokens  # « Article 2 – … »: no minus
        found = [(token, known.get(token[:2])) for token in told]
        numbers = {token.sort for token, _ in found} & {EUROS, COUNT}
        parted = numbers or " tiers" in part.blocks[index].text
        shares = _fractions(part, index, money=EUROS in numbers) if parted else {}

        kept = [one for one in found if not any(a <= one[0].start < b or a < one[0].end <= b for a, b in shares)]
        pieces += sorted((*kept, *shares.values()), key=lambda one: one[0].start)
    return Stretch(part, blocks[0], tuple(pieces))
