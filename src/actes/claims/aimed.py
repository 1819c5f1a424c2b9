"""What a reference announces, held against every article, or point, that it may mean: the one that fits alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from math import log

from ..document import Kind
from ..facts import MentionKind
from ..facts.numerals import NUMBER
from ..frozen import frozen
from ..packaged import packaged
from ..part import Part, Passage
from ..pattern import pattern
from ..text.sentences import sentence_at
from ..values.kept import kept_on_it
from ..values.ordinals import roman
from ..values.text import unaccented

BACK, AHEAD = 100, 60  # characters
NEAREST, AFTER = 6, 4  # words before a reference that say what it is about; after it
FIRST, LESS, LEAST, BEHIND = 3.0, 0.6, 0.5, 0.8  # how much the nearest counts, each one farther, at least; one after it
# How much more another says of it; where this one says nothing; than the next; what share of it this one may say.
CLEAR, SOME, ALONE, MOST = 2.5, 1.2, 0.1, 0.55
STEM, ROOT = 6, 5
BOTH = 2
TITLED, NEAR, FACT, FEWER = 0.5, 0.5, 0.6, 0.3  # beside 1, the word: in the title; its root; facts, words that say it
SHORT = 90  # characters of a title
FEW = 3  # articles
_WORD = pattern(r"[a-zà-ÿœ]{4,}|\b(?:clé|âge|lot|bus)s?\b")
_POINT = pattern(r"\W{0,4}(?:[Aa]rt(?:icle|\.) )?(?P<point>[0-9]{1,2}\.[0-9]{1,2})(?![0-9.,]*[0-9€%])\b")
_TO_POINT = pattern(
    r"\b(?:au|du|point|paragraphe|article|art\.)\s(?P<point>[0-9]{1,2}\.[0-9]{1,2})"
    r"(?!\w|[.,][0-9]| ?(?:€|%|m|ha|km|euros)\b)"
)
_MARK = pattern(r"\W{0,3}(?:art\w*\.? ?)?[0-9]{1,2} ?[.)–-]+ ", re.IGNORECASE)
# « VIII. PIÈCES », « B) LOCAUX »
_LETTERED = pattern(r"(?P<mark>[IVX]{1,5}|[A-L]) ?[.)–—-]+ (?P<title>[^\W\d_].{2,80}(?<![.;,:]))")
_TO_LETTER = pattern(
    r"\b(?:au|du|point|chapitre|l['’]article|articles?)\s(?P<mark>[IVX]{1,5}\b|[A-L]\b(?=\)|\sci-))"
    r"(?!\)?(?:\s(?:de\s|du\s|des\s)|\set\s[IVX]|['’]))"
)
_SERIES = tuple(map(roman, range(1, 16))), tuple("ABCDEFGHIJKL")
_SENDS = pattern(r"(?:\bl['’]|\baux |\bdes |\bd['’]|\()articles? [0-9IVX]")
_TITLE = pattern(r"[.:–—]")
_SENTENCE = pattern(r"\b(?:est|sont|peut|peuvent|doit|doivent|sera|seront|a|ont|elles?|ils?|se)\b", re.IGNORECASE)
_BRACKETS = pattern(r"\([^()]*\)")
_NOT_HERE = pattern(  # another clause, another reference; « en cas de manquement à », whatever it orders
    r"[;:]\s|\bet\s(?:est|sont|sera|seront)\s|\barticle\b|\b(?:manquement|inobservation|violation|infraction)s?\b"
    r"|\bautres?\s(?!que\sce(?:ux|lles)\s)(?:\w+\s)?qu[e'’]"  # but « les produits autres que ceux de l'article 4 »
    r"|(?<!é\s)(?<!ée\s)(?<!és\s)(?<!ées\s)\bconform[ée]ment\b"  # but « le contrôle mené conformément à »
)
_ITSELF = pattern(r"(?:l['’])?\b(?:art(?:icle|\.)|point|paragraphe|chapitre)\s\Z", re.IGNORECASE)
_SENT_TO = pattern(
    r"(?<!sous réserve )(?:\b(?:[àa]|de|par|dans|en|selon|sous|aux?|d[eu]s?)\s|\()"
    r"(?:(?:l['’]article|point|paragraphe|chapitre)\s|l['’])?\s?\Z"
)  # no verb's own object; « sous réserve de l'article 7 », whatever it says
_DETERMINED = pattern(
    rf"\b(?:(?:l[ae]s?|des|du|aux?|une?|ces?|cette|ses|leurs?|son|sa)\s(?:(?:{NUMBER}|[0-9]+)\s)?|[ld]['’])\Z"
)
_PARTICIPLE = pattern(r"(?:ée?|çue?|compris?e?|inclus?e?)s?\Z")
_OF_THE_LAST = pattern(r"\sde\s(?:ce\sdernier|cette\sdernière|ce(?:lui|lle)-ci)\b")  # of another text, named before
_TABLE = "tableau"[:STEM]
_SMALL = frozenset({"pour", "avec", "dan", "entre"})
_OBJECT = ("objet",)  # the title of the article that names what all the others say
_MEASURED = (  # a figure with a unit says the measure, and need not call it a length
    (pattern(r"[0-9]\s?(?:m|km|ml|cm|mm|mètres?|kilomètres?)\b(?!²)"), "longueur largeur hauteur distance profondeur"),
    (pattern(r"\bau plus\b|\bmaxim(?:um|al\w*)\b|\bdans la limite\b|\bexc[ée]der\b"), "limite plafond maximum"),
    (pattern(r"[0-9]\s?(?:m²|m2\b|ha\b|hectares?|mètres carrés)"), "surface superficie contenance"),
)


@frozen(eq=False)
class Topic:
    """Words for one thing, « ~ » before those that name it nowhere else, what says it without its name, as facts."""

    heads: frozenset[str]
    hollow: frozenset[str]
    words: frozenset[str]
    kinds: frozenset[MentionKind]


@frozen(eq=False)
class Unit:
    """An article or a point: the words of its title, all its words in order, the kinds of its facts."""

    number: str
    block: int
    end: int
    title: Sequence[str]
    words: Sequence[str]
    kinds: frozenset[MentionKind]
    tabled: bool
    roots: frozenset[str]  # « versée » is said by « Versement »

    def says(self, word: str) -> float:
        """How well it says a word: the word, one of its root, words or facts of its topic; its title best."""
        topics = _topics(word)
        said = 1 + TITLED * (word in self.title) if word in self.words else NEAR * (word[:ROOT] in self.roots)
        if any(word in one.hollow for one in topics):
            said = FACT * (word in self.title)
        for one in topics:
            words = len(one.words.intersection(self.words))
            titled = not one.heads.isdisjoint(self.title)
            said = max(said, min(words, BOTH) * FEWER + FACT - FEWER + TITLED * titled if words else 0)
            said = max(said, FACT * (not one.kinds.isdisjoint(self.kinds)))
        return max(said, float(self.tabled and word == _TABLE))


@kept_on_it
def units(part: Part) -> Mapping[str, Unit]:
    """The articles of a document and its points, « 9.2 », by their number."""
    chapters = [n for n, block in enumerate(part.blocks) if block.kind is Kind.INTERTITRE]
    found = {
        str(one.number): _unit(
            part,
            str(one.number),
            one.block,
            one.end,
            _title(one.title),
            next((part.blocks[n].text for n in reversed(chapters) if n < one.block), ""),
        )
        for one in part.articles
        if one.number is not None
    }
    texts = [f"{block.marker} {block.text}".strip() for block in part.blocks]
    marks = [n for n, text in enumerate(texts) if _MARK.match(text) or _POINT.match(text)]
    heads = sorted({*marks, *(one.block for one in part.articles), len(texts)})
    for index, text in enumerate(texts):
        match = _POINT.match(text)
        if match and match["point"] not in found:
            end = next(n for n in heads if n > index)
            found[match["point"]] = _unit(part, match["point"], index, end, _title(text[match.end() :]))
    for mark, index, end, title in _lettered(texts):
        found[mark] = _unit(part, mark, index, end, title)
    return found


def _title(text: str) -> str:
    """The title that opens an article or a point; a sentence is none."""
    title = _TITLE.split(text.strip(" -–.:"))[0]
    return "" if len(title) >= SHORT or _SENTENCE.search(title) else title


def _lettered(texts: Sequence[str]) -> Iterator[tuple[str, int, int, str]]:
    """The headings « I. », « II. »… or « A) », « B) »… of a text, from the first on, and where each ends."""
    heads = [(n, match) for n, text in enumerate(texts) if (match := _LETTERED.fullmatch(text))]
    for series in _SERIES:
        found: list[tuple[int, re.Match[str]]] = []
        for n, match in heads:
            if match["mark"] == series[min(len(found), len(series) - 1)]:
                found.append((n, match))
        ends = [n for n, _ in found[1:]] + [len(texts)]
        if len(found) >= FEW:
            yield from ((match["mark"], n, end, match["title"]) for (n, match), end in zip(found, ends, strict=True))
            return


def _look(number: str) -> tuple[bool, bool]:
    """Articles, points and lettered headings are not taken for each other."""
    return "." in number, number.isalpha()


def _unit(part: Part, number: str, block: int, end: int, title: str, above: str = "") -> Unit:
    """`above`: the heading of its chapter, which says what its articles speak of."""
    text = _own(" ".join(one.text for one in part.blocks[block:end]))
    kinds = frozenset(  # « deux heures » are no term
        MentionKind.TIME if mention.kind is MentionKind.DURATION and "heure" in mention.text else mention.kind
        for each in part.mentions[block:end]
        for mention in each
    )
    measures = " ".join(said for figure, said in _MEASURED if figure.search(text))
    words = _stems(f"{text} {measures} {above}")
    tabled = any(one.rows for one in part.blocks[block:end])
    roots = frozenset(word[:ROOT] for word in words)
    return Unit(number, block, end, _stems(title), words, kinds, tabled, roots)


def _own(text: str) -> str:
    """Without what leads to another article, which is said of that one."""
    kept, at = list[str](), 0
    for match in _SENDS.finditer(text):
        start = max(text.rfind(mark, at, match.start()) for mark in ".;,:()") + 1
        kept.append(text[at : max(start, at, match.start() - LEADS)])
        at = match.end()
    return "".join((*kept, text[at:]))


LEADS = 50  # characters


def _stems(text: str) -> Sequence[str]:
    return tuple(map(stem, _WORD.findall(text.lower())))


def _topic(line: str) -> Topic:
    heads, others, kinds = line.split("|")
    hollow = frozenset(stem(word[1:]) for word in heads.split() if word[0] == "~")
    names = frozenset(map(stem, heads.replace("~", "").split()))
    words = (names - hollow).union(map(stem, others.split()))
    return Topic(names, hollow, words, frozenset(MentionKind[kind] for kind in kinds.split()))


@cache
def _topics(word: str) -> Sequence[Topic]:
    return [one for one in TOPICS if word in one.heads]


@cache
def stem(word: str) -> str:
    """What forms of a word share, near enough.

    >>> stem("pénalités"), stem("penalite"), stem("dépôt")
    ('penali', 'penali', 'depot')
    """
    return unaccented(word).rstrip("s")[:STEM]


TOPICS = tuple(_topic(line) for line in packaged(__spec__, "topics.txt").splitlines())
_PLAIN = frozenset(map(stem, ("montant", "somme", "terme")))  # any fact of the kind is one
IDLE = frozenset(map(stem, packaged(__spec__, "announce.txt").split()))  # they say nothing of what is there


def pointed(part: Part) -> Iterator[tuple[Passage, str]]:
    """« au 4.1 », « aux pénalités de l'article 9.2 », « énumérées au VIII »: the points that its words send to."""
    sent = [
        (name, Passage(part, index, *match.span(name)))
        for name, expression in (("point", _TO_POINT), ("mark", _TO_LETTER))
        for index, block in enumerate(part.blocks)
        for match in expression.finditer(block.text)
        if not _OF_THE_LAST.match(block.text, match.end())
    ]
    known = units(part) if sent else {}
    points = [number for number in known if "." in number]
    for name, where in sent:
        if where.text in known and (len(points) >= FEW if name == "point" else where.text.isalpha()):
            yield where, where.text


