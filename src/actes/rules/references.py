"""What the act says of its own articles and annexes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..claims.captions import unknown
from ..context import Context
from ..document import Kind
from ..facts import MentionKind
from ..finding import Severity
from ..outline.nature import Nature
from ..outline.sections import ROMAN
from ..part import Part, Passage
from ..pattern import pattern
from ..same.names import named
from ..statements.outline import MANY, ArticleReference, Heading, article_references, headings
from ..values.kept import kept_on_it
from ..values.ordinals import article_number
from ..values.text import unaccented
from .rule import Report, rule

TOPICS, WIDER = 2, 4  # words before a reference that say what it is about; that may say it
BACK = 90  # characters
WORD = pattern(r"[a-zà-ÿœ]{4,}")
BARE = pattern(  # « le préavis de six mois de l'article 2 », « la redevance fixée à l'article 4 »
    r"\b(?:l[ae]|les|du|aux?|des|l['’])\s?[a-z]{4,}(?:\s(?:de|du|des|d['’])\s?\w+(?:\s\w+)?)?"
    r"\s(?:(?:fix|prev|mentionn|indiqu)\w*\s(?:a|par)|de)\s(?:l['’])?\Z"
)
DETERMINED = pattern(r"\b(?:(?:l[ae]s?|des|du|aux?|une?|ces?|cette|ses|leurs?)\s|[ld]['’])\Z")  # « des pénalités »
PARTICIPLE = pattern(r"(?:é|ée)s?\Z")
AMOUNT_OF = pattern(
    r"(?:€|euros?)(?:\s(?:ht|ttc))?(?:\s\([^()]{1,80}\))?\s(?:fix|prev|indiqu|mentionn|defin|stipul)\w*\s(?:a|par|dans)\s(?:l['’])?\Z"
)
_SET = r"\s(?:fix|prev|mentionn|indiqu|defin|precis|stipul|vis|cit|decri|enumer|list)\w*\s(?:a|dans|par)\s(?:l['’])?\Z"
_BESIDE = rf"(?:{_SET}|\s\(\Z)"  # « la provision pour charges (article 6) »
ONE_NOUN = pattern(rf"(?<!\bde )(?:\b(?:l[ae]s?|aux?)\s|\bl['’])(?P<noun>[a-z]{{4,}}){_BESIDE}")
CHAIN = pattern(
    rf"\b(?P<noun>[a-z]{{4,}})\s(?:d[eu]s?\s(?:la\s)?|d['’]|de\sl['’])?(?P<of>[a-z]{{4,}})(?:\s[a-z]+)?{_BESIDE}"
)
DATES = pattern(rf"\bdates?(?:\s[a-z-]+){{0,3}}?{_SET}")
NO_DATE = pattern(r"\bdate|notifi|signature|vigueur|effet|trimestr|mensu|calendrier")
LISTED = pattern(  # « les recettes désignées à l'article 4 »: an article that lists them
    r"\b(?:l[ea]s|des|aux)\s(?:[a-z]+\s){0,2}?(?P<noun>[a-z]{4,}s)\s(?:\w+\s){0,2}?(?:enumere|designe|liste)e?s\s(?:a|dans|par)\s(?:l['’])?\Z"
)
LIST = pattern(r"[:;\n]|\bsuivant|\b[a-h]\)|[1-9]°|(?:,[^,]+){3}|,[^,]+\bet\b[^,]+\Z|\b(?:paie|encaisse|percoit)\b")
BOTH = 2  # annexes: one that is called otherwise proves little
SHORT = 60  # characters of a title
STEM, SHORTEST = 6, 4  # letters
LIST_GOES_ON = pattern(r"\s?(?:,|et|à|ou)\s(?:l['’])?[0-9]")
NUMBER = pattern(r"(?<=\s)\d+\Z")
POINT = pattern(r"(?P<point>[0-9]{1,2}\.[0-9]{1,2})\b")
ANNOUNCE = """
    soit pendan durant lors sera seront mois jour annee euro trois quatre cinq douze article articl prevu prevue fixe
    fixee mentio indiqu defini precis stipul vise visee condit dispos modali terme presen conven avenan cadre dans selon
    confor applic vertu suivan dessus dessou alinea titre decrit enonce rappel etabli determ double triple moitie sont
    elle elles cette contra marche partie parti decisi delibe arrete suite regle notamm toute toutes tous pour avec sans
    sous leur leurs dont celui celle ceux
