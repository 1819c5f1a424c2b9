"""The French of the models: every name, with its article or without, takes its place in every sentence."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest

from actes.compose.dossier import compose
from actes.context import of_entry
from actes.registry.load import load_register
from actes.rules.drafting import contractions
from actes.starter.answers import READERS
from actes.starter.drafting import Drafting, drafting
from actes.starter.models import Model, model, model_names
from actes.starter.workspace import workspace_files

TODAY = date(2026, 5, 4)
BODIES = {
    "commune": {"name": "la commune d'Orléans", "kind": "commune", "court": "le tribunal administratif d'Orléans"},
    "ville": {
        "name": "Le Monastier",
        "kind": "commune",
        "court": "Amiens",
        "address": "2 rue Haute, 80250 Le Monastier",
    },
    "epci": {"name": "l'agglomération d'Hénin", "kind": "epci", "court": "tribunal administratif de la Guadeloupe"},
}
OTHERS = {
    "department": "45",
    "siren": "211501424",
    "address": "1 place de l'Étape, 45000 Orléans",
    "head": "Madame Jeanne Rolland",
    "installed": "2026-03-22",
}
# A name, what must be read after « de », and after « à ».
NAMES = {
    "masculine": ("le comité des fêtes", "du comité des fêtes", "au comité des fêtes"),
    "feminine": ("la société Thermi", "de la société Thermi", "à la société Thermi"),
    "plural": ("les Amis des sentiers", "des Amis des sentiers", "aux Amis des sentiers"),
    "vowel": ("l'association Aurore", "de l’association Aurore", "à l’association Aurore"),
    "no article": ("Cantal Destination", "de Cantal Destination", "à Cantal Destination"),
    "no article, vowel": ("Orange", "d’Orange", "à Orange"),
    "mute h": ("l'harmonie municipale", "de l’harmonie municipale", "à l’harmonie municipale"),
    "aspirate h": ("le haras national", "du haras national", "au haras national"),
    "capital article": ("Les Jardins", "des Jardins", "aux Jardins"),
}
THINGS = ("le festival", "la fête", "les travaux", "l'entretien du lavoir", "un dégât", "une salle", "des inondations")
WRONG = re.compile(
    r"\b(?:d[eu]|[àÀ]|au|aux|des)\s(?:les?|un|une|des|du|au)\s|\b(?:de|que)\s[aeéèêiouAEÉÈÊIOU](?!\s|,)", re.I
)


@pytest.fixture(scope="module")
def bodies(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A workspace of each body, in which nothing is written."""
    return {body: begun(tmp_path_factory.mktemp(body), BODIES[body]).folder for body in BODIES}


def copied(registry: Path, folder: Path) -> Drafting:
    return drafting(Path(shutil.copytree(registry, folder / "registry")), TODAY)


def begun(folder: Path, body: Mapping[str, str]) -> Drafting:
    for path, data in workspace_files(OTHERS | body, TODAY):
        if path.parts[0] == "registry":
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
    place = drafting(folder / "registry", TODAY)
    place.write(model("delegation"), {"date": "2026-04-02"})
    return drafting(folder / "registry", TODAY)


def third_party(place: Drafting, name: str) -> Drafting:
    known = {"fichier": "tiers", "nom": name, "genre": "m", "voie": "2 rue Haute", "code_postal": "45000"}
    person = {"ville": "Orléans", "civilite": "Madame", "prenom": "Anne", "nom_de_famille": "Le Goff"}
    place.write(model("tiers"), known | person | {"fonction": "président"})
    return drafting(place.folder, TODAY)


def answered(place: Drafting, chosen: Model, noun: str, name: str) -> dict[str, str]:
    """The examples, with the names and things of a case."""
    known = place.known(chosen, {"type": "délibération"})
    answers = {q.name: text for q in chosen.questions for text in [chosen.answers(known, examples=True)[q.name]]}
    given = {"nom": name, "chose": noun, "tiers": "tiers", "juridiction": "cour administrative d'appel de Versailles"}
    answers |= {q.name: given[q.kind] for q in chosen.questions if q.kind in given}
    return answers | {name: known[name] for name in ("numero", "delegation", "modifie") if name in known}


