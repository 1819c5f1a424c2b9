"""References between the texts of an act: `{{ article("duree") }}`, `{{ annexe("tarifs") }}`.

A reference gives the number of what bears a label, so that none goes stale. From another text than the article's own
it says which: « article 9 de la convention ».
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any

from ..frozen import frozen
from ..model.acte import Acte
from ..model.register import Register
from ..model.texts import Annexe, Article
from ..values.grammar import a, de, list_and
from ..values.ordinals import article_number

NBSP = "\u00a0"
# How prose names the texts of an act, and that of the act it amends.
ACT, CONVENTION, AMENDED, ANNEXE = "acte", "convention", "modifie", "annexe"


@frozen
class _Text:
    """A text that has articles: how others call it, the numbers of its articles and annexes by label."""

    nom: str
    articles: Mapping[str, str]
    annexes: Mapping[str, str]


@frozen
class References:
    """References as the prose of one text of an act makes them; `home` is that text."""

    home: str
    texts: Mapping[str, _Text]
    annexes_of_act: Mapping[str, str]

    def article(self, label: str, texte: str = "") -> str:
        """« article 9 »; « article 9 de la convention » from another text (`texte` says which where two match)."""
        return self._articles("article", (label,), texte or self._where(label))

    def articles(self, first: str, *others: str) -> str:
        """« articles 1er, 4 et 5 », all of one text."""
        labels = (first, *others)
        names = {self._where(label) for label in labels}
        if len(names) != 1:
            raise ValueError("ces articles ne sont pas tous du même texte ; citez-les séparément")
        return self._articles("articles", labels, names.pop())

    def annexe(self, label: str, texte: str = "") -> str:
        """« annexe 1 »; with `texte` « modifie », « annexe 1 à la convention » that the act amends."""
        text = self._text(texte) if texte else None
        number = _number("annexe", label, text.annexes if text else self.annexes_of_act)
        return f"annexe{NBSP}{number}{f' {a(text.nom)}' if text else ''}"

    def annexes(self, first: str, *others: str) -> str:
        """« annexes 1 et 2 »."""
        numbers = (_number("annexe", label, self.annexes_of_act) for label in (first, *others))
        return f"annexes{NBSP}{list_and(numbers)}"

    def _text(self, name: str) -> _Text:
        if name not in self.texts:
            known = " ou ".join(f"« {text} »" for text in self.texts)
            raise ValueError(f"« {name} » n'est pas un texte de cet acte ; écrivez {known}")
        return self.texts[name]

    def _articles(self, word: str, labels: Iterable[str], name: str) -> str:
        """The numbers of articles of one text, which is named from another one."""
        text = self._text(name)
        numbers = list_and(_number("article", label, text.articles) for label in labels)
        return f"{word}{NBSP}{numbers}{'' if name == self.home else f' {de(text.nom)}'}"

    def _where(self, label: str) -> str:
        """The text whose article is meant: the one that is being written first, then the other one of this act."""
        own = {name: text for name, text in self.texts.items() if name != AMENDED}
        found = [name for name, text in own.items() if label in text.articles]
        if self.home in found:
            return self.home
        if len(found) > 1:
            both = f'article("{label}", "acte") ou article("{label}", "convention")'
            raise ValueError(f"deux articles ont le label « {label} » ; écrivez {both}")
        if not found:
            raise ValueError(_unknown("article", label, {known for text in own.values() for known in text.articles}))
        return found[0]


def functions(act: Acte, register: Register, home: str) -> Mapping[str, Callable[..., Any]]:
    """What the prose of one text of the act calls: `article`, `articles`, `annexe`, `annexes`."""
    texts = _texts(act)
    older = _texts(register.actes[act.modifie]) if act.modifie in register.actes else {}
    before = older.get(CONVENTION) or older.get(ACT)
    known = {**texts, AMENDED: before} if before else texts
    made = References(home, known, texts[ACT].annexes)
    return MappingProxyType({name: getattr(made, name) for name in ("article", "articles", "annexe", "annexes")})


def _texts(act: Acte) -> dict[str, _Text]:
    annexes = _ranked(act.annexes, str)
    texts = {ACT: _Text(f"{act.type.defini} {act.numero}", _ranked(act.articles, article_number), annexes)}
    if act.convention:
        articles = _ranked(act.convention.articles, article_number)
        texts[CONVENTION] = _Text(act.convention.nom, articles, annexes)
    return texts


def _ranked(items: Iterable[Article | Annexe], number: Callable[[int], str]) -> Mapping[str, str]:
    return {item.label: number(rank) for rank, item in enumerate(items, 1) if item.label}


def _number(kind: str, label: str, known: Mapping[str, str]) -> str:
    if label not in known:
        raise ValueError(_unknown(kind, label, known))
    return known[label]


def _unknown(kind: str, label: str, known: Iterable[str]) -> str:
    none = "aucune annexe" if kind == "annexe" else "aucun article"
    labels = ", ".join(sorted(known))
    hint = f"labels : {labels}" if labels else f"donnez-lui ce nom dans la fiche : « label: {label} »"
    return f"{none} n'a le label « {label} » ; {hint}"
