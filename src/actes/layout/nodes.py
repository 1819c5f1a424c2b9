"""The types of the elements of a Word file: lxml's, which loads where a part is written again, and Python's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias
from xml.etree import ElementTree

if TYPE_CHECKING:
    from lxml.etree import _Element

Element: TypeAlias = "_Element"
Plain: TypeAlias = ElementTree.Element
