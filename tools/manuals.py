"""Writes again the pages of the manual that come from the code: keys, filters, rules. `make manuals`."""

from __future__ import annotations

from pathlib import Path

from actes.compose.filters import filters_manual
from actes.model.manual import keys_manual
from actes.report.rules import rules_manual
from actes.rules import all_rules

DOCS = Path(__file__).parents[1] / "docs"

if __name__ == "__main__":
    pages = {"cles.md": keys_manual(), "filtres.md": filters_manual(), "regles.md": rules_manual(all_rules())}
    for name, text in pages.items():
        (DOCS / name).write_text(text, encoding="utf-8", newline="\n")
        print(DOCS / name)
