"""The prose of an entry: preamble, articles, annexes, convention and its parties, from documents taken apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ..compose.cited import CitedAct
from ..compose.parties import convention_parties
from ..document import cells_of
from ..facts import MentionKind
from ..model.edits import Text, Tree
from ..model.links import OWN
from ..model.people import in_office
from ..part import Passage
from ..values.text import comparable
from .cited import UNKNOWN
from .draft import Draft, Spot, text
from .faithful import same
from .finder import Finder
from .forms import Forms, body_forms, full_name
from .formulas import SIGNS, Formulas, columns_of
from .slots import AnnexeText, ArticleText, MotifText
from .tiers import Body

NOTHING = '{{ "" }}'  # a text that has to be there, and that was empty


@dataclass(slots=True)
class Builder(Formulas):
    """Types what was printed, place by place."""

    def objet(self) -> Text:
        act = self.draft.read.act  # whose lines on the sheet are none of the object
        if not (said := self.typist.line(act.objet or act.titre).replace("\\\n", " ")):
            self.draft.confirm("objet", "", "l'objet de l'acte ne se lit pas : écrivez-le")
        return Text(said or UNKNOWN)

    def motifs(
        self, motifs: Sequence[MotifText], visas: Mapping[Spot, tuple[str, ...]], apart: Sequence[str] = ()
    ) -> list[dict[str, Tree]]:
        """The lines of a preamble; a kind that is `apart` has no common opening word: it stays in the line."""
        found: list[dict[str, Tree]] = []
        for one in motifs:
            whole = one.lead is None or one.kind in apart
            text = one.text._replace(start=0) if whole and one.lead else one.text
            typed = self.typist.text([text]) if one.kind == "autre" else self.typist.line([text])
            said: dict[str, Tree] = {"autre" if whole else one.kind: Text(typed)}
            acts = visas.get((text.part.name, text.block)) if "vu" in said else None
            found.append(said if acts is None else self.visa(text, acts))
        return found

    def articles(
        self, articles: Sequence[ArticleText], labels: Sequence[str], *, numbered: bool
    ) -> list[dict[str, Tree]]:
        found: list[dict[str, Tree]] = []
        for one, label in zip(articles, labels, strict=True):
            said: dict[str, Tree] = {"label": label}
            body, titre = list(one.body), one.titre
            if not numbered and one.lead is not None:
                beside = body.pop(0) if titre is None and body and body[0].block == one.lead.block else titre
                whole = one.lead._replace(end=beside.end) if beside else one.lead
                said["titre"] = Text(self.typist.title(whole))
            elif titre is not None:
                said["titre"] = Text(self.typist.title(titre, marked=not numbered))
            said["texte"] = Text(self.typist.text(body) or NOTHING)
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
        return said

    def rows(self, table: Passage) -> list[Tree]:
        rows = list(cells_of(table.part.blocks[table.block]))
        width = max(map(len, rows))
        typed = ([self.typist.cell(table, *cell) for cell in row] for row in rows)
        return [[*row, *[""] * (width - len(row))] for row in typed]

    def visa(self, where: Passage, cited: Sequence[str]) -> dict[str, Tree]:
        """The standard sentence of acts of ours where it says what was printed; else its words, around their facts."""
        composer = self.composer
        acts = [CitedAct(composer.register.actes[name], composer.register, composer.writer) for name in cited]
        names: dict[str, Any] = {"acte": acts[0], "actes": tuple(acts)}
        one = len(acts) == 1
        vu: Tree = cited[0] if one else list(cited)
        if same(self.written(composer.forms.visa_acte if one else composer.forms.visa_actes, **names), where.text):
            return {"vu": vu}
        forms = Forms(composer.writer, {**composer.scope, **names})
        forms.add("acte.type.defini", "", "majuscule", rank=1)
        forms.add("acte.numero")
        forms.add("acte.objet", "", "a", "de")
        forms.add("acte.date", "", "date_numerique")
        forms.add("acte.periode")
        found = Finder(self.draft, forms.found if one else [], {}).marks(where)
        own = [mark for mark in found if where.start <= mark.start and mark.end <= where.end]
        return {"vu": vu, "texte": text(self.typist.line([where], own))}


def signed(draft: Draft) -> None:
    """Put the place and the day of the convention."""
    agreed = draft.read.convention
    draft.put_place("convention.signature.lieu", agreed.lieu_date if agreed else ())
    for where in agreed.lieu_date if agreed else ():
        days = [m for m in where.mentions if m.kind is MentionKind.DATE and isinstance(m.value, date)]
        for day in days if len(days) == 1 else ():
            at = where._replace(start=day.start, end=day.end)
            draft.put("convention.signature.date", str(day.value), at)


def stated(draft: Draft, bodies: Sequence[Body]) -> list[Tree]:
    """The parties as an entry names them, with who signs for the collectivity where it is not its head."""
    found: list[Tree] = []
    said = draft.tree.get("convention", {}).get("signature", {}).get("date") or draft.tree.get("signature", {}).get(
        "date"
    )
    chef = in_office(draft.known.collectivite.executif, date.fromisoformat(said) if said else None)
    for body in bodies:
        ours = [person.last for person in body.party.people] if body.name == OWN else []
        deputies = draft.known.collectivite.delegataires.items()
        by = next((name for name, one in deputies if comparable(one.nom) in ours), "")
        by = "" if chef and comparable(chef.nom) in ours else by
        found.append({"tiers": body.name, "par": by} if by else body.name)
    return found


def _signing(formulas: Formulas, party: Any, column: Sequence[Passage]) -> dict[str, Tree]:
    """For whom a party signs, the office and the name, where the common formulas do not say it."""
    common = formulas.composer.forms.convention
    forms = Forms(formulas.composer.writer, {**formulas.composer.scope, "partie": party})
    full_name(forms, "partie.representant")
    said: dict[str, Tree] = {}
    for name, lines in zip(SIGNS, (column[:-1][:1], column[1:-1], column[-1:]), strict=True):
        written = formulas.written(getattr(common, name, None), partie=party)
        if not same(written, "\n".join(one.text for one in lines), case=True):
            said[name] = text(formulas.around(forms.found, lines))
    return said


def presented(draft: Draft, bodies: Sequence[Body], formulas: Formulas) -> list[Tree]:
    """Each party: by the standard sentences where they say what was printed, else in its own words."""
    common = formulas.composer.forms.convention
    introductions = common.introductions if common else ()
    parties = convention_parties(formulas.composer.act, formulas.composer.register)
    columns = columns_of(draft, len(bodies))
    found: list[Tree] = []
    for rank, (body, named, party) in enumerate(zip(bodies, stated(draft, bodies), parties, strict=True), 1):
        said: dict[str, Any] = {"tiers": named} if isinstance(named, str) else {**named}  # type: ignore[dict-item]
        standard = next(iter(introductions[:rank][-1:]), None)  # the last one is for all the others
        written = formulas.written(standard, rang=rank, nombre=len(parties))
        if not same(written, "\n".join(one.text for one in body.intro)):
            said["introduction"] = text(formulas.typist.line(body.intro))
        whole = "\n".join(one.text for one in body.passages)
        if common is None or not same(formulas.written(common.partie, partie=party), whole):
            forms = Forms(formulas.composer.writer, {**formulas.composer.scope, "partie": party})
            body_forms(forms, "partie")
            said["texte"] = text(formulas.around(forms.found, body.passages))
        said |= _signing(formulas, party, columns[rank - 1]) if columns else {}
        found.append(said["tiers"] if list(said) == ["tiers"] else said)
    return found
