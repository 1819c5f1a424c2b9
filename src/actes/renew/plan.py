"""The whole renewal of an act: what to change in its text, what to tell, what to confirm; then what the new entry still
says in so many words: every day, year, amount and name that no fact writes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from ..check import check
from ..claims.votes import says, sitting
from ..compose.dossier import object_of
from ..context import Context
from ..document import Kind
from ..facts import MentionKind, PartialDate, walk
from ..finding import Severity
from ..model.acte import Acte
from ..model.confirm import BLANK, AConfirmer
from ..model.edits import Add, Edit, Lead, Put, Rewrite, Text, Tree
from ..model.natures import TypeActe
from ..model.register import Register
from ..outline.nature import Nature
from ..part import Passage
from ..pattern import pattern
from ..statements.confirmed import figures, passage_in_hand, written_in
from ..statements.former import former
from ..statements.stale import elsewhere, stale
from ..statements.subjects import Subjects
from ..values.text import unaccented
from .choices import Choices, doubts
from .draft import Change, Draft
from .fields import OF_THE_FORMER, Shift, follow_up, identity, money, period, references, signature
from .literals import literals, proses
from .preamble import people, preamble, with_article

_ROOM, _OWN_DAY = "ou_place", ("date", "signature.date")
_DATES = pattern(
    r"\{\{-?\s*(?P<name>date|signature\.date|convention\.signature\.date|suivi\.\w+)\s*(?P<filters>\|[^{}]*?)?-?\}\}"
)


def rooms(draft: Draft, act: Acte, dated: bool) -> None:
    """Each `{{ date }}` becomes `{{ date | ou_place }}`; `dated`: the act's own is known."""
    for path, prose in proses(act):
        for match in reversed(list(_DATES.finditer(prose.text))):
            if _ROOM in (match["filters"] or "") or (dated and match["name"] in _OWN_DAY):
                continue
            room = f"{{{{ {match['name']} | {_ROOM} }}}}"
            if match["filters"]:
                room = f"{{% if {match['name']} %}}{match[0]}{{% else %}}{room}{{% endif %}}"
            draft.edits.append(Rewrite(path, *match.span(), room))
            day = "la date de l'acte" if match["name"] in _OWN_DAY else f"{{{{ {match['name']} }}}}"
            draft.changes.append(Change(path, "", f"{day}, une fois connue", "en blanc d'ici là"))


KEPT_BY_AVENANT = ("preambule", "convention.parties")  # its other texts are its own


def plan(register: Register, identifier: str, choices: Choices, today: date) -> Draft:
    """The renewal of an act, by the answers given. Its former entry is not touched."""
    act, draft = register.actes[identifier], Draft()
    on = choices.date or today
    old = act.periode.period if act.periode else None
    shift = Shift.between(old, choices.periode) if old and choices.periode else None
    draft.warnings += doubts(register, identifier, choices, today)
    _texts(draft, register, identifier, choices)
    identity(draft, identifier, act, choices)
    signature(draft, act, choices)
    period(draft, act, choices.periode)
    references(draft, act, shift, choices.periode, only=words_kept(act) if choices.avenant else None)
    money(draft, act, shift, choices.periode)
    if choices.avenant:
        base = register.actes[act.modifie or identifier]
        named = with_article(" ".join(object_of(base, register).split()))
        avenant(draft, act, choices, "{{ modifie.objet }}" if base.objet_cite else named)  # how it names what it amends
    else:
        annexes(draft, act)
    people(draft, act, register, on, choices.periode)
    preamble(draft, identifier, act, register, on, avenant=choices.avenant)
    follow_up(draft, act, [name for name in OF_THE_FORMER if name in register.places[identifier]])
    what = "Avenant à" if choices.avenant else "Reconduction de"
    lead = Lead(f"# {what} {identifier}, par « actes renew » : voir « a_confirmer », à la fin.")
    draft.edits += [lead, *([confirm_edit(draft.confirms)] if draft.confirms else [])]
    return draft


