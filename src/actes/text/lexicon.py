"""The words that say how one value stands to another, by class; unaccented, without capitals. Data, and nothing else.

A class is one letter, so that the tokens of a sentence make a string that short expressions read (`tokens.py`). An
expression is words apart by one space, `'` ends a word that is cut; `*` at the end of a word is any ending. A new
wording is a line here.
"""

from __future__ import annotations

from collections.abc import Mapping
from unicodedata import combining, normalize

SO = "s"  # announces what others make: « soit », « représentant »
OF_WHICH = "d"  # what comes is inside what came: « dont », « réparti comme suit »
PLUS = "+"
MINUS = "-"
TIMES = "x"
PER = "p"  # a price of each: « par », « l'unité », « chacun »
TOTAL = "t"
REST = "r"  # what is left: « le solde », « le surplus »
DEPOSIT = "a"
PAYMENT = "v"  # one of several: « un premier versement »
PAYS = "k"  # that it is paid
BEARS = "h"  # who bears it: others may too
CRITERIA = "l"  # what percentages divide: « les critères », « la clé de répartition »
RAISED = "u"  # what an amount becomes: « porté à », « désormais de »
INITIAL = "i"  # what it was
CHANGE = "g"  # by how much: « une hausse de »
CEILING = "c"  # « dans la limite de »: no result, a limit
MAXIMUM = "m"  # « d'un montant maximal de »: an amount as another
FLOOR = "f"
ABOUT = "~"  # nothing exact follows
SHARE = "q"  # a part is said: « à hauteur de », « au taux de »
ALREADY = "y"  # before this act: « déjà versé »
TAX = "w"  # TVA
BASIS = "b"  # « annuel », « mensuelle »: for how long an amount is
IDLE = "_"  # words that look like those of a class and say nothing
APART = "z"  # of which a percentage is no share of money: « d'un temps complet »

