"""`--pdf`: what LibreOffice makes, when it is asked again, what is said where there is none."""

import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import page
import pytest

from actes.finding import CannotGoOn
from actes.office import convert
from actes.reading.files import read_bytes, read_file
from edges.runner import ACT, ROOT, document, run
from edges.word import edit

PROFILES = (page.ValidationProfile.PDF_A_2B, page.ValidationProfile.PDF_UA_1)
LENGTH = "PDFA2B-STREAM-LENGTH-001"
STREAM = re.compile(rb"/Length (\d+)( 0 R)?(?:(?!endobj).)*?>>\s*stream\r?\n", re.DOTALL)
NUMBER = re.compile(rb"\n(\d+) 0 obj\s+(\d+)\s+endobj")
DOCUMENTS = ("decision", "convention", "annexe-1")
WORKSPACES = ROOT / "tests" / "fixtures" / "workspaces"

needs_office = pytest.mark.skipif(convert.find_office() is None, reason="LibreOffice is not installed")
posix = pytest.mark.skipif(sys.platform == "win32", reason="a program made of a script")


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Where the profile is kept, for all these tests."""
    return str(tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="session")
def printed_once(pristine: Path, cache: str, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A workspace with its PDFs, and a copy of it beside what is known of them."""
    folder, copy = tmp_path_factory.mktemp("imprimé") / "actes", tmp_path_factory.mktemp("copie")
    shutil.copytree(pristine, folder)
    ran = run(folder, "render", ACT, "--pdf", XDG_CACHE_HOME=cache)
    assert (ran.status, ran.err) == (0, "")
    shutil.copytree(folder, copy / "actes")
    shutil.copytree(cache, copy / "cache")
    return folder, copy


@pytest.fixture
def printed(printed_once: tuple[Path, Path], cache: str) -> Path:
    """That workspace as it was, where it was: LibreOffice has nothing to make again in it."""
    folder, copy = printed_once
    for name, place in (("actes", folder), ("cache", Path(cache))):
        shutil.rmtree(place)
        shutil.copytree(copy / name, place)
    return folder


def pdf(folder: Path, name: str = "decision") -> Path:
    return document(folder, name).with_suffix(".pdf")


def wrong_lengths(data: bytes) -> list[str]:
    """The streams of a PDF that do not end where their /Length says.

    The judge is not believed: most wrong ones pass, and a last byte 0x0D is to it a part of the end of line; so ends,
    in some seconds of some hours, the profile of colours in which LibreOffice writes the time.
    """
    streams, numbers = list(STREAM.finditer(data)), dict(NUMBER.findall(data))
    assert len(streams) == len(re.findall(rb"[\r\n]endstream\b", data)) > 0
    ends = [found.end() + int(numbers[found[1]] if found[2] else found[1]) for found in streams]
    return [f"a wrong /Length before byte {end}" for end in ends if not re.match(rb"\r?\nendstream\b", data[end:])]


def faults(path: Path) -> list[str]:
    """What the two norms refuse in a PDF."""
    reports = [page.validate_pdf(path, profile=profile) for profile in PROFILES]
    assert all(report.rules.total > 10 for report in reports)
    failures = [failure for report in reports for failure in report.failures]
    return [str(failure) for failure in failures if failure.rule_id != LENGTH] + wrong_lengths(path.read_bytes())


def faults_of_all(folder: Path, cache: str, *arguments: str) -> list[str]:
    """What is refused in the PDFs that are made in a folder."""
    ran = run(folder, "render", *arguments, "--pdf", XDG_CACHE_HOME=cache)
    assert (ran.status, ran.err) == (0, "")
    made = sorted((folder / "sortie").glob("*/*.pdf"))
    assert len(made) == len(list((folder / "sortie").glob("*/*.docx"))) > 0
    return [f"{path.name}: {fault}" for path in made for fault in faults(path)]


@needs_office
def test_three_documents_are_pdf_a_and_pdf_ua(printed: Path) -> None:
    assert [fault for name in DOCUMENTS for fault in faults(pdf(printed, name))] == []


@needs_office
@pytest.mark.parametrize("name", sorted(p.name for p in WORKSPACES.iterdir() if (p / "registry").is_dir()))
def test_acts_of_other_bodies_are_pdf_a_and_pdf_ua(name: str, tmp_path: Path, cache: str) -> None:
    shutil.copytree(WORKSPACES / name / "registry", tmp_path / "registry")
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    assert faults_of_all(tmp_path, cache, "--all") == []


