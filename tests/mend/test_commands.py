"""`actes check --fix`, `actes accept`, `actes undo`, as a person runs them."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import docx

from edges.runner import Ran, run
from mend.conftest import ACT, entry


def actes(registry: Path, *arguments: str, typed: str = "") -> Ran:
    return run(registry.parent, *arguments, typed=typed)


def test_corrections_are_shown_and_asked_one_by_one(registry: Path) -> None:
    before = entry(registry).read_text("utf-8")
    ran = actes(registry, "vérifier", ACT, "--corriger", typed="o\nnon\npeut-être\noui\nt\n")
    said = ran.out.replace("\xa0", " ")
    assert "Décision, visas : FOR103 article-de-code-mal-ecrit\nregistry/2025/DEC2025-453.yaml, ligne " in said
    assert "  - … Collectivités Territoriales notamment son article L 5211-10 ;" in said
    assert "  + … Collectivités Territoriales notamment son article L. 5211-10 ;" in said
    assert "répondez o, n, t ou a" in said
    after = entry(registry).read_text("utf-8")
    assert "L. 5211-10" in after
    assert "1 janvier 2024" in after, "refused"
    assert sum(a != b for a, b in zip(before.split("\n"), after.split("\n"), strict=True)) > 2
    assert "corrections écrites dans registry/2025/DEC2025-453.yaml ; reste : À corriger" in said
    undone = actes(registry, "annuler")
    assert undone.status == 0
    told = "Annulé : DEC2025-453 : Visas et considérants : 1 : vu : « L 5211-10 » → « L. 5211-10 »"
    assert told in undone.out.replace("\xa0", " ")
    assert entry(registry).read_text("utf-8") == before


def test_who_stops_keeps_what_was_accepted_and_who_interrupts_writes_nothing(registry: Path) -> None:
    before = entry(registry).read_text("utf-8")
    ran = actes(registry, "check", ACT, "--fix", typed="o\n")  # then nobody answers
    assert ran.status == 2
    assert f"{ACT} : rien n'a été écrit" in ran.err
    assert entry(registry).read_text("utf-8") == before
    ran = actes(registry, "check", ACT, "--fix", typed="o\na\n")
    assert "1 correction écrite" in ran.out
    assert "L. 5211-10" in entry(registry).read_text("utf-8")


def test_all_at_once(registry: Path) -> None:
    ran = actes(registry, "check", ACT, "--fix", "--oui", "--court")
    assert "Corriger ?" not in ran.out
    assert "à voir une par une avec --fix" not in ran.out
    assert "corrections écrites" in ran.out
    again = actes(registry, "check", ACT, "--fix", "--oui", "--court")
    assert "correction" not in again.out, "there is nothing left to correct"


def test_the_check_says_what_it_could_correct(registry: Path) -> None:
    said = actes(registry, "check", ACT, "--court").out.replace("\xa0", " ")
    assert re.search(r"\n\nCorrections certaines : \d+, à voir une par une avec --fix\n", said)


def test_the_status_is_that_of_what_is_left(registry: Path) -> None:
    assert actes(registry, "check", ACT, "--fix", "--oui").status == actes(registry, "check", ACT).status == 1


def test_options_that_need_one_another(registry: Path) -> None:
    assert "--yes et --force ne servent qu'avec --fix" in actes(registry, "check", "--yes").err
    assert "sans --format json" in actes(registry, "check", ACT, "--fix", "--format", "json").err


def test_a_signed_entry_is_not_corrected(registry: Path) -> None:
    text = entry(registry).read_text("utf-8") + "signature: {date: 2025-05-12}\n"
    entry(registry).write_text(text, "utf-8")
    ran = actes(registry, "check", ACT, "--fix", "--yes")
    assert f"{ACT} est signé" in ran.err
    assert entry(registry).read_text("utf-8") == text
    assert "corrections écrites" in actes(registry, "check", ACT, "--fix", "--yes", "--force").out


def word(folder: Path) -> Path:
    made = docx.Document()
    for text in ("DECIDE", "Article 1 : La convention court du 01 janvier 2025 au 31 décembre 2026.", "Fait à Laval"):
        made.add_paragraph(text)
    path = folder / "decision.docx"
    made.save(str(path))
    return path


def test_a_word_file_gets_tracked_changes_in_a_copy(tmp_path: Path) -> None:
    path = word(tmp_path)
    before = path.read_bytes()
    ran = run(tmp_path, "check", path.name, "--fix", typed="n\no\n")
    said = ran.out.replace("\xa0", " ")
    assert "  - Article 1 : La convention court du 01 janvier 2025 au 31 décembre 2026." in said
    assert "  + Article 1 : La convention court du 1er janvier 2025 au 31 décembre 2026." in said
    assert path.read_bytes() == before
    with zipfile.ZipFile(tmp_path / "decision-corrigee.docx") as file:
        body = file.read("word/document.xml").decode("utf-8")
    assert 'w:author="actes"' in body
    assert body.count("<w:ins ") == body.count("<w:del ") == 1
    assert "DECIDE" in body, "refused"
    again = run(tmp_path, "check", ".")
    assert "decision-corrigee" not in again.out, "a copy is no act of its own"


def test_words_that_stay_keep_their_look(tmp_path: Path) -> None:
    made = docx.Document()
    paragraph = made.add_paragraph("Article 1 : Le prix est de ")
    paragraph.add_run("1 1").bold = True
    paragraph.add_run("73,00 € HT, soit ")
    paragraph.add_run("977,50 €").italic = True
    paragraph.add_run(" TTC, dû à le comptable.")
    path = tmp_path / "decision.docx"
    made.save(str(path))
    run(tmp_path, "check", path.name, "--fix", "--yes")
    with zipfile.ZipFile(tmp_path / "decision-corrigee.docx") as file:
        (tmp_path / "accepted.docx").write_bytes(accepted(file))
    (after,) = docx.Document(str(tmp_path / "accepted.docx")).paragraphs
    assert (
        after.text.replace("\xa0", " ")
        == "Article 1 : Le prix est de 977,50 € HT, soit 1 173,00 € TTC, dû au comptable."
    )
    looks = {run.text.replace("\xa0", " ").strip(): (run.bold, run.italic) for run in after.runs}
    assert looks["977,50 €"] == (True, None)
    assert looks["1 173,00 €"] == (None, True)
    assert not any(bold or italic for text, (bold, italic) in looks.items() if "€" not in text)


def accepted(file: zipfile.ZipFile) -> bytes:
    """The file once Word has accepted every change."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name in file.namelist():
            data = file.read(name)
            if name == "word/document.xml":
                data = re.sub(rb"<w:del .*?</w:del>", b"", data, flags=re.DOTALL)
                data = re.sub(rb"</?w:ins\b[^>]*>", b"", data)
            made.writestr(name, data)
    return out.getvalue()


