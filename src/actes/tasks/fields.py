"""The fields of the form of an entry: what a person sees of each, what she typed in it, what follows from that. The
facts of a prose are chips: between `⟦` and `⟧` in a plain text, moved or taken away whole, never written over.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from enum import StrEnum
from functools import cache, partial

from ..compose.cited import accounts_of, period_of
from ..compose.nameable import printed, scope_at
from ..document import Document, Fact
from ..frozen import frozen
from ..jinja.parts import Is as Sort
from ..jinja.parts import Part, paragraphs, parts
from ..model.accounts import Accounts, Price
from ..model.acte import Acte
from ..model.links import OWN
from ..model.prose import Prose
from ..model.register import Register
from ..pattern import pattern
from ..values.dates import show_date
from ..values.text import NBSP


class Is(StrEnum):
    """How a field is filled in."""

    TEXT = "texte"
    DATE = "date"
    YES_NO = "oui"
    CHOICE = "choix"
    PROSE = "prose"
    GROUP = "groupe"
    LIST = "liste"
    NAMES = "noms"


@frozen
class Field:
    """A field: its path, how a person calls it, what she typed; or fields below it.

    `note`: what follows from it, or what it is read as. `act` is the entry of the register that it names; `of`, the
    list of names that it is taken from (see `Names`). `new` are the fields of an item to be added. `item`: it is one
    of a list, whose rank is `rank` of `many`.
    """

    path: str
    label: str
    kind: Is = Is.TEXT
    value: str = ""
    help: str = ""
    example: str = ""
    required: bool = False
    stated: bool = True
    fixed: bool = False
    choices: tuple[str, ...] = ()
    note: str = ""
    act: str = ""
    of: str = ""
    title: str = ""
    item: bool = False
    rank: int = 0
    many: int = 0
    fields: tuple[Field, ...] = ()
    new: tuple[Field, ...] = ()
    alineas: tuple[Alinea, ...] = ()

    @property
    def helps(self) -> bool:
        """Whether its help says more than its label."""
        return bool(self.example) or self.help.lower() != self.label.lower()

    @property
    def more(self) -> tuple[Field, ...]:
        """The fields below it that nobody stated."""
        return tuple(one for one in self.fields if not one.stated)

    @property
    def computed(self) -> bool:
        return not self.stated and bool(self.note)


@frozen
class Group:
    """Fields that go together."""

    title: str
    fields: tuple[Field, ...]

    @property
    def stated(self) -> bool:
        return any(one.stated for one in self.fields)


@frozen
class Act:
    """An act that can be read; what its texts print, and their words that could be facts."""

    act: Acte
    register: Register
    printed: Printed = field(default_factory=dict)
    offers: Mapping[str, Sequence[Offer]] = field(default_factory=dict)

    def words(self, path: str) -> Callable[[str], str | None]:
        """What a name prints in the text at a path."""
        scope = cache(partial(scope_at, self.act, self.register, path))  # asked for by few texts
        return lambda name: printed(name, scope(), self.register.collectivite.orthographe)

    @property
    def names(self) -> dict[str, str]:
        """What its labels stand for: third parties, and who pays, as the act names them."""
        parts = self.act.financement.repartition if self.act.financement else {}
        named = {label: body.nom for label, body in self.register.tiers.items()}
        return named | {label: one.nom for label, one in parts.items() if one.nom}

    def cited(self, name: str) -> str:
        """What an act of the register is, for who sees its number."""
        act = self.register.actes.get(name)
        if act is None:
            return ""
        return f"{act.type} du {show_date(act.jour)}" if act.jour else str(act.type)

    def body(self, name: str) -> str:
        """A body as acts name it; "" where the register has none of that name."""
        body = self.register.collectivite if name == OWN else self.register.tiers.get(name)
        return body.nom if body else ""

    def follows(self, path: str, fields: Iterable[Field]) -> str:
        """What is worked out of a field, "" where nothing is; `fields` are those below it."""
        stated = {one.path.rpartition(".")[2] for one in fields if one.stated}
        if path == "periode":
            return _period(self.act, stated)
        if path.startswith("financement."):
            return _money(accounts_of(self.act, self.register), path.split(".")[1:], stated)
        return ""


def _period(act: Acte, stated: set[str]) -> str:
    period = period_of(act)
    if period is None:
        return ""
    return f"durée : {period.duree}" if "fin" in stated else f"jusqu'au {show_date(period.fin)}"


def _money(accounts: Accounts | None, steps: Sequence[str], stated: set[str]) -> str:
    """What a cost, a share, a payment comes to, beside what is typed of it."""
    if accounts is None:
        return ""
    match steps:
        case ["participation", *_]:
            return _price(getattr(accounts.participation, accounts.base, None), set())
        case ["cout_annuel" | "cout_total" as name]:
            return _price(getattr(accounts, name), stated)
        case ["lignes" | "repartition" | "echeances" as name, label]:
            held = getattr(accounts, name).get(label)
            return _price(getattr(held, accounts.base, None), stated)
    return ""


def _price(price: Price | None, stated: set[str]) -> str:
    if price is None:
        return ""
    if not price.taxe:
        return "" if "montant" in stated else str(price.ht)
    shown = [f"{price.ht} HT"] * ("ht" not in stated) + [f"{price.ttc} TTC"] * ("ttc" not in stated)
    return " · ".join(shown)


OPEN, CLOSE = "⟦", "⟧"
_TOKEN = pattern(rf"{OPEN}([^{OPEN}{CLOSE}]*){CLOSE}")
_COMMANDS = ((r"if\b", "si"), (r"elif\b", "sinon si"), (r"else\b", "sinon"), (r"for\b", "pour"), (r"end\w+", "fin"))
LOST_HINT = f"laissez les mots entre {OPEN} et {CLOSE} comme ils étaient, ou retirez-les avec leurs crochets"
LONGEST = 120  # characters of a chip, shown


@frozen
class Chip:
    """A fact in a sentence: what it prints, its tag as it is written, its name; `command`: it is a condition."""

    words: str
    tag: str
    name: str
    command: bool = False
    label: str = ""

    @property
    def token(self) -> str:
        return f"{OPEN}{self.label or self.words}{CLOSE}"


@frozen
class Offer:
    """Words of a text, from `start`, that say what a fact of the entry says: they could be that fact."""

    start: int
    words: str
    label: str


@frozen
class Alinea:
    """A paragraph of a text, by its rank: how it is written, the words that somebody typed and the chips in it."""

    path: str
    rank: int
    source: str
    pieces: tuple[str | Chip, ...]
    offers: tuple[Offer, ...] = ()

    @property
    def text(self) -> str:
        return "".join(one if isinstance(one, str) else one.token for one in self.pieces)


Printed = Mapping[tuple[int, int], str]


def printed_in(documents: Iterable[Document]) -> Printed:
    """What each fact of a text prints, by its text and where its tag stands there."""
    found: dict[tuple[int, int], str] = {}
    spans = (span for document in documents for block in document.blocks for span in block.all_spans())
    for span in spans:
        if isinstance(span.origin, Fact):
            found.setdefault((id(span.origin.source), span.origin.offset), span.text)
    return found


def alineas(path: str, prose: Prose, printed: Printed, words_of: Callable[[str], str | None]) -> Iterator[Alinea]:
    """The paragraphs of a text; `words_of` says what a name prints, for what no document shows."""
    for rank, (start, end) in enumerate(paragraphs(prose.text)):
        made, at = list[str | Chip](), start
        for part in parts(prose.text[start:end]):
            said = printed.get((id(prose.source), at)) if part.kind is Sort.VALUE else None
            made.append(_piece(part, said, words_of))
            at += len(part.text)
        yield Alinea(path, rank, prose.text[start:end], tuple(_labelled(made)))


def _piece(part: Part, said: str | None, words_of: Callable[[str], str | None]) -> str | Chip:
    if part.kind is Sort.WORDS:
        return part.text
    if part.kind is Sort.COMMAND:
        return Chip(_command(part.inner), part.text, part.inner, command=True)
    words = said or words_of(part.inner) or part.inner
    return Chip(_shown(words), part.text, part.inner)


def _command(inner: str) -> str:
    for form, word in _COMMANDS:
        if found := re.match(form, inner):
            return f"{word} {inner[found.end() :].strip()}".strip() if not inner.startswith("end") else word
    return "note"


def _shown(words: str) -> str:
    plain = " ".join(words.replace(NBSP, " ").split()).translate({ord(OPEN): "[", ord(CLOSE): "]"})
    return plain if len(plain) <= LONGEST else f"{plain[:LONGEST]}…"


def _labelled(pieces: Sequence[str | Chip]) -> Iterator[str | Chip]:
    """The pieces, two facts that print the same told apart."""
    known: dict[str, list[str]] = {}
    for one in pieces:
        if isinstance(one, str):
            yield one
            continue
        tags = known.setdefault(one.words, [])
        if one.tag not in tags:
            tags.append(one.tag)
        rank = tags.index(one.tag)
        yield Chip(one.words, one.tag, one.name, one.command, f"{one.words} ({rank + 1})" if rank else "")


def source_of(text: str, chips: Iterable[Chip], offered: Callable[[str], str | None]) -> str:
    """How a plain text is written in the entry: each token gives way to its tag.

    `⟦=name⟧` is a fact by its name, which a list gave; `offered` gives the name of a fact that somebody calls by its
    label. Raises ValueError, in French, on a token that is no fact's.
    """
    known = list(chips)
    by_token = {one.token: one.tag for one in known}
    by_name = {one.name: one.tag for one in known}

    def tag(found: re.Match[str]) -> str:
        inner = found[1].strip()
        if found[0] in by_token:
            return by_token[found[0]]
        if inner.startswith("="):
            return by_name.get(inner[1:].strip()) or f"{{{{ {inner[1:].strip()} }}}}"
        if name := offered(inner):
            return f"{{{{ {name} }}}}"
        raise ValueError(f"« {inner} » n'est le nom d'aucun fait ; {LOST_HINT}")

    made = _TOKEN.sub(tag, text)
    outside = _TOKEN.sub("", text)
    if OPEN in outside or CLOSE in outside:
        raise ValueError(f"un crochet {OPEN} ou {CLOSE} est resté seul ; {LOST_HINT}")
    return made
