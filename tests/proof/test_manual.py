"""The manual's list of rules is what the rules say."""

import sys
from pathlib import Path

from actes.report.text import THEMES
from actes.rules import all_rules

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from tools.manuals import rules_manual  # noqa: E402

MANUAL = ROOT / "docs" / "regles.md"
COMMAND = "make manuals"


def test_the_list_of_rules_is_current() -> None:
    assert MANUAL.read_text("utf-8") == rules_manual(all_rules()), f"write it again: {COMMAND}"


def test_every_theme_has_rules() -> None:
    assert {rule.code[:3] for rule in all_rules()} == set(THEMES)
