"""An amount beside the limit that the law gives it: public aid, subsidies, delegation, thresholds, fines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction

from ..claims import Claim, claims
from ..claims.table import sentences
from ..claims.tables import Rank, Sort, tables
from ..context import Context
from ..document import Kind
from ..facts import Basis, MentionKind, Tax
from ..facts.flat import folded
from ..figures import relation
from ..figures.network import relations
from ..figures.stretch import clauses
from ..finding import Severity
from ..law.limits import CLASSES, MOST, SUBSIDY
from ..law.procurement import european, was_european
from ..law.vat import rates
from ..outline.nature import Nature
from ..part import Part, Passage
from ..pattern import pattern
from ..statements.arithmetic import euros, percent, shown, summed
from ..statements.citations import DELEGATES
from ..statements.days import act_day
from ..statements.subjects import TITLES
from ..text.lexicon import WHOLES
from ..values.ordinals import rank_words
from ..values.percent import Percent
from .rule import Report, Where, rule

WHOLE = 100
MOST_PUBLIC_AID = 80
PLACE = 30  # characters: « plafonnée à hauteur de »
_PUBLIC = pattern(
    r"\b(?:etat|region|departement|europe|feder|feader|leader|detr|dsil|fnadt|union europeenne|"
    r"conseil (?:departemental|regional)|agence de l'eau|fonds vert|caf|ademe|subventions?|ptic)\b"
)
_OWN = pattern(r"autofinancement|fonds propres|part communale|\bcommune\b|communaute|maitre d'ouvrage|reste a charge")
_AIDED = pattern(r"(?:subventionn|aides?\spubliques?|financements?\spublics?)[^.;%]{0,60}\Z", re.IGNORECASE)
_GIVER = pattern(r"\s(?:par|pour|à la charge d[eu])\s(?P<name>[^,;.0-9%]+?)(?=[,;.]|\set\s|\Z)")  # « 40 % par l'État »


@rule("AID101", "aides-publiques", Severity.ALERTE)
def public_aid(context: Context) -> Iterator[Report]:
    """Une collectivité maître d'ouvrage finance elle-même au moins 20 % de son investissement : les aides publiques ne
    dépassent pas 80 %, sauf exceptions que la loi ou le préfet prévoient. À vérifier.

    Mauvais : État 50 %, région 35 %, commune 15 %
    Bon : État 50 %, région 30 %, commune 20 %
    Source : CGCT, art. L. 1111-10
    """
    for where, shared in _plans(context):
        public = [(name, rate) for name, rate in shared if _PUBLIC.search(folded(name)) and not _own(name)]
        ratio = summed(rate for _, rate in public)
        whole = abs(summed(rate for _, rate in shared) - WHOLE) <= 1
        own = any(_own(name) for name, _ in shared) and not any("association" in folded(name) for name, _ in shared)
        if whole and public and ratio > MOST_PUBLIC_AID and own:
            givers = ", ".join(f"{name} {shown(rate)} %" for name, rate in public)
            message = f"les aides publiques font {percent(ratio / 100)} du financement : {givers}"
            yield Report(where, message, "la collectivité garde 20 % au moins, sauf exception : à vérifier")
    for passage, mention in context.passages(MentionKind.PERCENT):
        rate = mention.value.valeur if isinstance(mention.value, Percent) else WHOLE
        if not MOST_PUBLIC_AID < rate < WHOLE or passage.kind is Kind.TABLEAU:
            continue
        if _AIDED.search(passage.before[-80:]):
            yield Report(passage, f"{mention.value} d’aides publiques", "80 % au plus, sauf exception : à vérifier")


@rule("AID102", "plafond-non-atteint", Severity.ALERTE)
def ceiling(context: Context) -> Iterator[Report]:
    """Une aide se calcule sur la dépense, dans la limite d'un plafond. Quand la dépense n'atteint pas le plafond,
    l'aide est une part de la dépense, et le plan de financement compte sur de l'argent qui ne viendra pas.

    Mauvais : une dépense de 30 000 €, et « 50 % d'une dépense plafonnée à 40 000 €, soit 20 000 € »
    Bon : « 50 % de la dépense, soit 15 000 € »
    Source : CGCT, art. L. 1111-10 ; règlement de l'aide (à vérifier)
    """
    for one in relations(context):
        if one.kind is not relation.Kind.SHARE or not one.holds or not _ceiling(one.terms[1]):
            continue
        given, most = one.result, one.terms[1]
        here = {claim.spot[:2] for claim in (given, most)}
        expenses = [c for c in sentences(context) if c.role in WHOLES and c.spot[:2] not in here]
        spent = max(expenses, key=lambda claim: claim.value, default=most)
        if spent.value < most.value:
            message = f"l’aide de {euros(given.value)} est calculée sur le plafond de {euros(most.value)}"
            hint = f"calculez-la sur {euros(spent.value)}, ou vérifiez le plafond"
            related = ((spent.where, "la dépense"), (most.where, "le plafond"))
            yield Report(given.where, f"{message}, que rien n’atteint", hint, related=related)


def _ceiling(base: Claim) -> bool:
    """« d'une dépense plafonnée à 40 000 € »."""
    return isinstance(base.where, Passage) and "plafon" in base.where.low_before[-PLACE:]


