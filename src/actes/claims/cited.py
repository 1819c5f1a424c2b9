"""The articles of the act itself that its prose cites: which number, of which of its documents."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..context import Context
from ..document import Kind
from ..facts import Mention, MentionKind
from ..frozen import frozen
from ..outline.nature import Nature
from ..outline.sections import Article, number_of
from ..part import Part, Passage
from ..pattern import pattern
from ..statements.subjects import TITLES
from ..values.kept import kept_on_it

MANY = 100  # no act of ours has so many articles; an account and an article of a code have such numbers
ACCOUNTS = 10  # the lowest number of an account in M14 and M57: « imputée à l'article 65 du budget »
_BUDGET = pattern(r"\b(?:budg|nomenclature|chapitre|fonction\b|cr[ée]dits?\b)", re.IGNORECASE)
_CHARGED = pattern(r"\b(?:imput|inscri|pr[ée]lev)", re.IGNORECASE)
_MORE = r"(?:(?:,|\set|\sou|\sà)\s[0-9][0-9.-]*)*"  # « articles 50.3 et 52 du même cahier »
# Cited before.
SAME = pattern(_MORE + r"\s(?:du|de\sla|de\sl['’])\s?(?:m[êe]me\s|[a-zé-]+\s(?:pr[ée]cit|susvis|susmentionn))")
FOLLOWING = pattern(r"\s(?:et\ssuivants?|à\s[0-9]+)\s(?:du|de\sla|de\sl['’])\s?(?!pr[ée]sent)")  # « du décret »
AMENDED = pattern(
    r"\bl(?:a\sconvention|e\scontrat|e\smarch[ée]|e\sbail|['’]accord|e\sprotocole)\b[^.\n]*\Z", re.IGNORECASE
)
AMENDS = pattern(r"modifi|remplac|compl[ée]t|rédigé|abrog|suppri|initial", re.IGNORECASE)
_AROUND = 80  # characters


@frozen
class ArticleReference:
    """Prose that cites an article of the act itself: `target` is the part that should hold it.

    Not `sure`: « l'article 6 de la convention », in a decision beside which only one convention stands.
    """

    passage: Passage
    number: int
    target: Part
    sure: bool = True

    @property
    def article(self) -> Article | None:
        return next((one for one in self.target.articles if one.number == self.number), None)

    def gives(self, end: int) -> bool:
        """Whether it is said to give the value that ends there: « le maximum de 3 000 € fixé à l'article 6 »."""
        return _GIVES.fullmatch(self.passage.low, end, self.passage.start) is not None


GIVING, TELLING = "fix|prev|mentionn|indiqu|defin|precis|stipul|vis", "cit|decri|enumer|list"
AT = r"\w*\s(?:a|dans|par|au)\s(?:l['’])?\Z"
_GIVES = pattern(rf"[\w\s'’-]{{0,12}}\s(?:{GIVING}|{TELLING}){AT}")


@kept_on_it
def article_references(context: Context) -> tuple[ArticleReference, ...]:
    """Every article that the act cites of itself; those of laws, codes and other acts are not its own."""
    return tuple(_article_references(context))


def _article_references(context: Context) -> Iterator[ArticleReference]:
    for part in context.own:
        for passage, mention in part.passages(MentionKind.ARTICLE):
            other = mention.label == "titre" or _heads(passage) or passage.section.reproduced
            other = other or passage.low_before.endswith("meme ")  # « au même article 15 », of the law cited above
            other = other or any(one.match(passage.context, passage.end) for one in (FOLLOWING, SAME))
            target = None if other else _target(context, part, passage, mention)
            number = number_of(str(mention.value))
            if target is not None and number is not None and not _account(passage, number):
                owner = mention.of
                sure = owner is None or owner.present or owner.said
                yield ArticleReference(passage, number, target, sure)


def _heads(passage: Passage) -> bool:
    """The number of a heading is no reference; « 3 – CLÉ DE RÉPARTITION (article 5) » is of what a text implements."""
    return passage.kind is Kind.ARTICLE and (passage.start == 0 or passage.context[passage.end :] == ")")


def _account(passage: Passage, number: int) -> bool:
    """Whether it is an article of the accounts, and not of an act: « chapitre 65, article 6574 »."""
    if number < ACCOUNTS:
        return False
    text = passage.context
    before = re.split(r"[.;]\s", text[max(0, passage.start - _AROUND) : passage.start])[-1]
    after = re.split(r"[.;]", text[passage.end : passage.end + _AROUND])[0]
    amounts = any(m.kind is MentionKind.AMOUNT for m in passage.mentions)
    if number >= MANY and (amounts or passage.kind is Kind.TABLEAU):
        return True  # « 40 000,00 € en capital (article 1641) », « lot 2 : article 2188, pour 11 844,60 € »
    named, charged = _BUDGET.search(before) or _BUDGET.search(after), _CHARGED.search(before)
    return bool(named or charged) if number >= MANY else bool(named and charged)


def _is_amendment(part: Part | None) -> bool:
    """Whether the convention of a dossier is an avenant: the one that its decision approves."""
    if part is None:
        return False
    titles = [block for block in part.blocks if block.kind in TITLES and part.nature is Nature.CONVENTION]
    return any("avenant" in block.text.lower() for block in (*part.blocks[:1], *titles))


def _of_amended(part: Part, passage: Passage) -> bool:
    """In an avenant, « l'article 9 » that is cited among what it amends may be that of the contract."""
    before = passage.before
    return _is_amendment(part) and bool(AMENDS.search(passage.context) or AMENDED.search(before))


def _beside(context: Context, part: Part) -> Part | None:
    """The only convention of a dossier, seen from its decision."""
    found = [other for other in context.parts if other.nature is Nature.CONVENTION]
    return found[0] if part.nature is Nature.ACTE and len(found) == 1 else None


def _articled(context: Context, part: Part) -> Part:
    """The document of whose articles an annexe speaks, that has none: the only other one that has some."""
    found = [one for one in context.own if one.articles]
    return found[0] if part.nature is Nature.ANNEXE and not part.articles and len(found) == 1 else part


def _target(context: Context, part: Part, passage: Passage, mention: Mention) -> Part | None:
    if passage.kind in (Kind.VISA, Kind.CONSIDERANT):
        return None  # a visa speaks of other texts
    owner = mention.of
    if owner is None:
        return None if _of_amended(part, passage) else _articled(context, part)
    if owner.present and owner.nature in ("convention", "avenant"):
        return part  # the text that speaks, whatever it looks like
    if owner.reference or owner.through or owner.annee:
        return None
    if not (owner.present or owner.said):
        return _beside(context, part) if owner.nature == "convention" and owner.text == "la convention" else None
    if owner.nature in ("convention", "avenant"):
        return part if part.nature is Nature.CONVENTION else context.part(Nature.CONVENTION)
    return part if part.nature is Nature.ACTE else None
