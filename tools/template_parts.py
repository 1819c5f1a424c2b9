"""The parts of a Word template other than its styles, and the paragraphs of its body."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    f' xmlns:r="{OFFICE}/relationships"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:w10="urn:schemas-microsoft-com:office:word"'
)

CONTENT_TYPES = (
    f'{DECLARATION}<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{WORD_TYPE}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{WORD_TYPE}.styles+xml"/>'
    f'<Override PartName="/word/settings.xml" ContentType="{WORD_TYPE}.settings+xml"/>'
    f'<Override PartName="/word/fontTable.xml" ContentType="{WORD_TYPE}.fontTable+xml"/>'
    '<Override PartName="/word/theme/theme1.xml"'
    ' ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/>'
    f'<Override PartName="/word/header1.xml" ContentType="{WORD_TYPE}.header+xml"/>'
    f'<Override PartName="/word/footer1.xml" ContentType="{WORD_TYPE}.footer+xml"/>'
    '<Override PartName="/docProps/core.xml"'
    ' ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
    "</Types>"
)
PACKAGE_RELATIONSHIPS = (
    f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/relationships/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
    "</Relationships>"
)
DOCUMENT_RELATIONSHIPS = (
    f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/relationships/styles" Target="styles.xml"/>'
    f'<Relationship Id="rId2" Type="{OFFICE}/relationships/settings" Target="settings.xml"/>'
    f'<Relationship Id="rId3" Type="{OFFICE}/relationships/header" Target="header1.xml"/>'
    f'<Relationship Id="rId4" Type="{OFFICE}/relationships/footer" Target="footer1.xml"/>'
    f'<Relationship Id="rId5" Type="{OFFICE}/relationships/fontTable" Target="fontTable.xml"/>'
    f'<Relationship Id="rId6" Type="{OFFICE}/relationships/theme" Target="theme/theme1.xml"/>'
    "</Relationships>"
)
CORE = (
    f'{DECLARATION}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:language>fr-FR</dc:language></cp:coreProperties>'
)
SETTINGS = (
    f"{DECLARATION}<w:settings {NAMESPACES}>"
    '<w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/><w:hyphenationZone w:val="425"/>'
    '<w:characterSpacingControl w:val="doNotCompress"/>'
    '<w:compat><w:doNotExpandShiftReturn/><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word"'
    ' w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="fr-FR"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/>'
    "</w:settings>"
)
FONTS = (
    f"{DECLARATION}<w:fonts {NAMESPACES}>"
    '<w:font w:name="Arial"><w:panose1 w:val="020B0604020202020204"/><w:charset w:val="00"/><w:family w:val="swiss"/>'
    '<w:pitch w:val="variable"/></w:font>'
    '<w:font w:name="Courier New"><w:panose1 w:val="02070309020205020404"/><w:charset w:val="00"/>'
    '<w:family w:val="modern"/><w:pitch w:val="fixed"/></w:font>'
    "</w:fonts>"
)
COLORS = {
    "dk1": "000000", "lt1": "FFFFFF", "dk2": "1F2A44", "lt2": "E7ECF4",
    "accent1": "1F2A44", "accent2": "3E5C8A", "accent3": "7A8FB3", "accent4": "595959", "accent5": "8A8A8A",
    "accent6": "BFBFBF", "hlink": "1F2A44", "folHlink": "595959",
}  # fmt: skip
_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_LINE = f'<a:ln w="9525">{_FILL}<a:prstDash val="solid"/></a:ln>'
_EFFECT = "<a:effectStyle><a:effectLst/></a:effectStyle>"
_FONT = '<a:latin typeface="Arial"/><a:ea typeface=""/><a:cs typeface=""/>'
THEME = (
    f'{DECLARATION}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Actes">'
    '<a:themeElements><a:clrScheme name="Actes">'
    + "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in COLORS.items())
    + f'</a:clrScheme><a:fontScheme name="Actes"><a:majorFont>{_FONT}</a:majorFont><a:minorFont>{_FONT}</a:minorFont>'
    f'</a:fontScheme><a:fmtScheme name="Actes"><a:fillStyleLst>{_FILL * 3}</a:fillStyleLst>'
    f"<a:lnStyleLst>{_LINE * 3}</a:lnStyleLst><a:effectStyleLst>{_EFFECT * 3}</a:effectStyleLst>"
    f"<a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
)
PORTRAIT = (
    '<w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417" w:header="567" w:footer="624" w:gutter="0"/>'
)
# Three centimetres on the side that is bound (circulaire IOCB1032174C du 14 décembre 2010, à vérifier).
LANDSCAPE = (
    '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
    '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1701" w:header="567" w:footer="567" w:gutter="0"/>'
)
LANDSCAPE_WIDTH = 16838 - 1134 - 1701  # twips of text
# WordArt as Word's own « Filigrane » makes it: Word and LibreOffice both know it by its name.
WATERMARK = (
    '<w:r><w:pict><v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"'
    ' path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/>'
    '<v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/>'
    '<v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/>'
    '<v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/></v:formulas>'
    '<v:path textpathok="t" o:connecttype="custom" o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800"'
    ' o:connectangles="270,180,90,0"/><v:textpath on="t" fitshape="t"/>'
    '<v:handles><v:h position="#0,bottomRight" xrange="6629,14971"/></v:handles><o:lock v:ext="edit" text="t"'
    ' shapetype="t"/></v:shapetype>'
    '<v:shape id="PowerPlusWaterMarkObject1" o:spid="_x0000_s2049" type="#_x0000_t136" alt="Filigrane"'
    ' style="position:absolute;margin-left:0;margin-top:0;width:440pt;height:132pt;rotation:315;z-index:-251658752;'
    "mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
    'mso-position-vertical:center;mso-position-vertical-relative:margin" o:allowincell="f" fillcolor="#d9d9d9"'
    ' stroked="f"><v:fill opacity=".5"/><v:textpath style="font-family:&quot;Arial&quot;;font-size:1pt"'
    ' string="PROJET"/><w10:wrap anchorx="margin" anchory="margin"/></v:shape></w:pict></w:r>'
)


def text(words: str) -> str:
    space = ' xml:space="preserve"' if words != words.strip() else ""
    return f"<w:r><w:t{space}>{escape(words)}</w:t></w:r>"


def paragraph(style: str, content: str = "", keep: bool = False) -> str:
    """A paragraph of a style; `keep`: never on another page than the one that follows it."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{"<w:keepNext/>" if keep else ""}</w:pPr>{content}</w:p>'