def _texts(draft: Draft, register: Register, identifier: str, choices: Choices) -> None:
    """Literals that state a fact become references, and dates to come get room, while offsets are the former text's."""
    act, texts = register.actes[identifier], Draft()
    for one in literals(act, register):
        if choices.avenant and not one.path.startswith(KEPT_BY_AVENANT):
            continue
        why = "" if one.same else f"s'écrira « {one.written} »"
        texts.rewrite(one.path, one.start, one.end, one.words, one.reference, why)
    if not choices.avenant:
        rooms(texts, act, dated=choices.date is not None)
    # from the last of each text: those before it stay where they are
    draft.edits += sorted(texts.edits, key=lambda edit: -edit.start)  # type: ignore[union-attr]
    draft.changes += texts.changes


TYPED = "tableau tapé à la main : chaque valeur est-elle à jour ?"


def annexes(draft: Draft, act: Acte) -> None:
    for index, annexe in enumerate(act.annexes):
        path = f"annexes[{index}]"
        if annexe.fichier:
            draft.remove(f"{path}.fichier", annexe.fichier, "PDF de la période précédente")
        if annexe.piece is not None:
            draft.remove(f"{path}.piece", annexe.piece.objet, "pièce de la période précédente")
        if annexe.piece is not None or annexe.fichier:
            draft.confirm(path, "pièce de la nouvelle période : la joindre, et recopier ce qu'on y lit (« piece: »)")
        if annexe.tableau and annexe.tableau.imprime:
            draft.remove(f"{path}.tableau.imprime", "", "imprimé à la place du montant calculé")
        if annexe.tableau and annexe.tableau.lignes:
            draft.confirm(f"{path}.tableau.lignes", TYPED)


_KEPT = ("preambule", "convention.parties", "convention.entete")
_WHY = "texte propre à l'avenant"
_OF_THE_CONVENTION = pattern(r"convention|avenant|\b(?:articles?|annexes?)\(")


def avenant(draft: Draft, act: Acte, choices: Choices, cited: str) -> None:
    """An avenant that extends a convention: its own short text, around the parties and the facts of the convention;
    `cited` is the convention's object with its article.
    """
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
    texts = [prose.text for path, prose in proses(act) if path.startswith(_KEPT)]
    articles = (article.texte.text for article in act.articles)
    return "\n".join([*texts, *(text for text in articles if not _OF_THE_CONVENTION.search(unaccented(text)))])


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


_KINDS = {
    MentionKind.DATE: "date écrite",
    MentionKind.MONTH: "mois écrit",
    MentionKind.YEARS: "années écrites",
    MentionKind.AMOUNT: "montant écrit",
}


def left_over(context: Context, confirms: Sequence[AConfirmer]) -> tuple[tuple[Edit, ...], tuple[AConfirmer, ...]]:
    """Lines to confirm for the literals of the new entry, one for each text and value."""
    found = {(path, ""): AConfirmer(champ=path, motif=TYPED) for path in _tables(context)}
    past = former(context)
    said = f"écrit en toutes lettres ; dans {past.identifier if past else ''} : "
    old = ((place, f"{said}{one.what}".replace("\u00a0", " ")) for one in stale(context) for place in one.where)
    for passage, why in (*old, *_typed(context), *((line, _SAT) for line in _sat(context))):
        words, path = " ".join(passage.text.split()), written_in(context, passage)
        if words and path and not passage.fact and not (passage.kind is Kind.TABLEAU and (path, "") in found):
            found.setdefault((path, words), AConfirmer(champ=path, motif=why, mots=words))
    _errors(context, found, [line.champ for line in confirms if line.valeur.startswith(BLANK)])
    lines = tuple(found.values())
    if lines and not confirms:
        return (confirm_edit(lines),), lines
    return tuple(Add("a_confirmer", line.tree) for line in lines), lines


