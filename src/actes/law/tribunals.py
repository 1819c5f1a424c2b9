"""Which administrative court each department belongs to (CJA, art. R. 221-3 and R. 312-1; to be verified)."""

from __future__ import annotations

from collections.abc import Mapping

_COURTS = {
    "Amiens": "02 60 80",
    "Bastia": "2A 2B",
    "Besançon": "25 39 70 90",
    "Bordeaux": "24 33 47",
    "Caen": "14 50 61",
    "Cergy-Pontoise": "92 95",
    "Châlons-en-Champagne": "08 10 51 52",
    "Clermont-Ferrand": "03 15 43 63",
    "Dijon": "21 58 71 89",
    "Grenoble": "26 38 73 74",
    "Lille": "59 62",
    "Limoges": "19 23 36 87",
    "Lyon": "01 07 42 69",
    "Marseille": "04 05 13",
    "Melun": "77 94",
    "Montpellier": "11 34 66",
    "Montreuil": "93",
    "Nancy": "54 55 88",
    "Nantes": "44 49 53 72 85",
    "Nice": "06",
    "Nîmes": "30 48 84",
    "Orléans": "18 28 37 41 45",
    "Paris": "75",
    "Pau": "32 40 64 65",
    "Poitiers": "16 17 79 86",
    "Rennes": "22 29 35 56",
    "Rouen": "27 76",
    "Strasbourg": "57 67 68",
    "Toulon": "83",
    "Toulouse": "09 12 31 46 81 82",
    "Versailles": "78 91",
}
# The court of each department, by its code.
COURTS: Mapping[str, str] = {code: court for court, codes in _COURTS.items() for code in codes.split()}

_JUDICIAL = """01 Bourg-en-Bresse;02 Laon,Saint-Quentin,Soissons;03 Cusset,Montluçon,Moulins;04 Digne-les-Bains;05 Gap;\
06 Grasse,Nice;07 Privas;08 Charleville-Mézières;09 Foix;10 Troyes;11 Carcassonne,Narbonne;12 Rodez;\
13 Aix-en-Provence,Marseille,Tarascon;14 Caen,Lisieux;15 Aurillac;16 Angoulême;17 La Rochelle,Saintes;18 Bourges;\
19 Brive-la-Gaillarde,Tulle;2A Ajaccio;2B Bastia;21 Dijon;22 Saint-Brieuc;23 Guéret;24 Bergerac,Périgueux;\
25 Besançon,Montbéliard;26 Valence;27 Évreux;28 Chartres;29 Brest,Quimper;30 Alès,Nîmes;31 Saint-Gaudens,Toulouse;\
32 Auch;33 Bordeaux,Libourne;34 Béziers,Montpellier;35 Rennes,Saint-Malo;36 Châteauroux;37 Tours;\
38 Bourgoin-Jallieu,Grenoble,Vienne;39 Lons-le-Saunier;40 Dax,Mont-de-Marsan;41 Blois;42 Roanne,Saint-Étienne;\
43 Puy-en-Velay;44 Nantes,Saint-Nazaire;45 Montargis,Orléans;46 Cahors;47 Agen;48 Mende;49 Angers,Saumur;\
50 Cherbourg-en-Cotentin,Coutances;51 Châlons-en-Champagne,Reims;52 Chaumont;53 Laval;54 Nancy,Val-de-Briey;\
55 Bar-le-Duc,Verdun;56 Lorient,Vannes;57 Metz,Sarreguemines,Thionville;58 Nevers;\
59 Avesnes-sur-Helpe,Cambrai,Douai,Dunkerque,Lille,Valenciennes;60 Beauvais,Compiègne,Senlis;61 Alençon,Argentan;\
62 Arras,Béthune,Boulogne-sur-Mer,Saint-Omer;63 Clermont-Ferrand;64 Bayonne,Pau;65 Tarbes;66 Perpignan;\
67 Saverne,Strasbourg;68 Colmar,Mulhouse;69 Lyon,Villefranche-sur-Saône;70 Vesoul;71 Chalon-sur-Saône,Mâcon;\
72 Mans;73 Albertville,Chambéry;74 Annecy,Bonneville,Thonon-les-Bains;75 Paris;76 Dieppe,Havre,Rouen;\
77 Fontainebleau,Meaux,Melun;78 Versailles;79 Niort;80 Amiens;81 Albi,Castres;82 Montauban;83 Draguignan,Toulon;\
84 Avignon,Carpentras;85 La Roche-sur-Yon,Sables-d'Olonne;86 Poitiers;87 Limoges;88 Épinal;89 Auxerre,Sens;\
90 Belfort;91 Évry-Courcouronnes;92 Nanterre;93 Bobigny;94 Créteil;95 Pontoise"""
# The department of each judicial court, by its town (COJ, art. D. 211-1 and its table; to be verified).
JUDICIAL: Mapping[str, str] = {
    town: code for code, towns in (one.split(" ", 1) for one in _JUDICIAL.split(";")) for town in towns.split(",")
}
