"""The preamble: the former act cited after the others, delegations that lapsed taken away, the new one asked for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from ..compose.dossier import object_of
from ..model.acte import Acte
from ..model.edits import Text, Tree
from ..model.register import Register
from ..pattern import pattern
from ..values.text import unaccented
from .delegations import delegates, delegations, is_project
from .draft import Draft

_CHOICE = pattern(r"\{% if acte\.delegation %\}(.*?)\{% else %\}(.*?)\{% endif %\}")

# The noun that opens an object, and its article: « Convention de … » is cited as « la convention de … ».
_NOUNS: Mapping[str, str] = {
    "convention": "la", "charte": "la", "cession": "la", "location": "la", "adhesion": "l'", "acquisition": "l'",
    "attribution": "l'", "avenant": "l'", "accord": "l'", "achat": "l'", "contrat": "le", "marche": "le", "bail": "le",
    "protocole": "le", "partenariat": "le", "reglement": "le", "pret": "le", "tarifs": "les", "tarif": "le",
    "emprunt": "l'", "conventions": "les", "demande": "la", "fixation": "la", "mise": "la", "reservation": "la",
}  # fmt: skip


def preamble(draft: Draft, identifier: str, act: Acte, register: Register, on: date, *, avenant: bool = False) -> None:
    """Delegations first, where they stand; then visas that go and come, which move those after them."""
    asked, gone = delegations(draft, act, register, on)
    for index, motif in enumerate(act.preambule if avenant else ()):
        if is_project(motif):
            draft.put(f"preambule[{index}].vu", Text("le projet d'avenant, ci-annexé ;"), "", "le projet d'avenant")
    for index in reversed(gone):
        before = ", ".join(act.preambule[index].actes)
        draft.remove(f"preambule[{index}]", before, "délégation d'un mandat précédent", comment=True)
    last = _last_visa(act, register)
    at = last - sum(index < last for index in gone)
    count = _former(draft, identifier, act, register, at)
    for one in asked:
        place = one.index - sum(index < one.index for index in gone) + (count if one.index >= last else 0)
        draft.confirm(f"preambule[{place}].{one.key}", one.motif, one.valeur, one.mots)


def _last_visa(act: Acte, register: Register) -> int:
    """Where the visa of the former act goes: after the last one of an act that does not delegate."""
    cited = [n for n, m in enumerate(act.preambule) if m.actes and not any(delegates(a, register) for a in m.actes)]
    if cited:
        return cited[-1] + 1
    visas = [n for n, m in enumerate(act.preambule) if m.vu is not None and not is_project(m)]
    return visas[-1] + 1 if visas else 0


def _former(draft: Draft, identifier: str, act: Acte, register: Register, at: int) -> int:
    """The visas of the former act and of its avenants; how many there are."""
    tree: dict[str, Tree] = {"vu": identifier}
    if act.objet_cite is None:
        tree["texte"] = Text(_sentence(act, register))
        motif = "l'objet de l'acte précédent, cité avec son article : la phrase se lit-elle bien ?"
        draft.confirm(f"preambule[{at}].texte", motif)
    draft.add("preambule", tree, f"vu: {identifier}", "l'acte reconduit, cité après les autres", at)
    amending = sorted((other.numero, name) for name, other in register.actes.items() if other.modifie == identifier)
    for rank, (_, name) in enumerate(amending, 1):
        draft.add("preambule", {"vu": name}, f"vu: {name}", "avenant à l'acte reconduit", at + rank)
    return 1 + len(amending)


def _sentence(act: Acte, register: Register) -> str:
    """The standard sentence, around the object with its article, without what it says of a delegation or of none."""
    standard = register.collectivite.formules.pour(act.type).visa_acte.text.strip()
    standard = _CHOICE.sub(r"\1" if act.delegation else r"\2", standard)
    return standard.replace("{{ acte.objet }}", with_article(" ".join(object_of(act, register).split())))


def with_article(words: str) -> str:
    """An object as a sentence cites it.

    >>> with_article("Convention de partenariat"), with_article("Avenant n° 1"), with_article("la convention")
    ('la convention de partenariat', "l'avenant n° 1", 'la convention')
    """
    first = words.split(" ")[0]
    article = _NOUNS.get(unaccented(first).rstrip(",:"))
    if article is None:
        return words
    lowered = first[:1].lower() + first[1:] + words[len(first) :]
    return f"{article}{lowered}" if article.endswith("'") else f"{article} {lowered}"
