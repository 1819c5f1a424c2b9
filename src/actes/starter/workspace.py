"""The files of a new workspace: a collectivity with its formulas, Word templates, ten examples."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path

from ..registry.jsonschema import FILES, FOLDER, modeline, schema_text
from ..values.dates import parse_date
from ..values.departements import departement
from ..values.identifiers import Siren
from ..values.titles import Title
from .models import fill, model, model_names, starter_text

EXAMPLES = "exemples"  # in registry/: to be read, then thrown away
KINDS: Mapping[str, Mapping[str, str]] = {
    "commune": {"organe": "le conseil municipal", "fonction": "maire", "delegue": "adjointe au maire"},
    "epci": {"organe": "le conseil communautaire", "fonction": "président", "delegue": "vice-présidente"},
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A question about the collectivity: option, question, example, and whether a default will do."""

    option: str
    french: str
    text: str
    example: str


QUESTIONS = (
    Asked("name", "nom", "Le nom de la collectivité, comme dans ses actes", "Saint-Flour Communauté"),
    Asked("kind", "genre", "Ce qu'elle est : commune ou epci", "epci"),
    Asked("department", "departement", "Son département, nom ou code", "Cantal"),
    Asked("siren", "siren", "Son numéro SIREN", "200066660"),
    Asked("address", "adresse", "Son adresse : voie, code postal ville", "Village d'entreprises, 15100 Saint-Flour"),
    Asked("court", "tribunal", "La ville de son tribunal administratif", "Clermont-Ferrand"),
    Asked("head", "chef", "Le ou la maire, le ou la présidente : civilité, prénom, nom", "Madame Céline Charriaud"),
    Asked("installed", "installation", "Le jour de l'installation du conseil", "2026-03-28"),
)


def refused(option: str, answer: str) -> str:
    """Why an answer will not do, in French; empty where it will."""
    try:
        _read(option, answer)
    except ValueError as error:
        return str(error)
    return ""


def _read(option: str, answer: str) -> dict[str, str]:
    """What an answer says, under the names of the texts."""
    if not answer.strip():
        raise ValueError("il faut une réponse")
    match option:
        case "kind":
            return _kind(answer)
        case "department":
            code, name = departement(answer)
            return {"code": code, "departement": name}
        case "court":
            return {"tribunal_administratif": answer.strip()}
        case "siren":
            return {"siren": Siren.parse(answer).numero}
        case "address":
            return _address(answer)
        case "head":
            return _head(answer)
        case "installed":
            return {"installation": parse_date(answer).isoformat()}
        case _:
            return {"nom": answer.strip()}


def _kind(answer: str) -> dict[str, str]:
    kind = answer.strip().lower()
    if kind not in KINDS:
        raise ValueError(f"« {answer} » : répondez {' ou '.join(KINDS)}")
    return {**KINDS[kind], "genre_de_collectivite": kind}


def _address(answer: str) -> dict[str, str]:
    street, _, town = answer.rpartition(",")
    code, _, name = town.strip().partition(" ")
    if not (street.strip() and len(code) == 5 and code.isdigit() and name):
        raise ValueError("écrivez la voie, une virgule, le code postal et la ville : 1 place de la Mairie, 15100 Saint-Flour")
    return {"voie": street.strip(), "code_postal": code, "ville": name.strip(), "lieu": name.strip()}


def _head(answer: str) -> dict[str, str]:
    civility, *names = answer.split()
    if civility not in ("Madame", "Monsieur") or len(names) < 2:
        raise ValueError("écrivez la civilité, le prénom, le nom : Madame Céline Charriaud")
    return {"civilite": civility, "prenom": names[0], "nom_du_chef": " ".join(names[1:]).title()}


def workspace_files(answers: Mapping[str, str], today: date) -> Iterator[tuple[Path, bytes]]:
    """Every file of a new workspace, by its path in it. Raises ValueError, in French, on an answer that will not do."""
    known = {name: text for option, answer in answers.items() for name, text in _read(option, answer).items()}
    known |= _calendar(today) | {"elu_delegue": known["delegue"], "date_delegation": known["installation"]}
    known["au_chef"] = Title.of(known["fonction"], "f" if known["civilite"] == "Madame" else "m").au
    known |= {"delegation": f"DEL{today.year}-900", "exemple_convention": f"DEC{today.year}-902"}
    yield Path("registry", "collectivite.yaml"), fill(starter_text("collectivite.yaml"), known).encode()
    for name in ("exemple_entreprise", "exemple_sentiers"):
        text = f"{modeline('tiers', 1)}\n{fill(starter_text(f'tiers/{name}.yaml'), known)}"
        yield Path("registry", "tiers", f"{name}.yaml"), text.encode()
    for name in ("_delegation", *model_names()):
        yield _example(name, known)
    for name in FILES:
        yield Path("registry", FOLDER, f"{name}.json"), schema_text(name).encode()
    for template in templates():
        yield Path("templates", template.name), template.read_bytes()


def _example(name: str, known: Mapping[str, str]) -> tuple[Path, bytes]:
    """An example entry, named after its own number."""
    entry = model(name)
    text = entry.filled(known)
    number = next(line.partition(": ")[2] for line in text.splitlines() if line.startswith("numero: "))
    series = "DEL" if "\ntype: délibération" in text else "ARR" if "\ntype: arrêté" in text else "DEC"
    head = f"{modeline('acte', 1)}\n# EXEMPLE – {entry.title}. À lire, à copier ; supprimez le dossier quand il ne sert plus.\n"
    return Path("registry", EXAMPLES, f"{series}{number}.yaml"), (head + text).encode()


def _calendar(today: date) -> dict[str, str]:
    year = today.year
    return {
        "aujourdhui": today.isoformat(),
        "annee": str(year),
        "annee_courte": f"{year % 100:02}",
        "annee_suivante": str(year + 1),
        "annee_suivante_2": str(year + 2),
        "exercice": str(year + 1),
    }


def templates() -> tuple[Path, ...]:
    """The Word templates that come with the program: in the wheel, or those of the clone."""
    packaged = Path(str(files(__package__))) / "templates"
    folder = packaged if packaged.is_dir() else Path(__file__).parents[3] / "templates"
    return tuple(sorted(folder.glob("*.docx")))
