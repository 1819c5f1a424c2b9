"""PDF files through LibreOffice, where there is one."""

from .pdf import Made, aside, joined, pdf_of

__all__ = ["Made", "aside", "joined", "pdf_of"]
