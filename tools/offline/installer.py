"""Install from this folder, without network; where this Python cannot, say so first, and which can.

Run by whatever Python is found: nothing here is newer than 3.6.
"""

import json
import os
import subprocess
import sys
import sysconfig
from pathlib import Path

HERE = Path(__file__).resolve().parent
ENVIRONMENT = HERE / "environnement"
BIN = ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin")
PIP = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-index", "--find-links", "wheels"]
LOCKED = ["--only-binary", ":all:", "--no-deps", "--require-hashes", "--requirement", "exigences.txt"]


def main():
    planned = json.loads((HERE / "prevu.json").read_text(encoding="utf-8"))
    refused = refusal(planned, "{}.{}".format(*sys.version_info), sysconfig.get_platform())
    if refused:
        print("Rien n’a été installé :", refused)
        return 1
    print(f"Installation dans {ENVIRONMENT} (une minute)…", flush=True)
    for command in (
        [sys.executable, "-m", "venv", "--clear", ENVIRONMENT],
        [BIN / "python", *PIP, *LOCKED],
        [BIN / "actes", "--version"],
    ):
        if subprocess.call(list(map(str, command)), cwd=str(HERE)):
            print("L’installation n’a pas abouti. Envoyez le texte de cette fenêtre à qui vous a donné le zip.")
            return 1
    print(f"C’est installé. La commande est : {BIN / 'actes'}")
    return 0


def refusal(planned, python, platform):
    """Why this Python cannot install what is here, and what to do; nothing when it can."""
    pythons = planned.get(platform)
    if not pythons:
        said = f"ce zip est prévu pour {' et '.join(sorted(planned))}, et ce Python est fait pour {platform}."
        if platform.startswith("win"):
            said += (
                "\nPrenez « Windows installer (64-bit) » sur https://www.python.org/downloads/windows/ et recommencez."
            )
        return said
    if python not in pythons:
        return (
            f"ce zip s’installe avec Python {' ou '.join(pythons)}, et celui qui a été trouvé est Python {python}.\n"
            f"Installez aussi Python {pythons[-1]} (https://www.python.org/downloads/) et recommencez, "
            "ou demandez un zip plus récent à qui vous a donné celui-ci."
        )
    return None


if __name__ == "__main__":
    sys.exit(main())
