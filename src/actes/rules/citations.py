"""Acts and laws that are cited: their numbers, their dates, whether both can be true, who signs by virtue of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

from ..context import Context
from ..document import Kind
from ..facts import Bounds, MentionKind
from ..finding import Severity
from ..law.texts import DAYS, numbered_on
from ..outline.nature import Nature
from ..part import Passage
from ..pattern import pattern
from ..statements.citations import LAWS, Citation, citations, date_of, own_numbers
from ..statements.days import taken_on
from ..statements.listed import typed_acts
from ..statements.moments import last_day
from ..statements.subjects import is_offer
from ..values.dates import show_date
from ..values.text import near
from .rule import Report, rule

SERIES = pattern(r"^\W*(?P<series>[A-Z]{2,4}|D[EÉ]LIB[EÉ]RATION N)[ °-]*(?P<year>20\d{2})[-/_](?P<rank>\d{1,4})\b")
SHORT = pattern(
    r"(?:(?P<first>[0-3][0-9])[-/_][A-Z]{1,4}|[A-Z]{1,3}(?P<lettered>[0-3][0-9]))[-/_][0-9]{1,4}\Z", re.IGNORECASE
)
NO_YEAR = pattern(r"[A-Z]{0,4}(?P<year>[0-9]{4})[-/][0-9]", re.IGNORECASE)
EUROPEAN = "règlement (UE)"  # « n° 1407/2013 »: its year may come last
ENOUGH = 2  # numbers of a series that agree before another one is doubtful
HINT = "citez la délibération de l’organe de cette partie qui approuve cette convention"
Key = tuple[str, str, date | None]


@rule("CIT101", "loi-numero-et-date", Severity.ERREUR)
def law_and_year(context: Context) -> Iterator[Report]:
    """Une loi, un décret ou une ordonnance porte un numéro de l'année de sa date : « n° 2015-1785 » est de 2015. Quand
    les deux ne vont pas ensemble, l'un des deux vient d'un autre texte. Ceux que tous les actes citent sont connus par
    leur numéro et leur jour.

    Mauvais : « la loi de finances n° 2015-1785 du 29 décembre 2016 », « la loi n° 2000-231 du 12 avril 2000 »
    Bon : « la loi de finances n° 2015-1785 du 29 décembre 2015 », « la loi n° 2000-321 du 12 avril 2000 »
    Source : usage ; Légifrance (à vérifier)
    """
    for cited in citations(context):
        if not cited.law or not cited.nature.startswith((*LAWS, EUROPEAN)):
            continue
        if cited.nature != EUROPEAN and cited.year and cited.day and cited.day.year != cited.year:
            message = f"le numéro {cited.number} est de {cited.year}, la date de {cited.day.year}"
            hint = "vérifiez le numéro et la date sur Légifrance"
            yield Report(cited.passage, message, hint, cited.day.isoformat(), str(cited.year))
        else:
            yield from _known(cited)


def _known(cited: Citation) -> Iterator[Report]:
    """A text that every act cites, with another day, or its number with two digits turned round."""
    kind, hint = cited.nature.split()[0], "vérifiez le numéro et la date sur Légifrance ou EUR-Lex"
    day = DAYS.get((kind, cited.number))
    if day and cited.day and day != cited.day:
        message = f"{cited.nature} n° {cited.number} est du {show_date(day)}, et non du {show_date(cited.day)}"
        yield Report(cited.passage, message, hint, severity=Severity.ALERTE)
    same = () if day else numbered_on(kind, cited.day) if cited.day else (number for one, number in DAYS if one == kind)
    for number in same:
        if sorted(number) == sorted(cited.number) and near(number, cited.number):
            message = f"{cited.nature} n° {cited.number} : sans doute le n° {number}, chiffres intervertis"
            yield Report(cited.passage, message, hint, cited.number, number, severity=Severity.ALERTE)


@rule("CIT103", "acte-cite-posterieur", Severity.ERREUR)
def later_act(context: Context) -> Iterator[Report]:
    """Un acte ne vise que ce qui existe quand il est signé : un visa daté d'après lui a un numéro ou une date faux.

    Mauvais : une décision du 8 juillet 2025 qui vise une délibération du 13 octobre 2025
    Bon : une décision du 8 juillet 2025 qui vise une délibération du 13 octobre 2020
    Source : usage
    """
    yield from _empowered_later(context)
    taken = taken_on(context)
    for cited in citations(context) if taken else ():
        day = taken.value if taken else date.max
        late = cited.day > day if cited.day else cited.year is not None and cited.year > day.year
        if taken and late and cited.passage.kind is Kind.VISA and cited.passage.part.nature is Nature.ACTE:
            said = show_date(cited.day) if cited.day else str(cited.year)
            related = ((taken.where, f"date de l’acte : {show_date(day)}"),)
            message = f"{cited.number} ({said}) est postérieur à l’acte, du {show_date(day)}"
            yield Report(cited.passage, message, "vérifiez le numéro et la date de l’acte cité", related=related)


def _empowered_later(context: Context) -> Iterator[Report]:
    """« habilité par délibération n° 33 du 1er août 2025 », in a convention signed on 15 July."""
    part = context.part(Nature.CONVENTION)
    signed = [
        (mention.value, passage)
        for passage, mention in (part.passages(MentionKind.DATE) if part else ())
        if passage.kind is Kind.LIEU_DATE and isinstance(mention.value, date) and not is_offer(passage)
    ]
    if not signed:
        return
    day, passage = max(signed, key=lambda one: one[0])
    for cited in powers(context):
        if cited.day and cited.passage.part is part and cited.day > day:
            message = f"{cited.number} ({show_date(cited.day)}) est postérieur à la signature, du {show_date(day)}"
            related = ((passage, f"signature : {show_date(day)}"),)
            hint = "vérifiez la date de l’acte qui habilite, ou signez après lui"
            yield Report(cited.passage, message, hint, related=related, severity=Severity.ALERTE)


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
    same = next(passage for other, passage in found if other == year)
    for other, passage in found if count >= ENOUGH else ():
        if other != year:
            message = f"« {passage.text} » est de {other}, les autres numéros de cette série de {year}"
            yield Report(passage, message, "vérifiez l’année du numéro", related=((same, "même série"),))


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
    message = f"ces actes sont cités sans leur date : {', '.join(dict.fromkeys(c.number for c in undated))}"
    related = tuple((c.passage, f"{c.number} sans date") for c in undated[1:])
    yield Report(undated[0].passage, message, "ajoutez leur date", related=related)


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


@rule("CIT107", "numero-et-annee-de-la-date", Severity.ALERTE)
def number_and_year(context: Context) -> Iterator[Report]:
    """Le numéro d'un acte commence par l'année où il est pris : « n° 2020-118 » est de 2020. Un numéro et une date de
    deux années viennent d'un chiffre mal recopié, ou d'un acte pris pour un autre.

    Mauvais : « la délibération n° 2020-118 du 10 décembre 2021 »
    Bon : « la délibération n° 2020-118 du 10 décembre 2020 »
    Source : usage
    """
    dated = date_of(context)
    own = [(cited, dated[0]) for cited in own_numbers(context) if dated is not None]
    cited_acts = [(c, c.day) for c in citations(context) if not c.law and " notifi" not in c.passage.text]
    for cited, day in (*own, *cited_acts):
        year = _year_in(cited)
        if day is not None and year is not None and year != day.year:
            message = f"le numéro {cited.number} est de {year}, la date de {day.year}"
            hint = "vérifiez le numéro et la date sur l’acte"
            yield Report(cited.passage, message, hint, found=cited.number, expected=str(day.year))


_SCHOOL_YEAR = pattern(r"20[0-9]{2}-20[0-9]{2}\b")  # « n° 2024-2025/41 », of June 2025


def _year_in(cited: Citation) -> int | None:
    """The year that a number begins with, whole or its last two figures: « CS2024-018 », « 24-CP-117 », « D24-67 »."""
    if _SCHOOL_YEAR.match(cited.number):
        return None
    if (wrong := _no_year(cited)) is not None:
        return wrong
    if (short := SHORT.match(cited.number)) is not None:
        return 2000 + int(short["first"] or short["lettered"])
    return cited.year if cited.year is not None and str(cited.year) in cited.number else None


def _no_year(cited: Citation) -> int | None:
    """« D3026-044 », of 2026: no year, but for one digit."""
    found = NO_YEAR.match(cited.number)
    if found is None or found["year"][:2] in ("19", "20") or cited.day is None:
        return None
    slipped = sum(a != b for a, b in zip(found["year"], str(cited.day.year), strict=True)) == 1
    return int(found["year"]) if slipped else None


_EMPOWERED = pattern(r"\b(?:habilit|autoris|mandat|agissant\s|en\svertu|d[ûu]ment)[^.;]{0,90}\Z", re.IGNORECASE)
_APPROVES = pattern(r"\b(?:convention|avenant|contrat|protocole)\b", re.IGNORECASE)


def powers(context: Context) -> Iterator[Citation]:
    """The acts by which the parties sign, as the conventions say before their articles."""
    for cited in citations(context):
        said = cited.passage
        heads = said.part.nature is Nature.CONVENTION and not said.section.article and said.kind is not Kind.VISA
        if heads and not cited.law and _EMPOWERED.search(said.context, max(0, said.start - 120), said.start):
            yield cited


@rule("HAB101", "habilitation-de-deux-parties", Severity.ALERTE)
def two_parties(context: Context) -> Iterator[Report]:
    """Chaque partie signe en vertu de la délibération de son propre organe. Quand deux parties sont habilitées par la
    même, ou par celle qui approuvait la convention précédente, la signature n'est pas fondée.

    Mauvais : la communauté « habilitée par délibération n° 2025-018 », puis la commune « habilitée par délibération n°
    2025-018 »
    Bon : chacune par la sienne
    Source : CGCT, art. L. 2122-21 et L. 5211-9
    """
    taken = date_of(context)
    former = dict(_former(context, taken[0] if taken else context.today))
    first: dict[Key, Passage] = {}
    for power in powers(context):
        where, key = power.passage, _key(power)
        known = first.setdefault(key, where)
        if key in former:
            message = f"« {where.text} » approuvait une convention qui est finie"
            yield Report(where, message, HINT, related=((former[key], "ce qu’elle approuvait"),))
        if known[:2] != where[:2]:
            message = f"« {where.text} » habilite aussi une autre partie"
            yield Report(where, message, HINT, related=((known, "l’autre partie"),))


def _key(cited: Citation) -> Key:
    return cited.nature, cited.number, cited.day


def _former(context: Context, today: date) -> Iterator[tuple[Key, Passage]]:
    """« Habilité par délibération n° 2022-027 »: those that a visa says to approve a convention that is finished."""
    for cited in citations(context):
        said = cited.passage
        visa = said.kind is Kind.VISA and said.part.nature is Nature.ACTE and not cited.law
        ends = list(_ends(said)) if visa and _APPROVES.search(said.context) else []
        if ends and max(ends) < today:
            yield _key(cited), said


def _ends(passage: Passage) -> Iterator[date]:
    for mention in passage.part.mentions[passage.block]:
        if isinstance(mention.value, Bounds) and (last := last_day(mention.value.fin)):
            yield last
        elif mention.kind is MentionKind.YEARS and isinstance(mention.value, tuple):
            yield date(max(mention.value), 12, 31)
