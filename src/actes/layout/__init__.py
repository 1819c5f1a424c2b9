"""A document and a Word template make a Word file, reopened and audited.

A `Document` in (`engine`), bytes out, sealed so that a person's edits are seen (`seal`). The same files again: with
comments (`comments`), with the changes since another text tracked (`tracked`).
"""
