"""What a reference announces, held against every article, or point, that it may mean: the one that fits alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from ..facts import MentionKind
from ..facts.numerals import NUMBER
from ..frozen import frozen
from ..part import Part, Passage
from ..pattern import pattern
from ..text.lexicon import BOUNDS, ROLES, TIMED
from ..text.sentences import sentences
from ..text.timewords import THINGS
from ..values.kept import kept_on_it
from ..values.ordinals import roman
from ..values.text import unaccented

BACK, AHEAD = 100, 60  # characters
NEAREST, AFTER = 4, 3  # words before a reference that say what it is about; after it
STEM, ROOT = 6, 5
BOTH = 2  # words: enough for one that the reference names
SHORT = 90  # characters of a title
FEW = 3  # articles
_WORD = pattern(r"[a-zà-ÿœ]{4,}")
_POINT = pattern(r"\W{0,4}(?P<point>[0-9]{1,2}\.[0-9]{1,2})(?![0-9.,]*[0-9€%])\b")
_TO_POINT = pattern(
    r"\b(?:au|du|point|paragraphe|article|art\.)\s(?P<point>[0-9]{1,2}\.[0-9]{1,2})"
    r"(?!\w|[.,][0-9]| ?(?:€|%|m|ha|km|euros)\b)"
)
_MARK = pattern(r"\W{0,3}(?:art\w*\.? ?)?[0-9]{1,2} ?[.)–-]+ ", re.IGNORECASE)
_LETTERED = pattern(
    r"(?P<mark>[IVX]{1,5}|[A-L]) ?[.)–—-]+ (?P<title>[^\W\d_].{2,80}(?<![.;,:]))"
)  # « VIII. PIÈCES », « B) LOCAUX »
_TO_LETTER = pattern(
    r"\b(?:au|du|point|l['’]article|articles?)\s(?P<mark>[IVX]{1,5}\b|[A-L]\b(?=\)|\sci-))(?!\)?(?:\s(?:de\s|du\s|des\s)|\set\s[IVX]|['’]))"
)
_SERIES = tuple(map(roman, range(1, 16))), tuple("ABCDEFGHIJKL")
_TITLE = pattern(r"[.:–—]")
_NOT_HERE = pattern(r"[;:]\s|\barticle\b")  # another clause, another reference
_ITSELF = pattern(r"(?:l['’])?\bart(?:icle|\.)\s\Z", re.IGNORECASE)
_SENT_TO = pattern(
    r"(?<!sous réserve )(?:\b(?:[àa]|de|par|dans|en|selon|sous|aux?|d[eu]s?)\s|\()(?:l['’](?:article\s)?)?\s?\Z"
)  # no verb's own object; « sous réserve de l'article 7 », whatever it says
_DETERMINED = pattern(
    rf"\b(?:(?:l[ae]s?|des|du|aux?|une?|ces?|cette|ses|leurs?|son|sa)\s(?:(?:{NUMBER}|[0-9]+)\s)?|[ld]['’])\Z"
)
_OF = ("d'", "d’", "du", "des")
_PARTICIPLE = pattern(r"(?:é|ée)s?\Z")
_TIMES = (MentionKind.DURATION, MentionKind.PERIOD, MentionKind.DATE, MentionKind.MONTH)
_ANNOUNCE: Mapping[str, tuple[MentionKind, ...]] = {
    **dict.fromkeys(("duree", "delai", "preavis", "terme", "date", "calendrier", "echeance", "periode"), _TIMES),
    **dict.fromkeys(("montant", "somme", "valeur"), (MentionKind.AMOUNT,)),
    **dict.fromkeys(("horaire", "heure"), (MentionKind.TIME,)),
    "taux": (MentionKind.PERCENT,),
}
KINDS: Mapping[str, tuple[MentionKind, ...]] = {  # the facts that say what a word announces
    **{
        form: (MentionKind.AMOUNT,) for line in ROLES if not {*line.split()} & (TIMED | BOUNDS) for form in line.split()
    },
    **{form: _TIMES for line in THINGS for form in line.split()},
    **_ANNOUNCE,
}
_NAMED_THERE = ["docume"]  # which an article gives by their names
_TABLE, _OBJECT = "tableau"[:STEM], ("objet",)  # the title of the article that names what all the others say
_ANNOUNCING = {word[:STEM] for word in _ANNOUNCE}
_MEASURED = (  # a figure with a unit says the measure, and need not call it a length
    (pattern(r"[0-9]\s?(?:m|km|ml|cm|mm|mètres?|kilomètres?)\b(?!²)"), "longueur largeur hauteur distance profondeur"),
    (pattern(r"\b(?:rue|avenue|boulevard|place|quai|chemin|route|impasse|all[ée]e)s?\b"), "voie voies rues"),
    (pattern(r"[0-9]\s?(?:m²|m2\b|ha\b|hectares?|mètres carrés)"), "surface superficie contenance"),
)
_DAYS = (*_TIMES, MentionKind.YEARS)
TOPICS: Sequence[tuple[frozenset[str], tuple[MentionKind, ...]]] = [  # words for one thing, the facts that say it
    (frozenset(word[:STEM] for word in words.split()), kinds)
    for words, kinds in (
        ("duree terme periode echeance expiration", _DAYS),
        ("horaire heure ouverture fermeture", (MentionKind.TIME,)),
        ("prix tarif loyer redevance remuneration cout", (MentionKind.AMOUNT, MentionKind.PERCENT)),
        ("subvention concours participation contribution aide", (MentionKind.AMOUNT, MentionKind.PERCENT)),
        ("caution depot garantie", (MentionKind.AMOUNT, MentionKind.PERCENT)),
        ("penalite amende", (MentionKind.AMOUNT, MentionKind.PERCENT)),
        ("versement paiement reglement acompte solde mandatement", (MentionKind.AMOUNT, MentionKind.PERCENT)),
        ("resiliation denonciation rupture retrait", ()),
        ("revision indexation actualisation", ()),
        ("assurance police", ()),
        ("litige differend contentieux recours", ()),
        ("bilan compte rendu rapport evaluation", ()),
        ("inventaire etat descriptif", ()),
        ("renouvellement reconduction prolongation", ()),
        ("inscription admission preinscription", ()),
        ("sanction exclusion avertissement", ()),
    )
]
_OF_STEM = {word.rstrip("s")[:STEM]: kinds for word, kinds in KINDS.items()}


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

    def says(self, word: str) -> bool:
        """Whether it holds the word, or facts of the kind that the word announces."""
        facts = self.kinds.intersection(_OF_STEM.get(word, ()))
        return word[:ROOT] in self.roots or bool(facts) or (self.tabled and word == _TABLE)


@kept_on_it
def units(part: Part) -> Mapping[str, Unit]:
    """The articles of a document and its points, « 9.2 », by their number."""
    found = {
        str(one.number): _unit(part, str(one.number), one.block, one.end, one.title if len(one.title) < SHORT else "")
        for one in part.articles
        if one.number is not None
    }
    texts = [f"{block.marker} {block.text}".strip() for block in part.blocks]
    marks = [n for n, text in enumerate(texts) if _MARK.match(text) or _POINT.match(text)]
    heads = sorted({*marks, *(one.block for one in part.articles), len(texts)})
    for index, block in enumerate(part.blocks):
        match = _POINT.match(texts[index]) or _POINT.match(block.text)
        if match and match["point"] not in found:
            title = _TITLE.split(match.string[match.end() :].strip(" -–.:"))[0]
            end = next(n for n in heads if n > index)
            found[match["point"]] = _unit(part, match["point"], index, end, title)
    for mark, index, end, title in _lettered(texts):
        found[mark] = _unit(part, mark, index, end, title)
    return found


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


def _unit(part: Part, number: str, block: int, end: int, title: str) -> Unit:
    text = " ".join(one.text for one in part.blocks[block:end])
    kinds = frozenset(mention.kind for each in part.mentions[block:end] for mention in each)
    words = _stems(text)
    tabled = any(one.rows for one in part.blocks[block:end])
    measures = [word for figure, said in _MEASURED if figure.search(text) for word in said.split()]
    roots = frozenset(word[:ROOT] for word in (*words, *measures))
    return Unit(number, block, end, _stems(title), words, kinds, tabled, roots)


def _stems(text: str) -> Sequence[str]:
    return tuple(map(stem, _WORD.findall(text.lower())))


def stem(word: str) -> str:
    """What forms of a word share, near enough.

    >>> stem("pénalités"), stem("penalite"), stem("dépôt")
    ('penali', 'penali', 'depot')
    """
    return unaccented(word).rstrip("s")[:STEM]


def pointed(part: Part) -> Iterator[tuple[Passage, str]]:
    """« au 4.1 », « aux pénalités de l'article 9.2 », « énumérées au VIII »: the points that its words send to."""
    known = [number for number in units(part) if "." in number]
    for index, _ in part.saying(*known) if len(known) >= FEW else ():
        for match in _TO_POINT.finditer(part.blocks[index].text):
            if match["point"] in known:
                yield Passage(part, index, *match.span("point")), match["point"]
    marks = {number for number in units(part) if number.isalpha()}
    for index, block in enumerate(part.blocks) if marks else ():
        for match in _TO_LETTER.finditer(block.text):
            if match["mark"] in marks:
                yield Passage(part, index, *match.span("mark")), match["mark"]


