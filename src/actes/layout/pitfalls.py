"""What goes wrong in a Word template, paragraph by paragraph (words, revisions, comments, tags), and what to do then.

docxtpl meets most faults of tags with a misleading error, or with none and words missing from the act.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from ..finding import Finding, Severity
from ..jinja.errors import suggestion
from ..pattern import pattern
from ..place import Place
from ..problems import problem
from ..reading.package import Package
from ..reading.wordml import PICTURES, W, paragraphs, runs
from ..reading.xml import parse_xml, utf8_xml
from .locate import FIELDS, OPENING, TAG, Form, Paragraph, Use, command, paragraphs_of, part_name, tags, uses

LETTERS = pattern(r"[^\W\d_]{2,}")
REVISIONS = frozenset(
    W + name for name in ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "tblPrChange", "trPrChange")
)
PENDING = "des modifications suivies sont en attente : une balise supprimée agirait encore"
ACCEPT = "dans Word : Révision, Accepter, « Accepter toutes les modifications et arrêter le suivi »"
COMMENTS = frozenset(W + name for name in ("commentReference", "commentRangeStart"))
UNCOMMENT = "dans Word : Révision, Supprimer, « Supprimer tous les commentaires du document »"
STATEMENTS = "if|elif|else|endif|for|endfor"
GLUED = pattern(rf"\{{%-?(?:p|r|tr|tc)(?:{STATEMENTS})\b|\{{[%{{]-?\s+(?:p|r|tr|tc)\s|\{{[%{{]-?(?:p|r|tr|tc)[^\S ]")
GUILLEMETS = pattern(r"[«»„‹›]")
NEUTRAL = frozenset(W + name for name in ("lang", "noProof", "rtl", "webHidden"))
WHOLE = frozenset({"p", "tr", "tc"})  # what such a tag takes with it, whatever else is there
WRITE: Mapping[Form, str] = {Form.TEXTE: "", Form.SUITE: "r", Form.TABLEAU: "p"}


def pitfalls(package: Package, parts: Mapping[str, str], name: str) -> list[Finding]:
    """Everything wrong in the paragraphs of these parts of a template called `name`."""
    return [finding for part in parts for finding in _part(package, part, name)]


def _part(package: Package, part: str, name: str) -> Iterator[Finding]:
    for paragraph in paragraphs_of(part, package, name):
        inside = {element.tag for element in paragraph.element.iter()}
        if not REVISIONS.isdisjoint(inside):
            yield paragraph.says("MOD102", PENDING, ACCEPT)
        if not COMMENTS.isdisjoint(inside):
            yield paragraph.says("MOD103", "un commentaire partirait avec chaque acte", UNCOMMENT)
        for rule in (words, contents, *OF_TAGS):
            yield from rule(paragraph)
    yield from between_paragraphs(part, package, name)
    for use in uses(tags(part, package, name)):
        yield from field(use)


def of_an_act(text: str) -> str:
    """What a text at the head or the foot of a page says of one act alone: « numero », « date », or nothing.

    >>> [of_an_act(text) for text in ("DEC2025-453, page 1", "le 8 juillet 2025", "Exercice 2025", "15000 Aurillac")]
    ['numero', 'date', 'date', '']
    """
    from ..facts import MentionKind, read

    kinds = {mention.kind for mention in read(text)}
    if kinds & {MentionKind.ACT_NUMBER, MentionKind.RECEIPT}:
        return "numero"
    return "date" if kinds & {MentionKind.DATE, MentionKind.MONTH, MentionKind.YEARS} else ""


def between_paragraphs(part: str, package: Package, name: str) -> Iterator[Finding]:
    """Rows or tables that a revision adds, removes or restyles."""
    root = parse_xml(package.data(part), part)
    inside = {element for paragraph in paragraphs(root) for element in paragraph.iter()}
    if any(element.tag in REVISIONS and element not in inside for element in root.iter()):
        yield problem("MOD102", f"{part_name(part)}, tableau : {PENDING}", ACCEPT, Place(name))


def words(p: Paragraph) -> Iterator[Finding]:
    """A template holds no word of an act; a header or footer may hold the collectivity's, not what is of one act."""
    own = TAG.sub(" ", p.text)
    body = part_name(p.part) == part_name("word/document.xml")
    strange = LETTERS.findall(own) if body or of_an_act(own) else []
    if strange and not (OPENING.search(p.text) and not TAG.search(p.text)):
        said = f"le modèle contient des mots : « {' '.join(strange)[:60]} »"
        hint = "effacez-les ici : les mots d'un acte viennent de sa fiche, son numéro et sa date aussi"
        yield p.says("MOD120", said, hint, Severity.ERREUR if body else Severity.ALERTE)


def contents(p: Paragraph) -> Iterator[Finding]:
    """A table of contents is not worked out again."""
    if any(code.strip().upper().startswith("TOC") for code in codes(p.element)):
        yield p.says("MOD124", "un sommaire ne serait pas mis à jour", "retirez le sommaire du modèle")


