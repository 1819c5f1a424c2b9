"""Who makes the three documents (decision, convention, annexe of an act): docxtpl, the floor, Node programs, we."""

import io
import json
import pickle
import shutil
import sys
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import asdict
from functools import cache, partial
from inspect import getsource
from operator import attrgetter
from pathlib import Path
from subprocess import CalledProcessError, check_call, check_output
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from docxtpl import DocxTemplate

from actes.layout.engine import Layout
from actes.layout.view import view
from actes.registry.load import load_register
from actes.tasks.known import documents_of
from actes.tasks.pipeline import template_for

ROOT = Path(__file__).parents[2]
BUILD = ROOT / "build" / "bench"
WORK = BUILD / "work"  # made anew by each run
ACT = "DEC2025-453"
VERSIONS = {"docxtemplater": "3.71.0", "pizzip": "3.3.0", "carbone": "3.8.2", "easy-template-x": "7.2.8"}
PEERS = ("docxtemplater", "carbone", "easy-template-x")
NODE = ["node", str(BUILD / "peers.cjs")]  # followed by one of them, and how many times it makes the documents


def load(workspace: Path) -> Any:
    return load_register(workspace / "registry", [ACT]).holding()


def composed(register: Any) -> tuple[Any, ...]:
    return documents_of(register.actes[ACT], register)


@cache
def papers() -> list[tuple[str, bytes, Mapping[str, Any], Callable[[], bytes]]]:
    """Of each document its name, our template, what docxtpl is given (nothing of ours), what makes our Word file."""
    found = []
    for document in composed(load(ROOT)):
        template = (ROOT / "templates" / template_for(document.name)).read_bytes()
        layout = Layout(template, document.name)
        seen = view(document, layout.sheet, True)
        context = {**seen, "blocs": [asdict(block) for block in seen["blocs"]]}
        found.append((document.name, template, context, partial(layout.render, document, True)))
    return found


def docxtpl(template: bytes, context: Mapping[str, Any]) -> bytes:
    """Used plainly, as its manual says, escaping on (without it, text is lost)."""
    machine, out = DocxTemplate(io.BytesIO(template)), io.BytesIO()
    machine.render(dict(context), autoescape=True)
    machine.save(out)
    return out.getvalue()


def script(times: int = 1) -> list[str]:
    """The command that has docxtpl make them, so many times, in a process with nothing of ours."""
    (kept := WORK / "papers").write_bytes(pickle.dumps([given for *given, _ in papers()]))
    lines = f"""from __future__ import annotations
import io, pickle
from docxtpl import DocxTemplate
{getsource(docxtpl)}
for name, *given in pickle.load(open({str(kept)!r}, "rb")) * {times}:
    open(f"docxtpl-{{name}}.docx", "wb").write(docxtpl(*given))
"""
    return [sys.executable, "-c", lines]


def floor(template: bytes) -> bytes:
    """The least that can be done: the zip copied, its main part replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(template)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, "" if name == "word/document.xml" else old.read(name))
    return out.getvalue()


def text_of(word: bytes) -> list[str]:
    """What each paragraph of a Word file says, those of its tables too."""
    return [paragraph.text for paragraph in Document(io.BytesIO(word)).element.iter(qn("w:p"))]


def tagged(word: bytes) -> tuple[bytes, dict[str, str]]:
    """A template that makes this Word file, and its data: each text is a tag of Carbone's, in a run like its own.

    Other programs have no tag for a run made elsewhere; theirs has no loop and no condition, which spares them work.
    """
    template, data, out = Document(io.BytesIO(word)), dict[str, str](), io.BytesIO()
    for text in filter(attrgetter("text"), template.element.iter(qn("w:t"))):
        data[f"f{len(data)}"], text.text = text.text, f"{{d.f{len(data)}}}"
    template.save(out)
    return out.getvalue(), data


@cache
def peers() -> tuple[str, ...]:
    """The Node programs that are there; it stops where what one makes says something else than ours."""
    packages = map("@".join, VERSIONS.items())
    try:
        check_call(["npm", "install", "--prefix", BUILD, "--silent", "--ignore-scripts", "--prefer-offline", *packages])
    except (OSError, CalledProcessError):
        return ()
    shutil.copy(Path(__file__).with_name("peers.cjs"), BUILD)  # where Node finds its modules
    ours = {f"{BUILD / name}.docx": layout() for name, *_, layout in papers()}
    for path, word in ours.items():
        template, data = tagged(word)
        Path(path).write_bytes(template)
        Path(f"{path}.json").write_text(json.dumps(data), "utf-8")
    for peer in PEERS:
        check_output([*NODE, peer, "1"])
        for path, word in ours.items():
            assert text_of(Path(f"{path}.{peer}").read_bytes()) == text_of(word), (path, peer)
    return PEERS
