"""Renders documents built by hand to PDF pages as images, for a person to look at (LibreOffice and poppler needed).

PYTHONPATH=src:tests python tools/look.py FOLDER
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from actes.layout.audit import audit
from actes.layout.engine import Layout
from layout.acts import ACTS

ROOT = Path(__file__).parents[1]


def main(folder: Path) -> None:
    """Write FOLDER/NAME.docx, .pdf and a .png for each page."""
    folder.mkdir(parents=True, exist_ok=True)
    for document in ACTS:
        for draft in (False, True):
            template = ROOT / "templates" / f"{document.name}.docx"
            data = Layout(template.read_bytes(), template.name).render(document, draft)
            audit(document, data, document.name)
            (folder / f"{document.name}{'-projet' if draft else ''}.docx").write_bytes(data)
    files = sorted(folder.glob("*.docx"))
    profile = f"-env:UserInstallation=file://{folder}/profile"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *map(str, files)], check=True
    )
    for pdf in sorted(folder.glob("*.pdf")):
        subprocess.run(["pdftoppm", "-r", "70", "-png", str(pdf), str(pdf.with_suffix(""))], check=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
