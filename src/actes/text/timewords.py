"""The words that say what a day, a month or a duration is, by class; unaccented. Data, as `lexicon.py`."""

from __future__ import annotations

from collections.abc import Mapping

START = "c"
END = "f"
CEASE = "Q"  # « cessera de produire ses effets »
LIMIT = "l"  # the day comes at the latest
DONE = "k"  # made, received, signed that day
OPENED = "u"
VALID = "v"
HELD = "h"  # takes place that day
BACK = "K"  # given back
GIVEN = "r"  # handed over, delivered
PAID = "p"
LASTS = "d"  # announces a duration
LENGTH = "W"  # the word « durée »
NOTICE = "q"
AGAIN = "a"  # renewed, extended
AT_MOST = "m"
WITHIN = "w"  # a delay: « dans », « sous »
BEFORE = "b"
AFTER = "z"
INITIAL = "L"
PAST = "t"  # told of what was
EACH = "e"  # « par semaine », « chaque »
OTHER = "j"  # lasts, but is not what is agreed: a guarantee, an age, what is kept
INSURED = "S"  # a period of a guarantee that somebody else gives
SO = "s"
SIGNED = "g"
ENDED = "x"  # the contract is brought to an end: « résilié », « dénoncé »
TIMES = "i"  # « deux fois »
TOTAL = "y"  # a duration, its renewals counted
FUTURE = "F"
IS = "I"
PLANNED = "G"  # « prévue », « prochain »
REPEALED = "R"  # « abrogé »
CHANGED = "C"  # put in the place of another, or only possible
CONTRACT = "M"  # a contract that several words name
IDLE = "_"

