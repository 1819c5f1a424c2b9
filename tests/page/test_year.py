"""Screens do what commands do: the same functions, the same files; each is asked as a form without script asks."""

import os
import re
import sys
from http.client import HTTPConnection
from io import BytesIO
from pathlib import Path
from urllib.parse import urlencode
from zipfile import ZipFile

import pytest

from actes.cli import run
from actes.registry.load import load_register

from .conftest import ACT, Page, ended

READ = Path(__file__).parents[1] / "reading" / "fixtures"


def post(page: Page, path: str, **fields: str) -> tuple[int, str]:
    status, said, _ = page.ask(path, "POST", urlencode(fields), Origin=page.base)
    return status, said


def entry(page: Page, name: str) -> str:
    return next((page.root / "registry").rglob(f"{name}.yaml")).read_text("utf-8")


def test_an_act_is_renewed_question_by_question(page: Page) -> None:
    status, said, _ = page.ask(f"/acte/{ACT}/reconduire?etape=debut&date=2027-01-04")
    assert status == 200
    assert "Délégation et représentants en fonction au 4\u00a0janvier\u00a02027" in said  # what follows from the answer
    assert 'value="2027-01-04"' in said  # and it is kept
    _, said, _ = page.ask(f"/acte/{ACT}/reconduire?etape=fin&date=31+f%C3%A9vrier+2027")
    assert "février 2027 a 28 jours" in said.replace("\u00a0", " ")
    status, said = post(page, f"/acte/{ACT}/reconduire", date="2027-01-04", fin="24 mois")
    assert status == 200
    assert "DEC2027-001 est prêt à relire" in said
    assert "À confirmer" in said
    assert "debut: 2027-01-01" in entry(page, "DEC2027-001")
    assert page.ask("/acte/DEC2027-001")[0] == 200
    assert "DEC2027-001" in page.ask("/")[1]  # home has it at once
    _, said = post(page, f"/acte/{ACT}/reconduire")  # an act is renewed once
    assert 'href="/acte/DEC2027-001">Ouvrir DEC2027-001' in said
    assert len(list((page.root / "registry").rglob("DEC202[67]-*.yaml"))) == 1


def test_an_act_renewed_already_leads_to_its_renewal_an_avenant_or_a_second_one(page: Page) -> None:
    post(page, f"/acte/{ACT}/reconduire", numero="2026-001")
    for path in ("", "?etape=numero&date=2026-12-15"):
        _, said, _ = page.ask(f"/acte/{ACT}/reconduire{path}")
        assert f"{ACT} est déjà reconduit par DEC2026-001" in said
        assert 'class="button" href="/acte/DEC2026-001">Ouvrir DEC2026-001' in said
    for path in re.findall(rf'"/acte/{ACT}/reconduire\?([^"]+)"', said):
        _, other, _ = page.ask(f"/acte/{ACT}/reconduire?{path}")
        assert 'class="wrong"' not in other, path
        assert "Que préparez-vous" in other
    _, wrong, _ = page.ask(f"/acte/{ACT}/reconduire?numero=douze")
    assert "déjà reconduit" not in wrong
    assert post(page, f"/acte/{ACT}/reconduire", numero="DEC2026-002")[1].count("DEC2026-002 est prêt à relire") == 1


def test_a_draft_of_a_day_to_come_is_a_draft_everywhere(page: Page) -> None:
    post(page, f"/acte/{ACT}/reconduire", date="15/12/2026")
    assert "Préparée, à signer" in page.ask("/echeances")[1].replace("\u00a0", " ")
    assert "Où il en est" not in page.ask("/acte/DEC2026-001/suivi")[1]
    assert re.search(r"DEC2026-001</a>.*?brouillon", page.ask("/")[1], re.DOTALL)


