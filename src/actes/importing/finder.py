"""Where the words that facts write stand in a document.

A reference is put only where it gives back what was printed, or the same value in another form: what contradicts a
fact stays as it was printed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from ..against.words import Word, split, words_of
from ..document import Kind
from ..facts import Basis, Mention, MentionKind, Reference, Tax
from ..model.accounts import Price
from ..outline.nature import Nature
from ..part import Passage
from ..pattern import pattern
from ..statements.subjects import REASONS, TITLES, About, Subjects
from ..values.actnumber import ActNumber
from ..values.durations import Duration
from ..values.money import Amount
from ..values.text import comparable
from .draft import Draft, Span, Spot
from .forms import Form, Named
from .prose import Mark
from .slots import DECIDED

HEAD = 12  # blocks in which an act says its number
LONGEST = 80  # words of a form
_UNSAID = "ce montant n'est d'aucun fait de la fiche : il reste du texte"
_PER = "ce montant est par {} : la fiche n'en a que par an ou pour la période"
_NUMBER = pattern(r"(?:n\s?°\s?|num[ée]ro\s)?\d{4}\s?[-/_]\s?\d+(?:\s(?:bis|ter))?", re.IGNORECASE)
_FIGURE = pattern(r"(?P<number>\d(?:[\d\s.]*\d)?(?:,\s?\d{1,2})?)(?P<sign>\s?€)?")
_TIMES = (MentionKind.DATE, MentionKind.PERIOD, MentionKind.YEARS, MentionKind.MONTH, MentionKind.DURATION)


@dataclass
class Finder:
    """Finds in a document the words that facts write."""

    draft: Draft
    forms: Sequence[Form]
    foreign: Mapping[Spot, Collection[Span]]  # words that are about another act
    by_first: dict[str, list[Form]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        for form in self.forms:
            self.by_first.setdefault(form.keys[0], []).append(form)

    def marks(self, block: Passage) -> list[Mark]:
        """The references of a whole block, in order, none over another."""
        words = words_of(block.part, block.block, by_column=False)
        tabled = block.kind is Kind.TABLEAU
        found, at = list(self._pairs(block)), 0
        while at < len(words):
            taken = any(m.start <= words[at].start < m.end for m in found)
            best = None if taken else self._best(block, words, at)
            mark = Mark(words[at].start, words[at + best[1] - 1].end, best[0].prose) if best else None
            if mark and not (tabled and "\t" in block.context[mark.start : mark.end]):  # « n° », then its number beside
                found.append(mark)
            at += best[1] if best else 1
        found += [m for m in self._number(block) if not any(m.meets(one) for one in found)]
        for mention in block.mentions:
            for one in (mention, *mention.parts):
                if not any(m.meets(one) for m in found):
                    found += self._valued(block, one)
        return sorted(found)

    def unsaid(self, block: Passage, marks: Sequence[Mark]) -> None:
        """Say which amounts of the articles stay text: no fact of the entry is one of them."""
        if block.part.nature not in (Nature.ACTE, Nature.CONVENTION) or block.kind not in DECIDED:
            return
        known = {(one.mots, one.where) for one in self.draft.unplaced}
        for mention in block.mentions:
            where = block.at(mention.start, mention.end)
            if (where.text, where.where) in known:
                continue  # it is said already why
            if isinstance(mention.value, Amount) and not any(m.meets(mention) for m in marks):
                basis = mention.basis
                self.draft.kept(where, _UNSAID if basis in (None, Basis.AN, Basis.PERIODE) else _PER.format(basis))

    def _number(self, block: Passage) -> Iterator[Mark]:
        """« DEL2025-77 », « n° D-2025-012 »: the number of the act behind letters of its series, in its title."""
        number = next((f.value for f in self.forms if f.path == "numero"), None)
        titled = block.block < HEAD and block.kind in (*TITLES, Kind.ENTETE, Kind.TABLEAU)
        if titled and isinstance(number, ActNumber) and number.annee:
            rank = f"{number.rang:0{number.largeur}}"
            for match in re.finditer(rf"(?<!\d){number.annee}\s?[-–/._]\s?{rank}(?!\d)", block.context):
                yield Mark(*match.span(), "{{ numero | chiffres }}")

    def _pairs(self, block: Passage) -> Iterator[Mark]:
        """« 977,5 € HT – 1 173 € TTC »: both amounts of a price, in a form that no reference writes."""
        ranked = sorted(self.forms, key=lambda form: -form.rank)
        prices = {(form.value.ht, form.value.ttc): form.prose for form in ranked if isinstance(form.value, Price)}
        for one, other in pairwise(m for m in block.mentions if isinstance(m.value, Amount)):
            between = block.context[one.end : other.start].strip()
            taxed = one.tax is Tax.HT and other.tax is Tax.TTC and between in ("–", "-", "—")
            prose = prices.get((one.value, other.value)) if taxed else None  # type: ignore[arg-type]
            if prose is not None and not self._is_foreign(block, one.start, other.end):
                yield Mark(one.start, other.end, prose)

    def _best(self, block: Passage, words: Sequence[Word], at: int) -> tuple[Form, int] | None:
        """The form that writes the words from a rank on, and how many of them."""
        forms = self.by_first.get(words[at].key, ())
        said = tuple(w.key for w in words[at : at + LONGEST])
        for form in forms:
            if form.path.endswith(".adresse") and (size := _without_commas(form.keys, said)):
                return form, size
        fit = [f for f in forms if f.exact and said[: len(f.keys)] == f.keys]
        fit = [f for f in fit if _whole(words, at, len(f.keys)) and self._allowed(block, words, at, f)]
        if not fit:
            return None
        spots = self._spots(block, words[at].start)
        best = min(fit, key=lambda f: (-len(f.keys), not any(_of(f.path, s) for s in spots), f.rank))
        return best, len(best.keys)

    def _allowed(self, block: Passage, words: Sequence[Word], at: int, form: Form) -> bool:
        start, end = words[at].start, words[at + len(form.keys) - 1].end
        own = not form.path.startswith("references.")
        if isinstance(form.value, Named):
            return form.value.follows(end, block.mentions)
        if form.value is not None and own and self._is_foreign(block, start, end):
            return False
        return not isinstance(form.value, Amount) or self._taxed(block, start, form)

    def _taxed(self, block: Passage, start: int, form: Form) -> bool:
        """An amount that is said without tax is no amount with tax."""
        said = next((m.tax for m in block.mentions if m.start <= start < m.end and m.tax), None)
        own = form.path.rpartition(".")[2]
        return said is None or own not in ("ht", "ttc") or own == said.value.lower()

    def _is_foreign(self, block: Passage, start: int, end: int) -> bool:
        return any(s < end and start < e for s, e in self.foreign.get((block.part.name, block.block), ()))

    def _spots(self, block: Passage, start: int) -> list[str]:
        """The facts that words are known to state."""
        here = self.draft.spots.get((block.part.name, block.block), {})
        return [path for (first, last), path in here.items() if first <= start < last]

    def _valued(self, block: Passage, mention: Mention) -> Iterator[Mark]:
        """A mention of the value of a fact, in a form that no reference writes, or that its place alone makes sure."""
        sure = self._sure(block, mention) if mention.value is not None else []
        if not sure:
            return
        said = tuple(split(mention.text))
        ends = ((form, (n for n in range(len(said)) if said[n : n + len(form.keys)] == form.keys)) for form in sure)
        places = [(form, next(ranks, None)) for form, ranks in ends]
        best, at = min(places, key=lambda one: (one[1] is None, one[0].rank, -len(one[0].keys) * (one[1] is not None)))
        if at is not None:
            every = words_of(block.part, block.block, by_column=False)
            words = [w for w in every if mention.start <= w.start < mention.end]
            yield Mark(words[at].start, words[at + len(best.keys) - 1].end, best.prose)
        elif (mark := _rewritten(best, mention, block.context)) is not None:
            yield mark

    def _sure(self, block: Passage, mention: Mention) -> list[Form]:
        """The facts that a mention states: those that its words are known to be, else those that they say to be."""
        others = self._is_foreign(block, mention.start, mention.end)
        spots = self._spots(block, mention.start)
        fit = [f for f in self.forms if f.value is not None and _same(f.value, mention)]
        fit = [f for f in fit if not others or f.path.startswith("references.")]
        known = [f for f in fit if any(_of(f.path, spot) for spot in spots)]
        known = known or [f for f in fit if self._said_so(f, mention, block)]
        money = isinstance(mention.value, Amount)
        return [f for f in known if not money or self._taxed(block, mention.start, f)]

    def _said_so(self, form: Form, mention: Mention, block: Passage) -> bool:
        """Whether the words around a value, and not the value alone, say that it is the fact."""
        kind = block.kind
        match mention.kind:
            case MentionKind.DATE | MentionKind.PERIOD | MentionKind.AMOUNT:
                return form.exact
            case MentionKind.ACT_NUMBER:
                return kind in TITLES and block.block < HEAD
            case MentionKind.PERCENT:
                return self._is_rate(form, mention, block.context) or self._is_share(form, block.context)
            case MentionKind.DURATION:
                return (block.part.name, block.block, mention.start) in self._durations
            case MentionKind.YEARS:
                return form.path == "periode.annees" and (kind in TITLES or mention.label in ("", "année"))
            case MentionKind.YEAR:
                return form.path == "periode.annees" and kind in TITLES
        return False

    def _is_rate(self, form: Form, mention: Mention, text: str) -> bool:
        """« TVA à 20 % »: the rate of the act, or of the line that the words name."""
        said = mention.label == "TVA" or "tva" in text[max(0, mention.start - 20) : mention.start].lower()
        *_, label, last = ("", *form.path.split("."))
        lines = self.draft.tree.get("financement", {}).get("lignes", {})
        named = label in lines and comparable(str(lines[label].get("libelle", ""))) in comparable(text)
        return said and (form.path == "financement.tva" or (last == "taux" and named))

    def _is_share(self, form: Form, text: str) -> bool:
        """« 60 % à la signature »: the share of the payment that the words name."""
        _, group, label, last = (*form.path.split("."), "", "", "")[:4]
        payments = self.draft.tree.get("financement", {}).get("echeances", {})
        if group != "echeances" or last != "part" or label not in payments:
            return False
        when = comparable(str(payments[label].get("quand", "")))
        return not when[:1].isdigit() and when in comparable(text)

    @cached_property
    def _durations(self) -> frozenset[tuple[str, int, int]]:
        own = (at for row, at in self.draft.read.rows if row.role == "durée" and not row.owner)
        return frozenset((at.part.name, at.block, at.start) for at in own)


def _rewritten(form: Form, mention: Mention, text: str) -> Mark | None:
    """The same value in another form; « un an » is not « 12 mois », « l'an deux mille vingt » no figure: words stay."""
    if mention.kind is MentionKind.DURATION or not any(map(str.isdigit, mention.text)):
        return None
    if isinstance(mention.value, Reference):
        number = _NUMBER.search(text, mention.start, mention.end)
        if number is None or (number.start() and text[number.start() - 1] not in " \xa0\n«("):
            return None  # « DEL2025-77 »: no reference writes that
        return Mark(*number.span(), form.prose)
    if isinstance(mention.value, Amount):
        figures = _FIGURE.match(text, mention.start, mention.end)
        if figures is None:
            return None  # in words alone
        if not figures["sign"]:  # « 3 100 euros »: the unit stays as it is written
            return Mark(figures.start(), figures.end("number"), f"{{{{ {form.path} | chiffres }}}}")
        return Mark(*figures.span(), form.prose)
    return Mark(mention.start, mention.end, form.prose)


