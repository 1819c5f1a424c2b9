"""`actes import` as a person runs it: nothing lost, nothing twice, undone, gone on with after an interruption."""

import hashlib
import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from actes.reading import read_file
from actes.registry.load import load_register
from edges.runner import ACT, ROOT, Ran, copied, run
from importing.test_gathering import CONVENTION, DECISION, ONE, RECEIPT, TWO, titled
from importing.word import word_file
from layout.packages import replaced
from reading.hostile import one_page

Run = Callable[..., Ran]
READ = ROOT / "tests" / "reading" / "fixtures"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """Ours, with its acts."""
    return copied(tmp_path / "actes")


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """A workspace whose register has no act yet, beside a folder of acts."""
    workspace = tmp_path / "Mes actes d'été"
    (workspace / "registry").mkdir(parents=True)
    shutil.copytree(ROOT / "templates", workspace / "templates")
    shutil.copy(ROOT / "registry" / "collectivite.yaml", workspace / "registry")
    folder = tmp_path / "Actes 2025"
    folder.mkdir()
    for name, text in {
        "2025-012 décision.txt": DECISION.format(**titled("2025-012"), **ONE),
        "2025-012 convention.txt": CONVENTION.format(**ONE),
        "2025-013.txt": DECISION.format(**titled("2025-013"), **TWO),
    }.items():
        (folder / name).write_text(text, "utf-8")
    return workspace


def entries(workspace: Path) -> dict[str, bytes]:
    paths = sorted((workspace / "registry").rglob("*.yaml"))
    return {path.relative_to(workspace).as_posix(): path.read_bytes() for path in paths}


def taken(workspace: Path, *more: str) -> dict[str, object]:
    ran = run(workspace, "import", *(more or ("../Actes 2025",)), "--format", "json")
    assert ran.err == ""
    found: dict[str, object] = json.loads(ran.out)
    return found


def test_a_folder_becomes_entries_that_say_where_they_come_from(empty: Path) -> None:
    before = {path: path.read_bytes() for path in (empty.parent / "Actes 2025").iterdir()}
    ran = run(empty, "import", "../Actes 2025")
    assert (ran.status, ran.err) == (0, "")
    assert (
        "DEC2025-012 : repris\n  Lu dans : Actes 2025/2025-012 décision.txt, Actes 2025/2025-012 convention.txt"
        in ran.out
    )
    assert "2 actes : 2 repris\n" in ran.out
    loaded = load_register(empty / "registry")
    assert loaded.register is not None
    assert loaded.findings == ()
    origine = loaded.register.actes["DEC2025-012"].origine
    assert [one.fichier for one in origine] == [
        "Actes 2025/2025-012 décision.txt",
        "Actes 2025/2025-012 convention.txt",
    ]
    assert {len(one.empreinte) for one in origine} == {64}
    assert {path: path.read_bytes() for path in before} == before


def test_what_is_pending_in_word_is_told_and_is_to_confirm(empty: Path) -> None:
    """A check says it of the same file; the entry holds the text as if every change were accepted."""
    convention = empty.parent / "Actes 2025" / "2025-012 convention.txt"
    pending = (
        '<w:t>1 240,00 €</w:t></w:r><w:ins w:id="9" w:author="A"><w:r><w:t>charges comprises</w:t></w:r></w:ins>'
        '<w:del w:id="8" w:author="A"><w:r><w:delText>hors charges</w:delText></w:r></w:del>'
    )
    typed = word_file([convention.read_text("utf-8").replace("1 240,00 €", "**1 240,00 €**")])
    data = replaced(typed, "<w:t>1 240,00 €</w:t></w:r>", pending)
    convention.unlink()
    convention.with_suffix(".docx").write_bytes(data)
    ran = run(empty, "import", "../Actes 2025")
    assert "convention – « Actes 2025/2025-012 convention.docx » : le suivi des modifications" in ran.out
    asked = load_register(empty / "registry").holding().actes["DEC2025-012"].a_confirmer
    said = [one.motif for one in asked if one.champ == "convention"]
    assert [any(words in one for one in said) for words in ("« charges comprises »", "« hors charges »")] == [True] * 2


