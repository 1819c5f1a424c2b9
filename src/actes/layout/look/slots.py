"""A template of ours, fitted to an act: its logo, its letterhead in a table, its articles on two lines; its file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from itertools import pairwise

from ...reading.docx import Related, relations
from ...reading.package import CONTENT_TYPES, Member, Package
from ...reading.wordml import TBL, P, T, W
from ...values.markup import quoteattr
from ..package import DECLARATION, OFFICE, PACKAGE, Element, elements, parent_of, parse, text_of, write_package, written
from .letterhead import MAIN, WORDED, Letterhead

MAIN_RELATIONS = "word/_rels/document.xml.rels"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
MIME: Mapping[str, str] = {"emf": "image/x-emf", "wmf": "image/x-wmf"}
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
        elif inside and ("bloc.genre" in words):
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
    root[:0] = [
        _typed(root, "Default", Extension=suffix, ContentType=MIME.get(suffix, f"image/{suffix}"))
        for suffix in sorted({name.rpartition(".")[2] for name in head.media})
    ]
    for (kind, _), name in head.running.items():
        root.append(_typed(root, "Override", PartName=f"/{name}", ContentType=f"{WORD_TYPE}.{kind}+xml"))
    return written(root)


def _typed(root: Element, tag: str, **attributes: str) -> Element:
    from lxml import etree

    return etree.Element(f"{{{root.nsmap[None]}}}{tag}", attributes)
