"""PDF files through LibreOffice, where there is one."""

from .joined import joined
from .pdf import Made, aside, pdf_of

__all__ = ["Made", "aside", "joined", "pdf_of"]
