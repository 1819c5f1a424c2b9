"""Files put together by act: what bears its number, the convention that it approves, its annexes, its receipt.

Each document is there once, in its best form; what is of no use to its act, or of no act, is told with its reason.

A number is said by a title, else by the name of a file or of a folder. What bears none goes with the act that it names,
whose facts it has (its days, its amounts, its people), that is beside it; where two acts would do, with none. A
convention between others, about something else, goes with no act; nor does an avenant, with one that amends nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import PurePosixPath
from typing import TypeVar

from ..context import Context
from ..document import Kind
from ..facts import MentionKind, read
from ..facts.mention import PersonName, Reference
from ..finding import Finding
from ..frozen import frozen
from ..outline.nature import Nature
from ..part import Part
from ..pattern import pattern
from ..statements.subjects import BY_DESIGN, TITLES, own_act, same_act
from ..text.heads import INSTITUTIONS
from ..values.actnumber import ActNumber
from ..values.receipt import Receipt
from ..values.text import comparable
from .types import Gathered, Source

FORMS = (".docx", ".odt", ".md", ".txt", ".doc", ".rtf", ".pdf")  # of two files of one document, the first is read
ALIKE = 0.7  # of their words and of their facts: two documents are one
SOLID = frozenset({Kind.PARTIE, Kind.ARTICLE, Kind.SIGNATURE, Kind.LIEU_DATE, Kind.FORMULE})
ORDER = list(Nature)
NATURES = {"DE": "délibération", "AR": "arrêté", "AI": "arrêté", "AU": "décision"}  # of @CTES
_AMENDS = pattern(r"\b(?:l['’]|un\s)avenant\b|\bavenant\s(?:n|[àa]\b)|\bmodifi(?:er|e|cations?)\b", re.IGNORECASE)
_APPROVED = pattern(r"approuvée?s?\spar\s", re.IGNORECASE)
_ANNEXE = pattern(r"annexe\W*(?:n\W{0,2})?(?P<rank>\d{1,2})(?!\d)", re.IGNORECASE)


@frozen(eq=False)
class Opened:
    """A file that was read: its name from the folder that was given, its documents, the receipt that it bears."""

    name: str
    digest: str
    leaves: tuple[Source, ...]
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
    """A file, or a document of one, that goes with no act: why, what to do; `wrong`: it could not be read; `read`: it
    was, and goes with its act, but somebody may be writing it.
    """

    name: str
    why: str
    hint: str = ""
    wrong: bool = False
    read: bool = False


@frozen
class Gathering:
    """The acts, oldest first, and what goes with none."""

    acts: tuple[Gathered, ...]
    left: tuple[Left, ...] = ()


@frozen(eq=False)
class _Unit:
    """The documents that a file has of one act."""

    file: Opened
    leaves: tuple[Source, ...]

    @property
    def parts(self) -> tuple[Part, ...]:
        return tuple(leaf.part for leaf in self.leaves)

    @property
    def is_act(self) -> bool:
        return any(leaf.nature is Nature.ACTE for leaf in self.leaves)


def gather(files: Sequence[Opened], *, together: bool = False) -> Gathering:
    """Put files together by act; `together`: somebody said that they are one."""
    once: dict[tuple[str, str], Opened] = {}  # an annexe may be that of several acts, each in its folder
    left: list[Left] = []
    for file in files:
        named = number_in_name(file.name)
        if (same := once.setdefault((file.digest, str(named and named.numero)), file)) is not file:
            left.append(Left(file.name, f"copie de {same.name}"))
    every = ((file, act) for file in once.values() for act in sorted({leaf.act for leaf in file.leaves}) or [0])
    units = [_Unit(file, tuple(leaf for leaf in file.leaves if leaf.act == act)) for file, act in every]
    units, twins = _apart(units)
    if together:
        number = next(filter(None, map(_own, units)), Reference())
        acts, alone = [(number, units)], list[_Unit]()
    else:
        acts, alone = put_together(units, _own, _clues, lambda unit: unit.is_act)
    found = [_gathered(number, group) for number, group in sorted(acts, key=lambda act: _age(act[0]))]
    left += [*twins, *(one for _, more in found for one in more)]
    left += [_headless(unit.file, unit.is_act) for unit in alone]
    return Gathering(tuple(act for act, _ in found if act), tuple(left))


def _apart(units: Sequence[_Unit]) -> tuple[list[_Unit], list[Left]]:
    """What bears no number and is another form of what is there goes with it, whatever it looks like."""
    kept: list[_Unit] = []
    twins: list[Left] = []
    numbered = {unit: unit.is_act or _own(unit) is not None for unit in units}
    for unit in sorted(units, key=lambda unit: (not numbered[unit], _form(unit.file.name))):
        others = kept if unit.leaves and not numbered[unit] else ()
        alike = (one for one in others if all(_same(leaf, one.leaves) for leaf in unit.leaves))
        same = next((one for one in alike if not _of_others(unit.parts, one.parts)), None)
        if same is None:
            kept.append(unit)
        else:
            twins.append(_twin(unit.file.name, same.file.name, unit.leaves, same.leaves))
    return [unit for unit in units if unit in kept], twins


def _of_others(parts: Sequence[Part], others: Sequence[Part]) -> bool:
    """Whether each has a party that the other has not: two conventions of one model."""
    here, there = (set[str]().union(*(_proper(one.name) for part in side for one in part.roster.parties))
                   for side in (parts, others))  # fmt: skip
    return bool(here - there and there - here)


def _clues(units: Sequence[_Unit]) -> Clues:
    folders = frozenset(PurePosixPath(unit.file.name).parent for unit in units)
    return Clues(tuple(part for unit in units for part in unit.parts), folders)


def _own(unit: _Unit) -> Reference | None:
    """The number of an act: that of its title, of its file, of its receipt."""
    receipt = unit.file.receipt
    if unit.file.only_receipt and receipt is not None:  # « AR 2025-012.xml » is no arrêté
        found = number_in_name(receipt.numero)
        return replace(found, nature=found.nature or NATURES.get(receipt.nature, "")) if found else None
    titled = own_act(Context(unit.parts, date.min))
    if not unit.is_act and (said := next(filter(None, map(_approved_by, unit.parts)), None)) is not None:
        return said
    if not unit.is_act and any(map(_of_its_own_series, unit.parts)):
        return None
    if titled is not None:
        return titled if isinstance(titled.numero, ActNumber) else _dated(titled, unit.parts)
    if len({leaf.act for leaf in unit.file.leaves}) > 1:
        return None  # the name of a file is not that of each of its acts
    return number_in_name(unit.file.name) or (number_in_name(receipt.numero) if receipt is not None else None)


def _approved_by(part: Part) -> Reference | None:
    """The act of « Approuvé par décision n° 2025-061 », a line below the title."""
    for passage, mention in part.passages(MentionKind.ACT_NUMBER):
        said = mention.value
        if passage.kind in TITLES and _APPROVED.match(passage.context) and isinstance(said, Reference):
            return said if isinstance(said.numero, ActNumber) else None
    return None


def _of_its_own_series(part: Part) -> bool:
    """« Convention n° CV-2024-12 »: a number of conventions, which the act that approves it cites."""
    titles = (mention.value for passage, mention in part.passages(MentionKind.ACT_NUMBER) if passage.kind in TITLES)
    return any(isinstance(said, Reference) and isinstance(said.numero, str) for said in titles)


def _dated(act: Reference, parts: Iterable[Part]) -> Reference:
    """A number without a year is that of many acts: it goes with the day of this one."""
    dated = (found for part in parts for found in part.passages(MentionKind.DATE))
    signed = (mention.value for passage, mention in dated if passage.kind is Kind.LIEU_DATE)
    day = act.date if isinstance(act.date, date) else next(signed, None)
    return replace(act, numero=f"{act.numero} du {day}")


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
    leaves = [leaf for leaf in leaves if leaf.name not in bare]
    code = number.numero.code if isinstance(number.numero, ActNumber) else ""
    if not any(leaf.nature is Nature.ACTE for leaf in leaves):
        return None, [_headless(file, code=code) for file in dict.fromkeys(unit.file for unit in group)]
    kept: list[Source] = []
    left: list[Left] = []
    for leaf in leaves:
        if (why := _superfluous(leaf, kept)) is None:
            kept.append(leaf)
        else:
            left.append(why)
    made = Gathered(tuple(kept), code)
    for one in receipts[:1]:
        named = one.name, one.digest
        made = replace(made, receipt=one.receipt, sent=one.sent, received=one.received, receipt_file=named)
    return made, left


def _rank(leaf: Source) -> tuple[int, int, int, str]:
    """The act, its convention, its annexes in the order of their numbers; the best form of each first."""
    name = leaf.name
    head = " ".join(block.text for block in leaf.part.blocks[:2])
    said = _ANNEXE.search(head) or _ANNEXE.search(PurePosixPath(name).stem)
    return ORDER.index(leaf.nature), int(said["rank"]) if said else 99, _form(name), name


def _form(name: str) -> int:
    """The rank of a file's form: the first is the one to be read."""
    form = PurePosixPath(name).suffix.lower()
    return FORMS.index(form) if form in FORMS else len(FORMS)