def test_the_judge_refuses_an_ordinary_pdf() -> None:
    ordinary = sorted((ROOT / "tests" / "reading" / "fixtures").glob("*.pdf"))
    assert ordinary
    assert all(page.validate_pdf(path, profile=profile).failures for path in ordinary for profile in PROFILES)


def pdf_with(stream: bytes, length: int) -> bytes:
    """The least PDF that has this stream, and says so long a one."""
    bodies = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[]/Count 0>>",
        b"%d" % length,
        (b"<</Length 3 0 R>>\nstream\n" + stream + b"\nendstream"),
    )
    written, places = b"%PDF-1.7\n", []
    for rank, body in enumerate(bodies, 1):
        places.append(b"%010d 00000 n \n" % len(written))
        written += b"%d 0 obj\n%b\nendobj\n" % (rank, body)
    trailer = b"trailer\n<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(written)
    return b"".join([written, b"xref\n0 5\n0000000000 65535 f \n", *places, trailer])


@pytest.mark.parametrize("stream", [b"words\r", b"words", b"words\n"])
def test_the_lengths_of_streams(stream: bytes, tmp_path: Path) -> None:
    """The judge refuses the first, which is right, and passes most that are not: its word on them is not taken."""
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf_with(stream, len(stream)))
    refused = {failure.rule_id for failure in page.validate_pdf(path, profile=PROFILES[0]).failures}
    assert (LENGTH in refused) == stream.endswith(b"\r"), "the judge was mended: take its word again"
    assert not any("ength" in fault for fault in faults(path))
    for wrong in (-1, -2, 1, 2, 9)[stream.endswith(b"\r") :]:  # a byte less of the first: its line ends by CR LF
        path.write_bytes(pdf_with(stream, len(stream) + wrong))
        assert any("wrong /Length" in fault for fault in faults(path))


@needs_office
def test_a_document_that_has_not_changed_is_not_converted_again(printed: Path, cache: str) -> None:
    before = pdf(printed).read_bytes()
    nowhere = {"ACTES_SOFFICE": "nowhere", "XDG_CACHE_HOME": cache}  # it would say that LibreOffice is not there
    ran = run(printed, "render", ACT, "--pdf", **nowhere)
    assert (ran.status, ran.err, ran.out.count("pdf : inchangé")) == (0, "", 3)
    entry = printed / "registry" / "2025" / f"{ACT}.yaml"
    entry.write_text(entry.read_text("utf-8").replace("De dire que", "De préciser que", 1), "utf-8")
    ran = run(printed, "render", ACT, "--pdf", XDG_CACHE_HOME=cache)
    assert (ran.status, ran.out.count("pdf : inchangé"), pdf(printed).read_bytes() == before) == (0, 2, False)


@needs_office
def test_a_pdf_that_a_person_signed_is_kept(printed: Path, cache: str) -> None:
    signed = pdf(printed).read_bytes() + b"% signed"
    pdf(printed).write_bytes(signed)
    ran = run(printed, "render", ACT, "--pdf", XDG_CACHE_HOME=cache)
    assert (ran.status, "decision.pdf : gardé tel quel" in ran.out) == (1, True)
    assert pdf(printed).read_bytes() == signed
    ran = run(printed, "render", ACT, "--pdf", "--force", XDG_CACHE_HOME=cache)
    assert (ran.status, "votre version est gardée" in ran.out) == (0, True)
    assert signed in [path.read_bytes() for path in pdf(printed).parent.glob("*.pdf")]


@needs_office
def test_a_pdf_of_another_version_is_made_again(printed: Path, cache: str) -> None:
    """Even one that somebody changed, which goes beside; and that of a document kept as edited."""
    stamped = pdf(printed).read_bytes() + b"% stamped"
    pdf(printed).write_bytes(stamped)
    os.utime(pdf(printed), (1_000_000_000, 1_000_000_000))
    edit(document(printed), "Flux", "Fluxo")
    ran = run(printed, "render", ACT, "--pdf", XDG_CACHE_HOME=cache)
    assert (ran.status, "decision.docx : gardé tel quel" in ran.out) == (1, True)
    assert pdf(printed).with_name(f"{ACT}-decision (modifié 1).pdf").read_bytes() == stamped
    assert "Fluxo" in "".join(block.text for block in read_file(pdf(printed)).document.blocks)


