"""Tables: lines that make their total, products, totals of rows, two sides that balance, lines that are alike."""

from __future__ import annotations

from collections.abc import Iterator

from ..context import Context
from ..figures.relation import Kind
from ..finding import Severity
from .figures import reported
from .rule import Report, rule


@rule("TAB101", "total-different-des-lignes", Severity.ERREUR)
def totals(context: Context) -> Iterator[Report]:
    """Le total d'un tableau est la somme de ses lignes, au centime. Les sous-totaux, un total en tête ou au milieu, les
    déficits entre parenthèses et les lignes « dont … » sont compris.

    Un écart qui tient dans l'arrondi de chaque ligne est à vérifier ; au-delà, un chiffre est faux ou une ligne manque.

    Mauvais : lignes 9 774,96 € et 9 775,00 €, total 19 550,00 €
    Bon : lignes 9 775,00 € et 9 775,00 €, total 19 550,00 €
    Source : usage
    """
    return reported(context, Kind.COLUMN)


@rule("TAB102", "quantite-et-prix", Severity.ERREUR)
def products(context: Context) -> Iterator[Report]:
    """Dans un devis ou un bordereau, le montant d'une ligne est la quantité multipliée par le prix unitaire.

    Mauvais : 12 × 25,00 € = 320,00 €
    Bon : 12 × 25,00 € = 300,00 €
    Source : usage
    """
    return reported(context, Kind.PRICED)


@rule("TAB103", "total-de-la-ligne", Severity.ERREUR)
def rows(context: Context) -> Iterator[Report]:
    """Quand la dernière colonne d'un tableau est le total des autres, elle l'est à chaque ligne.

    Mauvais : 2025 : 1 593,75 € ; 2026 : 6 375,00 € ; total : 7 986,75 €
    Bon : 2025 : 1 593,75 € ; 2026 : 6 375,00 € ; total : 7 968,75 €
    Source : usage
    """
    return reported(context, Kind.ROW)


@rule("TAB104", "depenses-et-recettes", Severity.ALERTE)
def balance(context: Context) -> Iterator[Report]:
    """Un plan de financement ou un budget est équilibré : le total des dépenses est celui des recettes.

    Mauvais : dépenses 41 300,00 €, recettes 41 000,00 €
    Bon : dépenses 41 300,00 €, recettes 41 300,00 €
    Source : CGCT, art. L. 1612-4, pour un budget ; usage, pour un plan de financement
    """
    return reported(context, Kind.SIDES)


@rule("TAB105", "ligne-a-part", Severity.ALERTE)
def odd_lines(context: Context) -> Iterator[Report]:
    """Quand toutes les lignes d'un tableau suivent la même règle (une somme de deux colonnes, un produit, un multiple),
    celle qui ne la suit pas est à vérifier.

    Mauvais : base 2 150 000 €, taux 39,42 %, produit 847 350 €, les autres taxes étant justes
    Bon : base 2 150 000 €, taux 39,42 %, produit 847 530 €
    Source : usage
    """
    return reported(context, Kind.LINE)


@rule("TAB106", "solde-du-tableau", Severity.ALERTE)
def wrong_balances(context: Context) -> Iterator[Report]:
    """Un résultat, un solde, un reste à charge est ce que deux lignes au-dessus de lui laissent ou font ensemble.

    Mauvais : recettes 2 345 678,90 €, dépenses 2 101 234,56 €, résultat 244 344,44 €
    Bon : recettes 2 345 678,90 €, dépenses 2 101 234,56 €, résultat 244 444,34 €
    Source : usage
    """
    return reported(context, Kind.BALANCE)
