"""The formulas of a collectivity: the words that most of its acts have in a place, around the same facts.

The words of each place are typed, what a fact of the act or of the collectivity writes becomes its `{{ }}`, and what
most acts of a type then say is their formula.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ..compose.act import Composer
from ..compose.prose import Writer
from ..compose.scope import scope_of
from ..document import Kind
from ..model.acte import Acte
from ..model.edits import Text, Tree
from ..model.natures import TypeActe
from ..model.prose import Prose
from ..model.register import Register
from ..model.texts import Signature
from ..part import Passage
from ..statements.days import Role
from ..statements.subjects import own_act
from ..values.actnumber import ActNumber
from ..values.ordinals import article_number
from ..values.text import plain_spaces, unaccented
from .portrait import day_of
from .prose import Mark, Typist
from .read import Read
from .slots import MotifText

# What formulas may say, the first that writes the same words before the others.
FACTS = (
    *("collectivite.nom | de | capitales", "collectivite.nom | sans_article | capitales"),
    *("collectivite.nom | capitales", "collectivite.nom | de", "collectivite.nom | majuscule", "collectivite.nom"),
    *("collectivite.departement | de | capitales", "collectivite.departement | de"),
    *("collectivite.organe | de | capitales", "collectivite.organe | de", "collectivite.organe | capitales"),
    *("collectivite.organe | majuscule", "collectivite.organe"),
    *("chef.titre.du | capitales", "chef.titre.du", "chef.titre.le | capitales", "chef.titre.le | majuscule"),
    *("chef.titre.le", "type.present | majuscule", "type.present", "type.demonstratif", "numero"),
    *('"Transmis" | accorde(type)', '"Publié" | accorde(type)', '"Affiché" | accorde(type)'),
)
DAYS = {
    Role.ACTE: "signature.date",
    Role.TRANSMISSION: "suivi.transmission",
    Role.RECEPTION: "suivi.reception",
    Role.PUBLICATION: "suivi.publication",
}
TITLED = ("type | capitales", "type | majuscule")  # in a title; elsewhere the word may be any act's
PLACED = ("lieu",)
MAY_BE_NONE = frozenset({"entete", "sous_titres"})  # a letterhead may be in the page; other formulas are never dropped
LISTS = frozenset({"entete", "sous_titres", "recours", "mentions"})
CONVENTION = "convention"
Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Habit:
    """A formula: its key under « formules », its words, how many acts of how many of that type have it."""

    key: str
    words: Words
    times: int
    of: int

    @property
    def tree(self) -> Tree:
        """As the collectivity's file has it."""
        if self.key.rpartition(".")[2] in LISTS:
            return [Text(line) for line in self.words]
        return Text(self.words[0])


def habits(reads: Sequence[Read], register: Register) -> list[Habit]:
    """The formulas that most acts have, where they are not those that the collectivity has already."""
    found: dict[TypeActe, list[dict[str, Words]]] = {}
    composers: dict[TypeActe, Composer] = {}
    for read in reads:
        sketch = _sketch(read)
        if sketch is not None:
            composer = _composer(sketch, register)
            found.setdefault(sketch.type, []).append(dict(_said(read, composer)))
            composers[sketch.type] = composer
    voted = {kind: dict(_voted(acts)) for kind, acts in found.items()}
    return list(_placed(voted, composers, register))


def _sketch(read: Read) -> Acte | None:
    """As much of the act as formulas say; None where it has no number, or no type."""
    own = own_act(read.context)
    kind = next((one for one in TypeActe if own and one == own.nature), None)
    if own is None or kind is None or not isinstance(own.numero, ActNumber):
        return None
    return Acte(numero=own.numero, type=kind, objet=Prose("objet"), signature=Signature(date=day_of(read)))


def _composer(act: Acte, register: Register) -> Composer:
    writer = Writer(register.collectivite.orthographe)
    forms = register.collectivite.formules.pour(act.type)
    return Composer(act, register, writer, scope_of(act, register, writer), forms)


def _said(read: Read, composer: Composer) -> Iterator[tuple[str, Words]]:
    """What stands in each place, facts apart."""
    act, agreed = read.act, read.convention
    days = _days(read)
    general = _Facts.of(composer, FACTS, days)
    titled = _Facts.of(composer, (*TITLED, *FACTS), days)
    for key, passages, facts in (
        ("entete", act.entete, general),
        ("sous_titres", act.sous_titres, titled),
        ("recours", act.recours, general),
        ("mentions", act.mentions, general),
    ):
        yield key, tuple(facts.typed([one]) for one in passages)
    for key, passages, facts in (
        ("titre", act.titre, titled),
        ("objet", act.objet_lead, general),
        ("autorite", act.autorite, general),
        ("vu", _leads(act.motifs, "vu"), general),
        ("considerant", _leads(act.motifs, "considerant"), general),
        ("decide", act.decide, general),
        ("lieu_date", act.lieu_date, _Facts.of(composer, (*PLACED, *FACTS), days)),
    ):
        if passages:
            yield key, (facts.typed(passages),)
    if heading := _heading([one.lead for one in act.articles]):
        yield "article", (heading,)
    if agreed is not None:
        yield f"{CONVENTION}.entre", (general.typed(agreed.entre),)
        yield f"{CONVENTION}.formule", (general.typed(agreed.formule),)
        if heading := _heading([one.lead for one in agreed.articles]):
            yield f"{CONVENTION}.article", (heading,)


