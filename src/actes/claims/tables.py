"""Tables of figures: columns with what they hold, lines, totals and subtotals, deficits, each cell with its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field, replace
from enum import StrEnum

from ..context import Context
from ..document import Kind, Row, cells_of
from ..facts import Basis, Tax
from ..facts.amounts import in_cell
from ..frozen import frozen
from ..outline.lists import SEVERAL
from ..outline.nature import Nature
from ..part import Part
from ..pattern import pattern
from ..text.lexicon import GENERIC, TIMED
from ..text.tokens import EUROS, PERCENT, ROLE, tokens
from ..values.kept import kept_on_it
from ..values.text import unaccented
from .cells import claim_in
from .claim import Claim
from .heads import heads

_TOTAL = pattern(
    r"(?:soit )?(?:une? |l[ae] |l')?(?:[a-z]{4,12} ){0,2}tota(?:l|ux|le)\b"  # « Soit une contenance totale de »
    r"|(?:montants? |cout |prix |recettes |depenses )?general\b|ensemble\b"
)
_SUBTOTAL = pattern(
    r"(?:montant |total )?net (?:h\.?t|commercial)|sous[- ]tota|\btotal (?:intermediaire|partiel)|s/s?[- ]?total"
    r"|s[- /]?total\b"
)
_DETAIL = pattern(
    r"dont\b|(?:solde|resultat|reste|ecart|difference|excedent|deficit|net|pour memoire)\b"
    r"|(?:en |soit )?moyenne\b(?! section)"
    r"|prix (?:unitaire|au |du (?:m\b|m[23²³]|metre|kilo|litre|kwh|repas)|de l'(?:heure|unite))"
)
_TAX_LINE = pattern(r"(?:montant (?:de la )?)?(?:tva|t\.v\.a|taxes?(?! (?:d['’e]|fonci|sur (?!la valeur)|locale)))\b")
_APART = pattern(
    r"unitaire|\bp\.?\s?u\b|quantit|\bqte\b|\bnombre|\bnb\b|\btaux\b|\btarif|n°|numero|annee\b(?! [0-9])|\bcode"
    r"|\bcomptes?\b|chapitre|\bdate\b|\bage\b|coef|\bjours?\b|cumul|indice|delai|duree|\barticle"
    r"|par (?:habitant|eleve|heure|m)"
)
_ADDED_UP = pattern(r"(?:nombre|nb|duree|jours?)\b")  # … but where a total is written under them
_BRACKETS = pattern(r"\([^()]*\)")  # « Produit attendu (10 jours) »
_MONEY = pattern(r"€|\beuros?\b|\bht\b|\bttc\b|montant|\bcout|\bprix\b|depense|recette|subvention|participation|credit")
WHOLE = 100  # no share is more: under « TVA 20 % (€) » stand amounts
HEADED = 3  # headings under which one line is a table
_STEP = pattern(r"\s*(?P<size>[0-9]{1,3}) (?P<of>[a-z]{3,})")
_YEAR = pattern(r"(?<!\s)\s*20[0-9]{2}\s*")
_NAMES = pattern(r"\s*(?:\Z|poste|nature|libelle|designation|intitule|volet|action|annee|exercice|rubrique|objet)")
_CHANGE = pattern(r"\b(?:evolution|variation|progression)\b")  # of each line: never added up
_SHARE = pattern(r"%|pourcentage|\bpart\b|quotite|repartition")
_OUT_OF = pattern(r"(?:[a-z)] ?/|\bsur) ?[0-9]{2,3}(?: ?(?:points?|pts))?\W*\Z")  # « Prix / 60 »: marks
_AT_RATE = pattern(r"\b[0-9]{1,2}(?:[.,][0-9]{1,2})? ?%")


class Rank(StrEnum):
    """What a line of a table is to its column."""

    LIGNE = "ligne"
    TOTAL = "total"
    SOUS_TOTAL = "sous-total"
    DETAIL = "détail"  # « dont … », a balance, a price of one: may be out of the sum
    TAXE = "taxe"
    TITRE = "titre"  # no figure


class Sort(StrEnum):
    """What the figures of a column are."""

    EUROS = "euros"
    PERCENT = "pourcentage"
    NUMBER = "nombre"
    APART = "à part"  # unit prices, quantities, years: never added up


_UNITS = {Sort.EUROS: "€", Sort.PERCENT: "%"}


@frozen(eq=False)
class Line:
    """A row of figures: its label and, column by column, what it claims."""

    row: int
    label: str
    rank: Rank
    claims: tuple[Claim | None, ...]
    texts: tuple[str, ...]
    key: str  # the label, unaccented, « hors taxes » said « ht »
    head: bool = False  # a subtotal that stands above its lines, with no word for it


@frozen(eq=False)
class Column:
    """A column: its heading and what its figures are."""

    index: int
    heading: str
    sort: Sort
    tax: Tax | None
    basis: Basis | None
    key: str  # the heading, unaccented
    ranks: bool = False  # its figures number the lines
    step: bool = False  # of a scale: « 2 personnes », which no other columns make


@frozen(eq=False)
class Table:
    """A table that holds figures."""

    part: Part
    block: int
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    kept: dict[object, object] = field(default_factory=dict, init=False, repr=False)  # worked out of it

    @property
    def euros(self) -> list[Column]:
        return [column for column in self.columns if column.sort is Sort.EUROS]

    def cells(self, column: Column) -> list[tuple[Line, Claim]]:
        """The lines that have in a column what it holds."""
        other = "€" if column.sort is Sort.PERCENT else "%"
        found = ((line, line.claims[column.index]) for line in self.lines)
        return [(line, claim) for line, claim in found if claim is not None and claim.unit != other]

    def total(self, column: Column) -> tuple[Line, Claim] | None:
        """The total of a column, where it has only one."""
        found = [pair for pair in self.cells(column) if pair[0].rank is Rank.TOTAL]
        return found[0] if len(found) == 1 else None


def own_tables(context: Context) -> Iterator[Table]:
    return (table for table in tables(context) if table.part.nature is not Nature.PIECE)


@kept_on_it
def tables(context: Context) -> tuple[Table, ...]:
    """Every table of figures, attached pieces included."""
    return tuple(
        table
        for part in context.parts
        for index, block in enumerate(part.blocks)
        if block.kind is Kind.TABLEAU and (table := table_of(part, index)) is not None
    )


def table_of(part: Part, index: int) -> Table | None:
    """The figures of a block's rows, None where there are too few to say anything of each other."""
    rows = part.blocks[index].rows
    width = max((len(row.cells) for row in rows), default=0)
    grid = [_read(part, index, cells, width) for cells in cells_of(part.blocks[index])]
    above = [
        any(found) and not (rows[n].header or _of_years(rows[n]) or (n == 0 and _graded(rows[n])))
        for n, found in enumerate(grid)
    ]
    first = above.index(True) if any(above) else len(rows)
    headings = [" ".join(filter(None, (_text(row, c) for row in rows[:first]))) for c in range(width)]
    lines = _headed([_line(n, rows[n], grid[n]) for n in range(first, len(rows))])
    told = sum(1 for line in lines if line.rank is not Rank.TITRE)
    if told < SEVERAL and not (told and sum(map(bool, headings)) >= HEADED):
        return None
    columns = tuple(_column(c, headings[c], lines) for c in range(width))
    names = [_named(column, columns) for column in columns]
    return Table(part, index, columns, tuple(_of_columns(line, columns, names) for line in lines))


