"""The files of a new workspace: a collectivity with its formulas, Word templates, an example of each model."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from importlib.resources import files
from pathlib import Path

import yaml

from ..model.edits import Edit
from ..model.series import SERIES
from ..registry.jsonschema import FILES, FOLDER, modeline, schema_text
from ..registry.splice import splice_bytes
from ..values.dates import parse_date
from ..values.departements import departement
from ..values.identifiers import Siren
from ..values.titles import Title
from .answers import court_town, named, why_not
from .models import fill, model, model_names, starter_text

EXAMPLES = "exemples"  # to be read, copied, thrown away
MARK = Path("registry", "collectivite.yaml")
THIRD_PARTIES = ("exemple_entreprise", "exemple_sentiers")
KINDS: Mapping[str, Mapping[str, str]] = yaml.load(starter_text("kinds.yaml"), yaml.CBaseLoader)


def refused(option: str, answer: str) -> str:
    """Why an answer will not do, in French; empty where it will."""
    return why_not(_read, option, answer)


def _read(option: str, answer: str) -> dict[str, str]:
    """What an answer says, under the names of the texts."""
    if not answer.strip():
        raise ValueError("il faut une réponse")
    return _READERS[option](answer)


def _kind(answer: str) -> dict[str, str]:
    kind = answer.strip().lower()
    if kind not in KINDS:
        raise ValueError(f"« {answer} » : répondez {', '.join(KINDS)}")
    return dict(KINDS[kind])


def _address(answer: str) -> dict[str, str]:
    street, _, town = answer.rpartition(",")
    code, _, name = town.strip().partition(" ")
    if not (street.strip() and len(code) == 5 and code.isdigit() and name):
        raise ValueError(
            "écrivez la voie, une virgule, le code postal et la ville : 1 place de la Mairie, 15100 Saint-Flour"
        )
    return {"voie": street.strip(), "code_postal": code, "ville": name.strip(), "lieu": name.strip()}


def _head(answer: str) -> dict[str, str]:
    civility, *names = answer.split()
    if civility not in ("Madame", "Monsieur") or len(names) < 2:
        raise ValueError("écrivez la civilité, le prénom, le nom : Madame Céline Charriaud")
    small = (word.title() if word.isupper() else word for word in names[1:])  # « CHARRIAUD », not « de La Tour »
    return {"civilite": civility, "prenom": names[0], "nom_du_chef": " ".join(small)}


_READERS: Mapping[str, Callable[[str], dict[str, str]]] = {
    "name": lambda answer: {"nom": named(answer)},
    "kind": _kind,
    "department": lambda answer: dict(zip(("code", "departement"), departement(answer), strict=True)),
    "siren": lambda answer: {"siren": Siren.parse(answer).numero},
    "address": _address,
    "court": lambda answer: {"ville_du_tribunal": court_town(answer)},
    "head": _head,
    "installed": lambda answer: {"installation": parse_date(answer).isoformat()},
}


def workspace_files(
    answers: Mapping[str, str], today: date, edits: Sequence[Edit] = ()
) -> Iterator[tuple[Path, bytes]]:
    """Every file of a new workspace, by its path in it. Raises ValueError, in French, on an answer that will not do.

    The register is empty; the examples are in a workspace of their own, so that they take none of its numbers. The
    file that makes it a workspace comes last: until then, who was stopped can begin again. `edits`: what the
    collectivity's own acts say otherwise than the formulas of everybody.
    """
    known = {name: text for option, answer in answers.items() for name, text in _read(option, answer).items()}
    known |= calendar(today) | {"elu_delegue": known["delegue"], "jour": known["installation"]}
    known |= {"code_postal_ici": known["code_postal"], "ville_ici": known["ville"]}
    # The avenant cites the convention, which is dated then: the one example that is signed.
    known["deja_signe"] = f"signature:\n  date: {today.isoformat()}"
    known["au_chef"] = Title.of(known["fonction"], "f" if known["civilite"] == "Madame" else "m").au
    yield from ((Path(EXAMPLES) / path, data) for path, data in (*_examples(known), *_common(known)))
    for path, data in _common(known):
        yield path, splice_bytes(data, edits, path.as_posix()) if path == MARK else data


def _common(known: Mapping[str, str]) -> Iterator[tuple[Path, bytes]]:
    for name in FILES:
        yield Path("registry", FOLDER, f"{name}.json"), schema_text(name).encode()
    for template in templates():
        yield Path("templates", template.name), template.read_bytes()
    yield MARK, fill(starter_text("collectivite.yaml"), known).encode()


def _examples(known: Mapping[str, str]) -> Iterator[tuple[Path, bytes]]:
    for name in THIRD_PARTIES:
        text = f"{modeline('tiers', 1)}\n{fill(starter_text(f'tiers/{name}.yaml'), known)}"
        yield Path("registry", "tiers", f"{name}.yaml"), text.encode()
    for name in model_names():
        entry = model(name)
        answers = entry.answers(known, examples=True) if entry.is_act else {}
        if answers:
            series = next(one.prefixe for one in SERIES if entry.type_of(answers) in one.actes)
            head = f"{modeline('acte', 1)}\n# EXEMPLE – {entry.title}.\n"
            path = Path("registry", known["annee"], f"{series}{answers['numero']}.yaml")
            yield path, (head + fill(entry.text, answers)).encode()


def calendar(today: date) -> dict[str, str]:
    year = today.year
    return {
        "annee": str(year),
        "annee_courte": f"{year % 100:02}",
        "annee_suivante": str(year + 1),
        "annee_suivante_2": str(year + 2),
    }


def templates() -> tuple[Path, ...]:
    """The Word templates that come with the program: in the wheel, or those of the clone."""
    packaged = Path(str(files(__package__))) / "templates"
    folder = packaged if packaged.is_dir() else Path(__file__).parents[3] / "templates"
    return tuple(sorted(folder.glob("*.docx")))
