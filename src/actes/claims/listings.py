"""How many things words announce, and how many then stand: items below, a series in the sentence, their numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from ..document import Kind
from ..facts import MentionKind
from ..facts.dates import MONTHS, WEEKDAY
from ..facts.flat import folded
from ..facts.numerals import NUMBER, numeral
from ..frozen import frozen
from ..outline.lists import SEVERAL
from ..outline.sections import ROMAN
from ..packaged import packaged
from ..part import Part, Passage
from ..pattern import pattern, patterns
from ..text.lexicon import MEASURES
from ..text.sentences import sentence_at, sentences
from ..text.tokens import Counted
from ..values.calendar_fr import weekdays
from .marks import inline
from .proxies import NAME
from .table import counted
from .tables import Rank, Table, table_of

_SAID = patterns(packaged(__spec__, "listings.txt"), number=NUMBER)
NEAR = 60  # characters
_PAGES = frozenset(("pages",))
_TIMES = MEASURES - {"membres", "conseillers", "annexes", "articles", "points", "autres"}
SEATS = "sieges"  # « Murat (3 sièges) : M. Roche, Mme Viala »: those who hold them, some of them away
_BRACKETS = pattern(r"\([^()]*\)")
_FIRM = pattern(r"(?:[Ff]ils|[Ff]illes|[Ff]rères|[Cc]ie|[Cc]ompagnie|[Aa]ssociée?s)\b")  # « Bonnefoy et Fils »
_PERSON = pattern(rf"\s*(?:et )?{NAME}\s*(?=,|;|et |\)|\.|\Z)")
_CIVIL = pattern(r"\s*(?:M|MM|Mme|Mmes|Mlle|Dr)\.? |\s*[A-Z]\. ?")
_OF_ONE = ("M.", "M", "Mme", "Mlle")
# « Contre : 4 – C. Aubin … », « Présents (6) : Mme Abadie … »
_BESIDE = pattern(r"[^.;:,()0-9]{0,30}\)?\s?(?:[:–—]\s|\()")


LISTED, TABLED = "la liste en fait {}", "le tableau en a {}"


@frozen(eq=False)
class Listing:
    """A number that is announced, where, and how many things there are: `how` says so, `at` is where they stand."""

    where: Passage
    said: int
    count: int
    how: str = LISTED
    at: Passage | None = None


def listings(part: Part) -> Iterator[Listing]:
    """« Le dossier comprend cinq pièces : » and its items, « trois annexes : le plan, le devis et le calendrier »."""
    for index, block in enumerate(part.blocks):
        for where, said in counted(part, index) if block.kind is not Kind.TABLEAU else ():
            found = _shared(where, said) if said.number >= SEVERAL else 0  # of copies as well
            two = said.noun.endswith("s") and where.then(_SAID["each"])  # « l'une …, l'autre … »
            found = found or (2 if two else 0) or _in_brackets(where, said)
            found = found or (0 if said.noun == SEATS else _named(where, said))  # of voices as well
            if not found and said.number >= SEVERAL and said.noun not in _TIMES and said.noun != SEATS:
                found = _after(where, said)
                found *= abs(found - said.number) <= max(SEVERAL, said.number // 3)
            if found >= SEVERAL:
                yield Listing(where, said.number, found)


def announced(part: Part) -> Iterator[Listing]:
    """« Quatre critères sont notés chacun sur 5 : » and its items, « trois banques ont répondu : » and a table.

    Of all that the paragraph counts, one thing is what stands below it.
    """
    for index, block in enumerate(part.blocks):
        low = part.lows()[index].rstrip(" :")
        said = counted(part, index) if block.text.rstrip().endswith(":") and not _SAID["of_them"].search(low) else []
        things = _things(part, index) if said else 0
        ones = len(_SAID["ones"].findall(low))
        if things < SEVERAL or any(things - ones <= one.number <= things for _, one in said):
            continue
        last, _ = sentences(block.text)[-1]
        nouns = [one.noun for _, one in said]  # « les deux conseillers les plus âgés et les deux conseillers … »
        once = [pair for pair in said if pair[0].start >= last and nouns.count(pair[1].noun) == 1]
        near = [pair for pair in once if abs(pair[1].number - things) <= SEVERAL]
        table = table_of(part, index + 1) if part.blocks[index + 1].rows else None
        for where, one in [pair for pair in near if _are_these(*pair)][:1]:
            if table is None or not _of_columns(table, where, one):
                yield Listing(where, one.number, things, TABLED if table else LISTED)


def _of_columns(table: Table, where: Passage, said: Counted) -> bool:
    """« deux chèques de caution : », and two columns; « au regard des deux critères, le prix et la qualité : »; « trois
    lots : », and columns « Lot 1 » to « Lot 3 » beside another.
    """
    columns = [one for one in table.columns[1:] if "total" not in one.key]
    called = [one for one in columns if one.key.startswith(said.noun.rstrip("sx"))] if said.noun else []
    return said.number in (len(columns), len(called)) or where.then(_SAID["named_there"]) is not None


def _are_these(where: Passage, said: Counted) -> bool:
    """Whether what is counted may be what stands below: no measure, nor where or to whom something is done."""
    named = where.text.istitle() and where.before.strip()  # « la Caisse des Deux Vallées »
    if named or where.before.count("(") > where.before.count(")"):
        return False
    if not said.noun:
        return where.led(_SAID["in_all"]) is not None
    done = where.low_before.endswith("les ") and where.then(_SAID["they_do"])
    return said.noun.endswith(("s", "x")) and said.noun not in _TIMES and not done and not where.led(_SAID["not_these"])


def _things(part: Part, index: int) -> int:
    """How many things stand below a lead: the lines of a table, else the items, each of one thing."""
    led = part.led(index)
    first = next(iter(led), index + 1)
    if first < len(part.blocks) and part.blocks[first].rows:
        table = table_of(part, first)
        lines = [line.key for line in table.lines if line.rank is Rank.LIGNE] if table else []
        return sum(len(key.strip()) == 1 for key in lines) or len(lines)  # « A » to « E », and who lives elsewhere
    return len(led) if all(_is_one(part, n) for n in led) else 0


def _is_one(part: Part, index: int) -> bool:
    """Whether an item is one thing: no « deux chaises », no « lots 1 et 2 »."""
    low, days = part.lows()[index].lstrip(" -–•*"), part.mentions[index][:1]
    dated = (
        days
        and days[0].kind is MentionKind.DATE
        and _SAID["day_first"].fullmatch(low[: low.find(folded(days[0].text))])
    )
    return not ((_SAID["several"].match(low) and not dated) or _MARKED.match(low) or _SAID["twice"].search(low))


_AT = r"(?:les? |en |de |d'|au mois d[e'] ?)?"
_TIME, _OF_MONTH, _OF_DAY = (rf"{_AT}(?:{names})s?" for names in (f"{WEEKDAY}|{MONTHS}", MONTHS, WEEKDAY))


def _in_series(said: str, one: str) -> re.Pattern[str]:
    return pattern(
        rf"(?P<said>\b(?P<n>[0-9]{{1,2}}|{NUMBER}) {said})\b[^.;:0-9(]{{0,25}}?[,:(] ?"
        rf"(?P<all>{one}(?:(?:,|,? et) {one})+|du (?P<from>{WEEKDAY}) au (?P<to>{WEEKDAY}))(?! (?:[0-9]|au|a)\b)"
    )


_OF_WEEK = (  # « deux fois par an, en mai et en octobre », « cinq passages par semaine, du lundi au vendredi »
    _in_series("(?:jours|matinees|soirees|matins|soirs|mois)", _TIME),
    _in_series("(?:fois|(?!jours|mati|soir)[a-z]{4,}s)(?: [a-z]+){0,2} par an", _OF_MONTH),
    _in_series("(?:fois|(?!jours|mati|soir)[a-z]{4,}s)(?: [a-z]+){0,2} par semaine", _OF_DAY),
)


def weekly(part: Part) -> Iterator[Listing]:
    """« quatre jours par semaine : les lundi, mardi, jeudi et vendredi »."""
    for index, low in part.saying("jours", "mati", "soir", "mois", "par an", "par semaine"):
        for match in (match for way in _OF_WEEK for match in way.finditer(low)):
            ends = [weekdays().index(match[end]) for end in ("from", "to") if match[end]]
            count = ends[1] - ends[0] + 1 if ends else len(re.findall(_TIME, match["all"]))
            said = numeral(match["n"])
            if said and abs(said - count) <= SEVERAL:
                yield Listing(Passage(part, index, *match.span("said")), said, count)


_BRACKET = pattern(r"(?: [\w'’-]+){0,4} \((?P<all>[^():;0-9]{3,200})\)")


def _in_brackets(where: Passage, said: Counted) -> int:
    """« les trois entreprises non retenues (Ouatex, Plastidis et Savonnerie Bellon) »."""
    found = _BRACKET.match(where.context, where.end) if said.noun.endswith("s") and said.noun not in _TIMES else None
    names = re.split(", (?:et )?| et ", found["all"]) if found and " et " in found["all"] else []
    whole = all(name[:1].isupper() for name in names) and abs(len(names) - said.number) <= 1
    return len(names) * whole


def _named(where: Passage, said: Counted) -> int:
    """The people that a series names right after their number, to the end of it."""
    match = _BESIDE.match(where.context, where.end)
    count = people(where.context, match.end(), closed=match[0].rstrip().endswith("(")) if match else 0
    return count if abs(count - said.number) <= 1 else 0


def people(text: str, at: int, *, closed: bool = False) -> int:
    """How many people a series names, each with a civility or an initial, to the end of the sentence or the bracket."""
    count, close = 0, text.find(")", at) if closed else -1
    first = _CIVIL.match(text, at)
    at = at if first else len(text)
    each = first is not None and first[0].strip() in _OF_ONE  # « Mme Solène Thiébaud, Courtevault »: of where
    while (person := _PERSON.match(text, at)) and (not each or _CIVIL.match(person[0].strip().removeprefix("et "))):
        count, at = count + 1, person.end() + (text[person.end() : person.end() + 1] in (",", ";"))
    return count if not text[at:].strip() or text[at] in ".\n" or at == close else 0


def named_before(text: str, end: int) -> int:
    """How many things the sentence that ends there names after « : »; 0 where it is no series."""
    start = next((a for a, b in sentences(text) if b >= end - 1), 0)
    colon = text.rfind(":", start, end) + 1
    said = text[colon:end].rstrip()
    return (people(said, len(said) - len(said.lstrip())) or _enumerated(said)) if colon else 0


def _shared(where: Passage, said: Counted) -> int:
    """As many as are given to, or by: « trois mandats, confiés par Mme Hue à M. Lanoë, par … et par … », « quatre
    exemplaires : deux pour …, un pour … ».
    """
    text, low = where.context, where.part.lows()[where.block]
    match = _SAID["given"].match(low, where.end) if said.noun.endswith(("s", "x")) else None
    if match is None or where.led(_SAID["to_each"]):
        return 0
    rest = low[match.end() : low.find(")", match.end())] if "(" in match[0] else _sentence(low, text, match.end())
    pieces = re.split(r"; |, (?:et |puis )?| et ", _BRACKETS.sub("", rest))
    named = _enumerated(text[match.end() + colon + 1 :]) if (colon := rest.find(" :") + 1) else 0
    parties = len(where.part.roster.parties) or named  # « un pour chacune des parties : la commune, … et … »
    shares = [*takewhile(bool, (_share(piece, match["by"], parties) for piece in pieces))]
    if match["n"]:
        alone = len(shares) == 1 and "chac" not in pieces[0] and "chaque" not in pieces[0]  # « (83 à la rentrée 2022) »
        some = " dont" in match[0] and len(shares) == 1 and sum(shares) < said.number  # « dont un à chacun des deux »
        return sum(shares) if sum(shares) > 1 and not (alone or some) else 0
    one_each = len(shares) == sum(shares)  # « affectés aux sites, deux à temps complet et deux à temps partiel » is not
    return len(shares) if one_each and len(shares) > SEVERAL and abs(len(shares) - said.number) == 1 else 0


def _share(piece: str, by: str, parties: int) -> int:
    """« deux pour la commune »: two; « un pour chacune des deux parties », « pour chaque partie »: two, of two
    `parties`; 0 where it is no such part.
    """
    match = _SAID["share"].match(piece)
    if match is None or match["by"][:1] != by[:1]:
        return 0
    each, many = (numeral((match[name] or "un").strip()) or 0 for name in ("each", "n"))
    if match["every"] is not None and not match["each"]:
        each = parties if parties > 1 and _SAID["every"].match(piece, match.end()) else 0
    return each * many


def _sentence(said: str, text: str, start: int) -> str:
    """What is left of the sentence, in another spelling of the text."""
    return said[start : sentence_at(text, start)[1]].rstrip()


def _after(where: Passage, said: Counted) -> int:
    """How many things follow a number and « : », where words say that they are all of them."""
    text, low = where.context, where.part.lows()[where.block]
    colon = low.find(":", where.end)
    between = low[where.end : colon]
    if colon < 0 or len(between) > NEAR or re.search(r"[.;]", between):
        return 0
    beside = _SAID["measured"].sub("", between)
    if re.search(r"[0-9]", beside) or _SAID["places"].search(beside):
        return 0
    alone = low[where.start - 1] == "(" and beside.strip() == ")"
    plural = said.noun.endswith(("s", "x")) or not (beside.strip() or where.led(_SAID["not_these"]))
    if not alone and (not plural or _SAID["others"].search(beside) or _SAID["open"].search(beside)):
        return 0
    if not low[colon + 1 :].strip():
        return _marked(where, said.noun) or _lettered(where.part, where.block)
    found = _enumerated(text[colon + 1 :])
    return found if alone or _SAID["follows"].search(beside) or abs(found - said.number) == 1 else 0


# « deux places de stationnement, numérotées 11 et 12 »


def numbered(part: Part) -> Iterator[Listing]:
    """« quatre délibérations, numérotées de 2026-31 à 2026-34 », « dix bornes (n° 21 à 30) »."""
    for index, low in part.saying("numer", "n°", "n °", "cadastr"):
        found = [one for one in counted(part, index) if one[1].noun.endswith(("s", "x"))]
        found = [one for one in found if one[1].noun not in _TIMES - _PAGES]
        for match in _SAID["numbered"].finditer(low) if part.blocks[index].kind is not Kind.TABLEAU else ():
            where, said = next((one for one in reversed(found) if one[0].end <= match.start()), (None, None))
            linked = _SAID["said_of"].fullmatch if match["how"].startswith("numerot") else _SAID["next_to"].fullmatch
            count = _numbers(match["all"])
            if where and said and linked(low, where.end, match.start()) and abs(count - said.number) <= SEVERAL:
                yield Listing(where, said.number, count)


def _numbers(text: str) -> int:
    """How many « 11 et 12 », « 2026-31 à 2026-34 » are; a great many where it is not one series."""
    figures = re.sub(r"\b[ivx]+\b", lambda roman: str(ROMAN.get(roman[0], 0)), text)
    values = [int(found) for found in re.findall(r"(?:20[0-9]{2}[-/.])?([0-9]{1,4})", figures)]
    if not re.search(r" au? ", text):
        return len(values)
    return values[1] - values[0] + 1 if len(values) == 2 and values[0] < values[1] else 0


_MARK = r"(?:[0-9]{1,2}|[ivx]{1,4}|[a-z])"
_MARKED = pattern(rf"(?P<noun>[a-z]+) (?P<all>{_MARK}(?:(?:, ?| et | a ){_MARK})*)\b ?(?:[:,–-]|\()")


def _marked(where: Passage, noun: str) -> int:
    """« carrés A, B et C : … », « carré D : … »: four; 0 where an item does not begin with what is counted."""
    items = [where.part.lows()[n].lstrip(" -–•*") for n in where.part.led(where.block)]
    found = [match for low in items if (match := _MARKED.match(low)) and match["noun"].rstrip("s") == noun.rstrip("s")]
    others = [said for _, said in counted(where.part, where.block) if said.number > 1 and said.noun not in _TIMES]
    whole = len(found) == len(items) and len(others) <= 1
    return sum(_several(match["all"]) for match in found) if whole else 0


def _several(said: str) -> int:
    """How many « a, b et c », « 1 a 3 » are."""
    first, ranged, last = said.partition(" a ")
    if ranged and first.isdigit() == last.isdigit():
        return (int(last) - int(first) if last.isdigit() else ord(last[0]) - ord(first[0])) + 1
    return len(re.split(", ?| et ", said))


def _lettered(part: Part, index: int) -> int:
    """The lines below a paragraph that have each its letter."""
    return sum(1 for _ in takewhile(_SAID["annexe"].match, (folded(block.text) for block in part.blocks[index + 1 :])))


def _enumerated(text: str) -> int:
    """How many things a series names, all of one form: « le plan, le devis et le calendrier »; 0 where it is not."""
    whole = _sentence(text, text, 0).strip(" .")
    each = whole.removesuffix(")").split("), ") if whole.endswith(")") else []
    if len(each) > SEVERAL and all(one.count("(") == 1 and ", " not in one.partition("(")[0] for one in each):
        return len(each)  # « organisation (20 points), reprise (10) »
    said = _BRACKETS.sub("", whole).strip(" .")
    if marks := inline(folded(said)):
        return len(marks) if [rank for rank, _ in marks] == [*range(1, len(marks) + 1)] else 0
    first, *others = said.split(" ;")
    pieces = [re.sub(r"^(?:et|ainsi que) ", "", one.strip()) for one in (first, *others)]
    alike = len({_form(one.partition(",")[0]) for one in pieces}) == 1 and ":" not in said
    return len(pieces) if len(others) >= SEVERAL and alike else _of_one_form(first)


def _of_one_form(said: str) -> int:
    pieces = [re.sub(r"^(?:et|ainsi que) ", "", one.strip()) for one in said.split(", ")]
    forms = [_form(_SAID["and"].split(one, maxsplit=1)[0]) for one in pieces]
    ranked = {any(map(str.isdigit, one)) for one in pieces if forms[0] == "article"}
    if len({*forms}) != 1 or not forms[0] or ":" in said or len(ranked) > 1:
        return 0  # « le lot 1, la maçonnerie, et le lot 2, la charpente »
    if any(_SAID["some"].search(folded(piece)) for piece in pieces):
        return 0
    inner = [_joined(one, forms[0]) for one in pieces]
    if any(inner[:-1]) or inner[-1] > 1 or (len(pieces) == 1 and not inner[-1]):
        return 0
    return len(pieces) + inner[-1]


def _joined(piece: str, form: str) -> int:
    """How many « et » of a piece begin another thing of that form; « d'accès et de sécurité » are of one."""
    after = [piece[match.end() :] for match in _SAID["and"].finditer(piece) if not _FIRM.match(piece, match.end())]
    return sum(_form(one) == form and not _SAID["of_it"].match(one) for one in after)


def _form(piece: str) -> str:
    """What a piece of a series begins with."""
    low, words = folded(piece), piece.split()
    if not words:
        return ""
    if _SAID["article"].match(low):
        return "article"
    if _SAID["infinitive"].match(low) and not (piece[0].isupper() and len(words) == 1):  # « Chabanière »
        return "infinitif"
    named = not words[0].isupper() or _CIVIL.match(piece) or (len(words) > 1 and words[1][0].isupper())  # « SAS Vidal »
    if piece[0].isupper() and named:
        return "nom"
    if words[0] == "annexe":
        return "annexe"
    if len(words) > 1 and words[1][0].isdigit() and (words[0] == "n°" or words[1].isdigit()):
        return words[0]  # « lot 1 gros œuvre », « n° 2024-38 du 1er octobre »
    return "mot" if len(words) <= SEVERAL + SEVERAL and words[0].isalpha() else ""  # « RIB, devis, planning »
