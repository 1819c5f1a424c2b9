"""An act that is cited twice: its number, its date; a plot, a permit, by their number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations

from ..context import Context
from ..document import Kind
from ..facts import MentionKind
from ..facts.mention import Reference
from ..finding import Severity
from ..part import Passage
from ..pattern import pattern
from ..same.acts import bare
from ..same.names import How, odd_names
from ..statements.citations import Citation, citations, own_numbers, titles, written
from ..statements.days import Role, days, taken_on
from ..statements.subjects import TITLES
from ..statements.wording import stems
from ..text.heads import Sort
from ..values.dates import show_date
from ..values.text import near
from .rewritten import Fixed, dates_in, redated
from .rule import Report, Where, rule

LISTED = 3  # numbers that follow one another
RANK = pattern(r"[0-9]+\Z")
BESIDE = 9  # ranks: acts of one year, of which none is dated
OBJECT = 90  # characters after a citation that say what the act is about
SHARED = 3  # words in common by which two citations are of one act
TAKEN = ("décision", "arrêté", "délibération")  # of an avenant, the title names another act
KEEP = "gardez le numéro exact aux deux endroits"
_THIS_DAY = pattern(r"\s?(?:(?:de|en date de) ce|du meme) jour")  # another act of this sitting


@rule("CIT102", "cite-autrement", Severity.ERREUR)
def cited_otherwise(context: Context) -> Iterator[Report]:
    """Le même acte, cité deux fois, a le même numéro et la même date ; une parcelle, un permis, un véhicule, le même
    numéro. Deux dates pour un numéro, c'est au moins une erreur. Deux numéros à un chiffre près, pour la même date ou
    là où le texte ne peut parler que d'un acte déjà cité, sont souvent le même, mal recopié. Un acte cité sans sa date
    l'a été avec elle : ce qu'il fixe est ce que dit le visa. La convention jointe est signée en vertu de cet acte, et
    non d'un autre du même jour.

    Mauvais : « la délibération n° 2020-273 du 13 octobre 2020 », puis « du 31 octobre 2020 », ou « n° 2020-237 »
    Bon : le même numéro et la même date aux deux endroits
    Corrige : la date, quand l'acte cité a sa fiche
    Source : usage
    """
    yield from _two_dates(context)
    yield from _nearly_the_same(context)
    yield from _not_this_act(context)
    for here, there in bare(context):
        message = f"« {here.text} » n’est cité qu’ici, et rien ne le présente ; pour cela, « {there.text} »"
        related = ((there, "l’acte visé qui parle de la même chose"),)
        yield Report(here, message, KEEP, here.text, there.text, related, Severity.ALERTE)
    for odd in odd_names(context, Sort.NUMBER):
        said, usual = odd.where.text, odd.usual[0].text
        near = odd.how is How.LETTER  # else « ladite parcelle »
        how = "ressemble à « {} », cité ailleurs : un chiffre les sépare" if near else "ici ; plus haut, « {} »"
        message = f"« {said} » {how.format(usual)}"
        yield Report(odd.where, message, KEEP, said, usual, odd.seen, Severity.ALERTE)


def _two_dates(context: Context) -> Iterator[Report]:
    """One number, two dates: of an act that is cited twice, of the act itself where its convention cites it."""
    taken = [day for day in days(context) if day.role in (Role.ACTE, Role.SEANCE)]
    own = {cited.key for cited in own_numbers(context) if cited.nature in TAKEN} if taken else set()
    first: dict[tuple[str, str], Citation] = {}
    for cited in citations(context):
        if cited.day is None:
            continue
        known = first.setdefault(cited.key, cited)
        where: Where = known.passage
        right, says, hint = known.day or cited.day, "ailleurs du", "vérifiez la date sur l’acte cité"
        if cited.key in own and cited.day not in {day.value for day in taken}:
            where, right, says, hint = taken[0].where, taken[0].value, "et l’acte est du", "écrivez la date de l’acte"
        if right != cited.day:
            entered = () if isinstance(where, Passage) else redated(cited.passage, cited.day, right)
            fix = entered or _as_registered(cited, known)
            message = f"{cited.number} est daté ici du {show_date(cited.day)}, {says} {show_date(right)}"
            related, odd = ((where, show_date(right)),), cited.day.isoformat()
            yield Report(cited.passage, message, hint, odd, right.isoformat(), related, fix=fix)


def _as_registered(cited: Citation, known: Citation) -> tuple[Fixed, ...]:
    """The date that the register wrote, where somebody typed another one of that act."""
    typed, written = sorted((cited, known), key=_by_fact)
    one_typed = _by_fact(written) and not _by_fact(typed)
    return redated(typed.passage, typed.day, written.day) if one_typed else ()


def _by_fact(cited: Citation) -> bool:
    return any(where.fact and value == cited.day for where, value in dates_in(cited.passage))


def _nearly_the_same(context: Context) -> Iterator[Report]:
    """Two numbers, a slip apart, that can only be of one act."""
    cited, own = [
        [one for one in every if not (one.passage.part.minutes and one.passage.kind in TITLES)]
        for every in (citations(context), titles(context))  # the number of minutes is not that of those they adopt
    ]
    taken = taken_on(context)
    days = {one.number: one.day for one in cited if one.day} | {one.number: taken.value for one in own if taken}
    told: set[frozenset[str]] = set()
    listed = _series([*own, *cited])
    headed = {one.number for one in (*own, *cited) if _numbers_a_line(one)}
    for one, other in combinations([*own, *cited], 2):
        pair = frozenset({one.number, other.number})
        if pair <= listed or (pair & listed and (one.day or other.day)) or (pair <= headed and _next(one, other)):
            continue  # the acts of one sitting, one after the other; and one of another day
        if len(pair) == 2 and pair not in told and _looks_like(one, other) and _one_act(one, other, own, days):
            told.add(pair)
            yield _doubt(one, other, [*own, *cited], own)


_BY_IT = pattern(r"\b(?:en vertu de|annexee?s? a) (?:la |l'|sa )(?:(?:decision|deliberation) n ?° ?)?\Z")


def _not_this_act(context: Context) -> Iterator[Report]:
    """« agissant en vertu de la décision n° 2025-031 », of the day of this one: this act has the convention signed."""
    own, taken = [*{one.key: one for one in own_numbers(context)}.values()], taken_on(context)
    if taken is None or len(own) != 1:
        return
    (ours,) = own
    for cited in citations(context):
        of_it = cited.day == taken.value and cited.nature == ours.nature and cited.passage.led(_BY_IT)
        if of_it and cited.number != ours.number and RANK.sub("", cited.number) == RANK.sub("", ours.number):
            message = f"{cited.number} est daté ici du jour de cet acte, qui est le n° {ours.number}"
            related = ((ours.passage, ours.number),)
            yield Report(cited.passage, message, KEEP, cited.number, ours.number, related, Severity.ALERTE)
    for where, mention in context.passages(MentionKind.ACT_NUMBER):  # « convention annexée à la décision n° 2024-058 »
        joined = where.part is not ours.passage.part and where.kind is Kind.TITRE and where.led(_BY_IT)
        said = written(mention.value) if joined and isinstance(mention.value, Reference) else ours.number
        if said != ours.number and mention.label == ours.nature:
            message = f"cette pièce se dit jointe à l’acte n° {said}, et l’acte est le n° {ours.number}"
            yield Report(where, message, KEEP, said, ours.number, ((ours.passage, ours.number),), Severity.ALERTE)


def _series(cited: Sequence[Citation]) -> frozenset[str]:
    """Numbers that the body of an act gives one after the other, three at least: the minutes of a sitting."""
    ranks: dict[str, dict[int, str]] = {}
    for one in cited:
        found = RANK.search(one.number)
        if found and one.passage.kind is not Kind.VISA:
            ranks.setdefault(one.number[: found.start()], {})[int(found[0])] = one.number
    return frozenset(
        number
        for each in ranks.values()
        for rank, number in each.items()
        if sum(abs(rank - other) <= LISTED for other in each) >= LISTED
    )


def _looks_like(one: Citation, other: Citation) -> bool:
    """Of one kind, and one slip apart."""
    natures = {cited.nature.partition(" ")[0] for cited in (one, other)}  # « arrêté municipal », « arrêté »
    lengths = {len(one.number), len(other.number)}
    short = len(re.sub(r"\D|(?:19|20)\d\d", "", one.number)) < 3  # « 09/2025 »: no nature, no likeness
    alike = len(natures - {""}) < 2 and not (short and "" in natures)
    return alike and len(lengths) == 1 and len(one.number) > 4 and near(one.number, other.number)


def _one_act(one: Citation, other: Citation, own: Sequence[Citation], known: Mapping[str, date]) -> bool:
    """Whether two citations can only be of one act: the same day, or said again without a date outside of the visas."""
    days = [cited.day or known.get(cited.number) for cited in (one, other)]
    subjects = [stems(c.passage.context[c.passage.end : c.passage.end + OBJECT]) for c in (one, other)]
    dated, same = None not in days, len(subjects[0] & subjects[1]) >= SHARED
    if dated and days[0] != days[1]:
        return False
    if dated and any(cited.day is None and cited not in own for cited in (one, other)):
        return False  # said with its day elsewhere, where it is held against the other
    if one.passage.part.minutes and _next(one, other):
        return False  # what was decided at that sitting, and what was decided then
    visas = one.passage.kind is other.passage.kind is Kind.VISA
    if dated and visas and _next(one, other):
        return subjects[0] == subjects[1]  # « portant adoption des zones du schéma », « portant adoption du schéma »
    if dated and (visas or _next(one, other)) and not same:
        return False
    this_day = one.passage.then(_THIS_DAY) or other.passage.then(_THIS_DAY)
    if this_day and (_next(one, other) or one.day or other.day):
        return False
    return (dated and same) or any(_in_prose(cited) and cited not in own for cited in (one, other))


def _next(one: Citation, other: Citation, apart: int = 1) -> bool:
    """« n° 2026-08 » and « n° 2026-09 » of one day: two acts of one sitting; of one series, that many ranks apart."""
    series = {RANK.sub("", cited.number) for cited in (one, other)}
    ranks = [int(found[0]) for cited in (one, other) if (found := RANK.search(cited.number))]
    return len(ranks) == 2 and abs(ranks[0] - ranks[1]) <= apart and len(series) == 1


def _in_prose(cited: Citation) -> bool:
    """Whether a sentence of the body cites it; a visa introduces an act, the first words of a line number one."""
    return cited.passage.kind is not Kind.VISA and any(map(str.isalpha, cited.passage.before))


def _numbers_a_line(cited: Citation) -> bool:
    return cited.passage.kind is not Kind.VISA and not _in_prose(cited)


def _doubt(one: Citation, other: Citation, cited: Sequence[Citation], own: Sequence[Citation] = ()) -> Report:
    """The number that stands the fewest times is at fault, the later one where both stand as often."""
    times = {number: sum(c.number == number for c in cited) for number in (one.number, other.number)}
    wrong, right = (one, other) if times[one.number] < times[other.number] else (other, one)
    day = f" du {show_date(right.day)}" if right.day else ""
    message = f"{wrong.number} ressemble à {right.number}{day}, cité ailleurs : un chiffre les sépare"
    related = ((right.passage, right.number),)
    ours = {wrong.number, right.number} & {c.number for c in own} and not (one.day or other.day)
    following = ours and _next(one, other)  # the act before this one, perhaps
    near = not day and _next(one, other, BESIDE)
    severity = Severity.CONSEIL if following or near else Severity.ALERTE
    return Report(wrong.passage, message, KEEP, wrong.number, right.number, related, severity)
