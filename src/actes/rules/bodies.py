"""Which articles of the CGCT a body may act by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ..context import Context
from ..document import Kind
from ..facts import MentionKind
from ..finding import Severity
from ..law.bodies import CHAPTERS, COMMUNAUTE, COMMUNE, DEPARTEMENT, FOREIGN, M57, REGION, SYNDICAT, instead
from ..outline.nature import Nature
from ..part import Part, Passage
from ..pattern import pattern
from ..values.text import unaccented
from .rule import Report, rule

HEAD = 12  # blocks in which an act says whose it is
BODIES = {
    COMMUNAUTE: pattern(
        r"\bconseil (?:communautaire|metropolitain)|\bcommunaute (?:de communes|d.agglomeration|urbaine)"
    ),
    COMMUNE: pattern(r"\b(?:le|la|madame le|monsieur le) maire\b|\bconseil municipal"),
    SYNDICAT: pattern(r"\bcomite syndical|\b(?:president|presidente) du syndicat"),
    DEPARTEMENT: pattern(r"\bconseil departemental\b|\bassemblee departementale\b"),
    REGION: pattern(r"\bconseil regional\b"),
}
# « Entre le Département de l'Allier et la commune »
_OF_ALL = pattern(r"\b(?:entre|soussignes)\b.{0,400}?\b(?:le departement d|la region [a-z])")
CGCT = "code general des collectivites territoriales"
DELEGATED = pattern(r"L\. 2122-2[23]\b")
APPLIES = "L. 5211-2"  # what the CGCT says of the mayor, to the president of an EPCI


@rule("AUT103", "fondement-d-un-autre-organe", Severity.ALERTE)
def other_body(context: Context) -> Iterator[Report]:
    """Chaque collectivité agit par ses propres articles du CGCT. L'article L. 2122-22 permet au conseil municipal de
    déléguer au maire ; pour une communauté, c'est l'article L. 5211-10, pour un département, l'article L. 3211-2. Le
    fondement d'un autre organe vient souvent d'un modèle. Chaque sorte de communauté a de même son chapitre.

    Mauvais : « La Présidente de la communauté de communes, Vu l'article L. 2122-22 »
    Bon : « La Présidente de la communauté de communes, Vu l'article L. 5211-10 »
    Source : CGCT, art. L. 2121-29, L. 2122-22, L. 3211-1, L. 3211-2, L. 4221-1, L. 5211-9, L. 5211-10, L. 5214-1 à
    L. 5217-19
    """
    yield from _other_chapter(context)
    yield from _of_another_council(context)
    part = context.part(Nature.ACTE) or context.part(Nature.CONVENTION)
    kind = _kind(part) if part else ""
    if part is None or not kind:
        return
    cited = list(_cited(part))
    own = kind in (COMMUNAUTE, SYNDICAT) and any(value == "L. 5211-10" for _, value in cited)
    if kind == COMMUNE and _OF_ALL.search(" ".join(part.lows()[:HEAD])):
        return  # each party of a convention cites its own
    foreign = [(passage, value) for passage, value in cited if FOREIGN[kind].match(value)]
    wrong = [(passage, value) for passage, value in foreign if not (own and DELEGATED.match(value))]
    if wrong:
        passage, value = wrong[0]
        right = instead(value, kind)
        hint = f"visez l’article {right} (à vérifier)" if right else "retirez-le, ou visez celui de votre collectivité"
        name = "d’un" if kind in (SYNDICAT, DEPARTEMENT) else "d’une"
        related = tuple((other, f"de même, {said}") for other, said in wrong[1:])
        yield Report(passage, f"l’article {value} n’est pas celui {name} {kind}", hint, value, right or None, related)


def _other_chapter(context: Context) -> Iterator[Report]:
    """« L. 5216-5 », of a communauté d'agglomération, in the act of a communauté de communes."""
    said = "\n".join(part.low for part in context.parts)
    own = [chapter for chapter, kind in CHAPTERS.items() if unaccented(kind) in said]
    for passage, mention in context.passages(MentionKind.LEGAL_ARTICLE) if len(own) == 1 else ():
        article = str(mention.value)
        chapter = next((c for c in CHAPTERS if article.startswith(f"{c}-")), own[0])
        if chapter != own[0] and not article.startswith(M57) and _of_the_cgct(passage):
            message = f"l’article {article} est d’une {CHAPTERS[chapter]}, l’acte parle d’une {CHAPTERS[own[0]]}"
            hint = f"citez un article {own[0]}-… (à vérifier)"
            yield Report(passage, message.replace("'", "’"), hint, article)


