"""A new entry from a model: what its defaults are in this register, its text read before it is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from ..finding import CannotGoOn, Finding, errors_of
from ..frozen import frozen
from ..model.acte import Acte
from ..model.confirm import BLANK
from ..model.people import Tiers, in_office
from ..model.prose import Prose
from ..model.register import Register, nearest
from ..pattern import pattern
from ..problems import problem
from ..registry.jsonschema import modeline
from ..registry.load import Loaded, Shelf, load_register
from ..registry.reader import read_text
from ..renew.choices import next_number
from ..store.atomic import create
from ..store.names import safe_name
from ..suggest import did_you_mean
from ..values.actnumber import ActNumber, without_letters
from ..values.dates import parse_date
from ..values.text import quoted
from .answers import court_town, inexact, tax, why_not
from .models import TIERS, Model, Question, fill
from .workspace import KINDS, calendar

_COURT = pattern(r"tribunal administratif (?:de |du |des |d['’])[\w'’-]+(?: [A-Z][\w'’-]+)*")


@frozen
class Drafting:
    """A register in which entries are drafted, and the day; `unread` is why some of its entries are not in it."""

    folder: Path
    register: Register
    today: date
    unread: tuple[Finding, ...] = ()

    def known(self, model: Model, answers: Mapping[str, str]) -> dict[str, str]:
        """What the collectivity and the register answer to a model, and what its examples are made of.

        Raises CannotGoOn where an act needs what the register does not have yet: a delegation, a third party.
        """
        body, register = self.register.collectivite, self.register
        chief = in_office(body.executif, self.today)
        kind = next((k for k, facts in KINDS.items() if facts["organe"] == body.organe), "epci")
        known = calendar(self.today) | {"elu_delegue": KINDS[kind]["delegue"]}
        known["genre_de_collectivite"] = KINDS[kind]["genre_de_collectivite"]
        known["au_chef"] = chief.titre.au if chief else "au président"
        begun = body.mandats[-1].debut if body.mandats else self.today
        known["jour"] = (begun if begun.year == self.today.year else self.today).isoformat()
        known["code_postal_ici"] = body.adresse.code_postal if body.adresse else "15100"
        known["ville_ici"] = body.adresse.ville if body.adresse else body.lieu
        said = (_COURT.search(formula.text) for formula in body.formules.recours)
        known["ville_du_tribunal"] = next((court_town(court[0]) for court in said if court), "Clermont-Ferrand")
        known["deja_signe"] = ""
        if (kind_of_act := model.type_of(answers)) is not None:
            sketch = Acte(numero=ActNumber(self.today.year, 1), type=kind_of_act, objet=Prose(""))
            known["numero"] = next_number(register, sketch, self.today.year).code
        return known | dict(self._needed(model))

    def _needed(self, model: Model) -> Iterator[tuple[str, str]]:
        """The acts and third parties that the register proposes: the last delegation; others where there is but one."""
        kinds = {question.name: question.kind for question in model.questions}
        acts, tiers = self.register.actes, self.register.tiers
        if "delegation" in kinds:
            known = [(act.jour or date.min, name) for name, act in acts.items() if act.delegation]
            yield "delegation", max(known, default=(None, ""))[1] or self._missing("une délégation", "delegation")
        if "tiers" in kinds and (len(tiers) == 1 or not tiers):
            yield "tiers", next(iter(tiers), "") or self._missing("un tiers", TIERS)
        approved = [name for name, act in acts.items() if act.convention]
        if "modifie" in kinds and (len(approved) == 1 or not approved):
            yield "modifie", next(iter(approved), "") or self._missing("une convention", "convention")

    def _missing(self, what: str, model: str) -> str:
        message = f"il faut d'abord {what} dans le registre"
        unread = [one for one in self.unread if one.where and (f"/{TIERS}/" in one.where.path) is (model == TIERS)]
        todo = "corrigez d'abord ces fiches, ou faites-en une autre" if unread else "faites sa fiche"
        raise CannotGoOn([problem("acte-introuvable", message, f"{todo} : actes new {model}"), *unread])

    def refused(self, model: Model, question: Question, answers: Mapping[str, str]) -> str:
        """Why the last of these answers will not do, in French: said at once, before the other questions are asked."""
        if why := why_not(question.read, answer := answers[question.name]):
            return why
        if question.kind == "tva" and not answer.startswith(BLANK):
            return why_not(tax, answer, self.today)
        if question.kind == "cout" and not answers.get("tva", BLANK).startswith(BLANK):
            return inexact(answer, answers["tva"])
        if question.kind == "tiers" and answer not in self.register.tiers:
            if (self.folder / TIERS / f"{safe_name(answer)}.yaml").exists():
                return f"complétez d'abord sa fiche : registry/tiers/{answer}.yaml"
            return f"{quoted(answer)} n'est pas dans registry/tiers ; il y a : {', '.join(self.register.tiers)}"
        if question.kind == "acte" and answer not in self.register.identifiers:
            hint = did_you_mean(nearest(answer, self.register.identifiers))
            return f"{quoted(answer)} n'est pas dans le registre" + (f" ; {hint}" if hint else "")
        if question.kind == "date" and {"debut", "fin"} <= answers.keys():
            ends = [parse_date(answers[end]) for end in ("debut", "fin") if not answers[end].startswith(BLANK)]
            return "la période finirait avant de commencer" if ends != sorted(ends) else ""
        if question.kind == "fichier" or (question.kind == "numero" and model.type_of(answers)):
            try:
                _, path = self._place(model, answers)
            except ValueError as error:
                return str(error)
            known = path.exists() or path.stem in self.register.identifiers
            return f"{path.stem} existe déjà ; choisissez-en un autre" if known else ""
        return ""

    def write(self, model: Model, answers: Mapping[str, str]) -> Path:
        """The file of the new entry. Raises CannotGoOn, with nothing written, where it would not load."""
        name, path, data = self._drafted(model, answers)
        taken = path.exists() or name in Shelf(self.folder).files
        if not taken:
            if errors := self._read(name, path, data):
                raise CannotGoOn(errors)
            taken = not create(path, data)
        if taken:
            message = f"{path.stem} existe déjà"
            raise CannotGoOn([problem("acte-en-double", message, "choisissez un autre numéro ou un autre nom")])
        return path

    def misread(self, model: Model, answers: Mapping[str, str]) -> tuple[str, str]:
        """The answer without which the entry would load, and why it does not; empty where nothing says so."""
        errors = self._errors(model, answers)
        optional = [one.name for one in model.questions if one.name in answers and not one.required]
        for name in optional if errors else ():
            others = self._errors(model, {key: answer for key, answer in answers.items() if key != name})
            if said := [text for text in errors if text not in others]:
                return name, said[0]
        return "", ""

    def _errors(self, model: Model, answers: Mapping[str, str]) -> list[str]:
        """Why the entry of such answers would not load, as far as they say what it is."""
        try:
            drafted = self._drafted(model, answers)
        except ValueError:  # what no entry can do without is not answered yet
            return []
        return [" ; ".join(filter(None, (one.message, one.hint))) for one in self._read(*drafted)]

    def _drafted(self, model: Model, answers: Mapping[str, str]) -> tuple[str, Path, bytes]:
        """The name of the new entry, its file, its text. Raises ValueError where an answer is missing."""
        known = {**self.known(model, answers), **answers}
        known["numero"] = without_letters(known.get("numero", ""))
        made = model.answers(known)
        data = f"{modeline('acte' if model.is_act else TIERS, 1)}\n{fill(model.text, made)}".encode()
        return *self._place(model, made), data

    def _place(self, model: Model, answers: Mapping[str, str]) -> tuple[str, Path]:
        kind_of_act = model.type_of(answers)
        if kind_of_act is None:
            name = answers["fichier"]
            return f"{TIERS}/{name}", self.folder / TIERS / f"{safe_name(name)}.yaml"
        serie = self.register.collectivite.serie(kind_of_act)
        number = ActNumber.typed(answers["numero"], serie.prefixe)
        name = serie.identifier(number)
        return name, self.folder / str(number.annee or self.today.year) / f"{safe_name(name)}.yaml"

    def _read(self, name: str, path: Path, data: bytes) -> list[Finding]:
        """What would not load, except for what is still blank: `check` says it at its line."""
        shelf = Shelf(self.folder)
        if name.startswith(f"{TIERS}/"):
            _, _, findings = read_text(data.decode(), Tiers, name)
        else:
            shelf.files[name] = [path]
            findings = shelf.load([name], {path: data}).findings
        lines = data.decode().splitlines()
        blank = {number for number, line in enumerate(lines, 1) if BLANK in line}
        return [one for one in errors_of(findings) if not (one.where and one.where.line in blank)]


def drafting(folder: Path, today: date, loaded: Loaded | None = None) -> Drafting:
    """The register to draft in, read already or not; raises CannotGoOn where its collectivity cannot be read."""
    loaded = loaded or load_register(folder)
    return Drafting(folder, loaded.holding(), today, tuple(errors_of(loaded.findings)))
