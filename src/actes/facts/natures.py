"""The kinds of acts that a text names, as patterns of the flat text and in good French."""

from __future__ import annotations

from collections.abc import Mapping

_ADJECTIVE = (
    r"(?:\s(?:inter-?)?(?:prefector|municip|communaut|departement|ministeri|metropolit)"
    r"(?:al|aux|ale|ales|el|els|ain|ains|aire|aires))?"
)
NATURE = (
    rf"(?P<nature>decision|deliberation|arrete{_ADJECTIVE}|avenant|convention|marche|contrat|accord[\s-]cadre|circulaire|avis|instruction"
    r"|bail|protocole|ordre\sdu\sjour)s?"
)
"""Acts that bear a number."""

NOUN = (
    r"(?:projets?\sd(?:e\s|')(?:convention|avenant|contrat|arrete|deliberation|decision|accord)|conventions?|accords?[\s-]cadres?|accord"
    rf"|avenants?|contrats?|marches?|decisions?|deliberations?|arretes?{_ADJECTIVE}|decrets?"
    r"|lois?(?:\sde\sfinances)?|ordonnances?|circulaires?"
    r"|cahiers?\sdes\s(?:clauses|charges)|ccag|ccap|cctp|charte|groupements?\sde\scommandes?|bon\sde\scommande|reglement|delegation|statuts|avis|acte|document|bail|protocole|instruction|code)"
)
"""Whatever may have an article, a period, an amount or a date."""

_ACCENTS: Mapping[str, str] = {
    "decision": "décision", "deliberation": "délibération", "marche": "marché", "decret": "décret",
    "arrete": "arrêté", "reglement": "règlement", "delegation": "délégation", "ministeriel": "ministériel",
    "prefectoral": "préfectoral", "prefectoraux": "préfectoral", "municipaux": "municipal",
    "interprefectoral": "interpréfectoral", "inter-prefectoral": "interpréfectoral",
    "interministeriel": "interministériel", "departemental": "départemental",
}  # fmt: skip
_PLURAL = frozenset({"statuts", "avis", "commandes", "finances"})


def french(nature: str) -> str:
    """The nature with its accents, in the singular.

    >>> french("deliberations"), french("accord cadre"), french("projet de convention")
    ('délibération', 'accord-cadre', 'projet de convention')
    """
    words = nature.replace("accords", "accord").replace("accord cadre", "accord-cadre").split()
    return " ".join(
        _ACCENTS.get(word, word) for word in (one if one in _PLURAL else one.removesuffix("s") for one in words)
    )
