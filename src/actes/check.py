"""From a context to findings: run every rule, tell each cause once, stamp what is said, sort.

No rule keeps quiet for another: each says what it sees, and `one_cause_once` alone decides which is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from .context import AnyContext, Context
from .finding import Finding, Fix, Related, Severity, Spot
from .mending import as_typed, in_fact
from .outline.nature import Nature
from .part import Field, Passage
from .place import Place
from .rules import Report, Rule, rules_over
from .rules.rule import Where
from .statements.confirmed import stated_at

AROUND = 60  # characters of the excerpt on each side of the words at fault
# Rules whose codes are, or begin, so look at values of one sort: two of them on the same words have one cause.
FIGURES = frozenset({"MNT", "CAL", "PRT", "TVA", "CPT", "BUD", "AID", "VOT", "AVE", "HAB", "SEU"})
FAMILIES: tuple[frozenset[str], ...] = (
    FIGURES,
    frozenset({"PER", "CHR", "MNT101"}),  # dates, and durations in figures and in words
    frozenset({"CIT"}),  # acts and laws
    frozenset({"NOM", "PAR", "SIG", "ADR", "IDE", "TRI", "ATT"}),  # who
    frozenset({"REF"}),
)
Told = tuple[Rule, Report]


def check(context: AnyContext, rules: Iterable[Rule] | None = None) -> list[Finding]:
    """Everything the rules find, in the order in which a person reads: document by document, top to bottom.

    What a rule looks at decides whether it has anything to say: an act, or the register as a whole.
    """
    told = [
        (rule, report)
        for rule in (rules_over(type(context)) if rules is None else rules)
        if isinstance(context, rule.over)
        for report in rule.check(context)
    ]
    ranked = [(rank(context, report), finding(rule, report, context)) for rule, report in one_cause_once(told)]
    unique = dict.fromkeys((order, found) for order, found in ranked)
    return [found for _, found in sorted(unique, key=lambda pair: (pair[0], pair[1].code, pair[1].message))]


def rank(context: AnyContext, report: Report) -> tuple[int, int, int]:
    """Where a report stands in the dossier: part, block, character; the entry's fields come first."""
    if not isinstance(report.where, Passage):
        place = report.where.where
        return (-1, (place.line or 0) if place else 0, (place.column or 0) if place else 0)
    said = report.where
    return (_index(context, said), len(said.part.blocks) if said.part.marginal else said.block, said.start)


def _index(context: AnyContext, passage: Passage) -> int:
    return next((n for n, part in enumerate(context.parts) if passage.part in (part, part.margin)), 0)


def _spot(context: AnyContext, where: Where) -> Spot | None:
    """Where a passage stands among the blocks; a field has no words there, nor has a margin."""
    if not isinstance(where, Passage) or where.part.marginal:
        return None
    return Spot(_index(context, where), where.block, where.start, where.end)


def finding(rule: Rule, report: Report, context: AnyContext) -> Finding:
    """A report with the rule's code, name, severity and source, and its places made out."""
    where = report.where
    excerpt, mark = _excerpt(where) if isinstance(where, Passage) else (where.text, None)
    return Finding(
        rule.code,
        rule.name,
        _severity(rule, report),
        report.message,
        hint=report.hint,
        where=where.where,
        document=where.part.name if isinstance(where, Passage) else None,
        excerpt=excerpt,
        place=where.human,
        mark=mark,
        source=rule.source,
        found=report.found,
        expected=report.expected,
        related=_related(report),
        spot=_spot(context, where),
        fix=tuple(_fixes(context, report)),
    )


def _fixes(context: AnyContext, report: Report) -> Iterator[Fix]:
    """What the rule knows how to write, where somebody typed those words: in a text, or in a field that prose shows."""
    for passage, better in report.fix:
        typed = as_typed(passage, better)
        words, by = typed or (passage, better)
        where, spot = words.where if typed else _field_of(context, passage), _spot(context, words)
        if passage.part.nature is not Nature.PIECE and spot is not None and where is not None:
            yield Fix(words.text, by, spot, where, words.part.name, words.human)