def fits_alone(where: Passage, target: Part, number: str) -> tuple[str, Unit] | None:
    """The word by which another article, or point, is the one that a reference announces, where this one is silent."""
    known = units(target)
    pool = [one for one in known.values() if _look(one.number) == _look(number)]
    pool = [one for one in pool if where.part is not target or not one.block <= where.block < one.end]
    mine = next((one for one in pool if one.number == number), None)
    words = _words(where)
    others = [
        one for one in pool if one is not mine and (not _names_all(one) or [one[0] for one in words[:1]] == [*_OBJECT])
    ]
    if mine is None or not others or len(known) < FEW or not _SENT_TO.search(where.before.lower()):
        return None
    about = _about(words)
    if (mine.title or mine.words[1:2]) == (about,):  # « Article 2. – Le loyer moyen s'élève à »
        return None
    if about in _PLAIN and any(not one.kinds.isdisjoint(mine.kinds) for one in _topics(about)):
        return None
    namesakes = [one for one in others if one.title == (about,)]
    if len(namesakes) == 1 and (_alone(words) or about in _OBJECT) and _otherwise(mine, about):
        return about, namesakes[0]
    said = {one.number: _says(words, one, pool) for one in pool}
    best = sorted(others, key=lambda one: -sum(said[one.number]))[:BOTH]
    first, own = (sum(said[one.number]) for one in (best[0], mine))
    alone = len(best) < BOTH or first - sum(said[best[1].number]) >= ALONE
    gains = [one - other for one, other in zip(said[best[0].number], said[number], strict=True)]
    if not alone or sum(gains) < (CLEAR if own else SOME) or own > MOST * first or next(filter(None, gains)) < 0:
        return None
    telling = words[gains.index(max(gains))][0]
    return (telling, best[0]) if telling in _at_once(where) else None


