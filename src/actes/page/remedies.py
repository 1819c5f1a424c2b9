"""What a remedy says to type in a terminal, as the button, the answer or the screen of the page that does it."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files

import yaml
from flask import url_for
from markupsafe import Markup, escape

from ..finding import Finding
from ..pattern import pattern
from ..tasks.naming import beside, field_name, in_words, whole_path
from ..values.typography import repair
from .office import office

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
_FILE = pattern(r"(?:registry/)?(tiers/\w+|collectivite)\.yaml")
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
        made += _plain(text[at : found.start()]) + (_link(words, url_for(screen)) if screen else escape(repair(words)))
        at = found.end()
    return made + _plain(text[at:])


def _plain(text: str) -> Markup:
    """Words, the files that they name as links to what these describe, and its keys as its form calls them."""
    owner = found[1] if (found := _FILE.search(text)) else ""
    pieces = _FILE.split(beside(text, f"{owner}.") if owner else text)
    made = (_fiche(one) if rank % 2 else escape(repair(in_words(one))) for rank, one in enumerate(pieces))
    return Markup("").join(made)


def _fiche(owner: str) -> Markup:
    words = "la fiche de la collectivité" if owner == "collectivite" else f"la fiche « {field_name(f'{owner}.')} »"
    new = owner != "collectivite" and owner not in office().desk.warm.held().shelf
    return _link(words, url_for("new.questions", name="tiers") if new else url_for("act.act", identifier=owner))


def where(found: Finding) -> Markup:
    """Where a finding stands, as a link to the field where what acts share can be corrected."""
    owner, path = office().desk.stated(found.where) if found.where else ("", "")
    if not owner:
        return escape(found.where or "")
    address = url_for("act.act", identifier=owner, _anchor=f"f-{path}" if path else None)
    return _link(field_name(whole_path(owner, path)) if path else str(found.where), address)


def _link(words: str, address: str) -> Markup:
    return Markup('<a href="{}">{}</a>').format(address, repair(words))
