"""How French says a relation: a lexicon that is data, the tokens of a text, one cutter of sentences and clauses."""
