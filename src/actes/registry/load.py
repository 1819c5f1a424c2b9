"""Loads a register from its folder: the entries asked for and all that they cite, every error collected.

One bad entry is reported and the others live; nothing here raises on what a person wrote.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from ..finding import CannotGoOn, Finding, errors_of
from ..frozen import frozen
from ..model.acte import Acte
from ..model.links import Named, check_links, third_parties
from ..model.register import Places, Register
from ..place import Place
from ..problems import problem
from .folder import TIERS, bodies_of, entries, shown_path, strays
from .loading import Loading, Memory

NO_DRAFTS: Mapping[Path, bytes] = {}
NO_ACTS: Mapping[str, Acte] = {}


@frozen
class Loaded:
    """What could be loaded, and everything that is wrong. Without a collectivity there is no register.

    `failed` names the files that somebody stands on and that could not be read (« DEC2025-453 », « tiers/ofgl »).
    """

    register: Register | None
    findings: tuple[Finding, ...]
    failed: tuple[str, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether nothing stands in the way of composing: a doubt (`alerte`) does not."""
        return self.register is not None and not errors_of(self.findings)

    def holding(self, names: Iterable[str] = ()) -> Register:
        """The register, which holds these acts. Raises CannotGoOn, with what is wrong, where it does not."""
        if self.register is None or any(name not in self.register.actes for name in names):
            raise CannotGoOn(errors_of(self.findings) or self.findings)
        return self.register


class Shelf:
    """A register's folder, listed once, with what all its acts share; acts are read from it as they are wanted."""

    def __init__(self, folder: Path, drafts: Mapping[Path, bytes] = NO_DRAFTS, memory: Memory | None = None) -> None:
        """`drafts` are files as they would be once written: what is about to be written is read first."""
        self.folder, self.files, self.drafts, self.memory = folder, entries(folder), drafts, memory
        bodies = bodies_of(folder)
        shared = Loading(folder, drafts=drafts, memory=memory)
        self.body = shared.collectivite()
        self.third = dict(shared.third_parties(bodies))
        self.named = Named(self.files, {path.stem: path for path in bodies})
        self.places, self.findings = shared.places, tuple(shared.findings)

    def strays(self) -> tuple[Finding, ...]:
        """Files that nobody would read for how their name ends."""
        kind, message = "nom-de-fichier", "{} n'est pas lu : il ne finit pas par « .yaml »"
        return tuple(
            problem(kind, message.format(path.name), f"renommez-le {stem}.yaml", Place(shown_path(self.folder, path)))
            for path, stem in strays(self.folder)
        )

    def shown(self, name: str) -> tuple[str, ...]:
        """The file of an owner (« DEC2025-453 », « tiers/ofgl ») as places call it; all where it has several."""
        return tuple(shown_path(self.folder, path) for path in self.files.get(name, [self.folder / f"{name}.yaml"]))

    def register(self, acts: Mapping[str, Acte] = NO_ACTS, places: Mapping[str, Places] | None = None) -> Register:
        """A register of these acts, with what all share."""
        assert self.body is not None  # asked where it could be read
        shown = MappingProxyType(self.places if places is None else places)
        return Register(self.body, MappingProxyType(acts), MappingProxyType(self.third), shown, self.files)

    def load(self, wanted: Iterable[str], drafts: Mapping[Path, bytes] = NO_DRAFTS) -> Loaded:
        """The acts wanted, and what they cite; what is wrong in them and in what all share.

        `drafts` are entries as they would be once written, beside those of the shelf.
        """
        asked, drafts = tuple(wanted), {**self.drafts, **drafts}
        found, places = list(self.findings), dict(self.places)
        loading = Loading(self.folder, self.body, frozenset(asked), found, places, drafts, self.memory)
        acts = dict(loading.acts(self.files, asked))
        if self.body is None:
            return Loaded(None, tuple(loading.findings))
        register = self.register(acts, loading.places)
        loading.findings.extend(check_links(register, acts, self.named))
        ordered = tuple(sorted(loading.findings, key=Finding.sort_key))
        return Loaded(register, ordered, self._failed(asked, acts))

    def _failed(self, asked: Iterable[str], acts: Mapping[str, Acte]) -> tuple[str, ...]:
        named = [*asked, *(cited for act in acts.values() for cited in act.cited())]
        missing = [name for name in named if name in self.files and name not in acts]
        bodies = [body for act in acts.values() for _, body in third_parties(act)]
        missing += [f"{TIERS}/{body}" for body in bodies if body in self.named.tiers and body not in self.third]
        return tuple(dict.fromkeys(missing))


def load_register(folder: Path, wanted: Iterable[str] | None = None) -> Loaded:
    """Load the acts `wanted` (identifiers; all when None), what they cite, the third parties, the collectivity."""
    shelf = Shelf(folder)
    if wanted is not None:
        return shelf.load(wanted)
    loaded = shelf.load(shelf.files)
    return replace(loaded, findings=tuple(sorted((*loaded.findings, *shelf.strays()), key=Finding.sort_key)))
