"""What can be wrong that no rule finds: its code, its readable name, what `actes explain` tells of it; in one table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from .finding import Finding, Severity
from .frozen import frozen
from .place import Place

# A line each: code, name, how severe it is where it is no error, manual.
_TABLE = r"""
# The register, stage by stage: bytes (REG0..), syntax (REG1..), keys (REG2..), values (REG3..), references (REG4..),
# prose (REG5..)
REG001 fichier-trop-gros: Un acte tient en quelques dizaines de kilo-octets. Un fichier de plus d'un méga-octet n'est
  pas lu.
REG002 encodage: Les fichiers du registre sont enregistrés en UTF-8, l'encodage qui convient à tous les accents.
REG003 caractere-interdit: Un caractère invisible (souvent collé depuis Word ou un PDF) se perdrait ou se verrait mal
  dans l'acte.
REG004 fichier-absent: Un fichier sans lequel rien ne peut être lu n'est pas dans le dossier.
REG005 fichier-illisible: Le fichier est là, mais l'ordinateur refuse de l'ouvrir.
REG101 syntaxe: Le fichier ne suit pas la forme « clé: valeur », une par ligne, décalée par des espaces.
REG102 tabulation: Le décalage des lignes se fait avec des espaces, jamais avec des tabulations.
REG103 valeur-a-proteger: Une valeur commence par un signe réservé ('  "  *  &  !  %  @  [  {  |  >…). Le texte se met
  en bloc : « | » en fin de ligne, puis le texte à la ligne suivante, décalé de deux espaces.
REG104 deux-points: Deux-points suivis d'une espace séparent une clé de sa valeur : dans un texte, ils demandent un
  bloc « | ».
REG105 renvoi-yaml: Les ancres (&nom) et les renvois (*nom) de YAML sont refusés : chaque valeur s'écrit à sa place.
REG106 etiquette-yaml: Les étiquettes de YAML (!nom) sont refusées : toute valeur est un texte.
REG107 trop-imbrique: Un fichier du registre n'a jamais plus de vingt niveaux de décalage.
REG108 plusieurs-documents: Un fichier décrit une seule chose : pas de ligne « --- » au milieu.
REG109 fichier-vide: Le fichier ne contient rien, ou seulement des commentaires (lignes « # »).
REG110 virgule-entre-accolades: Entre { } ou [ ], la virgule sépare deux valeurs : un montant comme 977,50 y serait
  coupé en deux.
REG111 accolades-doubles: Une valeur qui commence par {{ doit être mise en bloc « | » ou entre guillemets droits.
REG201 cle-inconnue: Cette clé n'existe pas à cet endroit : sa valeur ne serait lue par personne.
REG202 cle-en-double: La même clé est écrite deux fois au même endroit : l'une des deux est perdue.
REG203 cle-manquante: Une information obligatoire n'est pas écrite.
REG204 cle-illisible: Une clé est un mot simple : ni vide, ni liste, ni accolades.
REG301 forme-inattendue: Un texte, une liste ou des clés : ce n'est pas la forme attendue ici.
REG302 valeur-incorrecte: La valeur n'a pas pu être lue : date, montant, nombre, taux…
REG303 choix-inconnu: La valeur doit être prise dans une liste.
REG304 valeur-vide: La clé est écrite, mais rien ne la suit.
REG305 texte-perdu: Après une espace, le signe # ouvre un commentaire : la fin du texte serait perdue. Mettez-le en
  bloc « | ».
REG306 texte-sur-plusieurs-lignes: Ce texte doit tenir en un seul alinéa.
REG307 valeurs-incompatibles: Des valeurs, lisibles chacune, ne peuvent pas aller ensemble.
REG308 valeur-a-completer: La fiche attend cette valeur : l'acte ne peut pas être composé sans elle.
REG401 acte-inconnu: Un acte cité n'a pas de fiche dans le registre : créez-la, même courte.
REG402 tiers-inconnu: Un tiers nommé dans l'acte n'a pas de fichier dans registry/tiers.
REG403 signataire-inconnu: Celui qui signe par délégation n'est pas dans collectivite.yaml.
REG404 citation-en-boucle: Des actes se citent en rond : l'un d'eux est forcément postérieur.
REG405 nom-de-fichier: Le nom du fichier d'un acte est son identifiant : série, année, numéro, puis « .yaml ». Celui
  d'un tiers est le nom que les actes lui donnent, en lettres minuscules sans accent.
REG406 acte-sans-texte: Un acte connu par les seuls visas d'autres actes ne peut être produit.
REG407 acte-introuvable: Le numéro demandé n'est celui d'aucun acte du registre, ou de plusieurs.
REG408 acte-en-double: Un acte n'a qu'une fiche : deux fiches finiraient par se contredire.
REG409 personne-en-fonction: Personne n'est en fonction pour signer ce jour-là : voyez « debut » et « fin » des mandats.
REG410 formules-absentes: L'acte a une convention et collectivite.yaml ne dit pas comment les conventions sont rédigées.
REG411 acte-a-corriger: Un acte n'est produit sans la mention « PROJET » que si la vérification n'y trouve ni erreur ni
  blanc.
REG412 fiche-a-la-main: La mise en page de la fiche est trop particulière pour que le programme la change sans risque
  de la perdre.
REG413 deja-enregistre: Ce que la fiche dit déjà de la signature, de l'accusé ou de la publication n'est remplacé qu'à
  la demande.
REG414 suivi-refuse: Ce qui est enregistré après la signature va avec l'acte et avec le calendrier : rien n'est écrit
  sinon.
REG415 acte-non-verifie (alerte): Un acte cité, un tiers ou la collectivité ne peut pas être lu : les actes qui
  s'appuient dessus attendent.
REG416 acte-signe-avec-erreurs (alerte): Un acte signé et transmis ne se corrige plus : il est produit tel qu'il a été
  signé, ses erreurs sont dites. Un acte rectificatif ou un avenant les corrige.
REG420 acte-a-confirmer: Un acte reconduit garde la mention « PROJET » tant que sa fiche a des valeurs à confirmer
  (« a_confirmer »).
REG421 reconduction-impossible: L'acte ne peut pas être reconduit, ou pas ainsi : le message dit ce qui manque ou ce
  qu'il faut demander.
REG501 texte-a-corriger: Un texte nomme un fait entre {{ }} d'une manière qui ne peut pas être lue.
# A folder, what somebody typed
DOS101 dossier-introuvable: Un dossier d'actes contient « registry » (les fiches) et « templates » (les modèles Word).
DOS102 code-inconnu: « actes explain » ne connaît que les codes que le programme affiche.
# A file that others wrote: it cannot be read at all (LEC1..), or not all of it
LEC100 fichier-introuvable: Le fichier nommé n'existe pas, ou ne peut pas être ouvert.
LEC101 fichier-vide: Le fichier n'a aucun contenu : il a sans doute été mal enregistré ou mal envoyé.
LEC102 fichier-trop-gros: Un acte tient en quelques pages : un fichier aussi gros n'est pas lu.
LEC103 format-inconnu: Les formats lus sont .docx, .odt, .pdf (avec du texte), .txt et .md.
LEC104 image-sans-texte: Le fichier ne contient que des images de pages : leurs mots ne peuvent pas être lus.
LEC105 ancien-format: Les formats .doc et .rtf ne sont lus que par LibreOffice : enregistrez en .docx.
LEC106 mot-de-passe: Le fichier demande un mot de passe : retirez-le, puis recommencez.
LEC107 fichier-abime: Le fichier est abîmé ou incomplet : demandez qu'il vous soit renvoyé.
LEC108 fichier-dangereux: Le fichier est fait comme ceux qui bloquent un ordinateur : il n'est pas lu.
LEC109 pdf-numerise: Le PDF est une image numérisée, sans texte : passez-le par une reconnaissance de caractères.
LEC110 trop-de-pages: Le PDF a trop de pages pour être un seul acte.
LEC111 accuse-illisible: Le fichier n'est pas un accusé de réception de la préfecture, ou ne dit pas ce qu'il faut.
LEC112 rien-lu: Aucun texte d'acte n'a été reconnu dans le fichier : rien n'y est vérifié.
LEC113 dossier-non-lu (alerte): Ce qui est dans un dossier sans être lu (un sous-dossier, un tableur) est à lire à part.
LEC201 revisions-en-attente (alerte): Des modifications suivies attendent d'être acceptées ou refusées : ce qui est lu
  est le texte comme si elles étaient acceptées.
LEC202 commentaires (alerte): Des commentaires sont restés dans le document : retirez-les avant la signature.
LEC203 texte-masque (alerte): Du texte masqué n'est pas imprimé, et n'est pas lu.
LEC204 page-sans-texte (alerte): Une page du PDF n'a pas de texte : elle n'est pas vérifiée.
LEC205 partie-non-lue (alerte): Une partie du fichier n'a pas pu être lue : elle n'est pas vérifiée.
LEC206 codage-ancien (conseil): Le fichier texte est d'un codage ancien : ses accents ont été devinés.
LEC301 modification-en-attente (alerte): Cette modification suivie doit être acceptée ou refusée dans Word avant la
  signature.
# A Word template: the file (MOD10.), its tags (MOD11.), its words and styles (MOD12.), what it is made from (MOD13.);
# what is produced (MOD2..)
MOD100 modele-illisible: Le modèle n'est pas un fichier .docx sain. Reprenez la version d'origine.
MOD101 modele-dangereux: Une macro, un objet ou un fichier pris ailleurs partirait avec l'acte.
MOD102 revisions-en-attente: Une balise supprimée en suivi des modifications agirait encore.
MOD103 commentaires: Un commentaire laissé dans le modèle partirait avec chaque acte.
MOD104 modele-absent: Un modèle manque dans le dossier « templates ».
MOD110 balise-incorrecte: Une balise ne se lit pas, ou demande ce qui n'est pas permis.
MOD111 champ-inconnu: Une balise nomme un champ qui n'existe pas.
MOD112 champ-inutilise (alerte): Sans « projet », rien ne distingue un projet de l'acte à signer.
MOD113 balise-de-paragraphe: {%p … %} et {{p … }} emportent leur paragraphe : seules sur leur ligne.
MOD114 balise-de-texte-riche: Un texte s'écrit {{r … }}, un tableau {{p … }}, un mot {{ … }}.
MOD115 condition-laissant-un-vide (alerte): {% if %} seul sur sa ligne laisse un paragraphe vide : {%p if %}.
MOD116 guillemets-typographiques: Dans une balise, les guillemets sont droits.
MOD117 balise-hors-texte: Une balise dans les propriétés ou les commentaires n'est jamais remplie.
MOD120 mots-de-l-acte-dans-le-modele: Un modèle n'a que la forme : les mots viennent du registre.
MOD121 emplacement-manquant: À l'essai, des mots de l'acte n'ont trouvé aucune place dans le modèle.
MOD122 style-manquant (alerte): Un style que l'outil emploie par son nom manque dans le modèle.
MOD123 mise-en-forme-perdue (alerte): La mise en forme posée sur {{r … }} se perd : mettez-la dans le style.
MOD124 sommaire (alerte): Un sommaire ne serait pas mis à jour.
MOD130 modele-donne-pour-acte: Les modèles se font d'après un acte rédigé, pas d'après un modèle.
MOD131 acte-sans-mise-en-page: La mise en page se prend d'un fichier Word (.docx, .doc, .odt, .rtf).
MOD132 modele-non-repris: Un modèle fait d'après cet acte ne passerait pas « template check ».
MOD200 mot-perdu: Le fichier relu n'a pas tous les mots de l'acte, dans l'ordre. Ne le signez pas.
MOD201 caractere-interdit: Un caractère de contrôle invisible, que Word refuse : retapez le mot.
MOD202 mot-en-trop: Le fichier relu a des mots qui ne viennent pas de l'acte. Ne le signez pas.
MOD203 balise-restante: Une balise du modèle est restée dans le fichier. Ne le signez pas.
MOD204 fichier-mal-forme: Le fichier produit ne s'ouvrirait pas.
MOD205 suivi-impossible: Le suivi des modifications ne rendrait pas exactement les deux textes.
MOD206 modele-a-completer: Un blanc du modèle serait dans l'acte à signer : complétez-le dans Word.
# LibreOffice
PDF101 libreoffice-absent: Les PDF sont faits par LibreOffice, qu'il faut installer une fois. Les documents Word, eux,
  sont écrits sans lui.
PDF102 conversion-en-cours: Deux conversions en PDF ne peuvent pas se faire en même temps : la seconde a attendu la
  première, puis a renoncé.
PDF103 conversion-trop-longue: LibreOffice ne répondait plus et a été arrêté.
PDF104 conversion-impossible: LibreOffice n'a rien fait de ce document. Les autres PDF sont faits.
PDF105 annexe-introuvable: La fiche dit où est le PDF d'une annexe (« fichier: »), et il n'y est pas.
PDF106 annexe-non-jointe: Le PDF d'une annexe est abîmé, protégé ou dangereux : il n'a pas pu être joint.
PDF107 fichier-non-converti: Un .doc, un .rtf ou un .odt devient un .docx par LibreOffice, ou dans Word.
PDF108 cote-a-cote-impossible: Les pages de deux documents ne se comparent qu'avec LibreOffice.
# Files of ours
FIC101 fichier-ouvert: Word ou LibreOffice a ce fichier ouvert, peut-être sur un autre ordinateur : il ne peut pas être
  remplacé. Fermez-le, puis relancez la même commande.
FIC102 acces-interdit: Vous n'avez pas le droit de lire ou d'écrire à cet endroit, ou le fichier est en lecture seule.
FIC103 disque-plein: Le disque est plein. Les anciens documents sont intacts.
FIC104 chemin-trop-long: Windows refuse un chemin de plus de 260 caractères : rapprochez le dossier de la racine du
  disque.
FIC105 emplacement-occupe: Un fichier porte le nom du dossier à créer, ou un dossier celui du fichier à écrire.
FIC106 fichier-change-entre-temps: Quelqu'un a enregistré ce fichier pendant que la commande travaillait : rien n'est
  écrit par-dessus.
FIC108 fichier-introuvable: Le fichier ou le dossier nommé n'existe pas.
FIC109 fichier-garde: Un fichier de ce nom existe déjà et n'a pas été produit par « actes » : il n'est pas remplacé.
FIC110 commande-en-cours: Une autre commande « actes » écrit dans ce dossier, peut-être sur un autre ordinateur :
  celle-ci a attendu, puis a renoncé.
FIC111 pas-un-fichier: Ce nom est celui d'un tuyau, d'un appareil, ou d'un lien qui y mène : il se lirait sans fin.
FIC112 rien-a-annuler: Rien de ce qui a été écrit dans le registre ne peut plus être annulé.
FIC113 change-depuis: La fiche a été changée depuis ce que l'on veut annuler ou corriger : rien n'est écrit par-dessus.
FIC199 fichier-inaccessible: Le système refuse l'accès à ce fichier pour une raison qui lui est propre : réseau coupé,
  disque abîmé…
# Two acts to compare
DIF101 deux-fois-le-meme-acte: L'ancien et le nouveau sont le même acte : il n'y a rien à comparer.
DIF102 rien-a-comparer: Les deux actes n'ont aucun document de même nature : donnez, par exemple, deux décisions ou
  deux conventions.
DIF103 acte-sans-texte: Un acte connu par un visa seulement n'a pas de texte : seuls ses faits sont comparés.
DIF104 document-sans-word: Le suivi des modifications s'écrit dans un fichier Word : il en faut un du nouveau côté.
DIF105 revisions-en-attente: Un fichier qui porte déjà des modifications suivies ne peut pas en recevoir d'autres :
  acceptez-les ou refusez-les d'abord.
DIF106 documents-de-deux-natures (alerte): Une décision se compare à une décision, une convention à une convention.
DIF107 valeurs-a-confirmer (alerte): Une fiche reconduite a des valeurs que personne n'a confirmées : elles sont
  comparées telles quelles.
# Comments, corrections, acceptances
ANN101 format-non-annotable (alerte): Les commentaires s'écrivent dans un fichier Word (.docx) : pas dans un PDF.
ANN102 annotation-impossible: Ce fichier Word est fait de telle sorte que rien ne peut y être commenté.
ANN103 signature-retiree (alerte): Une copie annotée n'est plus le fichier signé : l'original seul l'est.
COR101 correction-refusee: Une correction n'est écrite que si, l'acte vérifié de nouveau, la remarque n'y est plus et
  qu'aucune autre n'est venue. Sinon rien ne change : corrigez à la main.
COR102 acte-signe: La fiche d'un acte signé dit ce qui a été signé : une erreur se corrige par un acte rectificatif.
  Seule une faute de recopie, absente de l'acte signé, se corrige dans la fiche, avec --force.
COR103 rien-a-accepter: On accepte une remarque que la vérification fait sur cet acte, par son code ou son nom.
COR201 format-non-corrigeable (alerte): Les corrections s'écrivent dans un fichier Word (.docx) : pas dans un PDF.
COR202 correction-impossible: Ce fichier Word est fait de telle sorte que la correction ne peut pas y être écrite :
  faites-la dans Word.
ECA101 ecart-sans-objet: Un écart accepté dans la fiche n'accepte plus rien : l'acte a changé, retirez-le.
ECA102 ecart-refuse: Ce que relève cette règle ne s'accepte pas : un montant est faux, ou un blanc reste.
ECA103 ecart-imprecis: La règle relève plusieurs écarts : « endroit » dit lequel est accepté.
"""


@frozen
class ErrorKind:
    """A kind of error: `doc` tells in French what it is about and how to mend it (`actes explain`)."""

    code: str
    name: str
    doc: str
    severity: Severity = Severity.ERREUR


def _kinds() -> Iterator[tuple[str, ErrorKind]]:
    for line in re.sub(r"\n  ", " ", _TABLE.strip()).splitlines():
        head, _, doc = line.partition(": ")
        code, name, *told = head.split(" ")
        if code != "#":
            yield code, ErrorKind(code, name, doc, *(Severity(one.strip("()")) for one in told))


KINDS: Mapping[str, ErrorKind] = MappingProxyType(dict(_kinds()))
LOADING: Mapping[str, ErrorKind] = MappingProxyType({k.name: k for k in KINDS.values() if k.code.startswith("REG")})


def problem(
    code: str,
    message: str,
    hint: str = "",
    where: Place | None = None,
    *,
    severity: Severity | None = None,
    excerpt: str = "",
    place: str = "",
) -> Finding:
    """A finding of the table: what is wrong here, and what to write instead; `severity`: another than the usual one.

    >>> problem("LEC101", "le fichier est vide").name
    'fichier-vide'
    >>> problem("LEC999", "")
    Traceback (most recent call last):
    KeyError: 'LEC999'
    """
    kind = KINDS[code]
    return Finding(code, kind.name, severity or kind.severity, message, hint, where, excerpt=excerpt, place=place)


def loading_error(
    name: str,
    message: str,
    hint: str = "",
    *,
    where: Place | None = None,
    excerpt: str = "",
    severity: Severity | None = None,
) -> Finding:
    """A finding on the register, by the name of its kind (KeyError for one that is not there: a bug of ours)."""
    return problem(LOADING[name].code, message, hint, where, severity=severity, excerpt=excerpt)
