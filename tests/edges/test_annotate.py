"""`actes check --annotate`: copies with the findings as comments on the words at fault, as a person asks for them."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest

from actes.finding import Finding
from actes.registry.load import Shelf
from actes.tasks.copies import annotate_act, annotate_files
from actes.tasks.examine import Examined, examine_files, survey
from actes.tasks.pipeline import Renderer
from actes.workspace import find_workspace
from edges.runner import ACT, ROOT, Ran
from edges.word import edit
from layout.anchored import COMMENTS, Note, notes, unpacked
from layout.packages import MAIN
from reading.foreign import WHO, cell, field, para, row, run, table, zipped
from reading.foreign import parts as foreign_parts

Run = Callable[..., Ran]
TODAY = date(2026, 11, 24)
FIXTURES = ROOT / "tests" / "reading" / "fixtures"
WRONG = (
    para("CONVENTION DE PARTENARIAT"),
    para("Entre la commune de Valmont, et l’association Les Amis du Moulin,"),
    para("Il est convenu ce qui suit :"),
    para("Objet", number=(1, 0)),
    para("La convention est conclue du 1", run("er", '<w:vertAlign w:val="superscript"/>'), " avril 2025 au ",
         f"<w:ins {WHO}>{run('31 février 2026')}</w:ins>", ", selon l’article ", field("REF x", "9"), "."),
    para("Prix", number=(1, 0)),
    table(
        row(cell("Poste", 4000), cell("HT", 2400), cell("TTC", 2400), header=True),
        row(cell("Salle", 4000), cell("1 000,00 €", 2400), cell("1 210,00 €", 2400)),
        row(cell("Ménage", 4000), cell("200,00 €", 2400), cell("240,00 €", 2400)),
        row(cell("Total", 4000), cell("1 300,00 €", 2400), cell("1 450,00 €", 2400)),
    ),
    para("Le prix est de ", run("cent vingt euros (130,00 €)", "<w:b/>"), ", à verser sous XX jours au [À COMPLÉTER]."),
    para("Fait à Valmont, le lundi 12 mars 2025"),
)  # fmt: skip


def copy_of(path: Path) -> Path:
    return path.with_name(f"{path.stem}-annotee.docx")


def words_of(finding: Finding) -> str:
    assert finding.mark is not None
    return spaced(finding.excerpt[slice(*finding.mark)])


def spaced(text: str) -> str:
    """Words, whatever the spaces between them."""
    return " ".join(text.split())


def one_comment_each(found: Sequence[Finding], made: Sequence[Note]) -> int:
    """Each finding is told once, in order, on its words or, where it says so, elsewhere; how many on their words."""
    exact = 0
    assert len(found) == len(made)
    for finding, note in zip(found, made, strict=True):
        assert note.lines[-1] == finding.code
        assert note.lines[0].endswith(finding.name)
        assert spaced(note.lines[1]).lower() == spaced(finding.message).lower()
        assert not any(re.search(r":\d+", line) for line in note.lines if line.startswith(("Où", "Voir"))), note.lines
        if finding.spot and not any(line.startswith("Où : ") for line in note.lines):
            assert spaced(note.text) == words_of(finding), finding.code
            exact += 1
    return exact


def annotated(examined: Examined) -> list[tuple[Path, list[Note]]]:
    written = [copy.written for copy in annotate_files(examined)]
    return [(one.path, list(notes(one.path.read_bytes()).values())) for one in written if one]


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    path = tmp_path / "reçu" / "convention.docx"
    path.parent.mkdir()
    path.write_bytes(zipped(foreign_parts("".join(WRONG))))
    return path


def unfinished(content: str) -> bytes:
    """A file with something to fill in, in the header of its first page."""
    contents = foreign_parts(content)
    head = '<w:sectPr><w:titlePg/><w:headerReference w:type="first" r:id="rId4"/>'
    contents["word/document.xml"] = contents["word/document.xml"].replace("<w:sectPr>", head)
    contents["word/header1.xml"] = contents["word/header1.xml"].replace("Mairie", "[À COMPLÉTER] Mairie")
    return zipped(contents)


# ------------------------------------------------------------------------------------------- the words at fault


def test_each_finding_of_a_file_is_a_comment_on_its_words(wrong: Path) -> None:
    [examined] = examine_files([wrong], TODAY)
    [(path, made)] = annotated(examined)
    assert path == copy_of(wrong)
    spotted = [f for f in examined.findings if f.spot]
    assert one_comment_each(examined.findings, made) == len(spotted) >= 6


def test_each_finding_of_an_act_is_a_comment_in_its_document(workspace: Path) -> None:
    place = find_workspace(workspace)
    [examined] = [act for act in survey(Shelf(place.registry), [ACT], TODAY) if act.documents]
    copies = list(annotate_act(examined, Renderer(place, TODAY)))
    assert len(copies) == len(examined.documents) == 3
    exact = 0
    for index, copy in enumerate(copies):
        assert copy.written is not None
        found = [f for f in examined.findings if (f.spot.part if f.spot else 0) == index]
        made = list(notes(copy.written.path.read_bytes()).values())
        assert copy.comments == len(made)
        exact += one_comment_each(found, made)
    assert exact == sum(f.spot is not None for f in examined.findings) >= 20


def test_a_field_of_the_entry_is_told_on_the_title(workspace: Path) -> None:
    place = find_workspace(workspace)
    [examined] = [act for act in survey(Shelf(place.registry), [ACT], TODAY) if act.documents]
    fields = {f.code: f for f in examined.findings if f.spot is None}
    assert fields
    first = next(iter(annotate_act(examined, Renderer(place, TODAY)))).written
    assert first is not None
    told = [n for n in notes(first.path.read_bytes()).values() if n.lines[-1] in fields and n.text.startswith("DÉC")]
    assert len(told) == len(fields)
    assert all(any(line.startswith("Où : fiche, « ") for line in note.lines) for note in told)


def test_several_files_as_one_act(wrong: Path) -> None:
    files = [
        wrong,
        *(Path(shutil.copy(FIXTURES / "flux" / name, wrong.parent)) for name in ("annexe-1.docx", "convention.pdf")),
    ]
    [examined] = examine_files(files, TODAY, together=True)
    copies = dict(annotated(examined))
    assert sorted(copies) == sorted(map(copy_of, files[:2]))
    for index, path in enumerate(examined.files):
        own = [f for f in examined.findings if f.spot and f.spot.part == index]
        told = {
            n.lines[1] for n in copies.get(copy_of(path), ()) if not any(line.startswith("Où : ") for line in n.lines)
        }
        assert ({f.message[:1].upper() + f.message[1:] for f in own} <= told and own) or path.suffix == ".pdf"


@pytest.mark.parametrize("name", sorted(str(p.relative_to(FIXTURES)) for p in FIXTURES.rglob("*.docx")))
def test_reader_fixtures(name: str, tmp_path: Path) -> None:
    path = Path(shutil.copy(FIXTURES / name, tmp_path))
    [examined] = examine_files([path], TODAY)
    [(_, made)] = annotated(examined)
    assert one_comment_each(examined.findings, made) <= len(made) == len(examined.findings)


# ------------------------------------------------------------------------------------------- as a person asks for it


def test_a_file_keeps_its_bytes_and_has_its_copy_beside_it(workspace: Path, wrong: Path, actes: Run) -> None:
    before = wrong.read_bytes()
    ran = actes(wrong.parent, "check", "convention.docx", "--annotate")
    assert ran.status == 1
    assert "\nconvention-annotee.docx : écrit (" in ran.out
    first = copy_of(wrong).read_bytes()
    again = actes(wrong.parent, "verifier", "--annoter", "convention.docx")
    assert "convention-annotee.docx : inchangé (" in again.out
    assert (wrong.read_bytes(), copy_of(wrong).read_bytes()) == (before, first)
    assert sorted(p.name for p in wrong.parent.iterdir()) == ["convention-annotee.docx", "convention.docx"]
    copy_of(wrong).unlink()
    actes(wrong.parent.parent, "check", "reçu/convention.docx", "--annotate")
    assert copy_of(wrong).read_bytes() == first  # wherever one stands


def test_copies_of_an_act_go_to_its_output_folder(rendered: Path, actes: Run) -> None:
    folder = rendered / "sortie" / ACT
    before = {p.name: p.read_bytes() for p in folder.iterdir()}
    ran = actes(rendered, "check", ACT, "--annotate")
    for name in ("decision", "convention", "annexe-1"):
        assert f"{ACT}-{name}-annotee.docx : écrit (" in ran.out
        assert unpacked((folder / f"{ACT}-{name}-annotee.docx").read_bytes())[COMMENTS]
    assert {name: (folder / name).read_bytes() for name in before} == before
    assert actes(rendered, "check", ACT, "--annotate").out.count("-annotee.docx : inchangé (") == 3


def test_a_copy_that_somebody_went_on_with_is_kept(wrong: Path, actes: Run) -> None:
    actes(wrong.parent, "check", "convention.docx", "--annotate")
    edit(copy_of(wrong), "Salle", "Halle")
    mine = copy_of(wrong).read_bytes()
    ran = actes(wrong.parent, "check", "convention.docx", "--annotate")
    assert copy_of(wrong).read_bytes() == mine
    assert "convention-annotee.docx : gardé tel quel : " in ran.out
    assert "renommez ou supprimez celle-ci" in ran.out


def test_a_kept_copy_is_an_exit_status_even_without_an_error(tmp_path: Path, actes: Run) -> None:
    path = tmp_path / "bon.docx"
    path.write_bytes(zipped(foreign_parts(para("Article 1 : D’approuver la convention."))))
    assert actes(tmp_path, "check", "bon.docx", "--annotate").status == 0
    edit(copy_of(path), "approuver", "adopter")
    assert actes(tmp_path, "check", "bon.docx", "--annotate").status == 1


def test_a_copy_that_is_open_in_word(wrong: Path, actes: Run) -> None:
    actes(wrong.parent, "check", "convention.docx", "--annotate")
    copy_of(wrong).write_bytes(b"")
    copy_of(wrong).unlink()
    (wrong.parent / "~$nvention-annotee.docx").write_bytes(b"x")
    ran = actes(wrong.parent, "check", "convention.docx", "--annotate")
    assert ran.status == 2
    assert "FIC101" in ran.err
    assert "À corriger avant signature" in ran.out
    assert not copy_of(wrong).exists()


@pytest.mark.parametrize("suffix", [".odt", ".pdf", ".txt"])
def test_only_word_files_are_annotated_and_the_others_are_checked(suffix: str, tmp_path: Path, actes: Run) -> None:
    shutil.copy(FIXTURES / f"convention{suffix}", tmp_path)
    ran = actes(tmp_path, "check", f"convention{suffix}", "--annotate")
    assert "seul un fichier Word (.docx) peut être annoté" in ran.err
    assert "Rien relevé" in ran.out or "À relire" in ran.out
    assert ran.status == 0
    assert len(list(tmp_path.iterdir())) == 1


def test_a_file_of_another_form_under_the_name_of_a_word_file(tmp_path: Path, actes: Run) -> None:
    shutil.copy(FIXTURES / "convention.odt", tmp_path / "convention.docx")
    ran = actes(tmp_path, "check", "convention.docx", "--annotate")
    assert "ANN101" in ran.err
    assert len(list(tmp_path.iterdir())) == 1


def test_a_file_that_cannot_be_read(tmp_path: Path, actes: Run) -> None:
    (tmp_path / "vide.docx").write_bytes(b"PK\x03\x04word/document")
    ran = actes(tmp_path, "check", "vide.docx", "--annotate")
    assert ran.status == 2
    assert "Traceback" not in ran.err
    assert "vide.docx : pas de copie annotée" in ran.out


def test_a_file_whose_words_are_all_in_its_header(tmp_path: Path, actes: Run) -> None:
    (tmp_path / "entete.docx").write_bytes(unfinished("<w:p/>"))
    ran = actes(tmp_path, "check", "entete.docx", "--annotate")
    assert "reste-a-completer" in ran.out
    assert "ANN102" in ran.err
    assert "Traceback" not in ran.err
    assert (ran.status, len(list(tmp_path.iterdir()))) == (2, 1)


def test_a_folder_is_one_act_and_its_copies_are_not_read(wrong: Path, actes: Run) -> None:
    shutil.copy(FIXTURES / "flux" / "annexe-1.docx", wrong.parent / "annexe-1.docx")
    first = actes(wrong.parent.parent, "check", "reçu", "--annotate")
    assert {p.name for p in wrong.parent.iterdir() if "-annotee" in p.name} == {
        "annexe-1-annotee.docx",
        "convention-annotee.docx",
    }
    again = actes(wrong.parent.parent, "check", "reçu")
    assert again.out in first.out or again.out.splitlines()[:4] == first.out.splitlines()[:4]
    assert "annotee" not in again.out


def test_what_differs_from_the_entry_is_marked_too(rendered: Path, actes: Run) -> None:
    sent = rendered / "sortie" / ACT / f"{ACT}-convention.docx"
    edit(sent, "solidairement", "conjointement")
    ran = actes(sent.parent, "check", sent.name, "--against", ACT, "--annotate")
    assert "conjointement" in ran.out
    marked = [n for n in notes(copy_of(sent).read_bytes()).values() if n.text == "conjointement"]
    assert [any("solidairement" in line for line in note.lines) for note in marked] == [True]


def test_json_stays_json(wrong: Path, actes: Run) -> None:
    plain = actes(wrong.parent, "check", "convention.docx", "--format", "json")
    ran = actes(wrong.parent, "check", "convention.docx", "--format", "json", "--annotate")
    assert json.loads(ran.out) == json.loads(plain.out)
    assert "convention-annotee.docx : écrit" in ran.err


def test_an_act_whose_entry_is_wrong_has_no_copy(workspace: Path, actes: Run) -> None:
    path = workspace / "registry" / "2025" / f"{ACT}.yaml"
    path.write_text(path.read_text("utf-8").replace("numero:", "numéro:", 1), "utf-8")
    ran = actes(workspace, "check", ACT, "--annotate")
    assert "pas de copie annotée" in ran.out
    assert not (workspace / "sortie").exists()


def test_the_words_of_a_copy_are_those_of_the_file(wrong: Path) -> None:
    [examined] = examine_files([wrong], TODAY)
    annotated(examined)
    [again] = examine_files([copy_of(wrong)], TODAY)
    assert [f.message for f in again.findings if f.spot] == [f.message for f in examined.findings if f.spot]
    assert unpacked(copy_of(wrong).read_bytes())[MAIN] != unpacked(wrong.read_bytes())[MAIN]


def test_a_letterhead_is_told_on_the_first_paragraph(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(unfinished(para("Premier alinéa du texte.") + para("Deuxième alinéa.")))
    [examined] = examine_files([path], TODAY)
    [(_, made)] = annotated(examined)
    assert one_comment_each(examined.findings, made) == 0
    [note] = [note for note in made if note.lines[-1] == "RES101"]
    assert (note.text, any("[À COMPLÉTER]" in line for line in note.lines)) == ("Premier alinéa du texte.", True)


def test_a_file_saved_while_it_was_checked(wrong: Path) -> None:
    [examined] = examine_files([wrong], TODAY)
    edit(wrong, "Salle", "Grande salle des fêtes")
    [copy] = annotate_files(examined)
    assert (copy.written, [finding.code for finding in copy.findings]) == (None, ["FIC106"])
    assert not copy_of(wrong).exists()
