"""Our templates, dressed: the slots of ours, the letterhead and the styles of an act.

Nothing of what the act says is taken: only the head and the foot of its pages, cleaned of what is of it alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import replace

from ...document import Block, Document, Kind
from ...frozen import frozen
from ...outline.documents import documents_in
from ...outline.nature import Nature, composed_nature, nature_of
from ...reading.docx import main_part, read_word
from ...reading.package import CONTENT_TYPES, Package, read_package
from ...reading.wordml import P, R, W
from ...reading.wordstyles import SLOTS
from ..package import Element, element, elements, parse, text_of, written
from ..runs import text_width
from .account import comparable, left_out, mixed, taken, unseen
from .clean import Cleaner
from .effective import Form, Ink, Resolver, number, root_of
from .grid import Grid, table_shown
from .letterhead import MAIN, Letterhead, Taker, heads_of, sections_until
from .ofact import FOOT, OfAct
from .seen import TAB, Observer, Shown, unframed
from .template import TIGHT, by_name, fit, packed, palette, restyle, tag, write_styles

STYLES, SETTINGS, OUR_HEAD = "word/styles.xml", "word/settings.xml", "word/header1.xml"
SETTINGS_ORDER = ("zoom", "mirrorMargins", "defaultTabStop", "autoHyphenation", "hyphenationZone", "evenAndOddHeaders")
# Settings on which a head or a text depends.
CARRIED = tuple(name for name in SETTINGS_ORDER if name not in ("zoom", "hyphenationZone"))
OUTDENT = 15  # the version of Word since which a table begins at the margin
TWICE = (
    "en-tête : si le nom de la collectivité y est déjà, retirez-le de vos formules (registry/collectivite.yaml, "
    "« entete »), sinon il serait là deux fois"
)
FOOT_ROOM = 425  # twips: most printers print nothing below
FOOT_SIZE = 18  # half points: the line we add at the foot is no larger


@frozen
class Dressed:
    """Templates by file name; the one of the act itself and its document, to be shown beside it; in French, what was
    taken over, what was not, what the act does not show.
    """

    templates: Mapping[str, bytes]
    own: str
    document: Document
    taken: tuple[str, ...]
    told: tuple[str, ...]
    unseen: tuple[str, ...]


@frozen
class _Act:
    """One file: its parts, its blocks, what looks at them."""

    name: str
    package: Package
    root: Element
    resolver: Resolver
    seen: Observer
    blocks: tuple[Block, ...]
    outdented: bool


def dressed(data: bytes, name: str, ours: Mapping[str, bytes]) -> Dressed:
    """Our templates (`ours`, by file name) in the look of a Word file called `name` in messages.

    Raises BadPackage when it cannot be read safely, CannotGoOn when there is nothing to take.
    """
    act = _read(data, name)
    made = {file: _Dressing(act, _extent(act.blocks, _nature(file))) for file in ours}
    templates = {file: dressing.dress(ours[file]) for file, dressing in made.items()}
    nature = nature_of(act.blocks, False)
    own = next((file for file in ours if _nature(file) is nature), next(iter(ours)))
    told = dict.fromkeys(line for dressing in made.values() for line in dressing.told)
    missing = unseen(frozenset(key for dressing in made.values() for key in dressing.shown))
    document = comparable(made[own].blocks, own.removesuffix(".docx"), made[own].cleaner.act_foot, made[own].shown)
    return Dressed(templates, own, document, tuple(made[own].taken), tuple(told), missing)


def _read(data: bytes, name: str) -> _Act:
    package = read_package(data)
    root = parse(package.data(main_part(package)), MAIN)
    resolver = Resolver(package)
    settings = root_of(package, SETTINGS)
    seen = Observer(root, resolver, _tab(settings))
    read = read_word(data, name).document.blocks
    placed = (b for b in read if any(span.origin.place.paragraph for span in b.all_spans()))
    return _Act(name, package, root, resolver, seen, unframed(tuple(placed), seen), _mode(settings) < OUTDENT)


def _mode(settings: Element) -> int:
    """The version of Word as which a file is laid out."""
    found = settings.iter(f"{W}compatSetting")
    return next((number(s.get(f"{W}val", ""), OUTDENT) for s in found if s.get(f"{W}name") == "compatibilityMode"), 12)


def _tab(settings: Element) -> int:
    stop = settings.find(f"{W}defaultTabStop")
    return max(100, number(stop.get(f"{W}val", ""), TAB)) if stop is not None else TAB


def _nature(file: str) -> Nature:
    return composed_nature(file.removesuffix(".docx"))


def _extent(blocks: tuple[Block, ...], nature: Nature) -> tuple[Block, ...]:
    """The blocks of the file that are of a nature; all of them where none is."""
    found = next((one for one in documents_in(blocks, True) if one.nature is nature), None)
    return _articled(blocks[found.start : found.end] if found else blocks)


def _articled(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Headings below the formula, « I – OBJET », are those of articles where none is called so."""
    kinds = [block.kind for block in blocks]
    if Kind.ARTICLE in kinds or Kind.FORMULE not in kinds:
        return blocks
    first = kinds.index(Kind.FORMULE)
    return tuple(
        replace(block, kind=Kind.ARTICLE) if n > first and block.kind is Kind.INTERTITRE else block
        for n, block in enumerate(blocks)
    )