"""  # stems of words that announce, and say nothing of what is there
IDLE = frozenset(ANNOUNCE.split())
AMOUNTS = (MentionKind.AMOUNT,)
DAYS = (MentionKind.DATE, MentionKind.MONTH, MentionKind.PERIOD)
WHAT = {
    "montant": (MentionKind.AMOUNT,),
    "prix": (MentionKind.AMOUNT,),
    "tarif": (MentionKind.AMOUNT,),
    "somme": (MentionKind.AMOUNT,),
    "duree": (MentionKind.DURATION, MentionKind.PERIOD, MentionKind.YEARS),
    "periode": (MentionKind.PERIOD, MentionKind.DURATION, MentionKind.YEARS),
    "delai": (MentionKind.DURATION, MentionKind.TIME),
    "taux": (MentionKind.PERCENT,),
}
PRICES = ("prix", "tarif", "loyer", "redevance")  # « les tarifs de l'article 2 »
SAID = pattern(
    rf"\b(?P<what>{'|'.join(WHAT)})s?\b[^.;:]{{0,40}}\b(?:precis|fix|prev|indiqu|mentionn|defin|stipul|vis)\w*\s+(?:a|dans|par|au)\s+(?:l['’])?\Z"
    rf"|\b(?P<price>{'|'.join(PRICES)})s?\sde\s(?:l['’])?\Z"
)


@rule("REF101", "article-absent", Severity.ERREUR)
def missing_article(context: Context) -> Iterator[Report]:
    """Un renvoi à un article que l'acte n'a pas laisse sans effet ce qu'il organise : qui cherche « l'article 9 » doit
    le trouver. Les articles d'une loi, d'un code ou d'un autre acte ne sont pas ceux de cet acte.

    Mauvais : « suivant les dispositions de l'article 12 » dans une convention de neuf articles
    Bon : « suivant les dispositions de l'article 9 »
    Corrige : le numéro, quand le renvoi dit le titre d'un seul article (« la résiliation prévue à l'article 12 »)
    Source : usage
    """
    articles = _articles(context)
    for reference in article_references(context):
        numbers = [heading.number for heading in articles[id(reference.target)] if heading.number is not None]
        if _incomplete(articles[id(reference.target)]):
            continue
        if numbers and reference.number not in numbers:
            where = "cette convention" if reference.target.nature is Nature.CONVENTION else "cet acte"
            yield Report(
                reference.passage,
                f"l’article {reference.number} n’existe pas : {where} a les articles {numbers[0]} à {numbers[-1]}",
                "corrigez le numéro, ou ajoutez l’article",
                found=str(reference.number),
                severity=None if reference.sure and reference.number < MANY else Severity.ALERTE,  # of a code, perhaps
                fix=_by_title(reference, articles[id(reference.target)]),
            )
        elif (points := _points(reference, articles[id(reference.target)])) is not None:
            said, known = points
            message = f"le point {said} n’existe pas : l’article {reference.number} a les points {', '.join(known)}"
            yield Report(reference.passage, message, "corrigez le numéro, ou ajoutez ce point", found=said)


def _by_title(reference: ArticleReference, beside: Sequence[Heading]) -> tuple[tuple[Passage, str], ...]:
    """The number of the only article whose title is what the words before the reference say: « Résiliation »."""
    passage = reference.passage
    topics = _stems(passage.before.lower())[-1:]
    titled = [h for h in beside if len(h.title) < SHORT and any(stem in unaccented(h.title) for stem in topics)]
    number = NUMBER.search(passage.text)
    if len(titled) != 1 or not titled[0].number or not reference.sure or number is None:
        return ()
    if titled[0].part is passage.part and titled[0].block <= passage.block < titled[0].end:
        return ()  # of itself
    better = article_number(titled[0].number)
    return ((passage, f"{passage.text[: number.start()]}{better}{passage.text[number.end() :]}"),)


def _points(reference: ArticleReference, beside: Sequence[Heading]) -> tuple[str, list[str]] | None:
    """« article 3.5 », and the points that article 3 has, where it has some and not this one."""
    said = POINT.search(reference.passage.text)
    heading = next((h for h in beside if h.number == reference.number), None)
    if said is None or heading is None:
        return None
    blocks = heading.part.blocks[heading.block : heading.end]
    texts = [line for block in blocks for line in (f"{block.marker} {block.text}".strip(), block.text)]
    known = list(dict.fromkeys(match["point"] for text in texts if (match := POINT.match(text))))
    return (said["point"], known) if len(known) >= BOTH and said["point"] not in known else None


def _incomplete(found: Sequence[Heading]) -> bool:
    """Whether headings without the word « article » may be others of the same series that look otherwise."""
    numbers = [heading.number for heading in found if heading.number is not None]
    return any(not heading.said for heading in found) and sorted(numbers) != list(range(1, len(numbers) + 1))


@rule("REF102", "article-sans-ce-qui-est-dit", Severity.ALERTE)
def empty_reference(context: Context) -> Iterator[Report]:
    """Quand un texte annonce « le montant précisé dans l'article 9 », l'article doit le donner. S'il ne donne que des
    pourcentages, on ne sait plus ce qui est dû.

    Mauvais : « le montant précisé dans l'article 9 », quand l'article 9 ne donne que des pourcentages
    Bon : l'article 9 donne le montant, ou le renvoi vise seulement l'annexe qui le donne
    Source : usage
    """
    articles = _articles(context)
    for reference in article_references(context):
        before = unaccented(reference.passage.before)
        beside = articles[id(reference.target)]
        heading = next((h for h in beside if h.number == reference.number), None)
        if heading is None:
            continue
        if (amount := _not_there(reference, before, heading)) is not None:
            yield _empty(reference, f"l’article {reference.number} ne dit pas ce montant ({amount})", heading)
            continue
        if (
            LIST_GOES_ON.match(reference.passage.context, reference.passage.end)
            or not reference.passage.text[:1].isalpha()
        ):
            continue  # « les articles 1 et 2 »: one of them may speak of it
        said = _last(before)
        what = (said["what"] or said["price"]) if said else ""
        if said is not None and not _holds(heading, WHAT.get(what, (MentionKind.AMOUNT,))):
            message = f"l’article {reference.number} ne donne aucun élément de ce qui est annoncé ici (« {what} »)"
            yield _empty(reference, message, heading)
        elif (listed := LISTED.search(before)) is not None and _lists_nothing(heading, listed["noun"]):
            message = f"l’article {reference.number} ne contient pas la liste annoncée ici (« {listed['noun']} »)"
            yield _empty(reference, message, heading)
        elif (day := _without_days(before, heading, beside)) is not None:
            yield _empty(reference, f"l’article {reference.number} ne donne aucune date", day)
        elif (names := _named_otherwise(context, reference, before, heading)) is not None:
            said_name, there_name = names
            message = f"l’article {reference.number} ne nomme pas « {said_name} », mais « {there_name} »"
            yield _empty(reference, message, heading)
        elif (other := _said_elsewhere(reference, before, heading, beside)) is not None:
            noun, there = other
            message = f"l’article {reference.number} ne parle pas de ce qui est annoncé ici (« {noun} ») ; "
            yield _empty(reference, f"{message}l’article {there.number}, si", there)


def _last(before: str) -> re.Match[str] | None:
    """What is announced: the noun that is nearest to the reference."""
    found = None
    start = 0
    while (match := SAID.search(before, start)) is not None:
        found, start = match, match.start() + 1
    return found


def _without_days(before: str, heading: Heading, beside: Sequence[Heading]) -> Heading | None:
    """« aux dates fixées à l'article 5 », which says none and nothing that sets one: another article that does."""
    if DATES.search(before) is None or _holds(heading, DAYS) or NO_DATE.search(_text(heading)):
        return None
    return next((h for h in beside if h is not heading and _holds(h, DAYS)), None)


