"""What one entry names in another: cited acts, third parties, those who sign. Every name must stand for something."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

from ..finding import Finding
from ..frozen import frozen
from ..place import first_place
from ..problems import problem
from ..suggest import did_you_mean
from ..values.text import quoted
from .acte import Acte
from .people import in_office
from .register import Register, nearest
from .texts import PartieConvention

OWN = "collectivite"  # how an entry names the collectivity among the parties


@frozen
class Named:
    """What exists: every file of the register, read or not. An entry that could not be read has said why already."""

    actes: Collection[str]
    tiers: Collection[str]


def check_links(register: Register, identifiers: Iterable[str], named: Named | None = None) -> list[Finding]:
    """Every name in these acts that stands for nothing, and every circle of citations among them."""
    names = tuple(identifiers)
    named = named or Named(register.actes, register.tiers)
    checks = (_Links(register, name, register.actes[name], named) for name in names)
    return [*(finding for check in checks for finding in check.problems()), *_cycles(register, names)]


def whole(register: Register, act: Acte) -> bool:
    """Whether all that an act names is there, so that its documents can be composed."""
    cited = all(name in register.actes for name in act.cited())
    return cited and all(name == OWN or name in register.tiers for _, name in third_parties(act))


@frozen
class _Links:
    """The names of one act."""

    register: Register
    owner: str
    act: Acte
    named: Named

    def problems(self) -> Iterator[Finding]:
        yield from self.acts()
        yield from self.third_parties()
        if self.act.rendered:
            yield from self.people()

    def at(self, path: str, kind: str, message: str, hint: str) -> Finding:
        return problem(kind, message, hint, where=first_place(self.register.place(self.owner, path)))

    def acts(self) -> Iterator[Finding]:
        for path, cited in self.act.citations():
            if cited not in self.named.actes:
                near = nearest(cited, (name for name in self.named.actes if name != self.owner))
                hint = did_you_mean(near) or f"créez sa fiche : {cited}.yaml"
                yield self.at(path, "acte-inconnu", f"l'acte {cited} n'est pas dans le registre", hint)

    def third_parties(self) -> Iterator[Finding]:
        for path, name in third_parties(self.act):
            if name not in self.named.tiers and name != OWN:
                near = nearest(name, self.named.tiers)
                meant = did_you_mean(map(quoted, near[:1])) or f"créez registry/tiers/{name}.yaml"
                known = ", ".join(sorted(self.named.tiers)) or "aucun"
                hint = f"{meant} (tiers connus : {known})"
                yield self.at(path, "tiers-inconnu", f"« {name} » n'est pas un tiers connu", hint)

    def people(self) -> Iterator[Finding]:
        """Who signs is known, and in office on the day of signature."""
        body, act = self.register.collectivite, self.act
        if act.signature.par:
            yield from self.deputy("signature.par", act.signature.par, act.jour)
        forms = body.formules.pour(act.type, act.formules)
        if in_office(body.executif, act.jour) is None and forms.names("chef", "signataire"):
            hint = "complétez « executif » dans registry/collectivite.yaml, avec « debut » et « fin » de chaque mandat"
            message = f"personne n'est à la tête de la collectivité {_on(act.jour)}"
            yield self.at("signature.date", "personne-en-fonction", message, hint)
        if act.convention is None:
            return
        if forms.convention is None:
            hint = "ajoutez « convention: » sous « formules: » dans registry/collectivite.yaml"
            message = "les formules des conventions ne sont pas écrites"
            yield self.at("convention", "formules-absentes", message, hint)
        for index, party in enumerate(act.convention.parties):
            yield from self.representative(f"convention.parties[{index}]", party)

    def deputy(self, path: str, name: str, on: date | None) -> Iterator[Finding]:
        deputies = self.register.collectivite.delegataires
        if name not in deputies:
            hint = f"délégataires de registry/collectivite.yaml : {', '.join(deputies) or 'aucun'}"
            yield self.at(path, "signataire-inconnu", f"« {name} » n'est pas un délégataire connu", hint)
        elif on and not deputies[name].in_office(on):
            person = deputies[name]
            message = f"{person.prenom} {person.nom} ne pouvait pas signer {_on(on)}"
            hint = "vérifiez la date de signature, ou « debut » et « fin » de ce délégataire dans collectivite.yaml"
            yield self.at(path, "personne-en-fonction", message, hint)

    def representative(self, path: str, party: PartieConvention) -> Iterator[Finding]:
        assert self.act.convention is not None
        on = self.act.convention.signature.date or self.act.jour
        if party.tiers == OWN:
            if party.par:
                yield from self.deputy(f"{path}.par", party.par, on)
            return
        body = self.register.tiers.get(party.tiers)
        if body is not None and in_office(body.representants, on) is None and self.is_named(party):
            hint = f"complétez « representants » dans registry/tiers/{party.tiers}.yaml"
            message = f"personne ne représente {body.nom} {_on(on)}"
            yield self.at(f"{path}.tiers", "personne-en-fonction", message, hint)

    def is_named(self, party: PartieConvention) -> bool:
        """Whether the words of the convention say who represents a party; an act taken over may have its own."""
        forms = self.register.collectivite.formules.pour(self.act.type, self.act.formules).convention
        signing = ("pour", "qualite", "signataire")
        own = [getattr(party, name) or getattr(forms, name) for name in signing] if forms else []
        own += [party.texte or forms.partie] if forms else []
        return any("representant" in prose.text for prose in own)


def _on(day: date | None) -> str:
    return f"le {day:%d/%m/%Y}" if day else "aujourd'hui"


def standing_on(register: Register, owner: str) -> list[str]:
    """The acts that stand on the file of a third party, or on that of the collectivity: all of them."""
    body = owner.rpartition("/")[2]
    named = ((name, {tiers for _, tiers in third_parties(act)}) for name, act in register.actes.items())
    return [name for name, bodies in named if owner == OWN or body in bodies]


def third_parties(act: Acte) -> Iterator[tuple[str, str]]:
    """The third parties that an act names, each with its field."""
    for index, name in enumerate(act.parties):
        yield f"parties[{index}]", name
    for index, party in enumerate(act.convention.parties if act.convention else ()):
        yield f"convention.parties[{index}].tiers", party.tiers
    for label, part in (act.financement.repartition if act.financement else {}).items():
        if not part.nom:
            yield f"financement.repartition.{label}", label


def _cycles(register: Register, identifiers: Iterable[str]) -> Iterator[Finding]:
    """An act cannot cite one that cites it, at any distance: the first link of each circle is reported."""
    graph: Mapping[str, tuple[str, ...]] = {name: act.cited() for name, act in register.actes.items()}
    reported: set[frozenset[str]] = set()
    for start in identifiers:
        circle = _circle(graph, start)
        if circle and frozenset(circle) not in reported:
            reported.add(frozenset(circle))
            chain = " → ".join((*circle, start))
            path = next(p for p, cited in register.actes[start].citations() if cited == (*circle[1:], start)[0])
            hint = "un acte ne peut citer que des actes plus anciens : retirez l'un de ces renvois"
            where = first_place(register.place(start, path))
            yield problem("citation-en-boucle", f"ces actes se citent en rond : {chain}", hint, where=where)


def _circle(graph: Mapping[str, tuple[str, ...]], start: str) -> tuple[str, ...]:
    """The shortest chain of citations from an act back to itself; empty where there is none."""
    paths: list[tuple[str, ...]] = [(start,)]
    seen = {start}
    for path in paths:
        for cited in graph.get(path[-1], ()):
            if cited == start:
                return path
            if cited not in seen:
                seen.add(cited)
                paths.append((*path, cited))
    return ()
