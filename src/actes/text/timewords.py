"""The words that say what a day, a month or a duration is, by class; unaccented. Data, as `lexicon.py`.

A new wording is a line of `timewords.txt`; a new thing that lasts, a word of `things.txt`.
"""

from __future__ import annotations

from ..packaged import packaged
from ..pattern import alternatives

START = "c"
END = "f"
CEASE = "Q"  # « cessera de produire ses effets »
LIMIT = "l"  # the day comes at the latest
DONE = "k"  # made, received, signed that day
OPENED = "u"
VALID = "v"
HELD = "h"  # takes place that day
BACK = "K"  # given back
GIVEN = "r"  # handed over, delivered
PAID = "p"
LASTS = "d"  # announces a duration
LENGTH = "W"  # the word « durée »
NOTICE = "q"
AGAIN = "a"  # renewed, extended
AT_MOST = "m"
WITHIN = "w"  # a delay: « dans », « sous »
BEFORE = "b"
AFTER = "z"
INITIAL = "L"
PAST = "t"  # told of what was
EACH = "e"  # « par semaine », « chaque »
OTHER = "j"  # lasts, but is not what is agreed: a guarantee, an age, what is kept
INSURED = "S"  # a period of a guarantee that somebody else gives
SO = "s"
SIGNED = "g"
ENDED = "x"  # the contract is brought to an end: « résilié », « dénoncé »
TIMES = "i"  # « deux fois »
TOTAL = "y"  # a duration, its renewals counted
FUTURE = "F"
IS = "I"
PLANNED = "G"  # « prévue », « prochain »
REPEALED = "R"  # « abrogé »
CHANGED = "C"  # put in the place of another, or only possible
CONTRACT = "M"  # a contract that several words name
IDLE = "_"

TIME_WORDS = alternatives(packaged(__spec__, "timewords.txt"))

# What begins, ends, is due, valid or handed over; the first word of each line names the thing.
THINGS = tuple(packaged(__spec__, "things.txt").splitlines())
