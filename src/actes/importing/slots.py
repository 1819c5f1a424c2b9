"""The blocks of a document in the places that an entry has for them, all of them and in their order.

What a place does not expect stays in the nearest one that keeps the order: nothing is left out here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ..document import Kind, cells_of
from ..frozen import frozen
from ..outline.nature import turn_of
from ..part import Part, Passage
from ..pattern import pattern
from ..statements.subjects import REASONS
from ..values.text import unaccented

_HEADING = pattern(
    r"\W*art(?:icle|\.)?\s*\w+(?:[.-]\d+)*(?:\s(?:bis|ter|quater)\b)?\s*(?:[-–—:.]+(?=\s|\Z)\s*)*(?=\W|\w|\Z)",
    re.IGNORECASE,
)
_OPENING = pattern(r"(?P<vu>vue?s?)\b\s*:?\s*|(?P<considerant>consid[ée]rant|attendu)\b(?:\s*:)?\s*", re.IGNORECASE)
_OBJECT = pattern(r"\W*objet\s*:?\s*", re.IGNORECASE)
_BOXED = pattern(r"\W*objet\s*:", re.IGNORECASE)
_ENTRE = pattern(r"\W*entre\b", re.IGNORECASE)
_NAMES_ACT = pattern(r"\b(?:decision|deliberation|arrete|proces[- ]verbal|extrait)")
_EXPOSED = pattern(r"\W*(?:pr[ée]ambule|expos[ée]|il (?:a été|est) (?:\w+ )?(?:exposé|rappelé))\b", re.IGNORECASE)
_DECIDES = pattern(r"(?:decid|arret|deliber)e(?:nt)?(?:cequisuit)?\W*\Z")
_PART = pattern(r"\W*(?:et\s)?(?:d['’]une|d['’]autre|de\s\w+)\spart\W*\Z", re.IGNORECASE)
_ANNEXE = pattern(r"\W*annexe\b", re.IGNORECASE)
_NAMED_ANNEXE = pattern(r"\W*annexe\s*(?:n\s?°\s?)?(?:\d+|[IVX]+\b|[A-H]\b)?\s*[-–—:.]+\s*(?=\w)", re.IGNORECASE)
_ANNOUNCED = pattern(r"\W*annexe\s*(?:n\s?°\s?)?(?P<rank>\d+|[IVX]+|[A-H])?\s*[-–—:.]*\s*", re.IGNORECASE)
_TELLS = pattern(r"\w\s?:\s")  # « Rapporteur : Mme PONS », below the object
_LINE = pattern(r"(?m)\S.*$")
DECIDED = (Kind.ARTICLE, Kind.PARAGRAPHE, Kind.ITEM)
_FORMULE = (Kind.FORMULE, Kind.ARTICLE)
_END = (Kind.MENTION, Kind.LIEU_DATE, Kind.SIGNATURE, Kind.ANNONCE, Kind.TITRE)
TITLE = 160  # characters of the title of an article
LISTS = ("entete", "sous_titres", "recours", "mentions")  # places whose formula has as many lines as one wants
LINES = ("titre", "autorite", "decide", "lieu_date")  # places that have one
Cuts = list[Passage]


@frozen
class MotifText:
    """A visa or a considérant: its opening word apart (`lead` is None for a line without one)."""

    kind: str  # « vu », « considerant », « autre »
    lead: Passage | None
    text: Passage


@frozen
class ArticleText:
    """An article: its number as it is written, its title, what it says."""

    lead: Passage | None
    titre: Passage | None
    body: Cuts


@dataclass(slots=True)
class Slots:
    """An act, or the convention that it approves, place by place; each party with what introduces it."""

    entete: Cuts = field(default_factory=list)
    titre: Cuts = field(default_factory=list)
    sous_titres: Cuts = field(default_factory=list)
    objet_lead: Cuts = field(default_factory=list)
    objet: Cuts = field(default_factory=list)
    autorite: Cuts = field(default_factory=list)
    entre: Cuts = field(default_factory=list)
    parties: list[tuple[Cuts, Cuts]] = field(default_factory=list)
    motifs: list[MotifText] = field(default_factory=list)
    decide: Cuts = field(default_factory=list)  # or the formula of a convention
    articles: list[ArticleText] = field(default_factory=list)
    recours: Cuts = field(default_factory=list)
    lieu_date: Cuts = field(default_factory=list)
    signature: Cuts = field(default_factory=list)
    mentions: Cuts = field(default_factory=list)
    annonces: Cuts = field(default_factory=list)

    def leads(self, kind: str) -> Cuts:
        """The opening words of its visas, or of its considérants."""
        return [one.lead for one in self.motifs if one.kind == kind and one.lead]


@dataclass(slots=True)
class AnnexeText:
    """An annexe: its number, its own title, a text, a table, a text below."""

    titre: Cuts
    intitule: Cuts
    texte: Cuts
    tableau: Passage | None
    suite: Cuts


class _Blocks:
    """The blocks of a document, by their rank; where nothing is found, the end."""

    def __init__(self, part: Part) -> None:
        self.part, self.kinds = part, tuple(block.kind for block in part.blocks)
        self.end = len(self.kinds)

    def first(self, *wanted: Kind, start: int = 0, end: int | None = None) -> int:
        end = self.end if end is None else end
        return next((n for n in range(start, end) if self.kinds[n] in wanted), end)

    def headed(self) -> None:
        """Headings below the formula are those of articles, « I – OBJET », where none is called so."""
        if Kind.ARTICLE not in self.kinds:
            agreed, end = self.first(Kind.FORMULE), self.first(Kind.LIEU_DATE, Kind.SIGNATURE)
            inside = range(agreed + 1, end)
            kinds = (Kind.ARTICLE if n in inside and k is Kind.INTERTITRE else k for n, k in enumerate(self.kinds))
            self.kinds = tuple(kinds)

    def last(self, *wanted: Kind, default: int) -> int:
        return max((n for n, kind in enumerate(self.kinds) if kind in wanted), default=default)

    def cut(self, start: int, end: int) -> Cuts:
        return [self.part.whole(n) for n in range(start, min(end, self.end))]

    def split(self, index: int, at: int) -> tuple[Cuts, Cuts]:
        """A block in two: what stands before a character, without its last spaces, and the rest."""
        whole = self.part.whole(index)
        before, after = whole.at(0, len(whole.text[:at].rstrip())), whole.at(at, whole.end)
        return [before] if at else [], [after] if at < whole.end else []


def act_text(part: Part) -> Slots:
    found, blocks = Slots(), _Blocks(part)
    kinds = blocks.kinds
    preamble = blocks.first(Kind.AUTORITE, *REASONS, *_FORMULE)
    body = blocks.first(*_FORMULE, start=preamble)
    last = blocks.last(*REASONS, default=body)
    if kinds[body : body + 1] == (Kind.FORMULE,) and last > body:
        body = blocks.first(*_FORMULE, start=last)  # « après en avoir délibéré » before visas
    articles = blocks.first(Kind.ARTICLE, start=body)
    if articles == blocks.end:  # past the lines that decide, where no article follows
        articles = next((n for n in range(body, blocks.end) if kinds[n] is not Kind.FORMULE), blocks.end)
    end = _end(blocks, articles)
    above = part.blocks[body - 1].text if body == articles and body - 1 > last else ""
    if _DECIDES.search("".join(unaccented(above).split())):
        body -= 1  # « Le Maire décide : », « A R R Ê T E », which its reader did not tell
    _head(blocks, preamble, found)
    if preamble < body and kinds[preamble] is Kind.AUTORITE and not found.motifs:
        found.autorite = [part.whole(preamble)]
        preamble += 1
    found.motifs += [motif_text(part, n) for n in range(preamble, body)]
    found.decide = blocks.cut(body, articles)
    found.articles = _articles(blocks, articles, end)
    _closing(blocks, end, found)
    return found


def convention_text(part: Part) -> Slots:
    found, blocks = Slots(), _Blocks(part)
    blocks.headed()
    articles = blocks.first(Kind.ARTICLE)
    start = blocks.first(Kind.TITRE, end=articles)
    if start == articles or Kind.PARTIE in blocks.kinds[:start]:  # a letterhead may be in a heading's style
        start = 0
    reasons = blocks.first(*REASONS, Kind.FORMULE, end=articles)
    opening = min(reasons, blocks.first(Kind.INTERTITRE, Kind.PARTIE, start=start))
    reasons = next((n for n in range(opening, reasons) if _EXPOSED.match(part.blocks[n].text)), reasons)
    title = blocks.first(Kind.TITRE, end=opening)
    found.entete = blocks.cut(0, title)
    found.titre, found.sous_titres = blocks.cut(title, min(title + 1, opening)), blocks.cut(title + 1, opening)
    _parties(part, opening, reasons, found)
    formula = max((n for n in range(reasons, articles) if blocks.kinds[n] is Kind.FORMULE), default=articles)
    found.motifs = [motif_text(part, n) for n in range(reasons, formula)]
    found.decide = blocks.cut(formula, articles)
    end = _end(blocks, articles)
    found.articles = _articles(blocks, articles, end)
    dated, signed = blocks.first(Kind.LIEU_DATE, start=end), blocks.first(Kind.SIGNATURE, start=end)
    first = min(dated + 1, signed) if dated < signed or signed == blocks.end else end
    announced = blocks.first(Kind.ANNONCE, start=first)
    found.lieu_date, found.signature = blocks.cut(end, first), blocks.cut(first, announced)
    found.annonces = blocks.cut(announced, blocks.end)
    return found


def annexe_text(part: Part) -> AnnexeText:
    """An annexe taken apart; only its first table is one, others are text."""
    blocks = _Blocks(part)
    heads = (Kind.TITRE, Kind.SOUS_TITRE, Kind.ENTETE, Kind.INTERTITRE)
    first = next((n for n, kind in enumerate(blocks.kinds) if kind not in heads), blocks.end)
    if blocks.end and not first and _ANNEXE.match(part.blocks[0].text) and len(part.blocks[0].text) <= TITLE:
        lines = [b.text for b in part.blocks[1:2] if b.kind is Kind.PARAGRAPHE]  # a title that its reader did not tell
        first = 1 + sum(len(one) <= TITLE and one.rstrip()[-1:] not in ".;:" for one in lines)
    titre, intitule = blocks.cut(0, min(1, first)), blocks.cut(1, first)
    if titre and (lead := _NAMED_ANNEXE.match(part.blocks[0].text)):  # « ANNEXE : TARIFS »: below it there is text
        first = 1
        titre, intitule = blocks.split(0, lead.end())
    table = blocks.first(Kind.TABLEAU, start=first)
    tableau = part.whole(table) if table < blocks.end else None
    return AnnexeText(titre, intitule, blocks.cut(first, table), tableau, blocks.cut(table + 1, blocks.end))


def _end(blocks: _Blocks, start: int) -> int:
    """Where the articles end: at the last place and date or signature, and the mentions before it."""
    kinds = blocks.kinds
    last = max(start, blocks.last(Kind.ARTICLE, default=start))
    if kinds[last : last + 2] == (Kind.ARTICLE, Kind.MENTION) and _HEADING.fullmatch(blocks.part.blocks[last].text):
        last += 1  # « ARTICLE 5 », alone on its line: « Ampliation sera adressée … » is what it says
    end = blocks.first(Kind.LIEU_DATE, Kind.SIGNATURE, start=last + 1)
    while end - 1 > last and kinds[end - 1] in _END:
        end -= 1
    if end >= blocks.end:
        return blocks.end
    said = (Kind.MENTION, Kind.PARAGRAPHE)  # nothing but mentions and their paragraphs
    mentions = (n for n in range(last + 1, end) if kinds[n] is Kind.MENTION)
    return next((n for n in mentions if all(kind in said for kind in kinds[n:end])), end)


def _head(blocks: _Blocks, end: int, found: Slots) -> None:
    kinds, part = blocks.kinds, blocks.part
    title = blocks.first(Kind.TITRE, end=end)
    boxed = (n for n in range(title + 1, end) if _BOXED.match(part.blocks[n].text))  # in a table of one cell
    first = min(blocks.first(Kind.OBJET, end=end), next(boxed, end))
    title = min(title, first)
    stop = title
    while stop < first and (stop == title or kinds[stop] is Kind.TITRE):
        stop += 1
    found.entete, found.titre = blocks.cut(0, title), blocks.cut(title, stop)
    found.sous_titres = blocks.cut(stop, first)
    row = next(_rowed(part, stop if found.titre else 0, end), None)
    after = min(first + 1, end)
    while after < end and kinds[after] is Kind.OBJET and not _TELLS.search(part.blocks[after].text):
        after += 1
    if first < end:
        lead = _OBJECT.match(part.blocks[first].text)
        cut = lead.end() if lead else 0
        if after < end and after - first == 1 and 0 < cut == len(part.blocks[first].text):
            after += kinds[after] is not Kind.AUTORITE  # « OBJET : » alone, and the object below it
        found.objet_lead, found.objet = blocks.split(first, cut)
        found.objet += blocks.cut(first + 1, after)
    elif row is not None:
        label, value = row
        place = found.sous_titres if found.titre else found.entete
        place[:] = [*blocks.cut(stop if found.titre else 0, label.block), *blocks.split(label.block, label.start)[0]]
        found.objet_lead, found.objet, after = [label], [value], label.block + 1
        found.motifs = [MotifText("autre", None, one) for one in blocks.split(label.block, value.end + 1)[1]]
    else:
        _titled(part, found)
    found.motifs += [MotifText("autre", None, part.whole(n)) for n in range(after, end)]


def _rowed(part: Part, start: int, end: int) -> Iterator[tuple[Passage, Passage]]:
    """The rows « Objet | Attribution du marché… » of the tables of the head."""
    for n in range(start, end):
        for row in cells_of(part.blocks[n]):
            label, *values = (part.whole(n).at(*cell) for cell in row)
            lead = _OBJECT.match(label.text)
            if lead and lead[0] == label.text and len(values) == 1 and values[0].text.strip():
                yield label, values[0]


def _titled(part: Part, found: Slots) -> None:
    """The object of an act that has no « Objet : »: what its title turns to, else its last line."""
    turn = turn_of(part.blocks)
    lines = [*found.titre, *found.sous_titres]
    at = next((n for n, one in enumerate(lines) if turn and one.block == turn[0]), None)
    if at is not None and turn is not None:
        line = lines[at]
        own = _NAMES_ACT.search(unaccented(line.context[: turn[1]]))  # « Avenant n° 1 au bail » is the object
        before = [line.at(0, turn[1])] if own else []
        found.objet = [line.at(turn[1] if before else 0, line.end), *lines[at + 1 :]]
        lines = [*lines[:at], *before]
        found.titre, found.sous_titres = lines[: len(found.titre)], lines[len(found.titre) :]
    elif found.sous_titres:
        lines = found.sous_titres
        told = (n for n, one in enumerate(lines) if _TELLS.search(one.text) or one.text.rstrip()[-1:] in ".,;")
        at = max(next(told, len(lines)), 1) - 1
        found.objet, found.sous_titres = [lines[at]], lines[:at]
        found.motifs = [MotifText("autre", None, one) for one in lines[at + 1 :]]


def motif_text(part: Part, index: int) -> MotifText:
    whole = part.whole(index)
    opening = _OPENING.match(whole.text) if whole.kind in REASONS else None
    if opening is None or not opening[0].strip() or opening.end() == whole.end:
        return MotifText("autre", None, whole)
    kind = "vu" if opening["vu"] else "considerant"
    return MotifText(kind, whole.at(0, len(opening[0].rstrip())), whole.at(opening.end(), whole.end))


def _articles(blocks: _Blocks, start: int, end: int) -> list[ArticleText]:
    """The articles between two blocks; all of it as one where there is no heading."""
    heads = [n for n in range(start, end) if blocks.kinds[n] is Kind.ARTICLE]
    if not heads:
        return [ArticleText(None, None, blocks.cut(start, end))] if start < end else []
    return [_article(blocks, head, after) for head, after in zip(heads, [*heads[1:], end], strict=True)]


def _article(blocks: _Blocks, head: int, after: int) -> ArticleText:
    found = _HEADING.match(blocks.part.blocks[head].text)
    before, rest = blocks.split(head, found.end() if found else 0)
    lead, body = next(iter(before), None), blocks.cut(head + 1, after)
    titled = rest and body and len(rest[0].text) <= TITLE and rest[0].text.rstrip()[-1] not in ".;:,"
    return ArticleText(lead, rest[0], body) if titled else ArticleText(lead, None, [*rest, *body])


def _closing(blocks: _Blocks, start: int, found: Slots) -> None:
    """What follows the articles."""
    kinds, part = blocks.kinds, blocks.part
    dated, signed = blocks.first(Kind.LIEU_DATE, start=start), blocks.first(Kind.SIGNATURE, start=start)
    after = min(dated, signed)
    found.recours = blocks.cut(start, after)
    if dated < signed:
        after = signed if signed - dated <= 2 else dated + 1
        found.lieu_date = blocks.cut(dated, after)
    if kinds[after : after + 1] == (Kind.SIGNATURE,):
        whole, cut = part.whole(after), _signed(part, after)
        found.signature = [whole.at(0, cut)]
        found.mentions = [whole.at(cut, whole.end)] if whole.text[cut:].strip() else []
        after += 1
    announced = next((n for n in range(after, blocks.end) if {*kinds[n:]} == {Kind.ANNONCE}), blocks.end)
    found.mentions += blocks.cut(after, announced)
    found.annonces = blocks.cut(announced, blocks.end)


def announced(annonces: Cuts) -> Cuts:
    """The titles of the annexes that are announced, without their number."""
    leads = ((one, _ANNOUNCED.match(one.text)) for one in annonces)
    return [one._replace(start=one.start + (lead.end() if lead else 0)) for one, lead in leads]


def signing(signature: Cuts) -> list[Cuts]:
    """The lines of each who signs, where there are several: side by side, or one below the other."""
    if len(signature) != 1:
        return []
    whole = signature[0]
    rows = [[whole.at(*cell) for cell in row] for row in cells_of(whole.part.blocks[whole.block])]
    rows = [row for row in rows if any(cell.text.strip() for cell in row)]
    if any(len(row) > 1 for row in rows):
        even = len({*map(len, rows)}) == 1
        return (
            [[line for cell in column for line in _lines(cell)] for column in zip(*rows, strict=True)] if even else []
        )
    named = [one for one in whole.part.roster.signatories if one.person and one.person.at.block == whole.block]
    below = [[whole.at(*line) for line in one.column.lines if line[1] <= whole.end] for one in named]
    return below if len(below) > 1 and all(len(lines) > 1 for lines in below) else []


def lines_of(passages: Cuts) -> Cuts:
    """The lines of passages, cell by cell."""
    cells = ((one.at(*cell) for row in cells_of(one.part.blocks[one.block]) for cell in row) for one in passages)
    return [line for one in cells for cell in one for line in _lines(cell)]


def _lines(cell: Passage) -> Cuts:
    return [cell.at(cell.start + m.start(), cell.start + m.end()) for m in _LINE.finditer(cell.text)]


def _signed(part: Part, index: int) -> int:
    """Where who signs is said: below the last name, one column holds what its reader took for a signature."""
    block = part.blocks[index]
    names = [one.person.at.end for one in part.roster.signatories if one.person and one.person.at.block == index]
    alone = all(len(row.cells) <= 1 for row in block.rows)
    line = block.text.find("\n", max(names)) if names and alone else -1
    return line if line >= 0 else len(block.text)


def _parties(part: Part, start: int, end: int, found: Slots) -> None:
    """« Entre », then each party behind what introduces it."""
    index = start
    if index < end and part.blocks[index].kind is Kind.INTERTITRE and _ENTRE.match(part.blocks[index].text):
        found.entre = [part.whole(index)]
        index += 1
    intro: list[Passage] = []
    firsts = {party.at.block for party in part.roster.parties}
    for n in range(index, end):
        block = part.blocks[n]
        below = found.parties and n > max(firsts, default=-1)  # « d'autre part, », below the last of them
        if not below and (block.kind is Kind.INTERTITRE or (n not in firsts and _PART.match(block.text))):
            intro.append(part.whole(n))
        elif not below and (n in firsts or not found.parties or intro):
            found.parties.append((intro, [part.whole(n)]))
            intro = []
        else:
            found.parties[-1][1].append(part.whole(n))
    if intro and found.parties:
        found.parties[-1][1].extend(intro)