LEXICON: Mapping[str, str] = {
    SO: """
            soit | c'est a dire | c'est-a-dire | represent* | correspond* a | correspond* | equiva* a | equiva*
            | egal* a | egal a | egale a | egaux a | est donc de | sont donc de | donc | ainsi | s'elev* donc a
            | s'elev* a | s'eleve | pour un montant de | pour un cout de | pour un prix de | pour un total de
            | pour une somme de | d'ou | se monte a | s'etabli* a | atteint | atteignant | porte le total a
            | cela fait | cela represente
            | ce qui fait | ce qui donne | faisant | = | pour une depense de | ce qui porte | ressort a
            | revien* a | reviendr*
            | s'etabli* en consequence a | en consequence | par consequent
            | pour une recette de | aboutit a | calcule* sur
        """,
    OF_WHICH: """
            dont | parmi lesquel* | comprenant | comprend | comprennent | inclu* | decompos* | se decompos*
            | reparti* | se reparti* | ventile* | se ventil* | detaille* | compose* de | constitue* de | a savoir
            | savoir | partage* | divise* en | scinde* en
            | comme suit | comme il suit | ainsi qu'il suit | de la facon suivante | de la maniere suivante
            | selon la repartition suivante | selon le detail suivant | selon la ventilation suivante
            | se compos* | en deux parts | y compris | finance* par
            | comporte | comportent | comportant
            | finance* comme suit | finances comme suit | affecte* ainsi | se finance* | grace a | au moyen de
            | couvert* par
        """,
    PLUS: """
            auxquel* s'ajout* | a laquelle s'ajout* | auquel s'ajout* | s'ajout* | plus | + | major* de | ajoute*
            | s'y ajout*
            | en sus | augmente* de | complete* par | complete* de | ainsi que | et de | et d'
        """,
    MINUS: """
            moins | diminue* de | deduction | deduction faite | deduit* | minore* de | retranch* | ampute* de | −
            | reduit* de | sous deduction | apres deduction | a deduire
        """,
    TIMES: """
            multiplie* par | multiplie* | x | × | * | a raison de | fois | au tarif de | au prix unitaire de
            | au prix de
        """,
    PER: """
            par | chaque | chacun | chacune | l'unite | unitaire* | / | piece | la piece | le metre | le m2 | le m²
            | l'heure | la journee | par tete | le repas | la nuitee | la seance | egaux de | egales de
            | chacun* de
        """,
    TOTAL: """
            total | totale | totaux | totales | au total | en tout | global* | toutes tranches confondues
            | l'ensemble | un ensemble de | cumul* | montant cumule | la totalite | somme totale | integralite
            | tous lots confondus | somme a rembourser | somme a payer | somme a verser | montant a payer
            | general | globalement | enveloppe | tous postes confondus | confondu*
        """,
    REST: """
            solde | soldes | reste | restent | restant* | le reste | surplus | complement | reliquat | reste a charge
            | reste a verser | reste a percevoir | restera | a la charge de | autofinancement | le surplus
            | fonds propres | a sa charge | a leur charge
            | difference | demeur* a | excedent | deficit | net a payer | disponible | disponibles
        """,
    DEPOSIT: """
            acompte* | avance | avances | arrhes | depot de garantie | premier versement | prefinancement
        """,
    PAYMENT: """
            versement* | echeance* | acomptes | tranche | tranches | echeancier | fractions | fraction | terme
            | termes | premiere | premier | deuxieme | second | seconde | troisieme | dernier | derniere
        """,
    PAYS: """
            verse | verses | versee | versees | facture | factures | facturee | facturees | paye | payes | payee
            | payees | payable* | regle | reglee | reglees | acquitte* | mandate* | se libere | libere* | appele*
        """,
    BEARS: """
            prend en charge | prennent en charge | finance | finances | financent | supporte | supportent | assume
            | assument | participe | participent | contribue | contribuent | prise en charge | pris en charge
            | financee | financees
        """,
    CRITERIA: """
            critere* | ponder* | notation | cle de repartition | bareme | phase | phases | jalon* | avancement
        """,
    RAISED: """
            remplace* par | porte* a | porte* de | portant | desormais | nouveau montant | ramene* a | ramene* de
            | passe* de | passant de | passe* a | passant a | passer* de | passer* a | passer* ainsi de
            | releve* a | releve* de | abaisse* a
            | fixe* desormais | est porte | sont portes | nouveau cout | nouvelle valeur | nouveau prix
            | montant revise | apres avenant
            | apres revision | nouveau total | passe ainsi de | passe donc de | passent de | passera de
        """,
    INITIAL: """
            initial | initiale | initiaux | initialement | primitif | primitivement | d'origine | auparavant
            | anterieur* | precedent | precedente | actuel | actuelle | actuellement | avant avenant
            | avant revision | ancien montant
        """,
    CHANGE: """
            hausse | baisse | augment* | diminu* | reduction | revalorisation | revaloris* | major* | minor*
            | plus-value* | moins-value* | evolution | variation | ecart | supplement* | progress* | economie
            | reduit* | gain | gains | remise | rabais | abattement | degrevement | en plus | en moins | supplementaire*
            | recul* | repli | rebond* | superieur* de | inferieur* de | excede de | depasse de
        """,
    CEILING: """
            plafonn* | dans la limite de | dans la limite du | dans la limite d'un | n'excedant
            | ne peut exceder | ne peut depasser | ne pourra exceder | ne pourra depasser | sans exceder
            | sans pouvoir exceder | au plus | limite* a | au maximum | jusqu'a | sans depasser
            | sans pouvoir depasser | inferieur* a | inferieur* au | n'excede | superieur* a
            | superieur* au | seuil | au-dela de | excedant
            | en dessous de | au-dessous de | en-dessous de
            | exced* | depass*
        """,
    MAXIMUM: "maxim* | plafond",
    FLOOR: "minim* | au moins | au minimum | a partir de | plancher",
    ABOUT: """
            environ | pres de | approximativement | de l'ordre de | quelque | arrondi* | a peu pres | autour de
            | indicatif | en moyenne
        """,
    SHARE: """
            a hauteur de | au taux de | taux de | a concurrence de | quote-part | quotite | pourcentage | part
            | la moitie | le tiers | le quart | les deux tiers | les trois quarts | moitie | une moitie
        """,
    ALREADY: """
            deja | a ete verse* | ont ete verse* | a recu | ont recu | a percu | verse* en | precedemment
            | anterieurement | apres attribution | apres versement | apres paiement
            | consomme* | engages | engagees | engage a | mandates | mandatees
        """,
    IDLE: """
            temps restant | reste fixe* | restent fixe* | reste inchange* | restent inchange* | reste applicable*
            | restent applicable* | duree restante | restant a courir | reste a courir | restante a courir
            | indice majore | indice brut | en moins de | plus tard | au plus tard | au plus tot | de plus | non plus
            | d'une part | d'autre part | pour la premiere fois | premiere classe | premier alinea
            | premier adjoint | premier ministre | ni plus ni moins | par ailleurs | par la presente
            | par deliberation | par decision | par lettre | par ecrit | par courrier | par arrete | par delegation
            | remise d'un | remise d'une | remise du | remise des | remise de la | remise de l' | remise a
            | hors taxe* | toutes taxes comprises | toutes taxes
            | par l'association | par la commune | a la charge exclusive | dans le cadre | recu par | par le
            | represente* par | mobilite reduite
        """,
    BASIS: """
            chaque mois | chaque annee | chaque trimestre | chaque semestre | chaque jour | annuel* | mensuel*
            | trimestriel* | semestriel* | journali* | horaire | horaires | annuites | annuite | mensualite*
        """,
    APART: """
            temps complet | temps plein | temps partiel | temps de travail
            | surface de plancher | surface* | superficie* | effectif*
            | capacite | logements | habitants | suffrages | voix | effectifs | agents | volume | heures | points
            | humidite | note
        """,
    TAX: "tva | une taxe a | la taxe a | t.v.a. | t.v.a | taxe sur la valeur ajoutee | taxes",
}

