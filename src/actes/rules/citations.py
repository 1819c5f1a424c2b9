"""Acts and laws that are cited: their numbers, their dates, and whether both can be true."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

from ..context import Context
from ..document import Kind
from ..facts import MentionKind
from ..facts.flat import folded
from ..facts.mention import Reference
from ..facts.natures import NOUN
from ..finding import Severity
from ..outline.nature import Nature
from ..part import Passage
from ..pattern import pattern
from ..statements.citations import LAWS, Citation, citations, date_of, own_numbers, written
from ..statements.days import Role, day_of, days
from ..statements.listed import typed_acts
from ..values.dates import show_date
from .rewritten import Fixed, dates_in, redated
from .rule import Report, rule

SERIES = pattern(r"^\W*(?P<series>[A-Z]{2,4}|D[EÉ]LIB[EÉ]RATION N)[ °-]*(?P<year>20\d{2})[-/_](?P<rank>\d{1,4})\b")
EMPOWERED = pattern(r"\b(?:habilit|autoris|mandat|vertu|agissant)[^.;]*\Z", re.IGNORECASE)
TAKEN = ("décision", "arrêté", "délibération")  # of an avenant, the title names another act
ENOUGH = 2  # numbers of a series that agree before another one is doubtful


@rule("CIT101", "loi-numero-et-date", Severity.ERREUR)
def law_and_year(context: Context) -> Iterator[Report]:
    """Une loi, un décret ou une ordonnance porte un numéro de l'année de sa date : « n° 2015-1785 » est de 2015. Quand
    les deux ne vont pas ensemble, l'un des deux vient d'un autre texte.

    Mauvais : « la loi de finances n° 2015-1785 du 29 décembre 2016 »
    Bon : « la loi de finances n° 2015-1785 du 29 décembre 2015 »
    Source : usage
    """
    for cited in citations(context):
        if cited.law and cited.nature.startswith(LAWS) and cited.year and cited.day and cited.day.year != cited.year:
            yield Report(
                cited.passage,
                f"le numéro {cited.number} est de {cited.year}, la date de {cited.day.year}",
                "vérifiez le numéro et la date sur Légifrance",
                found=cited.day.isoformat(),
                expected=str(cited.year),
            )


@rule("CIT102", "acte-cite-avec-deux-dates", Severity.ERREUR)
def two_dates(context: Context) -> Iterator[Report]:
    """Le même texte, cité deux fois, n'a qu'une date. Deux dates pour un numéro, c'est au moins une erreur.

    Mauvais : « la délibération n° 2020-273 du 13 octobre 2020 », puis « … n° 2020-273 du 31 octobre 2020 »
    Bon : la même date aux deux endroits
    Corrige : la date, quand l'acte cité a sa fiche
    Source : usage
    """
    yield from _own_date(context)
    first: dict[tuple[str, str], Citation] = {}
    for cited in citations(context):
        if cited.day is None:
            continue
        known = first.setdefault(cited.key, cited)
        if known.day is not None and known.day != cited.day:
            yield Report(
                cited.passage,
                f"{cited.number} est daté ici du {show_date(cited.day)}, ailleurs du {show_date(known.day)}",
                "vérifiez la date sur l’acte cité",
                found=cited.day.isoformat(),
                expected=known.day.isoformat(),
                related=((known.passage, show_date(known.day)),),
                fix=_as_registered(cited, known),
            )


def _as_registered(*cited: Citation) -> tuple[Fixed, ...]:
    """The date that the register wrote, where somebody typed another one of that act."""
    written = [one for one in cited if one.day is not None and _by_fact(one)]
    typed = [one for one in cited if one not in written]
    if len(written) != 1 or len(typed) != 1 or written[0].day is None or typed[0].day is None:
        return ()
    fixed = redated(typed[0].passage, typed[0].day, written[0].day)
    return (fixed,) if fixed else ()


def _by_fact(cited: Citation) -> bool:
    days = [where for where, value in dates_in(cited.passage) if value == cited.day]
    return len(days) == 1 and bool(days[0].fact)


def _own_date(context: Context) -> Iterator[Report]:
    """The act itself, cited by its convention with another date than its own."""
    taken = [day for day in days(context) if day.role in (Role.ACTE, Role.SEANCE)]
    own = {cited.key for cited in own_numbers(context) if cited.nature in TAKEN}
    for cited in citations(context) if taken else ():
        if cited.key in own and cited.day is not None and cited.day not in {day.value for day in taken}:
            said = show_date(taken[0].value)
            message = f"{cited.number} est daté ici du {show_date(cited.day)}, et l’acte est du {said}"
            related = ((taken[0].where, said),)
            hint = "écrivez la date de l’acte"
            entered = not isinstance(taken[0].where, Passage)
            fixed = redated(cited.passage, cited.day, taken[0].value) if entered else None
            fix = (fixed,) if fixed else ()
            right = taken[0].value.isoformat()
            yield Report(cited.passage, message, hint, cited.day.isoformat(), right, related, fix=fix)


@rule("CIT103", "acte-cite-posterieur", Severity.ERREUR)
def later_act(context: Context) -> Iterator[Report]:
    """Un acte ne vise que ce qui existe quand il est signé : un visa daté d'après lui a un numéro ou une date faux.

    Mauvais : une décision du 8 juillet 2025 qui vise une délibération du 13 octobre 2025
    Bon : une décision du 8 juillet 2025 qui vise une délibération du 13 octobre 2020
    Source : usage
    """
    yield from _empowered_later(context)
    sat = day_of(context, Role.SEANCE)
    dated = date_of(context) or ((sat.value, sat.where) if sat and isinstance(sat.where, Passage) else None)
    if dated is None:
        return
    day, passage = dated
    for cited in citations(context):
        late = cited.day > day if cited.day else cited.year is not None and cited.year > day.year
        if late and cited.passage.kind is Kind.VISA and cited.passage.part.nature is Nature.ACTE:
            said = show_date(cited.day) if cited.day else str(cited.year)
            related = ((passage, f"date de l’acte : {show_date(day)}"),) if passage else ()
            message = f"{cited.number} ({said}) est postérieur à l’acte, du {show_date(day)}"
            yield Report(cited.passage, message, "vérifiez le numéro et la date de l’acte cité", related=related)


def _empowered_later(context: Context) -> Iterator[Report]:
    """« habilité par délibération n° 33 du 1er août 2025 », in a convention signed on 15 July."""
    part = context.part(Nature.CONVENTION)
    signed = [
        (mention.value, passage)
        for passage, mention in (part.passages(MentionKind.DATE) if part else ())
        if passage.kind is Kind.LIEU_DATE and isinstance(mention.value, date)
    ]
    if not signed:
        return
    day, passage = max(signed, key=lambda one: one[0])
    for cited in citations(context):
        said = cited.passage
        late = said.part is part and not said.section.article and cited.day is not None and cited.day > day
        if cited.day and late and EMPOWERED.search(said.before):
            message = f"{cited.number} ({show_date(cited.day)}) est postérieur à la signature, du {show_date(day)}"
            related = ((passage, f"signature : {show_date(day)}"),)
            hint = "vérifiez la date de l’acte qui habilite, ou signez après lui"
            yield Report(said, message, hint, related=related, severity=Severity.ALERTE)


@rule("CIT104", "numero-d-une-autre-annee", Severity.ALERTE)
def other_year(context: Context) -> Iterator[Report]:
    """Dans une liste d'actes numérotés, un numéro d'une autre année est souvent le reste d'un modèle de l'an passé.

    Mauvais : « DEL2024-78 » entre « DEL2025-77 » et « DEL2025-79 »
    Bon : « DEL2025-78 »
    Source : usage
    """
    for part in context.parts:
        numbered: dict[str, list[tuple[int, Passage]]] = {}
        for index, block in enumerate(part.blocks):
            match = SERIES.match(block.text)
            if match and block.kind is not Kind.VISA:
                passage = Passage(part, index, match.start("series"), match.end())
                numbered.setdefault(match["series"], []).append((int(match["year"]), passage))
        for found in numbered.values():
            yield from _strangers(found)


def _strangers(found: list[tuple[int, Passage]]) -> Iterator[Report]:
    year, count = Counter(year for year, _ in found).most_common(1)[0]
    if count < ENOUGH:
        return
    for other, passage in found:
        if other != year:
            related = next((p for y, p in found if y == year), passage)
            message = f"« {passage.text} » est de {other}, les autres numéros de cette série de {year}"
            yield Report(passage, message, "vérifiez l’année du numéro", related=((related, "même série"),))


@rule("CIT105", "acte-cite-sans-date", Severity.CONSEIL)
def undated_acts(context: Context) -> Iterator[Report]:
    """Un acte cité avec son numéro et sa date se retrouve sans doute possible. Quand les uns ont leur date et les
    autres non, la date manquante est à ajouter.

    Mauvais : « la délibération n° 2020-273 du 13 octobre 2020 … la décision n° 2021-331 »
    Bon : « la décision n° 2021-331 du 5 août 2021 »
    Source : usage
    """
    # An avenant has a rank: the act that approved it is what is found again.
    cited = [c for c in citations(context) if not c.law and c.passage.kind is Kind.VISA and c.nature != "avenant"]
    undated = [c for c in cited if c.day is None]
    if not undated or len(undated) == len(cited):
        return
    shown = ", ".join(dict.fromkeys(c.number for c in undated))
    related = tuple((c.passage, f"{c.number} sans date") for c in undated[1:])
    yield Report(
        undated[0].passage, f"ces actes sont cités sans leur date : {shown}", "ajoutez leur date", related=related
    )


@rule("CIT106", "acte-cite-absent-du-registre", Severity.ALERTE)
def unknown_act(context: Context) -> Iterator[Report]:
    """Un acte de la collectivité cité en toutes lettres dans une fiche doit avoir la sienne : c'est ainsi que son
    numéro, sa date et sa période sont vérifiés, et repris sans faute l'année suivante.

    Mauvais : « Vu la décision n° 2019-112 » écrit à la main, sans fiche DEC2019-112
    Bon : « - vu: DEC2019-112 », et sa fiche dans le registre
    Source : usage
    """
    if context.register is None:
        return
    for passage, cited, number in typed_acts(context):
        if passage.kind is Kind.VISA and not context.register.has(cited.nature, number):
            message = f"{cited.nature} {number.code} n’a pas de fiche dans le registre"
            yield Report(passage, message, "créez sa fiche et citez-la par « vu: », ou vérifiez le numéro")


_ABOVE = pattern(r"[^.;,]{0,60}?\b(?:sus[- ]?vise|sus[- ]?mentionne|sus[- ]?cite|precite|vise(?:e|s|es)? ci-dessus)")
_SAME = pattern(  # « ladite convention du », « cette même délibération n° 14 », « la convention du »
    r"(?:\b(?P<again>(?:la|le|du)dite?|cet(?:te)?(?: meme)?|ce(?: meme)?|l[ae] meme) |\b(?P<the>(?:l[ae]|du) |l'))?"
    r"\b(?P<noun>[a-z]{4,})(?: [a-z]+ale?| n ?° ?[\w/-]+)?(?: (?:du|en date du|signee? le|conclue? le))? ?\Z"
)
_BACK = 60  # characters
_SHARED = 2  # of day, month and year
_OF_ACTS = pattern(NOUN)
_PROSE = (Kind.PARAGRAPHE, Kind.ARTICLE, Kind.ITEM)


@rule("CIT111", "acte-susvise-d-une-autre-date", Severity.ALERTE)
def not_the_one_above(context: Context) -> Iterator[Report]:
    """Ce qui est dit « susvisé », « ladite » ou « cette même » est nommé plus haut, à la même date et sous le
    même numéro. Ce que l'acte cite deux fois garde sa date.

    Mauvais : « Vu l'arrêté du 6 août 2007 », puis « l'arrêté du 6 août 2008 susvisé »
    Bon : « l'arrêté du 6 août 2007 susvisé »
    Source : usage
    """
    every = [*_said_of_acts(context)]
    often = Counter(said for _, said, *_ in every)
    for rank, (words, said, where, alone) in enumerate(every):
        same = _SAME.search(words) if alone else None
        noun = pattern(rf"\b{same['noun']}\b") if same else None
        values = {told: place for text, told, place, _ in every[:rank] if noun and noun.search(text)}
        values = {told: place for told, place in values.items() if type(told) is type(said)}
        if not same or not noun or not values or said in values:
            continue
        values = {told: place for told, place in values.items() if not _of_two_parties(where, place)}
        alike = [other for other in values if _shared(said, other)]
        told = same["again"] or _ABOVE.match(folded(where.context), where.end)
        if told:
            meant = alike if len(values) > 1 else list(values)
        elif same["the"] and often[said] == 1 and isinstance(said, date) and where.kind in _PROSE:
            two = sum(noun.search(text) is not None for text, *_ in every) == _SHARED  # of that kind, in all
            close = two and _OF_ACTS.fullmatch(same["noun"]) is not None
            meant = alike or [one for one in values if close and isinstance(one, date) and one.year == said.year]
        else:
            continue
        if len(meant) == 1:
            here, there = (show_date(one) if isinstance(one, date) else one for one in (said, meant[0]))
            which = f"celui du {there}" if isinstance(meant[0], date) else f"le n° {there}"
            message = f"« {where.text} », dit déjà nommé : c’est {which} qui est visé"
            message = message if told else f"« {where.text} » : plus haut, c’est {which} qui est cité"
            related = ((values[meant[0]], there),)
            yield Report(where, message, "corrigez celui des deux qui est faux", here, there, related)


def _of_two_parties(one: Passage, other: Passage) -> bool:
    """Whether each stands where another party is presented: « en vertu d'une délibération du … », each its own."""
    ranks = [_presented(place) for place in (one, other)]
    return one.part is other.part and None not in ranks and ranks[0] != ranks[1]


