"""The keys and values stages: nodes to the frozen dataclasses of the model, all that is wrong told at once.

The model describes itself: type hints say the shape, `keys.md` what each key is for, `problems()` what values
cannot go together. Nothing here knows what an act is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Mapping as Map
from itertools import pairwise
from types import MappingProxyType
from typing import Any, TypeVar, cast

from ..finding import Finding, Severity, errors_of
from ..model.confirm import BLANK
from ..model.schema import Problem
from ..pattern import pattern
from ..suggest import closest
from ..values.text import plain_spaces, quoted, unaccented
from .bites import PROTECT
from .nodes import Mapping, Node, Scalar, Sequence, is_blank, is_quoted
from .places import Places
from .scalars import Refused, lost_words, refused
from .shapes import Key, keys_of, shape_of
from .syntax import parse_yaml

T = TypeVar("T")
Error = tuple[str, Node, str, str]  # the error's name, where, what is wrong, what to write instead
MAX_FINDINGS = 100  # in one file: nobody reads more, and places cost
_FAILED: Any = object()


def read(node: Node, cls: type[T], path: str = "") -> tuple[T | None, Places, list[Finding]]:
    """Read a node as a value of the model; None where something is an error (an `alerte` is none).

    `path` is the file, named in a message when the whole of it has the wrong shape.
    """
    reader = _Reader()
    value = reader.value(node, Key("", shape_of(cast(Any, cls)), doc=f"le fichier {path}".rstrip()))
    failed = value is _FAILED or bool(errors_of(reader.findings))
    return None if failed else cast(T, value), Places(node), sorted(reader.findings, key=Finding.sort_key)


def read_text(text: str, cls: type[T], path: str) -> tuple[T | None, Places | None, tuple[Finding, ...]]:
    """Read the text of a YAML file: its value, where each field stands, and everything that is wrong."""
    node, misread = parse_yaml(text, path)
    if node is None:
        return None, None, tuple(misread)
    told = {finding.where for finding in misread}  # a sign that YAML misread is one error, not two
    value, places, problems = read(node, cls, path)
    return value, places, (*misread, *(finding for finding in problems if finding.where not in told))


class _Reader:
    """Gathers findings while values are made."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []

    def report(
        self,
        name: str,
        node: Node,
        message: str,
        hint: str,
        offset: int | None = None,
        severity: Severity = Severity.ERREUR,
    ) -> Any:
        """Add a finding at a node, or at a character of its text; gives what stands for a value that is none."""
        if len(self.findings) >= MAX_FINDINGS:
            return _FAILED
        at = node.written_at(offset) if isinstance(node, Scalar) and offset is not None else node.start
        self.findings.append(node.source.error(name, at, message, hint, severity))
        return _FAILED

    def value(self, node: Node, key: Key) -> Any:
        shape = key.shape
        if isinstance(node, Scalar):
            if shape.scalars:
                return self.scalar(node, key)
        elif isinstance(node, Sequence):
            if shape.item is not None:
                return self.items(node, key)
        elif shape.record is not None:
            known = keys_of(shape.record)
            if not shape.text or any(name.text in known for name, _ in node.items):  # else it is a text cut at « : »
                return self.record(node, shape.record)
        elif shape.label is not None:
            return self.labels(node, key)
        return self.report(*explain(node, key))

    def scalar(self, node: Scalar, key: Key) -> Any:
        """The first reading of the text that succeeds; the refusal of the first one where none does."""
        refusals: list[Refused] = []
        for convert in key.shape.scalars:
            try:
                value = convert(node)
            except ValueError as error:
                refusals.append(refused(error))
            else:
                if key.shape.text:
                    self.warn_of_lost_words(node)
                return value
        if node.text.strip().startswith(BLANK):
            hint = f"écrivez par exemple {key.purpose}"
            return self.report("valeur-a-completer", node, f"{key.subject} reste à compléter", hint)
        refusal = refusals[0]
        hint = refusal.hint or (f"écrivez par exemple {key.sample}" if key.example else "")
        return self.report(refusal.name, node, refusal.message, hint, refusal.offset)

    def warn_of_lost_words(self, node: Scalar) -> None:
        """A « # » stuck to what follows looks more like « lot #2 » than like a comment."""
        if (lost := lost_words(node)) and lost[1:2].strip():
            message = f"ce qui suit « # » est un commentaire, que l'acte ne dira pas : {quoted(lost)}"
            hint = "si c'est du texte, mettez toute la valeur entre guillemets droits ; sinon, une espace après « # »"
            self.report("texte-perdu", node, message, hint, len(node.text), Severity.ALERTE)

    def items(self, node: Sequence, key: Key) -> Any:
        item = Key("", shape_of(key.shape.item), f"un élément de {key.subject}")
        for error in cut_amounts(node, key):
            self.report(*error)
        # "" between quotes is meant: an empty cell of a table
        values = [self.value(child, item) if is_quoted(child) else self.filled(child, item) for child in node.items]
        return _FAILED if any(value is _FAILED for value in values) else tuple(values)

    def labels(self, node: Mapping, key: Key) -> Any:
        values = {}
        for name, child in node.items:
            if not name.text.strip():
                message = "il manque le nom devant « : »"
                values[name.text] = self.report("cle-illisible", name, message, "écrivez un nom")
            else:
                values[name.text] = self.filled(child, Key(name.text, shape_of(key.shape.label), key.doc))
        return _FAILED if any(value is _FAILED for value in values.values()) else MappingProxyType(values)

    def filled(self, node: Node, key: Key) -> Any:
        """A value that must not be left empty."""
        if not is_blank(node):
            return self.value(node, key)
        lost = isinstance(node, Scalar) and lost_words(node)
        message = f"{key.subject} n'a pas de valeur" + (f" : {quoted(lost)} est un commentaire" if lost else "")
        hint = f"écrivez {key.purpose}" if key.name else "écrivez une valeur après le tiret, ou retirez-le"
        return self.report("valeur-vide", node, message, hint)

    def record(self, node: Mapping, cls: type) -> Any:
        keys = keys_of(cls)
        values: dict[str, Any] = {}
        for name, child in node.items:
            key = keys.get(name.text)
            if key is not None and not key.required and key.shape.empty and is_quoted(child) and is_blank(child):
                values[key.name] = self.value(child, key)  # « titre: "" »: without words, and not left out
            elif key is not None and (key.required or not is_blank(child)):
                values[key.name] = self.filled(child, key)
            elif key is not None and key.shape.text and isinstance(child, Scalar):
                self.warn_of_lost_words(child)
        errors = list(wrong_keys(node, keys))
        for error in errors:
            self.report(*error)
        if errors or any(value is _FAILED for value in values.values()):
            return _FAILED
        return self.build(node, cls, values)

    def build(self, node: Mapping, cls: type, values: dict[str, Any]) -> Any:
        """The record, once its own opinion of itself is reported; a value that cannot be made at all is none."""
        try:
            made = cls(**values)
        except ValueError as error:
            refusal = refused(error)
            return self.report("valeurs-incompatibles", node, refusal.message, refusal.hint or "vérifiez ces valeurs")
        find_problems: Callable[[], Iterable[Problem]] = getattr(made, "problems", tuple)
        for problem in find_problems():
            self.report("valeurs-incompatibles", Places(node).nearest(problem.field), problem.message, problem.hint)
        return made


