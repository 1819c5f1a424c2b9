"""Files that others wrote, mutated, through the commands that read them: no traceback, exit 0, 1 or 2, in time.

A few at each run, thousands in `make fuzz` (ACTES_FUZZ). A defect is an exception: `run` raises it.
"""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actes.cli import run
from actes.finding import CannotGoOn
from actes.layout.engine import Layout
from edges.runner import copied
from layout.packages import package, parts
from layout.test_template_check import DANGERS
from reading.hostile import bare_pdf, looping_pdf, one_page, stream
from reading.samples import FIXTURES

ROOT = Path(__file__).parents[2]
ACT = "DEC2025-453"
RUNS = int(os.environ.get("ACTES_FUZZ", "12"))
FUZZ = settings(
    max_examples=RUNS, deadline=None, database=None, derandomize=RUNS < 1000,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
SOURCES = {suffix: (FIXTURES / f"convention.{suffix}").read_bytes() for suffix in ("docx", "odt", "pdf", "txt")}
# What a reader may be led astray by: encodings, types, numbers out of all proportion, what acts on a screen.
BITES = [
    b"<!DOCTYPE x>", b"<!ENTITY a 'b'>", b"&a;", b"\xff\xfe", b"\xfe\xff", b"\0", b"]]>", b"<![CDATA[", b"<?x?>",
    b"&#0;", b"\x1b[2J", b"\xc2\x9b31m", b"\xe2\x80\xae", b"\xed\xa0\x80", b"99999999999", b"-1", b"1e999", b" 0 R ",
    b"null", b"<<", b">>", b"/Kids[3 0 R 3 0 R]", b"/Count 999999999", b"/Length 99999999", b"stream\n", b"endobj",
    b"(" * 60, b"[" * 60, b"PK\x01\x02", b"PK\x05\x06", b'w:val="99999999999999"', b"un milliard de milliards",
    b"31/12/9999", b"9" * 60,
]  # fmt: skip
EDITS = st.lists(
    st.tuples(
        st.floats(0, 1, exclude_max=True), st.sampled_from([0, 0, 1, 4, 60, 2000]), st.sampled_from([b"", *BITES])
    ),
    min_size=1, max_size=6,
)  # fmt: skip
ENCODINGS = ["utf-8"] * 4 + ["utf-16", "utf-16-le", "utf-7"]
SECONDS = 60


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("fichiers")
    return copied(root)


def mutated(data: bytes, edits: list[tuple[float, int, bytes]]) -> bytes:
    for at, cut, piece in edits:
        start = int(at * len(data))
        data = data[:start] + piece + data[start + cut :]
    return data


READERS = (("check", "FILE"), ("check", "FILE", "--format", "json"), ("diff", ACT, "FILE"))


def read(workspace: Path, name: str, data: bytes, readers: Sequence[Sequence[str]] = READERS) -> set[int]:
    """What the commands that read a file end with; in time, or the test fails."""
    path, ended = workspace / name, set[int]()
    path.write_bytes(data)
    before = time.perf_counter()
    for words in readers:
        ended.add(run(("--espace", str(workspace), *(str(path) if word == "FILE" else word for word in words))))
    assert time.perf_counter() - before < SECONDS
    return ended


@pytest.mark.parametrize("suffix", SOURCES)
@FUZZ
@given(edits=EDITS)
def test_mutated_bytes(workspace: Path, suffix: str, edits: list[tuple[float, int, bytes]]) -> None:
    assert read(workspace, f"acte.{suffix}", mutated(SOURCES[suffix], edits)) <= {0, 1, 2}


@pytest.mark.parametrize("suffix", ["docx", "odt"])
@FUZZ
@given(
    edits=EDITS, which=st.integers(0, 99), encoding=st.sampled_from(["utf-8"] * 4 + ["utf-16", "utf-16-le", "utf-7"])
)
def test_mutated_parts(
    workspace: Path, suffix: str, edits: list[tuple[float, int, bytes]], which: int, encoding: str
) -> None:
    contents = parts(SOURCES[suffix])
    name = sorted(contents)[which % len(contents)]
    text = mutated(contents[name], edits).decode("utf-8", "replace")
    data = package(contents | {name: text.encode(encoding, "replace")})
    assert read(workspace, f"acte.{suffix}", data) <= {0, 1, 2}


@settings(FUZZ, max_examples=max(10, RUNS // 10))
@given(
    depth=st.integers(1, 40), draws=st.integers(0, 6), loop=st.booleans(), edits=st.just([]) | EDITS,
)  # fmt: skip
def test_forms_that_draw_forms(
    workspace: Path, depth: int, draws: int, loop: bool, edits: list[tuple[float, int, bytes]]
) -> None:
    """Forms drawn by forms, in a ring or not: what exhausts memory is ended and told, whatever command reads it."""
    forms = []
    for rank in range(depth):
        after = 6 + (rank + 1) % depth if loop else 6 + min(rank + 1, depth - 1)
        head = f"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X {after} 0 R>>>>"
        forms.append(stream("/X Do " * (draws if loop or rank + 1 < depth else 0), head))
    data = mutated(one_page("/X Do", *forms, more="/XObject<</X 6 0 R>>"), edits)
    assert read(workspace, "formes.pdf", data, READERS[:1]) <= {0, 1, 2}


def test_what_harms_does_not_keep_the_others_from_being_read(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = workspace / "recus"
    folder.mkdir()
    for name, data in (("a.pdf", looping_pdf()), ("b.pdf", bare_pdf()), ("c.pdf", SOURCES["pdf"])):
        (folder / name).write_bytes(data)
    assert run(("check", *(str(folder / f"{name}.pdf") for name in "abc"))) == 2
    said = capsys.readouterr().out
    assert [code in said for code in ("LEC108", "LEC107")] == [True, True]
    assert "dans c.pdf" in said, "the last one is read"


@settings(FUZZ, max_examples=max(10, RUNS // 2))
@given(which=st.sampled_from(DANGERS), edits=EDITS)
def test_a_dangerous_template_is_never_rendered_whatever_else_is_in_it(
    which: tuple[str, object], edits: list[tuple[float, int, bytes]]
) -> None:
    contents = parts(which[1]())  # type: ignore[operator]
    styles = mutated(contents["word/styles.xml"], edits)
    with pytest.raises(CannotGoOn) as caught:
        Layout(package(contents | {"word/styles.xml": styles}), "modele.docx")
    assert caught.value.status == 2