def whole_paragraph(p: Paragraph) -> Iterator[Finding]:
    """`{%p %}` and `{{p }}` take their whole paragraph with them."""
    takes = [tag[0] for tag in TAG.finditer(p.text) if (told := command(tag[0])) and told.letter == "p"]
    if len(takes) > 1:
        hint = "mettez chaque balise {%p … %} seule sur sa ligne"
        yield p.says("MOD113", f"{len(takes)} balises de paragraphe dans le même paragraphe", hint)
    elif takes and p.text.strip() != takes[0]:
        hint = "mettez cette balise seule sur sa ligne"
        yield p.says("MOD113", f"le reste de la ligne disparaîtrait avec {takes[0]}", hint)
    for tag in takes:
        if re.search(r"[%}]", tag[2:-2]):
            hint = "retirez ce signe de la balise : elle ne serait pas reconnue"
            yield p.says("MOD113", f"un « % » ou une accolade dans {tag}", hint)


def pictures(p: Paragraph) -> Iterator[Finding]:
    """A picture goes with the paragraph that `{%p %}` takes, the row of `{%tr %}`, the run of `{{r }}`."""
    if not _pictured(p.element):
        return
    beside = "".join(text for run, text in runs(p.element) if run is not None and _pictured(run))
    for tag in (match[0] for match in TAG.finditer(p.text)):
        told = command(tag)
        letter = told.letter if told else tag[2:3]  # a comment: « {#p … #} »
        if letter in WHOLE or (letter == "r" and tag in beside):
            hint = "mettez l'image sur une autre ligne, sans cette balise"
            yield p.says("MOD113", f"l'image de cette ligne disparaîtrait avec {tag}", hint)


def _pictured(element: Element) -> bool:
    return any(e.tag in PICTURES for e in element.iter())


def unclosed(p: Paragraph) -> Iterator[Finding]:
    if OPENING.search(TAG.sub("", p.text)):
        hint = "écrivez la balise entière, d'une seule traite, dans un seul paragraphe"
        yield p.says("MOD110", "une balise n'est pas fermée sur sa ligne", hint)


def letters(p: Paragraph) -> Iterator[Finding]:
    """`{%pif`, `{% p if`, `{{ r x`, and a no-break space after the letter."""
    hint = "la lettre suit l'accolade sans espace, puis une espace ordinaire : {%p if … %}, {{r bloc.texte }}"
    for match in GLUED.finditer(p.text):
        yield p.says("MOD113", f"balise mal écrite : {match[0]}…", hint)


def quotes(p: Paragraph) -> Iterator[Finding]:
    hint = 'dans une balise, tapez des guillemets droits : "visa" (dans Word, Ctrl+Z juste après la frappe)'
    for tag in (tag[0] for tag in TAG.finditer(p.text) if GUILLEMETS.search(tag[0])):
        yield p.says("MOD116", f"guillemets français dans {tag}", hint)


def alone(p: Paragraph) -> Iterator[Finding]:
    """An inline `{% if %}` alone on its line leaves an empty paragraph."""
    found = [command(tag[0]) for tag in TAG.finditer(p.text)]
    inline = [c for c in found if c and c.opening == "{%" and not c.letter]
    if inline and len(inline) == len(found) and not TAG.sub("", p.text).strip() and not _pictured(p.element):
        hint = "pour un paragraphe entier, écrivez {%p … %}"
        yield p.says("MOD115", "cette ligne resterait vide dans l'acte", hint)


def lost_style(p: Paragraph) -> Iterator[Finding]:
    """A run that holds `{{r }}` or `{%r %}` loses its own look, and so do the words that share it."""
    pieces = list(runs(p.element))
    for tag in TAG.finditer("".join(text for _, text in pieces)):
        told, position = command(tag[0]), 0
        if not told or told.letter != "r":
            continue
        for run, text in pieces:
            inside = position < tag.end() and position + len(text) > tag.start()
            position += len(text)
            if inside and _look(run):
                hint = "mettez la mise en forme dans le style du paragraphe, et la balise seule, sans gras ni italique"
                yield p.says("MOD123", f"la mise en forme posée sur {tag[0]} serait perdue", hint)
                break
        if told.opening == "{%":
            hint = "préférez {%p … %} sur des lignes à part"
            yield p.says("MOD114", f"{tag[0]} laisserait des traces vides dans le texte", hint, Severity.CONSEIL)


def _look(run: Element | None) -> bool:
    properties = run.find(f"{W}rPr") if run is not None else None
    return properties is not None and any(child.tag not in NEUTRAL for child in properties)


OF_TAGS = (whole_paragraph, pictures, unclosed, letters, quotes, alone, lost_style)


