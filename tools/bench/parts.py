"""What is measured, part by part: the docstring of each is its title."""

import pickle
import re
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from html import unescape
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from actes.model.register import Register
from actes.page.app import create_app
from actes.page.guard import HOST, Guard
from actes.page.office import Office
from actes.tasks.desk import Desk
from actes.tasks.examine import examine_documents
from actes.tasks.pipeline import Renderer
from actes.workspace import Workspace

from . import ROOT
from .makers import ACT, TODAY, compared, composed, docxtpl, floor, load, papers, peers, script, served
from .measure import cpu, medians, run

# Every line of prose of an entry, and the titles that stand beside their keys.
PROSE = re.compile(r"^ ++(?!(?:- )*(?:\w+:|{\w|[|#])).+|(?<= titre: )[^|\n].+|(?<= intitule: ).+", re.MULTILINE)
PYTHON, ACTES = [sys.executable, "-c"], [sys.executable, "-m", "actes"]


@contextmanager
def workspace(copies: int = 0, said: str = r"\g<0> – version {}") -> Iterator[tuple[Path, Path]]:
    """The project's register and templates, or `copies` of the act instead of it, each with its number; and the act.

    `said`: what becomes of its texts in each copy.
    """
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        for name in ("registry", "templates"):
            shutil.copytree(ROOT / name, folder / name)
        (folder / "papers").write_bytes(pickle.dumps([paper[:3] for paper in papers()]))
        entry = folder / "registry" / "2025" / f"{ACT}.yaml"
        text = entry.read_text("utf-8")
        for rank in range(1, copies + 1):
            entry.unlink(missing_ok=True)
            words = PROSE.sub(said.format(rank), text).replace(ACT.removeprefix("DEC"), f"2025-{rank:04}")
            entry.with_stem(f"DEC2025-{rank:04}").write_text(words, "utf-8")
        yield folder, entry


def warm(rounds: int) -> dict[str, float]:
    """Warm: three documents made, or the act checked, again and again in one process; CPU time

    layout: composed documents to bytes; whole: from the text of the entry to audited files; check: composed and
    examined in full; new: every line of the entry says what it never said. The floor is the zip copied.
    """
    with workspace() as (fresh, entry), served() as others:
        text, ranks, kept = entry.read_text("utf-8"), count(1), load(ROOT)
        renderers = {at: Renderer(Workspace(at, fresh / "sortie"), TODAY) for at in (ROOT, fresh)}

        def whole(at: Path) -> None:
            for document in composed(load(at)):
                renderers[at].bytes_of(document)

        def check(register: Register) -> None:
            assert examine_documents(register, ACT, composed(register), TODAY)

        def once() -> dict[str, float]:
            entry.write_text(PROSE.sub(rf"\g<0> – version {next(ranks)}", text), "utf-8")
            return {
                "docxtpl": cpu(lambda: [docxtpl(template, context) for _, template, context, _ in papers()]),
                "floor": cpu(lambda: [floor(template, context) for _, template, context, _ in papers()]),
                "layout": cpu(lambda: [layout() for _, _, _, layout in papers()]),
                "whole": cpu(whole, ROOT),
                "new": cpu(whole, fresh),
                "check": cpu(check, kept),
                "check new": cpu(check, load(fresh)),
            } | {peer: again() for peer, again in others.items()}

        return medians(rounds, once)


def cold(rounds: int) -> dict[str, float]:
    """Cold: a process for the three documents, as somebody who types the command waits for it; on the clock"""
    commands = {
        "python": [*PYTHON, "pass"],
        "actes --version": [*ACTES, "--version"],
        "actes --help": [*ACTES, "--help"],
        "docxtpl": [*PYTHON, script(docxtpl)],
        "floor": [*PYTHON, script(floor)],
        **peers(),
    }
    with workspace() as (folder, _):

        def once() -> dict[str, float]:
            shutil.rmtree(folder / "sortie", ignore_errors=True)
            last = folder / "sortie" / ACT / f"{ACT}-annexe-1.docx"
            taken = {name: run(command, folder)["clock"] for name, command in commands.items()}
            ours = run([*ACTES, "render", ACT], folder, writes=last)
            return taken | {"actes render: documents": ours["written"], "actes render: verdict": ours["clock"]}

        found = medians(rounds, once)
        compared(folder, "docxtpl-{}.docx")
        return found


