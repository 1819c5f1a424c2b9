"""Alignment of words: covers both sides, exact, fast where it must be."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actes.compare import Change, align, differences
from layout.acts import CONVENTION
from measures import LEAST, seconds

WORDS = st.lists(st.sampled_from(["le", "la", "convention", "période", "2024", "2025", "de", "et"]), max_size=40)


def shown(before: Sequence[str], after: Sequence[str]) -> list[tuple[str, str, str]]:
    found = differences(align(before, after))
    return [(h.change.value, " ".join(before[h.before]), " ".join(after[h.after])) for h in found]


@given(WORDS, WORDS)
def test_hunks_cover_both_sides_in_order(before: list[str], after: list[str]) -> None:
    hunks = align(before, after)
    assert [w for h in hunks for w in before[h.before]] == before
    assert [w for h in hunks for w in after[h.after]] == after
    for hunk in hunks:
        a, b = before[hunk.before], after[hunk.after]
        assert {
            Change.EGAL: a == b and bool(a),
            Change.AJOUTE: not a and bool(b),
            Change.RETIRE: bool(a) and not b,
            Change.MODIFIE: bool(a) and bool(b) and a != b,
        }[hunk.change]
    kinds = [hunk.change for hunk in hunks]
    assert all((x is Change.EGAL) is not (y is Change.EGAL) for x, y in pairwise(kinds))


@given(WORDS)
def test_equal_is_one_hunk(words: list[str]) -> None:
    assert differences(align(words, list(words))) == ()


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("a b c", "a b c d", [("ajoute", "", "d")]),
        ("a b c", "b c", [("retire", "a", "")]),
        ("a b c", "a x c", [("modifie", "b", "x")]),
        ("a a a", "a a", [("retire", "a", "")]),
        ("", "a", [("ajoute", "", "a")]),
        ("a", "", [("retire", "a", "")]),
        ("un deux trois quatre", "trois un deux quatre", [("ajoute", "", "trois"), ("retire", "trois", "")]),
        (
            "le prix est de 10 euros par an",
            "le prix est de 12 euros par mois",
            [("modifie", "10", "12"), ("modifie", "an", "mois")],
        ),
    ],
)
def test_what_a_person_expects(before: str, after: str, expected: list[tuple[str, str, str]]) -> None:
    assert shown(before.split(), after.split()) == expected


def test_a_moved_article_is_found_whole() -> None:
    words = CONVENTION.words()
    moved = [*words[:300], *words[500:700], *words[300:500], *words[700:]]
    removed = [word for hunk in differences(align(words, moved)) for word in words[hunk.before]]
    assert len(removed) <= 200


def test_long_texts_with_scattered_changes_are_aligned_word_by_word() -> None:
    before = [f"mot{n}" if n % 2 else "de" for n in range(6000)]
    after = ["autre" if n % 60 == 0 else word for n, word in enumerate(before)]
    assert shown(before, after) == [("modifie", "de", "autre")] * 100


def repetitive(size: int) -> None:
    align(["de", "la"] * size, ["la", "de", "et"] * (2 * size // 3))


def scattered(times: int) -> None:
    words = CONVENTION.words() * times
    changed = list(words)
    changed[100::97] = ["x"] * len(changed[100::97])
    align(words, changed)


@pytest.mark.no_cover  # a trace of every line takes three times as long as the work
@pytest.mark.parametrize(("work", "size"), [(repetitive, 20_000), (scattered, 30)], ids=["repetitive", "scattered"])
def test_time_grows_with_length_only(work: Callable[[int], None], size: int) -> None:
    """Ten times the words, a hundred times as long where each is compared with each."""
    part = min(seconds(lambda: work(size // 10)) for _ in range(2))
    assert seconds(lambda: work(size)) < 30 * max(part, LEAST)
