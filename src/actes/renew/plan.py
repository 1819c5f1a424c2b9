"""The whole renewal of an act: what to change in its text, what to tell, what to confirm."""

from __future__ import annotations

from datetime import date

from ..compose.dossier import object_of
from ..model.acte import Acte
from ..model.edits import Lead
from ..model.register import Register
from ..pattern import pattern
from .avenant import avenant, words_kept
from .choices import Choices, doubts
from .draft import Draft
from .fields import OF_THE_FORMER, follow_up, identity, period, references, signature
from .kept import confirm_edit
from .literals import literals, proses
from .money import money
from .people import people
from .preamble import preamble, with_article
from .shift import Shift

_ROOM = "ou_place"
_DATES = pattern(
    r"\{\{-?\s*(?P<name>date|signature\.date|convention\.signature\.date|suivi\.\w+)\s*(?P<filters>\|[^{}]*?)?-?\}\}"
)


def rooms(draft: Draft, act: Acte, dated: bool) -> None:
    """Each `{{ date }}` becomes `{{ date | ou_place }}`; `dated`: the act's own is known."""
    for path, prose in proses(act):
        for match in reversed(list(_DATES.finditer(prose.text))):
            if _ROOM in (match["filters"] or "") or (dated and match["name"] in ("date", "signature.date")):
                continue
            room = f"{{{{ {match['name']} | {_ROOM} }}}}"
            if match["filters"]:
                room = f"{{% if {match['name']} %}}{match[0]}{{% else %}}{room}{{% endif %}}"
            draft.rewrite(path, *match.span(), match[0], room, "la date n'est pas encore connue")


KEPT_BY_AVENANT = ("preambule", "convention.parties")  # its other texts are its own


def plan(register: Register, identifier: str, choices: Choices, today: date) -> Draft:
    """The renewal of an act, by the answers given. Its former entry is not touched."""
    act, draft = register.actes[identifier], Draft()
    on = choices.date or today
    old = act.periode.period if act.periode else None
    shift = Shift.between(old, choices.periode) if old and choices.periode else None
    draft.warnings += doubts(register, identifier, choices, today)
    _texts(draft, register, identifier, choices)
    identity(draft, identifier, act, choices)
    signature(draft, act, choices)
    period(draft, act, choices.periode)
    references(draft, act, shift, choices.periode, only=words_kept(act) if choices.avenant else None)
    money(draft, act, shift, choices.periode)
    if choices.avenant:
        base = register.actes[act.modifie or identifier]
        named = with_article(" ".join(object_of(base, register).split()))
        avenant(draft, act, choices, "{{ modifie.objet }}" if base.objet_cite else named)  # how it names what it amends
    else:
        annexes(draft, act)
    people(draft, act, register, on, choices.periode)
    preamble(draft, identifier, act, register, on, avenant=choices.avenant)
    follow_up(draft, act, [name for name in OF_THE_FORMER if name in register.places[identifier]])
    what = "Avenant à" if choices.avenant else "Reconduction de"
    lead = Lead(f"# {what} {identifier}, par « actes renew » : voir « a_confirmer », à la fin.")
    draft.edits += [lead, *([confirm_edit(draft.confirms)] if draft.confirms else [])]
    return draft


def _texts(draft: Draft, register: Register, identifier: str, choices: Choices) -> None:
    """Literals that state a fact become references, and dates to come get room, while offsets are the former text's."""
    act, texts = register.actes[identifier], Draft()
    for one in literals(act, register):
        if choices.avenant and not one.path.startswith(KEPT_BY_AVENANT):
            continue
        why = "" if one.same else f"s'écrira « {one.written} »"
        texts.rewrite(one.path, one.start, one.end, one.words, one.reference, why)
    if not choices.avenant:
        rooms(texts, act, dated=choices.date is not None)
    order = sorted(range(len(texts.edits)), key=lambda n: -texts.edits[n].start)  # type: ignore[union-attr]
    draft.edits += [texts.edits[n] for n in order]  # from the last of each text: those before it stay where they are
    draft.changes += texts.changes


def annexes(draft: Draft, act: Acte) -> None:
    """Each annexe; titles and texts stay."""
    for index, annexe in enumerate(act.annexes):
        path = f"annexes[{index}]"
        if annexe.fichier:
            draft.remove(f"{path}.fichier", annexe.fichier, "PDF de la période précédente")
        if annexe.piece is not None:
            draft.remove(f"{path}.piece", annexe.piece.objet, "pièce de la période précédente")
        if annexe.piece is not None or annexe.fichier:
            draft.confirm(path, "pièce de la nouvelle période : la joindre, et recopier ce qu'on y lit (« piece: »)")
        if annexe.tableau and annexe.tableau.imprime:
            draft.remove(f"{path}.tableau.imprime", "", "imprimé à la place du montant calculé")
        if annexe.tableau and annexe.tableau.lignes:
            draft.confirm(f"{path}.tableau.lignes", "tableau tapé à la main : chaque valeur est-elle à jour ?")
