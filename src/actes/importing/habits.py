"""The formulas of a collectivity: the words that most of its acts have in a place, around the same facts.

The words of each place are typed, what a fact of the act or of the collectivity writes becomes its `{{ }}`, and what
most acts of a type then say is their formula.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ..compose.act import Composer
from ..compose.cited import scope_of
from ..compose.prose import Writer
from ..document import Kind
from ..facts.flat import plain
from ..frozen import frozen
from ..model.acte import Acte
from ..model.edits import Text, Tree
from ..model.natures import TypeActe
from ..model.prose import Prose
from ..model.register import Register
from ..model.texts import Signature
from ..packaged import packaged
from ..part import Passage
from ..pattern import pattern
from ..statements.days import Role
from ..statements.subjects import own_act
from ..values.actnumber import ActNumber
from ..values.ordinals import article_number
from ..values.text import comparable, plain_spaces, unaccented
from .portrait import day_of, kind_of, name_of
from .prose import Mark, Typist
from .read import Read
from .slots import LISTS, ArticleText, signing

# What formulas may say, the first that writes the same words before the others: anywhere; in a title, where the word is
# that of this act; beside the day; where who signs is named.
FACTS, TITLED, PLACED, SIGNED = (tuple(one.splitlines()) for one in packaged(__spec__, "habits.txt").split("\n\n"))
DAYS = {
    Role.ACTE: "signature.date",
    Role.TRANSMISSION: "suivi.transmission",
    Role.RECEPTION: "suivi.reception",
    Role.PUBLICATION: "suivi.publication",
}
DELEGATE, ELSE, END = "{% if signataire.delegue %}", "{% else %}", "{% endif %}"
_DELEGATED = pattern(rf"{DELEGATE}(?P<before>.*?){END}(?P<office>.*)\Z", re.DOTALL)
MAY_BE_NONE = frozenset({"entete", "sous_titres"})  # a letterhead may be in the page; other formulas are never dropped
CONVENTION = "convention"
# How a council voted is of that day: no formula.
_VOTE = pattern(
    r",?\s(?:à l['’]unanimité|à la majorité|(?:par|avec)\s\d+\svoix)[^\n]*?(?=,?\s*(?:\n|\Z))", re.IGNORECASE
)
Words = tuple[str, ...]


@frozen
class Habit:
    """A formula: its key under « formules », its words, which acts of how many of that type have it."""

    key: str
    words: Words
    acts: Words
    of: int

    @property
    def tree(self) -> Tree:
        """As the collectivity's file has it."""
        if self.key.rpartition(".")[2] in LISTS:
            return [Text(line) for line in self.words]
        return Text(self.words[0])


def habits(reads: Sequence[Read], register: Register) -> list[Habit]:
    """The formulas that most acts have, where they are not those that the collectivity has already."""
    found: dict[TypeActe, dict[str, dict[str, Words]]] = {}
    composers: dict[TypeActe, Composer] = {}
    for read in reads:
        sketch = _sketch(read, register)
        if sketch is not None:
            writer, forms = Writer(register.collectivite.orthographe), register.collectivite.formules.pour(sketch.type)
            composer = Composer(register, writer, scope_of(sketch, register, writer), forms, sketch)
            found.setdefault(sketch.type, {})[name_of(read)] = dict(_said(read, composer))
            composers[sketch.type] = composer
    voted = {kind: dict(_voted(acts)) for kind, acts in found.items()}
    return list(_placed(voted, composers, register))


def _sketch(read: Read, register: Register) -> Acte | None:
    """As much of the act as formulas say; None where it has no number, or no type."""
    own, body = own_act(read.context), register.collectivite
    kind = kind_of(own)
    if own is None or kind is None or not isinstance(own.numero, ActNumber):
        return None
    signed = {one.person.last for one in read.act_part.roster.signatories if one.person}
    heads = {comparable(one.nom) for one in body.executif}
    deputies = (name for name, one in body.delegataires.items() if comparable(one.nom) in signed)
    by = "" if signed & heads else next(deputies, "")
    act = Acte(numero=own.numero, type=kind, objet=Prose("objet"), signature=Signature(date=day_of(read), par=by))
    return replace(act, numero=body.serie(act).shown(own.numero))