class _Dressing:
    """One template in the making, from the part of the act that is of its nature."""

    def __init__(self, act: _Act, blocks: tuple[Block, ...]) -> None:
        self.act, self.blocks = act, blocks
        self.told: list[str] = []
        self.taken: list[str] = []
        self.cleaner = Cleaner(act.resolver, OfAct.of(act.blocks), act.outdented)
        seen, whole = act.seen.shown(blocks), act.seen.shown(act.blocks)
        table = table_shown(blocks, act.seen) or table_shown(act.blocks, act.seen)
        self.grid: Grid | None = table[0] if table else None
        self.shown = whole | seen | (table[1] if table else {})
        if self.grid:
            self.told.append("tableau : la largeur des colonnes n'est pas reprise (elle suit les mots de chacun)")
        if self.grid and self.grid.striped:
            self.told.append("tableau : les lignes de deux couleurs ne sont pas reprises (le reste du tableau l'est)")

    def dress(self, base: bytes) -> bytes:
        """The bytes of the template."""
        package = read_package(base)
        parts = {n: parse(package.data(n), n) for n in package.names() if n.endswith(".xml") and n != CONTENT_TYPES}
        own, named = _ours(package), by_name(parts[STYLES])
        head = self._letterhead()
        width = text_width("".join(written(one).decode() for one in head.page))
        looks = palette(self.shown, own, width) if self.shown else own
        self.taken += taken(head, looks)
        self.told += mixed(self.shown)
        two_lines = "article" in self.shown and self.shown["article"].alone and not _headed(parts[MAIN], named)
        write_styles(parts[STYLES], looks, self.grid, self._led(looks, two_lines or _headed(parts[MAIN], named)))
        self._foot(head, named["footer"], looks)
        _mark_drafts(head, parts[OUR_HEAD])
        identifiers = {n: str(s.get(f"{W}styleId")) for n, s in by_name(parts[STYLES]).items()}
        fit(parts[MAIN], head, two_lines, identifiers, self.grid.before if self.grid else 0)
        _settle(parts[SETTINGS], self.act.package)
        return packed(package, parts, head)

    def _led(self, looks: Mapping[str, Shown], headed: bool) -> dict[Kind, tuple[Ink, Ink]]:
        """The looks of first words that bold alone does not say, each with that of its paragraph."""
        found = {
            kind: (lead, looks[kind.value].ink)
            for kind in (Kind.VISA, Kind.CONSIDERANT, Kind.ARTICLE)
            if (lead := looks[kind.value].lead) and lead != replace(looks[kind.value].ink, bold=True)
        }
        if headed and "article" in self.shown:  # the title of an article has the look of its style, bold or not
            found[Kind.ARTICLE] = (looks["intitule"].ink, looks["intitule"].ink)
        return found

    def _letterhead(self) -> Letterhead:
        first = self._first(self.blocks)
        sections = sections_until(self.act.root, first) or elements("<w:sectPr/>")
        leads = self.blocks[:1] == self.act.blocks[:1]
        below = self._first(b for b in self.blocks if b.kind is not Kind.ENTETE)
        heads = heads_of(self.act.root, below) if leads else []
        head = Taker(self.act.package, self.cleaner, self.act.name).take(sections, heads)
        headers = (head.parts[name] for (kind, _), name in head.running.items() if kind == "header")
        worded = any(text_of(header).strip() for header in headers)
        if worded and not any(block.kind is Kind.ENTETE for block in self.act.blocks):
            self.told.append(TWICE)
        self.told += [*self.cleaner.told, *left_out(self.blocks, self.act.seen, sections, len(heads))]
        return head

    def _first(self, blocks: Iterable[Block]) -> Element | None:
        return next((p.element for block in blocks for p in self.act.seen.paragraphs_in(block)), None)

    def _foot(self, head: Letterhead, style: Element, looks: Mapping[str, Shown]) -> None:
        """What each act says at its foot: where theirs said it, else on a line above their foot."""
        if self.cleaner.foot is not None:
            restyle(style, Shown(*self.cleaner.foot))
            return
        form, ink = self.cleaner.feet[-1] if self.cleaner.feet else (Form("center"), looks["mention"].ink)
        ink = replace(ink, size=min(ink.size, FOOT_SIZE), bold=False, caps=False)
        restyle(style, Shown(Form(form.align, form.left, form.right), ink))
        if ("footer", "default") not in head.running:
            _add(head, "footer", "default", elements(f"<w:ftr>{TIGHT}</w:ftr>")[0])
            for margins in (one for one in head.page if one.tag == f"{W}pgMar"):  # it may have left no room for ours
                margins.set(f"{W}footer", str(max(FOOT_ROOM, number(margins.get(f"{W}footer", "")))))
        self.told.append("pied de page : une ligne y est ajoutée, ce que vos formules y mettent (formules: pied)")
        for (kind, _), name in head.running.items():
            if kind == "footer" and FOOT not in text_of(head.parts[name]):
                head.parts[name][:0] = _foot_lines(str(style.get(f"{W}styleId")))


