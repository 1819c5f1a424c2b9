"""The codes of what can be wrong with a file that others wrote, and of what a reader could not take from it."""

from __future__ import annotations

from ..finding import AT_FAULT, COULD_NOT_RUN, CannotGoOn, Finding, Severity
from ..kinds import kinds
from ..place import Place

KINDS = kinds(
    # the file cannot be read at all
    ("LEC100", "fichier-introuvable", "Le fichier nommé n'existe pas, ou ne peut pas être ouvert."),
    ("LEC101", "fichier-vide", "Le fichier n'a aucun contenu : il a sans doute été mal enregistré ou mal envoyé."),
    ("LEC102", "fichier-trop-gros", "Un acte tient en quelques pages : un fichier aussi gros n'est pas lu."),
    ("LEC103", "format-inconnu", "Les formats lus sont .docx, .odt, .pdf (avec du texte), .txt et .md."),
    (
        "LEC104",
        "image-sans-texte",
        "Le fichier ne contient que des images de pages : leurs mots ne peuvent pas être lus.",
    ),
    ("LEC105", "ancien-format", "Les formats .doc et .rtf ne sont lus que par LibreOffice : enregistrez en .docx."),
    ("LEC106", "mot-de-passe", "Le fichier demande un mot de passe : retirez-le, puis recommencez."),
    ("LEC107", "fichier-abime", "Le fichier est abîmé ou incomplet : demandez qu'il vous soit renvoyé."),
    ("LEC108", "fichier-dangereux", "Le fichier est fait comme ceux qui bloquent un ordinateur : il n'est pas lu."),
    (
        "LEC109",
        "pdf-numerise",
        "Le PDF est une image numérisée, sans texte : passez-le par une reconnaissance de caractères.",
    ),
    ("LEC110", "trop-de-pages", "Le PDF a trop de pages pour être un seul acte."),
    (
        "LEC111",
        "accuse-illisible",
        "Le fichier n'est pas un accusé de réception de la préfecture, ou ne dit pas ce qu'il faut.",
    ),
    (
        "LEC112",
        "rien-lu",
        "Aucun texte d'acte n'a été reconnu dans le fichier : rien n'y est vérifié.",
    ),
    (
        "LEC113",
        "dossier-non-lu",
        "Ce qui est dans un dossier sans être lu (un sous-dossier, un tableur) est à lire à part.",
    ),
    # it is read, but not all of it
    (
        "LEC201",
        "revisions-en-attente",
        "Des modifications suivies attendent d'être acceptées ou refusées : ce qui est lu est le texte "
        "comme si elles étaient acceptées.",
    ),
    ("LEC202", "commentaires", "Des commentaires sont restés dans le document : retirez-les avant la signature."),
    ("LEC203", "texte-masque", "Du texte masqué n'est pas imprimé, et n'est pas lu."),
    ("LEC204", "page-sans-texte", "Une page du PDF n'a pas de texte : elle n'est pas vérifiée."),
    ("LEC205", "partie-non-lue", "Une partie du fichier n'a pas pu être lue : elle n'est pas vérifiée."),
    ("LEC206", "codage-ancien", "Le fichier texte est d'un codage ancien : ses accents ont été devinés."),
    (
        "LEC301",
        "modification-en-attente",
        "Cette modification suivie doit être acceptée ou refusée dans Word avant la signature.",
    ),
)
BROKEN = frozenset({"LEC100", "LEC107", "LEC108"})  # nothing in an act is to correct: it could not be read


def problem(
    code: str, message: str, hint: str, where: Place, *, severity: Severity = Severity.ERREUR, excerpt: str = ""
) -> Finding:
    """A finding of this table.

    >>> problem("LEC101", "le fichier est vide", "", Place("decision.docx")).name
    'fichier-vide'
    >>> problem("LEC999", "", "", Place("decision.docx"))
    Traceback (most recent call last):
    KeyError: 'LEC999'
    """
    return KINDS[code].finding(message, hint, where, severity=severity, excerpt=excerpt)


def unreadable(code: str, message: str, hint: str, path: str) -> CannotGoOn:
    """The exception that says why a file cannot be read and what to do about it."""
    return CannotGoOn([problem(code, message, hint, Place(path))], COULD_NOT_RUN if code in BROKEN else AT_FAULT)
