"""What acts share, on the page: a third party, the collectivity, corrected as an act is; the acts follow, or refuse."""

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from urllib.parse import urlencode

import pytest

from .conftest import ACT, Page
from .test_edit import hidden
from .test_raw import shown
from .test_year import post

TIERS, BODY = "tiers/cantal_destination", "collectivite"
SCRIPT = {"X_Actes_Fragments": "1"}


def file_of(root: Path, owner: str = TIERS) -> Path:
    return root / "registry" / f"{owner}.yaml"


def sent(page: Page, owner: str = TIERS, vu: str = "", **fields: str) -> tuple[str, dict[str, str]]:
    """What the form of an owner says once changes are sent; whether they are written."""
    body = urlencode({"vu": vu or page.running.desk.version(owner), **fields})
    status, said, heads = page.ask(f"/{owner}/fiche", "POST", body, Origin=page.base, **SCRIPT)
    assert status == 200
    return unescape(said), heads


def typed(path: str, was: str, text: str) -> dict[str, str]:
    return {f"v:{path}": text, f"w:{path}": was}


def test_a_third_party_is_found_and_its_drafts_are_told(draft: Page) -> None:
    said = draft.ask("/tiers?mots=DESTINATION")[1]
    assert f'<a href="/{TIERS}">Cantal Destination</a>' in said
    assert "1\u00a0acte<" in said
    assert "Aucun tiers ne dit ces mots" in draft.ask("/tiers?mots=commune")[1]
    said = draft.ask(f"/{TIERS}")[1]
    assert "1\u00a0projet cite cette fiche et suit" in said
    assert "donnez son dernier jour à l’ancienne" in said  # its help
    assert f'<a href="/{TIERS}">Cantal Destination</a>' in draft.ask(f"/acte/{ACT}")[1]  # from the act's own form
    assert f'<a href="/{BODY}">Saint-Flour Communauté</a>' in draft.ask(f"/acte/{ACT}")[1]


def test_signed_acts_are_said_to_follow_on_screen_only(page: Page) -> None:
    said = page.ask(f"/{TIERS}")[1]
    assert "Aucun projet ne cite cette fiche" in said
    assert "1\u00a0acte signé la cite aussi. Un document déjà produit ne change pas" in said


def test_a_change_is_in_the_act_and_undone_after_a_restart(draft: Page, open_page: Callable[[Path], Page]) -> None:
    before = file_of(draft.root).read_bytes()
    _, heads = sent(draft, **typed("adresse.voie", "12 rue Marie Maurel", "3 place du Square"))
    assert "X-Actes-Written" not in heads
    assert file_of(draft.root).read_bytes() == before.replace(b"12 rue Marie Maurel", b"3 place du Square")
    assert "3 place du Square, SC 80007" in draft.ask(f"/acte/{ACT}")[1]
    again = open_page(draft.root)
    words = "Cantal destination : adresse : numéro et voie : « 12 rue Marie Maurel » → « 3 place du Square »"
    assert words in unescape(again.ask(f"/{TIERS}")[1]).replace("\u00a0", " ")
    assert post(again, f"/{TIERS}/annuler")[0] == 303
    assert file_of(draft.root).read_bytes() == before
    assert post(again, f"/{TIERS}/retablir")[0] == 303
    assert b"3 place du Square" in file_of(draft.root).read_bytes()


@pytest.mark.parametrize(
    ("owner", "path", "was", "text", "why"),
    [
        (TIERS, "siret", "77907482200049", "77907482200048", "ce SIRET a une clé fausse"),
        (TIERS, "adresse.code_postal", "15013", "150", "n’est pas un code postal"),
        (TIERS, "nom", "Cantal Destination", "", "n’a pas de valeur"),
        (BODY, "siren", "200066660", "200066661", "ce SIREN a une clé fausse"),
        (BODY, "executif[0].debut", "2020-07-09", "2030-01-01", f"{ACT} : "),  # nobody would head it that day
    ],
)
def test_what_is_refused_stays_in_its_field(page: Page, owner: str, path: str, was: str, text: str, why: str) -> None:
    before = file_of(page.root, owner).read_bytes()
    said, heads = sent(page, owner, **typed(path, was, text))
    assert heads["X-Actes-Written"] == "no"
    assert re.search(rf'name="v:{re.escape(path)}" value="{text}"[^>]*aria-invalid="true"', said)
    told = said[said.index(f'id="e-v:{path}"') :][:300]
    assert why in told.replace("\u00a0", " ")
    assert file_of(page.root, owner).read_bytes() == before


def test_a_person_follows_another(draft: Page) -> None:
    sent(draft, BODY, **typed("executif[0].fin", "", "2026-12-31"))
    person = {"civilite": "Monsieur", "prenom": "Paul", "nom": "Vidal", "fonction": "président", "debut": "2027-01-01"}
    _, heads = sent(draft, BODY, ajouter="executif", **{f"n:executif:{name}": text for name, text in person.items()})
    assert "X-Actes-Written" not in heads
    text = file_of(draft.root, BODY).read_text("utf-8")
    assert "    fin: 2026-12-31\n  - civilite: Monsieur\n    prenom: Paul\n" in text
    assert "    debut: 2027-01-01\n" in text
    _, heads = sent(draft, BODY, monter="executif[1]")
    text = file_of(draft.root, BODY).read_text("utf-8")
    assert text.index("Paul") < text.index("Céline")