def tag(words: str) -> str:
    """A paragraph that only commands, and leaves nothing in the document."""
    return paragraph("Balise", text(f"{{%p {words} %}}"))


def comment(words: str) -> str:
    """A paragraph for whoever opens the template, which leaves nothing in the document."""
    return paragraph("Balise", text(f"{{#p {words} #}}"))


def slot(style: str, name: str = "bloc.texte", keep: bool = False) -> str:
    """A paragraph of the document: the assistant restyles this one."""
    return paragraph(style, text(f"{{{{r {name} }}}}"), keep)


def item_slot(style: str, keep: bool = False) -> str:
    """An item of a list: its marker, a tab up to the indent, its text."""
    return paragraph(style, f"{text('{{ bloc.marque }}')}<w:r><w:tab/></w:r>{text('{{r bloc.texte }}')}", keep)


def field(code: str) -> str:
    """A number that Word computes."""
    return f'<w:fldSimple w:instr=" {code} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def document(body: Iterable[str], page: str = PORTRAIT) -> str:
    return f"{DECLARATION}<w:document {NAMESPACES}><w:body>{''.join(body)}{section(page)}</w:body></w:document>"


def section(page: str) -> str:
    """The last word of a document: its header, its footer, its page."""
    references = '<w:headerReference w:type="default" r:id="rId3"/><w:footerReference w:type="default" r:id="rId4"/>'
    return f"<w:sectPr>{references}{page}</w:sectPr>"


# In the very line where a person puts a picture: that of a « {%p » would go with it.
HEADER = (
    f"{DECLARATION}<w:hdr {NAMESPACES}>"
    + paragraph("Entte", f"{text('{% if projet %}')}{WATERMARK}{text('{% endif %}')}")
    + "</w:hdr>"
)
FOOTER = (
    f"{DECLARATION}<w:ftr {NAMESPACES}>"
    + paragraph(
        "Pieddepage",
        f"{text('{{r pied }}')}<w:r><w:tab/></w:r>{text('page ')}{field('PAGE')}{text(' / ')}{field('NUMPAGES')}",
    )
    + "</w:ftr>"
)
