"""What an act says, where the law says the contrary."""

from __future__ import annotations

from collections.abc import Iterator

from ..context import Context
from ..document import Kind
from ..finding import Severity
from ..law.articles import singular
from ..law.contraries import contraries
from ..part import Part, Passage
from ..statements.days import act_day
from ..statements.subjects import REASONS
from ..text.sentences import clause_at
from .rule import Report, rule

TITLE = 70  # characters: a longer one is a sentence


@rule("SEU106", "contraire-a-la-loi", Severity.ALERTE)
def contrary(context: Context) -> Iterator[Report]:
    """Ce que la loi met à la charge de l'un ne l'est pas de l'autre : le preneur verse le dépôt de garantie, le
    titulaire doit la TVA des travaux sous-traités, un déficit est repris en dépenses. Un mot pour son contraire se lit
    sans qu'on le voie.

    Mauvais : « le bailleur verse un dépôt de garantie », « en autoliquidation, la TVA est due par le sous-traitant »
    Bon : « le preneur verse un dépôt de garantie », « la TVA est due par le titulaire »
    Source : code civil, art. 1728 ; CGI, art. 283 ; CGCT, art. R. 2311-11 et d'autres (à vérifier)
    """
    every = "\n".join(part.low for part in context.own)
    flat, whole = every.replace("\n", " "), singular(every)
    known = [fact for fact in contraries(act_day(context)) if fact.value.may_stand(flat)]
    for part in context.own if known else ():
        for index, heading in _headed(part):
            low = part.lows()[index].replace("\n", " ")
            for fact in known:
                match = fact.value.said.search(low)
                sentences = singular(_sentences(part, index, *match.span())) if match else ""
                if match and fact.value.holds(sentences, singular(f"{heading} {low}"), whole):
                    where = Passage(part, index, *match.span())
                    yield Report(
                        where, f"« {where.text} » : {fact.value.right}", f"vérifiez ({fact.source})", where.text
                    )


def _headed(part: Part) -> Iterator[tuple[int, str]]:
    """Each block that says something of its own, and the heading above it."""
    heading = ""
    for index, block in enumerate(part.blocks):
        if block.kind in (Kind.ARTICLE, Kind.INTERTITRE) and len(block.text) < TITLE:
            heading = part.lows()[index]
        if block.kind not in REASONS or block.kind is Kind.CONSIDERANT:
            yield index, heading


def _sentences(part: Part, index: int, start: int, end: int) -> str:
    """The sentences of a block in which words stand."""
    text, low = part.blocks[index].text, part.lows()[index].replace("\n", " ")
    return low[clause_at(text, start)[0] : clause_at(text, end - 1)[1]]
