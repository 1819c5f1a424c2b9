"""From an identifier to written files: load, compose, lay out, audit, write. Of several acts, what they share is read
once, a bad one stops no other, and nothing is kept of an act once it is told: memory does not grow.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from datetime import date
from functools import lru_cache, partial
from pathlib import Path

from ..compose.dossier import compose
from ..document import Attached, Document
from ..finding import COULD_NOT_RUN, CannotGoOn, Finding, errors_of
from ..frozen import frozen
from ..layout.audit import audit, refuse_blanks
from ..layout.engine import Layout
from ..model.register import Register
from ..place import Place, first_place
from ..problems import LOADING, problem
from ..registry.load import Shelf
from ..report.rendering import brief
from ..store.names import safe_name
from ..store.problems import data_of
from ..store.writing import Written, write
from ..workspace import Workspace, own_cache
from .cores import ENOUGH, shared_out
from .known import without_text

WHOLE = "complet"
CITED = LOADING["acte-sans-texte"].code


@frozen
class Rendered:
    """What became of one act: its files, or the errors that kept it from being written, and what was doubtful."""

    identifier: str
    written: tuple[Written, ...] = ()
    findings: tuple[Finding, ...] = ()
    absent: tuple[str, ...] = ()  # of the documents asked for
    documents: tuple[str, ...] = ()  # that the act has
    brief: str = ""  # what `check` says of it, in one line
    attached: tuple[Attached, ...] = ()  # its annexes that somebody else wrote
    refused: int = 0  # the exit status of what kept it from being written
    draft: bool = False  # it bears « PROJET » though its entry says that it is signed

    @property
    def status(self) -> int:
        """0 when every document asked for is now as rendered."""
        return self.refused or int(bool(self.absent) or not all(file.done for file in self.written))


def whole_of(workspace: Workspace, result: Rendered) -> Mapping[Path, Sequence[Path]]:
    """The whole act in one PDF and what it is made of, in order; nothing where no annexe has a file of its own, or
    where not all the documents were asked for.
    """
    if not any(one.fichier for one in result.attached) or len(result.written) != len(result.documents):
        return {}
    ranked = [(_rank(name), document_path(workspace, result.identifier, name)) for name in result.documents]
    ranked = [(rank, path.with_suffix(".pdf")) for rank, path in ranked]
    ranked += [(2 + one.number, workspace.root / one.fichier) for one in result.attached if one.fichier]
    return {whole_path(workspace, result.identifier): [path for _, path in sorted(ranked)]}


def whole_path(workspace: Workspace, identifier: str) -> Path:
    return document_path(workspace, identifier, WHOLE).with_suffix(".pdf")


def _rank(name: str) -> int:
    """The act, its convention, its annexes."""
    number = name.rpartition("-")[2]
    return 2 + int(number) if number.isdecimal() else int(name == "convention")


def document_path(workspace: Workspace, identifier: str, document: str) -> Path:
    name = safe_name(identifier)
    return workspace.output / name / f"{name}-{safe_name(document)}.docx"


TEMPLATES = ACT_TEMPLATE, CONVENTION_TEMPLATE, ANNEXE_TEMPLATE = "decision.docx", "convention.docx", "annexe-1.docx"


@frozen
class Renderer:
    """Renders acts of one workspace; each template is read once."""

    workspace: Workspace
    today: date
    final: bool = False
    force: bool = False
    only: tuple[str, ...] = ()
    layouts: dict[str, Layout] = field(default_factory=dict, compare=False)

    def act(self, identifier: str, shelf: Shelf) -> Rendered:
        """Render one act of the register; what keeps it from being written is in what is given back."""
        try:
            return self._act(identifier, shelf)
        except CannotGoOn as error:
            return Rendered(identifier, findings=error.findings, refused=error.status)

    def _act(self, identifier: str, shelf: Shelf) -> Rendered:
        loaded = shelf.load([identifier])
        if loaded.register is None or not loaded.sound:
            raise CannotGoOn(loaded.findings)
        if not loaded.register.actes[identifier].rendered:
            raise CannotGoOn([without_text(identifier, loaded.register)])
        dossier = compose(loaded.register.actes[identifier], loaded.register)
        if dossier.findings:
            raise CannotGoOn(dossier.findings)
        documents = dossier.documents
        checked = self._checked(loaded.register, identifier, documents) if self.final else None
        if checked is not None and (why := self._not_final(identifier, loaded.register, checked)):
            return Rendered(identifier, findings=(why,), refused=1)
        wanted = [d for d in documents if not self.only or d.name in self.only]
        names = tuple(document.name for document in documents)
        files = {document_path(self.workspace, identifier, d.name): self.bytes_of(d) for d in wanted}
        act = loaded.register.actes[identifier]
        written = write(files, self.workspace.state, force=self.force, signed=act.signed_by(self.today))
        absent = tuple(name for name in self.only if name not in names)
        found = (*loaded.findings, *(_signed_so(identifier, loaded.register, checked) if checked is not None else ()))
        if checked is None:
            checked = self._checked(loaded.register, identifier, documents)
        signed = act.signed_by(self.today)
        told = brief(identifier, checked, signed=signed)
        return Rendered(
            identifier, written, found, absent, names, told, dossier.attached, draft=signed and not self.final
        )

    def _checked(self, register: Register, identifier: str, documents: Sequence[Document]) -> Sequence[Finding]:
        """What the check finds. A draft is on disk before: neither reading the rules nor running them delays it."""
        from .examine import examine_documents

        return examine_documents(register, identifier, documents, self.today)

    def bytes_of(self, document: Document) -> bytes:
        data = self.layout(template_for(document.name)).render(document, draft=not self.final)
        audit(document, data, f"{document.name}.docx")
        if self.final:
            refuse_blanks(data, f"templates/{template_for(document.name)}")
        return data

    def layout(self, template: str) -> Layout:
        if template not in self.layouts:
            path = self.workspace.templates / template
            if not path.is_file():
                raise CannotGoOn([_absent(path)], status=COULD_NOT_RUN)
            self.layouts[template] = Layout(data_of(path), f"templates/{template}", own_cache() / "modeles")
        return self.layouts[template]

    def _not_final(self, identifier: str, register: Register, checked: Sequence[Finding]) -> Finding | None:
        """What keeps an act from being rendered without the « PROJET » mark."""
        from ..rules.leftovers import LEFTOVERS

        act, see = register.actes[identifier], f"« actes check {identifier} »"
        if count := len(act.unconfirmed):
            values = f"{count} valeurs sont" if count > 1 else "une valeur est"
            hint = f"voyez « a_confirmer » dans la fiche, ou {see}"
            return _kept_a_draft(f": {values} à confirmer", hint, identifier, register, "a_confirmer")
        open_ = [finding for finding in checked if not finding.waived]
        if any(finding.code in LEFTOVERS for finding in open_):
            hint = f"voyez {see} ; complétez-les"
            return _kept_a_draft("a des passages à compléter", hint, identifier, register)
        if not act.stands(self.today) and _errors(open_):
            hint = f"voyez {see} ; corrigez-les, ou acceptez-les dans la fiche, sous « ecarts_acceptes »"
            return _kept_a_draft("a des erreurs", hint, identifier, register)
        return None


def _errors(checked: Sequence[Finding]) -> list[Finding]:
    return [finding for finding in errors_of(checked) if not finding.waived]


def _signed_so(identifier: str, register: Register, checked: Sequence[Finding]) -> Iterator[Finding]:
    """The errors of an act that was signed and transmitted with them: it is produced as it is, and they are said."""
    errors = _errors(checked)
    if errors:
        count = f"ses {len(errors)} erreurs" if len(errors) > 1 else "son erreur"
        state = "signé et transmis" if register.actes[identifier].transmis else "repris d'un acte signé"
        message = f"{identifier} est {state} : il est produit tel qu'il a été signé, avec {count}"
        hint = "n'y changez rien ; un acte rectificatif ou un avenant les corrige"
        where = first_place(register.place(identifier, "numero"))
        yield problem("acte-signe-avec-erreurs", message, hint, where=where)
        yield from errors


def _kept_a_draft(why: str, hint: str, identifier: str, register: Register, field: str = "numero") -> Finding:
    message = f"{identifier} {why} : il n'est pas produit sans la mention « PROJET »"
    kind = "acte-a-confirmer" if field == "a_confirmer" else "acte-a-corriger"
    return problem(kind, message, hint, where=first_place(register.place(identifier, field)))


def template_for(document: str) -> str:
    """The template of a document: annexes share one, and so do acts, whatever they are called.

    >>> [template_for(name) for name in ("decision", "arrete", "convention", "annexe-3")]
    ['decision.docx', 'decision.docx', 'convention.docx', 'annexe-1.docx']
    """
    if document == "convention":
        return CONVENTION_TEMPLATE
    return ANNEXE_TEMPLATE if document.startswith("annexe") else ACT_TEMPLATE


def absent_templates(workspace: Workspace) -> list[Finding]:
    return [_absent(path) for name in TEMPLATES if not (path := workspace.templates / name).is_file()]


def _absent(path: Path) -> Finding:
    message = f"le modèle {path.name} manque dans le dossier templates"
    hint = "remettez ce fichier dans le dossier « templates »"
    return problem("MOD104", message, hint, Place(f"templates/{path.name}"))


@frozen
class Batch:
    """The acts `wanted` of a register; all that have a text when None."""

    renderer: Renderer
    shelf: Shelf
    wanted: Sequence[str] | None = None
    told: dict[Finding, None] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.shelf.files if self.wanted is None else self.wanted)

    def __iter__(self) -> Iterator[Rendered]:
        """What became of each act, in order; `findings` are those that no act before it had.

        Of a whole register, an act that is known through visas only is there with nothing.
        """
        names = tuple(self.shelf.files if self.wanted is None else self.wanted)
        here = partial(_rendered, self.renderer, self.shelf)
        elsewhere = partial(_elsewhere, replace(self.renderer, layouts={}), self.shelf.folder)
        for results in shared_out(elsewhere if len(names) >= ENOUGH else here, names):
            for result in results:
                cited = self.wanted is None and [finding.code for finding in result.findings] == [CITED]
                told = Rendered(result.identifier) if cited else result
                yield replace(told, findings=tuple(self._new(told.findings)))

    def _new(self, findings: Sequence[Finding]) -> Iterator[Finding]:
        for finding in findings:
            if finding not in self.told:
                self.told[finding] = None
                yield finding

    def strays(self) -> tuple[Finding, ...]:
        """Of a whole register: the files that nobody would read for how their name ends."""
        return self.shelf.strays() if self.wanted is None else ()


def _rendered(renderer: Renderer, shelf: Shelf, names: Sequence[str]) -> list[Rendered]:
    return [renderer.act(name, shelf) for name in names]


def _elsewhere(renderer: Renderer, folder: Path, names: Sequence[str]) -> list[Rendered]:
    """In another process: templates and shared files are read once for all that it renders."""
    return _rendered(*_tools(renderer, folder), names)


@lru_cache(maxsize=1)
def _tools(renderer: Renderer, folder: Path) -> tuple[Renderer, Shelf]:
    return renderer, Shelf(folder)