def fits_alone(where: Passage, target: Part, number: str, idle: frozenset[str]) -> tuple[str, Unit] | None:
    """The word by which another article, or point, is the one that a reference announces, where this one is silent.

    `idle` are the stems that say nothing of what is there.
    """
    known = units(target)
    pool = [one for one in known.values() if _look(one.number) == _look(number)]
    pool = [one for one in pool if where.part is not target or not one.block <= where.block < one.end]
    mine = next((one for one in pool if one.number == number), None)
    said = _said(where, idle)
    silent = said.before[:1] in ([], _NAMED_THERE) or not _SENT_TO.search(where.before.lower())
    if mine is None or len(known) < FEW or silent:
        return None
    noun = next((word for word in said.before[:BOTH] if word in said.heads), said.before[0])
    others = [one for one in pool if one is not mine and (one.title[:1] != _OBJECT or noun == _OBJECT[0])]
    headed = [one for one in others if noun == next((word for word in one.title if word not in idle), "")]
    beside = noun != _OBJECT[0] and any(word[:ROOT] in mine.roots for word in said.before[:BOTH])
    if mine.title and len(headed) == 1 and not beside and not mine.says(noun):
        return noun, headed[0]
    if (topic := _topic(said)) and not _treats(mine, *topic[1]):
        titled = [one for one in others if topic[1][0].intersection(one.title[:1]) and _treats(one, *topic[1])]
        if len(titled) == 1 and titled[0].number != mine.number:
            return topic[0], titled[0]
    if any(map(mine.says, (*said.before, *said.after, *said.near))):
        return _by_far(mine, others, said)
    other = _best(others, noun, {*said.before, *said.after}, by_words=MentionKind.AMOUNT in mine.kinds)
    return (noun, other) if other else None