def test_a_formula_keeps_its_facts_and_is_in_the_act(draft: Page) -> None:
    said = draft.ask(f"/{BODY}")[1]
    assert ">Collectivité › Organe délibérant</span>" in said
    path = "formules.lieu_date#0"
    source = hidden(said, f"q:{path}")
    text = "Fait et signé à ⟦Lieu de signature⟧, le ⟦Signature › Date⟧"
    sent(draft, BODY, **{f"p:{path}": text, f"q:{path}": source})
    written = "    Fait et signé à {{ lieu }}, le {{ signature.date | ou_place }}\n"
    assert written in file_of(draft.root, BODY).read_text("utf-8")
    assert "Fait et signé à " in draft.ask(f"/acte/{ACT}")[1]
    assert 'data-tag="periode.debut"' in draft.ask(f"/{BODY}/choix?champ=formules.lieu_date")[1]
    source = hidden(draft.ask(f"/{BODY}")[1], f"q:{path}")
    said, heads = sent(draft, BODY, **{f"p:{path}": "Le ⟦= signature.lune⟧", f"q:{path}": source})
    assert heads["X-Actes-Written"] == "no"
    assert f'<p class="wrong" id="e-p:{path}">' in said


def test_what_another_wrote_meanwhile_is_shown(draft: Page) -> None:
    vu, path = draft.running.desk.version(TIERS), file_of(draft.root)
    path.write_text(path.read_text("utf-8").replace("12 rue Marie", "14 rue Marie"), "utf-8")
    assert draft.ask(f"/{TIERS}/etat?vu={vu}")[0] == 200
    said, heads = sent(draft, vu=vu, **typed("adresse.voie", "12 rue Marie Maurel", "3 place du Square"))
    assert heads["X-Actes-Written"] == "no"
    both = said[said.index('class="conflict"') :][:600]
    assert "3 place du Square" in both
    assert "14 rue Marie Maurel" in both
    assert "14 rue Marie" in path.read_text("utf-8")


@pytest.mark.parametrize(
    ("owner", "good", "bad"),
    [(TIERS, "\nadresse:", "\nadresse: [x"), (TIERS, "\nsiret: ", "\nsirte: "), (BODY, "\nlieu: ", "\nlien: ")],
)
def test_a_file_that_cannot_be_read_is_mended(draft: Page, owner: str, good: str, bad: str) -> None:
    path = file_of(draft.root, owner)
    before = path.read_bytes()
    assert before.count(good.encode()) == 1
    path.write_bytes(before.replace(good.encode(), bad.encode()))
    assert (
        f'href="/{owner}' in draft.ask("/")[1].partition('id="les-actes"')[0].partition("<main")[2]
    )  # home leads to it
    assert "Fiches à réparer" in draft.ask("/")[1] or owner == BODY  # without it, home says that alone
    assert f"/{owner}/texte" in draft.ask(f"/{owner}")[1]
    said = draft.ask(f"/{owner}/texte")[1]
    line = before[: before.index(good.encode())].count(b"\n") + 2
    assert f"Ligne {line}<" in said
    form = shown(said)
    assert (
        post(draft, f"/{owner}/texte", **(form | {"texte": form["texte"].replace(bad.strip(), good.strip())}))[0] == 303
    )
    assert path.read_bytes() == before
    form = shown(draft.ask(f"/{owner}/texte")[1])
    assert post(draft, f"/{owner}/texte", **(form | {"texte": form["texte"] + "perode: 2\r\n"}))[0] == 409
    assert path.read_bytes() == before


def test_a_finding_leads_to_the_field(draft: Page) -> None:
    path = file_of(draft.root)
    path.write_text(path.read_text("utf-8").replace("15013", "150"), "utf-8")
    home = draft.ask("/")[1].replace("\u00a0", " ")
    assert f'<a href="/{TIERS}#f-adresse.code_postal">Cantal destination : adresse : code postal</a>' in home
    assert "n’est pas un code postal" in draft.ask("/tiers")[1].replace("\u00a0", " ")
    sent(draft, **typed("adresse.code_postal", "150", "15013"))
    path.write_text(path.read_text("utf-8").partition("representants:")[0], "utf-8")
    said = unescape(draft.ask(f"/acte/{ACT}")[1]).replace("\u00a0", " ")
    assert f'Complétez « Cantal destination : qui le représente » dans <a href="/{TIERS}">' in said


def test_no_other_file_can_be_named(page: Page) -> None:
    for owner in ("tiers/..%2fcollectivite", "tiers/absent", "acte/collectivite", "acte/tiers%2fcantal_destination"):
        assert page.ask(f"/{owner}")[0] == 404, owner
        assert page.ask(f"/{owner}/fiche", "POST", "vu=x", Origin=page.base)[0] == 404, owner


def test_a_new_third_party_leads_to_its_form(page: Page) -> None:
    assert 'href="/nouveau/tiers"' in page.ask("/tiers")[1]
    known = {"fichier": "office_tourisme", "nom": "l'office de tourisme", "genre": "m", "voie": "1 rue du Lac"}
    known |= {"code_postal": "15100", "ville": "Saint-Flour", "civilite": "Madame", "prenom": "Anne"}
    _, said = post(page, "/nouveau/tiers", **known, nom_de_famille="Roux", fonction="président")
    owner = re.search(r'href="/(tiers/\w+)">Ouvrir', said)
    assert owner
    assert page.ask(f"/{owner[1]}")[0] == 200