def told(place: Drafting, paths: Sequence[Path]) -> Iterator[str]:
    """What entries say, each paragraph; the rule of the check has nothing to say of it."""
    assert len(paths) > 6
    loaded = load_register(place.folder, [path.stem for path in paths])
    assert loaded.register is not None
    for name in (path.stem for path in paths):
        assert name in loaded.register.actes, loaded.findings
        made = compose(loaded.register.actes[name], loaded.register)
        assert not made.findings
        context = of_entry(loaded.register, name, made.documents, TODAY)
        assert [report.message for report in contractions.check(context)] == []
        yield from (block.text.replace("\u00a0", " ") for document in made.documents for block in document.blocks)


@pytest.mark.parametrize("case", NAMES)
@pytest.mark.parametrize("body", BODIES)
def test_every_model_with_every_name(body: str, case: str, bodies: dict[str, Path], tmp_path: Path) -> None:
    name, after_de, after_a = NAMES[case]
    place = third_party(copied(bodies[body], tmp_path), name)
    paths: list[Path] = []
    for rank, one in enumerate(n for n in (*(n for n in model_names() if n != "avenant"), "avenant")):
        chosen = model(one)
        if chosen.is_act and "\narticles:" in chosen.text:
            paths.append(place.write(chosen, answered(place, chosen, THINGS[rank % len(THINGS)], name)))
            place = drafting(place.folder, TODAY)
    text = "\n".join(told(place, paths))
    assert '"' not in text
    assert [match[0] for match in WRONG.finditer(text)] == []
    for sentence in (
        f"Subvention {after_a}",
        f"D’attribuer {after_a} une subvention",
        f"Mise à disposition d’un local {after_a}",
        f"à la disposition {after_de} ",
        f"confie {after_a} ",
        f"l’offre {after_de} est",
        f"l’offre d’indemnisation {after_de}",
        f"à l’initiative {after_de}",
    ):
        assert sentence in text, text


@pytest.mark.parametrize("noun", THINGS)
def test_every_model_with_every_thing(noun: str, bodies: dict[str, Path], tmp_path: Path) -> None:
    place, paths = third_party(copied(bodies["commune"], tmp_path), "Orange"), []
    asked = [name for name in model_names() if any(q.kind == "chose" for q in model(name).questions)]
    assert len(asked) > 6
    for name in asked:
        paths.append(place.write(model(name), answered(place, model(name), noun, "Orange")))
        place = drafting(place.folder, TODAY)
    assert [match[0] for line in told(place, paths) for match in WRONG.finditer(line)] == []


@pytest.mark.parametrize(
    ("body", "court"), [("commune", "d’Orléans"), ("ville", "d’Amiens"), ("epci", "de la Guadeloupe")]
)
def test_a_court_is_named_once_whatever_the_answer(body: str, court: str, bodies: dict[str, Path]) -> None:
    place = drafting(bodies[body], TODAY)
    (formula,) = place.register.collectivite.formules.recours
    assert f"devant le tribunal administratif {court} dans un délai" in formula.text
    assert f"administratif {court}" in model("ester-en-justice").example(
        next(q for q in model("ester-en-justice").questions if q.name == "tribunal"),
        place.known(model("ester-en-justice"), {}),
    )


@pytest.mark.parametrize(
    ("kind", "answer", "kept"),
    [
        ("juridiction", "Tribunal administratif d'Amiens", "le tribunal administratif d'Amiens"),
        ("juridiction", "le tribunal judiciaire d'Aurillac", "le tribunal judiciaire d'Aurillac"),
        ("juridiction", "la cour administrative d'appel de Lyon", "la cour administrative d'appel de Lyon"),
        ("juridiction", "Amiens", ""),
        ("chose", "dégât des eaux", ""),
        ("chose", "du dégât des eaux", ""),
        ("chose", "au club", ""),
        ("chose", "40 tables", "40 tables"),
        ("nom", "association Aurore", ""),
        ("personne", "Louise Aubert", ""),
        ("personne", "Madame Louise Aubert", "Madame Louise Aubert"),
        ("type", "arrete", "arrêté"),
        ("type", "convention", ""),
        ("tarifs", "Habitants : 120 ; Associations : 60", "Habitants : 120 ; Associations : 60"),
        ("tarifs", "Habitants 120", ""),
        ("rang", "deux", ""),
        ("annee", "2027", "2027"),
    ],
)
def test_an_answer_is_kept_as_a_sentence_takes_it(kind: str, answer: str, kept: str) -> None:
    """Empty: refused, in French."""
    if kept:
        assert READERS[kind](answer) == kept
        return
    with pytest.raises(ValueError, match=r"écrivez|répondez"):
        READERS[kind](answer)
