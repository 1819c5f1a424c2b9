"""The act as it was signed, imported into an empty workspace: the same remarks, the same renewal as from our entry."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from actes.compose.dossier import compose
from actes.document import Document
from actes.importing.take import take
from actes.importing.types import Gathered, Taken
from actes.model.register import Register
from actes.registry.load import load_register
from actes.tasks.examine import examine_documents
from actes.values.receipt import Receipt
from edges.runner import run
from importing.support import OURS, ROOT, empty, sources
from importing.test_facts import all_facts

REFERENCE = ROOT.parent / "shared" / "reference" / "dec2025-453"
pytestmark = pytest.mark.skipif(not REFERENCE.is_dir(), reason="the transcription of the signed act is not here")
FILES = ("1-decision.md", "2-convention.md", "3-annexe-1.md", "4-annexe-2-bon-de-commande.md")
RECEIPT = Receipt.parse("015-200066660-20250708-DEC2025-453-AU")
# What our entry has and the import has not: the piece's e-mails are masked in the transcription; and the names of two
# things (`titre` of the grouping, SIRET of a party that the register knows from elsewhere).
APART = ("courriel nominatif", "groupement de commandes", "numéro de TVA FR69779074922")


def taken() -> Taken:
    files = [(name, (REFERENCE / name).read_bytes()) for name in FILES]
    found = take(Gathered(sources(files), "", RECEIPT, "2025-07-08", "2025-07-08"), empty(OURS))
    assert isinstance(found, Taken), found
    return found


def workspace(folder: Path) -> Path:
    """An empty workspace, and in it what the import writes."""
    found, registry = taken(), folder / "registry"
    (registry / "tiers").mkdir(parents=True)
    shutil.copy(ROOT / "registry" / "collectivite.yaml", registry)
    shutil.copytree(ROOT / "templates", folder / "templates")
    for name, text in {found.identifier: found.entry, **found.acts}.items():
        year = registry / name[3:7]
        year.mkdir(exist_ok=True)
        (year / f"{name}.yaml").write_text(text, encoding="utf-8")
    for name, text in found.tiers.items():
        (registry / "tiers" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def test_every_difference_is_one_of_form() -> None:
    found = taken()
    assert found.ratio > 0.98
    assert [(one.before, one.after) for one in found.differences if not one.form] == []
    assert found.to_confirm == ()


def test_every_fact_is_that_of_our_entry() -> None:
    wrong, missed, count = all_facts(taken(), OURS, "DEC2025-453")
    assert wrong == []
    assert missed == ["tiers/cantal_destination.siret"]  # which the order alone says, of a body with another name
    assert count > 100


def documents(folder: Path, act: str) -> tuple[Register, tuple[Document, ...]]:
    loaded = load_register(folder / "registry", [act])
    assert loaded.sound, loaded.findings
    assert loaded.register is not None
    return loaded.register, compose(loaded.register.actes[act], loaded.register).documents


def remarks(folder: Path) -> list[str]:
    register, composed = documents(folder, "DEC2025-453")
    found = examine_documents(register, "DEC2025-453", composed, date(2025, 12, 1))
    return sorted(f"{one.code} {one.message}" for one in found if not any(words in one.message for words in APART))


def test_the_check_finds_what_it_finds_on_ours(tmp_path: Path) -> None:
    ours = remarks(ROOT)
    assert remarks(workspace(tmp_path)) == ours
    assert len(ours) > 25


def test_the_renewal_is_that_of_ours(tmp_path: Path) -> None:
    """The differences are listed here, each with its reason."""
    ours = tmp_path / "ours"
    for name in ("registry", "templates"):
        shutil.copytree(ROOT / name, ours / name)
    theirs = workspace(tmp_path / "theirs")
    drafts = []
    for folder in (ours, theirs):
        done = run(folder, "renew", "DEC2025-453", "--yes", "--number", "2027-001", "--start", "2027-01-01")
        assert done.status == 0, done.err
        register, composed = documents(folder, "DEC2027-001")
        asked = [line.champ for line in register.actes["DEC2027-001"].a_confirmer]
        drafts.append(([line for one in composed for line in one.text.split("\n")], asked))
    (typed, confirm), (imported, also) = drafts
    assert sorted(set(also) - set(confirm)) == ["preambule[7].texte"]  # no « objet_cite »: is the sentence right?
    assert set(confirm) <= set(also)
    before = [line for line in typed if line not in imported]
    assert [line[:40] for line in before] == [
        "Vu la décision n°\xa02025-453 du 8\xa0juillet\xa0",  # our « objet_cite » writes « Flux Vision »
        "Considérant l’accord-cadre [À COMPLÉTER\xa0",  # « 2027-2028 » is asked as one, and not each year
        "7.1 - CANTAL DESTINATION ne peut être te",  # the transcription has a page break in it
        "ANNEXE 1 À LA CONVENTION",  # the signed act bears « ANNEXE 1 » alone
        "(décision n°\xa02027-001)",
    ]
