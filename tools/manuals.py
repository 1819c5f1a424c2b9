"""Writes again what comes from the code: keys, filters, rules, commands in the manual; the schemas. `make manuals`."""

from __future__ import annotations

from pathlib import Path

from actes.cli.reference import commands_manual
from actes.model.schema import PAGE as KEYS
from actes.registry.jsonschema import FILES, FOLDER, schema_text
from actes.report.text import rules_manual
from actes.rules import all_rules
from actes.values.filters import PAGE as FILTERS

ROOT = Path(__file__).parents[1]

if __name__ == "__main__":
    pages = {"cles.md": KEYS, "filtres.md": FILTERS, "regles.md": rules_manual(all_rules())}
    pages["commandes.md"] = commands_manual()
    files = {ROOT / "docs" / name: text for name, text in pages.items()}
    files |= {ROOT / "registry" / FOLDER / f"{name}.json": schema_text(name) for name in FILES}
    for path, text in files.items():
        path.write_text(text, encoding="utf-8", newline="\n")
        print(path)
