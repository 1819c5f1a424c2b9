"""The Node programs that fill Word templates: installed in pinned versions, given what docxtpl is given."""

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from . import BUILD
from .papers import papers, tagged, text_of

VERSIONS: Mapping[str, str] = {
    "docxtemplater": "3.71.0", "pizzip": "3.3.0", "carbone": "3.8.2", "easy-template-x": "7.2.8"
}  # fmt: skip
TAGS: Mapping[str, str] = {"docxtemplater": "{%s}", "carbone": "{d.%s}", "easy-template-x": "{%s}"}
FIRST = 20  # rounds before the first that counts: V8 compiles what it has seen often


@cache
def ready() -> bool:
    """The programs are there, with a template in the tags of each; what each makes says what ours says, or it stops."""
    npm = shutil.which("npm")
    if not npm or not shutil.which("node"):
        return False
    BUILD.mkdir(parents=True, exist_ok=True)
    wanted, package = json.dumps({"private": True, "dependencies": VERSIONS}), BUILD / "package.json"
    if not package.is_file() or package.read_text("utf-8") != wanted:
        package.write_text(wanted, "utf-8")
        if subprocess.run([npm, "install", "--ignore-scripts", "--silent"], cwd=BUILD, check=False).returncode:
            package.unlink()
            return False
    shutil.copyfile(Path(__file__).with_name("peers.cjs"), BUILD / "peers.cjs")  # where Node finds its modules
    for peer, tag in TAGS.items():
        (folder := BUILD / "peers" / peer).mkdir(parents=True, exist_ok=True)
        for paper in papers():
            template, data = tagged(paper.made, tag)
            (folder / f"{paper.document.name}.docx").write_bytes(template)
            (folder.parent / f"{paper.document.name}.json").write_text(json.dumps(data), "utf-8")
        subprocess.run(once(peer), cwd=BUILD, check=True)
        for paper in papers():
            made = (folder / f"{paper.document.name}.out.docx").read_bytes()
            assert text_of(made) == text_of(paper.made), f"{peer}: {paper.document.name} says something else"
    return True


def once(peer: str) -> list[str]:
    """The command, for the folder BUILD, that makes the three documents."""
    return ["node", "peers.cjs", "once", peer]


@contextmanager
def served() -> Iterator[dict[str, Callable[[], float]]]:
    """Each peer in a process that stays: the CPU milliseconds that the three documents took it."""
    processes = [
        subprocess.Popen(
            ["node", "peers.cjs", "serve", peer], cwd=BUILD, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for peer in TAGS
    ]

    def again(process: subprocess.Popen[str]) -> float:
        assert process.stdin and process.stdout  # noqa: PT018
        print("again", file=process.stdin, flush=True)
        return float(process.stdout.readline())

    for _ in range(FIRST):
        list(map(again, processes))
    yield {peer: lambda process=process: again(process) for peer, process in zip(TAGS, processes, strict=True)}  # type: ignore[misc]
    for process in processes:
        process.communicate("")
