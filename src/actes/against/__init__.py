"""Files against what an entry composes (`actes check --against`); two acts side by side are for `comparison`."""
