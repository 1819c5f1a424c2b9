"""What is read on a piece that somebody else wrote and that is attached: kept as it is printed, right or wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from ..claims.tables import Rank, Sort, table_of
from ..document import Kind
from ..facts import MentionKind, Tax
from ..frozen import frozen
from ..part import Part, Passage
from ..pattern import pattern
from ..statements.addresses import NUMBERED_STREET
from ..values.text import unaccented
from .draft import Draft
from .labels import slug

_LINE = pattern(r"(?:[^\n*]|(?<=\w)\*(?=\w))+")
_LABELLED = pattern(r"\W{0,20}(?P<label>[^:\n]{2,60}?)\s{0,5}:\s{0,20}(?P<value>\S.*)", re.DOTALL)
_ISSUER = pattern(r"(?:commande a|fournisseur|emetteur|prestataire|vendeur)\W*(?:\Z|:)")
_CLIENT = pattern(r"(?:raison sociale|client|acheteur|adresse a|destinataire)\W*\Z")
_OBJECT = pattern(r"objet\b")
_SIGNED = pattern(r"sign|fait a|jj/mm|bon pour accord")
_STEP = pattern(r"jalon\s*\d+\s*:\s*", re.IGNORECASE)
_BOX = pattern(r"\A\W*(?:CS|BP)\s?\d+\W*\Z")
_DASH = pattern(r"\s[-–]\s")
PIECES = "pieces"  # the folder of the files that are joined
_NO_PDF = "cette pièce est lue, et seul un PDF se joint à l'acte : enregistrez-la en PDF, dites-le sous « fichier »"
_UNANNOUNCED = "aucune annexe annoncée n'est cette pièce : elle reste dans son fichier"
_TOTAL = pattern(r"\btotal\b")
_NAMES = {
    MentionKind.SIRET: "siret", MentionKind.SIREN: "siren", MentionKind.VAT_NUMBER: "tva", MentionKind.RCS: "rcs",
    MentionKind.IBAN: "iban", MentionKind.BIC: "bic",
}  # fmt: skip


@frozen
class _Line:
    """A line of a piece, with what it says before its colon."""

    where: Passage
    label: str
    value: str


def attached(draft: Draft, rank: int, order: int, path: str) -> dict[str, Any]:
    """An announced piece: its data, and its file under `path`, where it is a PDF of its own."""
    if order >= len(draft.read.pieces):
        return {}
    part, found = draft.read.pieces[order], dict[str, Any]()
    if data := piece_of(draft, part, f"annexes[{rank}].piece"):
        found["piece"] = data
    source = draft.read.sources[part.name].name
    if source.lower().endswith(".pdf"):
        draft.pieces[path] = source
        return {**found, "fichier": path}
    draft.kept(part.whole(0), _NO_PDF, kept=False)
    return found


def unannounced(draft: Draft, count: int) -> None:
    """Say which pieces are no annexe: beyond those that are announced."""
    for part in draft.read.pieces[count:]:
        draft.kept(part.whole(0), _UNANNOUNCED, kept=False)


def piece_of(draft: Draft, part: Part, path: str) -> dict[str, Any]:
    """The data of a piece, by the keys of an entry."""
    lines = list(_lines(part))
    found: dict[str, Any] = {
        "emetteur": _issuer(lines),
        "client": next((one.value for one in lines if _CLIENT.match(one.label)), ""),
        "objet": next((one.value for one in lines if _OBJECT.match(one.label)), ""),
        "dates": dict(_dates(part)),
        "montants": dict(_amounts(part, lines)),
        "jalons": list(steps_of(part)),
        "adresses": list(dict.fromkeys(_addresses(part, lines))),
        "identifiants": dict(_identifiers(part)),
        "telephones": _masked(part, MentionKind.PHONE, r"(?<=..)\d", "*"),
        "courriels": _masked(part, MentionKind.EMAIL, r"@.*", "@…"),
    }
    kept = {key: value for key, value in found.items() if value}
    for key in kept:
        where = next((one.where for one in lines if one.value == kept[key]), part.whole(0))
        draft.told(f"{path}.{key}", str(kept[key]) if isinstance(kept[key], str) else "", where)
    return kept


def _lines(part: Part) -> Iterator[_Line]:
    for index, block in enumerate(part.blocks):
        if block.rows:
            continue
        for match in _LINE.finditer(block.text):
            where = Passage(part, index, match.start(), match.end())
            said = _LABELLED.fullmatch(match[0].strip())
            label, value = (said["label"], said["value"]) if said else ("", match[0])
            yield _Line(where, " ".join(unaccented(label).split()), " ".join(value.split()))


def _issuer(lines: list[_Line]) -> str:
    """Who wrote it: after « Commandé à : », or below it."""
    for n, one in enumerate(lines):
        if one.label and _ISSUER.match(f"{one.label}:"):
            return one.value
        if not one.label and _ISSUER.fullmatch(unaccented(one.value)) and n + 1 < len(lines):
            return lines[n + 1].value
    return ""


def _dates(part: Part) -> Iterator[tuple[str, str]]:
    """The days outside the tables, each by the words before it on its line."""
    for where, mention in part.passages(MentionKind.DATE):
        if not isinstance(mention.value, date) or where.kind is Kind.TABLEAU:
            continue
        before = unaccented(where.before.rpartition("\n")[2]).strip(" :*")
        said = re.sub(r"\bdates?\b", " ", before)
        name = "signature" if _SIGNED.search(before) or where.kind is Kind.LIEU_DATE else slug(said or "date", 2)
        yield name, mention.value.isoformat()


def _amounts(part: Part, lines: list[_Line]) -> Iterator[tuple[str, str]]:
    for one in lines:
        if _TOTAL.search(one.label):
            for mention in part.mentions[one.where.block]:
                if mention.kind is MentionKind.AMOUNT and one.where.start <= mention.start < one.where.end:
                    tax = {Tax.HT: "_ht", Tax.TTC: "_ttc", None: ""}[mention.tax]
                    yield f"total{tax}", _figures(mention.text)


def _figures(text: str) -> str:
    """The figures of an amount as they are printed."""
    found = re.match(r"[\d\s.,]*\d", text)
    return " ".join((found[0] if found else text).split())


def steps_of(part: Part) -> Iterator[dict[str, str]]:
    """The payments of a table that has amounts."""
    for index, block in enumerate(part.blocks):
        table = table_of(part, index) if block.kind is Kind.TABLEAU else None
        money = next((one for one in table.columns if one.sort is Sort.EUROS), None) if table else None
        if table is None or money is None:
            continue
        share = next((one for one in table.columns if one.sort is Sort.PERCENT), None)
        for line in table.lines:
            figure = line.claims[money.index]
            if line.rank is not Rank.LIGNE or figure is None:
                continue
            texts = [text for n, text in enumerate(line.texts) if line.claims[n] is None and text.strip()]
            days = [d for d in map(_day, texts) if d]
            words = [_STEP.sub("", text).strip() for text in texts if not _day(text) and not text.strip().endswith(":")]
            step = {"libelle": " ".join((words[-1] if words else line.label).split())}  # a cell may have several lines
            if days:
                step["date"] = days[0]
            if share is not None and line.texts[share.index]:
                step["part"] = (
                    line.texts[share.index].replace("%", " %").replace("  ", " ").replace("\xa0", " ").strip()
                )
            yield {**step, "montant": _figures(line.texts[money.index])}
        return


def _day(text: str) -> str:
    from ..values.dates import parse_date

    try:
        return parse_date(text).isoformat()
    except ValueError:
        return ""


def _addresses(part: Part, lines: list[_Line]) -> Iterator[str]:
    """A street, or a box, with the town on its line or on one of those below."""
    for n, one in enumerate(lines):
        street = NUMBERED_STREET.search(one.value) or _BOX.match(one.value)
        if street is None:
            continue
        near = [other for other in lines[n : n + 5] if abs(other.where.block - one.where.block) <= 1]
        if (town := _town(part, near)) is not None:
            yield f"{_DASH.split(street[0])[0].strip(' -–,')}, {town}"


def _town(part: Part, near: list[_Line]) -> str | None:
    said = {one.label: one.value for one in near if one.label}
    if "ville" in said and "code postal" in said:
        return f"{said['code postal']} {said['ville']}"
    for one in near:
        for mention in part.mentions[one.where.block]:
            if (
                mention.kind is MentionKind.POSTCODE
                and one.where.start <= mention.start < one.where.end
                and mention.label
            ):
                return " ".join(mention.text.split())
    return None


def _identifiers(part: Part) -> Iterator[tuple[str, str]]:
    for where, mention in part.passages(*_NAMES):
        said = " ".join(where.text.split())
        yield (
            _NAMES[mention.kind],
            said if mention.kind is MentionKind.RCS else re.sub(r"\A(?:SIRET|SIREN|IBAN|BIC)\W*", "", said),
        )


def _masked(part: Part, kind: MentionKind, pattern: str, mark: str) -> list[str]:
    """What is personal, masked: that it is there is what matters."""
    found = (re.sub(pattern, mark, " ".join(where.text.split())) for where, _ in part.passages(kind))
    return list(dict.fromkeys(found))
