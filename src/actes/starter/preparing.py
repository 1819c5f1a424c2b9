"""A workspace that begins: where one may be, its files written; what the acts of a folder say, as edits of its file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

from ..finding import CannotGoOn
from ..frozen import frozen
from ..importing.gathering import Gathering
from ..importing.habits import Habit, habits
from ..importing.portrait import Numbers, Officer, Portrait, Said, day_of, portrait, said_by
from ..importing.read import Read, read_act
from ..law.councils import RENEWALS
from ..model.collectivite import Collectivite
from ..model.edits import Add, Edit, Put, Remove, Tree
from ..model.register import Register
from ..registry.reader import read_text
from ..regular import read_regular
from ..store.atomic import create
from ..tasks.folders import Found
from ..values.dates import parse_date
from ..values.text import comparable
from ..values.titles import Title
from ..workspace import OUTPUT, REGISTRY, Workspace, find_workspace
from .questions import QUESTIONS
from .workspace import MARK, refused, workspace_files

SHOWN = 90  # characters of a formula
MOST = 60  # acts that are asked: more would say the same
EVE = timedelta(days=1)


@frozen
class FromFiles:
    """The acts of files and folders, from which a workspace begins: a portrait of their collectivity; their formulas
    come once it has a name.
    """

    gathering: Gathering
    found: Found
    reads: tuple[Read, ...]
    portrait: Portrait

    @classmethod
    def of(cls, gathering: Gathering, found: Found) -> FromFiles:
        """From some of the acts, old ones and new ones."""
        acts = gathering.acts
        step = max(1, -(-len(acts) // MOST))
        reads = tuple(read for act in acts[::-1][::step] if (read := read_act(act)) is not None)
        return cls(gathering, found, reads, portrait(reads))

    @property
    def said(self) -> Mapping[str, Said]:
        """What they answer, where it will do."""
        return {option: one for option, one in self.portrait.answers.items() if not refused(option, one.value)}

    def edits(self, answers: Mapping[str, str], found: Sequence[Habit]) -> list[Edit]:
        """What they say beside the answers: people, numbers, the formulas that are wanted (`found`)."""
        return [*self.people(answers), *self.series(), *(Put(f"formules.{one.key}", one.tree) for one in found)]

    @property
    def numbers(self) -> tuple[Numbers, ...]:
        """The series that are not numbered as usual."""
        return tuple(one for one in self.portrait.numbers if not one.usual)

    def habits(self, answers: Mapping[str, str], today: date) -> list[Habit]:
        """The formulas of most acts, where they are not those with which everybody begins."""
        files = dict(workspace_files(answers, today, (*self.people(answers), *self.series())))
        body, _, _ = read_text(files[MARK].decode(), Collectivite, MARK.as_posix())
        return habits(self.reads, Register(body, {}, {}, {})) if body is not None else []

    def people(self, answers: Mapping[str, str]) -> Iterator[Edit]:
        """Councils, heads and who signs for them, from the first act on; the place where acts are signed."""
        installed = parse_date(answers["installed"])
        days = [day for read in self.reads if (day := day_of(read))]
        earliest = min(days, default=installed)
        if earliest < installed:
            yield Put("mandats", list(_councils(earliest, installed)))
        yield from self._heads(answers["head"], installed, earliest)
        if self.portrait.deputies:
            begun = {one.keys["nom"]: one.first for one in self.portrait.heads}  # who has been the head since
            people: Mapping[str, Tree] = {
                name: {**one.keys, **({"fin": (day - EVE).isoformat()} if (day := begun.get(one.keys["nom"])) else {})}
                for name, one in self.portrait.deputies.items()
            }
            yield Put("delegataires", people, after="executif")
        if self.portrait.lieu and not answers["address"].endswith(f" {self.portrait.lieu}"):
            yield Put("lieu", self.portrait.lieu)

    def _heads(self, head: str, installed: date, earliest: date) -> Iterator[Edit]:
        """Who was the head, one after the other; `head`, who is it now, may have signed none of these acts."""
        heads, now = self.portrait.heads, comparable(head)
        if heads and comparable(heads[-1].full) == now:
            if len(heads) > 1 or earliest < installed:
                yield Put("executif", list(_terms(heads, installed)))
        elif heads and heads[-1].last < installed and not now.endswith(f" {comparable(heads[-1].keys['nom'])}"):
            yield from (Add("executif", term, rank) for rank, term in enumerate(_terms(heads, installed, over=True)))
        elif earliest < installed:
            yield Remove("executif[0].debut")  # nobody knows since when

    def series(self) -> Iterator[Edit]:
        """The letters and the form of numbers, where they are not as usual."""
        if self.numbers:
            series: list[Tree] = [
                {"prefixe": one.prefixe, "actes": [one.kind.value], "forme": one.forme.value} for one in self.numbers
            ]
            yield Put("series", series)

    def also(self, found: Sequence[Habit]) -> Iterator[str]:
        """What the acts say beside the answers, in words; `found`: their formulas."""
        portrait = self.portrait
        if len(portrait.heads) > 1:
            years = ("-".join(dict.fromkeys((str(one.first.year), str(one.last.year)))) for one in portrait.heads)
            people = (f"{one.full} ({when})" for one, when in zip(portrait.heads, years, strict=True))
            yield f"à la tête de la collectivité, l'un après l'autre : {', '.join(people)}"
        if portrait.deputies:
            of = len(self.reads)
            people = (f"{one.full}, {_office(one)} ({said_by(one.acts, of)})" for one in portrait.deputies.values())
            yield f"signent par délégation : {' ; '.join(people)}"
        for series in self.numbers:
            form = f"lettres {series.prefixe}, forme {series.forme}"
            yield f"numéros des actes « {series.kind} » ({said_by(series.acts, series.of)}) : {form}"
        for one in found:
            words = " / ".join(" ".join(line.split()) for line in one.words) or "rien n'est imprimé là"
            yield f"formule « {one.key} » ({said_by(one.acts, one.of)}) : {_shortened(words.replace('**', ''))}"


def _shortened(words: str) -> str:
    """The first words of a formula; a fact in it stays whole.

    >>> _shortened("a" * 80 + " {{ collectivite.organe }} délibère")[-5:]
    'aaa …'
    """
    if len(words) <= SHOWN:
        return words
    first, fact, rest = words[:SHOWN].rpartition("{{")
    return f"{words[:SHOWN] if not fact or '}}' in rest else first}…"


def _office(one: Officer) -> str:
    """What somebody is, as it is said of her or of him."""
    keys = one.keys
    woman = keys["civilite"] == "Madame" and "accord" not in keys
    name = Title.of(keys["fonction"], "f" if woman else "m", feminin=keys.get("fonction_feminine", "")).nom
    return f"{name[0].lower()}{name[1:]}"


def _councils(earliest: date, installed: date) -> Iterator[Tree]:
    """The terms since the one of the first act: renewals of everybody, to be put right by a person."""
    begun = [fact.value for fact in RENEWALS if fact.value < installed - timedelta(days=180)]
    first = max((day for day in begun if day <= earliest), default=min(begun, default=installed))
    starts = sorted({*(day for day in begun if day >= first), installed})
    if starts[0] > earliest:
        starts.insert(0, earliest)
    for start, following in zip(starts, [*starts[1:], None], strict=True):
        term = {"debut": start.isoformat()}
        yield term | {"fin": (following - EVE).isoformat()} if following else term


def _terms(heads: Sequence[Officer], installed: date, *, over: bool = False) -> Iterator[Tree]:
    """Each head until the eve of the next one; nobody knows when the first one began, and `over` are those of before.

    One begins on the day the council was `installed`, where no act of the one before denies it, else with an act.
    """
    pairs = pairwise(heads)
    starts = [installed if one.last < installed <= following.first else following.first for one, following in pairs]
    begins, ends = [None, *starts], [*starts, installed if over else None]
    for one, start, end in zip(heads, begins, ends, strict=True):
        term: dict[str, Tree] = {**one.keys, **({"debut": start.isoformat()} if start else {})}
        yield term | {"fin": (end - EVE).isoformat()} if end else term


def prepared(folder: Path) -> bool:
    """Whether a folder is a workspace: the file that makes it one is written last."""
    return (folder / MARK).exists()


def place_of(start: Path, chosen: Path | None = None) -> Workspace:
    """The workspace that somebody is in, or the folder itself where one may be prepared.

    Raises CannotGoOn (status 2) for a folder that is not there, or that is part of a workspace that lacks something.
    """
    folder = (start / chosen if chosen else start).absolute()
    try:
        return find_workspace(start, chosen)
    except CannotGoOn:
        if prepared(folder) or not folder.is_dir() or any((one / REGISTRY).is_dir() for one in folder.parents):
            raise
    return Workspace(folder.resolve(), folder.resolve() / OUTPUT)


def prepare(folder: Path, answers: Mapping[str, str], today: date, edits: Sequence[Edit] = ()) -> list[Path]:
    """Write the files of a workspace; those that were there are kept, and given back where they say something else."""
    files = workspace_files(answers, today, edits)
    return [path for path, data in files if not create(folder / path, data) and read_regular(folder / path) != data]


def wrong_answers(answers: Mapping[str, str]) -> dict[str, str]:
    """Why each answer that will not do will not, by its question."""
    said = {asked.option: refused(asked.option, answers.get(asked.option, "")) for asked in QUESTIONS}
    return {option: why for option, why in said.items() if why}
