"""One act gathered, made into an entry: read, put together, written, composed again, compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ..compose.act import Composer
from ..compose.cited import scope_of
from ..compose.dossier import compose
from ..compose.prose import Writer
from ..compose.references import ACT, ANNEXE, CONVENTION, functions
from ..document import Document
from ..finding import Finding, Severity, errors_of
from ..frozen import frozen
from ..model.acte import Acte
from ..model.edits import Text, Tree
from ..model.links import check_links
from ..model.people import Tiers
from ..model.register import Register, act_id
from ..outline.nature import Nature
from ..part import Passage
from ..registry.reader import read_text
from ..values.text import quoted
from .build import Builder, presented, signed, stated
from .cited import cited, outside
from .draft import SCHEMA, Draft, Spot, entry_text, labels
from .faithful import differences, shared, worded
from .finder import Finder, foreign
from .forms import Forms, amounts_in, forms_of
from .formulas import REQUIRED, act_formulas, convention_formulas, cut_authority
from .heading import heading, period
from .money import Money
from .pieces import PIECES, attached, unannounced
from .prose import Mark, Targets, Typist
from .read import read_act
from .slots import announced
from .tiers import Body, bodies, counterparts
from .types import Difference, Gathered, Refused, Taken, ToConfirm

TIERS = "tiers/"
KEPT_AS_TEXT = "cette convention reste du texte, en annexe : ses parties ne se lisent pas une à une"
DOUBTS = 8  # of one file, that are said one by one
FAITHFUL = 0.97  # of the words: an entry that composes fewer is no entry of that act
NO_ACT = Refused(
    "aucun de ces fichiers n'est une décision, une délibération ou un arrêté",
    "donnez avec eux l'acte qui les approuve : la fiche est la sienne",
)


def take(gathered: Gathered, known: Register) -> Taken | Refused:
    """The entry of an act, with all that was made of its documents; nothing is written.

    `known` is the register as it is: its collectivity and tiers, the acts that could be cited.
    """
    read = read_act(gathered)
    if read is None:
        return NO_ACT
    draft = Draft(read, known)
    if refused := heading(draft):
        return refused
    for part, _ in read.annexes:
        if read.sources[part.name].nature is Nature.CONVENTION:
            draft.kept(part.whole(0), KEPT_AS_TEXT)
    period(draft)
    found = bodies(draft)
    signed(draft)
    counterparts(draft)
    visas = cited(draft)
    outside(draft)
    money = Money(draft)
    money.read()
    return _Drawn(draft, found, visas, Labels.of(draft), money).taken()


@frozen
class Labels:
    """The names of the articles of both texts, and of the annexes."""

    act: Sequence[str]
    convention: Sequence[str]
    annexes: Sequence[str]

    @classmethod
    def of(cls, draft: Draft) -> Labels:
        act, agreed = draft.read.act, draft.read.convention
        texts = (act.articles, agreed.articles if agreed else [])
        own = [
            labels((one.titre.text if one.titre else "", one.body[0].text if one.body else "") for one in articles)
            for articles in texts
        ]
        titles = [one.text for one in announced(_annonces(draft))]
        others = [" ".join(one.text for one in annexe.intitule) for _, annexe in draft.read.annexes]
        named = [*titles, *others[len(titles) :]]
        return cls(own[0], own[1], labels((title or "annexe", "") for title in named))


def _annonces(draft: Draft) -> list[Passage]:
    """The lines that announce the annexes: at the foot of the convention, else of the act."""
    agreed = draft.read.convention
    return (agreed.annonces if agreed else []) or draft.read.act.annonces


@dataclass(slots=True)
class _Drawn:
    """A draft whose facts are known: what is left is to type its words."""

    draft: Draft
    bodies: list[Body]
    visas: dict[Spot, tuple[str, ...]]
    labels: Labels
    money: Money

    def taken(self) -> Taken | Refused:
        draft = self.draft
        skeleton = self._loaded(self._skeleton())
        if isinstance(skeleton, Refused) and draft.tree.pop("financement", None):
            self.money.plans.clear()  # what was read of the money does not hold together: it stays text
            skeleton = self._loaded(self._skeleton())
        if isinstance(skeleton, Refused):
            return skeleton
        self._typed(*skeleton)
        self._origins()
        loaded = self._loaded(draft.tree, whole=True)
        if isinstance(loaded, Refused):
            return loaded
        act, register = loaded
        dossier = compose(replace(act, a_confirmer=()), register)  # as it is once everything is confirmed
        if dossier.findings:
            return _refused(dossier.findings)
        return self._compared(act, register, dossier.documents)

    def _skeleton(self) -> Mapping[str, Any]:
        """The facts alone, with words that stand for the others: enough to work out what each fact writes."""
        draft, names = self.draft, self.labels
        word = Text("Texte")
        tree = {**draft.tree, "objet": word, "articles": [{"label": name, "texte": word} for name in names.act]}
        if names.annexes:
            tree["annexes"] = [{"label": name, "titre": word, "texte": word} for name in names.annexes]
        if draft.read.convention is not None:
            tree["convention"] = {
                **tree.get("convention", {}),
                "titre": word,
                "parties": stated(draft, self.bodies),
                "articles": [{"label": name, "texte": word} for name in names.convention],
            }
            common = draft.known.collectivite.formules.pour(draft.tree["type"]).convention
            if common is None:  # this collectivity has none yet: the act will have its own
                tree["formules"] = {"convention": {**dict.fromkeys(REQUIRED, ""), "introductions": []}}
        return tree

    def _typed(self, act: Acte, register: Register) -> None:
        """Every word of the documents in its place, and the act's own formulas."""
        draft, writer = self.draft, Writer(register.collectivite.orthographe)
        forms = register.collectivite.formules.pour(act.type)
        scope = {**scope_of(act, register, writer), **functions(act, register, ACT)}
        composer = Composer(register, writer, scope, forms, act)
        builder = Builder(draft, composer, Typist(dict(self._marks(act, register, writer))))
        cut_authority(builder)
        own, numbered = act_formulas(builder)
        said = draft.read.act
        draft.tree["objet"] = builder.objet()
        apart = [  # the kinds whose lines do not all open by the same word
            kind
            for kind in ("vu", "considerant")
            if kind not in own and not all(builder.same(getattr(forms, kind), lead) for lead in said.leads(kind))
        ]
        draft.tree["preambule"] = builder.motifs(said.motifs, self.visas, apart)
        draft.tree["articles"] = builder.articles(said.articles, self.labels.act, numbered=numbered)
        if draft.read.convention is not None and (own_convention := self._convention(builder, own)):
            own["convention"] = own_convention
        self._annexes(builder, own)
        if own:
            draft.tree["formules"] = own
        for name in ("preambule", "annexes"):
            if not draft.tree.get(name):
                draft.tree.pop(name, None)

    def _marks(self, act: Acte, register: Register, writer: Writer) -> Iterator[tuple[tuple[str, int], list[Mark]]]:
        """The references of every block of the documents that are composed."""
        draft = self.draft
        homes = {Nature.ACTE: ACT, Nature.CONVENTION: CONVENTION, Nature.ANNEXE: ANNEXE}
        base = scope_of(act, register, writer)
        finder = Finder(draft, forms_of(Forms(writer, base, amounts_in(draft.read.context.parts))), foreign(draft))
        for part in draft.read.context.parts:
            if part.nature not in homes:
                continue
            home = homes[part.nature]
            scope = {**base, **functions(act, register, home)}
            articles = {"acte": self.labels.act, **({"convention": self.labels.convention} if act.convention else {})}
            targets = Targets(articles, {"acte": self.labels.annexes}, home, writer, scope)
            for block in map(part.whole, range(len(part.blocks))):
                cites = list(targets.marks(block))
                facts = [m for m in finder.marks(block) if not any(m.meets(one) for one in cites)]
                finder.unsaid(block, facts)
                yield (part.name, block.block), sorted([*cites, *facts])

    def _convention(self, builder: Builder, act: Mapping[str, Tree]) -> dict[str, Any]:
        draft, agreed, typist = self.draft, self.draft.read.convention, builder.typist
        assert agreed is not None
        own, numbered = convention_formulas(builder, act)
        said: dict[str, Any] = draft.tree.setdefault("convention", {})
        said["titre"] = Text(typist.line(agreed.titre) or "Convention")
        for name, passages in (("entete", agreed.entete), ("sous_titres", agreed.sous_titres)):
            if passages:
                said[name] = [Text(typist.line([one])) for one in passages]
        said["parties"] = presented(draft, self.bodies, builder)
        if agreed.motifs:
            said["preambule"] = builder.motifs(agreed.motifs, self.visas)
        said["articles"] = builder.articles(agreed.articles, self.labels.convention, numbered=numbered)
        return own

    def _annexes(self, builder: Builder, own: dict[str, Any]) -> None:
        titles, act, register = announced(_annonces(self.draft)), builder.composer.act, builder.composer.register
        known = dict(enumerate(titles))
        found = [
            builder.annexe(annexe, known.get(n), self.money.table(annexe.tableau, act, register))
            for n, (_, annexe) in enumerate(self.draft.read.annexes)
        ]
        first = len(found)
        folder = f"{PIECES}/{act_id(act, self.draft.known.collectivite)}"
        for title, label in zip(titles[first:], self.labels.annexes[first:], strict=True):
            joined = attached(self.draft, len(found), len(found) - first, f"{folder}/{label}.pdf")
            found.append({"titre": Text(builder.typist.line([title])), **joined})
        unannounced(self.draft, len(found) - first)
        named = zip(self.labels.annexes, found, strict=True)
        self.draft.tree["annexes"] = [{"label": label, **annexe} for label, annexe in named]
        heading = builder.annexes([annexe.titre for _, annexe in self.draft.read.annexes], len(found))
        if heading is not None:
            own["annexe"] = heading

    def _doubts(self) -> None:
        """What a check of the files says of their reading: pending changes, comments, hidden text."""
        homes = {Nature.ACTE: "articles", Nature.CONVENTION: "convention", Nature.ANNEXE: "annexes"}
        for source in {one.name: one for one in reversed(self.draft.read.gathered.sources)}.values():
            doubts = [note for note in source.notes if note.severity is Severity.ALERTE]
            for note in doubts[:DOUBTS]:
                self.draft.confirm(homes.get(source.nature, ""), "", f"{quoted(source.name)} : {note.message}")
            if more := len(doubts[DOUBTS:]):
                why = f"{quoted(source.name)} : et {more} de plus, que dit « actes check » de ce fichier"
                self.draft.confirm(homes.get(source.nature, ""), "", why)

    def _origins(self) -> None:
        """Where each part comes from, as a person would note it; what is to confirm."""
        self._doubts()
        read, notes, tree = self.draft.read, self.draft.comments, self.draft.tree
        files = read.gathered.files.items()
        if origins := [{"fichier": name, "empreinte": digest} for name, digest in files if digest]:
            tree["origine"] = origins
        if asked := [_asked(line, _written(line.champ, tree)) for line in self.draft.to_confirm]:
            tree["a_confirmer"] = asked
        act = read.sources[read.act_part.name].name
        notes[""] = f"# Reprise de {quoted(act)}{' : voyez « a_confirmer »' if asked else ''}.\n"
        if read.convention_part is not None and (name := read.sources[read.convention_part.name].name) != act:
            notes["convention"] = f"# Reprise de {quoted(name)}.\n"
        others = dict.fromkeys(quoted(read.sources[part.name].name) for part, _ in read.annexes)
        if others and list(others) != [quoted(act)]:
            notes["annexes"] = f"# Reprises de {', '.join(others)}.\n"
        if "formules" in tree:
            notes["formules"] = "# Là où l'acte ne dit pas les mots de collectivite.yaml.\n"

    def _loaded(self, tree: Mapping[str, Any], *, whole: bool = False) -> tuple[Acte, Register] | Refused:
        """The entry read as the register would, with the tiers and the acts that come with it."""
        draft, body = self.draft, self.draft.known.collectivite
        tiers, acts, shown = dict(draft.known.tiers), dict(draft.known.actes), dict(draft.known.places)
        texts: dict[str, tuple[str, type[Acte | Tiers]]] = {
            **{f"{TIERS}{name}": (tiers_text(one), Tiers) for name, one in draft.tiers.items()},
            **{name: (entry_text(one, {}, ""), Acte) for name, one in draft.acts.items()},
            "fiche": (entry_text(tree, {}, ""), Acte),
        }
        for name, (text, cls) in texts.items():
            value, places, wrong = read_text(text, cls, f"{name}.yaml")
            if value is None or places is None:
                return _refused(wrong)
            if isinstance(value, Tiers):
                tiers[name.removeprefix(TIERS)] = value
            else:
                act = replace(value, numero=body.serie(value).shown(value.numero))
                name = act_id(act, body) if name == "fiche" else name
                acts[name] = act
            shown[name] = places
        register = Register(body, acts, tiers, shown, {*draft.known.identifiers, *acts})
        broken = errors_of(check_links(register, [name]) if whole else [])
        return _refused(broken) if broken else (act, register)

    def _compared(self, act: Acte, register: Register, documents: tuple[Document, ...]) -> Taken | Refused:
        draft = self.draft
        composed = [worded(one) for one in documents]
        names = tuple(body.nom for body in register.tiers.values())
        same = words = 0
        differing: list[Difference] = []
        ranks = {part.name: f"annexe-{rank}" for rank, (part, _) in enumerate(draft.read.annexes, 1)}
        for part in draft.read.context.parts:
            sort = part.nature if part.nature in (Nature.ACTE, Nature.CONVENTION) else None
            ours = [one for one in composed if one.nature is sort or one.name == ranks.get(part.name)]
            if ours:
                kept, total = shared([part], ours)
                same, words = same + kept, words + total
                differing += differences(draft.read.sources[part.name].name, part, ours, names)
        if words and same / words < FAITHFUL:
            missing = 100 * (1 - same / words)
            return Refused(
                f"la fiche ne rendrait pas tous les mots de l'acte : {missing:.0f} % manqueraient",
                "sa forme n'est pas de celles que le registre tient ; gardez le fichier, et faites sa fiche à la main",
            )
        note = {"": f"# Connu par un visa de {draft.tree['numero']}.\n"}
        return Taken(
            act_id(act, register.collectivite),
            entry_text(draft.tree, draft.comments, SCHEMA.format("acte")),
            {name: tiers_text(body) for name, body in draft.tiers.items()},
            {name: entry_text(one, note, SCHEMA.format("acte")) for name, one in draft.acts.items()},
            draft.pieces,
            tuple(draft.recognised),
            tuple(draft.to_confirm),
            tuple(draft.unplaced),
            tuple(differing),
            same,
            words,
        )