def _named(column: Column, columns: Sequence[Column]) -> tuple[str, str]:
    """What a heading says that amounts are, and what tells them from those of like columns."""
    alike = [c for c in columns if (c.sort, c.tax, c.basis) == (column.sort, column.tax, column.basis)]
    return _role(column.heading), f", {column.heading}" if len(alike) > 1 and column.heading else ""


def _role(words: str) -> str:
    """The first thing that a heading or a label names as an amount is."""
    return next((str(one.value) for one in tokens(words) if one.sort == ROLE and one.value not in TIMED), "")


_SORTS = {"€": EUROS, "%": PERCENT}


def _of_columns(line: Line, columns: Sequence[Column], names: Sequence[tuple[str, str]]) -> Line:
    """A line, each of its claims with what the heading of its column says, of what the line says."""
    own, found = _role(line.label) if any(line.claims) else "", list(line.claims)
    for claim, column, (headed, beside) in zip(line.claims, columns, names, strict=True):
        if claim is not None:
            role = headed if headed and headed not in GENERIC else own or headed
            unit = claim.unit if claim.unit in _SORTS else _UNITS.get(column.sort, claim.unit)
            unit = "€" if not unit and _IN_EUROS.search(line.key) else unit
            token = claim.token._replace(sort=_SORTS.get(unit, claim.token.sort))
            found[column.index] = replace(
                claim, role=role, unit=unit, token=token, of=line.label + beside, roles=frozenset({role}),
                tax=_tax(line, column), basis=column.basis,
            )  # fmt: skip
    return replace(line, claims=tuple(found))


