"""From an entry to its documents: every word is from the entry, the acts it cites, or the collectivity's formulas."""
