"""Real acts of others: each is taken or refused with its reason, and what is read of it was read by eye as well.

`corpus.yaml` is that table, read beside the texts: a fact that changes in it is to be read again.
"""

from __future__ import annotations

import functools
from pathlib import Path

import pytest
import yaml

from actes.importing.take import take
from actes.importing.types import Gathered, Refused, Taken
from actes.model.collectivite import Collectivite
from actes.model.register import Register
from actes.registry.reader import read_text
from importing.support import HERE, ROOT, facts, sources

CORPUS = ROOT.parent / "shared" / "corpus"
TABLE = yaml.safe_load((HERE / "corpus.yaml").read_text(encoding="utf-8"))
pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not here")
ANYBODY = """\
nom: la collectivité
departement: la Mayenne
lieu: Nulle-Part
organe: le conseil
executif:
  - {civilite: Madame, prenom: Ada, nom: Zyx, fonction: président}
formules:
  entete: []
  titre: "{{ type | majuscule }} {{ numero }}"
  objet: "Objet :"
  autorite: "{{ chef.titre.le | majuscule }},"
  vu: Vu
  considerant: Considérant
  visa_acte: "{{ acte.type.defini }} {{ acte.numero }} ;"
  visa_actes: "les {{ acte.type.pluriel }} ;"
  decide: DÉCIDE
  article: "Article {{ rang }} :"
  annexe: "ANNEXE {{ rang }}"
  lieu_date: "Fait à {{ lieu }}, le {{ signature.date | ou_place }}"
  qualite: "{{ signataire.titre.le | majuscule }}"
  signataire: "{{ signataire.prenom }} {{ signataire.nom | capitales }}"
  pied: "{{ numero }}"
"""


def anybody() -> Register:
    """The register of nobody in particular: all that an act says in its own way is its own."""
    body, _, findings = read_text(ANYBODY, Collectivite, "collectivite.yaml")
    assert body is not None, findings
    return Register(body, {}, {}, {}, set())


@functools.cache
def outcome(name: str) -> Taken | Refused:
    path = CORPUS / name
    return take(Gathered(sources([(name, path.read_bytes())]), f"2020-{name[:2]}"), anybody())


def told(found: Taken | Refused) -> dict[str, object]:
    """An outcome as the table has it."""
    if isinstance(found, Refused):
        return {"refus": found.message}
    asked = {one.champ: one.valeur for one in found.to_confirm}
    return {"faits": facts(found, said=True)} | ({"a_confirmer": asked} if asked else {})


def names() -> list[str]:
    return sorted(path.name for path in CORPUS.glob("*.txt"))


def test_the_table_is_that_of_the_corpus() -> None:
    assert sorted(TABLE) == names()
    assert sum("refus" not in one for one in TABLE.values()) >= 12


@pytest.mark.parametrize("name", sorted(TABLE))
def test_an_act_is_taken_or_refused(name: str) -> None:
    assert told(outcome(name)) == TABLE[name]


@pytest.mark.parametrize("name", sorted(TABLE))
def test_nearly_all_the_words_are_there(name: str) -> None:
    found = outcome(name)
    if isinstance(found, Taken):
        assert found.words > 100
        assert found.ratio >= 0.99
        assert len([one for one in found.differences if not one.form]) <= 2


if __name__ == "__main__":  # the table, to be read by eye: python -m importing.test_corpus
    text = yaml.safe_dump(
        {name: told(outcome(name)) for name in names()}, allow_unicode=True, sort_keys=False, width=120
    )
    Path(HERE / "corpus.yaml").write_text("# Lu à l'œil, à côté des textes.\n" + text, encoding="utf-8")
