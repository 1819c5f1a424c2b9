"""The text of an entry on the page: for one that cannot be read; written safely, undone, done again."""

import re
from html import unescape

import pytest

from .conftest import ACT, Page, entry
from .test_year import post

ADDRESS = f"/acte/{ACT}/texte"


def shown(said: str) -> dict[str, str]:
    """The fields of the screen, as a browser sends them."""
    text = re.search(r"<textarea[^>]*>\n(.*?)</textarea>", said, re.DOTALL)
    seen = re.search(r'name="vu" value="(\w+)"', said)
    assert text
    assert seen
    return {"texte": unescape(text[1]).replace("\n", "\r\n"), "vu": seen[1]}


@pytest.mark.parametrize(("good", "bad"), [("\nperiode:", "\nperiode: [x"), ("\nobjet: ", "\nobget: ")])
def test_an_entry_that_cannot_be_read_is_mended(draft: Page, good: str, bad: str) -> None:
    path = entry(draft.root)
    before = path.read_bytes()
    assert before.count(good.encode()) == 1
    path.write_bytes(before.replace(good.encode(), bad.encode()))
    assert f'/acte/{ACT}"' in draft.ask("/")[1].partition("Les actes")[0]  # home leads to it
    assert ADDRESS in draft.ask(f"/acte/{ACT}")[1]
    said = draft.ask(ADDRESS)[1]
    line = before[: before.index(good.encode())].count(b"\n") + 2
    assert f"Ligne {line}<" in said
    sent = shown(said)
    status, _ = post(draft, ADDRESS, **(sent | {"texte": sent["texte"].replace(bad.strip(), good.strip())}))
    assert status == 303
    assert path.read_bytes() == before
    post(draft, f"/acte/{ACT}/annuler")
    assert path.read_bytes() != before
    post(draft, f"/acte/{ACT}/retablir")
    assert path.read_bytes() == before


def test_what_can_be_read_stays_so_and_nothing_is_lost(draft: Page) -> None:
    path = entry(draft.root)
    before, sent = path.read_bytes(), shown(draft.ask(ADDRESS)[1])
    status, said = post(draft, ADDRESS, **(sent | {"texte": sent["texte"] + "perode: 2\r\n"}))
    assert (status, path.read_bytes()) == (409, before)
    assert "perode: 2" in said
    path.write_bytes(before + b"# of another\n")
    status, said = post(draft, ADDRESS, **(sent | {"texte": sent["texte"] + "# mine"}))
    assert status == 409
    assert "# of another" in said
    assert "# mine" in said
    assert path.read_bytes().endswith(b"# of another\n")
    assert post(draft, ADDRESS, **shown(said))[0] == 303  # she has seen the other one
    assert path.read_bytes() == before + b"# mine\n"


def test_the_text_of_a_signed_act_is_corrected_knowingly(page: Page) -> None:
    path, sent = entry(page.root), shown(page.ask(ADDRESS)[1])
    before = path.read_bytes()
    sent["texte"] += "# mal recopié\r\n"
    assert "rectificatif" in post(page, ADDRESS, **sent)[1]
    assert path.read_bytes() == before
    assert post(page, ADDRESS, **sent, malgre="oui")[0] == 303
    assert path.read_bytes() == before + "# mal recopié\n".encode()
