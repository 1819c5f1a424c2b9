"""Findings as a person or a program reads them: pure functions from findings to text."""