def _topic(said: _Said) -> tuple[str, tuple[frozenset[str], tuple[MentionKind, ...]]] | None:
    """The topic of the noun that a reference follows, or of the one which that noun is of."""
    return next(((word, topic) for word in said.topics for topic in TOPICS if word in topic[0]), None)


def _treats(one: Unit, words: frozenset[str], kinds: tuple[MentionKind, ...]) -> bool:
    """Whether an article has facts of a topic, or, where facts do not tell it, its words; or is called by one."""
    if words.intersection(one.title):
        return True
    return bool(one.kinds.intersection(kinds)) if kinds else not words.isdisjoint(one.words)


def _by_far(mine: Unit, others: Sequence[Unit], said: _Said) -> tuple[str, Unit] | None:
    """The only one that says nearly all the words, the nearest among them, where this one says hardly any."""
    words = {word[:ROOT] for word in (*said.before, *said.after)}
    most = sorted(others, key=lambda one: -len(words & one.roots))[:BOTH]
    first, second = (len(words & one.roots) for one in most) if len(most) == BOTH else (0, 0)
    nearest = said.before[0]
    alone = first > max(second, BOTH) and first >= len(words & mine.roots) + BOTH
    return (nearest, most[0]) if alone and nearest[:ROOT] in most[0].roots - mine.roots else None


