"""What comes with the program to begin with: formulas, Word templates, models of entries."""
