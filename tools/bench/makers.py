"""Who makes the three documents (decision, convention, annexe of an act): docxtpl, the floor, Node programs, we."""

import io
import json
import pickle
import re
import shutil
import sys
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache, partial
from html import unescape
from inspect import getsource
from pathlib import Path
from subprocess import CalledProcessError, check_call, check_output
from typing import Any

from docxtpl import DocxTemplate
from markupsafe import Markup

from actes.compose.dossier import compose
from actes.document import Document
from actes.layout.engine import Layout
from actes.layout.view import view
from actes.model.register import Register
from actes.registry.load import load_register
from actes.tasks.pipeline import template_for

ROOT = Path(__file__).parents[2]
BUILD = ROOT / "build" / "bench"
WORK = BUILD / "work"  # made anew by each run
ACT, TODAY = "DEC2025-453", date(2026, 11, 24)
VERSIONS = {"docxtemplater": "3.71.0", "pizzip": "3.3.0", "carbone": "3.8.2", "easy-template-x": "7.2.8"}
TAGS = {"docxtemplater": "{%s}", "carbone": "{d.%s}", "easy-template-x": "{%s}"}
TEXT = re.compile(r"(<w:t(?: [^>]*)?>)([^<]+)(?=</w:t>)")


@cache
def papers() -> dict[str, tuple[bytes, dict[str, Any], Callable[[], bytes]]]:
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


def load(workspace: Path) -> Register:
    loaded = load_register(workspace / "registry", [ACT])
    assert loaded.register and not loaded.findings  # noqa: PT018
    return loaded.register


def composed(register: Register) -> tuple[Document, ...]:
    return compose(register.actes[ACT], register).documents


def docxtpl(template: bytes, context: Mapping[str, Any]) -> bytes:
    """Used plainly, as its manual says, escaping on (without it, text is lost)."""
    machine, out = DocxTemplate(io.BytesIO(template)), io.BytesIO()
    machine.render(dict(context), autoescape=True)
    machine.save(out)
    return out.getvalue()


def floor(template: bytes, _: object, main: bytes = b"") -> bytes:
    """The least that can be done: the zip copied, its main part replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(template)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, main if name == "word/document.xml" else old.read(name))
    return out.getvalue()


def script(maker: Callable[..., bytes], times: int = 1) -> list[str]:
    """A command that makes the three documents so, from what is pickled of them, in a process with nothing of ours."""
    kept = WORK / "papers"
    kept.write_bytes(pickle.dumps([(name, *given) for name, (*given, _) in papers().items()]))
    lines = f"""from __future__ import annotations
import io, pickle, {"zipfile" if maker is floor else "docxtpl; DocxTemplate = docxtpl.DocxTemplate"}
{getsource(maker)}
for name, template, context in pickle.load(open({str(kept)!r}, "rb")) * {times}:
    open(f"{maker.__name__}-{{name}}.docx", "wb").write({maker.__name__}(template, context))
"""
    return [sys.executable, "-c", lines]


def main_of(word: bytes) -> str:
    return zipfile.ZipFile(io.BytesIO(word)).read("word/document.xml").decode()


def text_of(word: bytes) -> str:
    """What a Word file says, paragraph by paragraph."""
    return unescape("\n".join("".join(t for _, t in TEXT.findall(one)) for one in main_of(word).split("</w:p>")))


def tagged(word: bytes, tag: str) -> tuple[bytes, dict[str, str]]:
    """A template that makes this Word file, and its data: each text is a tag (« {{%s}} »), in a run like its own.

    Other programs have no tag for a run made elsewhere; theirs has no loop and no condition, which spares them work.
    """
    data: dict[str, str] = {}

    def named(found: re.Match[str]) -> str:
        data[name := f"f{len(data)}"] = unescape(found[2])
        return found[1] + tag % name

    return floor(word, data, TEXT.sub(named, main_of(word)).encode()), data


@cache
def peers() -> tuple[str, ...]:
    """The Node programs that are there; it stops where what one makes says something else than ours."""
    packages = [f"{name}@{version}" for name, version in VERSIONS.items()]
    try:
        check_call(["npm", "install", "--prefix", BUILD, "--silent", "--ignore-scripts", "--prefer-offline", *packages])
    except (OSError, CalledProcessError):
        return ()
    shutil.copy(Path(__file__).with_name("peers.cjs"), BUILD)  # where Node finds its modules
    for peer, tag in TAGS.items():
        (folder := BUILD / "peers" / peer).mkdir(parents=True, exist_ok=True)
        for name, (_, _, layout) in papers().items():
            template, data = tagged(layout(), tag)
            (folder / f"{name}.docx").write_bytes(template)
            (folder / f"{name}.json").write_text(json.dumps(data), "utf-8")
        check_output(node(peer))
        for name, (_, _, layout) in papers().items():
            assert text_of((folder / f"{name}.out.docx").read_bytes()) == text_of(layout()), f"{peer}: {name}"
    return tuple(TAGS)


def node(peer: str, times: int = 1) -> list[str]:
    """The command that has one of them make the three documents."""
    return ["node", str(BUILD / "peers.cjs"), peer, str(times), *papers()]
