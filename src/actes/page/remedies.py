"""What a remedy says to type in a terminal, as the button, the answer or the screen of the page that does it."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files

import yaml
from flask import url_for
from markupsafe import Markup, escape

from ..pattern import pattern
from ..tasks.naming import in_words
from ..values.typography import repair

# What is typed, a regular expression; what is there on the page; its screen, of an act where the command names one.
SAID: Sequence[tuple[str, str, str]] = yaml.load(
    files(__package__).joinpath("remedies.yaml").read_bytes(), yaml.CBaseLoader
)
NAMED = {
    "check": ("les remarques de", "act.act"),
    "renew": ("« Reconduire », sur", "renew.questions"),
    "new": ("« Nouvel acte »,", "new.questions"),
}
_NAMED = pattern(r"(?:« )?actes (check|renew|new) ([A-Z]{3}\d{4}-[\w-]+|(?<=new )[a-z-]+)(?: »)?")
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
        words, screen = NAMED[command]
        address = url_for(screen, name=act) if command == "new" else url_for(screen, identifier=act)
        parts += [_link(f"{words} {act}", address), _said(rest)]
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
