"""What an act is: its number, its type, who signed it, where and when; what became of it since; its period."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from ..document import Kind
from ..facts import MentionKind, Reference
from ..facts.flat import folded
from ..model.natures import TypeActe
from ..model.people import in_office
from ..part import Passage
from ..pattern import pattern
from ..statements.days import Role
from ..statements.periods import Said, periods
from ..statements.subjects import REASONS, THIS, own_act
from ..values.actnumber import ActNumber, without_letters
from ..values.periods import Period
from ..values.text import comparable, unaccented
from .draft import Draft
from .types import Refused

_TYPE = pattern(
    r"\b(?P<type>decision|deliberation|arrete)\b|\b(?:registre|extrait|recueil)\s(?:\w+\s){0,3}(?P<listed>deliberation|arrete)s\b"
)
_TYPES = {unaccented(one): one for one in TypeActe}
_LETTERED = pattern(  # a number that letters open, or whose year comes last
    r"(?:\bn\s?[°º]|\bnum[ée]ro\b)\s?:?\s?(?:[A-Z]{1,5}\s?[-–/._ ]\s?)?"
    r"(?P<number>(?P<year>(?:19|20)\d\d)\s?[-–/._]\s?(?:[A-Z]{1,5}\s?[-–/._]\s?)?(?P<rank>[1-9]\d{0,4}|0\d{1,4})"
    r"|(?P<first>\d{1,4})\s?[-–/]\s?(?P<last>(?:19|20)\d\d))(?![\d/-])",
    re.IGNORECASE,
)
_DECIDES = pattern(r"decid|arret|delib")
_TITLED = (Kind.TITRE, Kind.SOUS_TITRE, Kind.ENTETE)


def heading(draft: Draft) -> Refused | None:
    """Put what the act is; why it cannot be taken where its number or its type is nowhere."""
    count = _acts(draft)
    if count > 1:
        message = f"ce fichier tient plusieurs actes : il décide {count} fois"
        return Refused(message, "donnez un fichier pour chaque acte (l'extrait du registre, et non le procès-verbal)")
    kind, typed = _type(draft)
    if kind is None:
        hint = (
            "le registre tient des décisions, des délibérations et des arrêtés : donnez l'acte qui approuve ce document"
        )
        return Refused("rien ne dit si c'est une décision, une délibération ou un arrêté", hint)
    refused = _number(draft, kind)
    if refused:
        return refused
    draft.put("type", kind.value, typed)
    _signature(draft)
    _follow(draft)
    return None


def _acts(draft: Draft) -> int:
    """How many times a document decides upon reasons: minutes hold several acts."""
    count, reasoned = 0, False
    for block in draft.read.act_part.blocks:
        decides = block.kind is Kind.FORMULE and _DECIDES.search("".join(unaccented(block.text).split()))
        count += bool(reasoned and decides)
        reasoned = block.kind in REASONS or (reasoned and not decides)
    return count


def _titles(draft: Draft) -> list[Passage]:
    act = draft.read.act
    return [*act.titre, *act.sous_titres, *act.entete]


def _type(draft: Draft) -> tuple[TypeActe | None, Passage | None]:
    """What the act is, and the words of its titles that say so."""
    said = [(one, m) for one in _titles(draft) if (m := _TYPE.search(folded(one.text)))]
    where = next((one.at(one.start + m.start(), one.start + m.end()) for one, m in said), None)
    own = own_act(draft.read.context)
    if own and own.nature in _TYPES.values():
        return TypeActe(own.nature), where
    for _, match in said:
        return _TYPES[match["type"] or match["listed"]], where
    for line in draft.read.act.decide:
        found = _DECIDES.search("".join(unaccented(line.text).split()))
        if found:
            kind = {"decid": TypeActe.DECISION, "arret": TypeActe.ARRETE, "delib": TypeActe.DELIBERATION}[found[0]]
            draft.confirm("type", kind.value, f"lu dans « {line.text.strip()} » : le titre ne le dit pas", line)
            return kind, None
    return None, None


def _number(draft: Draft, kind: TypeActe) -> Refused | None:
    found, where = _read_number(draft)
    if found is None:
        hint = "donnez-le : il est sur l'acte signé, ou dans le nom de son fichier"
        return Refused("aucun numéro d'acte n'est lu dans le titre", hint)
    serie = draft.known.collectivite.serie(kind)
    if not serie.accepts(found):
        message = f"le numéro « {found.code} » n'a pas la forme de ceux de la série {serie.prefixe} ({serie.forme})"
        return Refused(message, "dites la forme de vos numéros sous « series », dans collectivite.yaml")
    if where is not None and found.rang_avant and not serie.forme.rang_avant:
        draft.confirm("numero", found.code, f"lu « {where.text} » : le rang, puis l'année", where)
    draft.put("numero", found.code, where)
    return None


def _read_number(draft: Draft) -> tuple[ActNumber | None, Passage | None]:
    part = draft.read.act_part
    for where, mention in part.passages(MentionKind.ACT_NUMBER):
        value = mention.value
        numero = value.numero if isinstance(value, Reference) else None
        alone = where.kind is Kind.SOUS_TITRE and not where.before.strip()  # « Délibération n° 2024-210 »
        titled = where.kind in _TITLED and (alone or part.named_by_title(where.block, where.start))
        if titled and isinstance(numero, ActNumber) and numero.annee:
            return numero, where
    own = own_act(draft.read.context)
    if own and isinstance(own.numero, ActNumber):
        return own.numero, None
    for where in _titles(draft):
        if (lettered := _LETTERED.search(where.text)) is not None:
            start, end = (where.start + edge for edge in lettered.span("number"))
            year, rank = lettered.group(*(("year", "rank") if lettered["year"] else ("last", "first")))
            number = replace(ActNumber.parse(f"{year}-{rank}"), rang_avant=lettered["last"] is not None)
            return number, where.at(start, end)
    gathered = draft.read.gathered
    for text in (gathered.numero, gathered.receipt.numero if gathered.receipt else ""):
        try:
            return ActNumber.parse(without_letters(text)), None
        except ValueError:
            continue
    return None, None


def _signature(draft: Draft) -> None:
    """The place and the day of the act, and who signed where it is not the head."""
    said = draft.read.days(Role.ACTE)
    if not said and draft.tree["type"] == TypeActe.DELIBERATION:
        said = draft.read.days(Role.SEANCE)  # it is of the day of its sitting
    days = list(dict.fromkeys(day for day, _ in said))
    draft.put_place("signature.lieu", draft.read.act.lieu_date)
    if days:
        said_at = [where for day, where in said if day == days[-1]]
        draft.put("signature.date", days[-1].isoformat(), said_at[-1])
        for other in said_at[:-1]:
            draft.at(other, "signature.date")
    receipt = draft.read.gathered.receipt
    if days and receipt is not None and receipt.date != days[-1]:
        why = f"l'accusé de réception dit {receipt.date.isoformat()}"
        draft.confirm("signature.date", days[-1].isoformat(), why, said_at[-1])
    if len(days) > 1:
        every = ", ".join(day.isoformat() for day in days)
        draft.confirm("signature.date", days[-1].isoformat(), f"l'acte donne plusieurs dates : {every}", said_at[-1])
    _signer(draft, days[-1] if days else None)


def _signer(draft: Draft, day: date | None) -> None:
    body = draft.known.collectivite
    signed = [one.person for one in draft.read.act_part.roster.signatories if one.person]
    chef = in_office(body.executif, day)
    if not signed or (chef and any(comparable(chef.nom) == one.last for one in signed)):
        return  # who keeps the minutes may sign beside the head
    where = draft.read.act_part.at(signed[0].at)
    for name, deputy in body.delegataires.items():
        for one in signed:
            if comparable(deputy.nom) == one.last:
                draft.put("signature.par", name, draft.read.act_part.at(one.at))
                return
    why = "ce signataire n'est ni le chef de l'exécutif à cette date, ni un délégataire de collectivite.yaml"
    draft.confirm("signature.par", signed[0].full, why, where)


def _follow(draft: Draft) -> None:
    """The receipt, and the days on which the act was sent, received, published."""
    gathered = draft.read.gathered
    receipt, where = draft.read.receipt or (None, None)
    days = {Role.TRANSMISSION: gathered.sent, Role.RECEPTION: gathered.received, Role.PUBLICATION: ""}
    for role, told in days.items():
        name = role.name.lower()
        said = [(str(day), at) for day, at in draft.read.days(role)]
        value = told or (said[0][0] if said else "")
        if value:
            draft.put(f"suivi.{name}", value, next((at for day, at in said if day == value), None))
        if name == "reception" and receipt is not None:
            draft.put("suivi.accuse_reception", str(receipt), where)
    if receipt is not None:
        draft.put("nature_actes", receipt.nature, where)


_HEADED = pattern(r"\bduree|\bperiode|entree en vigueur|prise d'effet|\bterme\b")
TITLE = 60  # characters


def period(draft: Draft) -> None:
    """Put the period that the act gives itself; to be confirmed where it gives several."""
    own = (one for one in periods(draft.read.context) if one.subject == THIS)
    said = [(one.where, one.value, one.value.period) for one in own if isinstance(one.where, Passage)]
    every = [one for one in said if one[1].whole] or said
    closed = [(where, value, period) for where, value, period in every if period]
    if not closed:
        _one_day(draft)
        return
    counts = Counter(period for _, _, period in closed)
    tied = [one for one in closed if counts[one[2]] == max(counts.values())]
    # « ARTICLE 2 – DURÉE » tells it from a season, a festival
    likely = tied if _one_thing(tied) else [one for one in tied if _headed(one[0])]
    if not likely or not _one_thing(likely):
        return
    where, value, found = next((one for one in reversed(likely) if _headed(one[0])), likely[-1])
    draft.put("periode.debut", found.debut.isoformat(), where)
    ended = any(other.extent.fin for _, other, period in said if period == found)
    if not ended and value.extent.duree is not None:
        draft.put("periode.duree", str(value.extent.duree).replace("\xa0", " "), where)
    else:
        draft.put("periode.fin", found.fin.isoformat(), where)
    for at in {period: at for at, _, period in likely if period != found}.values():
        draft.confirm("periode", str(found), f"lu aussi, aussi souvent : {' '.join(at.text.split())}", at)


def _one_thing(said: Sequence[tuple[Passage, Said, Period]]) -> bool:
    """Whether periods are one thing, were it said in two ways: they begin, or end, on the same day."""
    first = said[0][2] if said else None
    return all(first is None or one.debut == first.debut or one.fin == first.fin for _, _, one in said)


def _headed(where: Passage) -> bool:
    """Whether the article that says it is about the duration."""
    titles = [one.title for one in where.part.articles if one.block <= where.block < one.end]
    return any(_HEADED.search(unaccented(title[:TITLE])) for title in titles)


def _one_day(draft: Draft) -> None:
    """An arrêté whose object and articles name one day, « le 13 juillet 2025 »: it is of that day."""
    if draft.tree.get("type") != TypeActe.ARRETE or not draft.read.act.objet:
        return
    act, found = draft.read.act, dict[date, list[Passage]]()
    for where in (*act.objet, *(one for article in act.articles for one in article.body)):
        for mention in where.mentions:
            before = where.context[: mention.start].rstrip()
            if isinstance(mention.value, date) and before.endswith((" le", " du jour du")):
                at = where.at(mention.start, mention.end)
                found.setdefault(mention.value, []).append(at)
    for day, places in found.items() if len(found) == 1 else ():
        if places[0].block == act.objet[0].block and len({at.block for at in places}) > 1:
            draft.put("periode.debut", day.isoformat(), places[0])
            draft.put("periode.fin", day.isoformat(), places[0])
