"""The rules that hold files against an entry; apart, for a check that compares nothing does without them."""
