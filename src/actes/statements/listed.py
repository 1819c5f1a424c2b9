"""What the check of the register keeps of an act: its number, its dates, what it is about, the acts that it cites."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..context import Cited, Context, Listed, Quote
from ..document import Kind
from ..facts import MentionKind
from ..facts.mention import Reference
from ..model.acte import Acte
from ..model.links import OWN, third_parties
from ..part import Passage
from ..pattern import pattern
from ..values.actnumber import ActNumber
from ..values.dates import show_date_numeric
from ..values.text import unaccented

OURS = ("décision", "délibération")  # an arrêté cited without its author is often the préfet's
AROUND = 60  # characters in which an act's author is named
# Who else takes acts under a number and a year.
OTHERS = pattern(
    r"\b(?:prefe\w+|sous-prefe\w+|ministre|ministeriel\w*|interministeriel\w*|departement\w*|region\w*|municipal\w*|commune"
    r"|mairie|maire|syndicat|syndical|comite|association|bureau|agence|ars|drac|dreal|etat|conseil|assemblee|chambre|office|cour|tribunal)\b"
)
YEAR = pattern(r"(?:19|20)\d\d\Z")
FACTS = pattern(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
IDLE = frozenset({
    "a", "au", "aux", "avec", "d", "dans", "de", "des", "du", "en", "entre", "et", "l", "la", "le", "les", "par",
    "pour", "sur", "un", "une", "relatif", "relative", "portant",
})  # fmt: skip


def listed(context: Context) -> Listed:
    """What is kept of an act of the register."""
    act, register = context.entry, context.register
    assert act is not None
    assert register is not None
    period, words = act.periode.period if act.periode else None, object_words(act)
    date_key = "signature.date" if act.signature.date else "date"
    return Listed(
        context.identifier,
        act.numero,
        register.collectivite.serie(act).prefixe,
        _quoted(context, "numero", act.numero.code),
        act.jour,
        _quoted(context, date_key, show_date_numeric(act.jour)) if act.jour else None,
        period,
        _quoted(context, "periode", str(period)) if period else None,
        act.convention is not None or "convention" in words,
        bool(act.modifie),
        frozenset(name for _, name in third_parties(act) if name != OWN),
        words,
        tuple(filter(None, (act.renouvelle, act.modifie))),
        frozenset(act.cited()),
        tuple(_cited(context)),
        tuple((ecart, context.field(f"ecarts_acceptes[{n}]").where) for n, ecart in enumerate(act.ecarts_acceptes)),
    )


def _quoted(context: Context, path: str, text: str) -> Quote:
    """A field without the entry that holds it: its place is worked out at once."""
    field = context.field(path, text=text)
    return Quote(field.owner, field.human, field.where, text)


def object_words(act: Acte) -> frozenset[str]:
    """The words that say what an act is about; its years say when.

    Names that come from the register are left out: two acts of the same parties are compared.
    """
    words = re.findall(r"[a-z0-9]+", unaccented(FACTS.sub(" ", act.objet.text)))
    return frozenset(word for word in words if word not in IDLE and not YEAR.match(word))


def typed_acts(context: Context) -> Iterator[tuple[Passage, Reference, ActNumber]]:
    """The acts of the collectivity that a person typed into a document instead of citing the register.

    A text that the entry declares under « references » is cited on purpose from outside the register.
    """
    for passage, mention in context.passages(MentionKind.ACT_NUMBER):
        cited = mention.value
        if not isinstance(cited, Reference) or not isinstance(cited.numero, ActNumber) or passage.fact:
            continue
        if cited.nature in OURS and is_ours(context, passage):
            yield passage, cited, cited.numero


def _cited(context: Context) -> Iterator[Cited]:
    """The same, each once, as they are kept."""
    seen = set[tuple[str, ActNumber]]()
    for passage, cited, number in typed_acts(context):
        if (cited.nature, number) not in seen:
            where = Quote(context.identifier, _human(passage), passage.where, passage.text)
            yield Cited(cited.nature, number, where, passage.kind is Kind.VISA)
        seen.add((cited.nature, number))


def is_ours(context: Context, passage: Passage) -> bool:
    """Whether nothing around a citation gives the act to another body."""
    text = unaccented(passage.context[max(0, passage.start - AROUND) : passage.end + AROUND])
    body = context.register.collectivite if context.register else None
    for own in (unaccented(body.organe), unaccented(body.nom)) if body else ():
        text = text.replace(own.removeprefix("le ").removeprefix("la ").removeprefix("l'"), " ")
    return OTHERS.search(text) is None


def _human(passage: Passage) -> str:
    return ", ".join(filter(None, (passage.part.name.replace("-", " "), passage.human)))
