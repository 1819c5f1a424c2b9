"""The act itself: letterhead, title, object, preamble, articles, signature, remedies and publication."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, groupby, takewhile
from typing import Any

from ..document import Block, Cell, Document, Fact, Kind, Row, Span
from ..frozen import frozen
from ..model.acte import Acte
from ..model.formulas import Formules
from ..model.prose import Prose
from ..model.register import Register
from ..model.texts import Article, Motif
from ..pattern import pattern
from ..values.ordinals import article_number
from ..values.text import unaccented
from ..values.typography import repair
from .cited import CitedAct
from .prose import Scope, Writer, in_one

# Of a line under the title: « Présents : Mme A, M. B », a sentence, rather than a title of its own.
_TELLS = pattern(r"\w\s*:\s|[.;:,]\s*\Z|\A(?s:.){121}")


@frozen
class Words:
    """What makes the words of a document: prose around facts."""

    register: Register
    writer: Writer
    scope: Scope
    forms: Formules

    def block(self, kind: Kind, prose: Prose, level: int = 1, label: str = "", **names: Any) -> Block:
        """One paragraph from one piece of prose."""
        return Block(kind, self.writer.line(prose, {**self.scope, **names}), level=level, label=label)

    def blocks(self, kind: Kind, proses: Iterable[Prose], **names: Any) -> Iterator[Block]:
        for prose in proses:
            yield self.block(kind, prose, **names)

    def under_title(self, proses: Iterable[Prose]) -> Iterator[Block]:
        """The lines under the title; from the first that tells (who sits in the council), they are paragraphs."""
        blocks = [block for prose in proses for block in self.line_or_table(prose)]
        titles = sum(1 for _ in takewhile(lambda block: not (block.rows or _TELLS.search(block.text)), blocks))
        yield from blocks[:titles]
        yield from (block if block.rows else replace(block, kind=Kind.PARAGRAPHE) for block in blocks[titles:])

    def line_or_table(self, prose: Prose) -> Iterator[Block]:
        """A line, or a table: « Présents | Pouvoirs | Votants »."""
        told = self.writer.paragraphs(prose, self.scope)
        yield from told if any(block.rows for block in told) else [Block(Kind.SOUS_TITRE, in_one(told))]

    def cell(self, prose: Prose, align: str = "gauche", **names: Any) -> Cell:
        """A cell from one piece of prose."""
        return Cell((self.writer.line(prose, {**self.scope, **names}),), align)

    def signature(self) -> Block:
        """The signatory's office, room to sign, the signatory's name; several who sign are the columns of a table."""
        said = self.writer.paragraphs(self.forms.qualite, self.scope)
        lines = [row.cells for block in said for row in block.rows] or [(Cell((in_one(said),)),)]
        rows = [
            Row(tuple(replace(cell, align="centre" if len(line) > 1 else cell.align) for cell in line))
            for line in lines
        ]
        name = self.cell(self.forms.signataire)
        return Block(Kind.SIGNATURE, rows=(*rows, *([Row((name,))] if len(lines[0]) == 1 or name.text else ())))

    def document(self, name: str, blocks: Sequence[Block], title: str, pied: Prose) -> Document:
        """A document with its properties: its title, and the collectivity as its author."""
        filled = tuple(block for block in blocks if block.text.strip())
        author, footer = repair(self.register.collectivite.nom), self.writer.line(pied, self.scope)
        return Document(name, filled, title.replace("\n", " "), author[:1].upper() + author[1:], footer)


@frozen
class Composer(Words):
    """What every document of one act is composed with."""

    act: Acte


def _objet(composer: Composer) -> Iterator[Block]:
    """What the act is about: under its formula, or in it where it names it (« Objet : {{ objet }} »)."""
    lead, own = (composer.block(Kind.OBJET, prose) for prose in (composer.forms.objet, composer.act.objet))
    named = [isinstance(span.origin, Fact) and span.origin.path == "objet" for span in lead.spans]
    if any(named):
        spans = (own.spans if here else (span,) for span, here in zip(lead.spans, named, strict=True))
        yield replace(lead, spans=tuple(chain.from_iterable(spans)))
    else:
        yield from (lead, own)


def compose_act(composer: Composer) -> Document:
    """The decision, arrêté or délibération itself."""
    act, forms = composer.act, composer.forms
    title = composer.block(Kind.TITRE, forms.titre)
    blocks = [
        *composer.blocks(Kind.ENTETE, forms.entete),
        title,
        *composer.under_title(forms.sous_titres),
        *_objet(composer),
        composer.block(Kind.AUTORITE, forms.autorite),
        *preamble(composer, act.preambule),
        composer.block(Kind.FORMULE, forms.decide),
        *articles(composer, act.articles, forms.article),
        *composer.blocks(Kind.MENTION, forms.recours),
        composer.block(Kind.LIEU_DATE, forms.lieu_date),
        composer.signature(),
        *composer.blocks(Kind.MENTION, forms.mentions),
        *([] if act.convention else announced(composer, forms.annonce)),
    ]
    return composer.document(unaccented(act.type), blocks, title.text, forms.pied)


def preamble(composer: Composer, motifs: Sequence[Motif]) -> Iterator[Block]:
    """Visas and considérants, each behind its opening word."""
    forms = composer.forms
    for motif in motifs:
        if motif.considerant is not None:
            yield _opened(composer, Kind.CONSIDERANT, forms.considerant, motif.considerant, {})
        elif motif.actes:
            yield visa_of_acts(composer, motif)
        elif isinstance(motif.vu, Prose):
            yield _opened(composer, Kind.VISA, forms.vu, motif.vu, {})
        elif motif.autre is not None:
            yield from _told(composer, motif.autre)


def _told(composer: Composer, prose: Prose) -> Iterator[Block]:
    """What a preamble tells without an opening word: its paragraphs are one, between its tables."""
    told = composer.writer.paragraphs(prose, composer.scope)
    for is_table, group in groupby(told, key=lambda block: block.kind is Kind.TABLEAU):
        blocks = list(group)
        yield from blocks if is_table else [Block(Kind.VISA, in_one(blocks))]


def visa_of_acts(composer: Composer, motif: Motif) -> Block:
    """A visa of acts of the register: the standard sentence, or the entry's wording, around their facts."""
    forms = composer.forms
    acts = [CitedAct(composer.register.actes[name], composer.register, composer.writer) for name in motif.actes]
    standard = forms.visa_acte if len(acts) == 1 else forms.visa_actes
    names = {"acte": acts[0], "actes": tuple(acts)}
    return _opened(composer, Kind.VISA, forms.vu, motif.texte or standard, names)


