"""The texts that an act cites and that no register holds: a framework contract, a grouping, a request to a court."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from ..against.words import split
from ..document import Kind
from ..facts import Mention, MentionKind
from ..outline.nature import Nature
from ..part import Passage
from ..pattern import pattern
from ..values.text import unaccented
from .draft import Draft
from .labels import apart, slug

_HEADS = (
    r"groupement|accord-cadre|accord cadre|marche|contrat|protocole|charte|requete|jugement|programme|schema|plan|bail"
    r"|reglement|appel a projets|cahier des charges|appel d'offres"
)
_TEXT = pattern(
    rf"(?P<titre>(?:la|le|l['’])\s?(?P<head>(?:{_HEADS})\b)[^,;.()«»]{{0,60}}?)"
    r",?\s(?:du|en date du|(?:enregistre|signe|conclu|adopte|notifie|rendu|passe|publie)e?\s(?:le|du))\s\Z"
)


_NAMED = pattern(
    r"(?P<titre>(?:la |le |l['’]\s?)(?P<head>accord[- ]cadre|contrat[- ]cadre|convention[- ]cadre|marche|schema))\s\Z"
)


def outside(draft: Draft) -> None:
    """Put the texts whose day, or whose title with its number, is said more than once: they are stated once."""
    days = Counter(mention.value for _, mention in _dates(draft))
    known = {draft.tree.get("signature", {}).get("date"), *draft.tree.get("periode", {}).values()}
    every = [" ".join(split(block.text)) for part in draft.read.context.parts for block in part.blocks]
    found: dict[str, date] = {}
    for where, mention in _dates(draft):
        assert isinstance(mention.value, date)
        low = unaccented(where.before)
        said = _TEXT.search(low) if len(low) == where.start else None
        if said is None or mention.value.isoformat() in known or mention.value in found.values():
            continue
        titre = " ".join(where.context[said.start("titre") : said.end("titre")].split()).replace("’", "'")
        key = " ".join(split(titre))
        numbered = any(map(str.isdigit, titre)) and sum(text.count(key) for text in every) > 1
        if days[mention.value] < 2 and not numbered:
            continue
        label = apart(slug(said["head"], 1), found)
        found[label] = mention.value
        at = Passage(where.part, where.block, said.start("titre"), said.end("titre"))
        draft.put(f"references.{label}.titre", titre, at)
        draft.put(f"references.{label}.date", mention.value.isoformat(), where)
        _years(draft, label, where)
    _framed(draft)


def _years(draft: Draft, label: str, where: Passage) -> None:
    """The years that a considérant gives the text that it names."""
    reasoned = where.kind is Kind.CONSIDERANT
    for mention in where.part.mentions[where.block] if reasoned else ():
        if mention.kind is MentionKind.YEARS and mention.start > where.end and isinstance(mention.value, tuple):
            _period(draft, label, mention.value, where._replace(start=mention.start, end=mention.end))
            return


def _framed(draft: Draft) -> None:
    """« l'accord-cadre 2025-2026 »: a text known by its years."""
    for where, mention in draft.read.context.passages(MentionKind.YEARS):
        low = unaccented(where.before)
        said = _NAMED.search(low) if len(low) == where.start and isinstance(mention.value, tuple) else None
        if said is None or where.part.nature not in (Nature.ACTE, Nature.CONVENTION):
            continue
        label = slug(said["head"], 2)
        if label not in draft.tree.get("references", {}):
            at = Passage(where.part, where.block, said.start("titre"), said.end("titre"))
            draft.put(f"references.{label}.titre", at.text.replace("’", "'"), at)
            assert isinstance(mention.value, tuple)
            _period(draft, label, mention.value, where)


def _period(draft: Draft, label: str, years: tuple[int, ...], where: Passage) -> None:
    if list(years) == list(range(years[0], years[-1] + 1)):
        debut, fin = f"{years[0]}-01-01", f"{years[-1]}-12-31"
        draft.put(f"references.{label}.periode", {"debut": debut, "fin": fin}, where, f"{debut} – {fin}")


def _dates(draft: Draft) -> Iterator[tuple[Passage, Mention]]:
    for where, mention in draft.read.context.passages(MentionKind.DATE):
        if isinstance(mention.value, date) and where.part.nature in (Nature.ACTE, Nature.CONVENTION):
            yield where, mention