def _usual(composer: Composer, key: str) -> Words:
    """The formula that there is for a place."""
    forms, name = composer.forms, key.rpartition(".")[2]
    if key.startswith(f"{CONVENTION}."):
        prose = (getattr(forms.convention, name) if forms.convention else None) or getattr(forms, name, None)
        return (prose.text,) if prose is not None else ()
    value = getattr(forms, name)
    return tuple(one.text for one in value) if isinstance(value, tuple) else (value.text,)


def _leads(motifs: Sequence[MotifText], kind: str) -> list[Passage]:
    return [one.lead for one in motifs if one.kind == kind and one.lead][:1]


def _heading(leads: Sequence[Passage | None]) -> str:
    """The heading of an article with `{{ rang }}` for its number; empty where it has none."""
    for rank, lead in reversed(list(enumerate(leads, 1))[:2]):  # the second one: « 1 » and « 1er » are both written
        if lead is None:
            continue
        typed = Typist().line([lead])
        number = re.escape(article_number(rank))
        found = re.search(rf"(?<!\w){number}(?!\w)", typed)
        return f"{typed[: found.start()]}{{{{ rang }}}}{typed[found.end() :]}".strip() if found else ""
    return ""


def _days(read: Read) -> Typist:
    """Types words with the days of the act, whatever their form, as what they are."""
    marks: dict[tuple[str, int], list[Mark]] = {}
    for role, path in DAYS.items():
        for row in read.own(role.value, part=read.act_part):
            where = row.where
            if isinstance(row.value, date) and isinstance(where, Passage):
                mark = Mark(where.start, where.end, f"{{{{ {path} | ou_place }}}}")
                marks.setdefault((where.part.name, where.block), []).append(mark)
    return Typist({key: sorted(found) for key, found in marks.items()})


@dataclass(frozen=True, slots=True)
class _Facts:
    """What each fact writes in this act, and the expression that finds any of it in typed words."""

    by_words: Mapping[str, str]
    pattern: re.Pattern[str]
    typist: Typist

    @classmethod
    def of(cls, composer: Composer, facts: Sequence[str], typist: Typist) -> _Facts:
        by_words: dict[str, str] = {}
        for fact in facts:
            prose = Prose(f"{{{{ {fact} }}}}")
            words = _key(composer.block(Kind.MENTION, prose).text)
            if words:
                by_words.setdefault(words, prose.text)
        ordered = sorted(by_words, key=len, reverse=True)
        every = "|".join(rf"(?<!\w){_loose(words)}(?!\w)" for words in ordered)
        return cls(by_words, re.compile(rf"\{{\{{.*?\}}\}}|{every}"), typist)

    def typed(self, passages: Sequence[Passage]) -> str:
        """Passages as prose, what facts write given to them."""
        words, at, said = self.typist.line(passages), 0, ""
        for found in self.pattern.finditer(_flat(words)):
            said += words[at : found.start()] + self.by_words.get(_key(found[0]), words[found.start() : found.end()])
            at = found.end()
        return (said + words[at:]).strip()


def _flat(words: str) -> str:
    """Words without their accents, as many characters."""
    return "".join(unicodedata.normalize("NFD", char)[0] for char in words).translate({0x2019: "'", 0x2011: "-"})


def _key(words: str) -> str:
    return re.sub(r"\b[nN]\s?°\s?", "n° ", " ".join(plain_spaces(_flat(words)).split()))


def _loose(words: str) -> str:
    """What finds words whatever their spaces, and « N° » for « n° »."""
    return re.escape(words).replace(r"\ ", r"\s?").replace("n°", r"[nN]\s?°")


def _voted(acts: Sequence[Mapping[str, Words]]) -> Iterator[tuple[str, tuple[Words, int, int]]]:
    """What more than half of the acts that have a place say there."""
    for key in dict.fromkeys(key for act in acts for key in act):
        said = Counter(tuple(map(_told, act[key])) for act in acts if key in act)
        best, times = said.most_common(1)[0]
        first = next(act[key] for act in acts if key in act and tuple(map(_told, act[key])) == best)
        if 2 * times > said.total() and (any(first) or key in MAY_BE_NONE):
            yield key, (first, times, said.total())


def _told(words: str) -> str:
    """Words as they are compared: bold or not, whatever the spaces."""
    return " ".join(plain_spaces(words.replace("’", "'").replace("**", "")).split())


def _placed(
    voted: Mapping[TypeActe, Mapping[str, tuple[Words, int, int]]],
    composers: Mapping[TypeActe, Composer],
    register: Register,
) -> Iterator[Habit]:
    """Each habit under its key: common where all types have it, else that of the type."""
    forms = register.collectivite.formules
    for key in dict.fromkeys(key for of_type in voted.values() for key in of_type):
        having = {kind: of_type[key] for kind, of_type in voted.items() if key in of_type}
        common = len({tuple(map(_told, words)) for words, _, _ in having.values()}) == 1 and len(having) == len(voted)
        for kind, (words, times, of) in having.items():
            if _same(words, _usual(composers[kind], key), composers[kind]):
                continue
            own = getattr(forms, unaccented(kind), None)
            apart = getattr(own, key.partition(".")[0], None) is not None or not common
            prefix = f"{unaccented(kind)}." if apart and not key.startswith(f"{CONVENTION}.") else ""
            yield Habit(f"{prefix}{key}", words, times, of)
            if not apart:
                break


def _same(one: Words, other: Words, composer: Composer) -> bool:
    """Whether two formulas write the same, bold or not; capitals that lost their accents are no habit."""

    def written(words: str) -> str:
        return _flat(_told(composer.block(Kind.MENTION, Prose(words.replace("**", "")), rang="2").text))

    return [written(each) for each in one] == [written(each) for each in other]