def _same(value: object, mention: Mention) -> bool:
    said = mention.value
    if isinstance(said, Reference):
        return isinstance(value, ActNumber) and value == said.numero
    if isinstance(said, int) and isinstance(value, tuple):
        return value == (said,)
    if isinstance(value, Duration) and isinstance(said, Duration):
        return value == said or (value.mois is not None and value.mois == said.mois)
    return type(value) is type(said) and value == said


def _of(path: str, spot: str) -> bool:
    """Whether a form is of the fact that words state."""
    return path == spot or path.startswith(f"{spot}.") or spot.startswith(f"{path}.")


def _without_commas(keys: Sequence[str], said: Sequence[str]) -> int:
    """How many words an address takes, whatever the commas in it; 0 where it is another one."""
    at = 0
    for key in keys:
        if key != ",":
            at += said[at : at + 1] == (",",)
            if said[at : at + 1] != (key,):
                return 0
            at += 1
    return at


def _whole(words: Sequence[Word], at: int, size: int) -> bool:
    """Whether words are no part of longer ones: « Saint-Flour » in « Saint-Flour-de-Mercoire », figures in a number."""
    end = at + size
    before, after, more = words[max(at - 1, 0) : at], words[end : end + 1], words[end + 1 : end + 2]
    first, last = words[at].start, words[end - 1]
    beside = [*(one for one in before if one.end == first), *(one for one in after if one.start == last.end)]
    figures = last.key.isdigit() and any(
        one.key in (",", ".") and other.key.isdigit() and other.start == one.end for one in beside for other in more
    )
    return not figures and all(one.key != "-" for one in beside)


def foreign(draft: Draft) -> Mapping[Spot, Collection[Span]]:
    """The words whose values are said of another act or text; years among reasons that give another day as well."""
    context = draft.read.context
    subjects = Subjects.of_context(context)
    found = [at for row, at in draft.read.rows if row.owner and not isinstance(row.value, str)]
    for where, mention in context.passages(*_TIMES):
        others = [m for m in where.mentions if m.kind is MentionKind.DATE]
        beside = where.kind in REASONS and mention.kind is MentionKind.YEARS and bool(others)
        said = mention.of.reference if mention.of else None
        thing = mention.of is None or (said and not said.nature and str(said.numero).isdigit())  # « l'atelier n° 3 »
        owned = not thing and subjects.of(where, mention).about is not About.THIS
        if owned or beside:
            found.append(where)
    spans: dict[Spot, list[Span]] = {}
    for at in found:
        spans.setdefault((at.part.name, at.block), []).append((at.start, at.end))
    return spans