def test_a_second_run_takes_only_what_is_new(empty: Path) -> None:
    taken(empty)
    first = entries(empty)
    (empty.parent / "Actes 2025" / "2025-014.txt").write_text(DECISION.format(**titled("2025-014"), **TWO), "utf-8")
    assert taken(empty)["summary"] == {"repris": 1, "complete": 0, "deja": 2, "garde": 0, "refuse": 0}
    assert entries(empty).items() > first.items()


def test_what_somebody_corrected_is_kept_and_told(empty: Path) -> None:
    """Imported, corrected by hand, one file more, imported again: the report says which is which."""
    taken(empty)
    acts, entry = empty.parent / "Actes 2025", empty / "registry" / "2025" / "DEC2025-012.yaml"
    corrected = entry.read_text("utf-8").replace("\narticles:", "\n# relu\narticles:", 1)
    assert corrected != entry.read_text("utf-8")
    entry.write_text(corrected, "utf-8")
    (acts / "2025-014.txt").write_text(DECISION.format(**titled("2025-014"), **TWO), "utf-8")
    ran = run(empty, "import", "../Actes 2025")
    assert "DEC2025-012 : déjà repris de ces fichiers ; sa fiche, modifiée depuis, reste telle quelle\n" in ran.out
    assert "DEC2025-013 : déjà repris de ces fichiers\n" in ran.out
    assert "DEC2025-014 : repris\n" in ran.out
    assert "Fiches modifiées depuis leur reprise, et laissées telles quelles : DEC2025-012\n" in ran.out
    assert entry.read_text("utf-8") == corrected


def test_a_word_file_that_changed_since_is_told_with_what_to_do(empty: Path) -> None:
    """Its entry is left; where nobody edited it, it goes and comes back from the file."""
    taken(empty)
    file, entry = empty.parent / "Actes 2025" / "2025-013.txt", empty / "registry" / "2025" / "DEC2025-013.yaml"
    file.write_text(file.read_text("utf-8").replace("DÉCIDE", "DÉCIDE\n\nArticle préalable : de relire ;", 1), "utf-8")
    before = entries(empty)
    ran = run(empty, "import", "../Actes 2025")
    assert "DEC2025-013 : gardé tel quel : il a déjà une fiche\n" in ran.out
    said = "Fichier nouveau ou changé depuis la reprise : Actes 2025/2025-013.txt. "
    assert f"{said}La fiche n'a pas été modifiée : pour la refaire, effacez registry/2025/DEC2025-013.yaml" in ran.out
    assert entries(empty) == before
    entry.write_text(f"{entry.read_text('utf-8')}# relu\n", "utf-8")
    assert f"{said}La fiche a été modifiée aussi" in run(empty, "import", "../Actes 2025").out
    entry.unlink()
    assert "DEC2025-013 : repris\n" in run(empty, "import", "../Actes 2025").out
    assert "de relire" in entry.read_text("utf-8")


def test_files_that_moved_or_whose_number_was_put_right_are_not_taken_twice(empty: Path) -> None:
    taken(empty)
    acts, entry = empty.parent / "Actes 2025", empty / "registry" / "2025" / "DEC2025-013.yaml"
    (acts / "2025-013.txt").rename(acts / "forêt, version signée.txt")
    entry.with_name("DEC2025-031.yaml").write_text(
        entry.read_text("utf-8").replace("numero: 2025-013", "numero: 2025-031"), "utf-8"
    )
    entry.unlink()
    before = entries(empty)
    assert taken(empty)["summary"] == {"repris": 0, "complete": 0, "deja": 2, "garde": 0, "refuse": 0}
    assert entries(empty) == before


