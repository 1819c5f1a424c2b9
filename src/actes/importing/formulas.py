"""The formulas of an act: left to the collectivity where they say what was printed, else the act's own."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..against.words import split, words_of
from ..compose.act import Composer
from ..compose.dossier import place_and_date
from ..compose.parties import convention_parties
from ..document import Kind, cells_of
from ..model.edits import Text, Tree
from ..model.prose import Prose
from ..part import Passage
from ..pattern import pattern
from ..values.ordinals import article_number
from ..values.text import comparable
from .draft import Draft, text
from .faithful import same
from .finder import Finder
from .forms import Form, Forms, full_name
from .prose import Mark, Typist
from .slots import LINES, LISTS, ArticleText, Cuts, Slots, announced, lines_of, signing

_RANK = pattern(r"\b(?P<rank>1er|1re|premier|première|\d+|[IVX]+)\b", re.IGNORECASE)
RANK = "{{ rang }}"
SIGNS = ("pour", "qualite", "signataire")
REQUIRED = ("entre", "partie", "formule", "lieu_date", *SIGNS, "annonce")  # of a convention


@dataclass(slots=True)
class Formulas:
    """Compares what the collectivity's formulas write with what was printed, and keeps what they do not write."""

    draft: Draft
    composer: Composer
    typist: Typist

    def line(self, printed: Sequence[Passage], formula: Prose | None, **names: Any) -> Tree | None:
        """The act's own formula; None where the common one will do."""
        written = self.written(formula, **names)
        said = "\n".join(one.text for one in printed)
        if same(written, said, case=True):
            return None
        return text(self.typist.line(printed))

    def lines(
        self, printed: Sequence[Passage], formulas: Sequence[Prose], *, tables: bool = False
    ) -> list[Tree] | None:
        """The same for a list: the common formulas stay where they write a line of it."""
        written = {formula: self.written(formula) for formula in formulas}
        margins = (one.part.margin for one in self.draft.read.gathered.sources if one.part.margin)
        apart = [block.text for margin in margins for block in margin.blocks]  # a stamp, to its reader
        written = {f: said for f, said in written.items() if not any(same(said, one) for one in apart)}
        if same("\n".join(filter(str.strip, written.values())), "\n".join(one.text for one in printed), case=True):
            return None
        found: list[Tree] = []
        for one in printed:
            formula = next((f for f, text in written.items() if same(text, one.text, case=True)), None)
            wide = any(len(row) > 2 for row in cells_of(one.part.blocks[one.block]))  # else labels and what they say
            typed = self.typist.text if tables and wide else self.typist.line
            found.append(Text(formula.text if formula else typed([one])))
        return found

    def around(self, forms: Sequence[Form], passages: Sequence[Passage]) -> str:
        """Words with the references of some facts alone, each passage on its own lines."""
        finder = Finder(self.draft, forms, {})
        lines = (self.typist.words(one, finder.marks(one)) for one in passages)
        return "\n\n".join(filter(None, lines))

    def written(self, formula: Prose | None, **names: Any) -> str:
        """What a formula writes in this act."""
        return self.composer.block(Kind.MENTION, formula, **names).text if formula is not None else ""

    def same(self, formula: Prose, printed: Passage) -> bool:
        """Whether a formula writes the opening word that was printed."""
        return same(self.written(formula), printed.text, case=True)

    def opening(self, leads: Sequence[Passage], formula: Prose) -> Tree | None:
        """The word that opens the visas, or the considérants, where all have the same and it is not the common one."""
        if not leads or all(self.same(formula, lead) for lead in leads):
            return None
        return Text(self.typist.line(leads[:1])) if len({lead.text for lead in leads}) == 1 else None

    def heading(self, articles: Sequence[ArticleText], formula: Prose) -> tuple[Tree | None, bool]:
        """The heading of articles, and whether it writes the number of each: else numbers stay in the text."""
        leads = [one.lead for one in articles]
        if all(lead and self._numbers(formula, n, lead) for n, lead in enumerate(leads, 1)):
            return None, True
        own = next((self.ranked(lead) for lead in leads if lead), "")
        if own and all(lead and self._numbers(Prose(own), n, lead) for n, lead in enumerate(leads, 1)):
            return Text(own), True
        return ("" if self.written(formula, rang="1er").strip() else None), False

    def annexes(self, titles: Sequence[Sequence[Passage]], count: int) -> Tree | None:
        """The heading of annexes that says most of those printed; None where it is the common one."""

        def says(formula: Prose) -> int:
            written = (self.written(formula, rang=n, nombre=count, label="") for n in range(1, len(titles) + 1))
            said = ("\n".join(one.text for one in title) for title in titles)
            return sum(same(own, printed, case=True) for own, printed in zip(written, said, strict=True))

        common = self.composer.forms.annexe
        typed = [each for one in titles for each in (self.ranked(one[0]) if one else "", self.typist.line(one))]
        best = max([common, *map(Prose, typed)], key=says)
        return None if best is common else text(best.text)

    def ranked(self, printed: Passage) -> str:
        """A heading whose number is the rank of what it heads; empty where it has none."""
        found = _RANK.search(printed.text.replace("\xa0", " "))
        if found is None:
            return ""
        return self.typist.words(printed, [Mark(printed.start + found.start(), printed.start + found.end(), RANK)])

    def _numbers(self, formula: Prose, rank: int, lead: Passage) -> bool:
        return same(self.written(formula, rang=article_number(rank)), lead.text, case=True)


