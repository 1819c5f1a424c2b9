"""The same body, firm, place or way under two names: a letter, a word, another name altogether in the same place.

What is named once is held against what is named oftener. Two names of a letter or a word apart are one, wherever they
stand; two others only where the same words stand before them, and where the act has no room for both.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import IntEnum

from ..context import Context
from ..document import Kind
from ..facts import MentionKind
from ..facts.flat import folded
from ..frozen import frozen
from ..outline.named import BARE, Named, named_in
from ..part import Passage
from ..pattern import pattern
from ..statements.subjects import REASONS, TITLES
from ..text.heads import BESIDE, COMMON, Sort
from ..text.sentences import sentences
from ..values.kept import kept_on_it
from ..values.text import near

SEVERAL = 3  # names of a sort in one paragraph: more are a list
PLACES = 4  # places of the usual name that are shown
OFTEN = 3  # times: so often, a name is that of the act
LONG = 8  # figures of a number, beyond which one figure makes no other one by chance
REQUEST = 7  # figures of the number of a request, of which two turned make no other one
SHORT = 5  # letters below which a slip is another word
_WORDS = pattern(r"\w+")
_ACTS = (MentionKind.ACT_NUMBER, MentionKind.LAW)
_DELIBERATION = pattern(r"\b(?:deliberation|arrete)s?\sn\s?°\s?\Z")
_PRESENTED = pattern(r"\W{0,3}(?:\(|,\s(?:\d|sis|dont\sle|ancien|domicili|situe|represent|immatr|siret|siren))")
_BRACKET = pattern(  # « M. Jean Faure (communauté du Val) », « hors délai (société Réseaux du Val) »
    r"(?<!titulaire\s)(?<!attributaire\s)(?<!beneficiaire\s)(?<!preneur\s)(?<!entreprise\s)\((?:[a-z]+\s)?\Z"
)
_CHARGED = pattern(r",\schargee?s?\sd")  # « par l'entreprise X, chargée des travaux »
_KINDS = frozenset(("communes", "agglomeration", "urbaine"))  # of a communauté
_BUILT = (Sort.PLACE, Sort.BODY)
_OF_WHAT = pattern(r"\S+\s(?:de\sla\s|des?\s|du\s|aux?\s|d['’])[a-zà-ÿ]")  # « salle des fêtes Victor-Hugo »
_ANY_HEAD = (Sort.FIRM, Sort.COMMUNE, Sort.ASSOCIATION)  # « commune de X » and « mairie de X » are one
_NAMING = (Kind.ENTETE, Kind.LIEU_DATE)
_TEXT = (Kind.ARTICLE, Kind.ITEM, Kind.PARAGRAPHE)
_DATED = pattern(r" du [0-9]")
_NEAR = 60  # characters


class How(IntEnum):
    """How one name differs from the other."""

    LETTER = 1
    WORD = 2
    ALONE = 3  # another one, where one stands everywhere


@frozen(eq=False)
class Odd:
    """A name that stands once, and the one that is probably meant."""

    where: Passage
    usual: tuple[Passage, ...]
    how: How

    @property
    def seen(self) -> tuple[tuple[Passage, str], ...]:
        """Some of the places of the usual one, and what they say."""
        return tuple((one, f"« {one.text} »") for one in self.usual[:PLACES])


@frozen(eq=False)
class Said:
    """A name, and where a document says it."""

    one: Named
    where: Passage

    @property
    def cited(self) -> bool:
        """Whether it is the number of an act that a text cites."""
        at = self.where
        sitting = _DELIBERATION.search(at.low_before) is not None  # of one sitting, they follow each other
        return sitting or any(m.kind in _ACTS and m.start < at.end and at.start < m.end for m in at.mentions)

    @property
    def whole(self) -> Passage:
        """A street with its number and its noun."""
        return self.where._replace(start=self.where.context.rfind(self.one.number, 0, self.one.start))

    @property
    def zone(self) -> tuple[str, str]:
        """Title, reasons or body of a document: what is named twice in one of them is two things."""
        part, block, kind = self.where.part, self.where.block, self.where.kind
        presents = any(spot.block == block for party in part.roster.parties for spot in party.spots)
        zone = "parties" if presents else "titre" if kind in TITLES else "motifs" if kind in REASONS else "corps"
        return part.name, zone


Group = list[Said]


@kept_on_it
def named(context: Context) -> tuple[Said, ...]:
    """Every name of the act's own documents."""
    found = ((one, part, block) for part in context.own for block, one in named_in(part.blocks))
    return tuple(Said(one, Passage(part, block, one.start, one.end)) for one, part, block in found)


