"""What can be wrong in the register, stage by stage: the one table of loading errors.

Stages: bytes (REG0..), syntax (REG1..), keys (REG2..), values (REG3..), references (REG4..), prose (REG5..).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from .finding import Finding, Severity
from .kinds import ErrorKind
from .place import Place

_BYTES = (
    ErrorKind(
        "REG001",
        "fichier-trop-gros",
        "Un acte tient en quelques dizaines de kilo-octets. Un fichier de plus d'un méga-octet n'est pas lu.",
    ),
    ErrorKind(
        "REG002",
        "encodage",
        "Les fichiers du registre sont enregistrés en UTF-8, l'encodage qui convient à tous les accents.",
    ),
    ErrorKind(
        "REG003",
        "caractere-interdit",
        "Un caractère invisible (souvent collé depuis Word ou un PDF) se perdrait ou se verrait mal dans l'acte.",
    ),
    ErrorKind("REG004", "fichier-absent", "Un fichier sans lequel rien ne peut être lu n'est pas dans le dossier."),
    ErrorKind("REG005", "fichier-illisible", "Le fichier est là, mais l'ordinateur refuse de l'ouvrir."),
)
_SYNTAX = (
    ErrorKind(
        "REG101",
        "syntaxe",
        "Le fichier ne suit pas la forme « clé: valeur », une par ligne, décalée par des espaces.",
    ),
    ErrorKind("REG102", "tabulation", "Le décalage des lignes se fait avec des espaces, jamais avec des tabulations."),
    ErrorKind(
        "REG103",
        "valeur-a-proteger",
        "Une valeur commence par un signe réservé ('  \"  *  &  !  %  @  [  {  |  >…). Le texte se met en bloc : « | » "
        "en fin de ligne, puis le texte à la ligne suivante, décalé de deux espaces.",
    ),
    ErrorKind(
        "REG104",
        "deux-points",
        "Deux-points suivis d'une espace séparent une clé de sa valeur : dans un texte, ils demandent un bloc « | ».",
    ),
    ErrorKind(
        "REG105",
        "renvoi-yaml",
        "Les ancres (&nom) et les renvois (*nom) de YAML sont refusés : chaque valeur s'écrit à sa place.",
    ),
    ErrorKind("REG106", "etiquette-yaml", "Les étiquettes de YAML (!nom) sont refusées : toute valeur est un texte."),
    ErrorKind("REG107", "trop-imbrique", "Un fichier du registre n'a jamais plus de vingt niveaux de décalage."),
    ErrorKind("REG108", "plusieurs-documents", "Un fichier décrit une seule chose : pas de ligne « --- » au milieu."),
    ErrorKind("REG109", "fichier-vide", "Le fichier ne contient rien, ou seulement des commentaires (lignes « # »)."),
    ErrorKind(
        "REG110",
        "virgule-entre-accolades",
        "Entre { } ou [ ], la virgule sépare deux valeurs : un montant comme 977,50 y serait coupé en deux.",
    ),
    ErrorKind(
        "REG111",
        "accolades-doubles",
        "Une valeur qui commence par {{ doit être mise en bloc « | » ou entre guillemets droits.",
    ),
)
_KEYS = (
    ErrorKind("REG201", "cle-inconnue", "Cette clé n'existe pas à cet endroit : sa valeur ne serait lue par personne."),
    ErrorKind(
        "REG202", "cle-en-double", "La même clé est écrite deux fois au même endroit : l'une des deux est perdue."
    ),
    ErrorKind("REG203", "cle-manquante", "Une information obligatoire n'est pas écrite."),
    ErrorKind("REG204", "cle-illisible", "Une clé est un mot simple : ni vide, ni liste, ni accolades."),
)
_VALUES = (
    ErrorKind("REG301", "forme-inattendue", "Un texte, une liste ou des clés : ce n'est pas la forme attendue ici."),
    ErrorKind("REG302", "valeur-incorrecte", "La valeur n'a pas pu être lue : date, montant, nombre, taux…"),
    ErrorKind("REG303", "choix-inconnu", "La valeur doit être prise dans une liste."),
    ErrorKind("REG304", "valeur-vide", "La clé est écrite, mais rien ne la suit."),
    ErrorKind(
        "REG305",
        "texte-perdu",
        "Après une espace, le signe # ouvre un commentaire : la fin du texte serait perdue. Mettez-le en bloc « | ».",
    ),
    ErrorKind("REG306", "texte-sur-plusieurs-lignes", "Ce texte doit tenir en un seul alinéa."),
    ErrorKind("REG307", "valeurs-incompatibles", "Des valeurs, lisibles chacune, ne peuvent pas aller ensemble."),
    ErrorKind(
        "REG308", "valeur-a-completer", "La fiche attend cette valeur : l'acte ne peut pas être composé sans elle."
    ),
)
_REFERENCES = (
    ErrorKind("REG401", "acte-inconnu", "Un acte cité n'a pas de fiche dans le registre : créez-la, même courte."),
    ErrorKind("REG402", "tiers-inconnu", "Un tiers nommé dans l'acte n'a pas de fichier dans registry/tiers."),
    ErrorKind("REG403", "signataire-inconnu", "Celui qui signe par délégation n'est pas dans collectivite.yaml."),
    ErrorKind("REG404", "citation-en-boucle", "Des actes se citent en rond : l'un d'eux est forcément postérieur."),
    ErrorKind(
        "REG405",
        "nom-de-fichier",
        "Le nom du fichier d'un acte est son identifiant : série, année, numéro, puis « .yaml ». Celui d'un tiers est "
        "le nom que les actes lui donnent, en lettres minuscules sans accent.",
    ),
    ErrorKind("REG406", "acte-sans-texte", "Un acte connu par les seuls visas d'autres actes ne peut être produit."),
    ErrorKind("REG407", "acte-introuvable", "Le numéro demandé n'est celui d'aucun acte du registre, ou de plusieurs."),
    ErrorKind("REG408", "acte-en-double", "Un acte n'a qu'une fiche : deux fiches finiraient par se contredire."),
    ErrorKind(
        "REG409",
        "personne-en-fonction",
        "Personne n'est en fonction pour signer ce jour-là : voyez « debut » et « fin » des mandats.",
    ),
    ErrorKind(
        "REG410",
        "formules-absentes",
        "L'acte a une convention et collectivite.yaml ne dit pas comment les conventions sont rédigées.",
    ),
    ErrorKind(
        "REG411",
        "acte-a-corriger",
        "Un acte n'est produit sans la mention « PROJET » que si la vérification n'y trouve ni erreur ni blanc.",
    ),
    ErrorKind(
        "REG412",
        "fiche-a-la-main",
        "La mise en page de la fiche est trop particulière pour que le programme la change sans risque de la perdre.",
    ),
    ErrorKind(
        "REG413",
        "deja-enregistre",
        "Ce que la fiche dit déjà de la signature, de l'accusé ou de la publication n'est remplacé qu'à la demande.",
    ),
    ErrorKind(
        "REG414",
        "suivi-refuse",
        "Ce qui est enregistré après la signature va avec l'acte et avec le calendrier : rien n'est écrit sinon.",
    ),
    ErrorKind(
        "REG415",
        "acte-non-verifie",
        "Un acte cité, un tiers ou la collectivité ne peut pas être lu : les actes qui s'appuient dessus attendent.",
    ),
    ErrorKind(
        "REG416",
        "acte-signe-avec-erreurs",
        "Un acte signé et transmis ne se corrige plus : il est produit tel qu'il a été signé, ses erreurs sont dites. "
        "Un acte rectificatif ou un avenant les corrige.",
    ),
    ErrorKind(
        "REG420",
        "acte-a-confirmer",
        "Un acte reconduit garde la mention « PROJET » tant que sa fiche a des valeurs à confirmer (« a_confirmer »).",
    ),
    ErrorKind(
        "REG421",
        "reconduction-impossible",
        "L'acte ne peut pas être reconduit, ou pas ainsi : le message dit ce qui manque ou ce qu'il faut demander.",
    ),
)
_PROSE = (
    ErrorKind(
        "REG501", "texte-a-corriger", "Un texte nomme un fait entre {{ }} d'une manière qui ne peut pas être lue."
    ),
)

KINDS: Mapping[str, ErrorKind] = MappingProxyType(
    {kind.name: kind for stage in (_BYTES, _SYNTAX, _KEYS, _VALUES, _REFERENCES, _PROSE) for kind in stage}
)


def loading_error(
    name: str,
    message: str,
    hint: str = "",
    *,
    where: Place | None = None,
    excerpt: str = "",
    severity: Severity = Severity.ERREUR,
) -> Finding:
    """A finding of the kind called `name` in the table (KeyError for a name that is not there: a bug of ours)."""
    return KINDS[name].finding(message, hint, where, severity=severity, excerpt=excerpt)
