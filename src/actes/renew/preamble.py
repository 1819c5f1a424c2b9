"""What the day of the new act changes: the preamble, where the former act is cited after the others and delegations
that lapsed are taken away; who represents whom, and whether that is to confirm.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from ..compose.dossier import object_of
from ..facts import MentionKind, Reference, read
from ..frozen import frozen
from ..model.acte import Acte
from ..model.collectivite import council_since
from ..model.confirm import BLANK, AConfirmer
from ..model.edits import Put, Text, Tree
from ..model.links import OWN
from ..model.people import Representant, in_office
from ..model.prose import Prose
from ..model.register import Register
from ..model.texts import Motif
from ..pattern import pattern
from ..statements.citations import DELEGATES
from ..values.dates import YearMonth, show_date
from ..values.periods import Period
from ..values.text import unaccented
from .draft import Change, Draft

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
    asked, gone = _Lapse.of(act, register, on).applied(draft)
    for index, motif in enumerate(act.preambule if avenant else ()):
        if is_project(motif):
            draft.put(f"preambule[{index}].vu", Text("le projet d'avenant, ci-annexé ;"), "", "le projet d'avenant")
    for index in reversed(gone):
        before = ", ".join(act.preambule[index].actes)
        draft.remove(f"preambule[{index}]", before, "délégation d'un mandat précédent", comment=True)
    last = _last_visa(act, register)
    at = last - sum(index < last for index in gone)
    count = _former(draft, identifier, act, register, at)
    for rank, one in asked:
        place = rank - sum(index < rank for index in gone) + (count if rank >= last else 0)
        draft.confirms.append(replace(one, champ=f"preambule[{place}].{one.champ}"))


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
        standard = register.collectivite.formules.pour(act.type).visa_acte.text.strip()
        standard = _CHOICE.sub(r"\1" if act.delegation else r"\2", standard)  # without the one that it does not say
        cited = with_article(" ".join(object_of(act, register).split()))
        tree["texte"] = Text(standard.replace("{{ acte.objet }}", cited))
        motif = "l'objet de l'acte précédent, cité avec son article : la phrase se lit-elle bien ?"
        draft.confirm(f"preambule[{at}].texte", motif)
    draft.add("preambule", tree, f"vu {identifier}", "l'acte reconduit, cité après les autres", at)
    amending = sorted((other.numero, name) for name, other in register.actes.items() if other.modifie == identifier)
    for rank, (_, name) in enumerate(amending, 1):
        draft.add("preambule", {"vu": name}, f"vu {name}", "avenant à l'acte reconduit", at + rank)
    return 1 + len(amending)


def with_article(words: str) -> str:
    """An object as a sentence cites it.

    >>> with_article("Convention de partenariat"), with_article("Avenant n° 1"), with_article("la convention")
    ('la convention de partenariat', "l'avenant n° 1", 'la convention')
    >>> with_article("MISE À DISPOSITION D'UN BUREAU")
    "la MISE À DISPOSITION D'UN BUREAU"
    """
    article = _NOUNS.get(unaccented(words.partition(" ")[0]).rstrip(",:"))
    gap = "" if article and article.endswith("'") else " "
    capitals = words[1:2].isupper()
    return f"{article}{gap}{words if capitals else words[:1].lower() + words[1:]}" if article else words


_BEARING = pattern(r"\bportant (?=\{\{ acte\.objet \}\})")  # « portant délégation »; « portant sur la délégation »
_DEFINITE = pattern(r"(?:l[ae]s?\s|l['’])")

# What the standard sentence of several acts says of one.
_SENTENCE = (
    "{{ acte.type.defini }} {{ collectivite.organe | de }} {{ acte.numero }} en date du {{ acte.date }} "
    "portant {{ acte.objet }} ;"
)


Asked = tuple[int, AConfirmer]  # the rank of a motif in the former preamble, and what is to confirm in it, by its key


def delegates(name: str, register: Register) -> bool:
    return name in register.actes and register.actes[name].delegation


@frozen
class _Lapse:
    """The visas of an act on the day of the next one: since when the council in office sits."""

    act: Acte
    register: Register
    on: date
    since: date
    known: bool

    @classmethod
    def of(cls, act: Acte, register: Register, on: date) -> _Lapse:
        since, known = council_since(register.collectivite, on) or council_since(None, on) or (date.min, True)
        return cls(act, register, on, since, known)

    def day(self, name: str) -> date | None:
        return self.register.actes[name].jour if delegates(name, self.register) else None

    def lapsed(self, name: str) -> bool:
        return (self.day(name) or self.since) < self.since

    def in_force(self, name: str) -> bool:
        day = self.day(name)
        return day is not None and self.since <= day <= self.on

    def applied(self, draft: Draft) -> tuple[list[Asked], list[int]]:
        """What is to confirm, and the ranks of the visas that are to go; the others are changed where they stand."""
        motifs = self.act.preambule
        stale = [n for n, motif in enumerate(motifs) if any(map(self.lapsed, motif.actes))]
        asked, gone = list(self.typed()), []
        enough = any(self.in_force(name) for motif in motifs for name in motif.actes)
        for index in stale:
            kept = [name for name in motifs[index].actes if not self.lapsed(name)]
            last = not kept and not enough and index == stale[-1]
            kept = [name for name in self.register.actes if self.in_force(name)] if last else kept
            if kept:
                asked += self.keep(draft, index, kept)
            elif last:
                asked.append(self.ask(draft, index))
            else:
                gone.append(index)
        return asked, gone

    def why(self) -> str:
        return f"délégation d'avant le {show_date(self.since)}, tombée avec le mandat".replace("\u00a0", " ")

    def keep(self, draft: Draft, index: int, kept: Sequence[str]) -> Iterator[Asked]:
        motif, tree = self.act.preambule[index], list(kept)
        value: Tree = tree[0] if len(tree) == 1 else tree
        draft.put(f"preambule[{index}].vu", value, ", ".join(motif.actes), ", ".join(kept), self.why())
        if motif.texte is not None:
            told = _BEARING.search(str(motif.texte))
            if told and _DEFINITE.match(object_of(self.register.actes[kept[0]], self.register)):
                draft.rewrite(f"preambule[{index}].texte", *told.span(), told[0], "portant sur ")
            yield index, AConfirmer(champ="texte", motif="ce visa a sa propre rédaction : à relire")
        elif len(motif.actes) > len(kept) == 1:
            draft.edits.append(Put(f"preambule[{index}].texte", Text(_SENTENCE)))

    def ask(self, draft: Draft, index: int) -> Asked:
        """Room for the visa of a delegation that the register does not have."""
        month = str(YearMonth(self.since.year, self.since.month)).replace("\u00a0", " ")
        council = f"prise par le conseil en fonction depuis {month}"
        words = f"{BLANK} : délibération n° … du … portant délégation d'attributions, {council}] ;"
        before = ", ".join(self.act.preambule[index].actes)
        draft.put(f"preambule[{index}]", {"vu": Text(words)}, before, f"{BLANK}]", self.why())
        if not self.known:
            unknown = f"registry/collectivite.yaml ne connaît pas le conseil issu du renouvellement de {month}"
            draft.warnings.append(f"{unknown} : complétez « mandats »")
        motif = f"délégation donnée par le conseil en fonction depuis {month} : créez la fiche de la délibération"
        motif += " (« delegation: oui »), puis citez-la ici"
        return index, AConfirmer(champ="vu", motif=motif, valeur=f"{BLANK}]")

    def typed(self) -> Iterator[Asked]:
        """Delegations that visas name in so many words."""
        for index, motif in enumerate(self.act.preambule):
            if isinstance(motif.vu, Prose) and not motif.actes and DELEGATES.search(unaccented(motif.vu.text)):
                for mention in read(motif.vu.text):
                    cited = mention.value if mention.kind is MentionKind.ACT_NUMBER else None
                    if isinstance(cited, Reference) and isinstance(cited.date, date) and cited.date < self.since:
                        yield index, AConfirmer(champ="vu", motif=self.why(), mots=" ".join(mention.text.split()))


def is_project(motif: Motif) -> bool:
    """Whether a visa is that of the project of this act: « le projet de convention »."""
    words = unaccented(motif.vu.text).lstrip() if isinstance(motif.vu, Prose) else ""
    return words.startswith(("le projet", "le present projet"))


def people(draft: Draft, act: Acte, register: Register, on: date, new: Period | None) -> None:
    """The head of the collectivity, who signs by delegation, who represents each party."""
    _head(draft, act, register, on)
    _deputies(draft, act, register, on)
    stated = [party.tiers for party in act.convention.parties] if act.convention else []
    for name in dict.fromkeys([*act.parties, *stated]):
        if name != OWN and register.tiers[name].representants:
            _representative(draft, act, register, name, on, new)


def _head(draft: Draft, act: Acte, register: Register, on: date) -> None:
    body = register.collectivite
    was, now = in_office(body.executif, act.jour), in_office(body.executif, on)
    if now is None:
        return  # loading says that nobody is in office
    _told(draft, "collectivite.executif", was, now)
    since = council_since(body, on) or council_since(None, on)
    if since is not None and (now.debut is None or now.debut < since[0]) and (now.debut or body.mandats):
        motif = f"le conseil a été renouvelé ({show_date(since[0])}) : en fonction depuis, à la même place ?"
        draft.confirm("collectivite.executif", motif.replace("\u00a0", " "), _named(now))


def _deputies(draft: Draft, act: Acte, register: Register, on: date) -> None:
    deputies = register.collectivite.delegataires
    stated = [("signature.par", act.signature.par)]
    if act.convention:
        stated += [(f"convention.parties[{n}].par", party.par) for n, party in enumerate(act.convention.parties)]
    for path, name in stated:
        if name in deputies and not deputies[name].in_office(on):
            draft.remove(path, _named(deputies[name]), "n'est plus en fonction")
            draft.confirm(path.rpartition(".")[0], f"{_named(deputies[name])} n'est plus en fonction : qui signe ?")


def _representative(draft: Draft, act: Acte, register: Register, name: str, on: date, new: Period | None) -> None:
    body = register.tiers[name]
    was, now = in_office(body.representants, act.jour), in_office(body.representants, on)
    path = f"tiers/{name}.representants"
    if now is None:
        draft.confirm(path, f"personne ne représente {body.nom} à cette date : complétez sa fiche")
        return
    _told(draft, path, was, now)
    if now.fin is None or (new is not None and now.fin < new.debut):
        who = "elle" if now.feminin else "il"
        draft.confirm(path, f"représente-t-{who} encore {body.nom} ?", _named(now))


def _told(draft: Draft, path: str, was: Representant | None, now: Representant) -> None:
    if was is not None and was != now:
        draft.changes.append(Change(path, _named(was), _named(now), "en fonction à la date du nouvel acte"))


def _named(person: Representant) -> str:
    return f"{person.prenom} {person.nom}, {person.titre}"
