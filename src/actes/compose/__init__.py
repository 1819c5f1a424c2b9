"""From an entry to its documents: every word is from the entry, the acts it cites, or the collectivity's formulas.

A `Register` and one of its acts in (`dossier`), documents out: ordered blocks, whose spans know which fact or which
characters of the entry they come from. `layout` gives them the look of a Word template; `part` reads them for rules.
"""
