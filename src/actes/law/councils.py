"""General renewals of municipal and community councils: a delegation does not outlive the mandate that gave it."""

from __future__ import annotations

from datetime import date, timedelta

from . import LegalFact

# Councils complete after the first round sat before the day of the table: from 23 May in 2020, most communes.
FIRST_ROUND = timedelta(days=50)
# The first day on which the councils that came out of the election sat. Partial renewals and mergers are data of the
# collectivity (`mandats`), and prevail.
RENEWALS = (
    LegalFact(date(2014, 4, 4), None, None, "élections des 23 et 30 mars 2014 ; installation (à vérifier)"),
    LegalFact(date(2020, 7, 3), None, None, "élections des 15 mars et 28 juin 2020 ; installation (à vérifier)"),
    LegalFact(date(2026, 3, 20), None, None, "décret n° 2025-848 du 27 août 2025 ; installation (à vérifier)"),
)


# Clear days between the convocation and the sitting of a council; one only, in case of urgency. Five in a commune of
# 3 500 inhabitants, in a community that has one, twelve in a department: the act does not say which.
CLEAR_DAYS = LegalFact(3, date(1996, 2, 24), None, "CGCT, art. L. 2121-11 (L. 2121-12, L. 5211-1 : cinq)")


# Proxies that one member may hold. Two, as the laws of the sanitary crisis had it, from March 2020 to July 2022.
PROXIES = LegalFact(1, date(2022, 8, 1), None, "CGCT, art. L. 2121-20 ; loi n° 2021-1465 du 10 novembre 2021")


def majority(members: int) -> int:
    """More than half of the members in exercise: what must be present for a council to sit (CGCT, art. L. 2121-17).

    >>> majority(19), majority(38)
    (10, 20)
    """
    return members // 2 + 1
