"""The blocks of a document in the places that an entry has for them, all of them and in their order.

What a place does not expect stays in the nearest one that keeps the order: nothing is left out here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ..document import Kind
from ..frozen import frozen
from ..outline.title import turn_of
from ..part import Part, Passage
from ..pattern import pattern
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
_REASONS = (Kind.VISA, Kind.CONSIDERANT)
_END = (Kind.MENTION, Kind.LIEU_DATE, Kind.SIGNATURE, Kind.ANNONCE, Kind.TITRE)
TITLE = 160  # characters of the title of an article
Cuts = tuple[Passage, ...]


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
    label: str = ""  # its number


@dataclass(slots=True)
class _Text:
    """What an act and a convention both have."""

    entete: list[Passage] = field(default_factory=list)
    titre: list[Passage] = field(default_factory=list)
    sous_titres: list[Passage] = field(default_factory=list)
    motifs: list[MotifText] = field(default_factory=list)
    articles: list[ArticleText] = field(default_factory=list)
    lieu_date: list[Passage] = field(default_factory=list)
    signature: list[Passage] = field(default_factory=list)
    annonces: list[Passage] = field(default_factory=list)


@dataclass(slots=True)
class ActText(_Text):
    """The act itself."""

    objet_lead: list[Passage] = field(default_factory=list)
    objet: list[Passage] = field(default_factory=list)
    autorite: list[Passage] = field(default_factory=list)
    decide: list[Passage] = field(default_factory=list)
    recours: list[Passage] = field(default_factory=list)
    mentions: list[Passage] = field(default_factory=list)

    def leads(self, kind: str) -> list[Passage]:
        """The opening words of its visas, or of its considérants."""
        return [one.lead for one in self.motifs if one.kind == kind and one.lead]


LISTS = ("entete", "sous_titres", "recours", "mentions")  # places whose formula has as many lines as one wants
LINES = ("titre", "autorite", "decide", "lieu_date")  # places that have one


@dataclass(slots=True)
class ConventionText(_Text):
    """The convention that it approves; each party with what introduces it."""

    entre: list[Passage] = field(default_factory=list)
    parties: list[tuple[list[Passage], list[Passage]]] = field(default_factory=list)
    formule: list[Passage] = field(default_factory=list)


@dataclass(slots=True)
class AnnexeText:
    """An annexe: its number, its own title, a text, a table, a text below."""

    titre: list[Passage] = field(default_factory=list)
    intitule: list[Passage] = field(default_factory=list)
    texte: list[Passage] = field(default_factory=list)
    tableau: Passage | None = None
    suite: list[Passage] = field(default_factory=list)


def act_text(part: Part) -> ActText:
    """An act taken apart."""
    found, kinds = ActText(), [block.kind for block in part.blocks]
    preamble = _first(kinds, (Kind.AUTORITE, *_REASONS, Kind.FORMULE, Kind.ARTICLE))
    body = _first(kinds, (Kind.FORMULE, Kind.ARTICLE), preamble)
    last = max((n for n, kind in enumerate(kinds) if kind in _REASONS), default=body)
    if kinds[body : body + 1] == [Kind.FORMULE] and last > body:
        body = _first(kinds, (Kind.FORMULE, Kind.ARTICLE), last)  # « après en avoir délibéré » before visas
    articles = _first(kinds, (Kind.ARTICLE,), body) if Kind.ARTICLE in kinds[body:] else _after(kinds, body)
    end = _end(part, articles)
    if body == articles and body - 1 > last and _DECIDES.search(_bare(part.blocks[body - 1].text)):
        body -= 1  # « Le Maire décide : », which its reader did not tell
    _head(part, preamble, found)
    _reasons(part, preamble, body, found)
    found.decide = [part.whole(n) for n in range(body, articles)]
    found.articles = articles_text(part, articles, end)
    _closing(part, end, found)
    return found


def convention_text(part: Part) -> ConventionText:
    """A convention taken apart."""
    found, kinds = ConventionText(), [block.kind for block in part.blocks]
    articles = _first(kinds, (Kind.ARTICLE,))
    start = _first(kinds[:articles], (Kind.TITRE,))
    start = (
        0 if start == articles or Kind.PARTIE in kinds[:start] else start
    )  # a letterhead may be in a heading's style
    opening = next((n for n, k in enumerate(kinds) if n >= start and k in (Kind.INTERTITRE, Kind.PARTIE)), None)
    reasons = _first(kinds[:articles], (*_REASONS, Kind.FORMULE))
    opening = reasons if opening is None or opening > reasons else opening
    reasons = next((n for n in range(opening, reasons) if _EXPOSED.match(part.blocks[n].text)), reasons)
    title = _first(kinds[:opening], (Kind.TITRE,))
    found.entete = [part.whole(n) for n in range(min(title, opening))]
    found.titre = [part.whole(title)] if title < opening else []
    found.sous_titres = [part.whole(n) for n in range(title + 1, opening)]
    _parties(part, opening, reasons, found)
    formula = next((n for n in range(articles - 1, reasons - 1, -1) if kinds[n] is Kind.FORMULE), articles)
    found.motifs = [motif_text(part, n) for n in range(reasons, formula)]
    found.formule = [part.whole(n) for n in range(formula, articles)]
    end = _end(part, articles)
    found.articles = articles_text(part, articles, end)
    dated = _first(kinds, (Kind.LIEU_DATE,), end)
    signed = _first(kinds, (Kind.SIGNATURE,), end)
    if dated < signed or signed == len(kinds):
        found.lieu_date = [part.whole(n) for n in range(end, min(dated + 1, signed))]
    first = end + len(found.lieu_date)
    announced = _first(kinds, (Kind.ANNONCE,), first)
    found.signature = [part.whole(n) for n in range(first, announced)]
    found.annonces = [part.whole(n) for n in range(announced, len(kinds))]
    return found


def annexe_text(part: Part) -> AnnexeText:
    """An annexe taken apart; only its first table is one, others are text."""
    found, kinds = AnnexeText(), [block.kind for block in part.blocks]
    heads = (Kind.TITRE, Kind.SOUS_TITRE, Kind.ENTETE, Kind.INTERTITRE)
    first = next((n for n, kind in enumerate(kinds) if kind not in heads), len(kinds))
    if kinds and not first and _ANNEXE.match(part.blocks[0].text) and len(part.blocks[0].text) <= TITLE:
        lines = [b.text for b in part.blocks[1:2] if b.kind is Kind.PARAGRAPHE]  # a title that its reader did not tell
        first = 1 + sum(len(one) <= TITLE and one.rstrip()[-1:] not in ".;:" for one in lines)
    found.titre = [part.whole(n) for n in range(min(1, first))]
    lead = _NAMED_ANNEXE.match(part.blocks[0].text) if found.titre else None
    if lead is not None:  # « ANNEXE : TARIFS »: below it there is text
        first = 1
        text = part.blocks[0].text
        found.titre = [Passage(part, 0, 0, len(text[: lead.end()].rstrip()))]
        found.intitule = [Passage(part, 0, lead.end(), len(text))]
    else:
        found.intitule = [part.whole(n) for n in range(len(found.titre), first)]
    table = _first(kinds, (Kind.TABLEAU,), first)
    found.texte = [part.whole(n) for n in range(first, table)]
    if table < len(kinds):
        found.tableau = part.whole(table)
        found.suite = [part.whole(n) for n in range(table + 1, len(kinds))]
    return found


def _bare(text: str) -> str:
    """A line without accents nor spaces: « A R R Ê T E »."""
    return "".join(unaccented(text).split())


def _first(kinds: Sequence[Kind], wanted: Sequence[Kind], start: int = 0) -> int:
    return next((n for n in range(start, len(kinds)) if kinds[n] in wanted), len(kinds))


def _after(kinds: Sequence[Kind], start: int) -> int:
    """Past the lines that decide, where no article follows."""
    return next((n for n in range(start, len(kinds)) if kinds[n] is not Kind.FORMULE), len(kinds))


def _end(part: Part, start: int) -> int:
    """Where the articles end: at the last place and date or signature, and the mentions before it."""
    kinds = [block.kind for block in part.blocks]
    closing = [n for n in range(start, len(kinds)) if kinds[n] in (Kind.LIEU_DATE, Kind.SIGNATURE)]
    last = max((n for n in range(start, len(kinds)) if kinds[n] is Kind.ARTICLE), default=start)
    end = next((n for n in closing if n > last), len(kinds))
    while end - 1 > last and kinds[end - 1] in _END:
        end -= 1
    if end == len(kinds):
        return end
    return next((n for n in range(last + 1, end) if kinds[n] is Kind.MENTION and _only(kinds[n:end])), end)


def _only(kinds: Sequence[Kind]) -> bool:
    """Whether nothing but mentions and their paragraphs stands there."""
    return all(kind in (Kind.MENTION, Kind.PARAGRAPHE) for kind in kinds)


def _head(part: Part, end: int, found: ActText) -> None:
    kinds = [block.kind for block in part.blocks[:end]]
    title = _first(kinds, (Kind.TITRE,))
    boxed = (n for n in range(title + 1, end) if _BOXED.match(part.blocks[n].text))  # in a table of one cell
    first = min(_first(kinds, (Kind.OBJET,)), next(boxed, end))
    title = title if title < first else first
    found.entete = [part.whole(n) for n in range(title)]
    stop = title + 1
    while stop < first and kinds[stop : stop + 1] == [Kind.TITRE]:
        stop += 1
    found.titre = [part.whole(n) for n in range(title, min(stop, end))] if title < first else []
    found.sous_titres = [part.whole(n) for n in range(min(stop, end), first)] if title < first else []
    after = min(first + 1, end)
    while after < end and kinds[after] is Kind.OBJET:
        after += 1
    if first < end:
        if after < end and after - first == 1 and _is_lead(part.blocks[first].text):
            after += kinds[after] is not Kind.AUTORITE  # « OBJET : » alone, and the object below it
        _object(part, range(first, after), found)
    else:
        _titled(part, found)
    found.motifs = [MotifText("autre", None, part.whole(n)) for n in range(after, end)]


def _is_lead(text: str) -> bool:
    """Whether a line is « Objet : » and no more."""
    lead = _OBJECT.match(text)
    return lead is not None and lead.end() == len(text)


def _object(part: Part, blocks: range, found: ActText) -> None:
    """« OBJET : » and what follows it, on one line or on two."""
    text = part.blocks[blocks.start].text
    lead = _OBJECT.match(text)
    cut = lead.end() if lead else 0
    if cut:
        found.objet_lead = [Passage(part, blocks.start, 0, len(text[:cut].rstrip()))]
    if cut < len(text):
        found.objet = [Passage(part, blocks.start, cut, len(text))]
    found.objet += [part.whole(n) for n in blocks[1:]]


def _titled(part: Part, found: ActText) -> None:
    """The object of an act that has no « Objet : »: what its title turns to, else its last line."""
    turn = turn_of(part.blocks)
    lines = [*found.titre, *found.sous_titres]
    at = next((n for n, one in enumerate(lines) if turn and one.block == turn[0]), None)
    if at is not None and turn is not None:
        line = lines[at]
        own = (
            _NAMES_ACT.search(unaccented(line.context[: turn[1]])) is not None
        )  # « Avenant n° 1 au bail » is the object
        before = [Passage(part, line.block, 0, turn[1])] if own else []
        found.objet = [Passage(part, line.block, turn[1] if before else 0, line.end), *lines[at + 1 :]]
        lines = [*lines[:at], *before]
        found.titre, found.sous_titres = lines[: len(found.titre)], lines[len(found.titre) :]
    elif found.sous_titres:
        found.objet = [found.sous_titres.pop()]


def _reasons(part: Part, start: int, end: int, found: ActText) -> None:
    """Who decides, where it stands at once; then visas and considérants, each with its opening word apart."""
    if start < end and part.blocks[start].kind is Kind.AUTORITE and not found.motifs:
        found.autorite = [part.whole(start)]
        start += 1
    found.motifs += [motif_text(part, n) for n in range(start, end)]


def motif_text(part: Part, index: int) -> MotifText:
    """A line of a preamble."""
    block, whole = part.blocks[index], part.whole(index)
    opening = _OPENING.match(block.text) if block.kind in _REASONS else None
    if opening is None or not opening[0].strip() or opening.end() == len(block.text):
        return MotifText("autre", None, whole)
    kind = "vu" if opening["vu"] else "considerant"
    lead = Passage(part, index, 0, len(opening[0].rstrip()))
    return MotifText(kind, lead, Passage(part, index, opening.end(), len(block.text)))


def articles_text(part: Part, start: int, end: int) -> list[ArticleText]:
    """The articles between two blocks; all of it as one where there is no heading."""
    heads = [n for n in range(start, end) if part.blocks[n].kind is Kind.ARTICLE]
    if not heads:
        return [ArticleText(None, None, tuple(part.whole(n) for n in range(start, end)))] if start < end else []
    return [_article(part, head, after) for head, after in zip(heads, [*heads[1:], end], strict=True)]


def _article(part: Part, head: int, after: int) -> ArticleText:
    block = part.blocks[head]
    found = _HEADING.match(block.text)
    cut = found.end() if found else 0
    lead = Passage(part, head, 0, len(block.text[:cut].rstrip())) if cut else None
    rest = Passage(part, head, cut, len(block.text)) if cut < len(block.text) else None
    body = tuple(part.whole(n) for n in range(head + 1, after))
    label = block.label
    if rest is None:
        return ArticleText(lead, None, body, label)
    if body and len(rest.text) <= TITLE and rest.text.rstrip()[-1] not in ".;:,":
        return ArticleText(lead, rest, body, label)
    return ArticleText(lead, None, (rest, *body), label)


def _closing(part: Part, start: int, found: ActText) -> None:
    """What follows the articles."""
    kinds = [block.kind for block in part.blocks]
    dated = _first(kinds, (Kind.LIEU_DATE,), start)
    signed = _first(kinds, (Kind.SIGNATURE,), start)
    first = min(dated, signed)
    found.recours = [part.whole(n) for n in range(start, first)]
    after = first
    if dated < signed:
        after = signed if signed - dated <= 2 else dated + 1
        found.lieu_date = [part.whole(n) for n in range(dated, min(after, len(kinds)))]
    if kinds[after : after + 1] == [Kind.SIGNATURE]:
        cut = _signed(part, after)
        found.signature = [Passage(part, after, 0, cut)]
        if part.blocks[after].text[cut:].strip():
            found.mentions = [Passage(part, after, cut, len(part.blocks[after].text))]
        after += 1
    announced = next((n for n in range(after, len(kinds)) if all(k is Kind.ANNONCE for k in kinds[n:])), len(kinds))
    found.mentions += [part.whole(n) for n in range(after, announced)]
    found.annonces = [part.whole(n) for n in range(announced, len(kinds))]


def _signed(part: Part, index: int) -> int:
    """Where who signs is said: below the last name, one column holds what its reader took for a signature."""
    block = part.blocks[index]
    names = [one.person.at.end for one in part.roster.signatories if one.person and one.person.at.block == index]
    alone = all(len(row.cells) <= 1 for row in block.rows)
    line = block.text.find("\n", max(names)) if names and alone else -1
    return line if line >= 0 else len(block.text)


def _parties(part: Part, start: int, end: int, found: ConventionText) -> None:
    """« Entre », then each party behind what introduces it."""
    index = start
    if index < end and part.blocks[index].kind is Kind.INTERTITRE and _ENTRE.match(part.blocks[index].text):
        found.entre = [part.whole(index)]
        index += 1
    intro: list[Passage] = []
    firsts = {party.at.block for party in part.roster.parties}
    for n in range(index, end):
        block = part.blocks[n]
        if found.parties and not any(first >= n for first in firsts):
            found.parties[-1][1].append(part.whole(n))  # « d'autre part, », below the last of them
        elif block.kind is Kind.INTERTITRE or (n not in firsts and _PART.match(block.text)):
            intro.append(part.whole(n))
        elif n in firsts or not found.parties or intro:
            found.parties.append((intro, [part.whole(n)]))
            intro = []
        else:
            found.parties[-1][1].append(part.whole(n))
    if intro and found.parties:
        found.parties[-1][1].extend(intro)
