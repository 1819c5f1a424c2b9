"""Parties: those of this act alone, what binds them, who represents them and signs, what they are called."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..context import Context
from ..document import Kind
from ..facts import MentionKind
from ..facts.flat import folded
from ..finding import Severity
from ..model.people import Representant
from ..outline.nature import Nature
from ..outline.people import As, Party, Person
from ..outline.roster import REPRESENTED
from ..part import Part, Passage
from ..pattern import pattern
from ..same.owned import differing
from ..statements.formerparties import former_parties, said_in_articles
from ..text.heads import ROLES, SMALL
from ..values.text import comparable, near
from .rule import Report, Where, as_said, rule

JOINTLY = pattern(r"\b(?:conjointement\set\s)?solidairement\b")
NOT_JOINTLY = pattern(
    r"\b(?:non|pas|sans|ni)\b[^.;]{0,40}\Z|\b(?:locataires?|preneurs?|epoux|acquereurs?|cautions?)\b[^;]*\Z"
)
GROUPED = pattern(r" responsables? [^.;]{0,120}\bmenees? conjointement\b")  # as CCP, art. L. 2113-7 has it
SHARES = pattern(r"quote-part|quotit|\bpart\b|prend en charge|particip|répart|au prorata", re.IGNORECASE)
_NUMBERS = ("un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix")
_COUNT = rf"(?P<figures>\d{{1,2}})|(?P<words>{'|'.join(_NUMBERS)})"
_ORIGINALS = pattern(rf"\b(?:etablie?\s|fait\s)?en\s(?:{_COUNT})\s(?:\([^)]{{1,12}}\)\s)?(?:exemplaires?|originaux)")
_DELEGATED = pattern(r"d[ée]l[ée]gation|p\.?/?\s?o\.|empêch|int[ée]rim|suppl[ée]an", re.IGNORECASE)


@rule("PAR101", "partie-d-un-acte-anterieur", Severity.ALERTE)
def left_over(context: Context) -> Iterator[Report]:
    """Une convention renouvelée d'après la précédente garde parfois une partie qui n'y est plus : des droits ou des
    obligations reviennent alors à qui n'a rien signé.

    Mauvais : « utilisé par Cantal Destination, le Conseil départemental et ses partenaires », le département n'étant
    partie qu'à la convention précédente
    Bon : « utilisé par les parties »
    Source : Code civil, art. 1199 (un contrat n'oblige que ses parties)
    """
    for former in former_parties(context):
        said = list(said_in_articles(context, former))
        if said:
            related: list[tuple[Where, str]] = [(former.passage, f"partie à l’acte cité : « {former.name} »")]
            related += [(passage, "aussi ici") for passage in said[1:]]
            message = f"« {said[0].text} » était partie à un acte cité et ne l’est pas à celui-ci"
            hint = "retirez cette mention, ou ajoutez cette partie à la convention (à vérifier)"
            yield Report(said[0], message, hint, related=tuple(related))


@rule("PAR102", "solidarite-et-parts-fixes", Severity.ALERTE)
def joint_liability(context: Context) -> Iterator[Report]:
    """Qui est tenu solidairement peut avoir à payer le tout ; qui doit une part ne doit qu'elle. Les deux ensemble
    laissent un doute sur ce que la collectivité risque de payer.

    Mauvais : « les partenaires engagés solidairement dans l'achat », et « chacun paie une part égale »
    Bon : « les partenaires engagés chacun pour sa part »
    Source : Code civil, art. 1309 à 1313 (la solidarité ne se présume pas)
    """
    shares = _shares(context)
    if shares is None:
        return
    for part in context.own:
        for passage, _ in part.found(JOINTLY, "solidairement"):
            if not passage.led(NOT_JOINTLY) and not passage.then(GROUPED):
                message = "l’engagement est dit solidaire, alors que chacun paie une part fixée"
                hint = "retirez « solidairement », ou dites jusqu’où va cet engagement (à vérifier)"
                yield Report(passage, message, hint, related=((shares, "parts fixées"),))
                return


def _shares(context: Context) -> Where | None:
    """Where fixed shares are said: in the convention or an annexe, else in the entry."""
    for passage, mention in context.passages(MentionKind.PERCENT):
        if passage.part.nature is not Nature.ACTE and mention.label != "TVA" and SHARES.search(passage.context):
            return passage
    funding = context.entry.financement if context.entry else None
    return context.field("financement.repartition") if funding and len(funding.repartition) > 1 else None


SOME = 2  # parties that somebody represents


@rule("PAR103", "nombre-d-originaux", Severity.ALERTE)
def too_few__originals(context: Context) -> Iterator[Report]:
    """Un contrat sur papier se fait en autant d'originaux qu'il y a de parties ayant un intérêt distinct, et il dit
    combien. Un de plus pour le contrôle de légalité ou le comptable ne gêne pas ; un de moins laisse une partie sans
    preuve.

    Mauvais : « fait en deux exemplaires originaux », pour trois parties
    Bon : « fait en trois exemplaires originaux »
    Source : Code civil, art. 1375
    """
    convention = context.part(Nature.CONVENTION)
    for part in context.own:
        said = _originals(part) if part is convention or part.roster.named(As.REPRESENTS) else None
        if said is not None:
            yield from _fewer(part, *said)


_EACH_SIGNS = pattern(r"[^.;]{0,40}\bun pour (?:[^.;]{0,30} un pour )?chac")


def _fewer(part: Part, count: int, where: Passage) -> Iterator[Report]:
    """`count` originals, where there are more parties; more people who sign, if each of them has one."""
    each = where.then(_EACH_SIGNS) is not None
    signing = sum(one.person is not None for one in part.roster.signatories) if each else 0
    parties = max(part.roster.count, signing)
    if parties > count:
        related = tuple((part.at(spot), "partie") for party in part.roster.parties for spot in party.spots[:1])
        message = (
            f"{count} original pour {parties} parties" if count == 1 else f"{count} originaux pour {parties} parties"
        )
        hint = f"écrivez « en {parties} exemplaires originaux », un pour chaque partie"
        led = sum(bool(party.people) for party in part.roster.parties)
        alone = count == 1  # one may keep it for all, or it is signed on a screen
        lines = SOME <= led <= count and signing <= count  # of which two are one party, said on two lines
        severity = Severity.CONSEIL if alone or lines else None
        yield Report(where, message, hint, str(count), str(parties), related, severity)


@rule("PAR104", "signataire-different", Severity.ALERTE)
def other_signatory(context: Context) -> Iterator[Report]:
    """Celui qui signe pour une partie est celui qui, en tête de la convention, la représente : même prénom, même nom,
    même civilité. Sinon on ne sait pas qui s'est engagé.

    Mauvais : « représentée par Monsieur Didier Achalme », puis « Pour Cantal Destination, Daniel ACHALME »
    Bon : « représentée par Monsieur Didier Achalme », puis « Pour Cantal Destination, Didier ACHALME »
    Source : CRPA, art. L. 212-1
    """
    convention = context.part(Nature.CONVENTION)
    for part in context.own:
        named, signing = part.roster.named(As.REPRESENTS), part.roster.named(As.SIGNS)
        if part is convention:
            yield from _unknown(context, part, [*named, *signing])
        if named and signing:
            yield from _for_another(part)
            yield from _for_nobody(part, named, signing)


def _for_nobody(part: Part, named: Sequence[Person], signing: Sequence[Person]) -> Iterator[Report]:
    """Who signs and represents no party, where one who represents one does not sign."""
    if _signed_by_delegation(part):
        return
    signing = [_by_initial(part, one, named) for one in signing]
    missing = [one for one in named if not any(_same(one, other) for other in signing)]
    others = [one for one in part.roster.people if part.at(one.at).led(REPRESENTED)]
    extra = [one for one in signing if not any(_same(one, other) for other in (*named, *others))]
    everyone = all(party.people for party in part.roster.parties)  # « La ministre, agissant au nom de l'État, »
    for person in extra:
        match = next((one for one in missing if _resembles(one, person)), None)
        match = match or (missing[0] if everyone and len(missing) == 1 and len(extra) == 1 else None)
        if match is not None and not near(match.last, person.last):
            here, there = part.at(person.at), part.at(match.at)
            message = f"« {here.text} » signe, alors que « {there.text} » représente cette partie"
            hint = "mettez le même nom aux deux endroits"
            yield Report(here, message, hint, person.full, match.full, as_said(there))


def _for_another(part: Part) -> Iterator[Report]:
    """Who represents one party, and signs below « Pour » another one."""
    parties = part.roster.parties
    for signing in part.roster.signatories:
        person = signing.person
        said = [party for party in parties if person and any(_same(person, one) for one in party.people)]
        body = _words_of(signing.body)
        meant = [party for party in parties if body and any(body <= _words_of(name) for name in _names_of(party))]
        if person is not None and len(said) == len(meant) == 1 and said != meant:
            here, there = part.at(person.at), part.at(said[0].at)
            message = f"« {here.text} » signe pour « {signing.body} », et représente « {there.text} »"
            hint, related = "faites signer chaque partie par qui la représente", ((there, there.text),)
            yield Report(here, message, hint, related=related, severity=Severity.CONSEIL)


def _names_of(party: Party) -> Iterator[str]:
    yield party.name
    yield from (term for term, _ in party.terms)


def _words_of(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", folded(name))) - SMALL


_INITIAL = pattern(r"(?<![\w.-])(?!M\.)[A-ZÀ-Ý]\.[ \u00a0][A-ZÀ-Ý]{2}")


def _by_initial(part: Part, signing: Person, named: Sequence[Person]) -> Person:
    """« G. VIDAL   M. ROUX », beside an initial: not Monsieur Roux, but who represents a party, Mireille Roux."""
    alike = [one for one in named if one.last == signing.last and one.first[:1] == "m"]
    initials = signing.name.civilite == "M." and not signing.first and _INITIAL.search(part.at(signing.at).context)
    return alike[0] if alike and initials else signing


def _same(one: Person, other: Person) -> bool:
    civilities = {one.name.civilite, other.name.civilite} - {""}
    return (
        one.last == other.last
        and (one.first.split()[:1] == other.first.split()[:1] or not (one.first and other.first))
        and not {"M.", "Mme"} <= civilities
    )


def _resembles(one: Person, other: Person) -> bool:
    return one.last == other.last or (bool(one.first) and one.first == other.first)


def _unknown(context: Context, part: Part, named: list[Person]) -> Iterator[Report]:
    """Names typed in a convention that has an entry, and that the register has otherwise."""
    known = _known_people(context)
    for person in named:
        if any(comparable(one.nom) == person.last for one in known) or not known:
            continue
        shown = ", ".join(f"{one.prenom} {one.nom}" for one in known)
        message = f"« {part.at(person.at).text} » n’est pas un représentant connu du registre ({shown})"
        yield Report(part.at(person.at), message, "vérifiez le nom, ou ajoutez ce représentant à la fiche de la partie")


def _signed_by_delegation(part: Part) -> bool:
    """Whether a signature says that it is another's: « par délégation », « p/o », « empêché », « par intérim »."""
    return any(block.kind is Kind.SIGNATURE and _DELEGATED.search(block.text) for block in part.blocks)


def _known_people(context: Context) -> tuple[Representant, ...]:
    """Those whom the register knows for this act: the head, who signs by delegation, who represents the parties."""
    if context.register is None or context.entry is None:
        return ()
    own, tiers = context.register.collectivite, context.register.tiers
    others = (person for name in context.entry.parties if name in tiers for person in tiers[name].representants)
    return (*own.executif, *own.delegataires.values(), *others)


def _originals(part: Part) -> tuple[int, Passage] | None:
    """How many originals the act says there are."""
    for where, said in part.found(_ORIGINALS, "exemplaire", "originaux"):
        return int(said["figures"]) if said["figures"] else _NUMBERS.index(said["words"]) + 1, where
    return None


_ROLE = {word: line for line in ROLES for word in line}
_SAID = pattern(rf"(?<![\w-])(?:[ld]'|(?:le|la|du|au|ce|cette|ledit)\s)(?P<role>(?:{'|'.join(_ROLE)})(?:e|trice)?)\b")
_BODY = (Kind.PARAGRAPHE, Kind.ITEM, Kind.ARTICLE)


def _undefined(part: Part) -> Iterator[tuple[Passage, tuple[Passage, str] | None]]:
    """The first place of each role, written with a capital, that no party of the contract is given; the defined term
    of the same role, where there is one.
    """
    terms = [(term, spot) for party in part.roster.parties for term, spot in party.terms]
    known = [folded(term) for term, _ in terms]
    if len(part.roster.parties) < 2 or not any(term[:1].isupper() or " " in term for term, _ in terms):
        return
    told = set[str]()
    for where, match in part.found(_SAID, *_ROLE):
        role, said = match["role"], where.at(*match.span("role"))
        if where.kind not in _BODY or not said.text[0].isupper() or any(role[:-1] in term for term in known):
            continue
        if role not in told and not _defined(part.low, role):
            told.add(role)
            line = _ROLE.get(role) or _ROLE.get(role.removesuffix("e"), ())
            same = (one for one in terms if any(word in folded(one[0]) for word in line))
            yield said, next(((part.at(spot), term) for term, spot in same), None)


def _defined(whole: str, role: str) -> bool:
    """Whether some words give it: in quotation marks, after « ci-après », alone above a paragraph."""
    given = r"(?:[«\"(]\s?|ci-apres[^.;]{0,60}?\s|en\squalite\sde\s|\n(?=[^\n]{0,40}\n))(?:l[ae]\s|l')?"
    return re.search(rf"{given}{re.escape(role)}\b", whole) is not None


@rule("PAR106", "terme-jamais-defini", Severity.ALERTE)
def undefined_term(context: Context) -> Iterator[Report]:
    """Un contrat donne à chaque partie un nom, et n'en emploie pas d'autre : « le Locataire », dans un bail qui ne
    connaît que « le Bailleur » et « le Preneur », vient d'un autre contrat.

    Mauvais : « ci-après le Preneur », puis « le Locataire entretient les lieux »
    Bon : « le Preneur entretient les lieux »
    Source : Code civil, art. 1190 (l'acte obscur s'interprète contre qui l'a proposé)
    """
    for part in context.parts:
        for where, meant in _undefined(part) if part.nature is Nature.CONVENTION or len(context.parts) == 1 else ():
            related = ((meant[0], f"« {meant[1]} »"),) if meant else ()
            hint = f"écrivez « {meant[1]} »" if meant else "écrivez le nom que le contrat donne à cette partie"
            message = f"« {where.text} » n’est le nom d’aucune partie"
            yield Report(where, message, hint, where.text, meant[1] if meant else None, related)


@rule("PAR107", "forme-juridique-differente", Severity.ALERTE)
def other_form(context: Context) -> Iterator[Report]:
    """La forme d'une société (SARL, SAS, SA…) est la même partout : deux formes font deux sociétés.

    Mauvais : « la SARL Clair Ouest » dans les visas, « la SAS Clair Ouest » à l'article 1
    Bon : « la SARL Clair Ouest » partout
    Source : Code de commerce, art. R. 123-238
    """
    for one, other in differing(context):
        if one.what == "forme":
            message = f"« {one.where.text} » est ici une {one.value.upper()}, ailleurs une {other.value.upper()}"
            hint = "vérifiez la forme de cette société sur son extrait Kbis"
            yield Report(one.where, message, hint, one.value, other.value, ((other.where, other.value.upper()),))
