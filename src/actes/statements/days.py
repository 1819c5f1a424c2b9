"""The days of an act: when it was taken, signed, sent, received, published; each with where it is said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from ..context import Context
from ..document import Kind
from ..facts import Mention, MentionKind, Reference
from ..frozen import frozen
from ..outline.nature import Nature
from ..part import Field, Passage
from ..pattern import pattern
from ..text.sentences import sentence_at
from ..values.kept import kept_on_it
from ..values.text import unaccented

_NOTIFIED = pattern(r"\W*notifi[ée]e?s?\s(?:(?:à|au|aux|le|par)\s|ce\sjour)", re.IGNORECASE)  # at the foot: of this act


class Role(StrEnum):
    """What happened that day; the value is how a message names it."""

    ACTE = "date de l’acte"
    SEANCE = "séance"
    CONVOCATION = "convocation"
    CONVENTION = "signature de la convention"
    NOTRE_SIGNATURE = "notre signature de la convention"
    TRANSMISSION = "transmission à la préfecture"
    RECEPTION = "réception par la préfecture"
    PUBLICATION = "publication"
    NOTIFICATION = "notification à l’intéressé"


@frozen
class Day:
    """A day with its role, and where it is said."""

    role: Role
    value: date
    where: Passage | Field


FOOT = frozenset({Kind.MENTION, Kind.LIEU_DATE, Kind.SIGNATURE, Kind.PARAGRAPHE, Kind.ENTETE, Kind.ITEM})
HEAD = frozenset({Kind.TITRE, Kind.SOUS_TITRE, Kind.ENTETE, Kind.PARAGRAPHE, Kind.AUTORITE, Kind.OBJET})
_SIGNING = frozenset({Kind.LIEU_DATE, Kind.SIGNATURE})
TITLED = frozenset({Kind.TITRE, Kind.SOUS_TITRE, Kind.ENTETE})
_TAKEN = frozenset({"arrêté", "décision", "délibération"})
_STATE = r"(?:l[ae]\s|l['’])?(?:sous-)?(?:pr[ée]f|contr[ôo]le|repr[ée]sentant|services\sde\sl['’][ée]tat)"
_EVENTS = pattern(  # « transmis aux conseillers le »: no formality
    rf"(?P<RECEPTION>re[çc]ue?s?\s(?:en|[àa]|par)\s(?={_STATE})|r[ée]ception\spr[ée]fecture|re[çc]ue?\sen\s(?:sous-)?pr[ée]fecture)"
    rf"|(?P<TRANSMISSION>transmise?s?(?!\s(?:[àa]|aux?)\s(?!{_STATE}))|(?:sa|la|date\sde)\stransmission|t[ée]l[ée]transmi\w+|d[ée]pos[ée]e?\sen\s(?:sous-)?pr[ée]fecture)"
    r"|(?P<PUBLICATION>publi(?:[ée]e?s?|cation)|mise?\sen\sligne|affich(?:[ée]e?s?|age))",
    re.IGNORECASE,
)
_NOTICE = pattern(r"\bavis\b[^.;:,]*\Z", re.IGNORECASE)  # « l'avis a été publié »: that of a consultation
_OF_NOTICE = pattern(r"\s(?:de\sl['’]|d['’]un\s|des\s)(?:avis|annonces?|appel)", re.IGNORECASE)
_ON = pattern(r"(?:\b(?:le|du|au)|:)\s*\Z", re.IGNORECASE)
_SITTING = pattern(
    r"s[ée]ance\s(?:\w+\s){0,3}du\s*\Z|\bdate\sde\s(?:la\s)?s[ée]ance\s?:\s*\Z|\br[ée]uni(?:on)?e?\s(?:(?:le|du)|:)\s*\Z",
    re.IGNORECASE,
)
_SITTING_HEAD = pattern(
    r"(?:conseil|comit[ée]|bureau|commission)\s(?:municipal|communautaire|syndical|d[ée]partemental|r[ée]gional|permanente|d['’]administration)"
    r"\sdu\s(?:\w+di\s|dimanche\s)?\Z|r[ée]union\sdu\s(?:\w+di\s|dimanche\s)?\Z",
    re.IGNORECASE,
)
_COMMISSION = pattern(  # « la commission de la vie associative, réunie le 10 mars » prepares, and decides nothing
    r"\b(?:commission(?!\spermanente)|clect\b|le\sbureau(?=,)|jury|groupe\sde\stravail|conseil\sd['’]exploitation|comit[ée]\s(?:technique|social|de\spilotage|consultatif))\b[^.;]*\Z",
    re.IGNORECASE,
)
_MET = pattern(  # « Le mardi 19 mai, à dix-huit heures, le conseil municipal s'est réuni », « les membres du … »
    r"[^.;]{0,60}?\bl(?:e|es\smembres\sd[ue](?:\sla)?|es)\s(?:conseil\w*|comit[ée]|bureau)\b[^.;]{0,80}?\s"
    r"s(?:['’]est|e\ssont)\sréuni",
    re.IGNORECASE,
)
_POINT = pattern(r"(?:point )?[0-9]{1,2}\s?[.)–:-]", re.IGNORECASE)  # of an agenda
_OTHER_SITTING = pattern(  # « le procès-verbal de la séance du », « lors de la séance du »: of another meeting
    r"(?:proc[èe]s[-\s]verb\w+|comptes?[-\s]rendus?|\blors|\bdans|\bau\scours|\bissue|\bsuite|\bdepuis)\s(?:de|du|des|à)?\s?(?:l[ae]s?\s|sa\s)?"
    r"(?:pr[ée]c[ée]dente\s|derni[èe]re\s)?(?:s[ée]ances?|r[ée]unions?)\s(?:\w+\s){0,3}du\s*\Z",
    re.IGNORECASE,
)
_SUMMONS = pattern(  # « Date de convocation et d'affichage »: it is the convocation that was posted
    r"convo(?:cation|qu[ée]e?s?)(?:\s(?:adress|envoy|transmis)\w*)?(?:\spar\s(?:lettres?|courriers?|courriels?))?"
    r"(?:\set\s(?:de\s|d['’])?(?:son\s|sa\s|l['’])?(?:affich|publi|envo)\w*)?\s?:?\s?(?:le|du|en\sdate\sdu)?\s*\Z",
    re.IGNORECASE,
)
_AT = pattern(r"(?:\A|\s\s\s|\t)(?:(?:Fait\s)?[àÀ]\s)?[A-ZÀ-Ý][\w'’ -]{2,40},\sle\s(?:\w+di\s|dimanche\s)?\Z")
_SOLEMN = pattern(r"l['’]an\s", re.IGNORECASE)
_SIGNED = pattern(
    r"\bsign[ée]e?s?\b[^.;]*\bpar\s(?P<who>[^.;]{2,80}?)[\s,]+le\s*\Z|\bpar\s(?P<also>[^.;]{2,80}?)[\s,]+le\s*\Z", re.I
)
SHORT = 45  # characters of a title before its date
MOST = 220  # characters: a longer paragraph is not a mention of a formality
_MARKED = pattern(r"\bsign[ée]e?s?\b", re.IGNORECASE)
_FOLLOWS = frozenset({Role.TRANSMISSION, Role.RECEPTION, Role.PUBLICATION, Role.NOTIFICATION})


def is_signed(context: Context) -> bool:
    """Whether documents are of an act that was signed: dated, and sent, or with « signé » beside its signature.

    A date alone is not enough: who copies the act of last year has it in a draft.
    """
    past = {day.role for day in days(context) if day.value <= context.today}
    beside = (block.text for part in context.parts for block in part.blocks if block.kind in _SIGNING)
    return bool(past - _FOLLOWS) and (bool(past & _FOLLOWS) or any(map(_MARKED.search, beside)))


@kept_on_it
def days(context: Context) -> tuple[Day, ...]:
    """Every day that has a role, the entry's first, then in reading order."""
    return (*_fields(context), *_said(context))


