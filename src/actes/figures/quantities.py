"""The numbers of a sentence with their units: « deux séances par semaine » is séances, for each week.

Times of one kind are turned into one unit (weeks into days, quarters into months), so that what is said of one is of
the other; fractions in words and the time between two hours are numbers too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from re import Match
from types import MappingProxyType

from ..claims import Claim
from ..facts import Basis
from ..pattern import pattern
from ..text.lexicon import EQUAL, PAYMENTS, RHYTHMS
from .relation import HOURS
from .stretch import Stretch

TIMES: Mapping[str, tuple[str, Fraction]] = MappingProxyType(  # a unit of time, of surface: in what, and how much
    {
        unit: (base, Fraction(many))
        for base, units in (
            (HOURS, {HOURS: 1, "heure": 1}),
            ("jour", {"jour": 1, "journee": 1, "semaine": 7}),
            ("mois", {"mois": 1, "mensualite": 1, "trimestre": 3, "trimestrialite": 3, "semestre": 6}),
            ("mois", {"semestrialite": 6, "an": 12, "annee": 12, "annuite": 12}),
            ("m²", {"ha": 10_000, "hectare": 10_000, "m2": 1, "metre carre": 1}),
            ("m", {"metre": 1, "km": 1000, "kilometre": 1000}),
        )
        for unit, many in units.items()
    }
)
AGAIN = "fois"  # a number of times: of anything
_PERSONS = ["place", "siege", "spectateur", "convive", "lit", "participant", "couvert"]
_ALIKE: Mapping[str, str] = MappingProxyType(dict.fromkeys(_PERSONS, "personne") | {"reprise": AGAIN, "nuitee": "nuit"})
_PLURALS = frozenset({"an", "semaine", "jour"})
_PER = pattern(
    r" ?(?:h\.?t\.? ?|ttc ?|net ?)?(?:(?P<each>chacune?|l'une?|l'unite|(?:la )?piece)\b"
    r"|(?:par\b|/|chaque\b|(?:sur|dans|pour) chac\w+ des \w+) ?(?P<per>metres? carres?|m[2²]|[a-z]{2,})(?!\w)"
    r"|(?:la|le|l') ?(?P<the>metre carre|m[2²]|[a-z]{3,})(?!\w)"
    rf"|(?P<rhythm>{'|'.join(RHYTHMS)})(?:le?s?|es?|s)?\b)"
)
_PER_ALSO = pattern(  # « par m² et par mois », « par an dans chacune des trois écoles », « d'ateliers par an »
    r"(?: (?:d(?:e |'))?[a-z]{3,}){0,3}?,?(?: et)? ?"
    r"(?:par\b|/|(?:pour|de|a|dans|sur)? ?(?:chaque\b|chac\w+ des \w+)) ?(?P<per>metres? carres?|m[2²]|[a-z]{2,})(?!\w)"
)
_OF_EACH = pattern(rf"(?: (?:{'|'.join(RHYTHMS)})(?:le?s?|es?|s)?)? d(?:e |')\Z")
_PRICE_OF = pattern(  # « le prix d'une séance est de 150 € », « la séance est facturée 150 € »
    r"\b(?:(?:prix|tarif|cout) (?:d'une? |de l[ae] |de l'|par )"
    r"|(?:chaque |l[ae] |l')(?=[a-z]+ (?:est|sera) (?:factur|pay|vend|lou)))(?P<one>[a-z]{3,})(?: [a-z']+){0,4} \Z"
)
_AMONG = pattern(r"\b(?:sur|parmi|des|les) (?:les )?\Z")  # « sur 20 logements, 15 sont attribués »
_OUT_OF = pattern(r"\b(?:dont|sur)(?: les)? \Z")  # « 880 licenciés, dont 470 habitent ici », « 300 foyers sur 1 200 »
_SO = pattern(r"\bsoit \Z")
_SOME = pattern(r"\b(?:moins|plus|ages?|agee?s?) d(?:e |')\Z")  # « de moins de 18 ans »: which, and not how many
_TO = pattern(r" (?:a|au|et|des|sur(?: les)?) ")
_MANY = ("s", "x", "²", "m2", "ha", "km", "€")


@dataclass(frozen=True, eq=False)
class Quantity:
    """A number: `dims` are its units with their exponents, `scale` how much one of it makes in them.

    `scale_of_all`: the same, where what it is of each is not said.
    """

    claim: Claim
    dims: Mapping[str, int]
    scale: Fraction
    scale_of_all: Fraction

    @property
    def of_all(self) -> Quantity:
        """« 28 heures hebdomadaires » as 28 heures."""
        dims = {unit: n for unit, n in self.dims.items() if n > 0}
        return Quantity(self.claim, dims, self.scale_of_all, self.scale_of_all)


def quantities(sentence: Stretch) -> Sequence[Quantity]:
    """Every number of a sentence that has a unit, in reading order."""
    claims = [_as_told(c) for c in sentence.claims]
    found: list[Quantity] = []
    for claim, after in pairwise([*claims, None]):
        one = _quantity(claim, found, after) if claim else None
        found += [one] if one else []
    return found


def _as_told(claim: Claim) -> Claim:
    """« 7 h 30 » is read as 450 minutes, and told in hours; « 20 ans » are told in the plural."""
    if claim.unit in _PLURALS:
        return replace(claim, unit=claim.unit + "s")
    return replace(claim, value=claim.value / 60, unit=HOURS, places=2) if claim.unit == "minutes" else claim


_AGED = pattern(r" (?:revolus|d'age)\b")  # « soixante-deux ans révolus et cent soixante-douze trimestres »


def _quantity(claim: Claim, before: Sequence[Quantity], after: Claim | None) -> Quantity | None:
    text = claim.said.low
    if claim.unit == "tiers" or claim.said.then(_AGED):  # « l'accord des deux tiers au moins, soit huit »
        return None
    per = _PER.match(text, claim.said.end)
    also = _PER_ALSO.match(text, per.end() if per else claim.said.end)
    last = before[-1:]
    own = _unit(claim, text, per, before, after)
    if own is None:
        return None
    noun, scale = own
    dims, of_all = Counter({noun: 1} if noun else {}), scale
    each = [] if claim.unit == "%" else [_per(claim, per, last), _of_each(claim, last, text)]
    each += [singular(also["per"])] if each and also else []
    for one in filter(None, dict.fromkeys(each)):
        unit, times = TIMES.get(one, (one, Fraction(1)))
        if unit != noun:
            dims[unit] -= 1
            scale /= times
    dims["m"] += 2 * dims.pop("m²", 0) + 3 * dims.pop("m³", 0)  # « 6 m sur 2 m, soit 12 m² »
    return Quantity(claim, {unit: n for unit, n in dims.items() if n}, scale, of_all)


def _unit(
    claim: Claim, text: str, per: Match[str] | None, before: Sequence[Quantity], after: Claim | None
) -> tuple[str, Fraction] | None:
    """What a number counts, in its base unit; an instalment of a rhythm is that time."""
    if claim.unit == "%":
        return "", Fraction(1, 100)
    if _SOME.search(text, 0, claim.said.start):
        return None
    noun = claim.unit
    if not noun and after is not None and _TO.fullmatch(text, claim.said.end, after.said.start):
        noun = after.unit  # « de 1 200 à 1 500 entrées »
    if not noun and _SO.search(text, 0, claim.said.start):  # « dix-huit jeunes, la moitié d'entre eux, soit neuf »
        noun = next((one.claim.unit for one in reversed(before) if one.dims), "")
    last = before[-1:]
    some = _OUT_OF.search(text, 0, claim.said.start) or (last and _AMONG.search(text, 0, last[0].claim.said.start))
    if last and some and not noun.endswith(_MANY) and noun not in TIMES:
        noun = last[0].claim.unit
    noun = singular(noun)
    if noun in PAID_IN and per and per["rhythm"]:
        noun = RHYTHMS[per["rhythm"]]
    return TIMES.get(noun, (noun, Fraction(1))) if noun else None


def _per(claim: Claim, per: Match[str] | None, last: Sequence[Quantity]) -> str:
    """What a number is of each of: said after it, or by the adjective before an amount."""
    if per is None:
        if claim.basis is not None or claim.unit != "€":
            return claim.basis.value if claim.basis and claim.basis is not Basis.PERIODE else ""
        one = claim.said.led(_PRICE_OF)
        return singular(one["one"]) if one else ""
    if per["each"]:
        return next((unit for one in last for unit, n in one.dims.items() if n == 1), "")
    if per["rhythm"]:
        return "" if singular(claim.unit) in PAID_IN else RHYTHMS[per["rhythm"]]
    return singular(per["per"] or per["the"])


def _of_each(claim: Claim, last: Sequence[Quantity], text: str) -> str:
    """« 12 tables de 6 personnes », « 12 ateliers hebdomadaires de deux heures »: so many for each."""
    one = next(iter(last), None)
    if one is None or one.claim.unit in ("€", "%", "") or one.claim.said.block != claim.said.block:
        return ""
    beside = _OF_EACH.fullmatch(text, one.claim.said.end, claim.said.start)
    dims = one.of_all.dims
    return next((unit for unit, n in dims.items() if n == 1), "") if beside and len(dims) == 1 else ""


def is_instalment(noun: str) -> bool:
    """Whether a noun counts payments: « échéances », « mensualités »."""
    return singular(noun) in PAID_IN or noun in EQUAL


def singular(noun: str) -> str:
    """The noun that things are counted by, one of several that say the same.

    >>> singular("semaines"), singular("places"), singular("fois")
    ('semaine', 'personne', 'fois')
    """
    one = noun if noun in (AGAIN, "mois", "tiers") else noun.rstrip("sx")
    return _ALIKE.get(one, one)


PAID_IN = frozenset(map(singular, PAYMENTS)) - {AGAIN}
_SPELT = {
    "m²": "metre carre|m²|m2",
    "jour": "jour|journee|journalier",
    "an": "an|annee|annuel",
    "heure": "heure|horaire",
    HOURS: "heure|horaire",
}


def of_one(price: Claim, count: Claim) -> bool:
    """« carte de dix entrées : 32,40 €, soit 3,24 € l'entrée », « prix unitaire »: that of one of what is counted."""
    low, said, noun = price.said.low, price.said, singular(count.unit)
    one = _SPELT.get(noun, re.escape(noun)) or "unitaire"
    after = re.match(rf"\s?(?:(?:ht|ttc)\s)?(?:par|l'|l[ae]|/|chaque)\s?(?:{one})\b", low[said.end :])
    before = re.search(rf"\b(?:unitaire|{one}s?)\b[^.;0-9]*\Z", low[: said.start])
    return bool(after or before)
