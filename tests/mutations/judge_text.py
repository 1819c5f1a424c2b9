"""The judge of articles, references, numbers, names and identifiers."""

from __future__ import annotations

import re
from functools import lru_cache

from . import marks
from .around import after, before, plain, stems
from .material import File, Material
from .mutants import Mutant
from .structure import Heading, headings

_ELSEWHERE = re.compile(
    r"\s*(?:(?:et|à|,)\s*(?:l['’]article\s)?\d+\s*)*(?:du|de la|de l['’]|des|d['’]une?|«|\u2013|-)\s*"
    r"(?!pr[ée]sent|la\spr[ée]sent)"
    r"(?P<what>code|loi|d[ée]cret|ordonnance|arr[êe]t[ée]|accord|r[èe]glement|directive|contrat|convention"
    r"|d[ée]cision|avenant|cgi|cgct|[\d])",
    re.IGNORECASE,
)


def in_order(numbers: list[int]) -> bool:
    return numbers == list(range(1, len(numbers) + 1))


def judge_article_number(mutant: Mutant) -> str:
    found = [h.number for h in headings(mutant.act.files[mutant.file].text)]
    if len(found) > 1 and in_order(found) and not in_order([h.number for h in headings(mutant.text)]):
        return "les articles se suivent"
    return ""


def _own(mutant: Mutant) -> tuple[Heading, ...]:
    """The articles that a reference may name: those of its own text, or of the convention that a decision names."""
    file = mutant.act.files[mutant.file]
    away = _ELSEWHERE.match(after(file.text, mutant.end, 60))
    if away is None:
        return headings(file.text)
    named = away["what"].lower()
    if named in ("convention", "avenant") and mutant.file == 0:
        return next((headings(f.text) for f in mutant.act.files[1:] if headings(f.text)), ())
    return ()


def judge_reference(mutant: Mutant) -> str:
    file = mutant.act.files[mutant.file]
    lead = file.text[max(0, mutant.start - 12) : mutant.start].lower()
    new = int(re.sub(r"\D", "", mutant.after))
    if "annexe" in lead:
        return _annexe(mutant.act, file, mutant, new)
    own = {h.number: h for h in _own(mutant)}
    old = int(re.sub(r"\D", "", mutant.before))
    if old not in own:
        return ""
    if new not in own:
        return "l’article n’existe pas"
    return _content(file, mutant, own[old], own[new])


def _content(file: File, mutant: Mutant, old: Heading, new: Heading) -> str:
    """What is said of the article is in the former one, and not in the new one."""
    said = set(stems(before(file.text, mutant.start, 70))[-4:])
    there, here = (set(stems(file.text[h.start : h.stop])) for h in (old, new))
    return (
        "ce qui est dit de l’article n’y est pas" if (said & there) - here and said & there and not said & here else ""
    )


def _annexe(act: Material, file: File, mutant: Mutant, new: int) -> str:
    known = {int(n) for f in act.files for n in re.findall(r"(?im)^\W*annexe\s+(?:n°\s?)?(\d+)\b", f.text)}
    old = int(re.sub(r"\D", "", mutant.before))
    if old not in known or re.match(r"\s(?:à|de)\sla\sconvention", after(file.text, mutant.end)):
        return ""  # an annexe of the convention that an avenant amends
    heading = re.match(
        r"\W*annexe\s\Z", file.text[file.text.rfind("\n", 0, mutant.start) + 1 : mutant.start], re.IGNORECASE
    )
    if heading or new not in known:
        return "l’annexe n’existe pas" if new not in known else ""
    return ""


def judge_cited_number(mutant: Mutant) -> str:
    file = mutant.act.files[mutant.file]
    mark = next((m for m in marks.numbers(file.text) if m.start == mutant.start), None)
    if mark is None:
        return ""
    value = str(mark.value)
    said = sum(f.text.replace("\u00a0", " ").count(value) for f in mutant.act.files)
    if said > 1:
        return "le même numéro est dit ailleurs"
    if sum(re.sub(r"\W", "", f.text).count(re.sub(r"\W", "", value)) for f in mutant.act.files) > 1:
        return "le numéro est dans l’accusé de réception"
    year = re.match(r"(?:[A-Za-z]+)?(\d{4}|\d{2})(?=[-/])", value)
    near = next((m for m in marks.dates(file.text) if 0 <= m.start - mark.end < 30 and m.value), None)
    if year and near and str(near.value.year).endswith(year[1]):
        changed = re.match(r"(?:[A-Za-z]+)?(\d{4}|\d{2})(?=[-/])", mutant.after.replace(" ", ""))
        if changed is None or changed[1] != year[1]:
            return "l’année du numéro est celle de la date"
    return ""


@lru_cache(maxsize=64)
def _words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[^\W\d_]+", text))


def judge_name(mutant: Mutant) -> str:
    """A proper name that the act writes elsewhere, and that is no common word; the new one is nobody else's."""
    words = [word for file in mutant.act.files for word in _words(file.text)]
    wanted, new = plain(mutant.before), plain(mutant.after)
    same = [word for word in words if plain(word) == wanted]
    if any(word.islower() for word in same) or any(plain(word) == new for word in words):
        return ""
    return "le même nom est écrit ailleurs" if len(same) > 1 else ""


def judge_deleted(mutant: Mutant) -> str:
    text = mutant.act.files[mutant.file].text
    found = [h.number for h in headings(text)]
    left = [h.number for h in headings(mutant.text)]
    if len(found) > 1 and in_order(found) and not in_order(left):
        return "les articles se suivent"
    gone = set(found) - set(left)
    for number in gone:
        for said in re.finditer(rf"(?i)\barticle\s{number}(?:er)?\b(?![-.\d])", mutant.text):
            away = _ELSEWHERE.match(after(mutant.text, said.end(), 60))
            if away is None and "\n" not in mutant.text[said.start() - 1 : said.start()]:
                return "un article cité n’est plus là"
    return ""


def judge_repeated(mutant: Mutant) -> str:
    return (
        "deux articles ont le même titre ou le même numéro"
        if len(headings(mutant.act.files[mutant.file].text)) > 1
        else ""
    )


def luhn(digits: str) -> bool:
    doubled = [int(d) * (1 + n % 2) for n, d in enumerate(reversed(digits))]
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0


def key_holds(kind: str, value: str) -> bool:
    """Whether an identifier has its key."""
    if kind == "IBAN":
        turned = "".join(str(int(char, 36)) for char in value[4:] + value[:4])
        return int(turned) % 97 == 1
    if kind == "TVA":
        siren = value[4:]
        return luhn(siren) and int(value[2:4]) == (12 + 3 * (int(siren) % 97)) % 97
    return luhn(value)


def judge_identifier(mutant: Mutant) -> str:
    mark = next((m for m in marks.identifiers(mutant.act.files[mutant.file].text) if m.start == mutant.start), None)
    if mark is None or not key_holds(mark.kind, str(mark.value)):
        return ""
    return "la clé ne tient plus" if not key_holds(mark.kind, re.sub(r"[^\dA-Z]", "", mutant.after)) else ""