def day_of(context: Context, role: Role) -> Day | None:
    """The first day with that role; one read in a document where there is one, since it has words to point at."""
    found = [day for day in days(context) if day.role is role]
    return next((day for day in found if isinstance(day.where, Passage)), found[0] if found else None)


def taken_on(context: Context, *others: Role) -> Day | None:
    """The day on which the act was taken, of its date or of its sitting; or of what else may say it."""
    return next((day for role in (Role.ACTE, Role.SEANCE, *others) if (day := day_of(context, role))), None)


def act_day(context: Context) -> date:
    """The day whose law applies: of the act, of its sitting, of the signing of a contract, of a report; else today."""
    day = taken_on(context, Role.CONVENTION)
    return day.value if day else max(_dated_at(context), default=context.today)


def _dated_at(context: Context) -> Iterator[date]:
    """« Saint-Flour, le lundi 26 mai 2025 », alone in its column: the day of a report or of a contract."""
    for passage, mention in context.passages(MentionKind.DATE):
        if isinstance(mention.value, date) and _AT.search(passage.before) and mention.value <= context.today:
            yield mention.value


def _fields(context: Context) -> Iterator[Day]:
    act = context.entry
    if act is None:
        return
    stated = (
        (Role.ACTE, act.jour, "signature.date"),
        (Role.CONVENTION, act.convention.signature.date if act.convention else None, "convention.signature.date"),
        (Role.TRANSMISSION, act.suivi.transmission, "suivi.transmission"),
        (Role.RECEPTION, act.suivi.reception, "suivi.reception"),
        (Role.PUBLICATION, act.suivi.publication, "suivi.publication"),
    )
    for role, value, path in stated:
        if value is not None:
            yield Day(role, value, context.field(path, text=value.isoformat()))


