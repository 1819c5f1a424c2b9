"""The tables of cases: `KIND.yml` names its kinds and says, for each text, every mention of those kinds, in order."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from actes.facts import MentionKind, read, walk
from facts.show import line

HERE = Path(__file__).parent
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
TABLES = {path.stem: yaml.load(path.read_text("utf-8"), LOADER) for path in sorted(HERE.glob("*.yml"))}


@pytest.mark.parametrize("name", TABLES)
def test_mentions_of_a_text(name: str) -> None:
    for case in TABLES[name]["cases"]:
        assert mentions(case["text"], name) == case["expect"], case["text"]


@pytest.mark.parametrize("name", TABLES)
def test_unbreakable_spaces_and_typographic_apostrophes_change_nothing(name: str) -> None:
    for case in TABLES[name]["cases"]:
        found = mentions(case["text"].replace(" ", "\u00a0").replace("'", "’"), name)
        plain = [[told.replace("’", "'") for told in some] for some in (found, case["expect"])]
        assert plain[0] == plain[1], case["text"]


def mentions(text: str, name: str) -> list[str]:
    """Those of the kinds of a table, as it writes them."""
    return [line(mention) for mention in read(text) if mention.kind.value in TABLES[name]["kinds"]]


def test_every_kind_has_cases_and_every_table_a_silent_one() -> None:
    covered = {kind for table in TABLES.values() for kind in table["kinds"]}
    assert covered == {kind.value for kind in MentionKind}
    assert all(any(not case["expect"] for case in table["cases"]) for table in TABLES.values())
    assert sum(len(table["cases"]) for table in TABLES.values()) > 350


def test_what_must_stay_quiet_has_no_problem() -> None:
    texts = [case["text"] for case in TABLES["quiet"]["cases"]]
    assert len(texts) >= 15
    assert [m.problem for text in texts for m in walk(read(text)) if m.problem] == []


def test_parts_hold_what_is_inside() -> None:
    (period,) = read("du 1er janvier 2025 au 31 décembre 2026")
    assert [part.text for part in period.parts] == ["1er janvier 2025", "31 décembre 2026"]
    (law,) = read("loi n° 2015-991 du 7 août 2015")
    assert [(part.kind, part.text) for part in law.parts] == [(MentionKind.DATE, "7 août 2015")]
    (wrong,) = read("loi n° 2015-991 du 31 avril 2015")
    assert wrong.problem == wrong.parts[0].problem != ""
    assert [m.text for m in walk((period,))] == [period.text, "1er janvier 2025", "31 décembre 2026"]