_GOVERNS = pattern(rf"[\w\s'’-]{{0,12}}{_SET}")


def _named_otherwise(
    context: Context, reference: ArticleReference, before: str, heading: Heading
) -> tuple[str, str] | None:
    """« la fermeture de la rue Pasteur prévue à l'article 2 », which closes the rue Victor-Hugo alone."""
    where = reference.passage
    here = [said for said in named(context) if said.part is where.part and said.block == where.block]
    near = [said for said in here if said.one.end < where.start and _GOVERNS.fullmatch(before, said.one.end)]
    there = [said for said in named(context) if said.part is heading.part and heading.block <= said.block < heading.end]
    for said in near[-1:]:
        text = f" {' '.join(re.findall(r'[a-z0-9]+', _text(heading)))} "
        others = [other for other in there if other.one.sort is said.one.sort and other.one.head == said.one.head]
        if others and not any(f" {word} " in text for word in said.one.words):
            return said.where.text, others[0].where.text
    return None


def _not_there(reference: ArticleReference, before: str, heading: Heading) -> str | None:
    """« le maximum de 3 000 € fixé à l'article 6 »: the amount, where the article gives others and not this one."""
    if AMOUNT_OF.search(before) is None:
        return None
    where = reference.passage
    here = [m for m in where.part.mentions[where.block] if m.kind is MentionKind.AMOUNT and m.end <= where.start]
    there = [
        m.value
        for block in heading.part.mentions[heading.block : heading.end]
        for m in block
        if m.kind is MentionKind.AMOUNT
    ]
    return here[-1].text if here and there and here[-1].value not in there else None