def act_formulas(formulas: Formulas) -> tuple[dict[str, Tree], bool]:
    """The act's own formulas, and whether its articles are numbered by one."""
    act, forms, own = formulas.draft.read.act, formulas.composer.forms, dict[str, Tree | None]()
    own["objet"] = formulas.line(act.objet_lead, Prose(forms.objet.text.replace("{{ objet }}", "")))
    own |= {name: formulas.line(getattr(act, name), getattr(forms, name)) for name in LINES}
    own |= {name: formulas.opening(act.leads(name), getattr(forms, name)) for name in ("vu", "considerant")}
    own["article"], numbered = formulas.heading(act.articles, forms.article)
    signed = "\n".join((formulas.written(forms.qualite), formulas.written(forms.signataire)))
    _cut_signature(act, signed)
    printed = "\n".join(one.text for one in act.signature)
    if not same(signed, printed, case=True):
        own |= dict(zip(("qualite", "signataire"), _signing(formulas, act.signature), strict=True))
    own |= {  # mentions: cut above
        name: formulas.lines(getattr(act, name), getattr(forms, name), tables=name == "sous_titres") for name in LISTS
    }
    silent = formulas.draft.read.annexes and not act.annonces  # the foot of the act says nothing of them
    if formulas.draft.read.convention is None and formulas.draft.read.annexes:
        own["annonce"] = _announcing(formulas, act.annonces) if not silent else "" if forms.annonce else None
    return _stated(own), numbered


def _announcing(formulas: Formulas, annonces: Cuts) -> Tree | None:
    """How an act announces its annexes, where the common formula announces them otherwise and all have one form."""
    common, forms = formulas.composer.forms.annonce, set[str]()
    titles = announced(annonces)
    said = [formulas.written(common, rang=n, titre=title.text) for n, title in enumerate(titles, 1)]
    if all(same(one, printed.text) for one, printed in zip(said, annonces, strict=True)):
        return None
    for printed, title in zip(annonces, titles, strict=True):
        lead = printed.at(printed.start, title.start)
        forms.add(f"{formulas.ranked(lead) or formulas.typist.words(lead)} {{{{ titre }}}}")
    return Text(forms.pop()) if len(forms) == 1 else None


def cut_authority(formulas: Formulas) -> None:
    """Who decides, where a reader of PDF left it at the end of the object."""
    act, said = formulas.draft.read.act, split(formulas.written(formulas.composer.forms.autorite))
    if not act.objet or act.autorite or not said:
        return
    last = act.objet[-1]
    words = [w for w in words_of(last.part, last.block, by_column=False) if last.start <= w.start < last.end]
    if len(words) > len(said) and [w.key for w in words[-len(said) :]] == said:
        cut = words[-len(said)].start
        act.objet[-1] = last.at(last.start, cut)
        act.autorite = [last.at(cut, last.end)]


def _cut_signature(act: Slots, signed: str) -> None:
    """Who signs comes first: another who signs below, alone in the same column, is a mention."""
    for where in act.signature[:1] if not signing(act.signature) else ():
        single = all(len(row.cells) <= 1 for row in where.part.blocks[where.block].rows)
        ends = [where.start + m.start() for m in re.finditer(r"\n", where.text)] if single else []
        cut = next((end for end in ends if same(signed, where.context[where.start : end], case=True)), None)
        if cut is not None:
            act.signature[0] = where.at(where.start, cut)
            act.mentions.insert(0, where.at(cut, where.end))


