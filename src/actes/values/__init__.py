"""Values of an act: amounts, dates, periods, words, identifiers, typography. Pure: parse, show, add."""