def batch(_: int) -> dict[str, float]:
    """A batch: `actes render --all` on a hundred distinct acts, checked as well, then their files imported; once"""
    with workspace(100) as (few, _), workspace(300) as (more, _), workspace() as (empty, _):
        for folder in (empty / "registry").glob("*/"):
            shutil.rmtree(folder)
        found = run([*PYTHON, script(docxtpl, 100)], few, name="docxtpl, ")
        found |= run([*ACTES, "render", "--all"], few, name="100 acts, ")
        found |= run([*ACTES, "render", "--all"], more, name="300 acts, ")
        found |= run([*ACTES, "import", str(few / "sortie"), "--brief"], empty, name="100 acts imported, ")
        assert len(list(empty.glob("registry/2025/*"))) == 100
        return found


def register(_: int) -> dict[str, float]:
    """A register: `actes check` over a thousand entries, beside a hundred, on every core; once"""
    with workspace(100, r"\g<0>") as (few, _), workspace(1000, r"\g<0>") as (many, _):
        check = [*ACTES, "check"]  # the act has errors: status 1
        return run(check, few, 1, name="100 entries, ") | run(check, many, 1, name="1000 entries, ")


def page(rounds: int) -> dict[str, float]:
    """The page: a fact of the act typed, then its pages and findings; home for a thousand acts; CPU time

    The server's part of a request, in one process that stays open. One answer has the pages and the findings: it is
    held to the time of the pages, 150 ms, the shorter of the two.
    """
    with workspace() as (few, entry), workspace(1000) as (many, _):
        unsigned = entry.read_text("utf-8").replace("signature:\n  date: 2025-07-08\n", "", 1)
        entry.write_text(unsigned[: unsigned.index("\nsuivi:")] + "\n", "utf-8")  # a draft can be typed in
        ask, home, turns, screens = asked(few), asked(many), count(), []

        def typed(field: str, value: str) -> None:
            """What a script sends once somebody has typed in a field, and the screen that comes back."""
            (before,) = re.findall(rf'name="w:{field}" value="([^"]*)"', screens[-1])
            (seen,) = re.findall(r'id="vu" value="(\w+)"', screens[-1])
            screens.append(ask(f"/acte/{ACT}/fiche", {"vu": seen, f"v:{field}": value, f"w:{field}": unescape(before)}))

        def once() -> dict[str, float]:
            turn = next(turns)
            return {
                "an act opened": cpu(lambda: screens.append(ask(f"/acte/{ACT}"))),
                "a date typed": cpu(typed, "periode.fin", f"2027-{1 + turn % 12:02}-{1 + turn % 28:02}"),
                "an amount typed": cpu(typed, "financement.cout_annuel.ht", f"{19_000 + turn},00"),
                "home, 1000 acts": cpu(home, "/"),
                "home, 1000 acts, a word looked for": cpu(home, "/?mots=orange"),
            }

        return medians(rounds, once)


def asked(folder: Path) -> Callable[..., str]:
    """What the page of a folder answers, once it has read all: to a link, or to what its script sends."""
    guard = Guard("secret", 4000)
    desk = Desk(Workspace(folder, folder / "sortie"), lambda: TODAY)
    client = create_app(Office(desk, lambda: None, str), guard).test_client()
    client.set_cookie(guard.cookie, guard.secret, domain=HOST)

    def ask(path: str, sent: Mapping[str, str] | None = None) -> str:
        headers = {"Origin": guard.origin, "X-Actes-Fragments": "1"} if sent else {}
        answer = client.open(path, method="POST" if sent else "GET", base_url=guard.origin, headers=headers, data=sent)
        assert (answer.status_code, answer.headers.get("X-Actes-Written")) == (200, None)
        return answer.text

    ask("/?mots=orange")
    return ask


PARTS = {part.__name__: part for part in (warm, cold, batch, register, page)}
