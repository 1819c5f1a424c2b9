"""One act gathered, made into an entry: read, put together, written, composed again, compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from ..compose.act import Composer
from ..compose.dossier import compose
from ..compose.prose import Writer
from ..compose.references import ACT, functions
from ..compose.scope import scope_of
from ..document import Document
from ..finding import Finding, Severity
from ..model.acte import Acte
from ..model.edits import Text
from ..model.links import OWN, check_links
from ..model.people import Tiers
from ..model.register import Places, Register, act_id
from ..outline.nature import Nature
from ..part import Part
from ..registry.reader import read_text
from .build import Builder, announced
from .draft import SCHEMA, Draft, entry_text
from .faithful import composed_part, differences, shared
from .formulas import Formulas, act_formulas, convention_formulas
from .heading import heading
from .prose import Typist
from .read import read_act
from .tiers import Body, bodies, party_blocks
from .types import Difference, Gathered, Refused, Taken

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
    found = bodies(draft)
    drawn = _Drawn(draft, found)
    return drawn.taken()


@dataclass(slots=True)
class _Drawn:
    """A draft whose facts are known: what is left is to type its words."""

    draft: Draft
    bodies: list[Body]

    def taken(self) -> Taken | Refused:
        draft = self.draft
        skeleton = self._loaded(self._skeleton())
        if isinstance(skeleton, Refused):
            return skeleton
        self._typed(*skeleton)
        self._origins()
        loaded = self._loaded(draft.tree)
        if isinstance(loaded, Refused):
            return loaded
        act, register = loaded
        dossier = compose(act, register)
        if dossier.findings:
            return _refused(dossier.findings)
        return self._compared(act, register, dossier.documents)

    def _skeleton(self) -> Mapping[str, Any]:
        """The facts alone, with words that stand for the others: enough to work out what each fact writes."""
        tree = {**self.draft.tree, "objet": Text("Objet"), "articles": [{"texte": Text("Texte")}]}
        if self.draft.read.convention is not None:
            tree["convention"] = {
                **tree.get("convention", {}),
                "titre": Text("Convention"),
                "parties": [one.name for one in self.bodies] or [OWN, OWN],
                "articles": [{"texte": Text("Texte")}],
            }
        return tree

    def _typed(self, act: Acte, register: Register) -> None:
        """Every word of the documents in its place, and the act's own formulas."""
        draft = self.draft
        typist = Typist()
        builder = Builder(draft, typist)
        writer = Writer(register.collectivite.orthographe)
        forms = register.collectivite.formules.pour(act.type)
        scope = {**scope_of(act, register, writer), **functions(act, register, ACT)}
        formulas = Formulas(draft, Composer(act, register, writer, scope, forms), typist)
        own, numbered = act_formulas(formulas)
        text = draft.read.act
        draft.tree["objet"] = builder.objet()
        apart = [kind for kind in ("vu", "considerant") if self._mixed(formulas, kind, own)]
        draft.tree["preambule"] = builder.motifs(text.motifs, apart)
        draft.tree["articles"] = builder.articles(text.articles, numbered=numbered)
        annonces = [] if draft.read.convention else text.annonces
        if draft.read.convention is not None:
            own_convention = self._convention(builder, formulas)
            annonces = draft.read.convention.annonces
            if own_convention:
                own["convention"] = own_convention
        self._annexes(builder, formulas, annonces, own)
        if own:
            draft.tree["formules"] = own
        for name in ("preambule", "annexes"):
            if not draft.tree.get(name):
                draft.tree.pop(name, None)

    def _mixed(self, formulas: Formulas, kind: str, own: Mapping[str, Any]) -> bool:
        """Whether the lines of a kind do not all open by the same word."""
        formula = getattr(formulas.composer.forms, kind)
        leads = [one.lead for one in self.draft.read.act.motifs if one.kind == kind and one.lead]
        return kind not in own and not all(formulas.same(formula, lead) for lead in leads)

    def _convention(self, builder: Builder, formulas: Formulas) -> dict[str, Any]:
        draft, agreed, typist = self.draft, self.draft.read.convention, builder.typist
        assert agreed is not None
        own, numbered = convention_formulas(formulas)
        said: dict[str, Any] = draft.tree.setdefault("convention", {})
        said["titre"] = Text(typist.line(agreed.titre) or "Convention")
        for name, passages in (("entete", agreed.entete), ("sous_titres", agreed.sous_titres)):
            if passages:
                said[name] = [Text(typist.line([one])) for one in passages]
        said["parties"] = [self._party(builder, *one) for one in party_blocks(draft, self.bodies)]
        if agreed.motifs:
            said["preambule"] = builder.motifs(agreed.motifs)
        said["articles"] = builder.articles(agreed.articles, numbered=numbered)
        return own

    def _party(self, builder: Builder, body: Body | None, intro: list[Any], passages: list[Any]) -> dict[str, Any]:
        said: dict[str, Any] = {"tiers": body.name if body else OWN}
        said["introduction"] = Text(builder.typist.line(intro))
        said["texte"] = Text(builder.typist.line(passages))
        return said

    def _annexes(self, builder: Builder, formulas: Formulas, annonces: list[Any], own: dict[str, Any]) -> None:
        titles = announced(annonces)
        found = [
            builder.annexe(part, annexe, titles[n] if n < len(titles) else None)
            for n, (part, annexe) in enumerate(self.draft.read.annexes)
        ]
        found += [{"titre": Text(builder.typist.line([title]))} for title in titles[len(found) :]]
        self.draft.tree["annexes"] = found
        for n, (_, annexe) in enumerate(self.draft.read.annexes, 1):
            said = formulas.line(annexe.titre, formulas.composer.forms.annexe, rang=n, nombre=len(found), label="")
            if said is not None:
                own["annexe"] = said

    def _origins(self) -> None:
        files = {one.name: one.digest for one in self.draft.read.gathered.sources if one.digest}
        if files:
            self.draft.tree["origine"] = [{"fichier": name, "empreinte": digest} for name, digest in files.items()]
        if self.draft.to_confirm:
            self.draft.tree["a_confirmer"] = [
                {key: value for key, value in (("champ", c.champ), ("valeur", c.valeur), ("motif", c.motif)) if value}
                for c in self.draft.to_confirm
            ]

    def _loaded(self, tree: Mapping[str, Any]) -> tuple[Acte, Register] | Refused:
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
        register = _register(draft.known, acts, tiers, shown)
        wrong = tuple(one for one in check_links(register, [name]) if one.severity is Severity.ERREUR)
        return _refused(wrong) if wrong else (act, register)

    def _numbered(self, act: Acte) -> Acte:
        return replace(act, numero=self.draft.known.collectivite.serie(act).shown(act.numero))

    def _compared(self, act: Acte, register: Register, documents: tuple[Document, ...]) -> Taken | Refused:
        draft = self.draft
        composed = [composed_part(one) for one in documents]
        names = tuple(body.nom for body in register.tiers.values())
        same = words = 0
        differing: list[Difference] = []
        for part in draft.read.context.parts:
            ours = [one for one in composed if _faces(part, one, draft)]
            if not ours:
                continue
            kept, total = shared([part], ours)
            same, words = same + kept, words + total
            if kept < total:
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
            MappingProxyType({name: entry_text(one, {}, SCHEMA.format("acte")) for name, one in draft.acts.items()}),
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


def _register(
    known: Register, acts: Mapping[str, Acte], tiers: Mapping[str, Tiers], places: Mapping[str, Places]
) -> Register:
    return Register(
        known.collectivite,
        MappingProxyType(dict(acts)),
        MappingProxyType(dict(tiers)),
        places,
        {*known.identifiers, *acts},
    )


def _faces(part: Part, composed: Part, draft: Draft) -> bool:
    """Whether a composed document is that of a source."""
    if part.nature in (Nature.ACTE, Nature.CONVENTION):
        return composed.nature is part.nature
    ranks = {one.name: n for n, (one, _) in enumerate(draft.read.annexes, 1)}
    return composed.name == f"annexe-{ranks.get(part.name)}"


def _refused(found: tuple[Finding, ...]) -> Refused:
    """What keeps an entry from being read or composed, in its own words."""
    first = next(iter(found), None)
    return Refused(f"sa fiche ne se tient pas : {first.message if first else ''}", first.hint if first else "")
