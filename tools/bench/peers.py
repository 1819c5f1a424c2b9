"""The Node programs that fill Word templates: installed here in pinned versions, given what docxtpl is given."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from types import MappingProxyType

from . import BUILD
from .documents import papers, tagged, text_of

SCRIPT = Path(__file__).with_name("peers.cjs")
VERSIONS: Mapping[str, str] = MappingProxyType(
    {"docxtemplater": "3.71.0", "pizzip": "3.3.0", "carbone": "3.8.2", "easy-template-x": "7.2.8"}
)
TAGS: Mapping[str, str] = MappingProxyType({"docxtemplater": "{%s}", "carbone": "{d.%s}", "easy-template-x": "{%s}"})
FIRST = 20  # rounds before the first that counts: V8 compiles what it has seen often


def installed() -> str | None:
    """What Node says of its version once the peers are there; None where it cannot be had. The versions are pinned."""
    if not shutil.which("node") or not (npm := shutil.which("npm")):
        return None
    wanted = json.dumps({"name": "bench", "private": True, "dependencies": dict(VERSIONS)}, indent=2)
    package = BUILD / "package.json"
    if not package.is_file() or package.read_text("utf-8") != wanted or not (BUILD / "node_modules").is_dir():
        BUILD.mkdir(parents=True, exist_ok=True)
        package.write_text(wanted, "utf-8")
        command = [npm, "install", "--no-audit", "--no-fund", "--ignore-scripts", "--silent"]
        if subprocess.run(command, cwd=BUILD, check=False).returncode:
            package.unlink()
            return None
    return subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout.strip()


def prepare() -> None:
    """A template for each peer in its own tags, and the data; what each makes says what ours says, or this stops."""
    folder = BUILD / "peers"
    shutil.rmtree(folder, ignore_errors=True)
    for peer, tag in TAGS.items():
        (folder / peer).mkdir(parents=True)
        for paper in papers():
            template, data = tagged(paper.made, tag)
            (folder / peer / f"{paper.name}.docx").write_bytes(template)
            (folder / f"{paper.name}.json").write_text(json.dumps(data), "utf-8")
    for peer in TAGS:
        subprocess.run(once(peer), cwd=BUILD, check=True)
        for paper in papers():
            made = (folder / peer / f"{paper.name}.out.docx").read_bytes()
            assert text_of(made) == text_of(paper.made), f"{peer}: {paper.name} says something else"


def once(peer: str) -> list[str]:
    """The command that makes the three documents, in a process of its own."""
    shutil.copyfile(SCRIPT, BUILD / SCRIPT.name)  # where Node finds its modules
    return ["node", SCRIPT.name, "once", peer]


class Served:
    """A process that makes the three documents again at each call, and says the CPU milliseconds that it took."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process

    def __call__(self) -> float:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write("again\n")
        self.process.stdin.flush()
        return float(self.process.stdout.readline())


@contextmanager
def served() -> Iterator[dict[str, Served]]:
    """Each peer in a process that stays, as warm as it gets."""
    pipe = subprocess.PIPE
    processes = {
        peer: subprocess.Popen(
            ["node", SCRIPT.name, "serve", peer], cwd=BUILD, stdin=pipe, stdout=pipe, encoding="utf-8"
        )
        for peer in TAGS
    }
    try:
        works = {peer: Served(process) for peer, process in processes.items()}
        for work in works.values():
            for _ in range(FIRST):
                work()
        yield works
    finally:
        for process in processes.values():
            with suppress(OSError):
                process.communicate("")
