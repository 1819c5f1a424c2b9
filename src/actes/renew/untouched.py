"""What a renewal left as it was: texts by their number, and the comments that speak of the past."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model.acte import Acte
from ..pattern import pattern

_COMMENT = pattern(r"(?:^|[ \t])#[ \t]*(?P<words>\S.*)$", re.MULTILINE)
_DIGITS = pattern(r"\d")


def untouched(act: Acte, old: str, new: str) -> Iterator[str]:
    """Lines for a person: how much text was kept, and each comment with figures that should be read again."""
    counts = [
        (len(act.preambule), "visa ou considérant", "visas et considérants"),
        (len(act.articles), "article de l'acte", "articles de l'acte"),
        (len(act.convention.articles) if act.convention else 0, "article de convention", "articles de convention"),
        (len(act.annexes), "annexe", "annexes"),
    ]
    texts = [f"{count} {many if count > 1 else one}" for count, one, many in counts if count]
    if texts:
        yield f"textes : {', '.join(texts)}, sauf ce qui est dit plus haut"
    kept = {match["words"].strip() for match in _COMMENT.finditer(new)}
    for match in _COMMENT.finditer(old):
        words = match["words"].strip()
        if words in kept and _DIGITS.search(words):
            yield f"commentaire à relire : # {words}"