def test_the_page_and_the_command_write_the_same_entry(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    post(page, f"/acte/{ACT}/reconduire", numero="2027-001")
    written = entry(page, "DEC2027-001")
    next((page.root / "registry").rglob("DEC2027-001.yaml")).unlink()
    monkeypatch.setattr("actes.cli.drafting.today", page.running.desk.clock)
    assert run(["--espace", str(page.root), "renew", ACT, "--numero", "2027-001", "--oui"]) == 0
    assert entry(page, "DEC2027-001") == written


def test_documents_are_written_and_what_a_person_changed_is_kept(page: Page) -> None:
    status, said = post(page, f"/acte/{ACT}/produire")
    assert status == 200
    word = page.root / "sortie" / ACT / f"{ACT}-decision.docx"
    assert word.is_file()
    assert said.count(": écrit") == 3
    word.write_bytes(b"PK changed by a person")
    _, said = post(page, f"/acte/{ACT}/produire")
    assert word.read_bytes() == b"PK changed by a person"
    assert "Écrire quand même" in said
    _, said = post(page, f"/acte/{ACT}/produire", **{"quand-meme": "oui"})
    assert word.read_bytes() != b"PK changed by a person"
    assert "L’autre version est gardée" in said


def test_a_document_is_opened_by_its_name_among_those_that_are_there(
    page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = []
    monkeypatch.setattr("actes.tasks.producing.show", opened.append)
    assert post(page, f"/acte/{ACT}/ouvrir")[0] == 404  # nothing is there
    post(page, f"/acte/{ACT}/produire")
    for name in ("../../registry/collectivite.yaml", "/etc/passwd", "rien.docx"):
        assert post(page, f"/acte/{ACT}/ouvrir", document=name)[0] == 404
    assert post(page, f"/acte/{ACT}/ouvrir", document=f"{ACT}-decision.docx")[0] == 303
    assert post(page, f"/acte/{ACT}/ouvrir", document="")[0] == 303
    folder = page.root / "sortie" / ACT
    assert opened == [folder / f"{ACT}-decision.docx", folder]


@pytest.mark.skipif(os.name == "nt", reason="Windows says it itself")
def test_a_system_that_opens_nothing_is_told(page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opener = tmp_path / ("open" if sys.platform == "darwin" else "xdg-open")
    opener.write_text("#!/bin/sh\nexit 3\n", "utf-8")
    opener.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    post(page, f"/acte/{ACT}/produire")
    status, said = post(page, f"/acte/{ACT}/ouvrir", document="")
    assert (status, "ne s’est ouvert sur cet ordinateur" in said) == (409, True)
    opener.write_text("#!/bin/sh\nexit 0\n", "utf-8")
    assert post(page, f"/acte/{ACT}/ouvrir", document="")[0] == 303


def test_what_follows_a_signature_is_recorded(page: Page) -> None:
    assert "Exécutoire depuis le 8\u00a0juillet\u00a02025" in page.ask(f"/acte/{ACT}/suivi")[1]
    _, said = post(page, f"/acte/{ACT}/suivi", published="9/7/2025")
    assert "la fiche dit déjà" in said  # nothing is replaced unless it is asked
    assert "publication: 2025-07-08" in entry(page, ACT)
    _, said = post(page, f"/acte/{ACT}/suivi", published="9/7/2025", remplacer="oui")
    assert "Publication : 9\u00a0juillet\u00a02025" in said
    assert "publication: 2025-07-09" in entry(page, ACT)
    _, said = post(page, f"/acte/{ACT}/suivi", published="hier", sent="1er août 2025")
    assert "Rien n’a été enregistré" in said
    assert "transmission: 2025-07-08" in entry(page, ACT)


def test_an_act_with_errors_is_signed_knowingly(draft: Page) -> None:
    address, before = f"/acte/{ACT}/suivi", entry(draft, ACT)
    assert re.search(r"\d remarques? « à corriger »", draft.ask(address)[1].replace("\u00a0", " "))
    _, said = post(draft, address, signed="8/7/2025")
    assert "Rien n’a été enregistré" in said
    assert 'value="8/7/2025"' in said
    assert entry(draft, ACT) == before
    _, said = post(draft, address, signed="8/7/2025", sciemment="oui")
    assert "date: 2025-07-08" in entry(draft, ACT)
    assert "sciemment" not in said


def test_a_new_act_is_asked_and_written(page: Page) -> None:
    (page.root / "registry" / "2026").mkdir(exist_ok=True)
    assert "Convention avec un partenaire" in page.ask("/nouveau")[1]
    _, said, _ = page.ask("/nouveau/decision-vierge")
    assert 'aria-current="step"' in said
    status, said = post(page, "/nouveau/decision-vierge", objet="Achat d'une tondeuse")
    assert status == 303
    loaded = load_register(page.root / "registry").register
    assert loaded is not None
    new = [name for name in loaded.identifiers if name.startswith("DEC2026")]
    assert len(new) == 1
    assert page.ask(f"/acte/{new[0]}")[0] == 200
    assert "«\xa0Flux vision Tourisme\xa0»" in page.ask("/")[1]  # as it is printed
    assert page.ask("/nouveau/rien")[0] == 404


def test_an_answer_that_no_entry_takes_is_said_at_its_question(page: Page) -> None:
    """As soon as it is given; and if it is sent at once, with the others kept."""

    def current(said: str) -> str:
        return re.split(r'<li class="now"|<li class="later|</ol>', said)[1]

    third = {"fichier": "les_amis", "nom": "l'association Les Amis", "code_postal": "3630", "civilite": "Mme"}
    for answers, words in ((third, "pas un code postal"), (third | {"code_postal": "03630"}, "Madame, Monsieur")):
        for told in (
            page.ask("/nouveau/tiers?" + urlencode({**answers, "etape": "fonction"}))[1],
            post(page, "/nouveau/tiers", **answers)[1],
        ):
            assert words in current(told)
            assert 'value="les_amis"' in told
    said = current(page.ask("/nouveau/tiers?" + urlencode({**third, "etape": "genre"}))[1])
    assert 'type="radio" name="genre" value="f"' in said
    given = {"tiers": "cantal_destination", "montant": "-5"}
    assert 'name="montant"' in current(page.ask("/nouveau/convention?" + urlencode({**given, "etape": "acompte"}))[1])
    given |= {"montant": "5", "acompte": "150 %"}
    assert 'name="acompte"' in current(post(page, "/nouveau/convention", **given)[1])


def test_nothing_is_wrong_before_she_answers(page: Page) -> None:
    assert 'id="faute"' not in page.ask("/nouveau/tiers?etape=fichier&nom=l%27association")[1]
    assert "ne peut pas s" in page.ask("/nouveau/tiers?etape=voie&nom=l%27association")[1]


def test_a_partner_is_made_first_and_chosen_by_her(page: Page) -> None:
    folder = page.root / "registry" / "tiers"
    for rank in range(9):
        (folder / f"tiers_{rank}.yaml").write_text(f"nom: l'association {rank}\n", "utf-8")
    said = page.ask("/nouveau/convention?etape=tiers")[1]
    assert "<select" in said
    assert said.index('<option value=""></option>') < said.index('<option value="tiers_0')
    assert not re.search(r"<option[^>]* selected", said)
    for path in [*folder.glob("*.yaml"), *(page.root / "registry").glob("20*/*.yaml")]:
        path.unlink()
    (page.root / "registry" / "2025" / "DEL2025-001.yaml").write_text(
        "numero: 2025-001\ntype: délibération\ndate: 2025-01-09\nobjet: Délégations\ndelegation: oui\n", "utf-8"
    )
    assert 'href="/nouveau/tiers"' in page.ask("/nouveau/convention")[1]


def test_a_choice_that_will_not_do_says_why_where_it_is_made(page: Page) -> None:
    _, said, _ = page.ask("/nouveau/convention?etape=tiers&tiers=inconnu")
    assert re.search(r'<(fieldset|select)[^>]* aria-describedby="faute"', said)
    assert 'id="faute"' in said


def send(page: Page, path: str, files: dict[str, bytes], field: str = "fichiers", **fields: str) -> tuple[int, bytes]:
    """A form with files, as a browser sends it."""
    line, parts = "limite", list[bytes]()
    for name, value in fields.items():
        parts.append(f'--{line}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode())
    for name, data in files.items():
        head = f'--{line}\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\n\r\n'
        parts.append(head.encode() + data + b"\r\n")
    body = b"".join([*parts, f"--{line}--\r\n".encode()])
    connection = HTTPConnection("127.0.0.1", page.running.guard.port, timeout=60)
    cookie = f"actes-{page.running.guard.port}={page.running.guard.secret}"
    headers = {"Cookie": cookie, "Origin": page.base, "Content-Type": f"multipart/form-data; boundary={line}"}
    connection.request("POST", path, body, headers)
    answer = connection.getresponse()
    said = answer.read()
    connection.close()
    if answer.getheader("Location") == "/en-cours":
        status, told, _ = ended(page, page.ask("/en-cours"))
        return status, told.encode()
    return answer.status, said


def test_a_document_is_read_with_what_is_found_beside(page: Page) -> None:
    word = (READ / "flux" / "convention.docx").read_bytes()
    status, said = send(page, "/relire", {"../convention reçue.docx": word})
    assert status == 200
    told = said.decode()
    assert "convention reçue.docx" in told
    assert 'id="m-0"' in told  # words at fault, in the text
    assert 'Décision n°\u00a0<span class="held">2025-453</span></footer>' in told  # the screen counts its pages
    assert "actes-" not in told.split("<main", 1)[1].split("</form>", 1)[1]  # nor where it was read
    _, said = send(page, "/relire", {"a.docx": word}, acte=ACT)
    assert b"Rien n" not in said
    status, said = send(page, "/relire", {"a.docx": word}, commentaires="oui")
    assert status == 200
    with ZipFile(BytesIO(said)) as archive:
        assert "word/comments.xml" in archive.namelist()
    assert "Choisissez un document" in send(page, "/relire", {})[1].decode()
    assert send(page, "/relire", {"x.docx": b"not a Word file"})[0] == 200
    assert not list(page.root.glob("*annot*"))


def test_a_dropped_file_is_told_by_its_name(page: Page) -> None:
    for path in ("/relire", "/reprendre", f"/acte/{ACT}/suivi"):
        for name, data in (
            ("accusé.xml", b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY e '1'>]><a>&e;</a>"),
            ("x.docx", b"PK"),
        ):
            status, said = send(page, path, {name: data}, field="accuse" if "suivi" in path else "fichiers")
            assert status == 200
            assert name in said.decode()
            assert "actes-" not in said.decode().split("<main", 1)[1], path


def test_every_file_that_is_dropped_is_read(page: Page) -> None:
    files = {f"note {rank}.txt": b"Rien." for rank in range(60)}
    told = send(page, "/reprendre", files)[1].decode()
    assert all(name in told for name in files)


def test_what_was_recognised_is_told_in_french_and_by_name(page: Page) -> None:
    post(page, f"/acte/{ACT}/produire")
    files = {path.name: path.read_bytes() for path in (page.root / "sortie" / ACT).glob("*.docx")}
    (page.root / "registry" / "2025" / f"{ACT}.yaml").unlink()
    told = send(page, "/reprendre", files)[1].decode().replace("\u00a0", " ").partition("<main")[2]
    assert "<td>8 juillet 2025</td>" in told
    assert "<td>1er janvier 2025 – 31 décembre 2026</td>" in told
    assert not re.search(r"<td>[^<]*\d{4}-\d\d-\d\d", told)
    assert "Financement : répartition : Pays de Saint-Flour" in told
    assert "<td>Vallée de Truyère - Saint-Flour Communauté</td>" in told
    assert "pays saint flour" not in told
    form = page.ask(f"/acte/{ACT}")[1]
    assert "Pays de Saint-Flour" in form
    assert "Pays saint flour" not in form


def test_the_council_is_told_once(page: Page) -> None:
    asked = "depuis=01/01/2025&seance=25/09/2025"
    assert ACT in page.ask(f"/compte-rendu?{asked}")[1]
    fields = {"depuis": "01/01/2025", "seance": "25/09/2025"}
    _, said = post(page, "/compte-rendu", **fields)
    assert "Le document est écrit" in said
    assert (page.root / "sortie" / "compte-rendu" / "compte-rendu-2025-09-25.docx").is_file()
    _, said = post(page, "/compte-rendu", **fields, enregistrer="oui")
    assert f"Rapportées à cette séance : {ACT}" in said
    assert "compte_rendu: 2025-09-25" in entry(page, ACT)
    assert "pas une date" in page.ask("/compte-rendu?depuis=hier")[1]


def test_what_ends_and_the_register_of_a_year(page: Page) -> None:
    assert ACT in page.ask("/echeances")[1]
    assert "Aucune convention ne finit" in page.ask("/echeances?dans=3+jours")[1]
    assert "aria-invalid" in page.ask("/echeances?dans=bientot")[1]
    assert page.ask("/echeances.ics")[1].startswith("BEGIN:VCALENDAR")
    assert "2025-453" in page.ask("/registre?annee=2025")[1]
    assert "Le document est écrit" in post(page, "/registre", annee="2025")[1]
    assert (page.root / "sortie" / "registre" / "registre-2025.docx").is_file()


def test_an_act_is_compared_with_the_one_before(page: Page) -> None:
    said = page.ask(f"/acte/{ACT}/comparer")[1]
    assert 'value="DEC2023-051" selected' in said  # the one that it renews
    post(page, f"/acte/{ACT}/reconduire", numero="2027-001")
    said = page.ask("/acte/DEC2027-001/comparer")[1].replace("\u00a0", " ")
    assert f'value="{ACT}" selected' in said
    assert "Aurait dû changer" in said
    assert "<del>2026</del><ins>2028</ins>" in said
    assert page.ask(f"/acte/{ACT}/comparer?avec={ACT}")[0] == 409
    assert page.ask(f"/acte/{ACT}/comparer?avec=rien")[0] == 409


def test_an_act_that_exists_is_taken_over_and_given_back(page: Page) -> None:
    post(page, f"/acte/{ACT}/produire")
    files = {path.name: path.read_bytes() for path in (page.root / "sortie" / ACT).glob("*.docx")}
    assert len(files) == 3
    next((page.root / "registry").rglob(f"{ACT}.yaml")).unlink()
    status, said = send(page, "/reprendre", files, ensemble="oui")
    told = said.decode()
    assert status == 200
    assert f"Ouvrir {ACT}" in told
    assert "premier jour" in told
    assert "<td></td>" not in told
    assert '<td class="muted"></td>' not in told
    assert page.ask(f"/acte/{ACT}")[0] == 200
    assert f"{ACT}.yaml : fiche effacée" in post(page, "/reprendre/annuler")[1]
    assert not list((page.root / "registry").rglob(f"{ACT}.yaml"))
    assert "Il n’y a pas de reprise" in post(page, "/reprendre/annuler")[1]
    assert "Choisissez" in send(page, "/reprendre", {})[1].decode()
