"""What an entry of the register says: facts and prose, as frozen values. No file, no clock, no YAML here."""
