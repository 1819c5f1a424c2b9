"""Findings for a person: where to look, what is wrong, what to write instead.

>>> from actes.place import Place
>>> place = Place("registry/2025/DEC2025-453.yaml", 12, 7)
>>> message = "le 31 février n'existe pas"
>>> wrong = Finding("REG301", "date-impossible", Severity.ERREUR, message, "vérifiez le mois", place)
>>> print(finding_text(wrong))
registry/2025/DEC2025-453.yaml:12:7 : REG301 date-impossible
    Erreur : le 31 février n'existe pas
    Que faire : vérifiez le mois
>>> verdict([wrong, wrong])
'À corriger avant signature : 2 · À relire : 0 · Forme : 0'
>>> verdict([])
'Rien relevé (ne vaut pas contrôle juridique)'
>>> print(brief(wrong))
Erreur   registry/2025/DEC2025-453.yaml:12:7 : le 31 février n'existe pas (REG301)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from ..finding import Finding, Fix, Related, Severity
from ..packaged import packaged
from ..pattern import pattern
from ..place import Place
from ..values.text import on_one_line

if TYPE_CHECKING:
    from ..rules import Rule


NOTHING = "Rien relevé (ne vaut pas contrôle juridique)"
LABELS: Mapping[Severity, str] = {Severity.ERREUR: "Erreur", Severity.ALERTE: "À relire", Severity.CONSEIL: "Conseil"}
COUNTS: Mapping[Severity, str] = {
    Severity.ERREUR: "À corriger avant signature",
    Severity.ALERTE: "À relire",
    Severity.CONSEIL: "Forme",
}
UNSIGNED: Mapping[Severity, str] = {**COUNTS, Severity.ERREUR: "À corriger"}  # a template never is; of acts, some
SIGNED: Mapping[Severity, str] = {**COUNTS, Severity.ERREUR: "Relevé dans un acte signé"}
NAMED = 10  # acts with nothing found that are named rather than counted
AROUND = 45  # characters shown on each side of what changes
INDENT = "    "
COLUMN = max(map(len, [*LABELS.values(), "Accepté"]))


def report(findings: Iterable[Finding]) -> str:
    """Every finding in the order in which a person corrects, a blank line between two."""
    return "\n\n".join(finding_text(finding) for finding in sorted(findings, key=Finding.sort_key))


def finding_text(finding: Finding) -> str:
    """One finding, on a few lines: human place, then path:line:column, code and name, words, hint."""
    return "\n".join(_lines(finding))


def _lines(finding: Finding) -> Iterator[str]:
    yield " : ".join([*_places(finding.document, finding.place, finding.where), f"{finding.code} {finding.name}"])
    yield f"{INDENT}{LABELS[finding.severity]} : {finding.message}"
    if finding.excerpt:
        yield f"{INDENT}Texte : {_quoted(finding.excerpt)}"
    for other in finding.related:
        yield f"{INDENT}Voir : {' : '.join([*_places(other.document, '', other.where), other.says])}"
    yield from (f"{INDENT}{line}" for line in _more(finding))


def brief(finding: Finding) -> str:
    """One finding on one line: what it weighs, where a person looks, what is wrong, the code that explains it."""
    place = next(_places(finding.document, finding.place, finding.where), "")
    said = " : ".join(filter(None, (place, finding.message.replace("\n", " "))))
    return f"{'Accepté' if finding.waived else LABELS[finding.severity]:<{COLUMN}} {said} ({finding.code})"


def worst_first(findings: Iterable[Finding]) -> list[Finding]:
    """By severity, then what makes an act void, then what costs money, form last; what somebody accepted after all."""
    return sorted(findings, key=lambda f: (f.waived is not None, f.severity.rank, weight(f.code)))


def _more(finding: Finding) -> Iterator[str]:
    """What to do, the source, who accepted it."""
    if finding.hint:
        yield f"Que faire : {finding.hint}"
    if source := told_source(finding.source):
        yield f"Source : {source}"
    if finding.waived:
        yield f"Accepté par {finding.waived.par} le {finding.waived.le} : {finding.waived.motif}"


def comment_lines(finding: Finding, *, elsewhere: bool) -> tuple[str, ...]:
    """A finding as a comment on the words at fault; `elsewhere`, they could not be marked, and it says where they are.

    Who reads it in Word has no use for lines and columns: places are those of a person, other words are quoted.

    >>> from actes.place import Place
    >>> wrong = Finding("CHR205", "ordre-des-dates", Severity.ERREUR, "la fin précède le début", "vérifiez l'année")
    >>> comment_lines(wrong, elsewhere=False)
    ('Erreur – ordre-des-dates', 'La fin précède le début', "Que faire : vérifiez l'année", 'CHR205')
    """
    weight = "Accepté" if finding.waived else LABELS[finding.severity]
    place = next(_places(finding.document, finding.place, None), "") if elsewhere else ""
    text = _quoted(finding.excerpt) if elsewhere and finding.excerpt else ""
    return (
        f"{weight} – {finding.name}",
        finding.message[:1].upper() + finding.message[1:],
        *(f"{label} : {words}" for label, words in (("Où", place), ("Texte", text)) if words),
        *(f"Voir : {words}" for words in map(_other, finding.related)),
        *_more(finding),
        finding.code,
    )


def _other(other: Related) -> str:
    """Another place, by its document and its words."""
    places = [*_places(other.document, "", None), other.says]
    return f"{' : '.join(places)}{f' – {_quoted(other.excerpt)}' if other.excerpt else ''}"


def _places(document: str | None, place: str, where: Place | None) -> Iterator[str]:
    """Where a person looks (« Convention, article 1er, 2e alinéa »), then where the words are."""
    if human := human_place(document, place):
        yield human
    if where and where.path:
        yield on_one_line(str(where))


def human_place(document: str | None, place: str) -> str:
    """Where a person looks.

    >>> human_place("convention", "article 1er, 2e alinéa")
    'Convention, article 1er, 2e alinéa'
    """
    return ", ".join(filter(None, (document_name(document) if document else "", place)))


def _quoted(excerpt: str) -> str:
    return f"« {' '.join(excerpt.split())} »"


def document_name(name: str) -> str:
    """The name of a document as people say it.

    >>> document_name("annexe-1"), document_name("decision"), document_name("dec2025-453.docx")
    ('Annexe 1', 'Décision', 'dec2025-453.docx')
    """
    if "." in name:  # a file is called by its own name
        return on_one_line(name)
    known = {"decision": "Décision", "deliberation": "Délibération", "arrete": "Arrêté"}
    return known.get(name) or name.replace("-", " ").capitalize()


def verdict(findings: Iterable[Finding], labels: Mapping[Severity, str] = COUNTS) -> str:
    """How much there is to do before signature, in one line; what somebody accepted is not counted."""
    return verdict_of(counted(findings), labels)


def counted(findings: Iterable[Finding]) -> Counter[Severity]:
    """How many findings of each severity nobody accepted."""
    return Counter(finding.severity for finding in findings if not finding.waived)


def verdict_of(count: Counter[Severity], labels: Mapping[Severity, str] = COUNTS) -> str:
    if not count.total():
        return NOTHING
    return " · ".join(f"{label} : {count[severity]}" for severity, label in labels.items())


def examined_texts(
    acts: Iterable[tuple[str, Sequence[Finding], bool]], *, short: bool = False, offer: bool = False
) -> Iterator[str]:
    """Every act under its name, told as they come, with whether it is signed: nothing is offered to correct it then.

    `short`: without the details; `offer`: with how to correct.

    Acts with nothing found are told together in one line, a single one aside; what all come to is the last line.
    """
    count: Counter[Severity] = Counter()
    told, quiet, names, labels = 0, 0, list[str](), COUNTS
    for name, findings, signed in acts:
        if findings:
            count += counted(findings)
            told += 1
            labels = UNSIGNED if signed else labels
            yield "\n".join(_told(name, findings, short, offer and not signed, SIGNED if signed else COUNTS))
        else:
            quiet += 1
            names = [*names, on_one_line(name)][: NAMED + 1]
    if quiet == 1 and not told:
        yield f"{title(names[0])}\n\n{verdict_of(count)}"
    elif quiet:
        where = f"{quiet} actes" if quiet > NAMED else ", ".join(names)
        yield f"{NOTHING.replace(' (', f' dans {where} (')}"
    if told and told + quiet > 1:
        yield f"Au total : {verdict_of(count, labels)}"


def title(name: str) -> str:
    name = on_one_line(name)
    return f"{name}\n{'=' * len(name)}"


def _told(
    name: str, findings: Sequence[Finding], short: bool, offer: bool, labels: Mapping[Severity, str]
) -> Iterator[str]:
    found = worst_first(findings)
    yield f"{title(name)}\n\n{verdict(found, labels)}\n"
    yield from map(brief, found)
    if not short:
        yield "\nLe détail"
        yield from (f"\n{finding_text(finding)}" for finding in found)
    certain = sum(len(one.fix) for one in found if not one.waived) if offer else 0
    if certain:
        yield f"\nCorrections certaines : {certain}, à voir une par une avec --fix"


def correction_text(finding: Finding, fix: Fix, shown: str, before: str, after: str) -> str:
    """What is corrected, where, and the two lines.

    >>> from actes.finding import Severity, Spot
    >>> found = Finding("FOR101", "date-mal-ecrite", Severity.CONSEIL, "…")
    >>> fix = Fix("1 janvier", "1er janvier", Spot(0, 0, 0, 0), document="convention", place="article 1er")
    >>> print(correction_text(found, fix, "registry/a.yaml, ligne 3", "le 1 janvier 2024", "le 1er janvier 2024"))
    Convention, article 1er : FOR101 date-mal-ecrite
    registry/a.yaml, ligne 3
      - le 1 janvier 2024
      + le 1er janvier 2024
    """
    old, new = around(before, after)
    what = f"{human_place(fix.document, fix.place)} : {finding.code} {finding.name}"
    return f"{what}\n{on_one_line(shown)}\n  - {old}\n  + {new}"


def around(before: str, after: str) -> tuple[str, str]:
    """Both lines with what changes and some words on each side."""
    from ..mending import changed

    before, after = " ".join(before.split()), " ".join(after.split())
    start, end, new = changed(before, after)
    first = before.rfind(" ", 0, max(0, start - AROUND)) + 1 if start > AROUND else 0
    last = before.find(" ", min(len(before), end + AROUND))
    last = len(before) if last < 0 else last
    left, right = "… " if first else "", " …" if last < len(before) else ""
    head, tail = left + before[first:start], before[end:last] + right
    return on_one_line(head + before[start:end] + tail), on_one_line(head + new + tail)


def corrected_text(number: int, left: str, path: str) -> str:
    """What was written in a file, and what the check says now.

    >>> corrected_text(2, "Forme : 1", "registry/a.yaml")
    '2 corrections écrites dans registry/a.yaml ; reste : Forme : 1'
    """
    written = "1 correction écrite" if number == 1 else f"{number} corrections écrites"
    return f"{written} dans {path} ; reste : {left}"


# By what they weigh, worst first: what makes an act void, what costs money, what misleads, form.
_LINES = packaged(__spec__, "themes.txt").splitlines()
THEMES = {line[:3]: line[4:] for line in _LINES}
USAGE = pattern(r"\Ausage(?: pour le reste| \((.+)\))?\Z")  # what no law demands, and maybe a norm


def told_source(source: str) -> str:
    """What is told of a rule's source: that it is usage tells nobody anything.

    >>> told_source("CGCT, art. L. 2131-1"), told_source("usage"), told_source("usage (norme AFNOR NF Z10-011)")
    ('CGCT, art. L. 2131-1', '', 'norme AFNOR NF Z10-011')
    >>> told_source("usage ; Légifrance (à vérifier)")
    'Légifrance (à vérifier)'
    """
    return " ; ".join(filter(None, (USAGE.sub(r"\1", one) for one in source.split(" ; "))))


def weight(code: str) -> int:
    """Where a code stands among those of one severity, worst first: what could not be read before what was.

    >>> weight("LEC107") < weight("AUT101") < weight("MNT101") < weight("FOR101")
    True
    """
    return _RANKS.get(code[:3], -1)


_RANKS = {theme: rank for rank, theme in enumerate(THEMES)}


def manual(rule: Rule) -> str:
    """Why, a bad example, a good one, the source that there is."""
    lines = [line for line in rule.manual.splitlines() if not line.startswith("Source : ")]
    return "\n".join([*lines, *(f"Source : {source}" for source in [told_source(rule.source)] if source)])
