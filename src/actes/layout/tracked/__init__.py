"""The new document with Word's tracked changes against the old one: accept all for the new, reject all for the old.

The new document keeps its styles and its layout. What is written is read again both ways: a file that does not give
exactly both texts is never given back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count

from ...document import Document
from ...finding import CannotGoOn
from ...pattern import pattern
from ...place import Place
from ...problems import problem
from ...reading.files import package_refused
from ...reading.package import Package, read_package
from ...reading.wordml import W
from ...reading.wordstyles import Styles
from ..nodes import Element
from ..seal import link, seal
from .body import Tracker
from .marks import Marker
from .proof import lines_of, lines_of_document, pending, refused, running_words
from .source import MAIN, Tree, children, tree_from, tree_of

RUNNING = pattern(r"word/(?:header|footer)\d*\.xml")


def tracked(old: bytes | Document, new: bytes, name: str) -> bytes:
    """The bytes of the new file with its changes against the old one: a Word file, or what was read of another format.

    `name` is how to call the new file in messages. Raises CannotGoOn where a file has pending changes already, or where
    Word could not give back both texts.
    """
    with package_refused(name):
        for strict in (False, True):
            pair = _Pair(old, new)
            data = pair.marked(strict=strict)
            if _faithful(old, new, data, [name for name in pair.old if RUNNING.fullmatch(name)]):
                return data
    message = (
        "le suivi des modifications de Word ne peut pas porter tout ce qui a changé (notes, zones de texte, numéros)"
    )
    raise CannotGoOn([problem("MOD205", message, "comparez-les sans --docx", Place(name))])


class _Pair:
    """The parts of both files that have words."""

    def __init__(self, old: bytes | Document, new: bytes) -> None:
        self.package = read_package(new)
        self.names = tuple(_worded(self.package))
        self.new = {name: tree_of(self.package, name) for name in self.names}
        self.old = _trees(old, self.names)

    def marked(self, *, strict: bool) -> bytes:
        """The new file, marked."""
        marker = Marker(count(_first(self.new.values())), frozenset(Styles.of(self.package).names))
        for name, old in self.old.items():
            new = self.new[name]
            tracker = Tracker(old, new, marker, strict)
            tracker.container(list(children(old.body)), list(children(new.body)), new.body)
        parts = {name: self.package.data(name) for name in self.package.names()}
        return seal(link(parts | {name: _written(self.new[name].root) for name in self.old}))


def _worded(package: Package) -> Iterator[str]:
    yield _main(package)
    yield from sorted(name for name in package.names() if RUNNING.fullmatch(name))


def _main(package: Package) -> str:
    named = (n for n in package.names() if n.startswith("word/document") and n.endswith(".xml"))
    return MAIN if MAIN in package else next(named, MAIN)


def _trees(old: bytes | Document, names: Sequence[str]) -> Mapping[str, Tree]:
    """The parts of the old file under the names of the new one's; headers and footers where both have the same."""
    if isinstance(old, Document):
        return {names[0]: tree_from(old)}
    package = read_package(old)
    main, *running = _worded(package)
    same = running == list(names[1:])
    return {names[0]: tree_of(package, main)} | {name: tree_of(package, name) for name in running if same}


def _first(trees: Iterable[Tree]) -> int:
    """A number that no mark of the file has yet."""
    numbers = [one.get(f"{W}id", "") for tree in trees for one in tree.root.iter()]
    return max((int(number) for number in numbers if number.isdigit()), default=0) + 1


def _written(root: Element) -> bytes:
    from lxml import etree

    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _faithful(old: bytes | Document, new: bytes, data: bytes, running: Sequence[str]) -> bool:
    """Whether accepting gives the words of the new file and rejecting those of the old one, line by line.

    `running`: the headers and footers that are marked too.
    """
    before = lines_of_document(old) if isinstance(old, Document) else lines_of(old)
    undone = refused(data)
    if lines_of(data) != lines_of(new) or lines_of(undone) != before:
        return False
    pairs = ((data, new), (undone, old)) if isinstance(old, bytes) else ()
    return all(running_words(one, running) == running_words(other, running) for one, other in pairs)


__all__ = ["pending", "tracked"]
