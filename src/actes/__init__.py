"""actes: write, check and renew the administrative acts of French local authorities."""

__version__ = "0.1.0"
