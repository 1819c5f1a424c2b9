"""What each fact of an entry writes, in every form that prose can give it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ..against.words import split
from ..compose.parties import Party
from ..compose.prose import Scope, Writer
from ..facts import Bounds, Mention, MentionKind
from ..frozen import frozen
from ..model.accounts import Accounts, Price
from ..model.prose import Prose
from ..part import Part
from ..values.money import Amount
from ..values.periods import Period

_DATES = ("", "date_numerique", "date_en_lettres")
_AMOUNTS = ("", "en_chiffres_et_lettres", "en_lettres", "sans_centimes")
_FIGURES = ("", "sans_centimes")
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

    def add(
        self, path: str, filters: Iterable[str], value: object = None, *, rank: int = 0, exact: bool = True
    ) -> None:
        """A fact in several forms; those that cannot be written are left out."""
        for one in filters:
            self.phrase(f"{{{{ {path}{' | ' + one if one else ''} }}}}", path, value, rank=rank, exact=exact)

    def phrase(self, prose: str, path: str, value: object = None, *, rank: int = 0, exact: bool = True) -> None:
        """Words around facts."""
        before = len(self.writer.findings)
        keys = tuple(split(self.writer.text(Prose(prose), self.scope)))
        if len(self.writer.findings) > before:
            del self.writer.findings[before:]
        elif keys:
            self.found.append(Form(prose, keys, path, value, rank, exact))


def forms_of(forms: Forms) -> list[Form]:
    """Every fact that the prose of an act can name."""
    scope = forms.scope
    _own(forms, scope)
    _days(forms, scope)
    _period(forms, scope)
    _bodies(forms, scope)
    _money(forms, scope)
    for label, text in scope["references"].items():
        forms.add(f"references.{label}.titre", ("", "de", "a", "majuscule"))
        if text.date:
            forms.add(f"references.{label}.date", _DATES, text.date)
        if text.periode:
            _years(forms, f"references.{label}.periode", text.periode, exact=False)
    return forms.found


def _own(forms: Forms, scope: Scope) -> None:
    forms.add("type.present", ("", "majuscule"))
    for link in (" du ", " en date du ", ", du "):
        for one in _DATES[:2]:
            shown = f"{{{{ date{' | ' + one if one else ''} }}}}"
            forms.phrase(f"{{{{ numero }}}}{link}{shown}", "date", rank=-1)
    forms.add("numero", ("",), scope["numero"])


def _days(forms: Forms, scope: Scope) -> None:
    """The days that only their place tells: of signature, of what followed it."""
    signed, follow = scope["signature"], scope["suivi"]
    forms.add("signature.date", (*_DATES, "date_solennelle"), signed.date, exact=False)
    for name in ("transmission", "reception", "publication"):
        forms.add(f"suivi.{name}", ("", "date_numerique"), getattr(follow, name), exact=False)
    agreed = scope["convention"]
    if agreed is not None and agreed.signature.date:
        own = Forms(forms.writer, {**scope, "date": agreed.signature.date})
        own.add("date", ("", "date_numerique"), agreed.signature.date, exact=False)
        forms.found += [replace(one, path="convention.signature.date") for one in own.found]


def _period(forms: Forms, scope: Scope) -> None:
    period = scope["periode"]
    if period is None:
        return
    forms.add("periode", ("",), Bounds(period.debut, period.fin))
    forms.add("periode.debut", _DATES, period.debut)
    forms.add("periode.fin", _DATES, period.fin, rank=1)
    forms.add("periode.duree", _DURATIONS, period.duree, exact=False)
    forms.add("periode.duree.en_annees", ("", "en_lettres", "en_chiffres_et_lettres"), period.duree, exact=False)
    _years(forms, "periode", period, exact=len(period.annees) > 1)


def _years(forms: Forms, path: str, period: Period, *, exact: bool) -> None:
    """« 2025 et 2026 », « 2025-2026 »: from the first to the last, however many they become."""
    years = tuple(period.annees)
    forms.add(f"{path}.annees", ("liste",), years, exact=exact)
    if len(years) > 1:
        forms.phrase(
            f"{{{{ {path}.debut | annee }}}}-{{{{ {path}.fin | annee }}}}", f"{path}.annees", years, exact=exact
        )


def _bodies(forms: Forms, scope: Scope) -> None:
    forms.add("collectivite.nom", _NAMES, rank=2)
    for label, body in scope["parties"].items():
        body_forms(forms, f"parties.{label}", body)


def body_forms(forms: Forms, path: str, body: Party) -> None:
    """A party: its names, its form, its address, who represents it."""
    forms.add(f"{path}.nom", _NAMES)
    if body.nom_complet:
        forms.add(f"{path}.nom_complet", ("", "de", "majuscule"))
    if body.sigle:
        forms.add(f"{path}.sigle", ("",))
    if body.forme:
        forms.add(f"{path}.forme", ("",))
    if body.adresse:
        forms.add(f"{path}.adresse", ("",))
    for name in ("siret", "siren"):
        if getattr(body, name):
            forms.add(f"{path}.{name}", ("",))
    if body.representant:
        _person(forms, f"{path}.representant", path)
    if path == "partie":  # where it is presented
        for word in ("dénommé", "sis", "désigné", "domicilié", "représenté"):
            forms.phrase(f'{{{{ "{word}" | accorde({path}) }}}}', f"{path}.genre")
        for form in _OFFICES:
            forms.phrase(f"{{{{ partie.representant.titre.{form} }}}}", "partie.representant")
        for form in ("titre", "titre.minuscule"):
            forms.phrase(f"qualité de {{{{ partie.representant.{form} }}}}", "partie.representant")
        forms.phrase("{{ partie.representant.prenom }} {{ partie.representant.nom }}", "partie.representant")
        forms.phrase(
            "{{ partie.representant.prenom }} {{ partie.representant.nom | capitales }}", "partie.representant"
        )


def _person(forms: Forms, path: str, body: str) -> None:
    """« représentée par sa gérante, Madame Hortense ABADIE »: in one piece, or the name alone with its civility."""
    called = f"{{{{ {path}.civilite }}}} {{{{ {path}.prenom }}}}"
    names = [f"{called} {{{{ {path}.nom{' | capitales' if big else ''} }}}}" for big in (True, False)]
    for name in names:
        forms.phrase(name, path)
        for office in (f"{{{{ {path}.titre.{form} }}}}" for form in _OFFICES):
            forms.phrase(f"{office}, {name}", path, rank=-1)
            forms.phrase(f'{{{{ "représenté" | accorde({body}) }}}} par {office}, {name}', path, rank=-2)
        forms.phrase(f'{{{{ "représenté" | accorde({body}) }}}} par {name}', path, rank=-2)
        forms.phrase(
            f'{{{{ "représenté" | accorde({body}) }}}} par {name}, {{{{ {path}.titre | minuscule }}}}', path, rank=-3
        )


def _money(forms: Forms, scope: Scope) -> None:
    accounts: Accounts | None = scope["financement"]
    if accounts is None:
        return
    held: list[tuple[str, Price | None]] = []
    bases = ("annuel", "periode") if accounts.base == "annuel" else ("periode", "annuel")
    if accounts.participation:
        held += [(f"participation.{base}", getattr(accounts.participation, base)) for base in bases]
    costs = ["cout_annuel", "cout_total"] if accounts.base == "annuel" else ["cout_total", "cout_annuel"]
    held += [(cost, getattr(accounts, cost)) for cost in costs]
    groups: Mapping[str, Mapping[str, Any]] = {
        "echeances": accounts.echeances,
        "repartition": accounts.repartition,
        "lignes": accounts.lignes,
    }
    for group, lines in groups.items():
        for label, line in lines.items():
            held += [(f"{group}.{label}.{base}", getattr(line, base)) for base in bases]
            if group != "echeances":
                forms.add(
                    f"financement.{group}.{label}.nom", ("", "minuscule"), Named(line.annuel, line.periode), rank=-1
                )
    for rank, (path, price) in enumerate(held):
        if price is not None:
            _price(forms, f"financement.{path}", price, rank)
    if accounts.tva is not None:
        forms.add("financement.tva", ("",), accounts.tva.taux, exact=not accounts.tva.applicable)
    for label, line in accounts.lignes.items():
        if line.taux is not None:
            forms.add(f"financement.lignes.{label}.taux", ("",), line.taux.taux, exact=False)
    for group in ("echeances", "repartition"):
        for label, line in groups[group].items():
            if line.part is not None:
                forms.add(f"financement.{group}.{label}.part", ("", "en_lettres"), line.part, exact=False)
            if group == "echeances":
                forms.add(f"financement.echeances.{label}.quand", ("",), line.quand.date or line.quand.mois)
    forms.add("financement.reste", ("",), accounts.reste, exact=False)
    if accounts.budget is not None:
        forms.phrase(
            "{{ financement.budget.nom }} {{ financement.budget.exercices | liste }}", "financement.budget", rank=-1
        )
        for word in (", exercices ", ", exercice ", " de l'exercice ", " de l'année "):
            forms.phrase(
                f"{{{{ financement.budget.nom }}}}{word}{{{{ financement.budget.exercices | liste }}}}",
                "financement.budget",
                rank=-1,
            )
        forms.add("financement.budget.nom", ("",))


def _price(forms: Forms, path: str, price: Price, rank: int) -> None:
    if price.taxe and price.ht in forms.printed and price.ttc in forms.printed:
        forms.add(path, ("",), price, rank=rank)
    for name in ("ht", "ttc", "tva") if price.taxe else ("montant",):
        amount = getattr(price, name)
        if amount in forms.printed:
            forms.add(f"{path}.{name}", _AMOUNTS if forms.printed[amount] else _FIGURES, amount, rank=rank)


def amounts_in(parts: Iterable[Part]) -> dict[Amount, bool]:
    """The amounts that documents print, and whether one place writes them in words."""
    found: dict[Amount, bool] = {}
    for part in parts:
        for where, mention in part.passages(MentionKind.AMOUNT):
            if isinstance(mention.value, Amount):
                said = mention.words is not None or not any(map(str.isdigit, where.text))
                found[mention.value] = found.get(mention.value, False) or said
    return found
