"""French spaces and apostrophes: what is repaired, what is left, and that no letter or digit ever changes."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from actes.values.typography import edits, held, repair, repair_spans
from values.samples import SHARED

# « ~ » stands for U+00A0.
REPAIRED = [
    ("Article 1 : Objet", "Article~1~: Objet"),
    ("Article 1: Objet", "Article~1~: Objet"),
    ("du projet ;", "du projet~;"),
    ("du projet;", "du projet~;"),
    ("Vraiment ?", "Vraiment~?"),
    ("Vraiment ?!", "Vraiment~?!"),
    ("Vraiment?!", "Vraiment~?!"),
    ("« Flux Vision »", "«~Flux Vision~»"),
    ("«Flux Vision»,", "«~Flux Vision~»,"),
    ("(« Flux » ; suite)", "(«~Flux~»~; suite)"),
    ("à hauteur de 50 %", "à hauteur de 50~%"),
    ("à hauteur de 50%.", "à hauteur de 50~%."),
    ("soit 23€ TTC", "soit 23~€ TTC"),
    ("soit 1 173,00 €", "soit 1~173,00~€"),
    ("soit 1\u202f173,00\u202f€", "soit 1~173,00~€"),
    ("soit 1~234 567 €", "soit 1~234~567~€"),
    ("n°2025-453", "n°~2025-453"),
    ("N° 2025-453", "N°~2025-453"),
    ("n°DEC2025", "n°~DEC2025"),
    ("art. 9", "art.~9"),
    ("art.9", "art.~9"),
    ("les articles 3 et 4", "les articles~3 et 4"),
    ("l'article L 5211-10", "l’article~L~5211-10"),
    ("l'article L. 5211-10", "l’article~L.~5211-10"),
    ("ses articles L. 2122-1 et L. 2125-1", "ses articles~L.~2122-1 et L.~2125-1"),
    ("R. 1617-1, R.* 123-4 et R*. 5", "R.~1617-1, R.*~123-4 et R*.~5"),
    ("la Mairie, 15260 Neuvéglise, à 14 heures", "la Mairie, 15260~Neuvéglise, à 14~heures"),
    ("soit 1 000 euros ou 3 millions", "soit 1~000~euros ou 3~millions"),
    ("ARTICLE 12", "ARTICLE~12"),
    ("article premier", "article~premier"),
    ("article IV", "article~IV"),
    ("M. Achalme et Mme Charriaud", "M.~Achalme et Mme~Charriaud"),
    ("M.Achalme", "M.~Achalme"),
    ("MM. Achalme et Roux, Mmes Roux", "MM.~Achalme et Roux, Mmes~Roux"),
    ("le 8 juillet 2025", "le 8~juillet~2025"),
    ("du 1er juillet 2021 au 31 octobre 2021", "du 1er~juillet~2021 au 31~octobre~2021"),
    ("du 1er au 31 mars 2025", "du 1er au 31~mars~2025"),
    ("le 1e janvier 2025", "le 1e~janvier~2025"),
    ("LE 08 JUIL. 2025", "LE 08~JUIL.~2025"),
    ("en décembre 2022,", "en décembre~2022,"),
    ("le 14 août", "le 14~août"),
    ("d'approuver l'avenant", "d’approuver l’avenant"),
    ("aujourd'hui, jusqu'à l'«Espace»", "aujourd’hui, jusqu’à l’«~Espace~»"),
    ("à 14:30 :", "à 14:30~:"),
    ("à l'échelle 1:250 000", "à l’échelle 1:250~000"),
    ("à 14:30:", "à 14:30~:"),
    ("Thin\u2009space", "Thin~space"),
]
LEFT = [
    "https://exemple.fr/a?b=1;c:d", "http://x.fr/l'avis!", "ftp://x.fr/a;b ", "www.telerecours.fr/l'aide?x", "à 14:30",
    "à 9:05:12", "o'neil@exemple.fr", "a.b+c@exemple.gouv.fr", "`l'x : y;z`", "FR76 3000 4006 1700 0100 5810 280",
    "015-200066660-20250708-DEC2025-453-AU", "CSS::b", "a:b", "x;y", "C:\\Actes", "1:2", "100%sûr", "(?)", "[!]", "12'",
    "'mot'", "l'", "5' 30", "BNPAFRPPXXX", "un article de loi", "M.", "2025 453", "12 34", "04 71 60 56 80", "12 3456",
    "3,5 200", "3 articles", "2025-2026", ": début", "; début", "» début", "fin «", "«»", "a  ;", "\n;", "%", "€",
    "a%20b",    "mai", "les 5 maisons", "12 marsouins",
    "en mai sur place", "mars 20255", "à 14:30 200 personnes", "\u00a0" * 24 + ":", "", " ", "\n", "n°s", "Mme",
    "1er", "MMM.", "Zart.9",
    "A 123 rue Haute", "EL. 4", "un 1 000 000a", "779 074 822 00049", "12 345 6789",
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), REPAIRED)
def test_repaired(text, expected):
    assert repair(text.replace("~", "\u00a0")).replace("\u00a0", "~") == expected


@pytest.mark.parametrize("text", LEFT)
def test_left_alone(text):
    assert repair(text) == text


@pytest.mark.parametrize("text", ["https://exemple.fr/a;b", "14:30", "o'neil@exemple.fr", "`a:b;`"])
def test_what_is_kept_does_not_shield_its_neighbours(text):
    assert repair(f"l'avis : {text} l'aide ;") == f"l’avis\u00a0: {text} l’aide\u00a0;"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("L. 2125-1 et R.*1617-18,", "L. 2125~1 et R.*1617~18,"),
        ("« n° 2020-273 », DEC2025-453", "« n° 2020~273 », DEC2025~453"),
        ("d’Aurillac-Ville à Neuvéglise-sur-Truyère", "d’Aurillac~Ville à Neuvéglise~sur~Truyère"),
        ("Anne-Marie BENOÎT-MOREL", "Anne~Marie BENOÎT~MOREL"),
        ("ci-annexé, celui-ci, y a-t-il", "ci~annexé, celui~ci, y a~t~il"),
        ("quatre-vingt-dix-sept et quatre-vingt-un", "quatre-vingt-dix-sept et quatre-vingt~un"),
        ("vice-présidente - 50 % -5", "vice-présidente - 50 % -5"),
        ("www.saint-flour.fr/A-B https://x.fr/2025-1 a-b@x.fr", "www.saint-flour.fr/A-B https://x.fr/2025-1 a-b@x.fr"),
    ],
)
def test_hyphens_at_which_no_line_ends(text: str, expected: str) -> None:
    assert held(text, "~") == expected


PIECES = [
    "l'", "d'", "aujourd'hui", "article", "Article 9", "art.", "n°", "N° ", "M.", "Mme ", "8", "juillet", " 2025",
    "1er ",    "août", "1 173,00", "977,50", "€", "%", " ", "\u00a0", "\u202f", "\u2009", ":", ";", "!", "?",
    "«", "»", "’", "'",
    "\n",    "https://exemple.fr/a?b;c:d", "www.x.fr", "14:30", "a@b.fr", "`x;y`", "(", ")", "Orange", "é",
    "…", ".", ",", "-",
    "12",
]  # fmt: skip
prose = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=14).map("".join)
SPACING = set(" \u00a0\u202f\u2009")


def bare(text: str) -> str:
    """The text without spaces, its apostrophes made alike."""
    return "".join(char for char in text if char not in SPACING).replace("’", "'")


@given(prose)
def test_held_hyphens_are_all_that_changes(text: str) -> None:
    assert held(text, "\ue000").replace("\ue000", "-") == text.replace("\ue000", "-")


@given(prose)
@example("art.1 173,00")
def test_repairing_twice_is_repairing_once(text):
    once = repair(text)
    assert repair(once) == once


@given(prose)
def test_only_spaces_and_apostrophes_change(text):
    assert bare(repair(text)) == bare(text)


@given(prose)
def test_no_thin_space_is_left_outside_what_is_kept(text):
    if not any(mark in text for mark in ("://", "www.", "@", "`")):
        assert not {"\u202f", "\u2009"} & set(repair(text))


@given(prose, st.sampled_from(["https://exemple.fr/l'a?b=1;c", "14:30", "o'neil@exemple.fr", "`l'a:b;c`"]), prose)
def test_a_url_an_hour_an_address_a_code_is_never_touched(before, kept, after):
    fenced = before.replace("`", ""), after.replace("`", "")
    assert f" {kept} " in repair(f"{fenced[0]} , {kept} , {fenced[1]}")


@given(st.lists(prose, max_size=6))
def test_pieces_are_repaired_as_one_text(texts):
    repaired = repair_spans(texts)
    assert len(repaired) == len(texts)
    assert "".join(repaired) == repair("".join(texts))
    for old, new in zip(texts, repaired, strict=True):
        assert bare(new) == bare(old)


@given(prose)
def test_edits_are_in_order_and_touch_one_character(text):
    last = -1
    for edit in edits(text):
        assert edit.length in (0, 1)
        assert edit.position >= last
        assert text[edit.position : edit.position + edit.length] in (*SPACING, "'", "")
        last = edit.position + edit.length


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["n°", "2025-453"], ["n°~", "2025-453"]),
        (["50", "%"], ["50", "~%"]),
        (["Article ", "9", ":"], ["Article~", "9", "~:"]),
        (["«", "Flux", "»"], ["«~", "Flux", "~»"]),
        (["l'", "article"], ["l’", "article"]),
        (["l", "'", "article"], ["l", "’", "article"]),
        (["le ", "8 juillet", " 2025"], ["le ", "8~juillet", "~2025"]),
        (["", "a", "", ";", ""], ["", "a", "", "~;", ""]),
        (["1", " ", "173 €"], ["1", "~", "173~€"]),
        ([], []),
        ([""], [""]),
    ],
)
def test_a_space_between_pieces_goes_to_the_sign(texts, expected):
    assert [piece.replace("\u00a0", "~") for piece in repair_spans(texts)] == expected


def test_real_acts_keep_their_letters_and_are_repaired_once_for_all():
    folder = SHARED / "corpus"
    files = sorted(folder.glob("*.txt"))
    if not files:
        pytest.skip("corpus is not here")
    for file in files:
        text = file.read_text(encoding="utf-8")
        repaired = repair(text)
        assert bare(repaired) == bare(text), file.name
        assert repair(repaired) == repaired, file.name
        assert repaired != text, file.name
