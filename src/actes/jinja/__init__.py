"""The part of Jinja2 that prose and Word templates may use, by allow-list.

Jinja2 reads the source; what it read is then walked here, so that only what is named here can run: names,
attributes of data, our filters and functions, `if`, `for` over data. Jinja2's own sandbox lets `"x" * 10**8` through.
Walking also keeps what compiled templates lose: which fact, and which place, each piece of text comes from.

>>> parse("le {{ jour }}").render({"jour": "8 juillet"})
'le 8 juillet'
>>> parse("{% set x = 1 %}")
Traceback (most recent call last):
actes.jinja.errors.TemplateError: « {% set %} » n'est pas permis ici
"""

from .errors import TemplateError, TemplateProblem
from .run import Piece, Spent, Template
from .syntax import parse

__all__ = ["Piece", "Spent", "Template", "TemplateError", "TemplateProblem", "parse"]