def _names_all(one: Unit) -> bool:
    """« Objet », « Objet de la convention », and not « Objet et durée »."""
    return one.title[:1] == _OBJECT and IDLE.issuperset(one.title[1:])


def _about(words: Sequence[tuple[str, float]]) -> str:
    """The noun that is nearest before a reference."""
    return next((word for word, weight in words if weight == FIRST), "")


_COMPLEMENT = pattern(rf"\b(?:du|des|de\s(?:la|l['’]|ces?|cette)|d['’])\s?(?:(?:{NUMBER}|[0-9]+)\s)?\Z")


def _at_once(where: Passage) -> Sequence[str]:
    """The nearest noun, with what it is the complement of, and what follows it: « aux heures fixées à l'article 2 »,
    whatever the sentence speaks of.
    """
    before, start = _ITSELF.sub("", where.before.lower()), 0
    for match in reversed([*_WORD.finditer(before)]):
        if stem(match[0]) not in IDLE and _DETERMINED.search(before, 0, match.start()):
            start = match.start()
            if not _COMPLEMENT.search(before, 0, start):
                break
    return _stems(before[start:])


def _alone(words: Sequence[tuple[str, float]]) -> bool:
    """Whether that noun has no complement, nor is one: « le loyer », and not « le délai du paiement »."""
    return sum(weight > BEHIND for _, weight in words) == 1