TIME_WORDS: Mapping[str, str] = {
    START: """
            commenc* | debut* | demarr* | prend effet | prendra effet | prennent effet | prise d'effet | effet
            | entre* en vigueur | entree en vigueur | entrera en vigueur | ouvre | ouvrira | lancement | lance*
            | mise en service | point de depart | premier jour | a compter du | s'ouvr* | produi* ses effets
            | produi* effet | prendre effet | prenant effet | effectif* le
        """,
    END: """
            s'achev* | achev* | achevement | termin* | se termin* | expir* | prend fin | prendra fin | fin | terme
            | echeance | clotur* | clos* | prenant fin | prendre fin | echoit | arrive* a terme | arrive* a expiration
            | vient a terme | viendra a terme | viennent a terme | venant a terme | vient a echeance
            | viendra a echeance | vient a expiration | viendra a expiration | venant a expiration | venant a echeance
            | s'echoit | finit | finir* | finiss* | dernier jour | se clot | au-dela du | s'eteint
        """,
    CEASE: "cess* | cessation",
    LIMIT: """
            au plus tard | date limite | dernier delai | heure limite | limite de | limite fixee | avant le | d'ici
            | d'ici le | d'ici au | avant fin | date butoir | au plus tard le
        """,
    DONE: """
            recu* | reception* | etabli* | en date du | date du | datee du | date de | depos* | adress* | redig*
            | emis* | conclu* | transmis* | notifi* | rendu | rendue | saisi* | formul* | accorde | accordee
            | accordes | enregistr* | consenti* | publie | publiee | publies
        """,
    OPENED: "ouvert* | ouverture | depouill* | analyse*",
    VALID: "valable* | valid* | validite | valide jusqu'au",
    HELD: """
            lieu | a lieu | aura lieu | auront lieu | ont lieu | se tien* | se tiendr* | se deroul* | deroul*
            | reuni* | intervien* | interviendr* | accueill*
        """,
    GIVEN: """
            remis* | remet* | remett* | livr* | livraison | fournit | fournis | fournie | fournies | fourniss*
            | fournir* | produi* | transmet* | presente* | adresse*
            | communiqu* | remise
        """,
    BACK: "restitu* | rendues | rendus | retourne*",
    PAID: """
            vers* | versement* | pay* | paiement* | factur* | regle* | reglement | mandat* | acompte*
            | appel de fonds
        """,
    LASTS: """
            applicab* | s'appliqu* | s'eten* | court | courant | courra | en vigueur | reste en vigueur | pendant
            | durant | periode | dure | durent | durera | dureront | pour | sur | engagement de
            | conclu pour | sur une
        """,
    LENGTH: """
            duree | durees | delai d'execution | delai de realisation | delai global d'execution | delai contractuel
            | delai previsionnel | delai des travaux
        """,
    NOTICE: "preavis",
    AGAIN: """
            renouvel* | reconduct* | reconduit* | prolong* | prorog* | tacite | tacitement | nouvelle periode
            | supplementaire*
        """,
    AT_MOST: """
            exceder | excede | excedant | depasser | au plus | limite a | jusqu'a | minim* | au moins | inferieur*
            | superieur* | plus de | moins de | environ
        """,
    WITHIN: "dans les | dans un delai | dans le delai | sous | delai | delais | dans",
    BEFORE: "avant | prealable* | a l'avance | precedant",
    AFTER: "apres | suivant* | suivent | suit | ensuite | puis",
    PAST: """
            a ete | ont ete | avait | avaient | etait | etaient | depuis | precedent* | ancien* | anterieur*
            | en cours | actuel* | fut | furent | s'est | se sont | a pris | ont pris | ayant | rappel* | autrefois
            | lors de
        """,
    INITIAL: "initial*",
    EACH: "par semaine | par mois | par an | par jour | chaque | tous les | toutes les | hebdomadaire*",
    OTHER: """
            garanti* | conserv* | archiv* | age* | enfants | amorti* | prescri* | experience | anciennete
            | decennale | stock* | preparation | essai | probatoire | detention | suspen* | retard | penalite*
            | hebergement des donnees | remboursement | emprunt | differe
        """,
    INSURED: "assurance couvrant | responsabilite civile | attestation d'assurance | police d'assurance | assure*",
    SO: "soit | c'est a dire | c'est-a-dire | a savoir",
    SIGNED: "signature | signatures | sign*",
    ENDED: "resili* | denon* | rompu* | rupture | mettre fin | met fin | mettent fin | mis fin",
    CONTRACT: """
            accord-cadre | accords-cadres | contrat-cadre | mise a disposition | mis* a disposition
            | mettre a disposition | mettre a la disposition | met a disposition | met a la disposition
            | mise a la disposition
        """,
    FUTURE: """
            sera | seront | devra | devront | aura | auront | pourra | pourront | doit | doivent | est a | sont a
        """,
    IS: "est | sont | etre | soit verse | soit remis",
    PLANNED: "prevu* | prochain* | a venir | envisag* | program*",
    CHANGED: """
            porte* a | passe* de | passe* a | ramene* | report* | repouss* | decal* | remplac* | porte* d | porte de
            | portee de | eventuel* | possibilit* | derog* | represent* | au titre de
        """,
    REPEALED: "abrog* | retir* | rapport* la | annul*",
    TIMES: "fois",
    TOTAL: """
            totale | globale | maximale | maximum | total | cumul* | ensemble | depuis l'origine
            | reconduction* comprise* | reconduction* incluse* | renouvellement* compris* | renouvellement* inclus*
            | periodes confondues | tout compris
        """,
    IDLE: """
            expiration d'un delai | expiration du delai
            | premiere echeance | derniere echeance | prochaine echeance | chaque echeance | premier terme
            | terme echu | terme a echoir | terme de loyer | a chaque echeance | en fin de | a terme
            | fin de semaine | afin | a cet effet | en effet | pour effet | a court terme | a long terme | fins
            | represente* par
        """,
}

# What begins, ends, is due, valid or handed over; the first word of each line names the thing.
THINGS: tuple[str, ...] = (
    "contrat convention contrats conventions marche bail location partenariat accord concession autorisation abonnement"
    " adhesion licence avenant sous-location",
    "prestation prestations mission missions intervention occupation engagement maintenance",
    "travaux chantier ouvrage ouvrages",
    "offre offres plis pli candidatures candidature proposition propositions",
    "devis proforma",
    "inscription inscriptions",
    "manifestation manifestations exposition spectacle spectacles festival fete concert concerts animation animations"
    " salon foire tournoi evenement representation representations residence sejour stage atelier ateliers visite"
    " formation formations session sessions seance seances course brocante",
    "rapport rapports bilan bilans compte-rendu justificatifs etude diagnostic note",
    "solde",
    "enquete consultation",
    "vente ventes adjudication encheres commission jury",
    "materiel fournitures vehicule equipement equipements mobilier",
    "tarif tarifs redevance loyer",
)