def _superfluous(leaf: Source, kept: Sequence[Source]) -> Left | None:
    """Why a document adds nothing to those of its act, or is none of them."""
    name = leaf.name
    if (same := _same(leaf, kept)) is not None:
        return _twin(name, same.name, [leaf], [same])
    before = next((other.name for other in kept if other.nature is leaf.nature), "")
    if leaf.nature is Nature.ACTE and before:
        why = f"il porte le même numéro que {before}, avec d'autres mots"
        return Left(name, why, "comparez-les (actes diff), puis corrigez le numéro de l'un")
    if leaf.nature is Nature.CONVENTION and not SOLID & {block.kind for block in leaf.part.blocks}:
        return Left(name, "il parle de cet acte, et n'en est pas un document")
    if _is_avenant(leaf.part) and not any(_amends(one.part) for one in kept):
        return _unapproved(name)
    if leaf.nature is Nature.CONVENTION and before:
        return Left(name, f"l'acte a déjà une convention : {before}", "reprenez-la à la main, en annexe")
    if leaf.nature is Nature.PIECE and not _announced(leaf, kept):
        return Left(name, "aucun document de cet acte ne l'annonce", "joignez-le à la main, s'il en est une annexe")
    return None


def _twin(name: str, same: str, leaves: Sequence[Source], others: Sequence[Source]) -> Left:
    """Why one of two is left: another form of a document (a PDF reads otherwise), or another version of it."""
    said, there = (sum((_counted(one)[0] for one in side), Counter[object]()) for side in (leaves, others))
    if _form(name) != _form(same) or said == there:
        return Left(name, f"c'est le même document que {same}")
    hint = "comparez-les (actes diff), retirez celui qui ne compte pas, puis recommencez"
    return Left(name, f"c'est une autre version de {same}, qui est lu", hint)


