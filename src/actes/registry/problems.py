"""The table of loading errors, which the whole core shares."""

from __future__ import annotations

from ..problems import KINDS, ErrorKind, loading_error

__all__ = ["KINDS", "ErrorKind", "loading_error"]