def tiers_text(body: Mapping[str, Any]) -> str:
    return entry_text(body, {}, SCHEMA.format("tiers"))


def _written(champ: str, tree: Mapping[str, Any]) -> str:
    """A field, or what holds it where it is not written: a line about no field of the entry would be out of date.

    >>> _written("signature.par", {"signature": {"lieu": "Murat"}}), _written("signature.par", {"numero": "2025-1"})
    ('signature', 'numero')
    """
    first, _, last = champ.partition(".")
    if first.startswith(TIERS) or (first in tree and (not last or last in tree[first])):
        return champ
    return first if first in tree else "numero"


def _asked(line: ToConfirm, champ: str) -> dict[str, Tree]:
    """A line of `a_confirmer` at a field, with the words that were read."""
    told = not line.mots or line.mots == line.valeur or line.mots in line.motif
    read = "" if told else f" ; lu : {quoted(line.mots)}"
    said = {"champ": champ, "motif": f"{line.motif}{read}", "valeur": line.valeur}
    return {key: value for key, value in said.items() if value}


def _refused(found: Sequence[Finding]) -> Refused:
    """What keeps an entry from being read or composed, in its own words."""
    first = next(iter(found), None)
    return Refused(f"sa fiche ne se tient pas : {first.message if first else ''}", first.hint if first else "")
