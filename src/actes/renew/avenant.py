"""An avenant that extends a convention: its own short text, around the parties and the facts of the convention."""

from __future__ import annotations

from ..model.acte import Acte
from ..model.confirm import BLANK
from ..model.edits import Text, Tree
from ..pattern import pattern
from ..values.text import unaccented
from .choices import Choices
from .draft import Draft
from .literals import proses

_ARTICLE = pattern(r"articles\[\d+\]\.texte")
_KEPT = ("preambule", "convention.parties", "convention.entete")
_WHY = "texte propre à l'avenant"
_OF_THE_CONVENTION = pattern(r"convention|avenant|\b(?:articles?|annexes?)\(")


def avenant(draft: Draft, act: Acte, choices: Choices, cited: str) -> None:
    """The avenant's object, articles and convention; `cited` is the convention's object with its article."""
    assert act.convention is not None  # `renewable` refuses an avenant to what has none
    name = f"avenant n° {choices.rang}"
    draft.put("objet", Text(f"Avenant n° {choices.rang} à {cited}"), "", f"Avenant n° {choices.rang}", _WHY)
    draft.put("objet_cite", Text(f"l'{name} à {cited}"), "", f"l'{name}", _WHY, neighbour="objet")
    _decision(draft, act, cited)
    _convention(draft, act, name, cited)
    if act.annexes:
        count = f"{len(act.annexes)} annexe{'s' if len(act.annexes) > 1 else ''}"
        draft.remove("annexes", count, "celles de la convention restent", comment=True)


def words_kept(act: Acte) -> str:
    """The words of the convention's act and of its parties that the avenant keeps."""
    texts = [(path, prose.text) for path, prose in proses(act)]
    articles = [text for path, text in texts if _ARTICLE.fullmatch(path)]
    kept = [text for text in articles if not _OF_THE_CONVENTION.search(unaccented(text))]
    return "\n".join([text for path, text in texts if path.startswith(_KEPT)] + kept)


def _decision(draft: Draft, act: Acte, cited: str) -> None:
    """The articles that speak of the convention give way to the approval of the avenant."""
    for index in range(len(act.articles) - 1, -1, -1):
        text = act.articles[index].texte.text
        if _OF_THE_CONVENTION.search(unaccented(text)):
            draft.remove(f"articles[{index}]", " ".join(text.split()), _WHY)
    text = f"D'approuver et de signer {{{{ convention.nom }}}} à {cited}, qui la prolonge {{{{ periode }}}} ;"
    draft.add("articles", {"label": "avenant", "texte": Text(text)}, text, _WHY, 0)


def _convention(draft: Draft, act: Acte, name: str, cited: str) -> None:
    assert act.convention is not None
    draft.put("convention.titre", Text(name.upper()), act.convention.titre.text.strip(), name.upper(), _WHY)
    draft.put("convention.nom", f"l'{name}", "", f"l'{name}", _WHY, neighbour="titre")
    draft.put("convention.sous_titres", [Text(f"à {cited}")], "", f"à {cited}", _WHY, neighbour="nom")
    if act.convention.preambule:
        draft.remove("convention.preambule", "", _WHY, comment=True)
    articles = [("duree", "Durée", "La convention est prolongée {{ periode }}. Elle prend fin le {{ periode.fin }}.")]
    if act.financement is not None:
        motif = "conditions financières de la prolongation"
        draft.confirm(f"convention.articles[{len(articles)}].texte", motif, f"{BLANK}]")
        words = f"{BLANK} : ce que chacun paie pour cette prolongation]"
        articles.append(("financement", "Conditions financières", words))
    rest = "Les autres stipulations de la convention demeurent inchangées."
    articles.append(("reste", "Autres stipulations", rest))
    tree: list[Tree] = [{"label": label, "titre": titre, "texte": Text(texte)} for label, titre, texte in articles]
    draft.put("convention.articles", tree, f"{len(act.convention.articles)} articles", "3 articles", _WHY)