_GRANTED = pattern(r"\b(?:attribu|accord|octro|vers|allou)\w*")


@rule("AID103", "subvention-et-convention", Severity.ALERTE)
def convention_needed(context: Context) -> Iterator[Report]:
    """Une subvention de plus de 23 000 € par an à une association demande une convention, qui dit son objet, son
    montant et comment elle est versée et employée.

    Mauvais : « attribue à l'association une subvention de 30 000 € », sans convention
    Bon : « attribue à l'association une subvention de 30 000 € et approuve la convention annexée »
    Source : loi n° 2000-321 du 12 avril 2000, art. 10 ; décret n° 2001-495 du 6 juin 2001, art. 1er
    """
    said = " ".join(part.low for part in context.parts)
    for claim in claims(context) if "association" in said else ():
        where = claim.where
        given = claim.role == "subvention" and claim.unit == "€" and claim.value > SUBSIDY.value
        if not given or not isinstance(where, Passage) or where.part.nature is not Nature.ACTE:
            continue
        clause = where.clause.low_text
        theirs = "association" in clause and "associations" not in clause  # all of theirs together
        told = "seance du" in clause  # of what another sitting granted
        if theirs and not told and "convention" not in said and _GRANTED.search(clause):
            message = f"une subvention de plus de {euros(SUBSIDY.value)} à une association, et aucune convention"
            yield Report(where, message, "approuvez et joignez la convention", where.text)
            return


Shares = list[tuple[str, Fraction]]
"""Who gives, and how many percent."""


def _plans(context: Context) -> Iterator[tuple[Where, Shares]]:
    """Every plan of financing, by its first rate: a column of rates, or a sentence that says who gives which."""
    for table in tables(context):
        for column in table.columns if table.part.nature is not Nature.PIECE else ():
            lines = [(line.label, c) for line, c in table.cells(column) if line.rank is Rank.LIGNE and c.value > 0]
            if lines and column.sort is Sort.PERCENT:
                yield lines[0][1].where, [(name, c.value) for name, c in lines]
    for one in clauses(context):
        rates = [c for c in one.claims if c.unit == "%"]
        if len(rates) > 1 and len({c.said.block for c in rates}) == 1 and "financ" in rates[0].said.low:
            text, ends = rates[0].said.context, [*(c.said.start for c in rates[1:]), None]
            after = [(text[c.said.end : end], c) for c, end in zip(rates, ends, strict=True)]
            names = [(match["name"], c.value) for said, c in after if (match := _GIVER.match(said))]
            yield from [(rates[0].where, names)] if len(names) == len(rates) else ()


def _own(name: str) -> bool:
    return _OWN.search(folded(name)) is not None


_UNDER = pattern(
    r"\b(?:inf[ée]rieure?s?|n['’]exc[ée]d\w+|(?:ne\s)?d[ée]pass\w+|exc[ée]d\w+|limite|jusqu['’]|plafon\w*|seuil|maxim\w+)\b[^.;€]{0,40}\Z",
    re.IGNORECASE,
)
_OTHER = pattern(
    r"\b(?:budget|capital|chiffre|encaisse|population|estim|assur|plafond|recettes (?:r[ée]elles )?de fonction)\w*\b"
    r"[^.;€]{0,60}\Z",
    re.IGNORECASE,
)
_OF_LOAN = pattern(r" sur (?:toute )?la duree (?:du pret|de l'emprunt)")  # with its interests
_EACH = pattern(r"\b(?:biens?|lots?|chac\w+|unitaires?)\b[^.;,]{0,60}\Z", re.IGNORECASE)
NEAR = 30
BEFORE = 80  # characters on each side of an amount
_CLOSE = pattern(r"\bseuils? (?:europeens? )?(?:fixe )?(?:de |a )\Z")
_EUROPEAN = pattern(r"\bseuils?\b[^.;€]{0,40}\b(?:europe|procedures? formalis|communaut)")


