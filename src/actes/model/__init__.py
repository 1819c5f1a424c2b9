"""What an entry of the register says: facts and prose, as frozen values. No file, no clock, no YAML here.

`registry` fills it from text; `compose` makes documents of it. `accounts` works out what an entry leaves out (amounts
in euros, HT and TTC, per year and for the period), and says what it states wrong.
"""