_KINDS = {
    "municipal": COMMUNE, "communautaire": COMMUNAUTE, "de communaute": COMMUNAUTE, "metropolitain": COMMUNAUTE,
    "syndical": SYNDICAT, "departemental": DEPARTEMENT, "regional": REGION,
}  # fmt: skip
_COUNCIL = pattern(rf"\b(?:conseil|comite) (?P<of>{'|'.join(_KINDS)})")
_COUNCIL_NAMES = {
    COMMUNAUTE: "conseil communautaire",
    COMMUNE: "conseil municipal",
    SYNDICAT: "comité syndical",
    DEPARTEMENT: "conseil départemental",
    REGION: "conseil régional",
}


def _of_another_council(context: Context) -> Iterator[Report]:
    """« il en est rendu compte au conseil communautaire, conformément à l'article L. 2122-23 »."""
    for passage, mention in context.passages(MentionKind.LEGAL_ARTICLE):
        value = str(mention.value)
        kinds = {_KINDS[council["of"]] for council in _COUNCIL.finditer(passage.clause.low_text)}
        kind = kinds.pop() if len(kinds) == 1 and passage.kind is not Kind.VISA and _of_the_cgct(passage) else ""
        if any(one.value == APPLIES for one in passage.mentions):
            continue  # « l'article L. 2122-23, rendu applicable par l'article L. 5211-2 »
        right = instead(value, kind) if kind and FOREIGN[kind].match(value) else ""
        if right:
            message = f"l’article {value} n’est pas celui d’un {_COUNCIL_NAMES[kind]}"
            yield Report(passage, message, f"citez l’article {right} (à vérifier)", value, right)


def _of_the_cgct(passage: Passage) -> bool:
    """Whether the block of an article cites no other code."""
    return all(one.value == CGCT for one in passage.mentions if one.kind is MentionKind.CODE)


def _kind(part: Part) -> str:
    """What kind of body takes the act; nothing where its head names two."""
    words = unaccented(" ".join(block.text for block in part.blocks[:HEAD] if block.kind is not Kind.VISA))
    kinds = [kind for kind, body in BODIES.items() if body.search(words)]
    return kinds[0] if len(kinds) == 1 else ""


def _cited(part: Part) -> Iterator[tuple[Passage, str]]:
    """The articles that the visas cite of the CGCT, or of a code that they do not name."""
    for passage, mention in part.passages(MentionKind.LEGAL_ARTICLE):
        if passage.kind is Kind.VISA and _of_the_cgct(passage):
            yield passage, str(mention.value)


_ORGAN = (
    r"(?:le\s|l'|du\s|de\sl')(?P<organ>conseil\s(?:municipal|communautaire|de\scommunaute|metropolitain|syndical|departemental|regional"
    r"|d'administration)|comite\ssyndical)"
)
_DOES = (
    r"(?:decide|approuve|autorise|fixe|adopte|habilite|charge|accorde|attribue|donne|emet|prend|accepte|vote|arrete|designe"
    r"|confie|delegue|prononce|institue|renouvelle)\b"
)
_DELIBERATES = pattern(  # it decides here and now
    rf"(?:\A|[.;:,\n]\s)\W{{0,3}}{_ORGAN}(?:\s{_DOES}|(?:\sde\sl'etablissement)?,?\s(?:s'est\s)?reuni\b|,?\s(?:apres\s(?:en\s)?avoir|ayant|oui\b|entendu|sur\s(?:le\srapport|proposition)))"
    r"|(?:registre|extrait|seance|reunion|proces-verbal|deliberations?)\s(?:des\sdeliberations\s)?"
    rf"{_ORGAN.replace('organ', 'head')}"
    rf"|{_ORGAN.replace('organ', 'able')}\sest\scompetent"
    rf"|(?:\A|\bfait\sa[^,;.]{{3,40}},\s)l[ae]\spresidente?\s{_ORGAN.replace('organ', 'chair')}"
)
_BEHEADED = pattern(  # its head, with nothing that says of what
    rf"\b(?:{_DOES}\s(?:(?:tous\s)?pouvoirs?\sa\s)?|(?:decision|arrete)\s|sur\s(?:le\srapport|proposition)\s)(?:(?:de\s|a\s)?(?:m\.|mme|monsieur|madame)\s)?"
    r"(?:l[ae]|du|au)\s(?P<head>maire|presidente?)\b(?!\s(?:et|ou)\b|\sadjoint|,\sou)(?:(?!\sd[eu]s?\s|\sd')|(?<=charge\sle\spresident)|(?<=charge\sle\smaire))"
)
_TAKES = pattern(r"(?:\A|[.;\n]\s)l[ae]\s(?P<head>maire|presidente?)(?:\sde\s(?:la\s|l')[a-z]+)?\sdecide\b")
_SIGNS = pattern(r"(?:l[ae]\s)?(?P<head>maire|presidente?)\b(?!\s(?:d[eu]s?\b|d')|\sadjoint)")
_MAYOR, _PRESIDENT = "maire", "president"


