"""Nothing is lost: rendered files are written whole or not at all, and never over what a person edited."""
