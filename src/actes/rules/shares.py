"""Shares: of a cost, of a payment; those who pay and those who sign."""

from __future__ import annotations

from collections.abc import Iterator

from ..context import Context
from ..figures.borne import Duty, duties
from ..figures.relation import Kind
from ..finding import Severity
from ..statements.arithmetic import cents, rounded, shown
from .figures import reported
from .rule import Report, Where, rule


@rule("PRT101", "part-et-ligne", Severity.ERREUR)
def share_and_line(context: Context) -> Iterator[Report]:
    """La part qu'un article donne à quelqu'un est celle que le tableau lui fait payer, et un pourcentage du tableau est
    celui du montant qui est à côté.

    Un pourcentage arrondi reste juste : 33,33 % pour un tiers.

    Mauvais : article 9 : « prend en charge 60 % du coût » ; annexe : 9 775,00 € sur 19 550,00 €
    Bon : article 9 : « prend en charge 50 % du coût » ; annexe : 9 775,00 € sur 19 550,00 €
    Source : usage
    """
    return reported(context, Kind.PART)


@rule("PRT102", "parts-et-cent", Severity.ERREUR)
def parts_and_whole(context: Context) -> Iterator[Report]:
    """Les parts d'un tout font 100 % : celles d'un échéancier, celles d'un partage dont la dernière est « le reste ».

    Au-dessus de 100 %, ou quand une part dit qu'elle est le reste, c'est une erreur ; en dessous, une échéance manque
    peut-être.

    Mauvais : « 50 % à la signature et 60 % en janvier 2026 »
    Bon : « 50 % à la signature et 50 % en janvier 2026 »
    Corrige : le nombre, quand les autres calculs de l'acte disent tous le même et que rien d'autre ne peut être faux
    Source : usage
    """
    return reported(context, Kind.WHOLE)


@rule("PRT103", "obligation-et-chiffres", Severity.ALERTE)
def duty_and_figures(context: Context) -> Iterator[Report]:
    """Ceux entre qui un article partage une dépense sont ceux que le tableau fait payer. Si l'article dit « entre les
    co-contractants » et que le tableau compte aussi des tiers, on ne sait plus qui doit quoi.

    Mauvais : « les 50 % restants à quotité égale entre les co-contractants » (un seul), et dix lignes dans l'annexe
    Bon : « les 50 % restants à quotité égale entre les dix territoires de l'annexe 1 »
    Source : usage
    """
    for found in duties(context):
        yield _duty(found)


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
