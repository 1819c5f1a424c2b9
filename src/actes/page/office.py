"""What the screens stand on."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from flask import current_app

from ..frozen import frozen
from ..tasks.desk import Desk


@frozen
class Office:
    """The desk, how to stop, and what to say of a defect of ours once it is kept for who mends it."""

    desk: Desk
    stop: Callable[[], None]
    defect: Callable[[BaseException], str]


def office() -> Office:
    """That of the request."""
    return cast(Office, current_app.extensions["office"])
