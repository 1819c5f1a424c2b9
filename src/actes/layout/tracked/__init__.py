"""The new document with Word's tracked changes against the old one: accept all for the new, reject all for the old.

The new document keeps its styles and its layout. What is written is read again both ways: a file that does not give
exactly both texts is never given back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count

from ...document import Block, Document
from ...finding import CannotGoOn
from ...pattern import pattern
from ...place import Place
from ...problems import problem
from ...reading.docx import main_part, read_docx
from ...reading.files import package_refused
from ...reading.package import Member, Package, read_package
from ...reading.revisions import CHANGES
from ...reading.wordml import T, W, words
from ...reading.wordstyles import Styles
from ...reading.xml import whole
from ..package import Element, parent_of, parse, write_package, written
from ..seal import link, seal
from .body import Tracker
from .marks import Marker
from .source import Tree, children, tree_from, tree_of

CHANGED = (f"{W}ins", f"{W}del")  # words outside stay words
SWAPPED = dict(zip((*CHANGED, T, f"{W}delText"), (*CHANGED[::-1], f"{W}delText", T), strict=True))
RUNNING = pattern(r"word/(?:header|footer)\d*\.xml")


def tracked(old: bytes | Document, new: bytes, name: str) -> bytes:
    """The bytes of the new file with its changes against the old one: a Word file, or what was read of another format.

    `name` is how to call the new file in messages. Raises CannotGoOn where a file has pending changes already, or where
    Word could not give back both texts.
    """
    with package_refused(name):
        for strict in (False, True):
            data, parts = _marked(old, new, strict=strict)
            if _faithful(old, new, data, [part for part in parts if RUNNING.fullmatch(part)]):
                return data
    what = "tout ce qui a changé (notes, zones de texte, numéros)"
    message = f"le suivi des modifications de Word ne peut pas porter {what}"
    raise CannotGoOn([problem("MOD205", message, "comparez-les sans --docx", Place(name))])


def _marked(old: bytes | Document, new: bytes, *, strict: bool) -> tuple[bytes, Iterable[str]]:
    """The new file, marked, and the parts of it that are."""
    package = read_package(new)
    trees = {name: tree_of(package, name) for name in _worded(package)}
    marker = Marker(count(_first(trees.values())), frozenset(Styles.of(package).names))
    pairs = {name: (one, trees[name]) for name, one in _trees(old, list(trees)).items()}
    for before, after in pairs.values():
        old_ones, new_ones = list(children(before.body)), list(children(after.body))
        Tracker(before, after, marker, strict).container(old_ones, new_ones, after.body)
    parts = {name: package.data(name) for name in package.names()}
    return seal(link(parts | {name: written(after.root) for name, (_, after) in pairs.items()})), pairs


def _worded(package: Package) -> Iterator[str]:
    """The parts of a file that have words."""
    yield main_part(package)
    yield from sorted(name for name in package.names() if RUNNING.fullmatch(name))


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
    return max((whole(number, 0, 2**31) for number in numbers), default=0) + 1


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


def lines_of(data: bytes) -> list[str]:
    """The words of a Word file as a reader reads them, every change accepted: a paragraph a line, cells too."""
    return lines_of_document(read_docx(data, ""))


def running_words(data: bytes, names: Iterable[str]) -> list[list[str]]:
    """The words of headers and footers, every change accepted."""
    package = read_package(data)
    return [words(parse(package.data(name), name)) for name in names]


def lines_of_document(document: Document) -> list[str]:
    """The same of a document that was read."""
    return [words for block in document.blocks for line in _lines(block) if (words := " ".join(line.split()))]


def _lines(block: Block) -> Iterator[str]:
    if not block.rows:
        yield f"{block.marker} {block.text}"
    for row in block.rows:
        for cell in row.cells:
            yield from cell.text.split("\n")


def refused(data: bytes) -> bytes:
    """A file of which a reader reads what is left when every change is refused: what is inserted and deleted swaps."""
    package = read_package(data)
    members = []
    for name in package.names():
        part = package.data(name)
        if name.startswith("word/") and name.endswith(".xml") and f'{W[1:-1]}"'.encode() in part:
            root = parse(part, name)
            for one in root.iter(*SWAPPED):
                if one.tag in CHANGED or next(one.iterancestors(*CHANGED), None) is not None:
                    one.tag = SWAPPED[one.tag]
            _restore(root)
            part = written(root)
        members.append(Member.stored(name, part))
    return write_package(members)


def _restore(root: Element) -> None:
    """Paragraphs take the look that they had: a number that Word shows is among it."""
    for change in list(root.iter(f"{W}pPrChange")):
        properties = parent_of(change)
        properties[:] = [*change.findall(f"{W}pPr/*"), *properties.findall(f"{W}rPr")]


def pending(data: bytes) -> bool:
    """Whether somebody's changes are waiting in a Word file."""
    package = read_package(data)
    names = (name for name in package.names() if name.startswith("word/") and name.endswith(".xml"))
    return any(next(parse(package.data(name), name).iter(*CHANGES), None) is not None for name in names)
