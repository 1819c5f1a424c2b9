"""Counts: those of the title and the body, of a list and who announces it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from ..claims.claim import Count
from ..claims.implied import annexed, composed
from ..claims.listings import SEATS, Listing, announced, listings, named_before, numbered, weekly
from ..claims.marks import Mark, marked, ranges, rank_of, written_like
from ..claims.table import counted
from ..claims.tables import tables, tally
from ..context import Context
from ..document import Kind
from ..facts.numerals import NUMBER
from ..finding import Severity
from ..part import Part, Passage
from ..pattern import pattern
from ..statements.subjects import TITLES
from ..text.lexicon import MEASURES
from ..text.tenses import Tells, tells
from ..values.accident import miscounted
from ..values.kept import kept_on_it
from ..values.text import unaccented
from .rule import Report, as_said, rule

SOME = 2
ANNEXES, ARTICLES = frozenset({"annexes"}), frozenset({"articles"})
NEAR = 30  # characters
HALF = 3  # lines: fewer may be of one number, in two parts
# « 900 € en 2024, contre 800 € en 2023 »
_AGAINST = pattern(r"\bcontre [^.;]{1,40} en 20[0-9]{2} (?:pour|dans|sur) \Z")
# « En 2025-2026, le dispositif a touché trois classes »
_IN_YEAR = pattern(r"\b(?:en|au cours de|l'annee) 20[0-9]{2}\b")


@kept_on_it
def counts(part: Part, nouns: frozenset[str] = frozenset()) -> tuple[Count, ...]:
    """Every count of several things (of those only, where nouns are given) of its own sentences, tables apart."""
    return tuple(
        Count(said.number, where, said.noun)
        for index, block in enumerate(part.blocks)
        for where, said in (counted(part, index) if block.kind is not Kind.TABLEAU else ())
        if said.number > 1
        and (said.noun in nouns if nouns else said.noun.endswith(("s", "x")) and said.noun not in MEASURES)
    )


@rule("CPT102", "nombre-du-titre", Severity.ALERTE)
def count_of_title(context: Context) -> Iterator[Report]:
    """Ce que l'objet ou le titre compte (des lots, des logements, des postes), l'acte le compte de même.

    De même pour ce qu'un article compte (« les six ensembles ») et qu'un autre reprend (« chacun des cinq ensembles »).

    Mauvais : « Objet : construction de 12 logements », puis « la construction de 14 logements »
    Bon : « 14 logements » aux deux endroits
    Source : usage
    """
    for part in context.own:
        said = counts(part)
        ranked = {c.noun for c in said if _titled(c) and len(_ranks(part, c.noun.rstrip("sx"))) >= SOME}
        for one in (count for count in said if _titled(count) and count.noun not in ranked):
            others = [c for c in said if not _titled(c) and c.noun == one.noun and not _formerly(c.where)]
            near = [count for count in others if _close(count.value, one.value)]
            if near and all(count.value != one.value for count in others):
                yield _two_counts(one, near)
                break
        yield from _said_again(said)
        yield from _other_lot(part)


_ALL = pattern(r"\b(?:les|des|aux|ces|ses|leurs)\s\Z")
_SOME_MORE = pattern(r"\s(?:premi|derni|autre|nouve|suivant|restant|princip|ancien)")
_NOTHING_MORE = pattern(r"\s?(?:[.,;:)]|\Z|(?:et|sont|seront|ont|peuvent|doivent|sera|est)\b)")  # that tells which
LEAST = 3  # things: « les deux communes » may be some of them


def _said_again(said: Sequence[Count]) -> Iterator[Report]:
    """« six ensembles sont cédés », then « l'état de chacun des cinq ensembles »: all of them, where that noun is said
    with no other number.
    """
    found: dict[str, list[Count]] = {}
    for one in said:
        if not (one.where.then(_SOME_MORE) or _of_another_time(one) or _titled(one)):
            found.setdefault(one.noun, []).append(one)
    for every in found.values():
        for rank, one in enumerate(every):
            all_of = _led(one, _ALL) and one.where.then(_NOTHING_MORE) and not _from_one_to(one)
            others = [count for count in every if count is not one]
            alike = len({count.value for count in others}) == 1
            known = others if alike else [count for count in every[:rank] if _led(count, _ALL)]
            other = next((c for c in known if 0 < abs(one.value - c.value) <= SOME), None) if all_of else None
            if other and min(one.value, other.value) >= LEAST and all(c.value != one.value for c in others):
                yield _two_counts(one, [other])
                break


def _from_one_to(one: Count) -> bool:
    """« les six lots », in an act that says « lots 1 à 6 » of those that are let."""
    noun = one.noun.rstrip("sx")
    said = one.where.part.found(pattern(rf"\b{noun}s? (?P<first>[0-9]{{1,2}}) a (?P<last>[0-9]{{1,2}})\b"), noun)
    return any(int(found["last"]) - int(found["first"]) + 1 == one.value for _, found in said)


def _two_counts(one: Count, others: Sequence[Count]) -> Report:
    noun, other = one.where.text.rsplit(maxsplit=1)[-1], others[0].value
    related = as_said(*(count.where for count in others))
    hint = "gardez le même nombre, ou dites ce que chacun compte"
    return Report(one.where, f"{one.value} {noun} ici, {other} ailleurs", hint, str(one.value), str(other), related)


TITLE = 160  # characters
HEADED = 8  # blocks in which an act says what it is
_ONE_OF = (
    "lot", "logement", "appartement", "local", "cabinet", "garage", "cave", "box", "emplacement", "stand", "bureau",
    "case", "concession", "atelier", "cellule", "chalet", "jardin",
)  # fmt: skip
_THE_ONE = pattern(
    rf"\b(?P<noun>{'|'.join(_ONE_OF)})(?P<several>s|x)? (?:n ?° ?|(?<=\blot )|(?<=\blots ))(?P<n>[0-9]{{1,4}})\b"
    r"(?![.,/][0-9]| ?[€%m])"
)
# Another one, by its name or in a series
_CALLED = pattern(r" ?(?:[(«:]|-(?! ?[0-9]+\.)|,? (?:et|a|ou)\b|, (?:n ?° ?)?[0-9])")
_APART = pattern(
    r"\b(?:et|ou|par l[ea]|(?:autre|retard|interven|coordin|interface|entreprise|mitoyen|voisin|contigu|ancien)\w*)\b"
    r"[^.;,]{0,40}\Z"
)


def _other_lot(part: Part) -> Iterator[Report]:
    """« Lot n° 2 – Maçonnerie » in the title, « le titulaire du lot n° 3 », « le logement n° 14 » bare below.

    « le garage n° 2 » once, where all others are « le garage n° 3 ».
    """
    said = list(part.found(_THE_ONE, *_ONE_OF))
    articles = next((n for n, block in enumerate(part.blocks) if block.kind is Kind.ARTICLE), HEADED)
    for noun in {one["noun"] for _, one in said}:
        every = [(where, one) for where, one in said if one["noun"] == noun]
        heads = [(where, one) for where, one in every if _heads(where, min(articles, HEADED))]
        times = Counter(one["n"] for _, one in every).most_common()
        once = len(times) == 2 and times[0][1] > times[1][1] == 1 and noun != "lot"
        usual = [one for one in every if one[1]["n"] == times[0][0]]
        titled = len({one["n"] for _, one in heads}) == 1
        if not (titled or once) or any(one["several"] for _, one in (heads if titled else every)):
            continue
        title, own = heads[0] if titled else usual[0]
        for where, one in every:
            apart = where.then(_CALLED) or (titled and where.led(_APART))
            below = where.block > title.block or (not titled and where.block not in {at.block for at, _ in usual})
            if below and one["n"] != own["n"] and not (apart or _formerly(where)):
                message = f"{noun} n° {one['n']} ici, {noun} n° {own['n']} {'au titre' if titled else 'ailleurs'}"
                hint, related = "mettez le même numéro", ((title, f"« {own[0]} »"),)
                yield Report(where.at(*one.span("n")), message, hint, one["n"], own["n"], related)
                return


def _heads(where: Passage, first: int) -> bool:
    """Whether it is what the act is about: in a short line before the first article, or before a colon or a dash."""
    opens = not where.low[: where.start].strip(" -") and where.low[where.end :].strip()[:1] in ":-"
    return opens or (len(where.low) <= TITLE and where.block < first)


_ASIDE = pattern(r"\([^()]*\Z")


@rule("CPT103", "nombre-et-liste", Severity.ALERTE)
def count_and_list(context: Context) -> Iterator[Report]:
    """Qui annonce quatre pièces en joint quatre ; un acte qui attribue les lots 1 à 3 n'en compte pas deux.

    Mauvais : « Le dossier comprend cinq pièces : », et une liste de quatre
    Bon : « Le dossier comprend quatre pièces : »
    Source : usage
    """
    for part in context.own:
        stated = tuple(composed(part))
        finders = (listings, announced, numbered, weekly, _above, _all_but_some)
        lists = (*(found for find in finders for found in find(part)), *stated)
        for found in (*lists, *annexed(context, part), *_ranked(part), *_tabled(context, part)):
            if _ASIDE.search(found.where.before):
                continue  # « 2 abstentions (les deux délégués de Murat) : »
            below = len(part.led(found.where.block)) == found.count and abs(found.said - found.count) <= SOME
            near = below or found in stated or miscounted(found.said, found.count)  # each has its line
            if found.said != found.count and (near or found in lists):
                hint = "corrigez le nombre ou ce qu’il compte"
                related = ((found.at, "ce qui est compté"),) if found.at else ()
                doubt = None if near else Severity.CONSEIL
                message = f"« {found.where.text} », et {found.how.format(found.count)}"
                yield Report(found.where, message, hint, str(found.said), str(found.count), related, doubt)


THESE = pattern(r"\b(?:ces|lesdite?s)\s\Z")
_SHARED = pattern(rf"[^.;]{{0,60}}\bet (?:{NUMBER}|[0-9]{{1,3}}) (?:pour|aux?|a|dans|en|sur) ")  # « et trois pour »


def _above(part: Part) -> Iterator[Listing]:
    """« ces cinq annexes », and the list or the table just above has four; « ces trois barques », and two are said."""
    for index, low in part.saying("ces", "lesdits", "lesdites", "soit "):
        for where, said in counted(part, index):
            some = said.noun.startswith(("dernie", "premie"))  # « ces deux dernières »
            if said.noun and not some and where.led(THESE):
                items = range(index - _items_above(part, index), index)
                again = said.noun in low[: where.start]  # « … dont trois places. Ces trois places »
                each = [0 if again else _in_item(part, item, said.noun) for item in items]
                held = any(said.noun.rstrip("sx") in part.lows()[item] for item in items)
                found = {sum(each)} - {0} or {0 if held else _lines_above(part, index)} - {0}
                found = found or {*_said_above(part, where, said.noun)} or {_series_above(part, where)} - {0}
                if len(found) == 1 and said.number not in each:  # « ces deux emplois », those of one item
                    yield Listing(where, said.number, found.pop(), "il y en a {} au-dessus")
            elif low[: where.start] == "soit " and index and part.blocks[index - 1].rows:
                lines = _lines_above(part, index)
                things = said.noun.endswith(("s", "x")) and said.noun not in MEASURES and not where.then(_SHARED)
                if things and abs(lines - said.number) == 1:
                    yield Listing(where, said.number, lines, "il y en a {} au-dessus")


_OTHER_THINGS = pattern(r" (?P<noun>[a-z]{4,}[sx])\b")


def _all_but_some(part: Part) -> Iterator[Listing]:
    """« les cinq autres membres », of five members: one at least is told apart."""
    for one in counts(part, frozenset({"autres"})):
        noun = one.where.then(_OTHER_THINGS) if _led(one, _ALL) else None
        every = max((c.value for c in counts(part, frozenset({noun["noun"]}))), default=0) if noun else 0
        if every and every <= one.value <= every + 1:
            yield Listing(one.where, one.value, every - 1, "il y en a au plus {}")


def _in_item(part: Part, index: int, noun: str) -> int:
    """How many of those things an item says: « un emploi d'agent », « deux emplois d'animateur »."""
    one = re.search(rf"\bune? {re.escape(noun.rstrip('sx'))}\b", part.lows()[index]) is not None
    return next((said.number for _, said in counted(part, index) if said.noun == noun), int(one))


def _items_above(part: Part, index: int) -> int:
    """How many items stand just above."""
    return sum(1 for _ in takewhile(lambda block: block.kind is Kind.ITEM, reversed(part.blocks[:index])))


def _lines_above(part: Part, index: int) -> int:
    """The items just above, or the rows of a table, but for its heading and its total."""
    items = _items_above(part, index)
    rows = [row for row in part.blocks[index - 1].rows if not row.total] if index else []
    headed = rows and not any(cell.text[:1].isdigit() for cell in rows[0].cells)  # « TVA 20 % » heads a column
    return items if items >= SOME else len(rows) - bool(headed)


def _series_above(part: Part, where: Passage) -> int:
    """« Sont nommés : M. Roux et Mme Sol. Ces deux agents »: how many things the sentence before names."""
    start = where.sentence.start
    above = part.blocks[where.block - 1].text if where.block else ""
    return named_before(where.context, start) if start else named_before(above, len(above))


def _said_above(part: Part, where: Passage, noun: str) -> Iterator[int]:
    """How many of those things the paragraph says before, else those just above it."""
    for index in range(max(0, where.block - SOME), where.block + 1):
        for one, said in counted(part, index):
            if said.noun == noun and (index, one.end) <= (where.block, where.start):
                yield said.number


ALL_OF = pattern(r"\b(?:comporte|compte|comprend|contient) [^.;:0-9]{0,60}\Z")
_SOME_OF = pattern(r"\b(?:a|aux|pour|sur)\s\Z")  # « ayant répondu à deux lots : »
THE = pattern(r"\b(?:les|des|ses)\s\Z")


def _ranked(part: Part) -> Iterator[Listing]:
    """« Objet : 2 lots », in an act that has the lots 1 to 3; « il comporte vingt articles », of twenty-two."""
    articles = {heading.number for heading in part.articles if heading.number is not None}
    for one in counts(part) + counts(part, ARTICLES | ANNEXES):
        where, all_of = one.where, one.where.led(ALL_OF) is not None
        if one.noun in ARTICLES:
            numbers = articles if all_of else set()
        else:
            the = one.noun in ANNEXES and (all_of or where.led(THE) is not None)
            led = len(part.led(where.block)) >= SOME and not where.led(_SOME_OF)
            numbers = _ranks(part, one.noun.rstrip("sx")) if the or led or _titled(one) else set()
        last = len(numbers)
        if one.noun == "avenants" and one.value == last - 1:
            continue  # the last one counts those before it
        if last >= SOME and numbers == {*range(1, last + 1)} and _close(one.value, last):
            yield Listing(where, one.value, last, "l’acte en a {}")


def _ranks(part: Part, noun: str) -> set[int]:
    """The numbers of the things that a noun names; a table whose first column is « Lot » names them by their rank."""
    named = pattern(rf"\b{noun}s? (?:n ?° ?)?([0-9]{{1,2}})\b")
    found = {int(match[1]) for _, match in part.found(named, noun)}
    for block in part.blocks:
        cells = [row.cells[0].text.strip() for row in block.rows if row.cells]
        if cells and unaccented(cells[0]).strip(" n°.").rstrip("s") == noun:
            found |= {int(cell) for cell in cells[1:] if cell.isdigit()}
    return found


SOME_OF = pattern(rf"\b(?:une?|[0-9]+|{NUMBER}|certaine?s?|plusieurs|parmi|dont|autres?)\s(?:des\s|les\s)?\Z|\bpar\s\Z")
AMONG = pattern(  # « six communes sur sept », « quatre communes autres que », « trois parcelles de la section ZB »
    rf" (?:sur|parmi) (?:les )?(?:[0-9]|{NUMBER})\b| autres qu| (?:[a-z]+ )?de la (?:section|zone)\b"
    r"| (?:non retenu|evince|ecarte|elimine)| et (?:d')?une? "  # « six pièces et un dégagement »
)
PARTLY = pattern(
    r"\b(?:dont|autres?|parmi|nouve\w+|(?<!chacun )(?<!chacune )(?<!ensemble )des|ces)\s(?:\w+\s)?\Z"
    r"|\bdont\s[^.;:]{1,24}\bet\s\Z"
)


def _tabled(context: Context, part: Part) -> Iterator[Listing]:
    """« dix associations », and the table that names them has eleven; « neuf offres », and their column makes eight."""
    said = (one for one in counts(part) if not _of_another_time(one) and one.noun != SEATS)
    for one in (one for one in said if not (_led(one, SOME_OF) or one.where.then(AMONG))):
        clause = one.where.clause.low_text
        own = () if _led(one, PARTLY) else [table for table in tables(context) if table.part is part]
        tallied = [(*tally(table, one.noun, one.value, clause), table.block) for table in own]
        if any(count == one.value for count, _, _ in tallied):
            continue  # another table may be of some of them
        for count, how, block in tallied:
            if count and abs(count - one.value) <= SOME:
                yield Listing(one.where, one.value, count, f"le tableau {how} {{}}", part.whole(block))
                return


def _led(count: Count, words: re.Pattern[str]) -> re.Match[str] | None:
    """Whether such words stand just before."""
    return words.search(count.where.low, max(0, count.where.start - NEAR), count.where.start)


def _of_another_time(count: Count) -> bool:
    """« Vu le tableau des effectifs …, comptant 27 emplois »: a visa tells what stood before the act."""
    return count.where.kind is Kind.VISA or _formerly(count.where)


@rule("CPT104", "numero-repete", Severity.ALERTE)
def repeated_number(context: Context) -> Iterator[Report]:
    """Ce qui est numéroté ligne après ligne ne porte pas deux fois le même numéro : on ne sait plus duquel on parle.

    De même pour « 1° », « a) », « 2.1 », et pour les articles que des chapitres se partagent.

    Mauvais : « jalon 1 », « jalon 2 », « jalon 3 », « jalon 3 » ; « articles 1 à 7 », « articles 9 à 12 »
    Bon : « jalon 1 », « jalon 2 », « jalon 3 », « jalon 4 » ; « articles 1 à 7 », « articles 8 à 12 »
    Source : usage
    """
    for part in context.parts:
        for found in filter(None, marked(part)):
            ranks = [rank_of(mark, found[0][0]) for mark, _ in found]
            meant = [*range(ranks[0], ranks[0] + len(ranks))]
            off = [n for n, (rank, right) in enumerate(zip(ranks, meant, strict=True)) if rank != right]
            again = len(off) == 1 and ranks[off[0]] == ranks[off[0] - 1]
            least = HALF - (found[0][1].text.lower() == found[0][0])
            if ranks[0] and len(off) == 1 and len(ranks) > least and (again or off[0] < len(ranks) - 1):
                yield _misnumbered(found, off[0], meant[off[0]], again=again)
        yield from _gaps(part)


def _misnumbered(found: Sequence[Mark], rank: int, meant: int, *, again: bool) -> Report:
    (before, above), (mark, where) = found[rank - 1], found[rank]
    said = where.text if where.text.lower().endswith(mark) else mark
    message = f"« {said} » porte le même numéro que la ligne d’avant" if again else f"« {said} » suit « {before} »"
    right = written_like(mark, meant)
    hint = f"écrivez « {said[: len(said) - len(mark)]}{right} », ou corrigez l’autre"
    return Report(where, message, hint, mark, right, as_said(above))


def _gaps(part: Part) -> Iterator[Report]:
    """« articles 1 à 7 », « articles 8 à 10 », « articles 12 à 13 »: each begins where the one before ends."""
    for noun, found in ranges(part).items():
        broken = [(one, after) for one, after in pairwise(found) if after[0] != one[1] + 1]
        if len(found) > SOME and len(broken) == 1 and abs(broken[0][1][0] - broken[0][0][1]) <= SOME:
            (_, last, there), (begins, _, where) = broken[0]
            message = f"« {where.text} » ne commence pas où finit « {there.text} »"
            hint = "corrigez l’un des deux numéros"
            yield Report(where, message, hint, str(begins), str(last + 1), ((there, noun),))


def _close(one: int, other: int) -> bool:
    """Whether two numbers may be of the same things: a count that is far off is of something else."""
    return abs(one - other) <= max(2, other // 4)


def _titled(count: Count) -> bool:
    return count.where.kind in TITLES


def _formerly(where: Passage) -> bool:
    """« L'hiver dernier, dix emplois avaient été ouverts »: of another year."""
    low = where.clause.low_text
    if where.led(_AGAINST):
        return True
    return tells(low, Tells.FORMERLY) or (_IN_YEAR.search(low) is not None and tells(low, Tells.PAST))