BASES: Mapping[str, str] = {  # the first letters of a word of that class, and the basis it says
    "chaque mois": "mois",
    "chaque annee": "an",
    "chaque trimestre": "trimestre",
    "chaque semestre": "semestre",
    "chaque jour": "jour",
    "annu": "an",
    "mens": "mois",
    "trim": "trimestre",
    "seme": "semestre",
    "jour": "jour",
    "hora": "heure",
}
MONTHS: Mapping[str, int] = {"mois": 1, "trimestre": 3, "semestre": 6, "an": 12}

# What an amount, a percentage or a duration is, in the field's own words; the first word of each line names the role.
ROLES: tuple[str, ...] = (
    "subvention subventions",
    "participation participations contribution contributions quote-part",
    "cotisation cotisations",
    "aide aides",
    "dotation dotations",
    "fonds fonds-de-concours",
    "loyer loyers",
    "redevance redevances",
    "prix",
    "cout couts",
    "depense depenses",
    "recette recettes",
    "tarif tarifs",
    "indemnite indemnites",
    "remuneration remunerations honoraires",
    "gratification gratifications",
    "charges",
    "acompte acomptes",
    "avance avances",
    "solde soldes",
    "caution cautions garantie",
    "penalite penalites",
    "plafond plafonds maximum",
    "minimum",
    "encaisse",
    "emprunt emprunts pret prets",
    "capital",
    "budget budgets",
    "credit credits",
    "marche marches",
    "travaux",
    "montant montants somme sommes",
    "forfait forfaits",
    "franchise franchises",
    "retenue retenues",
    "jauge",
    "duree durees",
    "preavis",
    "delai delais",
    "exemplaire exemplaires original originaux",
    "taux",
)
_ACCENTED = (
    *("coût", "dépense", "durée", "délai", "préavis", "crédit", "pénalité", "marché", "indemnité", "rémunération"),
    *("prêt", "enquête", "matériel"),
)
ACCENTS: Mapping[str, str] = {  # roles and things as a person spells them
    "".join(c for c in normalize("NFD", word) if not combining(c)): word for word in _ACCENTED
}
GENERIC = frozenset({"montant", "taux", "budget"})  # roles that say nothing of what it is
TIMED = frozenset({"duree", "preavis", "delai"})  # what a time is, and no sum of money
TALLIES = frozenset({"exemplaire", "jauge"})  # what things are counted as
BOUNDS = frozenset({"plafond", "minimum", "forfait", "franchise"})  # a sum, a time or a count
WHOLES = frozenset({"cout", "depense", "marche", "prix", "budget", "travaux"})  # of which others are a share

# Nouns whose number says in how many a sum is: equal ones, parts paid or divided, and what no price multiplies.
_EQUAL = "mensualites annuites trimestrialites semestrialites trimestres semestres mois"
_PAYMENTS = "fois versements echeances acomptes paiements virements termes fractions remboursements"
_SPLITS = "lots tranches parts associations communes membres projets actions"
_UNEQUAL = """
    tranches tranche lots lot phases etapes versements fois exemplaires voix abstention abstentions votants suffrages
    presents pouvoirs
"""
PAIRS = frozenset(("couples", "binomes", "paires", "tandems"))  # each of two people

EQUAL, PAYMENTS, SPLITS, UNEQUAL = (frozenset(said.split()) for said in (_EQUAL, _PAYMENTS, _SPLITS, _UNEQUAL))

RHYTHMS: Mapping[str, str] = {  # the adjective, and the time that it says
    "hebdomadaire": "semaine",
    "mensuel": "mois",
    "trimestriel": "trimestre",
    "semestriel": "semestre",
    "annuel": "an",
    "quotidien": "jour",
    "journalier": "jour",
}

# Nouns whose number is no count of things: units of time and money, what a sitting counts.
_UNITS = """
    euros jours mois annees heures minutes semaines trimestres semestres voix membres conseillers fois exemplaires
    originaux pages metres kilometres hectares francs alineas articles annexes points premiers premieres derniers mars m
    dernieres autres mille cents millions milliers abstentions votants presents pouvoirs suffrages
"""
MEASURES = frozenset(_UNITS.split())
