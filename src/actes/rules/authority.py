"""Who may sign, by virtue of what: delegation, legal basis, signatory, and what the act calls itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from ..context import Context
from ..document import Kind
from ..facts import MentionKind
from ..facts.mention import PersonName, Reference
from ..finding import Severity
from ..law.councils import FIRST_ROUND
from ..model.collectivite import council_since
from ..outline.nature import Nature
from ..part import Part, Passage
from ..pattern import pattern
from ..statements.citations import DELEGATES, date_of, visas
from ..values.dates import show_date
from ..values.text import unaccented
from .rule import Report, rule

REMEDY = pattern(r"\s(?:peut|pourra)[^.]{0,40}\b(?:recours|contest|attaqu|defer)")
_FROM_ITS = pattern(r"\b(?:notification|publication|affichage) de \Z")  # « deux mois à compter de la notification de »
NAMES: Mapping[str, str] = {"decision": "décision", "arrete": "arrêté", "deliberation": "délibération"}
_NAME = r"(decision(?! modificative)|arrete|deliberation)"  # a « décision modificative » is of a budget
CALLS_ITSELF = pattern(rf"\b(?:le present|la presente) {_NAME}\b")
_TITLE = pattern(_NAME)
_BY_DELEGATION = pattern(r"\bprise? par delegation")


def own_names(part: Part) -> dict[str, Passage]:
    """The names that it gives itself, as keys of NAMES, each where it is first said."""
    said: dict[str, Passage] = {}
    for index, block in enumerate(part.blocks):
        text, led = part.lows()[index], _goes_on(part, index)
        for match in CALLS_ITSELF.finditer(text):
            remedy = block.kind in (Kind.VISA, Kind.MENTION) or led or REMEDY.search(text, match.end())
            remedy = remedy or _FROM_ITS.search(text, 0, match.start())
            if not remedy:  # remedies speak of « la présente décision » everywhere
                said.setdefault(match[1], Passage(part, index, match.start(1), match.end(1)))
        title = block.kind is Kind.TITRE and _TITLE.match(text)
        titled = title[1] if title else ""
        decides = block.kind is Kind.FORMULE and text.strip(" :") == "arrete"  # « DÉCIDE » opens them all
        if name := titled or ("arrete" if decides else ""):
            said.setdefault(name, part.whole(index))
    return said


def _goes_on(part: Part, index: int) -> bool:
    """Whether a block is of the list that remedies introduce: « un recours : - gracieux … dans un délai … »."""
    lead = part.lead_in(index)
    while lead is not None:
        if part.blocks[lead].kind is Kind.MENTION or REMEDY.search(part.lows()[lead]):
            return True
        lead = part.lead_in(lead)
    return False


_DELIBERATED = pattern(r"\bdelibere\s(?:[^.;]{1,40}\s)?les?\sjours?,?\s(?:mois|an)\b")  # at the foot of an act of many


@rule("AUT101", "delegation-perimee", Severity.ALERTE)
def stale_delegation(context: Context) -> Iterator[Report]:
    """Une délégation est donnée par un conseil à un chef de l'exécutif : elle tombe avec le mandat. Celle d'un conseil
    précédent n'habilite plus ; à côté d'une délégation valable, elle est à retirer.

    Mauvais : viser en 2025 la délibération du 26 janvier 2017, d'avant le renouvellement de 2020
    Bon : viser la seule délibération du 13 octobre 2020
    Source : CGCT, art. L. 5211-10 et L. 2122-22 (à vérifier : fusions, renouvellements partiels)
    """
    # An entry that has no day yet is signed today at the earliest, a file may be of any day.
    dated, part = date_of(context), context.part(Nature.ACTE)
    day = dated[0] if dated else context.today if context.entry else None
    body = context.register.collectivite if context.register else None
    mandate = council_since(body, day) if day else None
    if part is None or mandate is None:
        return
    start, known = mandate
    cited = list(_delegations(part))
    stale = [one for one in cited if one[0] < (start if known else start - FIRST_ROUND)]
    if not stale:
        return
    shown = " et ".join(show_date(day) for day, _ in stale)
    since = f"le conseil en fonction l’est depuis le {show_date(start)}{'' if known else ' (renouvellement général)'}"
    related = tuple((where, show_date(day)) for day, where in cited if (day, where) != stale[0])
    if len(stale) < len(cited):
        message = f"la délégation du {shown} est d’un mandat précédent ({since}) ; une autre, plus récente, suffit"
        yield Report(stale[0][1], message, "retirez ce visa", related=related)
    else:
        message = f"aucune délégation visée n’est du mandat en cours : {shown} ({since})"
        severity = Severity.ERREUR if known else Severity.ALERTE
        hint = "visez la délégation donnée par le conseil en fonction" + ("" if known else " (à vérifier)")
        yield Report(stale[0][1], message, hint, related=related, severity=severity)


_RIGHT = pattern(r"\bdelegu\w+ (?:ce|le|son) droit\b")  # to another body, for good


def _delegations(part: Part) -> Iterator[tuple[date, Passage]]:
    """The délibérations that the visas cite as delegating powers, with their days."""
    for where, mention in part.passages(MentionKind.ACT_NUMBER):
        act = mention.value if isinstance(mention.value, Reference) else Reference()
        delegates = DELEGATES.search(where.low) and "modifie" not in where.low and not _RIGHT.search(where.low)
        ours = where.kind is Kind.VISA and unaccented(act.nature).startswith("deliberation")
        if ours and delegates and isinstance(act.date, date):
            yield act.date, where


@rule("AUT102", "delegation-non-visee", Severity.ALERTE)
def no_delegation(context: Context) -> Iterator[Report]:
    """Une décision prise par délégation vise la délibération qui délègue, avec son numéro et sa date : c'est elle qui
    donne compétence. L'oubli du visa n'annule pas l'acte ; l'absence de délégation, si.

    Mauvais : une décision prise par délégation qui ne vise que le code
    Bon : « Vu la délibération n° 2020-273 du 13 octobre 2020 portant délégation … »
    Source : CGCT, art. L. 5211-10 ; CE, 28 juin 1974, Charmasson
    """
    part = context.part(Nature.ACTE)
    if part is None:
        return
    taken = (where for where, _ in part.found(_BY_DELEGATION, "delegation"))
    claim = next((where for where in taken if where.kind in (Kind.SOUS_TITRE, Kind.TITRE)), None)
    if claim is not None and not any(DELEGATES.search(words) for _, words in visas(part)):
        message = "cette décision est prise par délégation, mais ne vise aucune délégation"
        yield Report(part.whole(claim.block), message, "ajoutez le visa")


@rule("AUT104", "signataire-hors-mandat", Severity.ERREUR)
def out_of_office(context: Context) -> Iterator[Report]:
    """Qui n'est plus, ou pas encore, en fonction à la date de l'acte ne peut pas le signer.

    Mauvais : un acte de mai 2026 signé par la présidente dont le mandat a fini en avril 2026
    Bon : un acte signé par qui est en fonction ce jour-là
    Source : CGCT, art. L. 5211-9 et L. 2122-18
    """
    dated, part = date_of(context), context.part(Nature.ACTE)
    if context.register is None or dated is None or part is None:
        return
    body = context.register.collectivite
    known, deputies = body.executif, tuple(body.delegataires.values())  # who is the head now may have been a deputy
    for passage, mention in part.passages(MentionKind.NAME):
        if passage.kind is not Kind.SIGNATURE or not isinstance(mention.value, PersonName):
            continue
        same = [p for p in known if unaccented(p.nom) == unaccented(mention.value.nom)]
        signing = [*same, *(p for p in deputies if unaccented(p.nom) == unaccented(mention.value.nom))]
        if same and not any(person.in_office(dated[0]) for person in signing):
            message = f"{same[-1].prenom} {same[-1].nom} n’est pas en fonction le {show_date(dated[0])}"
            yield Report(passage, message, "faites signer par qui est en fonction, ou corrigez les dates du mandat")


@rule("AUT105", "acte-de-deux-noms", Severity.ALERTE)
def two_names(context: Context) -> Iterator[Report]:
    """Un acte s'appelle décision ou arrêté, l'usage est libre ; mais celui qui s'appelle l'un et l'autre garde la trace
    d'un modèle.

    Mauvais : « ARRÊTE » en tête des articles, puis « la présente décision »
    Bon : le même mot partout
    Source : usage
    """
    part = context.part(Nature.ACTE)
    if part is None:
        return
    said = own_names(part)
    names = list(said)
    deliberated = (where for where, _ in part.found(_DELIBERATED, "delibere"))
    foot = next((where for where in deliberated if where.kind not in (Kind.VISA, Kind.CONSIDERANT)), None)
    if foot is not None and names and "deliberation" not in said:
        said["deliberation"] = part.whole(foot.block)
        names = [names[0], "deliberation"]
    if len(names) > 1 and (foot is not None or "arrete" in names):
        first, second = names[0], names[1]
        message = f"l’acte s’appelle « {NAMES[first]} » et « {NAMES[second]} »"
        yield Report(said[second], message, "gardez un seul nom", related=((said[first], NAMES[first]),))
