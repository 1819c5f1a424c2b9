"""Files made to harm who reads them, made here: none is kept."""

from __future__ import annotations

PAGE = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>{more}>>>>"
FONT = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
WORDS = "BT /F 10 Tf 20 700 Td (Vu le code general des collectivites territoriales) Tj ET"


def pdf(*objects: str) -> bytes:
    """A PDF of these objects, the first of which is its catalogue."""
    out, offsets = b"%PDF-1.4\n", []
    for number, text in enumerate(objects, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{text}\nendobj\n".encode("latin-1")
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    head = (
        f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer<</Size {size}/Root 1 0 R>>\nstartxref\n{len(out)}\n%%EOF"
    )
    return out + head.encode()


def stream(content: str, more: str = "") -> str:
    return f"<<{more}/Length {len(content)}>>\nstream\n{content}\nendstream"


def one_page(content: str, *others: str, more: str = "", kids: str = "3 0 R") -> bytes:
    """A PDF of one page: `others` are the objects from 6 on, which `more` names among its resources."""
    pages = f"<</Type/Pages/Kids[{kids}]/Count {kids.count(' R') + kids.count('null')}>>"
    page = PAGE.replace("{more}", more)
    return pdf("<</Type/Catalog/Pages 2 0 R>>", pages, page, stream(content), FONT, *others)


def looping_pdf() -> bytes:
    """A form that draws itself twice: pdfium opens it until no memory is left."""
    form = "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>"
    return one_page(f"{WORDS} /X Do", stream(f"/X Do /X Do {WORDS}", form), more="/XObject<</X 6 0 R>>")


def bare_pdf() -> bytes:
    """A document two of whose four pages are none."""
    return one_page(WORDS, kids="9 0 R null 3 0 R 5 0 R")


def crowded_pdf(marks: int = 200_000) -> bytes:
    """One page with so many drawings that it takes seconds, and little memory."""
    return one_page(f"{WORDS} " + "0 0 m 9 9 l S " * marks)
