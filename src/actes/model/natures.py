"""What an act is: to those who read it, with the words that go with it, and to the préfecture."""

from __future__ import annotations

from enum import StrEnum

CONTRACTS = frozenset({"avenant", "convention", "marché", "contrat", "accord-cadre", "bail", "protocole", "accord"})
UNSAID = CONTRACTS | {"", "acte"}  # a contract goes by the number of the act that approves it


def may_be_one(nature: str, other: str) -> bool:
    """Whether a number under two natures may be that of one act: each series has its 2026-001.

    >>> [may_be_one("décision", other) for other in ("décision", "", "convention", "arrêté", "avis")]
    [True, True, True, False, False]
    """
    return nature == other or nature in UNSAID or other in UNSAID


class TypeActe(StrEnum):
    """What an act is. A mayor's or a president's decision may be called décision or arrêté: the name is free."""

    DECISION = "décision"
    DELIBERATION = "délibération"
    ARRETE = "arrêté"

    @property
    def feminin(self) -> bool:
        """Whether words agree in the feminine: « la décision », « la délibération »."""
        return self is not TypeActe.ARRETE

    @property
    def pluriel(self) -> str:
        """« décisions », « arrêtés »."""
        return f"{self.value}s"

    @property
    def defini(self) -> str:
        """« la décision », « l'arrêté »."""
        return f"la {self}" if self.feminin else f"l'{self}"

    @property
    def present(self) -> str:
        """« la présente décision », « le présent arrêté »."""
        return f"la présente {self}" if self.feminin else f"le présent {self}"

    @property
    def demonstratif(self) -> str:
        """« cette décision », « cet arrêté »."""
        return f"cette {self}" if self.feminin else f"cet {self}"


class NatureActe(StrEnum):
    """The nature under which an act is sent to the préfecture (@CTES, classification of 2019)."""

    DE = "DE"  # délibérations
    AR = "AR"  # arrêtés réglementaires
    AI = "AI"  # arrêtés individuels
    CC = "CC"  # contrats, conventions et avenants
    BF = "BF"  # documents budgétaires et financiers
    AU = "AU"  # autres
