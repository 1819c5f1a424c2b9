"""Documents made from the whole register: the report on decisions to the council, the tables of a year's acts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from ..document import Block, Cell, Document, Fact, Kind, Row, Span
from ..frozen import frozen
from ..law.matieres import MATIERES
from ..model.accounts import Price
from ..model.formulas import FormulesCompteRendu, FormulesRegistre
from ..model.natures import TypeActe
from ..model.people import in_office
from ..model.prose import Prose
from ..model.register import Register
from ..model.series import Serie
from ..model.texts import Signature
from ..model.yearbook import Entry, Fate, by_subject, years_series
from ..place import Locatable
from ..values.dates import show_date_numeric
from ..values.grammar import list_and
from ..values.periods import Period
from .act import Words
from .cited import accounts_of, own_object
from .dossier import Dossier
from .parties import parties_of_act, signer
from .prose import Writer, repaired


@frozen
class Lister(Words):
    """What every such document is composed with. `forms` are the formulas of decisions."""

    @classmethod
    def of(cls, register: Register, on: date, **names: Any) -> Lister:
        """The head of the executive that day signs; `names` are the facts of this document."""
        body = register.collectivite
        chef = signer(in_office(body.executif, on))
        facts = {"collectivite": body, "chef": chef, "signataire": chef, "lieu": body.lieu, "signature": Signature()}
        forms = body.formules.pour(TypeActe.DECISION)
        return cls(register, Writer(body.orthographe, spent=None), {**facts, **names}, forms)

    def heading(self, *proses: Prose, last: tuple[Cell, ...] = ()) -> Row:
        """The row that each page repeats."""
        return Row((*map(self.cell, proses), *last), header=True)

    def fact(self, identifier: str, path: str, *lines: str, align: str = "gauche") -> Cell:
        """A cell that says a fact of an act, a paragraph for each line."""
        source = self.register.place(identifier, path) or self.register.actes[identifier].objet.source
        return said(path, source, *lines, align=align)

    def row(self, identifier: str, texts: Mapping[str, str], *more: Cell) -> Row:
        """A row that says facts of an act, by their paths."""
        return Row((*(self.fact(identifier, path, text) for path, text in texts.items()), *more))

    def object_of(self, identifier: str) -> str:
        """The object of an act, as a sentence begins."""
        text = own_object(self.register.actes[identifier], self.register, self.writer).strip()
        return text[:1].upper() + text[1:]

    def signed(self) -> tuple[Block, Block]:
        """Place and date, then room for the head of the executive to sign."""
        return self.block(Kind.LIEU_DATE, self.forms.lieu_date), self.signature()

    def listed(self, name: str, blocks: Sequence[Block], footer: Prose) -> Document:
        """The document; its title is that of its properties."""
        title = next((block.text for block in blocks if block.kind is Kind.TITRE and block.text.strip()), name)
        return self.document(name, blocks, title, footer)


def said(path: str, source: Locatable, *lines: str, align: str = "gauche") -> Cell:
    """A cell that says a fact, a paragraph for each line that is not empty."""
    paragraphs = tuple(repaired([Span(line, Fact(path, source))]) for line in lines if line)
    return Cell(paragraphs or ((),), align)


def compose_report(
    register: Register,
    words: FormulesCompteRendu,
    identifiers: Sequence[str],
    period: Period,
    meeting: date | None = None,
) -> Dossier:
    """The report on these decisions, a row each, in the order given; `period` holds them all."""
    lister = Lister.of(register, meeting or period.fin, periode=period, seance=meeting, nombre=len(identifiers))
    blocks = [
        *lister.blocks(Kind.ENTETE, lister.forms.entete),
        lister.block(Kind.TITRE, words.titre),
        *lister.blocks(Kind.SOUS_TITRE, words.sous_titres),
        *_table(lister, words, identifiers),
        *lister.blocks(Kind.PARAGRAPHE, words.conclusion),
        *lister.signed(),
    ]
    document = lister.listed("compte-rendu", blocks, words.pied)
    return Dossier((document,), tuple(dict.fromkeys(lister.writer.findings)))


def _table(lister: Lister, words: FormulesCompteRendu, identifiers: Sequence[str]) -> Iterator[Block]:
    if not identifiers:
        yield lister.block(Kind.PARAGRAPHE, words.vide)
        return
    yield lister.block(Kind.PARAGRAPHE, words.introduction)
    amount = lister.cell(words.montant, "droite")
    heading = lister.heading(words.numero, words.date, words.objet, words.partie, last=(amount,))
    yield Block(Kind.TABLEAU, rows=(heading, *(_row(lister, words, name) for name in identifiers)))


def _row(lister: Lister, words: FormulesCompteRendu, identifier: str) -> Row:
    act = lister.register.actes[identifier]
    parties = [party.nom for party in parties_of_act(act, lister.register).values()]
    texts = {"numero": str(act.numero), "signature.date": _day(act.jour), "objet": lister.object_of(identifier)}
    named = lister.fact(identifier, "parties", *parties)
    return lister.row(identifier, texts, named, _amount(lister, words, identifier))


def _amount(lister: Lister, words: FormulesCompteRendu, identifier: str) -> Cell:
    """What the collectivity pays for the period, else for a year; the whole cost where the entry names no share."""
    accounts = accounts_of(lister.register.actes[identifier], lister.register)
    share = accounts.participation if accounts else None
    whole = share.periode if share else accounts.cout_total if accounts else None
    yearly = share.annuel if share else accounts.cout_annuel if accounts else None
    if whole is not None:
        return lister.fact(identifier, "financement", *_lines(whole), align="droite")
    if yearly is not None:
        lines = [lister.cell(words.par_an, montant=line).paragraphs[0] for line in _lines(yearly)]
        return Cell(tuple(lines), "droite")
    return lister.cell(words.sans_montant, "droite")


def _lines(price: Price) -> tuple[str, ...]:
    """With and without tax, one below the other."""
    return (f"{price.ht}\xa0HT", f"{price.ttc}\xa0TTC") if price.taxe else (str(price.ht),)


def compose_yearbook(register: Register, words: FormulesRegistre, year: int) -> Dossier:
    """The tables of a year that has acts, ready to be printed and bound."""
    lister = Lister.of(register, date(year, 12, 31), annee=year)
    series = tuple(years_series(register, year))
    acts = [entry.identifier for _, entries in series for entry in entries if entry.fate is Fate.ACTE]
    blocks = [
        *lister.blocks(Kind.ENTETE, lister.forms.entete),
        lister.block(Kind.TITRE, words.titre),
        *lister.blocks(Kind.SOUS_TITRE, words.sous_titres),
        *(block for serie, entries in series for block in _chronological(lister, words, serie, entries)),
        *_by_subject(lister, words, acts),
        *lister.blocks(Kind.PARAGRAPHE, words.conclusion),
        *lister.signed(),
    ]
    return Dossier((lister.listed("registre", blocks, words.pied),), tuple(dict.fromkeys(lister.writer.findings)))


def _chronological(lister: Lister, words: FormulesRegistre, serie: Serie, entries: Sequence[Entry]) -> Iterator[Block]:
    name = list_and([act_type.pluriel for act_type in serie.actes])
    yield lister.block(Kind.INTERTITRE, words.chronologique, serie=name)
    heading = lister.heading(words.numero, words.date, words.objet, words.matiere, words.reception, words.publication)
    yield Block(Kind.TABLEAU, rows=(heading, *(_line(lister, words, entry) for entry in entries)))


def _line(lister: Lister, words: FormulesRegistre, entry: Entry) -> Row:
    """The row of a number: its act, or over all the other columns why it has none."""
    if entry.fate is not Fate.ACTE:
        last = "" if entry.number == entry.last else f"à\xa0{entry.last.code}"
        why: Prose = getattr(words, entry.fate.value)
        return Row((said("series", why.source, str(entry.number), last), lister.cell(why, motif=entry.motif)))
    act, name = lister.register.actes[entry.identifier], entry.identifier
    texts = {
        "numero": str(act.numero),
        "signature.date": _day(act.jour),
        "objet": lister.object_of(name),
        "matiere": str(act.matiere or ""),
        "suivi.reception": _day(act.suivi.reception or act.suivi.transmission),
        "suivi.publication": _day(act.suivi.publication),
    }
    return lister.row(name, texts)


def _day(day: date | None) -> str:
    return show_date_numeric(day) if day else ""


def _by_subject(lister: Lister, words: FormulesRegistre, acts: Sequence[str]) -> Iterator[Block]:
    if not acts:
        return  # numbers set aside only
    yield lister.block(Kind.INTERTITRE, words.thematique)
    rows = [lister.heading(words.numero, words.date, words.objet)]
    for code, group in by_subject(lister.register, acts):
        said = f"{code} {MATIERES[code]}" if code else ""
        title = lister.fact(group[0], "matiere", said) if said else lister.cell(words.sans_matiere)
        rows.append(Row((title,), total=True))
        rows.extend(_of_subject(lister, name) for name in group)
    yield Block(Kind.TABLEAU, rows=tuple(rows))


def _of_subject(lister: Lister, name: str) -> Row:
    act = lister.register.actes[name]
    kind = str(act.type)  # two series may have the same number
    number = f"{kind[:1].upper()}{kind[1:]} {act.numero}"
    return lister.row(name, {"numero": number, "signature.date": _day(act.jour), "objet": lister.object_of(name)})
