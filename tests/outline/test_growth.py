"""No text takes the outline longer than its length: each is read, doubled and redoubled."""

from __future__ import annotations

import time

import pytest

from actes.outline.documents import documents_in
from actes.outline.lists import Lists
from actes.outline.nature import is_minutes, turn_of
from actes.outline.roster import roster_of
from actes.outline.sections import sections
from actes.reading import read_bytes

TEXTS = {
    "spaces": " a   1   ",
    "articles that lead in": "Article 1 : suit :\n\n",
    "numbered": "1. OBJET\n\n2. DURÉE\n\nTexte.\n\n",
    "items": "- a :\n",
    "and the": "Entre la commune représentée par M. Luc Vaur, et la ville et le club ",
    "called": "Entre la ville ci-après dénommée désignée appelée « a » ou « b », ",
    "stamps": "Reçu en préfecture le 01/02/2026 ",
    "leaders": "vélo ........ 2,00 € ",
    "one line": "Vu le code ; Considérant la loi ; Article 1 : x. ",
    "titles": "DÉCISION N° 1\n\nVu le code ;\n\nFait à A, le 1er mai 2026.\n\n",
    "signatures": "Fait à A, le 1er mai 2026.\n\nPour la ville,    Pour le club\n\nLuc VAUR\n\n",
    "hyphens": "une conven-\ntion et la convention\n",
}
LENGTH = 4_000  # characters
SLACK = 3.2  # a double length takes twice the time; the clock is not exact


def seconds(text: str) -> float:
    best = 1e9
    for _ in range(2):
        start = time.process_time()
        blocks = read_bytes(text.encode(), "acte.txt").document.blocks
        nothing = [()] * len(blocks)
        list(sections(blocks))
        Lists.of(blocks)
        documents_in(blocks, alone=True)
        roster_of(blocks, nothing)
        turn_of(blocks)
        is_minutes(blocks)
        best = min(best, time.process_time() - start)
    return best


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_twice_the_text_takes_twice_the_time(text: str) -> None:
    once = text * (LENGTH // len(text))
    assert seconds(once * 4) < 4 * SLACK * max(seconds(once), 0.01)
