"""What each fact of an entry writes, in every form that prose can give it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from ..against.words import split
from ..compose.prose import Scope, Writer
from ..facts import Bounds, Mention, MentionKind
from ..frozen import frozen
from ..model.accounts import Accounts, Price
from ..model.funding import Quand, Vat
from ..model.prose import Prose
from ..part import Part
from ..values.actnumber import ActNumber
from ..values.dates import YearMonth
from ..values.durations import Duration
from ..values.money import Amount
from ..values.percent import Percent
from ..values.periods import Period

_DATES = ("", "date_numerique", "date_en_lettres")
_AMOUNTS = ("", " | en_chiffres_et_lettres", " | en_lettres", " | sans_centimes")
_FIGURES = ("", " | sans_centimes")
_DURATIONS = ("", "en_chiffres_et_lettres", "en_lettres", "en_annees")
_NAMES = ("", "de", "a", "capitales", "majuscule", "de | capitales", "sans_article", "sans_article | majuscule",
          "sans_article | capitales", "de | majuscule", "a | majuscule")  # fmt: skip
_OFFICES = ("possessif", "minuscule.possessif", "le", "minuscule.le")


@frozen
class Form:
    """What a reference writes: `prose`, the words as keys; the fact and its value; a lower `rank` is preferred."""

    prose: str
    keys: tuple[str, ...]
    path: str
    value: object = None
    rank: int = 0
    exact: bool = True  # whether its words alone are enough to put it; else only at a mention of that value


@frozen
class Named:
    """The prices of a line: words are its name where one of them follows at once."""

    annuel: Price | None
    periode: Price | None

    def follows(self, end: int, mentions: Iterable[Mention]) -> bool:
        prices = [one for one in (self.annuel, self.periode) if one is not None]
        amounts = {amount for one in prices for amount in (one.ht, one.ttc)}
        after = (m.value for m in mentions if end <= m.start <= end + len(" : "))
        return any(isinstance(value, Amount) and value in amounts for value in after)


@dataclass(slots=True)
class Forms:
    """The forms of the facts of an act, worked out in one scope."""

    writer: Writer
    scope: Scope
    printed: Mapping[Amount, bool] = field(default_factory=dict)  # the amounts of the documents; whether in words too
    found: list[Form] = field(default_factory=list)

    def add(self, path: str, *filters: str, rank: int = 0, exact: bool = True) -> None:
        """A fact, or all those that « * » stands for, in several forms; those that cannot be written are left out."""
        for own, value in _reached(self.scope, path):
            for one in filters or ("",):
                prose = f"{{{{ {own}{' | ' + one if one else ''} }}}}"
                self.phrase(prose, own, _said_of(value), rank=rank, exact=exact)

    def phrase(self, prose: str, path: str, value: object = None, *, rank: int = 0, exact: bool = True) -> None:
        if keys := written(self.writer, self.scope, prose):
            self.found.append(Form(prose, keys, path, value, rank, exact))


def written(writer: Writer, scope: Scope, prose: str) -> tuple[str, ...]:
    """The words that prose writes, as keys; none where it cannot be written."""
    before = len(writer.findings)
    keys = tuple(split(writer.text(Prose(prose), scope)))
    wrong = writer.findings[before:]
    del writer.findings[before:]
    return () if wrong else keys


def _reached(held: Any, path: str) -> Iterator[tuple[str, Any]]:
    """The facts at a path of a scope, and their own paths; none where nothing is said."""
    name, _, rest = path.partition(".")
    for one in held if name == "*" else (name,):
        try:
            value = held[one] if isinstance(held, Mapping) else getattr(held, one)
        except ValueError:  # what a property refuses
            continue
        if value is not None and value != "":
            yield from ((f"{one}.{more}", fact) for more, fact in _reached(value, rest)) if rest else ((one, value),)


def _said_of(fact: object) -> object:
    """What a mention of a fact has for its value; None for words."""
    match fact:
        case Period():
            return Bounds(fact.debut, fact.fin)
        case Vat():
            return fact.taux
        case Quand():
            return fact.date or fact.mois
        case date() | YearMonth() | Duration() | Percent() | ActNumber() | tuple():
            return fact
    return None


def forms_of(forms: Forms) -> list[Form]:
    """Every fact that the prose of an act can name."""
    scope = forms.scope
    forms.add("type.present", "", "majuscule")
    for link in (" du ", " en date du ", ", du "):
        for one in ("", " | date_numerique"):
            forms.phrase(f"{{{{ numero }}}}{link}{{{{ date{one} }}}}", "date", rank=-1)
    forms.add("numero")
    forms.add("signature.date", *_DATES, "date_solennelle", exact=False)  # a day that only its place tells
    for name in ("transmission", "reception", "publication"):
        forms.add(f"suivi.{name}", *_DATES[:2], exact=False)
    agreed = scope["convention"]
    if agreed is not None and agreed.signature.date:
        own = Forms(forms.writer, {**scope, "date": agreed.signature.date})
        own.add("date", *_DATES[:2], exact=False)
        forms.found += [replace(one, path="convention.signature.date") for one in own.found]
    if scope["periode"] is not None:
        forms.add("periode")
        forms.add("periode.debut", *_DATES)
        forms.add("periode.fin", *_DATES, rank=1)
        forms.add("periode.duree", *_DURATIONS, exact=False)
        forms.add("periode.duree.en_annees", "", "en_lettres", "en_chiffres_et_lettres", exact=False)
        _years(forms, "periode", scope["periode"], exact=len(scope["periode"].annees) > 1)
    forms.add("collectivite.nom", *_NAMES, rank=2)
    for label in scope["parties"]:
        body_forms(forms, f"parties.{label}")
    if scope["financement"] is not None:
        _money(forms, scope["financement"])
    for label, text in scope["references"].items():
        forms.add(f"references.{label}.titre", "", "de", "a", "majuscule")
        forms.add(f"references.{label}.date", *_DATES)
        if text.periode:
            _years(forms, f"references.{label}.periode", text.periode, exact=False)
    return forms.found


def _years(forms: Forms, path: str, period: Period, *, exact: bool) -> None:
    """« 2025 et 2026 », « 2025-2026 »: from the first to the last, however many they become."""
    years = tuple(period.annees)
    forms.phrase(f"{{{{ {path}.annees | liste }}}}", f"{path}.annees", years, exact=exact)
    if len(years) > 1:
        prose = f"{{{{ {path}.debut | annee }}}}-{{{{ {path}.fin | annee }}}}"
        forms.phrase(prose, f"{path}.annees", years, exact=exact)


def body_forms(forms: Forms, path: str) -> None:
    """A party: its names, its form, its address, who represents it."""
    forms.add(f"{path}.nom", *_NAMES)
    forms.add(f"{path}.nom_complet", "", "de", "majuscule")
    for name in ("sigle", "forme", "adresse", "siret", "siren"):
        forms.add(f"{path}.{name}")
    for own, _ in _reached(forms.scope, f"{path}.representant"):
        _person(forms, own, path)
    if path == "partie":  # where it is presented
        for word in ("dénommé", "sis", "désigné", "domicilié", "représenté"):
            forms.phrase(f'{{{{ "{word}" | accorde({path}) }}}}', f"{path}.genre")
        own = "partie.representant"
        for form in _OFFICES:
            forms.phrase(f"{{{{ {own}.titre.{form} }}}}", own)
        for form in ("titre", "titre.minuscule"):
            forms.phrase(f"qualité de {{{{ {own}.{form} }}}}", own)
        full_name(forms, own)


def full_name(forms: Forms, path: str) -> None:
    for form in ("", " | capitales"):
        forms.phrase(f"{{{{ {path}.prenom }}}} {{{{ {path}.nom{form} }}}}", path)


def _person(forms: Forms, path: str, body: str) -> None:
    """« représentée par sa gérante, Madame Hortense ABADIE »: in one piece, or the name alone with its civility."""
    said = f'{{{{ "représenté" | accorde({body}) }}}} par '
    for form in (" | capitales", ""):
        name = f"{{{{ {path}.civilite }}}} {{{{ {path}.prenom }}}} {{{{ {path}.nom{form} }}}}"
        forms.phrase(name, path)
        for office in _OFFICES:
            titled = f"{{{{ {path}.titre.{office} }}}}, {name}"
            forms.phrase(titled, path, rank=-1)
            forms.phrase(f"{said}{titled}", path, rank=-2)
        forms.phrase(f"{said}{name}", path, rank=-2)
        forms.phrase(f"{said}{name}, {{{{ {path}.titre | minuscule }}}}", path, rank=-3)


def _money(forms: Forms, accounts: Accounts) -> None:
    money = "financement"
    bases = ("annuel", "periode") if accounts.base == "annuel" else ("periode", "annuel")
    costs = ("cout_annuel", "cout_total") if accounts.base == "annuel" else ("cout_total", "cout_annuel")
    paths = [*(f"participation.{base}" for base in bases), *costs]
    for group in ("echeances", "repartition", "lignes"):
        lines: Mapping[str, Any] = getattr(accounts, group)
        for label, line in lines.items():
            paths += [f"{group}.{label}.{base}" for base in bases]
            for form in ("", " | minuscule") if group != "echeances" else ():
                name, prices = f"{money}.{group}.{label}.nom", Named(line.annuel, line.periode)
                forms.phrase(f"{{{{ {name}{form} }}}}", name, prices, rank=-1)
    for rank, path in enumerate(paths):
        for own, price in _reached(accounts, path):
            _price(forms, f"{money}.{own}", price, rank)
    forms.add(f"{money}.tva", exact=accounts.tva is None or not accounts.tva.applicable)
    forms.add(f"{money}.lignes.*.taux", exact=False)
    for label in accounts.echeances:
        forms.add(f"{money}.echeances.{label}.part", "", "en_lettres", exact=False)
        forms.add(f"{money}.echeances.{label}.quand")
    forms.add(f"{money}.repartition.*.part", "", "en_lettres", exact=False)
    forms.add(f"{money}.reste", exact=False)
    if accounts.budget is not None:
        for word in (" ", ", exercices ", ", exercice ", " de l'exercice ", " de l'année "):
            prose = f"{{{{ {money}.budget.nom }}}}{word}{{{{ {money}.budget.exercices | liste }}}}"
            forms.phrase(prose, f"{money}.budget", rank=-1)
        forms.add(f"{money}.budget.nom")


def _price(forms: Forms, path: str, price: Price, rank: int) -> None:
    if price.taxe and price.ht in forms.printed and price.ttc in forms.printed:
        forms.phrase(f"{{{{ {path} }}}}", path, price, rank=rank)
    for name in ("ht", "ttc", "tva") if price.taxe else ("montant",):
        amount = getattr(price, name)
        if amount in forms.printed:
            for one in _AMOUNTS if forms.printed[amount] else _FIGURES:
                forms.phrase(f"{{{{ {path}.{name}{one} }}}}", f"{path}.{name}", amount, rank=rank)


def amounts_in(parts: Iterable[Part]) -> dict[Amount, bool]:
    """The amounts that documents print, and whether one place writes them in words."""
    found: dict[Amount, bool] = {}
    for part in parts:
        for where, mention in part.passages(MentionKind.AMOUNT):
            if isinstance(mention.value, Amount):
                said = mention.words is not None or not any(map(str.isdigit, where.text))
                found[mention.value] = found.get(mention.value, False) or said
    return found