_IN_EUROS = pattern(r"\((?:en )?(?:€|euros?)(?: ht| ttc)?\)")  # « Prix 2026 (€) », of a line
_TTC, _HT = pattern(r"\bttc\b"), pattern(r"\bht\b")


def _tax(line: Line, column: Column) -> Tax | None:
    """« Total TTC », below a column « Total HT »: what the line says."""
    if line.rank is Rank.TAXE:
        return None
    return Tax.TTC if _TTC.search(line.key) else Tax.HT if _HT.search(line.key) else column.tax


def _of_years(row: Row) -> bool:
    """Whether a row names the years of its columns: « Volet », « 2026 », « 2027 »; « 2025 », « Vote 2026 »."""
    years = [int(cell.text) for cell in row.cells[1:] if _YEAR.fullmatch(cell.text.strip())]
    others = [cell.text for cell in row.cells[1:] if any(map(str.isdigit, cell.text)) and not _YEAR.search(cell.text)]
    follow = years == list(range(years[0], years[0] + len(years))) if years else False
    dated = sum(_YEAR.search(cell.text) is not None for cell in row.cells[1:])
    return follow and not others and (dated > 1 or _NAMES.match(unaccented(row.cells[0].text)) is not None)


def _graded(row: Row) -> bool:
    """Whether a row names the steps of a scale: « Ressources », « 1 personne », « 2 personnes », « 4 personnes »."""
    steps = [match for cell in row.cells[1:] if (match := _STEP.match(unaccented(cell.text)))]
    sizes, things = [int(step["size"]) for step in steps], {step["of"].rstrip("s") for step in steps}
    whole = len(steps) == len(row.cells) - 1 and len(things) == 1
    return whole and len(sizes) >= HEADED and sizes == sorted(set(sizes))


def _text(row: Row, column: int) -> str:
    return row.cells[column].text.strip() if column < len(row.cells) else ""


def _read(part: Part, block: int, cells: list[tuple[int, int]], width: int) -> tuple[Claim | None, ...]:
    found = [claim_in(part, block, part.blocks[block].text[start:end], start) for start, end in cells]
    return (*found, *([None] * (width - len(found))))


def _line(number: int, row: Row, claims: tuple[Claim | None, ...]) -> Line:
    texts = tuple(cell.text.strip() for cell in row.cells)
    label = next((t for t, c in zip(texts, claims, strict=False) if t and c is None), "")
    key = _key(label).lstrip("-–• ")
    if not any(claims):
        rank = Rank.TITRE
    elif _SUBTOTAL.match(key):
        rank = Rank.SOUS_TOTAL
    elif _TAX_LINE.match(key):
        rank = Rank.TAXE
    elif row.total or _TOTAL.match(key):
        rank = Rank.TOTAL
    else:
        rank = Rank.DETAIL if _DETAIL.match(key) else Rank.LIGNE
    return Line(number, label.replace("\n", " "), rank, claims, texts, key)