def field(use: Use) -> Iterator[Finding]:
    """A field that does not exist, or a tag that is not written for what the field is."""
    form, shown = FIELDS.get(use.path), _shown(use.path)
    if form is None:
        hint = suggestion(shown, map(_shown, FIELDS))
        yield use.tag.says("MOD111", f"« {shown} » n'existe pas", hint)
    elif use.shown and form not in WRITE:
        yield use.tag.says("MOD111", f"« {shown} » ne s'écrit pas", f"employez {form.value}")
    elif use.shown and use.command.letter != WRITE[form]:
        hint = f"écrivez {form.value.replace('…', shown)}"
        yield use.tag.says("MOD114", "cette balise n'est pas de la bonne sorte : le texte serait perdu", hint)


def _shown(path: str) -> str:
    """The path as a template writes it.

    >>> _shown("blocs[].texte"), _shown("blocs[].qualites[]")
    ('bloc.texte', 'qualite')
    """
    if path.endswith("[]"):
        return path[:-2].rsplit(".", 1)[-1].removesuffix("s")
    return path.replace("blocs[]", "bloc")


# what Word would run, or fetch, on the computer of whoever opens the act

HYPERLINK = "/hyperlink"
MACROS = ("vbaproject", "vbadata", "activex", "/embeddings/", "oleobject")
# How a part is linked whatever its name: what runs, and what Word opens as a document inside this one.
EMBEDDED = ("/vbaproject", "/wordvbadata", "/oleobject", "/package", "/control", "/activexcontrolbinary", "/afchunk")
# Fields that start a program, open another file, or write the code of another field.
ACTING = frozenset({
    "DDE", "DDEAUTO", "LINK", "EMBED", "MACROBUTTON", "DATABASE", "QUOTE", "CONTROL", "HTMLCONTROL", "INCLUDETEXT",
    "INCLUDEPICTURE", "INCLUDE", "IMPORT", "RD", "SUBSCRIBER", "ADDIN", "PRINT",
})  # fmt: skip


def danger(package: Package, name: str) -> Iterator[Finding]:
    """Macros, embedded objects, files fetched from elsewhere and fields that act have no place in an act."""
    for member in package.names():
        if any(mark in member.lower() for mark in MACROS):
            yield _embedded(member, name)
        elif member.lower().endswith(".rels"):
            yield from _linked(parse_xml(package.data(member), member), name)
        elif member.lower().endswith(".xml"):
            yield from _fields(package, member, name)


def _embedded(what: str, name: str) -> Finding:
    said = f"le modèle contient une macro, un objet ou un document incorporé ({what[:80]})"
    return problem("MOD101", said, "retirez-le dans Word, et enregistrez le modèle au format .docx", Place(name))


def _linked(root: Element, name: str) -> Iterator[Finding]:
    for relation in root:
        kind, target = relation.get("Type", "").lower(), relation.get("Target", "")
        if kind.endswith(EMBEDDED) and not any(mark in f"/{target}".lower() for mark in MACROS):
            yield _embedded(target, name)
        elif relation.get("TargetMode", "").lower() == "external" and not kind.endswith(HYPERLINK):
            said = f"le modèle va chercher un fichier ailleurs ({target[:80]})"
            hint = "incorporez l'image, ou détachez le modèle joint (Développeur, Modèle de document)"
            yield problem("MOD101", said, hint, Place(name))


def _fields(package: Package, part: str, name: str) -> Iterator[Finding]:
    data = package.data(part)
    text = utf8_xml(data, part)
    if b"instrText" not in text and b"fldSimple" not in text:
        return
    for code in filter(_acts, codes(parse_xml(data, part))):
        said = f"{part_name(part)} : un champ lancerait un programme ou prendrait un fichier ({code.strip()[:60]})"
        hint = "dans Word : Alt+F9 montre les codes de champ ; supprimez celui-là"
        yield problem("MOD101", said, hint, Place(name))


def codes(root: Element) -> Iterator[str]:
    """The code of each field, whole whatever the pieces that Word makes of it; a field may be inside another's code."""
    open_fields: list[list[str]] = [[]]
    for element in root.iter():
        mark = element.get(f"{W}fldCharType") if element.tag == f"{W}fldChar" else ""
        if element.tag == f"{W}fldSimple":
            yield element.get(f"{W}instr", "")
        elif element.tag in (f"{W}instrText", f"{W}delInstrText"):
            open_fields[-1].append(element.text or "")
        elif mark == "begin":
            open_fields.append([])
        elif mark == "end" and len(open_fields) > 1:
            yield "".join(open_fields.pop())
    yield from map("".join, open_fields)  # never ended: Word may end them


def _acts(code: str) -> bool:
    """Whether a field acts.

    >>> [code for code in (' DDEAUTO c:\\\\windows "x"', " PAGE ", 'INCLUDETEXT "http://x"') if _acts(code)]
    [' DDEAUTO c:\\\\windows "x"', 'INCLUDETEXT "http://x"']
    """
    word = code.replace('"', " ").split(maxsplit=1)[:1]
    return bool(word and word[0].upper() in ACTING) or OPENING.search(code) is not None
