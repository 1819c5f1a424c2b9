"""One profile for every property: a machine that is busy is no failure (pytest-timeout catches what hangs)."""

from hypothesis import settings

settings.register_profile("actes", deadline=None, print_blob=True)
settings.load_profile("actes")
