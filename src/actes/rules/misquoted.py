"""Articles cited for what another article says, and items of an article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from ..context import Context
from ..document import Kind
from ..facts import Mention, MentionKind
from ..finding import Severity
from ..frozen import frozen
from ..law.articles import Matter, codes_of, defined, items, matters, said, singular
from ..part import Part, Passage
from ..pattern import pattern
from ..statements.days import act_day
from ..text.sentences import clause_at
from ..values.text import near
from .rule import Report, rule

PAIR = 2  # articles
_LISTED = pattern(
    r",?\s?(?:et\s)?(?:notamment\s|en\s|particulier\s)*,?\s?(?:en\s)?(?:ses?|son|les|l'|leurs?)?\s?(?:articles?|art\.)"
)


@frozen
class Quoted:
    """An article that a clause cites: its number, its code, its words, those around it, all that the clause cites.

    `group`: the list of articles in which it stands, which is it alone outside of a list. `defines`: the words that it
    is said to define.
    """

    where: Passage
    article: str
    code: str
    words: str
    around: str
    defines: str
    cited: frozenset[str]
    group: frozenset[str]


@rule("AUT108", "article-cite-pour-un-autre", Severity.ALERTE)
def misquoted(context: Context) -> Iterator[Report]:
    """Certains articles se citent toujours pour la même chose : à un chiffre près, c'en est un autre. De même d'un
    article qui compte plusieurs points, dont chacun a son objet.

    Mauvais : « l'article L. 2122-32 », pour les attributions que le conseil délègue au maire ; « L. 2122-22, 4° », dans
    une décision sur une assurance
    Bon : « l'article L. 2122-22 » ; « L. 2122-22, 6° »
    Source : CGCT, code de la commande publique, CGFP, CG3P, CJA, codes civil, de commerce, de l'urbanisme, de la route
    et une dizaine d'autres, dont les articles que les actes citent sont connus (à vérifier)
    """
    day = act_day(context)
    for quoted in _quoted(context, day):
        right = _right(quoted, matters(quoted.code, day))
        if right:
            message = f"l’article {quoted.article} n’est pas celui que l’on cite pour cela"
            yield Report(quoted.where, message, f"citez l’article {right} (à vérifier)", quoted.article, right)
    yield from _items(context, day)


def _right(quoted: Quoted, known: Mapping[str, list[Matter]]) -> str:
    """The article that the words call for, where they are not of the one that is cited; empty if they may be."""
    own = known.get(quoted.article, [])
    meant = defined(quoted.code, quoted.defines)
    if meant:
        return meant if quoted.article != meant else ""
    if any(matter.anything or matter.called(quoted.words) for matter in own):
        return ""
    called = _naming(known, quoted, quoted.around)
    close = [one for one in called if near(one, quoted.article)]
    if close or not own or any(matter.fits(quoted.words) for matter in own):
        return next(iter(close), "")
    chapter = quoted.article.rpartition("-")[0]
    close = [one for one in called if len(quoted.group) == 1 or one.rpartition("-")[0] == chapter]
    if close or any(matter.called(singular(low)) for low in quoted.where.part.lows() for matter in own):
        return next(iter(close), "")
    if len(quoted.group) > PAIR:
        return ""  # a visa that lists what the matter is about, and more
    return next((one for one in _naming(known, quoted, _title(quoted.where)) if near(one, quoted.article)), "")


def _naming(known: Mapping[str, list[Matter]], quoted: Quoted, words: str) -> list[str]:
    """The articles that words call for, those of the narrowest matters first; none where the list has one of them."""
    found = {id(matter): matter for every in known.values() for matter in every if matter.called(words)}
    if any(quoted.group & matter.articles for matter in found.values()):
        return []
    left = sorted((one for one in found.values() if not quoted.cited & one.articles), key=lambda one: len(one.articles))
    return [article for matter in left for article in sorted(matter.articles)]


_ITEM = r"(?P<n>[0-9]{1,2})\s?°"
_AFTER = pattern(rf"[\s,(-]*(?:alineas?\s)?{_ITEM}(?:(?:,\s|\set\s|\sou\s){_ITEM.replace('n>', 'more>')})?")
_BEFORE = pattern(rf"{_ITEM}\s(?:du\si\s)?de\sl'article\s\Z")  # « du II », which counts its own, is another list
HEAD = 12  # blocks
_TITLES = frozenset({Kind.TITRE, Kind.SOUS_TITRE, Kind.OBJET})


def _items(context: Context, day: date) -> Iterator[Report]:
    """« L. 2122-22, 4° » in a decision on insurance: what the 6° is about."""
    whole = singular("\n".join(part.low for part in context.own))
    for quoted in _quoted(context, day):
        about = items().get(quoted.article, {})
        low = quoted.where.low
        found = about and (quoted.where.then(_AFTER) or quoted.where.led(_BEFORE))
        if not found:
            continue
        cited = {text for text in found.groupdict().values() if text}
        words = quoted.around.replace(found[0], " ")
        for scope in (words,) if quoted.where.part.minutes else (words, _title(quoted.where), whole):
            if found["n"] not in about or any(said(about[n], scope) for n in cited if n in about):
                break
            others = [n for n, alternatives in about.items() if n not in cited and said(alternatives, scope)]
            if others and (scope is not whole or len(others) == 1):
                where = quoted.where._replace(start=found.start("n"), end=low.index("°", found.start("n")) + 1)
                message = f"le {found['n']}° de l’article {quoted.article} n’est pas celui que l’on cite pour cela"
                yield Report(where, message, f"citez le {others[0]}° (à vérifier)", found["n"], others[0])
                break


def _title(where: Passage) -> str:
    """The titles above, those of the document where there is none near."""
    part = where.part
    for blocks in (range(max(0, where.block - HEAD), where.block), range(min(HEAD, len(part.blocks)))):
        titles = [part.lows()[n] for n in blocks if part.blocks[n].kind in _TITLES]
        if titles:
            return singular("\n".join(titles))
    return ""


_ARTICLES = frozenset({MentionKind.LEGAL_ARTICLE, MentionKind.ARTICLE})
_RANGE = pattern(r"[0-9]\sa\s(?:l'article\s)?\Z")
_DEFINES = pattern(r"(?P<what>[^.;:]{1,60}),? au sens (?:de l'|du )?(?:article )?\Z")
_UP_TO = pattern(r"\sa\s(?:l'article\s)?(?:[lrd]\.\s?)?[0-9]")
_SO_ON = pattern(r"\set\ssuiv")
_LIST = pattern(r"(?:[^a-z0-9]|\b(?:et|ou|a|l|r|d|notamment|articles?)\b|\b[0-9]{1,2}\s?°)*")


def _quoted(context: Context, day: date) -> Iterator[Quoted]:
    for part in context.own:
        for index, around in enumerate(part.mentions):
            cited = [m for m in around if m.kind in _ARTICLES]
            for group, low, clause, own in _groups(part, index, cited) if cited else ():
                code = _code(low, [m for m in around if m.kind is MentionKind.CODE], group, clause)
                near_by = _values(m for m in cited if clause[0] <= m.start < clause[1])
                for one in group:
                    article = str(one.value)
                    numbered = code if code or one.kind is MentionKind.ARTICLE else _only(codes_of(article, day))
                    ranged = _RANGE.search(low, max(0, one.start - 30), one.start) or _UP_TO.match(low, one.end)
                    so_on = article in matters(numbered, day) and _SO_ON.match(low, one.end)
                    if numbered and not ranged and not so_on:
                        where, listed = Passage(part, index, one.start, one.end), _values(group)
                        words, beside = singular(low[slice(*clause)]), singular(low[slice(*own)])
                        meant = _DEFINES.search(low, clause[0], one.start) if len(group) == 1 else None
                        defines = singular(meant["what"]) if meant else ""
                        yield Quoted(where, article, numbered, words, beside, defines, near_by, listed)


def _groups(
    part: Part, index: int, cited: Sequence[Mention]
) -> Iterator[tuple[list[Mention], str, tuple[int, int], tuple[int, int]]]:
    """The articles of a block, those of a list together, with the block's words, without its codes, and the clause."""
    low = part.lows()[index].replace("\n", " ")
    for code in part.mentions[index]:
        if code.kind is MentionKind.CODE:
            low = low[: code.start] + "_" * (code.end - code.start) + low[code.end :]
    groups: list[list[Mention]] = []
    for one in cited:
        if groups and _LIST.fullmatch(low, groups[-1][-1].end, one.start):
            groups[-1].append(one)
        else:
            groups.append([one])
    ends = [0, *(group[-1].end for group in groups)]
    starts = [*(group[0].start for group in groups[1:]), len(low)]
    for group, before, after in zip(groups, ends, starts, strict=False):
        clause = clause_at(part.blocks[index].text, group[0].start)
        yield group, low, clause, (max(clause[0], before), min(clause[1], after))


def _code(low: str, codes: Sequence[Mention], group: Sequence[Mention], clause: tuple[int, int]) -> str:
    """The code of a list of articles: the one that introduces it, the one that follows it, the one of the clause."""
    before = [m for m in codes if clause[0] <= m.start < group[0].start]
    after = [m for m in codes if group[-1].end <= m.start < clause[1]]
    if before and (not after or _LISTED.match(low, before[-1].end)):
        return str(before[-1].value)
    return str(after[0].value) if after else ""


def _values(cited: Iterable[Mention]) -> frozenset[str]:
    return frozenset(str(one.value) for one in cited)


def _only(codes: Sequence[str]) -> str:
    return codes[0] if len(codes) == 1 else ""
