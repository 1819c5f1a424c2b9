"""Fields of an entry by their French names, for who does not read paths: from what the model says of its own keys."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from ..compose.nameable import label_of
from ..model.acte import Acte
from ..model.collectivite import Collectivite
from ..model.edits import steps
from ..model.people import Tiers
from ..model.schema import called
from ..pattern import pattern
from ..registry.jsonschema import records_of
from ..registry.load import model_of
from ..registry.shapes import Shape, keys_of, shape_of
from ..values.dates import all_in_french

# What a remedy says to write in an entry: « periode.debut », « compte_rendu: 2025-09-25 », « a_confirmer ».
_PATH = r"[a-z]\w*(?:\[\d+\])?(?:\.\w+(?:\[\d+\])?)+|[a-z]\w*(?=:)|[a-z]+_\w+"
_WRITTEN = pattern(rf"« (?P<path>{_PATH})(?P<value>:[^»]*)? »")
_KEY = pattern(r"« (?P<key>[a-z]\w*)(?P<value>: [^»]+?)? »")
_FACT = pattern(r"\{\{\s*([^{}]+?)\s*\}\}")


def field_name(path: str, names: Mapping[str, str] = {}) -> str:
    """The name of a field; its path where the model does not know it. `names`: those of what the entry has labels for.

    >>> field_name("periode.debut"), field_name("financement.repartition.aurillac.part")
    ("Période d'effet : premier jour", 'Financement : répartition : aurillac : part fixe')
    >>> field_name("convention.articles[2].texte"), field_name("tiers/ofgl.representants")
    ('Convention : articles : 3 : texte', 'Ofgl : qui le représente')
    >>> field_name("annexes[1].piece.identifiants.siret")
    'Annexes : 2 : pièce jointe écrite par un autre : identifiants imprimés : SIRET'
    >>> field_name("financement.repartition.saint_flour.part", {"saint_flour": "Pays de Saint-Flour"})
    'Financement : répartition : Pays de Saint-Flour : part fixe'
    """
    known = set(names.values())
    try:
        found = list(_names(path, names))
    except (LookupError, TypeError):  # the model has no such key, or holds nothing there
        return path
    return " : ".join([*found[:1], *(one if one in known else _within(one) for one in found[1:])]) or path


def is_act(owner: str) -> bool:
    """Whether a file of the register is the entry of an act, rather than what acts share."""
    return model_of(owner) is Acte


def whole_path(owner: str, path: str) -> str:
    """A field as who reads several files calls it: that of an act by its path alone.

    >>> whole_path("DEC2025-453", "periode.fin"), whole_path("tiers/ofgl", "siret")
    ('periode.fin', 'tiers/ofgl.siret')
    """
    return path if is_act(owner) else f"{owner}.{path}"


def _within(name: str) -> str:
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def in_words(text: str) -> str:
    """A remedy whose keys of an entry are called as a form calls them, and its facts too; what is no key stays.

    >>> in_words("« compte_rendu: 2025-09-25 » sous « suivi: », ou « nom.pdf »").replace("\xa0", " ")
    '« Date de la séance où il a été rendu compte de la décision : 25 septembre 2025 » sous « Suivi », ou « nom.pdf »'
    >>> in_words("fiche, « preambule[1].vu » : {{ periode.debut }}")
    'fiche, « Visas et considérants : 2 : vu » : [Période › Premier jour]'
    """
    return facts_in_words(_WRITTEN.sub(_in_words, text))


def facts_in_words(text: str) -> str:
    """A text of an entry, the facts that it names called as a form calls them."""
    return _FACT.sub(lambda found: f"[{label_of(found[1])}]", text)


def beside(text: str, path: str) -> str:
    """What is said of a field, the keys that stand beside it called as a form calls them, its own value alone.

    >>> beside("vérifiez « debut » et « fin »", "periode.fin")
    "vérifiez « Période d'effet : premier jour » et « Période d'effet : dernier jour »"
    >>> beside("ajoutez « duree: 24 mois », ou « rien »", "periode.fin")
    "ajoutez « Période d'effet : durée : 24 mois », ou « rien »"
    >>> beside("écrivez par exemple « fin: 2026-12-31 »", "periode.fin").replace("\xa0", " ")
    'écrivez par exemple « 31 décembre 2026 »'
    >>> beside("écrivez « texte: … » (des paragraphes)", "articles[2].texte")
    'écrivez une valeur (des paragraphes)'
    """
    above = path.rpartition(".")[0]

    def said(found: re.Match[str]) -> str:
        named = f"{above}.{found['key']}" if above else found["key"]
        called, value = field_name(named), all_in_french((found["value"] or "").strip(": "))
        if value and named == path:
            return "une valeur" if value == "…" else f"« {value} »"
        return found[0] if called == named else f"« {called} : {value} »" if value else f"« {called} »"

    return _KEY.sub(said, text)


def _in_words(found: re.Match[str]) -> str:
    path, value = found["path"], all_in_french((found["value"] or "").strip(": "))
    called = field_name(path) if "." in path else labels().get(path, path)
    if path in (called, "formules"):  # which no form shows
        return found[0]
    return f"« {called} : {value} »" if value else f"« {called} »"


@cache
def labels() -> Mapping[str, str]:
    """The label of each key, the one nearest to the top of an entry where several have its name."""
    known: dict[str, str] = {}
    for record in (one for cls in (Acte, Tiers, Collectivite) for one in records_of(cls)):
        for name, key in keys_of(record).items():
            known.setdefault(name, key.label or name)
    return known


def _names(path: str, names: Mapping[str, str]) -> Iterator[str]:
    owner, _, rest = path.partition(".")
    shape: Shape = shape_of(model_of(owner))
    if not is_act(owner):  # in an entry of its own
        path = rest
        yield label_of(owner.rpartition("/")[2])
    for step in steps(path):
        if isinstance(step, int):
            shape = shape_of(shape.item)
            yield str(step + 1)
        elif shape.record is not None:
            key = keys_of(shape.record)[step]
            shape = key.shape
            yield key.label
        else:
            shape = shape_of(shape.label)
            yield names.get(step) or called(step)
