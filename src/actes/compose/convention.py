"""The convention that an act approves: its parties, preamble, articles, signatures, and the annexes it announces."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ..document import Block, Cell, Document, Kind, Row
from ..model.formulas import FormulesConvention
from ..model.prose import Prose
from ..model.texts import Convention
from ..values.ordinals import article_number
from .act import Composer, announced, article_body, document, joined, preamble
from .parties import Party, convention_parties


def compose_convention(composer: Composer, convention: Convention, forms: FormulesConvention) -> Document:
    """The convention as a document of its own."""
    parties = convention_parties(composer.act, composer.register)
    title = composer.block(Kind.TITRE, convention.titre)
    blocks = [
        *composer.blocks(Kind.ENTETE, convention.entete),
        title,
        *composer.blocks(Kind.SOUS_TITRE, convention.sous_titres),
        composer.block(Kind.INTERTITRE, forms.entre),
        *_introduced(composer, convention, forms, parties),
        *preamble(composer, convention.preambule),
        composer.block(Kind.FORMULE, forms.formule),
        *_articles(composer, convention, forms.article or composer.forms.article),
        composer.block(Kind.LIEU_DATE, forms.lieu_date, **_place_and_date(composer, convention)),
        _signatures(composer, forms, parties),
        *announced(composer, forms.annonce),
    ]
    subtitles = " ".join(block.text for block in blocks if block.kind is Kind.SOUS_TITRE)
    footer = composer.writer.line(forms.pied or composer.forms.pied, composer.scope)
    return document("convention", blocks, f"{title.text} {subtitles}".strip(), composer, footer)


def _place_and_date(composer: Composer, convention: Convention) -> dict[str, Any]:
    signed = convention.signature
    return {"lieu": signed.lieu or composer.register.collectivite.lieu, "date": signed.date}


def _introduced(
    composer: Composer, convention: Convention, forms: FormulesConvention, parties: Sequence[Party]
) -> Iterator[Block]:
    for index, (stated, body) in enumerate(zip(convention.parties, parties, strict=True)):
        standard = forms.introductions[min(index, len(forms.introductions) - 1)] if forms.introductions else None
        introduction = stated.introduction or standard
        if introduction is not None:
            yield composer.block(Kind.INTERTITRE, introduction, rang=index + 1, nombre=len(parties))
        yield composer.block(Kind.PARTIE, stated.texte or forms.partie, partie=body)


def _articles(composer: Composer, convention: Convention, heading: Prose) -> Iterator[Block]:
    for number, article in enumerate(convention.articles, 1):
        lead = composer.writer.line(heading, {**composer.scope, "rang": article_number(number)})
        if article.titre is None:
            yield from article_body(composer, article, lead)
            continue
        title = composer.writer.line(article.titre, composer.scope)
        yield Block(Kind.ARTICLE, joined(lead, title), level=2, label=article.label)
        yield from article_body(composer, article)


def _signatures(composer: Composer, forms: FormulesConvention, parties: Sequence[Party]) -> Block:
    """A column for each party: for whom, then the office and the name under room to sign."""

    def cell(*proses: Any, body: Party) -> Cell:
        scope = {**composer.scope, "partie": body}
        return Cell(tuple(composer.writer.line(prose, scope) for prose in proses), align="centre")

    rows = (
        Row(tuple(cell(forms.pour, body=body) for body in parties)),
        Row(tuple(cell(forms.qualite, forms.signataire, body=body) for body in parties)),
    )
    return Block(Kind.SIGNATURE, rows=rows)