@rule("HAB103", "seuil-de-la-delegation", Severity.ALERTE)
def above_delegation(context: Context) -> Iterator[Report]:
    """Ce qui dépasse la limite de la délégation revient au conseil : l'acte serait pris par qui n'en a pas le pouvoir.

    Mauvais : « délégation … pour les marchés inférieurs à 90 000 € HT », et un marché de 120 000 € HT
    Bon : une délibération du conseil, ou une délégation qui le permet
    Source : CGCT, art. L. 2122-22 et L. 5211-10
    """
    part = context.part(Nature.ACTE)
    limits = [money for money in sentences(context) if _limits(money)] if part else []
    if part is None or len(limits) != 1:
        return
    limit, most = limits[0], 1 + Fraction(max(rates(act_day(context)))) / 100
    spent = [one for one in _spent(context, part, limit) if _without(one, limit, most) > limit.value]
    yearly = limit.basis is Basis.AN or "annuel" in limit.said.before[-BEFORE:]
    if spent:
        most_of_all = max(spent, key=lambda one: (yearly and one.basis is Basis.AN, one.tax is limit.tax, one.value))
        value = most_of_all.value
        message = f"{euros(value)} : la délégation visée s’arrête à {euros(limit.value)}"
        related = ((limit.where, "limite de la délégation"),)
        hint = "vérifiez qui a compétence : le conseil, ou une autre délégation"
        each = _EACH.search(limit.said.context, 0, limit.said.start)  # of one thing, and not of them all
        # of all the years, perhaps; a loan is made in one
        whole = yearly and most_of_all.basis is not Basis.AN and not _of_loans(limit)
        doubt = Severity.CONSEIL if each or whole else None
        yield Report(most_of_all.where, message, hint, euros(value), euros(limit.value), related, doubt)


def _limits(money: Claim) -> bool:
    where = money.said
    under = where.kind is Kind.VISA and _UNDER.search(where.context, max(0, where.start - 90), where.start)
    return bool(under) and DELEGATES.search(where.low) is not None


def _spent(context: Context, part: Part, limit: Claim) -> Iterator[Claim]:
    """What the act decides of: amounts of its articles or of what follows its formula, totals of tables; of a limit of
    loans, those that it calls a loan of so much.
    """
    formula = next((n for n, block in enumerate(part.blocks) if block.kind is Kind.FORMULE), len(part.blocks))
    for money in sentences(context):
        where = money.said
        decides = where.section.article or (where.block > formula and where.kind in (Kind.ITEM, Kind.PARAGRAPHE))
        other = _OTHER.search(where.context, 0, where.start) or where.then(_OF_LOAN)
        loan = where.led(_LOAN_OF) is not None and (decides or where.kind in TITLES)
        if where.part is part and (loan if _of_loans(limit) else decides and not other):
            yield money
    if _of_loans(limit):
        return
    for table in tables(context):
        lent = any(column.key.startswith("interet") for column in table.columns)  # of a loan, the capital counts
        columns = [column for column in table.columns if not lent or column.key.startswith("capital")]
        for column in columns if table.part is part and part.sections[table.block].article else ():
            totals = [c for line, c in table.cells(column) if line.rank is Rank.TOTAL]
            yield from totals if column.sort is Sort.EUROS and len(totals) == 1 else ()


_LOAN_OF = pattern(r"\b(?:emprunt|pret) (?:d'un montant )?de \Z")


def _of_loans(limit: Claim) -> bool:
    return "emprunt" in limit.said.clause.low_text


UNTAXED = frozenset({"subvention", "cotisation", "dotation", "emprunt"})  # roles that no VAT is in


def _without(one: Claim, limit: Claim, most: Fraction) -> Fraction:
    """The amount as the limit counts it: without tax where it may bear it, at the rate that leaves the least."""
    taxed = limit.tax is not Tax.TTC and one.tax is not Tax.HT and one.role not in UNTAXED and not _of_loans(limit)
    return one.value / most if taxed else one.value


YEAR = timedelta(days=366)
_THEN = pattern(r"(?: ?(?:ht|hors taxes))?[^.;0-9]{0,60}\b(?:en|durant|pendant) (?P<year>20[0-9]{2})\b")
_SENT = pattern(r"\b(?:date|jour) (?:d'envoi|de lancement|du lancement|de publication)\b")