def _is_avenant(part: Part) -> bool:
    """Whether its title says so: what it cites approved the convention that it amends, not it."""
    titles = (comparable(block.text) for block in part.blocks if block.kind in TITLES)
    return part.nature is Nature.CONVENTION and any(title.startswith(AMENDS) for title in titles)


def _amends(part: Part) -> bool:
    """Whether an act says, beside its visas, that it amends something."""
    texts = (block.text for block in part.blocks if block.kind is not Kind.VISA)
    return part.nature is Nature.ACTE and any(map(_AMENDS.search, texts))


def _same(leaf: Source, others: Iterable[Source]) -> Source | None:
    """The same document among others: most words, and most facts, since acts of one model share their words."""
    for other in others:
        both = zip(_counted(leaf), _counted(other), strict=True) if other.nature is leaf.nature else ()
        shares = [(here & there).total() >= ALIKE * max(here.total(), there.total()) for here, there in both]
        if shares and all(shares):
            return other
    return None


@lru_cache(maxsize=4096)
def _counted(leaf: Source) -> tuple[Counter[object], Counter[object]]:
    return Counter(leaf.part.document.words()), Counter(facts_of([leaf.part]))


def _announced(leaf: Source, kept: Sequence[Source]) -> bool:
    """Whether a piece says that it is an annexe, or an annexe of its name is announced."""
    stem = PurePosixPath(leaf.name).stem
    if "annexe" in comparable(stem):
        return True
    words = _words(stem)
    blocks = (block for other in kept for block in other.part.blocks)
    texts = ((block.kind, comparable(block.text)) for block in blocks)
    said = [text for kind, text in texts if kind is Kind.ANNONCE or "annex" in text]
    return any(word in text for word in words for text in said)


def _unapproved(name: str, code: str = "") -> Left:
    why = f"l'acte qui l'approuve{f' ({code})' if code else ''} n'est pas là"
    return Left(name, f"c'est une convention ou un avenant, et {why}", "donnez-les ensemble")


