"""The page as an application: its screens, behind the guard; what goes wrong is said in French."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from flask import Flask, render_template, request, url_for
from jinja2 import StrictUndefined
from werkzeug.exceptions import HTTPException
from werkzeug.routing import BaseConverter, ValidationError
from werkzeug.wrappers import Response

from ..finding import CannotGoOn
from ..tasks.naming import field_name, is_act
from ..values.dates import all_in_french, show_date, show_date_numeric
from ..values.typography import repair
from . import act, drafting, edit, first, follow, home, produce, raw, remarks, reread, takeover, tiers, working, yearly
from .guard import Guard
from .office import Kept, Office, office
from .remedies import phrase, remedy, where
from .sheets import typeset

MENU = (
    ("Accueil", "home.home"),
    ("Nouvel acte", "new.choose"),
    ("Reconduire", "renew.choose"),
    ("Relire", "reread.form"),
    ("Reprendre", "takeover.form"),
    ("Échéances", "yearly.due"),
    ("Compte rendu", "yearly.report"),
    ("Registre", "yearly.yearbook"),
    ("Tiers", "tiers.listed"),
    ("Collectivité", "act.act", "collectivite"),
)
SCREENS = (
    *(one.screens for one in (home, act, raw, edit, remarks, produce, follow, tiers)),
    *(drafting.renew, drafting.new),
    *(one.screens for one in (reread, takeover, yearly, first, working)),
)
MOST = 64 * 2**20  # bytes of what is sent: a PDF of scanned pages
FORM = 2 * 2**20  # of a form without its files
FIELDS = 2000  # fields and files
PATIENCE = 1.5  # seconds for a register to be read before a screen says that it is being read
REFUSED = {
    403: ("Cette page n’est pas ouverte ici", "Relancez « actes open » : il ouvre la page dans votre navigateur."),
    404: ("Il n’y a rien à cette adresse", "Revenez à l’accueil, et cherchez-y l’acte."),
    405: ("Cela ne se fait pas ainsi", "Revenez à l’accueil, et recommencez par le bouton."),
    413: ("C’est trop gros", f"Un envoi ne dépasse pas {MOST // 2**20}\u00a0Mo, ni {FIELDS} fichiers."),
    429: ("Une reprise est déjà en cours", "Attendez qu’elle soit finie, puis recommencez."),
}
UNREAD = ("Cette demande n’a pas pu être lue", "Revenez à l’accueil, et recommencez.")
DEFECT = "« actes » s’est arrêté sur un défaut qui est le sien"


def create_app(works: Office, guard: Guard) -> Flask:
    app = Flask("actes.page")
    app.config.update(MAX_CONTENT_LENGTH=MOST, MAX_FORM_MEMORY_SIZE=FORM, MAX_FORM_PARTS=FIELDS)
    app.extensions["office"] = works
    app.extensions["first"] = first.First()
    app.extensions["works"] = working.Works()
    words = app.jinja_env
    words.undefined = StrictUndefined
    words.trim_blocks = words.lstrip_blocks = True
    words.filters.update(jour=show_date, chiffres=show_date_numeric, compte=count, pluriel=plural)
    words.filters.update(compose=typeset, francais=repair, phrase=phrase, remede=remedy, lieu=where)
    words.filters.update(champ=field_name, dates=all_in_french)
    words.globals.update(most=MOST, version=version_of(Path(app.root_path, "static")))
    words.globals.update(kept=Kept(), dossier=works.desk.workspace.root.name)
    app.url_map.converters["fiche"] = Fiche
    app.context_processor(menu)
    guard.watch(app)
    app.before_request(bounded)
    app.before_request(first.leads_here)
    app.before_request(reading)
    for screens in SCREENS:
        app.register_blueprint(screens)
    app.register_error_handler(CannotGoOn, stopped)
    app.register_error_handler(HTTPException, refused)
    app.register_error_handler(Exception, broken)
    return app


class Fiche(BaseConverter):
    """An entry in an address, by its owner: « /acte/DEC2025-453 », « /tiers/ofgl », « /collectivite »."""

    regex, part_isolating = "acte/[^/]+|tiers/[^/]+|collectivite", False

    def to_python(self, value: str) -> str:
        owner = value.removeprefix("acte/")
        if owner != value and not is_act(owner):
            raise ValidationError
        return owner

    def to_url(self, value: str) -> str:
        return super().to_url(f"acte/{value}" if is_act(value) else value)


def bounded() -> None:
    """What is sent without a file is short; the framework bounds the fields of the other forms."""
    if request.mimetype != "multipart/form-data":
        request.max_content_length = FORM


def menu() -> dict[str, Any]:
    """The screens that every screen leads to; none while there is nothing to show."""
    if first.needed():
        return {"menu": (), "work": None}
    shown = [(name, url_for(screen, identifier=next(iter(of), None))) for name, screen, *of in MENU]
    return {"menu": shown, "work": working.works().told}


def reading() -> str | None:
    """The screen of who opens a large register, until it is read; a small one is read before she sees it."""
    until = monotonic() + PATIENCE
    while request.endpoint not in first.OPEN and office().desk.aside.reading:
        if monotonic() > until:
            return render_template("reading.html")
        sleep(0.05)
    return None


def stopped(error: CannotGoOn) -> tuple[str, int, dict[str, str]]:
    """What a person can mend; she goes back to what she was at, with what she answered."""
    said = render_template("stopped.html", findings=error.findings, back=came_from())
    return said, 200 if request.headers.get(edit.FRAGMENTS) else 409, {edit.WRITTEN: "no"}


def came_from() -> tuple[str, str] | None:
    """The act or the questions that were left by a button: their name, their address."""
    named, owner = request.view_args or {}, (request.view_args or {}).get("identifier", "")
    if request.method != "POST" or request.blueprint not in ("new", "renew", "edit", "remarks"):
        return None
    if request.blueprint in ("new", "renew"):
        given: dict[str, Any] = named | drafting.answers()
        return "vos réponses", url_for(f"{request.blueprint}.questions", **given)
    return (owner, url_for("act.act", identifier=owner)) if owner in office().desk.warm.held().shelf else None


def refused(error: HTTPException) -> tuple[str, int] | Response:
    """What was asked as no screen asks it; a redirection goes its way."""
    code = error.code or 500
    if code < 400:
        return error.get_response()
    title, hint = REFUSED.get(code, UNREAD)
    return render_template("refused.html", title=title, hint=hint, inside=code != 403), code


def broken(error: Exception) -> tuple[str, int]:
    """A defect of ours: kept for who mends it, never shown."""
    return render_template("refused.html", title=DEFECT, hint=office().defect(error), inside=True), 500


def plural(number: int, noun: str, several: str = "") -> str:
    """A noun, with the mark of the plural from two on.

    >>> plural(1, "acte"), plural(3, "acte"), plural(2, "travail", "travaux")
    ('acte', 'actes', 'travaux')
    """
    return noun if number < 2 else several or f"{noun}s"


def count(number: int, noun: str, several: str = "") -> str:
    r"""How many there are of what.

    >>> count(0, "acte"), count(1, "acte"), count(12, "acte")
    ('aucun acte', '1\xa0acte', '12\xa0actes')
    """
    return f"{number}\u00a0{plural(number, noun, several)}" if number else f"aucun {noun}"


def version_of(folder: Path) -> str:
    """What tells a browser that a style or a script of a folder has changed."""
    data = b"".join(path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file())
    return sha256(data).hexdigest()[:12]
