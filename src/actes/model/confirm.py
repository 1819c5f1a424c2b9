"""What a person has to confirm before an act is final: a value taken over from the former act, or one that is missing.

A line stays until the value is changed and the line removed, or until it says `confirme: oui`: the value is right as it
is. That answer is kept, so that nothing asks again. And what a person accepts of what the check finds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from ..pattern import pattern
from ..values.ordinals import article_number, ordinal
from ..values.text import unaccented
from .schema import Problem, keyed

BLANK = "[À COMPLÉTER"  # what starts a place left in a text for a person to fill
STILL = " [À COMPLÉTER\u00a0: toujours en fonction\u00a0?]"
OFFICES = (".representants", ".executif")
SIGNERS = ("representant.nom", "signataire.nom", "chef.nom")
_ELEMENT = pattern(r"(?P<convention>\bconvention\.)?\b(?P<list>annexes|articles|preambule)\[(?P<index>\d+)\]")
AMOUNTS = ("financement.cout_annuel", "financement.cout_total", "financement.lignes")


@keyed
class AConfirmer:
    """A field to confirm, why, what was there in the former act; `mots` are words of a text."""

    champ: str
    mots: str = ""
    motif: str
    valeur: str = ""
    confirme: bool = False

    @property
    def tree(self) -> Mapping[str, str]:
        """As a file has it."""
        pairs = {"champ": self.champ, "mots": self.mots, "motif": self.motif, "valeur": self.valeur}
        return {name: value for name, value in pairs.items() if value}

    def problems(self) -> Iterable[Problem]:
        if not self.champ.strip():
            yield Problem("champ", "le champ à confirmer n'est pas nommé", "écrivez par exemple « periode.debut »")


def to_fill(text: str, fact: str = "") -> str:
    """How a draft shows words that nobody has confirmed; a name stays whole, so that it can still be read as one.

    >>> to_fill("19 550,00 €"), to_fill("Achalme", "partie.representant.nom")
    ('[À COMPLÉTER\\xa0: 19 550,00 €\\xa0?]', 'Achalme [À COMPLÉTER\\xa0: toujours en fonction\\xa0?]')
    """
    return text + STILL if fact.endswith(SIGNERS) else f"[À COMPLÉTER\u00a0: {text}\u00a0?]"


def shows(line: AConfirmer, fact: str, text: str) -> bool:
    """Whether words made from a fact show the field of a line.

    An amount worked out shows the cost that it comes from; the name of who signs shows those who represent a body.
    """
    if line.mots:
        return False
    if line.champ.startswith(AMOUNTS) and "€" in text:
        return fact.startswith("financement.")
    if line.champ.endswith(OFFICES):
        return fact.endswith(SIGNERS) and unaccented(text.removesuffix(STILL)) in unaccented(line.valeur)
    if line.champ == "signature" and line.valeur:  # who signed, where no field says it: the day is not in doubt
        return within(fact, line.champ) and unaccented(text) in unaccented(line.valeur)
    return within(fact, line.champ)


def within(path: str, champ: str) -> bool:
    """Whether a path is a field or something in it.

    >>> within("periode.debut", "periode"), within("annexes[1].piece", "annexes[1]"), within("periodes", "periode")
    (True, True, False)
    """
    return path == champ or path.startswith((f"{champ}.", f"{champ}["))


def counted(path: str) -> str:
    """A field of an entry, with its rank as a person counts: in a path, the first of a list is 0.

    >>> counted("annexes[1].piece"), counted("convention.articles[0].texte")
    ('annexes[1].piece (annexe 2)', 'convention.articles[0].texte (convention, article 1er)')
    >>> counted("preambule[0].vu"), counted("periode.debut")
    ('preambule[0].vu (préambule, 1re ligne)', 'periode.debut')
    """
    if (found := _ELEMENT.search(path)) is None:
        return path
    rank = int(found["index"]) + 1
    words = {
        "annexes": f"annexe {rank}",
        "articles": f"article {article_number(rank)}",
        "preambule": f"préambule, {ordinal(rank, feminine=True)} ligne",
    }
    return f"{path} ({'convention, ' if found['convention'] else ''}{words[found['list']]})"


@keyed
class Ecart:
    """An accepted finding: the rule, the reason, who accepted it and when; the place where one rule has several."""

    regle: str
    motif: str
    par: str
    le: date
    endroit: str = ""
