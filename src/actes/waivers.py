"""Findings that an entry accepts: marked, kept visible; an acceptance that matches nothing any more is reported."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import replace

from .finding import Finding, Waiver
from .model.confirm import Ecart
from .place import Place
from .problems import problem
from .rules import current
from .values.dates import show_date_numeric
from .values.text import unaccented

# What nobody can accept, where it is about these words, and what to do: where words and figures differ the words
# prevail, so one of the two is simply wrong; a blank that says so of itself is no value that could be the right one.
NEVER = (
    ("lettres-et-chiffres", "", "corrigez le montant en chiffres ou en lettres : les lettres l'emportent"),
    ("reste-a-completer", "completer", "écrivez ce qui manque, ou retirez le passage : un blanc ne se signe pas"),
)

_FIELD = "fiche, « ecarts_acceptes »"


def accept(findings: Sequence[Finding], accepted: Iterable[tuple[Ecart, Place | None]]) -> list[Finding]:
    """Mark what is accepted; each acceptance comes with its place in the entry."""
    out = list(findings)
    for waiver, place in accepted:
        matches = [n for n, finding in enumerate(out) if accepts(waiver, finding)]
        wrong = _problem(waiver, [out[n] for n in matches], place)
        if wrong is not None:
            out.append(wrong)
            continue
        mark = Waiver(waiver.motif, waiver.par, show_date_numeric(waiver.le))
        for n in matches:
            out[n] = replace(out[n], waived=mark)
    return out


def is_about(waiver: Ecart, rules: Container[str]) -> bool:
    """Whether an acceptance is of one of these rules, by their codes or names."""
    return unaccented(waiver.regle) in rules


def accepts(waiver: Ecart, finding: Finding) -> bool:
    """Whether an acceptance is of this finding: its rule, and its place where one is said."""
    if current(waiver.regle) not in (unaccented(finding.code), finding.name):
        return False
    said = unaccented(f"{finding.document or 'fiche'} {finding.place}")
    return all(word in said for word in unaccented(waiver.endroit).replace(",", " ").split())


def _problem(waiver: Ecart, matched: Sequence[Finding], place: Place | None) -> Finding | None:
    if not matched:
        hint = "retirez cet écart : ce qu'il acceptait n'est plus dans l'acte, ou « regle » est mal écrit"
        return problem("ECA101", f"l'écart « {waiver.regle} » n'accepte plus rien", hint, place, place=_FIELD)
    if hint := next((said for finding in matched if (said := _never(finding))), ""):
        return problem("ECA102", f"« {waiver.regle} » ne peut pas être accepté", hint, place, place=_FIELD)
    if len(matched) > 1 and not waiver.endroit:
        places = " ; ".join(f"{f.document or 'fiche'}, {f.place}" for f in matched)
        hint = f"ajoutez « endroit » ; la règle trouve : {places}"
        return problem("ECA103", f"« {waiver.regle} » désigne {len(matched)} écarts", hint, place, place=_FIELD)
    return None


def _never(finding: Finding) -> str:
    """What to do where nobody can accept a finding; empty where somebody can."""
    start, end = finding.mark or (0, len(finding.excerpt))
    words = unaccented(finding.excerpt[start:end])
    return next((hint for name, about, hint in NEVER if finding.name == name and about in words), "")