def _ours(package: Package) -> dict[str, Shown]:
    """Our own looks, by slot."""
    resolver = Resolver(package)
    named = by_name(parse(package.data(STYLES), STYLES))
    known = {key: str(named[name].get(f"{W}styleId")) for key, name in SLOTS.items() if name in named}
    return {key: Shown(*resolver.style(identifier)) for key, identifier in known.items()}


def _headed(main: Element, named: Mapping[str, Element]) -> bool:
    """Whether the articles of a template have a title of their own."""
    heading = named["heading 2"].get(f"{W}styleId")
    return any(style.get(f"{W}val") == heading for style in main.iter(f"{W}pStyle"))


def _foot_lines(style: str) -> list[Element]:
    slot = f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{FOOT}</w:t></w:r></w:p>'
    return [tag("{%p if pied %}"), *elements(slot), tag("{%p endif %}")]


def _add(head: Letterhead, kind: str, sort: str, root: Element) -> None:
    name = f"word/{kind}{len(head.running) + 1}.xml"
    head.parts[name], head.running[kind, sort] = deepcopy(root), name


def _mark_drafts(head: Letterhead, ours: Element) -> None:
    """« PROJET » across every page of a draft, from the head of each."""
    mark = [run for run in ours.iter(R) if next(run.iterancestors(P)).getparent() is ours]
    for sort in ("default", *(["first"] if head.first else []), *(["even"] if head.even else [])):
        if ("header", sort) not in head.running:
            _add(head, "header", sort, ours)
            continue
        root = head.parts[head.running["header", sort]]
        if (paragraph := root.find(P)) is None:
            root.append(paragraph := element("p"))
        at = int(len(paragraph) > 0 and paragraph[0].tag == f"{W}pPr")
        paragraph[at:at] = map(deepcopy, mark)


def _settle(ours: Element, package: Package) -> None:
    """What a head or a text depends on in the settings of the file."""
    theirs = root_of(package, SETTINGS)
    for name in CARRIED:
        found = theirs.find(W + name)
        if found is None:
            continue
        for old in ours.findall(W + name):
            ours.remove(old)
        before = {W + n for n in SETTINGS_ORDER[: SETTINGS_ORDER.index(name)]}
        at = max((n + 1 for n, child in enumerate(ours) if child.tag in before), default=0)
        ours.insert(at, deepcopy(found))
