"""Who was there, who voted for whom, and how many: the head of a délibération."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from ..claims.claim import Count
from ..claims.proxies import (
    NAME,
    absent,
    acting_absent,
    attending,
    givers,
    head,
    may_be_one,
    on_both_lists,
    present,
    proxies,
    somebody_apart,
    unanimous,
)
from ..claims.votes import FEWEST, SAID, Sitting, majorities, says, sitting, told
from ..context import Context
from ..document import Kind
from ..facts.flat import folded
from ..facts.numerals import numeral
from ..finding import Severity
from ..law.councils import PROXIES, majority
from ..outline.nature import Nature
from ..outline.people import Column, columns_of
from ..part import Part, Passage
from ..pattern import pattern
from ..statements.days import act_day
from .rule import Report, as_said, rule

_SECRETARY = pattern(rf"(?im:\bsecr[ée]taire\sde\s(?:la\s)?s[ée]ance|^secr[ée]taire)\s?:\s?(?P<name>{NAME})")
_CHOSEN = pattern(
    rf"(?P<name>{NAME})(?:,[^,.;]{{0,40}},)?\s(?:est|a\s[ée]t[ée])\s(?:\w+\s)?(?:d[ée]sign|nomm|[ée]lu)\w*\s(?:comme\s|en\squalit[ée]\sde\s)?secr[ée]taire"
)
_OFFICE = pattern(r"(?:L[ea]\s)?[Ss]ecr[ée]taire\sde\s(?:la\s)?s[ée]ance\s?,?")
_PERSON = pattern(NAME)
_BESIDE = pattern(rf"{_OFFICE.pattern}\s?(?P<name>{NAME})")


def secretaries(part: Part) -> tuple[list[Passage], list[Passage]]:
    """Who is named secretary of the sitting in the head of the act, and who signs as such."""
    named: list[Passage] = []
    signing: list[Passage] = []
    for index, block in enumerate(part.blocks):
        text = block.text
        if "ecretaire" not in folded(text):
            continue
        if block.kind is Kind.SIGNATURE or _BESIDE.fullmatch(text.strip()):
            signing += _signing(part, index)
        else:
            found = (*_SECRETARY.finditer(text), *_CHOSEN.finditer(text))
            named += [Passage(part, index, *match.span("name")) for match in found]
    return named, signing


def _signing(part: Part, index: int) -> Iterator[Passage]:
    """The name under « Le secrétaire de séance », in its column, or beside it."""
    block = part.blocks[index]
    columns = columns_of(block) if block.kind is Kind.SIGNATURE else [Column(((0, len(block.text.rstrip())),))]
    for column in columns:
        for (start, end), below in zip(column.lines, [*column.lines[1:], None], strict=True):
            if beside := _BESIDE.fullmatch(block.text, start, end):
                yield Passage(part, index, *beside.span("name"))
            elif below and _OFFICE.fullmatch(block.text, start, end) and _PERSON.fullmatch(block.text, *below):
                yield Passage(part, index, *below)


NEAR = 2  # blocks
HINT = "vérifiez la feuille de présence et le décompte des voix"
VOICES = ("pour", "contre", "abstentions")
SINGULAR = {"pour": "pour", "contre": "contre", "abstentions": "abstention", "apart": "sans part au vote"}


@rule("VOT101", "pouvoir-d-un-absent", Severity.ALERTE)
def proxy_of_absent(context: Context) -> Iterator[Report]:
    """Un membre absent donne pouvoir à un membre présent. Celui qui a donné le sien n'est pas là pour voter au nom d'un
    autre : le second pouvoir ne compte pas, et le décompte des voix change. Qui est présent n'en donne pas. Un membre
    n'en reçoit qu'un.

    Mauvais : « Mme Alric à M. Andrieu ; M. Bec à Mme Alric »
    Bon : « Mme Alric à M. Andrieu ; M. Bec à M. Costes »
    Source : CGCT, art. L. 2121-20 et L. 5211-1
    """
    part = context.part(Nature.ACTE)
    pairs = list(proxies(part)) if part else []
    for seen, missed in on_both_lists(part) if part else ():
        message = f"{missed.text} est parmi les absents, et parmi les présents"
        yield Report(missed, message, "vérifiez la feuille de présence", related=((seen, "présent"),))
    for acts, missing in acting_absent(part) if part else ():
        message = f"{acts.text} est parmi les absents, et vote, rapporte ou tient la séance"
        yield Report(acts, message, "vérifiez la feuille de présence", related=((missing, "absent"),))
    one_each = PROXIES.in_force(act_day(context))
    for rank, (giver, taker) in enumerate(pairs):
        other = next((one for one, _ in pairs if one is not giver and may_be_one(one.text, taker.text)), None)
        if other is not None:
            message = f"{taker.text} a donné son pouvoir, et reçoit celui de {giver.text}"
            yield Report(taker, message, "vérifiez la feuille de présence", related=((other, "donne son pouvoir"),))
        elif one_each and (twice := [one for one, to in pairs[:rank] if may_be_one(to.text, taker.text)]):
            message = f"{taker.text} reçoit deux pouvoirs, de {twice[0].text} et de {giver.text}"
            yield Report(taker, message, "un membre n’a qu’un pouvoir", related=((twice[0], "donne son pouvoir"),))
        elif part and (away := absent(part, taker)) is not None:
            message = f"{taker.text} est absent, et reçoit le pouvoir de {giver.text}"
            yield Report(taker, message, "vérifiez la feuille de présence", related=((away, "absent"),))
        if part and (there := present(part, giver)) is not None:
            message = f"{giver.text} est présent, et donne pouvoir à {taker.text}"
            yield Report(giver, message, "vérifiez la feuille de présence", related=((there, "présent"),))


@rule("VOT102", "voix-et-votants", Severity.ALERTE)
def votes(context: Context) -> Iterator[Report]:
    """Les voix pour, les voix contre et les abstentions font le nombre des votants ; les votants sont les présents et
    ceux qui ont donné pouvoir. Un décompte faux fait douter de la majorité.

    Mauvais : « Votants : 12 », puis « 10 voix pour, 2 contre et 1 abstention »
    Bon : « Votants : 13 », puis « 10 voix pour, 2 contre et 1 abstention »
    Source : CGCT, art. L. 2121-20 et L. 2121-21
    """
    part = context.part(Nature.ACTE) or next(iter(context.own), None)  # a convention tells the vote that approves it
    if part is not None:
        said = sitting(part)
        yield from _voters(part, said.members)
        yield from _members(part, said.members)
        yield from _rolled(part, said.members)
        if not said.each:
            yield from _cast(said.voices, said.members.get("votants"), somebody_apart(part))
        yield from _expressed(said.voices, said.members.get("exprimes"))
        yield from _too_many(part, said)
        yield from _of_those_there(part, said)
        for asked, expressed in majorities(part):
            if asked.value != majority(expressed.value):
                more = f"plus de la moitié de {expressed.value} fait {majority(expressed.value)}"
                yield _wrong(asked, f"majorité absolue de {asked.value}, mais {more}", expressed)
        for voices, voters in said.each:
            blocks = (voters.where.block, max(count.where.block for count in voices.values()) + 1)
            yield from _cast(voices, voters, somebody_apart(part, *blocks))
    yield from _of_other_sittings(context)


def _of_other_sittings(context: Context) -> Iterator[Report]:
    """« Vu la délibération …, adoptée par 27 voix pour et 3 abstentions sur 30 votants »: in one breath."""
    for part in context.own:
        sat = sitting(part)
        own = {count.where for cast in (sat.voices, *(each for each, _ in sat.each)) for count in cast.values()}
        for _, found in told(part):
            cast = {name: found[name] for name in VOICES if name in found}
            voters = found.get("votants")
            if voters and "abstentions" in cast and voters.where.led(_OUT_OF) and own.isdisjoint(_places(cast)):
                yield from _cast(cast, voters, apart=False)


def _places(cast: Mapping[str, Count]) -> Iterator[Passage]:
    return (count.where for count in cast.values())


_CHAIRS = pattern(rf"\bsous\sla\spr[ée]sidence\sd(?:e\s(?:la\s)?|u\s|['’])(?P<name>{NAME})")
_OUT_OF = pattern(r"\bsur (?:les )?\Z")


def _listed(part: Part) -> frozenset[int]:
    """« Points 1 à 3 : 12 votants. Points 4 à 8 : 13 votants »: how many vote, where one place says several."""
    each = ([int(m["n"] or m["too"]) for m in SAID["voting"].finditer(low)] for _, low in part.saying("votant"))
    return frozenset(number for numbers in each if len(set(numbers)) > 1 for number in numbers)


def _voters(part: Part, said: Mapping[str, Count]) -> Iterator[Report]:
    """Those who vote are those present and those who gave a proxy, but for who leaves the room."""
    present, given, voters = said.get("presents"), said.get("pouvoirs"), said.get("votants")
    if not (present and voters and given):
        return
    all_voting = present.value + given.value
    wrong = voters.value > all_voting or (voters.value < all_voting and not somebody_apart(part))
    if wrong and present.value != voters.value:
        added = f"{present.value} présents + {given.value} pouvoirs = {all_voting}"
        yield _wrong(voters, f"{voters.value} votants, mais {added}", present, given)


def _members(part: Part, said: Mapping[str, Count]) -> Iterator[Report]:
    """Those present and those absent are the members of the council; the quorum is more than half of them."""
    present, absent, all_of, quorum = (said.get(name) for name in ("presents", "absents", "exercice", "quorum"))
    close = all_of and quorum and majority(all_of.value) <= 2 * quorum.value <= 2 * all_of.value  # not a bureau's
    if all_of and quorum and close and quorum.value != majority(all_of.value):
        message = f"quorum de {quorum.value}, mais plus de la moitié de {all_of.value} fait {majority(all_of.value)}"
        yield _wrong(quorum, message, all_of)
    if present and quorum and present.value < quorum.value:
        yield _wrong(present, f"{present.value} présents, mais le quorum est de {quorum.value}", quorum)
    if not (present and all_of):
        return
    if present.value > all_of.value:
        yield _wrong(present, f"{present.value} présents, mais {all_of.value} membres en exercice", all_of)
    elif absent and not _attended(part, present, absent, said.get("pouvoirs"), all_of):
        message = f"{present.value} présents + {absent.value} absents, pour {all_of.value} membres en exercice"
        yield _wrong(absent, message, present, all_of)


ROLL = 3  # names: fewer are no list


def _rolled(part: Part, said: Mapping[str, Count]) -> Iterator[Report]:
    """How many are present, and how many gave a proxy, beside the names; who chairs may be named before the list."""
    names = attending(part)
    for role, every, word in (
        ("presents", names if len(names) >= ROLL else (), "présents"),
        ("pouvoirs", givers(part), "pouvoirs"),
    ):
        count = said.get(role)
        if count is None or not every or count.value == len(every):
            continue
        chairs = role == "presents" and count.value == len(every) + 1 and _chaired_by_another(part, names)
        if not chairs:
            near = abs(count.value - len(every)) <= NEAR
            message = f"{count.value} {word if count.value > 1 else word[:-1]}, et la liste en nomme {len(every)}"
            related = ((every[0], "le premier de la liste"),)
            yield Report(count.where, message, HINT, related=related, severity=None if near else Severity.CONSEIL)


def _chaired_by_another(part: Part, names: Sequence[Passage]) -> bool:
    """« sous la présidence de Mme Roy », who is not on the list."""
    said = (one for index, _ in part.saying("presidence") for one in _CHAIRS.finditer(part.blocks[index].text))
    return any(not any(may_be_one(one["name"], name.text) for name in names) for one in said)


def _attended(part: Part, present: Count, absent: Count, given: Count | None, all_of: Count) -> bool:
    """Whether those present and absent make all the members: the absent with or without those who gave a proxy."""
    said = [folded(part.blocks[n].text) for n in head(part)]
    excused = any("xcus" in low or says("comes", low) for low in said)  # who is late is neither
    left, proxies_given = all_of.value - present.value - absent.value, given.value if given else 0
    if says("without", folded(absent.where.context)):
        return left == proxies_given  # « Absents non représentés : 4 »
    return left == 0 or (given is not None and left == given.value) or (excused and left > proxies_given)


def _cast(cast: Mapping[str, Count], voters: Count | None, apart: bool) -> Iterator[Report]:
    """Voices make the number of those who vote; abstentions may not be told, and who leaves the room has none."""
    total = sum(count.value for count in cast.values())
    if voters is None or len(cast) < FEWEST or total == voters.value:
        return
    beside = voters.where.block in {count.where.block for count in cast.values()}
    if not beside and total in _listed(voters.where.part):
        return
    if "pour" not in cast and total < voters.value:
        return  # « l'amendement recueille 6 voix, 27 contre et 1 abstention »
    without = total - (cast["apart"].value if "apart" in cast else 0)
    made = voters.where.led(_SO)
    if without == voters.value or (not made and total < voters.value and ("abstentions" not in cast or apart)):
        return
    words = " + ".join(f"{count.value} {name if count.value > 1 else SINGULAR[name]}" for name, count in cast.items())
    yield _wrong(next(iter(cast.values())), f"{words} = {total} voix, pour {voters.value} votants", voters)


_SO = pattern(r"\bsoit \Z")


def _too_many(part: Part, sat: Sitting) -> Iterator[Report]:
    """No more voices than voters; and fewer than those who came or gave a proxy, where one of them takes no part."""
    present, given = sat.members.get("presents"), sat.members.get("pouvoirs")
    everyone = present.value + (given.value if given else 0) if present else 0
    known = given or not ("pouvoir" in part.low or "procuration" in part.low)
    blocks = range(len(part.blocks)) if present and known else ()
    apart = [n for n in blocks if somebody_apart(part, n, n + 1) and not says("gives", part.lows()[n])]
    votes = [*told(part)]
    for (last, _), (index, found) in pairwise([(-1, {}), *votes]):
        voices = [found[name] for name in VOICES if name in found]
        for voters in (found[name] for name in ("votants", "exprimes") if name in found):
            total = sum(count.value for count in voices)
            if len(voices) < FEWEST and total > voters.value:
                yield _wrong(voices[0], f"{total} voix, pour {voters.value} votants", voters)
            before = [n for n in apart if last < n <= index and not _between(Passage(part, n, 0, 0), voters.where)]
            left = before or (apart and index > apart[0] and not (sat.each or part.minutes))
            recounted = present and "presents" in found and found["presents"].value != present.value
            left = left and not (recounted or (present and _came(part, present, index)))
            if present and known and left and voters.value == everyone:
                message = f"{everyone} votants, qui sont tous les présents et les pouvoirs, quand un membre ne vote pas"
                yield _wrong(voters, message, present)


def _came(part: Part, present: Count, index: int) -> bool:
    """Whether somebody comes, or is back, since those present were counted."""
    return any(says("comes", low) for low in part.lows()[present.where.block : index])


def _of_those_there(part: Part, sat: Sitting) -> Iterator[Report]:
    """No more voices than those present and those who gave a proxy, where nobody comes in between; and no fewer, where
    abstentions are told and everybody votes.
    """
    present, given = sat.members.get("presents"), sat.members.get("pouvoirs")
    known = given or not says("proxy", part.low)
    if present is None or not known or "votants" in sat.members:
        return
    most = present.value + (given.value if given else 0)
    by = [{"pour": Count(numeral(said["n"]) or 0, where)} for where, said in part.found(SAID["by"], "voix")]
    for cast in (sat.voices, *(found for _, found in told(part)), *by):
        voices = [cast[name] for name in VOICES if name in cast]
        total, last = sum(count.value for count in voices), max((count.where.block for count in voices), default=0)
        since = part.lows()[present.where.block : last + 1]
        came = any(says("comes", SAID["at_head"].sub("", low)) for low in since)
        gone = any(says("leaves", low) for low in since)
        whole = len(voices) >= FEWEST or cast in by
        every = (
            given and {"pour", "abstentions"} <= cast.keys() and not (gone or somebody_apart(part) or _accounts(part))
        )
        if total in _listed(part):
            continue
        wrong = total > most - gone or (every and total < most)
        if whole and wrong and not came and last > present.where.block:
            made = f"{present.value} présents + {given.value} pouvoirs = {most}" if given else f"{most} présents"
            made += ", dont un est parti" if gone else ""
            yield _wrong(voices[0], f"{total} voix, mais {made}", present, *([given] if given else []))
            return


def _accounts(part: Part) -> bool:
    """Whether accounts are voted: whoever kept them leaves the room then (CGCT, art. L. 2121-14)."""
    return any(words in part.low for words in ("compte administratif", "compte financier"))


def _expressed(cast: Mapping[str, Count], expressed: Count | None) -> Iterator[Report]:
    """Abstentions are no voices: « 26 pour, 1 contre et 1 abstention » are 27."""
    voices = [cast[name] for name in ("pour", "contre") if name in cast]
    total = sum(count.value for count in voices)
    if not expressed or any(_between(expressed.where, count.where) for count in voices):
        return  # of another matter
    if len(voices) == FEWEST and total != expressed.value:
        made = f"{voices[0].value} pour + {voices[1].value} contre = {total} suffrages exprimés"
        yield _wrong(expressed, f"{made}, et non {expressed.value}", *voices)


def _between(one: Passage, other: Passage) -> bool:
    """Whether a heading stands between."""
    first, last = sorted((one.block, other.block))
    return any(block.kind in (Kind.INTERTITRE, Kind.ARTICLE) for block in one.part.blocks[first + 1 : last])


def _wrong(odd: Count, message: str, *others: Count) -> Report:
    """A number that does not go with others."""
    return Report(odd.where, message, HINT, related=tuple((count.where, str(count.value)) for count in others))


@rule("VOT103", "unanimite-et-votants", Severity.ALERTE)
def unanimity(context: Context) -> Iterator[Report]:
    """L'unanimité est celle de tous ceux qui votent : le nombre qu'elle donne est celui des votants.

    Mauvais : « Votants : 23 », puis « à l'unanimité des 22 votants »
    Bon : « Votants : 23 », puis « à l'unanimité des 23 votants »
    Source : CGCT, art. L. 2121-20
    """
    part = context.part(Nature.ACTE)
    if part is None:
        return
    said = sitting(part).members
    present, given = said.get("presents"), said.get("pouvoirs")
    then = [(c.where.block, c.value) for name in ("votants", "exprimes") if (c := said.get(name))] + [*_voting(part)]
    head = [present.value + given.value] if present and given else []
    kept = sitting(part).voices.get("abstentions")
    for count, of_present in unanimous(part) if then or head else ():
        here, lows = count.where.block, part.lows()
        near = [many for n, many in then if n <= here or (n <= here + NEAR and not says("comes", lows[n]))]
        allowed = {*head, *(near or ([] if head else [number for _, number in then]))}
        allowed |= ({present.value} if of_present and present else set()) | _listed(part)
        recounted = _recounted(part, count.where.block)
        allowed = recounted or allowed
        if kept is not None and kept.where.block == count.where.block:
            allowed = {*allowed, max(allowed) - kept.value}  # of those who say yes or no
        left = not recounted and count.value < max(allowed) and somebody_apart(part)
        if count.value not in allowed and not left:
            voters = next((said[name] for name in ("votants", "exprimes", "presents") if name in said), None)
            message = f"l’unanimité est de {count.value}, pour {max(allowed)} votants"
            yield _wrong(count, message, *filter(None, [voters]))


def _voting(part: Part) -> Iterator[tuple[int, int]]:
    """Each block that says how many vote, and their number."""
    return ((where.block, int(said["n"] or said["too"])) for where, said in part.found(SAID["recounted"], "votants"))


def _recounted(part: Part, block: int) -> set[int]:
    """« M. X quitte la salle. Votants : 13 »: how many vote from there on, in minutes that count them again."""
    said = [(n, number) for n, number in _voting(part) if n <= block]
    if said and said[-1][0] < block and "nanimit" in part.blocks[said[-1][0]].text:
        return set()  # « ne prend pas part au vote. Votants : 13. Adopté à l'unanimité »: for that one
    if said and any(says("comes", folded(one.text)) for one in part.blocks[said[-1][0] + 1 : block]):
        return set()  # who left is back
    moved = [m for n, m in said if somebody_apart(part, n, n + 1) or says("comes", folded(part.blocks[n].text))]
    return {said[-1][1]} if moved and moved[-1] == said[-1][1] and len(said) > 1 else set()


@rule("VOT104", "secretaire-de-seance", Severity.ALERTE)
def other_secretary(context: Context) -> Iterator[Report]:
    """Le secrétaire de séance que la délibération nomme est celui qui la signe. Le nom de la séance d'avant reste
    souvent en tête ou au pied.

    Mauvais : « Secrétaire de séance : M. Gilles Puech », puis « Le secrétaire de séance, Thomas Fabre »
    Bon : le même nom aux deux endroits
    Source : CGCT, art. L. 2121-15 et L. 2121-23
    """
    part = context.part(Nature.ACTE)
    named, signing = secretaries(part) if part else ([], [])
    for one in signing:
        if named and not any(may_be_one(one.text, other.text) for other in named):
            message = f"« {one.text} » signe comme secrétaire de séance, « {named[0].text} » l’est en tête"
            hint = "mettez le même nom aux deux endroits"
            yield Report(one, message, hint, one.text, named[0].text, as_said(*named))


def _items(part: Part, one: int, other: int) -> bool:
    """Whether two blocks are items of a list, or articles, each voted by itself, or say what articles they are of."""
    listed = (part.blocks[n].kind in (Kind.ITEM, Kind.ARTICLE) for n in (one, other))
    said = ("article" in part.lows()[n].partition(":")[0] for n in (one, other))
    return one != other and (all(listed) or all(said))


@rule("VOT105", "unanimite-et-contre", Severity.ERREUR)
def unanimous_against(context: Context) -> Iterator[Report]:
    """Une délibération adoptée « à l'unanimité » n'a pas de voix contre. Des abstentions laissent l'unanimité des
    suffrages exprimés.

    Mauvais : « Adopté à l'unanimité », puis « Pour : 17 ; contre : 2 »
    Bon : « Adopté à la majorité », puis « Pour : 17 ; contre : 2 »
    Source : CGCT, art. L. 2121-20
    """
    part = context.part(Nature.ACTE)
    against = sitting(part).voices.get("contre") if part else None
    if part is None or against is None or not against.value:
        return
    near = [one for one in part.saying("a l'unanimite") if abs(one[0] - against.where.block) <= NEAR]
    counted = {index for index, found in told(part) if "pour" in found} - {against.where.block}  # of another vote
    near = [one for one in near if one[0] not in counted and not _items(part, one[0], against.where.block)]
    if part.minutes:  # of this matter, and not of the one before
        near = [one for one in near if part.sections[one[0]].article == against.where.section.article]
    for index, low in near[:1]:
        start = low.index("a l'unanimite")
        where = Passage(part, index, start, start + len("a l'unanimite"))
        message, related = (
            f"« à l’unanimité », mais {against.value} voix contre",
            ((against.where, str(against.value)),),
        )
        hint = "écrivez « à la majorité », ou corrigez les voix"
        yield Report(where, message, hint, related=related)
