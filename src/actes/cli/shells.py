"""What shells ask when the Tab key is pressed, and what they are given. click speaks to bash, zsh and fish.

PowerShell is ours. The question comes in the environment, and is answered before any command.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import Any

from click.shell_completion import (
    CompletionItem,
    ShellComplete,
    add_completion_class,
    get_completion_class,
    shell_complete,
)

from .commands import ASKED, actes  # `tree`, by which all of them are there, imports what leads here

POWERSHELL = r"""# La touche Tab complète les commandes, les options et les actes.
Register-ArgumentCompleter -Native -CommandName %(prog_name)s -ScriptBlock {
    param($word, $line, $cursor)
    $before = $line.CommandElements | Where-Object { $_.Extent.StartOffset -lt $cursor }
    $words = @($before | ForEach-Object { if ($null -ne $_.Value) { $_.Value } else { $_.Extent.Text } })
    $encoding = [Console]::OutputEncoding
    $utf8 = $env:PYTHONUTF8
    try {
        [Console]::OutputEncoding = [System.Text.Encoding]::UTF8
        $env:PYTHONUTF8 = '1'
        $env:%(complete_var)s = 'powershell_complete'
        $env:COMP_WORDS = $words -join "`n"
        $env:COMP_WORD = $word
        & $words[0] 2>$null | ForEach-Object {
            $value, $help = $_ -split "`t", 2
            if (-not $help) { $help = $value }
            [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $help)
        }
    } finally {
        [Console]::OutputEncoding = $encoding
        $env:PYTHONUTF8 = $utf8
        Remove-Item Env:%(complete_var)s, Env:COMP_WORDS, Env:COMP_WORD -ErrorAction SilentlyContinue
    }
}
"""


class PowerShellComplete(ShellComplete):
    """PowerShell, of Windows or not: a line for each answer, then what it is. It names files itself."""

    name = "powershell"
    source_template = POWERSHELL

    def get_completion_args(self) -> tuple[list[str], str]:
        words, incomplete = os.environ.get("COMP_WORDS", "").splitlines()[1:], os.environ.get("COMP_WORD", "")
        return (words[:-1] if incomplete and words else words), incomplete

    def format_completion(self, item: CompletionItem[Any]) -> str:
        return f"{item.value}\t{item.help or ''}" if item.type == "plain" else ""

    def complete(self) -> str:
        return "\n".join(line for line in super().complete().splitlines() if line)


add_completion_class(PowerShellComplete)


def script(shell: str) -> str:
    """What the shell reads. The templates are click's; what it would say of bash's version is not for our screen."""
    kind = get_completion_class(shell)
    assert kind is not None
    return ShellComplete.source(kind(actes, {}, "actes", ASKED)).lstrip("\n")


def answer() -> int:
    """What the shell asked, and no word more: an error would be written in the middle of what a person types."""
    with suppress(Exception):
        return shell_complete(actes, {}, "actes", ASKED, os.environ[ASKED])
    return 1
