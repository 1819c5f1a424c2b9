"""French grammar of names: elision, contraction, lists.

A name is given with its article where it bears one (« le Conseil départemental »), without where it does not
(« Cantal Destination »): the article contracts, a bare name only elides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ..packaged import packaged
from ..pattern import alternatives, pattern
from .text import APOSTROPHE, unaccented

_ARTICLE = pattern(r"(?P<article>les?|la) +(?=\S)|(?P<elided>l)['\u2019](?=\S)", re.IGNORECASE)
_FIRST_WORD = pattern(r"[^\W_]+")
_WORDS = alternatives(packaged(__spec__, "grammar.txt"))
_H_ASPIRE, _NO_ELISION = pattern(_WORDS["aspire"]), pattern(_WORDS["whole"])


def elides(name: str) -> bool:
    """Whether « de » loses its vowel before the name: it begins with a vowel or a mute h.

    >>> [elides(n) for n in ("Orange", "Hérault", "Hautes Terres", "HLM", "Yvelines", "onze", "Cantal")]
    [True, True, False, True, True, False, False]
    """
    match = _FIRST_WORD.search(name)
    word = unaccented(match[0]) if match else ""
    if word.startswith("h"):
        return not _H_ASPIRE.match(word)  # « HLM » elides too: it is said letter by letter
    return word[:1] in tuple("aeiouy") and not _NO_ELISION.match(word)


def de(name: str) -> str:
    """The name after « de ».

    >>> [de(n) for n in ("Cantal Destination", "Orange", "le Conseil départemental", "les communes", "la Présidente")]
    ['de Cantal Destination', 'd’Orange', 'du Conseil départemental', 'des communes', 'de la Présidente']
    >>> de("l'adjoint"), de("Le Rouget"), de("La Roche-sur-Yon")
    ('de l’adjoint', 'du Rouget', 'de La Roche-sur-Yon')
    >>> de("un dégât"), de("des dégâts"), de("des inondations")
    ('d’un dégât', 'de dégâts', 'd’inondations')
    """
    if name.startswith("des "):  # de + des, where nobody says which
        name = name.removeprefix("des ")
    return _after(name, "de ", "du ", "des ", f"d{APOSTROPHE}")


def a(name: str) -> str:
    """The name after « à ».

    >>> [a(n) for n in ("Orange", "le Conseil départemental", "les communes", "l'adjoint", "La Poste")]
    ['à Orange', 'au Conseil départemental', 'aux communes', 'à l’adjoint', 'à La Poste']
    """
    return _after(name, "à ", "au ", "aux ", "à ")


def _after(name: str, plain: str, le: str, les: str, elided: str) -> str:
    """The name after a preposition, given as plain, contracted with le, with les, and elided."""
    name = _require_name(name)
    match = _ARTICLE.match(name)
    if match is None:
        return f"{elided if elides(name) else plain}{name}"
    if match["elided"]:
        return f"{plain}{match['elided']}{APOSTROPHE}{name[match.end() :]}"
    contracted = {"le": le, "les": les}.get(match["article"].lower())
    return f"{contracted}{name[match.end() :]}" if contracted else f"{plain}{name}"


def le(name: str) -> str:
    """The name with the article it was given, in small letters: « le Conseil départemental », « Cantal Destination ».

    >>> le("Le Conseil départemental"), le("L'adjoint"), le("Cantal Destination")
    ('le Conseil départemental', 'l’adjoint', 'Cantal Destination')
    """
    name = _require_name(name)
    match = _ARTICLE.match(name)
    if match is None:
        return name
    article = f"l{APOSTROPHE}" if match["elided"] else f"{match['article'].lower()} "
    return article + name[match.end() :]


def without_article(name: str) -> str:
    """The name alone.

    >>> without_article("le Conseil départemental"), without_article("Léo Lagrange")
    ('Conseil départemental', 'Léo Lagrange')
    """
    name = _require_name(name)
    match = _ARTICLE.match(name)
    return name[match.end() :] if match else name


def _require_name(name: str) -> str:
    if not name.strip():
        raise ValueError("un nom est attendu, le texte est vide")
    return name.strip()


def list_and(items: Iterable[object], link: str = "et") -> str:
    """The items one after the other. Raises ValueError when there is none.

    >>> list_and(["A"]), list_and(["A", "B"]), list_and(["A", "B", "C"]), list_and([2025, 2026], "ou")
    ('A', 'A et B', 'A, B et C', '2025 ou 2026')
    >>> list_and([])
    Traceback (most recent call last):
    ValueError: la liste est vide
    """
    words: Sequence[str] = [str(item) for item in items]
    if not words:
        raise ValueError("la liste est vide")
    return f"{', '.join(words[:-1])} {link} {words[-1]}" if len(words) > 1 else words[0]
