"""What well-known articles say: the words that go with them, and by them alone (CGCT, CJA; to be verified)."""

from __future__ import annotations

from ..frozen import frozen


@frozen
class Known:
    """Words of a clause, all of them, and the articles that it may cite for them; the share that the law gives."""

    words: tuple[str, ...]
    articles: tuple[str, ...]
    share: str = ""


KNOWN = (
    Known(("delegu", "maire", "attributions"), ("L. 2122-22", "L. 2122-23")),
    Known(("delegation", "maire", "conseil municipal"), ("L. 2122-22", "L. 2122-23", "L. 2122-18")),
    Known(("engager", "liquider", "mandater"), ("L. 1612-1",), "quart"),
    Known(("credits ouverts", "exercice precedent", "investissement"), ("L. 1612-1",), "quart"),
    Known(("quorum",), ("L. 2121-17",)),
    Known(("compte administratif", "se retir"), ("L. 2121-14",)),
    Known(("caractere executoire",), ("L. 2131-1", "L. 3131-1", "L. 5211-3")),
    Known(("par ses deliberations les affaires de la commune",), ("L. 2121-29",)),
    Known(("deux mois", "tribunal administratif"), ("R. 421-1", "R. 421-5", "R. 421-2")),
    Known(("accroissement saisonnier",), ("L. 332-23",)),
    Known(("delegue", "president", "conseil communautaire"), ("L. 5211-10",)),
)
SHARES = ("quart", "tiers", "cinquieme", "moitie")
