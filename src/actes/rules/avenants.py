"""The number of an avenant: none that came before it bears it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..context import Context
from ..document import Kind
from ..finding import Severity
from ..part import Passage
from ..pattern import pattern
from ..statements.subjects import REASONS, TITLES
from .rule import Report, rule

HEAD = 8  # blocks in which an act says what it is
NUMBERED = r"(?P<what>avenant|decision\smodificative)\sn\s?°\s?(?P<n>[0-9]{1,2})\b"
OWN = pattern(rf"\b{NUMBERED}")
PRESENT = pattern(  # « le présent avenant n° 2 », « ADOPTE la décision modificative n° 2 »
    rf"\bpresente?\s{NUMBERED}|\b(?:adopte|approuve|vote|arrete)\s(?:la\s|l')"
    rf"{NUMBERED.replace('what', 'kind').replace('<n>', '<m>')}(?!\s(?:du\s[0-9]|adopt|sign|vot))"
)
# « la délibération n° 2025-041 du 26 juin 2025 adoptant la décision modificative n° 1 »: what was done before
_ADOPTED = pattern(
    r"\b(?:deliberation|arrete|decision\s(?!modif))[^;]{0,90}?\b(?:adopt|approuv|port|vot|autoris|relati)\w*\s(?:a\s)?"
    rf"(?:la\s|l'|de\s)?(?P<cited>{NUMBERED})"
)
# « la fin du délai, fixée au 21 juillet par l'avenant n° 1, est reportée »: what one before had done
_DONE_BY = pattern(
    r",\s(?:deja\s)?\w+[eiu]e?s?\s[^,;.]{0,60}?par\s(?P<cited>l'avenant\sn\s?°\s?(?P<n>[0-9]{1,2})),"
    r"\s(?:est|sont|passe\w*|reste\w*)\b"
)
SENTENCE = pattern(r"[^;\n]+")
BEFORE = pattern(
    r"\bn\s?°\s?(?P<n>[0-9]{1,2})\s(?:\(20[0-9]{2}\)|(?:du|signe\sle|notifie\sle|conclu\sle|en\sdate\sdu)"
    r"\s[0-9]{1,2}(?:er)?\s\w+\s20[0-9]{2})"
)


@rule("AVE103", "numero-d-avenant", Severity.ALERTE)
def number_of_avenant(context: Context) -> Iterator[Report]:
    """Un avenant prend le numéro qui suit celui du dernier : celui que l'acte cite avec sa date est déjà pris. « Le
    présent avenant » a le numéro du titre.

    Mauvais : « AVENANT N° 1 », puis « l'avenant n° 1 du 16 février 2026 a porté ce montant à … »
    Bon : « AVENANT N° 2 », puis « l'avenant n° 1 du 16 février 2026 a porté ce montant à … »
    Source : usage
    """
    for part in context.own:
        heads = [pair for pair in part.found(OWN, "avenant", "modificative") if pair[0].block < HEAD]
        heads = [(where, own) for where, own in heads if where.kind in (*TITLES, Kind.ENTETE)]
        if not heads:
            continue
        (title, own), titled = heads[0], {where.block for where, _ in heads}
        for index, low in enumerate(part.lows()):
            for span, message, hint in _doubts(part.blocks[index].kind, low, own) if index not in titled else ():
                said = Passage(part, index, *span)
                message = message.format(said.text, own["n"])
                if hint is TAKEN:  # the title is wrong, and once
                    yield Report(title, message, hint, own["n"], None, ((said, said.text),))
                    return
                yield Report(said, message, hint, related=((title, title.text),))


TAKEN = "prenez le numéro suivant"
Doubt = tuple[tuple[int, int], str, str]


def _doubts(kind: Kind, text: str, own: re.Match[str]) -> Iterator[Doubt]:
    """Words that give an avenant another number than the title, or the same one to what came before: what to say."""
    what, number = own["what"], int(own["n"])
    for sentence in SENTENCE.finditer(text) if "venant" in text else ():
        for match in BEFORE.finditer(text, *sentence.span()):
            line = kind is Kind.TABLEAU and "(" in match[0]  # « Avenant n° 1 (2026) » is the line of this one
            if int(match["n"]) == number and not line and "venant" in text[sentence.start() : match.start()]:
                yield match.span(), "l’avenant {} est cité ici ; celui-ci porte le même numéro", TAKEN
    for match in _DONE_BY.finditer(text):
        if int(match["n"]) == number:
            message = "« {} » : ce qu’il change ici y est dit déjà fait, et le titre porte ce numéro"
            yield match.span("cited"), message, "citez l’avenant d’avant"
    for match in _ADOPTED.finditer(text) if kind in REASONS else ():
        if match["what"] == what and int(match["n"]) >= number:
            message = "un acte d’avant a déjà adopté « {} », et le titre porte le n° {}"
            yield match.span("cited"), message, "corrigez le numéro"
    for match in PRESENT.finditer(text):
        if int(match["n"] or match["m"]) != number and (match["what"] or match["kind"]) == what:
            yield match.span(), "« {} », mais le titre porte le n° {}", "mettez le même numéro aux deux endroits"
