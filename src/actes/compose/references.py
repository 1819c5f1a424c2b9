"""References between the texts of an act: `{{ article("duree") }}`, `{{ annexe("tarifs") }}`.

A reference gives the number of what bears a label, so that none goes stale. From another text than the article's own
it says which: « article 9 de la convention ».
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from ..model.acte import Acte
from ..model.register import Register
from ..model.texts import Article
from ..values.grammar import a, de
from ..values.ordinals import article_number

NBSP = "\u00a0"
# How prose names the texts of an act, and that of the act it amends.
ACT, CONVENTION, AMENDED, ANNEXE = "acte", "convention", "modifie", "annexe"


@dataclass(frozen=True, slots=True)
class _Text:
    """A text that has articles: how others call it, and the numbers of its articles by label."""

    nom: str
    articles: Mapping[str, str]


def functions(act: Acte, register: Register, home: str) -> Mapping[str, Callable[..., Any]]:
    """`article` and `annexe` as the prose of one text of the act uses them; `home` is that text."""
    texts = _texts(act)
    amended = register.actes.get(act.modifie)
    older = _texts(amended) if amended else {}
    before = older.get(CONVENTION) or older.get(ACT)
    if before is not None:
        texts[AMENDED] = before
    numbers = {item.label: f"annexe{NBSP}{n}" for n, item in enumerate(act.annexes, 1) if item.label}
    former = {item.label: n for n, item in enumerate(amended.annexes if amended else (), 1) if item.label}

    def article(label: str, texte: str = "") -> str:
        name = texte or _where(label, texts, home)
        if name not in texts:
            raise ValueError(f"« {name} » n'est pas un texte de cet acte (textes : {', '.join(texts)})")
        if label not in texts[name].articles:
            raise ValueError(_unknown("article", label, texts[name].articles))
        number = texts[name].articles[label]
        return number if name == home else f"{number} {de(texts[name].nom)}"

    def annexe(label: str, texte: str = "") -> str:
        if texte and (texte != AMENDED or before is None):
            raise ValueError(f"« {texte} » n'est pas un texte de cet acte")
        known = former if texte else numbers
        if label not in known:
            raise ValueError(_unknown("annexe", label, known))
        return f"annexe{NBSP}{former[label]} {a(before.nom)}" if texte and before else numbers[label]

    return MappingProxyType({"article": article, "annexe": annexe})


def _where(label: str, texts: Mapping[str, _Text], home: str) -> str:
    """The text whose article is meant: the one that is being written first, then the other one of this act."""
    if home in texts and label in texts[home].articles:
        return home
    found = [name for name in (ACT, CONVENTION) if name in texts and label in texts[name].articles]
    if len(found) > 1:
        raise ValueError(
            f'deux articles ont ce label : écrivez article("{label}", "acte") ou ("{label}", "convention")'
        )
    if not found:
        known = {label for name in (ACT, CONVENTION) if name in texts for label in texts[name].articles}
        raise ValueError(_unknown("article", label, known))
    return found[0]


def _texts(act: Acte) -> dict[str, _Text]:
    texts = {ACT: _Text(f"{act.type.defini} {act.numero}", _numbered(act.articles))}
    if act.convention:
        texts[CONVENTION] = _Text(act.convention.nom, _numbered(act.convention.articles))
    return texts


def _numbered(articles: Iterable[Article]) -> Mapping[str, str]:
    return {item.label: f"article{NBSP}{article_number(n)}" for n, item in enumerate(articles, 1) if item.label}


def _unknown(kind: str, label: str, known: Iterable[str]) -> str:
    which = ("aucun article", "aucune annexe")[kind == "annexe"]
    labels = ", ".join(sorted(known))
    return f"{which} n'a le label « {label} »" + (f" (labels : {labels})" if labels else "")