def _best(others: Sequence[Unit], noun: str, words: set[str], *, by_words: bool) -> Unit | None:
    """The only one that says the noun (more than once, or with another word, where `by_words`), or that says most."""
    found = [one for one in others if noun in one.words]
    titled = [one for one in found if noun in one.title]
    found = titled if len(titled) == 1 else found
    shared = {one.number: len(words.intersection(one.words)) for one in found}
    best = sorted(found, key=lambda one: -shared[one.number])
    if len(found) == 1:
        strong = titled or best[0].words.count(noun) >= BOTH or shared[best[0].number] >= BOTH
        return best[0] if strong or not by_words else None
    most = [shared[one.number] for one in best[:BOTH]]
    return best[0] if len(most) == BOTH and most[0] >= BOTH and most[0] > most[1] else None


@frozen
class _Said:
    """The nouns before a reference, the nearest first, and those after it; those that have a determiner; all before."""

    before: Sequence[str]
    after: Sequence[str]
    heads: frozenset[str]
    near: Sequence[str]
    topics: Sequence[str]


def _said(where: Passage, idle: frozenset[str]) -> _Said:
    text = where.context
    for one in where.part.mentions[where.block]:
        if one.kind is MentionKind.PARAGRAPH:  # « au second alinéa de l'article 4 »: of it, and not what it says
            text = f"{text[: one.start]}{' ' * (one.end - one.start)}{text[one.end :]}"
    start, end = next(((a, b) for a, b in sentences(where.context) if a <= where.start < b), (0, len(text)))
    before = _NOT_HERE.split(_ITSELF.sub("", text[max(start, where.start - BACK) : where.start]).lower())[-1]
    after = re.split(r"[,;:(.]|\barticle", text[where.end : min(end, where.end + AHEAD)].lower())[0]
    heads = frozenset(stem(m[0]) for m in _WORD.finditer(before) if _DETERMINED.search(before, 0, m.start()))
    nouns = [word for word in _nouns(before) if word not in idle]
    near = [word for word in _stems(before)[-NEAREST * BOTH :] if word not in idle or word in _ANNOUNCING]
    following = [word for word in _stems(after) if word not in idle][:AFTER]
    return _Said(nouns[: -NEAREST - 1 : -1], following, heads, near, tuple(_heads(before)))


def _heads(before: str) -> Iterator[str]:
    """The noun that a reference follows, then the one that it is of: « ouverture », « heures »."""
    for match in reversed([*_WORD.finditer(before)]):
        if determined := _DETERMINED.search(before, 0, match.start()):
            yield stem(match[0])
            if determined[0].strip() not in _OF:
                return


def _nouns(said: str) -> Iterator[str]:
    """The words but for participles: « les travaux autorisés à l'article 4 »."""
    for match in _WORD.finditer(said):
        determined = _DETERMINED.search(said, 0, match.start())
        if determined or not _PARTICIPLE.search(match[0]):
            yield stem(match[0])
