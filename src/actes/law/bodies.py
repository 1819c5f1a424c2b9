"""Which articles of the CGCT belong to one kind of body: those by which its council or its head acts.

Only articles without which another kind of body does well: those that another chapter makes applicable to it (the rules
of sittings, of publication, of control of legality for communities) are left out, as are those that acts of two bodies
cite (transfers, aid funds).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

COMMUNE, COMMUNAUTE, SYNDICAT, DEPARTEMENT, REGION = "commune", "communauté", "syndicat", "département", "région"

_MUNICIPAL = r"L\. (?:2121-29|2122-(?:18|21|22|23)|2131-1|2241-1|2252-[12]|2311-1|2312-1)\b"
_GROUPED = r"L\. 5211-(?:1|2|9|10|11|36|37)\b"
_DEPARTMENTAL = (
    r"L\. (?:3121-\d+|3122-\d+|3131-1|3211-[12]|3213-[12]|3221-(?:1|3|9|10|10-1|11|12|12-1)|3231-4|3311-1|3312-1)\b"
)
_REGIONAL = r"L\. (?:413[123]-\d+|4141-1|4221-[1-5]|4231-\d+|4253-[1-5]|4311-1|4312-1)\b"
_DELEGATES = r"L\. 2122-2[23]\b"


def _foreign(*articles: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(articles)})(?!-)")


FOREIGN: Mapping[str, re.Pattern[str]] = {
    COMMUNE: _foreign(_GROUPED, _DEPARTMENTAL, _REGIONAL),
    COMMUNAUTE: _foreign(_DELEGATES, _DEPARTMENTAL, _REGIONAL),
    SYNDICAT: _foreign(_DELEGATES, _DEPARTMENTAL, _REGIONAL),
    DEPARTEMENT: _foreign(_MUNICIPAL, _GROUPED, _REGIONAL, r"L\. 2213-[1-6]\b"),
    REGION: _foreign(_MUNICIPAL, _GROUPED, _DEPARTMENTAL),
}

# Chapters of one kind of community: its powers are in its own.
CHAPTERS: Mapping[str, str] = {
    "L. 5214": "communauté de communes",
    "L. 5215": "communauté urbaine",
    "L. 5216": "communauté d'agglomération",
    "L. 5217": "métropole",
}

M57 = ("L. 5217-10-", "L. 5217-12-")  # budget and accounts: of all who keep them as a métropole does (à vérifier)


# What each kind cites for the same thing: the articles of one line say it of each.
_SAME = (
    ({"L. 2122-22", "L. 2122-23", "L. 5211-10", "L. 3211-2", "L. 4221-5"}, {
        COMMUNE: "L. 2122-22", COMMUNAUTE: "L. 5211-10", SYNDICAT: "L. 5211-10", DEPARTEMENT: "L. 3211-2",
        REGION: "L. 4221-5"}),
    ({"L. 2122-18", "L. 2122-21", "L. 5211-9", "L. 3221-1", "L. 3221-3", "L. 4231-1", "L. 4231-3"}, {
        COMMUNE: "L. 2122-18", COMMUNAUTE: "L. 5211-9", SYNDICAT: "L. 5211-9", DEPARTEMENT: "L. 3221-1",
        REGION: "L. 4231-1"}),
    ({"L. 2213-1", "L. 3221-4"}, {
        COMMUNE: "L. 2213-1", COMMUNAUTE: "", SYNDICAT: "", DEPARTEMENT: "L. 3221-4", REGION: ""}),
    ({"L. 2121-29", "L. 3211-1", "L. 4221-1", "L. 5211-1"}, {
        COMMUNE: "L. 2121-29", COMMUNAUTE: "L. 5211-1", SYNDICAT: "L. 5211-1", DEPARTEMENT: "L. 3211-1",
        REGION: "L. 4221-1"}),
    ({"L. 2252-1", "L. 2252-2", "L. 3231-4", "L. 4253-1", "L. 4253-2"}, {
        COMMUNE: "L. 2252-1", COMMUNAUTE: "L. 5111-4", SYNDICAT: "L. 5111-4", DEPARTEMENT: "L. 3231-4",
        REGION: "L. 4253-1"}),
    ({"L. 2241-1", "L. 5211-37", "L. 3213-1", "L. 3213-2", "L. 4221-4"}, {
        COMMUNE: "L. 2241-1", COMMUNAUTE: "L. 5211-37", SYNDICAT: "L. 5211-37", DEPARTEMENT: "L. 3213-2",
        REGION: "L. 4221-4"}),
)  # fmt: skip


def instead(article: str, kind: str) -> str:
    """What a kind of body cites where another cites this article; empty where nothing answers it.

    >>> instead("L. 2122-22", COMMUNAUTE), instead("L. 3211-1", COMMUNE), instead("L. 4141-1", COMMUNE)
    ('L. 5211-10', 'L. 2121-29', '')
    """
    return next((right[kind] for articles, right in _SAME if article in articles), "")
