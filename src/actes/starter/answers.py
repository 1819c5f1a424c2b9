"""What the answer to a question of a model must be, by the kind of the question: each reader refuses in French.

A reader that gives back a text gives the answer as sentences take it: with its article, without what they say already.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from enum import StrEnum

from ..law.vat import NORMAL, ended, rates
from ..model.accounts import price, untrue
from ..model.confirm import BLANK
from ..model.funding import Cout, Vat
from ..model.natures import TypeActe
from ..model.people import Civilite
from ..pattern import pattern
from ..values.actnumber import ActNumber
from ..values.dates import parse_date, show_date
from ..values.durations import Duration
from ..values.grammar import without_article
from ..values.money import Amount
from ..values.percent import Percent
from ..values.text import quoted, unaccented
from ..values.titles import Genre

# Kinds without which an entry has no name, no series, or names nobody; « jour » dates an act that is only cited.
REQUIRED = frozenset({"numero", "fichier", "type", "tiers", "acte", "jour"})
CHOICES: Mapping[str, type[StrEnum]] = {"type": TypeActe, "genre": Genre, "civilite": Civilite}
DAYS = frozenset({"date", "jour"})
COMMON = frozenset({
    "agglomeration", "association", "centre", "club", "comite", "commune", "communaute", "departement", "ecole",
    "entreprise", "etablissement", "metropole", "mutuelle", "office", "pole", "region", "societe", "syndicat", "ville",
})  # fmt: skip
_DETERMINERS = pattern(r"(?:un|une|des|cet?|cette|ces|son|sa|ses|leurs?|deux|trois|quatre|cinq|six|dix|[0-9].*)")
_COURT = pattern(r"(?:(?:le\s+)?tribunal\s+administratif\s+)?(?P<link>de\s+|du\s+|des\s+|d['’])", re.IGNORECASE)
_BASIS = pattern(r"(?P<amount>\S(?:.*?\S)?)\s*(?:H\.?T\.?|hors\s+taxes?|(?P<ttc>T\.?T\.?C\.?))", re.IGNORECASE)
_ARTICLES = {"du": "le ", "des": "les "}
_COURTS = {"tribunal": "le", "conseil": "le", "cour": "la", "commission": "la", "chambre": "la", "juridiction": "la"}


def why_not(read: Callable[..., object], *given: object) -> str:
    """Why an answer will not do, in French; empty where it will."""
    try:
        read(*given)
    except ValueError as error:
        return str(error)
    return ""


def named(answer: str) -> str:
    """A name as sentences take it: « de » before it needs its article, where it starts with a common noun.

    >>> named("la commune de Murat"), named("Saint-Flour Communauté"), named("Le Monastier")
    ('la commune de Murat', 'Saint-Flour Communauté', 'Le Monastier')
    >>> named("Communauté de communes du Pays de Salers")
    Traceback (most recent call last):
    ValueError: écrivez ce nom avec son article : « la commune de… », « l'association… », « le syndicat… »
    """
    first = answer.split()[0] if answer.strip() else ""
    lower = first[:1].islower() and without_article(answer) == answer.strip()
    if unaccented(first) in COMMON or lower:
        raise ValueError("écrivez ce nom avec son article : « la commune de… », « l'association… », « le syndicat… »")
    return answer.strip()


def thing(answer: str) -> str:
    """What a sentence may put after « de », « à », « pour »: with its article, a determiner, or a name.

    >>> thing("le dégât des eaux"), thing("une salle"), thing("40 tables"), thing("Groupama")
    ('le dégât des eaux', 'une salle', '40 tables', 'Groupama')
    >>> thing("dégât des eaux")
    Traceback (most recent call last):
    ValueError: écrivez-le avec son article, sans « de » ni « à » devant : « la fête… », « l'entretien… », « un local… »
    """
    first = unaccented(re.split(r"[\s'’]", answer.strip())[0])
    if not _DETERMINERS.fullmatch(first):
        try:
            return named(answer)
        except ValueError:
            hint = "écrivez-le avec son article, sans « de » ni « à » devant"
            raise ValueError(f"{hint} : « la fête… », « l'entretien… », « un local… »") from None
    return answer.strip()


def court_town(answer: str) -> str:
    """The town of an administrative court, of which people give the whole name.

    >>> court_town("tribunal administratif d'Amiens"), court_town("Orléans"), court_town("La Réunion")
    ('Amiens', 'Orléans', 'La Réunion')
    >>> court_town("Le tribunal administratif de la Guadeloupe"), court_town("d'Amiens")
    ('la Guadeloupe', 'Amiens')
    """
    match = _COURT.match(answer.strip())
    if match is None:
        return answer.strip()
    return _ARTICLES.get(match["link"].strip().lower(), "") + answer.strip()[match.end() :]


def court(answer: str) -> str:
    """A court, with its article.

    >>> court("tribunal administratif d'Amiens"), court("le tribunal judiciaire d'Aurillac"), court("Conseil d'État")
    ("le tribunal administratif d'Amiens", "le tribunal judiciaire d'Aurillac", "le Conseil d'État")
    >>> court("Amiens")
    Traceback (most recent call last):
    ValueError: écrivez la juridiction en entier : « le tribunal administratif d'Amiens »
    """
    name = without_article(answer)
    article = _COURTS.get(unaccented(name.split()[0]))
    if article is None:
        raise ValueError("écrivez la juridiction en entier : « le tribunal administratif d'Amiens »")
    return f"{article} {name if unaccented(name).startswith('conseil') else name[0].lower() + name[1:]}"


def person(answer: str) -> str:
    """Somebody with the civility, that nothing has to agree with."""
    if not re.match(r"(?:Madame|Monsieur|Maître|Mesdames|Messieurs)\s+\S", answer.strip()):
        raise ValueError("écrivez la civilité, le prénom, le nom : Madame Louise Aubert")
    return answer.strip()


def _among(kind: type[StrEnum]) -> Callable[[str], str]:
    """One of the words of an enumeration, whatever the accents and capitals."""
    known = {unaccented(one): one.value for one in kind}

    def read(answer: str) -> str:
        if unaccented(answer.strip()) not in known:
            raise ValueError(f"répondez {', '.join(known.values())}")
        return known[unaccented(answer.strip())]

    return read


def tax(answer: str, today: date) -> str:
    """A rate of VAT in force, or why there is none.

    >>> tax("20", date(2026, 1, 5)), tax("non applicable, article 293 B du CGI", date(2026, 1, 5))
    ('20', 'non applicable, article 293 B du CGI')
    >>> tax("19,6 %", date(2026, 1, 5))  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ValueError: 19,6...n'est plus un taux de TVA depuis le 31...décembre...2013 ; écrivez 20 %
    """
    if not answer.strip()[:1].isdigit():
        if not unaccented(answer).strip().startswith("non applicable"):
            raise ValueError("écrivez un taux (20 %), ou « non applicable, article 293 B du CGI »")
        return answer.strip()
    rate = Percent.parse(answer)
    if rate.valeur not in rates(today):
        end = ended(rate.valeur, today)
        why = f"n'est plus un taux de TVA depuis le {show_date(end)}" if end else "n'est pas un taux de TVA"
        raise ValueError(f"{rate} {why} ; écrivez {NORMAL} %")
    return answer.strip()


def _short_name(answer: str) -> str:
    """The name by which prose refers to a third party."""
    if not answer.isidentifier():
        hint = "employez des lettres minuscules, des chiffres et « _ » : amis_des_sentiers"
        raise ValueError(f"{quoted(answer)} ne peut pas servir de nom dans un texte ; {hint}")
    return answer


def cost(answer: str) -> tuple[str, str]:
    """The key of a cost and its amount: without tax, unless « TTC » follows it.

    >>> cost("4 800"), cost("4 800,00 € HT"), cost("5760 ttc")
    (('ht', '4 800'), ('ht', '4 800,00 €'), ('ttc', '5760'))
    """
    found = _BASIS.fullmatch(answer.strip())
    return ("ttc" if found["ttc"] else "ht", found["amount"]) if found else ("ht", answer.strip())


def _cost(answer: str) -> Amount:
    return Amount.parse(cost(answer)[1])


def inexact(answer: str, tva: str) -> str:
    """Why a price with tax would not be said to the cent, once it is worked out without tax and back.

    >>> inexact("100,05 TTC", "20 %").partition(" : ")[2]
    '83,38\xa0€ HT donnent 100,06\xa0€ TTC ; écrivez le prix HT, ou corrigez'
    >>> inexact("5 760 TTC", "20 %"), inexact("100,05", "20 %")
    ('', '')
    """
    key, amount = cost(answer)
    if key == "ht":
        return ""
    typed, rate = Amount.parse(amount), Vat.parse(tva)
    why = untrue(typed, price(Cout(ht=price(Cout(ttc=typed), rate).ht), rate))
    return why and f"{why} ; écrivez le prix HT, ou corrigez"


def rows(answer: str) -> Iterator[str]:
    """The rows of a table of prices, as YAML.

    >>> list(rows("Habitants : 120 ; Associations : 60,50"))
    ['["Habitants", "120,00\xa0€"]', '["Associations", "60,50\xa0€"]']
    """
    if answer.startswith(BLANK):
        yield json.dumps([answer, f"{BLANK}]"], ensure_ascii=False)
        return
    for part in filter(str.strip, answer.split(";")):
        label, _, amount = part.rpartition(":")
        yield json.dumps([label.strip(), str(Amount.parse(amount.strip()))], ensure_ascii=False)


def _prices(answer: str) -> str:
    try:
        found = list(rows(answer))
    except ValueError:
        found = []
    if not found or any(row.startswith('[""') for row in found):
        raise ValueError(
            "écrivez chaque tarif et son montant, séparés par « ; » : Habitants : 120,00 ; Autres : 180,00"
        )
    return answer.strip()


def _part(answer: str) -> Percent:
    part = Percent.parse(answer)
    if part.valeur > 100:
        raise ValueError(f"{part} dépasse le tout ; écrivez par exemple 50 %")
    return part


def _number(least: int, most: int, what: str) -> Callable[[str], str]:
    def read(answer: str) -> str:
        if not (answer.strip().isdecimal() and least <= int(answer) <= most):
            raise ValueError(f"{quoted(answer)} n'est pas {what}")
        return answer.strip()

    return read


READERS: Mapping[str, Callable[[str], object]] = {
    "numero": ActNumber.typed,
    "date": parse_date,
    "jour": parse_date,
    "montant": Amount.parse,
    "cout": _cost,
    "duree": Duration.parse,
    "taux": _part,
    "fichier": _short_name,
    "nom": named,
    "chose": thing,
    "juridiction": court,
    "personne": person,
    **{kind: _among(words) for kind, words in CHOICES.items()},
    "tarifs": _prices,
    "rang": _number(1, 99, "un rang ; écrivez par exemple 1"),
    "annee": _number(1900, 2999, "une année ; écrivez par exemple 2027"),
}
