"""The form of an act, or of what acts share: what somebody types there goes into its entry, each change alone by a
script or all by the button, and comes back as pages and remarks. What is refused stays in its field, with why.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ..model.edits import Added, Change, Move, Remove, Said, Typed
from ..tasks.desk import Desk
from ..tasks.edit import Changed, Conflict, Wrong
from ..tasks.fields import Chip, source_of
from ..tasks.naming import field_name, whole_path
from ..tasks.opened import Opened
from .act import screen
from .office import desk_of, office

screens = Blueprint("edit", __name__)
FRAGMENTS = "X-Actes-Fragments"  # the header by which our script asks for the screen without going to it
WRITTEN = "X-Actes-Written"  # « no »: nothing was
# What the names of the fields of the form begin with: what is typed and what was shown, of a field and of a paragraph.
LONG = 300  # characters of a name
VALUE, SHOWN, TEXT, SOURCE, NEW = "v:", "w:", "p:", "q:", "n:"
SPACES = str.maketrans("\u00a0\t\v\f", "    ")
GONE = "Cette fiche n’est plus dans le registre : elle a été effacée ou déplacée"
GONE_HINT = "Ce que vous avez écrit reste affiché tant que cet onglet est ouvert."
Answer = str | Response | tuple[str, int]


@dataclass(slots=True)
class Sent:
    """A form that was sent: the changes, each by the name of its field, what was typed, what is wrong in it.

    `left` are the names of the fields that are not written, `waiting` those of them with nothing wrong of their own.
    """

    owner: str
    changes: dict[str, Change] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)
    wrong: dict[str, Wrong] = field(default_factory=dict)
    conflicts: dict[str, Conflict] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)
    written: bool = False

    @property
    def waiting(self) -> list[tuple[str, str]]:
        """Their names, and what the form calls them."""
        left = [name for name in self.left if name not in self.wrong | self.conflicts]
        return [(name, field_name(whole_path(self.owner, self.changes[name].path))) for name in left]


@screens.post("/<fiche:identifier>/fiche")
def edit(identifier: str) -> Answer:
    desk, sent = desk_of(identifier), Sent(identifier)
    for name, one in read(desk, identifier, request.form, sent):
        sent.changes[name] = one
    sent.left += sent.wrong
    if sent.changes:
        seen, force = request.form.get("vu", ""), bool(request.form.get("malgre"))
        going = request.form.get("suite", "")[:100]  # one stay in one field, however often it is sent
        tell(sent, desk.change(identifier, seen, tuple(sent.changes.values()), force=force, going=going))
    if sent.left:
        return not_written(desk.opened(identifier), sent)
    return after(desk, identifier)


@screens.post("/<fiche:identifier>/<any(annuler, retablir):what>")
def turn(identifier: str, what: str) -> Answer:
    desk = desk_of(identifier)
    desk.turn(identifier, back=what == "annuler")
    return after(desk, identifier)


@screens.get("/<fiche:identifier>/etat")
def state(identifier: str) -> Answer:
    """The screen as it is now; nothing where the entry is as it was seen; that it is gone, where it is."""
    desk = office().desk
    if identifier not in desk.warm.held().shelf:
        return render_template("refused.html", title=GONE, hint=GONE_HINT, inside=True)
    if desk.version(identifier) == request.args.get("vu", ""):
        return "", 204
    return screen(desk.opened(identifier))


@screens.get("/<fiche:identifier>/choix")
def choices(identifier: str) -> str:
    """The facts that a text may name; or, of a fact that it names, the forms that it may take."""
    desk, path, name = desk_of(identifier), request.args.get("champ", "")[:LONG], request.args.get("fait", "")[:LONG]
    return render_template("choices.html", choices=desk.offered(identifier, path, name), name=name)


def after(desk: Desk, identifier: str) -> Answer:
    """The screen after a change: itself for our script, its address for a browser without."""
    if request.headers.get(FRAGMENTS):
        return screen(desk.opened(identifier))
    forced = "oui" if request.form.get("malgre") else None
    return redirect(url_for("act.act", identifier=identifier, modifier=forced), 303)


def not_written(act: Opened, sent: Sent) -> Answer:
    """The screen with what was typed still in its fields, and why it is not written."""
    said = make_response(screen(act, sent=sent))
    if not sent.written:
        said.headers[WRITTEN] = "no"
    if not request.headers.get(FRAGMENTS):  # what a script asks for is an answer, whatever it says
        said.status_code = 409 if sent.conflicts else 422
    return said


def read(desk: Desk, identifier: str, sent: Mapping[str, str], into: Sent) -> Iterator[tuple[str, Change]]:
    """The changes that a form asks for: what it says otherwise than what was shown, and its one button."""
    for name, text in sent.items():
        kind, path = name[:2], name[2:]
        if kind == VALUE and plain(text) != plain(sent.get(SHOWN + path, "")):
            into.typed[name] = text
            yield name, Typed(path, plain(text), plain(sent.get(SHOWN + path, "")))
        elif kind == TEXT:
            yield from said(desk, identifier, name, text, plain(sent.get(SOURCE + path, "")), into)
    for verb, made in (("monter", -1), ("descendre", 1)):
        if path := sent.get(verb, ""):
            yield verb, Move(path, made)
    if path := sent.get("retirer", ""):
        yield "retirer", Remove(path)
    if path := sent.get("ajouter", ""):
        yield from added(sent, path, into)


def added(sent: Mapping[str, str], path: str, into: Sent) -> Iterator[tuple[str, Change]]:
    """An item to be added; its fields are named after the list."""
    start = f"{NEW}{path}:"
    values = {name.removeprefix(start): plain(text) for name, text in sent.items() if name.startswith(start)}
    into.typed |= {f"{start}{name}": text for name, text in values.items()}
    label = values.pop("nom*", "")
    if not any(values.values()) or ("nom*" in into.typed and not label):
        into.wrong[f"{start}{next(iter(values), '')}"] = Wrong(path, "il manque de quoi remplir cette ligne")
        return
    yield start, Added(path, {name: text for name, text in values.items() if text}, label)


def said(desk: Desk, identifier: str, name: str, text: str, was: str, into: Sent) -> Iterator[tuple[str, Change]]:
    """A paragraph whose words or facts are not those that were shown."""
    path, _, rank = name[2:].rpartition("#")
    if not rank.isdecimal():
        return
    alineas = desk.alineas(identifier, path)
    alinea = next((one for one in alineas if plain(one.source) == was), None)
    text = plain(text)
    if alinea is not None and text == plain(alinea.text):
        return
    into.typed[name] = text
    chips = [piece for one in alineas for piece in one.pieces if isinstance(piece, Chip)]
    own = [piece for piece in alinea.pieces if isinstance(piece, Chip)] if alinea else []
    names = {one.label.lower(): one.name for one in desk.offered(identifier, path)} if "⟦" in text else {}
    try:
        source = source_of(text, [*chips, *own], lambda label: names.get(label.lower()))
    except ValueError as error:
        message, _, hint = str(error).partition(" ; ")
        into.wrong[name] = Wrong(path, message, hint)
        return
    if source != was:
        yield name, Said(path, int(rank), source, was)


def tell(sent: Sent, changed: Changed) -> None:
    """Put what is wrong, and what somebody else changed, at the fields that they are about."""
    names = {id(one): name for name, one in sent.changes.items()}
    for conflict in changed.conflicts:
        sent.conflicts[names[id(conflict.change)]] = conflict
    for wrong in changed.wrong:
        sent.wrong.setdefault(place_of(sent, wrong.path), wrong)
    sent.left += [names[id(one)] for one in changed.left]
    sent.written = len(changed.left) < len(sent.changes)
    written = [name for name in sent.changes if name not in sent.left]
    sent.typed = {name: text for name, text in sent.typed.items() if name not in written}


def place_of(sent: Sent, path: str) -> str:
    """The field of the form where an error about a field of the entry is shown."""
    for name, one in sent.changes.items():
        if isinstance(one, Added) and path.startswith(one.path):
            key = f"{name}{path.rpartition('.')[2]}"
            return key if key in sent.typed else name
        if isinstance(one, Said) and one.path == path:
            return name
    return VALUE + path if path else next(iter(sent.changes))  # it is wrong elsewhere


def plain(text: str) -> str:
    """A text as an entry has it: its line ends, ordinary spaces where a table was pasted."""
    return text.replace("\r\n", "\n").translate(SPACES).strip()