def _presented(where: Passage) -> int | None:
    """The rank of the party that is presented there."""
    for rank, party in enumerate(where.part.roster.parties):
        if any(s.block == where.block and s.start <= where.start < s.end for s in party.spots):
            return rank
    return None


def _said_of_acts(context: Context) -> Iterator[tuple[str, date | str, Passage, bool]]:
    """Each number and each date of an act, or any other, the words of its sentence before, and whether it
    stands alone: no date of a number.
    """
    for where, mention in context.passages(MentionKind.DATE, MentionKind.ACT_NUMBER, MentionKind.LAW):
        bare = not isinstance(mention.value, Reference) or mention.value.numero is None
        for one in (mention, *mention.parts):
            cited = one.value
            numbered = isinstance(cited, Reference) and one.kind is MentionKind.ACT_NUMBER and cited.numero is not None
            said = written(cited) if isinstance(cited, Reference) and numbered else cited
            if isinstance(said, date | str):
                place = Passage(where.part, where.block, one.start, one.end) if one is not mention else where
                low = folded(where.context)
                named = folded(where.text).partition(" n")[0] if numbered else ""
                words = f"{low[max(0, place.start - _BACK) : place.start]}{named}"
                yield re.split(r"[.;]\s", words)[-1], said, place, bare or one is mention


def _shared(one: date | str, other: date | str) -> bool:
    """Whether one of day, month and year is all that tells two dates apart; one digit, or their order, two numbers."""
    if isinstance(one, date) and isinstance(other, date):
        return (one.day == other.day) + (one.month == other.month) + (one.year == other.year) == _SHARED
    apart = sum(a != b for a, b in zip(str(one), str(other), strict=False))
    return sorted(str(one)) == sorted(str(other)) or apart == 1