def odd_names(context: Context, *sorts: Sort) -> Iterator[Odd]:
    """The names of these sorts that stand once where another one is meant."""
    text = " ".join(_WORDS.findall("\n".join(part.low for part in context.parts)))
    text = f" {text.replace(' ', '  ')} "  # each word between two spaces of its own
    for sort in sorts:
        groups = groups_of([said for said in named(context) if said.one.sort is sort])
        alone = [group for group in groups if len(group) == 1 and _once(text, group[0])]
        for group in alone:
            where = group[0].where
            if where.kind in _NAMING or (where.text.isupper() and (where.kind in TITLES or where.context.isupper())):
                continue  # a letterhead, « Fait à … », a title in capitals name what they are, and nothing else
            found = [(how, other) for other in groups if (how := _how(group[0], other, groups, alone)) is not None]
            if found:
                how, usual = min(found, key=lambda one: (one[0], -len(one[1])))
                yield Odd(where, tuple(said.where for said in usual), how)


def groups_of(found: Sequence[Said]) -> list[Group]:
    """The places of each name; one that says no more than the other's words is the other."""
    groups: list[Group] = []
    for said in sorted(found, key=lambda one: -len(one.one.words)):
        group = next((group for group in groups if _same(group[0], said)), None)
        if group is None:
            groups.append([said])
        else:
            group.append(said)
    return groups


def _same(first: Said, second: Said) -> bool:
    one, other = first.one, second.one
    quoted = _quoted(first)  # « crèche collective « Les Galets » », « crèche associative « Les Galets » »
    return (one.head == other.head or one.sort in _ANY_HEAD) and (
        set(other.words) <= set(one.words) or bool(quoted and quoted == _quoted(second))
    )


def _once(text: str, said: Said) -> bool:
    """Whether the act has its words nowhere else, with another noun or with none."""
    return text.count(f" {'  '.join(_WORDS.findall(folded(said.where.text)))} ") == 1


_THROUGH = pattern(
    r"\bpar (?:l[ae] |l')(?:[^.;:,]{0,60}(?:,| et) (?:l[ae] |l')){0,3}\Z"
)  # « une déviation, par le chemin du Pré et la rue Basse »


def _how(odd: Said, usual: Group, groups: Sequence[Group], alone: Sequence[Group]) -> How | None:
    """How the usual name is meant where the odd one stands; None where they may be two."""
    one = odd.one
    if usual[0] is odd or any(_one_sentence(odd, said, one.sort is Sort.NUMBER and not one.head) for said in usual):
        return None
    spelled = next((how for said in usual if (how := _spelled(odd, said)) is not None), None)
    if spelled is not None:
        return None if _alike_but_two(odd, usual, spelled) else spelled
    if odd.where.part.minutes or (one.sort is Sort.STREET and _THROUGH.search(odd.where.low_before)):
        return None  # minutes speak of many matters
    return How.ALONE if _in_its_place(odd, usual, groups, alone) else None


def _alike_but_two(odd: Said, usual: Group, spelled: How) -> bool:
    """Whether names a letter or a word apart are of two things; of names that stand once each, the later is told."""
    if spelled is How.WORD and _both(odd, usual):
        return True  # « travaux à l'école Jean-Macé », « travaux à l'école Jean-Moulin »
    if len(usual) > 1:
        return False
    one, other = odd.one, usual[0].one
    ways = one.sort is Sort.STREET  # « rue de la Fontaine » and « rue des Fontaines », once each, are two
    turned = one.sort is Sort.NUMBER and sorted(one.text) == sorted(other.text)
    kinds = {*one.words} ^ {*other.words} <= _KINDS
    zones = not kinds and (ways or (odd.zone == usual[0].zone and not turned))
    return zones or _before(odd, usual[0])


