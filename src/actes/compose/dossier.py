"""All the documents of an act: the act itself, its convention, its annexes.

In a draft, what nobody has confirmed yet is seen: « [À COMPLÉTER : 19 550,00 € ?] ». Once in a paragraph or a table: a
price that a table divides among eleven bodies is one thing to confirm, not thirty.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from ..document import Attached, Block, Cell, Document, Fact, Kind, Literal, Row, Span
from ..finding import Finding
from ..frozen import frozen
from ..model.accounts import Accounts, Line, Payment, Price, Share
from ..model.acte import Acte
from ..model.confirm import AConfirmer, shows, to_fill, within
from ..model.formulas import FormulesConvention
from ..model.links import OWN
from ..model.prose import Prose
from ..model.register import Register, act_id
from ..model.texts import Annexe, Colonne, Convention, Tableau
from ..place import Locatable
from ..problems import problem
from .act import Composer, announced, articles, compose_act, preamble
from .cited import own_object, scope_of
from .parties import Party, convention_parties
from .prose import Writer, repaired, table_rows
from .references import ACT, ANNEXE, CONVENTION, functions


def compose_convention(composer: Composer, convention: Convention, forms: FormulesConvention) -> Document:
    """The convention as a document of its own."""
    parties = convention_parties(composer.act, composer.register)
    title = composer.block(Kind.TITRE, convention.titre)
    blocks = [
        *composer.blocks(Kind.ENTETE, convention.entete),
        title,
        *composer.under_title(convention.sous_titres),
        composer.block(Kind.INTERTITRE, forms.entre),
        *_introduced(composer, convention, forms, parties),
        *preamble(composer, convention.preambule),
        composer.block(Kind.FORMULE, forms.formule),
        *articles(composer, convention.articles, forms.article or composer.forms.article, titled=2),
        composer.block(Kind.LIEU_DATE, forms.lieu_date, **place_and_date(composer, convention)),
        _signatures(composer, forms, convention, parties),
        *announced(composer, forms.annonce),
    ]
    subtitles = " ".join(block.text for block in blocks if block.kind is Kind.SOUS_TITRE)
    pied = forms.pied or composer.forms.pied
    return composer.document("convention", blocks, f"{title.text} {subtitles}".strip(), pied)


def place_and_date(composer: Composer, convention: Convention) -> dict[str, Any]:
    """Where and when a convention is signed: where everything is, unless it says otherwise."""
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


def _signatures(
    composer: Composer, forms: FormulesConvention, convention: Convention, parties: Sequence[Party]
) -> Block:
    """A column for each party: for whom, then the office and the name under room to sign."""

    def cell(*proses: Prose, body: Party) -> Cell:
        lines = (composer.writer.line(prose, {**composer.scope, "partie": body}) for prose in proses)
        return Cell(tuple(filter(None, lines)), align="centre")

    signing = tuple(zip(convention.parties, parties, strict=True))
    rows = (
        Row(tuple(cell(own.pour or forms.pour, body=body) for own, body in signing)),
        Row(
            tuple(
                cell(own.qualite or forms.qualite, own.signataire or forms.signataire, body=body)
                for own, body in signing
            )
        ),
    )
    return Block(Kind.SIGNATURE, rows=rows)


@frozen
class Dossier:
    """The documents of an act, and what is wrong in its prose; with findings, the documents are not to be written."""

    documents: tuple[Document, ...]
    findings: tuple[Finding, ...]
    attached: tuple[Attached, ...] = ()


def compose(act: Acte, register: Register) -> Dossier:
    """Compose every document of an act whose entry was loaded without error."""
    writer = Writer(register.collectivite.orthographe)
    documents = tuple(_documents(act, register, writer))
    if act.unconfirmed:
        places = register.places.get(act_id(act, register.collectivite), {})
        documents = tuple(marked(documents, act.unconfirmed, places))
    joined = attached(act, register, writer)
    return Dossier(documents, tuple(dict.fromkeys(writer.findings)), joined)


def attached(act: Acte, register: Register, writer: Writer | None = None) -> tuple[Attached, ...]:
    """The annexes that nobody composes here: whoever signs has to join them."""
    writer = writer or Writer(register.collectivite.orthographe)
    others = [(number, annexe) for number, annexe in enumerate(act.annexes, 1) if not annexe.composed]
    scope = {**scope_of(act, register, writer), **functions(act, register, ACT)} if others else {}
    return tuple(Attached(number, writer.text(annexe.titre, scope), annexe.fichier) for number, annexe in others)


def _documents(act: Acte, register: Register, writer: Writer) -> Iterator[Document]:
    scope = scope_of(act, register, writer)
    forms = register.collectivite.formules.pour(act.type, act.formules)

    def composer(text: str) -> Composer:
        return Composer(register, writer, {**scope, **functions(act, register, text)}, forms, act)

    yield compose_act(composer(ACT))
    if act.convention is not None and forms.convention is not None:
        yield compose_convention(composer(CONVENTION), act.convention, forms.convention)
    for number, annexe in enumerate(act.annexes, 1):
        if annexe.composed:
            yield compose_annexe(composer(ANNEXE), annexe, number)


def object_of(act: Acte, register: Register) -> str:
    """The object of an act in words: for lists."""
    return own_object(act, register, Writer(register.collectivite.orthographe))


# what nobody has confirmed


def marked(
    documents: Sequence[Document], lines: Sequence[AConfirmer], places: Mapping[str, Locatable]
) -> Iterator[Document]:
    """The documents, with the words that `lines` are about between brackets; `places` are the fields of the entry."""
    sources = {id(node): path for path, node in places.items()} if any(line.mots for line in lines) else {}
    for document in documents:
        yield replace(document, blocks=tuple(block.mapped(_Marks(lines, sources).spans) for block in document.blocks))


@dataclass(slots=True)
class _Marks:
    """The marks of one block: `told` are the lines that it has shown already."""

    lines: Sequence[AConfirmer]
    sources: Mapping[int, str]
    told: set[AConfirmer] = field(default_factory=set)

    def spans(self, spans: Sequence[Span]) -> tuple[Span, ...]:
        return tuple(made for span in spans for made in self.span(span))

    def span(self, span: Span) -> Iterator[Span]:
        origin = span.origin
        if isinstance(origin, Fact):
            shown = {line for line in self.lines if shows(line, origin.path, span.text)}
            yield span._replace(text=to_fill(span.text, origin.path)) if shown - self.told else span
            self.told |= shown
            return
        here = self.sources.get(id(origin.source), "")
        for line in self.lines:
            words = line.mots and within(here, line.champ) and _found(span.text, line.mots)
            if words:
                yield from self.cut(span, origin, *words)
                return
        yield span

    def cut(self, span: Span, origin: Literal, start: int, end: int) -> Iterator[Span]:
        def piece(first: int, last: int) -> Span:
            return Span(span.text[first:last], Literal(origin.source, origin.offset + first), span.styles)

        if start:
            yield piece(0, start)
        words = piece(start, end)
        yield words._replace(text=to_fill(words.text))
        if end < len(span.text):
            yield from self.span(piece(end, len(span.text)))


def _found(text: str, words: str) -> tuple[int, int] | None:
    """Where words stand in a text whose spaces were repaired."""
    plain = text.replace("\u00a0", " ").replace("’", "'")
    start = plain.find(words.replace("\u00a0", " ").replace("’", "'"))
    return (start, start + len(words)) if start >= 0 else None


# a table of an annexe: shares, lines of cost or payments worked out, or rows typed as they are

NO_AMOUNT = Cell(((),), align="droite")
Entry = Share | Line | Payment


def _worked_out_rows(composer: Composer, table: Tableau) -> tuple[Row, ...]:
    """Headings, a row for each entry, one for the total if asked for; a printed figure replaces the computed one."""
    accounts: Accounts = composer.scope["financement"]
    entries: Mapping[str, Entry] = getattr(accounts, table.de)
    corner = composer.cell(table.entete) if table.entete else Cell(((),))
    header = Row((corner, *(composer.cell(column.titre, "droite") for column in table.colonnes)), header=True)
    rows = [_row(composer, table, label, entry, accounts) for label, entry in entries.items()]
    if table.total is not None:
        total = _total(composer, table, table.total, accounts)
        rows = [total, *rows] if table.total_en_tete else [*rows, total]
    return (header, *rows)


def _row(composer: Composer, table: Tableau, label: str, entry: Entry, accounts: Accounts) -> Row:
    path = f"financement.{table.de}.{label}"
    source = composer.register.place(*_where_named(composer, table, label)) or composer.act.objet.source
    name = Cell((repaired([Span(entry.nom, Fact(f"{path}.nom", source))]),))
    cells = []
    for column in table.colonnes:
        base = column.base or accounts.base
        if column.montant == "taux":
            cells.append(_rate(composer, entry, column, path))
        else:
            cells.append(_amount(composer, table, label, column, getattr(entry, base), f"{path}.{base}"))
    return Row((name, *cells))


def _where_named(composer: Composer, table: Tableau, label: str) -> tuple[str, str]:
    """The file and the field that give an entry its name."""
    act = composer.act
    assert act.financement is not None  # a table of shares has some
    if table.de == "repartition" and not act.financement.repartition[label].nom:
        return (OWN if label == OWN else f"tiers/{label}"), "nom"
    return act_id(act, composer.register.collectivite), f"financement.{table.de}.{label}.nom"


def _total(composer: Composer, table: Tableau, title: Prose, accounts: Accounts) -> Row:
    """The row of the total: the cost, or what is due where the table is that of payments."""
    cells = []
    due = accounts.participation if table.de == "echeances" else None
    for column in table.colonnes:
        base = column.base or accounts.base
        cost = "cout_annuel" if base == "annuel" else "cout_total"
        price, path = (getattr(due, base), f"participation.{base}") if due else (getattr(accounts, cost), cost)
        rate = column.montant == "taux"
        cells.append(NO_AMOUNT if rate else _amount(composer, table, "total", column, price, f"financement.{path}"))
    return Row((composer.cell(title), *cells), total=True)


def _rate(composer: Composer, entry: Entry, column: Colonne, path: str) -> Cell:
    rate = entry.taux if isinstance(entry, Line) else composer.scope["financement"].tva
    text = "" if rate is None else str(rate)
    return Cell(((Span(text, Fact(f"{path}.taux", column.titre.source)),),), align="droite")


def _amount(composer: Composer, table: Tableau, label: str, column: Colonne, price: Price | None, path: str) -> Cell:
    printed = table.imprime.get(label, {}).get(column.montant)
    if printed is not None:
        return composer.cell(printed, "droite")
    where = column.titre.source.place_at(0)
    if price is None:
        message = f"« {path} » ne peut pas être calculé : la période n'est pas un nombre entier de mois"
        hint = "donnez le coût sur cette base, ou changez « base » pour cette colonne"
        composer.writer.findings.append(problem("texte-a-corriger", message, hint, where=where))
        return NO_AMOUNT
    try:
        text = str(getattr(price, column.montant))
    except ValueError as error:
        composer.writer.findings.append(problem("texte-a-corriger", str(error), where=where))
        return NO_AMOUNT
    return Cell(((Span(text, Fact(f"{path}.{column.montant}", column.titre.source)),),), align="droite")


def compose_annexe(composer: Composer, annexe: Annexe, number: int) -> Document:
    """Annexe `number` as a document of its own."""
    forms, table = composer.forms, annexe.tableau
    rows: tuple[Row, ...] = ()
    if table is not None:
        typed = [[composer.cell(prose) for prose in line] for line in table.lignes]
        rows = table_rows(typed) if typed else _worked_out_rows(composer, table)
    blocks = [
        composer.block(Kind.TITRE, forms.annexe, rang=number, nombre=len(composer.act.annexes), label=annexe.label),
        composer.block(Kind.SOUS_TITRE, annexe.intitule or annexe.titre),
        *_text(composer, annexe.texte),
        *([Block(Kind.TABLEAU, rows=rows)] if rows else []),
        *_text(composer, annexe.suite),
    ]
    title = " – ".join(block.text for block in blocks[:2])
    return composer.document(f"annexe-{number}", blocks, title, forms.pied)


def _text(composer: Composer, prose: Prose | None) -> Iterator[Block]:
    if prose is not None:
        yield from composer.writer.paragraphs(prose, composer.scope)