_BRACKETS = MappingProxyType(
    {
        "[": "le crochet du début ouvre une liste, et non un texte",
        "{": "l'accolade du début ouvre un groupe de clés, et non un texte",
    }
)
_CUT_AMOUNT = pattern(r"[0-9][0-9 \u00a0\u202f]*,[0-9]{1,3}(?: ?(?:€|euros?|%))?")


def explain(node: Node, key: Key) -> Error:
    """What is wrong with a node whose kind is not the one that the key expects."""
    if key.shape.text and isinstance(node, Mapping | Sequence):
        if node.source.text[node.start] in _BRACKETS:
            return "valeur-a-proteger", node, _BRACKETS[node.source.text[node.start]], PROTECT
        if isinstance(node, Mapping):
            first = node.items[0][0].text if node.items else ""
            message = f"« : » suivi d'une espace a fait de {quoted(first)} une clé, et non un texte"
            opening = f"écrivez {f'« {key.name}: | »' if key.name else '« - | »'}"
            hint = f"{opening}, puis le texte à la ligne suivante, décalé de deux espaces"
            return "deux-points", node, message, hint
    expected, hint = _form(node, key)
    if isinstance(node, Scalar) and (glued := re.match(r"(\w+):(?=\S)", node.text)):
        hint = f"mettez une espace après les deux-points : « {glued[1]}: … »"
    return "forme-inattendue", node, f"{key.subject} : il faut {expected}", hint


