"""What somebody left to be filled in, and what Word left in the place of a reference."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..context import Context
from ..document import Kind
from ..facts import MentionKind
from ..finding import Severity
from ..part import Passage
from ..pattern import pattern
from ..statements.confirmed import asked_about
from .rule import Report, as_said, rule

WHAT = {
    "completer": ("un passage reste à compléter", "remplacez-le par ce qu’il annonce"),
    "points": ("des points attendent un texte", "écrivez ce qu’ils remplacent"),
    "euro": ("un montant manque devant « € »", "écrivez le montant"),
    "xx": ("« XX » attend une valeur", "écrivez la valeur"),
}
# Where an act leaves room on purpose: a date written by hand, a stamp, the signatures.
BOX = "[ ]"
ROOM = (Kind.LIEU_DATE, Kind.SIGNATURE, Kind.MENTION)
# What somebody writes or signs on paper, in a form that is joined.
_BY_HAND = pattern(
    r"\b(?:observations?|remarques?|reserves?|signatures?|visa|cachet|pour l(?:a |e |es |')[^:.;]{1,60}) ?: ?\Z"
    r"|\b(?:signature|cachet)\)\s*\Z|\A\W*(?:lu et (?:approuve|accepte)|vu et accepte|bon pour accord)\b"
    r"|\b(?:prefecture|publication|affichage|notification|notifiee?|publiee?|transmise?),? le \Z"  # a date, at the foot
)
# « Coupon à remettre à la mairie », « ANNEXE 2 – FICHE DE SUIVI (modèle) »
_TO_HAND_IN = pattern(r"\W*(?:coupon|talon|bulletin d'inscription)\b|annexe\b.{0,80}(?:\(modele\)|\bmodele d)")
SLIP = 8  # blocks of it
_SIGNS = ("je soussigne", "je soussignee", "je soussigne(e)")
_ACCEPTS = pattern(r"\b(?:accept|reconnai|declar|m'engag)")
_ON_PAPER = pattern(
    r"\b(?:notifie\w*|recue?|remise?|date|cachet\)|signature\))(?: [a-z]+){0,3}[\s.]{0,80}(?:le\b)?(?: ?:)?\Z"
)


def _blanks(context: Context, *sorts: str) -> Iterator[tuple[Passage, str]]:
    """Those of the act's own words, heads and feet of its pages included: there, dots only lead to a page's number."""
    for passage, mention in context.passages(MentionKind.BLANK, margins=True):
        sort = str(mention.value)
        if sort in sorts and not (sort == "points" and _room(passage)):
            yield passage, sort


def _room(passage: Passage) -> bool:
    """Whether dots, or strokes, are the place that an act leaves for something, or lead to something."""
    alone = {*passage.context} - {" "}
    strokes = alone in ({"_"}, {".", "/"}, {"…", "/"})  # they part two passages; « ....../... » at the foot of a page
    left = passage.kind in ROOM or passage.part.marginal or strokes
    return left or _leads(passage) or _by_hand(passage)


def _by_hand(passage: Passage) -> bool:
    """« Notifié le ....../....../2026 », « Je soussignée ............, gérante »: what somebody writes on paper."""
    before, after = passage.low_before, passage.low[passage.end :]
    above = passage.part.lows()[max(0, passage.block - SLIP) : passage.block]
    slip = before.rstrip().endswith(_SIGNS) and _ACCEPTS.search(after) is not None
    slip = slip or any(map(_TO_HAND_IN.match, above))
    dated = "/" in (before.rstrip()[-1:], after.lstrip()[:1]) and _ON_PAPER.search(before.rstrip(" ./")) is not None
    return slip or dated or _BY_HAND.search(before) is not None


EDGE = 40  # dots
_LEADERS = pattern(r"[^\W\d_][^.…\n]* ?\.{4,} ?(?=[^\W_])(?!\d* ?€)[^\n]*[^\n.…\s]")
_TO_WHOM = pattern(r"(?<=\.{6})\s?à\s(?:M(?:me|\.)\s)?[A-ZÀ-Ý][\wà-ÿ-]+\s[A-ZÀ-Ý]")  # « ...........à Rose MARTY »


def _leads(passage: Passage) -> bool:
    """Dots from a label to what is said of it, on this line and on one beside it: a list of two columns."""
    blocks, here = passage.part.blocks, passage.block
    beside = "\n".join(block.text for block in blocks[max(0, here - 1) : here + 2])
    lines = [line.strip() for line in beside.split("\n") if "...." in line]
    to_whom = _TO_WHOM.match(passage.context, passage.end) is not None
    return to_whom or (len(lines) > 1 and all(map(_LEADERS.fullmatch, lines)))


@rule("RES101", "reste-a-completer", Severity.ERREUR)
def unfinished(context: Context) -> Iterator[Report]:
    """Un acte signé avec un blanc engage sur ce que chacun voudra y lire : « [À COMPLÉTER] », « XX », une ligne de
    points, « € » sans montant. La place laissée pour une date, un cachet ou une signature n'en est pas un. Confirmer
    une valeur (« confirme: oui ») ne le remplit pas, et « À COMPLÉTER » ne s'accepte pas : l'acte reste un projet.

    Mauvais : « pour un montant de XX € TTC »
    Bon : « pour un montant de 1 173,00 € TTC »
    Source : usage
    """
    forms: list[list[Passage]] = []
    for passage, sort in _blanks(context, *WHAT):
        if sort == "points" and _ruled(passage):
            continue
        if asked_about(context, passage):  # REN101 says it, until somebody answers: a blank is no value to confirm
            continue
        if sort == "points" or passage.text == BOX:
            if not (forms and _beside(forms[-1][-1], passage)):
                forms.append([])
            forms[-1].append(passage)
            continue
        message, hint = WHAT[sort]
        cut = passage.text.strip("[(.…)]") == "" and passage.context.strip() == passage.text
        severity = Severity.CONSEIL if cut else None  # « […] » on its line: what is quoted is cut there
        yield Report(passage, f"{message} : « {passage.text} »", hint, severity=severity)
    for first, *others in forms:
        yield _to_fill_in(first, others)


def _ruled(passage: Passage) -> bool:
    """A line of dots from edge to edge, which parts an act from what is joined: nothing announces it."""
    blocks, here = passage.part.blocks, passage.block
    beside = [block.text.strip() for block in (*blocks[max(0, here - 1) : here], *blocks[here + 1 : here + 2])]
    alone = passage.context.strip() == passage.text and len(passage.text) >= EDGE
    return alone and len(beside) == 2 and not beside[0].endswith(":") and not any(set(one) <= {"."} for one in beside)


def _beside(one: Passage, other: Passage) -> bool:
    """Whether two blanks are of one form: on one line, or on lines that follow each other, in no new article."""
    lines = one.part is other.part and other.block - one.block <= (other.kind is not Kind.ARTICLE)
    return lines and (one.text == BOX) is (other.text == BOX)


def _to_fill_in(first: Passage, others: Sequence[Passage]) -> Report:
    """The dots or the boxes of a form: one cause."""
    message, hint = WHAT["completer" if first.text == BOX else "points"]
    severity = None if first.text == BOX else Severity.ALERTE  # leaders of a price list look the same
    count = f" ({len(others) + 1} endroits)" if others else ""
    message = f"{message} : « {first.text} »{count}"
    return Report(first, message, hint, related=as_said(*others), severity=severity)


@rule("RES102", "champ-word-casse", Severity.ERREUR)
def broken_field(context: Context) -> Iterator[Report]:
    """Word écrit « Erreur ! Source du renvoi introuvable. » à la place d'un numéro d'article quand le passage visé a
    été supprimé ; un champ de publipostage oublié imprime son nom. L'acte ne dit alors plus ce à quoi il renvoie.

    Mauvais : « suivant les dispositions de l'article Erreur ! Source du renvoi introuvable. »
    Bon : « suivant les dispositions de l'article 9 »
    Source : usage
    """
    for passage, _ in _blanks(context, "champ"):
        message = f"Word n’a pas retrouvé ce qui devait s’écrire ici : « {passage.text} »"
        yield Report(passage, message, "écrivez le numéro ou le texte voulu, ou refaites le renvoi dans Word")


LEFTOVERS = frozenset({unfinished.code, broken_field.code})  # no final act has one that nobody accepted, whatever it is