def test_a_file_that_is_open_is_read_and_told(empty: Path) -> None:
    acts = empty.parent / "Actes 2025"
    (acts / "2025-014.docx").write_bytes(word_file([DECISION.format(**titled("2025-014"), **TWO)]))
    (acts / "~$25-014.docx").write_bytes(b"\x05marie")
    ran = run(empty, "import", "../Actes 2025")
    assert "DEC2025-014 : repris\n" in ran.out
    assert "Lus tels qu'ils sont enregistrés (1)\n  Actes 2025/2025-014.docx : il est ouvert dans Word" in ran.out


def test_of_two_versions_the_one_that_is_left_is_told(empty: Path) -> None:
    acts = empty.parent / "Actes 2025"
    text = DECISION.format(**titled("2025-014"), **TWO)
    (acts / "2025-014 corrigée.docx").write_bytes(word_file([text]))
    (acts / "2025-014.docx").write_bytes(word_file([text.replace("1er mars", "15 mars")]))
    (acts / "2025-014.txt").write_text(text, "utf-8")
    ran = run(empty, "import", "../Actes 2025")
    told = "Actes 2025/2025-014 corrigée.docx"
    assert f"Actes 2025/2025-014.docx : c'est une autre version de {told}, qui est lu – comparez-les" in ran.out
    assert f"Actes 2025/2025-014.txt : c'est le même document que {told}\n" in ran.out


def test_an_act_that_was_signed_is_told_how_to_be_produced(empty: Path) -> None:
    """Without « PROJET », right or wrong, since its files say that it was signed; with it, until a day is known."""
    acts = empty.parent / "Actes 2025"
    text = DECISION.format(**titled("2025-014"), **TWO)
    (acts / "2025-014.txt").write_text(text.replace("1er mars", "31 février"), "utf-8")
    (acts / "2025-015.txt").write_text(
        text.replace("2025-014", "2025-015").replace(", le 5 janvier 2025", ", le"), "utf-8"
    )
    told = run(empty, "import", "../Actes 2025").out
    assert "actes render DEC2025-012 --final   # un acte signé, sans la mention « PROJET »" in told
    assert "actes suivre DEC2025-015 --signe JOUR   # sans date lue, c'est un projet : DEC2025-015\n" in told
    draft = run(empty, "render", "DEC2025-014")
    assert "Cet acte est signé ; sans la mention « PROJET » : actes render DEC2025-014 --final\n" in draft.out
    final = run(empty, "render", "DEC2025-014", "--final")
    assert final.status == 0
    assert "DEC2025-014 est repris d'un acte signé : il est produit tel qu'il a été signé, avec" in final.err
    assert "signé" not in run(empty, "render", "DEC2025-015").out


def test_every_act_of_one_file_is_taken(empty: Path) -> None:
    """The second one has the digest of the first."""
    texts = [
        DECISION.format(**titled(number), **TWO) + "\nLa Présidente\nCéline CHARRIAUD\n\n"
        for number in ("2025-020", "2025-021")
    ]
    (empty.parent / "Actes 2025" / "deux décisions.txt").write_text("".join(texts), "utf-8")
    assert taken(empty)["summary"] == {"repris": 4, "complete": 0, "deja": 0, "garde": 0, "refuse": 0}
    assert {"registry/2025/DEC2025-020.yaml", "registry/2025/DEC2025-021.yaml"} < set(entries(empty))
    assert taken(empty)["summary"] == {"repris": 0, "complete": 0, "deja": 4, "garde": 0, "refuse": 0}


def test_an_entry_that_exists_is_never_replaced_and_differences_are_shown(workspace: Path) -> None:
    assert run(workspace, "render", ACT).status == 0
    before = entries(workspace)
    sortie = workspace / "sortie" / ACT
    recu = Path(shutil.copytree(sortie, workspace.parent / "reçu"))
    (recu / f"{ACT}-convention.docx").unlink()
    text = DECISION.format(**titled("2025-453"), **ONE)
    (recu / f"{ACT}-decision.docx").unlink()
    (recu / "décision.txt").write_text(text, "utf-8")
    ran = run(workspace, "import", "../reçu")
    assert ran.status == 1
    assert f"{ACT} : gardé tel quel : il a déjà une fiche" in ran.out
    assert "Ce que les fichiers disent autrement (" in ran.out
    assert entries(workspace) == before