def _headless(file: Opened, act: bool = False, code: str = "") -> Left:
    """Why a file goes with no act, or is one (`act`) whose number nothing says."""
    if file.only_receipt:
        return Left(file.name, "c'est l'accusé de réception d'un acte qui n'est pas là")
    if act:
        hint = "donnez-lui un nom qui porte son numéro, par exemple DEC2025-453.docx, puis recommencez"
        return Left(file.name, "c'est un acte, et son numéro ne se lit nulle part", hint)
    if any(leaf.nature is Nature.CONVENTION for leaf in file.leaves):
        return _unapproved(file.name, code)
    return Left(file.name, "aucune décision, délibération ni arrêté n'y est reconnu", "donnez-le avec son acte")


U = TypeVar("U")
IDENTITY = tuple(MentionKind[name] for name in ("ACT_NUMBER", "NAME", "SIRET", "SIREN"))
VAGUE = frozenset(  # what many bodies are, and many titles say
    comparable(word)
    for word in (*INSTITUTIONS, *BY_DESIGN, "communes", "saint", "sainte", "année", "années", "portant", "relatif")
)
_CAPITAL = pattern(r"[A-ZÀ-Ý][\w’'-]*")
TELLING = tuple(MentionKind[name] for name in ("DATE", "PERIOD", "AMOUNT", "NAME", "SIRET", "SIREN"))
ENOUGH, MARGIN = 1.0, 0.5  # what tells that a document is of an act, and of it rather than of another
SMALL = 4  # letters: a shorter word says nothing
NAMED, TWICE, SHARED, TITLED, BESIDE = 3.5, 4.0, 3.0, 3.0, 1.0  # its number, again; at most, its facts, title; folder
AMENDS, AMENDED = "avenant", 4.0  # it names the act of the convention that it amends: its own one is of an avenant too
_NUMBER = pattern(r"(?<!\d)(?P<year>(?:19|20)\d\d)[-_. ](?P<rank>\d{1,4})(?!\d)")
_DAY = pattern(r"[-_. ]\d\d(?!\d)")
_WORD = pattern(r"(?P<word>[^\W\d_]+)[\W_]*(?:n[°ºo]?[\W_]*)?\Z")


@frozen
class Clues:
    """What an act, or what is to go with one, says of itself: its documents, the folders where they are."""

    parts: tuple[Part, ...]
    folders: frozenset[PurePosixPath] = frozenset()


def nearest(acts: Sequence[tuple[Reference, Clues]]) -> Callable[[Clues], int | None]:
    """Tells the rank of the act with which something goes; None where none is near enough, or two are."""
    facts = [facts_of(clues.parts) for _, clues in acts]
    titles = [_titled(clues.parts) for _, clues in acts]
    common = Counter[object](fact for each in facts for fact in each)
    common.update(word for each in titles for word in each)
    within = Counter(folder for _, clues in acts for folder in clues.folders)

    def points(clues: Clues, own: set[object], said: set[str], rank: int) -> float:
        act, known = acts[rank]
        if is_stranger(clues.parts, known.parts):
            return 0
        shared = sum(1 / common[fact] for fact in own & facts[rank])
        titled = sum(1 / common[word] for word in said & titles[rank])
        titled /= sum(1 / max(1, common[word]) for word in said) or 1
        cited = (mention.value for part in clues.parts for _, mention in part.passages(MentionKind.ACT_NUMBER))
        times = sum(isinstance(value, Reference) and same_act(act, value) for value in cited)
        named = (0, NAMED, TWICE)[min(2, times)]
        beside = max((BESIDE / within[folder] for folder in clues.folders & known.folders), default=0.0)
        found = named + min(SHARED, shared) + TITLED * titled + beside
        return found + AMENDED * ((AMENDS in said) is (AMENDS in titles[rank])) if found >= ENOUGH else 0

    def best(clues: Clues) -> int | None:
        own, said = facts_of(clues.parts), _titled(clues.parts)
        found = [points(clues, own, said, rank) for rank in range(len(acts))]
        ranked = sorted(range(len(acts)), key=lambda rank: -found[rank])
        if not ranked or not found[ranked[0]]:
            return None
        second = found[ranked[1]] if len(ranked) > 1 else 0.0
        near = found[ranked[0]] - second >= MARGIN and not is_of_another(clues.parts, acts[ranked[0]][1].parts)
        return ranked[0] if near else None

    return best