def _headed(lines: Sequence[Line]) -> list[Line]:
    """The lines, where those that head others, or close them, and add them up are subtotals: above the only total, the
    last line.
    """
    above = [line for line in lines[:-1] if line.rank is Rank.LIGNE]
    if len(above) < SEVERAL or len(above) != len(lines) - 1 or lines[-1].rank is not Rank.TOTAL:
        return list(lines)
    rows, total = [(line.texts, line.claims) for line in above], (lines[-1].texts, lines[-1].claims)
    found = heads(rows, total)
    closing = frozenset() if found else {len(rows) - 1 - n for n in heads(rows[::-1], total)}
    return [
        replace(line, rank=Rank.SOUS_TOTAL, head=n in found) if n in found | closing else line
        for n, line in enumerate(lines)
    ]


def _in_cents(found: Sequence[Claim]) -> bool:
    """« 2 146 000,00 », line after line, under « Budget primitif »: euros that nobody calls so."""
    return all(claim.places == CENTS for claim in found) and max(abs(claim.value) for claim in found) >= THOUSAND


CENTS, THOUSAND = 2, 1_000


def _column(index: int, heading: str, lines: Sequence[Line]) -> Column:
    key = _key(heading)
    found = _cells(lines, index)
    ranks = _ranked(lines, index, found)
    units = [claim.unit for claim in found]
    if not found or _CHANGE.search(key) or ranks:
        sort = Sort.APART
    elif _TAX_LINE.match(key) and _AT_RATE.search(key):  # « TVA 10 % » over 9,00 and 12,00
        sort = Sort.EUROS
    elif units.count("%") * 2 > len(found) or (
        _SHARE.search(key) and "€" not in units and all(c.value <= WHOLE for c in found)
    ):
        sort = Sort.PERCENT
    elif _APART.search(_BRACKETS.sub("", key)):
        sort = Sort.NUMBER if _ADDED_UP.match(key) and "€" not in units and _totalled(lines, index) else Sort.APART
    elif _OUT_OF.search(key) and "€" not in units:
        sort = Sort.NUMBER
    elif "€" in units or _MONEY.search(key) or _in_cents(found):
        sort = Sort.EUROS
    else:
        sort = Sort.NUMBER if not all(1900 <= c.value <= 2100 for c in found) else Sort.APART
    told = in_cell("1", heading) if heading and sort is Sort.EUROS else None
    tax, basis = (told.tax, told.basis) if told else (None, None)
    return Column(index, heading, sort, tax, basis, key, ranks, bool(_STEP.match(key)))


def _ranked(lines: Sequence[Line], index: int, found: Sequence[Claim]) -> bool:
    """« 1 », « 2 » down the first column, « 2 », « 1 », « 3 » under « Rang »: bare, from 1 on, each once, no total."""
    values = sorted(claim.value for claim in found if not (claim.unit or claim.places))
    least = SEVERAL if index == 0 else HEADED
    return len(found) >= least and values == [*range(1, len(found) + 1)] and not _totalled(lines, index)


def _totalled(lines: Sequence[Line], index: int) -> bool:
    return any(line.rank is Rank.TOTAL and line.claims[index] is not None for line in lines)


def _key(label: str) -> str:
    return _WITH_TAX.sub("ttc", _WITHOUT.sub("ht", unaccented(label)))


_WITHOUT, _WITH_TAX = pattern(r"\bhors (?:taxes?|tva)\b"), pattern(r"\btoutes taxes(?: comprises)?\b")


def _cells(lines: Sequence[Line], index: int) -> list[Claim]:
    return [claim for line in lines if (claim := line.claims[index]) is not None]


_HEAD = pattern(r"[a-z]{4,}")
_QUANTITY = pattern(r"(?:nombre|nb|quantite|qte|effectif)s?\b")


