"""What the head and the foot of the pages of an act say of that act alone: its number, a day, a year, its title."""

from __future__ import annotations

from collections.abc import Sequence

from ...document import Block, Kind
from ...facts import MentionKind, read
from ...facts.flat import folded
from ...frozen import frozen
from ...pattern import pattern
from ..pitfalls import of_an_act

FOOT, TITLE = "{{r pied }}", "{{ document.titre }}"
TITLES = (Kind.TITRE, Kind.SOUS_TITRE, Kind.OBJET)
NAMED = (Kind.ENTETE, Kind.AUTORITE)  # where the collectivity and its head are
REACHED = frozenset({MentionKind.POSTCODE, MentionKind.PHONE, MentionKind.EMAIL, MentionKind.SIRET, MentionKind.SIREN})
TITLE_WORDS = 4  # in a row: the title of the act rather than the name of the collectivity
FEWEST, MOST = 2, 2 / 3  # words of a title told otherwise: so many, that share of what is said
_YEAR = pattern(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_WORD = pattern(r"[^\W\d]{4,}")
_BETWEEN = pattern(r"((?<!\s)(?:\s+[-–—|·•]|\s*[|·•])\s*)")


@frozen
class OfAct:
    """The words of an act by which its head and foot are judged: of its title, of its collectivity, its years."""

    titles: tuple[str, ...]
    title: frozenset[str]
    own: frozenset[str]
    years: frozenset[str]

    @classmethod
    def of(cls, blocks: Sequence[Block]) -> OfAct:
        titles = tuple(folded(block.text) for block in blocks if block.kind in TITLES)
        dated = (block.text for block in blocks if block.kind in (*TITLES, Kind.LIEU_DATE))
        named = (_words(block.text) for block in blocks if block.kind in NAMED)
        years = frozenset(year for text in dated for year in _YEAR.findall(text))
        return cls(titles, frozenset[str]().union(*map(_words, titles)), LASTING.union(*named), years)

    def without(self, text: str) -> str:
        """A text without what is of this act alone; in its place, the slot of what each act says there, if any."""
        if of_an_act(text) == "numero":
            return FOOT
        what = self._judged(text)
        if not what:
            return text
        pieces = _BETWEEN.split(text)
        signs, pieces = ["", *pieces[1::2]], pieces[::2]
        judged = [bool(self._judged(piece)) for piece in pieces]
        gone = [
            found or (self._of_title(piece) if any(judged) else not self._lasts(piece))
            for found, piece in zip(judged, pieces, strict=True)
        ]
        if what == TITLE:
            at = gone.index(True)
            pieces[at], gone[at] = TITLE, False
        kept = [(sign, piece) for sign, piece, leaves in zip(signs, pieces, gone, strict=True) if not leaves]
        return "".join(piece if n == 0 else sign + piece for n, (sign, piece) in enumerate(kept))

    def _judged(self, text: str) -> str:
        """TITLE where words are of the title, « date » where they are of a day or a year; else nothing."""
        if self._titled(text):
            return TITLE
        return of_an_act(text) or ("date" if self.years & {*_YEAR.findall(text)} else "")

    def _titled(self, text: str) -> bool:
        told = folded(text).strip()
        if len(told.split()) >= TITLE_WORDS and any(told in title for title in self.titles):
            return True
        words = _words(text) - self.own
        shared = len(words & self.title)
        return shared >= FEWEST and shared >= MOST * len(words) and not _reached(text)

    def _of_title(self, text: str) -> bool:
        words = _words(text)
        return bool(words) and words <= self.title and not words <= self.own

    def _lasts(self, text: str) -> bool:
        """Whether words are of the collectivity, whatever the act."""
        return _words(text) <= self.own or _reached(text)


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(folded(text)))


# What letterheads of every year say.
LASTING = _words(
    "mairie commune communes ville communaute syndicat departement republique francaise maire president presidente "
    "conseil municipal communautaire bureau arrete decision deliberation telephone courriel page"
)


def _reached(text: str) -> bool:
    """Whether words say where the collectivity is reached."""
    return any(mention.kind in REACHED for mention in read(text))
