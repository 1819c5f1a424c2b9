"""The page is for who opened it: what another site, another machine, another program may try."""

import socket
from pathlib import Path
from threading import Thread
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest

from actes.page.guard import Guard
from actes.page.server import Running, answers, keep, last, serve
from actes.tasks.desk import Desk
from actes.workspace import find_workspace

from .conftest import ACT, TODAY, Page, fail


def test_its_own_requests_pass(page: Page) -> None:
    assert page.ask("/")[0] == 200
    assert page.ask("/", Origin=page.base, Sec_Fetch_Site="same-origin")[0] == 200
    assert page.ask(f"/acte/{ACT}")[0] == 200


def test_the_secret_gives_the_cookie_and_leaves_the_address(page: Page) -> None:
    status, _, headers = page.ask(page.address.removeprefix(page.base), Cookie="")
    assert (status, headers["Location"]) == (303, "/")
    assert "HttpOnly" in headers["Set-Cookie"]
    assert "SameSite=Strict" in headers["Set-Cookie"]


@pytest.mark.parametrize(
    "headers",
    [
        {"Cookie": ""},
        {"Cookie": "actes-1=x"},
        {"Host": "evil.example"},
        {"Host": "localhost"},
        {"Host": "evil.example:80"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
    ],
)
def test_a_strange_request_is_refused(page: Page, headers: dict[str, str]) -> None:
    for path in ("/", f"/acte/{ACT}", "/static/page.css"):
        status, said, _ = page.ask(path, **headers)
        assert status == 403
        assert "Saint-Flour" not in said


def test_a_write_needs_our_own_origin(page: Page) -> None:
    assert page.ask("/arreter", "POST")[0] == 403
    assert page.ask("/arreter", "POST", Origin="null")[0] == 403
    assert page.ask("/arreter", "POST", Origin="https://evil.example")[0] == 403
    assert page.ask("/", Origin=page.base)[0] == 200  # it still answers


def test_a_wrong_secret_opens_nothing(page: Page) -> None:
    for path in ("/entrer", "/entrer?cle=", "/entrer?cle=x", "/entrer?cle=%C3%A9"):
        status, _, headers = page.ask(path, Cookie="")
        assert status == 403
        assert "Set-Cookie" not in headers


def test_nothing_from_elsewhere_is_loaded(page: Page) -> None:
    for path in ("/", f"/acte/{ACT}", "/rien"):
        _, said, headers = page.ask(path)
        assert headers["Content-Security-Policy"].startswith("default-src 'self';")
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert "<style" not in said
        assert " style=" not in said
        assert " on" + "click=" not in said
        assert "https://" not in said.replace("https://evil.example", "")
        assert headers["X-Content-Type-Options"] == "nosniff"


def test_what_is_kept_by_a_browser_has_its_version_in_its_address(page: Page) -> None:
    kept = {path: page.ask(path)[2]["Cache-Control"] for path in ("/", "/static/page.css", "/static/page.css?v=1")}
    assert kept == {
        "/": "no-store",
        "/static/page.css": "no-cache",
        "/static/page.css?v=1": "private, max-age=31536000, immutable",
    }
    assert "max-age" not in page.ask("/static/rien.css?v=1")[2].get("Cache-Control", "")


def test_only_this_computer_is_listened_to(page: Page) -> None:
    assert page.running.server.effective_host == "127.0.0.1"


@pytest.mark.parametrize(
    "path", ["/acte/../../etc/passwd", "/acte/%2e%2e%2f%2e%2e%2fetc%2fpasswd", "/static/../app.py"]
)
def test_a_path_leads_nowhere_else(page: Page, path: str) -> None:
    status, said, _ = page.ask(path)
    assert status in (404, 409)
    assert "root:" not in said
    assert "create_app" not in said


def test_what_is_sent_is_bounded(page: Page) -> None:
    assert page.ask("/arreter", "POST", Origin=page.base, Content_Length=str(10**10))[0] in (400, 413)
    assert page.ask("/")[0] == 200


def test_a_form_without_files_is_small(page: Page) -> None:
    words = "v:objet=" + "a" * (3 * 2**20)
    assert page.ask(f"/acte/{ACT}/fiche", "POST", words, Origin=page.base)[0] == 413


def test_no_file_is_named_by_who_asks(page: Page, tmp_path: Path) -> None:
    """An identifier is one, whatever file of this computer has that name."""
    file = tmp_path / "accusé.txt"
    file.write_text("Identifiant : 015-200066660-20250708-DEC2025_453-AU\nReçu en préfecture le 08/07/2025\n", "utf-8")
    for typed in (file, "/etc/passwd.txt"):
        _, said, _ = page.ask(f"/acte/{ACT}/suivi", "POST", urlencode({"receipt": typed}), Origin=page.base)
        assert 'id="faute-receipt"' in said


def test_words_of_an_entry_are_escaped(page: Page) -> None:
    entry = next(page.root.rglob(f"{ACT}.yaml"))
    text = entry.read_text("utf-8").replace("Flux vision Tourisme", "<script>alert(1)</script>", 1)
    entry.write_text(text, "utf-8")
    for path in ("/", f"/acte/{ACT}", "/?mots=%3Cscript%3Ealert(1)"):
        status, said, _ = page.ask(path)
        assert status == 200
        assert "<script>alert" not in said
        assert "&lt;script&gt;" in said


def test_who_starts_another_one_finds_it(page: Page, tmp_path: Path) -> None:
    assert answers(page.running.guard)
    assert not answers(Guard(page.running.guard.port, "another secret"))


def test_a_port_that_somebody_else_has_learns_nothing() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        other.settimeout(5)
        assert not answers(Guard(other.getsockname()[1], "the secret"))
        taken, _ = other.accept()
        with taken:
            assert b"the secret" not in taken.recv(4096)


def test_where_it_answers_is_kept_for_its_user(tmp_path: Path) -> None:
    file = tmp_path / "page" / "x.json"
    assert last(file) is None
    keep(file, Guard(4000, "s"))
    keep(file, Guard(4001, "t"))
    assert last(file) == Guard(4001, "t")
    file.write_text("[]", "utf-8")
    assert last(file) is None


def test_it_stops_by_its_button(page: Page) -> None:
    status, said, _ = page.ask("/arreter", "POST", Origin=page.base)
    assert status == 200
    assert "arrêtée" in said


def test_it_stops_when_nobody_uses_it(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("actes.page.server.OFTEN", 0.05)
    running = Running(Desk(find_workspace(workspace), lambda: TODAY), fail)
    ended = Thread(target=running.run)
    ended.start()
    running.used -= 3 * 3600
    ended.join(1)
    assert ended.is_alive()  # three hours are a long lunch
    running.used -= 3 * 3600
    ended.join(10)
    assert not ended.is_alive()
    assert not answers(running.guard)


def test_one_page_for_a_folder(workspace: Path, tmp_path: Path) -> None:
    """A second « actes open » finds the page that is open; the next one takes the same port, with another secret."""
    said: list[tuple[str, bool]] = []
    served: list[bool] = []

    def again(address: str) -> None:
        served.append(serve(Desk(find_workspace(workspace), lambda: TODAY), tmp_path, opened, str))
        urlopen(stopping(address), timeout=10).read()

    def opened(address: str, before: bool) -> None:
        said.append((address, before))
        if not before:
            Thread(target=again, args=(address,)).start()

    for _ in range(2):
        assert serve(Desk(find_workspace(workspace), lambda: TODAY), tmp_path, opened, str)
    assert served == [False, False]
    assert [before for _, before in said] == [False, True, False, True]
    first, same, other, _ = (address for address, _ in said)
    assert same == first
    assert other.partition("?")[0] == first.partition("?")[0]
    assert other != first


def stopping(address: str) -> Request:
    base, _, secret = address.partition("/entrer?cle=")
    headers = {"Cookie": f"actes-{base.rpartition(':')[2]}={secret}", "Origin": base}
    return Request(f"{base}/arreter", data=b"", headers=headers)
