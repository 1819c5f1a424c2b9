"""Which administrative court each department belongs to (CJA, art. R. 221-3; to be verified)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

SOURCE = "CJA, art. R. 221-3 et R. 312-1 (à vérifier)"
_COURTS = {
    "Amiens": "02 Aisne, 60 Oise, 80 Somme",
    "Bastia": "2A Corse-du-Sud, 2B Haute-Corse",
    "Besançon": "25 Doubs, 39 Jura, 70 Haute-Saône, 90 Territoire de Belfort",
    "Bordeaux": "24 Dordogne, 33 Gironde, 47 Lot-et-Garonne",
    "Caen": "14 Calvados, 50 Manche, 61 Orne",
    "Cergy-Pontoise": "92 Hauts-de-Seine, 95 Val-d'Oise",
    "Châlons-en-Champagne": "08 Ardennes, 10 Aube, 51 Marne, 52 Haute-Marne",
    "Clermont-Ferrand": "03 Allier, 15 Cantal, 43 Haute-Loire, 63 Puy-de-Dôme",
    "Dijon": "21 Côte-d'Or, 58 Nièvre, 71 Saône-et-Loire, 89 Yonne",
    "Grenoble": "26 Drôme, 38 Isère, 73 Savoie, 74 Haute-Savoie",
    "Lille": "59 Nord, 62 Pas-de-Calais",
    "Limoges": "19 Corrèze, 23 Creuse, 36 Indre, 87 Haute-Vienne",
    "Lyon": "01 Ain, 07 Ardèche, 42 Loire, 69 Rhône",
    "Marseille": "04 Alpes-de-Haute-Provence, 05 Hautes-Alpes, 13 Bouches-du-Rhône",
    "Melun": "77 Seine-et-Marne, 94 Val-de-Marne",
    "Montpellier": "11 Aude, 34 Hérault, 66 Pyrénées-Orientales",
    "Montreuil": "93 Seine-Saint-Denis",
    "Nancy": "54 Meurthe-et-Moselle, 55 Meuse, 88 Vosges",
    "Nantes": "44 Loire-Atlantique, 49 Maine-et-Loire, 53 Mayenne, 72 Sarthe, 85 Vendée",
    "Nice": "06 Alpes-Maritimes",
    "Nîmes": "30 Gard, 48 Lozère, 84 Vaucluse",
    "Orléans": "18 Cher, 28 Eure-et-Loir, 37 Indre-et-Loire, 41 Loir-et-Cher, 45 Loiret",
    "Paris": "75 Paris",
    "Pau": "32 Gers, 40 Landes, 64 Pyrénées-Atlantiques, 65 Hautes-Pyrénées",
    "Poitiers": "16 Charente, 17 Charente-Maritime, 79 Deux-Sèvres, 86 Vienne",
    "Rennes": "22 Côtes-d'Armor, 29 Finistère, 35 Ille-et-Vilaine, 56 Morbihan",
    "Rouen": "27 Eure, 76 Seine-Maritime",
    "Strasbourg": "57 Moselle, 67 Bas-Rhin, 68 Haut-Rhin",
    "Toulon": "83 Var",
    "Toulouse": "09 Ariège, 12 Aveyron, 31 Haute-Garonne, 46 Lot, 81 Tarn, 82 Tarn-et-Garonne",
    "Versailles": "78 Yvelines, 91 Essonne",
}
# The court of each department, by its number and by its name as written here.
BY_NUMBER: Mapping[str, str] = MappingProxyType(
    {item.split(" ", 1)[0]: court for court, items in _COURTS.items() for item in items.split(", ")}
)
BY_NAME: Mapping[str, str] = MappingProxyType(
    {item.split(" ", 1)[1]: court for court, items in _COURTS.items() for item in items.split(", ")}
)
