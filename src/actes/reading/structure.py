"""What each block of an act is, told from its words and its position: for any authority, where the file does not say.

An act goes through phases: its head (letterhead, title, object, authority), its preamble (visas, considérants,
parties), its body (after « DÉCIDE », « Il est convenu », or the first article), its end (place and date, signatures,
mentions). A block whose kind the file tells, by a style, keeps it and moves the phase on.

>>> from ..document import Block, Literal, Span
>>> from ..place import Place
>>> texts = ["ARRÊTÉ n° 12", "Le Maire de Cléder,", "Vu le code de la route ;", "ARRÊTE", "Article 1 :", "Le Maire,"]
>>> blocks = [Block(Kind.PARAGRAPHE, (Span(t, Literal(Place("a.txt"))),)) for t in texts]
>>> [block.kind.value for block in recognised(blocks)]
['titre', 'autorite', 'visa', 'formule', 'article', 'signature']
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from itertools import groupby

from ..document import Block, Kind
from ..facts.flat import folded
from ..pattern import pattern
from .apart import cut, itemised, parts_of, rows_of
from .numbered import numbered_headings
from .openings import (
    NAME,
    PARTY,
    PARTY_WORD,
    RANK,
    SHORT,
    TITLE,
    article_number,
    capitals,
    holds_signatories,
    names_authority,
    opening,
    opens_annexe,
    signs,
    signs_in_columns,
    stands_alone,
)

NEW_ACT = pattern(r"(?:del|dec|d|dm|dcm)[ _]?\d{4}[-_]\d+ ?[-:]|point +\d+ ?[-:]")
PART = pattern(
    r"(?:premiere|deuxieme|troisieme|quatrieme|cinquieme|sixieme|derniere) (?:disposition|partie|resolution)[ :.]*$"
)


class Phase(IntEnum):
    """Where in the act a block stands."""

    HEAD = 0
    PREAMBLE = 1
    PARTIES = 2
    BODY = 3
    END = 4


REACHED: Mapping[Kind, Phase] = {
    Kind.VISA: Phase.PREAMBLE,
    Kind.CONSIDERANT: Phase.PREAMBLE,
    Kind.FORMULE: Phase.BODY,
    Kind.ARTICLE: Phase.BODY,
    Kind.LIEU_DATE: Phase.END,
    Kind.SIGNATURE: Phase.END,
}
OPENED = (Kind.VISA, Kind.CONSIDERANT, Kind.ARTICLE, Kind.OBJET)
NUMBERED = pattern(r"n ?° ?[\w/. -]{1,24}$")  # « N° 2026/047 », alone under « EXTRAIT DU REGISTRE »
SIGNED = 4  # blocks at the end, from the place and the day on
LAST = 14  # blocks at the end of a file in which columns of names sign
FIRST = pattern(
    r"(?:§ ?|(?:chapitre|titre|section|clause|partie) )(?:n ?° ?)?(?:1|i|un|premi\w+)\b|(?:1|i) ?[-.)] ?[a-z]"
)
HEADS = 3  # blocks at the head of a file, of which a table may be the letterhead
NEAR = 9  # blocks below a title in which an act or a convention begins
BY_NAME = pattern(r", (?:(?:M\.|Mme) )?[A-ZÉÈ][\w’'.-]*(?: [A-ZÉÈ][\w’'-]+)+$")
DAY = pattern(r"le (?:\w+ )?\d{1,2}(?:er)? [a-z]+ \d{4}[.,]?")
SPEAKING = (Kind.AUTORITE, Kind.VISA, Kind.CONSIDERANT)  # after which a line in small letters may go on


@dataclass(slots=True)
class _Reader:
    """Where the reading of one act has come to."""

    blocks: Sequence[Block]
    phase: Phase = Phase.HEAD
    titled: bool = False
    previous: Kind | None = None

    def read(self) -> Iterator[Block]:
        whole, self.blocks = self.blocks, tuple(map(_flush, self.blocks))
        title = next((i for i, block in enumerate(self.blocks) if self._is_title(block)), -1)
        for index, block in enumerate(self.blocks):
            if block.page and self.phase is Phase.END and self._turns(block, index):
                self.phase, self.titled, self.previous = Phase.HEAD, False, None
            kind = self._kind(block, index, before_title=index < title)
            self._move(kind, block)
            number = article_number(block.text) if kind is Kind.ARTICLE else ""
            yield replace(whole[index], kind=kind, label=block.label or number)

    def _is_title(self, block: Block) -> bool:
        return block.kind is Kind.TITRE or (
            block.kind is Kind.PARAGRAPHE and TITLE.match(folded(block.text)) is not None
        )

    def _move(self, kind: Kind, block: Block) -> None:
        self.previous = kind
        if kind is Kind.TITRE and self.phase in (Phase.BODY, Phase.END):
            self.phase = Phase.BODY if opens_annexe(block.text) else Phase.HEAD
        elif kind is Kind.INTERTITRE and self.phase is Phase.END and opens_annexe(block.text.split(" à ")[0]):
            self.phase = Phase.BODY
        elif kind in (Kind.INTERTITRE, Kind.PARTIE) and self.phase < Phase.BODY:
            self.phase = self._entered(kind, folded(block.text))
        elif kind in REACHED:
            self.phase = REACHED[kind]
        self.titled = self.titled or kind is Kind.TITRE

    def _entered(self, kind: Kind, low: str) -> Phase:
        if PART.match(low):
            return Phase.BODY
        if kind is Kind.INTERTITRE and not self.titled and not PARTY_WORD.match(low):
            return self.phase  # the name of the body, in a style of headings
        return Phase.PARTIES

    def _kind(self, block: Block, index: int, *, before_title: bool) -> Kind:
        if block.kind is Kind.TABLEAU:
            return Kind.SIGNATURE if self.phase is Phase.END and holds_signatories(block) else Kind.TABLEAU
        if block.kind not in (Kind.PARAGRAPHE, Kind.ITEM):
            return block.kind
        told = opening(block.text) or self._small(block.text)
        if block.kind is Kind.ITEM:
            ranked = self.phase is Phase.HEAD and RANK.match(folded(block.text))
            return told if told in (Kind.VISA, Kind.CONSIDERANT) else Kind.AUTORITE if ranked else Kind.ITEM
        return self._told(block, told, index) or self._placed(block, index, before_title=before_title)

    def _after(self, index: int) -> str:
        return next((block.text for block in self.blocks[index + 1 : index + 2]), "annexe")

    def _small(self, text: str) -> Kind | None:
        """« - vu le code … ; », « après en avoir délibéré, … : » go on from « Le conseil municipal, »."""
        small = text[:1].islower() and self.phase < Phase.PARTIES and self.previous in SPEAKING
        return opening(text[:1].upper() + text[1:]) if small else None

    def _told(self, block: Block, told: Kind | None, index: int) -> Kind | None:
        """The kind that the first words tell, where the phase allows it."""
        text = block.text
        if opens_annexe(text):
            own = self.phase is not Phase.END or capitals(text.replace("(", ":").split(":")[0])
            own = own or (block.page and not opens_annexe(self._after(index)))  # on a page of its own, and no list
            return Kind.TITRE if own else Kind.ANNONCE
        if NEW_ACT.match(folded(text)):
            return Kind.TITRE
        if told is Kind.FORMULE and self.phase is Phase.HEAD and not self.titled and folded(text).startswith("arrete"):
            return Kind.TITRE  # « ARRETE » before any visa names the act
        if told is Kind.MENTION and self.phase < Phase.BODY:
            return None
        signed = index > 1 and len(self.blocks) - index <= SIGNED  # only those who sign can follow
        head = self.phase is Phase.HEAD and not (self.titled and index > NEAR)  # of points alone, as a règlement may be
        if told is Kind.LIEU_DATE and (head or len(text) > SHORT) and not signed:
            return None
        return told

    def _placed(self, block: Block, index: int, *, before_title: bool) -> Kind:
        text, low = block.text, folded(block.text)
        if PART.match(low) or (self.phase < Phase.BODY and PARTY_WORD.match(low)):
            return Kind.INTERTITRE
        first = low.startswith("entre ") or low.rstrip(" ,;.").endswith("d'une part")
        if self.phase < Phase.PARTIES and first and PARTY.search(low):
            return Kind.PARTIE
        alone = self.phase is Phase.HEAD and 2 < index == len(self.blocks) - 1  # of minutes, without articles
        if (alone and signs(text)) or (len(self.blocks) - index <= LAST and signs_in_columns(text)):
            return Kind.SIGNATURE
        match self.phase:
            case Phase.HEAD:
                return self._head(text, low, before_title=before_title)
            case Phase.PARTIES:
                return Kind.PARTIE if PARTY.search(low) else Kind.PARAGRAPHE
            case Phase.BODY:
                return self._body(block, index)
            case Phase.END if self.previous is Kind.LIEU_DATE and DAY.fullmatch(low):
                return Kind.LIEU_DATE  # « Fait à Murat, », and the day on its own line
            case Phase.END:
                if self._opens_another(text, low, index):
                    return Kind.TITRE
                return Kind.SIGNATURE if stands_alone(text) else Kind.MENTION
        return Kind.AUTORITE if names_authority(text) else Kind.PARAGRAPHE

    def _head(self, text: str, low: str, *, before_title: bool) -> Kind:
        after_title = self.previous in (Kind.TITRE, Kind.SOUS_TITRE)
        if TITLE.match(low) and (not self.titled or (after_title and capitals(text))):
            return Kind.TITRE
        if NUMBERED.match(low) and self.previous in (Kind.TITRE, Kind.SOUS_TITRE, Kind.ENTETE):
            return Kind.TITRE
        if names_authority(text):
            return Kind.AUTORITE
        if self.previous is Kind.OBJET and stands_alone(text):
            return Kind.OBJET
        if before_title:
            return Kind.ENTETE if stands_alone(text) else Kind.PARAGRAPHE
        more = text[:1].islower() or stands_alone(text)
        return Kind.SOUS_TITRE if after_title and more else Kind.PARAGRAPHE

    def _body(self, block: Block, index: int) -> Kind:
        text = block.text
        named = self.previous is Kind.MENTION and BY_NAME.search(text)  # « Le maire, G. Roux », under « Reçu le … »
        if signs(text) and (named or self._closes(index)):
            return Kind.SIGNATURE
        if self.previous is Kind.TITRE and stands_alone(text):
            return Kind.SOUS_TITRE
        heading = stands_alone(text) and capitals(text) and ":" not in text
        return Kind.INTERTITRE if heading else Kind.PARAGRAPHE

    def _turns(self, block: Block, index: int) -> bool:
        """Whether a page that comes once all is signed begins another document: its title is near."""
        if opening(block.text) in (Kind.MENTION, Kind.LIEU_DATE) or opens_annexe(block.text):
            return False
        near = self.blocks[index : index + NEAR // 2]
        return any(self._opens_another(one.text, folded(one.text), n) for n, one in enumerate(near, index))

    def _opens_another(self, text: str, low: str, index: int) -> bool:
        """Whether it is the title of another document of the file: one that parties, visas or articles follow."""
        if not (TITLE.match(low) and stands_alone(text) and (capitals(text.split("\n")[0]) or "n°" in low)):
            return False
        return any(map(_opens, self.blocks[index + 1 : index + NEAR]))

    def _closes(self, index: int) -> bool:
        """Whether a function at this place signs: a name or another function follows, or the act ends here."""
        later = [block.text for block in self.blocks[index + 1 : index + 5]]
        return not later or (any(NAME.match(text) for text in later[:4]) and all(len(t) <= SHORT for t in later[:2]))


def _opens(block: Block) -> bool:
    """Whether a block begins what only an act or a convention has: visas, articles, parties, a first chapter."""
    low = folded(block.text)
    told = block.kind in OPENED or opening(block.text) in OPENED or FIRST.match(low) is not None
    return told or low.startswith("entre ") or PARTY_WORD.match(low) is not None


def _flush(block: Block) -> Block:
    """A paragraph without the white space around it: what places « Fait à », what is left behind a title."""
    bare = block.text.strip()
    if not block.spans or len(bare) == len(block.text):
        return block
    start = block.text.find(bare)
    return replace(block, spans=tuple(cut(block.spans, start, start + len(bare))))


def recognised(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The same blocks, with their kinds; the words are untouched but for the marker of an item, taken apart."""
    apart = [itemised(part) for block in _unframed(blocks) for part in parts_of(block)]
    return tuple(_signed(_Reader(tuple(numbered_headings(apart))).read()))


