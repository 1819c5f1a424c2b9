"""« article 9 », « annexe 1 », « articles 1er et 2 de la convention »: by the label of what they name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from ..against.words import Word, words_of
from ..compose.prose import Scope, Writer
from ..document import Kind
from ..facts import Mention, MentionKind
from ..part import Part
from .forms import written
from .prose import Mark

_REASONS = (Kind.VISA, Kind.CONSIDERANT)
_HEADS = (Kind.TITRE, Kind.SOUS_TITRE, Kind.ANNONCE, Kind.ENTETE)
_CALLS = {MentionKind.ARTICLE: "article", MentionKind.ANNEXE: "annexe"}


@dataclass(slots=True)
class Targets:
    """What can be cited: the labels of each text (« acte », « convention », « modifie ») by their rank, from 1."""

    articles: Mapping[str, Sequence[str]]
    annexes: Mapping[str, Sequence[str]]
    home: str
    writer: Writer
    scope: Scope

    def marks(self, part: Part, index: int) -> Iterator[Mark]:
        """The references of a block to articles and annexes that are there."""
        block = part.blocks[index]
        if block.kind in _HEADS or (block.kind in _REASONS and self.home == "acte"):
            return
        words = words_of(part, index, by_column=False)
        named = [m for m in part.mentions[index] if m.kind in _CALLS and not m.label and str(m.value).isdigit()]
        for run in _runs(named, block.text):
            if (mark := self._mark(run, words)) is not None:
                yield mark

    def _mark(self, run: Sequence[Mention], words: Sequence[Word]) -> Mark | None:
        """The longest reference that gives back the words; one of another text has to say whose it is."""
        first = next((n for n, word in enumerate(words) if word.start >= run[0].start), len(words))
        owner = next((m.of for m in run if m.of), None)
        own = owner is None or owner.present
        best: tuple[int, str] | None = None
        for prose, elsewhere in self._calls(run):
            for one in (prose, prose.replace(" }}", " | majuscule }}")):
                size = self._size(one, words[first:])
                reached = size and owner and words[first + size - 1].end >= owner.end
                if size and (own or reached or elsewhere) and (best is None or size > best[0]):
                    best = size, one
        return Mark(words[first].start, words[first + best[0] - 1].end, best[1]) if best else None

    def _calls(self, run: Sequence[Mention]) -> Iterator[tuple[str, bool]]:
        """The calls that may write a run; and whether they name another text."""
        name = _CALLS[run[0].kind]
        texts = self.articles if name == "article" else self.annexes
        for text, labels in texts.items():
            ranks = [int(str(m.value)) for m in run]
            quoted = ", ".join(f'"{labels[rank - 1]}"' for rank in ranks if 0 < rank <= len(labels))
            here, elsewhere = text == self.home or name == "annexe", text != self.home or name == "annexe"
            if not all(0 < rank <= len(labels) for rank in ranks):
                continue
            if len(run) > 1 or here:
                yield f"{{{{ {name}{'s' if len(run) > 1 else ''}({quoted}) }}}}", False
            if len(run) == 1 and elsewhere:
                yield f"{{{{ {name}({quoted}) }}}}", True
                yield f'{{{{ {name}({quoted}, "{text}") }}}}', True

    def _size(self, prose: str, words: Sequence[Word]) -> int:
        """How many words a call writes of those that are printed; 0 where it writes others."""
        at = 0
        for key in written(self.writer, self.scope, prose):
            said = words[at].key if at < len(words) else ""
            if key == "er" and said != "er":
                continue  # « article 1 »: the same in another form
            if said != key:
                return 0
            at += 1
        return at


def _runs(named: Sequence[Mention], text: str) -> Iterator[list[Mention]]:
    """Mentions of one list together: « articles 1er, 2 et 3 »."""
    starts = [n for n, one in enumerate(named) if text[one.start : one.start + 3].isalpha() or n == 0]
    for _, group in groupby(enumerate(named), key=lambda pair: max(s for s in starts if s <= pair[0])):
        yield [one for _, one in group]
