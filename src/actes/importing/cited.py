"""What an act cites: acts of ours, by their number, with a short entry for each that has none; texts that no register
holds: a framework contract, a grouping, a request to a court.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from ..against.words import split
from ..document import Kind
from ..facts import Bounds, Mention, MentionKind, Reference
from ..facts.flat import Flat
from ..model.natures import TypeActe
from ..outline.nature import Nature
from ..part import Passage
from ..pattern import pattern
from ..values.actnumber import ActNumber
from ..values.grammar import without_article
from ..values.text import comparable, unaccented
from .draft import Draft, Spot, apart, slug, text
from .prose import typed
from .slots import MotifText

_OURS = pattern(  # « la délibération du conseil municipal »: what comes before the number of an act of ours
    r"(?:l[ae]s?\s|l')?(?P<type>decision|deliberation|arrete)s?"
    r"(?:\s(?:du|de\sla|de\sl')\s?(?P<by>(?:conseil|comite|bureau|assemblee|maire|presidente?)(?:\s[\w'-]+){0,4}))?,?\s*\Z"
)
_OBJECT = pattern(
    r",?\s*(?P<verb>portant|approuvant|concernant|autorisant|fixant|relati(?:f|ve)s?\s(?P<to>à\sla|à\sl['’]|aux?|à|à\sun|à\sune)|donnant)\s?"
    r"(?P<objet>.+?)(?=\s*(?:,?\s(?:pour\s)?(?:la|une)\sp[ée]riode\b|,\sdans\slaquelle|\s?;|\s?[.,]?\s*\Z))",
    re.DOTALL,
)
_ANOTHER = pattern(  # « …, modifiée par la décision n° 12 », « … et la décision n° 12 », and not « … de la décision »
    r"(?:,|\bet\b|\bpuis\b|\bainsi\sque\b)"
    r"(?:\s(?:modifi|abrog|compl[ée]t|remplac|prolong|prorog|renouvel)\w*\spar)?\s(?:l[ae]s?\s)?\Z"
)
_DELEGATES = pattern(
    r"delegations?\s(?:d'une\spartie\s)?(?:de\s|d'|des\s)(?:ses\s|certaines\s)?(?:attribution|pouvoir|competence)"
    r"|delegations?\s(?:au|a\sla)\s(?:president|maire|bureau)"
)
_TO = {"au": "le ", "aux": "les ", "à la": "la ", "à l'": "l'"}
_COMMON = frozenset({"avec", "pour", "entre", "decision", "avenant", "dans", "approuvant", "portant"})
AKIN = 1 / 3
UNKNOWN = "[À COMPLÉTER : objet]"


def cited(draft: Draft) -> dict[Spot, tuple[str, ...]]:
    """The acts of ours that visas cite, in order, by the block of each; short entries come in the draft."""
    agreed = draft.read.convention
    found, every = dict[Spot, tuple[str, ...]](), list[tuple[Passage, str]]()
    for motif in (*draft.read.act.motifs, *(agreed.motifs if agreed else ())):
        mentions = list(_named(draft, motif)) if motif.kind == "vu" else []
        names = tuple(name for one in mentions if (name := _entry(draft, motif, one, mentions)))
        if names and len(names) == len(mentions):
            found[motif.text.part.name, motif.text.block] = names
            every += [(motif.text, name) for name in names]
    _linked(draft, every)
    return found


def _named(draft: Draft, motif: MotifText) -> Iterator[Mention]:
    """The first number of a visa where it is that of an act of ours, and those of its list."""
    where = motif.text
    numbers = (m for m in where.mentions if m.kind is MentionKind.ACT_NUMBER and _numbered(m) is not None)
    mentions = [m for m in numbers if where.start <= m.start < where.end]
    if not mentions:
        return
    first = mentions[0]
    figures = re.search(r"n\s?°|[Nn]os?\s|\d", where.context[first.start : first.end])
    number = first.start + (figures.start() if figures else 0)
    ours = _OURS.match(Flat(where.context[where.start : number]).low)
    if ours is None or not _by_us(draft, ours["by"]):
        return
    yield first
    for last, one in pairwise(mentions):
        if where.context[last.end : one.start].strip(" ,;\xa0") not in ("", "et"):
            return
        yield one


def _by_us(draft: Draft, said: str | None) -> bool:
    """Whether who is said to have taken an act is of our body: « conseil communautaire », and not that of a commune."""
    body = draft.known.collectivite
    bodies = {"bureau", "maire", "president", "presidente"}
    own = {*comparable(body.organe).split(), *comparable(body.nom).split()} | bodies
    words = comparable(said or "").replace("d'", "").replace("l'", "").split()
    return all(word in own or word in ("de", "du", "la") for word in words)


def _numbered(mention: Mention) -> ActNumber | None:
    cited = mention.value
    number = cited.numero if isinstance(cited, Reference) else None
    return number if isinstance(number, ActNumber) and number.annee else None


def _entry(draft: Draft, motif: MotifText, mention: Mention, every: Sequence[Mention]) -> str:
    """The identifier of a cited act; its short entry where the register has none. Empty: it cannot be one of ours."""
    number, said = _numbered(mention), mention.value
    assert number is not None
    assert isinstance(said, Reference)
    nature = said.nature or (every[0].value.nature if isinstance(every[0].value, Reference) else "")
    kind = next((one for one in TypeActe if one.value == nature), None)
    if kind is None or not (serie := draft.known.collectivite.serie(kind)).accepts(number):
        return ""
    for name, act in draft.known.actes.items():
        if act.numero == number and draft.known.collectivite.serie(act).prefixe == serie.prefixe:
            return name
    name = serie.identifier(number)
    if name in draft.known.identifiers or number.code == draft.tree.get("numero"):
        return ""
    if name not in draft.acts:
        draft.acts[name] = _short(draft, motif, number, kind, said, every[-1])
    return name


def _short(
    draft: Draft, motif: MotifText, number: ActNumber, kind: TypeActe, said: Reference, last: Mention
) -> dict[str, Any]:
    where = motif.text
    entry: dict[str, Any] = {"numero": number.code, "type": kind.value}
    if isinstance(said.date, date):
        entry["date"] = said.date.isoformat()
    found = _OBJECT.match(where.context, last.end, _next_act(where, last))
    objet = ""
    if found and not found["objet"].startswith("respectivement"):  # the object of each is not told apart
        lead = _TO.get((found["to"] or "").replace("’", "'"), "")
        objet = lead + " ".join(found["objet"].split())
        if _DELEGATES.match(unaccented(without_article(objet)).replace("’", "'")):
            entry["delegation"] = "oui"
    entry["objet"] = text(typed(objet) if objet else UNKNOWN)
    if period := _period(draft, motif, number):
        entry["periode"] = period
    return entry


def _next_act(where: Passage, last: Mention) -> int:
    """Where a visa goes on to another act, whose object is its own; its end where its object names that act."""
    cites = (m.start for m in where.mentions if m.kind is MentionKind.ACT_NUMBER)
    start = next((at for at in cites if last.end < at < where.end), where.end)
    found = _ANOTHER.search(where.context, last.end, start)
    return len(where.context[: found.start()].rstrip()) if found else where.end


def _period(draft: Draft, motif: MotifText, number: ActNumber) -> dict[str, str] | None:
    """The period that the visa gives the act: both its ends, in one piece."""
    where = motif.text
    for mention in where.mentions:
        value = mention.value.period if isinstance(mention.value, Bounds) else None
        if value is None or mention.kind is not MentionKind.PERIOD:
            continue
        said = [row.owner for row, at in draft.read.rows if (at.part, at.block) == (where.part, where.block)
                and mention.start <= at.start < mention.end]  # fmt: skip
        if any(number.code in owner for owner in said):
            return {"debut": value.debut.isoformat(), "fin": value.fin.isoformat()}
    return None


def _linked(draft: Draft, found: Sequence[tuple[Passage, str]]) -> None:
    """The act that this one renews (it ends the day before) or amends (the only decision that an avenant cites)."""
    objet = " ".join(one.text for one in (draft.read.act.objet or draft.read.act.titre))
    letters, own = draft.known.collectivite.serie(TypeActe(draft.tree["type"])).prefixe, _words(objet)
    cites = [(visa, name) for visa, name in found if name.startswith(letters)]
    # how much a visa speaks of the same matter: the part of the words of the object that are there
    akin = {name: len(own & _words(visa.text)) / len(own) if own else 1.0 for visa, name in cites}
    cites = sorted((pair for pair in cites if akin[pair[1]] >= AKIN), key=lambda pair: -akin[pair[1]])
    start = draft.tree.get("periode", {}).get("debut")
    if re.match(r"\W*avenant\b", objet, re.IGNORECASE):
        others = [akin[name] for _, name in cites[1:] if name != cites[0][1]]
        if cites and all(2 * other <= akin[cites[0][1]] for other in others):
            draft.put("modifie", cites[0][1], cites[0][0])
    elif start and draft.read.convention is not None:
        ends = {name: act.periode.period.fin for name, act in draft.known.actes.items() if act.periode}
        short = {name: act["periode"]["fin"] for name, act in draft.acts.items() if "periode" in act}
        ends |= {name: date.fromisoformat(day) for name, day in short.items()}
        for visa, name in cites:
            if name in ends and (date.fromisoformat(start) - ends[name]).days == 1:
                draft.put("renouvelle", name, visa)


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"\w{4,}", unaccented(text)) if not word.isdigit()} - _COMMON


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
        at = where.at(*said.span("titre"))
        draft.put(f"references.{label}.titre", titre, at)
        draft.put(f"references.{label}.date", mention.value.isoformat(), where)
        _years(draft, label, where)
    _framed(draft)


def _years(draft: Draft, label: str, where: Passage) -> None:
    """The years that a considérant gives the text that it names."""
    reasoned = where.kind is Kind.CONSIDERANT
    for mention in where.mentions if reasoned else ():
        if mention.kind is MentionKind.YEARS and mention.start > where.end and isinstance(mention.value, tuple):
            _spanned(draft, label, mention.value, where.at(mention.start, mention.end))
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
            at = where.at(*said.span("titre"))
            draft.put(f"references.{label}.titre", at.text.replace("’", "'"), at)
            assert isinstance(mention.value, tuple)
            _spanned(draft, label, mention.value, where)


def _spanned(draft: Draft, label: str, years: tuple[int, ...], where: Passage) -> None:
    if list(years) == list(range(years[0], years[-1] + 1)):
        debut, fin = f"{years[0]}-01-01", f"{years[-1]}-12-31"
        draft.put(f"references.{label}.periode", {"debut": debut, "fin": fin}, where, f"{debut} – {fin}")


def _dates(draft: Draft) -> Iterator[tuple[Passage, Mention]]:
    for where, mention in draft.read.context.passages(MentionKind.DATE):
        if isinstance(mention.value, date) and where.part.nature in (Nature.ACTE, Nature.CONVENTION):
            yield where, mention
