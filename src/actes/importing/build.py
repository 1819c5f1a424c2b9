"""The prose of an entry: preamble, articles, convention, annexes, from the documents taken apart."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from ..compose.scope import cited_act
from ..document import Kind
from ..facts import Bounds
from ..model.edits import Text, Tree
from ..part import Passage
from ..pattern import pattern
from .cited import Cited
from .draft import Draft, text
from .faithful import same
from .finder import Finder
from .forms import Forms
from .formulas import Formulas
from .prose import Typist
from .slots import AnnexeText, ArticleText, MotifText

_ANNOUNCED = pattern(r"\W*annexe\s*(?:n\s?°\s?)?(?P<rank>\d+|[IVX]+|[A-H])?\s*[-–—:.]*\s*", re.IGNORECASE)
NOTHING = '{{ "" }}'  # a text that has to be there, and that was empty
_TABLE = "la fiche n'a pas de place pour ce tableau : il reste du texte"
_SECOND = "une annexe n'a qu'un tableau : celui-ci reste du texte"
_READ = "ce tableau reste du texte ; ses montants sont des faits de la fiche"


@dataclass(slots=True)
class Builder:
    """Types what was printed, place by place."""

    draft: Draft
    typist: Typist
    read: Collection[tuple[str, int]] = ()  # the tables of which facts were made, by their place

    def objet(self) -> Text:
        act = self.draft.read.act
        return Text(
            self.typist.line(act.objet or act.titre).replace("\\\n", " ")
        )  # a line of the sheet is none of the object

    def motifs(self, motifs: Sequence[MotifText], apart: Sequence[str] = ()) -> list[dict[str, Tree]]:
        """The lines of a preamble; a kind that is `apart` has no common opening word: it stays in the line."""
        found: list[dict[str, Tree]] = []
        for one in motifs:
            if one.lead is None or one.kind in apart:
                whole = one.text.part.whole(one.text.block)
                found.append({"autre": Text(self.typist.line([whole]))})
            else:
                found.append({one.kind: Text(self.typist.line([one.text]))})
        return found

    def articles(
        self, articles: Sequence[ArticleText], labels: Sequence[str], *, numbered: bool
    ) -> list[dict[str, Tree]]:
        found: list[dict[str, Tree]] = []
        for one, label in zip(articles, labels, strict=True):
            said: dict[str, Tree] = {"label": label}
            body, titre = list(one.body), one.titre
            if not numbered and one.lead is not None:
                said["titre"] = Text(self.typist.title(_together(one.lead, titre or _beside(one))))
                body = body[1:] if titre is None and _beside(one) else body
            elif titre is not None:
                said["titre"] = Text(self.typist.title(titre))
            said["texte"] = Text(self.typist.text(body) or NOTHING)
            self._kept(body, _TABLE)
            found.append(said)
        return found

    def annexe(
        self, annexe: AnnexeText, title: Passage | None, table: dict[str, Tree] | None = None
    ) -> dict[str, Tree]:
        """An annexe composed here: its announced title, its own where it differs, its text and its table."""
        own = self.typist.line(annexe.intitule) if annexe.intitule else ""
        announced = self.typist.line([title]) if title else ""
        said: dict[str, Tree] = {"titre": Text(announced or own or "Annexe")}
        if announced and own and announced != own:
            said["intitule"] = Text(own)
        elif announced and not own:
            said["intitule"] = ""
        if annexe.texte:
            said["texte"] = Text(self.typist.text(annexe.texte))
        if annexe.tableau is not None:
            said["tableau"] = table or {"lignes": self.rows(annexe.tableau)}
        if annexe.suite:
            said["suite"] = Text(self.typist.text(annexe.suite))
        if annexe.tableau is None and not annexe.texte:
            said["texte"] = Text(NOTHING)
        self._kept((*annexe.texte, *annexe.suite), _SECOND)
        return said

    def _kept(self, passages: Sequence[Passage], why: str) -> None:
        """Say which tables are text."""
        for one in passages:
            if one.kind is Kind.TABLEAU:
                self.draft.kept(one, _READ if (one.part.name, one.block) in self.read else why)

    def rows(self, table: Passage) -> list[Tree]:
        """A table as it stands."""
        block, position, rows = table.part.blocks[table.block], 0, list[Tree]()
        width = max(len(row.cells) for row in block.rows)
        for row in block.rows:
            cells: list[Any] = []
            for cell in row.cells:
                end = position + len(cell.text)
                cells.append(self.typist.cell(table.part, table.block, position, end))
                position = end + 1
            position += not row.cells
            rows.append([*cells, *[""] * (width - len(cells))])
        return rows


def _beside(article: ArticleText) -> Passage | None:
    """What follows the number of an article in its own block."""
    first = next(iter(article.body), None)
    return first if first and article.lead and first.block == article.lead.block else None


def _together(lead: Passage, rest: Passage | None) -> Passage:
    return Passage(lead.part, lead.block, lead.start, rest.end if rest else lead.end)


def announced(annonces: Sequence[Passage]) -> list[Passage]:
    """The titles of the annexes that are announced, without their number."""
    found = []
    for one in annonces:
        lead = _ANNOUNCED.match(one.text)
        cut = one.start + (lead.end() if lead else 0)
        found.append(Passage(one.part, one.block, cut, one.end))
    return found


def visa_of(visa: Cited, builder: Builder, formulas: Formulas) -> dict[str, Tree]:
    """The standard sentence where it says what was printed; else the words of the visa, around the facts of the act."""
    composer, where = formulas.composer, visa.motif.text
    acts = [cited_act(composer.register.actes[name], composer.register, composer.writer) for name in visa.names]
    names: dict[str, Any] = {"acte": acts[0], "actes": tuple(acts)}
    standard = composer.forms.visa_acte if len(acts) == 1 else composer.forms.visa_actes
    vu: Tree = visa.names[0] if len(acts) == 1 else list(visa.names)
    if same(formulas.written(standard, **names), where.text):
        return {"vu": vu}
    forms = Forms(composer.writer, {**composer.scope, **names})
    act = acts[0]
    for kind in ("", "majuscule"):
        forms.add("acte.type.defini", (kind,), rank=1)
    forms.add("acte.numero", ("",))
    forms.add("acte.objet", ("", "a", "de"))
    if act.date:
        forms.add("acte.date", ("", "date_numerique"), act.date)
    if act.periode:
        forms.add("acte.periode", ("",), Bounds(act.periode.debut, act.periode.fin))
    found = Finder(builder.draft, forms.found if len(acts) == 1 else [], frozenset()).marks(where.part, where.block)
    own = [mark for mark in found if where.start <= mark.start and mark.end <= where.end]
    return {"vu": vu, "texte": text(builder.typist.line([where], own))}
