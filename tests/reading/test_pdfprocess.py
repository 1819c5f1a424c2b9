"""A PDF that harms who reads it harms a process that is ended for it; the others of the command are read."""

from __future__ import annotations

import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actes.finding import CannotGoOn
from actes.reading import pdfchild, pdfprocess, read_bytes
from actes.reading.pdfchild import PAGE
from actes.reading.pdflines import rules_of, words_of
from reading.hostile import WORDS, bare_pdf, crowded_pdf, looping_pdf, one_page
from reading.samples import FIXTURES

SOUND = (FIXTURES / "convention.pdf").read_bytes()


def refused(data: bytes) -> tuple[str, str, int]:
    with pytest.raises(CannotGoOn) as caught:
        read_bytes(data, "recu.pdf")
    (finding,) = caught.value.findings
    return finding.code, finding.message, caught.value.status


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    """The processes that are started from here on."""
    if pdfprocess.reader.cache_info().currsize:
        pdfprocess.reader().end()
    made: list[subprocess.Popen[bytes]] = []

    class Noted(subprocess.Popen):  # type: ignore[type-arg]
        def __init__(self, *args: object, **kwargs: object) -> None:
            super().__init__(*args, **kwargs)  # type: ignore[call-overload]
            made.append(self)

    monkeypatch.setattr(subprocess, "Popen", Noted)
    return made


def test_one_process_serves_every_pdf(started: list[subprocess.Popen[bytes]]) -> None:
    words = [read_bytes(SOUND, f"{n}.pdf").document.words() for n in range(3)]
    assert words[0]
    assert words[0] == words[1] == words[2]
    assert len(started) == 1


def test_a_pdf_that_fills_the_memory_is_refused_and_the_next_is_read(started: list[subprocess.Popen[bytes]]) -> None:
    expected = read_bytes(SOUND, "a.pdf").document.words()
    code, message, status = refused(looping_pdf())
    assert (code, status) == ("LEC108", 2)
    assert "trop de mémoire" in message
    assert read_bytes(SOUND, "b.pdf").document.words() == expected
    assert [one.poll() is None for one in started] == [False, True]


def test_a_pdf_that_takes_too_long_is_refused(
    started: list[subprocess.Popen[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert read_bytes(one_page(WORDS), "a.pdf").document.words()
    monkeypatch.setattr(pdfprocess, "PATIENCE", 0.02)
    code, message, status = refused(crowded_pdf())
    assert (code, status) == ("LEC108", 2)
    assert "trop de temps" in message
    assert started[0].poll() is not None


def test_a_document_has_its_time_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdfprocess, "LONGEST", 0.0)
    assert "trop de temps" in refused(crowded_pdf())[1]


def test_a_process_that_somebody_ended_is_started_again(started: list[subprocess.Popen[bytes]]) -> None:
    read_bytes(SOUND, "a.pdf")
    started[0].kill()
    started[0].wait()
    assert read_bytes(SOUND, "a.pdf").document.words()


def test_a_page_that_is_none_is_damage() -> None:
    assert refused(bare_pdf()) == ("LEC107", "ce PDF est abîmé ou incomplet", 2)


def test_a_reader_that_stops_leaves_no_answer_to_the_next(started: list[subprocess.Popen[bytes]]) -> None:
    pages = pdfprocess.pages_of(SOUND, "a.pdf")
    next(pages)
    pages.close()  # type: ignore[attr-defined]
    assert [len(list(pdfprocess.pages_of(one_page(WORDS), "b.pdf"))), len(started)] == [1, 2]


def test_what_no_page_is_made_of_is_none() -> None:
    head = PAGE.pack(595.0, 842.0, False, 1, 0)
    letter = (65).to_bytes(4, "little")
    assert pdfprocess.page_in(b"") is None
    assert pdfprocess.page_in(head + letter) is None
    assert pdfprocess.page_in(head + b"\xff" * 4 + bytes(16)) is None, "no character has this code"
    page = pdfprocess.page_in(head + letter + bytes(16))
    assert page is not None
    assert [word.text for word in words_of(page)] == ["A"]


@given(st.integers(0, 9), st.integers(0, 9), st.binary(max_size=300))
def test_any_answer_is_a_page_or_none(characters: int, drawings: int, rest: bytes) -> None:
    page = pdfprocess.page_in(PAGE.pack(595.0, 842.0, False, characters, drawings) + rest)
    if page is not None:
        assert len(list(words_of(page))) <= characters
        assert len(rules_of(page)) == 2


def test_the_limits_are_those_of_the_child_and_not_ours() -> None:
    resource = pytest.importorskip("resource")
    assert resource.getrlimit(resource.RLIMIT_AS)[0] != pdfchild.MEMORY
