"""Files that others wrote, read safely into the one form of document."""
