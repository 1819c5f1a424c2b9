"""Tables that come with the program, as text beside the module that reads them; the importer gives them, as code.

`importlib.resources` does the same, and takes thirty milliseconds to load.
"""

from __future__ import annotations

from importlib.machinery import ModuleSpec
from typing import Any, cast


def packaged(module: ModuleSpec | None, name: str) -> str:
    """The text of the file `name` beside a module, given by its `__spec__`."""
    assert module is not None
    assert module.origin is not None
    folder = module.origin[: max(module.origin.rfind("/"), module.origin.rfind("\\")) + 1]
    return str(cast(Any, module.loader).get_data(folder + name), "utf-8").replace("\r\n", "\n")