def _otherwise(one: Unit, about: str) -> bool:
    """Whether an article is called otherwise, « Franchise de loyer », and does not open with « Le loyer est »."""
    opens = one.words[len(one.title) + 1 :][:1]  # after « Article 6 – » and its title
    return bool(one.title) and about not in (*one.title[:1], *opens)


def _says(words: Sequence[tuple[str, float]], one: Unit, pool: Sequence[Unit]) -> list[float]:
    """How much an article says of each word: the fewer say it, the more it tells."""
    return [
        weight * one.says(word) * max(0.0, log((len(pool) + 1) / (sum(each.says(word) for each in pool) + 0.5)))
        for word, weight in words
    ]


def _words(where: Passage) -> Sequence[tuple[str, float]]:
    """The words that say what a reference is about, and how much each counts: nouns before it, the nearest first."""
    text = where.context
    start, end = sentence_at(text, where.start)
    before = _BRACKETS.sub("", text[max(start, where.start - BACK) : where.start])  # « l'article 8 (…) et l'article 9 »
    before = _NOT_HERE.split(_ITSELF.sub("", before).lower())[-1]
    after = re.split(
        r"[,;:(.]|\barticle|\bet l[ae'’]|\b(?:est|sont)\s", text[where.end : min(end, where.end + AHEAD)].lower()
    )[0]
    found, weight = list[tuple[str, float]](), FIRST
    for match in reversed([*_WORD.finditer(before)]):
        word = stem(match[0])
        if word in IDLE and not _topics(word):
            continue
        if _DETERMINED.search(before, 0, match.start()):
            found.append((word, weight))
            weight = max(LEAST, weight * LESS)
        else:  # « les travaux autorisés à l'article 4 », « le montant annuel »
            found.append((word, LEAST if _PARTICIPLE.search(match[0]) else max(LEAST, weight * LESS)))
    following = [(word, BEHIND) for word in _stems(after) if word not in IDLE]
    return sorted([*found[:NEAREST], *following[:AFTER]], key=lambda one: -one[1])