def _empty(reference: ArticleReference, message: str, other: Heading) -> Report:
    related = ((other.passage, "l’article visé" if other.number == reference.number else "l’article qui en parle"),)
    return Report(
        reference.passage, message, "visez l’article qui le donne, ou ajoutez-le à cet article", related=related
    )


def _said_elsewhere(
    reference: ArticleReference, before: str, heading: Heading, beside: Sequence[Heading]
) -> tuple[str, Heading] | None:
    """What is said of an article that does not speak of it (« le préavis de l'article 2 »), and the one that does."""
    stems = _stems(reference.passage.before.lower())
    topics, text, title = stems[-TOPICS:], _text(heading), unaccented(heading.title)
    own = reference.passage.block
    others = [h for h in beside if h is not heading and not h.block <= own < h.end]
    meant = _called(before, heading, others) or _head_elsewhere(before, text, others)
    if meant is not None:
        return meant
    said = (*stems[-WIDER:], *_participles(reference.passage.before.lower()))
    if len(heading.title) < SHORT and any(stem in title for stem in said):
        return None  # « les missions de service public de l'article 2 », which is called « Missions »
    if "tablea" in topics and any(b.kind is Kind.TABLEAU for b in heading.part.blocks[heading.block : heading.end]):
        return None
    given = [kinds for word, kinds in WHAT.items() if word[:STEM] in topics and kinds != AMOUNTS]
    if not topics or any(_holds(heading, kinds) for kinds in given):
        return None
    if any(stem in text for stem in (*topics, *_same_price(topics))):
        return None
    titled = [h for h in others if len(h.title) < SHORT and any(stem in unaccented(h.title) for stem in topics)]
    found = titled or [h for h in others if topics[-1] in _text(h) and BARE.search(before)]
    word = next((topics[n] for n in range(len(topics) - 1, -1, -1) if found and topics[n] in _text(found[0])), "")
    return (_whole(reference.passage.before, word), found[0]) if len(found) == 1 else None


def _same_price(topics: Sequence[str]) -> list[str]:
    """« le loyer prévu à l'article 4 », which is called « Redevance »: words for what is paid stand for each other."""
    stems = [word[:STEM] for word in PRICES]
    return stems if set(topics) & {*stems} else []


def _called(before: str, heading: Heading, others: Sequence[Heading]) -> tuple[str, Heading] | None:
    """« le loyer fixé à l'article 6 », which is called « Franchise », where another article is called « Loyer »."""
    said = ONE_NOUN.search(before)
    stem = said["noun"].rstrip("s")[:STEM] if said else ""
    if said is None or stem in IDLE or _stems(heading.title.lower())[:1] == [stem]:
        return None
    named = [h for h in others if WORD.findall(h.title.lower()) and _stems(h.title.lower()) == [stem]]
    return (said["noun"], named[0]) if len(named) == 1 and heading.title else None


def _head_elsewhere(before: str, text: str, others: Sequence[Heading]) -> tuple[str, Heading] | None:
    """« le plafond du volet fixé à l'article 3 », which speaks of a « volet » and of no « plafond »."""
    said = CHAIN.search(before)
    stems = [said[name].rstrip("s")[:STEM] for name in ("noun", "of")] if said else []
    if said is None or stems[0] in IDLE or stems[0] in text or stems[1] not in text or said["noun"] in WHAT:
        return None
    found = [h for h in others if all(stem in _text(h) for stem in stems)]
    return (said["noun"], found[0]) if len(found) == 1 else None


