"""`actes check`, `explain`, and what `render` says and refuses of it, as a person runs them."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from actes.tasks.folders import files_of
from edges.runner import ACT, ROOT, Ran

Run = Callable[..., Ran]
OTHERS = ROOT / "tests" / "fixtures" / "workspaces"
SOUND = "DEC2025-012"  # an act of tests/fixtures in which the check finds no error
BAD = "Article 1 : D'approuver la convention.\n\nArticle 2 : Les sommes suivent l'article 9.\n"
GOOD = "Article 1 : D'approuver la convention.\n\nArticle 2 : Les sommes suivent l'article 1.\n"


@pytest.fixture
def sound(workspace: Path) -> Path:
    shutil.rmtree(workspace / "registry")
    shutil.copytree(OTHERS / "epci" / "registry", workspace / "registry")
    return workspace


def test_the_signed_act_has_errors_and_says_where(workspace: Path, actes: Run) -> None:
    """The verdict, one line a finding, worst first, then the details."""
    ran = actes(workspace, "check", ACT)
    assert ran.status == 1
    head, detail = ran.out.replace("\u00a0", " ").split("\nLe détail\n\n")
    name, rule, _, verdict, _, *lines = head.splitlines()
    assert (name, set(rule)) == (ACT, {"="})
    assert verdict.startswith("Relevé dans un acte signé : 3 · À relire : ")
    assert lines[0].startswith(
        "Erreur   Décision, article 2 : 977,50 € HT et 1 173,00 € TTC sont les montants d’une année"
    )
    assert [line[:8].strip() for line in lines] == sorted(
        (line[:8].strip() for line in lines), key=["Erreur", "À relire", "Conseil"].index
    )
    weighty = [line[-7:-4] for line in lines if line.startswith("À relire")]
    assert weighty[:3] == ["AUT", "CHR", "CHR"]
    assert weighty.index("MNT") < weighty.index("CHN") < weighty.index("ADR")
    assert "Convention, article 1er, 1er alinéa : registry/2025/DEC2025-453.yaml:" in detail
    assert "PER101 date-contradictoire" in detail
    assert "Source : usage" not in ran.out
    assert "Source : CGCT" in detail


@pytest.mark.parametrize(
    ("foot", "signed"),
    [("", False), ("\n\nReçu en préfecture le 8 janvier 2024\n", True), ("Signé : ", True)],
)
def test_a_file_that_was_signed_is_told_so(foot: str, signed: bool, tmp_path: Path, actes: Run) -> None:
    """Dated, and sent or marked as signed; a date alone stands in many drafts."""
    name = f"\n\nLe maire,\n\n{foot}Claire Dumas\n" if "Signé" in foot else f"\n\nLe maire,\n\nClaire Dumas{foot}"
    text = f"DÉCISION N° 2024-11\n\nDÉCIDE\n\n{BAD}\nFait à Murat, le 4 janvier 2024{name}"
    (tmp_path / "a.txt").write_text(text, "utf-8")
    told = actes(tmp_path, "check", "a.txt").out
    assert ("Relevé dans un acte signé : 1" in told, "À corriger avant signature : 1" in told) == (signed, not signed)


def test_in_brief_there_are_no_details(workspace: Path, actes: Run) -> None:
    short, long = (actes(workspace, "check", ACT, *option).out for option in (["--court"], []))
    lines, _, _ = short.partition("\nCorrections certaines")
    assert long.startswith(lines.rstrip())
    assert "Le détail" not in short
    assert short == actes(workspace, "check", ACT, "--brief").out


def test_a_sound_act_exits_0(sound: Path, actes: Run) -> None:
    ran = actes(sound, "verifier", SOUND)
    assert (ran.status, "Erreur : " in ran.out) == (0, False), ran.out


def test_the_whole_register(workspace: Path, actes: Run) -> None:
    ran = actes(workspace, "check")
    assert ran.status == 1
    assert ran.out.startswith(f"{ACT}\n")


def test_json_is_utf8_whatever_the_screen(workspace: Path, actes: Run) -> None:
    ran = actes(workspace, "check", "--format", "json", ACT, encoding="cp850")
    said = json.loads(ran.out.encode("cp850").decode("utf-8"))
    assert said["summary"]["verdict"] == "a-corriger"
    period = next(f for f in said["findings"] if f["code"] == "PER101")
    assert "dispositif «\u00a0Flux Vision Tourisme\u00a0»" in period["excerpt"]


def test_files_are_acts_of_their_own(workspace: Path, actes: Run) -> None:
    (workspace / "bon.txt").write_text(GOOD, "utf-8")
    (workspace / "mauvais.txt").write_text(BAD, "utf-8")
    ran = actes(workspace, "check", "bon.txt", "mauvais.txt")
    assert ran.status == 1
    assert "REF101 renvoi-faux" in ran.out
    assert ran.out.startswith("mauvais.txt\n=")
    assert "Rien relevé dans bon.txt (" in ran.out
    assert actes(workspace, "check", "bon.txt").status == 0


def test_a_file_that_is_not_there(workspace: Path, actes: Run) -> None:
    (workspace / "bon.txt").write_text(GOOD, "utf-8")
    ran = actes(workspace, "check", "absent.docx", "bon.txt")
    assert (ran.status, "absent.docx : LEC100 fichier-introuvable" in ran.out, "bon.txt" in ran.out) == (2, True, True)


def test_each_document_of_a_folder_is_read_once(workspace: Path, actes: Run) -> None:
    folder = workspace / "recu"
    folder.mkdir()
    for name in ("acte.txt", "acte (modifié 1).txt", "acte-annotee.txt", "~$acte.txt", "annexe.pdf"):
        (folder / name).write_text(GOOD, "utf-8")
    for suffix in (".docx", ".pdf"):
        shutil.copy(ROOT / "tests" / "reading" / "fixtures" / f"convention{suffix}", folder)
    assert [path.name for path in files_of(folder)[0]] == ["acte.txt", "annexe.pdf", "convention.docx"]


def test_a_rule_is_explained_by_code_and_by_name(workspace: Path, actes: Run) -> None:
    by_code, by_name = actes(workspace, "explain", "ref101"), actes(workspace, "expliquer", "article-absent")
    assert by_code.out == by_name.out
    assert "Mauvais : " in by_code.out
    unknown = actes(workspace, "explain", "renvoi-fau")
    assert (unknown.status, "renvoi-faux" in unknown.err) == (2, True)


def test_render_says_the_verdict_in_brief(workspace: Path, actes: Run) -> None:
    ran = actes(workspace, "render", ACT)
    assert ran.status == 0
    assert "Vérification : Relevé dans un acte signé : " in ran.out
    assert f"actes check {ACT}" in ran.out


def not_sent(folder: Path) -> None:
    """The act before it went to the préfecture: it can still be corrected."""
    entry = folder / "registry" / "2025" / f"{ACT}.yaml"
    text = entry.read_text("utf-8")
    entry.write_text(text[: text.index("suivi:")], "utf-8")


def test_final_is_refused_while_an_error_stands(workspace: Path, actes: Run) -> None:
    not_sent(workspace)
    ran = actes(workspace, "render", ACT, "--final")
    assert (ran.status, "REG411" in ran.err) == (1, True)
    assert not (workspace / "sortie").exists()


BLANKS = {
    "confirmed": ("DEC2025-012.yaml", "Maître Rose Tellier", "[À COMPLÉTER : l'avocat]"),
    "in a formula": ("collectivite.yaml", "Fait à {{ lieu }}", "Fait à [ ]"),
    "in the foot": ("collectivite.yaml", "{{ type | majuscule }} {{ numero }} –", "{{ numero }} [À COMPLÉTER]"),
    "dots": ("DEC2025-012.yaml", "Maître Rose Tellier", "Maître ………"),
    "a lone ellipsis": ("DEC2025-012.yaml", "au barreau de Limoges", "au barreau de …"),
    "XX": ("DEC2025-012.yaml", "Maître Rose Tellier", "Maître XX"),
}


@pytest.mark.parametrize("blank", BLANKS)
def test_no_final_document_holds_a_blank(blank: str, sound: Path, actes: Run) -> None:
    """Wherever it comes from, and whatever is confirmed."""
    file, old, new = BLANKS[blank]
    (path,) = (sound / "registry").rglob(file)
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    entry = sound / "registry" / "2025" / "DEC2025-012.yaml"
    line = "{champ: 'articles[1].texte', motif: repris, valeur: '[À COMPLÉTER]', confirme: oui}"
    entry.write_text(entry.read_text("utf-8") + f"a_confirmer:\n  - {line}\n", "utf-8")
    final = actes(sound, "render", SOUND, "--final")
    assert (final.status, "REG411 acte-a-corriger" in final.err, (sound / "sortie").exists()) == (1, True, False)
    assert "RES101" in actes(sound, "check", SOUND).out


def test_a_blank_that_the_template_brings_is_refused(sound: Path, actes: Run) -> None:
    template = sound / "templates" / "decision.docx"
    file = docx.Document(str(template))
    file.sections[0].footer.add_paragraph("Affaire suivie par : [À COMPLÉTER]")
    file.save(str(template))
    assert actes(sound, "render", SOUND).status == 0
    final = actes(sound, "render", SOUND, "--final", "--force")
    assert (final.status, "MOD206 modele-a-completer" in final.err) == (1, True)
    assert "pied de page" in final.err


def test_final_drops_the_mark_of_a_draft(sound: Path, actes: Run) -> None:
    draft = actes(sound, "render", SOUND)
    drafts = {p.name: p.read_bytes() for p in (sound / "sortie").rglob("*.docx")}
    final = actes(sound, "render", SOUND, "--final")
    assert (draft.status, final.status) == (0, 0), final.err
    assert drafts
    for path in (sound / "sortie").rglob("*.docx"):
        assert b"PROJET" in drafts[path.name]
        assert b"PROJET" not in path.read_bytes()
