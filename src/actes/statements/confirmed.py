"""What the entry has put aside for a person to confirm, and what somebody has confirmed: rules say it once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..context import Context
from ..document import Fact
from ..model.confirm import BLANK, AConfirmer, shows, within
from ..model.links import OWN
from ..part import Field, Passage, span_at
from ..values.kept import kept_on_it


def in_hand(context: Context, path: str) -> bool:
    """Whether a line of `a_confirmer` is about a field, or about what holds it."""
    return any(not line.mots and within(path, line.champ) for line in _lines(context))


def passage_in_hand(context: Context, passage: Passage) -> bool:
    """Whether a line of `a_confirmer` is about the words of a passage, or about the fact that they come from."""
    return any(holds(context, line, passage) for line in _lines(context))


def asked(context: Context, passage: Passage) -> bool:
    """Whether a line asks about these very words: how they are written matters once they are the right ones."""
    return any(holds(context, line, passage) for line in _lines(context) if line.mots and not line.confirme)


def asked_about(context: Context, passage: Passage) -> bool:
    """Whether a line that nobody has answered yet is about the words of a passage."""
    return any(holds(context, line, passage) for line in _lines(context) if not line.confirme)


def settled(context: Context, where: Passage | Field) -> bool:
    """Whether somebody has said that what stands there is right as it is (`confirme: oui`)."""
    lines = [line for line in _lines(context) if line.confirme]
    if isinstance(where, Passage):
        return any(holds(context, line, where) for line in lines)
    return any(not line.mots and within(where.path, line.champ) for line in lines)


def figures(passage: Passage) -> Passage:
    """The words from their first figure on: « année {{ periode.debut | annee }} » is written by a fact."""
    at = next((n for n, char in enumerate(passage.text) if char.isdigit()), 0)
    return passage._replace(start=passage.start + at)


def holds(context: Context, line: AConfirmer, passage: Passage) -> bool:
    """Whether a line is about these words."""
    span, _ = span_at(passage.part.blocks[passage.block], passage.start)
    if span is None:
        return False
    if isinstance(span.origin, Fact):
        return shows(line, span.origin.path, span.text)
    here = written_in(context, passage)
    if not here or not within(here, line.champ):
        return False
    said = _plain(span.text if span.text.startswith(BLANK) else passage.text)  # between the brackets of a draft
    words = _plain(line.mots)
    return not words or words in said or said in words


def written_in(context: Context, passage: Passage) -> str:
    """The field of the entry whose text says these words, typed there or called by `{{ }}`; empty for a formula's."""
    span, _ = span_at(passage.part.blocks[passage.block], passage.start)
    return _paths(context).get(id(span.origin.source), "") if span is not None else ""


def owner_of(champ: str) -> tuple[str, str]:
    """The file that a field is in, the entry itself where it is empty, and its path there.

    >>> owner_of("tiers/office.representants"), owner_of("periode.debut")
    (('tiers/office', 'representants'), ('', 'periode.debut'))
    """
    first, _, rest = champ.partition(".")
    return (first, rest) if first == OWN or first.startswith("tiers/") else ("", champ)


def stated_at(context: Context, champ: str) -> str | None:
    """What is written at a field: empty for one that holds others, None where there is no such field."""
    owner, path = owner_of(champ)
    places = context.register.places.get(owner or context.identifier, {}) if context.register else {}
    return str(getattr(places[path], "text", "")) if path in places else None


def said_somewhere(context: Context, words: str) -> bool:
    """Whether the documents still say these words."""
    return any(_plain(words) in _plain(part.document.text) for part in context.parts)


def _lines(context: Context) -> Iterable[AConfirmer]:
    return context.entry.a_confirmer if context.entry else ()


@kept_on_it
def _paths(context: Context) -> Mapping[int, str]:
    """The field of each text of the entry, by the identity of what locates it."""
    places = context.register.places.get(context.identifier, {}) if context.register else {}
    return {id(node): path for path, node in places.items()}


def _plain(text: str) -> str:
    return " ".join(text.replace("’", "'").split())
