"""What an act says of a sitting and its vote: members, present, proxies, voters, voices, each with its role."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ..document import Block, Kind, cells_of
from ..facts.dates import MONTHS
from ..facts.flat import folded
from ..facts.numerals import NUMBER, numeral
from ..frozen import frozen
from ..packaged import packaged
from ..part import Part, Passage
from ..pattern import pattern, patterns
from ..text.sentences import sentences
from ..values.kept import kept_on_it
from .claim import Count
from .proxies import decided

# The words that say what a number counts, the most telling first: in one clause the first found is the role.
_ATTEND = pattern(r"\b(?:assist|sieg)(?:ent|aient|ant)\b")  # « Quatorze membres du conseil assistent à la réunion »
_ROLES = (("presents", _ATTEND), *patterns(packaged(__spec__, "votes.txt")).items())
SAID = patterns(packaged(__spec__, "sittings.txt"), number=NUMBER)
_CIVIL = pattern(r"\b(?:m\.|mme|mlle|monsieur|madame) ")
_NUMBER = pattern(
    rf"(?<![\w/.,°-])(?<!\bd'(?=un))(?<!\ba (?=une? ))"  # « pouvoir à un collègue »
    rf"(?<!article )(?<!articles )(?<!point )(?<!lot )(?:[0-9]{{1,3}}|{NUMBER})"
    rf"(?![\w/°]|-[a-z]|[.,][0-9]| [0-9]{{3}}\b| (?:{MONTHS}|jours|mois|heures?|h|ans|euros)\b| ?%)"
)
_CUT = pattern(
    r",(?![0-9])|[;()\n\t]|\s{3,}|\s[-–—/|]\s?|\bdont\b|\bsoit\b|\.(?:\s|\Z)|\bpar(?= )|\bavec\b(?! voix)"
    r"|\bsur (?=[\w-]+ (?:et )?(?:[\w-]+ )?votants)"  # « trois abstentions sur treize votants »
    r"|(?<=\d votants) ?:"  # « 8 votants : 7 voix pour »
    r"|(?<!vingt )(?<!rente )(?<!ante )\bet\b"  # « trente et un »
)
_SENTENCE = pattern(r"[.;]\s+[a-z][a-z ]+:")
_VOICES = ("pour", "contre", "abstentions", "apart")
FEWEST = 2  # numbers: a block that gives fewer may speak of anything


def says(what: str, low: str, *within: int) -> re.Match[str] | None:
    """Whether folded words say it, from one character to another: « comes », somebody comes."""
    return SAID[what].search(low, *within)


@frozen
class Sitting:
    """The numbers of the sitting, and those of the one vote that the act tells, by their role."""

    members: Mapping[str, Count]
    voices: Mapping[str, Count]
    each: tuple[tuple[Mapping[str, Count], Count], ...] = ()  # each right after how many vote


@kept_on_it
def sitting(part: Part) -> Sitting:
    """What the head of an act says of who was there, and what it says of its vote; nothing where it tells several."""
    read = _Reader(part)
    for index, block in enumerate(part.blocks):
        low = "" if block.kind in (Kind.VISA, Kind.CONSIDERANT) else _ours(block.text)
        if low.strip():
            read.block(index, block, low)
    return read.sitting()


class _Reader:
    """What the blocks read so far say: who was there, each vote, and after how many voters it stands.

    `last`: how many were said last to vote; `fresh`: since the vote before.
    """

    def __init__(self, part: Part) -> None:
        self.part, self.decided = part, decided(part)
        self.members: dict[str, Count] = {}
        self.votes: list[dict[str, Count]] = []
        self.voters: dict[int, tuple[Count, bool]] = {}
        self.last: Count | None = None
        self.fresh = False

    def block(self, index: int, block: Block, low: str) -> None:
        """Go on with a block, of which `low` are the words."""
        found, before = _counts(self.part, index, block, low), self.last
        moved = says("moved", folded(block.text)) is not None  # no longer those of the head
        if "votants" in found:
            self.last, self.fresh = found["votants"], True
        for role, count in found.items() if not moved else ():
            if role not in _VOICES and (index < self.decided or role in ("votants", "exprimes")):
                self.members.setdefault(role, count)
        if _votes(found, low, index, self.votes) and self.last is not None:
            self.voters[len(self.votes) - 1], self.fresh = (self.last, self.fresh), False
        if before and "votants" in found and not moved and {*found} & {*_VOICES}:
            self.last = before  # « Vote : 9 votants, 9 pour »: of that one
        if says("comes", low) and "votants" not in found:  # « M. Roy rejoint la séance »: those of the head vote again
            self.last, self.fresh = self.members.get("votants", self.last), False

    def sitting(self) -> Sitting:
        members, votes, voters = _with_deputies(self.members), self.votes, self.voters
        told = [n for n, one in enumerate(votes) if len({*one} - {"apart"}) >= FEWEST]
        right = [n for n in told if n in voters and sum(c.value for c in votes[n].values()) == voters[n][0].value]
        all_but_one = len(right) >= len(told) - 1 > 0  # nobody came or left between them
        each = tuple((votes[n], voters[n][0]) for n in told if n in voters and (voters[n][1] or all_but_one))
        again = "votants" in members and any(count.value != members["votants"].value for _, count in each)
        return Sitting(members, votes[told[0]] if len(told) == 1 else {}, each if len(told) > 1 or again else ())


def _with_deputies(members: dict[str, Count]) -> dict[str, Count]:
    """Who was there, the deputies with the members whom they stand for; nobody, where too little is said."""
    if "suppleants" in members and "presents" in members and "itulaire" in members["presents"].where.context:
        there = members["presents"]
        members = {**members, "presents": Count(there.value + members["suppleants"].value, there.where)}
    return members if len(members) >= FEWEST or {"votants", "exprimes"} & {*members} else {}


def _counts(part: Part, index: int, block: Block, low: str) -> dict[str, Count]:
    """What a block counts, the first of each role; no voices where two bodies vote."""
    found, several = dict[str, Count](), False
    in_table = [*_of_table(part, index, block)] if block.rows else []
    for role, count in in_table or _of_block(part, index, low):
        several = several or (role == "pour" and role in found and _next_sentence(low, found[role], count))
        if role == "exercice" and count.where.then(SAID["elected"]):
            if (whole := says("whole", low)) and (number := numeral(whole["n"])):
                found.setdefault(role, Count(number, Passage(part, index, *whole.span("n"))))
        elif role == "exercice" and (count.where.then(SAID["then_office"]) or _led_office(low, count)):
            found[role] = count  # « 5 membres élus et 5 nommés, soit 11 membres en exercice »
        else:
            found.setdefault(role, count)
    # « Collectivité : 4 favorables. Personnel : 3 favorables, 2 abstentions »
    return {role: count for role, count in found.items() if not (several and role in _VOICES)}


def _led_office(low: str, count: Count) -> bool:
    return says("led_office", low, 0, count.where.start) is not None


def _ours(text: str) -> str:
    """The folded words, but for sentences that tell the vote of another body."""
    low = folded(text)
    for start, end in sentences(text) if says("elsewhere", low) else ():
        if says("elsewhere", low, start, end) and not says("ours", low, start, end):
            low = low[:start] + " " * (end - start) + low[end:]
    return low


def _next_sentence(low: str, first: Count, second: Count) -> bool:
    """Whether the second of two numbers stands in another sentence, and differs."""
    return first.value != second.value and _SENTENCE.search(low, first.where.end, second.where.start) is not None


def told(part: Part) -> Iterator[tuple[int, Mapping[str, Count]]]:
    """The numbers of each block that counts who votes, whatever it is."""
    for index, _ in part.saying("votant", "exprime", "suffrages", "voix", "abstention"):
        found = dict(reversed([*_of_block(part, index, _ours(part.blocks[index].text))]))  # the first of each
        if found:
            yield index, found


def majorities(part: Part) -> Iterator[tuple[Count, Count]]:
    """Each absolute majority, and the suffrages exprimés told last before it, or with it."""
    last: Count | None = None
    for index, _ in part.saying("exprime", "majorite absolue"):
        found = dict(_of_block(part, index, part.lows()[index]))
        last = found.get("exprimes", last)
        if "majorite" in found and last and index - last.where.block <= FEWEST:
            yield found["majorite"], last


def _votes(found: Mapping[str, Count], low: str, index: int, votes: list[dict[str, Count]]) -> bool:
    """Whether a block tells another vote, which joins those before; a line for each voice goes on with the last."""
    voices = {role: count for role, count in found.items() if role in _VOICES}
    if len({*voices} - {"apart"}) >= FEWEST:
        votes.append(voices)
        return True
    same = {*voices} & {*votes[-1]} if votes else set()
    again = same and ("votants" in found or all(voices[role].where.kind is Kind.ITEM for role in same))  # another vote
    if votes and voices and not again and index - votes[-1][next(iter(votes[-1]))].where.block <= FEWEST:
        votes[-1] = votes[-1] | voices
        return False
    if voices and ("voix" in low or "pour :" in low or "contre :" in low):
        votes.append(voices)
        return True
    return False


def _of_block(part: Part, index: int, low: str) -> Iterator[tuple[str, Count]]:
    if not says("hint", low) or len(low) > 1500:
        return
    for role, one in ((what, one) for what in ("quorum", "majorite") for one in SAID[what].finditer(low)):
        if (value := numeral(one["n"])) is not None:
            yield role, Count(value, Passage(part, index, *one.span("n")))
            low = low[: one.start()] + " " * len(one[0]) + low[one.end() :]  # those are not present, nor voting
    start = 0
    for cut in (*_CUT.finditer(low), None):
        end = cut.start() if cut else len(low)
        alone = low[start:end].strip().isdigit() and low[start - 1 : start] == "("  # « Présents (11) »
        yield from _of_clause(part, index, low, low.rfind("\n", 0, start) + 1 if alone else start, end)
        start = cut.end() if cut else end


def _of_clause(part: Part, index: int, low: str, start: int, end: int) -> Iterator[tuple[str, Count]]:
    clause, said = low[start:end], ((numeral(m[0]), m) for m in _NUMBER.finditer(low, start, end))
    said = ((value, match) for value, match in said if not SAID["bodies"].match(low, match.end()))
    numbers = [Count(value, Passage(part, index, *match.span())) for value, match in said if value is not None]
    beside = [one for one in numbers if SAID["counted"].match(low, one.where.end)]
    if len(numbers) > 1 == len(beside) and not says("among", low, numbers[0].where.end, numbers[1].where.start):
        numbers = beside  # « les treize autres lignes : 26 votants »
    role = next((name for name, words in _ROLES if words.search(clause)), "")
    if role == "votants" and low[max(0, start - 4) : start].endswith(" et") and "represente" in clause:
        return  # « les dix autres membres présents et les deux membres représentés prennent part au vote »
    match numbers:
        case []:
            nobody = says("nobody", low, start, end) if role in _VOICES else None
            one = says("abstain", low, start, end) if role == "abstentions" else None
            if one and _CIVIL.search(low, max(0, start - 3), end):
                yield role, Count(1, Passage(part, index, *one.span()))  # « Mme Roy s'étant abstenue »
            elif nobody:
                yield role, Count(0, Passage(part, index, *nobody.span()))
        case [first] if role and (role not in ("pour", "contre") or _a_voice(clause, folded(first.where.text))):
            yield role, first
        case [first, second] if says("against", clause):  # « par 19 voix contre 3 »
            yield from (("pour", first), ("contre", second))
        case [first, second] if role in ("presents", "exercice"):
            if says("among", low, first.where.end, second.where.start):
                yield from (("presents", first), ("exercice", second))


def _a_voice(clause: str, said: str) -> bool:
    """« 23 voix pour », « Pour : 23 »: and not « pour la commune »."""
    if says("no_voices", clause):
        return False
    verb = r"(?:[a-z]+\s){0,3}(?:se\sprononcent|s'etant\sprononces|votent|ont\svote|s'expriment)\s"
    after = rf"{said}\s?(?:voix\s?|votes?\s?|suffrages?\s?|{verb})?(?:pour|contre|favorables?|defavorables?|en\sfaveur)"
    of_a_thing = r"\s?(?!voix|votes?\b|suffrage|membre|conseill|elue?s?\b|delegue|et\b|sur\b)[a-z€%]"  # « pour 120 m³ »
    before = rf"(?:pour|contre)\s?(?:[:=]\s?{said}|{said}(?!{of_a_thing}|[0-9]))"
    return re.search(rf"{after}|{before}", clause) is not None


def _role(heading: str) -> str:
    return next((name for name, words in _ROLES if words.search(folded(heading))), "")


def _of_table(part: Part, index: int, block: Block) -> Iterator[tuple[str, Count]]:
    """Headings above and figures below (those of the total, where bodies have a line each), or a line for each."""
    cells = [[(block.text[start:end].strip(), start) for start, end in row] for row in cells_of(block)]
    wide = len(cells) > 1 and len(cells[0]) == len(cells[-1]) > FEWEST - 1
    totalled = wide and (len(cells) == FEWEST or block.rows[-1].total)
    if totalled and not any(said.isdigit() for said, _ in cells[0]):
        pairs = list(zip((heading for heading, _ in cells[0]), cells[-1], strict=True))
    else:
        pairs = [(row[0][0], row[1]) for row in cells if len(row) == FEWEST]
    for heading, (said, at) in pairs:
        role = _role(heading)
        if role and said.isdigit():
            yield role, Count(int(said), Passage(part, index, at, at + len(said)))
