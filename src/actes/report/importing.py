"""What became of the acts that were imported: what was recognised, what is to confirm, what has no place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from ..importing.gathering import Left
from ..importing.types import Difference, Imported, Outcome, Taken, Undone
from ..registry.folder import TIERS
from ..values.text import quoted
from .json import VERSION, finding_object, json_text
from .rendering import shown, some

MANY = 40  # files left for one reason
SHOWN = 8  # lines of one sort for an act, names in a line: the entry has them all
COUNTED: Mapping[Outcome, tuple[str, str]] = {
    Outcome.REPRIS: ("repris", "repris"),
    Outcome.COMPLETE: ("complété", "complétés"),
    Outcome.DEJA: ("déjà repris", "déjà repris"),
    Outcome.GARDE: ("gardé tel quel", "gardés tels quels"),
    Outcome.REFUSE: ("refusé", "refusés"),
}
TOLD = ("recognised", "to_confirm", "unplaced", "differences")  # of an act, to a program
NOTHING = "Rien à reprendre : aucun acte n'a été trouvé."
UNDO_NONE = "Il n'y a pas de reprise à annuler."


def act_text(one: Imported, folder: Path, *, brief: bool = False) -> str:
    """An act: what became of it, then what a person has to look at; paths are relative to `folder`."""
    lines = [f"{one.name} : {one.said}"]
    if one.refused is not None:
        lines += [f"  {one.refused.message}", *([f"  Que faire : {one.refused.hint}"] if one.refused.hint else [])]
    elif not brief:
        lines += [f"  {line}" for line in _details(one, folder)]
    return "\n".join(lines)


def _details(one: Imported, folder: Path) -> Iterator[str]:
    if one.outcome is Outcome.DEJA:
        return
    yield f"Lu dans : {some(one.files, SHOWN)}"
    if one.outcome is Outcome.GARDE:
        different = [" : ".join(filter(None, (found.document, found.message))) for found in one.different]
        yield from _section("Ce que les fichiers disent autrement", different)
        yield "Le détail : actes check FICHIER… --dossier --contre " + one.name
        if one.hint:
            yield f"{one.hint[0].upper()}{one.hint[1:]}"
        return
    assert one.taken is not None
    yield f"Écrit : {some([shown(path, folder) for path in one.written[::-1]], SHOWN)}"
    yield from _read(one.taken)


def _read(taken: Taken) -> Iterator[str]:
    """What was read of the act, and how faithful its entry is."""
    facts = [f"{fact.champ} {_short(fact.valeur)}" for fact in taken.recognised]
    yield f"Reconnu : {some(facts, SHOWN, ' ; ') or 'aucun fait'}"
    said = (one.champ + (f" : {_short(one.valeur)}" if one.valeur else "") for one in taken.to_confirm)
    words = (f" ({quoted(one.mots)})" if one.mots else "" for one in taken.to_confirm)
    asked = zip(said, taken.to_confirm, words, strict=True)
    yield from _section("À confirmer", [f"{field} – {one.motif}{end}" for field, one, end in asked])
    kept = {True: "gardé dans le texte", False: "laissé de côté"}
    yield from _section(
        "Sans place à soi", [f"{quoted(one.mots)} : {one.motif} ({kept[one.kept]})" for one in taken.unplaced]
    )
    for form, title in ((False, "Composé autrement"), (True, "Composé autrement, de forme seulement")):
        yield from _section(title, [_difference(one) for one in taken.differences if one.form is form])


def _difference(one: Difference) -> str:
    if not one.before:
        return f"{one.document} : la fiche ajoute {quoted(one.after)}"
    return f"{one.document} : {quoted(one.before)} devient {quoted(one.after) if one.after else 'rien'}"


def _short(value: str) -> str:
    text = " ".join(value.split())
    return text if len(text) <= 60 else f"{text[:60]}…"


def _section(title: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield f"{title} ({len(lines)})"
        yield from (f"  {line}" for line in lines[:SHOWN])
        if len(lines) > SHOWN:
            yield f"  … et {len(lines) - SHOWN} de plus"


def summary_text(done: Sequence[Imported], left: Sequence[Left]) -> str:
    """How many acts of each fate, which are to be looked at, what goes with no act, what to do next."""
    lines = [*_totals(done), *_beside(left)]
    if any(one.written for one in done):
        lines += [
            "",
            "Ensuite :",
            "  actes check             # relit le registre, reprise comprise",
            *(f"  {line}" for line in _signed(done)),
            "  actes import --annuler  # efface cette reprise, tant que vous n'avez rien modifié",
        ]
    return "\n".join(lines)


def _signed(done: Sequence[Imported]) -> Iterator[str]:
    """What to do of acts that were signed, and of those of which no file says the day."""
    took = {one.name: one.taken for one in done if one.written and one.taken}
    dated = [name for name, taken in took.items() if any(one.champ == "signature.date" for one in taken.recognised)]
    if ready := [name for name in dated if not took[name].to_confirm]:
        yield f"actes render {ready[0]} --final   # un acte signé, sans la mention « PROJET »"
    if unknown := [name for name in took if name not in dated]:
        yield f"actes suivre {unknown[0]} --signe JOUR   # sans date lue, c'est un projet : {some(unknown, SHOWN)}"


def _totals(done: Sequence[Imported]) -> Iterator[str]:
    if not done:
        yield NOTHING
        return
    count = Counter(one.outcome for one in done)
    said = [f"{count[fate]} {COUNTED[fate][count[fate] > 1]}" for fate in Outcome if count[fate]]
    yield f"{len(done)} acte{'s' if len(done) > 1 else ''} : {', '.join(said)}"
    added = list(_added(done))
    if added:
        yield f"  Avec eux : {' ; '.join(added)}"
    confirm = [one.name for one in done if one.written and one.taken and one.taken.to_confirm]
    for title, names in (
        ("Avec des points à confirmer (« a_confirmer », dans leur fiche)", confirm),
        ("Fiches modifiées depuis leur reprise, et laissées telles quelles", [one.name for one in done if one.edited]),
        ("Gardés, parce que leur fiche existe", [one.name for one in done if one.outcome is Outcome.GARDE]),
        ("Refusés", [one.name for one in done if one.outcome is Outcome.REFUSE]),
    ):
        if names:
            yield f"  {title} : {some(names, SHOWN)}"
    if late := [one for one in done if one.receipt is not None]:
        yield f"  Accusés de réception que la fiche n'a pas ({len(late)}) : pour les y porter,"
        yield from (f'    actes suivre {one.name} --accuse "{one.receipt}"' for one in late)


def _added(done: Iterable[Imported]) -> Iterator[str]:
    """What came with the acts: third parties, short entries, files that are joined."""
    written = [path for one in done for path in one.written if path.stem != one.name]
    bodies = sum(path.parent.name == TIERS for path in written)
    joined = sum(path.suffix != ".yaml" for path in written)
    for number, one, several in (
        (bodies, "tiers nouveau", "tiers nouveaux"),
        (len(written) - bodies - joined, "acte connu par un visa", "actes connus par un visa"),
        (joined, "pièce jointe, copiée dans « pieces »", "pièces jointes, copiées dans « pieces »"),
    ):
        if number:
            yield f"{number} {several if number > 1 else one}"


def _beside(left: Sequence[Left]) -> Iterator[str]:
    """What goes with no act, by reason: first what somebody can do something about."""
    yield from _told("Lus tels qu'ils sont enregistrés", [one for one in left if one.read])
    yield from _told("Laissés de côté", [one for one in left if not one.read])


def _told(title: str, left: Sequence[Left]) -> Iterator[str]:
    by_reason: dict[tuple[str, str], list[str]] = {}
    for one in sorted(left, key=lambda one: not (one.hint or one.wrong)):
        by_reason.setdefault((one.why, one.hint), []).append(one.name)
    if left:
        yield f"{title} ({len(left)})"
    for (why, hint), names in by_reason.items():
        reason = why + (f" – {hint}" if hint else "")
        if len(names) == 1:
            yield f"  {names[0]} : {reason}"
            continue
        yield f"  {reason} :"
        yield from (f"    {name}" for name in names[:MANY])
        if len(names) > MANY:
            yield f"    … et {len(names) - MANY} de plus"


def undone_text(done: Undone) -> str:
    """What an import that was undone leaves.

    >>> print(undone_text(Undone(gone=("registry/2025/DEC2025-1.yaml",), left=(("registry/a.yaml", "vous…"),))))
    Reprise annulée : 1 fichier effacé
    Gardées (1)
      registry/a.yaml : vous…
    """
    if done.none:
        return UNDO_NONE
    count = len(done.gone)
    lines = [f"Reprise annulée : {count or 'aucun'} fichier{'s' if count > 1 else ''} effacé{'s' if count > 1 else ''}"]
    lines += _section("Redevenues courtes, comme avant", done.short)
    lines += _section("Gardées", [f"{name} : {why}" for name, why in done.left])
    return "\n".join(lines)


def import_json(done: Iterable[Imported], left: Iterable[Left], folder: Path) -> str:
    acts = [_act_object(one, folder) for one in done]
    count = Counter(str(act["outcome"]) for act in acts)
    others = [{"name": one.name, "why": one.why, "hint": one.hint} for one in left]
    summary = {fate.value: count[fate.value] for fate in Outcome}
    return json_text({"version": VERSION, "acts": acts, "left": others, "summary": summary})


def undone_json(done: Undone) -> str:
    left = [{"name": name, "why": why} for name, why in done.left]
    return json_text({"version": VERSION, "gone": done.gone, "short": done.short, "left": left})


def _act_object(one: Imported, folder: Path) -> Mapping[str, Any]:
    taken, refused = one.taken, one.refused
    return {
        "id": one.name,
        "outcome": one.outcome.value,
        "files": one.files,
        "written": [Path(shown(path, folder)).as_posix() for path in one.written],
        "refused": refused and {"message": refused.message, "hint": refused.hint},
        "ratio": taken and round(taken.ratio, 4),
        **{name: [asdict(each) for each in getattr(taken, name, ())] for name in TOLD},
        "receipt": one.receipt and one.receipt.as_posix(),
        "edited": one.edited,
        "hint": one.hint,
        "against": [finding_object(found) for found in one.different],
    }
