"""How far numbers may stand from the words and numbers that they are put in relation with, and how far off they may be.

Beyond, they are of something else. Each finder has its own reach: all are here, with their units.
"""

from __future__ import annotations

from fractions import Fraction

# Blocks, from one to the other.
LIMIT_BLOCKS = 6  # a limit, and where it is said again
AMOUNT_BLOCKS = 3  # an amount, and what it is worked out of
RATE_BLOCKS = 4  # a rate, and the table below
LEAD_BLOCKS = 2  # words, and the table that they lead to
NOTE_BLOCKS = 2  # a table, and what is said of it below
SHEET_BLOCKS = 2  # a total, and the run of amounts below: a lead-in may stand between
CHANGE_BLOCKS = 2  # a change, and what it changes
TAX_BLOCKS = 2  # an amount without its tax, and with it

# Tokens.
TAX_TOKENS = 40  # an amount without its tax, and with it

# Characters.
REST_CHARACTERS = 160  # what is left, and those who share it
LESS_CHARACTERS = 80  # « une baisse de », and the amount
TOTAL_CHARACTERS = 80  # « la dépense totale est de », and the amount
WORD_CHARACTERS = 60  # the word that announces a result, and the result
MORE_CHARACTERS = 30  # a number, and words that say that it is more
STAYS_CHARACTERS = 30  # a number, and words that say that it stays
MARK_CHARACTERS = 30  # a length, and the marks of the road that it is between

# Parts of what it should be, by which a number may differ.
ARTICLE_GAP = Fraction(1, 10)
PAYMENT_GAP = Fraction(1, 5)

# Digits.
LONG = 4  # of fewer, a figure is what another rate, or a slip, makes of some amount by chance
