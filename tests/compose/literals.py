"""Every date, amount and number that an entry writes out, and the facts that have the same value.

Patterns are written here rather than taken from `actes.facts`, so that this reading of the entry is another one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from actes.compose.cited import CitedAct
from actes.compose.prose import Writer
from actes.model.accounts import Price
from actes.model.register import Register
from actes.registry.nodes import Mapping as Node
from actes.registry.nodes import Scalar, Sequence
from actes.values.actnumber import ActNumber
from actes.values.dates import YearMonth, parse_date
from actes.values.money import Amount
from actes.values.percent import Percent

MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
PATTERNS = [  # the first that matches takes the words
    ("date", rf"\d{{1,2}}(?:er)? (?:{MONTHS}) \d{{4}}|\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}/\d{{1,2}}/\d{{4}}"),
    ("date", r"\b20\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\b"),
    ("mois", rf"(?:{MONTHS}) \d{{4}}|\b20\d\d-(?:0[1-9]|1[0-2])\b"),
    ("article", r"\b(?:articles?|annexe) ?\d+|^\d+\.\d+(?= -)"),
    ("numéro", r"\b(?:DEC|DEL|ARR)?20\d\d-\d{2,4}\b"),
    ("montant", r"\b\d{1,3}(?: \d{3})*[,.]\d{1,2} ?€?|\b\d{1,3}(?: \d{3})+ ?€?|\b\d+ ?€"),
    ("pourcentage", r"\b\d+(?:,\d+)? ?%"),
    ("durée", r"\b\d+ (?:mois|ans?|jours)\b"),
    ("année", r"\b20\d\d\b"),
]
PATTERN = re.compile("|".join(f"(?P<k{n}>{pattern})" for n, (_, pattern) in enumerate(PATTERNS)), re.MULTILINE)
Value = tuple[str, object]


@dataclass(frozen=True)
class Written:
    """Something written out: in which field, its words, its value."""

    field: str
    words: str
    value: Value


def written(node: Node | Sequence | Scalar, path: str = "") -> Iterator[Written]:
    """Everything that a file writes out, outside its `{{ }}`."""
    if isinstance(node, Node):
        for key, value in node.items:
            yield from written(value, f"{path}.{key.text}" if path else key.text)
    elif isinstance(node, Sequence):
        for index, item in enumerate(node.items):
            yield from written(item, f"{path}[{index}]")
    else:
        for match in PATTERN.finditer(TAG.sub(lambda tag: "¤" * len(tag[0]), node.text)):
            kind = PATTERNS[int((match.lastgroup or "k0")[1:])][0]
            yield Written(path, match[0].strip(), value_of(kind, match[0].strip()))


def value_of(kind: str, words: str) -> Value:
    match kind:
        case "date":
            packed = re.fullmatch(r"(\d{4})(\d\d)(\d\d)", words)
            return kind, parse_date("-".join(packed.groups()) if packed else words)
        case "mois":
            return kind, str(YearMonth.parse(words))
        case "numéro":
            return kind, str(ActNumber.parse(words.lstrip("DECLAR")))
        case "montant":
            return kind, Amount.parse(words)
        case "pourcentage":
            return kind, Percent.parse(words).valeur
        case "article":
            first = re.search(r"\d+", words)
            assert first is not None
            return "annexe" if words.startswith("annexe") else kind, int(first[0])
    return kind, words


def facts(register: Register, identifier: str) -> Mapping[Value, list[str]]:
    """The facts of an act and of those it cites, by value, each with its name: its field, where it has one."""
    found: dict[Value, list[str]] = {}
    for kind, value, name in _facts(register, identifier):
        if value is not None:
            found.setdefault((kind, value), []).append(name)
    return found


def _facts(register: Register, identifier: str) -> Iterator[tuple[str, object, str]]:
    act = register.actes[identifier]
    shown = CitedAct(act, register, Writer())
    yield "numéro", str(act.numero), "numero"
    for name in act.cited():
        cited = register.actes[name]
        yield "numéro", str(cited.numero), f"{name}.numero"
        yield from _period(f"{name}.periode", cited)
        yield "date", cited.jour, f"{name}.date"
    yield "date", act.signature.date, "signature.date"
    yield from _period("periode", act)
    for label, text in act.references.items():
        yield "date", text.date, f"references.{label}.date"
        yield from _period(f"references.{label}.periode", text)
    for name in ("transmission", "reception", "publication"):
        yield "date", getattr(act.suivi, name), f"suivi.{name}"
    assert act.convention is not None
    yield "date", act.convention.signature.date, "convention.signature.date"
    for number, article in enumerate(act.convention.articles, 1):
        yield "article", number, f"article({article.label})"
    for number, annexe in enumerate(act.annexes, 1):
        yield "annexe", number, f"annexe({annexe.label})"
    yield from _money(shown)


def _period(name: str, owner: object) -> Iterator[tuple[str, object, str]]:
    stated = getattr(owner, "periode", None)
    if stated is not None:
        yield "date", stated.period.debut, f"{name}.debut"
        yield "date", stated.period.fin, f"{name}.fin"
        yield "durée", str(stated.period.duree).replace("\xa0", " "), f"{name}.duree"
        for year in stated.period.annees:
            yield "année", str(year), f"{name}.annees"


def _money(shown: CitedAct) -> Iterator[tuple[str, object, str]]:
    accounts = shown.financement
    assert accounts is not None
    assert accounts.tva is not None
    assert accounts.budget is not None
    yield "pourcentage", accounts.tva.taux.valeur, "financement.tva"
    yield "pourcentage", accounts.reste.valeur, "financement.reste"
    for year in accounts.budget.exercices:
        yield "année", str(year), "financement.budget.exercices"
    yield from _price("financement.cout_annuel", accounts.cout_annuel)
    yield from _price("financement.cout_total", accounts.cout_total)
    for label, share in accounts.repartition.items():
        if share.part is not None:
            yield "pourcentage", share.part.valeur, f"financement.repartition.{label}.part"
        yield from _price(f"financement.repartition.{label}.annuel", share.annuel)
        yield from _price(f"financement.repartition.{label}.periode", share.periode)
    for label, payment in accounts.echeances.items():
        assert payment.part is not None
        yield "pourcentage", payment.part.valeur, f"financement.echeances.{label}.part"
        if payment.quand.mois is not None:
            yield "mois", str(payment.quand.mois), f"financement.echeances.{label}.quand"


def _price(name: str, price: Price | None) -> Iterator[tuple[str, object, str]]:
    assert price is not None
    for part in ("ht", "ttc", "tva"):
        yield "montant", getattr(price, part), f"{name}.{part}"
