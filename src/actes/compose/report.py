"""Documents made from the whole register: the report on decisions to the council, the tables of a year's acts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from ..document import Block, Cell, Kind, Row
from ..law.matieres import MATIERES
from ..model.accounts import Price
from ..model.listings import FormulesCompteRendu, FormulesRegistre
from ..model.prose import Prose
from ..model.register import Register
from ..model.series import Serie
from ..model.yearbook import Entry, Fate, by_subject, years_series
from ..values.dates import show_date_numeric
from ..values.grammar import list_and
from ..values.periods import Period
from .cited import accounts_of
from .dossier import Dossier
from .listing import Lister, said
from .parties import parties_of_act


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
    heading = lister.heading(words.numero, words.date, words.objet, words.partie)
    heading = Row((*heading.cells, lister.cell(words.montant, "droite")), header=True)
    yield Block(Kind.TABLEAU, rows=(heading, *(_row(lister, words, name) for name in identifiers)))


def _row(lister: Lister, words: FormulesCompteRendu, identifier: str) -> Row:
    act = lister.register.actes[identifier]
    assert act.jour is not None  # only dated decisions are reported
    parties = [party.nom for party in parties_of_act(act, lister.register).values()]
    return Row(
        (
            lister.fact(identifier, "numero", str(act.numero)),
            lister.fact(identifier, "signature.date", show_date_numeric(act.jour)),
            lister.fact(identifier, "objet", lister.object_of(identifier)),
            lister.fact(identifier, "parties", *parties),
            _amount(lister, words, identifier),
        )
    )


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
    return Row(
        (
            lister.fact(name, "numero", str(act.numero)),
            lister.fact(name, "signature.date", _day(act.jour)),
            lister.fact(name, "objet", lister.object_of(name)),
            lister.fact(name, "matiere", str(act.matiere or "")),
            lister.fact(name, "suivi.reception", _day(act.suivi.reception or act.suivi.transmission)),
            lister.fact(name, "suivi.publication", _day(act.suivi.publication)),
        )
    )


def _day(day: date | None) -> str:
    return show_date_numeric(day) if day else ""


def _by_subject(lister: Lister, words: FormulesRegistre, acts: Sequence[str]) -> Iterator[Block]:
    if not acts:
        return  # numbers set aside only
    yield lister.block(Kind.INTERTITRE, words.thematique)
    rows = [lister.heading(words.numero, words.date, words.objet)]
    for code, group in by_subject(lister.register, acts):
        title = (
            lister.fact(group[0], "matiere", f"{code} {MATIERES[code]}") if code else lister.cell(words.sans_matiere)
        )
        rows.append(Row((title,), total=True))
        rows.extend(_of_subject(lister, name) for name in group)
    yield Block(Kind.TABLEAU, rows=tuple(rows))


def _of_subject(lister: Lister, name: str) -> Row:
    act = lister.register.actes[name]
    kind = str(act.type)  # two series may have the same number
    number = f"{kind[:1].upper()}{kind[1:]} {act.numero}"
    said_of = {"numero": number, "signature.date": _day(act.jour), "objet": lister.object_of(name)}
    return Row(tuple(lister.fact(name, path, text) for path, text in said_of.items()))
