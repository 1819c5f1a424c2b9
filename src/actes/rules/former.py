"""Codes and names that rules had, and the code of the rule that says the same now: an acceptance keeps its meaning."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

FORMER: Mapping[str, tuple[str, str]] = MappingProxyType(  # former code: its name, the code of today
    {
        "AUT106": ("chapitre-d-une-autre-communaute", "AUT103"),
        "HAB102": ("habilitation-de-la-convention-precedente", "HAB101"),
        "CAD101": ("parcelle-de-deux-numeros", "CIT102"),
        "CAD102": ("surfaces-et-total", "MNT103"),
        "CAL104": ("compte-de-la-phrase", "MNT103"),
        "CPT105": ("nombre-dit-autrement", "CPT103"),
        "CPT101": ("decompte-et-detail", "MNT103"),
        "MNT105": ("versements-et-montant", "MNT103"),
        "NOM105": ("nom-entre-guillemets", "NOM104"),
        "PCT101": ("pourcentage-et-montant", "MNT103"),
        "PCT103": ("part-dans-le-libelle", "MNT103"),
        "PCT104": ("part-et-tout", "MNT103"),
        "PCT105": ("part-du-montant-initial", "MNT103"),
        "SIG101": ("sigle-de-deux-sens", "SIG102"),
        "IDE103": ("identifiant-autre-ailleurs", "IDE102"),
        "REF102": ("article-sans-ce-qui-est-dit", "REF101"),
        "PER206": ("delai-dit-autrement", "PER102"),
        "PER201": ("duree-en-lettres", "MNT101"),
        "PER203": ("renouvellements-et-total", "PER102"),
        "PER205": ("date-avant-le-terme", "PER102"),
        "PER301": ("annee-isolee", "PER101"),
        "CHR301": ("date-voisine", "PER101"),
        "PER304": ("annees-d-un-echeancier", "PER302"),
        "PER401": ("periode-voisine", "PER101"),
        "PER402": ("debut-voisin", "PER101"),
        "PRT101": ("part-et-ligne", "MNT103"),
        "PRT102": ("parts-et-cent", "MNT103"),
        "TAB101": ("total-different-des-lignes", "MNT103"),
        "TAB102": ("quantite-et-prix", "MNT103"),
        "TAB103": ("total-de-la-ligne", "MNT103"),
        "TAB104": ("depenses-et-recettes", "MNT103"),
        "TAB105": ("ligne-a-part", "MNT103"),
        "TAB106": ("solde-du-tableau", "MNT103"),
        "TVA105": ("taxe-du-total", "TVA104"),
        "PER103": ("fin-avant-debut", "CHR205"),
        "PER105": ("echeance-passee", "CHR205"),
        "CHR204": ("effet-anterieur", "CHR205"),
        "CHR202": ("signature-avant-transmission", "CHR201"),
        "CIT108": ("numero-presque-semblable", "CIT102"),
        "CIT111": ("acte-susvise-d-une-autre-date", "CIT102"),
        "CIT110": ("formalite-avant-l-acte-cite", "CHR205"),
        "CIT109": ("meme-texte-deux-dates", "PER101"),
    }
)

RENAMED: Mapping[str, str] = MappingProxyType(  # former name, of a code that is still there
    {
        "acte-cite-avec-deux-dates": "CIT102",
        "periode-contradictoire": "PER101",
        "avant-ce-qui-precede": "CHR205",
        "article-absent": "REF101",
        "retenue-de-garantie": "SEU103",
    }
)
