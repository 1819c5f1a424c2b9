"""PDF files through LibreOffice, where there is one."""

from .pdf import Made, pdf_of

__all__ = ["Made", "pdf_of"]
