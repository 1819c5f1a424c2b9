"""A template of ours, fitted to an act: its logo, its letterhead in a table, its articles on two lines; its styles,
what the act shows as it shows it and the rest in its letters; its file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import replace
from itertools import pairwise

from ...document import Kind
from ...reading.docx import Related, relations
from ...reading.package import CONTENT_TYPES, Member, Package
from ...reading.wordml import TBL, P, T, W, attribute
from ...reading.wordstyles import SLOTS
from ...values.markup import quoteattr
from ..package import (
    DECLARATION,
    OFFICE,
    PACKAGE,
    Element,
    element,
    elements,
    parent_of,
    parse,
    text_of,
    write_package,
    written,
)
from ..runs import LEADS
from .effective import AUTO, Ink
from .grid import Grid
from .letterhead import MAIN, WORDED, Letterhead
from .seen import Shown

MAIN_RELATIONS = "word/_rels/document.xml.rels"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
MIME: Mapping[str, str] = {"emf": "image/x-emf", "wmf": "image/x-wmf"}
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
RUNNING = ("word/header", "word/footer")
OUTSIDE = ' TargetMode="External"'

PAGE = ("pgSz", "pgMar", "pgBorders")
LETTERHEAD = ('{%p elif bloc.genre == "entete" and loop.first %}', '{%p elif bloc.genre == "entete" %}')
ARTICLE = 'bloc.genre == "article"'
MENTION, BELOW = 'elif bloc.genre == "mention"', "Mention sous les signatures"
TABLE = "{{p bloc.tableau }}"
TEXT, HEAD, REST = "{{r bloc.texte }}", "{{r bloc.tete }}", "{{r bloc.suite }}"
TIGHT = '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/></w:pPr></w:p>'


def fit(main: Element, head: Letterhead, two_lines: bool, styles: Mapping[str, str], room: int = 0) -> None:
    """Fit the body of a template to what was taken; `two_lines`: the title of an article stands on its own line.

    `styles` are identifiers by name; `room` is what stands empty before a table, in twips.
    """
    section = next(main.iter(f"{W}sectPr"))
    body = parent_of(section)
    _page(section, head)
    if two_lines:
        _two_lines(body, styles["Body Text"], styles["heading 2"])
    if below := styles.get(BELOW):
        _below(body, below)
    if room:
        slot = next(one for one in body if text_of(one) == TABLE)
        slot.addprevious(elements(TIGHT.replace('w:line="20"', f'w:line="{room}"'))[0])
    assert "{#" in text_of(body[0])  # where the logo goes
    _letterhead(body, head)
    body[:1] = head.logo


def tag(words: str) -> Element:
    """A line that commands."""
    return elements(f'<w:p><w:pPr><w:pStyle w:val="Balise"/></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>')[0]


def _page(section: Element, head: Letterhead) -> None:
    references = "".join(
        f'<w:{kind}Reference w:type="{sort}" r:id="{identifier(name)}"/>'
        for (kind, sort), name in sorted(head.running.items(), key=lambda item: item[0][0] == "footer")
    )
    own = {str(child.tag): child for child in [*section, *head.page]}
    page = [own[W + name] for name in PAGE if W + name in own]
    section[:] = [*elements(references), *page, *(elements("<w:titlePg/>") if head.first else [])]


def _below(body: Element, style: str) -> None:
    """Mentions below the signatures have a slot of their own, before that of the others."""
    start = next(one for one in body if f"{{%p {MENTION}" in text_of(one))
    slot = next(one for one in start.itersiblings() if text_of(one) == TEXT)
    at = body.index(start)
    body[at:at] = [tag(f"{{%p {MENTION} and bloc.signe %}}"), _slot(slot, TEXT, style)]


def _letterhead(body: Element, head: Letterhead) -> None:
    """The lines of the letterhead go where the table with the logo had its words."""
    room = next((p for one in head.logo if one.tag == TBL for p in one.iter(P) if p.get(WORDED)), None)
    if room is not None:
        after = {text_of(before): one for before, one in pairwise(body)}
        first, other = (after[command] for command in LETTERHEAD)
        lines = [
            *(tag("{%p for bloc in blocs %}"), tag('{%p if bloc.genre == "entete" and loop.first %}'), first),
            *(tag('{%p elif bloc.genre == "entete" %}'), other, tag("{%p endif %}"), tag("{%p endfor %}")),
        ]
        cell = parent_of(room)
        at = cell.index(room)
        for paragraph in [p for p in cell.iterchildren(P) if p.get(WORDED)]:
            cell.remove(paragraph)
        cell[at:at] = [*lines, *elements(TIGHT)]
    for one in head.logo:
        for paragraph in [p for p in one.iter(P) if p.get(WORDED)]:
            del paragraph.attrib[WORDED]


def _two_lines(body: Element, text_style: str, heading_style: str) -> None:
    """In place of the slot of an article, one for its bold words and one for what follows, if anything does."""
    slots = list(_article_slots(body))
    plain = slots[-1]
    heading = _slot(plain, HEAD, heading_style)
    start = next(one for one in body if ARTICLE in text_of(one))
    at = body.index(start) + 1
    end = body.index(plain) + 1
    following = body[end] if text_of(body[end]) == "{%p endif %}" else None
    lines = [heading]
    for number, slot in enumerate(slots):
        bound = " and bloc.solidaire" if number + 1 < len(slots) else ""
        lines += [tag(f"{{%p {'el' * bool(number)}if bloc.suite{bound} %}}"), _slot(slot, REST, text_style)]
    body[at : end + (following is not None)] = [*lines, tag("{%p endif %}")]


def _article_slots(body: Element) -> Iterator[Element]:
    inside = False
    for one in body:
        words = text_of(one)
        if ARTICLE in words:
            inside = True
        elif inside and "bloc.genre" in words:
            return
        elif inside and words == TEXT:
            yield one


def _slot(like: Element, words: str, style: str) -> Element:
    one = deepcopy(like)
    next(one.iter(T)).text = words
    next(one.iter(f"{W}pStyle")).set(f"{W}val", style)
    return one


def packed(package: Package, parts: Mapping[str, Element], head: Letterhead) -> bytes:
    """The bytes of the template: `parts` of ours but our head and foot, and theirs."""
    files = {name: written(root) for name, root in parts.items() if not name.startswith(RUNNING)}
    files |= {name: written(root) for name, root in head.parts.items()} | head.media
    files["_rels/.rels"] = package.data("_rels/.rels")
    for name in head.parts:
        if related := head.related.get(name):
            files[f"word/_rels/{name.removeprefix('word/')}.rels"] = _relations(related)
    files[MAIN_RELATIONS] = _relations(_of_main(package, head))
    files[CONTENT_TYPES] = _types(package, head)
    return write_package(Member.stored(*item) for item in files.items())


def identifier(part: str) -> str:
    """How the text names a header or a footer.

    >>> identifier("word/header1.xml")
    'rIdheader1'
    """
    return f"rId{re.sub(r'[^a-z0-9]', '', part.removeprefix('word/').removesuffix('.xml'))}"


def _of_main(package: Package, head: Letterhead) -> Iterable[Related]:
    own = relations(package, MAIN).values()
    yield from (one for one in own if not one.target.startswith(("header", "footer")))
    for (kind, _), name in head.running.items():
        yield Related(identifier(name), f"{OFFICE}/{kind}", name.removeprefix("word/"))
    yield from head.related.get(MAIN, ())


def _relations(related: Iterable[Related]) -> bytes:
    lines = "".join(
        f'<Relationship Id="{r.id}" Type={quoteattr(r.type)} Target={quoteattr(r.target)}{OUTSIDE * r.external}/>'
        for r in related
    )
    return f'{DECLARATION}<Relationships xmlns="{PACKAGE}">{lines}</Relationships>'.encode()


def _types(package: Package, head: Letterhead) -> bytes:
    root = parse(package.data(CONTENT_TYPES), CONTENT_TYPES)
    for old in [e for e in root if str(e.get("PartName", "")).removeprefix("/").startswith(RUNNING)]:
        root.remove(old)
    made = root.makeelement
    root[:0] = [
        made(f"{TYPES}Default", {"Extension": suffix, "ContentType": MIME.get(suffix, f"image/{suffix}")})
        for suffix in sorted({name.rpartition(".")[2] for name in head.media})
    ]
    for (kind, _), name in head.running.items():
        root.append(made(f"{TYPES}Override", {"PartName": f"/{name}", "ContentType": f"{WORD_TYPE}.{kind}+xml"}))
    return written(root)


# styles

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
PROSE = frozenset({"paragraphe", "article", "partie", "mention", "annonce", "item1", "item2", "item3"})
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
        if key not in told and kin:  # deeper, for a level of a list
            deeper = DEEPER if key.startswith("item") else 0
            told[key] = replace(kin, form=replace(kin.form, left=kin.form.left + deeper))
        elif key not in told:
            told[key] = _adapted(own, body, seen, running=key in PROSE)
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
        name, run = LEADS[kind], _difference(lead, base)
        head = f'w:styleId="{_identifier(name)}"><w:name w:val="{name}"/><w:qFormat/>'
        root.extend(elements(f'<w:style w:type="character" w:customStyle="1" {head}<w:rPr>{run}</w:rPr></w:style>'))


def restyle(style: Element, shown: Shown) -> None:
    """Write one look in a style, in place of what it said."""
    kept = {str(child.tag).removeprefix(W): child for child in style.findall(f"{W}pPr/*")}
    every = {n: kept[n] for n in (*KEPT, "outlineLvl") if n in kept}
    every |= {name: elements(xml)[0] for name, xml in shown.form.xml() if xml}
    paragraph = element("pPr", *(every[name] for name in ORDER if name in every))
    for old in [*style.findall(f"{W}pPr"), *style.findall(f"{W}rPr")]:
        style.remove(old)
    at = next((i for i, child in enumerate(style) if str(child.tag).startswith(f"{W}tbl")), len(style))
    style[at:at] = [paragraph, *elements(f"<w:rPr>{''.join(shown.ink.xml())}</w:rPr>")]


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
    for old in [*style.findall(f"{W}tblPr"), *style.findall(f"{W}tblStylePr")]:
        style.remove(old)
    style.extend(elements(f"<w:tblPr>{borders}<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>"))
    sides = f"<w:tcBorders>{grid.head}</w:tcBorders>" if grid.head else ""
    bold = "<w:rPr><w:b/><w:bCs/></w:rPr>" if grid.first_bold else ""
    parts = (("firstRow", "", sides, grid.fill), ("lastRow", "", "", grid.total), ("firstCol", bold, "", grid.first))
    for kind, ink, cell, fill in parts:
        cell += f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
        if ink or cell:
            style.extend(elements(f'<w:tblStylePr w:type="{kind}">{ink}<w:tcPr>{cell}</w:tcPr></w:tblStylePr>'))


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


def by_name(root: Element) -> dict[str, Element]:
    """The styles of a file by the name that Word shows."""
    return {attribute(style, "name"): style for style in root.iter(f"{W}style")}
