"""Two claims of one slot: what an act says twice, it says in the same way."""