def _errors(context: Context, found: dict[tuple[str, str], AConfirmer], blank: Sequence[str]) -> None:
    """What the check finds wrong in the new act: each in a line of its own, or in that of the words at fault; what is
    wrong in a text that is to be written (`blank`) is not asked twice.
    """
    for finding in check(context):
        if finding.severity is not Severity.ERREUR or finding.spot is None:
            continue
        passage, why = context.at(finding.spot), f"à corriger : {finding.message}".replace("\u00a0", " ")
        path, words = written_in(context, passage), " ".join(passage.text.split())
        if path in blank:
            continue
        said = [key for key in found if key[0] == path and key[1] in words]
        if said:
            found[said[0]] = AConfirmer(champ=path, motif=why, mots=said[0][1])
        elif path:
            found.setdefault((path, why), AConfirmer(champ=path, motif=why))


def confirm_edit(confirms: Sequence[AConfirmer]) -> Edit:
    trees: list[Mapping[str, Tree]] = [confirm.tree for confirm in confirms]
    return Put("a_confirmer", trees)


def _typed(context: Context) -> Iterator[tuple[Passage, str]]:
    """Days, years and amounts of the act that are typed and that nothing contradicts yet."""
    subjects = Subjects.of_context(context)
    for part in context.parts:
        for passage, mention in part.passages():
            if part.nature is Nature.PIECE or elsewhere(passage, mention, subjects):
                continue
            for inner in walk([mention]):
                one = passage.at(inner.start, inner.end)
                sound = not inner.problem and inner.value is not None and not isinstance(inner.value, PartialDate)
                what = _KINDS.get(inner.kind) if sound else None
                if what and not figures(one).fact and not passage_in_hand(context, one):
                    yield one, f"{what} en toutes lettres : à jour ?"


def _tables(context: Context) -> Iterator[str]:
    """The texts that hold a table with figures in it."""
    for part in context.parts:
        for index, block in enumerate(part.blocks):
            if block.kind is Kind.TABLEAU and any(map(str.isdigit, block.text)) and part.nature is not Nature.PIECE:
                path = written_in(context, part.whole(index))
                if path and not _OF_ANNEXE.search(path):
                    yield path


_OF_ANNEXE = pattern(r"^annexes\[\d+\]\.tableau\b")
_SAT = "de la séance d'avant : à jour ?"
_CLAUSE = pattern(r"\s*(?:[;\n]|:?\s*\Z|(?<!\bM)(?<!\bMM)\.(?:\s|\Z))")
LINE = 60  # characters: of a longer one, the words that are of the sitting


def _sat(context: Context) -> Iterator[Passage]:
    """What a délibération says of its sitting: a line of who was there, the words of how they voted."""
    part = context.part(Nature.ACTE)
    if part is None or context.entry is None or context.entry.type != TypeActe.DELIBERATION:
        return
    said = sitting(part)
    votes = (said.members, said.voices, *(voices for voices, _ in said.each))
    spots = [count.where for counts in votes for count in counts.values()]
    spots += [Passage(part, n, *told.span()) for n, low in enumerate(part.lows()) if (told := says("sat", low))]
    for index in sorted({spot.block for spot in spots}):
        text, here = part.blocks[index].text, [spot for spot in spots if spot.block == index]
        end = _CLAUSE.search(text, max(spot.end for spot in here))
        first, last = min(spot.start for spot in here), end.start() if end else len(text)
        yield Passage(part, index, first, last) if len(text) > LINE else part.whole(index)


_COMMENT = pattern(r"(?:^|[ \t])#[ \t]*(?P<words>\S.*)$", re.MULTILINE)


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
        yield f"textes : {', '.join(texts)}, sauf ce qui est dit changé ou à confirmer"
    kept = {match["words"].strip() for match in _COMMENT.finditer(new)}
    for match in _COMMENT.finditer(old):
        words = match["words"].strip()
        if words in kept and any(map(str.isdigit, words)):
            yield f"commentaire à relire : # {words}"
