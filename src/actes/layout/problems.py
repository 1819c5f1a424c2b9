"""The codes of what can be wrong with a Word template or a produced file: readable name, and what `explain` says."""

from __future__ import annotations

from ..finding import Finding, Severity
from ..kinds import kinds
from ..place import Place

KINDS = kinds(
    # the template as a file
    ("MOD100", "modele-illisible", "Le modèle n'est pas un fichier .docx sain. Reprenez la version d'origine."),
    ("MOD101", "modele-dangereux", "Une macro, un objet ou un fichier pris ailleurs partirait avec l'acte."),
    ("MOD102", "revisions-en-attente", "Une balise supprimée en suivi des modifications agirait encore."),
    ("MOD103", "commentaires", "Un commentaire laissé dans le modèle partirait avec chaque acte."),
    ("MOD104", "modele-absent", "Un modèle manque dans le dossier « templates »."),
    # its tags
    ("MOD110", "balise-incorrecte", "Une balise ne se lit pas, ou demande ce qui n'est pas permis."),
    ("MOD111", "champ-inconnu", "Une balise nomme un champ qui n'existe pas."),
    ("MOD112", "champ-inutilise", "Sans « projet », rien ne distingue un projet de l'acte à signer."),
    ("MOD113", "balise-de-paragraphe", "{%p … %} et {{p … }} emportent leur paragraphe : seules sur leur ligne."),
    ("MOD114", "balise-de-texte-riche", "Un texte s'écrit {{r … }}, un tableau {{p … }}, un mot {{ … }}."),
    ("MOD115", "condition-laissant-un-vide", "{% if %} seul sur sa ligne laisse un paragraphe vide : {%p if %}."),
    ("MOD116", "guillemets-typographiques", "Dans une balise, les guillemets sont droits."),
    ("MOD117", "balise-hors-texte", "Une balise dans les propriétés ou les commentaires n'est jamais remplie."),
    # its words and styles
    ("MOD120", "mots-de-l-acte-dans-le-modele", "Un modèle n'a que la forme : les mots viennent du registre."),
    ("MOD121", "emplacement-manquant", "À l'essai, des mots de l'acte n'ont trouvé aucune place dans le modèle."),
    ("MOD122", "style-manquant", "Un style que l'outil emploie par son nom manque dans le modèle."),
    ("MOD123", "mise-en-forme-perdue", "La mise en forme posée sur {{r … }} se perd : mettez-la dans le style."),
    ("MOD124", "sommaire", "Un sommaire ne serait pas mis à jour."),
    # what templates are made from
    ("MOD130", "modele-donne-pour-acte", "Les modèles se font d'après un acte rédigé, pas d'après un modèle."),
    ("MOD131", "acte-sans-mise-en-page", "La mise en page se prend d'un fichier Word (.docx, .doc, .odt, .rtf)."),
    ("MOD132", "modele-non-repris", "Un modèle fait d'après cet acte ne passerait pas « template check »."),
    # what is produced
    ("MOD200", "mot-perdu", "Le fichier relu n'a pas tous les mots de l'acte, dans l'ordre. Ne le signez pas."),
    ("MOD201", "caractere-interdit", "Un caractère de contrôle invisible, que Word refuse : retapez le mot."),
    ("MOD202", "mot-en-trop", "Le fichier relu a des mots qui ne viennent pas de l'acte. Ne le signez pas."),
    ("MOD203", "balise-restante", "Une balise du modèle est restée dans le fichier. Ne le signez pas."),
    ("MOD204", "fichier-mal-forme", "Le fichier produit ne s'ouvrirait pas."),
    ("MOD206", "modele-a-completer", "Un blanc du modèle serait dans l'acte à signer : complétez-le dans Word."),
    ("MOD205", "suivi-impossible", "Le suivi des modifications ne rendrait pas exactement les deux textes."),
)  # fmt: skip


def problem(
    code: str, message: str, hint: str, where: Place, *, severity: Severity = Severity.ERREUR, excerpt: str = ""
) -> Finding:
    """A finding of this table.

    >>> problem("MOD122", "il manque un style", "", Place("decision.docx")).name
    'style-manquant'
    """
    return KINDS[code].finding(message, hint, where, severity=severity, excerpt=excerpt)
