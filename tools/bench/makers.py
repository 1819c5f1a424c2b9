"""Who makes the three documents (decision, convention, annexe of an act): docxtpl, the floor, Node programs, we."""

import io
import json
import pickle
import re
import shutil
import sys
import zipfile
from collections.abc import Callable, Mapping
from functools import cache, partial
from html import unescape
from inspect import getsource
from pathlib import Path
from subprocess import CalledProcessError, check_call, check_output
from typing import Any

from docxtpl import DocxTemplate
from markupsafe import Markup

from actes.compose.dossier import compose
from actes.layout.engine import Layout
from actes.layout.view import view
from actes.registry.load import load_register
from actes.tasks.pipeline import template_for

ROOT = Path(__file__).parents[2]
BUILD = ROOT / "build" / "bench"
WORK = BUILD / "work"  # made anew by each run
ACT = "DEC2025-453"
VERSIONS = {"docxtemplater": "3.71.0", "pizzip": "3.3.0", "carbone": "3.8.2", "easy-template-x": "7.2.8"}
PEERS = ("docxtemplater", "carbone", "easy-template-x")
NODE = ["node", str(BUILD / "peers.cjs")]  # followed by one of them, and how many times it makes the documents


def load(workspace: Path) -> Any:
    loaded = load_register(workspace / "registry", [ACT])
    assert loaded.register and not loaded.findings  # noqa: PT018
    return loaded.register


def composed(register: Any) -> tuple[Any, ...]:
    return compose(register.actes[ACT], register).documents


@cache
def papers() -> dict[str, tuple[bytes, Any, Callable[[], bytes]]]:
    """For each document our template, the names that it uses, and what makes our Word file of both."""
    found = {}
    for document in composed(load(ROOT)):
        template = (ROOT / "templates" / template_for(document.name)).read_bytes()
        layout = Layout(template, document.name)
        context = {name: plain(value) for name, value in view(document, layout.sheet, True).items()}
        found[document.name] = template, context, partial(layout.render, document, True)
    return found


def plain(value: Any) -> Any:
    """Dicts, lists and marked up texts: what a script would give docxtpl, nothing of ours."""
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    if isinstance(value, Markup) or not hasattr(value, "__slots__"):
        return value
    return {name: plain(getattr(value, name)) for name in value.__slots__}


def docxtpl(template: bytes, context: Mapping[str, Any]) -> bytes:
    """Used plainly, as its manual says, escaping on (without it, text is lost)."""
    machine, out = DocxTemplate(io.BytesIO(template)), io.BytesIO()
    machine.render(dict(context), autoescape=True)
    machine.save(out)
    return out.getvalue()


def script(times: int = 1) -> list[str]:
    """The command that has docxtpl make them, so many times, in a process with nothing of ours."""
    (kept := WORK / "papers").write_bytes(pickle.dumps([(name, *given) for name, (*given, _) in papers().items()]))
    lines = f"""from __future__ import annotations
import io, pickle
from docxtpl import DocxTemplate
{getsource(docxtpl)}
for name, *given in pickle.load(open({str(kept)!r}, "rb")) * {times}:
    open(f"docxtpl-{{name}}.docx", "wb").write(docxtpl(*given))
"""
    return [sys.executable, "-c", lines]


def floor(template: bytes, main: str) -> bytes:
    """The least that can be done: the zip copied, its main part replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(template)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, main if name == "word/document.xml" else old.read(name))
    return out.getvalue()


def pieces(word: bytes) -> list[str]:
    """The main part of a Word file: every other piece is a text."""
    return re.split("([^<>]+)(?=</w:t>)", zipfile.ZipFile(io.BytesIO(word)).read("word/document.xml").decode())


def text_of(word: bytes) -> str:
    """What a Word file says, and where its paragraphs end."""
    return unescape("".join(re.findall("[^<>]+(?=</w:t>)|</w:p>", "".join(pieces(word)))))


def tagged(word: bytes) -> tuple[bytes, dict[str, str]]:
    """A template that makes this Word file, and its data: each text is a tag of Carbone's, in a run like its own.

    Other programs have no tag for a run made elsewhere; theirs has no loop and no condition, which spares them work.
    """
    main = pieces(word)
    data = {f"f{rank}": unescape(text) for rank, text in enumerate(main[1::2])}
    main[1::2] = [f"{{d.{name}}}" for name in data]
    return floor(word, "".join(main)), data


@cache
def peers() -> tuple[str, ...]:
    """The Node programs that are there; it stops where what one makes says something else than ours."""
    packages = [f"{name}@{version}" for name, version in VERSIONS.items()]
    try:
        check_call(["npm", "install", "--prefix", BUILD, "--silent", "--ignore-scripts", "--prefer-offline", *packages])
    except (OSError, CalledProcessError):
        return ()
    shutil.copy(Path(__file__).with_name("peers.cjs"), BUILD)  # where Node finds its modules
    ours = {f"{BUILD / name}": layout() for name, (_, _, layout) in papers().items()}
    for path, word in ours.items():
        template, data = tagged(word)
        Path(f"{path}.docx").write_bytes(template)
        Path(f"{path}.docx.json").write_text(json.dumps(data), "utf-8")
    for peer in PEERS:
        check_output([*NODE, peer, "1"])
        for path, word in ours.items():
            assert text_of(Path(f"{path}-{peer}").read_bytes()) == text_of(word), f"{path}-{peer}"
    return PEERS
