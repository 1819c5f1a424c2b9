"""An office, a participle agree with the person who is named beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from ..context import Context
from ..facts import MentionKind
from ..facts.flat import folded
from ..facts.mention import PersonName
from ..finding import Severity
from ..outline.nature import Nature
from ..part import Passage
from .rule import Report, rule

# Offices by their masculine and feminine forms; where they are one, the article tells.
OFFICES: Mapping[str, str] = MappingProxyType(
    {
        "president": "presidente", "vice-president": "vice-presidente", "directeur": "directrice", "prefet": "prefete",
        "adjoint": "adjointe", "tresorier": "tresoriere", "gerant": "gerante", "conseiller": "conseillere",
        "regisseur": "regisseuse", "delegue": "deleguee", "administrateur": "administratrice", "recteur": "rectrice",
        "representant": "representante", "mandataire": "mandataire", "secretaire": "secretaire", "maire": "maire",
    }
)  # fmt: skip
PARTICIPLES = ("ne", "domicilie", "nomme", "recrute", "designe", "affecte", "employe", "place", "mis a disposition")
_FEMININE = {feminine: stem for stem, feminine in OFFICES.items() if feminine != stem}
_OFFICE = "|".join(sorted(sorted({*OFFICES, *OFFICES.values()}), key=len, reverse=True))
_BEFORE = re.compile(
    rf"\b(?:(?P<article>la|le|sa|son)\s|l')?(?P<office>{_OFFICE})"
    r"(?:\s(?:general|generale|delegue|deleguee|en\sexercice|actuelle?))*,?\s?\Z"
)
_AFTER = re.compile(rf",\s(?:(?P<article>la|le|sa|son)\s|l')?(?P<office>{_OFFICE})\b")
_ENDED = "|".join(sorted(PARTICIPLES, key=len, reverse=True))
_PARTICIPLE = re.compile(rf",\s(?P<word>{_ENDED})(?P<e>e?)\b(?=\s(?:le|a|en|par|dans|au|aux|sur)\b)")
_MEN = frozenset({"M."})
_WOMEN = frozenset({"Mme", "Mlle"})


@rule("PAR105", "fonction-et-personne", Severity.ALERTE)
def office_and_person(context: Context) -> Iterator[Report]:
    """La fonction s'accorde avec la personne qui l'exerce : « sa présidente, Mme … », « son président, M. … ».
    L'ancienne fonction reste souvent quand le nom a changé.

    « Madame le Maire », « le président, Mme … » se disent aussi : seul un homme au féminin, ou une même femme tantôt
    « présidente », tantôt « président », est relevé.

    Mauvais : « représentée par sa présidente, Monsieur Jean Vidal »
    Bon : « représentée par son président, Monsieur Jean Vidal »
    Source : usage
    """
    feminine = {(name, stem) for _, name, stem, is_feminine in _offices(context) if is_feminine}
    yield from _addressed(context)
    for (where, civility), name, stem, is_feminine in _offices(context):
        man, woman = civility in _MEN, civility in _WOMEN
        if man and is_feminine:
            yield Report(where, f"« {where.text} » : la fonction est au féminin, la personne est un homme", _HINT)
        elif woman and not is_feminine and (name, stem) in feminine and stem in OFFICES and stem not in _FEMININE:
            yield Report(
                where, f"« {where.text} », et la fonction est ailleurs au féminin pour la même personne", _HINT
            )
    yield from _participles(context)


_HINT = "accordez la fonction, ou corrigez le nom"
_Found = tuple[tuple[Passage, str], str, str, bool]


def _offices(context: Context) -> Iterator[_Found]:
    """Each office beside a person: where, the name, the office, whether it is in the feminine."""
    for passage, mention in context.passages(MentionKind.NAME):
        if not isinstance(mention.value, PersonName):
            continue
        low = folded(passage.context)
        before = _BEFORE.search(low, max(0, passage.start - 45), passage.start)
        after = None if before else _AFTER.match(low, passage.end)
        match = before or after
        if match is None or (after and match["article"] in ("son", "sa")):
            continue
        start, end = min(match.start(), passage.start), max(match.end(), passage.end)
        where = Passage(passage.part, passage.block, start, end)
        office, article = match["office"], match["article"]
        neutral = OFFICES.get(office) == office
        if neutral and article not in ("la", "le"):
            continue
        is_feminine = office in _FEMININE or (neutral and article == "la")
        yield (where, mention.value.civilite), mention.value.nom.lower(), _FEMININE.get(office, office), is_feminine


_ADDRESSED = re.compile(r"\b(?P<who>monsieur|madame)\sl[ea]\s(?P<office>maire|president|presidente)\b")


def _addressed(context: Context) -> Iterator[Report]:
    """« Madame la Maire », and once « Monsieur le Maire »: an act of one authority, that of the mandate before."""
    own = [part for part in context.parts if part.nature is not Nature.PIECE]
    if len(own) != 1 or own[0].nature is not Nature.ACTE or len(own[0].roster.parties) > 1:
        return
    found: dict[str, list[Passage]] = {"monsieur": [], "madame": []}
    for index, block in enumerate(own[0].blocks):
        for match in _ADDRESSED.finditer(folded(block.text)):
            found[match["who"]].append(Passage(own[0], index, *match.span()))
    few, many = sorted(found.values(), key=len)
    if len(few) == 1 and len(many) > 1:
        message = f"« {few[0].text} » ici, « {many[0].text} » ailleurs"
        yield Report(
            few[0], message, "gardez la civilité de la personne en fonction", related=((many[0], many[0].text),)
        )


def _participles(context: Context) -> Iterator[Report]:
    """« Monsieur Jean Vidal, née le … », « Madame Rose Vidal, domicilié à … »."""
    for passage, mention in context.passages(MentionKind.NAME):
        person = mention.value
        if not isinstance(person, PersonName) or person.civilite not in _MEN | _WOMEN:
            continue
        match = _PARTICIPLE.match(folded(passage.context), passage.end)
        if match and bool(match["e"]) is not (person.civilite in _WOMEN):
            where = Passage(passage.part, passage.block, passage.start, match.end())
            yield Report(
                where, f"« {where.text} » : l’accord ne va pas avec la personne", "accordez, ou corrigez le nom"
            )
