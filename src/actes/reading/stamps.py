"""Stamps of the préfecture: receipts, identifiers of transmission, as their programs print them on a page.

A stamp is a run of lines, each of which only a stamp could hold; a lone line is one when it opens a stamp.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..pattern import pattern
from .openings import fold

OPENS = pattern(
    r"accuse (?:de reception|certifie executoire)|(?:envoye|recu|telecharge|depose) (?:en|a la) prefecture le"
    r"|transmis (?:en|a la) prefecture le ?:? ?\d\d?/"  # an act says it too, with the month in words
    r"|acte rendu executoire(?!.{0,90}\d(?:er)? [a-z]{3,9} \d{4})"  # so does it here
    r"|(?:id|identifiant)(?: de l'acte| de telet\w+)? ?: ?\W?\d{2,3}[ab]?-\d{9}-"
    r"|\W?(?:0?\d{2}|0?2[ab]|97\d)-\d{9}-20\d{6}-\S+$"
)
FOLLOWS = pattern(
    r".{6,18}-20\d{6}-\S+$|date de (?:tele|reception|publication|notification|affichage|depot)"
    r"|re[cç]u(?:e)? (?:en|le|par)|reception par|publie(?:e)? le\b.{0,25}$|affiche(?:e)? le\b.{0,25}$"
    r"|mis(?:e)? en ligne le\b.{0,25}$"
    r"|pour l'autorite competente|(?:\W* ?publication ?: ?\d)|acte certifie|ministere de l'interieur|nature de l'acte"
    r"|\d\d/\d\d/\d{4}$|[\W_]{1,4}$"
)
_DAY = r"\d\d?/\d\d?/\d{4}"
_PIECE = pattern(  # what a program prints one after the other, where the lines of the page were lost
    r"(?:(?:envoye|recu|publie|affiche|depose|transmis|telecharge|mis en ligne)e?(?: (?:en|a la) (?:sous-)?prefecture)?"
    rf"(?: ?:| le ?:?) ?{_DAY}|(?:accuse de reception|reception)(?: (?:en|de la|par la))? (?:sous-)?prefecture"
    rf"|date de (?:tele)?(?:transmission|reception)(?: (?:en )?prefecture)? ?: ?{_DAY}"
    rf"|id(?:entifiant)? ?: ?[\w-]{{10,60}}|\d{{2,3}}[ab]?-\d{{9}}-20\d{{6}}-\S{{1,40}})[\s,;|-]*"
)
SHORTEST = 20  # characters: what stands behind a stamp on its line and is no part of it


def stamp_before(text: str) -> int:
    """How many characters of a line are a stamp, before words of the act; 0 where no words of an act stand behind.

    >>> line = "Reçu en préfecture le 03/04/2026 Publié le 04/04/2026 Extrait du registre des délibérations"
    >>> line[stamp_before(line) :]
    'Extrait du registre des délibérations'
    """
    if len(text) < 2 * SHORTEST or not _PIECE.match(fold(text[: 4 * SHORTEST])):
        return 0
    folded, end = fold(text), 0
    while piece := _PIECE.match(folded, end):
        end = piece.end()
    return end if len(text) - end >= SHORTEST else 0


def stamped(texts: Sequence[str]) -> frozenset[int]:
    """The indices of the lines that belong to a stamp.

    >>> sorted(stamped(["Vu", "Accusé de réception en préfecture", "015-200066660-20250708-DEC2025-453-AU", "Fait"]))
    [1, 2]
    >>> sorted(stamped(["Acte rendu exécutoire après transmission en préfecture le 17 février 2025"]))  # an act says it
    []
    """
    found: set[int] = set()
    inside = False
    for index, text in enumerate(texts):
        folded = fold(text)
        inside = OPENS.match(folded) is not None or (inside and FOLLOWS.match(folded) is not None)
        if inside:
            found.add(index)
    return frozenset(found)