def _unframed(blocks: Iterable[Block]) -> Iterator[Block]:
    """The words of a table that is no table: one row at the head with the title in it, a frame around visas."""
    for rank, block in enumerate(blocks):
        lines = [line for row in block.rows for cell in row.cells for line in cell.paragraphs]
        texts = [text for line in lines for text in "".join(span.text for span in line).split("\n")]
        headed = rank < HEADS and len(block.rows) == 1 and any(TITLE.match(folded(text)) for text in texts)
        framed = len(block.rows) == 1 == len(block.rows[0].cells) and any(opening(text) in OPENED for text in texts)
        if block.kind is Kind.TABLEAU and (headed or framed):
            for line in lines:
                yield from _lines(replace(block, kind=Kind.PARAGRAPHE, rows=(), spans=line))
        else:
            yield block


def _lines(block: Block) -> Iterator[Block]:
    start = 0
    for text in block.text.split("\n"):
        if text.strip():
            yield replace(block, spans=tuple(cut(block.spans, start, start + len(text))))
        start += len(text) + 1


def _signed(blocks: Iterable[Block]) -> Iterator[Block]:
    """Consecutive lines that sign are one block of rows, as where the file has a table for them."""
    for signing, run in groupby(blocks, key=lambda block: block.kind is Kind.SIGNATURE):
        members = list(run)
        if signing:
            yield replace(members[0], spans=(), rows=rows_of(members))
        else:
            yield from members
