"""Models of entries: a text with questions, filled with answers.

The head of a model says what it is and what it asks; the rest is an entry in which `@{name}` is an answer:

    #= what the model is for
    #? name:kind | the question | the default, which may hold answers already known (`@{annee}`)
    #: name | a kind of collectivity | what `name` is for that kind
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.resources import files

from ..model.natures import TypeActe
from ..registry.yamlwriting import flow_text
from ..values.actnumber import ActNumber
from ..values.dates import parse_date, show_date_numeric
from ..values.durations import Duration
from ..values.grammar import without_article
from ..values.money import Amount
from ..values.percent import Percent
from ..values.text import quoted, unaccented

TIERS = "tiers"  # the one model that is no act
_QUESTION = re.compile(r"#\? (?P<name>\w+)(?::(?P<kind>\w+))? \| (?P<text>.+) \| (?P<default>.+)")
_VARIANT = re.compile(r"#: (?P<name>\w+) \| (?P<kind>\w+) \| (?P<text>.+)")
# Where an answer stands decides how it is written: in quotes, as the whole of a value, or among words.
_PLACE = re.compile(
    r'"@\{(?P<quoted>\w+)\}"|(?<=: )@\{(?P<value>\w+)\}(?=[ ]*(?:$|[,}\]]|[ ]#))|@\{(?P<words>\w+)\}', re.MULTILINE
)


COMMON = frozenset(
    {
        "agglomeration",
        "association",
        "centre",
        "club",
        "comite",
        "commune",
        "communaute",
        "departement",
        "ecole",
        "entreprise",
        "etablissement",
        "metropole",
        "mutuelle",
        "office",
        "pole",
        "region",
        "societe",
        "syndicat",
        "ville",
    }
)


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


def _short_name(answer: str) -> str:
    """The name by which prose refers to a third party."""
    if not answer.isidentifier():
        hint = "employez des lettres minuscules, des chiffres et « _ » : amis_des_sentiers"
        raise ValueError(f"{quoted(answer)} ne peut pas servir de nom dans un texte ; {hint}")
    return answer


_READERS: Mapping[str, Callable[[str], object]] = {
    "numero": ActNumber.typed,
    "date": parse_date,
    "montant": Amount.parse,
    "duree": Duration.parse,
    "taux": Percent.parse,
    "fichier": _short_name,
    "nom": named,
}


@dataclass(frozen=True, slots=True)
class Question:
    """What a model asks: `kind` is numero, date, montant, duree, taux, nom or fichier where the answer must be one;
    acte or tiers, where the register must have it (see `drafting.Desk.refused`).
    """

    name: str
    text: str
    default: str
    kind: str = ""

    def proposed(self, default: str) -> str:
        """A default as a person types it."""
        return show_date_numeric(parse_date(default)) if self.kind == "date" else default

    def refused(self, answer: str) -> str:
        """Why an answer will not do, in French; empty where it will.

        >>> Question("debut", "Premier jour", "", "date").refused("31 février 2027")
        "« 31 février 2027 » n'existe pas : février 2027 a 28 jours"
        """
        if not answer.strip() or "{{" in answer or "\n" in answer:
            return "une réponse tient en une ligne, sans {{ }}"
        try:
            _READERS.get(self.kind, str)(answer)
        except ValueError as error:
            return str(error)
        return ""


@dataclass(frozen=True, slots=True)
class Model:
    """A model of entry, by the name of its file."""

    name: str
    title: str
    questions: tuple[Question, ...]
    variants: Mapping[tuple[str, str], str]
    text: str

    @property
    def type(self) -> TypeActe | None:
        """The type of act, as its text says; None for a third party."""
        said = (line.removeprefix("type: ") for line in self.text.splitlines() if line.startswith("type: "))
        return next((TypeActe(word) for word in said), None)

    def answers(self, known: Mapping[str, str]) -> dict[str, str]:
        """Everything that the text needs; a question without an answer takes its default.

        `known` holds answers, and what defaults are made of (`annee`…) with « genre_de_collectivite ».
        """
        kind = known.get("genre_de_collectivite", "")
        found = dict(known) | {name: text for (name, of), text in self.variants.items() if of == kind}
        for question in self.questions:
            found.setdefault(question.name, fill(question.default, found))
        return found

    def filled(self, known: Mapping[str, str]) -> str:
        """The text of the entry (see `answers`)."""
        return fill(self.text, self.answers(known))


def fill(text: str, answers: Mapping[str, str]) -> str:
    """A text with its answers in, each written as its place asks.

    >>> fill('nom: @{n}\\nht: "@{m}"\\nobjet: |\\n  de @{n}.', {"n": "L'Étang : x", "m": "977,50"}).splitlines()
    ['nom: "L\\'Étang : x"', 'ht: "977,50"', 'objet: |', "  de L'Étang : x."]
    """

    def written(match: re.Match[str]) -> str:
        if match["quoted"]:
            return '"' + answers[match["quoted"]].replace("\\", "\\\\").replace('"', '\\"') + '"'
        return flow_text(answers[match["value"]]) if match["value"] else answers[match["words"]]

    return _PLACE.sub(written, text)


def model_names() -> tuple[str, ...]:
    """The models, in the order of their numbers in the examples."""
    found = (path.name for path in files(__package__).joinpath("models").iterdir())
    return tuple(sorted(name.removesuffix(".yaml") for name in found if name.endswith(".yaml")))


def model(name: str) -> Model:
    """A model by its name; KeyError where there is none."""
    if name not in model_names():
        raise KeyError(name)
    return read_model(name, starter_text(f"models/{name}.yaml"))


def read_model(name: str, text: str) -> Model:
    """The head and the body of a model."""
    lines = text.splitlines()
    head = [line for line in lines if line[:2] in ("#=", "#?", "#:")]
    title = next((line[3:] for line in head if line.startswith("#=")), quoted(name))
    asked = [match for line in head if (match := _QUESTION.fullmatch(line))]
    variants = {(m["name"], m["kind"]): m["text"] for line in head if (m := _VARIANT.fullmatch(line))}
    questions = tuple(Question(m["name"], m["text"], m["default"], m["kind"] or "") for m in asked)
    return Model(name, title, questions, variants, "\n".join([*lines[len(head) :], ""]))


def starter_text(path: str) -> str:
    """A text that comes with the program."""
    return files(__package__).joinpath(path).read_text("utf-8")
