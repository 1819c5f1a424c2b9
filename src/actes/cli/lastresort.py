"""What ended a command and nobody foresaw: said in French, with what to send us; never a traceback on the screen."""

from __future__ import annotations

import errno
import platform
import sys
import traceback
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from tempfile import NamedTemporaryFile

from .. import __version__
from ..finding import COULD_NOT_RUN

# What a file refuses, `store` and `io_in_french` say, by its name: what has none is the screen, a pipe, a redirection.
FULL = frozenset({errno.EPIPE, errno.ENOSPC, errno.EBADF, errno.EINVAL, errno.EIO})
LOST = "Erreur : {what} ne prend plus rien : la suite n'a pas pu être affichée.\n    Que faire : {hint}"
MEMORY = (
    "Erreur : il n'y a plus assez de mémoire pour finir.\n"
    "    Que faire : fermez d'autres programmes, ou donnez moins de fichiers à la fois, puis relancez la même commande"
)
DEFECT = (
    "Erreur : « actes » s'est arrêté sur un défaut qui est le sien, et non celui de vos fichiers.\n"
    "    Ce qui était enregistré l'est toujours ; ce que la commande devait écrire ne l'est peut-être pas.\n"
    "    Que faire : {send} ; dites la commande que vous avez tapée"
)
SEND = "envoyez à qui vous a donné « actes » le fichier {path} (relisez-le : il peut citer vos fichiers)"
COPY = "recopiez à qui vous a donné « actes » cette ligne : {line}"


def told(error: BaseException, now: datetime) -> int:
    """Say what ended the command; the exit status, which is never that of an act to correct."""
    with suppress(OSError, ValueError):  # standard error may be what takes no more
        print(_said(error, now), file=sys.stderr)
    return COULD_NOT_RUN


def _said(error: BaseException, now: datetime) -> str:
    if isinstance(error, KeyboardInterrupt):
        return "Interrompu."
    if isinstance(error, OSError) and error.filename is None and error.errno in FULL:
        hint = "si c'est un fichier, libérez de la place sur son disque ; sinon, laissez la sortie ouverte"
        return LOST.format(what="la sortie (l'écran, ou le fichier où vous l'envoyez)", hint=hint)
    return MEMORY if isinstance(error, MemoryError) else DEFECT.format(send=kept(error, now))


def kept(error: BaseException, now: datetime) -> str:
    """What a person does about a defect of ours, which is kept in a file where one can be written."""
    frames = traceback.extract_tb(error.__traceback__)
    at = f" ({Path(frames[-1].filename).name}, {frames[-1].lineno})" if frames else ""  # the line of ours
    where = f"actes {__version__}, Python {platform.python_version()}, {platform.platform()}"
    lines = (where, f"{now:%Y-%m-%d %H:%M}", repr(sys.argv), "", *traceback.format_exception(error))
    name = f"actes-defaut-{now:%Y-%m-%d}-"
    try:
        with NamedTemporaryFile(
            "w", encoding="utf-8", errors="backslashreplace", prefix=name, suffix=".txt", delete=False
        ) as file:
            file.write("\n".join(lines))
    except OSError:
        return COPY.format(line=f"{type(error).__name__}{at}")
    return SEND.format(path=file.name)
