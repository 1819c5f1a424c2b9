"""Annexes: pieces of the former period go, printed totals are computed again, typed tables are to confirm."""

from __future__ import annotations

from ..model.acte import Acte
from .draft import Draft


def annexes(draft: Draft, act: Acte) -> None:
    """Each annexe; titles and texts stay."""
    for index, annexe in enumerate(act.annexes):
        path = f"annexes[{index}]"
        if annexe.fichier:
            draft.remove(f"{path}.fichier", annexe.fichier, "PDF de la période précédente")
        if annexe.piece is not None:
            draft.remove(f"{path}.piece", annexe.piece.objet, "pièce de la période précédente")
        if annexe.piece is not None or annexe.fichier:
            motif = "pièce de la nouvelle période : la joindre, et recopier ce qu'on y lit (« piece: »)"
            draft.confirm(path, motif)
        if annexe.tableau is None:
            continue
        if annexe.tableau.imprime:
            draft.remove(f"{path}.tableau.imprime", "", "imprimé à la place du montant calculé")
        if annexe.tableau.lignes:
            draft.confirm(f"{path}.tableau.lignes", "tableau tapé à la main : chaque valeur est-elle à jour ?")
