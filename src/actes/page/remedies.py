"""What a remedy says to type in a terminal, as the button, the answer or the screen of the page that does it.

A remedy is written once, where it is found; here alone it is put in the words of the page.
"""

from __future__ import annotations

from flask import url_for
from markupsafe import Markup, escape

from ..pattern import pattern
from ..tasks.naming import in_words
from ..values.typography import repair

# What is typed, a regular expression; what is there on the page; its screen, of an act where the command names one.
SAID: tuple[tuple[str, str, str], ...] = (
    (r"puis retirez cette ligne de « a_confirmer » ;.* « confirme: oui »", "puis « C'est bien cela »", ""),
    (r"relancez « actes check »", "rechargez cet écran", ""),
    (r"« actes check »|actes check(?= )", "« Remarques »", ""),
    (r"« actes list »", "« Accueil »", "home.home"),
    (r"« actes report »", "« Compte rendu »", "yearly.report"),
    (r"« actes explain »", "« Expliquer »", ""),
    (r"actes record", "« Suivi »", ""),
    (r"actes diff", "« Comparer »", ""),
    (r"--against \(--contre\)", "« Comparer avec un acte du registre »", ""),
    (r"`?--against`?", "« Comparer avec un acte du registre »", ""),
    (r"`?--dossier`?", "« Ces documents sont un seul acte »", ""),
    (r"avec --received", "à « Reçu par la préfecture le »", ""),
    (r"par exemple : --signed [\d-]+", "à « Signé le »", ""),
    (r"pour remplacer ce que dit la fiche : --force", "pour cela, cochez « Remplacer ce que la fiche dit déjà »", ""),
    (r"(?<=recopiée) : --force", ", « Corriger une faute de recopie »", ""),
    (r"(?<=dans la fiche), avec --force", ", par « Corriger une faute de recopie »", ""),
    (r"la même commande, sans --done", "par « Écrire le document Word »", ""),
    (r"retirez --avenant", "choisissez « Un nouvel acte, pour la période suivante »", ""),
    (r"ajoutez --avenant", "choisissez « Un avenant »", ""),
    (r" \(sans --avenant\)", "", ""),
    (r" avec --numero", "", ""),
    (r"donnez son numéro \(--numero\)", "répondez à « Numéro »", ""),
    (r"--debut", "« Premier jour »", ""),
    (r"--fin ou --duree|--fin", "« Dernier jour, ou durée »", ""),
    (r" avec --where", "", ""),
    (r", ou comparez sans --docx", "", ""),
    (r"« ?render --pdf ?»", "« Faire aussi les PDF »", ""),
)
OF_ACT = {"check": ("les remarques de", "act.act"), "renew": ("« Reconduire », sur", "renew.questions")}
_NAMED = pattern(r"(?:« )?actes (check|renew) ([A-Z]{3}\d{4}-[\w-]+)(?: »)?")
_SAID = pattern("|".join(f"(?P<s{rank}>{written})" for rank, (written, _, _) in enumerate(SAID)))


def phrase(text: str) -> str:
    """A message as a sentence that stands alone, with French spaces.

    >>> phrase("« x » n'est pas une date")
    '«\xa0x\xa0» n’est pas une date'
    """
    return repair(text[:1].upper() + text[1:])


def remedy(text: str, alone: bool = False) -> Markup:
    """A remedy as the page says it, with links to its screens; `alone`: it is a sentence of its own."""
    named = _NAMED.split(text)
    parts = [_said(named[0])]
    for command, act, rest in zip(named[1::3], named[2::3], named[3::3], strict=True):
        words, screen = OF_ACT[command]
        parts += [_link(f"{words} {act}", url_for(screen, identifier=act)), _said(rest)]
    said = Markup("").join(parts)
    return said[:1].upper() + said[1:] if alone else said


def _said(text: str) -> Markup:
    made, at = Markup(""), 0
    for found in _SAID.finditer(text):
        _, words, screen = SAID[int((found.lastgroup or "s0")[1:])]
        made += escape(_plain(text[at : found.start()])) + (
            _link(words, url_for(screen)) if screen else escape(repair(words))
        )
        at = found.end()
    return made + escape(_plain(text[at:]))


def _plain(text: str) -> str:
    return repair(in_words(text))


def _link(words: str, address: str) -> Markup:
    return Markup('<a href="{}">{}</a>').format(address, repair(words))
