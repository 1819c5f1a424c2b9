"""What holds for every test."""

import gc
import os
import sys

from hypothesis import settings

from actes.cli import WASTE

# A machine that is busy is no failure of a property (pytest-timeout catches what hangs).
settings.register_profile("actes", deadline=None, print_blob=True)
settings.load_profile("actes")
# Modules are compiled to disk whatever the shell says: each process would compile ours, each worker rewrite every test.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
# Waste is looked for as rarely as in the command: among all that the tests hold, it took a tenth of their time.
gc.set_threshold(*WASTE)