Tally = tuple[int, str]
"""How many, 0 where a table does not tell, and the words that say so of it."""


def tally(table: Table, noun: str, said: int, clause: str = "") -> Tally:
    """How many of these things a table has: its lines where its first column names them, or what their column makes.

    Lines that name one thing and tell it apart in brackets are one or several, as it is `said`; where the `clause`
    names a column that not all of them fill, they are those that fill it.
    None (0) where no column is theirs, or where it has too few lines to tell.
    """
    rows = [line for line in table.lines if line.rank is Rank.LIGNE]
    for column in table.columns if not _two_lists(table, said) else ():
        if noun.rstrip("sx") not in [word.rstrip("sx") for word in _HEAD.findall(column.key)[:1]]:
            continue
        found = _cells(rows, column.index)
        if column.index == 0 and column.ranks:
            return len(found), "en a"
        if column.index == 0 and not found:
            return _by_quantity(table, rows) or _by_line(table, rows, noun, said, clause)
        if column.sort is Sort.NUMBER and len(found) == len(rows) >= SEVERAL:
            alike = {_summed(rows, one) for one in table.columns if _named_as(one, column)}
            return said if said in alike else _summed(rows, column), "en compte"
    return 0, ""


def _two_lists(table: Table, said: int) -> bool:
    """« total des créations », « total des suppressions »; what is below a subtotal may be of another sort too."""
    ranks = [line.rank for line in table.lines]
    if ranks.count(Rank.TOTAL) > 1:
        return True
    return Rank.SOUS_TOTAL in ranks and ranks[: ranks.index(Rank.SOUS_TOTAL)].count(Rank.LIGNE) == said


def _by_quantity(table: Table, rows: Sequence[Line]) -> Tally | None:
    """What a column « Nombre » makes, beside their names."""
    quantities = next((c for c in table.columns if _QUANTITY.match(c.key)), None)
    return (_summed(rows, quantities), "en compte") if quantities else None


def _by_line(table: Table, rows: Sequence[Line], noun: str, said: int, clause: str) -> Tally:
    """The lines that are one of them each, or those that fill the column that the clause names."""
    called = [line for line in rows if line.key.startswith(noun.rstrip("sx"))]
    rows = called if len(called) >= SEVERAL else rows  # one alone has it in its name
    letters = sum(len(line.key.strip()) == 1 for line in rows)
    if letters >= SEVERAL and letters == said:
        return 0, ""  # « cinq tranches », A to E, and who lives elsewhere
    filled = {sum(line.texts[c.index] not in _EMPTY for line in rows) for c in table.columns[1:] if _names(clause, c)}
    some = filled - {len(rows), 0}
    if said != len(rows) and len(some) == 1:
        return some.pop(), "en a, à ce titre,"
    named = {_BRACKETS.sub("", line.key).strip() for line in rows}  # « Centre (juillet) », « Centre (août) »
    within = [line for line in table.lines if line.key.startswith("dont ")]  # things of their own, or not
    count = said if said in (len(named), len(rows) + len(within)) else len(rows)
    return (count, "en a") if len(rows) > HEADED else (0, "")


def _summed(rows: Sequence[Line], column: Column) -> int:
    return int(sum(claim.value for claim in _cells(rows, column.index)))


def _named_as(one: Column, other: Column) -> bool:
    """« Emplois avant », « Emplois après »."""
    return one.sort is other.sort and one.key.split()[:1] == other.key.split()[:1]


def _names(clause: str, column: Column) -> bool:
    """Whether words name a column: « les aides exceptionnelles » that of « Exceptionnel 2025 »."""
    return bool({word[:STEM] for word in _HEAD.findall(clause)} & {word[:STEM] for word in _HEAD.findall(column.key)})


STEM = 6  # letters
_EMPTY = frozenset(("", "0", "0,00", "-", "–", "—", "/", "neant", "Néant", "0 €", "0,00 €"))
