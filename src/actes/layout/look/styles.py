"""The styles of a template of ours, in the look of an act: what it shows as it shows it, the rest in its letters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import replace

from ...document import Kind
from ...reading.wordml import W, attribute
from ...reading.wordstyles import SLOTS
from ..package import Element, element, elements
from ..runs import LEADS
from .effective import AUTO, Ink
from .grid import Grid
from .seen import Shown

# A kind that an act does not show follows another that is written alike.
KIN: Mapping[str, tuple[str, ...]] = {
    "visa": ("considerant",),
    "considerant": ("visa",),
    "entete2": ("entete1",),
    "mention": ("sous_signature",),
    "sous_signature": ("mention",),
    "item2": ("item1",),
    "item3": ("item2", "item1"),
}
TEXTS = ("paragraphe", "article", "visa", "considerant", "item1", "partie", "mention")  # the first there is the body's
RUNNING = frozenset({"paragraphe", "article", "partie", "mention", "annonce", "item1", "item2", "item3"})
KEPT = ("keepNext", "keepLines", "framePr", "widowControl")  # of our styles: how they stand on their pages
ORDER = (
    *("keepNext", "keepLines", "framePr", "widowControl", "pBdr", "shd", "tabs", "spacing", "ind"),
    *("contextualSpacing", "jc", "outlineLvl"),
)
OUR_SIZE = 21  # half points of our own text
NARROW = 2268  # twips: no text is squeezed into less
ROOM = 900  # twips: to sign above a name
HANGING = 283  # twips: a marker and its space
DEEPER = 397  # twips from a level of a list to the next


def palette(seen: Mapping[str, Shown], ours: Mapping[str, Shown], width: int) -> dict[str, Shown]:
    """The look of every slot, in a text of a width in twips."""
    body = next((seen[key] for key in TEXTS if key in seen), None) or next(iter(seen.values()))
    told = dict(_articles(seen, body))
    for key, own in ours.items():
        kin = next((told[k] for k in KIN.get(key, ()) if k in told), None)
        if key not in told:
            told[key] = _like(kin, key) if kin else _adapted(own, body, seen, running=key in RUNNING)
    told |= {key: _hanging(told[key]) for key in ("item1", "item2", "item3") if key in told}
    name = told.get("nom")
    if name and name.form.before < ROOM:
        told["nom"] = replace(name, form=replace(name.form, before=ours["nom"].form.before))
    if told.get("sous_signature") == told.get("mention"):
        told.pop("sous_signature", None)  # one slot does for both
    most = max(0, width - NARROW)
    return {k: replace(s, form=replace(s.form, left=min(s.form.left, most))) for k, s in told.items()}


def _articles(seen: Mapping[str, Shown], body: Shown) -> Iterator[tuple[str, Shown]]:
    """What is seen, an article made two: its title where it stands alone, its text after its number."""
    yield from seen.items()
    article = seen.get("article")
    if article is None:
        if "paragraphe" not in seen:
            yield "paragraphe", body
        return
    text = seen.get("paragraphe", body)
    if article.alone:
        yield "intitule", article
        yield "article", Shown(replace(text.form, before=article.form.before), text.ink, article.ink)
        return
    align = "left" if article.form.align == "both" else article.form.align
    yield "intitule", Shown(replace(article.form, align=align), article.lead or replace(article.ink, bold=True))
    yield "paragraphe", seen.get("paragraphe", replace(article, lead=None))


def _like(kin: Shown, key: str) -> Shown:
    """A kind that is not shown, as its kin: deeper, for a level of a list."""
    deeper = DEEPER if key.startswith("item") else 0
    return replace(kin, form=replace(kin.form, left=kin.form.left + deeper))


def _adapted(own: Shown, body: Shown, seen: Mapping[str, Shown], *, running: bool) -> Shown:
    """Our own look in the letters of the act: its font, our sizes beside its size, its colour for what we colour."""
    title = next((seen[key].ink.color for key in ("titre", "article", "formule") if key in seen), AUTO)
    size = max(12, round(own.ink.size * body.ink.size / OUR_SIZE))
    ink = replace(own.ink, font=body.ink.font, size=size, color=title if own.ink.bold else AUTO)
    align = body.form.align if running else own.form.align
    return Shown(replace(own.form, align=align, line=body.form.line, rule=body.form.rule, borders="", shade=""), ink)


def _hanging(item: Shown) -> Shown:
    """An item whose marker hangs before its text, since a slot has a tab between them."""
    form = item.form
    if form.first < 0:
        return item
    return replace(item, form=replace(form, left=form.left + form.first + HANGING, first=-HANGING))


def write_styles(
    root: Element, told: Mapping[str, Shown], grid: Grid | None, led: Mapping[Kind, tuple[Ink, Ink]]
) -> None:
    """Write these looks in the styles of a template; `led`: those of first words, each in that of its text."""
    named = by_name(root)
    _defaults(root, told["paragraphe"])
    for key, name in SLOTS.items():
        if key in told:
            restyle(named[name] if name in named else _one_more(root, name, named["Mention"]), told[key])
    if grid is not None:
        _table(named["Tableau"], grid)
    for kind, (lead, base) in led.items():
        root.append(_lead_style(LEADS[kind], _difference(lead, base)))


def restyle(style: Element, shown: Shown) -> None:
    """Write one look in a style, in place of what it said."""
    old = style.find(f"{W}pPr")
    kept = {str(child.tag).removeprefix(W): child for child in (old if old is not None else ())}
    told = {name: elements(xml)[0] for name, xml in shown.form.xml() if xml}
    every = {n: kept[n] for n in (*KEPT, "outlineLvl") if n in kept} | told
    (properties,) = elements("<w:pPr/>")
    properties.extend([every[name] for name in ORDER if name in every])
    _put(style, properties, *elements(f"<w:rPr>{''.join(shown.ink.xml())}</w:rPr>"))


def _put(style: Element, *new: Element) -> None:
    """Put properties at the end of a style, where its schema has them: before those of a table."""
    for properties in new:
        for old in style.findall(str(properties.tag)):
            style.remove(old)
    at = next((i for i, child in enumerate(style) if str(child.tag).startswith(f"{W}tbl")), len(style))
    style[at:at] = list(new)


def _defaults(root: Element, body: Shown) -> None:
    """The letters of the text are those of whatever has no style."""
    (run,) = root.findall(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    run[:] = [*elements("".join(body.ink.xml())), *run.findall(f"{W}lang")]
    (paragraph,) = root.findall(f"{W}docDefaults/{W}pPrDefault/{W}pPr")
    paragraph[:] = [*paragraph.findall(f"{W}widowControl"), element("spacing", before="0", after="0", line="240")]


def _table(style: Element, grid: Grid) -> None:
    each = {"top": 0, "left": 108, "bottom": 0, "right": 108} | dict(grid.margins)
    margins = "".join(f'<w:{side} w:w="{at}" w:type="dxa"/>' for side, at in each.items())
    borders = f"<w:tblBorders>{grid.borders}</w:tblBorders>" if grid.borders else ""
    for old in [c for c in style if str(c.tag) in (f"{W}tblPr", f"{W}tblStylePr")]:
        style.remove(old)
    style.extend(elements(f"<w:tblPr>{borders}<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>"))
    sides = f"<w:tcBorders>{grid.head}</w:tcBorders>" if grid.head else ""
    bold = "<w:rPr><w:b/><w:bCs/></w:rPr>" if grid.first_bold else ""
    for kind, ink, cell in (
        ("firstRow", "", sides + _behind(grid.fill)),
        ("lastRow", "", _behind(grid.total)),
        ("firstCol", bold, _behind(grid.first)),
    ):
        if ink or cell:
            style.extend(elements(f'<w:tblStylePr w:type="{kind}">{ink}<w:tcPr>{cell}</w:tcPr></w:tblStylePr>'))


def _behind(fill: str) -> str:
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""


def _difference(lead: Ink, base: Ink) -> str:
    """The look of first words inside a text: what one of the two turns on, and not the other, is turned."""
    turned = replace(
        lead,
        bold=lead.bold != base.bold,
        italic=lead.italic != base.italic,
        caps=lead.caps != base.caps,
        small_caps=lead.small_caps != base.small_caps,
        underline=lead.underline or ("none" if base.underline else ""),
    )
    return "".join(turned.xml())


def _one_more(root: Element, name: str, like: Element) -> Element:
    """A style that ours lack, after one that they have."""
    style = deepcopy(like)
    style.set(f"{W}styleId", _identifier(name))
    next(style.iter(f"{W}name")).set(f"{W}val", name)
    root.append(style)
    return style


def _identifier(name: str) -> str:
    return "".join(c for c in name.title() if c.isascii() and c.isalpha())


def _lead_style(name: str, run: str) -> Element:
    (style,) = elements(
        f'<w:style w:type="character" w:customStyle="1" w:styleId="{_identifier(name)}"><w:name w:val="{name}"/>'
        f"<w:qFormat/><w:rPr>{run}</w:rPr></w:style>"
    )
    return style


def by_name(root: Element) -> dict[str, Element]:
    """The styles of a file by the name that Word shows."""
    return {attribute(style, "name"): style for style in root.iter(f"{W}style")}