def test_a_copy_that_a_person_went_on_with_is_kept(tmp_path: Path) -> None:
    path = word(tmp_path)
    run(tmp_path, "check", path.name, "--fix", "--yes")
    copy = tmp_path / "decision-corrigee.docx"
    edited = docx.Document(str(copy))
    edited.paragraphs[-1].add_run(", le 3 mars 2025")
    edited.save(str(copy))
    mine = copy.read_bytes()
    ran = run(tmp_path, "check", path.name, "--fix", "--yes")
    assert ran.status == 1
    assert copy.read_bytes() == mine


def test_other_files_are_said(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Article 1 : La décision court du 01 janvier 2025.\n", "utf-8")
    ran = run(tmp_path, "check", "a.txt", "--fix", "--yes")
    assert "seul un fichier Word (.docx) peut être corrigé" in ran.err


def test_a_finding_is_accepted(registry: Path) -> None:
    before = entry(registry).read_text("utf-8")
    ran = actes(registry, "accepter", ACT, "per101", "--motif", "le service a commencé avant", "--par", "C. Charriaud")
    assert ran.status == 0, ran.err
    assert "écart accepté, PER101 date-contradictoire" in ran.out
    assert "regle: date-contradictoire" in entry(registry).read_text("utf-8")
    twice = actes(registry, "accept", ACT, "per101", "--motif", "le service a commencé avant", "--par", "C. Charriaud")
    assert twice.status == 1
    assert "ne relève pas « per101 »" in twice.err
    assert actes(registry, "undo").status == 0
    assert entry(registry).read_text("utf-8") == before


def test_several_findings_ask_which(registry: Path) -> None:
    ran = actes(registry, "accept", ACT, "nom-ecrit-de-deux-facons", "--motif", "voulu", "--par", "C. Charriaud")
    assert ran.status == 1
    assert "dites laquelle avec --where : decision, " in ran.err
    ran = actes(registry, "accept", ACT, "NOM101", "--endroit", "objet", "--motif", "voulu", "--par", "C. Charriaud")
    assert ran.status == 0, ran.err
    assert "endroit: " in entry(registry).read_text("utf-8")


def test_what_the_register_as_a_whole_finds_is_accepted_too(registry: Path) -> None:
    text = (registry / "2022" / "DEC2022-054.yaml").read_text("utf-8")
    twin = registry / "2022" / "DEC2022-54.yaml"
    twin.write_text(text.replace("numero: 2022-054", "numero: 2022-54"), "utf-8")
    ran = actes(registry, "accept", "DEC2022-54", "SER101", "--motif", "double à annuler", "--par", "C. Charriaud")
    assert ran.status == 0, ran.err
    said = actes(registry, "check", "--court").out.replace("\xa0", " ")
    assert "Accepté  fiche, « numero » : DEC2022-54 porte le même numéro que DEC2022-054 (SER101)" in said