def test_an_import_is_undone_but_for_what_somebody_edited(empty: Path) -> None:
    before = entries(empty)
    taken(empty)
    undone = run(empty, "import", "--annuler")
    assert (undone.status, undone.err) == (0, "")
    assert entries(empty) == before
    assert "pas de reprise à annuler" in run(empty, "import", "--undo").out
    taken(empty)
    edited = empty / "registry" / "2025" / "DEC2025-012.yaml"
    edited.write_text(f"# relue\n{edited.read_text('utf-8')}", "utf-8")
    kept = run(empty, "reprendre", "--annuler").out
    assert "registry/2025/DEC2025-012.yaml : vous l'avez modifiée" in kept
    assert "DEC2025-012 s'en sert" in kept, "the third party that it names"
    assert "registry/2025/DEC2025-013.yaml" not in entries(empty)
    assert load_register(empty / "registry").findings == ()


def test_a_journal_that_came_with_the_folder_takes_nothing_else_away(empty: Path) -> None:
    from hashlib import sha256

    victim = empty.parent / "precious.yaml"
    victim.write_bytes(b"x")
    reprises = empty / ".actes" / "reprises"
    reprises.mkdir(parents=True)
    wrong = [{"fiche": name, "empreinte": sha256(b"x").hexdigest(), "avant": ""} for name in
             ("../precious.yaml", "registry/../../precious.yaml", str(victim))]  # fmt: skip
    for number, text in enumerate((json.dumps({"fiches": wrong}), "{", "[]", '{"fiches": [{}]}'), 1):
        (reprises / f"{number:04}.json").write_text(text, "utf-8")
        ran = run(empty, "import", "--undo")
        assert (ran.status, ran.err) == (0, "")
    assert victim.exists()


def test_a_number_with_a_suffix_names_a_file_without_a_space(empty: Path) -> None:
    """« 2025-013 bis » is entered, checked and rendered as any other."""
    text = DECISION.format(**titled("2025-013 bis"), **TWO)
    (empty.parent / "Actes 2025" / "2025-013 bis.txt").write_text(text, "utf-8")
    assert run(empty, "import", "../Actes 2025").status == 0
    assert "registry/2025/DEC2025-013bis.yaml" in entries(empty)
    assert load_register(empty / "registry").findings == ()
    assert run(empty, "render", "2025-013 bis").status == 0


def test_what_no_file_says_of_annexes_is_not_composed(empty: Path) -> None:
    """An annexe that nothing announces has no line below the signatures; `check --against` says the same."""
    (empty.parent / "Actes 2025" / "2025-012 annexe.txt").write_text(
        "ANNEXE 1 : PLAN\n\nLe local est au rez-de-chaussée.\n", "utf-8"
    )
    ran = run(empty, "import", "../Actes 2025", "--format", "json")
    act = json.loads(ran.out)["acts"][0]
    assert [one["after"] for one in act["differences"] if not one["form"]] == []
    assert run(empty, "render", "2025-012").status == 0
    written = read_file(empty / "sortie" / "DEC2025-012" / "DEC2025-012-convention.docx").document.text
    assert "Fait à" in written
    assert "Annexe 1" not in written


def test_the_file_of_the_receipt_is_said_by_the_entry(empty: Path) -> None:
    data = RECEIPT.encode()
    (empty.parent / "Actes 2025" / "ar.txt").write_bytes(data)
    assert "Actes 2025/ar.txt" in run(empty, "import", "../Actes 2025").out
    register = load_register(empty / "registry").register
    assert register is not None
    origine = {one.fichier: one.empreinte for one in register.actes["DEC2025-012"].origine}
    assert origine["Actes 2025/ar.txt"] == hashlib.sha256(data).hexdigest()
    assert "suivre" not in run(empty, "import", "../Actes 2025").out


