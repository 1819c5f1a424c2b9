"""Files put together by act: what bears its number, the convention that it approves, its annexes, its receipt.

Each document is there once, in its best form; what is of no use to its act, or of no act, is told with its reason.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import PurePosixPath

from ..context import Context
from ..document import Kind
from ..facts import MentionKind
from ..facts.mention import Reference
from ..finding import Finding
from ..frozen import frozen
from ..outline.nature import Nature
from ..part import Part
from ..pattern import pattern
from ..statements.subjects import TITLES, own_act
from ..values.actnumber import ActNumber
from ..values.receipt import Receipt
from ..values.text import comparable
from .together import SMALL, Clues, facts_of, number_in_name, put_together
from .types import Gathered, Source

FORMS = (".docx", ".odt", ".md", ".txt", ".doc", ".rtf", ".pdf")  # of two files of one document, the first is read
ALIKE = 0.7  # of their words and of their facts: two documents are one
SOLID = frozenset({Kind.PARTIE, Kind.ARTICLE, Kind.SIGNATURE, Kind.LIEU_DATE, Kind.FORMULE})
ORDER = list(Nature)
NATURES = {"DE": "délibération", "AR": "arrêté", "AI": "arrêté", "AU": "décision"}  # of @CTES
_ANNEXE = pattern(r"annexe\W*(?:n\W{0,2})?(?P<rank>\d{1,2})(?!\d)", re.IGNORECASE)


@frozen(eq=False)
class Leaf:
    """A document of a file, and of which act of the file it is."""

    source: Source
    part: Part
    act: int = 0

    @property
    def nature(self) -> Nature:
        return self.source.nature


@frozen(eq=False)
class Opened:
    """A file that was read: its name from the folder that was given, its documents, the receipt that it bears."""

    name: str
    digest: str
    leaves: tuple[Leaf, ...]
    receipt: Receipt | None = None
    sent: str = ""  # days, as an entry writes them
    received: str = ""
    notes: tuple[Finding, ...] = ()

    @property
    def only_receipt(self) -> bool:
        """Whether it holds a receipt and no document of the act."""
        return self.receipt is not None and all(leaf.nature is Nature.PIECE for leaf in self.leaves)


@frozen
class Left:
    """A file, or a document of one, that goes with no act: why, what to do; `wrong`: it could not be read."""

    name: str
    why: str
    hint: str = ""
    wrong: bool = False


@frozen
class Gathering:
    """The acts, oldest first, and what goes with none."""

    acts: tuple[Gathered, ...]
    left: tuple[Left, ...] = ()


@frozen(eq=False)
class _Unit:
    """The documents that a file has of one act."""

    file: Opened
    leaves: tuple[Leaf, ...]

    @property
    def parts(self) -> tuple[Part, ...]:
        return tuple(leaf.part for leaf in self.leaves)

    @property
    def is_act(self) -> bool:
        return any(leaf.nature is Nature.ACTE for leaf in self.leaves)


def gather(files: Sequence[Opened], *, together: bool = False) -> Gathering:
    """Put files together by act; `together`: somebody said that they are one."""
    files, copies = _once(files)
    units, twins = _apart([_Unit(file, leaves) for file in files for leaves in _by_act(file)])
    if together:
        number = next(filter(None, map(_own, units)), Reference())
        acts, alone = [(number, units)], list[_Unit]()
    else:
        acts, alone = put_together(units, _own, _clues, lambda unit: unit.is_act)
    found = [_gathered(number, group) for number, group in sorted(acts, key=lambda act: _age(act[0]))]
    left = [one for _, more in found for one in more]
    return Gathering(tuple(act for act, _ in found if act), (*copies, *twins, *left, *map(_alone, alone)))


def _apart(units: Sequence[_Unit]) -> tuple[list[_Unit], list[Left]]:
    """What bears no number and is another form of what is there goes with it, whatever it looks like."""
    kept: list[_Unit] = []
    twins: list[Left] = []
    numbered = {unit: unit.is_act or _own(unit) is not None for unit in units}
    for unit in sorted(units, key=lambda unit: (not numbered[unit], _form(unit.file.name))):
        same = None if numbered[unit] else next((one for one in kept if _twins(unit, one)), None)
        if same is None:
            kept.append(unit)
        else:
            twins.append(Left(unit.file.name, f"c'est le même document que {same.file.name}"))
    return [unit for unit in units if unit in kept], twins


def _twins(unit: _Unit, other: _Unit) -> bool:
    return bool(unit.leaves) and all(
        any(one.nature is leaf.nature and _alike(leaf, one) for one in other.leaves) for leaf in unit.leaves
    )


def _once(files: Sequence[Opened]) -> tuple[list[Opened], list[Left]]:
    """The files, one of each content; an annexe may be that of several acts, each in its folder."""
    kept: dict[tuple[str, str], Opened] = {}
    copies: list[Left] = []
    for file in files:
        named = number_in_name(file.name)
        if (same := kept.setdefault((file.digest, str(named and named.numero)), file)) is not file:
            copies.append(Left(file.name, f"copie de {same.name}"))
    return list(kept.values()), copies


def _by_act(file: Opened) -> Iterator[tuple[Leaf, ...]]:
    for act in sorted({leaf.act for leaf in file.leaves}) or [0]:
        yield tuple(leaf for leaf in file.leaves if leaf.act == act)


def _clues(units: Sequence[_Unit]) -> Clues:
    folders = frozenset(PurePosixPath(unit.file.name).parent for unit in units)
    return Clues(tuple(part for unit in units for part in unit.parts), folders)


def _own(unit: _Unit) -> Reference | None:
    """The number of an act: that of its title, of its file, of its receipt."""
    if unit.file.only_receipt and unit.file.receipt is not None:
        return _acknowledged(unit.file.receipt)
    titled = own_act(Context(unit.parts, date.min))
    if not unit.is_act and any(map(_of_its_own_series, unit.parts)):
        return None
    if titled is not None:
        return titled if isinstance(titled.numero, ActNumber) else _dated(titled, unit.parts)
    if len({leaf.act for leaf in unit.file.leaves}) > 1:
        return None  # the name of a file is not that of each of its acts
    named = number_in_name(unit.file.name)
    if named is None and unit.file.receipt is not None:
        named = number_in_name(unit.file.receipt.numero)
    return named


def _acknowledged(receipt: Receipt) -> Reference | None:
    """The act of a receipt: « AR 2025-012.xml » is no arrêté; letters say what it is, else its nature does."""
    found = number_in_name(receipt.numero)
    return replace(found, nature=found.nature or NATURES.get(receipt.nature, "")) if found else None


def _of_its_own_series(part: Part) -> bool:
    """« Convention n° CV-2024-12 »: a number of conventions, which the act that approves it cites."""
    titles = (mention.value for passage, mention in part.passages(MentionKind.ACT_NUMBER) if passage.kind in TITLES)
    return any(isinstance(said, Reference) and isinstance(said.numero, str) for said in titles)


def _dated(act: Reference, parts: Iterable[Part]) -> Reference:
    """A number without a year is that of many acts: it goes with the day of this one."""
    if isinstance(act.date, date):
        return replace(act, numero=f"{act.numero} du {act.date}")
    signed = (
        mention.value
        for part in parts
        for passage, mention in part.passages(MentionKind.DATE)
        if passage.kind is Kind.LIEU_DATE
    )
    return replace(act, numero=f"{act.numero} du {next(signed, None)}")


def _age(act: Reference) -> tuple[int, int, str]:
    number = act.numero
    if isinstance(number, ActNumber):
        return number.annee, number.rang, act.nature
    day = re.search(r"\d{4}(?=-\d\d-\d\d\Z)", str(number))
    return int(day[0]) if day else 0, 0, str(number)


def _gathered(number: Reference, group: Sequence[_Unit]) -> tuple[Gathered | None, list[Left]]:
    """The documents of one act, each once, the act first; and those that are of no use to it."""
    leaves = sorted((leaf for unit in group for leaf in unit.leaves), key=_rank)
    receipts = [unit.file for unit in sorted(group, key=lambda u: not u.file.only_receipt) if unit.file.receipt]
    bare = {unit.file.name for unit in group if unit.file.only_receipt}
    leaves = [leaf for leaf in leaves if leaf.source.name not in bare]
    if not any(leaf.nature is Nature.ACTE for leaf in leaves):
        return None, [_headless(file) for file in dict.fromkeys(unit.file for unit in group)]
    kept: list[Leaf] = []
    left: list[Left] = []
    for leaf in leaves:
        why = _superfluous(leaf, kept)
        if why is None:
            kept.append(leaf)
        else:
            left.append(why)
    sources = tuple(leaf.source for leaf in kept)
    code = number.numero.code if isinstance(number.numero, ActNumber) else ""
    if not receipts:
        return Gathered(sources, code), left
    first = receipts[0]
    return Gathered(sources, code, first.receipt, first.sent, first.received, (first.name, first.digest)), left


def _rank(leaf: Leaf) -> tuple[int, int, int, str]:
    """The act, its convention, its annexes in the order of their numbers; the best form of each first."""
    name = leaf.source.name
    head = " ".join(block.text for block in leaf.part.blocks[:2])
    said = _ANNEXE.search(head) or _ANNEXE.search(PurePosixPath(name).stem)
    return ORDER.index(leaf.nature), int(said["rank"]) if said else 99, _form(name), name


def _form(name: str) -> int:
    """The rank of a file's form: the first is the one to be read."""
    form = PurePosixPath(name).suffix.lower()
    return FORMS.index(form) if form in FORMS else len(FORMS)


