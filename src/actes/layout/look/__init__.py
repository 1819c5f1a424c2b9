"""Our templates in the look of somebody's Word act: its styles observed, its letterhead taken, ours dressed."""

from .dress import Dressed, dressed

__all__ = ["Dressed", "dressed"]
