"""What shells ask when the Tab key is pressed: click speaks to bash, zsh and fish, PowerShell is ours."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from click import shell_completion as shells

from .commands import ASKED, actes


class PowerShellComplete(shells.ShellComplete):
    """PowerShell, of Windows or not: a line for each answer, then what it is. It names files itself."""

    name = "powershell"
    source_template = Path(__file__).with_name("completion.ps1").read_text("utf-8")

    def get_completion_args(self) -> tuple[list[str], str]:
        words, incomplete = os.environ.get("COMP_WORDS", "").splitlines()[1:], os.environ.get("COMP_WORD", "")
        return (words[:-1] if incomplete and words else words), incomplete

    def format_completion(self, item: shells.CompletionItem[Any]) -> str:
        return f"{item.value}\t{item.help or ''}" if item.type == "plain" else ""

    def complete(self) -> str:
        return "\n".join(line for line in super().complete().splitlines() if line)


shells.add_completion_class(PowerShellComplete)


def script(shell: str) -> str:
    """What the shell reads. The templates are click's; what it would say of bash's version is not for our screen."""
    kind = shells.get_completion_class(shell)
    assert kind is not None
    return shells.ShellComplete.source(kind(actes, {}, "actes", ASKED)).lstrip("\n")


def answer() -> int:
    """What the shell asked, and no word more: an error would be written in the middle of what a person types."""
    with suppress(Exception):
        return shells.shell_complete(actes, {}, "actes", ASKED, os.environ[ASKED])
    return 1