def _field_of(context: AnyContext, words: Passage) -> Place | None:
    """Where the entry has the field that shows these words as it has them."""
    shown = in_fact(words)
    if shown is None or not isinstance(context, Context):
        return None
    path, offset = shown
    if (stated_at(context, path) or "")[offset : offset + len(words.text)] != words.text:
        return None
    field = context.field(path)
    source = field.places.place(field.owner, path) if field.places else None
    return source.place_at(offset) if source else None


def _severity(rule: Rule, report: Report) -> Severity:
    """The rule's, unless the report says otherwise; what a partner wrote is at most an alerte."""
    severity = report.severity or rule.severity
    in_piece = isinstance(report.where, Passage) and report.where.part.nature is Nature.PIECE
    return Severity.ALERTE if in_piece and severity is Severity.ERREUR else severity


def _related(report: Report) -> tuple[Related, ...]:
    """The places that bear on it, each once: two passages of one fact stand where its `{{ }}` stands."""
    found = {}
    for where, says in report.related:
        name, excerpt = (where.part.name, _excerpt(where)[0]) if isinstance(where, Passage) else (None, where.text)
        found[says, where.where, name] = Related(says, where.where, name, excerpt)
    return tuple(found.values())


def _excerpt(passage: Passage) -> tuple[str, tuple[int, int]]:
    """The words at fault with some of those around, cut at spaces, and where they stand in the excerpt."""
    text, start, end = passage.context, passage.start, passage.end
    left = max(0, start - AROUND)
    left = text.find(" ", left, start) + 1 if left else 0
    right = min(len(text), end + AROUND)
    right = text.rfind(" ", end, right) if right < len(text) else right
    right = right if right > end else min(len(text), end + AROUND)
    before, after = "…" if left else "", "…" if right < len(text) else ""
    shift = len(before) - left
    return before + text[left:right].replace("\n", " ").replace("\t", " ") + after, (start + shift, end + shift)


def one_cause_once(told: Iterable[Told]) -> list[Told]:
    """The reports that stand; what a weaker one of the same cause says becomes their evidence."""
    kept: list[Told] = []
    for rule, report in sorted(told, key=_strength, reverse=True):
        index = next((n for n, other in enumerate(kept) if _covers(other, (rule, report))), None)
        if index is None:
            kept.append((rule, report))
        else:
            kept[index] = (kept[index][0], _with_evidence(kept[index][1], report))
    return kept


def _strength(one: Told) -> tuple[int, int, str]:
    rule, report = one
    severity = report.severity or rule.severity
    return -severity.rank, len(report.related), "".join(chr(0x10FFFF - ord(c)) for c in rule.code)


def _covers(one: Told, other: Told) -> bool:
    """Whether a report speaks of the very words at which a weaker one of its family stands.

    Of figures, the numbers that bear on one another are one cause; of names and dates, only the words at fault.
    """
    codes = [each.code for each, _ in (one, other)]
    family = next((some for some in FAMILIES if all(code[:3] in some or code in some for code in codes)), None)
    apart = one[0] is other[0] and family is FIGURES and one[1].where != other[1].where
    if family is None or apart:
        return False
    about = _about(one[1]) if family is FIGURES else [one[1].where]
    return any(_meets(where, other[1].where) for where in about)


def _about(report: Report) -> Iterator[Where]:
    yield report.where
    yield from (where for where, _ in report.related)


def _meets(one: Where, other: Where) -> bool:
    if isinstance(one, Passage) and isinstance(other, Passage):
        return one.meets(other)
    if isinstance(one, Field) and isinstance(other, Field):
        return (one.owner, one.path) == (other.owner, other.path)
    return False


def _with_evidence(report: Report, weaker: Report) -> Report:
    """The weaker report as evidence of the stronger: its places, but for those that are there already."""
    known = set(_about(report))
    more = tuple(
        (where, says) for where, says in ((weaker.where, weaker.message), *weaker.related) if where not in known
    )
    return replace(report, related=(*report.related, *more))
