"""The nouns that a name follows, by what they name; unaccented, without capitals. Data: a new one is a word here."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


class Sort(StrEnum):
    """What is named."""

    FIRM = "entreprise"
    ASSOCIATION = "association"
    BODY = "organisme"  # named by what it is: « comité des fêtes de … », « syndicat des eaux du … »
    COMMUNE = "commune"
    PLACE = "équipement"  # « piscine municipale », « collège Simone-Veil »
    STREET = "voie"
    ROAD = "route"  # named by its number
    OTHER = "lieu"  # any other noun that has a name each time: « l'étang de la Forge »
    NUMBER = "numéro"  # of a thing that is no act: « permis de construire n° PC 019 150 23 A0031 »
    TITLE = "intitulé"  # in quotation marks: an event, a programme, a work


HEADS: Mapping[Sort, str] = {
    Sort.FIRM: """
            entreprise societe sarl sas sasu sa eurl sci scop snc scic selarl gaec earl scea etablissements cabinet
        """,
    Sort.ASSOCIATION: "association",
    Sort.BODY: """
            syndicat communaute metropole comite club amicale federation fondation ligue union office mission agence
            foyer centre-hospitalier ogec cuma banque caisse judo-club tennis-club cyclo-club moto-club
        """,
    Sort.COMMUNE: "commune ville mairie maire prefecture prefet prefete",
    Sort.PLACE: """
            ecole college lycee gymnase piscine camping stade salle mediatheque bibliotheque creche musee theatre
            cinema maison halle centre parc complexe residence chapelle eglise ehpad moulin chateau aire cantine
            halte-garderie ludotheque conservatoire patinoire dechetterie decheterie gite kiosque marche-couvert espace
            groupe_scolaire pole_sante pole_culturel maison_medicale
        """,
    Sort.STREET: """
            rue avenue boulevard place chemin route impasse allee quai cours square esplanade faubourg passage sentier
            venelle
        """,
}
_LETTERS = ("sarl", "sas", "sasu", "sa", "eurl", "sci", "scop", "snc", "scic", "selarl", "gaec", "earl", "scea")
FORMS: Mapping[str, str] = {  # what follows « société », or stands for it, and the form that it is
    "par actions simplifiee unipersonnelle": "sasu",
    "par actions simplifiee": "sas",
    "a responsabilite limitee": "sarl",
    "anonyme": "sa",
    "civile immobiliere": "sci",
    "en nom collectif": "snc",
    "cooperative d'interet collectif": "scic",
    **{form: form for form in _LETTERS},
}
# What another body may be to an act, which has no need to name it twice.
BESIDE = _words(
    """
    sous-trait cotrait co-trait mandataire groupement assureur assuree maitrise maitre precedent ancien anterieur cede
    cession fusion substitu filiale concession exploitant fourni loue bailleur geometre bureau etude expert controle
    coordonn autre egalement autrefois devenu renomm appartenant proprietaire architecte notaire banque
    """
)
# Words before a name that do not tell in what it is named.
LINKS = _words(
    """
    avec entre pour dans dont cette leur leurs aupres ainsi selon sont etre sera vers chez depuis jusque celui celle
    ceux lors suivant present presente article
    """
)
# What parties of a contract are called: two of one line are one role.
ROLES: tuple[str, ...] = (
    "bailleur proprietaire loueur",
    "preneur locataire occupant",
    "titulaire prestataire entrepreneur fournisseur",
    "delegant concedant",
    "delegataire concessionnaire exploitant fermier",
    "vendeur cedant",
    "acquereur acheteur cessionnaire",
    "preteur",
    "emprunteur",
    "transporteur",
    "organisateur",
    "utilisateur",
    "mandant",
    "mandataire",
    "donateur",
    "gestionnaire",
)
# A person holds one, by five letters.
PRIVATE = tuple(map(_words, ("presi vice treso secre direc geran princ provi regis", "maire adjoi")))
KIN = _words(  # words by which two of one name are two people
    """
    epou fils fille frere soeur pere mere conjoint consort veuve heritier indivis succed anterieur ancien preced rempla
    cede
    """
)
ROLL = _words("present absent excus pouvoir procuration candidat liste elu")  # words of a list of people
# Words by which an address is that of something else than a seat.
ELSEWHERE = _words(
    """
    local correspond etabliss secondaire agence chantier travaux immeuble parcelle disposition livr salle reunion
    factur annexe ancien depot bureaux batiment
    """
)
SMALL = _words("de du des la le les l d et en a au aux sur sous lez st")  # words that are no part of a name
# Words after a noun that name nothing: « la mairie de la commune », « la société présente ».
NOBODY = _words(
    """
    hebdomadaire mensuel mensuelle annuel annuelle quotidien quotidienne trimestriel estival
    commune ville communes departement region etat present presente convention maire mairie ordre siege est sa son lieu
    """
)
# Nouns, by five letters, of which an act names several, or which no name goes with.
UNNAMED = _words(
    """
    depar regio canto arron paroi hamea villa minis direc code arret loi trait code signa repre presi secre artic annex
    conse nom titre profi compt date jour mois ann autor autre demand avis part copie budge repub union europ
    admin munic prete membr habit perso monsi madam famil fille epoux epous veuve heriti conso compa
    relev procu pouvo prese absen agglo commu scola subve
    """
)
# Whose place it is, of which an act has one: « la mairie de … ».
OWN: Mapping[str, str] = {head: head[:4] for head in ("mairie", "maire", "prefecture", "prefet", "prefete")}
# Words that names of communes share, besides the small ones.
COMMON = SMALL | _words("saint sainte val mont bourg pont port chateau ville villers grand petit haut bas roche")
OPENING = _words(  # words that open a sentence or a title: they are no part of the name that follows
    """
    le la les l un une des de du d au aux a et ou en dans par pour sur sous entre avec vu considerant article annexe si
    ce madame monsieur mme m mm mlle cette ces que qui il elle ils elles son sa ses fait dit selon apres avant objet
    """
)
INSTITUTIONS = _words(  # and offices: an act may write them with or without capitals
    """
    conseil comite communaute commune code budget tribunal direction directeur directrice president presidente maire
    prefet prefete prefecture departement region chambre ministere ministre office centre service groupe union bon
    convention decision deliberation arrete tresorier tresoriere tresorerie republique etat agence syndicat mairie
    adjoint adjointe secretaire vice plan projet programme loi decret hotel salle ecole college lycee maison societe
    association etablissement finances livre titre avenant marche contrat accord collectivite collectivites schema
    fonds dotation section assemblee commission cour receveur comptable gestion cedex risques
    """
)
ITSELF = _words("session cession mission marie ville")  # words of their own, one letter from another
PAIRED = _words("siren siret stephane stephanie")  # two that differ by a letter, and are two
# Words at which what a noun is of has ended; works that exclude one another, by five letters.
NP_ENDS = _words("pour par dans qui que est sont sera seront avec sur telle tel telles sous aux entre fait")
WORKS = _words("rehab demol const exten renov refec resta amena agran creat")
