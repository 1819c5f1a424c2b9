"""What a failure of the network of figures says; the rules that only tell it: shares, percentages, tables."""

from __future__ import annotations

from collections.abc import Iterator

from ..claims import Claim
from ..context import Context
from ..facts.flat import folded
from ..figures.borne import Duty, duties
from ..figures.network import Failure, wrong
from ..figures.relation import Kind, Relation, written
from ..finding import Severity
from ..statements.arithmetic import cents, probable_cause, rounded, shown
from .rewritten import refigured
from .rule import Report, Where, as_said, rule

ELSEWHERE = (Kind.TAX, Kind.RATE, Kind.AGAIN)  # told by the rules of VAT, and of an amount said twice
HUNDRED = 100
MANY, SHOWN = 8, 3  # numbers of a relation, and how many of so many are places to look at


def reported(context: Context, *kinds: Kind) -> Iterator[Report]:
    """What is told of the failures of some kinds."""
    told = (failure for failure in wrong(context) if failure.told.kind in kinds)
    return (wrong_figures(one) for one in told if one.likely or one.told.sure)


def wrong_figures(failure: Failure) -> Report:
    """The relation that does not hold, the number that is likeliest wrong, and all that bears on it."""
    told, fault = failure.told, failure.fault
    result = told.result
    message = f"{told.words} = {written(told.made, _unit(result))}, et non {result.where.text}"
    if told.kind is Kind.WHOLE:
        made = written(HUNDRED - told.made + result.value, _unit(result))
        message = f"{told.words} = {made}, et non 100\u00a0{_unit(result)}"
    label = f"« {' '.join(fault.of.split())} » : " if fault.of else ""
    cause = probable_cause(rounded(fault.value), rounded(failure.meant)) if fault.unit in {"€", ""} else ""
    said = filter(None, (label + message, _forgotten(told) or cause, told.note))
    meant = written(failure.meant, _unit(fault))
    hint = f"écrivez {meant}, ou corrigez un autre terme du calcul"
    related = as_said(*(where for where in dict.fromkeys(_others(failure)) if where != fault.where))
    severity = _severity(failure)
    fix = refigured(fault.where, failure.meant, fault.unit) if failure.certain else ()
    return Report(fault.where, " ; ".join(said), hint, fault.where.text, meant, related, severity, fix)


def _unit(claim: Claim) -> str:
    """Its unit, with the accents that the text gives it: « licenciés »."""
    return next((word for word in claim.where.text.split() if folded(word) == claim.unit), claim.unit)


def _forgotten(told: Relation) -> str:
    """A line counted twice, or left out."""
    gap = told.made - told.result.value
    for one in told.terms if told.kind is Kind.COLUMN else ():
        if one.value == abs(gap):
            how = "oublie peut-être" if gap > 0 else "compte peut-être deux fois"
            return f"le total {how} « {one.of} » ({written(one.value, one.unit)})"
    return ""


def _others(failure: Failure) -> Iterator[Where]:
    for relation in failure.relations:
        several = len(relation.numbers) > MANY
        numbers: tuple[Claim, ...] = (*relation.terms[:SHOWN], relation.result) if several else relation.numbers
        yield from (claim.where for claim in numbers)


def _severity(failure: Failure) -> Severity:
    if not failure.likely:
        return Severity.CONSEIL
    return Severity.ERREUR if any(one.sure and failure.mends(one) for one in failure.relations) else Severity.ALERTE


@rule("MNT103", "calcul-faux", Severity.ERREUR)
def wrong_computations(context: Context) -> Iterator[Report]:
    """Un calcul que l'acte écrit, ou qu'une liste ou un tableau pose, est juste : un produit, une somme, une part, une
    différence ; le total d'un tableau et de chaque ligne, ses sous-totaux, ses quantités et ses prix ; les parts d'un
    tout, qui font 100 % ; les dépenses et les recettes d'un plan ; la ligne qui ne suit pas le calcul de toutes les
    autres.

    Un écart d'arrondi est à vérifier. Un nombre très loin de ce que font les autres est sans doute celui d'autre
    chose : un conseil ; de même une somme ou un total à plus d'un vingtième (d'un cinquième où les mots ne laissent pas
    d'autre lecture), que ni une faute de frappe ni une ligne oubliée n'explique.

    Mauvais : « 12 mensualités de 100,00 €, soit 1 300,00 € » ; lignes 9 774,96 € et 9 775,00 €, total 19 550,00 €
    Bon : « 12 mensualités de 100,00 €, soit 1 200,00 € » ; lignes 9 775,00 € et 9 775,00 €, total 19 550,00 €
    Corrige : le nombre, quand les autres calculs de l'acte disent tous le même et que rien d'autre ne peut être faux
    Source : CGCT, art. L. 1612-4, pour l'équilibre d'un budget ; usage
    """
    return reported(context, *(kind for kind in Kind if kind not in ELSEWHERE))


@rule("PRT103", "obligation-et-chiffres", Severity.ALERTE)
def duty_and_figures(context: Context) -> Iterator[Report]:
    """Ceux entre qui un article partage une dépense sont ceux que le tableau fait payer. Si l'article dit « entre les
    co-contractants » et que le tableau compte aussi des tiers, on ne sait plus qui doit quoi.

    Mauvais : « les 50 % restants à quotité égale entre les co-contractants » (un seul), et dix lignes dans l'annexe
    Bon : « les 50 % restants à quotité égale entre les dix territoires de l'annexe 1 »
    Source : usage
    """
    return map(_duty, duties(context))


def _duty(found: Duty) -> Report:
    borne, others = found.borne, found.others
    shares = [(line, figure) for line in found.lines if (figure := line.claims[borne.column.index]) is not None]
    each = rounded(borne.total.value * found.rest / 100 / others)
    who = "une seule entité contracte" if others == 1 else f"{others} entités contractent"
    same = len({figure.value for _, figure in shares}) == 1
    pays = f"chacune paie {cents(shares[0][1].value)}" if same else "chacune paie sa ligne"
    message = (
        f"« {found.where.text} » : {who} avec « {borne.line.label} » ; {shown(found.rest)} % du total lui feraient "
        f"{cents(each)}, mais le tableau partage le reste en {len(found.lines)} lignes ({pays})"
    )
    related: list[tuple[Where, str]] = [(f.where, f"{line.label} : {cents(f.value)}") for line, f in shares[:3]]
    hint = "nommez ceux qui paient (« les territoires listés à l’annexe »), ou faites-les signer"
    return Report(found.where, message, hint, str(len(found.lines)), str(others), tuple(related))
