"""What is read on a piece that somebody else wrote and that is attached: kept as it is printed, right or wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import zip_longest
from typing import Any

from ..claims.tables import Rank, Sort, table_of
from ..document import Kind
from ..facts import Mention, MentionKind, Tax
from ..frozen import frozen
from ..part import Part, Passage
from ..pattern import pattern
from ..statements.addresses import NUMBERED_STREET
from ..values.dates import parse_date
from ..values.text import unaccented
from .draft import Draft, slug

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
_NUMBERS = (MentionKind.SIRET, MentionKind.SIREN, MentionKind.VAT_NUMBER, MentionKind.RCS, MentionKind.IBAN,
            MentionKind.BIC)  # fmt: skip


@frozen
class _Line:
    """A line of a piece, with what it says before its colon."""

    where: Passage
    label: str
    value: str

    def mentions(self, kind: MentionKind) -> Iterator[Mention]:
        where = self.where
        return (one for one in where.mentions if one.kind is kind and where.start <= one.start < where.end)


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
        "montants": dict(_amounts(lines)),
        "jalons": list(steps_of(part)),
        "adresses": list(dict.fromkeys(_addresses(lines))),
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
        for match in _LINE.finditer(block.text) if not block.rows else ():
            said = _LABELLED.fullmatch(match[0].strip())
            label, value = said.group("label", "value") if said else ("", match[0])
            where = Passage(part, index, *match.span())
            yield _Line(where, " ".join(unaccented(label).split()), " ".join(value.split()))


def _issuer(lines: list[_Line]) -> str:
    """Who wrote it: after « Commandé à : », or below it."""
    for one, below in zip_longest(lines, lines[1:]):
        if one.label and _ISSUER.match(f"{one.label}:"):
            return one.value
        if not one.label and _ISSUER.fullmatch(unaccented(one.value)) and below:
            return below.value
    return ""


def _dates(part: Part) -> Iterator[tuple[str, str]]:
    """The days outside the tables, each by the words before it on its line."""
    for where, mention in part.passages(MentionKind.DATE):
        if isinstance(mention.value, date) and where.kind is not Kind.TABLEAU:
            before = unaccented(where.before.rpartition("\n")[2]).strip(" :*")
            said = re.sub(r"\bdates?\b", " ", before)
            signed = _SIGNED.search(before) or where.kind is Kind.LIEU_DATE
            yield "signature" if signed else slug(said or "date", 2), mention.value.isoformat()


def _amounts(lines: list[_Line]) -> Iterator[tuple[str, str]]:
    for one in (one for one in lines if _TOTAL.search(one.label)):
        for mention in one.mentions(MentionKind.AMOUNT):
            tax = {Tax.HT: "_ht", Tax.TTC: "_ttc", None: ""}[mention.tax]
            yield f"total{tax}", _figures(mention.text)


def _figures(text: str) -> str:
    """The figures of an amount as they are printed."""
    found = re.match(r"[\d\s.,]*\d", text)
    return " ".join((found[0] if found else text).split())


def steps_of(part: Part) -> Iterator[dict[str, str]]:
    """The payments of the first table that has amounts."""
    tables = (table_of(part, index) for index, block in enumerate(part.blocks) if block.kind is Kind.TABLEAU)
    columns = ((table, {column.sort: column.index for column in reversed(table.columns)}) for table in tables if table)
    table, sorts = next(((table, sorts) for table, sorts in columns if Sort.EUROS in sorts), (None, {}))
    for line in table.lines if table else ():
        if line.rank is not Rank.LIGNE or line.claims[sorts[Sort.EUROS]] is None:
            continue
        texts = [text for n, text in enumerate(line.texts) if line.claims[n] is None and text.strip()]
        days = [d for d in map(_day, texts) if d]
        words = [_STEP.sub("", text).strip() for text in texts if not _day(text) and not text.strip().endswith(":")]
        step = {"libelle": " ".join((words[-1] if words else line.label).split())}  # a cell may have several lines
        if days:
            step["date"] = days[0]
        if share := line.texts[sorts[Sort.PERCENT]] if Sort.PERCENT in sorts else "":
            step["part"] = " ".join(share.replace("%", " %").split())
        yield {**step, "montant": _figures(line.texts[sorts[Sort.EUROS]])}


def _day(text: str) -> str:
    try:
        return parse_date(text).isoformat()
    except ValueError:
        return ""


def _addresses(lines: list[_Line]) -> Iterator[str]:
    """A street, or a box, with the town on its line or on one of those below."""
    for n, one in enumerate(lines):
        street = NUMBERED_STREET.search(one.value) or _BOX.match(one.value)
        near = [other for other in lines[n : n + 5] if abs(other.where.block - one.where.block) <= 1]
        if street is not None and (town := _town(near)):
            yield f"{_DASH.split(street[0])[0].strip(' -–,')}, {town}"


def _town(near: list[_Line]) -> str:
    said = {one.label: one.value for one in near if one.label}
    if "ville" in said and "code postal" in said:
        return f"{said['code postal']} {said['ville']}"
    codes = (mention for one in near for mention in one.mentions(MentionKind.POSTCODE) if mention.label)
    return next((" ".join(mention.text.split()) for mention in codes), "")


def _identifiers(part: Part) -> Iterator[tuple[str, str]]:
    for where, mention in part.passages(*_NUMBERS):
        said = " ".join(where.text.split())
        bare = said if mention.kind is MentionKind.RCS else re.sub(r"\A(?:SIRET|SIREN|IBAN|BIC)\W*", "", said)
        yield mention.kind.value, bare


def _masked(part: Part, kind: MentionKind, pattern: str, mark: str) -> list[str]:
    """What is personal, masked: that it is there is what matters."""
    found = (re.sub(pattern, mark, " ".join(where.text.split())) for where, _ in part.passages(kind))
    return list(dict.fromkeys(found))