def _stems(said: str) -> list[str]:
    """The stems of the noun before a reference, in its clause, and of its complement: « les modalités de résiliation ».

    Participles are left out, which their accent tells: « les travaux autorisés à l'article 4 ».
    """
    clause = _clause_of(said)
    found = [m for m in WORD.finditer(clause) if not PARTICIPLE.search(m[0]) or DETERMINED.search(clause, 0, m.start())]
    words = [unaccented(match[0]) for match in found]
    return [stem for word in words if (stem := word.rstrip("s")[:STEM]) not in IDLE and len(stem) >= SHORTEST]


def _participles(said: str) -> list[str]:
    """« versée en trois fois, selon l'article 5 », which is called « Versement »: enough to keep quiet."""
    words = [
        re.sub(r"ee?s?\Z", "", unaccented(word)) for word in WORD.findall(_clause_of(said)) if PARTICIPLE.search(word)
    ]
    return [word for word in words if len(word) >= SHORTEST]


def _clause_of(said: str) -> str:
    return re.split(r"[.;:(]\s|\n", said[-BACK:])[-1]


def _whole(before: str, stem: str) -> str:
    """The word whose stem it is, as written."""
    return next((word for word in reversed(WORD.findall(before.lower())) if unaccented(word).startswith(stem)), stem)


def _lists_nothing(heading: Heading, noun: str) -> bool:
    """Whether an article says nothing of these things, and has no list whose items they could be."""
    text = _text(heading)
    blocks = heading.part.blocks[heading.block : heading.end]
    if noun.rstrip("sx") in text or any(block.kind in (Kind.ITEM, Kind.TABLEAU) for block in blocks):
        return False
    return LIST.search(_title_off(text)) is None


def _title_off(text: str) -> str:
    return re.sub(r"\A\W*art(?:icle)?\.?\s\w+\W*", "", text)


def _text(heading: Heading) -> str:
    return _plain(heading.part, heading.block, heading.end)


@kept_on_it
def _plain(part: Part, start: int, end: int) -> str:
    return unaccented(" ".join(block.text for block in part.blocks[start:end]))


def _articles(context: Context) -> dict[int, list[Heading]]:
    """The articles of each part (two files may have one name), read once: an act can have thousands."""
    return {id(part): headings(part) for part in context.parts}


def _holds(heading: Heading, kinds: tuple[MentionKind, ...]) -> bool:
    mentions = heading.part.mentions[heading.block : heading.end]
    return any(
        mention.kind in kinds and ("heure" not in mention.text or mention.kind is MentionKind.TIME)
        for block in mentions
        for mention in block
    )


@rule("REF105", "annexe-absente", Severity.ERREUR)
def missing_annexe(context: Context) -> Iterator[Report]:
    """Une annexe citée doit être annoncée ou jointe sous ce numéro : elle fait partie de ce que l'on signe. Un tableau
    ou une figure, quand l'acte les numérote, de même.

    Mauvais : « cf. annexe 3 » quand l'acte n'en a que deux
    Bon : « cf. annexe 2 »
    Source : usage
    """
    for where, noun, some in unknown(context):
        message = f"{noun} {where.text} : cet acte a les numéros {some[0]} à {some[-1]}"
        yield Report(where, message, "corrigez le numéro", where.text, severity=Severity.ALERTE)
    known = _annexes(context)
    if not known:
        return
    yield from _announced_otherwise(context)
    for passage, mention in context.passages(MentionKind.ANNEXE):
        number = _figures(str(mention.value))
        own = mention.of is None or mention.of.present or mention.of.said
        if not own or mention.label == "titre" or not number.isdigit() or passage.kind in (Kind.ANNONCE, Kind.TITRE):
            continue
        if number not in known:
            message = f"l’annexe {mention.value} n’est ni annoncée ni jointe (annexes : {', '.join(sorted(known))})"
            sure = str(mention.value).isdigit()  # « l'annexe II » may be that of a directive
            severity = None if sure else Severity.ALERTE
            yield Report(passage, message, "corrigez le numéro, ou joignez l’annexe", found=number, severity=severity)