def put_together(
    units: Sequence[U],
    own: Callable[[U], Reference | None],
    clues: Callable[[Sequence[U]], Clues],
    apart: Callable[[U], bool] = lambda _: False,
) -> tuple[list[tuple[Reference, list[U]]], list[U]]:
    """What bears each number; what bears none goes with the act that its clues are nearest to, else is alone.

    What is `apart` goes with no other.
    """
    acts: list[tuple[Reference, list[U]]] = []
    others: list[U] = []
    for unit in units:
        number = own(unit)
        group = next((group for act, group in acts if number is not None and same_act(act, number)), None)
        if number is None:
            others.append(unit)
        elif group is None:
            acts.append((number, [unit]))
        else:
            group.append(unit)
    best = nearest([(act, clues(group)) for act, group in acts])
    ranks = [None if apart(unit) else best(clues([unit])) for unit in others]  # before any is added: no order counts
    for unit, rank in zip(others, ranks, strict=True):
        if rank is not None:
            acts[rank][1].append(unit)
    return acts, [unit for unit, rank in zip(others, ranks, strict=True) if rank is None]


def is_stranger(parts: Iterable[Part], others: Iterable[Part]) -> bool:
    """Whether a convention has no party, number or object in common with acts; not where its parties are unreadable."""
    agreed = [part for part in parts if part.nature is Nature.CONVENTION]
    acts = [part for part in others if part.nature is Nature.ACTE]
    parties = [_proper(party.name) for part in agreed for party in part.roster.parties]
    if not acts or len(parties) < 2 or not all(parties):
        return False
    said = {word for part in acts for block in part.blocks for word in _words(block.text)}
    about = _titled(acts) | {w for a in acts for b in a.blocks if b.kind is Kind.ANNONCE for w in _words(b.text)}
    shared = said & set[str]().union(*parties) or {word for word in _titled(agreed) & about - VAGUE if word.isalpha()}
    return not shared and not facts_of(agreed, IDENTITY) & facts_of(acts, IDENTITY)


def is_of_another(parts: Iterable[Part], others: Iterable[Part]) -> bool:
    """Whether they are an avenant, and others an act or a convention that it may amend, and none that approves it."""
    ours, amended = (
        [one for one in side if one.nature in (Nature.ACTE, Nature.CONVENTION)] for side in (parts, others)
    )
    amended = [one for one in amended if not _is_avenant(one)]
    return bool(ours and amended) and all(map(_is_avenant, ours)) and not any(map(_amends, amended))


def _proper(name: str) -> set[str]:
    """The words of a party's name that tell it from others."""
    return set[str]().union(*(_words(said) for said in _CAPITAL.findall(name))) - VAGUE


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", comparable(text)) if len(word) >= SMALL}


def _titled(parts: Iterable[Part]) -> set[str]:
    """The words that say what documents are about."""
    said = (block.text for part in parts for block in part.blocks if block.kind in TITLES)
    return {word for text in said for word in _words(text)}


def facts_of(parts: Iterable[Part], kinds: Sequence[MentionKind] = TELLING) -> set[object]:
    """The days, amounts, people and identifiers that documents say."""
    found: set[object] = set()
    for part in parts:
        for _, mention in part.passages(*kinds):
            value = mention.value
            if value is not None:
                value = comparable(value.nom) if isinstance(value, PersonName) else value
                found.add(value.numero if isinstance(value, Reference) else value)
    return found


def number_in_name(name: str) -> Reference | None:
    """The number that the name of a file says, else that of a folder around it.

    >>> [number_in_name(name).numero.code for name in ("A/DEC2025-453.docx", "2025-453/plan.pdf", "n° 2025_12.odt")]
    ['2025-453', '2025-453', '2025-12']
    >>> number_in_name("Actes 2025-2026/2025-07-08 décision.docx")
    >>> number_in_name("Arrêté 2025-12 (stationnement).docx").nature
    'arrêté'
    """
    path = PurePosixPath(name)
    for text in (path.stem, *(part for part in reversed(path.parts[:-1]))):
        for match in _NUMBER.finditer(text):
            rank, month = match["rank"], int(match["rank"]) <= 12
            if int(rank) and not (month and _DAY.match(text, match.end())) and not 1900 <= int(rank) < 2100:
                return _reference(text[: match.start()], f"{match['year']}-{rank}")
    return None


def _reference(before: str, number: str) -> Reference:
    """A number with the kind of act that the word or the letters before it say."""
    said = _WORD.search(before)
    for text in (f"{said['word'].upper()}{number}", f"{said['word']} n° {number}") if said else ():
        for mention in read(text):
            if isinstance(mention.value, Reference) and isinstance(mention.value.numero, ActNumber):
                return mention.value
    return Reference("", ActNumber.parse(number))
