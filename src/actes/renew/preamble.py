"""The preamble: the former act cited after the others, delegations that lapsed taken away, the new one asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from ..compose.dossier import object_of
from ..facts import MentionKind, Reference, read
from ..model.acte import Acte
from ..model.edits import Text, Tree
from ..model.mandates import council_since
from ..model.prose import Prose
from ..model.register import Register
from ..model.texts import Motif
from ..rules.authority import DELEGATES
from ..values.dates import YearMonth, show_date, show_date_numeric
from ..values.text import unaccented
from .draft import Draft

# The noun that opens an object, and its article: « Convention de … » is cited as « la convention de … ».
_NOUNS: Mapping[str, str] = {
    "convention": "la", "charte": "la", "cession": "la", "location": "la", "adhesion": "l'", "acquisition": "l'",
    "attribution": "l'", "avenant": "l'", "accord": "l'", "achat": "l'", "contrat": "le", "marche": "le", "bail": "le",
    "protocole": "le", "partenariat": "le", "reglement": "le", "pret": "le", "tarifs": "les", "tarif": "le",
    "emprunt": "l'", "conventions": "les", "demande": "la", "fixation": "la", "mise": "la", "reservation": "la",
}  # fmt: skip


def preamble(draft: Draft, identifier: str, act: Acte, register: Register, on: date, *, avenant: bool = False) -> None:
    """Delegations that lapsed, then the visa of the former act, which moves those after it."""
    since, known = council_since(register.collectivite, on) or council_since(None, on) or (date.min, True)
    at = _last_visa(act, register)
    stale = [n for n, motif in enumerate(act.preambule) if _lapsed(motif, register, since)]
    _delegations(draft, act, register, stale, since, known, on)
    for index, motif in enumerate(act.preambule):
        if isinstance(motif.vu, Prose) and not motif.actes:
            moved = index + (index >= at) * (1 + sum(o.modifie == identifier for o in register.actes.values()))
            _typed_delegation(draft, f"preambule[{moved}].vu", motif.vu, since)
    for index, motif in enumerate(act.preambule if avenant else ()):
        if _project(motif):
            draft.put(f"preambule[{index}].vu", Text("le projet d'avenant, ci-annexé ;"), "", "le projet d'avenant")
    _former(draft, identifier, act, register, at)
    amending = sorted((o.numero, n) for n, o in register.actes.items() if o.modifie == identifier)
    for rank, (_, name) in enumerate(amending, 1):
        draft.add("preambule", {"vu": name}, f"vu: {name}", "avenant à l'acte reconduit", at + rank)


def _lapsed(motif: Motif, register: Register, since: date) -> bool:
    return any(_delegates(name, register) and not _valid(name, register, since) for name in motif.actes)


def _delegates(name: str, register: Register) -> bool:
    return name in register.actes and register.actes[name].delegation


def _valid(name: str, register: Register, since: date, on: date = date.max) -> bool:
    day = register.actes[name].jour
    return day is not None and since <= day <= on


def _delegations(
    draft: Draft, act: Acte, register: Register, stale: Sequence[int], since: date, known: bool, on: date
) -> None:
    """Each visa of delegations keeps those in force; the last of them takes the new one, or asks for it."""
    others = [name for motif in act.preambule for name in motif.actes if _delegates(name, register)]
    in_force = [name for name in others if _valid(name, register, since, on)]
    new = [n for n, other in register.actes.items() if other.delegation and _valid(n, register, since, on)]
    why = f"délégation d'avant le {show_date(since)}, tombée avec le mandat"
    for index in stale:
        motif, path = act.preambule[index], f"preambule[{index}].vu"
        kept = [n for n in motif.actes if not _delegates(n, register) or _valid(n, register, since, on)]
        before = ", ".join(motif.actes)
        if not kept and not in_force and index == stale[-1]:
            kept = new
            if not new:
                _ask(draft, index, before, since, known, why)
                continue
        if kept:
            tree: Tree = kept[0] if len(kept) == 1 else kept
            draft.put(path, tree, before, ", ".join(kept), why)
            if motif.texte is not None:
                draft.confirm(f"preambule[{index}].texte", "ce visa a sa propre rédaction : à relire")
        else:
            draft.confirm(f"preambule[{index}].vu", "délégation d'un mandat précédent : visa à retirer", before)


def _ask(draft: Draft, index: int, before: str, since: date, known: bool, why: str) -> None:
    month = YearMonth(since.year, since.month)
    text = (
        f"[À COMPLÉTER : délibération n° … du … portant délégation d'attributions, prise par le conseil en fonction "
        f"depuis {month}] ;".replace("\u00a0", " ")
    )
    draft.put(f"preambule[{index}]", {"vu": Text(text)}, before, "[À COMPLÉTER]", why)
    motif = (
        f"délégation donnée par le conseil en fonction depuis {month} : créez la fiche de la délibération "
        "(« delegation: oui »), puis citez-la ici"
    ).replace("\u00a0", " ")
    draft.confirm(f"preambule[{index}].vu", motif)
    if not known:
        draft.warnings.append(
            f"registry/collectivite.yaml ne connaît pas le conseil installé après le renouvellement de {month} : "
            "complétez « mandats »"
        )


def _typed_delegation(draft: Draft, path: str, visa: Prose, since: date) -> None:
    """A delegation that a visa names in so many words."""
    if not DELEGATES.search(unaccented(visa.text)):
        return
    for mention in read(visa.text):
        value = mention.value
        if mention.kind is not MentionKind.ACT_NUMBER or not isinstance(value, Reference):
            continue
        given = unaccented(value.nature).startswith("deliberation")
        if given and isinstance(value.date, date) and value.date < since:
            motif = f"délégation d'avant le {show_date_numeric(since)}, tombée avec le mandat"
            draft.confirm(path, motif, mots=" ".join(mention.text.split()))


def _last_visa(act: Acte, register: Register) -> int:
    """Where the visa of the former act goes: after the last one of an act that does not delegate."""
    cited = [n for n, m in enumerate(act.preambule) if m.actes and not any(_delegates(a, register) for a in m.actes)]
    if cited:
        return cited[-1] + 1
    visas = [n for n, m in enumerate(act.preambule) if m.vu is not None and not _project(m)]
    return visas[-1] + 1 if visas else 0


def _project(motif: Motif) -> bool:
    return isinstance(motif.vu, Prose) and unaccented(motif.vu.text).lstrip().startswith(
        ("le projet", "le present projet")
    )


def _former(draft: Draft, identifier: str, act: Acte, register: Register, at: int) -> None:
    tree: dict[str, Tree] = {"vu": identifier}
    if act.objet_cite is None:
        tree["texte"] = Text(_sentence(act, register))
        motif = "l'objet de l'acte précédent, cité avec son article : la phrase se lit-elle bien ?"
        draft.confirm(f"preambule[{at}].texte", motif)
    draft.add("preambule", tree, f"vu: {identifier}", "l'acte reconduit, cité après les autres", at)


def _sentence(act: Acte, register: Register) -> str:
    """The standard sentence, around the object with its article."""
    standard = register.collectivite.formules.pour(act.type).visa_acte.text.strip()
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
