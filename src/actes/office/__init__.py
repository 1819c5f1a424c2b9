"""PDF files through LibreOffice, where there is one."""

from .joined import joined
from .pdf import Made, pdf_of

__all__ = ["Made", "joined", "pdf_of"]