def _superfluous(leaf: Leaf, kept: Sequence[Leaf]) -> Left | None:
    """Why a document adds nothing to those of its act, or is none of them."""
    name = leaf.source.name
    for other in kept:
        if other.nature is leaf.nature and _alike(leaf, other):
            return Left(name, f"c'est le même document que {other.source.name}, qui est repris")
    before = next((other.source.name for other in kept if other.nature is leaf.nature), "")
    if leaf.nature is Nature.ACTE and before:
        why = f"il porte le même numéro que {before}, avec d'autres mots"
        return Left(name, why, "comparez-les (actes diff), puis corrigez le numéro de l'un")
    if leaf.nature is Nature.CONVENTION and not SOLID & {block.kind for block in leaf.part.blocks}:
        return Left(name, "il parle de cet acte, et n'en est pas un document")
    if leaf.nature is Nature.CONVENTION and before:
        return Left(name, f"l'acte a déjà une convention : {before}", "reprenez-la à la main, en annexe")
    if leaf.nature is Nature.PIECE and not _announced(leaf, kept):
        return Left(name, "aucun document de cet acte ne l'annonce", "joignez-le à la main, s'il en est une annexe")
    return None


def _alike(one: Leaf, other: Leaf) -> bool:
    """Whether two documents are one: most words, and most facts, since acts of one model share their words."""
    return all(
        (here & there).total() >= ALIKE * max(here.total(), there.total())
        for here, there in zip(_counted(one), _counted(other), strict=True)
    )