def cut_amounts(node: Sequence, key: Key) -> Iterator[Error]:
    """Amounts that the comma cut in two between brackets: « [977,50] » is two values, and both look right."""
    for one, two in pairwise(node.items):
        cut = node.source.text[one.start : two.end]
        if node.flow and key.shape.item is not int and _CUT_AMOUNT.fullmatch(cut):
            message = f"entre crochets, la virgule de {quoted(cut)} sépare deux valeurs"
            hint = "mettez chaque valeur sur sa ligne après un tiret ; pour deux valeurs, une espace après la virgule"
            yield "virgule-entre-accolades", one, message, hint


def _form(node: Node, key: Key) -> tuple[str, str]:
    """What has to stand there, and how it is written."""
    below = "écrivez à la ligne suivante, décalé de deux espaces" if key.name else "commencez"
    if key.shape.record is not None:
        keys = keys_of(key.shape.record).values()
        first = next((each for each in keys if each.required), next(iter(keys)))
        return "des clés, une par ligne", f"{below}, par exemple {'' if key.name else 'par '}{first.sample}"
    if key.shape.label is not None:
        return "des noms, chacun suivi de « : » et de ce qui le concerne", f"{below}, « nom: », puis ses clés"
    if key.shape.item is not None:
        return "une liste, un tiret par élément", "écrivez chaque élément sur sa ligne, après un tiret : « - … »"
    other = "une liste" if isinstance(node, Sequence) else "des clés"
    return f"{key.shape.expected}, pas {other}", f"écrivez {key.sample}"


# keys that no one reads and keys that are missing

MAX_UNKNOWN = 20  # unknown keys told in one place: more are one mistake, not many


def wrong_keys(node: Mapping, keys: Map[str, Key]) -> Iterator[Error]:
    """The keys that do not exist, then the required ones that are missing and that none of these was meant to be.

    The latter are not told where a text was taken for a key: what it should stand under is then said already.
    """
    present = {name.text for name, _ in node.items}
    unknown = [name for name, _ in node.items if name.text not in keys]
    for name in unknown[:MAX_UNKNOWN]:
        message = f"la clé {quoted(name.text)} n'existe pas ici"
        yield "cle-inconnue", name, message, _near(name.text, keys, present)
    if any(" " in name.text.strip() for name in unknown):
        return
    meant = {meant_by(name.text, keys, present) for name in unknown[:MAX_UNKNOWN]}
    for key in keys.values():
        if key.required and key.name not in present and key.name not in meant:
            yield "cle-manquante", node, f"il manque la clé {quoted(key.name)}", f"ajoutez {key.purpose}"


def meant_by(name: str, keys: Map[str, Key], present: set[str]) -> str | None:
    """The absent key that a name was probably meant to be.

    >>> meant_by("Période", {"periode": None, "parties": None}, set())
    'periode'
    """
    absent = [key for key in keys if key not in present]
    near = closest(_bare(name), absent, n=1, cutoff=0.7)
    return near[0] if near else None


def _near(name: str, keys: Map[str, Key], present: set[str]) -> str:
    if re.search("[\u00a0\u202f\u2009]", name.strip(" ")):
        return f"une espace insécable touche « {plain_spaces(name)} » : remplacez-la par des espaces ordinaires"
    meant = meant_by(name, keys, present)
    if meant is not None:
        why = ", sans accent ni majuscule" if _bare(name) == meant and _bare(name) != name else ""
        return f"vouliez-vous dire « {meant}: »{why} ?"
    if (twin := _bare(name)) in keys:
        return f"« {twin}: » est déjà écrit : gardez une seule des deux lignes"
    if " " in name.strip():
        first = _bare(name.split()[0])
        opening = f"« {first}: | »" if first in keys else "la clé et « | »"
        return f"si c'est un texte, écrivez {opening}, puis tout le texte à la ligne suivante, décalé de deux espaces"
    holders = [key for key in keys.values() if key.shape.record is not None and twin in keys_of(key.shape.record)]
    if holders:
        above = " ou ".join(f"« {key.name}: »" for key in holders)
        return f"« {twin}: » se met sous {above}, décalé de deux espaces"
    left = [f"« {key} »" for key in keys if key not in present]
    none = "retirez cette ligne : toutes les clés possibles y sont déjà"
    return f"clés possibles ici : {', '.join(left)}" if left else none


def _bare(name: str) -> str:
    return re.sub(r"[\s_-]+", "_", unaccented(plain_spaces(name))).replace("'", "_").replace("’", "_")
