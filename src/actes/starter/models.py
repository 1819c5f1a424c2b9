"""Models of entries: a text with questions, filled with answers.

The head of a model says what it is and what it asks; the rest is an entry in which `@{name}` is an answer, `@{name|de}`
and `@{name|a}` the same after « de » and « à », `@{name|cout}` the price without tax or with it that an answer gives,
`- @{name|lignes}` a row of a table for each part of it:

    #= what the model is for
    #? name:kind | the question | an example, which may hold other answers (`@{annee}`)
    #? name:kind | the question | = what is proposed, and taken unless somebody says otherwise
    #: name | a kind of collectivity | what `name` is for that kind

An example is only ever shown: what nobody answers is a blank in the entry, which `check` and `render --final` see.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from importlib.resources import files

from ..frozen import frozen
from ..model.confirm import BLANK
from ..model.natures import TypeActe
from ..pattern import pattern
from ..registry.yamlwriting import flow_text
from ..values.dates import parse_date, show_date_numeric
from ..values.grammar import a, de
from ..values.text import quoted
from .answers import DAYS, READERS, REQUIRED, cost, rows

TIERS = "tiers"  # the one model that is no act
_QUESTION = pattern(r"#\? (?P<name>\w+)(?::(?P<kind>\w+))? \| (?P<text>.+) \| (?P<offer>= )?(?P<example>.+)")
_VARIANT = pattern(r"#: (?P<name>\w+) \| (?P<kind>\w+) \| (?P<text>.+)")
# Where an answer stands decides how it is written: in quotes, as the whole of a value, or among words. A key has no
# space before its colon, as French prose has.
_PLACE = pattern(
    r'"@\{(?P<quoted>\w+)\}"|(?:(?<=\w: )|(?<=- ))@\{(?P<value>\w+)\}(?=[ ]*(?:$|[,}\]]|[ ]#))'
    r"|(?P<lead>(?<=\n) *- )@\{(?P<rows>\w+)\|lignes\}|@\{(?P<words>\w+)(?:\|(?P<how>de|a|cout))?\}",
    re.MULTILINE,
)
_AFTER: Mapping[str, tuple[str, Callable[[str], str]]] = {"de": ("de ", de), "a": ("à ", a)}


@frozen
class Question:
    """What a model asks; `kind` says what the answer must be (see `answers`), acte or tiers that the register has it.

    `offered`: whether `example` is a proposal, which is taken.
    """

    name: str
    text: str
    example: str
    kind: str = ""
    offered: bool = False

    @property
    def required(self) -> bool:
        """Whether the entry could not even be written without it."""
        return self.kind in REQUIRED

    @property
    def blank(self) -> str:
        """What stands in the entry for an answer that nobody gave."""
        return f"{BLANK} : {self.text[0].lower()}{self.text[1:]}]"

    def shown(self, answer: str) -> str:
        return show_date_numeric(parse_date(answer)) if self.kind in DAYS else answer

    def read(self, answer: str) -> str:
        """The answer as the entry has it. Raises ValueError, in French, where it will not do.

        >>> Question("debut", "Premier jour", "", "date").read("31 février 2027")
        Traceback (most recent call last):
        ValueError: « 31 février 2027 » n'existe pas : février 2027 a 28 jours
        >>> Question("tribunal", "La juridiction", "", "juridiction").read("tribunal administratif d'Amiens")
        "le tribunal administratif d'Amiens"
        """
        if not answer.strip() or "{{" in answer or "\n" in answer:
            raise ValueError("une réponse tient en une ligne, sans {{ }}")
        if answer == self.blank:
            return answer
        value = READERS.get(self.kind, str)(answer)
        return value if isinstance(value, str) else answer.strip()


@frozen
class Model:
    """A model of entry, by the name of its file."""

    name: str
    title: str
    questions: tuple[Question, ...]
    variants: Mapping[tuple[str, str], str]
    text: str

    @property
    def is_act(self) -> bool:
        """Whether it is a model of act, and not of a third party."""
        return self.name != TIERS

    def type_of(self, answers: Mapping[str, str]) -> TypeActe | None:
        """The type of act, as its text or an answer says; None for a third party, or while nobody has said."""
        said = next((line.removeprefix("type: ") for line in self.text.splitlines() if line.startswith("type: ")), "")
        match = _PLACE.fullmatch(said)
        said = answers.get(match["words"], "") if match else said
        return next((one for one in TypeActe if one == said), None)

    def answers(self, known: Mapping[str, str], *, examples: bool = False) -> dict[str, str]:
        """Everything that the text needs: answers, what is proposed, else blanks; or the examples and no answer.

        `known` holds answers, and what examples are made of (`annee`…) with « genre_de_collectivite ». Raises
        ValueError, in French, for an answer that the entry cannot do without.
        """
        kind = known.get("genre_de_collectivite", "")
        found = dict(known) | {name: text for (name, of), text in self.variants.items() if of == kind}
        for question in self.questions:
            if question.name in known and not examples:
                found[question.name] = question.read(known[question.name])
            elif question.offered or examples:
                found[question.name] = fill(question.example, found)
            elif question.required:
                raise ValueError(f"il manque --{question.name} ({question.text})")
            else:
                found[question.name] = question.blank
        return found

    def example(self, question: Question, known: Mapping[str, str]) -> str:
        """What an answer could be, as a person types it."""
        return question.shown(self.answers(known, examples=True)[question.name])


def fill(text: str, answers: Mapping[str, str]) -> str:
    """A text with its answers in, each written as its place asks.

    >>> fill('nom: @{n}\\nht: "@{m}"\\nobjet: |\\n  @{n|de}.', {"n": "l'Étang : x", "m": "977,50"}).splitlines()
    ['nom: "l\\'Étang : x"', 'ht: "977,50"', 'objet: |', '  de l’Étang : x.']
    >>> fill("le prix @{n|de}", {"n": "[À COMPLÉTER : le lot]"})
    'le prix de [À COMPLÉTER : le lot]'
    """

    def written(match: re.Match[str]) -> str:
        if match["quoted"]:
            return '"' + answers[match["quoted"]].replace("\\", "\\\\").replace('"', '\\"') + '"'
        if match["value"]:
            return flow_text(answers[match["value"]])
        if match["rows"]:
            return "\n".join(match["lead"] + row for row in rows(answers[match["rows"]]))
        answer = answers[match["words"]]
        if match["how"] == "cout":
            key, amount = cost(answer)
            return f'{key}: "{amount}"'
        if not match["how"]:
            return answer
        before, contracted = _AFTER[match["how"]]
        return before + answer if answer.startswith(BLANK) else contracted(answer)

    return _PLACE.sub(written, text)


def model_names() -> tuple[str, ...]:
    """The models, in the order of their numbers in the examples."""
    found = (path.name for path in files(__package__).joinpath("models").iterdir())
    return tuple(sorted(name.removesuffix(".yaml") for name in found if name.endswith(".yaml")))


def model(name: str) -> Model:
    """A model by its name; KeyError where there is none."""
    if name not in model_names():
        raise KeyError(name)
    text = starter_text(f"models/{name}.yaml")
    lines = text.splitlines()
    head = [line for line in lines if line[:2] in ("#=", "#?", "#:")]
    title = next((line[3:] for line in head if line.startswith("#=")), quoted(name))
    asked = [match for line in head if (match := _QUESTION.fullmatch(line))]
    variants = {(m["name"], m["kind"]): m["text"] for line in head if (m := _VARIANT.fullmatch(line))}
    questions = tuple(Question(m["name"], m["text"], m["example"], m["kind"] or "", bool(m["offer"])) for m in asked)
    return Model(name, title, questions, variants, "\n".join([*lines[len(head) :], ""]))


def starter_text(path: str) -> str:
    return files(__package__).joinpath(path).read_text("utf-8")
