"""A mention on one line, as the tables of cases write it: what is empty is left out."""

from __future__ import annotations

from datetime import date

from actes.facts import Bounds, Mention, Owner, PartialDate, PersonName, Reference


def line(mention: Mention) -> str:
    """« 977,5 € HT => 977,50 € | HT | periode | de la convention »."""
    extra = [
        ("problème : " + mention.problem) if mention.problem else "",
        mention.label, mention.weekday, mention.tax or "", mention.basis or "",
        f"en lettres {value(mention.words)}" if mention.words else "", owner(mention.of),
    ]  # fmt: skip
    text = " ".join(mention.text.split())
    return plain(" | ".join([f"{text} => {value(mention.value)}", *filter(None, extra)]))


def value(found: object) -> str:
    """The value in a few words."""
    match found:
        case None:
            return "rien"
        case PartialDate(annee, mois, jour):
            return "-".join("?" if part is None else f"{part:02}" for part in (annee, mois, jour))
        case Bounds(debut, fin):
            return f"{value(debut)} .. {value(fin)}"
        case Reference(_, numero, day):
            number = getattr(numero, "code", numero)
            return " du ".join(filter(None, [number and str(number), day and value(day)])) or "sans numéro"
        case PersonName(civilite, prenom, nom):
            return f"{civilite}/{prenom}/{nom}"
        case date():
            return found.isoformat()
        case tuple():
            return " ".join(map(str, found))
    return str(found) or "sans numéro"


def owner(found: Owner | None) -> str:
    """Whose it is: the words, then what they mean when it is more than the words."""
    if found is None:
        return ""
    flags = [
        "présent" if found.present else "", "dit" if found.said else "", str(found.annee or ""),
        value(found.reference) if found.reference else "", f"par {value(found.through)}" if found.through else "",
    ]  # fmt: skip
    words = ", ".join(filter(None, flags))
    return f"de [{' '.join(found.text.split())}] {found.nature}" + (f" ({words})" if words else "")


def plain(text: str) -> str:
    """The text with plain spaces."""
    return " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").split())
