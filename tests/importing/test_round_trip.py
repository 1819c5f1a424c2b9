"""Our own acts as Word files, imported into an empty register: the entry composes the words of the files."""

from __future__ import annotations

import pytest

from importing.support import ACTS, empty, files, imported


@pytest.mark.parametrize(("workspace", "act"), ACTS)
def test_every_word_is_composed_again(workspace: str, act: str) -> None:
    taken = imported(files(workspace, act), empty(workspace))
    assert taken.identifier == act
    assert not [(one.before, one.after) for one in taken.differences]
    assert taken.words > 80
    assert taken.ratio == 1
