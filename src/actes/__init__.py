"""actes: write, check and renew the administrative acts of French local authorities.

Written: `registry` (YAML text) -> `model` (an `Acte`) -> `compose` (a `Document`) -> `layout` (a Word file).
Checked: that `Document`, or one of `reading` (any file) -> `facts` (in text) -> `part`, `context` (the act examined)
-> `statements` (who says what about which act) -> `rules` -> `check` (findings) -> `report` (words).
`tasks` does it with files for each command of `cli`; the rest is pure.
"""

__version__ = "0.2.0"
