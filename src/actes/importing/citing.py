"""A visa of acts of the register, as an entry says it: their names, and its own words where it has some."""

from __future__ import annotations

from typing import Any

from ..compose.scope import cited_act
from ..facts import Bounds
from ..model.edits import Tree
from .build import Builder
from .cited import Cited
from .draft import text
from .faithful import same
from .finder import Finder
from .forms import Forms
from .formulas import Formulas


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
