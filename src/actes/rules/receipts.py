"""What goes around the act is of this act: the préfecture's receipt, running heads, the slip that says its object."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ..context import Context
from ..document import Kind
from ..facts import MentionKind, Reference
from ..finding import Severity
from ..model.series import series_of
from ..outline.nature import Nature
from ..part import Part, Passage
from ..pattern import pattern
from ..statements.citations import date_of
from ..statements.days import Role, day_of
from ..statements.identifiers import reason, receipts
from ..statements.subjects import TITLES, own_act, titled
from ..statements.wording import stems
from ..values.actnumber import ActNumber
from ..values.dates import show_date
from ..values.receipt import Receipt
from .rule import Report, Where, rule

HINT = "corrigez l’en-tête et le pied de page du fichier Word"
TYPED = "écrivez-y le numéro de l’acte ; dans les « formules » d’une fiche : {{ numero }}"


@rule("IDE106", "accuse-de-reception-d-un-autre-acte", Severity.ERREUR)
def receipt_of_another(context: Context) -> Iterator[Report]:
    """L'identifiant de l'accusé de réception dit le département, le SIREN, la date de l'acte (non celle de l'envoi),
    son numéro et sa nature. Quand l'un d'eux diffère, l'accusé est d'un autre acte, ou l'acte a été envoyé avec une
    faute.

    Mauvais : « 015-200066660-20250709-DEC2025-453-AU » pour la décision n° 2025-453 du 8 juillet 2025
    Bon : « 015-200066660-20250708-DEC2025-453-AU »
    Source : @CTES, norme d'échange (IDActe) ; CGCT, art. L. 2131-1
    """
    for received in receipts(context):
        if received.value is None:
            yield Report(received.where, reason(received.problem), "recopiez l’identifiant de l’accusé de réception")
            continue
        wrong = [f"{said}, l’acte : {right}" for said, right in _contradictions(context, received.value)]
        sitting = _sitting(context, received.value)
        if wrong or sitting:
            message = f"l’accusé de réception ne va pas avec l’acte : {' ; '.join((*wrong, *sitting))}"
            hint = "joignez l’accusé de cet acte, ou corrigez sa fiche"
            yield Report(received.where, message, hint, received.text, severity=None if wrong else Severity.ALERTE)


def _contradictions(context: Context, receipt: Receipt) -> Iterator[tuple[str, str]]:
    if context.register is not None and context.entry is not None:
        own = context.register.collectivite
        if own.code_departement and own.code_departement != receipt.departement:
            yield f"département {receipt.departement}", own.code_departement
        if own.siren and re.sub(r"\D", "", own.siren) != receipt.siren.numero:
            yield f"SIREN {receipt.siren}", own.siren
        nature = context.entry.nature_actes
        if nature is not None and nature != receipt.nature:
            yield f"nature {receipt.nature}", nature.value
    dated = date_of(context)
    sat = day_of(context, Role.SEANCE)
    if dated is not None and receipt.date not in (dated[0], sat.value if sat else None):
        yield f"date {show_date(receipt.date)}", show_date(dated[0])
    number = (own_act(context) or Reference()).numero
    if isinstance(number, ActNumber) and not _numbered(receipt.numero, number):
        yield f"numéro {receipt.numero}", str(number)
    elif _of_another_series(context, receipt):
        yield f"numéro {receipt.numero}", context.identifier


def _of_another_series(context: Context, receipt: Receipt) -> bool:
    """Whether the letters of the number are those of a series that does not number the act."""
    letters = receipt.numero.upper().rstrip("0123456789-_ ")
    series = series_of(context.register.collectivite.series) if context.register and context.entry else ()
    return any(letters == one.prefixe for one in series if context.entry and context.entry.type not in one.actes)


def _sitting(context: Context, receipt: Receipt) -> tuple[str, ...]:
    """A délibération has the date of its sitting: to be seen to, where the receipt has another."""
    sitting = day_of(context, Role.SEANCE) if date_of(context) is None else None
    if sitting is None or sitting.value == receipt.date:
        return ()
    return (f"date {show_date(receipt.date)}, la séance : {show_date(sitting.value)} (à vérifier)",)


def _numbered(text: str, number: ActNumber) -> bool:
    """« DEC2025-453 », « 2025_0453 », « 25-10-453 »: the rank is there, with the year or at the end."""
    groups = [int(digits) for digits in re.findall(r"\d+", text)]
    return number.rang in groups or re.sub(r"\D", "", text).endswith(f"{number.annee}{number.rang}")


HEADS = frozenset({Kind.ENTETE, Kind.TITRE, Kind.SOUS_TITRE})


@rule("MRG101", "en-tete-d-un-autre-acte", Severity.ALERTE)
def running_head(context: Context) -> Iterator[Report]:
    """L'en-tête et le pied de page ne se relisent pas : ils restent ceux du fichier copié. Le numéro et la date de
    l'acte y sont ceux de l'acte, comme au haut d'un acte qu'une fiche compose. Les numéros d'un recueil, et ceux
    d'actes d'une autre nature, ne sont pas examinés.

    Mauvais : « Décision n° 2024-331 – page 2/3 » au pied de la décision n° 2025-453
    Bon : « Décision n° 2025-453 – page 2/3 »
    Source : usage
    """
    own, taken = own_act(context), date_of(context)
    title = titled(context) if context.entry is None else None
    related = ((title[0], "titre de l’acte"),) if title else ()
    told: set[str] = set()
    for passage, mention in context.passages(MentionKind.ACT_NUMBER, margins=True):
        said = mention.value
        if own is None or not isinstance(said, Reference) or said.nature != own.nature or mention.text in told:
            continue
        heads = context.entry is not None and passage.kind in HEADS and not passage.low_before.strip()
        if not isinstance(said.numero, ActNumber) or not isinstance(own.numero, ActNumber):
            continue
        if not (passage.part.marginal or (heads and passage.part.nature is Nature.ACTE)):
            continue
        told.add(mention.text)
        if said.numero != own.numero:
            place = "le haut de l’acte" if heads else "l’en-tête ou le pied de page"
            message = f"{place} dit « {mention.text} », l’acte est le {own.numero}"
            severity = Severity.ERREUR if heads else None
            hint = TYPED if heads else HINT
            yield Report(passage, message, hint, str(said.numero), str(own.numero), related, severity)
        elif taken and isinstance(said.date, date) and said.date != taken[0]:
            there, own_day = show_date(said.date), show_date(taken[0])
            message = f"l’en-tête ou le pied de page date l’acte du {there}, lui du {own_day}"
            yield Report(passage, message, HINT, there, own_day, related)


_SLIP = pattern(r"\bbordereau\b|teletransmission|transmission\sdes\sactes|\bmise?\sen\sligne\b|\bpublication\b")
_OBJECT = pattern(r"\bobjets?\s?(?:de\sl'acte\s?)?:\s?(?P<object>[^\n\t]{10,400})")
SLIP_HEAD = 4  # blocks in which a slip says that it is one


@rule("OBJ101", "objet-different", Severity.ALERTE)
def other_object(context: Context) -> Iterator[Report]:
    """Le bordereau de transmission et la page de publication disent l'objet de l'acte, abrégé ou non. Quand ils en
    disent un autre, il est resté d'un modèle, ou l'acte ne se retrouve pas sous ce nom.

    Mauvais : « Objet : convention avec l'école de musique » au bordereau d'une convention avec l'office de tourisme
    Bon : l'objet de l'acte
    Source : CGCT, art. L. 2131-1
    """
    own = _own(context)
    if own is None:
        return
    where, text = own
    act = context.part(Nature.ACTE)
    whole = stems(act.document.text) if act else frozenset()
    for part in context.parts:
        for passage, said in _objects(part) if part.nature is Nature.PIECE and _is_slip(part) else ():
            strange, missing = stems(said) - whole - stems(text), stems(text) - stems(said)
            if strange and missing:
                message = f"l’objet est ici « {said} », dans l’acte « {text} »"
                yield Report(passage, message, "reprenez l’objet de l’acte", said, text, ((where, text),))


def _own(context: Context) -> tuple[Where, str] | None:
    """The object of the act: its entry's, or the line that says it."""
    if context.entry is not None and context.entry.objet.text.strip():
        text = " ".join(context.entry.objet.text.split())
        return (context.field("objet", text=text), text) if "{{" not in text else None
    part = context.part(Nature.ACTE)
    kinds = (*TITLES, Kind.PARAGRAPHE, Kind.ENTETE)
    return next((one for one in _objects(part) if one[0].kind in kinds), None) if part else None


def _is_slip(part: Part) -> bool:
    return any(map(_SLIP.search, part.lows()[:SLIP_HEAD]))


def _objects(part: Part) -> Iterator[tuple[Passage, str]]:
    for where, match in part.found(_OBJECT, "objet"):
        said = where.at(*match.span("object"))
        yield said, " ".join(said.text.split())
