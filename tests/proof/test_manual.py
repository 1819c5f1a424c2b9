"""The manual's list of rules is what the rules say."""

from pathlib import Path

from actes.report.text import THEMES, rules_manual
from actes.rules import all_rules

MANUAL = Path(__file__).parents[2] / "docs" / "regles.md"
COMMAND = "make manuals"


def test_the_list_of_rules_is_current() -> None:
    assert MANUAL.read_text("utf-8") == rules_manual(all_rules()), f"write it again: {COMMAND}"


def test_every_theme_has_rules() -> None:
    assert {rule.code[:3] for rule in all_rules()} == set(THEMES)
