"""From the documents of one act that exists to its entry: what a person would have typed, and where it was read.

`take` is all there is to call: an act gathered (`Gathered`), what the register knows, and a `Taken`, or a `Refused`
that says why. It reads the outline and the facts of the documents, writes an entry whose `{{ … }}` give back the words
that were printed, composes it again, and compares. Pure: no file, no clock.
"""