def _said(read: Read, composer: Composer) -> Iterator[tuple[str, Words]]:
    """What stands in each place, facts apart."""
    act, agreed = read.act, read.convention
    days = _days(read)
    general = _Facts(composer, FACTS, days)
    titled = _Facts(composer, (*TITLED, *FACTS), days)
    facts_in = {"titre": titled, "sous_titres": titled, "lieu_date": _Facts(composer, (*PLACED, *FACTS), days)}
    for key in LISTS:
        yield key, tuple(facts_in.get(key, general).typed([one]) for one in getattr(act, key))
    heads = {kind: act.leads(kind)[:1] for kind in ("vu", "considerant")} | {"objet": act.objet_lead}
    for key in ("titre", "objet", "autorite", "vu", "considerant", "decide", "lieu_date"):
        passages: list[Passage] = heads[key] if key in heads else getattr(act, key)
        words = facts_in.get(key, general).typed(passages)
        if passages and key == "objet" and act.objet and act.objet[0].block == passages[0].block:
            yield key, (f"{words} {{{{ objet }}}}",)
        elif passages:
            yield key, (_VOTE.sub("", words),)
    yield from _heading("article", act.articles)
    yield from _signed(read, composer, _Facts(composer, (*SIGNED, *FACTS), days))
    if agreed is not None:
        yield f"{CONVENTION}.entre", (general.typed(agreed.entre),)
        yield f"{CONVENTION}.formule", (general.typed(agreed.decide),)
        yield from _heading(f"{CONVENTION}.article", agreed.articles)


def _signed(read: Read, composer: Composer, facts: _Facts) -> Iterator[tuple[str, Words]]:
    """Who signs: what the head is, the name under it; what stands before them where another signs is kept."""
    lines = [line.strip() for one in read.act.signature for line in facts.typed([one]).splitlines() if line.strip()]
    alone = not composer.act.signature.par and not signing(read.act.signature)
    if alone and len(lines) > 1 and "signataire.nom" in lines[-1]:
        said, delegated = "\\\n".join(lines[:-1]), _DELEGATED.match(composer.forms.qualite.text)
        if delegated:  # whoever signs for the head has an office of her own
            for_them = f"{DELEGATE}{delegated['before']}"
            own = "signataire.titre" in said
            said = f"{for_them}{END}{said}" if own else f"{for_them}{delegated['office'].strip()}{ELSE}{said}{END}"
        yield "qualite", (said,)
        yield "signataire", (lines[-1],)


def _usual(composer: Composer, key: str) -> Words:
    """The formula that there is for a place."""
    forms, name = composer.forms, key.rpartition(".")[2]
    if key.startswith(f"{CONVENTION}."):
        prose = (getattr(forms.convention, name) if forms.convention else None) or getattr(forms, name, None)
        return (prose.text,) if prose is not None else ()
    value = getattr(forms, name)
    return tuple(one.text for one in value) if isinstance(value, tuple) else (value.text,)


def _heading(key: str, articles: Sequence[ArticleText]) -> Iterator[tuple[str, Words]]:
    """The heading of articles, `{{ rang }}` for its number: the second one's, as « 1 » and « 1er » are both said."""
    leads = [(rank, one.lead) for rank, one in enumerate(articles[:2], 1) if one.lead is not None]
    for rank, lead in leads[-1:]:
        typed = Typist().line([lead])
        found = re.search(rf"(?<!\w){re.escape(article_number(rank))}(?!\w)", typed)
        if found:
            yield key, (f"{typed[: found.start()]}{{{{ rang }}}}{typed[found.end() :]}".strip(),)


def _days(read: Read) -> Typist:
    """Types words with the days of the act, whatever their form, as what they are."""
    marks: dict[tuple[str, int], list[Mark]] = {}
    for path, where in ((path, where) for role, path in DAYS.items() for _, where in read.days(role)):
        mark = Mark(where.start, where.end, f"{{{{ {path} | ou_place }}}}")
        marks.setdefault((where.part.name, where.block), []).append(mark)
    return Typist({key: sorted(found) for key, found in marks.items()})