def announced(composer: Composer, formula: Prose | None) -> Iterator[Block]:
    """The annexes, announced by number and title; those that prose alone announces where there is no formula."""
    for number, annexe in enumerate(composer.act.annexes if formula else (), 1):
        assert formula is not None
        title = composer.writer.text(annexe.titre, composer.scope)
        yield composer.block(Kind.ANNONCE, formula, rang=number, titre=title)


def _opened(composer: Composer, kind: Kind, opening: Prose, prose: Prose, names: Scope) -> Block:
    scope = {**composer.scope, **names}
    lead = composer.writer.line(opening, scope)
    return Block(kind, joined(lead, composer.writer.line(prose, scope)))


def joined(lead: Sequence[Span], rest: Sequence[Span]) -> tuple[Span, ...]:
    """Two runs of words with a space between, which belongs to the first."""
    if not (lead and rest):
        return (*lead, *rest)
    last = lead[-1]
    return (*lead[:-1], Span(f"{last.text} ", last.origin, last.styles), *rest)


def articles(composer: Composer, every: Sequence[Article], heading: Prose, titled: int = 1) -> Iterator[Block]:
    """Articles, the text of each after its number; under its title, of level `titled`, where it has one."""
    for number, article in enumerate(every, 1):
        lead = composer.writer.line(heading, {**composer.scope, "rang": article_number(number)})
        if article.titre is not None:
            title = composer.writer.line(article.titre, composer.scope)
            yield Block(Kind.ARTICLE, joined(lead, title), level=titled, label=article.label)
            lead = ()
        yield from _body(composer, article, lead)


def _body(composer: Composer, article: Article, lead: tuple[Span, ...]) -> Iterator[Block]:
    """The paragraphs of an article; the first one after its number where there is one to follow."""
    for paragraph in composer.writer.paragraphs(article.texte, composer.scope):
        if lead and paragraph.kind is Kind.PARAGRAPHE:
            yield Block(Kind.ARTICLE, joined(lead, paragraph.spans), label=article.label)
        else:
            if lead:
                yield Block(Kind.ARTICLE, lead, label=article.label)
            yield paragraph
        lead = ()
    if lead:  # a text that an « if » left empty: the number is not skipped
        yield Block(Kind.ARTICLE, lead, label=article.label)