def test_a_receipt_that_comes_later_is_said_and_can_be_followed(empty: Path) -> None:
    """Neither passed over nor written unasked in an entry that exists, whoever wrote it."""
    taken(empty)
    (empty.parent / "Actes 2025" / "ar.txt").write_text(RECEIPT.replace("20250108", "20250105"), "utf-8")
    before = entries(empty)
    command = ["suivre", "DEC2025-012", "--accuse", str(empty.parent / "Actes 2025" / "ar.txt")]
    said = 'actes suivre DEC2025-012 --accuse "' + command[-1] + '"'
    assert said in run(empty, "import", "../Actes 2025").out
    (empty.parent / "Actes 2025" / "2025-012 décision.txt").write_text(
        DECISION.format(**titled("2025-012"), **TWO), "utf-8"
    )
    assert said in run(empty, "import", "../Actes 2025").out
    assert entries(empty) == before
    assert run(empty, *command).status == 0
    assert "suivre" not in run(empty, "import", "../Actes 2025").out


@pytest.mark.skipif(sys.platform == "win32", reason="no such names there")
def test_a_name_that_acts_on_a_screen_is_shown(empty: Path) -> None:
    text = DECISION.format(**titled("2025-014"), **TWO)
    (empty.parent / "Actes 2025" / "2025-014\x1b[2J\udce9.txt").write_text(text, "utf-8")
    assert taken(empty)["summary"] == {"repris": 3, "complete": 0, "deja": 0, "garde": 0, "refuse": 0}
    register = load_register(empty / "registry").register
    assert register is not None
    assert [one.fichier for one in register.actes["DEC2025-014"].origine] == [
        "Actes 2025/2025-014<U+001B>[2J<0xE9>.txt"
    ]


def test_a_bad_file_stops_nothing(empty: Path) -> None:
    folder = empty.parent / "Actes 2025"
    (folder / "vide.docx").write_bytes(b"")
    (folder / "abîmé.docx").write_bytes(b"PK\x03\x04" + b"\0" * 60)
    (folder / "archive.docx").write_bytes((READ / "convention.odt").read_bytes()[:900])
    (folder / "photo.jpg").write_bytes(b"\xff\xd8")
    ran = run(empty, "import", "../Actes 2025", "--court")
    assert ran.status == 1
    assert ran.err == ""
    assert "2 actes : 2 repris" in ran.out
    for said in ("vide.docx : le fichier est vide", "photo.jpg : ce format n'est pas lu"):
        assert f"  Actes 2025/{said}" in ran.out
    assert {"    Actes 2025/abîmé.docx", "    Actes 2025/archive.docx"} < set(ran.out.splitlines()), "one reason"


@pytest.mark.parametrize(
    ("words", "said", "status"),
    [
        ((), "dites quels fichiers, ou quel dossier, reprendre", 2),
        (("x.docx", "--undo"), "ne donnez pas de fichier avec --annuler", 2),
        (("absent.docx",), "absent.docx : ce fichier n'existe pas", 2),
    ],
)
def test_what_cannot_be_asked_is_said(empty: Path, words: tuple[str, ...], said: str, status: int) -> None:
    ran = run(empty, "import", *words)
    assert ran.status == status
    assert said in ran.out + ran.err