class _Facts:
    """What each fact writes in this act, and the expression that finds any of it in typed words."""

    def __init__(self, composer: Composer, facts: Sequence[str], typist: Typist) -> None:
        self.typist, self.by_words = typist, dict[str, str]()
        for prose in (Prose(f"{{{{ {fact} }}}}") for fact in facts):
            if words := _key(composer.block(Kind.MENTION, prose).text):
                self.by_words.setdefault(words, prose.text)
        every = "|".join(map(_loose, sorted(self.by_words, key=len, reverse=True)))
        self.pattern = re.compile(rf"\{{\{{.*?\}}\}}|{every}")

    def typed(self, passages: Sequence[Passage]) -> str:
        """Passages as prose, what facts write given to them."""
        words, at, said = self.typist.line(passages), 0, ""
        for found in self.pattern.finditer(plain(words)):
            said += words[at : found.start()] + self.by_words.get(_key(found[0]), words[found.start() : found.end()])
            at = found.end()
        return (said + words[at:]).strip()


def _key(words: str) -> str:
    return re.sub(r"\b[nN]\s?°\s?", "n° ", " ".join(plain(words).split()))


def _loose(words: str) -> str:
    """What finds words whatever their spaces, and « N° » for « n° »; figures may follow letters (« D2025-012 »)."""
    found = re.escape(words).replace(r"\ ", r"\s?").replace("n°", r"[nN]\s?°")
    return (r"(?<!\d)" if words[0].isdigit() else r"(?<!\w)") + found + r"(?!\w)"


def _voted(acts: Mapping[str, Mapping[str, Words]]) -> Iterator[tuple[str, tuple[Words, Words, int]]]:
    """What more than half of the acts that have a place say there, and which ones."""
    for key in dict.fromkeys(key for act in acts.values() for key in act):
        said: dict[Words, list[str]] = {}
        for name in (name for name, act in acts.items() if key in act):
            said.setdefault(tuple(map(_told, acts[name][key])), []).append(name)
        those, count = max(said.values(), key=len), sum(map(len, said.values()))
        first = acts[those[0]][key]
        if 2 * len(those) > count and (any(first) or key in MAY_BE_NONE):
            yield key, (first, tuple(those), count)


def _told(words: str) -> str:
    """Words as they are compared: bold or not, whatever the spaces."""
    return " ".join(plain_spaces(words.replace("’", "'").replace("**", "")).split())


def _placed(
    voted: Mapping[TypeActe, Mapping[str, tuple[Words, Words, int]]],
    composers: Mapping[TypeActe, Composer],
    register: Register,
) -> Iterator[Habit]:
    """Each habit under its key: common where all types have it, else that of the type."""
    forms = register.collectivite.formules
    for key in dict.fromkeys(key for of_type in voted.values() for key in of_type):
        having = {kind: of_type[key] for kind, of_type in voted.items() if key in of_type}
        common = len({tuple(map(_told, words)) for words, _, _ in having.values()}) == 1 and len(having) == len(voted)
        for kind, (words, acts, of) in having.items():
            if _same(words, _usual(composers[kind], key), composers[kind]):
                continue
            own = getattr(forms, unaccented(kind), None)
            apart = getattr(own, key.partition(".")[0], None) is not None or not common
            prefix = f"{unaccented(kind)}." if apart and not key.startswith(f"{CONVENTION}.") else ""
            yield Habit(f"{prefix}{key}", words, acts, of)
            if not apart:
                break


def _same(one: Words, other: Words, composer: Composer) -> bool:
    """Whether two formulas write the same, bold or not; capitals that lost their accents are no habit."""

    def written(words: str) -> str:
        return plain(_told(composer.block(Kind.MENTION, Prose(words.replace("**", "")), rang="2").text))

    return [written(each) for each in one] == [written(each) for each in other]
