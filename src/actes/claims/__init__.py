"""Who says what of what: every value of an act in one table, decided once. Rules read it and recognise nothing."""

from .claim import Claim, Sure
from .table import claims, claims_of, table_of

__all__ = ["Claim", "Sure", "claims", "claims_of", "table_of"]