@needs_office
def test_a_forged_pdf_is_made_again(printed: Path, cache: str, tmp_path: Path) -> None:
    """A folder that somebody hands over says that its PDF is of its document: it is not taken at its word."""
    true = pdf(printed).read_bytes()
    forged = pdf(printed, "convention").read_bytes()
    for path in (pdf(printed), *(printed / ".actes").rglob(pdf(printed).name)):
        path.write_bytes(forged)
    ran = run(printed, "render", ACT, "--pdf", XDG_CACHE_HOME=str(tmp_path / "of another user"))
    assert ran.status == 0, ran.err
    assert read_file(pdf(printed)).document.words() != read_bytes(forged, "x.pdf").document.words()
    assert len(true) > 1000


@needs_office
def test_two_conversions_at_once_both_succeed(workspace: Path, tmp_path: Path, cache: str) -> None:
    other = Path(shutil.copytree(workspace, tmp_path / "autre"))
    env = os.environ | {"PYTHONPATH": str(ROOT / "src"), "XDG_CACHE_HOME": cache}
    command = [sys.executable, "-m", "actes", "render", ACT, "--pdf"]
    runs = [subprocess.Popen(command, cwd=folder, env=env, stdout=subprocess.DEVNULL) for folder in (workspace, other)]
    assert [one.wait(120) for one in runs] == [0, 0]
    assert faults(pdf(other)) == []


def test_without_libreoffice_the_documents_are_written(workspace: Path) -> None:
    ran = run(workspace, "render", ACT, "--pdf", ACTES_SOFFICE="nowhere")
    assert (ran.status, document(workspace).is_file(), pdf(workspace).exists()) == (1, True, False)
    assert ran.err.startswith("PDF101 libreoffice-absent")
    assert "winget install" in ran.err
    assert "apt install libreoffice-writer" in ran.err


def office(folder: Path, script: str) -> Path:
    program = folder / "soffice"
    program.write_text(f"#!{sys.executable}\n{script}", "utf-8")
    program.chmod(0o755)
    return program


@posix
def test_a_program_that_leaves_no_file(workspace: Path, tmp_path: Path) -> None:
    program = office(tmp_path, "")
    ran = run(workspace, "render", ACT, "--pdf", ACTES_SOFFICE=str(program), XDG_CACHE_HOME=str(tmp_path / "c"))
    assert (ran.status, ran.err.count("PDF104 conversion-impossible")) == (1, 3)


def ended(process: int) -> bool:
    """Whether it ends within ten seconds; on Linux, one that ended and that nobody waits for stays, as « Z »."""
    stat = Path(f"/proc/{process}/stat")
    for _ in range(100):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        if stat.exists() and stat.read_text("utf-8").rpartition(")")[2].split()[0] == "Z":
            return True
        time.sleep(0.1)
    return False


@posix
def test_a_program_that_never_ends_is_stopped_with_what_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    child = tmp_path / "child"
    script = f"""
import pathlib, subprocess, sys, time
started = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
pathlib.Path({str(child)!r}).write_text(str(started.pid))
time.sleep(60)
"""
    monkeypatch.setattr(convert, "START", 4)
    monkeypatch.setattr(convert, "EACH", 0)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "c"))
    source = tmp_path / "a.docx"
    source.write_bytes(b"PK")
    with pytest.raises(CannotGoOn, match="n'avait pas fini au bout de 4 secondes"):
        list(convert.converted(office(tmp_path, script), [source]))
    assert ended(int(child.read_text("utf-8")))


@posix
def test_a_damaged_profile_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "c"))
    profile = tmp_path / "c" / "actes" / "libreoffice"
    profile.mkdir(parents=True)
    (profile / "damaged").touch()
    script = f"""
import pathlib, sys
if not pathlib.Path({str(profile / "damaged")!r}).exists():
    pathlib.Path(sys.argv[-1]).with_suffix(".pdf").write_bytes(b"%PDF-1.7")
"""
    source = tmp_path / "a.docx"
    source.write_bytes(b"PK")
    assert [data for _, data in convert.converted(office(tmp_path, script), [source])] == [b"%PDF-1.7"]