def _in_its_place(odd: Said, usual: Group, groups: Sequence[Group], alone: Sequence[Group]) -> bool:
    """Whether another name altogether stands for the usual one, as the act has room for one of them only."""
    one = odd.one
    if _closes(odd, usual) or _pair(odd, usual, groups):
        return True
    if one.sort in (Sort.STREET, Sort.ROAD, Sort.TITLE, Sort.NUMBER):
        return False
    if _of_title(odd, usual):
        return True
    if len(usual) < 2:
        return False
    listed = any(said.where.part is odd.where.part and said.where.kind is Kind.ITEM for said in usual)
    if one.sort is Sort.FIRM and odd.where.kind is Kind.ITEM and len(groups) == len((odd, usual)) and not listed:
        return True  # the act has one firm, and lists another one
    if one.sort not in (Sort.FIRM, Sort.ASSOCIATION) or _beside(odd) or len(alone) != 1:
        return False
    return _main(odd, groups) == [usual] and not _both(odd, usual)


def _main(odd: Said, groups: Sequence[Group]) -> list[Group]:
    """The names that are those of the act: often said, or in several of its zones."""
    main = [group for group in groups if len(group) >= OFTEN or len({said.zone for said in group}) > 1]
    if len(main) > 1:  # « l'entreprise X » works for « la société Y »: the noun tells which is meant
        return [group for group in main if all(said.one.head == odd.one.head for said in group)]
    return main


def _one_sentence(one: Said, other: Said, alone: bool) -> bool:
    """Whether one paragraph says both, which tells them apart; of numbers, one sentence."""
    if one.where[:2] != other.where[:2]:
        return False
    both = sorted((one.one.start, other.one.start))
    return not alone or any(s <= both[0] and both[1] < e for s, e in sentences(one.where.context))


def _pair(odd: Said, usual: Group, groups: Sequence[Group]) -> bool:
    """Whether a document names two of one noun, by names of their own, and the later one is presented nowhere."""
    one, first = odd.one, usual[0]
    firms = one.sort in (Sort.FIRM, Sort.ASSOCIATION)
    alike = [group for group in groups if firms or group[0].one.head == one.head]
    others = [group for group in alike if group is not usual and group[0] is not odd]  # once, in the reasons only
    room = any(len(group) > 1 or group[0].zone == odd.zone for group in others) or (others and len(usual) < 2)
    if one.sort in (Sort.ROAD, Sort.TITLE, Sort.NUMBER) or usual not in alike or room:
        return False
    if odd.zone[1] != "corps" or one.number or first.one.number or not _before(first, odd) or _both(odd, usual):
        return False  # a number of a street is somebody's address
    if sum(said.where[:2] == odd.where[:2] for group in groups for said in group) > SEVERAL:
        return False  # « rue Haute, rue Basse, impasse du Four et place du Puits »
    reasons = one.sort is Sort.FIRM and first.zone[1] == "motifs"  # the firm that is chosen is presented there
    return _own(odd) and _own(first) and not _beside(odd, reasons)


def _own(said: Said) -> bool:
    """Whether it is a name of its own, not in capitals; of a place, at once: « collège Albert-Camus »."""
    name = said.where.text.removeprefix(said.where.text.split()[0]) if said.one.sort not in BARE else said.where.text
    words = _AT_ONCE if said.one.sort is Sort.PLACE else _OWN_NAME
    return words.search(name) is not None and not said.where.context.isupper()


_OWN_NAME = pattern(r"[A-ZÀ-Ý][\wà-ÿ]")
_AT_ONCE = pattern(  # « collège Albert-Camus », « école maternelle de la Butte »
    r"\A\s(?:[a-zà-ÿ]+(?:elle|ale?|aire|i[fv]e?)\s)?(?:«\s?)?(?:d[eu]s?\s(?:l[ae]\s)?|d['’])?[A-ZÀ-Ý][a-zà-ÿ]"
)


def _closes(odd: Said, usual: Group) -> bool:
    """Whether words that can only speak of what was named before name another one: « ladite parcelle AB 214 »."""
    alike = odd.one.head == usual[0].one.head and (odd.one.sort is not Sort.STREET or _own(usual[0]))
    closing = odd.where.led(_THE_SAID) if alike else None
    if odd.one.sort in (Sort.STREET, Sort.COMMUNE):  # of which an act names several
        closing = closing or odd.where.led(_CLOSING)
    return closing is not None and not _beside(odd) and _before(usual[0], odd)


_CLOSING = pattern(  # of who lives there, of who leaves
    r"\b(?:riverains|retrait)\s(?:(?:de|la|le|du|des)\s|l'|d')*(?:[a-z-]+\s)?(?:de\s|d'|du\s)?(?:«\s)?\Z"
)


