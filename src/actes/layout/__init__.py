"""A document and a Word template make a Word file, reopened and audited."""