def convention_formulas(formulas: Formulas, act: Mapping[str, Tree]) -> tuple[dict[str, Tree], bool]:
    """The same for its convention, which says as the act itself does what it does not say."""
    agreed, common, own = formulas.draft.read.convention, formulas.composer.forms.convention, dict[str, Tree | None]()
    convention = formulas.composer.act.convention
    assert agreed is not None
    assert convention is not None
    whole = common is None

    def line(printed: Sequence[Passage], formula: Prose | None, **names: Any) -> Tree | None:
        found = formulas.line(printed, formula, **names)
        return "" if found is None and whole else found

    own["entre"] = line(agreed.entre, getattr(common, "entre", None))
    if whole:
        own["introductions"], own["partie"] = [], Text("{{ partie.nom }}")
    own["formule"] = line(agreed.decide, getattr(common, "formule", None))
    said = Prose(str(act["article"])) if "article" in act else formulas.composer.forms.article
    heading = getattr(common, "article", None) or said
    own["article"], numbered = formulas.heading(agreed.articles, heading)
    place = place_and_date(formulas.composer, convention)
    own["lieu_date"] = line(agreed.lieu_date, getattr(common, "lieu_date", None), **place)
    by_party = bool(columns_of(formulas.draft, len(convention.parties))) or _signs(formulas, common)
    if whole or not by_party:
        own.update(dict.fromkeys(SIGNS, ""))
    if not by_party:
        lines = [formulas.typist.line(agreed.lieu_date), _signed(formulas, agreed.signature)]
        own["lieu_date"] = Text("\n\n".join(filter(None, lines)))
        for one in agreed.signature:
            formulas.draft.kept(one, "les signatures de la convention restent du texte, sous le lieu et la date")
    if formulas.draft.read.annexes and not agreed.annonces:
        own["annonce"] = ""
    elif whole:
        own["annonce"] = Text("Annexe {{ rang }} : {{ titre }}")
    return _stated(own), numbered


def columns_of(draft: Draft, count: int) -> list[Cuts]:
    """The columns of signatures of so many parties, in their order; none where who represents one is in another."""
    agreed, part = draft.read.convention, draft.read.convention_part
    columns = signing(agreed.signature) if agreed and count > 1 else []
    said = [comparable(" ".join(line.text for line in column)) for column in columns]
    people = [{person.last for person in party.people} for party in part.roster.parties] if part else []
    at = [[n for n, words in enumerate(said) if any(last in words for last in lasts)] for lasts in people]
    return columns if len(columns) == count and all(rank in ranks for rank, ranks in enumerate(at) if ranks) else []


def _signed(formulas: Formulas, passages: Sequence[Passage], *alone: str) -> str:
    """The words of those who sign, with the names of those who represent the parties; `alone` says its office too."""
    return formulas.around(_signing_forms(formulas, *alone), passages)


def _signing_forms(formulas: Formulas, *alone: str) -> list[Form]:
    forms = Forms(formulas.composer.writer, formulas.composer.scope)
    parties = (f"parties.{label}.representant" for label in formulas.composer.scope["parties"])
    for path in alone:
        forms.add(f"{path}.titre.le", "majuscule", "")
    for path in alone or ("chef", *parties):
        full_name(forms, path)
    return forms.found


def _signing(formulas: Formulas, signature: Cuts) -> tuple[Tree, Tree]:
    """In what office the act is signed, and by whom; several sign in columns."""
    if columns := signing(signature):
        return Text(_abreast(formulas, columns)), ""
    lines = lines_of(signature)
    last = lines[-1] if len(lines) > 1 else None
    if last is None or not _names(formulas, last):
        return text(_signed(formulas, signature, "signataire")), ""
    return text(_signed(formulas, lines[:-1], "signataire")), text(_signed(formulas, [last], "signataire"))


def _names(formulas: Formulas, line: Passage) -> bool:
    """Whether a line names who signs."""
    people = (one.person.at for one in formulas.draft.read.act_part.roster.signatories if one.person)
    return any(at.block == line.block and line.start <= at.start < line.end for at in people)


def _abreast(formulas: Formulas, columns: Sequence[Cuts]) -> str:
    """Those who sign an act, as a table: a column for each, whose last line is the name; a stamp stays together."""
    finder = Finder(formulas.draft, _signing_forms(formulas, "signataire"), {})
    typed = [[formulas.typist.words(line, finder.marks(line)) for line in column] for column in columns]
    height = max(map(len, typed), default=0)
    ends = [len(column) - _names(formulas, column[-1]) for column in columns]
    lines = [[*one[:end], *[""] * (height - len(one)), *one[end:]] for one, end in zip(typed, ends, strict=True)]
    head, *rows = zip(*lines, strict=True) if lines else [()]
    every = (head, ["---"] * len(head), *rows) if head else ()
    return "\n".join(f"| {' | '.join(cells)} |" for cells in every)


def _signs(formulas: Formulas, common: Any) -> bool:
    """Whether the common formulas write the columns of signatures, read by rows or by columns."""
    agreed = formulas.draft.read.convention
    assert agreed is not None
    if common is None:
        return False
    parties = convention_parties(formulas.composer.act, formulas.composer.register)
    lines = (common.pour, common.qualite, common.signataire)
    columns = [[formulas.written(one, partie=body) for one in lines] for body in parties]
    said = "\n".join(one.text for one in agreed.signature)
    heads, offices, names = zip(*columns, strict=True) if columns else ((), (), ())
    by_rows = [*heads, *(line for column in columns for line in column[1:])]
    by_columns = [line for column in columns for line in column]
    return any(same("\n".join(order), said) for order in (by_rows, by_columns, [*heads, *offices, *names]))


def _stated(own: Mapping[str, Tree | None]) -> dict[str, Tree]:
    return {name: value for name, value in own.items() if value is not None}
