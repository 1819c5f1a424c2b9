"""Figures that words, a list or a table put in relation: which relations hold, which do not, which number is wrong."""
