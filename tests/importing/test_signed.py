"""The act as it was signed, imported into an empty workspace: the same remarks, the same renewal as from our entry."""

from __future__ import annotations

import functools
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
from edges.runner import copied, run
from importing.support import OURS, ROOT, empty, sources
from importing.test_facts import all_facts
from importing.word import word_file

REFERENCE = ROOT.parent / "shared" / "reference" / "dec2025-453"
pytestmark = pytest.mark.skipif(not REFERENCE.is_dir(), reason="the transcription of the signed act is not here")
FORMS = (".md", ".docx", "un seul .docx")
FILES = ("1-decision.md", "2-convention.md", "3-annexe-1.md", "4-annexe-2-bon-de-commande.md")
RECEIPT = Receipt.parse("015-200066660-20250708-DEC2025-453-AU")
# What our entry has and the import has not: the piece's e-mails are masked in the transcription; and the names of two
# things (`titre` of the grouping, SIRET of a party that the register knows from elsewhere).
APART = ("courriel nominatif", "groupement de commandes", "numéro de TVA FR69779074922")

ONE = FORMS[2]
# In one file for all, no file of its own can be joined: the order is an annexe composed here, all its words kept, and
# the same remarks are made upon its text and no more upon its data.
ORDER = "annexes[1]."
AS_DATA = {"PIE101", "SIG102"}  # its years, its dates, its addresses; the initials without those of the order
AS_TEXT = {
    "CHR205",  # « 2025-2025 »
    "ADR101",  # « 28, avenue Gambetta », « 15 000 »
    "FOR101",  # « 31/12/2025 », « 16/12/2025 »: in figures
    "CPT104",  # « jalon 4 » twice: data has no such numbers
    "FOR102",  # « 1 053 591 309,20 Euros »: nor the capital of who wrote it
    "SIG102",  # PTC, INTRA, CSP
}


def signed(form: str) -> list[tuple[str, bytes]]:
    """The act as signed: its transcription, or Word files of it, one for each document or one for all."""
    texts = [(name, (REFERENCE / name).read_text(encoding="utf-8")) for name in FILES]
    if form == "un seul .docx":
        return [("acte.docx", word_file(text for _, text in texts))]
    return [
        (name, text.encode()) if form == ".md" else (name.replace(".md", ".docx"), word_file([text]))
        for name, text in texts
    ]


@functools.cache
def taken(form: str) -> Taken:
    found = take(Gathered(sources(signed(form)), "", RECEIPT, "2025-07-08", "2025-07-08"), empty(OURS))
    assert isinstance(found, Taken), found
    return found


def workspace(folder: Path, form: str) -> Path:
    """An empty workspace, and in it what the import writes."""
    found, registry = taken(form), folder / "registry"
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


@pytest.mark.parametrize("form", FORMS)
def test_every_difference_is_one_of_form(form: str) -> None:
    found = taken(form)
    assert found.ratio > 0.98
    added = (
        [("", "ANNEXE 2")] if form == "un seul .docx" else []
    )  # the order has no heading: it is then an annexe as it stands
    assert [(one.before, one.after) for one in found.differences if not one.form] == added
    assert found.to_confirm == ()


@pytest.mark.parametrize("form", FORMS)
def test_every_fact_is_that_of_our_entry(form: str) -> None:
    wrong, missed, count = all_facts(taken(form), OURS, "DEC2025-453")
    assert [one for one in wrong if form != ONE or not one.startswith(ORDER)] == []
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


@pytest.mark.parametrize("form", FORMS[:2])
def test_the_check_finds_what_it_finds_on_ours(tmp_path: Path, form: str) -> None:
    ours = remarks(ROOT)
    assert remarks(workspace(tmp_path, form)) == ours
    assert len(ours) > 25


def test_the_check_of_one_file_differs_by_the_order_alone(tmp_path: Path) -> None:
    ours, theirs = set(remarks(ROOT)), set(remarks(workspace(tmp_path, ONE)))
    assert {one[:6] for one in ours - theirs} == AS_DATA
    assert {one[:6] for one in theirs - ours} == AS_TEXT


@pytest.mark.parametrize("form", FORMS)
def test_the_renewal_is_that_of_ours(tmp_path: Path, form: str) -> None:
    """The differences are listed here, each with its reason."""
    ours = tmp_path / "ours"
    copied(ours)
    theirs = workspace(tmp_path / "theirs", form)
    drafts = []
    for folder in (ours, theirs):
        done = run(folder, "renew", "DEC2025-453", "--yes", "--number", "2027-001", "--start", "2027-01-01")
        assert done.status == 0, done.err
        register, composed = documents(folder, "DEC2027-001")
        asked = [line.champ for line in register.actes["DEC2027-001"].a_confirmer]
        drafts.append(([line for one in composed for line in one.text.split("\n")], asked))
    (typed, confirm), (imported, also) = drafts
    asked = sorted(one for one in set(also) - set(confirm) if form != ONE or not one.startswith(ORDER))
    assert asked == ["preambule[7].texte"]  # no « objet_cite »: is the sentence right?
    assert set(confirm) - set(also) <= ({"annexes[1]"} if form == ONE else set())  # the piece, asked text by text
    before = [line for line in typed if line not in imported]
    assert [line[:40] for line in before] == [
        "Vu la décision n°\xa02025-453 du 8\xa0juillet\xa0",  # our « objet_cite » writes « Flux Vision »
        "7.1 - CANTAL DESTINATION ne peut être te",  # the transcription has a page break in it
        "ANNEXE 1 À LA CONVENTION",  # the signed act bears « ANNEXE 1 » alone
        "(décision n°\xa02027-001)",
    ]