@rule("AUT107", "organe-dit-autrement", Severity.ALERTE)
def another_organ(context: Context) -> Iterator[Report]:
    """Un acte est pris par un seul organe, et signé par qui le préside : le conseil municipal et le maire, le conseil
    communautaire ou le comité syndical et le président. Un autre est resté de l'acte qui a servi de modèle.

    Mauvais : « Extrait du registre du conseil communautaire », puis « Le conseil municipal, après en avoir délibéré »
    Bon : « Le conseil communautaire, après en avoir délibéré »
    Source : CGCT, art. L. 2121-29, L. 5211-1 et L. 5711-1
    """
    for own in context.own:
        yield from _own_councils(own)
    part = context.part(Nature.ACTE)
    if part is None or sum(block.kind is Kind.AUTORITE for block in part.blocks) > 1:
        return
    organs, heads = list(_organs(part)), list(_heads_of(part))
    kinds = {kind for kind, _ in organs}
    if kinds:
        right = _MAYOR if COMMUNE in kinds else _PRESIDENT
        heads = [one for one in heads if one[0] != right] if len(kinds) == 1 else []
        heads = [(right, organs[0][1]), *heads] if heads else []
    for found in (organs, heads):
        times = Counter(what for what, _ in found)
        if len(times) == 2:
            usual = times.most_common(1)[0][0]
            there = next(where for what, where in found if what == usual)
            here = next(where for what, where in found if what != usual)
            message, hint = f"« {here.text} » ici, « {there.text} » ailleurs", "nommez le même organe partout"
            yield Report(here, message, hint, here.text, None, ((there, there.text),))


_BODIES = r"departement|region|communaute|metropole|agglomeration|syndicat|commune|ville"
_OWN_COUNCIL = pattern(  # the body that is the nearest before
    rf"\b(?P<body>{_BODIES})\b(?:(?!\b(?:{_BODIES}|association|societe|etablissement|office)s?\b)[^.;\n]){{0,110}}?"
    rf"\bson (?P<council>(?:conseil|comite) (?:{'|'.join(_KINDS)}))\b"
)
_COUNCILS_OF = {
    "departement": (DEPARTEMENT,), "region": (REGION,), "commune": (COMMUNE,), "ville": (COMMUNE,),
    "communaute": (COMMUNAUTE,), "metropole": (COMMUNAUTE,), "agglomeration": (COMMUNAUTE,), "syndicat": (SYNDICAT,),
}  # fmt: skip


def _own_councils(part: Part) -> Iterator[Report]:
    """« le département, par délibération de son conseil municipal »."""
    for where, match in part.found(_OWN_COUNCIL, "son conseil", "son comite"):
        kind = _KINDS[match["council"].partition(" ")[2]]
        own = _COUNCILS_OF[match["body"]]
        if kind not in own:
            said = where.at(*match.span("council"))
            right = _COUNCIL_NAMES[own[0]]
            message = f"« {said.text} » pour « {match['body']} », dont l’organe est le {right}"
            yield Report(said, message.replace("departement", "département"), "nommez l’organe", said.text, right)


_DELIBERATION_OF = pattern(r"\b(?:la |les )deliberations? (?:n ?° ?\S+ )?du \Z")  # of another body, that is read
_DATED = pattern(r" (?:en date )?du [0-9]")
_PIECE = pattern(r"(?:l[ae] |une |copie de la )?deliberation\b")  # of a file: that of who applies


def _organs(part: Part) -> Iterator[tuple[str, Passage]]:
    parties = part.roster.parties  # of which each has its own organ
    theirs = {spot.block for party in parties for spot in party.spots} if len(parties) > 1 else frozenset[int]()
    for where, match in part.found(_DELIBERATES, "conseil", "comite"):
        piece = where.kind is Kind.ITEM and _PIECE.match(where.low) is not None
        group = match.lastgroup or ""
        organ = where.at(*match.span(group))
        theirs_too = organ.led(_DELIBERATION_OF) and organ.then(_DATED)
        if where.kind not in (Kind.VISA, Kind.CONSIDERANT) and where.block not in theirs and not (piece or theirs_too):
            words = match[group].partition(" ")[2]
            yield _KINDS.get(words, words), organ


def _heads_of(part: Part) -> Iterator[tuple[str, Passage]]:
    """The mayor or the president, as who is told to carry it out, who takes it, who signs it."""
    for index, low in part.saying("maire", "president"):
        block = part.blocks[index]
        signs = _SIGNS.match(low) if block.kind is Kind.SIGNATURE else None
        found = (
            [signs] if signs else [] if block.kind is Kind.VISA else [*_BEHEADED.finditer(low), *_TAKES.finditer(low)]
        )
        for match in found:
            yield match["head"][:9], Passage(part, index, *match.span("head"))
