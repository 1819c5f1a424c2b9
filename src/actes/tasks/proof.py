"""What a correction, or an acceptance, must do and nothing else: the act checked again says it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from ..document import Document
from ..finding import CannotGoOn, Finding, Severity
from .correction import Correction, Mended, not_found, refused


def apart(chosen: Sequence[Correction]) -> list[Correction]:
    """The corrections without those of words that one which weighs more changes."""
    weight = {severity: rank for rank, severity in enumerate(Severity)}
    kept: list[Correction] = []
    for one in sorted(chosen, key=lambda one: weight[one.finding.severity] if one.finding else len(weight)):
        if not any(_overlap(one, other) for other in kept):
            kept.append(one)
    return [one for one in chosen if one in kept]


def _overlap(one: Correction, other: Correction) -> bool:
    same = (one.path, one.edit.path) == (other.path, other.edit.path)
    return same and one.edit.start < other.edit.end and other.edit.start < one.edit.end


def prove(before: Mended, after: Mended, chosen: Sequence[Correction]) -> None:
    """Raise CannotGoOn where corrections do not do what was shown, and that alone."""
    come = _kinds(after.findings) - _kinds(before.findings)
    if come:
        worse = next(one for one in after.findings if _kind(one) in come and not one.waived)
        raise refused(chosen, f"une autre remarque viendrait : {worse.message}")
    if len(after.documents) < len(before.documents):  # a file that it stands on can no longer be read
        raise refused(chosen, "l'acte ne pourrait plus être composé")
    old, new = _fixes(before.findings), _fixes(after.findings)
    mended = Counter(_kind(one.finding) for one in chosen if one.finding)
    if any(old[kind] - new[kind] < number for kind, number in mended.items()):
        raise refused(chosen, "la remarque resterait")
    wanted = [[block.text for block in document.blocks] for document in before.documents]
    for fix in sorted((one.fix for one in chosen if one.fix), key=lambda fix: -fix.spot.start):
        text, spot = wanted[fix.spot.part][fix.spot.block], fix.spot
        wanted[spot.part][spot.block] = f"{text[: spot.start]}{fix.by}{text[spot.end :]}"
    if not all(map(_same_words, _told(chosen, wanted), _told(chosen, _texts(after.documents)))):
        raise refused(chosen, "l'acte ne dirait pas ce qui est montré")


def _told(chosen: Sequence[Correction], texts: Sequence[Sequence[str]]) -> Iterator[str]:
    """The paragraphs that corrections change; all of them where they change no word."""
    spots = [one.fix.spot for one in chosen if one.fix]
    yield from (texts[spot.part][spot.block] for spot in spots if spot.part < len(texts))
    if not spots:
        yield from (text for document in texts for text in document)


def _texts(documents: Iterable[Document]) -> list[list[str]]:
    return [[block.text for block in document.blocks] for document in documents]


def _same_words(one: str, other: str) -> bool:
    """Whether two texts are the same, spaces and apostrophes aside: an entry has those that people type."""
    return "".join(one.split()).replace("\u2019", "'") == "".join(other.split()).replace("\u2019", "'")


def _kind(found: Finding) -> tuple[str, str | None]:
    return found.code, found.document


def _kinds(findings: Iterable[Finding]) -> Counter[tuple[str, str | None]]:
    return Counter(_kind(one) for one in findings if not one.waived)


def _fixes(findings: Iterable[Finding]) -> Counter[tuple[str, str | None]]:
    """How much there is to correct, of each kind."""
    return Counter(_kind(found) for found in findings for _ in found.fix if not found.waived)


def prove_accepted(before: Mended, after: Mended, finding: Finding, *, here: bool) -> None:
    """Raise CannotGoOn where the acceptance is refused, or (`here`: the check of this act finds it) accepts nothing."""
    come = _kinds(after.findings) - _kinds(before.findings)
    if come:
        raise CannotGoOn([one for one in after.findings if _kind(one) in come and not one.waived])
    if here and _kinds(after.findings)[_kind(finding)] >= _kinds(before.findings)[_kind(finding)]:
        raise not_found(finding.name)