def _said(context: Context) -> Iterator[Day]:
    head, sat = _our_head(context), False
    for passage, mention in context.passages(MentionKind.DATE, MentionKind.ACT_NUMBER, margins=True):
        if mention.kind is MentionKind.ACT_NUMBER:
            yield from _numbered(passage, mention)
            continue
        role = _role(passage, mention, head)
        another = role is Role.SEANCE and (sat or _POINT.match(passage.before))
        if another and _OTHER_SITTING.search(passage.before):
            continue  # « 1. Compte rendu de la séance du 6 novembre 2020 », a heading of the minutes of the next one
        if role is not None and isinstance(mention.value, date):
            sat = sat or role is Role.SEANCE
            yield Day(role, mention.value, passage)


def _numbered(passage: Passage, mention: Mention) -> Iterator[Day]:
    """« ARRÊTÉ N° 2025-112 DU 5 MAI 2025 »: the title that says its number too."""
    said, part = mention.value, passage.part
    own = part.nature is Nature.ACTE and passage.start <= 2 and part.named_by_title(passage.block, passage.start)
    if own and isinstance(said, Reference) and said.nature in _TAKEN and isinstance(said.date, date) and mention.parts:
        yield Day(Role.ACTE, said.date, passage._replace(start=mention.parts[-1].start, end=mention.parts[-1].end))


def _role(passage: Passage, mention: Mention, head: tuple[str, ...]) -> Role | None:
    nature, kind, text = passage.part.nature, passage.kind, passage.context
    before = text[max(0, passage.start - 120) : passage.start]
    if kind in HEAD and nature is Nature.ACTE:
        titled = mention.of and mention.of.nature in _TAKEN and mention.of.start <= 2
        own = titled and passage.part.named_by_title(passage.block, passage.start)
        if own:
            return Role.ACTE
        alone = text[: passage.start].strip().lower() == "du" and not text[passage.end :].strip()
        if kind is Kind.SOUS_TITRE and alone:
            return Role.ACTE  # « Du 12 mars 2026 » under the number
        if _SUMMONS.search(before):
            return Role.CONVOCATION
        other = kind not in TITLED and (passage.part.minutes or _OTHER_SITTING.search(before))
        sits = _SITTING.search(before) and not other
        sits = sits and not _COMMISSION.search(text, sentence_at(text, passage.start)[0], passage.start)
        if sits or _SOLEMN.match(passage.text) or _opens_in_words(passage):
            return Role.SEANCE
        if kind is not Kind.PARAGRAPHE and passage.start < SHORT and _SITTING_HEAD.match(before):
            return Role.SEANCE
    if (formality := _formality(passage, mention)) is not None:
        return formality
    if nature is Nature.CONVENTION and (signed := _SIGNED.search(before)) is not None:
        who = unaccented(signed["who"] or signed["also"])
        return Role.NOTRE_SIGNATURE if any(name in who for name in head) else None
    if kind is Kind.LIEU_DATE:
        return {Nature.ACTE: Role.ACTE, Nature.CONVENTION: Role.CONVENTION}.get(nature)
    return None


def _opens_in_words(passage: Passage) -> bool:
    """« Le neuf octobre deux mille vingt-cinq (or « Le 9 octobre 2025 »), le conseil municipal … s'est réuni »."""
    text = passage.context
    if text[: passage.start].strip().lower() != "le":
        return False
    if any(c.isdigit() for c in passage.text):
        return _MET.match(text, passage.end) is not None
    return "réuni" in text[passage.end :]


def _formality(passage: Passage, mention: Mention) -> Role | None:
    """Sending, receipt, publication: the last one named before the date, in a line at the foot of the act."""
    if passage.kind not in FOOT or passage.part.nature is not Nature.ACTE or mention.of is not None:
        return None
    text = passage.context
    if _NOTIFIED.match(text):
        return Role.NOTIFICATION
    if passage.section.article or (passage.kind in (Kind.PARAGRAPHE, Kind.ITEM) and len(text) > MOST):
        return None
    if not _ON.search(text, max(0, passage.start - 8), passage.start):
        return None
    sentence = text.rfind(". ", 0, passage.start) + 1  # « le permis a été affiché. Le délai expirait le 21 janvier »
    named = list(_EVENTS.finditer(text, sentence, passage.start))
    notice = named and (_NOTICE.search(text, 0, named[-1].start()) or _OF_NOTICE.match(text, named[-1].end()))
    return Role[named[-1].lastgroup or ""] if named and not notice else None


def _our_head(context: Context) -> tuple[str, ...]:
    """How a convention names those who sign for us: the office as the act's first line says it, the body's name."""
    if context.register is not None:
        return (unaccented(context.register.collectivite.nom),)
    part = context.part(Nature.ACTE)
    lines = [block.text for block in part.blocks if block.kind is Kind.AUTORITE] if part else []
    head, _, body = lines[0].rstrip(" ,:").partition(" de ") if lines else ("", "", "")
    return tuple(unaccented(name) for name in (head, body) if len(name) > 3)
