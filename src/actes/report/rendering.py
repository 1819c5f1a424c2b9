"""What became of the documents of an act, in the words of the person who asked for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum
from pathlib import Path

from ..document import Attached
from ..finding import Finding
from ..store.writing import Outcome, Written
from .text import COUNTS, SIGNED, verdict

BY_HAND = "à joindre vous-même, ou son PDF se dit dans la fiche (« fichier: »)"
SAID: Mapping[Outcome, str] = {
    Outcome.ECRIT: "écrit",
    Outcome.INCHANGE: "inchangé",
    Outcome.GARDE: "gardé tel quel",
    Outcome.ATTEND: "non écrit, pour ne pas contredire le document gardé",
    Outcome.REMPLACE: "écrit",
    Outcome.SIGNE: "gardé tel quel, car l'acte est signé",
    Outcome.A_COTE: "écrit à côté du document signé, qui reste tel quel",
    Outcome.PROJET: "écrit ; c'est de nouveau un projet, à la place de la version définitive",
    Outcome.ECARTE: "mis de côté, car il n'est pas celui du document Word",
}


def rendering_text(act: str, written: Sequence[Written], folder: Path) -> str:
    """A line for each document, with what a person had changed; paths are relative to `folder` where they can be."""
    again = {
        Outcome.GARDE: f"Pour écrire quand même : actes render {act} --force (votre version sera gardée à côté)",
        Outcome.SIGNE: f"Pour une autre version, à côté : actes render {act} --force (le document signé ne change pas)",
    }
    return _told(act, written, folder, again)


def attached_text(one: Attached) -> str:
    """What to do with an annexe that somebody else wrote.

    >>> attached_text(Attached(2, "plan"))
    'annexe 2 (plan) : à joindre vous-même, ou son PDF se dit dans la fiche (« fichier: »)'
    >>> attached_text(Attached(2, "plan", "pieces/plan.pdf"))
    "annexe 2 (plan) : pieces/plan.pdf, que --pdf joint à l'acte complet"
    """
    todo = f"{one.fichier}, que --pdf joint à l'acte complet"
    return f"annexe {one.number} ({one.titre}) : {todo if one.fichier else BY_HAND}"


def signed_text(act: str) -> str:
    """What to do with an act that is signed, and rendered as a draft."""
    return f"Cet acte est signé ; sans la mention « PROJET » : actes render {act} --final"


def copies_text(title: str, written: Sequence[Written], folder: Path) -> str:
    """A line for each file made from a document of an act, with what a person had changed in it."""
    again = {
        Outcome.GARDE: "Pour les refaire quand même : ajoutez --force (votre version sera gardée à côté)",
        Outcome.ECARTE: "Pour en faire de nouveaux : ajoutez --pdf (LibreOffice les fait)",
    }
    return _told(title, written, folder, again)


def _told(title: str, written: Sequence[Written], folder: Path, again: Mapping[Outcome, str]) -> str:
    """A line for each file, then what to do about what became of some."""
    lines = [line for one in written for line in document_lines(one, folder)]
    lines += [todo for outcome, todo in again.items() if any(one.outcome is outcome for one in written)]
    return "\n".join([title, *(f"  {line}" for line in lines)])


def brief(act: str, checked: Sequence[Finding], *, signed: bool = False) -> str:
    """What `check` finds in an act, in one line, and how to read it all.

    >>> brief("DEC2025-453", [])
    'Vérification : Rien relevé (ne vaut pas contrôle juridique)'
    """
    more = f" – le détail : actes check {act}" if checked else ""
    return f"Vérification : {verdict(checked, SIGNED if signed else COUNTS)}{more}"


def document_lines(one: Written, folder: Path) -> Iterator[str]:
    state = f" : {one.edit.summary}" if one.edit and one.outcome in (Outcome.GARDE, Outcome.SIGNE) else ""
    yield f"{shown(one.path, folder)} : {SAID[one.outcome]}{state}"
    if one.edit:
        yield from (f"  {change}" for change in one.edit.changes)
    if one.kept:
        what = "il s'appelle maintenant" if one.outcome is Outcome.ECARTE else "votre version est gardée"
        yield f"  {what} : {shown(one.kept, folder)}"


def copy_text(one: Written, comments: int, folder: Path) -> str:
    """Where an annotated copy is and what it bears; a copy that a person went on with is kept."""
    first, *more = document_lines(one, folder)
    counted = {0: "aucun commentaire", 1: "un commentaire"}.get(comments, f"{comments} commentaires")
    lines = [f"{first} ({counted})" if one.done else first, *more]
    if one.outcome is Outcome.GARDE:
        lines.append("Pour une nouvelle copie : renommez ou supprimez celle-ci, puis relancez la commande")
    return "\n".join(lines)


def absent_text(act: str, names: Sequence[str], known: Sequence[str]) -> str:
    """Documents that were asked for and that the act does not have, and those that it has.

    >>> absent_text("DEC2025-453", ["annexe-7"], ["decision", "convention"])
    "DEC2025-453 : cet acte n'a pas de document « annexe-7 » ; il a : decision, convention"
    """
    said = ", ".join(f"« {name} »" for name in names)
    return f"{act} : cet acte n'a pas de document {said} ; il a : {', '.join(known)}"


def shown(path: Path, folder: Path) -> str:
    """A path as short as it can be said from `folder`."""
    return str(path.relative_to(folder) if path.is_relative_to(folder) else path)


def columns(rows: Iterable[Sequence[str]]) -> str:
    """Rows of text in aligned columns, the last one free.

    >>> print(columns([("DEC2025-453", "8/07/2025", "Flux"), ("DEL2017-26", "", "Délégations")]))
    DEC2025-453  8/07/2025  Flux
    DEL2017-26              Délégations
    """
    table = [tuple(row) for row in rows]
    widths = [max(map(len, column)) + 2 for column in zip(*table, strict=True)][:-1]
    padded = (
        "".join([*(cell.ljust(w) for cell, w in zip(row[:-1], widths, strict=True)), row[-1]]).rstrip() for row in table
    )
    return "\n".join(padded)


SHOWN = 5  # acts named in a line


class Fate(Enum):
    """What became of an act: of one, of several, and the title of those that a person must look at."""

    PRODUIT = ("produit", "produits", "")
    INCHANGE = ("inchangé", "inchangés", "")
    GARDE = ("gardé", "gardés", "Gardés, parce que vous les avez modifiés")
    SIGNE = ("signé, gardé", "signés, gardés", "Gardés, parce qu'ils sont signés")
    INCOMPLET = ("incomplet", "incomplets", "Sans tous les documents demandés")
    REFUSE = ("refusé", "refusés", "Refusés")


Act = tuple[str, Sequence[Written], Sequence[str], bool]


def batch_text(acts: Iterable[Act]) -> str:
    """The counts in one line, then the names of the acts that are not as they were asked for.

    Of each: its identifier, its files, the documents asked for that it does not have, whether it was refused. One that
    has nothing is not counted.

    >>> made = [Written(Path("a.docx"), outcome) for outcome in (Outcome.ECRIT, Outcome.INCHANGE)]
    >>> acts = [(f"DEC2025-{number}", [one], (), False) for number, one in enumerate(made, 1)]
    >>> print(batch_text([*acts, *((f"DEC2025-{number}", [], (), True) for number in range(3, 10))]))
    <BLANKLINE>
    9 actes : 1 produit, 1 inchangé, 7 refusés
      Refusés : DEC2025-3, DEC2025-4, DEC2025-5, DEC2025-6, DEC2025-7 et 2 de plus
    """
    told: dict[Fate, list[str]] = {fate: [] for fate in Fate}
    for identifier, written, absent, refused in acts:
        if written or absent or refused:
            told[_fate(written, absent, refused)].append(identifier)
    total = sum(map(len, told.values()))
    counts = [f"{len(acts)} {fate.value[len(acts) > 1]}" for fate, acts in told.items() if acts]
    named = [f"  {fate.value[2]} : {some(acts)}" for fate, acts in told.items() if acts and fate.value[2]]
    head = f"{total} acte{'s' if total > 1 else ''} : {', '.join(counts)}" if total else "Aucun acte à produire."
    return "\n".join(["", head, *named])


def _fate(written: Sequence[Written], absent: Sequence[str], refused: bool) -> Fate:
    outcomes = {file.outcome for file in written}
    if refused:
        return Fate.REFUSE
    if Outcome.SIGNE in outcomes:
        return Fate.SIGNE
    if outcomes & {Outcome.GARDE, Outcome.ATTEND}:
        return Fate.GARDE
    if absent:
        return Fate.INCOMPLET
    return Fate.INCHANGE if outcomes == {Outcome.INCHANGE} else Fate.PRODUIT


def some(names: Sequence[str], most: int = SHOWN, separator: str = ", ") -> str:
    """The first of several names, and how many are left."""
    return separator.join(names[:most]) + (f" et {len(names) - most} de plus" if len(names) > most else "")
