"""The number of an avenant: none that came before it bears it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..context import Context
from ..document import Kind
from ..finding import Severity
from ..outline.nature import Nature
from ..part import Passage
from ..pattern import pattern
from ..statements.subjects import REASONS, TITLES
from .rule import Report, rule

HEAD = 8  # blocks in which an act says what it is
NUMBERED = r"(?P<what>avenant|d[ée]cision\smodificative)\sn\s?°\s?(?P<n>[0-9]{1,2})\b"
OWN = pattern(rf"\b{NUMBERED}", re.IGNORECASE)
PRESENT = pattern(  # « le présent avenant n° 2 », « ADOPTE la décision modificative n° 2 »
    rf"\bpr[ée]sente?\s{NUMBERED}|\b(?:ADOPTE|APPROUVE|VOTE|(?i:adopte|approuve|vote|arr[êe]te))\s(?:la\s|l['’])"
    rf"{NUMBERED.replace('what', 'kind').replace('<n>', '<m>')}(?!\s(?:du\s[0-9]|adopt|sign|vot))",
    re.IGNORECASE,
)
# « la délibération n° 2025-041 du 26 juin 2025 adoptant la décision modificative n° 1 »: what was done before
_ADOPTED = pattern(
    r"\b(?:d[ée]lib[ée]ration|arr[êe]t[ée]|d[ée]cision\s(?!modif))[^;]{0,90}?\b(?:adopt|approuv|port|vot|autoris|relati)\w*\s(?:[àa]\s)?"
    rf"(?:la\s|l['’]|de\s)?(?P<cited>(?i:{NUMBERED}))"
)
# « la fin du délai, fixée au 21 juillet par l'avenant n° 1, est reportée »: what one before had done
_DONE_BY = pattern(
    r",\s(?:d[ée]j[àa]\s)?\w+(?:é|i|u)e?s?\s[^,;.]{0,60}?par\s(?P<cited>l['’]avenant\sn\s?°\s?(?P<n>[0-9]{1,2})),\s(?:est|sont|passe\w*|reste\w*)\b"
)
SENTENCE = pattern(r"[^;\n]+")
BEFORE = pattern(
    r"\bn\s?°\s?(?P<n>[0-9]{1,2})\s(?:\(20[0-9]{2}\)|(?:du|sign[ée]\sle|notifi[ée]\sle|conclu\sle|en\sdate\sdu)\s(?:[0-9]{1,2}(?:er)?)\s\w+\s20[0-9]{2})"
)


@rule("AVE103", "numero-d-avenant", Severity.ALERTE)
def number_of_avenant(context: Context) -> Iterator[Report]:
    """Un avenant prend le numéro qui suit celui du dernier : celui que l'acte cite avec sa date est déjà pris. « Le
    présent avenant » a le numéro du titre.

    Mauvais : « AVENANT N° 1 », puis « l'avenant n° 1 du 16 février 2026 a porté ce montant à … »
    Bon : « AVENANT N° 2 », puis « l'avenant n° 1 du 16 février 2026 a porté ce montant à … »
    Source : usage
    """
    for part in context.parts:
        titles = [
            n for n, b in enumerate(part.blocks[:HEAD]) if b.kind in (*TITLES, Kind.ENTETE) and OWN.search(b.text)
        ]
        own = OWN.search(part.blocks[titles[0]].text) if titles and part.nature is not Nature.PIECE else None
        if own is None:
            continue
        where = Passage(part, titles[0], *own.span())
        for index, block in enumerate(part.blocks):
            for sentence in SENTENCE.finditer(block.text) if index not in titles and "venant" in block.text else ():
                cited = [m for m in BEFORE.finditer(sentence[0]) if m["n"] == own["n"]]
                if block.kind is Kind.TABLEAU:  # « Avenant n° 1 (2026) » is the line of this one
                    cited = [m for m in cited if "(" not in m[0]]
                if cited and "venant" in sentence[0][: cited[0].start()]:
                    start = sentence.start() + cited[0].start()
                    passage = Passage(part, index, start, start + len(cited[0][0]))
                    message = f"l’avenant {cited[0][0]} est cité ici ; celui-ci porte le même numéro"
                    yield Report(where, message, "prenez le numéro suivant", own["n"], None, ((passage, passage.text),))
                    return
            for match in _DONE_BY.finditer(block.text) if index not in titles else ():
                if match["n"] == own["n"]:
                    said = Passage(part, index, *match.span("cited"))
                    message = f"« {said.text} » : ce qu’il change ici y est dit déjà fait, et le titre porte ce numéro"
                    yield Report(said, message, "citez l’avenant d’avant", own["n"], None, ((where, where.text),))
            for match in _ADOPTED.finditer(block.text) if block.kind in REASONS else ():
                if match["what"].lower() == own["what"].lower() and int(match["n"]) >= int(own["n"]):
                    said = Passage(part, index, *match.span("cited"))
                    message = f"un acte d’avant a déjà adopté « {said.text} », et le titre porte le n° {own['n']}"
                    yield Report(said, message, "corrigez le numéro", match["n"], None, ((where, where.text),))
            for match in PRESENT.finditer(block.text) if index not in titles else ():
                number, what = match["n"] or match["m"], match["what"] or match["kind"]
                if number != own["n"] and what.lower() == own["what"].lower():
                    said = Passage(part, index, *match.span())
                    message = f"« {said.text} », mais le titre porte le n° {own['n']}"
                    hint = "mettez le même numéro aux deux endroits"
                    yield Report(said, message, hint, number, own["n"], ((where, where.text),))