_THE_SAID = pattern(  # « ladite place », « elle ne vaut que pour la place »
    r"\b(?:(?:(?:l[ea]s?|d[eu]s?|aux?)dite?s?|cette\smeme)\s(?:[a-z]+\s){0,3}"
    r"|(?:ne\s|n')[a-z]+\s(?:[a-z]+\s)?que\s(?:pour|sur|dans|a)\s(?:l[ae]s?\s|l')?)\Z"
)


def _of_title(odd: Said, usual: Group) -> bool:
    """Whether the title names what the body never does, and the body has another one of that noun in its place."""
    if odd.zone[1] != "corps" or odd.where.kind not in _TEXT or {said.zone[1] for said in usual} - {"titre", "motifs"}:
        return False
    titled = [said for said in usual if said.zone[1] == "titre" and _own(said)]
    if not titled or not _own(odd) or titled[0].one.head != odd.one.head:
        return False
    wholes = (part.whole(n) for part in (odd.where.part, titled[0].where.part) for n in range(len(part.blocks)))
    body = [where.low for where in wholes if where.kind in (*_TEXT, Kind.PARTIE)]
    words = titled[0].one.words
    return not {*words} & {*odd.one.words} and not any(all(word in low for word in words) for low in body)


def _before(one: Said, other: Said) -> bool:
    """Of two names that stand once each, the later one is told."""
    first, second = one.where, other.where
    return (first.part.name, *first[1:]) < (second.part.name, *second[1:])


def _spelled(odd: Said, usual: Said) -> How | None:
    """Whether two names are one, spelled otherwise: a letter, a word."""
    one, other = odd.one, usual.one
    if one.sort is Sort.ROAD:
        turned = sorted(one.text) == sorted(other.text)
        return How.LETTER if turned or (near(one.text, other.text) and one.around & other.around) else None
    if one.head != other.head and one.sort not in _ANY_HEAD:
        return None
    if one.sort is Sort.NUMBER:
        turned = sorted(one.text) == sorted(other.text)
        two_acts = odd.cited and (usual.cited or odd.where.then(_DATED))  # an act that has a day of its own
        two_acts = two_acts and not (turned and len(one.text) >= REQUEST and one.text in odd.where.text)
        same = len(one.text) == len(other.text) and near(one.text, other.text) and not two_acts
        return How.LETTER if same and (len(one.text) > LONG or turned) else None
    if one.sort is Sort.COMMUNE and not (set(one.words) & set(other.words)) - COMMON:
        return How.LETTER if len(one.words) == len(other.words) == 1 and near(one.text, other.text) else None
    own = [[word for word in each.words if word not in _KINDS] for each in (one, other)]
    first = own[0][:1] == own[1][:1] and min(map(len, own)) > 1
    if first and (one.sort is Sort.COMMUNE or (one.sort in _BUILT and _OF_WHAT.match(odd.where.text))):
        return How.WORD
    apart = [(a, b) for a, b in zip(one.words, other.words, strict=False) if a != b]
    if len(one.words) == len(other.words) and len(apart) == 1:
        a, b = apart[0]
        if near(a, b) and max(len(a), len(b)) >= SHORT:
            return How.LETTER
        place = one.sort is not Sort.PLACE or one.around & other.around or one.words[-1] == other.words[-1]
        if len(one.words) > 1 and one.sort not in (Sort.STREET, Sort.TITLE) and place:
            return How.WORD
    return None


def _quoted(said: Said) -> str:
    return folded(said.where.text).partition("«")[2].strip(" »")


def _both(odd: Said, usual: Group) -> bool:
    """Whether both are said to do or to get the same: two subsidies, two works."""
    return any(said.zone == odd.zone and said.one.around & odd.one.around for said in usual)


def _beside(odd: Said, chosen: bool = False) -> bool:
    """Whether the act has room for both: a list, a body that is presented, a word of what it is to the other."""
    where = odd.where
    said = where.around(_NEAR, 25)
    return (
        where.kind is Kind.TABLEAU
        or (where.kind is Kind.ITEM and not odd.one.around)
        or (not chosen and where.then(_PRESENTED) is not None)
        or where.then(_CHARGED) is not None
        or where.led(_BRACKET) is not None
        or any(word in said for word in BESIDE)
    )
