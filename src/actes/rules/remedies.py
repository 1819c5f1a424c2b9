"""Remedies: how, before whom and in what time an act may be challenged."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..context import Context
from ..document import Kind
from ..facts import MentionKind
from ..finding import Severity
from ..model.natures import NatureActe
from ..outline.nature import Nature
from ..part import Part, Passage
from ..pattern import pattern
from ..statements.subjects import REASONS
from ..text.sentences import sentences
from ..values.durations import Duration
from ..values.text import unaccented
from .rule import Report, Where, rule

COURT = pattern(r"\btribunal\s+administratif\b", re.IGNORECASE)
NAMED_COURT = pattern(r"\b[Tt]ribunal\s+[Aa]dministratif\s+(?:(?:du|des|de(?:\s(?:la|l['’]))?)\s+|d['’])[A-ZÀ-Ý]")
NOTIFIED = pattern(r"à\scompter\sde\s(?:sa|la|cette)\s(?:date\sde\s)?(?:sa\s)?notification", re.IGNORECASE)
PUBLISHED = pattern(r"\bpubli", re.IGNORECASE)
REMEDY = pattern(r"\brecours\b|\bcontest|\battaqu|\bd[ée]f[ée]r|\bsaisi", re.IGNORECASE)
DECIDING = pattern(r"\b(?:decision|arrete)\b")
CHALLENGED = pattern(r"\brecours\b|\btribuna(?:l|ux)\b|\bcour\b", re.IGNORECASE)
TWO_MONTHS = Duration.parse("2 mois")
FROM = pattern(  # what the time runs from, without accents
    r"\s(?:depuis|suivant|de|(?:a\scompter|a\spartir)\sd[eu])\s(?:(?:sa|la|cette|jour\sde|date\sde|son)\s)*(?:publi|notif|affich)"
)
OTHER_COURT = pattern(r"\btribunal\s(?!administratif)|\bcour\b|\btarification sanitaire\b")  # with delays of its own
INSTRUCTED = pattern(r"gracieux|silence|implicite|r[ée]f[ée]r[ée]|d[ée]f[ée]r", re.IGNORECASE)
FROM_PUBLICATION = "écrivez « à compter de sa publication »"


def remedies(part: Part) -> Iterator[Passage]:
    """The court, in each paragraph that says how the act may be challenged."""
    for index, _ in part.saying("tribunal"):
        block = part.blocks[index]
        court = COURT.search(block.text)
        if court and block.kind not in REASONS and REMEDY.search(block.text):
            yield Passage(part, index, *court.span())


@rule("REC101", "recours-depuis-la-notification", Severity.ALERTE)
def from_notification(context: Context) -> Iterator[Report]:
    """Le délai de recours court de la publication pour un acte publié, de la notification pour un acte individuel. Un
    acte qui est publié et ne parle que de notification laisse le délai ouvert à qui n'a rien reçu.

    Mauvais : « dans un délai de deux mois à compter de sa notification », pour une décision publiée
    Bon : « dans un délai de deux mois à compter de sa publication »
    Source : CJA, art. R. 421-1 ; CGCT, art. L. 2131-1
    """
    part = context.part(Nature.ACTE)
    if part is None or (context.entry and context.entry.nature_actes is NatureActe.AI):
        return
    published = _published(context, part)
    for court in remedies(part) if published else ():
        match = NOTIFIED.search(court.context)
        if published and match and not PUBLISHED.search(court.context):
            message, hint = "le délai de recours part de la notification, alors que l’acte est publié", FROM_PUBLICATION
            yield Report(court.at(*match.span()), message, hint, related=((published, "publié"),))


def _published(context: Context, part: Part) -> Where | None:
    """What says that the act is published: its own mention, or the entry."""
    for index, block in enumerate(part.blocks):
        if block.kind is Kind.MENTION and (match := PUBLISHED.search(block.text)) and not REMEDY.search(block.text):
            return Passage(part, index, match.start(), len(block.text))
    if context.entry and context.entry.suivi.publication:
        return context.field("suivi.publication", text=context.entry.suivi.publication.isoformat())
    return None


@rule("REC102", "tribunal-non-nomme", Severity.CONSEIL)
def unnamed_court(context: Context) -> Iterator[Report]:
    """Nommer le tribunal administratif épargne au lecteur de chercher lequel est le sien.

    Mauvais : « devant le tribunal administratif territorialement compétent »
    Bon : « devant le tribunal administratif de Clermont-Ferrand »
    Source : CJA, art. R. 421-5 et R. 221-3
    """
    part = context.part(Nature.ACTE)
    found = list(remedies(part)) if part else []
    if found and not any(NAMED_COURT.search(court.context) for court in found):
        yield Report(found[0], "le tribunal administratif n’est pas nommé", "nommez-le, avec sa ville")


@rule("REC103", "delai-de-recours-inhabituel", Severity.ALERTE)
def unusual_time(context: Context) -> Iterator[Report]:
    """Le délai de droit commun devant le tribunal administratif est de deux mois. Un autre délai a son texte, ou vient
    d'un modèle.

    Mauvais : « devant le tribunal administratif dans un délai de trois mois »
    Bon : « devant le tribunal administratif dans un délai de deux mois »
    Source : CJA, art. R. 421-1 (à vérifier : délais spéciaux)
    """
    part = context.part(Nature.ACTE)
    if part is None:
        return
    for index, low in part.saying("recours", "defer", "contest", "tribunal"):
        whole = part.whole(index)
        if whole.kind in REASONS or OTHER_COURT.search(low):
            continue
        delays = [m for m in whole.mentions if m.kind is MentionKind.DURATION]
        for start, end in sentences(whole.text):
            said = [m for m in delays if start <= m.start < end]
            court = COURT.search(whole.text, start, end) and not INSTRUCTED.search(whole.text, start, end)
            sure = len(said) == 1 and (FROM.match(low, said[0].end) or (court and said[0].label == "délai"))
            if sure and REMEDY.search(low, start, end) and said[0].value != TWO_MONTHS:
                message = f"le délai de recours est de « {said[0].text} », celui de droit commun de deux mois"
                hint = "écrivez « deux mois », ou citez le texte qui fixe ce délai"
                yield Report(whole.at(said[0].start, said[0].end), message, hint, said[0].text)


@rule("REC104", "recours-non-dits", Severity.CONSEIL)
def no_remedies(context: Context) -> Iterator[Report]:
    """Le délai de recours ne court contre qui reçoit l'acte que si l'acte dit comment et dans quel délai le contester.

    Mauvais : un arrêté qui s'achève sur la signature
    Bon : « … peut faire l'objet d'un recours devant le tribunal administratif de Clermont-Ferrand dans un délai de deux
    mois … »
    Source : CJA, art. R. 421-5
    """
    part = context.part(Nature.ACTE)
    kinds = {block.kind for block in part.blocks} if part else set()
    if part is None or not {Kind.TITRE, Kind.FORMULE, Kind.SIGNATURE} <= kinds:
        return
    title = next(index for index, block in enumerate(part.blocks) if block.kind is Kind.TITRE)
    sort = DECIDING.search(unaccented(part.blocks[title].text))
    if sort is None or any(CHALLENGED.search(block.text) for block in part.blocks):
        return
    passage = part.whole(title)
    yield Report(passage, "l’acte ne dit ni le délai ni les voies de recours", "ajoutez-les au pied de l’acte")