def test_our_own_defect_in_one_act_does_not_keep_the_others(empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from actes.cli import run as main
    from actes.tasks import importing

    real = importing.take

    def failing(gathered: object, known: object) -> object:
        assert getattr(gathered, "numero", "") != "2025-012"
        return real(gathered, known)  # type: ignore[arg-type]

    monkeypatch.setattr(importing, "take", failing)
    assert main(("--espace", str(empty), "import", str(empty.parent / "Actes 2025"))) == 2
    assert [name for name in entries(empty) if "2025/" in name] == ["registry/2025/DEC2025-013.yaml"]


VISA = "Vu la décision n° 2023-051 du 3 février 2023 portant mise à disposition d'un local ;\n\nDÉCIDE"


@pytest.fixture
def cited(empty: Path) -> Path:
    """An act that cites one of 2023, which is in another folder."""
    (empty.parent / "2025").mkdir()
    (empty.parent / "2023").mkdir()
    text = DECISION.format(**titled("2025-012"), **ONE).replace("DÉCIDE", VISA)
    (empty.parent / "2025" / "a.txt").write_text(text, "utf-8")
    old = DECISION.format(**titled("2023-051"), **(TWO | {"year": 2023}))
    (empty.parent / "2023" / "b.txt").write_text(old, "utf-8")
    return empty


def test_years_are_taken_in_any_order(cited: Path) -> None:
    """The short entry of an act that is cited becomes the whole one; undone, it is short again."""
    taken(cited, "../2025")
    short = entries(cited)
    assert b"Connu par un visa de 2025-012" in short["registry/2023/DEC2023-051.yaml"]
    assert taken(cited, "../2023")["summary"] == {"repris": 0, "complete": 1, "deja": 0, "garde": 0, "refuse": 0}
    whole = entries(cited)
    assert whole.keys() == short.keys()
    assert b"articles:" in whole["registry/2023/DEC2023-051.yaml"]
    loaded = load_register(cited / "registry")
    assert loaded.findings == ()
    undone = run(cited, "import", "--undo").out
    assert "Redevenues courtes, comme avant (1)\n  registry/2023/DEC2023-051.yaml" in undone
    assert entries(cited) == short


@pytest.mark.parametrize(
    ("after", "objet"),
    [
        (" et la décision n° 2023-052 du 5 février 2023 portant vente d'un bois", "mise à disposition d'un local"),
        (", modifiée par la décision n° 2023-052 portant vente d'un bois", "mise à disposition d'un local"),
        (
            " et retrait de la décision n° 2023-002",
            "mise à disposition d'un local et retrait de la décision n° 2023-002",
        ),
    ],
)
def test_the_object_of_a_cited_act_is_not_that_of_the_next(cited: Path, after: str, objet: str) -> None:
    path = cited.parent / "2025" / "a.txt"
    path.write_text(path.read_text("utf-8").replace(" ;\n\nDÉCIDE", f"{after} ;\n\nDÉCIDE"), "utf-8")
    taken(cited, "../2025")
    said = load_register(cited / "registry").holding(["DEC2023-051"]).actes["DEC2023-051"].objet
    assert said.text.strip().replace("\u00a0", " ").replace("’", "'") == objet


def test_what_one_import_writes_twice_is_undone_at_once(cited: Path) -> None:
    """The act that is cited has a higher number: its short entry comes first."""
    before = entries(cited)
    citing = (cited.parent / "2025" / "a.txt").read_text("utf-8").replace("2023-051 du 3 février 2023", "2025-013")
    (cited.parent / "Actes 2025" / "2025-012 décision.txt").write_text(citing, "utf-8")
    assert taken(cited, "../Actes 2025")["summary"] == {"repris": 1, "complete": 1, "deja": 0, "garde": 0, "refuse": 0}
    assert load_register(cited / "registry").findings == ()
    run(cited, "import", "--undo")
    assert entries(cited) == before


def test_a_short_entry_that_somebody_edited_is_kept(cited: Path) -> None:
    taken(cited, "../2025")
    path = cited / "registry" / "2023" / "DEC2023-051.yaml"
    path.write_text(f"{path.read_text('utf-8')}# vue\n", "utf-8")
    before = entries(cited)
    assert "DEC2023-051 : gardé tel quel" in run(cited, "import", "../2023").out
    assert entries(cited) == before


def test_every_core_gives_what_one_gives(cited: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from actes.cli import run as main
    from actes.tasks import cores, importing

    for number in range(20, 26):
        text = DECISION.format(**titled(f"2025-0{number}"), **ONE).replace("DÉCIDE", VISA)
        (cited.parent / "2025" / f"2025-0{number} décision.txt").write_text(text, "utf-8")
        (cited.parent / "2025" / f"2025-0{number} convention.txt").write_text(CONVENTION.format(**ONE), "utf-8")
    other = Path(shutil.copytree(cited, cited.parent / "autre"))
    for module in (cores, importing):
        monkeypatch.setattr(module, "ENOUGH", 3)
    monkeypatch.setattr(cores, "TOGETHER", 2)
    assert main(("--espace", str(cited), "import", str(cited.parent / "2025"))) == 0
    monkeypatch.undo()
    assert main(("--espace", str(other), "import", str(cited.parent / "2025"))) == 0
    assert len(entries(cited)) == 10
    assert entries(cited) == entries(other)


ORDER = "BON DE COMMANDE n 12|Commande a|Imprimerie du Lac|Objet : affiches|Total de la commande : 1 240,00 EUR HT"
ANNOUNCED = "\nAnnexe 1 : copie du bon de commande de l'imprimeur\n"


def order() -> bytes:
    lines = ORDER.split("|")
    return one_page("".join(f"BT /F 10 Tf 20 {700 - 30 * n} Td ({line}) Tj ET " for n, line in enumerate(lines)))


@pytest.fixture
def joined(empty: Path) -> Path:
    """An act that announces an order, and the order, which somebody else wrote."""
    folder = empty.parent / "Actes 2025"
    (folder / "2025-012 convention.txt").write_text(CONVENTION.format(**ONE) + ANNOUNCED, "utf-8")
    (folder / "2025-012 annexe bon de commande.pdf").write_bytes(order())
    return empty


def test_an_attached_piece_is_its_file_with_its_data(joined: Path) -> None:
    assert taken(joined)["summary"] == {"repris": 2, "complete": 0, "deja": 0, "garde": 0, "refuse": 0}
    register = load_register(joined / "registry").register
    assert register is not None
    act = register.actes["DEC2025-012"]
    (annexe,) = act.annexes
    assert annexe.fichier == f"pieces/DEC2025-012/{annexe.label}.pdf"
    assert annexe.piece is not None
    assert annexe.piece.objet == "affiches"
    assert (joined / annexe.fichier).read_bytes() == order()
    assert "annexe bon de commande.pdf" in " ".join(one.fichier for one in act.origine)
    assert taken(joined)["summary"] == {"repris": 0, "complete": 0, "deja": 2, "garde": 0, "refuse": 0}
    run(joined, "import", "--undo")
    assert not list((joined / "pieces").rglob("*.pdf"))
    assert (joined.parent / "Actes 2025" / "2025-012 annexe bon de commande.pdf").read_bytes() == order()


def test_a_piece_stays_with_an_act_that_stays(joined: Path) -> None:
    taken(joined)
    path = joined / "registry" / "2025" / "DEC2025-012.yaml"
    path.write_text(f"{path.read_text('utf-8')}# vue\n", "utf-8")
    assert ".pdf : DEC2025-012 s'en sert" in run(joined, "import", "--undo").out
    assert len(list((joined / "pieces").rglob("*.pdf"))) == 1


def test_a_file_that_has_the_name_of_a_piece_is_not_replaced(joined: Path) -> None:
    taken(joined)
    (piece,) = (joined / "pieces").rglob("*.pdf")
    run(joined, "import", "--undo")
    piece.parent.mkdir(parents=True, exist_ok=True)
    piece.write_bytes(b"%PDF-1.4 un autre")
    ran = run(joined, "import", "../Actes 2025")
    assert f"un autre fichier est déjà là : pieces/DEC2025-012/{piece.name}" in ran.out
    assert piece.read_bytes() == b"%PDF-1.4 un autre"
    assert "registry/2025/DEC2025-012.yaml" not in entries(joined)