@rule("SEU101", "seuil-d-une-autre-annee", Severity.ALERTE)
def former_threshold(context: Context) -> Iterator[Report]:
    """Les seuils européens des marchés changent tous les deux ans : un acte recopié garde celui d'avant.

    Mauvais : « le seuil européen de 221 000 € HT », dans un acte de 2026
    Bon : « le seuil européen de 216 000 € HT »
    Source : code de la commande publique, art. L. 2124-1 et annexe 2 (à vérifier)
    """
    day = act_day(context)
    for money in sentences(context):
        where = money.said
        near = where.around(BEFORE, BEFORE)
        if "seuil" not in near or not (where.led(_CLOSE) or _EUROPEAN.search(near)):
            continue
        if _SENT.search(where.low) and money.value in european(day - YEAR):
            continue  # « applicable à la date d'envoi de l'avis », which may have been of the year before
        then = where.then(_THEN)
        if then and money.value in european(date(int(then["year"]), 12, 31)):
            continue  # « le seuil de 221 000 € HT applicable aux consultations engagées en 2025 »
        if money.value.denominator == 1 and was_european(int(money.value), day):
            fit = min(european(day), key=lambda one: abs(one - money.value), default=0)
            meant = euros(Fraction(fit))
            message = f"{euros(money.value)} n’est plus un seuil européen en {day.year}" + f" : {meant}" * bool(fit)
            hint = "vérifiez le seuil en vigueur au jour de la consultation"
            this_year = str(day.year) in where.context[where.end : where.end + NEAR]  # « depuis le 1er janvier 2026 »
            doubt = Severity.CONSEIL if not this_year and _under_way(context, int(money.value)) else None
            yield Report(where, message, hint, euros(money.value), meant if fit else None, severity=doubt)


_BEGUN = pattern(r"\b(?:consult|notifi|attribu|lanc|marche|accord-cadre|avis d'appel|remise des (?:offres|plis))")


def _under_way(context: Context, amount: int) -> bool:
    """Whether what is told of a market, on the day of some step of it, was under that threshold."""
    for where, mention in context.passages(MentionKind.DATE):
        value = mention.value
        if isinstance(value, date) and amount in european(value) and _BEGUN.search(where.low_before[-BEFORE:]):
            return True
    return False


_RANKS = {said: n for said, n in rank_words().items() if n <= 5}  # classes
_CLASS = pattern(rf"\bcontraventions? de (?:la )?(?P<n>[1-5]|{'|'.join(_RANKS)}) ?(?:e|re|eme|ere)? classe")
_ARTICLE = pattern(r"\br\.? ?(?P<n>[0-9]{3}-[0-9]{1,2})\b(?!-)")
_FINE = pattern(r"[^.;€]{0,60}?(?P<n>[0-9](?: ?[0-9]){1,3})(?:,00)? ?(?:€|euros)")


@rule("SEU102", "classe-de-la-contravention", Severity.ALERTE)
def wrong_class(context: Context) -> Iterator[Report]:
    """La classe d'une contravention est celle de l'article qui la punit, et l'amende celle de sa classe.

    Mauvais : « les contraventions de la 3e classe, soit 150 € au plus »
    Bon : « les contraventions de la 2e classe, soit 150 € au plus »
    Source : code pénal, art. 131-13 et R. 610-5
    """
    on = act_day(context)
    for part in context.parts:
        for whole, said in part.found(_CLASS, "contravention"):
            where, own = whole.at(*said.span("n")), _RANKS.get(said["n"]) or int(said["n"])
            clause = whole.clause
            articles = [m["n"] for m in _ARTICLE.finditer(clause.low_text)]
            fact = CLASSES.get(articles[0]) if len(articles) == 1 else None
            fine = _FINE.match(whole.low, whole.end, clause.end)
            most = int(fine["n"].replace(" ", "")) if fine and "forfait" not in fine[0] else MOST.value[own]
            if fact and fact.value != own and fact.in_force(on):
                message = f"contravention de classe {own} ici, de classe {fact.value} d’après l’article ({fact.source})"
                yield Report(where, message, "corrigez la classe ou l’article", str(own), str(fact.value))
            elif most in MOST.value.values() and most != MOST.value[own]:
                message = f"classe {own} : l’amende est de {MOST.value[own]} € au plus, et non de {most} €"
                yield Report(where, message, f"corrigez la classe ou l’amende ({MOST.source})", str(own))
