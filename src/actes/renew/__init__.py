"""The next entry of an act: what is proposed, the edits that make it of the former text, what a person must confirm.

Pure: entry, register, day and answers in; edits, changes and lines to confirm out. `registry` writes the edits.
"""