@lru_cache(maxsize=4096)
def _counted(leaf: Leaf) -> tuple[Counter[object], Counter[object]]:
    return Counter(leaf.source.document.words()), Counter(facts_of([leaf.part]))


def _announced(leaf: Leaf, kept: Sequence[Leaf]) -> bool:
    """Whether a piece says that it is an annexe, or an annexe of its name is announced."""
    stem = PurePosixPath(leaf.source.name).stem
    if "annexe" in comparable(stem):
        return True
    words = {word for word in re.findall(r"\w+", comparable(stem)) if len(word) >= SMALL}
    said = [
        comparable(block.text)
        for other in kept
        for block in other.part.blocks
        if block.kind is Kind.ANNONCE or "annex" in comparable(block.text)
    ]
    return any(word in text for word in words for text in said)


def _headless(file: Opened) -> Left:
    if file.only_receipt:
        return Left(file.name, "c'est l'accusé de réception d'un acte qui n'est pas là")
    if any(leaf.nature is Nature.CONVENTION for leaf in file.leaves):
        return Left(file.name, "c'est une convention, et l'acte qui l'approuve n'est pas là", "donnez-les ensemble")
    return Left(file.name, "aucune décision, délibération ni arrêté n'y est reconnu", "donnez-le avec son acte")


def _alone(unit: _Unit) -> Left:
    if unit.file.only_receipt or not unit.is_act:
        return _headless(unit.file)
    hint = "donnez-lui un nom qui porte son numéro, par exemple DEC2025-453.docx, puis recommencez"
    return Left(unit.file.name, "c'est un acte, et son numéro ne se lit nulle part", hint)
