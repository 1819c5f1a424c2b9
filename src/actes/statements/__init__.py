"""Who says what about which act: fields of the entry and facts read in text, side by side.

In: the mentions that `facts` read in each block, and the fields of the entry. Out: what `rules` compare.
A statement knows its subject: the period of a cited act, or of a framework contract, is not the period of this act.
One kind of statement a file; rules compare them wherever they come from.
"""
