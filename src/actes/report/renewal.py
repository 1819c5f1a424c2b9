"""What a renewal did, in the words of the person who asked for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from textwrap import shorten

from ..compose.cited import period_of
from ..model.acte import Acte
from ..model.confirm import AConfirmer
from ..renew.choices import Choices, Given
from ..renew.draft import Change

Named = Callable[[str], str]
WIDTH = 90  # characters of a value that is shown


def proposals_text(act: Acte, choices: Choices, given: Given) -> list[str]:
    """A line for each proposal that was taken, with the option that says otherwise."""
    lines = []
    if given.numero is None:
        lines.append(f"numéro {choices.numero.code} : le premier libre de la série (--numero)")
    if given.date is None:
        lines.append("date de l'acte : laissée en blanc (--date)")
    if choices.periode is not None and given.debut is None and given.fin is None and given.duree is None:
        old = period_of(act)
        same = old is not None and old.duree == choices.periode.duree
        what = f"la suite, de même durée, {choices.periode.duree}" if same else "les mêmes jours, plus tard"
        lines.append(f"période {choices.periode} : {what} (--debut, --fin, --duree)")
    return [_plain(line) for line in lines]


def changes_text(changes: Iterable[Change], named: Named) -> Iterator[str]:
    """« Financement : budget : exercices : 2025 → 2027 », with why; `named` is how a field is called."""
    for change in changes:
        before, after = _short(change.before), _short(change.after)
        what = f"{before} → {after}" if before and after else after or f"{before or '…'} : retiré"
        if not change.after:
            what = f"retiré{f' : {before}' if before else ''}"
        yield f"{named(change.path)} : {what}" + (f" ({change.why})" if change.why else "")


def confirms_text(confirms: Sequence[AConfirmer], named: Named) -> Iterator[str]:
    """Each line to confirm, by its rank."""
    for rank, line in enumerate(confirms, 1):
        said = f" : « {line.mots} »" if line.mots else f" : {line.valeur}" if line.valeur else ""
        yield f"{rank}. {named(line.champ)}{said} : {line.motif}"


def _short(text: str) -> str:
    return _plain(shorten(" ".join(text.split()), WIDTH, placeholder=" …"))


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ")