@rule("REF106", "annexe-que-rien-ne-cite", Severity.CONSEIL)
def uncited_annexe(context: Context) -> Iterator[Report]:
    """Une annexe est dans le contrat par l'article qui la cite : sans cela, on ne sait à quoi elle engage. Quand les
    articles citent les autres, celle qu'ils ne citent pas est à rattacher.

    Mauvais : « Annexe 1 », « Annexe 2 » jointes, et l'annexe 1 seule est citée à l'article 3
    Bon : « l'annexe 2 précise les prix » dans l'article des prix
    Source : usage
    """
    for part in (part for part in context.parts if part.nature is Nature.CONVENTION):
        announced: dict[str, Passage] = {}
        cited = set[str]()
        for passage, mention in part.passages(MentionKind.ANNEXE):
            number = _figures(str(mention.value))
            if passage.kind is Kind.ANNONCE and mention.label == "titre":
                announced.setdefault(number, passage)
            elif mention.label != "titre":
                cited.add(number)
        cited |= {str(n) for n in _ranges(part)}
        for number, passage in announced.items():
            if len(announced) >= BOTH and cited & announced.keys() and number not in cited:
                message = f"l’annexe {number} est jointe, et aucun article ne la cite"
                yield Report(passage, message, "citez-la dans l’article qu’elle précise", found=number)


def _ranges(part: Part) -> Iterator[int]:
    """« les annexes 1 à 3 », « les annexes 1 et 2 »."""
    for _, low in part.saying("annexes"):
        for match in SEVERAL.finditer(low):
            first, last = int(match["first"]), int(match["last"])
            yield from range(first, last + 1) if last - first < MANY else ()


SEVERAL = pattern(r"annexes (?:n° ?)?(?P<first>[0-9]{1,2})(?: ?[,a] ?[0-9]{1,2})*(?: a| et|,)+ (?P<last>[0-9]{1,2})\b")


def _announced_otherwise(context: Context) -> Iterator[Report]:
    """As many annexes announced as joined, and one of another number: « annexe 3 » in the list, 1 and 2 joined."""
    announced: dict[str, Passage] = {}
    joined: dict[str, Passage] = {}
    for passage, mention in context.passages(MentionKind.ANNEXE):
        number = _figures(str(mention.value))
        if mention.label == "titre" and number.isdigit():
            kept = announced if passage.kind in (Kind.ITEM, Kind.ANNONCE) else joined
            kept.setdefault(number, passage)
    if len(announced) != len(joined) or len(joined) < BOTH or announced.keys() == joined.keys():
        return
    number = min(announced.keys() - joined.keys())
    message = f"l’annexe {number} est annoncée, et les annexes jointes sont : {', '.join(sorted(joined))}"
    related = tuple((joined[n], f"annexe {n}") for n in sorted(joined.keys() - announced.keys()))
    hint = "donnez à l’annexe le même numéro aux deux endroits"
    yield Report(announced[number], message, hint, found=number, related=related, severity=Severity.ALERTE)


_COUNTED_OUT = pattern(  # « deux annexes : annexe 1, … ; annexe 2, … »
    r"\bannexes?\s?:\s?(?:[^:]{1,300}[;,]\s(?:et\s)?)?\Z"
)
_TITLED = pattern(r"\s?:\s?\w")  # « Annexe 2 : plan d'assurance », as « le mémoire (annexe 2) », says which it is


def _annexes(context: Context) -> set[str]:
    """The numbers of annexes that are announced, joined, or in the entry."""
    known = {str(n) for n, _ in enumerate(context.entry.annexes, 1)} if context.entry else set()
    for passage, mention in context.passages(MentionKind.ANNEXE, pieces=True):
        alone = passage.context[passage.start - 1 : passage.start] + passage.context[passage.end : passage.end + 1]
        named = alone == "()" or _TITLED.match(passage.context, passage.end) is not None
        named = named or _COUNTED_OUT.search(passage.context[: passage.start]) is not None
        if passage.kind is Kind.ANNONCE or mention.label == "titre" or named:
            known.add(_figures(str(mention.value)) or "1")
    return known


def _figures(number: str) -> str:
    """« III » and « 3 » are one annexe; « A » stays a letter."""
    value = ROMAN.get(number.lower()) if number.isalpha() else None
    return str(value) if value else number
