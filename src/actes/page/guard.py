"""What keeps the page to the person who opened it: 127.0.0.1 only; a secret, then a cookie that no script reads; `Host`
and `Origin` each time, so that no other site, nor a name that somebody points at 127.0.0.1, can read or post.
"""

from __future__ import annotations

import hmac
from hashlib import sha256

from flask import Flask, Response, abort, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from ..frozen import frozen

HOST = "127.0.0.1"
ENTER, ALIVE = "/entrer", "/vivant"  # the two addresses that are open to who has no cookie yet
# No script, no style, no picture, no frame but ours; nothing leaves the machine.
POLICY = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # with « no-referrer » a browser says « null » for its own origin
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
SAFE = frozenset({"GET", "HEAD"})
OURS = frozenset({"same-origin", "none"})  # what a browser says of a request of ours, or of an address typed


def proof(secret: str, challenge: str) -> str:
    """What only who knows the secret can answer; the secret itself is told to nobody."""
    return hmac.new(secret.encode(), challenge.encode(), sha256).hexdigest()


@frozen
class Guard:
    """Where a page answers, or last did, and its secret."""

    port: int
    secret: str

    @property
    def origin(self) -> str:
        return f"http://{HOST}:{self.port}"

    @property
    def address(self) -> str:
        """Where it is opened."""
        return f"{self.origin}{ENTER}?cle={self.secret}"

    @property
    def cookie(self) -> str:
        """The cookie's name: two pages open at once, each on its port, share a host."""
        return f"actes-{self.port}"

    def watch(self, app: Flask) -> None:
        """Look at every request before anything else does, and mark every answer."""
        app.before_request(self.refuse)
        app.after_request(marked)
        app.add_url_rule(ENTER, "enter", self.enter)
        app.add_url_rule(ALIVE, "alive", self.alive)

    def refuse(self) -> None:
        """403 for what does not come from the person who opened the page."""
        if request.host != f"{HOST}:{self.port}":
            abort(403)
        said = request.headers.get("Origin")
        if said != self.origin and (said is not None or request.method not in SAFE):
            abort(403)
        if request.headers.get("Sec-Fetch-Site", "none") not in OURS:
            abort(403)
        known = hmac.compare_digest(request.cookies.get(self.cookie, "").encode(), self.secret.encode())
        if not known and request.path not in (ENTER, ALIVE):
            abort(403)

    def enter(self) -> AnyResponse:
        """The secret against the cookie; the address bar forgets it."""
        if not hmac.compare_digest(request.args.get("cle", "").encode(), self.secret.encode()):
            abort(403)
        answer = redirect("/", 303)
        answer.set_cookie(self.cookie, self.secret, httponly=True, samesite="Strict", path="/")
        return answer

    def alive(self) -> str:
        """That it is this page that answers, to who starts another one."""
        return proof(self.secret, request.args.get("defi", "")[:100])


def marked(answer: Response) -> Response:
    answer.headers.update(HEADERS)
    if request.endpoint != "static":
        answer.headers["Cache-Control"] = "no-store"
    elif "v" in request.args and answer.status_code == 200:  # what changes has another address
        answer.headers["Cache-Control"] = "private, max-age=31536000, immutable"
    return answer
