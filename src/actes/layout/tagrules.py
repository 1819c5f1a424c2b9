"""What goes wrong with the tags of a template, with what to do about it in Word.

docxtpl meets most of these with a misleading error, or with none and words missing from the act.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from ..finding import Finding, Severity
from ..jinja.errors import suggestion
from ..pattern import pattern
from ..reading.wordml import PICTURES, W, runs
from .fields import FIELDS, Form, Use, command
from .locate import OPENING, TAG, Paragraph

STATEMENTS = "if|elif|else|endif|for|endfor"
GLUED = pattern(rf"\{{%-?(?:p|r|tr|tc)(?:{STATEMENTS})\b|\{{[%{{]-?\s+(?:p|r|tr|tc)\s|\{{[%{{]-?(?:p|r|tr|tc)[^\S ]")
GUILLEMETS = pattern(r"[«»„‹›]")
NEUTRAL = frozenset(W + name for name in ("lang", "noProof", "rtl", "webHidden"))
WHOLE = frozenset({"p", "tr", "tc"})  # what such a tag takes with it, whatever else is there
WRITE: Mapping[Form, str] = {Form.TEXTE: "", Form.SUITE: "r", Form.TABLEAU: "p"}


def tag_pitfalls(paragraph: Paragraph) -> Iterator[Finding]:
    """Every pitfall of the tags of a paragraph."""
    for rule in (whole_paragraph, pictures, unclosed, letters, quotes, alone, lost_style):
        yield from rule(paragraph)


def whole_paragraph(p: Paragraph) -> Iterator[Finding]:
    """`{%p %}` and `{{p }}` take their whole paragraph with them."""
    takes = [tag[0] for tag in TAG.finditer(p.text) if (told := command(tag[0])) and told.letter == "p"]
    if len(takes) > 1:
        yield p.says(
            "MOD113",
            f"{len(takes)} balises de paragraphe dans le même paragraphe",
            "mettez chaque balise {%p … %} seule sur sa ligne",
        )
    elif takes and p.text.strip() != takes[0]:
        yield p.says(
            "MOD113", f"le reste de la ligne disparaîtrait avec {takes[0]}", "mettez cette balise seule sur sa ligne"
        )
    for tag in takes:
        if re.search(r"[%}]", tag[2:-2]):
            yield p.says(
                "MOD113",
                f"un « % » ou une accolade dans {tag}",
                "retirez ce signe de la balise : elle ne serait pas reconnue",
            )


def pictures(p: Paragraph) -> Iterator[Finding]:
    """A picture goes with the paragraph that `{%p %}` takes, the row of `{%tr %}`, the run of `{{r }}`."""
    if not _pictured(p.element):
        return
    beside = "".join(text for run, text in runs(p.element) if run is not None and _pictured(run))
    for tag in (match[0] for match in TAG.finditer(p.text)):
        told = command(tag)
        letter = told.letter if told else tag[2:3]  # a comment: « {#p … #} »
        if letter in WHOLE or (letter == "r" and tag in beside):
            hint = "mettez l'image sur une autre ligne, sans cette balise"
            yield p.says("MOD113", f"l'image de cette ligne disparaîtrait avec {tag}", hint)


def _pictured(element: Element) -> bool:
    return next((True for e in element.iter() if e.tag in PICTURES), False)


def unclosed(p: Paragraph) -> Iterator[Finding]:
    rest = TAG.sub("", p.text)
    if OPENING.search(rest):
        yield p.says(
            "MOD110",
            "une balise n'est pas fermée sur sa ligne",
            "écrivez la balise entière, d'une seule traite, dans un seul paragraphe",
        )


def letters(p: Paragraph) -> Iterator[Finding]:
    """`{%pif`, `{% p if`, `{{ r x`, and a no-break space after the letter."""
    for match in GLUED.finditer(p.text):
        yield p.says(
            "MOD113",
            f"balise mal écrite : {match[0]}…",
            "la lettre suit l'accolade sans espace, puis une espace ordinaire : {%p if … %}, {{r bloc.texte }}",
        )


def quotes(p: Paragraph) -> Iterator[Finding]:
    for tag in TAG.finditer(p.text):
        if GUILLEMETS.search(tag[0]):
            hint = 'dans une balise, tapez des guillemets droits : "visa" (dans Word, Ctrl+Z juste après la frappe)'
            yield p.says("MOD116", f"guillemets français dans {tag[0]}", hint)


def alone(p: Paragraph) -> Iterator[Finding]:
    """An inline `{% if %}` alone on its line leaves an empty paragraph."""
    found = [command(tag[0]) for tag in TAG.finditer(p.text)]
    inline = [c for c in found if c and c.opening == "{%" and not c.letter]
    if inline and len(inline) == len(found) and not TAG.sub("", p.text).strip() and not _pictured(p.element):
        hint = "pour un paragraphe entier, écrivez {%p … %}"
        yield p.says("MOD115", "cette ligne resterait vide dans l'acte", hint)


def lost_style(p: Paragraph) -> Iterator[Finding]:
    """A run that holds `{{r }}` or `{%r %}` loses its own look, and so do the words that share it."""
    pieces = [(run, text) for run, text in runs(p.element)]
    for tag in TAG.finditer("".join(text for _, text in pieces)):
        told, position = command(tag[0]), 0
        if not told or told.letter != "r":
            continue
        for run, text in pieces:
            inside = position < tag.end() and position + len(text) > tag.start()
            position += len(text)
            if inside and _look(run):
                hint = "mettez la mise en forme dans le style du paragraphe, et la balise seule, sans gras ni italique"
                yield p.says("MOD123", f"la mise en forme posée sur {tag[0]} serait perdue", hint)
                break
        if told.opening == "{%":
            hint = "préférez {%p … %} sur des lignes à part"
            yield p.says("MOD114", f"{tag[0]} laisserait des traces vides dans le texte", hint, Severity.CONSEIL)


def _look(run: Element | None) -> bool:
    properties = run.find(f"{W}rPr") if run is not None else None
    return properties is not None and any(child.tag not in NEUTRAL for child in properties)


def field(use: Use, name: str) -> Iterator[Finding]:
    """A field that does not exist, or a tag that is not written for what the field is."""
    form, shown = FIELDS.get(use.path), _shown(use.path)
    if form is None:
        hint = suggestion(shown, map(_shown, FIELDS))
        yield use.tag.says(name, "MOD111", f"« {shown} » n'existe pas", hint)
    elif use.shown and form not in WRITE:
        yield use.tag.says(name, "MOD111", f"« {shown} » ne s'écrit pas", f"employez {form.value}")
    elif use.shown and use.command.letter != WRITE[form]:
        hint = f"écrivez {form.value.replace('…', shown)}"
        yield use.tag.says(name, "MOD114", "cette balise n'est pas de la bonne sorte : le texte serait perdu", hint)


def _shown(path: str) -> str:
    """The path as a template writes it.

    >>> _shown("blocs[].texte"), _shown("blocs[].qualites[]")
    ('bloc.texte', 'qualite')
    """
    if path.endswith("[]"):
        return path[:-2].rsplit(".", 1)[-1].removesuffix("s")
    return path.replace("blocs[]", "bloc")
