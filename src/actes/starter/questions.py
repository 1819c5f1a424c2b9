"""What `actes init` asks of a collectivity: apart, since the help of the command shows it and must stay quick."""

from __future__ import annotations

from typing import NamedTuple


class Asked(NamedTuple):
    """A question about the collectivity: its option in both languages, its words, an example that would do."""

    option: str
    french: str
    text: str
    example: str


QUESTIONS = (
    Asked("name", "nom", "Le nom de la collectivité, comme dans ses actes", "Saint-Flour Communauté"),
    Asked("kind", "genre", "Ce qu'elle est : commune, epci ou syndicat", "epci"),
    Asked("department", "departement", "Son département, nom ou code", "Cantal"),
    Asked("siren", "siren", "Son numéro SIREN", "200066660"),
    Asked("address", "adresse", "Son adresse : voie, code postal ville", "Village d'entreprises, 15100 Saint-Flour"),
    Asked("court", "tribunal", "La ville de son tribunal administratif", "Clermont-Ferrand"),
    Asked("head", "chef", "Le ou la maire, le ou la présidente : civilité, prénom, nom", "Madame Céline Charriaud"),
    Asked("installed", "installation", "Le jour de l'installation du conseil", "28/03/2026"),
)
