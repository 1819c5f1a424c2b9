"""One act gathered, made into an entry: read, put together, written, composed again, compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from ..compose.act import Composer
from ..compose.dossier import compose
from ..compose.prose import Writer
from ..compose.references import ACT, ANNEXE, CONVENTION, functions
from ..compose.scope import scope_of
from ..document import Document
from ..finding import Finding, errors_of
from ..frozen import frozen
from ..model.acte import Acte
from ..model.edits import Text, Tree
from ..model.links import check_links
from ..model.people import Tiers
from ..model.register import Register, act_id
from ..outline.nature import Nature
from ..part import Part, Passage
from ..registry.reader import read_text
from ..values.text import quoted
from .agreement import presented, signed, stated
from .build import Builder, announced, visa_of
from .cited import Cited, cited
from .counterparts import counterparts
from .draft import SCHEMA, Draft, entry_text
from .faithful import differences, shared, worded
from .finder import Finder, foreign
from .forms import Forms, amounts_in, forms_of
from .formulas import REQUIRED, Formulas, act_formulas, convention_formulas, cut_authority
from .heading import heading
from .labels import labels
from .money import Money
from .outside import outside
from .period import period
from .pieces import PIECES, attached, unannounced
from .prose import Mark, Typist
from .read import read_act
from .references import Targets
from .slots import ArticleText, MotifText
from .tiers import Body, bodies
from .types import Difference, Gathered, Refused, Taken, ToConfirm

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
    for part in read.demoted:
        draft.kept(part.whole(0), "cette convention reste du texte, en annexe : ses parties ne se lisent pas une à une")
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

    act: tuple[str, ...]
    convention: tuple[str, ...]
    annexes: tuple[str, ...]

    @classmethod
    def of(cls, draft: Draft) -> Labels:
        agreed = draft.read.convention
        act = labels(map(_title, draft.read.act.articles))
        own = labels(map(_title, agreed.articles)) if agreed else []
        titles = [one.text for one in announced(_annonces(draft))]
        others = [" ".join(one.text for one in annexe.intitule) for _, annexe in draft.read.annexes]
        named = [*titles, *others[len(titles) :]]
        return cls(tuple(act), tuple(own), tuple(labels((title or "annexe", "") for title in named)))


def _title(article: ArticleText) -> tuple[str, str]:
    first = next(iter(article.body), None)
    return article.titre.text if article.titre else "", first.text if first else ""


def _annonces(draft: Draft) -> list[Passage]:
    """The lines that announce the annexes: at the foot of the convention, else of the act."""
    agreed = draft.read.convention
    return (agreed.annonces if agreed else []) or draft.read.act.annonces


@dataclass(slots=True)
class _Drawn:
    """A draft whose facts are known: what is left is to type its words."""

    draft: Draft
    bodies: list[Body]
    visas: dict[tuple[str, int], Cited]
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
        if not tree["annexes"]:
            del tree["annexes"]
        return tree

    def _typed(self, act: Acte, register: Register) -> None:
        """Every word of the documents in its place, and the act's own formulas."""
        draft, writer = self.draft, Writer(register.collectivite.orthographe)
        typist = Typist(dict(self._marks(act, register, writer)))
        builder = Builder(draft, typist, self.money.plans)
        forms = register.collectivite.formules.pour(act.type)
        scope = {**scope_of(act, register, writer), **functions(act, register, ACT)}
        formulas = Formulas(draft, Composer(act, register, writer, scope, forms), typist)
        cut_authority(formulas)
        own, numbered = act_formulas(formulas)
        said = draft.read.act
        draft.tree["objet"] = builder.objet()
        apart = [kind for kind in ("vu", "considerant") if self._mixed(formulas, kind, own)]
        draft.tree["preambule"] = self._motifs(builder, formulas, said.motifs, apart)
        draft.tree["articles"] = builder.articles(said.articles, self.labels.act, numbered=numbered)
        if draft.read.convention is not None and (own_convention := self._convention(builder, formulas, own)):
            own["convention"] = own_convention
        self._annexes(builder, formulas, own)
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
            for index in range(len(part.blocks)):
                cites = list(targets.marks(part, index))
                facts = [m for m in finder.marks(part, index) if not any(m.meets(one) for one in cites)]
                finder.unsaid(part, index, facts)
                yield (part.name, index), sorted([*cites, *facts])

    def _motifs(
        self, builder: Builder, formulas: Formulas, motifs: Sequence[MotifText], apart: Sequence[str] = ()
    ) -> list[dict[str, Tree]]:
        """The lines of a preamble; a visa of acts of ours names them, by the standard sentence or in its own words."""
        found = builder.motifs(motifs, apart)
        for n, motif in enumerate(motifs):
            visa = self.visas.get((motif.text.part.name, motif.text.block))
            if visa is not None and "vu" in found[n]:
                found[n] = visa_of(visa, builder, formulas)
        return found

    def _mixed(self, formulas: Formulas, kind: str, own: Mapping[str, Any]) -> bool:
        """Whether the lines of a kind do not all open by the same word."""
        formula = getattr(formulas.composer.forms, kind)
        leads = self.draft.read.act.leads(kind)
        return kind not in own and not all(formulas.same(formula, lead) for lead in leads)

    def _convention(self, builder: Builder, formulas: Formulas, act: Mapping[str, Tree]) -> dict[str, Any]:
        draft, agreed, typist = self.draft, self.draft.read.convention, builder.typist
        assert agreed is not None
        own, numbered = convention_formulas(formulas, act)
        said: dict[str, Any] = draft.tree.setdefault("convention", {})
        said["titre"] = Text(typist.line(agreed.titre) or "Convention")
        for name, passages in (("entete", agreed.entete), ("sous_titres", agreed.sous_titres)):
            if passages:
                said[name] = [Text(typist.line([one])) for one in passages]
        said["parties"] = presented(draft, self.bodies, formulas)
        if agreed.motifs:
            said["preambule"] = self._motifs(builder, formulas, agreed.motifs)
        said["articles"] = builder.articles(agreed.articles, self.labels.convention, numbered=numbered)
        return own

    def _annexes(self, builder: Builder, formulas: Formulas, own: dict[str, Any]) -> None:
        titles = announced(_annonces(self.draft))
        found = [
            builder.annexe(annexe, titles[n] if n < len(titles) else None, self._table(annexe.tableau, formulas))
            for n, (_, annexe) in enumerate(self.draft.read.annexes)
        ]
        act, first = formulas.composer.act, len(found)
        folder = f"{PIECES}/{act_id(act, self.draft.known.collectivite)}"
        for title, label in zip(titles[first:], self.labels.annexes[first:], strict=True):
            joined = attached(self.draft, len(found), len(found) - first, f"{folder}/{label}.pdf")
            found.append({"titre": Text(builder.typist.line([title])), **joined})
        unannounced(self.draft, len(found) - first)
        named = zip(self.labels.annexes, found, strict=True)
        self.draft.tree["annexes"] = [{"label": label, **annexe} for label, annexe in named]
        heading = formulas.annexes([annexe.titre for _, annexe in self.draft.read.annexes], len(found))
        if heading is not None:
            own["annexe"] = heading

    def _table(self, where: Passage | None, formulas: Formulas) -> dict[str, Tree] | None:
        return self.money.table(where, formulas.composer.act, formulas.composer.register) if where else None

    def _origins(self) -> None:
        self._comments()
        files = self.draft.read.gathered.files.items()
        if origins := [{"fichier": name, "empreinte": digest} for name, digest in files if digest]:
            self.draft.tree["origine"] = origins
        if self.draft.to_confirm:
            self.draft.tree["a_confirmer"] = [_asked(one) for one in self.draft.to_confirm]

    def _comments(self) -> None:
        """Where each part comes from, as a person would note it."""
        read, notes = self.draft.read, self.draft.comments
        act = read.sources[read.act_part.name].name
        notes[""] = (
            f"# Reprise de {quoted(act)}" + ("" if not self.draft.to_confirm else " : voyez « a_confirmer »") + ".\n"
        )
        if read.convention_part is not None and (name := read.sources[read.convention_part.name].name) != act:
            notes["convention"] = f"# Reprise de {quoted(name)}.\n"
        others = dict.fromkeys(quoted(read.sources[part.name].name) for part, _ in read.annexes)
        if others and list(others) != [quoted(act)]:
            notes["annexes"] = f"# Reprises de {', '.join(others)}.\n"
        if "formules" in self.draft.tree:
            notes["formules"] = "# Là où l'acte ne dit pas les mots de collectivite.yaml.\n"

    def _loaded(self, tree: Mapping[str, Any], *, whole: bool = False) -> tuple[Acte, Register] | Refused:
        """The entry read as the register would, with the tiers and the acts that come with it."""
        draft = self.draft
        act, places, found = read_text(entry_text(tree, {}, ""), Acte, "fiche.yaml")
        if act is None or places is None:
            return _refused(found)
        tiers, acts, shown = dict(draft.known.tiers), dict(draft.known.actes), dict(draft.known.places)
        for name, body in draft.tiers.items():
            third, where, wrong = read_text(tiers_text(body), Tiers, f"{name}.yaml")
            if third is None or where is None:
                return _refused(wrong)
            tiers[name], shown[f"tiers/{name}"] = third, where
        for name, other in draft.acts.items():
            cited, where, wrong = read_text(entry_text(other, {}, ""), Acte, f"{name}.yaml")
            if cited is None or where is None:
                return _refused(wrong)
            acts[name], shown[name] = self._numbered(cited), where
        act = self._numbered(act)
        name = act_id(act, draft.known.collectivite)
        acts[name], shown[name] = act, places
        register = Register(draft.known.collectivite, acts, tiers, shown, {*draft.known.identifiers, *acts})
        broken = errors_of(check_links(register, [name]) if whole else [])
        return _refused(broken) if broken else (act, register)

    def _short(self, cited: Mapping[str, Any]) -> str:
        """The entry of an act known by a visa alone."""
        note = {"": f"# Connu par un visa de {self.draft.tree['numero']}.\n"}
        return entry_text(cited, note, SCHEMA.format("acte"))

    def _numbered(self, act: Acte) -> Acte:
        return replace(act, numero=self.draft.known.collectivite.serie(act).shown(act.numero))

    def _compared(self, act: Acte, register: Register, documents: tuple[Document, ...]) -> Taken | Refused:
        draft = self.draft
        composed = [worded(one) for one in documents]
        names = tuple(body.nom for body in register.tiers.values())
        same = words = 0
        differing: list[Difference] = []
        for part in draft.read.context.parts:
            ours = [one for one in composed if _faces(part, one, draft)]
            if not ours:
                continue
            kept, total = shared([part], ours)
            same, words = same + kept, words + total
            differing += differences(draft.read.sources[part.name].name, part, ours, names)
        if words and same / words < FAITHFUL:
            missing = 100 * (1 - same / words)
            return Refused(
                f"la fiche ne rendrait pas tous les mots de l'acte : {missing:.0f} % manqueraient",
                "sa forme n'est pas de celles que le registre tient ; gardez le fichier, et faites sa fiche à la main",
            )
        return Taken(
            act_id(act, register.collectivite),
            draft.entry(),
            MappingProxyType({name: tiers_text(body) for name, body in draft.tiers.items()}),
            MappingProxyType({name: self._short(one) for name, one in draft.acts.items()}),
            MappingProxyType(dict(draft.pieces)),
            tuple(draft.recognised),
            tuple(draft.to_confirm),
            tuple(draft.unplaced),
            tuple(differing),
            same,
            words,
        )


def tiers_text(body: Mapping[str, Any]) -> str:
    """The file of a third party."""
    return entry_text(body, {}, SCHEMA.format("tiers"))


def _asked(line: ToConfirm) -> dict[str, Tree]:
    """A line of `a_confirmer`, with the words that were read."""
    read = (
        "" if not line.mots or line.mots == line.valeur or line.mots in line.motif else f" ; lu : {quoted(line.mots)}"
    )
    said = {"champ": line.champ, "motif": f"{line.motif}{read}", "valeur": line.valeur}
    return {key: value for key, value in said.items() if value}


def _faces(part: Part, composed: Part, draft: Draft) -> bool:
    """Whether a composed document is that of a source."""
    if part.nature in (Nature.ACTE, Nature.CONVENTION):
        return composed.nature is part.nature
    ranks = {one.name: n for n, (one, _) in enumerate(draft.read.annexes, 1)}
    return composed.name == f"annexe-{ranks.get(part.name)}"


def _refused(found: Sequence[Finding]) -> Refused:
    """What keeps an entry from being read or composed, in its own words."""
    first = next(iter(found), None)
    return Refused(f"sa fiche ne se tient pas : {first.message if first else ''}", first.hint if first else "")
